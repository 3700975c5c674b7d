"""A filing: one department's file, read, validated and joined with its form and last year's figures."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from discgen import forms, paths, rules, validation
from discgen.compose import Composition, compose
from discgen.compose.coverage import unprinted
from discgen.errors import InputError, Problem, Severity
from discgen.figures import FigureBook, convert, figures_of
from discgen.forms import Form
from discgen.model import Disclosure
from discgen.model.schema import SCHEMA_FILE
from discgen.resources import SCHEMAS
from discgen.yamlfile import Source, reading


@dataclass(frozen=True)
class Filing:
    """A readable file.

    Attributes:
        path: The file.
        source: Its text and where each value stands.
        disclosure: What it says.
        form: How it is to be printed.
        book: Its figures, with last year's.
        as_published: Whether figures are shown as they were published, contradictions included.
    """

    path: Path
    source: Source
    disclosure: Disclosure
    form: Form
    book: FigureBook
    as_published: bool = False

    @cached_property
    def composition(self) -> Composition:
        """The composed document and what is missing for it."""
        return compose(self.disclosure, self.form, self.book)

    @cached_property
    def findings(self) -> tuple[Problem, ...]:
        """What does not fit, in the order of the file: what is missing, what is not printed, the rules."""
        found = [
            *self.composition.problems,
            *unprinted(self.disclosure, self.form, self.book, self.composition.document),
            *rules.check(rules.Case(self.disclosure, self.book)),
        ]
        placed = [located(problem, self.source) for problem in found]
        return tuple(sorted(placed, key=lambda problem: (problem.place.line, problem.place.column)))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The findings that forbid publishing; what was published once may contradict itself again."""
        return tuple(
            problem
            for problem in self.findings
            if problem.severity is Severity.ERROR and not (self.as_published and problem.code)
        )


def located(problem: Problem, source: Source) -> Problem:
    """The problem with the place in the file that its key path leads to."""
    return problem.at(source.key_place(paths.split(problem.path)))


def open_filing(path: Path, form_folder: Path | None = None, *, as_published: bool = False) -> Filing:
    """Read a department's file.

    Args:
        path: The YAML file.
        form_folder: A county's own form folder, laid on top of the form that the file names.
        as_published: Whether to show the figures under `公布数` instead of what is computed.

    Raises:
        InputError: The file, its last year's file or the form is wrong; carries all problems found.
    """
    source, disclosure = _read(path)
    try:
        form = forms.load(disclosure.form, form_folder)
    except InputError as error:
        raise InputError(
            located(problem, source) if problem.path else problem for problem in error.problems
        ) from error
    book = FigureBook(
        figures_of(disclosure),
        _last_year(path, source, disclosure),
        disclosure.amount_unit,
        form.number_formats(disclosure),
        disclosure.published if as_published else None,
    )
    return Filing(path, source, disclosure, form, book, as_published)


def _read(path: Path) -> tuple[Source, Disclosure]:
    """Read and validate a file against the schema."""
    source = reading.read(path)
    schema = json.loads((SCHEMAS / SCHEMA_FILE).read_text(encoding="utf-8"))
    if problems := validation.problems(source, schema):
        raise InputError(problems)
    try:
        return source, Disclosure.model_validate(source.data)
    except ValidationError as error:
        raise InputError(_model_problem(detail, source) for detail in error.errors()) from error


def _model_problem(detail: Mapping[str, Any], source: Source) -> Problem:
    """What the schema cannot say, such as a day that no calendar has."""
    path = [part for part in detail["loc"] if isinstance(part, int) or not part.isascii()]
    value = detail["input"]
    return located(
        Problem(f"“{paths.join(path)}”的值“{value}”不合规定", "日期要真有这一天", path=paths.join(path)),
        source,
    )


def _last_year(path: Path, source: Source, disclosure: Disclosure) -> dict[str, Decimal]:
    """Last year's figures in this file's unit: from last year's file, or as written inline."""
    stated = disclosure.last_year
    if stated is None:
        return {}
    if not isinstance(stated, str):
        return stated.figures()
    _, before = _read_last_year(path.parent / stated, source)
    if before.year != disclosure.year - 1:
        raise InputError(
            located(
                Problem(
                    f"上年的文件“{stated}”是{before.year}年度的，应当是{disclosure.year - 1}年度的",
                    "改成上一年度的文件",
                    path="上年",
                ),
                source,
            )
        )
    return {
        figure.key: convert(figure.value, before.amount_unit, disclosure.amount_unit)
        if figure.money
        else figure.value
        for figure in figures_of(before).values()
    }


def _read_last_year(path: Path, source: Source) -> tuple[Source, Disclosure]:
    try:
        return _read(path)
    except InputError as error:
        here = located(Problem(f"上年的文件“{path.name}”用不了", "先改正上年的文件", path="上年"), source)
        problems: Sequence[Problem] = error.problems
        raise InputError([here, *(replace(problem) for problem in problems)]) from error
