"""The ways to read what stands between one cell of a dump and the next.

An empty line ends a row and a second one the table, and paragraphs follow. But an empty paragraph in a cell
is an empty line too, and there may be several behind each other, so most stretches can be read in more ways
than one. Each way has a cost; `rows` chooses among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import groupby

# What it costs to read the lines so; `rows` weighs it against the lengths that the rows would have.
_EMPTY_AT_ROW_END = 0.5
_TOUCHING = 0.4  # less than that where the next row is longer, more where it is as long
_EMPTY_BEFORE_TABLE = 0.3  # each beyond those
_SWALLOWED = 4.0  # the end of a table, or a heading, taken for a part of a cell
_BROKEN_OFF = 1.0
_LINES_TOUCHING = 3  # the end of a row, the end of a table, and an empty paragraph in between
_MOST_ENDS = 4  # of a table, that are weighed in one place

_OUTLINE = re.compile(r"\s*([一二三四五六七八九十]{1,3})、.{0,60}(?<![。；;，,])\s*$")
_TENS = ("", "十", "二十", "三十")
_NUMBERS = {
    ten + unit: number
    for number, (ten, unit) in enumerate(
        (ten, unit) for ten in _TENS for unit in ("", *"一二三四五六七八九")
    )
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell of a dump, with everything up to the next one.

    Attributes:
        first: Its first line, without the tab.
        after: The lines behind it; some may belong to no cell.
    """

    first: str
    after: Sequence[str]


class End(Enum):
    """What ends behind a cell."""

    CELL = auto()
    ROW = auto()
    TABLE = auto()


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read what follows a cell.

    Attributes:
        end: What ends.
        own: How many of the lines behind belong to the cell.
        cost: How unusual that would be.
        touching: Whether a table follows with nothing but empty paragraphs in between.
        apart: Whether these are more than the usual one.
        broken: Whether the row breaks off.
    """

    end: End
    own: int
    cost: float = 0.0
    touching: bool = False
    apart: bool = False
    broken: bool = False


class Outline:
    """The numbers (一、二、…) of the headings met so far."""

    def __init__(self) -> None:
        self._met: set[int] = set()

    def meet(self, lines: Sequence[str]) -> None:
        """Remember the headings among these paragraphs."""
        self._met |= {number for line in lines if (number := _number_of(line))}

    def goes_on_with(self, line: str) -> bool:
        """Whether `line` is the heading that has not been met, next to one that has."""
        number = _number_of(line)
        return number - 1 in self._met and number not in self._met


def _number_of(line: str) -> int:
    """The number of an outline's heading, 0 for any other line."""
    match = _OUTLINE.match(line) if "、" in line[:12] else None
    return _NUMBERS.get(match[1], 0) if match else 0


def readings_of(entry: Entry, outline: Outline, *, last: bool) -> list[Reading]:
    """All ways to read what follows `entry`, and what the outline says of it.

    Args:
        entry: A cell.
        outline: The headings before it; those behind it are added.
        last: Whether no further cell follows.
    """
    after = entry.after
    ends = _ends_of_table(after)
    certain = ends[0] if ends else len(after)
    headings = [line for line in range(certain) if outline.goes_on_with(after[line])]
    outline.meet(after[min([certain, *headings]) :])
    readings = [Reading(End.TABLE, own, cost=_SWALLOWED * before) for before, own in enumerate(ends)]
    if headings:
        readings = [replace(reading, cost=reading.cost + _SWALLOWED) for reading in readings]
        readings.append(Reading(End.TABLE, headings[0], _BROKEN_OFF, broken=True))
    swallowed = _SWALLOWED * (len(ends) + bool(headings))
    return readings + list(_with_nothing_between(after, swallowed, last=last))


def _ends_of_table(after: Sequence[str]) -> list[int]:
    """Where two or more empty lines stand with a paragraph behind them."""
    ends = []
    start = 0
    for empty, lines in groupby(after, key=lambda line: not line):
        length = sum(1 for _ in lines)
        if empty and length > 1 and start + length < len(after):
            ends.append(start)
        start += length
    return ends[:_MOST_ENDS]


def _with_nothing_between(after: Sequence[str], cost: float, *, last: bool) -> Iterator[Reading]:
    """The ways in which all lines belong to the cell, but for the empty ones at the end."""
    own = len(after)
    while own and not after[own - 1]:
        own -= 1
    empty = len(after) - own
    if last:
        yield Reading(End.TABLE, own, cost)
        return
    yield Reading(End.CELL, len(after), cost)
    if empty:
        yield Reading(End.ROW, own, cost + (_EMPTY_AT_ROW_END if empty > 1 else 0))
    if empty >= _LINES_TOUCHING:
        more = empty - _LINES_TOUCHING
        cost += _TOUCHING + _EMPTY_BEFORE_TABLE * more
        yield Reading(End.TABLE, own, cost, touching=True, apart=more > 0)
