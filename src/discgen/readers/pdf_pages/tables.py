"""Tables of boxes at places to tables over a grid."""

from __future__ import annotations

from itertools import pairwise

from discgen.blocks import Cell, Run, Table
from discgen.readers.grids import require_bounded
from discgen.readers.pdf_pages.frame import Frame, frame_of
from discgen.readers.pdf_pages.paragraphs import paragraphs
from discgen.readers.pdf_pages.pieces import Box, Piece

_SAME = 3.0  # points between the sides of cells that are one; two pages may differ by two


def table_of(piece: Piece, *, landscape: bool) -> Table:
    """The table that a whole piece is."""
    columns = _columns(piece)
    require_bounded(piece.rows, len(columns) - 1)
    usual = frame_of(stretch for box in piece.boxes for stretch in box.stretches)
    pitch = usual.pitch if usual else 0
    rows: list[list[Cell]] = [[] for _ in range(piece.rows)]
    for box in sorted(piece.boxes, key=lambda box: (box.row, box.left)):
        frame = Frame(box.left + piece.padding, box.right - piece.padding, pitch)
        rows[box.row].append(_cell(box, frame, columns))
    return Table(
        rows=tuple(map(tuple, rows)),
        widths=tuple(max(1, round(right - left)) for left, right in pairwise(columns)),
        header_rows=piece.heads,
        landscape=landscape,
    )


def _columns(piece: Piece) -> list[float]:
    """The places where columns begin and end, from left to right."""
    columns: list[float] = []
    for side in sorted({side for box in piece.boxes for side in (box.left, box.right)}):
        if not columns or side - columns[-1] > _SAME:
            columns.append(side)
    return columns


def _cell(box: Box, frame: Frame, columns: list[float]) -> Cell:
    start, end = (_nearest(columns, side) for side in (box.left, box.right))
    texts = paragraphs((stretch, frame) for stretch in box.stretches)
    return Cell(
        lines=tuple((Run(text),) for text in texts), colspan=max(1, end - start), rowspan=box.rowspan
    )


def _nearest(places: list[float], side: float) -> int:
    return min(range(len(places)), key=lambda number: abs(places[number] - side))
