"""Interpreting is the inverse of composing: what a document says comes back as it was filled in."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import printed_disclosures
from discgen import forms
from discgen.blocks import Document
from discgen.compose import compose
from discgen.figures import FigureBook, figures_of
from discgen.interpret import interpret
from discgen.model import Disclosure, LastYear


def composed(data: dict[str, Any], *, as_published: bool = False) -> Document:
    """The document of a file's data."""
    disclosure = Disclosure.model_validate(data)
    form = forms.load(disclosure.form)
    last_year = disclosure.last_year
    book = FigureBook(
        figures_of(disclosure),
        last_year.figures() if isinstance(last_year, LastYear) else {},
        disclosure.amount_unit,
        form.number_formats(disclosure),
        disclosure.published if as_published else None,
    )
    composition = compose(disclosure, form, book)
    problems = [one.message for one in composition.problems if not (as_published and one.code)]
    assert not problems, problems
    return composition.document


@pytest.mark.parametrize("form", printed_disclosures.FORMS)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_was_filled_in_comes_back(form, data):
    filled_in = data.draw(printed_disclosures.disclosures(form))
    document = composed(filled_in)
    found = interpret(document).data
    assert Disclosure.model_validate(found) == Disclosure.model_validate(filled_in)
