"""Sums: what is declared to be a sum is what the model adds up, in every disclosure."""

from decimal import Decimal

from hypothesis import given, settings
from pydantic import ValidationError

from conftest import SAMPLES
from discgen.figures import figures_of
from discgen.filing import open_filing
from discgen.model import Disclosure
from discgen.rules.sums import breakdowns
from generated_disclosures import disclosures


def assert_declared_sums_hold(figures):
    sums = breakdowns(figures)
    for whole, terms in sums.items():
        parts = (term.sign * figures[term.key].value for term in terms)
        assert figures[whole].value == sum(parts, start=Decimal(0)), whole
    undeclared = [key for key, one in figures.items() if one.computed and one.value and key not in sums]
    assert undeclared == []


@settings(max_examples=60, deadline=None)
@given(disclosures)
def test_every_computed_figure_is_the_sum_it_is_declared_to_be(data):
    try:
        disclosure = Disclosure.model_validate(data)
    except ValidationError:
        return
    assert_declared_sums_hold(figures_of(disclosure))


def test_the_samples_hold_every_kind_of_sum():
    for sample in SAMPLES:
        assert_declared_sums_hold(open_filing(sample).book.this_year)
