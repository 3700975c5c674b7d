"""Word tables: first the cells as the file has them, then the merged ones put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from lxml import etree

from discgen.blocks import Cell, Line, Row, Table
from discgen.errors import InputError, Problem
from discgen.readers.docx.archive import SAVE_AGAIN
from discgen.readers.docx.styles import Role, Styles
from discgen.readers.docx.text import lines_of
from discgen.readers.docx.tree import TBL, P, W, children, is_on, length_of, number_of, properties_of

_MOST_COLUMNS = 63  # Word's own limit
_CONTINUED = {"", "continue"}  # values of w:vMerge and w:hMerge
_EMPTY: list[Line] = [()]
_ALIGN = {"center": "center", "right": "end", "end": "end"}


@dataclass(slots=True)
class _RawCell:
    """A `w:tc`.

    Attributes:
        lines: Its paragraphs; none in an empty cell.
        colspan: Grid columns covered.
        continues: Whether it belongs to the merged cell above.
        widens: Whether it belongs to the merged cell before it.
        header: Whether it is set in the style of header cells.
        align: How its first paragraph is aligned.
        rowspan: Rows covered, as far as they have been read.
    """

    lines: tuple[Line, ...] = ()
    colspan: int = 1
    continues: bool = False
    widens: bool = False
    header: bool = False
    align: str = "start"
    rowspan: int = 1


def framed(table: etree._Element) -> list[etree._Element]:
    """The paragraphs and tables in a table that has one cell with tables in it; none for other tables."""
    rows = list(children(table, f"{W}tr"))
    cells = list(children(rows[0], f"{W}tc")) if len(rows) == 1 else []
    content = list(children(cells[0], P, TBL)) if len(cells) == 1 else []
    return content if any(element.tag == TBL for element in content) else []


def table_of(element: etree._Element, styles: Styles, *, landscape: bool) -> Table:
    """Read a `w:tbl`; its caption stands before it and is not known here.

    Raises:
        InputError: It is wider than Word allows.
    """
    rows = [row for row in children(element, f"{W}tr") if next(children(row, f"{W}tc"), None) is not None]
    raw = [_raw_row(row, styles) for row in rows]
    columns = max((sum(cell.colspan for cell in row) for row in raw), default=0)
    if columns > _MOST_COLUMNS:
        raise InputError(Problem(f"有一张表格超过 {_MOST_COLUMNS} 列，Word 里不会有这样的表格", SAVE_AGAIN))
    repeated = takewhile(lambda row: is_on(properties_of(row, f"{W}trPr").get(f"{W}tblHeader")), rows)
    return Table(
        rows=_joined(raw),
        widths=_widths(element, columns),
        header_rows=sum(1 for _ in repeated),
        landscape=landscape,
    )


def _raw_row(row: etree._Element, styles: Styles) -> list[_RawCell]:
    skipped = number_of(properties_of(row, f"{W}trPr").get(f"{W}gridBefore"), 0, _MOST_COLUMNS)
    cells = [_RawCell(colspan=skipped)] if skipped else []
    for element in children(row, f"{W}tc"):
        cell = _raw_cell(element, styles)
        if cells and cell.widens:
            cells[-1].colspan += cell.colspan
        else:
            cells.append(cell)
    return cells


def _raw_cell(cell: etree._Element, styles: Styles) -> _RawCell:
    paragraphs = list(cell.iter(P))  # those of nested tables too: their words must not be lost
    lines = [lines_of(paragraph) for paragraph in paragraphs]
    properties = properties_of(cell, f"{W}tcPr")
    first = properties_of(paragraphs[0], f"{W}pPr") if paragraphs else {}
    return _RawCell(
        lines=tuple(line for some in lines for line in some or _EMPTY) if any(lines) else (),
        colspan=number_of(properties.get(f"{W}gridSpan"), 1, _MOST_COLUMNS),
        continues=properties.get(f"{W}vMerge") in _CONTINUED,
        widens=properties.get(f"{W}hMerge") in _CONTINUED,
        header=styles.get(first.get(f"{W}pStyle"), styles[None]).role is Role.HEADER,
        align=_ALIGN.get(first.get(f"{W}jc", ""), "start"),
    )


def _joined(raw: Sequence[Sequence[_RawCell]]) -> tuple[Row, ...]:
    """The rows with every merged cell where it begins; a continuation of nothing is a cell of its own."""
    above: dict[int, _RawCell] = {}  # by the grid column in which each cell of the last row begins
    begun = []
    for row in raw:
        column = 0
        begins: list[_RawCell] = []
        owners: dict[int, _RawCell] = {}
        for cell in row:
            owner = above.get(column) if cell.continues else None
            if owner is None or owner.colspan != cell.colspan:
                owner = cell
                begins.append(cell)
            else:
                owner.rowspan += 1
            owners[column] = owner
            column += cell.colspan
        begun.append(begins)
        above = owners
    return tuple(tuple(_cell(cell) for cell in row) for row in begun)


def _cell(raw: _RawCell) -> Cell:
    return Cell(raw.lines, raw.colspan, raw.rowspan, raw.header, raw.align)


def _widths(element: etree._Element, columns: int) -> tuple[int, ...]:
    """Widths of the grid columns in twips, or equal ones where the file's grid does not fit its cells."""
    grid = element.iterfind(f"{W}tblGrid/{W}gridCol")
    widths = tuple(length_of(column.get(f"{W}w")) for column in grid)
    return widths if len(widths) == columns else (1,) * columns
