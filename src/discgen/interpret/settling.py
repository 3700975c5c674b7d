"""Lines that hold more or less than a line of the form: glued headings are parted, broken ones joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import regex

from discgen.interpret.folding import folded
from discgen.interpret.patterns import TOO_LONG, Pattern
from discgen.interpret.pieces import Piece
from discgen.interpret.scoring import likeness_of, match
from discgen.interpret.units import Unit

_LEAST_FIXED = 4  # characters of a line of the form that is looked for within another
_LONGEST_HEADING = 60
_LONGEST_HALF = 30
_MOST_PLACES = 200  # in a line where a heading may begin
_MOST_SEAMS = 1000  # in a document; no form has as many headings
_ALIKE = 0.6
_NUMBERING = (
    r"(?:第[一二三四五六]部分|\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}[、.]"
    r"|(?<![0-9.])[0-9]{1,2}[、.](?![0-9]))"
)
_NUMBER = regex.compile(_NUMBERING)
_AFTER_HEADING = regex.compile(f"[0-9]{{4}}年|第[一二三四五六七八九十]{{1,3}}条|{_NUMBERING}")
"""How text begins behind a heading: with a year, or with the number of an item."""


class Settling:
    """Parts and joins lines so that each holds a line of some form.

    Args:
        units: The units of all forms.
    """

    def __init__(self, units: Iterable[Unit]) -> None:
        units = list(units)
        headings = _patterns(unit for unit in units if unit.tag[0] == "h" and not unit.loop)
        self._headings = [regex.compile(source) for source in dict.fromkeys(map(_any_number, headings))]
        self._any_heading = regex.compile("|".join(one.pattern for one in self._headings))
        self._seams_left = _MOST_SEAMS
        self._others = _patterns(unit for unit in units if unit.tag == "caption" or unit.is_sentence)

    def settled(self, pieces: Sequence[Piece]) -> list[Piece]:
        """The pieces, with glued headings on lines of their own and broken headings in one piece."""
        joined: list[Piece] = []
        for part in (part for piece in pieces for part in self._parted(piece)):
            whole = self._joined(joined[-1], part) if joined else None
            joined[-1 if whole else len(joined) :] = [whole or part]
        return joined

    def _parted(self, piece: Piece) -> Iterator[Piece]:
        """The piece, or the lines it was glued together from."""
        if piece.table is not None or len(piece.text) > TOO_LONG:
            yield piece
            return
        line, begin = piece.folded, 0
        for end in self._seams(line.text):
            yield Piece(line.cut(begin, end))
            begin = end
        yield Piece(line.cut(begin, len(line.text))) if begin else piece

    def _seams(self, text: str) -> Iterator[int]:
        """Where in a folded line another one begins."""
        done = 0
        while self._seams_left and not self._is_heading(rest := text[done:]):
            begin, behind = self._first_heading(rest)
            if behind <= begin:
                return
            yield from (done + seam for seam in (begin, behind) if 0 < seam < len(rest))
            self._seams_left -= 1
            done += behind

    def _first_heading(self, text: str) -> tuple[int, int]:
        """Where a heading begins and ends that is glued to other text; an empty stretch for none."""
        numbers = islice(_NUMBER.finditer(text), _MOST_PLACES)
        for begin in dict.fromkeys([0, *(number.start() for number in numbers)]):
            rest = text[begin:]
            ends_here = begin > 0 and len(rest) <= _LONGEST_HEADING and self._is_heading(rest)
            behind = begin + (len(rest) if ends_here else self._heading_before(rest))
            if behind > begin:
                return begin, behind
        return 0, 0

    def _is_heading(self, text: str) -> bool:
        return self._any_heading.fullmatch(text) is not None

    def _heading_before(self, text: str) -> int:
        """The length of the heading that a line begins with before another line; 0 where it does not."""
        if self._any_heading.match(text) is None:
            return 0
        ends = {found.end() for heading in self._headings if (found := heading.match(text)) is not None}
        return max((end for end in ends if self._is_line(text[end:])), default=0)

    def _is_line(self, text: str) -> bool:
        """Whether some text is a line by itself."""
        if len(text) < _LEAST_FIXED:
            return False
        return (
            _AFTER_HEADING.match(text) is not None
            or self._any_heading.match(text) is not None
            or any(_is_like(pattern, text) for pattern in self._others)
        )

    def _joined(self, first: Piece, second: Piece) -> Piece | None:
        """Two lines as the one heading that they are the halves of; None where they are none."""
        halves = first.text, second.text
        if first.table is not None or second.table is not None or max(map(len, halves)) > _LONGEST_HALF:
            return None
        if any(self._is_heading(folded(half).text) for half in halves):
            return None
        whole = Piece("\n".join(halves))
        return whole if self._is_heading(whole.folded.text) else None


def _patterns(units: Iterable[Unit]) -> list[Pattern]:
    """The patterns of some units that have enough fixed words, each once."""
    found = (pattern for unit in units for pattern in unit.patterns if len(pattern.literal) >= _LEAST_FIXED)
    return list(dict.fromkeys(found))


def _any_number(heading: Pattern) -> str:
    """The expression of a heading, whatever its number."""
    source: str = heading.expression.pattern
    number = _NUMBER.match(heading.literal)
    return source if number is None else _NUMBERING + source.removeprefix(regex.escape(number[0]))


def _is_like(pattern: Pattern, text: str) -> bool:
    return match(pattern, text) is not None or likeness_of(pattern.literal, text, heading=False) >= _ALIKE
