"""Amounts of the budget that running text and indicators repeat, and which go out of date with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal

from discgen.figures import FigureBook, convert
from discgen.model import Disclosure
from discgen.model.texts import texts_of
from discgen.rollover.years import Years, advanced

_AMOUNT = re.compile(r"(?<![\d.,])(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)\s*(?P<unit>万元|元)(?!\s*/)")
_SENTENCE = re.compile(r"[^。；;\n]+")
_OWN_SCOPE = re.compile(r"绩效\.项目\[\d+\]|绩效\.活动\[\d+\]\.分项\[\d+\]|政府采购\.项目\[\d+\]")


def amounts_repeated(disclosure: Disclosure, book: FigureBook) -> Iterator[tuple[str, str]]:
    """The places where text repeats an amount of the budget: key path, and the amount as written.

    Below a project only its own amounts count, elsewhere only those of the budget as a whole.
    """
    known = _amounts(disclosure, book)
    for path, text in _texts(disclosure):
        for match in _AMOUNT.finditer(text):
            amount = convert(Decimal(match["number"].replace(",", "")), match["unit"], "元")
            if amount in known.get(_scope(path), ()):
                yield path, match[0]


def amounts_dated(
    disclosure: Disclosure, years: Years, fixed: Collection[str]
) -> Iterator[tuple[str, str]]:
    """The amounts of which a sentence says the year, if this advances: key path, and the amount.

    The new year is no year of theirs: `2020年列入预算350万元` was true of 2020.

    Args:
        disclosure: The year that ends.
        years: From which year to which.
        fixed: Words that keep their years.
    """
    for path, text in texts_of(disclosure):
        for sentence in _SENTENCE.finditer(text):
            if _AMOUNT.search(sentence[0]) and advanced(sentence[0], years, fixed).changes:
                yield from ((path, match[0]) for match in _AMOUNT.finditer(sentence[0]))


def _texts(disclosure: Disclosure) -> Iterator[tuple[str, str]]:
    """All texts; the overall indicators' numbers with the unit that stands in a column of its own."""
    overall = {
        f"绩效.整体指标[{number}].值": indicator.unit
        for number, indicator in enumerate(disclosure.performance.overall_indicators)
    }
    for path, text in texts_of(disclosure):
        if text:
            yield path, text + overall.get(path, "")


def _scope(path: str) -> str:
    match = _OWN_SCOPE.match(path)
    return match[0] if match else ""


def _amounts(disclosure: Disclosure, book: FigureBook) -> dict[str, set[Decimal]]:
    """The amounts other than 0 by scope, in 元."""
    known: dict[str, set[Decimal]] = {}
    for key, figure in book.this_year.items():
        if figure.money and figure.value:
            known.setdefault(_scope(key), set()).add(convert(figure.value, disclosure.amount_unit, "元"))
    return known
