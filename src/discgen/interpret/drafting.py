"""Data on its way to a file: the disclosure it makes, its figures and what it prints, as published."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from discgen.compose import Composition, compose
from discgen.figures import FigureBook, figures_of
from discgen.forms import Form
from discgen.model import Disclosure, LastYear


class Draft:
    """What some data says and prints; each worked out when it is first asked for.

    Args:
        data: The data, valid against the schema. It may be changed afterwards; the draft stays as it was
            from the first question on.
        form: The form.
    """

    def __init__(self, data: dict[str, Any], form: Form) -> None:
        self._form = form
        self.disclosure = Disclosure.model_validate(data)

    @cached_property
    def book(self) -> FigureBook:
        """The figures as published."""
        last_year = self.disclosure.last_year
        return FigureBook(
            figures_of(self.disclosure),
            last_year.figures() if isinstance(last_year, LastYear) else {},
            self.disclosure.amount_unit,
            self._form.number_formats(self.disclosure),
            self.disclosure.published,
        )

    @cached_property
    def composition(self) -> Composition:
        """The document."""
        return compose(self.disclosure, self._form, self.book)
