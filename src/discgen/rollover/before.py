"""The year that ends becomes `上年`: its figures under the keys by which templates cite them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal

from discgen.figures import FigureBook
from discgen.model import Disclosure, LastYear
from discgen.rollover.marks import NOTE, TO_FILL
from discgen.yamlfile.layout import Layout
from discgen.yamlfile.patching import Patch

KEY = "上年"
_BUDGET_YEAR = "年度"

_Figures = Mapping[str, Decimal | None]


def state_last_year(patch: Patch, disclosure: Disclosure, book: FigureBook, step: int) -> None:
    """Put the figures into the place of last year's, or below the budget year where there were none.

    They are those that were published, for the public compares with them; where another is computed, a
    comment says so. Keys that were there stay, in their order; of the others those are added that do not
    follow from the rest.

    Args:
        patch: The changes to the file.
        disclosure: The year that ends.
        book: Its figures.
        step: How many years later the new year is; if others lie between, last year's figures are blank.
    """
    stated = _stated(patch.layout)
    known = _shown(disclosure, book)
    figures: _Figures = known if step == 1 else dict.fromkeys(stated or known)
    notes = list(_computed_otherwise(known, book)) if step == 1 else []
    added = [key for key in figures if key not in stated and key not in _totals(figures)]
    if KEY in patch.layout.source.data:
        patch.above((KEY,), *notes)
        _restate(patch, stated, added, figures)
    elif figures:
        comments = [f"# {note}" for note in notes]
        patch.below((_BUDGET_YEAR,), *comments, f"{KEY}:", *_lines(added, figures, 2))


def _shown(disclosure: Disclosure, book: FigureBook) -> dict[str, Decimal]:
    """The figures of the year as they were published.

    Where nothing is said of a total, it was published as it is computed, be its parts rounded or not.
    """
    published = book.as_published(disclosure.published or {})
    shown = {key: published.shown(key) for key in LastYear.attribute_of}
    return {key: value for key, value in shown.items() if value is not None}


def _computed_otherwise(known: _Figures, book: FigureBook) -> Iterator[str]:
    for key, published in known.items():
        computed = book.value(key)
        if computed is not None and published != computed:
            yield f"{NOTE}“{key}”用公开时印的 {published:f}，按各项算出的是 {computed:f}"


def _totals(figures: _Figures) -> set[str]:
    """The totals that follow from other figures, be they known or blank."""
    return {
        whole
        for whole, parts in LastYear.SUMS.items()
        if all(part in figures for part in parts) and figures.get(whole) == _sum(figures, parts)
    }


def _sum(figures: _Figures, parts: Iterable[str]) -> Decimal | None:
    """The sum of some figures; None if one of them is blank."""
    values = [figures[part] for part in parts]
    known = [value for value in values if value is not None]
    return sum(known, start=Decimal(0)) if len(known) == len(values) else None


def _stated(layout: Layout) -> list[str]:
    """The keys of last year's figures that stand in the file on lines of their own."""
    if KEY not in layout.source.data or layout.in_brackets(layout.node((KEY,))):
        return []
    return [str(key) for key in layout.node((KEY,)).children]


def _restate(patch: Patch, stated: list[str], added: list[str], figures: _Figures) -> None:
    """Change what the file states of last year."""
    if not figures:
        patch.comment_out((KEY,), NOTE)
        return
    if not stated:
        patch.clear((KEY,))
        patch.below((KEY,), *_lines(added, figures, 2))
        return
    for key in stated:
        path, value = (KEY, key), figures.get(key)
        if value is not None:
            patch.replace(path, f"{value:f}")
        elif key in figures:
            patch.clear(path)
            patch.behind(path, TO_FILL)
        else:
            patch.comment_out(path, NOTE)
    patch.below((KEY, stated[-1]), *_lines(added, figures, patch.layout.column((KEY, stated[0]))))


def _lines(keys: Collection[str], figures: _Figures, indent: int) -> Iterator[str]:
    for key in keys:
        value = figures[key]
        yield f"{'':{indent}}{key}:" + (f"  # {TO_FILL}" if value is None else f" {value:f}")
