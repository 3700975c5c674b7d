"""A county's settings (`discgen.yaml`): rules switched off, severities changed, limits set.

What it may say follows from the rules that there are, so its declaration is made from their catalogue.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from pydantic import create_model

from discgen import validation
from discgen.errors import InputError, Problem, Severity
from discgen.model.fields import Entry, Quantity, key
from discgen.model.schema import FileSchema
from discgen.rules.registry import Limit, catalogue, limits
from discgen.yamlfile import reading

FILE_NAME = "discgen.yaml"
OFF = "关闭"

Level = Literal["关闭", "错误", "警告", "提示"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a county wants otherwise than the rules have it.

    Attributes:
        file: Where that is said; None when nothing is.
        severities: Severities by rule code; None for a rule that is switched off.
        limits: The limits that are set.
    """

    file: Path | None = None
    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    limits: Mapping[Limit, Decimal] = field(default_factory=dict)

    def judged(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The problems as grave as the county has it, those of rules switched off left out."""
        for problem in problems:
            severity = self.severities.get(problem.code, problem.severity)
            if severity is not None:
                yield replace(problem, severity=severity)


def settings_for(path: Path, named: Path | None = None) -> Settings:
    """The settings that hold for a file.

    Args:
        path: The file.
        named: The settings that the user names; without them `discgen.yaml` of the file's folder, or else
            of the nearest folder above that has one.

    Raises:
        InputError: The settings are wrong.
    """
    file = named or _nearest(path)
    return Settings() if file is None else _load(file)


def _nearest(path: Path) -> Path | None:
    beside = (folder / FILE_NAME for folder in path.absolute().parents)
    # Path.is_file raises where a folder above may not be looked into.
    return next((file for file in beside if os.path.isfile(file)), None)  # noqa: PTH113 as said


def _load(path: Path) -> Settings:
    """Read a settings file."""
    declared = _declaration()
    source = reading.read(path)
    schema = declared.model_json_schema(by_alias=True, schema_generator=FileSchema)
    if problems := validation.problems(source, schema):
        raise InputError(problems)
    said: dict[str, Entry] = dict(declared.model_validate(source.data).entries())
    known = {(limit.code, limit.name): limit for limit in limits()}
    return Settings(
        path,
        {code: None if level == OFF else Severity(level) for code, level in said["规则"].entries()},
        {
            known[code, name]: value
            for code, below in said["限值"].entries()
            for name, value in below.entries()
        },
    )


def _declaration() -> type[Entry]:
    """What a settings file may say: a level for every rule, a number for every limit."""
    levels = {
        rule.code: (Level | None, key(rule.code, rule.statement, example="警告", default=None))
        for rule in catalogue()
    }
    below = {
        code: (_limits_of(code, those) | None, key(code, "这条规则的限值", default=None))
        for code, those in groupby(limits(), key=lambda limit: limit.code)
    }
    return _entry(
        "SettingsFile",
        rules=(_entry("Levels", **levels), key("规则", "规则的级别", default={}, validate_default=True)),
        limits=(_entry("Limits", **below), key("限值", "规则的限值", default={}, validate_default=True)),
    )


def _limits_of(code: str, those: Iterable[Limit]) -> type[Entry]:
    fields = {
        f"limit_{number}": (
            Quantity | None,
            key(limit.name, limit.name, f"不写时是 {limit.value}", default=None),
        )
        for number, limit in enumerate(those)
    }
    return _entry(f"Limits{code}", **fields)


def _entry(name: str, **fields: Any) -> type[Entry]:
    model: type[Entry] = create_model(name, __base__=Entry, **fields)
    return model
