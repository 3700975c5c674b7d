"""What a check found, and how programs get it: JSON under stable Chinese keys, which the manual lists."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from discgen.cli.report import counts
from discgen.errors import Problem, Severity
from discgen.sections import section_of

FORMAT_VERSION = 1
"""Raised when a program that reads the JSON needs changing."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One file that was checked.

    Attributes:
        file: The file as the user named it.
        settings: The county's settings that were followed; None where there were none, or the file could
            not be read.
        problems: What was found, in the order of the file.
    """

    file: Path
    settings: Path | None
    problems: Sequence[Problem]


def failing(one: Checked, *, strict: bool) -> Checked:
    """The result with those problems alone for which the check fails; with `strict`, warnings too."""
    severities = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    grave = [
        problem for problem in one.problems if problem.severity in severities and not problem.acknowledged
    ]
    return replace(one, problems=grave)


def problems_of(results: Iterable[Checked]) -> list[Problem]:
    """The problems of all files, each once: many files may share the settings that are wrong."""
    return list(dict.fromkeys(problem for one in results for problem in one.problems))


def as_json(results: Sequence[Checked]) -> str:
    """What was found in each file. What is not known is null; no key is ever left out."""
    content = {
        "格式版本": FORMAT_VERSION,
        "文件": [
            {
                "文件": str(one.file),
                "检查设置": _text(one.settings),
                "结果": [_finding(problem) for problem in one.problems],
            }
            for one in results
        ],
        "小结": counts(problems_of(results)),
    }
    return json_text(content)


def json_text(content: Any) -> str:
    """JSON of one line end; what UTF-8 cannot hold, such as a byte of a file's name, is escaped."""
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    return text.encode(errors="backslashreplace").decode()


def _finding(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {
        "规则": problem.code or None,
        "级别": str(problem.severity),
        "问题": problem.message,
        "办法": problem.remedy or None,
        "部分": section_of(problem.path) or None,
        "位置": problem.path or None,
        "文件": _text(place.file),
        "行": place.line or None,
        "列": place.column or None,
        "原文": place.source or None,
        "核实的理由": problem.acknowledged or None,
    }


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)
