"""A document assigned to the places of a form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import regex

from discgen.forms import Form
from discgen.interpret.alignment import Placed, align
from discgen.interpret.pieces import Piece
from discgen.interpret.scoring import LineScores, match
from discgen.interpret.shapes import TableShape, shape_of
from discgen.interpret.tables import read_table
from discgen.interpret.title import split_title
from discgen.interpret.units import Unit

_AMOUNT = regex.compile(r"[0-9０-９]\s*万?元")


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


class TableFits:
    """How well the tables of a document fit those of forms, worked out once where forms share one."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], float] = {}

    def of(self, form: Form) -> Callable[[Unit, Piece], float]:
        """The function that says how well a table fits a unit of a form, from 0 to 1.

        A table that cannot be read as it fits half as well.
        """
        shapes = {name: shape_of(spec) for name, spec in form.tables.items()}
        words = tuple(sorted(form.words.items()))

        def fit(unit: Unit, piece: Piece) -> float:
            shape = shapes[unit.name]
            key = (id(shape), unit.loop, words, id(piece))
            if key not in self._known:
                self._known[key] = _fit(shape, unit, piece, form)
            return self._known[key]

        return fit


def _fit(shape: TableShape, unit: Unit, piece: Piece, form: Form) -> float:
    alike = shape.likeness(piece.rows)
    reading = read_table(shape, piece.rows, unit.loop, 0, form.words) if alike else None
    if reading is None:
        return alike / 2
    lacking = {name for name, words in reading.changed.items() if not words}
    return shape.likeness(piece.rows, lacking) if lacking else alike


def layout_of(
    pieces: Sequence[Piece], form: Form, units: Sequence[Unit], fits: TableFits, lines: LineScores
) -> Layout:
    """Assign the pieces of a document to the places of a form.

    Args:
        pieces: The pieces of the document.
        form: The form.
        units: What it prints.
        fits: How well its tables fit those of forms.
        lines: How well its lines fit those of forms.
    """
    title, rest = split_title(pieces, units)
    fit = fits.of(form)
    score, placed = align(rest, units, fit, lines)
    excluded = _inexact_alternatives(units, placed)
    if excluded:
        score, placed = align(rest, units, fit, lines, excluded)
    score += _exactness(units, placed)
    return Layout(form, units, title, _gathered(units, placed), score)


def _gathered(units: Sequence[Unit], placed: Sequence[Placed]) -> list[Placed]:
    """The pieces; those that state amounts right below a heading go with the sentence below them.

    A document says in several paragraphs what the form says in one; the most similar may be the last.
    """
    gathered = list(placed)
    for number, one in enumerate(placed):
        if one.unit < 0 or one.follows or not units[one.unit].is_sentence:
            continue
        first = number
        while first and _goes_before(units, placed[first - 1], units[one.unit]):
            first -= 1
        above = [place for place in range(first, number) if _AMOUNT.search(placed[place].piece.text)]
        for place in range(above[0] if above else number, number + 1):
            follows = place > above[0] if above else False
            gathered[place] = replace(placed[place], unit=one.unit, follows=follows, item=one.item)
    return gathered


def _goes_before(units: Sequence[Unit], one: Placed, unit: Unit) -> bool:
    """Whether a piece stands below the heading of a sentence's section and belongs to nothing."""
    if one.unit < 0 or not one.follows or one.piece.table is not None:
        return False
    heading = units[one.unit]
    return heading.is_heading and not heading.loop and heading.section == unit.section


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


def _inexact_alternatives(units: Sequence[Unit], placed: Sequence[Placed]) -> frozenset[int]:
    """Units of fixed text with an alternative in data, where the document does not have just that text."""
    excluded: set[int] = set()
    for element in {unit.element for unit in units if unit.option is not None}:
        numbers = [number for number, unit in enumerate(units) if unit.element == element]
        if len(numbers) > 1 and not _is_exact(numbers, units, placed):
            excluded.update(numbers)
    return frozenset(excluded)


def _is_exact(numbers: Sequence[int], units: Sequence[Unit], placed: Sequence[Placed]) -> bool:
    """Whether a document says some lines just as the form does, one after the other."""
    found = [one for one in placed if one.unit in numbers]
    said, others = found[: len(numbers)], found[len(numbers) :]
    return (
        [one.unit for one in said if not one.follows] == list(numbers)
        and all(match(units[one.unit].patterns[0], one.piece.text) is not None for one in said)
        and (not others or others[0].piece.closes)
    )
