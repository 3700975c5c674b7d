"""What the rows of a dump have in common that begin with the same words.

Tables of one kind come many times over in a document. Where empty paragraphs leave it open how cells make
rows and rows tables, the others of the kind tell: how long a row is, how long the one below it, and whether
a table ends there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from discgen.readers.dump.readings import End, Entry, Outline, Reading, readings_of

_USUAL_FROM = 2  # times, until something is the usual
_USUAL_SHARE = 0.6

Label = tuple[int, str]
"""What a row begins with: its first words, and how many empty cells stand before them."""
_NO_WORDS: Label = (0, "")
_T = TypeVar("_T")


@dataclass(frozen=True)
class Piece:
    """Cells that certainly stand in one row, up to where that row may end.

    Attributes:
        cells: The cells.
        readings: What may stand behind them.
    """

    cells: Sequence[Entry]
    readings: Sequence[Reading]

    @cached_property
    def label(self) -> Label:
        """What it begins with."""
        texts = (cell.first.strip() for cell in self.cells)
        return next(((number, text) for number, text in enumerate(texts) if text), _NO_WORDS)

    @cached_property
    def ends_table(self) -> bool | None:
        """Whether it looks as if a table ended behind it; None where it is anybody's guess."""
        ends = [reading for reading in self.readings if reading.end is End.TABLE]
        return None if ends and all(reading.apart for reading in ends) else bool(ends)

    @property
    def begins_empty(self) -> bool:
        """Whether its first cell is empty, as one is that continues the cell above."""
        first = self.cells[0]
        return not any(line.strip() for line in (first.first, *first.after))


def pieces_of(entries: Sequence[Entry], outline: Outline) -> Iterator[Piece]:
    """The pieces that a dump's cells make.

    Args:
        entries: The cells of the dump, in order.
        outline: The headings before the first of them.
    """
    start = 0
    for end, entry in enumerate(entries, 1):
        readings = readings_of(entry, outline, last=end == len(entries))
        if any(reading.end is not End.CELL for reading in readings):
            yield Piece(entries[start:end], readings)
            start = end


class Habits:
    """How rows are built that begin with the same words, where most of them agree.

    Words count wherever they stand: those that stand in the middle of rows too say nothing.

    Args:
        pieces: The pieces of a dump.
    """

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._everywhere = Counter(cell.first.strip() for piece in pieces for cell in piece.cells)
        self._lengths = self._usual((piece.label, len(piece.cells)) for piece in pieces)
        below = list(pairwise(pieces))
        self._lengths_below = self._usual((piece.label, len(lower.cells)) for piece, lower in below)
        self._opening = self._mostly((lower.label, piece.ends_table) for piece, lower in below)
        self._closing = self._mostly((piece.label, piece.ends_table) for piece, _ in below)

    def length(self, number: int) -> int | None:
        """How many cells a row has as a rule that begins with a piece; None where there is no rule."""
        known = self._lengths.get(self._pieces[number].label)
        if known is not None or not number or not self._is_row(number - 1):
            return known
        return self._lengths_below.get(self._pieces[number - 1].label)

    def begins_row(self, number: int) -> bool:
        """Whether a piece begins with words that rows begin with as a rule."""
        return self._pieces[number].label in self._lengths

    def _is_row(self, number: int) -> bool:
        """Whether a piece is a row by itself as a rule."""
        piece = self._pieces[number]
        return self._lengths.get(piece.label) == len(piece.cells)

    def parts(self, number: int) -> bool | None:
        """Whether a table ends behind a piece as a rule, where another may follow with nothing in between.

        Returns:
            None where there is no rule, or no doubt.
        """
        piece = self._pieces[number]
        if not any(reading.touching for reading in piece.readings):
            return None
        below = self._pieces[number + 1]
        rules = {self._opening.get(below.label), self._closing.get(piece.label)} - {None}
        if len(rules) == 1:
            return rules.pop()
        return False if below.begins_empty else None

    def _usual(self, found: Iterable[tuple[Label, int]]) -> dict[Label, int]:
        """The most frequent number for each label."""
        most = {label: counts.most_common(1)[0] for label, counts in _counted(found).items()}
        return {label: number for label, (number, count) in most.items() if self._is_usual(count, label)}

    def _mostly(self, found: Iterable[tuple[Label, bool | None]]) -> dict[Label, bool]:
        """Whether most rows of a label do something, or most cells with its words do not."""
        rules: dict[Label, bool] = {}
        for label, counts in _counted(found).items():
            if self._is_usual(counts[True], label):
                rules[label] = True
            elif self._is_usual(self._everywhere[label[1]] - counts[True] - counts[None], label):
                rules[label] = False
        return rules

    def _is_usual(self, count: int, label: Label) -> bool:
        return count >= max(_USUAL_FROM, _USUAL_SHARE * self._everywhere[label[1]])


def _counted(found: Iterable[tuple[Label, _T]]) -> Mapping[Label, Counter[_T]]:
    counts: dict[Label, Counter[_T]] = defaultdict(Counter)
    for label, number in found:
        counts[label][number] += 1
    counts.pop(_NO_WORDS, None)
    return counts
