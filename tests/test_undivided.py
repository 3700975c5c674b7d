"""Sums of which an old document does not say what they consist of are entered, not taken for mistakes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from conftest import DISCLOSURE, changed
from discgen import forms
from discgen.blocks import Document, Paragraph, Run, Table, text_of
from discgen.compose import compose
from discgen.figures import FigureBook, figures_of
from discgen.interpret import interpret
from discgen.model import Disclosure


def document(*changes) -> Document:
    disclosure = Disclosure.model_validate(changed(*changes))
    form = forms.load(disclosure.form)
    formats = form.number_formats(disclosure)
    last = disclosure.last_year.figures() if disclosure.last_year else {}
    book = FigureBook(figures_of(disclosure), last, "万元", formats, disclosure.published)
    return compose(disclosure, form, book).document


def saying(sentence: str, beginning: str) -> Document:
    """The small disclosure with another sentence in the stead of one."""
    whole = document()
    blocks = tuple(
        replace(block, line=(Run(sentence),))
        if isinstance(block, Paragraph) and text_of(block.line).startswith(beginning)
        else block
        for block in whole.blocks
    )
    assert blocks != whole.blocks
    return replace(whole, blocks=blocks)


EXPENDITURE = "2021年支出预算130.75万元，其中基本支出"
PROCUREMENT = "2021年，我部门安排政府采购预算"


@pytest.mark.parametrize(
    ("sentence", "beginning", "group", "expected"),
    [
        (
            "2021年支出预算130.75万元，其中基本支出90.75万元；项目支出40万元。",
            EXPENDITURE,
            ("支出", "基本支出"),
            {"未分项": Decimal("90.75")},
        ),
        (
            "2021年，我部门安排政府采购预算12.5万元。具体内容见下表。",
            PROCUREMENT,
            ("政府采购",),
            {"未分项": Decimal("12.5")},
        ),
        (
            "2021年，我部门财政拨款“三公”经费预算安排3.2万元，与2020年持平。",
            "2021年，我部门财政拨款“三公”经费",
            ("三公经费",),
            {"未分项": Decimal("3.2")},
        ),
        (
            "2021年预算收入130.75万元，其中：一般公共预算收入120.75万元，事业收入10万元。",
            "反映本部门当年全部收入",
            ("收入",),
            {"一般公共预算": Decimal("120.75"), "未分项": Decimal(10)},
        ),
    ],
    ids=["nothing", "a list", "all three", "a source without a key"],
)
def test_a_sum_that_is_not_divided_is_entered_as_that(sentence, beginning, group, expected):
    found = interpret(saying(sentence, beginning))
    node = found.data
    for key in group:
        node = node[key]
    assert node == expected
    assert "公布数" not in found.data


def test_a_sum_whose_parts_are_all_stated_was_published_wrongly():
    sentence = "2021年预算收入131.75万元，其中：一般公共预算收入120.75万元，基金预算收入10万元。"
    found = interpret(saying(sentence, "反映本部门当年全部收入"))
    assert found.data["公布数"]["收入.合计"] == Decimal("131.75")
    assert "未分项" not in found.data["收入"]


def test_the_part_that_is_not_divided_counts_and_is_printed_nowhere():
    whole = document(("政府采购", {"未分项": Decimal("12.5")}))
    texts = [text_of(block.line) for block in whole.blocks if isinstance(block, Paragraph)]
    assert "2021年，我部门安排政府采购预算12.5万元。具体内容见下表。" in texts
    assert all("未分项" not in text for text in texts)


PROJECT = {**DISCLOSURE["绩效"]["项目"][0], "编码": "13102821P00303001001A", "用途": "抽检费用。"}
PLAN = {"3月底": Decimal(25), "6月底": Decimal(50), "10月底": Decimal(80), "12月底": Decimal(100)}


@pytest.mark.parametrize(
    ("budget", "published"),
    [
        ({}, {}),
        ({"财政资金": Decimal(8)}, {"绩效.项目[0].预算.合计": ""}),
        ({"财政资金": Decimal(8)}, {"绩效.项目[0].预算.其他资金": "——"}),
    ],
    ids=["none", "no total", "a dash"],
)
def test_cells_that_were_left_empty_come_back(budget, published):
    project = {**PROJECT, "预算": budget, "支出计划": PLAN}
    before = document(("版式", "2023"), ("绩效/项目", [project]), ("公布数", published))
    found = interpret(before)
    assert found.data["绩效"]["项目"][0].get("预算", {}) == budget
    assert found.data.get("公布数", {}) == published
    assert "未识别" not in found.data
    assert [block for block in found.document.blocks if isinstance(block, Table)]


def test_the_budget_of_a_project_that_is_not_divided_comes_back():
    project = {**PROJECT, "预算": {"未分项": Decimal(8)}, "支出计划": PLAN}
    before = document(("版式", "2023"), ("项目表单位", "元"), ("绩效/项目", [project]))
    found = interpret(before)
    assert found.data["绩效"]["项目"][0]["预算"] == {"未分项": Decimal(8)}
    assert not {"未识别", "公布数"} & found.data.keys()
