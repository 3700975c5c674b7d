"""Checks a file against the JSON Schema and says in Chinese what does not fit, all of it at once.

jsonschema finds the faults (`faults`); the schema's own titles, descriptions and examples say what a field
is (`fields`); `keys` and `wording` make a message and a remedy of the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from discgen.errors import Place, Problem
from discgen.yamlfile import Source

MAX_PROBLEMS = 1000


def problems(source: Source, schema: Mapping[str, Any]) -> list[Problem]:
    """Validate a file.

    Args:
        source: The file.
        schema: A JSON Schema, draft 2020-12, that refers to nothing outside itself. Messages name a field
            by its key and `title` and advise by its `description` and `examples`; the keyword `x-提示` of a
            field, where present, is the advice for a value of the wrong form.

    Returns:
        All problems in the order of the file; of more than `MAX_PROBLEMS` as many, and a last one that says
        so.
    """
    from discgen.validation.inspection import Inspection  # noqa: PLC0415 - jsonschema is slow to import.

    found = Inspection(source, schema).problems()
    listed = sorted(dict.fromkeys(islice(found, MAX_PROBLEMS)), key=_position)
    if next(found, None) is not None:
        listed.append(
            Problem(f"错误太多，只列出 {MAX_PROBLEMS} 处", "先改正这些，再检查一次", Place(source.file))
        )
    return listed


def _position(problem: Problem) -> tuple[int, int]:
    return problem.place.line, problem.place.column
