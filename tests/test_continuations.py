"""Tables that were split by hand are one again; others stay what they are."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discgen.blocks import Cell, Document, Heading, Paragraph, Run, Table
from discgen.readers.cleaning import cleaned

HEAD = ["一级指标", "二级指标", "指标值"]
FIRST = [["产出指标", "数量指标", "≥5次"], ["", "质量指标", "≥90%"]]
REST = [["效益指标", "社会效益指标", "≥80%"], ["满意度指标", "服务对象满意度指标", "≥95%"]]
GOAL = ["绩效目标", "完成抽检。", ""]


def table(*rows, caption=None):
    cells = tuple(tuple(Cell(((Run(text),),) if text else ()) for text in row) for row in rows)
    return Table(cells, (1,) * max(map(len, rows)), caption=caption)


def read(*blocks):
    return cleaned(Document((), blocks)).blocks


BLANK = Paragraph((Run(" "),))


@pytest.mark.parametrize("between", [[], [BLANK], [BLANK, BLANK]])
@pytest.mark.parametrize("above", [[], [GOAL]], ids=["head first", "head below"])
def test_a_table_goes_on_below_its_head(above, between):
    parts = read(table(*above, HEAD, *FIRST), *between, table(HEAD, *REST))
    assert parts == (table(*above, HEAD, *FIRST, *REST),)


def test_a_table_may_be_split_more_than_once():
    assert read(*(table(HEAD, row) for row in [*FIRST, *REST])) == (table(HEAD, *FIRST, *REST),)


def test_a_part_may_begin_within_a_group():
    assert read(table(HEAD, FIRST[0]), table(HEAD, FIRST[1])) == (table(HEAD, *FIRST),)


@pytest.mark.parametrize(
    "second",
    [
        table(HEAD, *FIRST),
        table(*REST),
        table(HEAD[:2], REST[0][:2]),
        table(HEAD),
        table(["1", "2", "3"], *REST),
        table(HEAD, *REST, caption=Heading((Run("2.另一个项目绩效目标表"),), 3)),
    ],
    ids=["begins alike", "no head", "fewer columns", "only a head", "figures", "a title"],
)
def test_another_table_stays_one(second):
    first = table(HEAD, *FIRST)
    assert read(first, second) == (first, second)


def test_a_paragraph_parts_tables():
    blocks = (table(HEAD, *FIRST), Paragraph((Run("续表"),)), table(HEAD, *REST))
    assert read(*blocks) == blocks


def test_a_cell_that_reaches_out_of_the_head_belongs_to_no_head():
    merged = table(HEAD, *REST)
    tall = replace(merged.rows[0][0], rowspan=2)
    second = replace(merged, rows=((tall, *merged.rows[0][1:]), merged.rows[1][1:], merged.rows[2]))
    first = replace(second, rows=(*second.rows, *table(*FIRST).rows))
    assert read(first, second) == (first, second)


ROWS = st.lists(
    st.lists(st.sampled_from(["甲", "乙", "1", ""]), min_size=2, max_size=2), min_size=1, max_size=4
)


@given(st.lists(ROWS, min_size=1, max_size=4))
def test_no_row_is_lost_but_repeated_heads(tables):
    before = [row for rows in tables for row in table(*rows).rows]
    after = [row for one in read(*(table(*rows) for rows in tables)) for row in one.rows]
    lost = list(before)
    for row in after:
        lost.remove(row)
    assert all(row in after for row in lost)
