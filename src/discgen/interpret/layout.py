"""A document assigned to the places of a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from discgen.forms import Form
from discgen.interpret.alignment import Placed, align, match
from discgen.interpret.pieces import Piece
from discgen.interpret.tables import likeness, read_table
from discgen.interpret.title import split_title
from discgen.interpret.units import Unit


@dataclass(frozen=True)
class Layout:
    """A document assigned to the places of a form.

    Attributes:
        form: The form.
        units: Its units.
        title: The lines of the title.
        placed: The pieces after the title, each with its unit.
        score: How well the form fits; comparable between forms for one document.
    """

    form: Form
    units: Sequence[Unit]
    title: Sequence[Piece]
    placed: Sequence[Placed]
    score: float


def layout_of(pieces: Sequence[Piece], form: Form, units: Sequence[Unit]) -> Layout:
    """Assign the pieces of a document to the places of a form.

    Args:
        pieces: The pieces of the document.
        form: The form.
        units: What it prints.
    """
    title, rest = split_title(pieces, units)

    known: dict[tuple[str, int], float] = {}

    def fit(unit: Unit, piece: Piece) -> float:
        if (unit.name, id(piece)) not in known:
            known[unit.name, id(piece)] = _fit(form, unit, piece)
        return known[unit.name, id(piece)]

    score, placed = align(rest, units, fit)
    excluded = _inexact_alternatives(units, placed)
    if excluded:
        score, placed = align(rest, units, fit, excluded)
    return Layout(form, units, title, placed, score + _exactness(units, placed))


def _exactness(units: Sequence[Unit], placed: Sequence[Placed]) -> float:
    """How many lines are just as the form has them, less those of the form that are missing."""
    said = {one.unit for one in placed if not one.follows}
    exact = {
        one.unit
        for one in placed
        if not one.follows
        and (patterns := (units[one.unit].patterns if one.unit >= 0 else ()))
        and match(patterns[0], one.piece.text) is not None
    }
    missing = [
        number
        for number, unit in enumerate(units)
        if number not in said and unit.is_sentence and unit.option is None
    ]
    return len(exact) - len(missing)


def _fit(form: Form, unit: Unit, piece: Piece) -> float:
    """How well a table fits a table of the form; one that cannot be read as it fits half as well."""
    spec = form.tables[unit.name]
    alike = likeness(spec, piece.rows)
    if alike and read_table(spec, piece.rows, unit.loop, 0, form.words) is None:
        return alike / 2
    return alike


def _inexact_alternatives(units: Sequence[Unit], placed: Sequence[Placed]) -> frozenset[int]:
    """Units of fixed text with an alternative in data, where the document does not have just that text."""
    excluded: set[int] = set()
    for element in {unit.element for unit in units if unit.option is not None}:
        numbers = [number for number, unit in enumerate(units) if unit.element == element]
        if len(numbers) > 1 and not _is_exact(numbers, units, placed):
            excluded.update(numbers)
    return frozenset(excluded)


def _is_exact(numbers: Sequence[int], units: Sequence[Unit], placed: Sequence[Placed]) -> bool:
    found = [one for one in placed if one.unit in numbers]
    return [one.unit for one in found if not one.follows] == list(numbers) and all(
        match(units[one.unit].patterns[0], one.piece.text) is not None for one in found
    )
