"""Rows of a form's table that a file words as nothing are not printed, and read when they are not there."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from conftest import PROJECT, changed
from discgen import forms
from discgen.blocks import Document, Table, lines_of, printed_rows, text_of
from discgen.compose import Composition, compose
from discgen.figures import FigureBook, figures_of
from discgen.interpret import interpret
from discgen.model import Disclosure

TITLE = {"表题": ""}
HEADS = {"编制单位": "", "截止时间": ""}


def composed(*changes) -> Composition:
    disclosure = Disclosure.model_validate(changed(*changes))
    form = forms.load(disclosure.form)
    formats = form.number_formats(disclosure)
    book = FigureBook(figures_of(disclosure), disclosure.last_year.figures(), "万元", formats)
    return compose(disclosure, form, book)


def rows_of_assets(words):
    """The first cells of the rows of the table of assets."""
    composition = composed(("表格用词", {"国有资产": words}))
    assert not composition.problems
    [table] = [one for one in composition.document.blocks if isinstance(one, Table) and "资产" in one.label]
    return ["".join(text_of(line) for line in row[0].lines) for row in printed_rows(table)]


WHOLE = rows_of_assets({})


@pytest.mark.parametrize(("words", "left_out"), [(TITLE, 1), (TITLE | HEADS, 2)])
def test_a_row_without_any_of_its_words_is_left_out(words, left_out):
    assert rows_of_assets(words) == WHOLE[left_out:]


def test_a_row_with_one_word_left_stays():
    assert rows_of_assets({"编制单位": ""}) == [WHOLE[0], "", *WHOLE[2:]]


def test_rows_that_a_cell_reaches_over_are_left_out_together():
    spec = forms.load("2023").tables["项目绩效"]
    assert [len(band) for band in spec.bands()] == [1, 1, 2, 2, 1, 1, 1]


PLAN = {"3月底": Decimal(25), "6月底": Decimal(50), "10月底": Decimal(80), "12月底": Decimal(100)}
CODED = {
    **PROJECT,
    "编码": "13102821P00303001001A",
    "预算": {"财政资金": Decimal(8)},
    "用途": "抽检费用。",
    "支出计划": PLAN,
}


def lacking(label: str, *numbers: int) -> Document:
    """The small disclosure of the 2023 form without some rows of the tables with a label."""
    whole = composed(("版式", "2023"), ("绩效/项目", [CODED])).document
    blocks = tuple(
        replace(block, rows=tuple(row for number, row in enumerate(block.rows) if number not in numbers))
        if isinstance(block, Table) and block.label == label
        else block
        for block in whole.blocks
    )
    assert blocks != whole.blocks
    return replace(whole, blocks=blocks)


@pytest.mark.parametrize(
    ("label", "numbers", "table", "words"),
    [
        ("项目绩效目标", [0], "项目绩效", ["单位", "金额单位"]),
        ("项目绩效目标", [1], "项目绩效", ["项目编码", "项目名称"]),
        ("项目绩效目标", [4, 5], "项目绩效", ["资金支出计划（%）", *PLAN]),
        ("固定资产占用情况", [0], "国有资产", ["表题"]),
        ("固定资产占用情况", [0, 1], "国有资产", ["表题", "编制单位", "截止时间"]),
        ("政府采购预算", [0], "政府采购", ["单位名称", "单位：万元"]),
    ],
)
def test_a_table_that_lacks_rows_of_the_forms_is_read(label, numbers, table, words):
    before = lacking(label, *numbers)
    found = interpret(before)
    assert found.data["表格用词"] == {table: dict.fromkeys(words, "")}
    assert "未识别" not in found.data
    assert [project["名称"] for project in found.data["绩效"]["项目"]] == ["市场抽检"]
    assert said(found.document) == said(before)


def said(document: Document) -> list[str]:
    return [text for line in lines_of(document) if (text := "".join(text_of(line).split()))]


def test_another_day_in_a_table_is_kept_as_its_words():
    before = composed(("表格用词", {"国有资产": {"截止时间": "截止时间：2019年12月31日"}})).document
    found = interpret(before)
    assert found.data["表格用词"] == {"国有资产": {"截止时间": "截止时间：2019年12月31日"}}
    assert "未识别" not in found.data
    assert said(found.document) == said(before)
