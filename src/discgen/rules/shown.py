"""The figures that a document shows: those once published where they differ, the computed ones elsewhere.

A total that was published wrongly makes everything that is computed from its parts differ as well. Rules
that compare figures with each other compare what is shown, so that one mistake is one finding.
"""

from __future__ import annotations

from decimal import Decimal

from discgen.figures import FigureBook
from discgen.rules.registry import Case

_UNKNOWN_YEAR = 2000
"""What stands for the year of a document that names none; no budget of that year was disclosed."""


def year_is_known(case: Case) -> bool:
    """Whether the budget year is that of the document, and does not stand for one that it lacks."""
    return case.disclosure.year != _UNKNOWN_YEAR


def _as_published(case: Case) -> FigureBook:
    return case.book.as_published(case.disclosure.published or {})


def published(case: Case, key: str, aspect: str = "") -> Decimal | None:
    """A figure under `公布数`, in the file's unit; None where what was published is what is computed.

    Args:
        case: What is looked at.
        key: The figure's key.
        aspect: `CHANGE` or `BEFORE`, "" for the figure itself.
    """
    return _as_published(case).stated(key, aspect)


def shown(case: Case, key: str) -> Decimal | None:
    """This year's figure as it is shown, in the file's unit; None when it is not filled in."""
    return _as_published(case).shown(key)


def shown_before(case: Case, key: str) -> Decimal | None:
    """Last year's figure as it is shown, in the file's unit; None when it is unknown."""
    return _as_published(case).shown_before(key)


def shown_change(case: Case, key: str) -> Decimal | None:
    """This year's figure less last year's, as it is shown; None when it is unknown."""
    return _as_published(case).change(key)


def difference(case: Case, key: str) -> Decimal | None:
    """This year's figure less last year's, both as shown; None when either is unknown."""
    now, before = shown(case, key), shown_before(case, key)
    return None if now is None or before is None else now - before
