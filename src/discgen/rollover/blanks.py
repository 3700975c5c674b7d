"""Which values of a file are those of its year, and have to be filled in anew for another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple

from discgen.model import Disclosure, Entry
from discgen.model.assets import Assets, Holding
from discgen.model.budget import ChangeReasons, HospitalityReasons
from discgen.model.disclosure import OF_ONE_YEAR
from discgen.model.performance import PaymentPlan
from discgen.model.shape import shape_of
from discgen.yamlfile import Node, Number

_WORDS = {ChangeReasons: None, HospitalityReasons: None, Assets: "拟购置内容"}


class Kind(Enum):
    """What a value is."""

    FIGURE = auto()
    DAY = auto()
    WORDS = auto()
    OPENING = auto()


class Blank(NamedTuple):
    """A value of one year.

    Attributes:
        path: Where it stands.
        kind: What it is; words are those that explain the year's figures, an opening figure of assets is
            the closing one of the year before.
    """

    path: tuple[str | int, ...]
    kind: Kind


def blanks(node: Node) -> Iterator[Blank]:
    """The values of a disclosure's year, in the order of the file.

    All amounts and counts, the days of approval and publication, the reasons for changes, and what is to be
    bought. Payment plans are not among them: the shares of a year's spending repeat.
    """
    return _below(Disclosure, node, ())


def _below(entry: type[Entry], node: Node, path: tuple[str | int, ...]) -> Iterator[Blank]:
    for key, (_, child) in node.children.items():
        name = entry.attribute_of.get(str(key))
        if name is None or (not path and key in OF_ONE_YEAR):
            continue
        shape, here = shape_of(entry.model_fields[name]), (*path, key)
        if shape.entry is PaymentPlan:
            continue
        if shape.entry is None:
            if kind := _kind(entry, str(key), shape.type, child):
                yield Blank(here, kind)
        elif shape.repeated:
            for number, (_, item) in child.children.items():
                yield from _below(shape.entry, item, (*here, number))
        else:
            yield from _below(shape.entry, child, here)


def _kind(entry: type[Entry], key: str, scalar: object, node: Node) -> Kind | None:
    if entry in _WORDS and _WORDS[entry] in {None, key}:
        return Kind.WORDS
    if scalar is dt.date:
        return Kind.DAY
    if scalar is Decimal and isinstance(node.data, Number):
        return Kind.OPENING if entry is Holding and key.startswith("年初") else Kind.FIGURE
    return None
