"""Tables of projects as people fill them in, and items of goals: an odd one costs no other its data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from conftest import PROJECT, changed
from discgen import forms
from discgen.blocks import Cell, Document, Run, Table, lines_of, text_of
from discgen.compose import compose
from discgen.figures import FigureBook, figures_of
from discgen.interpret import Interpretation, interpret
from discgen.model import Disclosure

FORMS = ["2023", "2023分表"]
NAMES = ["市场抽检", "执法装备", "日常宣传"]
PLAN = {"3月底": Decimal(25), "6月底": Decimal(50), "10月底": Decimal(80), "12月底": Decimal(100)}
AMOUNTS = [Decimal("8.11"), Decimal("7.22"), Decimal("6.33")]


def project(number: int) -> dict[str, object]:
    return {
        **PROJECT,
        "名称": NAMES[number],
        "编码": f"13102821P0030300100{number}A",
        "预算": {"财政资金": AMOUNTS[number]},
        "用途": f"{NAMES[number]}费用。",
        "支出计划": PLAN,
    }


def composed(form: str = "2023", *changes) -> Document:
    disclosure = Disclosure.model_validate(
        changed(("版式", form), ("绩效/项目", [project(number) for number in range(3)]), *changes)
    )
    loaded = forms.load(form)
    formats = loaded.number_formats(disclosure)
    book = FigureBook(figures_of(disclosure), disclosure.last_year.figures(), "万元", formats)
    return compose(disclosure, loaded, book).document


def with_words(document: Document, number: int, words: Mapping[int, Mapping[str, str]]) -> Document:
    """The document with other words in cells of a project's table, by row and by what stands there."""
    tables = [block for block in document.blocks if isinstance(block, Table) and _has_code(block)]
    table = tables[number]
    rows = [
        tuple(_said_otherwise(cell, words.get(place, {})) for cell in row)
        for place, row in enumerate(table.rows)
    ]
    other = replace(table, rows=tuple(rows))
    assert other != table
    blocks = tuple(other if block is table else block for block in document.blocks)
    return replace(document, blocks=blocks)


def _has_code(table: Table) -> bool:
    return any(_words(cell) == "项目编码" for row in table.rows for cell in row)


def _said_otherwise(cell: Cell, words: Mapping[str, str]) -> Cell:
    text = _words(cell)
    if text not in words:
        return cell
    return replace(cell, lines=((Run(words[text]),),) if words[text] else ())


def _words(cell: Cell) -> str:
    return "".join(map(text_of, cell.lines))


def said(document: Document) -> list[str]:
    return [text for line in lines_of(document) if (text := "".join(text_of(line).split()))]


def names(found: Interpretation) -> list[str]:
    return [one["名称"] for one in found.data["绩效"]["项目"]]


# What is not filled in -------------------------------------------------------------------------------

PURPOSE = {3: {f"{NAMES[1]}费用。": ""}}
NO_PLAN = {5: dict.fromkeys(["25", "50", "80", "100"], "")}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("words", "lacking"),
    [(PURPOSE, {"用途"}), (NO_PLAN, {"支出计划"}), (PURPOSE | NO_PLAN, {"用途", "支出计划"})],
    ids=["purpose", "plan", "both"],
)
def test_a_row_that_is_not_filled_in_is_read_so(form, words, lacking):
    before = with_words(composed(form), 1, words)
    found = interpret(before)
    assert names(found) == NAMES
    assert project(1).keys() - found.data["绩效"]["项目"][1].keys() == lacking
    assert "未识别" not in found.data
    assert said(found.document) == said(before)


def test_dashes_in_the_stead_of_all_amounts_are_published_so():
    before = with_words(composed(), 1, {2: {"7.22": "—"}})
    found = interpret(before)
    assert names(found) == NAMES
    assert found.data["公布数"] == {
        "绩效.项目[1].预算.合计": "—",
        "绩效.项目[1].预算.财政资金": "—",
    }
    assert "未识别" not in found.data
    assert said(found.document) == said(before)


# What no file can hold -------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", range(3))
@pytest.mark.parametrize(
    "words",
    [
        {5: {"25": "25%", "50": "50%", "80": "80%", "100": "100%"}},
        {5: {"25": "按进度支付"}},
        {2: {str(amount): f"{amount}万元" for amount in AMOUNTS}},
        {0: {"单位：万元": "单位：元"}},
        {1: {"项目编码": "项目代码"}},
        {1: dict.fromkeys(NAMES, "")},
    ],
    ids=["percent", "words", "unit behind", "other unit", "other label", "no name"],
)
def test_only_the_project_whose_table_no_file_can_hold_is_kept(form, number, words):
    before = with_words(composed(form), number, words)
    found = interpret(before)
    assert names(found) == [*NAMES[:number], *NAMES[number + 1 :]]
    assert said(found.document) == said(before)


def test_the_unit_of_most_tables_is_that_of_the_file():
    document = composed("2023", ("项目表单位", "元"))
    found = interpret(with_words(document, 0, {0: {"单位：元": "单位：万元"}}))
    assert found.data["项目表单位"] == "元"
    assert found.data["绩效"]["项目"][0]["预算"] == {"财政资金": AMOUNTS[1]}


# Items of goals --------------------------------------------------------------------------------------

BEGINNINGS = ["节能减排管理", "部门协调", "分类处置", "条件保障", "章程修订", "部分项目调度"]


def goals(form: Callable[[str], dict[str, str]]) -> list[dict[str, str]]:
    return [
        {"序号": f"（{'一二三四五六七'[number]}）", "名称": name, **form(name)}
        for number, name in enumerate(["综合业务", *BEGINNINGS])
    ]


@pytest.mark.parametrize(
    "form",
    [lambda _: {}, lambda name: {"目标": f"做好{name}。", "指标": f"{name}完成率95%以上。"}],
    ids=["one line", "goal and indicators"],
)
def test_a_goal_may_begin_with_a_word_for_a_part_of_a_text(form):
    before = composed("2023", ("绩效/分项目标", goals(form)))
    found = interpret(before)
    assert found.data["绩效"]["分项目标"] == goals(form)
    assert said(found.document) == said(before)
