"""The room that lines are set in: a type area, a cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from discgen.readers.pdf_pages.lines import CLOSING, TextLine

INDENT = 0.7  # type sizes; what is less is no indent
_LEADER = re.compile(r"(?:[.·]{3}|…)\s*\d{1,4}$")
_DEEP = 4.0  # type sizes; what is more is no indent of a first line

Stretch = Sequence[TextLine]
"""Lines below each other on one page."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The room that lines are set in.

    Attributes:
        left: Where lines begin that are not indented.
        right: Where full lines end.
        pitch: The usual distance between base lines; 0 where it is not known.
        indent: How far the first lines of paragraphs are usually indented; 0 where they are not.
    """

    left: float
    right: float
    pitch: float = 0.0
    indent: float = 0.0

    def is_indented(self, line: TextLine) -> bool:
        """Whether a line begins further right than others."""
        return line.left - self.left > INDENT * line.size

    def is_balanced(self, line: TextLine) -> bool:
        """Whether a line has as much room on its left as on its right, or none."""
        return abs((line.left - self.left) - (self.right - line.right)) <= 0.8 * line.size

    def is_centred(self, line: TextLine) -> bool:
        """Whether a line has room on both sides, and not just by the usual indent."""
        usual = abs(line.left - self.left - self.indent) <= 0.3 * line.size
        return self.is_balanced(line) and self.is_indented(line) and not usual

    def is_at_right(self, line: TextLine) -> bool:
        """Whether a line has all its room on its left, and more than the usual indent takes."""
        usual = self.indent + line.size if self.indent else INDENT * line.size
        return line.left - self.left > usual and self.right - line.right < 0.3 * line.size


def frame_of(stretches: Iterable[Stretch]) -> Frame | None:
    """The room that lines are set in, by where several of them begin and end; None where there are none."""
    parts = list(stretches)
    lines = [line for part in parts for line in part if not leads_to_page(line)]
    if not lines:
        return None
    left = min(_shared(round(line.left) for line in lines))
    indents = (round(line.left) - left for line in lines if INDENT < (line.left - left) / line.size < _DEEP)
    return Frame(
        left=left,
        right=max(_shared(round(_end(line)) for line in lines)),
        pitch=_commonest(round(line.base - above.base) for part in parts for above, line in pairwise(part)),
        indent=_commonest(indents),
    )


def leads_to_page(line: TextLine) -> bool:
    """Whether a line is of a table of contents: dots and the number of a page."""
    return bool(_LEADER.search(line.text))


def _end(line: TextLine) -> float:
    """Where a line ends but for a punctuation mark, which may hang in the margin."""
    return line.glyphs[-1].left if line.glyphs[-1].char in CLOSING else line.right


def _shared(places: Iterable[int]) -> list[int]:
    """The places that more than one line has, and more than one of fifty; all if there are none."""
    counts = Counter(places)
    least = max(2, counts.total() // 50)
    near = {place: counts[place - 1] + counts[place] + counts[place + 1] for place in list(counts)}
    return [place for place in near if near[place] >= least] or list(near)


def _commonest(numbers: Iterable[int]) -> int:
    counts = Counter(numbers)
    return max(counts, key=lambda number: counts[number], default=0)
