"""Rows of a form's table that a file words as nothing are not printed."""

import pytest

from conftest import changed
from discgen import forms
from discgen.blocks import Table, printed_rows, text_of
from discgen.compose import compose
from discgen.figures import FigureBook, figures_of
from discgen.model import Disclosure

TITLE = {"表题": ""}
HEADS = {"编制单位": "", "截止时间": ""}


def rows_of_assets(words):
    """The first cells of the rows of the table of assets."""
    disclosure = Disclosure.model_validate(changed(("表格用词", {"国有资产": words})))
    form = forms.load(disclosure.form)
    formats = form.number_formats(disclosure)
    book = FigureBook(figures_of(disclosure), disclosure.last_year.figures(), "万元", formats)
    composition = compose(disclosure, form, book)
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
