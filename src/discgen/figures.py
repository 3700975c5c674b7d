"""The figures of a disclosure: every amount and count under its key, entered or computed, once.

Whatever prints, exports, compares or checks a figure takes it from a `FigureBook`, so that a figure which
appears twice cannot differ from itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from discgen.model import Entry, LastYear

YUAN_PER_WAN = Decimal(10_000)

CHANGE = ".增减"
"""Ends the key of a published change."""
BEFORE = ".上年"
"""Ends the key of a figure published as last year's."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the disclosure.

    Attributes:
        key: Its key path (`三公经费.合计`).
        value: In the unit of the file for money, plain otherwise.
        title: What it is, in Chinese.
        computed: Whether it follows from other figures.
        money: Whether it is an amount of money.
    """

    key: str
    value: Decimal
    title: str
    computed: bool
    money: bool


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How the figures below one key are printed; source: the form.

    Attributes:
        unit: `万元` or `元` for money.
        min_places: Decimal places that are always printed.
        max_places: Places to which computed and converted figures are rounded, half up; None for all.
        grouped: Whether thousands are separated by commas.
    """

    unit: str = "万元"
    min_places: int = 0
    max_places: int | None = None
    grouped: bool = False


def convert(value: Decimal, source: str, target: str) -> Decimal:
    """Convert an amount between 万元 and 元, exactly."""
    if source == target:
        return value
    return value * YUAN_PER_WAN if target == "元" else value / YUAN_PER_WAN


def decimal_places(value: Decimal) -> int:
    """The number of decimal places a number is written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def format_number(value: Decimal, style: NumberFormat, *, as_written: bool) -> str:
    """Print a number.

    Args:
        value: The number, already in the unit it is printed in.
        style: Decimal places and grouping.
        as_written: Whether the number keeps the places it was written with. Otherwise it is rounded half
            up to the most places allowed and trailing zeros go. Missing places are always filled up.
    """
    places = decimal_places(value)
    if not as_written:
        places = decimal_places(value.normalize())
        if style.max_places is not None:
            places = min(places, style.max_places)
            value = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
            places = decimal_places(value.normalize())
    places = max(places, style.min_places)
    return f"{value:{',' if style.grouped else ''}.{places}f}"


def _walk(node: Any, path: str, title: str, *, computed: bool, money: bool) -> Iterator[Figure]:
    """All figures at and below a value of the model."""
    if isinstance(node, Decimal):
        yield Figure(path, node, title, computed, money)
    elif isinstance(node, Entry) and not isinstance(node, LastYear):
        yield from _walk_entry(node, path, computed=computed)
    elif isinstance(node, tuple):
        for number, item in enumerate(node):
            yield from _walk(item, f"{path}[{number}]", title, computed=computed, money=money)


def _walk_entry(entry: Entry, path: str, *, computed: bool) -> Iterator[Figure]:
    prefix = f"{path}." if path else ""
    for alias, value in entry.entries():
        field = type(entry).model_fields[entry.attribute_of[alias]]
        money = alias in entry.money_keys
        yield from _walk(value, prefix + alias, field.title or alias, computed=computed, money=money)
    for mark in entry.computed_figures.values():
        value = mark.value(entry)
        yield from _walk(value, prefix + mark.key, mark.title, computed=True, money=True)


def figures_of(entry: Entry) -> dict[str, Figure]:
    """All figures of `entry` by key path, in the order of declaration; last year's are not among them."""
    return {figure.key: figure for figure in _walk_entry(entry, "", computed=False)}


_POSITION = re.compile(r"\[\d+\]")


def _prefix_pattern(prefix: str) -> re.Pattern[str]:
    """Matches the keys at and below a prefix, in which `*` stands for any one part."""
    if not prefix:
        return re.compile("")
    parts = (r"[^.]+" if part == "*" else re.escape(part) for part in prefix.split("."))
    return re.compile(r"\.".join(parts) + r"(?:\.|$)")


def _rank(prefix: str) -> tuple[int, int]:
    """How closely a prefix describes a key: by its parts, and by those that are no wildcard."""
    return prefix.count("."), -prefix.count("*")


