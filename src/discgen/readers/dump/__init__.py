"""Text dumps of Word files to blocks, in two dialects.

What extractors print has a cell to a line (see `readings`); what is copied out of Word has a row to a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from discgen.blocks import Block, Cell, Document, lines_of
from discgen.blocks import Row as TableRow
from discgen.errors import InputError, Problem
from discgen.readers.decoding import decode
from discgen.readers.dump import tabbed
from discgen.readers.dump.lines import cell_lines, paragraphs_of, split
from discgen.readers.dump.readings import End, Entry, Outline
from discgen.readers.dump.rows import Row, rows_of
from discgen.readers.grids import stretched

_CELL = re.compile("[ \u3000]*\t")
_MOST_ENDS = 400_000  # of lines and cells: half a minute; a disclosure of 50 pages has 6 000


def read(data: bytes) -> Document:
    """Read a text dump.

    Returns:
        The document without a title; title lines are paragraphs. Where a format does not say which cells
        are merged, the last cell of a shorter row reaches to the edge.

    Raises:
        InputError: `data` is no text, holds no words, or is larger than any dump.
    """
    text = decode(data)
    if text.count("\n") + text.count("\t") > _MOST_ENDS:
        raise InputError(Problem("文件的行数太多，不像一份预算公开", "请检查是否选错了文件"))
    lines = split(text)
    blocks = tuple(tabbed.blocks_of(lines) if tabbed.is_tabbed(lines) else _blocks(lines))
    if not any(lines_of(Document((), blocks))):
        raise InputError(Problem("文件里没有文字", "请检查文件是否完整、是否选错"))
    return Document((), blocks)


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    """The paragraphs and tables of a dump with a cell to a line."""
    starts = [number for number, line in enumerate(lines) if _CELL.match(line)]
    opening = lines[: starts[0]] if starts else lines
    yield from paragraphs_of(opening)
    outline = Outline()
    outline.meet(opening)
    entries = [
        Entry(_CELL.sub("", lines[start], count=1), lines[start + 1 : end])
        for start, end in pairwise([*starts, len(lines)])
    ]
    rows = rows_of(entries, outline)
    if any(len(row.cells) == len(below.cells) > 1 for row, below in pairwise(rows)):
        yield from _tables(rows)
    else:  # tabs that only indent
        yield from paragraphs_of(lines[len(opening) :])


def _tables(rows: Iterable[Row]) -> Iterator[Block]:
    """The tables and what stands between them."""
    table: list[TableRow] = []
    for row in rows:
        table.append(_cells(row))
        if row.ending.end is End.TABLE:
            yield stretched(table)
            yield from paragraphs_of(row.cells[-1].after[row.ending.own :])
            table = []


def _cells(row: Row) -> TableRow:
    *others, last = row.cells
    texts = [[cell.first, *cell.after] for cell in others]
    texts.append([last.first, *last.after[: row.ending.own]])
    return tuple(Cell(cell_lines(text)) for text in texts)
