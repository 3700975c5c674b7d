"""Rollover: a file differs only where the year says so, and cannot be published before it is filled in."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import PROJECT, SAMPLES, changed, leaves
from discgen import paths, validation
from discgen.cli.rollover import rollover
from discgen.compose.coverage import unfilled
from discgen.errors import InputError, Severity
from discgen.filing import open_filing
from discgen.model import Disclosure, LastYear
from discgen.model.project_code import ALPHABET, check_character
from discgen.model.schema import schema
from discgen.model.texts import GAP
from discgen.rollover import roll_over
from discgen.rollover.amounts import amounts_repeated
from discgen.rollover.directions import settled
from discgen.rollover.stale import counts_of, marked_cell, marked_reasons, marked_shares, marked_text
from discgen.yamlfile.patching import Patch
from discgen.yamlfile.reading import read_text
from discgen.yamlfile.writing import dump
from generated_disclosures import disclosures

SCHEMA = schema()


def rolled(text: str, year: int):
    """A text carried to a year."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "旧.yaml"
        path.write_text(text, encoding="utf-8", newline="")
        return roll_over(open_filing(path), year, Path("新.yaml"))


def at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def blanks(text: str) -> list[tuple[str | int, ...]]:
    return [path for path, value in leaves(read_text(text).data) if value is None]


# One file with everything in it

OLD = """\
# 某局 2021 年
格式版本: 1
版式: "2023"
年度: 2021   # 预算年度
# 单位的名称
单位: {名称: 某局}
批复日期: 2021-01-20
# 上年的数
上年: 2020.yaml   # 文件
职责: |
  （一）2021年起管理市场。
  （二）其他。
收入:
  一般公共预算: 120.750  # 含专项
  基金预算: 0
支出:
  基本支出: {人员经费: 70.25, 公用经费: 20.50}
  项目支出:
    明细:
      # 第一项
      - {名称: '监管支出', 金额: 30}
增减原因:
  总体: |  # 会议定的
    人员增加
    工资调整
三公经费: {因公出国费: 0, 公务接待费: 2}
绩效:
  总体目标: |
    2021年，比2020年有进步，《2021年规划》落实。
    到二〇二一年底，“十四五”（2021—2025年）开局。
  项目:
    - 名称: 2021年抽检经费
      编码: "13102821P00280810058R"
      预算: {财政资金: 26.07}
      支出计划: {3月底: 20, 12月底: 100}
      指标:
        - {一级: 产出指标, 二级: 成本指标, 三级: 支出, 值: ≤26.07万元}
    - 名称: 冀财〔2020〕5号2021年补助（上年结转）
      目标: 2021年用完。
  整体指标:
    - {一级: 产出指标, 二级: 时效指标, 三级: 完成年份, 符号: ＝, 值: 2021.00, 单位: 年}
    - {一级: 效益指标, 二级: 可持续影响指标, 三级: 使用年限, 符号: ≥, 值: 3, 单位: 年}
政府采购:
  项目:
    - 项目名称: 2021年抽检经费
      物品名称: 检测箱
      数量: 2
      资金: {一般公共预算: 1.5}
国有资产:
  拟购置内容: 检测箱
  轿车: {数量: 1, 价值: 14.30, 年初数量: 3, 年初价值: 34.3}
  其他固定资产: {数量: —, 价值: 5}
公布数:
  # 当年漏加了基金
  收入.合计: 120
措辞:
  收入说明: 2021年{{ 收入.合计 }}万元
# 完
"""

