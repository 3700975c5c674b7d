"""Problems as they are printed."""

from __future__ import annotations

import io
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from discgen.cli.report import INDENT, clean, errors_in, problem_lines, show, tally
from discgen.errors import Place, Problem, Severity
from discgen.model import Disclosure
from discgen.sections import SECTIONS, section_of

FILE = Path("预算.yaml")


def lines(problem: Problem, width: int = 80) -> list[str]:
    return [line.plain for line in problem_lines(problem, width)]


def printed(*problems: Problem, **options: object) -> str:
    """What `show` writes to a file or, with `force_terminal`, to a terminal."""
    output = io.StringIO()
    show(problems, Console(file=output, markup=False, highlight=False, soft_wrap=True, **options))
    return output.getvalue()


def test_a_problem_says_where_what_and_what_to_do():
    place = Place(FILE, 12, 9, "  基金预算: 十二")
    problem = Problem("金额不能是“十二”", "写成数字", place, "收入.基金预算", Severity.WARNING, "S102")
    assert lines(problem) == [
        "预算.yaml:12:9: 警告 S102：金额不能是“十二”（收入.基金预算）",
        "      基金预算: 十二",
        "      　　　　  ^",
        "    办法：写成数字",
    ]


def test_what_is_not_known_is_left_out():
    assert lines(Problem("没有字体")) == ["错误：没有字体"]
    assert lines(Problem("打不开", place=Place(FILE))) == ["预算.yaml: 错误：打不开"]
    assert lines(Problem("空行", place=Place(FILE, 3))) == ["预算.yaml:3: 错误：空行"]


@given(
    st.text(st.characters(exclude_categories=["Cs", "M", "Cf"]).filter(cell_len), max_size=200).filter(
        str.strip
    ),
    st.integers(0, 200),
    st.integers(20, 120),
)
def test_the_mark_stands_under_the_column_within_the_width(source, column, width):
    """Wherever the column is and however long the line, the mark is under that very character."""
    column = min(column, len(source)) + 1
    _, shown, mark = lines(Problem("错", place=Place(FILE, 1, column, source)), width)
    marked = shown_from(shown, cell_len(mark) - 1)
    rest = clean(source)[column - 1 :]
    assert marked == rest or (len(marked) > 1 and marked[-1] == "…" and rest.startswith(marked[:-1]))
    assert max(cell_len(shown), cell_len(mark)) <= max(width, 26)


def shown_from(line: str, start: int) -> str:
    """What stands from a terminal column on, which must be the first of a character."""
    while start > 0:
        start -= cell_len(line[0])
        line = line[1:]
    assert start == 0
    return line


def test_problems_are_grouped_by_file_in_the_order_given():
    late, early = Path("乙.yaml"), Path("甲.yaml")
    text = printed(
        Problem("一", place=Place(late, 2)),
        Problem("二", place=Place(early, 1), severity=Severity.NOTE),
        Problem("三", place=Place(late, 1)),
        Problem("四"),
    )
    assert text.splitlines() == [
        "乙.yaml：2 个错误",
        "乙.yaml:2: 错误：一",
        "乙.yaml:1: 错误：三",
        "甲.yaml：1 个提示",
        "甲.yaml:1: 提示：二",
        "错误：四",
    ]


def test_problems_of_a_file_are_grouped_by_section_and_acknowledged_ones_stand_last():
    text = printed(
        Problem("一", path="绩效.项目[2].编码", place=Place(FILE, 9)),
        Problem("二", path="收入.合计", place=Place(FILE, 8), acknowledged="上级核定"),
        Problem("三", path="支出", place=Place(FILE, 7)),
        Problem("四", path="年度", place=Place(FILE, 6)),
        Problem("五", path="绩效.总体目标", place=Place(FILE, 1)),
    )
    assert text.splitlines() == [
        "预算.yaml：4 个错误，1 个已核实",
        "预算.yaml:6: 错误：四（年度）",
        "二、预算安排的总体情况",
        "预算.yaml:7: 错误：三（支出）",
        "五、绩效预算信息",
        "预算.yaml:9: 错误：一（绩效.项目[2].编码）",
        "预算.yaml:1: 错误：五（绩效.总体目标）",
        "已核实",
        "预算.yaml:8: 错误：二（收入.合计）",
        "    理由：上级核定",
    ]


def test_figures_of_last_year_and_as_published_belong_where_they_are_printed():
    assert section_of('上年["三公经费.合计"]') == section_of("三公经费") == "四、“三公”经费"
    assert section_of('公布数["收入.合计.增减"]') == section_of("收入.合计") == "二、预算安排的总体情况"
    assert section_of("上年") == section_of("公布数") == section_of("") == ""
    assert section_of('公布数["收入..合计"]') == section_of(
        "收入"
    )  # What a user writes need not be a path.


def test_every_key_of_a_file_has_its_section_or_is_known_to_have_none():
    steering = {
        "格式版本",
        "版式",
        "年度",
        "单位",
        "金额单位",
        "项目表单位",
        "小数位",
        "批复日期",
        "公开日期",
    }
    anywhere = {"上年", "措辞", "表格用词", "未识别", "核实", "公布数"}
    sections = [key for keys in SECTIONS.values() for key in keys]
    assert len(SECTIONS) == 9
    assert sorted([*sections, *steering, *anywhere]) == sorted(Disclosure.attribute_of)


def test_tally_and_errors():
    problems = [
        Problem("一"),
        Problem("二", severity=Severity.NOTE),
        Problem("三"),
        Problem("四", acknowledged="上级核定"),
    ]
    assert tally(problems) == "2 个错误，1 个提示，1 个已核实"
    assert tally([]) == "没有问题"
    assert errors_in(problems) == [problems[0], problems[2]]


def test_user_text_is_neither_markup_nor_obeyed_by_the_terminal():
    text = printed(
        Problem("[red]红[/] :smile: \x1b[31m\r", place=Place(Path("[b].yaml"), 1, 1, "[/]\x1b[2J\tx"))
    )
    assert "[red]红[/] :smile: \N{REPLACEMENT CHARACTER}[31m" in text
    assert "[b].yaml:1:1" in text
    assert f"{INDENT}[/]\N{REPLACEMENT CHARACTER}[2J→x" in text
    assert "\x1b" not in text


def test_colour_on_terminals_only_and_not_under_no_color(monkeypatch):
    problem = Problem("错")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b" not in printed(problem)
    assert "\x1b[1;31m" in printed(problem, force_terminal=True, color_system="standard")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "31" not in printed(problem, force_terminal=True, color_system="standard")
