"""A sound disclosure damaged in one place is found by the rule meant for it, there, and by no other."""

import copy

import pytest
from hypothesis import HealthCheck, assume, find, given, settings
from hypothesis import strategies as st

from complete_disclosures import complete
from conftest import SAMPLES
from damages import DAMAGES
from discgen import forms
from discgen.figures import FigureBook, figures_of
from discgen.filing import open_filing
from discgen.model import Disclosure, LastYear
from discgen.rules import Case, check

REASONABLE = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))


def sample(path):
    """A sample as plain data, with last year's figures where they stand in a file of their own."""
    filing = open_filing(path)
    return plain(filing.disclosure.model_dump(by_alias=True, exclude_unset=True)), filing.book.last_year


def plain(node):
    """The data with lists for tuples, so that it can be changed."""
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    return [plain(item) for item in node] if isinstance(node, tuple) else node


SOUND = [sample(path) for path in SAMPLES]
generated = complete().map(lambda data: (data, {}))
GENERATED = find(generated, lambda _: True)


def damageable(damage):
    """The sound disclosures that have a place for a damage, generated ones as often as samples."""
    fit = [base for base in SOUND if any(True for _ in damage.places(base[0]))]
    kinds = [st.sampled_from(fit)] if fit else []
    if any(True for _ in damage.places(GENERATED[0])):
        kinds.append(generated)
    return st.one_of(kinds)


def case_of(data, before):
    disclosure = Disclosure.model_validate(data)
    stated = disclosure.last_year
    last = stated.figures() if isinstance(stated, LastYear) else before
    formats = forms.load(disclosure.form).number_formats(disclosure)
    return Case(disclosure, FigureBook(figures_of(disclosure), last, disclosure.amount_unit, formats))


def lies_in(path, place):
    """Whether a key path is another one or lies below it."""
    return path == place or path.startswith((f"{place}.", f"{place}["))


@REASONABLE
@given(st.one_of(generated, st.sampled_from(SOUND)))
def test_what_is_sound_has_no_finding(base):
    assert list(check(case_of(*base))) == []


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
@REASONABLE
@given(st.data())
def test_a_damage_is_found_by_its_rule_at_its_place(damage, data):
    before, last = data.draw(damageable(damage))
    places = list(damage.places(before))
    assume(places)
    place = data.draw(st.sampled_from(places))
    after = copy.deepcopy(before)
    damage.spoil(data.draw, after, place)
    found = [(one.code, one.path) for one in check(case_of(after, last))]
    meant = damage.at(place)
    assert any(code in damage.fires and lies_in(path, meant) for code, path in found), found
    assert {code for code, _ in found} <= {*damage.fires, *damage.may}, found


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damage_can_be_done_to_some_disclosure(damage):
    assert not damageable(damage).is_empty
