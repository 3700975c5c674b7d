"""Tables that were split by hand are one again; others stay what they are."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discgen.blocks import Cell, Document, Heading, Paragraph, Run, Table, printed_rows, text_of
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


# Without a head --------------------------------------------------------------------------------------


def project(name, *, tables=1):
    """The rows of a project's table, or of its two: what it costs and aims at, then its indicators."""
    goals = [
        ["303001某局", "单位：元"],
        ["项目编码", f"13102823P00{name}", "项目名称", name],
        ["预算规模及资金用途", "预算数", "86400.00", "其中：财政资金", "86400.00", "其他资金", ""],
        ["", f"用于{name}。"],
        ["绩效目标", f"完成{name}。"],
    ]
    indicators = [HEAD, *FIRST, *REST]
    return [[*goals, *indicators]] if tables == 1 else [goals, indicators]


def set_out(rows):
    """A table whose rows have different numbers of cells, as wide as each other."""
    edges = sorted({Fraction(place, len(row)) for row in rows for place in range(len(row) + 1)})
    cells = [
        tuple(
            Cell(
                ((Run(text),),) if text else (),
                edges.index(Fraction(place + 1, len(row))) - edges.index(Fraction(place, len(row))),
            )
            for place, text in enumerate(row)
        )
        for row in rows
    ]
    widths = [round(1000 * (right - left)) for left, right in pairwise(edges)]
    return Table(tuple(cells), tuple(widths))


def title(number):
    return Paragraph((Run(f"{number}.项目绩效目标表"),))


def rows_read(blocks):
    """The words of the tables that are read, without the empty cells at the end of a row."""
    return [
        [
            [text_of(cell.lines[0]) if cell and cell.lines else "" for cell in row]
            for row in printed_rows(one)
        ]
        for one in read(*blocks)
        if isinstance(one, Table)
    ]


@pytest.mark.parametrize("cut", range(1, 10))
def test_a_table_cut_anywhere_is_joined_as_the_others_show(cut):
    """Each part has the columns of its own rows only."""
    rows = project("甲")[0]
    whole = [title(1), set_out(project("乙")[0]), title(2), set_out(project("丙")[0]), title(3)]
    parts = [set_out(rows[:cut]), BLANK, set_out(rows[cut:]), title(4), set_out(project("丁")[0])]
    assert rows_read([*whole, *parts]) == [project(name)[0] for name in "乙丙甲丁"]


@pytest.mark.parametrize("cut", range(1, 5))
@pytest.mark.parametrize("which", [0, 1], ids=["goals", "indicators"])
def test_a_cut_table_is_joined_where_each_project_has_two_tables(which, cut):
    blocks = []
    for number, name in enumerate("甲乙丙"):
        tables = project(name, tables=2)
        if name == "乙":
            tables[which : which + 1] = tables[which][:cut], tables[which][cut:]
        blocks += [title(number), *map(set_out, tables)]
    assert rows_read(blocks) == [table for name in "甲乙丙" for table in project(name, tables=2)]


def test_a_part_may_begin_below_a_merged_cell_with_words_that_no_other_has():
    rows = [*project("乙", tables=2)[1], ["", "生态效益指标", "减少排放"]]
    whole = [title(1), set_out(project("甲", tables=2)[1]), title(2)]
    assert rows_read([*whole, set_out(rows[:-1]), set_out(rows[-1:])])[1:] == [rows]


def test_two_whole_tables_of_each_project_stay_two():
    tables = [set_out(rows) for name in "甲乙" for rows in project(name, tables=2)]
    assert read(*tables) == tuple(tables)


def test_a_table_of_another_kind_below_is_not_joined():
    other = table(["序号", "物品"], ["1", "计算机"])
    blocks = (set_out(project("甲")[0]), other, title(1), set_out(project("乙")[0]))
    assert read(*blocks) == blocks


def test_cells_beyond_the_grid_are_not_lost():
    rows = project("甲")[0]
    broken = replace(set_out(rows[2:]), widths=(1, 1))
    blocks = (set_out(rows[:2]), broken, title(1), set_out(project("乙")[0]))
    assert read(*blocks) == blocks
