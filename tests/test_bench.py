"""The benchmark's own guards: what says other words than discgen is no rival and is found out."""

from __future__ import annotations

import importlib
from dataclasses import replace
from types import ModuleType

import pytest

from conftest import ROOT
from discgen.blocks import Document, lines_of, text_of
from discgen.forms import load
from discgen.writers import docx
from sample_document import body, sample


@pytest.fixture
def bench(monkeypatch) -> ModuleType:
    """The package `bench` of the checkout; it is not installed."""
    monkeypatch.syspath_prepend(ROOT)
    for name in ("material", "measure", "rivals", "words"):
        importlib.import_module(f"bench.{name}")
    return importlib.import_module("bench")


def shortened(document: Document) -> Document:
    """The document without the last character of its last paragraph."""
    *earlier, last = document.blocks
    return replace(document, blocks=(*earlier, body(text_of(last.line)[:-1])))


def pdf_text(document: Document) -> str:
    """What a PDF of two pages would say: pages in another order, page numbers, a repeated table head."""
    lines = [text_of(line) for line in lines_of(document)]
    return "".join(["一级指标—1—", *reversed(lines), "—2—"]).replace(" ", "").replace("\u3000", "")


def test_rivals_say_what_discgen_says(bench):
    document = sample()
    expected = bench.words.of_document(document)
    page = bench.rivals.html_by_jinja(bench.material.plain(document))()
    assert bench.words.of_html(page) == expected
    assert bench.words.of_docx(bench.rivals.docx_by_hand(document)) == expected
    data = docx.write(document, load("2021").look())
    assert bench.words.same(bench.rivals.read_by_python_docx(data)) == expected


def test_a_lost_character_is_found_and_named(bench):
    document = sample()
    expected, found = (bench.words.of_document(one) for one in (document, shortened(document)))
    bench.words.require_same("rival", expected, expected)
    with pytest.raises(bench.words.DifferentWordsError, match=r"rival: .*说明的事项。"):
        bench.words.require_same("rival", expected, found)


def test_a_pdf_may_repeat_heads_and_page_numbers_only(bench):
    document = sample()
    bench.words.require_all("rival", document, pdf_text(document))
    with pytest.raises(bench.words.DifferentWordsError, match=r"lacks \{'。': 1\}"):
        bench.words.require_all("rival", document, pdf_text(shortened(document)))
    with pytest.raises(bench.words.DifferentWordsError, match=r"too many of \{'乎': 1\}"):
        bench.words.require_all("rival", document, pdf_text(document) + "乎")


@pytest.mark.parametrize("power", [1, 2])
def test_the_exponent_is_the_power_that_time_grows_with(bench, power):
    counts = [10, 40, 160]
    growth = bench.measure.Growth("step", counts, [0.002 * count**power for count in counts])
    assert growth.exponent == pytest.approx(power)
    assert growth.met == (power == 1)
