"""What the tables of a document have in common, where no page ends: what a page break did is told by it.

A disclosure prints the same table for each project. Where a page ends within one of them, the others show
which rows begin a table, and how many rows a label covers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from discgen.readers.pdf_pages.pieces import Box, Piece
from discgen.readers.pdf_pages.sheets import Sheet

_FEWEST = 2  # cells that tell of others
_MOSTLY = 0.9  # of the cells


@dataclass(frozen=True, slots=True)
class Habits:
    """What the tables of a document have in common.

    Attributes:
        beginnings: The first rows of tables that begin right below text, or where there is nothing above.
        spans: How many rows cells with some words cover, where nearly all of them cover as many.
    """

    beginnings: frozenset[tuple[str, ...]]
    spans: Mapping[str, int]

    def begins(self, piece: Piece, above: Piece) -> bool:
        """Whether a table begins as tables do, and not just as the one above, which may repeat its head."""
        first = _first_row(piece)
        return first in self.beginnings and first != _first_row(above)

    def rows_of(self, *parts: Box) -> int:
        """How many rows a cell covers that is cut into parts; 0 where that is not known."""
        return self.spans.get("".join(map(_words, parts)), 0)


def habits_of(sheets: Sequence[Sheet]) -> Habits:
    """What the tables of all pages have in common, without what stands next to the end of a page."""
    beginnings: set[tuple[str, ...]] = set()
    spans: dict[str, Counter[int]] = defaultdict(Counter)
    for piece, above, below in _pieces(sheets):
        if not above and any(words := _first_row(piece)):
            beginnings.add(words)
        for box in piece.boxes:
            if not (above and box.row == 0) and not (below and box.below == piece.rows):
                spans[_words(box)][box.rowspan] += 1
    usual = {words: _usual(counts) for words, counts in spans.items() if words}
    return Habits(frozenset(beginnings), {words: rows for words, rows in usual.items() if rows})


def _usual(counts: Counter[int]) -> int:
    """What nearly all are; 0 where they differ or are too few."""
    ((commonest, count),) = counts.most_common(1)
    return commonest if count >= _FEWEST and count > _MOSTLY * counts.total() else 0


def _pieces(sheets: Sequence[Sheet]) -> Iterator[tuple[Piece, bool, bool]]:
    """All tables as they stand on pages, each with whether one may go on in it, and it on the next page."""
    flows = [list(sheet.flow()) for sheet in sheets]
    parted = [
        bool(above and below) and isinstance(above[-1], Piece) and isinstance(below[0], Piece)
        for above, below in pairwise(flows)
    ]
    for flow, above, below in zip(flows, [False, *parted], [*parted, False], strict=True):
        for number, part in enumerate(flow):
            if isinstance(part, Piece):
                yield part, above and number == 0, below and number == len(flow) - 1


def _first_row(piece: Piece) -> tuple[str, ...]:
    return tuple(_words(box) for box in piece.boxes if box.row == 0)


def _words(box: Box) -> str:
    return "".join(box.text.split())