NEW = """\
# 某局 2021 年
格式版本: 1
版式: "2023"
年度: 2022   # 预算年度
# 单位的名称
单位: {名称: 某局}
批复日期:  # 待填（2021年：2021-01-20）
# 上年的数
# 结转：“收入.合计”用公开时印的 120，按各项算出的是 120.750
上年:   # 文件
  收入.合计: 120
  支出.基本支出.合计: 90.75
  支出.项目支出.合计: 30
  三公经费.因公出国费: 0
  三公经费.公务接待费: 2
  三公经费.合计: 2
# 结转：“2021年”没有改，核对年份
职责: |
  （一）2021年起管理市场。
  （二）其他。
收入:
  一般公共预算:  # 含专项  # 待填（2021年：120.750）
  基金预算:  # 待填（2021年：0）
支出:
  基本支出: {人员经费: null, 公用经费: null}  # 待填（2021年：人员经费 70.25，公用经费 20.50）
  项目支出:
    明细:
      # 第一项
      - {名称: '监管支出', 金额: null}  # 待填（2021年：30）
增减原因:
  # 结转：2021年写的是：人员增加
  # 结转：　　工资调整
  总体:  # 会议定的  # 待填
三公经费: {因公出国费: null, 公务接待费: null}  # 待填（2021年：因公出国费 0，公务接待费 2）
绩效:
  # 结转：“《2021年规划》”没有改，核对年份
  总体目标: |
    2022年，比2021年有进步，《2021年规划》落实。
    到二〇二二年底，“十四五”（2021—2025年）开局。
  # 结转：1个项目编码的年份改成了2022年，序号照旧，校验码重新计算；与项目库核对
  项目:
    # 结转：名称里有年份“2021年”，已改成新的年份；今年没有的，删去
    - 名称: 2022年抽检经费
      编码: "13102822P002808100588"
      预算: {财政资金: null}  # 待填（2021年：26.07）
      支出计划: {3月底: 20, 12月底: 100}
      指标:
        # 结转：“26.07万元”是2021年的数，核对
        - {一级: 产出指标, 二级: 成本指标, 三级: 支出, 值: ≤26.07万元}
    # 结转：名称里有“〔2020〕5号”、“结转”、“2021年”，像是一次性项目；今年没有的，删去
    - 名称: 冀财〔2020〕5号2021年补助（上年结转）
      目标: 2022年用完。
  整体指标:
    - {一级: 产出指标, 二级: 时效指标, 三级: 完成年份, 符号: ＝, 值: 2022.00, 单位: 年}
    - {一级: 效益指标, 二级: 可持续影响指标, 三级: 使用年限, 符号: ≥, 值: 3, 单位: 年}
政府采购:
  # 结转：2021年的采购项目；今年不采购的删去，全年没有采购的写 []
  项目:
    - 项目名称: 2022年抽检经费
      物品名称: 检测箱
      数量:  # 待填（2021年：2）
      资金: {一般公共预算: null}  # 待填（2021年：1.5）
国有资产:
  # 结转：2021年写的是：检测箱
  拟购置内容:  # 待填
  轿车: {数量: null, 价值: null, 年初数量: 1, 年初价值: 14.30}  # 待填（2021年：数量 1，价值 14.30）
  其他固定资产: {数量: —, 价值: null}  # 待填（2021年：5）
# 结转：2021年的公布数，不再沿用：
# 结转：公布数:
# 结转：  # 当年漏加了基金
# 结转：  收入.合计: 120
措辞:
  收入说明: 2022年{{ 收入.合计 }}万元
# 完
"""


@pytest.fixture
def before_last(write):
    """Last year's file of `OLD` beside it."""
    return write(("年度", 2020), name="2020.yaml").parent


def test_everything_stays_but_what_is_of_the_year(before_last):
    path = before_last / "2021.yaml"
    path.write_text(OLD, encoding="utf-8")
    result = roll_over(open_filing(path), 2022)
    assert result.text == NEW
    assert result.blanks == len(blanks(NEW)) == 16


def test_what_was_changed_or_wants_a_look_is_said_with_its_place(before_last):
    path = before_last / "2021.yaml"
    path.write_text(OLD, encoding="utf-8")
    remarks = roll_over(open_filing(path), 2022, Path("新.yaml")).remarks
    said = [(one.severity, one.path, one.message, one.place.line, one.place.column) for one in remarks]
    note, warning = Severity.NOTE, Severity.WARNING
    assert said[:5] == [
        (warning, "职责", "“2021年”没有改", 19, 6),
        (note, "绩效.总体目标", "“2021”改成了“2022”", 38, 5),
        (note, "绩效.总体目标", "“2020”改成了“2021”", 38, 12),
        (warning, "绩效.总体目标", "“《2021年规划》”没有改", 38, 21),
        (note, "绩效.总体目标", "“二〇二一”改成了“二〇二二”", 39, 6),
    ]
    once = [one for one in remarks if "像是一次性项目" in one.message]
    assert [(one.path, one.place.line, one.remedy) for one in once] == [
        ("绩效.项目[1]", 51, "今年没有的，删去")
    ]
    assert all(bool(one.remedy) == (one.severity is warning) for one in remarks)
    assert all(one.place.source == NEW.splitlines()[one.place.line - 1] for one in remarks)


