"""The dialect with a row to a line and a tab between its cells: text copied out of Word or Excel."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from discgen.blocks import Block, Cell, Row
from discgen.readers.dump.lines import cell_lines, paragraphs_of
from discgen.readers.grids import stretched

_CELL = re.compile(r"[ \u3000]*\t[^\t]*$")
# A number or bullet that Word set by itself stands before a tab: 一、 （一） 1. 1） ①
_NUMBERED = re.compile(r"\s*([(（]?[\d一二三四五六七八九十百]{1,4}[)）、.．]|[①-⑳•●■◆➢])\t+[^\t]*$")


def is_tabbed(lines: Iterable[str]) -> bool:
    """Whether more lines hold rows than cells."""
    with_tabs = [line for line in lines if "\t" in line]
    rows = sum("\t" in line.strip() for line in with_tabs)
    return rows > sum(bool(_CELL.match(line)) for line in with_tabs)


def blocks_of(lines: Iterable[str]) -> Iterator[Block]:
    """The paragraphs and tables of text in this dialect."""
    for is_table, group in groupby(lines, key=_is_row):
        rows = list(group)
        if is_table and any("\t" in row.strip() for row in rows):
            yield stretched([_row(line) for line in rows])
        else:  # tabs that only indent
            yield from paragraphs_of(rows)


def _is_row(line: str) -> bool:
    return "\t" in line and not line.isspace() and not _NUMBERED.match(line)


def _row(line: str) -> Row:
    return tuple(Cell(cell_lines([cell])) for cell in line.split("\t"))
