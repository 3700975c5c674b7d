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

from discgen.interpret.pieces import Piece
from discgen.interpret.scoring import (
    ANYTHING,
    IMPOSSIBLE,
    UNLIKE,
    LineScores,
    numbering_of,
    skipping,
)
from discgen.interpret.units import Unit

_WITHOUT_HEADING = 5.0  # an item of a list begins with its heading
_TABLE = 20.0
_LEAST_FIT = 0.4
_STRAY_TABLE = -3.0
_STRAY_HEADING = -1.0


_Origin = tuple[int, bool]
"""The unit of the piece before, and whether this one stays behind it without matching another."""


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


def align(
    pieces: Sequence[Piece],
    units: Sequence[Unit],
    table_score: Callable[[Unit, Piece], float],
    line_scores: LineScores,
    excluded: frozenset[int] = frozenset(),
) -> tuple[float, list[Placed]]:
    """The best assignment of pieces to units.

    Args:
        pieces: What the document says.
        units: What the form prints.
        table_score: How well a table fits a table of the form, from 0 to 1.
        line_scores: How well lines fit the units.
        excluded: Units that nothing may be assigned to.

    Returns:
        How good it is, and the pieces with their units.
    """
    search = _Search(units, table_score, line_scores, excluded)
    for piece in pieces:
        search.step(piece)
    return search.result(pieces)


class _Search:
    def __init__(
        self,
        units: Sequence[Unit],
        table_score: Callable[[Unit, Piece], float],
        line_scores: LineScores,
        excluded: frozenset[int],
    ) -> None:
        self._units = units
        self._table_score = table_score
        self._line_scores = line_scores
        self._kinds = line_scores.numbers(units)
        self._excluded = excluded
        costs = [0.0]
        for unit in units:
            costs.append(costs[-1] + skipping(unit))
        self._before = costs  # what leaving out all units before this one costs
        self._scores = [IMPOSSIBLE] * len(units)
        self._start = 0.0
        self._steps: list[list[_Origin]] = []
        self._places = _places_of(units)
        self._loops = [unit.loop for unit in units]
        self._sections = [unit.section for unit in units]

    def step(self, piece: Piece) -> None:
        """Take one more piece."""
        scores: list[float] = []
        origins: list[_Origin] = []
        best, best_origin = self._start, -1  # the best way to come from before, its costs so far taken off
        loops = self._best_in_loops()
        costs, before = self._before, self._scores
        gains = self._gains(piece)
        for number, (stay, place) in enumerate(zip(self._following(piece), self._places, strict=True)):
            score, origin = before[number] + stay, place.stay
            gain = gains[number]
            if gain is None or gain <= ANYTHING:
                # Without a word of the form, a paragraph has to stand in its section.
                near = best_origin >= 0 and self._sections[best_origin] == self._sections[number]
                gain = (UNLIKE if gain is None else gain) if near else IMPOSSIBLE
            if gain > IMPOSSIBLE:
                enter = best - costs[number] + gain
                if not place.headed and self._outside(best_origin, number):
                    enter -= _WITHOUT_HEADING
                if enter > score:
                    score, origin = enter, (best_origin, False)
                again, last = loops.get(self._loops[number], (IMPOSSIBLE, -1))
                again += gain - (0 if place.headed else _WITHOUT_HEADING)
                if last >= number and place.begins and again > score:
                    score, origin = again, (last, False)
            scores.append(score)
            origins.append(origin)
            reach = before[number] + costs[number + 1]
            if reach > best:
                best, best_origin = reach, number
        self._start -= 1.0
        self._scores = scores
        self._steps.append(origins)

    def _outside(self, origin: int, number: int) -> bool:
        """Whether a step comes from outside a unit's list."""
        return origin < 0 or self._loops[origin] != self._loops[number]

    def _best_in_loops(self) -> dict[tuple[str, ...], tuple[float, int]]:
        best: dict[tuple[str, ...], tuple[float, int]] = {}
        for number, loop in enumerate(self._loops):
            if loop and self._scores[number] > best.get(loop, (IMPOSSIBLE, -1))[0]:
                best[loop] = (self._scores[number], number)
        return best

    def _following(self, piece: Piece) -> list[float]:
        """What it is worth, for each unit, that a piece follows it."""
        if piece.table is not None:
            return [_STRAY_TABLE] * len(self._units)
        _, worth = self._line_scores.of(piece.text)
        if not piece.closes and not piece.level:
            return [worth[kind] for kind in self._kinds]
        return [
            _STRAY_HEADING if unit.is_open and ends(unit, piece) else worth[kind]
            for unit, kind in zip(self._units, self._kinds, strict=True)
        ]

    def _gains(self, piece: Piece) -> list[float | None]:
        """What it is worth, for each unit, that a piece belongs to it; None where its section decides."""
        if piece.table is not None:
            gains = [self._table_gain(unit, piece) for unit in self._units]
        else:
            worth, _ = self._line_scores.of(piece.text)
            gains = [
                None if place.may_be_unlike and worth[kind] == IMPOSSIBLE else worth[kind]
                for place, kind in zip(self._places, self._kinds, strict=True)
            ]
        for number in self._excluded:
            gains[number] = IMPOSSIBLE
        return gains

    def _table_gain(self, unit: Unit, piece: Piece) -> float | None:
        fit = self._table_score(unit, piece) if unit.is_table else 0.0
        return _TABLE * fit if fit > _LEAST_FIT else IMPOSSIBLE

    def result(self, pieces: Sequence[Piece]) -> tuple[float, list[Placed]]:
        """The best assignment of all pieces taken."""
        total = self._before[-1]
        ends = [score - (total - self._before[number + 1]) for number, score in enumerate(self._scores)]
        last = max(range(len(ends)), key=ends.__getitem__)
        if ends[last] == IMPOSSIBLE:
            return self._start, [Placed(piece, -1, follows=True, item=0) for piece in pieces]
        path: list[_Origin] = []
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
            numbered = bool(loop) and not follows and self._units[found].tag != "caption"
            number = numbering_of(piece.text) if numbered else ""
            begins = not follows and (not goes_on or found <= before)
            part = goes_on and (follows or (begins and number != numbering))
            if begins and not part:
                item = item + 1 if goes_on else 0
                numbering = numbering if goes_on else number
            unit = before if part else found
            placed.append(Placed(piece, unit, follows or part, item if loop else 0))
            before = unit
        return placed


