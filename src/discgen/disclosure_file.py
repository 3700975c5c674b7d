"""A disclosure from a file: read, validated, and with the place of every value."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from discgen import paths, validation
from discgen.errors import InputError, Problem
from discgen.model import Disclosure
from discgen.model.schema import SCHEMA_FILE
from discgen.readers.kinds import kind_named
from discgen.resources import SCHEMAS
from discgen.yamlfile import Source, reading


def read(path: Path) -> tuple[Source, Disclosure]:
    """Read a disclosure from a file: YAML, or an old document, which is parsed.

    Args:
        path: The file.

    Returns:
        The YAML of the disclosure, with the place of every value, and what it says.

    Raises:
        InputError: The file is wrong; carries all problems found.
    """
    source = reading.read(path) if _is_yaml(path) else _parsed(path)
    schema = json.loads((SCHEMAS / SCHEMA_FILE).read_text(encoding="utf-8"))
    if problems := validation.problems(source, schema):
        raise InputError(problems)
    try:
        return source, Disclosure.model_validate(source.data)
    except ValidationError as error:
        raise InputError(_model_problem(detail, source) for detail in error.errors()) from error


def _is_yaml(path: Path) -> bool:
    """Whether a file is taken for YAML: by its name, as every file without an ending that we know."""
    return kind_named(path.suffix) is None


def _parsed(path: Path) -> Source:
    """The YAML that an old document becomes, with the lines of the document that its values stand in."""
    from discgen.parsing import parse  # noqa: PLC0415 - readers and interpreter are slow to import

    parsed = parse(path)
    source = reading.read_text(parsed.yaml(), path)
    return replace(source, passages=parsed.interpretation.passages)


def _model_problem(detail: Mapping[str, Any], source: Source) -> Problem:
    """What the schema cannot say, such as a day that no calendar has."""
    path = [part for part in detail["loc"] if isinstance(part, int) or not part.isascii()]
    value = detail["input"]
    return located(
        Problem(f"“{paths.join(path)}”的值“{value}”不合规定", "日期要真有这一天", path=paths.join(path)),
        source,
    )


def located(problem: Problem, source: Source) -> Problem:
    """The problem with the place that its key path leads to: in the file, or in the words of a document."""
    path = paths.split(problem.path)
    place = source.key_place(path)
    if source.passages is not None:
        words, column = source.passages.meant(path, problem.message)
        place = replace(place, source=words, column=column)
    return problem.at(place)
