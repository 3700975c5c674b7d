"""Copies: indicator tables that were copied from one project to another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from discgen.errors import Severity
from discgen.model.performance import Indicator, Project
from discgen.rules.performance import GRANT
from discgen.rules.reading import fold
from discgen.rules.registry import Case, Finding, rule

_FEWEST = 5
_MOST = 0.6
_ALIKE = 60  # percent; one task paid from several sources has names and goals that vary


@dataclass(frozen=True)
class _Copyable:
    """A project with what may have been copied.

    Attributes:
        name: Its name without what tells where the money comes from.
        goals: Its goals, folded.
        rows: Its indicators: name, description and value, folded.
    """

    name: str
    goals: str
    rows: frozenset[tuple[str, str, str]]


@rule("P114", Severity.NOTE, "不同项目的绩效指标不照抄", "前后一致")
def indicators_are_not_copied(case: Case) -> Iterator[Finding]:
    """Most rows of a project are not those of another one that is about something else.

    Where the goals are the same, another rule says so.
    """
    projects = case.disclosure.performance.projects
    read = [_copyable(one) for one in projects]
    told: set[int] = set()
    for (first, one), (number, other) in combinations(enumerate(read), 2):
        same = len(one.rows & other.rows)
        enough = max(_FEWEST, _MOST * max(len(one.rows), len(other.rows)))
        if same < enough or number in told or _are_alike(one, other):
            continue
        told.add(number)
        source = f"第{first + 1}个项目“{projects[first].name}”"
        yield Finding(
            f"绩效.项目[{number}].指标",
            f"项目“{projects[number].name}”有{same}个指标与{source}的完全相同",
            "核对是不是从别处抄来的，按本项目的内容填写",
        )


def _copyable(project: Project) -> _Copyable:
    rows = frozenset(map(_cells, project.indicators or ()))
    return _Copyable(GRANT.sub("", fold(project.name)), fold(project.goals or ""), rows)


def _cells(one: Indicator) -> tuple[str, str, str]:
    return fold(one.level3), fold(one.description), fold(one.value)


def _are_alike(one: _Copyable, other: _Copyable) -> bool:
    """Whether two projects are about the same thing, by their names or goals."""
    goals = one.goals, other.goals
    return fuzz.partial_ratio(one.name, other.name) >= _ALIKE or fuzz.ratio(*goals) >= _ALIKE