def test_what_is_not_filled_in_cannot_be_opened_and_is_counted(tmp_path):
    path = tmp_path / "新.yaml"
    path.write_text(NEW, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        open_filing(path)
    assert [problem.path for problem in caught.value.problems] == [paths.join(path) for path in blanks(NEW)]
    assert all("尚未填写" in problem.message for problem in caught.value.problems)


def test_over_several_years_last_years_figures_are_not_known():
    text = dump(changed(("国有资产/轿车", {"数量": 1, "年初数量": 3})))
    data = read_text(rolled(text, 2023).text).data
    assert data["上年"] == dict.fromkeys(["支出.基本支出.合计", "支出.项目支出.合计", "三公经费.合计"])
    assert data["国有资产"]["轿车"] == {"数量": None, "年初数量": None}


@pytest.mark.parametrize("year", [2021, 2020])
def test_the_new_year_is_a_later_one(year):
    with pytest.raises(InputError, match="不能结转"):
        rolled(dump(changed()), year)


def test_a_file_between_braces_is_refused():
    with pytest.raises(InputError, match="花括号"):
        rolled('{"格式版本": 1, "版式": "2021", "年度": 2021, "单位": {"名称": "某局"}}', 2022)


def test_the_remarks_of_a_former_rollover_go_with_the_next():
    def filled(text):
        """Every blank filled in, as a user would: the comments stay."""
        return re.sub(r"(?<=:)(?= +# 待填)|(?<=: )null", " 5", text)

    once = filled(rolled(dump(changed(("绩效/项目", [{**PROJECT, "名称": "2021年抽检"}]))), 2022).text)
    assert "# 待填（2021年：" in once
    assert "# 结转：名称里有年份“2021年”" in once
    twice = rolled(once.replace("总体: 5", "总体: 人员减少"), 2023).text
    assert "2021年" not in twice
    assert "# 待填（2022年：5）" in twice
    assert "# 结转：2022年写的是：人员减少" in twice


DROPPED = """\
格式版本: 1
版式: "2021"
年度: 2021
单位: {名称: 某局}
收入: {一般公共预算: 5}

# 不是说它的

# 旧文件公布的数，与计算的不同
# 已请示
公布数:
  收入.合计: 6
# 局长看过
核实:
  - {规则: A201, 理由: 已核实}
"""


def test_the_comments_above_what_is_dropped_are_dropped_with_it():
    once = rolled(DROPPED, 2022).text
    assert (
        "# 结转：# 旧文件公布的数，与计算的不同\n# 结转：# 已请示\n# 结转：2021年的公布数，不再沿用：\n"
        in once
    )
    assert "# 结转：# 局长看过\n# 结转：2021年核实过的问题" in once
    assert "\n# 不是说它的\n" in once
    twice = rolled(re.sub(r"(?<=:) null|(?<=:)(?= +# 待填)", " 5", once), 2023).text
    assert re.findall("不是说它的|已请示|局长看过", twice) == ["不是说它的"]


def test_text_that_looks_like_a_remark_stays_text():
    text = dump(changed(("职责", "（一）甲。\n# 结转：不是说明\n乙 # 待填")))
    assert read_text(rolled(text, 2022).text).data["职责"] == "（一）甲。\n# 结转：不是说明\n乙 # 待填"


# The command


def test_the_command_writes_the_file_and_says_what_is_left_to_do(before_last):
    old, new = before_last / "2021.yaml", before_last / "2022.yaml"
    old.write_text(OLD, encoding="utf-8")
    outcome = CliRunner().invoke(rollover, [str(old), "--year", "2022", "-o", str(new)])
    assert (outcome.exit_code, outcome.stdout) == (0, "")
    assert new.read_text(encoding="utf-8") == NEW
    assert f"{new}:51:7: 警告：项目“冀财〔2020〕5号2021年补助（上年结转）”名称里有" in outcome.stderr
    assert outcome.stderr.endswith("结转到2022年度，待填 16 处。\n")


def test_without_a_file_to_write_the_result_is_printed(before_last):
    old = before_last / "2021.yaml"
    old.write_text(OLD, encoding="utf-8")
    outcome = CliRunner().invoke(rollover, [str(old), "--year", "2022"])
    assert (outcome.exit_code, outcome.stdout) == (0, NEW)


def test_no_file_is_written_over(write):
    old, new = write(), write(name="新.yaml")
    before = new.read_bytes()
    outcome = CliRunner().invoke(rollover, [str(old), "--year", "2022", "-o", str(new)])
    assert (outcome.exit_code, new.read_bytes()) == (2, before)
    assert "已经存在，没有改动它" in outcome.stderr


# Laws

FIGURE = re.compile(r"[0-9０-９〇○零一二三四五六七八九]")


def without_years(value: Any) -> Any:
    """Plain data in which every digit of a text is the same."""
    if isinstance(value, dict):
        return {key: without_years(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [without_years(item) for item in value]
    return FIGURE.sub("0", value) if isinstance(value, str) else value


def refilled(old: dict[str, Any], new: dict[str, Any], *, gaps: bool = True) -> dict[str, Any]:
    """The new data with the old values where it is blank, or holds a mark."""

    def fill(value: Any, path: tuple[str | int, ...]) -> Any:
        if isinstance(value, dict):
            return {key: fill(item, (*path, key)) for key, item in value.items()}
        if isinstance(value, list):
            return [fill(item, (*path, number)) for number, item in enumerate(value)]
        if value is None:
            return at(old, path)
        is_gap = gaps and isinstance(value, str) and GAP in value
        return ungapped(value, at(old, path)) if is_gap else value

    return fill(new, ())


def ungapped(new: str, old: Any) -> str:
    """The text that was there before, after a look whether marks stand for nothing but numbers."""
    before = str(getattr(old, "literal", old))
    around = map(re.escape, without_years(new).split(GAP))
    assert re.fullmatch(r"[-0.,]+".join(around), without_years(before))
    return before


def marked(old: str, new: str) -> list[str]:
    """What the rule about marks finds in a file once its blanks are filled in: key paths."""
    data = read_text(new).data
    data.pop("上年", None)
    disclosure = Disclosure.model_validate(refilled(read_text(old).data, data, gaps=False))
    return [problem.path for problem in unfilled(disclosure)]


def comparable(data: dict[str, Any]) -> dict[str, Any]:
    """What a disclosure says, apart from its year, the year before and what holds for one year only."""
    carried = {"年度", "上年", "公布数", "核实"}
    kept = {key: value for key, value in data.items() if key not in carried}
    said = Disclosure.model_validate({**kept, "年度": 2021}).model_dump(by_alias=True)
    for holding in (said["国有资产"] or {}).values():
        if isinstance(holding, dict):
            holding.update(年初数量=None, 年初价值=None)
    return without_years(said)


@st.composite
def commented(draw: st.DrawFn) -> tuple[dict[str, Any], str]:
    """A disclosure as data, and as a file with comments above some of its keys."""
    data = draw(disclosures)
    every = [path for path, _ in leaves(data) if path[0] != "公布数"]
    chosen = draw(st.lists(st.sampled_from(every), unique=True, max_size=5))
    return data, dump(data, {path: f"注{number}" for number, path in enumerate(chosen)})


AMOUNTS = st.sampled_from(
    [
        "12.5万元",
        "1,234元",
        "0万元",
        "20 万元",
        "5元/人",
        "3万元以上",
        "2021年",
        "，",
        "。",
        "支出",
        "\u3000",
    ]
)
sentences = st.lists(AMOUNTS, min_size=1, max_size=6).map("".join).filter(str.strip)
cells = st.sampled_from(["45.6", "1,234", "120", "7", "2021", "12.5%", "甲", "3万元", "", "2021年"])
rows = st.lists(st.lists(cells | cells.map(lambda text: {"文": text, "跨列": 2}), min_size=1, max_size=3))


@st.composite
def _own_words(draw: st.DrawFn) -> dict[str, Any]:
    wording = draw(st.dictionaries(st.sampled_from(["收入说明", "a.b", "标题"]), sentences, min_size=1))
    texts = [{"位置": "资产", "文字": text} for text in draw(st.lists(sentences, max_size=2))]
    tables = [{"位置": "资产", "表格": table} for table in draw(st.lists(rows, max_size=2))]
    return changed(("措辞", wording), ("未识别", [*texts, *tables]))


own_words = _own_words()
"""The small disclosure with words of its own, full of amounts."""


@settings(deadline=None, max_examples=50)
@given(commented(), st.integers(1, 2))
def test_with_the_old_values_filled_in_again_a_file_says_what_it_said(file, step):
    data, text = file
    result = rolled(text, data["年度"] + step)
    new = read_text(result.text).data
    assert new["年度"] == data["年度"] + step
    assert not {"公布数", "核实"} & new.keys()
    old = read_text(text).data
    stated = new.pop("上年", {})
    assert comparable(refilled(old, new)) == comparable(old)
    assert set(stated) <= set(LastYear.attribute_of)


@settings(deadline=None, max_examples=50)
@given(commented(), st.integers(1, 2))
def test_exactly_what_is_blank_is_reported_and_counted(file, step):
    data, text = file
    result = rolled(text, data["年度"] + step)
    problems = validation.problems(read_text(result.text), SCHEMA)
    assert sorted(problem.path for problem in problems) == sorted(map(paths.join, blanks(result.text)))
    assert len(problems) + len(marked(text, result.text)) == result.blanks


@settings(deadline=None, max_examples=50)
@given(own_words, st.integers(1, 2))
def test_no_amount_of_a_files_own_words_is_left_and_every_mark_is_counted(data, step):
    text = dump(data)
    result = rolled(text, 2021 + step)
    new = read_text(result.text).data
    own = [value for key in ("措辞", "未识别") for _, value in leaves(new[key])]
    assert not [value for value in own if re.search(r"\d\s*万?元(?!/|以上)", str(value))]
    assert result.blanks == len(blanks(result.text)) + len(marked(text, result.text))


@settings(deadline=None, max_examples=50)
@given(own_words)
def test_however_often_a_file_is_carried_over_it_tells_of_one_year_only(data):
    text, remarks = dump(data), []
    for year in (2022, 2023, 2024):
        text = re.sub(r"(?<=:) null|(?<=:)(?= +# 待填)", " 5", rolled(text, year).text)
        remarks.append(re.findall("# 结转：2.*写的是", text))
        text = text.replace(GAP, "7.5").replace("总体: 5", "总体: 人员减少")
    assert [len(each) for each in remarks] == [len(remarks[0])] * 3
    assert set(remarks[2]) <= {"# 结转：2023年写的是"}


@settings(deadline=None, max_examples=50)
@given(commented())
def test_no_comment_is_lost_or_moved_past_another(file):
    data, text = file
    new = rolled(text, data["年度"] + 1).text
    assert re.findall(r"# 注\d+", new) == re.findall(r"# 注\d+", text)


@settings(deadline=None, max_examples=50)
@given(commented())
def test_last_years_figures_are_those_that_were_published(file):
    data, text = file
    with TemporaryDirectory() as folder:
        path = Path(folder) / "旧.yaml"
        path.write_text(text, encoding="utf-8")
        filing = open_filing(path)
    stated = read_text(roll_over(filing, data["年度"] + 1).text).data.get("上年", {})
    figures = LastYear.model_validate(stated).figures()
    shown = filing.book.as_published(filing.disclosure.published or {})
    known = {key: shown.shown(key) for key in LastYear.attribute_of if shown.shown(key) is not None}
    assert figures == known


def test_a_total_published_as_computed_stays_so_though_its_parts_were_rounded():
    spent = {"基本支出": {"人员经费": Decimal("70.81"), "公用经费": Decimal("20.5")}}
    more = {"项目支出": {"明细": [{"名称": "监管", "金额": Decimal("30.04")}]}}
    text = dump(changed(("支出", spent | more), ("公布数", {"支出.基本支出.合计": Decimal("91.3")})))
    result = rolled(text, 2022)
    stated = LastYear.model_validate(read_text(result.text).data["上年"]).figures()
    assert (stated["支出.基本支出.合计"], stated["支出.合计"]) == (Decimal("91.3"), Decimal("121.35"))
    assert "“支出.合计”用公开时印的" not in result.text


def test_a_total_that_was_published_is_compared_with_even_if_its_parts_were_rounded():
    spent = {"基本支出": {"人员经费": Decimal("70.3"), "公用经费": Decimal("20.5")}}
    more = {"项目支出": {"明细": [{"名称": "监管", "金额": Decimal("30.04")}]}}
    text = dump(changed(("支出", spent | more), ("公布数", {"支出.合计": Decimal("120.85")})))
    result = rolled(text, 2022)
    assert read_text(result.text).data["上年"]["支出.合计"] == Decimal("120.85")
    assert "# 结转：“支出.合计”用公开时印的 120.85，按各项算出的是 120.84" in result.text


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_line_of_a_sample_keeps_its_place(sample):
    filing = open_filing(sample)
    new = roll_over(filing, filing.disclosure.year + 1)
    lines = iter(without_years(new.text).splitlines())
    for line in without_years(filing.source.text).splitlines():
        key = line.split(":")[0]
        assert any(key == other.split(":")[0] for other in lines), line
    amounts = [key for key in filing.book.this_year if key.endswith((".金额", ".财政资金"))]
    assert new.blanks >= len(amounts) > 0


# Amounts in a file's own words


@pytest.mark.parametrize(
    ("written", "new", "former"),
    [
        ("采购预算45.6万元。", "采购预算【待填】万元。", ["45.6万元"]),
        ("共0元，其中5 万元", "共【待填】元，其中【待填】 万元", ["0元", "5万元"]),
        ("公费,1,234.50元", "公费,【待填】元", ["1,234.50元"]),
        ("分别为120，345万元", "分别为120，【待填】万元", ["345万元"]),
        ("(3)1.2亿元，４５．６万元", "(3)【待填】亿元，【待填】万元", ["1.2亿元", "４５．６万元"]),
        ("2021年45万元", "2021年【待填】万元", ["45万元"]),
        ("45.6\n  万元", "【待填】\n  万元", ["45.6万元"]),
        ("每年安排3万元", "每年安排【待填】万元", ["3万元"]),
        ("收入5万元及支出6万元", "收入【待填】万元及支出【待填】万元", ["5万元", "6万元"]),
        (r'"\u300012.5万元"', r'"\u3000【待填】万元"', ["12.5万元"]),
        ("共五万元，另有 3万。", "共【待填】万元，另有 【待填】万。", ["五万元", "3万"]),
        ("单位：百万元，20万人，十万元以上", None, []),
        ("{{ 收入.合计 }}万元", None, []),
        ("{{ 收入['5万元'] }}", None, []),
        ("180元/人、3元/平方米、2万元／年、5元每人", None, []),
        ("每人每月30元，每亩补助120元", None, []),
        ("20万元以上、5万元（含）以上、5万元及以下、3元以内", None, []),
        ("20万元（含20万元）以上", None, []),
        ("2021元旦，3元月，5元件，12个单元，95%，45.6", None, []),
        ("|-  # 去年45万元\n  共同办理", None, []),
        ("《2021年补助5万元》项目", None, []),
    ],
)
def test_amounts_of_money_in_a_text_become_marks(written, new, former):
    result = marked_text(written, {"《2021年补助5万元》"})
    assert result == (written if new is None else new, tuple(former))


CHANGE = "较上年{{ 支出.合计.增加或减少多少 }}"


@pytest.mark.parametrize(
    ("written", "new", "former"),
    [
        (f"{CHANGE}，主要是人员减少。", f"{CHANGE}，主要是【待填】。", ["人员减少"]),
        (
            "公务接待费减少，主要原因是：厉行节约，少接待；其他",
            "公务接待费减少，主要原因是：【待填】；其他",
            ["厉行节约，少接待"],
        ),
        (f"{CHANGE}，主要是：1.退休；2.调资。", f"{CHANGE}，主要是：【待填】。", ["1.退休；2.调资"]),
        (f"{CHANGE}，原因：一是甲。二是乙。丙", f"{CHANGE}，原因：【待填】。丙", ["一是甲。二是乙"]),
        (f"由于人员退休，{CHANGE}。", f"由于【待填】，{CHANGE}。", ["人员退休"]),
        ("因公出国（境）费，较上年减少；因工作需要，购置设备。", None, []),
        (f'"{CHANGE}，主要是退休\\n其他"', None, ["退休"]),
        (
            f"{CHANGE}，主要为退休，其中：基本支出{{{{ a }}}}，原因为调资；项目持平",
            f"{CHANGE}，主要为【待填】，其中：基本支出{{{{ a }}}}，原因为调资；项目持平",
            ["退休"],
        ),
        (
            f"{CHANGE}，主要是退休，项目支出{{{{ a }}}}。",
            f"{CHANGE}，主要是【待填】，项目支出{{{{ a }}}}。",
            ["退休"],
        ),
        (f"'{CHANGE}，主要系退休'", f"'{CHANGE}，主要系【待填】'", ["退休"]),
        (f"|-\n  {CHANGE}，\n  主要是退休。\n  减少的原因是调资\n", None, ["调资"]),
        (f"{CHANGE}，主要是{{{{ 增减原因.总体 }}}}。", None, []),
        ("主要是保障机关运转。", None, []),
        ("项目支出主要为道路和桥梁。", None, []),
    ],
)
def test_reasons_for_changes_in_a_text_become_marks(written, new, former):
    result = marked_reasons(written)
    assert result.former == tuple(former)
    assert result.text == (new or (written.replace(former[0], GAP) if former else written))


@pytest.mark.parametrize(
    ("written", "new", "former"),
    [
        ("较上年增长13.0%，降幅约 5％", "较上年增长【待填】%，降幅约 【待填】％", ["13.0%", "5％"]),
        (
            "占支出的2.4%、占{{ 收入.合计 }}的3%",
            "占支出的【待填】%、占{{ 收入.合计 }}的【待填】%",
            ["2.4%", "3%"],
        ),
        ("提高2个百分点", "提高【待填】个百分点", ["2个百分点"]),
        ("增长5%以上，满意度95%，减少0.5%（含）以内", None, []),
    ],
)
def test_shares_in_a_text_become_marks(written, new, former):
    assert marked_shares(written) == (new or written, tuple(former))


def test_counts_in_a_text_are_known_from_rates_and_limits():
    text = "保有量3辆，接待12批次80人次，在职{{ 年度 }}人；10个以上，3个百分点，5人/车，第2批"
    assert counts_of(text) == ["3辆", "12批次", "80人次"]


TOTAL = "支出.合计"


@pytest.mark.parametrize(
    ("written", "new"),
    [
        (f"增加{{{{ {TOTAL}.增减 }}}}万元", f"{{{{ {TOTAL}.增加或减少多少 }}}}"),
        (f"下降了{{{{ {TOTAL}.增减 }}}}万元", f"{{{{ {TOTAL}.增长或下降多少 }}}}"),
        (
            f"{{{{ {TOTAL}.增长或下降 }}}}{{{{ {TOTAL}.增减 }}}} 万元",
            f"{{{{ {TOTAL}.增长或下降多少 }}}}",
        ),
        (f"{{{{ {TOTAL}.方向 }}}}{{{{ {TOTAL}.增减 }}}}万元", f"{{{{ {TOTAL}.变化 }}}}"),
        (f"压减{{{{ {TOTAL}.增减 }}}}，", f"{{{{ {TOTAL}.增加或压减 }}}}{{{{ {TOTAL}.增减 }}}}，"),
        (f"同上年{{{{ {TOTAL}.变化 }}}}", f"较上年{{{{ {TOTAL}.变化 }}}}"),
        (
            f"与{{{{ 上年度 }}}}年相{{{{ {TOTAL}.变化 }}}}",
            f"与{{{{ 上年度 }}}}年相比{{{{ {TOTAL}.变化 }}}}",
        ),
        ("公务接待费增加的主要原因是", "公务接待费增减的主要原因是"),
        (f"与上年相比{{{{ {TOTAL}.变化 }}}}", None),
        ("增加{{ 没有.这一项.增减 }}万元", None),
        (f"{{{{ {TOTAL}.方向 }}}}{{{{ 收入.合计.增减 }}}}万元", None),
        (f"增加{{{{ {TOTAL} }}}}万元", None),
    ],
)
def test_words_of_a_change_are_left_to_the_citation(written, new, file):
    result = settled(written, file().book)
    assert result.text == (new or written)
    assert bool(result.changes) is (new is not None)


def test_a_sentence_carried_over_reads_well_whichever_way_its_figure_moves(write, discgen, tmp_path):
    words = f"{{{{ 年度 }}}}年预算{{{{ {TOTAL} }}}}万元，同上年增加{{{{ {TOTAL}.增减 }}}}万元。"
    old = write(("措辞", {"增减说明": words}))
    new = tmp_path / "2022.yaml"
    discgen("rollover", old, "--year", "2022", "-o", new)
    text, before = new.read_text(encoding="utf-8"), read_text(old.read_text(encoding="utf-8")).data
    patch = Patch(read_text(text))
    for path in blanks(text):
        patch.replace(path, f" {at(before, path)}")
    new.write_text(patch.text(), encoding="utf-8")
    assert discgen("build", new, "--formats", "html").code == 0
    page = re.sub("<[^>]*>", "", new.with_suffix(".html").read_text(encoding="utf-8"))
    assert "2022年预算130.75万元，较上年持平。" in page


def test_other_words_about_the_budget_hold_no_amount_of_last_year():
    text = rolled(dump(changed(("其他事项", "2021年结余12.5万元，公务用车3辆。"))), 2022)
    assert read_text(text.text).data["其他事项"] == "2022年结余【待填】万元，公务用车3辆。"
    assert ("其他事项", "“3辆”是2021年写的") in [(one.path, one.message) for one in text.remarks]


def test_reasons_in_a_kept_table_become_marks():
    rows = [["项目", "增减原因"], ["接待费", "来访减少"], ["合计", "—"]]
    text = rolled(dump(changed(("未识别", [{"位置": "资产", "表格": rows}]))), 2022).text
    assert read_text(text).data["未识别"][0]["表格"] == [rows[0], ["接待费", GAP], rows[2]]


def test_an_amount_in_a_sentence_whose_year_advances_is_remarked():
    goal = "2020年列入预算350万元。2021年完工。每年安排20万元。"
    found = rolled(dump(changed(("绩效/总体目标", goal))), 2022)
    said = [(one.path, one.message) for one in found.remarks if "同一句" in one.message]
    assert said == [("绩效.总体目标", "“350万元”没有改，同一句里的年份改了")]
    assert "# 结转：“350万元”没有改，同一句里的年份改了，核对" in found.text


@pytest.mark.parametrize(
    ("cell", "is_amount"),
    [
        *((cell, True) for cell in ("45.6", "0.00", "1,234", "1,234.50", "120", "-5.5", "3600", ".5")),
        *((cell, True) for cell in ("45.6\n30", "４５．６", "303001")),
        *((cell, False) for cell in ("0", "7", "99", "2021", "1999", "0303", "13911112222", "12.5%")),
        *((cell, False) for cell in ("", "—", "甲", "5人", "12.5％", "≥45.6万元", "2021-01-20", "1\n2")),
    ],
)
def test_cells_that_are_nothing_but_amounts_become_marks(cell, is_amount):
    for quotation_mark in ("", '"', "'"):
        written = f"{quotation_mark}{cell}{quotation_mark}"
        new = f"{quotation_mark}{GAP}{quotation_mark}" if is_amount else written
        assert marked_cell(written, cell).text == new


def test_a_cell_keeps_its_unit():
    assert marked_cell("45.6万元", "45.6万元") == ("【待填】万元", ("45.6万元",))


OWN = """\
格式版本: 1
版式: "2021"
年度: 2021
单位: {名称: 某局}
收入: {一般公共预算: 131.5}
措辞:
  # 局长定的
  收入说明: "2021年，131.5万元以上的共131.5万元，比2020年多 30万元。"
未识别:
  - 位置: 收入说明
    文字: 支出20元。
  - 位置: 收入说明
    表格:
      - [{文: 项目编码, 跨行: 2}, 2021年, 2020年]
      - ["120.5", "999"]
      - [303001, 45.6, '40']
      - [310, {文: 300万元, 跨列: 2}]
      - [编号, 303, 12.5%]
"""

OWN_ROLLED = """\
格式版本: 1
版式: "2021"
年度: 2022
上年:
  收入.合计: 131.5
单位: {名称: 某局}
收入: {一般公共预算: null}  # 待填（2021年：131.5）
措辞:
  # 局长定的
  # 结转：2021年写的是：131.5万元、30万元
  # 结转：“131.5万元”是2021年的数，核对
  收入说明: "2022年，131.5万元以上的共【待填】万元，比2021年多 【待填】万元。"
# 结转：从2021年的文件照搬，核对今年是否合用
未识别:
  - 位置: 收入说明
    # 结转：2021年写的是：20元
    文字: 支出【待填】元。
  - 位置: 收入说明
    # 结转：2021年写的是：120.5、999、45.6、300万元
    表格:
      - [{文: 项目编码, 跨行: 2}, 2022年, 2021年]
      - ["【待填】", "【待填】"]
      - [303001, 【待填】, '40']
      - [310, {文: 【待填】万元, 跨列: 2}]
      - [编号, 303, 12.5%]
"""


def test_amounts_in_a_files_own_words_are_to_be_filled_in():
    result = rolled(OWN, 2022)
    assert result.text == OWN_ROLLED
    assert result.blanks == 7
    said = [
        (one.message, one.place.line, one.place.source[one.place.column - 1 :]) for one in result.remarks
    ]
    assert [(message, line, words[:5]) for message, line, words in said] == [
        ("“2021”改成了“2022”", 12, "2022年"),
        ("“131.5万元”是2021年的数", 12, "131.5"),
        ("“2020”改成了“2021”", 12, "2021年"),
        ("“2021”改成了“2022”", 21, "2022年"),
        ("“2020”改成了“2021”", 21, "2021年"),
    ]


def test_of_many_amounts_the_first_are_told():
    rows = [[f"{number}.5", "甲"] for number in range(12)]
    text = rolled(dump(changed(("未识别", [{"位置": "资产", "表格": rows}]))), 2022).text
    assert (
        re.findall("写的是：(.*)", text)[-1] == "、".join(f"{number}.5" for number in range(10)) + "等12处"
    )


def test_a_file_with_marks_is_built_when_they_are_filled_in(write, discgen, tmp_path):
    kept = {"位置": "收入说明", "表格": [["三公经费", "2021年"], ["合计", "3.2"]]}
    old = write(
        ("措辞", {"总体说明": "{{ 年度 }}年全部收支列入预算，其中罚没45.6万元。"}),
        ("未识别", [kept]),
    )
    new = tmp_path / "2022.yaml"
    outcome = discgen("rollover", old, "--year", "2022", "-o", new)
    text = new.read_text(encoding="utf-8")
    assert outcome.err.endswith(f"待填 {len(blanks(text)) + 2} 处。\n")
    patch, before = Patch(read_text(text)), read_text(old.read_text(encoding="utf-8")).data
    for path in blanks(text):
        patch.replace(path, f" {at(before, path)}")
    text = patch.text()
    new.write_text(text, encoding="utf-8")
    assert discgen("check", new).out.count("“【待填】”还没有填") == 2
    for more in ([], ["--as-published"]):
        assert discgen("build", new, "--formats", "html", *more).code == 1
    assert not new.with_suffix(".html").exists()
    new.write_text(text.replace(GAP, "50.4"), encoding="utf-8")
    assert discgen("build", new, "--formats", "html").code == 0
    page = new.with_suffix(".html").read_text(encoding="utf-8")
    assert "其中罚没50.4万元。" in page
    assert not re.search("待填|45.6", page)


# Codes


def with_codes(*projects: tuple[str, str]) -> str:
    """The small disclosure of 2021 with projects of these names and codes."""
    coded = [{**PROJECT, "名称": name, "编码": code} for name, code in projects]
    return dump(changed(("绩效/项目", coded)))


def carried(text: str, step: int) -> tuple[list[str], list[tuple[str, str]]]:
    """The codes of a text that was carried some years on, and what was remarked of them."""
    result = rolled(text, 2021 + step)
    codes = [project["编码"] for project in read_text(result.text).data["绩效"]["项目"]]
    return codes, [(one.path, one.remedy) for one in result.remarks if "编码" in one.message]


@given(
    st.integers(110000, 659999),
    st.sampled_from("PRTY"),
    st.text(ALPHABET, min_size=11, max_size=11),
    st.integers(1, 3),
)
@settings(deadline=None, max_examples=50)
def test_the_year_of_a_code_advances_and_the_code_stays_sound(division, kind, serial, step):
    code = f"{division}21{kind}{serial}"
    (new,), remarks = carried(with_codes(("抽检经费", code + check_character(code))), step)
    assert new[:-1] == f"{division}{21 + step}{kind}{serial}"
    assert new[-1] == check_character(new)
    assert [path for path, _ in remarks] == ["绩效.项目", "绩效.项目[0].编码"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("抽检经费", "13102820P00451A30021Q"),
        ("2020年抽检经费（上年结转）", "13102821P00280810058R"),
        ("抽检经费", "13102822P002808100588"),
        ("抽检经费", "13102821P0028"),
    ],
    ids=["an earlier year", "money of one year", "a later year", "no code"],
)
def test_codes_that_do_not_tell_of_the_year_that_ends_stay(name, code):
    assert carried(with_codes((name, code)), 1) == ([code], [])


def test_a_code_whose_check_character_is_wrong_stays_and_is_remarked():
    wrong, sound = "13102821P00280810058N", "13102821P00280810058R"
    text = with_codes(("抽检经费", wrong), ("检测经费", sound))
    codes, remarks = carried(text, 1)
    assert codes == [wrong, "13102822P002808100588"]
    assert [path for path, _ in remarks] == ["绩效.项目", "绩效.项目[0].编码", "绩效.项目[1].编码"]
    assert dict(remarks)["绩效.项目[0].编码"] == "照项目库里的编码填写"
    assert "# 结转：编码没有改成2022年的，校验码不对" in rolled(text, 2022).text


# Amounts that text repeats


@pytest.mark.parametrize(
    ("value", "repeated"),
    [
        ("≤30万元", ["30万元"]),
        ("≤300,000.00元", ["300,000.00元"]),
        ("每亩30元", []),
        ("30万元/户", []),
        ("130万元", []),
        ("40万元", []),
    ],
)
def test_an_amount_that_an_indicator_repeats_is_remarked(value, repeated, file):
    project = {**PROJECT, "预算": {"财政资金": Decimal(30)}, "指标": [{**PROJECT["指标"][0], "值": value}]}
    filing = file(("绩效/项目", [project]), ("支出/项目支出/明细/0/金额", Decimal(40)))
    found = list(amounts_repeated(filing.disclosure, filing.book))
    assert found == [("绩效.项目[0].指标[0].值", words) for words in repeated]


def test_an_amount_of_the_whole_budget_is_remarked_outside_the_projects(file):
    filing = file(("绩效/总体目标", "管好40万元项目支出。"))
    assert list(amounts_repeated(filing.disclosure, filing.book)) == [("绩效.总体目标", "40万元")]
