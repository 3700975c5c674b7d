"""The catalogue of click's words in Chinese."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from discgen.cli.chinese import LANGUAGE, LOCALE, columns

FOLDER = Path(LOCALE) / LANGUAGE / "LC_MESSAGES"


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    """The translations as they are edited."""
    with (FOLDER / "messages.po").open("rb") as file:
        return read_po(file, LANGUAGE)


def test_compiled_catalogue_is_not_stale(catalogue):
    with (FOLDER / "messages.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in (message for message in catalogue if message.id):
        said = compiled.ngettext(*message.id, 1) if message.pluralizable else compiled.gettext(message.id)
        assert said == "".join(message.string), "run `make locale`"


def test_everything_click_says_is_translated(catalogue):
    words = {"_": None, "ngettext": (1, 2)}
    said = {
        found[2]
        for found in extract_from_dir(Path(click.__file__).parent, [("**.py", "python")], {}, words)
    }
    assert len(said) > 50
    assert said - {message.id for message in catalogue if "".join(message.string)} == set()


def test_translations_fill_in_only_what_click_offers(catalogue):
    fields = re.compile(r"\{(\w+)|%\((\w+)\)")
    for message in catalogue:
        offered = set(fields.findall(str(message.id)))
        assert set(fields.findall(str(message.string))) <= offered, message.id


def test_columns_of_a_terminal():
    assert columns("ab 中，“") == 3 + 4 + 1
