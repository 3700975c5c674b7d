"""Which place of the form each line and table of a document belongs to.

The form gives a sequence of units, the document a sequence of pieces; the assignment keeps both orders and
is the best one overall (Viterbi 1967): a heading that resembles a heading of the form counts more than one
line of running text, a unit that is left out costs a little, and what resembles nothing follows the unit
before.
Items of a list go round in a loop.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex
from rapidfuzz import fuzz

from discgen.interpret.fields import Kind
from discgen.interpret.folding import folded
from discgen.interpret.patterns import NUMBER, Capture, Pattern
from discgen.interpret.pieces import Piece
from discgen.interpret.recognising import named_in
from discgen.interpret.units import Unit

_IMPOSSIBLE = float("-inf")
_MOST_FIXED = 20  # characters of fixed text beyond which a line is no surer
_TELLING = 2  # fixed characters without which a line could be anything
_PROSE = 0.5
_FOLLOWING = 0.4
_ITEM = 1.0
_NAMED = 0.7  # for each figure that a paragraph names
_UNLIKE = -0.6  # a paragraph where the form has one, but not this one
_WITHOUT_HEADING = 5.0  # an item of a list begins with its heading
_LONGEST_HEADING = 80
_FREE = {Kind.TEXT, Kind.PROSE, Kind.NUMBERING}
_NUMBERED = regex.compile(r"^(?:第?\(?[0-9一二三四五六七八九十百-]{1,6}\)?[条章节部分]*[、.,:]*)")
_DIGITS = regex.compile(NUMBER)
_DIGIT = regex.compile("[0-9]+")
_CHINESE_DIGITS = regex.compile("[一二三四五六七八九十百-]+")


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece and the unit it belongs to.

    Attributes:
        piece: The piece.
        unit: Number of the unit; -1 before the first.
        follows: Whether it does not match the unit but stands after it.
        item: Which item of the unit's list it belongs to, from 0.
    """

    piece: Piece
    unit: int
    follows: bool
    item: int


@lru_cache(maxsize=1 << 18)
def match(pattern: Pattern, text: str) -> tuple[Capture, ...] | None:
    """What `Pattern.match` says of a line, remembered: forms share most of their lines."""
    return pattern.match(folded(text))


def align(
    pieces: Sequence[Piece],
    units: Sequence[Unit],
    table_score: Callable[[Unit, Piece], float],
    excluded: frozenset[int] = frozenset(),
) -> tuple[float, list[Placed]]:
    """The best assignment of pieces to units.

    Args:
        pieces: What the document says.
        units: What the form prints.
        table_score: How well a table fits a table of the form, from 0 to 1.
        excluded: Units that nothing may be assigned to.

    Returns:
        How good it is, and the pieces with their units.
    """
    search = _Search(units, table_score, excluded)
    for piece in pieces:
        search.step(piece)
    return search.result(pieces)


class _Search:
    def __init__(
        self, units: Sequence[Unit], table_score: Callable[[Unit, Piece], float], excluded: frozenset[int]
    ) -> None:
        self._units = units
        self._table_score = table_score
        self._excluded = excluded
        costs = [0.0]
        for unit in units:
            costs.append(costs[-1] + _skipping(unit))
        self._before = costs  # what leaving out all units before this one costs
        self._scores = [_IMPOSSIBLE] * len(units)
        self._start = 0.0
        self._steps: list[list[tuple[int, bool]]] = []
        self._first = _beginnings(units, tables=False)
        self._first_table = _beginnings(units, tables=True)

    def step(self, piece: Piece) -> None:
        """Take one more piece."""
        scores: list[float] = []
        origins: list[tuple[int, bool]] = []
        best, best_origin = self._start, -1  # the best way to come from before, its costs so far taken off
        loops = self._best_in_loops()
        for number, unit in enumerate(self._units):
            follow = self._scores[number] + _following(unit, piece)
            score, origin = follow, (number, True)
            gain = _IMPOSSIBLE if number in self._excluded else self._gain(unit, piece)
            if gain > _IMPOSSIBLE:
                headed = not unit.loop or number == self._first[unit.loop]
                enter = best - self._before[number] + gain
                if not headed and self._outside(best_origin, unit):
                    enter -= _WITHOUT_HEADING
                if enter > score:
                    score, origin = enter, (best_origin, False)
                again, last = loops.get(unit.loop, (_IMPOSSIBLE, -1))
                begins = headed or number == self._first_table.get(unit.loop)
                again += gain - (0 if headed else _WITHOUT_HEADING)
                if last >= number and begins and again > score:
                    score, origin = again, (last, False)
            scores.append(score)
            origins.append(origin)
            reach = self._scores[number] + self._before[number + 1]
            if reach > best:
                best, best_origin = reach, number
        self._start -= 1.0
        self._scores = scores
        self._steps.append(origins)

    def _outside(self, origin: int, unit: Unit) -> bool:
        """Whether a step comes from outside a unit's list."""
        return origin < 0 or self._units[origin].loop != unit.loop

    def _best_in_loops(self) -> dict[tuple[str, ...], tuple[float, int]]:
        best: dict[tuple[str, ...], tuple[float, int]] = {}
        for number, unit in enumerate(self._units):
            if unit.loop and self._scores[number] > best.get(unit.loop, (_IMPOSSIBLE, -1))[0]:
                best[unit.loop] = (self._scores[number], number)
        return best

    def _gain(self, unit: Unit, piece: Piece) -> float:
        if piece.table is not None:
            fit = self._table_score(unit, piece) if unit.is_table else 0.0
            return 20.0 * fit if fit > 0.4 else _IMPOSSIBLE
        if unit.is_table or unit.tag == "title":
            return _IMPOSSIBLE
        score = line_score(unit, piece.text)
        return _UNLIKE if score == _IMPOSSIBLE and unit.is_sentence and not unit.instead else score

    def result(self, pieces: Sequence[Piece]) -> tuple[float, list[Placed]]:
        """The best assignment of all pieces taken."""
        total = self._before[-1]
        ends = [score - (total - self._before[number + 1]) for number, score in enumerate(self._scores)]
        last = max(range(len(ends)), key=ends.__getitem__)
        if ends[last] == _IMPOSSIBLE:
            return self._start, [Placed(piece, -1, follows=True, item=0) for piece in pieces]
        path: list[tuple[int, bool]] = []
        state = last
        for origins in reversed(self._steps):
            if state < 0:
                path.append((-1, True))
                continue
            origin, follows = origins[state]
            path.append((state, follows))
            state = origin
        return ends[last], self._with_items(pieces, path[::-1])

    def _with_items(self, pieces: Sequence[Piece], path: Sequence[tuple[int, bool]]) -> list[Placed]:
        """Count the items of lists: one begins where the loop is gone round.

        What is numbered in another way than the first item is no item but part of one.
        """
        placed: list[Placed] = []
        item, before, numbering = 0, -1, ""
        for piece, (found, follows) in zip(pieces, path, strict=True):
            loop = self._units[found].loop if found >= 0 else ()
            goes_on = bool(loop) and before >= 0 and self._units[before].loop == loop
            number = _numbering(self._units[found], piece) if loop and not follows else ""
            begins = not follows and (not goes_on or found <= before)
            part = goes_on and (follows or (begins and number != numbering))
            if begins and not part:
                item = item + 1 if goes_on else 0
                numbering = numbering if goes_on else number
            unit = before if part else found
            placed.append(Placed(piece, unit, follows or part, item if loop else 0))
            before = unit
        return placed


