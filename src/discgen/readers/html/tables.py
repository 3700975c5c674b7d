"""The rows of a table as a page has them, and their grid (HTML, 4.9.12.1)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import html

from discgen.blocks import Cell, Line, Table
from discgen.readers.grids import require_bounded

_CELLS = frozenset({"td", "th", "table"})  # a table right in a table is a cell that was forgotten
_CLOSED = _CELLS | {"caption"}
_HEAD_AND_FOOT = frozenset({"thead", "tfoot"})
_WIDEST = 1000  # columns of one cell: HTML, 4.9.11
_WHOLE = re.compile(r"\s*(\d{1,6})")
_NOTHING = re.compile(r"\s*0+(?:px|pt)?\s*")


_Rows = list[list[html.HtmlElement]]
"""Rows of cells."""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The parts of a table; what stands in its cells is left alone.

    Attributes:
        groups: The rows of the head, of each body and of the foot; no cell reaches from one to the next.
        head_rows: How many rows stand in the head.
        captions: What names the table.
        loose: Words outside the cells; a browser shows them above the table.
    """

    groups: Sequence[_Rows]
    head_rows: int
    captions: Sequence[html.HtmlElement]
    loose: Sequence[str]

    @property
    def rows(self) -> _Rows:
        """All rows in order."""
        return [row for group in self.groups for row in group]


def skeleton_of(table: html.HtmlElement) -> Skeleton:
    """Take a table apart."""
    row: list[html.HtmlElement] = []  # for cells that stand in none
    groups: dict[html.HtmlElement, _Rows] = {table: [row]}
    captions = []
    loose = [table.text]
    for part in _parts(table):
        if part.tag in _CELLS:
            row.append(part)
        elif part.tag == "caption":
            captions.append(part)
        else:
            loose.append(part.text)
        if part.tag == "tr":
            row = []
            if not _is_ruler(part):
                groups.setdefault(part.getparent(), []).append(row)
        loose.append(part.tail)
    head = [rows for group, rows in groups.items() if group.tag == "thead"]
    body = [rows for group, rows in groups.items() if group.tag not in _HEAD_AND_FOOT]
    foot = [rows for group, rows in groups.items() if group.tag == "tfoot"]
    return Skeleton(
        groups=[*head, *body, *foot],
        head_rows=sum(map(len, head)),
        captions=captions,
        loose=[text for text in loose if text],
    )


def table_of(skeleton: Skeleton, lines_of: Callable[[html.HtmlElement], tuple[Line, ...]]) -> Table:
    """The table with the grid that its spans make.

    Columns in which no cell begins are left out, so that spans mean no more than they show. A cell that
    would cover another one is cut, and so is one that reaches below the table.

    Args:
        skeleton: The table's parts; there is at least one cell.
        lines_of: Reads the lines of a cell.

    Raises:
        InputError: The grid is too large.
    """
    placed = _placed(skeleton.groups)
    starts = sorted({place.column for _, places in placed for place in places})

    def cell(place: _Place) -> Cell:
        right = bisect_left(starts, place.column + place.columns)
        return Cell(
            lines=lines_of(place.element),
            colspan=right - bisect_left(starts, place.column),
            rowspan=place.rows,
            header=place.element.tag == "th",
        )

    return Table(
        rows=tuple(tuple(map(cell, places)) for _, places in placed),
        widths=(1,) * len(starts),
        header_rows=sum(number < skeleton.head_rows for number, _ in placed),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell in the grid: its column, and how many columns and rows it covers."""

    element: html.HtmlElement
    column: int
    columns: int
    rows: int


def _placed(groups: Sequence[_Rows]) -> list[tuple[int, list[_Place]]]:
    """The number of each row that holds any part of a cell, and the cells that begin in it."""
    placed = []
    covered: list[int] = []  # for each column, the rows still covered, this one included
    rows = [(cells, len(group) - index) for group in groups for index, cells in enumerate(group)]
    for number, (cells, below) in enumerate(rows):
        places = []
        column = 0
        for element in cells:
            column = next((free for free in range(column, len(covered)) if not covered[free]), len(covered))
            wanted = range(column, column + _span(element, "colspan", _WIDEST))
            right = next(
                (taken for taken in wanted if taken < len(covered) and covered[taken]), wanted.stop
            )
            require_bounded(len(rows), right)
            covered += [0] * (right - len(covered))
            height = _span(element, "rowspan", below)
            covered[column:right] = [height] * (right - column)
            places.append(_Place(element, column, right - column, height))
            column = right
        if any(covered):
            placed.append((number, places))
        covered = [max(height - 1, 0) for height in covered]
    return placed


def _span(cell: html.HtmlElement, name: str, most: int) -> int:
    """How many columns or rows a cell asks for; 0 asks for all there are."""
    match = _WHOLE.match(cell.get(name, "1"))
    return min(int(match[1]) or most, most) if match else 1


def _parts(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The elements that a table is made of, in order, down to its cells."""
    open_parts = [iter(table)]
    while open_parts:
        part = next(open_parts[-1], None)
        if part is None:
            open_parts.pop()
            continue
        yield part
        if part.tag not in _CLOSED:
            open_parts.append(iter(part))


def _is_ruler(row: html.HtmlElement) -> bool:
    """Whether the row is one of no height, by which Word sets the widths of columns."""
    return bool(_NOTHING.fullmatch(row.get("height", ""))) and not any(map(str.strip, row.itertext()))
