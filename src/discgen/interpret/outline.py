"""Headings of sections that no form has, by their numbers: the text before them ends there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from discgen.interpret.pieces import Piece
from discgen.interpret.scoring import line_score
from discgen.interpret.units import Unit

_SURE = 8.0
_LONGEST = 60
_DIGITS = "一二三四五六七八九十"
_NUMBERED = regex.compile(f"([{_DIGITS}]{{1,3}})[、.](?!.*[。;:]$)")


def outlined(pieces: Sequence[Piece], units: Sequence[Unit]) -> list[Piece]:
    """The pieces, marked which of them go on with the numbers of the document's sections.

    Args:
        pieces: The pieces of the document.
        units: The units of all forms.
    """
    sections = _going_on(pieces, [unit for unit in units if unit.tag == "h1"])
    return [
        replace(piece, closes=True) if place in sections else piece for place, piece in enumerate(pieces)
    ]


def _going_on(pieces: Sequence[Piece], headings: Sequence[Unit]) -> set[int]:
    """The places of lines that bear the number after that of the section they stand in.

    A line is no such heading where the next section that is known bears that number, too: then it is an
    item of a list.
    """
    numbered = [(place, number) for place, piece in enumerate(pieces) if (number := _number(piece))]
    known = {
        place: number
        for place, number in numbered
        if any(line_score(unit, pieces[place].text) >= _SURE for unit in headings)
    }
    found: set[int] = set()
    last, following = 0, [*known.values(), None]
    for place, number in numbered:
        if place in known:
            last = number
            following = following[1:]
        elif number == last + 1 and (following[0] is None or following[0] > number):
            found.add(place)
            last = number
    return found


def _number(piece: Piece) -> int:
    """The number of a section that a line may head; 0 for another line."""
    if piece.table is not None or len(piece.text) > _LONGEST:
        return 0
    found = _NUMBERED.match(piece.folded.text)
    return 0 if found is None else _value(found[1])


def _value(digits: str) -> int:
    """The number that Chinese digits below one hundred make."""
    tens, ten, ones = digits.rpartition("十")
    return 10 * (_DIGITS.find(tens) + 1 if tens else len(ten)) + (_DIGITS.find(ones) + 1 if ones else 0)