def _beginnings(units: Sequence[Unit], *, tables: bool) -> dict[tuple[str, ...], int]:
    """The first unit of each list, or its first table."""
    numbers = [number for number, unit in enumerate(units) if unit.loop and unit.is_table >= tables]
    return {units[number].loop: number for number in reversed(numbers)}


def _numbering(unit: Unit, piece: Piece) -> str:
    """In which way an item is numbered: `(一)`, `1、` and so on; "" for what begins otherwise."""
    if unit.tag == "caption" or (found := _NUMBERED.match(piece.folded.text)) is None:
        return ""
    return _DIGIT.sub("1", _CHINESE_DIGITS.sub("一", found[0])).rstrip("、.,:")


def _skipping(unit: Unit) -> float:
    """What it costs to leave out a unit."""
    if unit.loop or unit.option or not unit.patterns:
        return 0.0
    return 1.0 if unit.tag == "h1" else 0.3


def _following(unit: Unit, piece: Piece) -> float:
    """What it is worth that a piece follows a unit without matching it."""
    if piece.table is not None:
        return -3.0
    return _FOLLOWING if unit.is_open else -1.0


def line_score(unit: Unit, text: str) -> float:
    """How well a line fits a unit; minus infinity where it does not."""
    if unit.is_heading and len(text) > _LONGEST_HEADING and not unit.loop:
        return _IMPOSSIBLE
    weight = {"h1": 3.0, "h2": 2.0, "h3": 2.0}.get(unit.tag, 1.0)
    return max((_fit(unit, pattern, text) for pattern in unit.patterns), default=_IMPOSSIBLE) * weight


def _fit(unit: Unit, pattern: Pattern, text: str) -> float:
    if (captures := match(pattern, text)) is not None:
        free = sum(capture.end - capture.start for capture in captures if capture.field.kind in _FREE)
        fixed = len(folded(text).text) - free
        if fixed < _TELLING:
            return _ITEM if unit.loop and captures[0].field.kind is Kind.NUMBERING else _PROSE
        return 3 + 0.7 * min(fixed, _MOST_FIXED)
    if len(pattern.literal) < 4 or unit.loop or unit.instead:
        return _IMPOSSIBLE
    likeness = likeness_of(pattern.literal, text, heading=unit.is_heading)
    if likeness < (0.62 if unit.is_heading else 0.4):
        return _IMPOSSIBLE
    return likeness * (3 + 0.7 * min(len(pattern.literal), _MOST_FIXED)) * 0.9 + _NAMED * _named_in(
        pattern, text
    )


@lru_cache(maxsize=1 << 16)
def _named_in(pattern: Pattern, text: str) -> int:
    return named_in(pattern, folded(text))


@lru_cache(maxsize=1 << 18)
def likeness_of(literal: str, text: str, *, heading: bool) -> float:
    """How alike the fixed words of a form and a line are, from 0 to 1, numbers left aside."""
    line = folded(text).text[: 4 * len(literal) + 200]
    if heading:
        return fuzz.ratio(_NUMBERED.sub("", literal), _NUMBERED.sub("", line)) / 100
    return fuzz.ratio(literal, _DIGITS.sub("", line)) / 100
