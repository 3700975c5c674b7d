"""Goes through two disclosures side by side and finds every difference, in computed figures too."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from discgen import paths
from discgen.diff.changes import Change, Fate, FigureChange, ItemChange, TextChange
from discgen.diff.identity import identity_of, matched
from discgen.diff.words import passages
from discgen.figures import convert
from discgen.model import Disclosure, Entry
from discgen.sections import SECTIONS

_Figures = Mapping[str, Decimal]
_SECTION_KEYS = frozenset(key for keys in SECTIONS.values() for key in keys)


class Found(NamedTuple):
    """A difference.

    Attributes:
        path: Where it is, in the newer file if it is there.
        item: The item that it is in and that stands alone: key path and heading; () for none.
        change: What it is.
    """

    path: str
    item: tuple[str, ...]
    change: Change


@dataclass(frozen=True, slots=True)
class Place:
    """Where the walk has come to.

    Attributes:
        path: The key path, in the newer file if it is there.
        former: The key path in the older file.
        titles: The titles on the way, from the item on if it is in one.
        item: As in `Found`; an item that does not stand alone is only a step on the way.
        money: Whether a number there is an amount of money.
        computed: Whether it follows from others.
    """

    path: tuple[str | int, ...] = ()
    former: tuple[str | int, ...] = ()
    titles: tuple[str, ...] = ()
    item: tuple[str, ...] = ()
    money: bool = False
    computed: bool = False

    @property
    def key(self) -> str:
        """The key path as a user writes it."""
        return paths.join(self.path)

    @property
    def title(self) -> str:
        """What is there, as a reader of its section or item calls it."""
        within_section = not self.item and self.path[0] in _SECTION_KEYS and len(self.titles) > 1
        return " · ".join(dict.fromkeys(self.titles[within_section:]))

    def below(self, key: str, title: str, *, money: bool = False, computed: bool = False) -> Place:
        """The place of a key."""
        return replace(
            self,
            path=(*self.path, key),
            former=(*self.former, key),
            titles=(*self.titles, title),
            money=money,
            computed=self.computed or computed,
        )

    def inside(self, position: int, item: Entry, origin: int | None = None) -> Place:
        """The place of an item of the list that is here.

        Args:
            position: Where it is in the list.
            item: The item.
            origin: Where it was in the older list; None for the same place.
        """
        path, identity = (*self.path, position), identity_of(item)
        former = (*self.former, position if origin is None else origin)
        if identity.stands_alone:
            heading = f"{self.titles[-1]}：{identity.name(item)}"
            here = paths.join(path), heading
            return replace(self, path=path, former=former, titles=(), item=here)
        return replace(self, path=path, former=former, titles=(*self.titles, identity.name(item)))


class Walk:
    """A walk through two disclosures.

    Args:
        old: The older one.
        new: The newer one.
        totals: Whether to compare what is computed.
        published: What was published otherwise than it is computed and is to be compared in its stead, by
            key: of the older one, and of the newer one, each in the unit of its file.
    """

    def __init__(
        self,
        old: Disclosure,
        new: Disclosure,
        *,
        totals: bool = True,
        published: tuple[_Figures, _Figures] = ({}, {}),
    ) -> None:
        self._old, self._new, self._totals = old, new, totals
        self._published_before, self._published = published

    def differences(self, without: Collection[str] = ()) -> Iterator[Found]:
        """All differences in the order of the declarations, but for those under some top-level keys."""
        return self._entry(Disclosure, self._old, self._new, Place(), without)

    def _entry(
        self,
        kind: type[Entry],
        old: Entry | None,
        new: Entry | None,
        place: Place,
        without: Collection[str] = (),
    ) -> Iterator[Found]:
        """The differences of two entries of a kind, but for those under some keys."""
        for alias, name in kind.attribute_of.items():
            if alias not in without:
                below = place.below(
                    alias, kind.model_fields[name].title or alias, money=alias in kind.money_keys
                )
                yield from self._value(getattr(old, name, None), getattr(new, name, None), below)
        for mark in kind.computed_figures.values() if self._totals else ():
            before, after = (None if entry is None else mark.value(entry) for entry in (old, new))
            is_figure = any(isinstance(value, Decimal | Entry) for value in (before, after))
            if is_figure and not (_is_entered(before, old) and _is_entered(after, new)):
                below = place.below(mark.key, mark.title, money=True, computed=True)
                yield from self._value(before, after, below)

    def _value(self, old: Any, new: Any, place: Place) -> Iterator[Found]:
        either = (old, new)
        if any(isinstance(value, Entry) for value in either):
            before, after = (value if isinstance(value, Entry) else None for value in either)
            kind = next(type(value) for value in either if isinstance(value, Entry))
            yield from self._entry(kind, before, after, place)
        elif any(isinstance(value, dict) for value in either):
            for key in dict.fromkeys((*(new or {}), *(old or {}))):
                below = place.below(key, key)
                yield from self._value((old or {}).get(key), (new or {}).get(key), below)
        elif any(isinstance(value, tuple) and value and isinstance(value[0], Entry) for value in either):
            yield from self._list(old or (), new or (), place)
        elif any(isinstance(value, Decimal) for value in either):
            known = [value if isinstance(value, Decimal) else None for value in either]
            yield from self._figure(known[0], known[1], place)
        elif _words(old) != _words(new):
            change = TextChange(place.key, place.title, passages(_words(old), _words(new)))
            yield Found(place.key, place.item, change)

    def _figure(self, old: Decimal | None, new: Decimal | None, place: Place) -> Iterator[Found]:
        """A figure, if it differs once both are in the same unit."""
        if place.computed:
            old = None if old is None else self._published_before.get(paths.join(place.former), old)
            new = None if new is None else self._published.get(place.key, new)
        if old is not None and place.money:
            old = convert(old, self._old.amount_unit, self._new.amount_unit)
        if old != new:
            unit = self._new.amount_unit if place.money else ""
            change = FigureChange(place.key, place.title, old, new, unit, place.computed)
            yield Found(place.key, place.item, change)

    def _list(self, old: Sequence[Entry], new: Sequence[Entry], place: Place) -> Iterator[Found]:
        """The items that came and went, and the differences of those that stayed."""
        pairs = matched(old, new)
        origins = {target: origin for origin, target in pairs.items()}
        if any(later < earlier for earlier, later in pairwise(pairs[origin] for origin in sorted(pairs))):
            yield Found(place.key, place.item, ItemChange(place.key, place.title, Fate.MOVED))
        for position, item in enumerate(new):
            if position in origins:
                yield from self._pair(old, item, place, (origins[position], position))
            else:
                yield self._single(item, place, position, Fate.ADDED)
        for position, item in enumerate(old):
            if position not in pairs:
                yield self._single(item, place, position, Fate.REMOVED)

    def _pair(
        self, before: Sequence[Entry], new: Entry, place: Place, positions: tuple[int, int]
    ) -> Iterator[Found]:
        """The differences of an item that stayed in a list, from its old position to its new one."""
        origin, position = positions
        old, identity = before[origin], identity_of(new)
        former, name = identity.name(old), identity.name(new)
        inside = place.inside(position, new, origin)
        renamed = bool(identity.naming) and former != name
        if renamed:
            change = ItemChange(inside.key, place.title, Fate.RENAMED, name, former)
            yield Found(inside.key, place.item, change)
        yield from self._entry(type(new), old, new, inside, identity.naming if renamed else ())

    def _single(self, item: Entry, place: Place, position: int, fate: Fate) -> Found:
        identity = identity_of(item)
        key = place.inside(position, item).key
        size = identity.size(item)
        if size is not None and fate is Fate.REMOVED:
            size = convert(size, self._old.amount_unit, self._new.amount_unit)
        return Found(key, place.item, ItemChange(key, place.title, fate, identity.name(item), size=size))


def _is_entered(value: Any, entry: Entry | None) -> bool:
    """Whether a computed value is nothing but one that was entered, which is compared as such."""
    return entry is None or value is None or any(value is entered for _, entered in entry.entries())


def _words(value: Any) -> str:
    """A value that is no number as it is read."""
    if isinstance(value, tuple):
        return "\n".join(" | ".join(_words(getattr(cell, "text", cell)) for cell in row) for row in value)
    return "" if value is None else str(value)
