"""Values found in a document, each with the key path it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import regex

from discgen.figures import convert
from discgen.interpret.fields import ITEM, Field, Kind
from discgen.interpret.folding import folded, squeezed
from discgen.interpret.patterns import NUMBER, Capture
from discgen.model.assets import Dash
from discgen.model.disclosure import BLANKS
from discgen.yamlfile import Number

Path = tuple[str | int, ...]

_BRACES = regex.compile(r"\{[{%#]|[}%#]\}")
_NUMBER = regex.compile(f"-?{NUMBER}")
_DASHES = frozenset(Dash.__args__)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Value:
    """A value and where it belongs.

    Attributes:
        path: The key path, positions in lists from 0.
        field: What stands there.
        text: The value as the document prints it.
        alternatives: Further places it may belong to instead.
    """

    path: Path
    field: Field
    text: str
    alternatives: tuple[Path, ...] = ()


def located(path: tuple[str, ...], positions: tuple[int, ...]) -> Path:
    """The path with its lists' items filled in from `positions`, outermost first."""
    rest = iter(positions)
    return tuple(next(rest, 0) if part == ITEM else part for part in path)


def value_of(capture: Capture, positions: tuple[int, ...] = ()) -> Value:
    """The value a capture found, for the item `positions` of the lists around it."""
    inner = (*positions, capture.position)
    number = number_in(capture.text) if capture.unit else None
    return Value(
        located(capture.field.path, inner),
        capture.field,
        capture.text if number is None else f"{plain(convert(number, capture.unit, '万元')):f}",
        tuple(located(field.path, inner) for field in capture.alternatives),
    )


def plain(number: Decimal) -> Decimal:
    """The number without zeros that say nothing: 2 for 2.0, 100 for 1E+2."""
    return number.quantize(Decimal(1)) if number == number.to_integral() else number.normalize()


def number_in(text: str) -> Number | None:
    """The number that a text is, with the digits it is written with; None when it is none."""
    plain = folded(text).text
    if _NUMBER.fullmatch(plain) is None:
        return None
    try:
        return Number(plain.replace(",", ""))
    except OverflowError:
        return None


def quantity_in(text: str) -> Decimal | str | None:
    """The quantity that a cell states: a number, a dash for what is not counted, or None."""
    return text.strip() if text.strip() in _DASHES else number_in(text)


def may_be_held(value: Value) -> bool:
    """Whether a file can hold what is printed: for a figure a number or what may stand for none."""
    if value.field.kind is Kind.FIGURE:
        return squeezed(value.text) in BLANKS or quantity_in(value.text) is not None
    return bool(squeezed(value.text)) or not value.field.needed


def uncited(words: str) -> str:
    """Words that cite nothing, whatever braces an old document holds: full-width ones stand for them."""
    return _BRACES.sub(lambda braces: braces[0].replace("{", "｛").replace("}", "｝"), words)
