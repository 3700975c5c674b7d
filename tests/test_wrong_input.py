"""Wrong input of every kind we know: a clear Chinese error with its place, exit code 1, and no file."""

from __future__ import annotations

import re
import sys
from decimal import Decimal

import pytest

from conftest import PROJECT, changed
from discgen import cli
from discgen.yamlfile.writing import dump

CODE = "13102823P00280810058N"
PLAN = {"3月底": 25, "6月底": 50, "10月底": 80, "12月底": 100}


def data(*changes):
    """A file's text: the small disclosure with values changed."""
    return dump(changed(*changes))


def text(old, new):
    """A file's text: the small disclosure with a piece of the text changed."""
    original = data()
    assert old in original
    return original.replace(old, new, 1)


def deep(levels):
    return "职责: " + "[" * levels + "]" * levels


BILLION_LAUGHS = "甲: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"乙{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)
)

WRONG = {
    # the file as such
    "empty": ("", "空"),
    "only a comment": ("# 说明\n", "空"),
    "another encoding": (data().encode("gb18030"), "不是 UTF-8"),
    "not text at all": (b"PK\x03\x04\x14\x00\x06\x00\xff\xfe\x00", "UTF-8"),
    "a control character": (text("监督市场", "监督\x07市场"), "控制字符"),
    # YAML
    "a list": ("- 甲\n- 乙\n", "填报文件的最外层"),
    "a tab for indentation": (text("  名称: 青山县", "\t名称: 青山县"), "制表符"),
    "an unclosed quotation mark": (text('"303001"', '"303001'), "引号"),
    "an unclosed bracket": (text("机构设置:\n", "小数位: [1\n机构设置:\n"), "]"),
    "a key twice": (data() + "年度: 2021\n", "重复"),
    "no blank after the colon": (text("年度: 2021", "年度:2021"), "空格"),
    "a Chinese colon": (text("年度: 2021", "年度：2021"), "冒号"),
    "two documents": (data() + "---\n" + data(), "文档"),
    "a tag": (text("年度: 2021", "年度: !!python/object/apply:os.system [ls]"), "!"),
    "an unknown alias": (text("年度: 2021", "年度: *y"), "*y"),
    "aliases that explode": (BILLION_LAUGHS, "太多"),
    "too deep": (deep(200), "层"),
    # the schema
    "an unknown key": (text("基金预算: 10", "基金预箅: 10"), "是不是“基金预算”"),
    "a missing key": (data(("机关运行经费/金额", ...)), "金额"),
    "a missing section": (data(("三公经费", ...)), "三公经费"),
    "no value": (text("基金预算: 10", "基金预算:"), "尚未填写"),
    "full-width digits": (text("基金预算: 10", "基金预算: １０"), "全角"),
    "thousands separators": (text("120.75", "1,120.75"), "1120.75"),
    "the unit with the number": (text("基金预算: 10", "基金预算: 10万元"), "单位"),
    "words for a number": (text("基金预算: 10", "基金预算: 待定"), "数"),
    "a number in quotation marks": (text("基金预算: 10", '基金预算: "10"'), "引号"),
    "a code without quotation marks": (text('"303001"', "0303001"), '"0303001"'),
    "a code of the wrong length": (data(("单位/代码", "3030")), "6位"),
    "a negative amount": (text("基金预算: 10", "基金预算: -10"), "0"),
    "a unit that is none": (data(("金额单位", "亿元")), "万元"),
    "an edition that is none": (data(("单位/称谓", "局")), "部门"),
    "another version of the format": (data(("格式版本", 9)), "格式版本"),
    "a year out of range": (data(("年度", 21)), "2000"),
    "a share above 100": (data(("绩效/项目", [{**PROJECT, "支出计划": {**PLAN, "12月底": 120}}])), "100"),
    "a project without indicators": (data(("绩效/项目", [{**PROJECT, "指标": []}])), "指标"),
    "a list where keys belong": (data(("收入", [1, 2])), "收入"),
    "a date written otherwise": (data(("公开日期", "2021年2月5日")), "2021-02-05"),
    "a day no calendar has": (data(("公开日期", "2021-02-30")), "这一天"),
    # the form
    "an unknown form": (data(("版式", "1999")), "没有名为“1999”的版式"),
    "a figure the form asks for": (data(("收入/财政专户", ...)), "没有填“收入.财政专户”"),
    "a figure the form has no place for": (data(("国有资产/无形资产", {"价值": Decimal(3)})), "没有地方印"),
    "no last year": (data(("上年", ...)), "缺少上年的“支出.合计”"),
    "last year's file missing": (data(("上年", "2020.yaml")), "2020.yaml"),
    "last year's file outside the folder": (data(("上年", "/etc/passwd")), "passwd"),
    "wording of an unknown sentence": (data(("措辞", {"收入说名": "无"})), "是不是“收入说明”"),
    "wording that cites nothing known": (data(("措辞", {"收入说明": "{{ 收入.合汁 }}"})), "合计"),
    "wording that runs code": (data(("措辞", {"收入说明": "{% for i in 绩效 %}{% endfor %}"})), "不能写"),
    "prose with an open brace": (data(("职责", "用好{{ 收入.合计 资金")), "花括号"),
    # the rules
    "income and expenditure that differ": (data(("收入/基金预算", Decimal(11))), "相差"),
    "personnel counted twice": (data(("支出/基本支出/工资福利支出", Decimal(0))), "重复计算"),
    "offices larger than all houses": (data(("国有资产/办公用房", {"数量": Decimal(301)})), "大于房屋"),
    "a plan that falls": (
        data(("绩效/项目", [{**PROJECT, "支出计划": {**PLAN, "6月底": 20}}])),
        "不是逐期累计",
    ),
    "a project code twice": (data(("绩效/项目", [{**PROJECT, "编码": CODE}] * 2)), "出现了2次"),
    "last year's total against its parts": (data(("上年/支出.合计", Decimal(1))), "上年的“支出.合计”"),
}


