"""The figures for machines: each with what it was last year and how it changed, where that is known."""

import json
from decimal import Decimal

import pytest

from discgen.export import figures_json
from discgen.filing import open_filing


def exported(path):
    """The figures of a file as published, by key."""
    figures = json.loads(figures_json(open_filing(path, as_published=True)))["数"]
    return {one["键"]: one for one in figures}


@pytest.mark.parametrize(
    ("published", "before", "change"),
    [
        ({}, None, None),
        ({"收入.合计.增减": Decimal("-3.5")}, None, "-3.5"),
        ({"收入.合计.上年": Decimal(100)}, "100", "30.75"),
        ({"收入.合计.上年": Decimal(100), "收入.合计.增减": Decimal(31)}, "100", "31"),
    ],
)
def test_what_was_published_of_last_year_is_exported(published, before, change, write):
    figure = exported(write(("公布数", published)))["收入.合计"]
    assert (figure.get("上年"), figure.get("增减")) == (before, change)


def test_what_follows_from_last_years_figures_is_exported(write):
    figure = exported(write())["三公经费.合计"]
    assert (figure["上年"], figure["增减"]) == ("3.2", "0.0")
