"""Diff: what changed from one disclosure to another, between two years or two versions of one.

Everything that differs is found, in the order of the nine sections; what came or went as a whole is named
as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from discgen import forms, paths
from discgen.diff.changes import (
    Change,
    Comparison,
    Fate,
    FigureChange,
    Group,
    ItemChange,
    Section,
    TextChange,
)
from discgen.diff.opening import Side, opened
from discgen.diff.walk import Found, Walk
from discgen.diff.words import Passage
from discgen.figures import FigureBook, figures_of
from discgen.model.disclosure import OF_ONE_YEAR
from discgen.sections import SECTIONS, section_of

__all__ = [
    "Comparison",
    "Fate",
    "FigureChange",
    "Group",
    "ItemChange",
    "Passage",
    "Section",
    "Side",
    "TextChange",
    "compare",
    "opened",
]

FRONT = "基本信息"
REST = "改写的语句和其他内容"
_REST = frozenset({"措辞", "表格用词", "未识别", "核实"})


def compare(old: Side, new: Side) -> Comparison:
    """Compare two disclosures.

    Figures are given in the newer one's unit, with those that are computed unless something is blank. What
    holds for one year only is compared where both are of one year; between years, totals count as they
    were published.
    """
    totals = old.complete and new.complete
    same_year = old.disclosure.year == new.disclosure.year
    published = ({}, {}) if same_year or not totals else (_published(old), _published(new))
    found = Walk(old.disclosure, new.disclosure, totals=totals, published=published).differences(
        frozenset() if same_year else OF_ONE_YEAR
    )
    return Comparison(
        new.disclosure.unit.name,
        *_names(old, new),
        new.disclosure.amount_unit,
        totals,
        tuple(_sections(found)),
    )


def _published(side: Side) -> dict[str, Decimal]:
    """The figures that were published otherwise than they are computed, in the unit of the file."""
    disclosure = side.disclosure
    if not disclosure.published:
        return {}
    formats = forms.load(disclosure.form).number_formats(disclosure)
    figures = figures_of(disclosure)
    book = FigureBook(figures, {}, disclosure.amount_unit, formats, disclosure.published)
    return {key: value for key in figures if (value := book.stated(key)) is not None}


def _names(old: Side, new: Side) -> tuple[str, str]:
    """What the two are called: by their years, or else by their files."""
    if old.disclosure.year != new.disclosure.year:
        return f"{old.disclosure.year}年", f"{new.disclosure.year}年"
    if old.file.name != new.file.name:
        return old.file.name, new.file.name
    return str(old.file), str(new.file)


def _sections(found: Iterable[Found]) -> Iterator[Section]:
    """The differences by section and, within these, by the item that they are in."""
    groups: dict[str, dict[tuple[str, ...], list[Change]]] = {
        title: {} for title in (FRONT, *SECTIONS, REST)
    }
    for path, item, change in found:
        groups[_section(path)].setdefault(item, []).append(change)
    for title, members in groups.items():
        if members:
            ordered = sorted(members, key=bool)  # What is in no item comes first.
            yield Section(title, tuple(_group(item, members[item]) for item in ordered))


def _section(path: str) -> str:
    return section_of(path) or (REST if paths.split(path)[0] in _REST else FRONT)


def _group(item: tuple[str, ...], changes: Iterable[Change]) -> Group:
    changes = list(changes)
    return Group(
        item[-1] if item else "",
        tuple(change for change in changes if isinstance(change, ItemChange)),
        tuple(change for change in changes if isinstance(change, FigureChange)),
        tuple(change for change in changes if isinstance(change, TextChange)),
    )
