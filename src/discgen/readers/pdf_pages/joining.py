"""Tables that go on on the next page: their pieces made one.

A page break leaves traces that are no part of a table: its leading rows once more, a cell that was merged
downwards shut and opened anew, the rest of a row that was broken within its text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import takewhile, zip_longest

from discgen.readers.pdf_pages.habits import Habits
from discgen.readers.pdf_pages.page_break import ROOM, SAME, PageBreak, are_level
from discgen.readers.pdf_pages.pieces import Box, Piece


def is_continued(piece: Piece, after: Piece, habits: Habits) -> bool:
    """Whether the last table of a page goes on as the first of the next page, going by their grids.

    What begins as other tables do is no continuation.
    """
    if abs(piece.width - after.width) > SAME:
        return False
    if _repeated_rows(piece, after):
        return True
    if habits.begins(after, piece):
        return False
    last = _sides(box for box in piece.boxes if box.below == piece.rows)
    first = _sides(box for box in after.boxes if box.row == 0)
    return _are_among(last, _sides(after.boxes)) or _are_among(first, _sides(piece.boxes))


def joined(piece: Piece, after: Piece, limit: float, habits: Habits) -> Piece:
    """The table that both pieces make.

    Args:
        piece: The table so far.
        after: Its piece on the next page.
        limit: How far down pages of this kind are filled.
        habits: What the tables of the document have in common.
    """
    heads = _repeated_rows(piece, after)
    rest = [replace(box, row=box.row - heads) for box in after.boxes if box.row >= heads]
    page_break = PageBreak(piece, rest, habits)
    broken = limit - piece.bottom < ROOM * piece.size and page_break.is_within_row()
    going_on = page_break.pairs.keys() if broken else page_break.merged()
    longer = {page_break.pairs[box]: box for box in going_on}
    boxes = [_longer(box, longer[box], broken=broken) if box in longer else box for box in piece.boxes]
    boxes += (replace(box, row=box.row + piece.rows - broken) for box in rest if box not in going_on)
    return replace(piece, boxes=tuple(boxes), bottom=after.bottom, heads=heads or piece.heads)


def _longer(above: Box, box: Box, *, broken: bool) -> Box:
    rowspan = above.rowspan + box.rowspan - broken
    return replace(above, rowspan=rowspan, stretches=above.stretches + box.stretches)


def _sides(boxes: Iterable[Box]) -> set[float]:
    return {side for box in boxes for side in (box.left, box.right)}


def _are_among(some: set[float], places: set[float]) -> bool:
    return all(any(abs(place - other) <= SAME for other in places) for place in some)


def _repeated_rows(piece: Piece, after: Piece) -> int:
    """How many rows at the top of the next page are those at the top of the table; others follow them."""
    most = min(piece.heads or piece.rows, after.rows - 1)
    count = sum(1 for _ in takewhile(lambda row: _is_same_row(piece, after, row), range(most)))
    while any(box.row < count < box.below for box in after.boxes):
        count -= 1
    return count


def _is_same_row(piece: Piece, after: Piece, row: int) -> bool:
    """Whether a row stands in both, with the same words; a blank row may be anything."""
    pairs = list(zip_longest(*([box for box in one.boxes if box.row == row] for one in (piece, after))))
    return any(box.text for box, _ in pairs if box) and all(
        box and other and box.text == other.text and box.rowspan == other.rowspan and are_level(box, other)
        for box, other in pairs
    )
