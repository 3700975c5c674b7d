"""The samples: complete files without contradictions, at least one for every form, in prose of our own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from conftest import ROOT, SAMPLES
from discgen import forms
from discgen.filing import open_filing
from discgen.yamlfile import reading

FIXTURES = sorted((ROOT.parent / "shared" / "fixtures").glob("*/original.txt"))
LONGEST_SHARED_RUN = 24
"""Characters; a longer run in common with a published disclosure is a copied sentence."""
NAMES = {"名称", "项目名称", "三级"}
"""Keys of names of units, projects and indicators: facts, which may be those of a real disclosure."""

each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)


def test_the_folder_holds_a_sample_of_every_family():
    assert len(SAMPLES) >= 6


@each_sample
def test_a_sample_opens_without_any_finding(sample):
    assert open_filing(sample).findings == ()


@each_sample
def test_a_sample_completes_in_an_editor(sample):
    schema = "# yaml-language-server: $schema=../schemas/disclosure.schema.json"
    assert sample.read_text(encoding="utf-8").splitlines()[0] == schema


def test_every_shipped_form_has_a_sample():
    used = {open_filing(sample).disclosure.form for sample in SAMPLES}
    assert used == {name for name, _ in forms.names()}


def test_the_long_sample_has_forty_projects():
    counts = [len(open_filing(sample).disclosure.performance.projects) for sample in SAMPLES]
    assert max(counts) == 40


def test_a_sample_names_its_last_years_file():
    stated = [open_filing(sample).disclosure.last_year for sample in SAMPLES]
    assert any(isinstance(value, str) for value in stated)


@pytest.fixture(scope="module")
def published():
    """The runs of characters of the published disclosures."""
    return {run for path in FIXTURES for run in _runs(path.read_text(encoding="utf-8"))}


@pytest.mark.skipif(not FIXTURES, reason="the published disclosures lie beside the checkout, or nowhere")
@each_sample
def test_no_sentence_of_a_sample_stands_in_a_published_disclosure(sample, published):
    words = _prose(reading.read(sample).data)
    assert [run for text in words for run in _runs(text) if run in published] == []


def _prose(node: Any, key: str = "") -> Iterator[str]:
    """The words of a file, names left out."""
    if isinstance(node, str) and key not in NAMES:
        yield node
    elif isinstance(node, dict):
        for name, value in node.items():
            yield from _prose(value, name)
    elif isinstance(node, list):
        for item in node:
            yield from _prose(item, key)


def _runs(text: str) -> Iterator[str]:
    """All runs of one character more than may be shared, blanks left out."""
    squeezed = "".join(text.split())
    length = LONGEST_SHARED_RUN + 1
    return (squeezed[start : start + length] for start in range(len(squeezed) - length + 1))
