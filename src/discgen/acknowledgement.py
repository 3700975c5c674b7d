"""Findings that somebody looked into and that stand as they are, with the reason, under `核实`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from discgen.errors import Problem
from discgen.model.disclosure import Acknowledgement
from discgen.rules.registry import UNMATCHED, catalogue


def acknowledged(problems: Sequence[Problem], reasons: Sequence[Acknowledgement]) -> Iterator[Problem]:
    """The problems, with the reason where one is acknowledged.

    Rule and key path name a finding; any severity may be acknowledged, for who audits the file sees the
    finding and the reason. What bears no code cannot be: it is not a judgement but something missing.

    Args:
        problems: What was found.
        reasons: What the file acknowledges.

    Yields:
        Every problem, an acknowledged one with its reason on one line; then a hint for each acknowledgement
        that no problem answers to.
    """
    said = {(one.rule, one.path or ""): " ".join(one.reason.split()) for one in reasons}
    for problem in problems:
        yield replace(problem, acknowledged=said.get((problem.code, problem.path), ""))
    found = {(problem.code, problem.path) for problem in problems}
    for number, one in enumerate(reasons):
        if (one.rule, one.path or "") not in found:
            elsewhere = [problem.path for problem in problems if problem.code == one.rule]
            yield _unmatched(one, f"核实[{number}]", elsewhere)


def _unmatched(one: Acknowledgement, path: str, elsewhere: Sequence[str]) -> Problem:
    """The hint that an acknowledgement answers to no finding.

    Args:
        one: The acknowledgement.
        path: Its own key path.
        elsewhere: Where its rule did find something.
    """
    if one.rule not in {known.code for known in catalogue()}:
        message, remedy = f"没有编号为“{one.rule}”的规则", "照抄检查结果里的编号"
    else:
        where = f"在“{one.path}”" if one.path else ""
        message = f"规则 {one.rule} {where}没有查出问题，这一条核实用不着"
        remedy = "问题已经改正的，删去这一条"
        if places := [f"“{place}”" for place in elsewhere if place]:
            remedy += f"；位置写错的，改成{'、'.join(places)}"
    return Problem(message, remedy, path=path, severity=UNMATCHED.severity, code=UNMATCHED.code)
