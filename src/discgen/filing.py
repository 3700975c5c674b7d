"""A filing: one department's file joined with its form, last year's figures and the county's settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from discgen import disclosure_file, forms, paths, rules
from discgen.acknowledgement import acknowledged
from discgen.compose import Composition, compose
from discgen.compose.coverage import unfilled, unprinted
from discgen.disclosure_file import located
from discgen.errors import InputError, Problem
from discgen.figures import FigureBook, figures_of
from discgen.forms import Form
from discgen.last_year import figures_given, figures_stated
from discgen.model import Disclosure
from discgen.settings import Settings, settings_for
from discgen.yamlfile import Source


@dataclass(frozen=True)
class Filing:
    """A readable file.

    Attributes:
        path: The file.
        source: Its text and where each value stands.
        disclosure: What it says.
        form: How it is to be printed.
        book: Its figures, with last year's.
        settings: What the county wants otherwise than the rules have it.
        earlier: The figures of the file that was given to compare with, None when there was none.
        as_published: Whether figures are shown as they were published, contradictions included.
    """

    path: Path
    source: Source
    disclosure: Disclosure
    form: Form
    book: FigureBook
    settings: Settings
    earlier: Mapping[str, Decimal] | None = None
    as_published: bool = False

    @cached_property
    def composition(self) -> Composition:
        """The composed document and what is missing for it."""
        return compose(self.disclosure, self.form, self.book)

    @cached_property
    def findings(self) -> tuple[Problem, ...]:
        """What does not fit, in the order of the file: what is missing, what is not printed, the rules."""
        case = rules.Case(self.disclosure, self.book, self.settings.limits, self.earlier)
        found = [
            *self.composition.problems,
            *unfilled(self.disclosure),
            *unprinted(self.disclosure, self.form, self.book, self.composition.document),
            *rules.check(case),
        ]
        judged = self.settings.judged(acknowledged(found, self.disclosure.acknowledgements))
        in_order = sorted(judged, key=lambda problem: self.source.key_mark(paths.split(problem.path)))
        return tuple(located(problem, self.source) for problem in in_order)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The findings that forbid publishing; what was published once may contradict itself again."""
        return tuple(
            problem
            for problem in self.findings
            if problem.is_error and not (self.as_published and problem.code)
        )


def open_filing(
    path: Path,
    form_folder: Path | None = None,
    *,
    as_published: bool = False,
    settings: Path | None = None,
    last_year: Path | None = None,
) -> Filing:
    """Read a department's file.

    Args:
        path: The file.
        form_folder: A county's own form folder, laid on top of the form that the file names.
        as_published: Whether to show the figures under `公布数` instead of what is computed.
        settings: The county's settings; without it those that lie beside the file or above it.
        last_year: Last year's file, to compare with; its figures are last year's for a file that says
            nothing about last year.

    Raises:
        InputError: The file, last year's file, the settings or the form is wrong; carries all problems
            found.
    """
    county = settings_for(path, settings)
    source, disclosure = disclosure_file.read(path)
    form = _form(source, disclosure, form_folder)
    earlier = None if last_year is None else figures_given(last_year, disclosure)
    before = figures_stated(source, disclosure, path.parent)
    book = FigureBook(
        figures_of(disclosure),
        (earlier or {}) if before is None else before,
        disclosure.amount_unit,
        form.number_formats(disclosure),
        disclosure.published if as_published else None,
    )
    return Filing(path, source, disclosure, form, book, county, earlier, as_published)


def _form(source: Source, disclosure: Disclosure, folder: Path | None) -> Form:
    """The form that the file names, with the county's folder on top."""
    try:
        return forms.load(disclosure.form, folder)
    except InputError as error:
        raise InputError(
            located(problem, source) if problem.path else problem for problem in error.problems
        ) from error
