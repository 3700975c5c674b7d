"""Word tables: first the cells as the file has them, then the merged ones put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from lxml import etree

from discgen.blocks import Cell, Line, Row, Table
from discgen.readers.docx.styles import Role, Style
from discgen.readers.docx.text import lines_of
from discgen.readers.docx.tree import LONGEST, W, children, is_on, number_of, properties_of

_MOST_COLUMNS = 63  # Word's own limit
_ALIGN = {"center": "center", "right": "end", "end": "end"}


@dataclass(slots=True)
class _RawCell:
    """A `w:tc`.

    Attributes:
        lines: Its paragraphs; none in an empty cell.
        colspan: Grid columns covered.
        continues: Whether it belongs to the merged cell above.
        header: Whether it is set in the style of header cells.
        align: How its first paragraph is aligned.
        rowspan: Rows covered, as far as they have been read.
    """

    lines: tuple[Line, ...] = ()
    colspan: int = 1
    continues: bool = False
    header: bool = False
    align: str = "start"
    rowspan: int = 1


def table_of(element: etree._Element, styles: Mapping[str | None, Style], *, landscape: bool) -> Table:
    """Read a `w:tbl`; its caption stands before it and is not known here."""
    rows = list(children(element, f"{W}tr"))
    raw = [_raw_row(row, styles) for row in rows]
    columns = max((sum(cell.colspan for cell in row) for row in raw), default=0)
    repeated = takewhile(lambda row: is_on(properties_of(row, f"{W}trPr").get(f"{W}tblHeader")), rows)
    return Table(
        rows=_joined(raw),
        widths=_widths(element, columns),
        header_rows=sum(1 for _ in repeated),
        landscape=landscape,
    )


def _raw_row(row: etree._Element, styles: Mapping[str | None, Style]) -> list[_RawCell]:
    cells = [_raw_cell(cell, styles) for cell in children(row, f"{W}tc")]
    skipped = number_of(properties_of(row, f"{W}trPr").get(f"{W}gridBefore"), 0, _MOST_COLUMNS)
    return [_RawCell(colspan=skipped), *cells] if skipped else cells


def _raw_cell(cell: etree._Element, styles: Mapping[str | None, Style]) -> _RawCell:
    paragraphs = list(cell.iter(f"{W}p"))  # those of nested tables too: their words must not be lost
    lines = tuple(line for paragraph in paragraphs for line in lines_of(paragraph))
    # The format demands a paragraph of every cell; without even an empty text it is no line of the cell.
    empty = lines == ((),) and next(cell.iter(f"{W}t"), None) is None
    properties = properties_of(cell, f"{W}tcPr")
    first = properties_of(paragraphs[0], f"{W}pPr") if paragraphs else {}
    return _RawCell(
        lines=() if empty else lines,
        colspan=number_of(properties.get(f"{W}gridSpan"), 1, _MOST_COLUMNS),
        continues=properties.get(f"{W}vMerge") in {"", "continue"},
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
            if owner is None:
                begins.append(cell)
            else:
                owner.rowspan += 1
            owners[column] = owner or cell
            column += cell.colspan
        begun.append(begins)
        above = owners
    return tuple(tuple(_cell(cell) for cell in row) for row in begun)


def _cell(raw: _RawCell) -> Cell:
    return Cell(raw.lines, raw.colspan, raw.rowspan, raw.header, raw.align)


def _widths(element: etree._Element, columns: int) -> tuple[int, ...]:
    """Widths of the grid columns in twips, or equal ones where the file's grid does not fit its cells."""
    grid = element.iterfind(f"{W}tblGrid/{W}gridCol")
    widths = tuple(number_of(column.get(f"{W}w"), 1, LONGEST) for column in grid)
    return widths if len(widths) == columns else (1,) * columns
