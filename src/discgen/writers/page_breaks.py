"""Where a printed table may break: estimated before layout, because nobody can ask the layout.

WeasyPrint places a merged cell whole on the page where it begins. Rows that follow on the next page leave
its column blank, which is what Word does too and reads well, but a text taller than the rows beside it
would run out of its borders. So rows are kept together until a merged text is set in full, and a merged
text too tall for that is divided: it stands in an ordinary cell of its first row, which may break like
any other, above empty cells without a line between them.

Heights are counted in lines of table text. An estimate that is off costs a less pretty break, never text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from math import ceil

from discgen.blocks import Cell, Row, Slot, Table, grid_of, text_of

# Table text of 10.5 pt on 15 pt in a type area of 156 by 225 mm, as the style sheet sets it.
_CHARACTERS = {False: 42.0, True: 60.7}  # across the page; key: landscape
_LINES = {False: 42, True: 29}  # down the page
_PADDING = 0.6  # characters lost to the padding of a cell
_ROW_PADDING = 0.33  # lines that padding and rule add to a row
_CAPTION = 4  # lines, for a caption of two and the space below the table

CONTINUED = Cell(align="continued")
"""What remains of a divided cell in the rows below its first."""


@dataclass(frozen=True, slots=True)
class Printable:
    """A table prepared for the page.

    Attributes:
        rows: Its rows, with cells divided where necessary.
        header_rows: Leading rows to repeat on every page; none if they would fill too much of it, for
            WeasyPrint leaves out a head that does not fit.
        classes: For each row the classes that say how it may break: `keep` binds it to the next row,
            `long` lets it break inside; rows without a class stay whole.
        whole: Whether the table has room on one page, so that it need not break at all.
    """

    rows: tuple[Row, ...]
    header_rows: int
    classes: tuple[str, ...]
    whole: bool


def printable(table: Table) -> Printable:
    """Prepare `table` for pages of the size its orientation asks for."""
    grid = grid_of(table)
    beginning = _beginning(grid)
    heights = _row_heights(table, beginning)
    header_rows = _header_rows(table, beginning, heights)
    limit = _LINES[table.landscape] // 2
    kept: set[int] = set()
    divided: list[Slot] = []
    for slot in beginning:
        if slot.cell.rowspan == 1 or slot.row < header_rows:
            continue
        rows = _rows_to_keep(slot, heights, _lines(slot, table), limit)
        if rows is None:
            divided.append(slot)
            heights[slot.row] = max(heights[slot.row], _lines(slot, table))
        else:
            kept.update(rows)
    classes = tuple(_class(number in kept, height > limit) for number, height in enumerate(heights))
    content = _divide(grid, divided) if divided else table.rows
    return Printable(content, header_rows, classes, whole=_fits_page(table, heights))


def fits_page(table: Table, grid: list[list[Slot | None]]) -> bool:
    """Whether `table`, resolved into `grid`, has room on one page, so that it need not break at all."""
    return _fits_page(table, _row_heights(table, _beginning(grid)))


def _fits_page(table: Table, heights: list[int]) -> bool:
    return sum(heights) + _ROW_PADDING * len(heights) + _CAPTION <= _LINES[table.landscape]


def _beginning(grid: list[list[Slot | None]]) -> list[Slot]:
    """The slots of all cells, each once."""
    return [
        slot
        for number, line in enumerate(grid)
        for column, slot in enumerate(line)
        if slot is not None and (slot.row, slot.column) == (number, column)
    ]


def _class(keep: bool, long: bool) -> str:  # noqa: FBT001 - two facts about one row, named at the call
    return " ".join(name for name, holds in (("keep", keep), ("long", long)) if holds)


def _header_rows(table: Table, beginning: list[Slot], heights: list[int]) -> int:
    cells = [_lines(slot, table) for slot in beginning if slot.row < table.header_rows]
    height = max(sum(heights[: table.header_rows]), *cells, 0)
    return table.header_rows if height <= _LINES[table.landscape] // 3 else 0


def _row_heights(table: Table, beginning: list[Slot]) -> list[int]:
    heights = [1] * len(table.rows)
    for slot in beginning:
        if slot.cell.rowspan == 1:
            heights[slot.row] = max(heights[slot.row], _lines(slot, table))
    return heights


def _lines(slot: Slot, table: Table) -> int:
    """Lines the text of a cell takes in its columns."""
    room = _room(table.widths, slot.column, slot.cell.colspan, table.landscape)
    return sum([max(1, ceil(_width(text_of(line)) / room)) for line in slot.cell.lines])


@lru_cache(maxsize=1024)
def _room(widths: tuple[int, ...], column: int, colspan: int, landscape: bool) -> int:  # noqa: FBT001 - as above
    """Characters that fit into a line of a cell."""
    share = sum(widths[column : column + colspan]) / sum(widths)
    return max(1, int(_CHARACTERS[landscape] * share - _PADDING))


def _width(text: str) -> float:
    """Width in full-width characters; UTF-8 takes one byte for a Latin letter and three for a Chinese."""
    return (len(text) + len(text.encode())) / 4


def _rows_to_keep(slot: Slot, heights: list[int], lines: int, limit: int) -> range | None:
    """The rows to bind to their next one so that `lines` of merged text are set in full.

    A short group stays whole.

    Returns:
        The rows; None when they are too tall to be kept together.
    """
    below = list(accumulate(heights[slot.row : slot.row + slot.cell.rowspan]))
    needed = len(below) - 1
    if below[-1] > limit // 2:
        needed = next((index for index, height in enumerate(below) if height >= lines), needed)
    if max(lines, below[needed]) > limit:
        return None if needed else range(0)
    return range(slot.row, slot.row + needed)


def _divide(grid: list[list[Slot | None]], divided: list[Slot]) -> tuple[Row, ...]:
    """The rows of `grid` with the cells of `divided` cut into one cell for each row."""
    cut = {(slot.row, slot.column) for slot in divided}
    return tuple(
        tuple(
            _piece(slot, number, cut)
            for column, slot in enumerate(line)
            if slot is not None
            and slot.column == column
            and (slot.row == number or (slot.row, slot.column) in cut)
        )
        for number, line in enumerate(grid)
    )


def _piece(slot: Slot, row: int, cut: set[tuple[int, int]]) -> Cell:
    if (slot.row, slot.column) not in cut:
        return slot.cell
    return replace(slot.cell if slot.row == row else CONTINUED, rowspan=1, colspan=slot.cell.colspan)
