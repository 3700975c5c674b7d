"""Every sample, built: the same words and cells in every format, opened by other people's programs."""

from __future__ import annotations

import json
import subprocess
from decimal import Decimal

import pytest

from conftest import SAMPLES
from discgen.blocks import Table, lines_of, text_of, visible
from discgen.pipeline import FORMATS, build, open_filing
from discgen.readers import docx, html, pdf
from html_validity import complaints

pytestmark = pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """Builds a sample once; gives its filing and its files by format."""
    results = {}

    def build_once(sample):
        if sample not in results:
            folder = tmp_path_factory.mktemp(sample.stem)
            filing = open_filing(sample)
            paths = build(filing, list(FORMATS), folder)
            results[sample] = filing, {path.suffix[1:]: path for path in paths}
        return results[sample]

    return build_once


def test_docx_html_and_pdf_say_the_same_words_in_the_same_cells(sample, built):
    filing, files = built(sample)
    composed = visible(filing.composition.document)
    from_docx = visible(docx.read(files["docx"].read_bytes()))
    from_html = visible(html.read(files["html"].read_bytes()))
    assert from_docx == composed
    assert from_html == composed
    pdf_words = pdf.read(files["pdf"].read_bytes())
    assert pdf_words == pdf.expected(composed)


def test_libreoffice_opens_the_word_file_and_finds_all_its_words(sample, built, tmp_path):
    filing, files = built(sample)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
    command = [*convert, "--outdir", str(tmp_path), str(files["docx"])]
    subprocess.run(command, check=True, capture_output=True)
    found = "".join((tmp_path / f"{sample.stem}.txt").read_text(encoding="utf-8-sig").split())
    for line in lines_of(filing.composition.document):
        assert "".join(text_of(line).split()) in found


def test_the_page_is_valid_html(sample, built):
    _, files = built(sample)
    assert complaints([files["html"]]) == []


def test_the_figures_for_machines_are_those_on_the_page(sample, built):
    filing, files = built(sample)
    content = json.loads(files["json"].read_text(encoding="utf-8"))
    figures = {figure["键"]: figure for figure in content["数"]}
    runs = [run for line in lines_of(filing.composition.document) for run in line]
    printed = {run.key: run.text for run in runs if run.key in figures}
    assert printed
    assert all(figures[key]["印出"] == text for key, text in printed.items())
    assert all(Decimal(figures[key]["值"]) == filing.book.value(key) for key in printed)


def test_the_same_input_gives_the_same_bytes(sample, built, tmp_path):
    _, files = built(sample)
    formats = [name for name in FORMATS if name != "pdf"]  # the PDF's bytes are compared in test_pdf
    for path in build(open_filing(sample), formats, tmp_path):
        assert path.read_bytes() == files[path.suffix[1:]].read_bytes()


def test_every_table_of_indicators_has_its_rows(sample, built):
    filing, _ = built(sample)
    tables = [block for block in filing.composition.document.blocks if isinstance(block, Table)]
    rows = sum(len(table.rows) for table in tables)
    performance = filing.disclosure.performance
    indicators = sum(len(project.indicators) for project in performance.projects)
    graded = sum(len(part.indicators) for activity in performance.activities for part in activity.parts)
    assert rows > indicators + graded + len(performance.overall_indicators)
