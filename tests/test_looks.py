"""A table of which only the cells are known is laid out by what they hold."""

import pytest

from conftest import changed
from discgen import forms
from discgen.blocks import Paragraph, Table, text_of
from discgen.compose import compose
from discgen.figures import FigureBook, figures_of
from discgen.model import Disclosure

EXPENSES = [
    ["项目", "本年预算", "上年预算"],
    ["公务用车购置及运行维护费", "12,350.70", "9,870.00"],
    ["公务接待费", "3.00", "4.00"],
]


def composed(*kept):
    disclosure = Disclosure.model_validate(changed(("未识别", list(kept))))
    form = forms.load(disclosure.form)
    formats = form.number_formats(disclosure)
    book = FigureBook(figures_of(disclosure), disclosure.last_year.figures(), "万元", formats)
    return compose(disclosure, form, book).document.blocks


def laid_out(rows):
    [table] = [block for block in composed({"位置": "三公经费说明", "表格": rows}) if is_kept(block)]
    return table


def is_kept(block):
    return isinstance(block, Table) and block.label == "未识别的表格"


def test_columns_are_as_wide_as_what_stands_in_them():
    first, second, third = laid_out(EXPENSES).widths
    assert first > second >= third
    assert second >= len("12,350.70") / 2


def test_the_rows_above_the_first_figure_are_the_head():
    table = laid_out(EXPENSES)
    assert table.header_rows == 1
    assert [cell.header for row in table.rows for cell in row] == [True] * 3 + [False] * 6


@pytest.mark.parametrize(
    "rows",
    [
        [["甲", "乙"], ["丙", "丁"]],
        [["甲", "1"], ["乙", "2"]],
        [["甲", {"文": "乙", "跨行": 2}], ["1"]],
    ],
    ids=["no figure", "no head", "a cell that reaches down"],
)
def test_without_a_head_none_is_repeated(rows):
    assert laid_out(rows).header_rows == 0


@pytest.mark.parametrize("title", ["三公经费预算表", "表3　收支总表"])
def test_a_short_line_above_the_table_is_its_caption(title):
    blocks = composed({"位置": "三公经费说明", "文字": title}, {"位置": "三公经费说明", "表格": EXPENSES})
    [table] = filter(is_kept, blocks)
    assert text_of(table.caption.line) == title


@pytest.mark.parametrize("line", ["具体情况如下：", "以上经费由县财政安排。", "单位：万元", "长" * 41])
def test_another_line_stays_a_paragraph(line):
    blocks = composed({"位置": "三公经费说明", "文字": line}, {"位置": "三公经费说明", "表格": EXPENSES})
    [place] = [number for number, block in enumerate(blocks) if is_kept(block)]
    assert blocks[place].caption is None
    assert isinstance(blocks[place - 1], Paragraph)
    assert text_of(blocks[place - 1].line) == line
