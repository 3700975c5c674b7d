"""The list of rules and how one is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from discgen.errors import Problem, Severity
from discgen.figures import FigureBook
from discgen.model import Disclosure


@dataclass(frozen=True, slots=True)
class Limit:
    """A number that a rule compares with and a county may set otherwise.

    Attributes:
        code: The rule's code.
        name: Its Chinese name in the county's settings.
        value: What it is unless a county says otherwise.
    """

    code: str
    name: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule looks at.

    Attributes:
        disclosure: The disclosure.
        book: Its figures, with last year's.
        limits: The limits that a county sets otherwise.
    """

    disclosure: Disclosure
    book: FigureBook
    limits: Mapping[Limit, Decimal] = field(default_factory=dict)

    def limit(self, limit: Limit) -> Decimal:
        """A limit as it is to be applied."""
        return self.limits.get(limit, limit.value)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found.

    Attributes:
        path: The key path concerned; file, line and column follow from it.
        message: What is wrong, with the figures compared; Chinese.
        remedy: How to mend it; Chinese.
    """

    path: str
    message: str
    remedy: str


Check = Callable[[Case], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalogue.

    Attributes:
        code: A letter for the family and three digits.
        severity: How grave a finding is.
        statement: What has to hold, one Chinese sentence.
        source: Where that comes from: arithmetic, a law, a form.
        check: Finds where it does not hold.
    """

    code: str
    severity: Severity
    statement: str
    source: str
    check: Check


_RULES: dict[str, Rule] = {}


def rule(code: str, severity: Severity, statement: str, source: str) -> Callable[[Check], Check]:
    """Register a function as a rule."""

    def register(function: Check) -> Check:
        if code in _RULES:
            raise ValueError(f"two rules bear the code {code}")
        _RULES[code] = Rule(code, severity, statement, source, function)
        return function

    return register


def rules() -> list[Rule]:
    """All rules, by code."""
    return [_RULES[code] for code in sorted(_RULES)]


def check(case: Case) -> Iterator[Problem]:
    """The findings of all rules, as problems without places."""
    for one in rules():
        for finding in one.check(case):
            yield Problem(
                message=finding.message,
                remedy=finding.remedy,
                path=finding.path,
                severity=one.severity,
                code=one.code,
            )
