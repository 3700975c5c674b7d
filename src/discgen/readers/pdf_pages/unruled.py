"""Rows without rules at the top of a ruled table: whose it is, its unit, its date.

Such a row is set like the cells below it, on their margins and in their type, where a caption or a
paragraph is set like the text of the document.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from discgen.readers.pdf_pages.frame import Stretch
from discgen.readers.pdf_pages.lines import TextLine
from discgen.readers.pdf_pages.pieces import Box, Piece
from discgen.readers.pdf_pages.sheets import Sheet

_GAP = 1.5  # type sizes between the words of two cells
_EXACT = 1.5  # points


def with_unruled_rows(sheet: Sheet, size: float) -> Sheet:
    """The page with the lines right above its tables made rows of these, where they are.

    Args:
        sheet: The page.
        size: The type size of the document's text.
    """
    lines: list[TextLine] = []
    pieces: list[Piece] = []
    above: Stretch = ()
    for part in sheet.flow():
        if isinstance(part, Piece):
            rows = _rows(part, above, size)
            pieces.append(_with_rows(part, rows))
            lines = lines[: len(lines) - len(rows)]
            above = ()
        else:
            lines += part
            above = part
    return replace(sheet, lines=tuple(lines), pieces=tuple(pieces))


def _rows(piece: Piece, above: Stretch, size: float) -> list[list[TextLine]]:
    """Those of the lines above a table that are its rows, from top to bottom, each parted into cells."""
    rows: list[list[TextLine]] = []
    reach = piece.top
    for line in reversed(above):
        cells = _parts(line.moved(-piece.left))
        near = reach - line.base <= (2.2 if rows else 1.2) * line.size
        alike = line.size <= 1.15 * piece.size and line.size < 0.95 * size
        if not (near and alike and _is_aligned(cells, piece, centred=bool(rows))):
            break
        rows.insert(0, cells)
        reach = line.base
    return rows


def _with_rows(piece: Piece, rows: list[list[TextLine]]) -> Piece:
    boxes = [box for number, cells in enumerate(rows) for box in _boxes(number, cells, piece)]
    below = (replace(box, row=box.row + len(rows)) for box in piece.boxes)
    return replace(piece, boxes=(*boxes, *below))


def _parts(line: TextLine) -> list[TextLine]:
    """The words of a line that a wide gap parts."""
    parts: list[TextLine] = []
    start = 0
    for number, (before, after) in enumerate(pairwise(line.glyphs), 1):
        if after.left - before.right > _GAP * line.size:
            parts.append(TextLine(line.glyphs[start:number]))
            start = number
    return [*parts, TextLine(line.glyphs[start:])]


def _is_aligned(cells: list[TextLine], piece: Piece, *, centred: bool) -> bool:
    """Whether words stand where the table's own do: at its margins, or in its middle if that may be."""
    left, right = cells[0].left, piece.width - cells[-1].right
    if min(left, right) < 0:
        return False
    edges = min(abs(left - piece.padding), abs(right - piece.padding)) <= _EXACT
    return edges or (centred and len(cells) == 1 and abs(left - right) <= 2 * _EXACT)


def _boxes(row: int, cells: list[TextLine], piece: Piece) -> list[Box]:
    """The cells of a row: they meet where the table has a rule between their words."""
    rules = {box.left for box in piece.boxes}
    sides = [0.0]
    for before, after in pairwise(cells):
        middle = (before.right + after.left) / 2
        between = [rule for rule in rules if before.right <= rule <= after.left]
        sides.append(min(between, key=lambda rule: abs(rule - middle), default=middle))
    sides.append(piece.width)
    return [
        Box(row, 1, left, right, ((cell,),))
        for (left, right), cell in zip(pairwise(sides), cells, strict=True)
    ]