class FigureBook:
    """The figures of this year and last year, and how each is printed.

    Args:
        this_year: This year's figures by key.
        last_year: Last year's values by the same keys, in this file's unit.
        unit: The unit in which the file gives money, `万元` or `元`.
        formats: Number formats by key prefix, positions in lists left out; the prefix that describes
            a key most closely counts. The empty prefix, which fits all, has to be there.
        published: Figures that are shown as they were once published, by key and in the unit they are
            printed in; `KEY.增减` is the change of a figure with its sign, `KEY.上年` last year's. A text
            is printed in the stead of a figure that was left out.
    """

    def __init__(
        self,
        this_year: Mapping[str, Figure],
        last_year: Mapping[str, Decimal],
        unit: str,
        formats: Mapping[str, NumberFormat],
        published: Mapping[str, Decimal | str] | None = None,
    ) -> None:
        self.this_year = this_year
        self.last_year = last_year
        self.unit = unit
        self._publish(published or {})
        self._formats: Sequence[tuple[re.Pattern[str], NumberFormat]] = [
            (_prefix_pattern(prefix), formats[prefix])
            for prefix in sorted(formats, key=_rank, reverse=True)
        ]
        self._styles: dict[str, NumberFormat] = {}

    def _publish(self, stated: Mapping[str, Decimal | str]) -> None:
        self.published = {key: value for key, value in stated.items() if isinstance(value, Decimal)}
        self.left_out = {key: value for key, value in stated.items() if isinstance(value, str)}

    def as_published(self, published: Mapping[str, Decimal | str]) -> FigureBook:
        """The same figures, those shown otherwise that were published otherwise."""
        book = copy(self)
        book._publish(published)  # noqa: SLF001 - of the same class
        return book

    def is_stated(self, key: str) -> bool:
        """Whether something is printed for a figure as it was once published."""
        return key in self.published or key in self.left_out

    def value(self, key: str) -> Decimal | None:
        """This year's figure under a key; None when it is not filled in."""
        figure = self.this_year.get(key)
        return None if figure is None else figure.value

    def shown(self, key: str) -> Decimal | None:
        """This year's figure as it is shown: as published, where that is asked for."""
        stated = self.stated(key)
        return self.value(key) if stated is None else stated

    def shown_before(self, key: str) -> Decimal | None:
        """Last year's figure as it is shown."""
        stated = self.stated(key, BEFORE)
        return self.last_year.get(key) if stated is None else stated

    def stated(self, key: str, aspect: str = "") -> Decimal | None:
        """What is published of a figure, in the file's unit; None where that is what is computed.

        Args:
            key: The figure's key.
            aspect: `CHANGE` or `BEFORE`, "" for the figure itself.
        """
        value = self.published.get(key + aspect)
        return None if value is None else convert(value, self.printed_unit(key), self.unit)

    def printed_unit(self, key: str) -> str:
        """The unit in which a figure is printed; the file's own for counts, which have none."""
        return self.style(key).unit if self._is_money(key) else self.unit

    def below(self, prefix: str) -> list[Figure]:
        """The figures below a key."""
        inside = (f"{prefix}.", f"{prefix}[")
        return [figure for key, figure in self.this_year.items() if key.startswith(inside)]

    def entered(self, prefix: str) -> list[Decimal]:
        """The figures below a key that were typed in."""
        return [figure.value for figure in self.below(prefix) if not figure.computed]

    def change(self, key: str) -> Decimal | None:
        """This year's figure less last year's, as both are shown; None when either is unknown."""
        stated = self.stated(key, CHANGE)
        if stated is not None:
            return stated
        now, before = self.shown(key), self.shown_before(key)
        return None if now is None or before is None else now - before

    def style(self, key: str) -> NumberFormat:
        """The number format for a key."""
        kind = _POSITION.sub("", key)
        if kind not in self._styles:
            self._styles[kind] = next(style for prefix, style in self._formats if prefix.match(kind))
        return self._styles[kind]

    def printed(self, key: str) -> str:
        """This year's figure as it is printed.

        Raises:
            KeyError: There is no such figure.
        """
        if key in self.left_out:
            return self.left_out[key]
        if key in self.published:
            return self._print_published(key, self.published[key])
        figure = self.this_year[key]
        return self._print(figure.value, key, money=figure.money, computed=figure.computed)

    def printed_change(self, key: str, amount: Decimal) -> str:
        """The size of a change of the figure `key`, without its sign."""
        if key + CHANGE in self.published:
            return self._print_published(key, abs(self.published[key + CHANGE]))
        return self._print(abs(amount), key, money=self._is_money(key), computed=True)

    def printed_before(self, key: str) -> str:
        """Last year's figure as it is printed."""
        if key + BEFORE in self.published:
            return self._print_published(key, self.published[key + BEFORE])
        return self._print(self.last_year[key], key, money=self._is_money(key), computed=False)

    def _is_money(self, key: str) -> bool:
        figure = self.this_year.get(key)
        return figure is None or figure.money

    def _print_published(self, key: str, value: Decimal) -> str:
        """A figure with the very digits it was published with."""
        return format_number(value, replace(self.style(key), min_places=0), as_written=True)

    def _print(self, value: Decimal, key: str, *, money: bool, computed: bool) -> str:
        style = self.style(key)
        converted = money and style.unit != self.unit
        if converted:
            value = convert(value, self.unit, style.unit)
        return format_number(value, style, as_written=not (computed or converted))
