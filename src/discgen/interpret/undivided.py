"""Sums of which a document does not say, or not under a key of ours, what they consist of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

import regex

from discgen import paths
from discgen.figures import convert
from discgen.forms import Form
from discgen.interpret.drafting import Draft
from discgen.interpret.evidence import Data
from discgen.interpret.fields import ITEM, Kind
from discgen.interpret.patterns import NUMBER
from discgen.interpret.reading import Reading
from discgen.interpret.values import Path, number_in, plain

_NUMBER = regex.compile(NUMBER)
_SUMS = {
    "收入.合计": "收入.未分项",
    "收入.本年合计": "收入.未分项",
    "支出.基本支出.合计": "支出.基本支出.未分项",
    "三公经费.公务用车": "三公经费.公务用车未分项",
    "三公经费.合计": "三公经费.未分项",
    f"绩效.项目.{ITEM}.预算.合计": f"绩效.项目.{ITEM}.预算.未分项",
    "政府采购.合计": "政府采购.未分项",
    "国有资产.固定资产.价值": "国有资产.未分项",
}
"""Sums, those they are part of behind them, and where the part goes that is not divided."""


def complete_sums(reading: Reading, data: Data, form: Form) -> None:
    """Enter what sums consist of besides the parts that were read.

    A sum may be stated alone, or a part of it stands in the same line and no key takes it. What else is
    missing from a sum is not explained by the document: it was published wrongly.
    """
    stated = _stated(reading)
    for whole, rest in _SUMS.items():
        book = Draft(data.root, form).book
        for path, number in stated.get(whole, {}).items():
            key = paths.join(path)
            known = book.value(key)
            missing = convert(number, book.printed_unit(key), book.unit) - (known or Decimal(0))
            if missing < 0:
                continue
            if known is None or (missing and (not known or missing in _unplaced(reading, path))):
                items = iter(part for part in path if isinstance(part, int))
                place = tuple(next(items) if part == ITEM else part for part in rest.split("."))
                data.put(place, plain(missing))


def _stated(reading: Reading) -> dict[str, dict[Path, Decimal]]:
    """The sums that the document states, by kind and path; the first figure counts."""
    found: dict[str, dict[Path, Decimal]] = {}
    for value in reading.evidence.observed():
        kind = ".".join(ITEM if isinstance(part, int) else part for part in value.path)
        number = number_in(value.text) if value.field.kind is Kind.FIGURE and kind in _SUMS else None
        if number is not None:
            found.setdefault(kind, {}).setdefault(value.path, number)
    return found


def _unplaced(reading: Reading, path: Path) -> Iterator[Decimal]:
    """The numbers that no key takes in the lines which state a figure: each, and all together."""
    for number, captures in reading.captures.items():
        if any(capture.field.path == path for capture in captures):
            text = reading.layout.placed[number].piece.folded.text
            places = sorted((capture.start, capture.end) for capture in captures)
            edges = [(0, 0), *places, (len(text), len(text))]
            loose = [
                Decimal(found[0].replace(",", ""))
                for (_, start), (end, _) in pairwise(edges)
                for found in _NUMBER.finditer(text[start : max(start, end)])
            ]
            yield from loose
            yield sum(loose, start=Decimal(0))
