"""The end of a page within a table: is it the end of a row, and which cells go on below it?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile
from math import prod

from discgen.readers.pdf_pages.frame import Frame
from discgen.readers.pdf_pages.habits import Habits
from discgen.readers.pdf_pages.lines import TextLine
from discgen.readers.pdf_pages.paragraphs import begins_item, chance_of_full, ends_sentence, is_full
from discgen.readers.pdf_pages.pieces import Box, Piece

SAME = 2.0
"""Points between places that are the same on two pages."""

ROOM = 3.0
"""Type sizes that may stay free at the end of a page: a line, and one that is not left alone."""

_UNLIKELY = 0.1
_VERY_UNLIKELY = 0.05
_FEWEST = 2  # cells that tell of others


def are_level(box: Box, other: Box) -> bool:
    """Whether both have the same sides, so that one continues the column of the other."""
    return abs(box.left - other.left) <= SAME and abs(box.right - other.right) <= SAME


class PageBreak:
    """What stands above and below the end of a page.

    Attributes:
        piece: The table above it.
        rest: The cells below it, without repeated rows.
        pairs: For the uppermost of these the cell at the end of the page before in the same column.
    """

    def __init__(self, piece: Piece, rest: Sequence[Box], habits: Habits) -> None:
        self.piece = piece
        self.rest = rest
        self._habits = habits
        last = [box for box in piece.boxes if box.below == piece.rows]
        first = sorted((box for box in rest if box.row == 0), key=lambda box: box.left)
        self.pairs = {box: above for box in first for above in last if are_level(box, above)}
        self._complete = len(self.pairs) == len(first)

    def is_within_row(self) -> bool:
        """Whether the page ends within a row: its cells either end there or go on on the next page."""
        worded = [box for box in self.pairs if box.text]
        if not worded or not self._complete:
            return False
        excess = {excess for box in self.pairs if (excess := self._excess(box)) is not None}
        if excess == {0}:
            return False
        cut = [box for box in worded if self.pairs[box].text]
        if excess == {1} and cut and all(map(self._continues, cut)):
            return True
        if len(worded) == 1 and self._ended() and self._is_longest(worded[0]):
            return self._fills(worded[0])
        return self._is_complement(worded) or self._are_all_cut(worded)

    def _are_all_cut(self, worded: list[Box]) -> bool:
        """Whether all texts may go on, and that is no chance: others have ended, or they are too many."""
        if not all(map(self._may_go_on, worded)):
            return False
        return len(self._ended()) >= _FEWEST or self._chance(worded) < _VERY_UNLIKELY

    def _ended(self) -> list[Box]:
        """The cells without words below such with words, where these are not merged downwards."""
        first = next(iter(self.pairs))
        return [
            box
            for box, above in self.pairs.items()
            if above.text and not box.text and above.rowspan == 1 and not self._is_merged_like(first, box)
        ]

    def merged(self) -> set[Box]:
        """The cells that are merged with those above them, though a new row begins there.

        A row begins with words: cells without any at its beginning belong to the row above. So do cells
        beside them that are merged over the same rows, or cut in the middle of a sentence.
        """
        if not any(box.text for box in self.pairs):
            return set()
        known = {box for box in self.pairs if self._excess(box) == 0}
        leading = self._leading()
        if not leading:
            return known | self._cut_together()
        beside = (box for box in self.pairs for lead in leading if self._is_merged_with(lead, box))
        return {*known, *leading, *beside}

    def _excess(self, box: Box) -> int | None:
        """How many rows more than elsewhere a cell has with the one above it: 0, or 1 if a row is cut.

        None where that is not known: they may be two cells, or their words do not come again.
        """
        above = self.pairs[box]
        usual = self._habits.rows_of(above, box)
        # An empty cell below words that any cell may have is a cell of its own, but not so below a label.
        goes_on = self._is_full(box) if above.text and box.text else usual > 1 or box.left <= SAME
        excess = above.rowspan + box.rowspan - usual
        return excess if usual and goes_on and excess in {0, 1} else None

    def _leading(self) -> list[Box]:
        """The first cells, as far as they have no words, unlike those above them."""
        return list(takewhile(lambda box: self.pairs[box].text and not box.text, self.pairs))

    def _cut_together(self) -> set[Box]:
        """The first cell and those merged like it, if the texts of all go on and that is no chance."""
        first = next(iter(self.pairs))
        group = {box for box in self.pairs if box is first or self._is_merged_like(first, box)}
        worded = [box for box in group if box.text]
        if not all(map(self._may_go_on, worded)) or all(map(self._ends_sentence, worded)):
            return set()
        return group if self._chance(worded) < _VERY_UNLIKELY else set()

    def _is_merged_with(self, lead: Box, box: Box) -> bool:
        if self.pairs[box].row != self.pairs[lead].row:
            return False
        return box.rowspan == lead.rowspan > 1 or self._is_merged_like(lead, box) or self._is_cut(box)

    def _is_merged_like(self, lead: Box, box: Box) -> bool:
        """Whether elsewhere cells in the columns of both are merged over the same rows."""
        if self.pairs[box].row != self.pairs[lead].row:
            return False
        elsewhere = [box for box in self.piece.boxes if box.row != self.pairs[lead].row]
        elsewhere += (replace(box, row=box.row + self.piece.rows) for box in self.rest if box.row)
        spans = {
            other.row: other.rowspan for other in elsewhere if are_level(other, lead) and other.rowspan > 1
        }
        alike = sum(are_level(other, box) and spans.get(other.row) == other.rowspan for other in elsewhere)
        return len(spans) >= _FEWEST and alike > 0.8 * len(spans)

    def _is_cut(self, box: Box) -> bool:
        """Whether the page ends within a sentence, in a line that is not full by chance."""
        if not box.text or not self._may_go_on(box) or self._ends_sentence(box):
            return False
        return self._chance([box]) < _UNLIKELY

    def _may_go_on(self, box: Box) -> bool:
        """Whether the text above fills its page and its last line, or ends with an item of a list."""
        return self._fills(box) and self._continues(box)

    def _continues(self, box: Box) -> bool:
        """Whether a text may be the rest of the one above, which fills its last line or lists items."""
        return self._is_full(box) or (self._ends_sentence(box) and begins_item(box.stretches[0][0]))

    def _is_full(self, box: Box) -> bool:
        """Whether the text above fills its last line."""
        return is_full(self.pairs[box].stretches[-1], box.stretches[0][0], self._frame(box))

    def _chance(self, boxes: Iterable[Box]) -> float:
        """How likely the texts above fill their last lines though those of the cells are other ones."""
        return prod(
            chance_of_full(self._last_line(box), box.stretches[0][0], self._frame(box)) for box in boxes
        )

    def _ends_sentence(self, box: Box) -> bool:
        """Whether the text above ends as sentences do."""
        return ends_sentence(self._last_line(box))

    def _frame(self, box: Box) -> Frame:
        return Frame(box.left + self.piece.padding, box.right - self.piece.padding)

    def _is_complement(self, worded: list[Box]) -> bool:
        """Whether the break only parts cells from each other: one leaves no line of a short text alone."""
        above = [box for box in self.pairs.values() if box.text]
        return bool(above) and not any(self.pairs[box] in above for box in worded)

    def _is_longest(self, box: Box) -> bool:
        """Whether a cell has more lines above the break than any other, so that it may need more room."""
        above = self.pairs[box]
        return all(other is above or _lines(other) < _lines(above) for other in self.pairs.values())

    def _fills(self, box: Box) -> bool:
        """Whether the text above leaves no room for another line."""
        if not self.pairs[box].text:
            return False
        last = self._last_line(box)
        return self.piece.bottom - last.base <= ROOM * last.size

    def _last_line(self, box: Box) -> TextLine:
        return self.pairs[box].stretches[-1][-1]


def _lines(box: Box) -> int:
    return sum(map(len, box.stretches))
