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
        name: Its Chinese name in the county's settings, with the unit where it has one; a limit is listed
            under it as soon as it is declared.
        value: What it is unless a county says otherwise, 0 or more.

    Raises:
        ValueError: The rule has another limit of that name.
    """

    code: str
    name: str
    value: Decimal

    def __post_init__(self) -> None:
        """Enter the limit in the list."""
        if _LIMITS.setdefault((self.code, self.name), self) is not self:
            raise ValueError(f"two limits of {self.code} bear the name {self.name}")


_LIMITS: dict[tuple[str, str], Limit] = {}


def limits() -> list[Limit]:
    """All limits, by rule code and name."""
    return [_LIMITS[key] for key in sorted(_LIMITS)]


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule looks at.

    Attributes:
        disclosure: The disclosure.
        book: Its figures, with last year's.
        limits: The limits that a county sets otherwise.
        earlier: The figures of the file that is to be compared with as last year's, by key and in this
            file's unit; None when there is none. They need not be those of the book, which come from this
            file's own `上年` where it has one.
    """

    disclosure: Disclosure
    book: FigureBook
    limits: Mapping[Limit, Decimal] = field(default_factory=dict)
    earlier: Mapping[str, Decimal] | None = None

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


def _elsewhere(_: Case) -> Iterable[Finding]:
    """Find nothing: what the rule looks at is no part of a case."""
    return ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalogue.

    Attributes:
        code: A letter for the family and three digits.
        severity: How grave a finding is.
        statement: What has to hold, one Chinese sentence.
        source: Where that comes from: arithmetic, a law, a form.
        check: Finds where it does not hold; nothing for a rule of `CHECKED_ELSEWHERE`.
    """

    code: str
    severity: Severity
    statement: str
    source: str
    check: Check = _elsewhere


UNMATCHED = Rule("H101", Severity.NOTE, "“核实”的每一条都对得上一个检查结果", "核实的用处")
CHECKED_ELSEWHERE = (
    Rule("F101", Severity.ERROR, "填写的数在版式中都有地方印", "版式"),
    Rule("F102", Severity.WARNING, "填写的文字在版式中都有地方印", "版式"),
    Rule("F103", Severity.ERROR, "表格里必填的格都填了", "版式"),
    UNMATCHED,
)
"""Rules about the composed document and about the acknowledgements: catalogued and set like all others."""

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
    """The rules about a case, by code."""
    return [_RULES[code] for code in sorted(_RULES)]


def catalogue() -> list[Rule]:
    """All rules, by code."""
    return sorted((*CHECKED_ELSEWHERE, *rules()), key=lambda one: one.code)


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
