"""What the tests of rules share: cases made of the small disclosure, and what is found in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from conftest import changed
from discgen.errors import Problem
from discgen.figures import FigureBook, NumberFormat, figures_of
from discgen.model import Disclosure, LastYear
from discgen.rules import Case, check, rules

Changes = Iterable[tuple[str, Any]]


def case_of(*changes: tuple[str, Any], earlier: Mapping[str, Decimal] | None = None) -> Case:
    """The small disclosure with changes, and a reason for its 三公 expenses, as rules see it."""
    disclosure = Disclosure.model_validate(changed(("三公经费/原因", {"总体": "维修"}), *changes))
    last = disclosure.last_year.figures() if isinstance(disclosure.last_year, LastYear) else {}
    formats = {"": NumberFormat(), "绩效.项目.预算": NumberFormat(unit="元")}
    book = FigureBook(figures_of(disclosure), last, disclosure.amount_unit, formats)
    return Case(disclosure, book, earlier=earlier)


def found(case: Case, families: str) -> list[Problem]:
    """What the rules of some families find, by their first letters."""
    return [problem for problem in check(case) if problem.code[0] in families]


def places(case: Case, families: str) -> list[tuple[str, str]]:
    """The codes and paths of what is found."""
    return [(problem.code, problem.path) for problem in found(case, families)]


def only(case: Case, families: str) -> Problem:
    """The one thing that is found."""
    [problem] = found(case, families)
    return problem


def codes_of(*families: str) -> list[str]:
    """The codes of the registered rules of some families, as `A1` or `T`."""
    return [one.code for one in rules() if one.code.startswith(families)]
