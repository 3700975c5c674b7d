"""Which key paths lead to figures, whether these are filled in or not."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from pydantic.fields import FieldInfo

from discgen import paths
from discgen.model.disclosure import Disclosure, LastYear
from discgen.model.fields import Entry
from discgen.model.shape import Shape, shape_of

_POSITION = re.compile(r"\[\d+\]")
_ANY = "[]"


@cache
def figure_keys() -> frozenset[str]:
    """The keys of all figures that a disclosure can have; `[]` stands for any position in a list."""
    return frozenset(_below(Disclosure, ""))


def is_figure(disclosure: Disclosure, key: str) -> bool:
    """Whether a key leads to a figure; the items of lists on the way have to be there."""
    return _POSITION.sub(_ANY, key) in figure_keys() and _is_reached(disclosure, paths.split(key))


def _below(entry: type[Entry], prefix: str) -> Iterator[str]:
    for alias, name in entry.attribute_of.items():
        yield from _of(shape_of(entry.model_fields[name]), prefix + alias)
    for mark in entry.computed_figures.values():
        result = FieldInfo.from_annotation(typing.get_type_hints(mark.value)["return"])
        yield from _of(shape_of(result), prefix + mark.key)


def _of(found: Shape, key: str) -> Iterator[str]:
    """The keys of the figures at and below a field of some shape; last year's are not among them."""
    key += _ANY * found.repeated
    if found.type is Decimal:
        yield key
    elif found.entry is not None and found.entry is not LastYear:
        yield from _below(found.entry, f"{key}.")


def _is_reached(node: object, parts: tuple[str | int, ...]) -> bool:
    for part in parts:
        if isinstance(part, int):
            if not (isinstance(node, tuple) and part < len(node)):
                return False
            node = node[part]
        else:
            node = getattr(node, node.attribute_of.get(part, ""), None) if isinstance(node, Entry) else None
    return True