@pytest.fixture
def build(monkeypatch, capsys, tmp_path):
    """Builds a file with the command line; gives exit code, messages and the files that appeared."""

    def run(path, *options):
        out = tmp_path / "out"
        formats = ["-f", "docx,html,json"]
        monkeypatch.setattr(
            sys, "argv", ["discgen", "build", str(path), *formats, "-o", str(out), *options]
        )
        with pytest.raises(SystemExit) as end:
            cli.main()
        files = [file for file in out.rglob("*") if file.is_file()] if out.exists() else []
        return end.value.code, capsys.readouterr().err, files

    return run


@pytest.mark.parametrize("kind", WRONG)
def test_wrong_input_gets_its_error_and_no_file(kind, build, tmp_path):
    content, complaint = WRONG[kind]
    path = tmp_path / "青山县.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    code, messages, files = build(path)
    assert code == 1
    assert files == []
    assert complaint in messages
    assert "青山县.yaml" in messages
    assert "Traceback" not in messages


def test_there_are_more_than_25_kinds_and_the_sound_file_builds(build, write):
    assert len(WRONG) > 25
    code, _, files = build(write(("三公经费/原因", {"总体": "维修"})))
    assert code == 0
    assert sorted(file.suffix for file in files) == [".docx", ".html", ".json"]


WITH_LINES = [kind for kind, (content, _) in WRONG.items() if isinstance(content, str) and "\n" in content]


@pytest.mark.parametrize("kind", [kind for kind in WITH_LINES if kind != "only a comment"])
def test_the_place_is_named_by_line(kind, build, tmp_path):
    content, _ = WRONG[kind]
    path = tmp_path / "青山县.yaml"
    path.write_text(content, encoding="utf-8")
    _, messages, _ = build(path)
    assert re.search(r"青山县\.yaml:\d+:\d+", messages)


def test_a_file_that_is_not_there(build, tmp_path):
    code, messages, files = build(tmp_path / "没有.yaml")
    assert (code, files) == (1, [])
    assert "没有.yaml" in messages


def test_a_folder_for_a_file(build, tmp_path):
    code, messages, files = build(tmp_path)
    assert (code, files) == (1, [])
    assert "文件夹" in messages


def test_a_county_folder_that_is_not_there(build, write, tmp_path):
    code, messages, files = build(write(), "--form", str(tmp_path / "没有"))
    assert code in {1, 2}
    assert files == []
    assert "没有" in messages


def test_all_problems_are_reported_in_one_run(build, tmp_path):
    path = tmp_path / "青山县.yaml"
    path.write_text(data(("收入/基金预算", "待定"), ("单位/代码", "30"), ("年度", 21)), encoding="utf-8")
    _, messages, _ = build(path)
    assert all(word in messages for word in ("待定", "6位", "2000"))


def test_an_error_keeps_what_was_published_before(build, write, tmp_path):
    path = write()
    assert build(path)[0] == 0
    before = {file: file.read_bytes() for file in (tmp_path / "out").iterdir()}
    path.write_text(data(("收入/基金预算", Decimal(11))), encoding="utf-8")
    assert build(path)[0] == 1
    assert {file: file.read_bytes() for file in (tmp_path / "out").iterdir()} == before
