"""What a check found as SARIF 2.1.0, the format that code hosts and editors show findings from.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0; the sections named are its.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from discgen.cli.results import Checked, json_text, problems_of
from discgen.errors import Place, Problem, Severity
from discgen.rules.registry import Rule, catalogue

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def as_sarif(results: Sequence[Checked]) -> str:
    """What was found in all files, as a log of one run."""
    run = {
        "tool": {"driver": _driver(catalogue())},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem) for problem in problems_of(results)],
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(rules: Iterable[Rule]) -> dict[str, Any]:
    """The program and its rules; section 3.19."""
    return {
        "name": "discgen",
        "version": version("discgen"),
        "rules": [
            {
                "id": rule.code,
                "shortDescription": {"text": rule.statement},
                "help": {"text": f"依据：{rule.source}"},
                "defaultConfiguration": {"level": LEVELS[rule.severity]},
            }
            for rule in rules
        ],
    }


def _result(problem: Problem) -> dict[str, Any]:
    """A finding; section 3.27.

    Results of one run must all have `suppressions` or none, so each has them, empty or not (3.27.23).
    """
    text = f"{problem.message}。办法：{problem.remedy}" if problem.remedy else problem.message
    result: dict[str, Any] = {
        "level": LEVELS[problem.severity],
        "message": {"text": text},
        "locations": [_location(problem)],
        "suppressions": (
            [{"kind": "inSource", "justification": problem.acknowledged}] if problem.acknowledged else []
        ),
    }
    return {"ruleId": problem.code, **result} if problem.code else result


def _location(problem: Problem) -> dict[str, Any]:
    """Where the finding stands in the file, and under which key; section 3.28."""
    location: dict[str, Any] = {}
    if problem.place.file is not None:
        location["physicalLocation"] = {
            "artifactLocation": {"uri": _uri(problem.place.file)},
            **_region(problem.place),
        }
    if problem.path:
        location["logicalLocations"] = [{"fullyQualifiedName": problem.path}]
    return location


def _uri(file: Path) -> str:
    """A file as a URI reference, relative where the user named it so; section 3.4.3."""
    return file.as_uri() if file.is_absolute() else quote(os.fsencode(file.as_posix()))


def _region(place: Place) -> dict[str, Any]:
    """The line from the column on; section 3.30."""
    if not place.line:
        return {}
    region: dict[str, Any] = {"startLine": place.line, "snippet": {"text": place.source}}
    return {"region": {**region, "startColumn": place.column} if place.column else region}
