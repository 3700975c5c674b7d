"""The figures that a document shows: those once published where they differ, the computed ones elsewhere.

A total that was published wrongly makes everything that is computed from its parts differ as well. Rules
that compare figures with each other compare what is shown, so that one mistake is one finding.
"""

from __future__ import annotations

from decimal import Decimal

from discgen.figures import convert
from discgen.rules.registry import Case

CHANGE = ".增减"
"""Ends the key of a published change."""
BEFORE = ".上年"
"""Ends the key of a figure published as last year's."""


def printed_unit(case: Case, key: str) -> str:
    """The unit in which a figure is printed; the file's own for counts."""
    figure = case.book.this_year.get(key)
    return case.book.style(key).unit if figure is None or figure.money else case.book.unit


def published(case: Case, key: str, aspect: str = "") -> Decimal | None:
    """A figure under `公布数`, in the file's unit; None where what was published is what is computed.

    Args:
        case: What is looked at.
        key: The figure's key.
        aspect: `CHANGE` or `BEFORE`, "" for the figure itself.
    """
    value = (case.disclosure.published or {}).get(key + aspect)
    return None if value is None else convert(value, printed_unit(case, key), case.book.unit)


def shown(case: Case, key: str) -> Decimal | None:
    """This year's figure as it is shown, in the file's unit; None when it is not filled in."""
    value = published(case, key)
    return case.book.value(key) if value is None else value


def shown_before(case: Case, key: str) -> Decimal | None:
    """Last year's figure as it is shown, in the file's unit; None when it is unknown."""
    value = published(case, key, BEFORE)
    return case.book.last_year.get(key) if value is None else value


def shown_change(case: Case, key: str) -> Decimal | None:
    """This year's figure less last year's, as it is shown; None when it is unknown."""
    value = published(case, key, CHANGE)
    return difference(case, key) if value is None else value


def difference(case: Case, key: str) -> Decimal | None:
    """This year's figure less last year's, both as shown; None when either is unknown."""
    now, before = shown(case, key), shown_before(case, key)
    return None if now is None or before is None else now - before