@dataclass(frozen=True, slots=True)
class _Place:
    """What there is to know of a unit's place.

    Attributes:
        stay: The origin of a piece that follows the unit.
        headed: Whether an item of its list begins with it, or it is in none.
        begins: Whether an item may begin with it.
        may_be_unlike: Whether a line that has none of its words may stand there.
    """

    stay: _Origin
    headed: bool
    begins: bool
    may_be_unlike: bool


def _places_of(units: Sequence[Unit]) -> list[_Place]:
    first, first_table = _beginnings(units, tables=False), _beginnings(units, tables=True)
    return [
        _Place(
            (number, True),
            headed := not unit.loop or number == first[unit.loop],
            headed or number == first_table.get(unit.loop),
            unit.is_sentence and not unit.instead,
        )
        for number, unit in enumerate(units)
    ]


def ends(unit: Unit, piece: Piece) -> bool:
    """Whether a piece cannot go on with the text of a unit: it heads something else.

    An item of a list has no headings; other text may have some.
    """
    return piece.closes or (bool(unit.loop) and piece.level > 0)


def _beginnings(units: Sequence[Unit], *, tables: bool) -> dict[tuple[str, ...], int]:
    """The first unit of each list, or its first table."""
    numbers = [number for number, unit in enumerate(units) if unit.loop and unit.is_table >= tables]
    return {units[number].loop: number for number in reversed(numbers)}
