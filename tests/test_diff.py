"""Diff: every difference is found, named after what it is, and shown so that it can be read."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import INDICATORS, PROJECT, SAMPLES, changed, leaves
from discgen import paths
from discgen.cli.diff import diff
from discgen.cli.differences import as_json, show
from discgen.cli.streams import console
from discgen.diff import Fate, Side, compare, opened
from discgen.diff.identity import matched
from discgen.diff.page import page
from discgen.errors import InputError
from discgen.filing import open_filing
from discgen.model import Disclosure
from discgen.model.performance import Indicator, Project
from discgen.rollover import roll_over
from discgen.yamlfile.writing import dump
from generated_disclosures import disclosures
from html_validity import complaints
from test_diff_words import marked


def side(data: dict[str, Any], name: str = "文件.yaml") -> Side:
    return Side(Path(name), Disclosure.model_validate(data))


def compared(old, new):
    return compare(side(old, "旧.yaml"), side(new, "新.yaml"))


def changes(comparison, kind):
    """All changes of a kind: items, figures or texts."""
    return [
        change
        for section in comparison.sections
        for group in section.groups
        for change in getattr(group, kind)
    ]


# Which is which


def projects(*names, codes=()):
    codes = [*codes, *[None] * (len(names) - len(codes))]
    return [
        Project.model_validate({"名称": name, "编码": code})
        for name, code in zip(names, codes, strict=True)
    ]


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        (projects("甲", "乙"), projects("乙", "甲"), {0: 1, 1: 0}),
        (projects("甲", "甲"), projects("甲", "甲", "甲"), {0: 0, 1: 1}),
        (projects("甲", codes=["1"]), projects("甲", "乙", codes=["2", "1"]), {0: 1}),
        (projects("2021年驻外招商经费"), projects("2022年驻外招商经费"), {0: 0}),
        (projects("危仓老库维修项目"), projects("院内排水项目", "危仓老库维修改造项目"), {0: 1}),
        (projects("财政工作经费"), projects("信访工作经费"), {}),
        (projects("甲"), [], {}),
        (
            projects("抽检", codes=["13102823P00280810058N"]),
            projects("质量监督", codes=["13102824P002808100584"]),
            {0: 0},
        ),
        (
            projects("抽检", "培训", codes=["13102823P00280810058N", "13102823P00280810059N"]),
            projects("抽检", "培训", codes=["13102824P00280810059N", "13102824P00280810058N"]),
            {0: 0, 1: 1},
        ),
    ],
)
def test_projects_are_the_same_by_code_by_name_or_by_a_similar_name(old, new, pairs):
    assert matched(old, new) == pairs


def test_indicators_are_the_same_by_level_and_name():
    old = [Indicator.model_validate(one) for one in INDICATORS]
    new = [old[2], old[0].model_copy(update={"level2": "时效指标"})]
    assert matched(old, new) == {2: 0, 0: 1}


@given(st.lists(st.sampled_from("甲乙丙"), max_size=5), st.lists(st.sampled_from("甲乙丁"), max_size=5))
def test_no_item_is_matched_twice(old, new):
    pairs = matched(projects(*old), projects(*new))
    assert len(set(pairs.values())) == len(pairs)
    assert all(old[origin] == new[target] for origin, target in pairs.items())
    for name in set(old) & set(new):
        assert sum(old[origin] == name for origin in pairs) == min(old.count(name), new.count(name))


# Comparing


@settings(deadline=None, max_examples=50)
@given(disclosures)
def test_nothing_differs_from_itself(data):
    assert compared(data, copy.deepcopy(data)).sections == ()


FIXED = {"格式版本", "版式", "称谓", "金额单位", "项目表单位", "列示", "代码", "单位代码", "序号", "规则"}


@settings(deadline=None, max_examples=100)
@given(disclosures, st.data())
def test_whatever_changes_is_found(data, draw):
    free = [
        path
        for path, value in leaves(data)
        if not FIXED & set(path) and not isinstance(value, int) and path[0] != "上年"
    ]
    path = draw.draw(st.sampled_from(free))
    new = copy.deepcopy(data)
    *above, last = path
    node = new
    for step in above:
        node = node[step]
    node[last] = {str: "另外的文字", Decimal: Decimal("99.5")}[type(node[last])]
    if "日期" in str(last):
        node[last] = "2019-01-01"
    comparison = compared(data, new)
    keys = [change.key for kind in ("items", "figures", "texts") for change in changes(comparison, kind)]
    assert any(path[: len(steps)] == steps for steps in map(paths.split, keys))


OLD = changed(
    (
        "绩效/项目",
        [
            {**PROJECT, "编码": "A1", "预算": {"财政资金": Decimal(30)}},
            {**PROJECT, "名称": "2021年培训", "指标": INDICATORS[:2]},
            {**PROJECT, "名称": "设备更新", "预算": {"财政资金": Decimal("9.5")}},
        ],
    )
)
NEW = changed(
    ("年度", 2022),
    ("收入/基金预算", Decimal("12.5")),
    ("支出/基本支出/工资福利支出", Decimal(1)),
    ("增减原因/总体", "人员减少"),
    (
        "绩效/项目",
        [
            {**PROJECT, "名称": "2022年培训", "指标": [{**INDICATORS[0], "值": "≥6次"}, *INDICATORS[1:]]},
            {**PROJECT, "名称": "市场抽检和监测", "编码": "A1", "预算": {"财政资金": Decimal(33)}},
            {**PROJECT, "名称": "宣传", "预算": {"财政资金": Decimal(5)}},
        ],
    ),
    ("国有资产/车辆", {"数量": 2, "价值": 14}),
)


def test_sections_come_in_their_order_and_say_what_changed():
    found = [
        (
            section.title,
            group.title,
            [(item.fate, item.name, item.former, item.size) for item in group.items],
            [(one.key, one.title, one.old, one.new) for one in group.figures],
            [(one.key, one.title, marked(one.passages)) for one in group.texts],
        )
        for section in compared(OLD, NEW).sections
        for group in section.groups
    ]
    d = Decimal
    assert found == [
        ("基本信息", "", [], [], [("年度", "预算年度", "[2021|2022]")]),
        (
            "二、预算安排的总体情况",
            "",
            [],
            [
                ("收入.基金预算", "政府性基金预算收入", d(10), d("12.5")),
                ("收入.本年合计", "本年收入合计，不含上年结转", d("130.75"), d("133.25")),
                ("收入.合计", "收入总计，含上年结转", d("130.75"), d("133.25")),
                ("支出.基本支出.工资福利支出", "基本支出 · 工资福利支出", None, d(1)),
                ("支出.基本支出.合计", "基本支出", d("90.75"), d("91.75")),
                ("支出.合计", "支出总计", d("130.75"), d("131.75")),
            ],
            [("增减原因.总体", "总的变动原因", "人员[增加|减少]")],
        ),
        (
            "五、绩效预算信息",
            "",
            [
                (Fate.MOVED, "", "", None),
                (Fate.RENAMED, "2022年培训", "2021年培训", None),
                (Fate.RENAMED, "市场抽检和监测", "市场抽检", None),
                (Fate.ADDED, "宣传", "", d(5)),
                (Fate.REMOVED, "设备更新", "", d("9.5")),
            ],
            [("绩效.项目预算合计", "各项目预算数之和", d("39.5"), d(38))],
            [],
        ),
        (
            "五、绩效预算信息",
            "项目绩效目标：2022年培训",
            [(Fate.ADDED, "效益指标—社会效益指标—覆盖率", "", None)],
            [],
            [("绩效.项目[0].指标[0].值", "绩效指标 · 产出指标—数量指标—抽检次数 · 指标值", "≥[5|6]次")],
        ),
        (
            "五、绩效预算信息",
            "项目绩效目标：市场抽检和监测",
            [],
            [
                ("绩效.项目[1].预算.财政资金", "预算规模 · 财政资金", d(30), d(33)),
                ("绩效.项目[1].预算.合计", "预算规模 · 预算数：财政资金与其他资金之和", d(30), d(33)),
            ],
            [],
        ),
        ("七、国有资产", "", [], [("国有资产.车辆.数量", "车辆（台、辆） · 数量", None, d(2))], []),
    ]


def test_amounts_are_compared_in_one_unit():
    new = changed(("金额单位", "元"))

    def in_yuan(node, money):
        for key, value in node.items():
            if isinstance(value, dict):
                in_yuan(value, money)
            elif isinstance(value, Decimal) and key != "数量":
                node[key] = value * 10_000

    for key in ("上年", "收入", "支出", "机关运行经费", "三公经费", "国有资产"):
        in_yuan(new[key], key)
    new["支出"]["项目支出"]["明细"][0]["金额"] = Decimal(400_001)
    new["国有资产"]["车辆"]["价值"] = Decimal(140_000)
    comparison = compared(changed(), new)
    assert [(one.key, one.old, one.new) for one in changes(comparison, "figures")] == [
        ("支出.项目支出.明细[0].金额", Decimal(400_000), Decimal(400_001)),
        ("支出.项目支出.合计", Decimal(400_000), Decimal(400_001)),
        ("支出.合计", Decimal(1_307_500), Decimal(1_307_501)),
    ]
    assert comparison.unit == "元"


def test_percent_is_of_what_it_was_and_of_money_only():
    new = changed(
        ("收入/基金预算", Decimal(12)), ("收入/财政专户", Decimal(1)), ("国有资产/房屋/数量", Decimal(150))
    )
    percents = {one.key: one.percent for one in changes(compared(changed(), new), "figures")}
    assert percents["收入.基金预算"] == 20
    assert percents["收入.财政专户"] is None
    assert percents["国有资产.房屋.数量"] is None


def test_last_year_is_compared_within_a_year_only():
    new = ("上年/三公经费.合计", Decimal(4))
    within = changes(compared(changed(), changed(new)), "figures")
    assert [(one.key, one.old, one.new) for one in within] == [
        ('上年["三公经费.合计"]', Decimal("3.2"), Decimal(4))
    ]
    between = compared(changed(), changed(new, ("年度", 2022)))
    assert changes(between, "figures") == []


def test_between_years_totals_are_compared_as_they_were_published():
    """Computed otherwise, the old total would tell of a change that nobody published."""
    published = ("公布数", {"收入.合计": Decimal("130.8"), "绩效.项目[1].预算.合计": Decimal(9)})
    first, second = (
        {**PROJECT, "预算": {"财政资金": Decimal(30)}},
        {**PROJECT, "名称": "设备更新", "预算": {"财政资金": Decimal(10)}},
    )
    old = changed(published, ("绩效/项目", [first, second]))
    new = changed(("年度", 2022), ("收入/基金预算", Decimal(20)), ("绩效/项目", [second, first]))
    found = {one.key: (one.old, one.new) for one in changes(compared(old, new), "figures")}
    assert found["收入.合计"] == (Decimal("130.8"), Decimal("140.75"))
    assert found["绩效.项目[0].预算.合计"] == (Decimal(9), Decimal(10))
    assert not any(key.startswith("公布数") for key in found)
    within = {one.key for one in changes(compared(old, changed(("绩效/项目", [first, second]))), "figures")}
    assert within == {'公布数["收入.合计"]', '公布数["绩效.项目[1].预算.合计"]'}


def test_versions_of_one_year_are_told_apart_by_their_files():
    comparison = compared(changed(), changed())
    assert (comparison.old, comparison.new) == ("旧.yaml", "新.yaml")


# Files


def test_a_file_with_blanks_is_compared(tmp_path):
    sample = next(path for path in SAMPLES if "2023" in path.name)
    result = roll_over(open_filing(sample), 2024)
    new = tmp_path / "2024.yaml"
    new.write_text(result.text, encoding="utf-8")
    comparison = compare(opened(sample), opened(new))
    gone = changes(comparison, "figures")
    assert all(one.new is None and not one.computed for one in gone)
    assert not comparison.totals
    words = [one for one in changes(comparison, "texts") if "".join(p.new for p in one.passages) == ""]
    assert len(gone) + len(words) == result.blanks
    assert changes(comparison, "items") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("年度:\n", "尚未填写"),
        (dump(changed(("收入/基金预算", "十二"), ("收入/财政专户", None))), "要填数字"),
        ("- 1\n", "最外层"),
    ],
)
def test_a_file_that_is_wrong_in_other_ways_is_not(text, message, tmp_path):
    path = tmp_path / "错.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        opened(path)


# Showing


def test_the_command_prints_writes_a_page_and_ends_well_either_way(write, tmp_path):
    old, new = write(name="旧.yaml"), write(("收入/基金预算", Decimal(11)), name="新.yaml")
    run = CliRunner()
    printed = run.invoke(diff, [str(old), str(new)])
    assert (printed.exit_code, "3 个数有变化" in printed.output) == (0, True)
    assert run.invoke(diff, [str(old), str(old)]).exit_code == 0
    written = tmp_path / "变化.html"
    assert run.invoke(diff, [str(old), str(new), "--html", str(written)]).exit_code == 0
    assert "<table>" in written.read_text(encoding="utf-8")
    content = json.loads(run.invoke(diff, [str(old), str(new), "--format", "json"]).output)
    assert (content["旧"], content["新"]) == ("旧.yaml", "新.yaml")


def test_on_the_terminal(capsys):
    show(compared(OLD, NEW), console())
    printed = capsys.readouterr().out
    assert printed.startswith("青山县市场监督管理局：2021年→2022年\n6 项、")
    for line in (
        "  项目绩效目标“市场抽检”改名“市场抽检和监测”",
        "  新增项目绩效目标“宣传”（5万元）",
        "  取消项目绩效目标“设备更新”（9.5万元）",
        "  项目绩效目标的顺序有变",
        "  总的变动原因：\n    人员[-增加-]{+减少+}",
    ):
        assert line in printed
    row = next(line for line in printed.splitlines() if "政府性基金预算收入" in line)
    assert row.split()[-4:] == ["10", "12.5", "+2.5", "+25.0%"]


def test_blanks_that_changed_are_seen(capsys):
    old, new = (
        changed(("职责", "完成任务 按期验收\n全部合格")),
        changed(("职责", "完成任务按期验收全部合格")),
    )
    show(compared(old, new), console())
    assert "完成任务[-␣-]按期验收[-↵-]全部合格" in capsys.readouterr().out


def test_nothing_changed_is_said(capsys):
    show(compared(OLD, OLD), console())
    assert "没有变化。" in capsys.readouterr().out


def test_no_control_character_reaches_the_terminal(capsys):
    show(compared(OLD, changed(("职责", "甲\x1b[31m乙"))), console())
    assert "\x1b" not in capsys.readouterr().out


def test_for_programs():
    content = json.loads(as_json(compared(OLD, NEW)))
    section = next(one for one in content["部分"] if one["标题"].startswith("二"))
    assert section["组"][0]["数"][0] == {
        "键": "收入.基金预算",
        "名称": "政府性基金预算收入",
        "金额": True,
        "计算": False,
        "旧": "10",
        "新": "12.5",
        "增减": "2.5",
    }
    assert section["组"][0]["文字"][0]["段"][1] == {"旧": "增加", "新": "减少"}


def test_as_a_page(tmp_path):
    nasty = changed(
        ("职责", "<script>alert(1)</script> & 甲"), ("机构设置/0/名称", '"><b>'), ("年度", 2022)
    )
    for number, comparison in enumerate([compared(OLD, NEW), compared(OLD, nasty), compared(OLD, OLD)]):
        (tmp_path / f"{number}.html").write_text(page(comparison), encoding="utf-8")
    assert complaints(tmp_path.glob("*.html")) == []
    text = page(compared(OLD, NEW))
    assert "人员<del>增加</del><ins>减少</ins>" in text
    assert "<script" not in page(compared(OLD, nasty))
    assert "http" not in text
