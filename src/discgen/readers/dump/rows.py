"""Which cells of a dump make a row, and which rows a table: the cheapest of all possible readings.

Good rows are as long as the row above, or as others that begin with the same words, and need few empty
paragraphs. The cheapest sequence of rows is found from row to row (dynamic programming), for what may
follow depends only on where a row ends and on its length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from discgen.readers.dump.habits import Habits, Piece, pieces_of
from discgen.readers.dump.readings import End, Entry, Outline, Reading

# What counts is how the costs compare. An empty paragraph in the middle of a row splits it: one row is
# shorter than the one above, and the next may be longer again. To join the two (_EMPTY_INSIDE) costs less
# than to fall behind once (_SHORTER), since the last row of a table may be split too. It costs more than
# what leads to the heading of a table, rows for its title, unit and date (_LONGER_AT_TOP); and joining
# twice does not pay where rows of 7, 2, 5, 5, 2 and 6 cells follow one another (_SHORTER + 2 * _LONGER), as
# they do in tables of projects. What other tables of the kind do (_UNUSUAL) outweighs falling behind.
_SHORTER = 2.4
_LONGER = 0.8
_LONGER_AT_TOP = 0.25
_EMPTY_INSIDE = 2.2
_UNUSUAL = 4.0  # a row of another length, or another end, than others that begin with the same words
_COMPLETE = 8.0  # a row that breaks off and lacks nothing
_ALIKE = 2.0  # a table that goes on as the one before it, with nothing in between
_MOST_TO_REGAIN = 4.0  # by what stands above: _SHORTER or _ALIKE once, and some rows at the top

_MOST_PIECES = 12  # of a row that empty paragraphs part


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Attributes:
        cells: Its cells; of what follows the last one, `ending` says how much belongs to it.
        ending: What stands behind it.
    """

    cells: Sequence[Entry]
    ending: Reading


def rows_of(entries: Sequence[Entry], outline: Outline) -> list[Row]:
    """The rows of a dump.

    Args:
        entries: The cells of the dump, in order.
        outline: The headings before the first of them.
    """
    pieces = list(pieces_of(entries, outline))
    return _cheapest_rows(pieces, Habits(pieces))


class _Above(NamedTuple):
    """What stands above a row.

    Attributes:
        length: The cells of the row above, 0 where a table begins.
        rising: Whether each row of the table so far is longer than the one above it.
        touching: The cells of the last row of the table before, where this one follows at once; else 0.
    """

    length: int = 0
    rising: bool = True
    touching: int = 0


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A row that may begin at some place.

    Attributes:
        end: The number of the piece behind it.
        length: The number of its cells.
        cost: Of the empty lines in it, and of its end.
        ending: What stands behind it.
    """

    end: int
    length: int
    cost: float
    ending: Reading


@dataclass(frozen=True, slots=True)
class _Step:
    """The last row on the cheapest way to a place.

    Attributes:
        cost: Of the whole way.
        start: The number of the piece that the row begins with.
        above: What stands above it.
        ending: What stands behind it.
    """

    cost: float
    start: int
    above: _Above
    ending: Reading


_Place = dict[_Above, _Step]
"""The cheapest ways to the place before a piece, by what then stands above it."""


def _cheapest_rows(pieces: Sequence[Piece], habits: Habits) -> list[Row]:
    places = _cheapest_steps(pieces, habits)
    rows: list[Row] = []
    end, above = len(pieces), _Above()
    while end:
        step = places[end][above]
        cells = [cell for piece in pieces[step.start : end] for cell in piece.cells]
        rows.append(Row(cells, step.ending))
        end, above = step.start, step.above
    return rows[::-1]


def _cheapest_steps(pieces: Sequence[Piece], habits: Habits) -> list[_Place]:
    """The cheapest ways to the place before each piece, and to the end."""
    places: list[_Place] = [{} for _ in range(len(pieces) + 1)]
    places[0][_Above()] = _Step(0.0, 0, _Above(), Reading(End.TABLE, 0))
    for start, place in enumerate(places[:-1]):
        ways = _worthwhile(place)
        for row in _candidates(pieces, start, habits):
            for above, cost in ways:
                total = cost + row.cost + _length_cost(above, row.length)
                if row.ending.broken and row.length >= above.length:
                    total += _COMPLETE
                known = places[row.end].get(below := _below(above, row))
                if known is None or total < known.cost:
                    places[row.end][below] = _Step(total, start, above, row.ending)
    return places


def _worthwhile(place: _Place) -> list[tuple[_Above, float]]:
    """The ways to a place with their cost, without those too dear to be made up for by any length."""
    limit = min((step.cost for step in place.values()), default=0.0) + _MOST_TO_REGAIN
    return [(above, step.cost) for above, step in place.items() if step.cost <= limit]


def _below(above: _Above, row: _Candidate) -> _Above:
    """What then stands above the next row."""
    if row.ending.end is End.TABLE:
        return _Above(touching=row.length if row.ending.touching else 0)
    return _Above(row.length, rising=above.rising and row.length > above.length)


def _candidates(pieces: Sequence[Piece], start: int, habits: Habits) -> Iterator[_Candidate]:
    """The rows that may begin with a piece."""
    length = 0
    cost = 0.0
    expected = habits.length(start)
    for end, piece in enumerate(pieces[start : start + _MOST_PIECES], start + 1):
        if length and habits.begins_row(end - 1):
            cost += _UNUSUAL
        length += len(piece.cells)
        surprise = 0.0 if expected in {None, length} else _UNUSUAL
        going_on = None
        for reading in piece.readings:
            if reading.end is End.CELL:
                going_on = reading
            else:
                surprises = surprise + _end_surprise(reading, habits, end - 1)
                yield _Candidate(end, length, cost + surprises + reading.cost, reading)
        if going_on is None:
            return
        cost += going_on.cost + _EMPTY_INSIDE


def _end_surprise(reading: Reading, habits: Habits, number: int) -> float:
    """What it costs that a table ends behind a piece, or goes on there, against the rule.

    Args:
        reading: What is taken to stand behind the piece.
        habits: What the rows of the dump have in common.
        number: The number of the piece.
    """
    return _UNUSUAL if habits.parts(number) is (reading.end is not End.TABLE) else 0.0


def _length_cost(above: _Above, length: int) -> float:
    if not above.length:
        return _ALIKE if length == above.touching else 0.0
    if length < above.length:
        return _SHORTER
    if length > above.length:
        return _LONGER_AT_TOP if above.rising else _LONGER
    return 0.0
