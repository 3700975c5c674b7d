"""Where the title of a document ends."""

from __future__ import annotations

from collections.abc import Sequence

from discgen.interpret.pieces import Piece
from discgen.interpret.scoring import line_score, match
from discgen.interpret.units import Unit

_MOST_LINES = 6
_LONGEST_LINE = 60
_SURE = 8.0
_TELLING = 20  # fixed characters of a sentence that is no mere label


def split_title(pieces: Sequence[Piece], units: Sequence[Unit]) -> tuple[list[Piece], list[Piece]]:
    """The lines of the title and what follows: short lines before anything that the form prints later."""
    for number, piece in enumerate(pieces):
        known = any(_is_certainly(unit, piece) for unit in units)
        if number == _MOST_LINES or piece.table is not None or len(piece.text) > _LONGEST_LINE or known:
            return list(pieces[:number]), list(pieces[number:])
    return list(pieces), []


def _is_certainly(unit: Unit, piece: Piece) -> bool:
    """Whether a piece is what a unit prints and not a line of the title."""
    if unit.tag == "h1" or (unit.tag == "p" and unit.literal >= _TELLING):
        return line_score(unit, piece.text) >= _SURE
    headings = unit.patterns if unit.is_heading and not unit.loop else ()
    return any(match(pattern, piece.text) is not None for pattern in headings)
