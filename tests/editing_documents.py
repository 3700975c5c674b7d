"""Documents edited the way people edit them, as hypothesis strategies: each edit changes one thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from hypothesis import strategies as st

from discgen.blocks import (
    Block,
    Cell,
    Document,
    Heading,
    Line,
    Paragraph,
    Row,
    Run,
    Table,
    grid_of,
    text_of,
)

Blocks = list[Block]
Edit = Callable[[st.DrawFn, Blocks], Blocks]

_FOREIGN = (
    "以上数据由财务科负责解释。",
    "（此页无正文）",
    "附件：2021年部门预算公开表",
    "本单位2022年收入12.5万元，比上年增加3万元。",
    "其中：一般公共预算120.75万元，基金预算10万元。",
    "支出合计{{ 收入.合计 }}万元，{% 其中 %}项目支出1,234.50万元。",
    "1、补充说明",
    "（三）其他工作",
    "联系电话：0319-7870000",
    "公务接待费3万元，与上年持平。",
    "完成率１００％，得分≥95分",
    "单位：万元",
    "A & B <重点> “引号”、《规划》",
    "注：表中数据单位为万元.",
)
_HEADINGS = (
    "十、附件",
    "九、其他事项",
    "八、预算绩效管理情况",
    "四、部门收支情况",
    "第三部分　附表",
    "（二）分项绩效目标",
    "3、其他说明",
    "其他",
)
_WORDS = (
    "的",
    "全县",
    "2020年",
    "。",
    "，",
    "万元",
    "12.5",
    "（",
    "）",
    "、",
    "：",
    " ",
    "增加3万元",
    "“",
    "1",
)
_NUMBERS = "一二三四五六七八九十"
_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_NUMBERED = re.compile(f"^[{_NUMBERS}]{{1,2}}、")


def edited(documents: st.SearchStrategy[Document]) -> st.SearchStrategy[Document]:
    """The documents with one to six edits."""
    return st.tuples(documents, st.lists(st.sampled_from(EDITS), min_size=1, max_size=6)).flatmap(_applied)


@st.composite
def _applied(draw: st.DrawFn, plan: tuple[Document, Sequence[Edit]]) -> Document:
    document, edits = plan
    blocks = list(document.blocks)
    for edit in edits:
        blocks = edit(draw, blocks)
    return replace(document, blocks=tuple(blocks))


def _place(draw: st.DrawFn, blocks: Blocks, kind: type[Block] | None = None) -> int | None:
    """The place of some block, or of one of a kind; None where there is none."""
    places = [place for place, block in enumerate(blocks) if kind is None or isinstance(block, kind)]
    return draw(st.sampled_from(places)) if places else None


def _line_place(draw: st.DrawFn, blocks: Blocks) -> int | None:
    """The place of some heading or paragraph."""
    places = [place for place, block in enumerate(blocks) if not isinstance(block, Table)]
    return draw(st.sampled_from(places)) if places else None


def _with_text(block: Block, text: str) -> Blocks:
    """A heading or paragraph with another text; nothing where that is blank."""
    if isinstance(block, Table) or not text.strip():
        return []
    line: Line = (Run(text),)
    return [replace(block, line=line)]


def _text(block: Block) -> str:
    return "" if isinstance(block, Table) else text_of(block.line)


def insert_paragraph(draw: st.DrawFn, blocks: Blocks) -> Blocks:
    """A paragraph of another document."""
    place = draw(st.integers(0, len(blocks)))
    return [*blocks[:place], Paragraph((Run(draw(st.sampled_from(_FOREIGN))),)), *blocks[place:]]


def insert_heading(draw: st.DrawFn, blocks: Blocks) -> Blocks:
    """A heading that no form has, or has elsewhere."""
    place = draw(st.integers(0, len(blocks)))
    heading = Heading((Run(draw(st.sampled_from(_HEADINGS))),), draw(st.integers(1, 3)))
    return [*blocks[:place], heading, *blocks[place:]]


def delete_block(draw: st.DrawFn, blocks: Blocks) -> Blocks:
    """Any block goes."""
    place = _place(draw, blocks)
    return blocks if place is None else [*blocks[:place], *blocks[place + 1 :]]


def delete_heading(draw: st.DrawFn, blocks: Blocks) -> Blocks:
    """A heading goes, and what it headed stays."""
    place = _place(draw, blocks, Heading)
    return blocks if place is None else [*blocks[:place], *blocks[place + 1 :]]


def duplicate(draw: st.DrawFn, blocks: Blocks) -> Blocks:
    """A block stands twice, the second time anywhere."""
    place = _place(draw, blocks)
    if place is None:
        return blocks
    target = draw(st.sampled_from([place, draw(st.integers(0, len(blocks)))]))
    return [*blocks[:target], blocks[place], *blocks[target:]]


def swap(draw: st.DrawFn, blocks: Blocks) -> Blocks:
    """Two blocks change places."""
    one, other = _place(draw, blocks), _place(draw, blocks)
    if one is None or other is None:
        return blocks
    swapped = list(blocks)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    return swapped


def split(draw: st.DrawFn, blocks: Blocks) -> Blocks:
    """A paragraph or heading becomes two."""
    place = _line_place(draw, blocks)
    if place is None:
        return blocks
    text = _text(blocks[place])
    seam = draw(st.integers(0, len(text)))
    parts = [*_with_text(blocks[place], text[:seam]), *_with_text(blocks[place], text[seam:])]
    return [*blocks[:place], *parts, *blocks[place + 1 :]]


def merge(draw: st.DrawFn, blocks: Blocks) -> Blocks:
    """A line is glued to the one after it."""
    places = [
        place
        for place, (one, other) in enumerate(pairwise(blocks))
        if not isinstance(one, Table) and not isinstance(other, Table)
    ]
    if not places:
        return blocks
    place = draw(st.sampled_from(places))
    whole = _with_text(blocks[place], _text(blocks[place]) + _text(blocks[place + 1]))
    return [*blocks[:place], *whole, *blocks[place + 2 :]]


def reword(draw: st.DrawFn, blocks: Blocks) -> Blocks:
    """A few characters of a line are others."""
    place = _line_place(draw, blocks)
    if place is None:
        return blocks
    text = _text(blocks[place])
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(start + 6, len(text))))
    text = text[:start] + draw(st.sampled_from(("", *_WORDS))) + text[end:]
    return [*blocks[:place], *_with_text(blocks[place], text), *blocks[place + 1 :]]


def change_figure(draw: st.DrawFn, blocks: Blocks) -> Blocks:
    """A figure in a line is another."""
    figures = [
        (place, found) for place, block in enumerate(blocks) for found in _FIGURE.finditer(_text(block))
    ]
    if not figures:
        return blocks
    place, found = draw(st.sampled_from(figures))
    text = _text(blocks[place])
    figure = draw(st.sampled_from(["0", "7", "12.50", "1,490.00", "０", "2019", "99999999999999999999"]))
    text = text[: found.start()] + figure + text[found.end() :]
    return [*blocks[:place], *_with_text(blocks[place], text), *blocks[place + 1 :]]


def renumber(draw: st.DrawFn, blocks: Blocks) -> Blocks:
    """The headings are counted on from another number."""
    by = draw(st.integers(1, 3))

    def counted(found: re.Match[str]) -> str:
        return f"{_NUMBERS[(_NUMBERS.index(found[0][0]) + by) % 10]}、"

    return [
        new
        for block in blocks
        for new in (
            _with_text(block, _NUMBERED.sub(counted, _text(block)))
            if isinstance(block, Heading)
            else [block]
        )
    ]


def move_heading(draw: st.DrawFn, blocks: Blocks) -> Blocks:
    """A heading is an ordinary paragraph, as in documents without styles."""
    place = _place(draw, blocks, Heading)
    if place is None:
        return blocks
    return [*blocks[:place], Paragraph((Run(_text(blocks[place])),)), *blocks[place + 1 :]]


_CELL_TEXTS = st.sampled_from(
    [
        "",
        "0",
        "12.50",
        "1,234.00",
        "——",
        "按期完成",
        "甲\n乙",
        "合计",
        "{{ 年度 }}",
        "３",
        " 前 后 ",
        "≥95%",
    ]
)


def _cell(text: str) -> Cell:
    return Cell(tuple((Run(line),) if line else () for line in text.split("\n")) if text else ())


def _wide_enough(table: Table) -> Table:
    """The table over a grid that holds all its cells, as readers make it."""
    room = len(table.widths) + sum(cell.colspan for row in table.rows for cell in row)
    grid = grid_of(replace(table, widths=(1,) * room))
    columns = max((place + 1 for line in grid for place, slot in enumerate(line) if slot), default=1)
    return replace(table, widths=(1,) * columns)


def _in_table(change: Callable[[st.DrawFn, list[Row], int], list[Row]]) -> Edit:
    """An edit of one row of a table; a table without rows goes."""

    def edit(draw: st.DrawFn, blocks: Blocks) -> Blocks:
        place = _place(draw, blocks, Table)
        if place is None:
            return blocks
        table = blocks[place]
        assert isinstance(table, Table)
        rows = change(draw, list(table.rows), draw(st.integers(0, len(table.rows) - 1)))
        changed: Blocks = [_wide_enough(replace(table, rows=tuple(rows)))] if rows else []
        return [*blocks[:place], *changed, *blocks[place + 1 :]]

    return edit


@_in_table
def alter_cell(draw: st.DrawFn, rows: list[Row], number: int) -> list[Row]:
    """A cell says something else."""
    row = list(rows[number])
    if row:
        place = draw(st.integers(0, len(row) - 1))
        row[place] = replace(row[place], lines=_cell(draw(_CELL_TEXTS)).lines)
    return [*rows[:number], tuple(row), *rows[number + 1 :]]


@_in_table
def delete_row(draw: st.DrawFn, rows: list[Row], number: int) -> list[Row]:
    """A row goes."""
    del draw
    return [*rows[:number], *rows[number + 1 :]]


@_in_table
def insert_row(draw: st.DrawFn, rows: list[Row], number: int) -> list[Row]:
    """A row of a few cells of its own."""
    width = draw(st.integers(1, max(1, len(rows[number]))))
    row = tuple(_cell(draw(_CELL_TEXTS)) for _ in range(width))
    return [*rows[:number], row, *rows[number:]]


@_in_table
def repeat_row(draw: st.DrawFn, rows: list[Row], number: int) -> list[Row]:
    """A row stands twice."""
    del draw
    return [*rows[: number + 1], *rows[number:]]


def insert_table(draw: st.DrawFn, blocks: Blocks) -> Blocks:
    """A table that no form has."""
    width = draw(st.integers(1, 4))
    rows = tuple(
        tuple(_cell(draw(_CELL_TEXTS)) for _ in range(width)) for _ in range(draw(st.integers(1, 3)))
    )
    place = draw(st.integers(0, len(blocks)))
    return [*blocks[:place], Table(rows, (1,) * width), *blocks[place:]]


def drop_caption(draw: st.DrawFn, blocks: Blocks) -> Blocks:
    """A table loses its title."""
    place = _place(draw, blocks, Table)
    if place is None:
        return blocks
    table = blocks[place]
    assert isinstance(table, Table)
    return [*blocks[:place], replace(table, caption=None), *blocks[place + 1 :]]


EDITS: tuple[Edit, ...] = (
    *(insert_paragraph, insert_heading, delete_block, delete_heading, duplicate, swap, split, merge),
    *(reword, change_figure, renumber, move_heading, alter_cell, delete_row, insert_row, repeat_row),
    *(insert_table, drop_caption),
)
