"""What stands at a key path of the model, as far as reading it back needs to know."""

from __future__ import annotations

import typing
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache
from typing import Any, get_args

from discgen.model import Disclosure, Entry
from discgen.model.fields import Lead, Numbering
from discgen.model.shape import shape_of

ITEM = "[]"
"""A part of a key path that stands for every item of a list."""


class Kind(Enum):
    """How a value is printed, and so how it is found."""

    FIGURE = auto()
    CHANGE = auto()
    DIRECTION = auto()
    SIZE = auto()
    BEFORE = auto()
    UNCHANGED = auto()
    YEAR = auto()
    NUMBERING = auto()
    LEAD = auto()
    NAME = auto()
    TEXT = auto()
    PROSE = auto()
    WORD = auto()
    UNKNOWN = auto()


ASPECTS = {
    "变化": Kind.CHANGE,
    "方向": Kind.DIRECTION,
    "增减": Kind.SIZE,
    "上年": Kind.BEFORE,
}
"""What can be cited of a figure besides itself."""


@dataclass(frozen=True, slots=True)
class Field:
    """What stands at a key path.

    Attributes:
        path: The key path; `ITEM` for each item of a list. For an aspect of a figure, that of the figure.
        kind: How it is printed.
        choices: The words to choose from, () when anything goes.
        entered: Whether it is filled in, not computed.
        needed: Whether no entry is without it.
    """

    path: tuple[str, ...]
    kind: Kind
    choices: tuple[str, ...] = ()
    entered: bool = True
    needed: bool = False


_SPECIAL = {
    ("年度",): Kind.YEAR,
    ("上年度",): Kind.YEAR,
    ("loop", "index"): Kind.NUMBERING,
    ("序",): Kind.NUMBERING,
}


@lru_cache(maxsize=4096)
def field_of(path: tuple[str, ...]) -> Field:
    """What stands at a key path."""
    if path in _SPECIAL:
        return Field(path, _SPECIAL[path])
    if path[0] == "词":
        return Field(path, Kind.WORD)
    return _walked(path)


def _walked(path: tuple[str, ...]) -> Field:
    """What a walk through the declarations of the model finds at a key path."""
    entry: type[Entry] | None = Disclosure
    entered = True
    for place, part in enumerate(path):
        if part == ITEM:
            continue
        if entry is None:
            return _aspect(path, place)
        if part not in entry.attribute_of:
            mark = entry.computed_figures.get(part)
            if mark is None:
                return Field(path, Kind.UNKNOWN)
            entered = False
            result = typing.get_type_hints(mark.value)["return"]
            entry = next((one for one in _types(result) if _is_entry(one)), None)
            if entry is None and place == len(path) - 1:
                return Field(path, _computed_kind(result, path), entered=False)
            continue
        info = entry.model_fields[entry.attribute_of[part]]
        shape = shape_of(info)
        if shape.entry is None and place == len(path) - 1:
            found = _entered(entry, part, info.annotation, path, shape.choices)
            return replace(found, entered=entered, needed=info.is_required())
        entry = shape.entry
    return Field(path, Kind.UNKNOWN)


def _aspect(path: tuple[str, ...], place: int) -> Field:
    """An aspect of the figure that ends before `place`."""
    figure = field_of(path[:place])
    kind = ASPECTS.get(path[place], Kind.UNKNOWN)
    known = figure.kind is Kind.FIGURE and place == len(path) - 1
    return Field(path[:place], kind if known else Kind.UNKNOWN, entered=False)


def _computed_kind(result: Any, path: tuple[str, ...]) -> Kind:
    if Decimal in _types(result):
        return Kind.FIGURE
    return Kind.NAME if path[0] == "单位" else Kind.UNKNOWN


def _entered(
    entry: type[Entry], alias: str, annotation: Any, path: tuple[str, ...], choices: tuple[str, ...]
) -> Field:
    if Decimal in _types(annotation):
        return Field(path, Kind.FIGURE)
    if _contains(annotation, Numbering):
        return Field(path, Kind.NUMBERING)
    if _contains(annotation, Lead):
        return Field(path, Kind.LEAD)
    if path[0] == "单位":
        return Field(path, Kind.NAME, choices)
    return Field(path, Kind.PROSE if alias in entry.prose_keys else Kind.TEXT, choices)


def _contains(annotation: Any, wanted: Any) -> bool:
    return annotation == wanted or any(_contains(part, wanted) for part in get_args(annotation))


def _types(annotation: Any) -> set[Any]:
    """All types named anywhere in an annotation."""
    found = {annotation} if isinstance(annotation, type) else set()
    for part in get_args(annotation):
        found |= _types(part)
    return found


def _is_entry(one: Any) -> bool:
    return isinstance(one, type) and issubclass(one, Entry)
