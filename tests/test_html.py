"""HTML: read back exactly, valid, self-contained, and readable on a phone."""

from __future__ import annotations

import html as html_library
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import html as lxml_html

from discgen.blocks import Cell, Document, Heading, Paragraph, Run, Table, lines_of, visible
from discgen.errors import InputError
from discgen.readers import html as reader
from discgen.resources import TEMPLATES
from discgen.writers import Look
from discgen.writers import html as writer
from generated_documents import documents
from html_validity import VALIDATOR, complaints
from sample_document import cell, head, line, sample

CSS = (TEMPLATES / "common" / "style.css").read_text(encoding="utf-8")


def written(document: Document, css: str = CSS) -> str:
    return writer.write(document, Look(css, Path("unused.docx"))).decode()


def parsed(document: Document) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(written(document))


def figures(document: Document) -> list[Run]:
    return [run for text in lines_of(document) for run in text if run.key and run.text]


@settings(deadline=None)
@given(documents)
def test_what_is_written_reads_back_the_same(document):
    read = reader.read(written(document, css="").encode())
    assert visible(read) == visible(document)
    assert figures(read) == figures(document)


@settings(deadline=None)
@given(documents)
def test_labels_alignment_and_metadata_read_back_too(document):
    read = reader.read(written(document, css="").encode())
    assert read.metadata == document.metadata
    tables = [
        (block, other)
        for block, other in zip(document.blocks, read.blocks, strict=True)
        if isinstance(block, Table)
    ]
    for table, other in tables:
        assert other.label == ("" if table.caption else table.label)
        assert [cell.align for row in other.rows for cell in row] == [
            cell.align for row in table.rows for cell in row
        ]


def test_widths_read_back_in_proportion():
    table = Table(rows=((cell("甲"), cell("乙")),), widths=(1, 3))
    (read,) = reader.read(written(Document((), (table,))).encode()).blocks
    assert read.widths == (2500, 7500)


def test_every_figure_is_marked_with_its_key():
    (data,) = parsed(sample()).xpath("//data[@data-key='收入.合计']")
    assert data.get("value") == data.text == "2636.69"
    assert data.getparent().text_content() == (
        "2024年预算收入2636.69万元，其中：一般公共预算收入2279.19万元，基金预算收入357.5万元。"
    )


def test_a_page_without_a_main_element_is_refused():
    with pytest.raises(InputError, match="没有正文"):
        reader.read("<p>别的网页</p>".encode())


@pytest.mark.parametrize("data", [b"", b"   ", b"\x00\x01"])
def test_what_is_no_page_is_refused(data):
    with pytest.raises(InputError):
        reader.read(data)


def test_markup_in_the_text_stays_text():
    hostile = "</style></title><script>alert(1)</script> & \"x\" 'y'"
    text = (Run(hostile, hostile),)
    table = Table(
        rows=((Cell((text,), header=True),),), widths=(1,), caption=Paragraph(text), label=hostile
    )
    document = Document((text,), (Heading(text, 1), Paragraph(text), table))
    document = replace(document, metadata=replace(document.metadata, author=hostile, subject=hostile))
    page = parsed(document)
    assert not page.xpath("//script")
    assert page.findtext(".//title") == hostile
    assert visible(reader.read(written(document).encode())) == visible(document)


def test_a_style_sheet_cannot_leave_its_element():
    page = lxml_html.document_fromstring(written(sample(), "p::after { content: '</style><script>' }"))
    assert not page.xpath("//script")


def test_the_file_is_self_contained_and_loads_nothing():
    page = parsed(sample())
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    assert not page.xpath("//script | //link | //img | //iframe | //*[@src] | //base")
    assert all(target.startswith("#") for target in page.xpath("//@href"))
    assert not re.search(r"url\(|@import|https?:", CSS)


def test_the_page_says_what_it_is():
    page = parsed(sample())
    assert page.get("lang") == "zh-CN"
    assert page.findtext(".//title") == "清溪县水务局2024年部门预算信息公开情况说明"
    assert page.xpath("//meta[@name='author']/@content") == ["清溪县水务局"]
    assert page.xpath("//meta[@name='description']/@content") == ["2024年部门预算公开"]
    assert page.xpath("//meta[@name='viewport']")


def test_the_table_of_contents_links_every_heading_and_stands_outside_the_document():
    page = parsed(sample())
    links = page.xpath("//nav//a")
    headings = page.xpath("//main//*[self::h2 or self::h3 or self::h4]")
    assert [link.text for link in links] == [heading.text_content() for heading in headings]
    assert [link.get("href") for link in links] == ["#" + heading.get("id") for heading in headings]
    assert not page.xpath("//main//nav")


def test_ids_follow_the_outline_not_the_wording():
    levels = (1, 2, 2, 1, 2, 3)
    blocks = tuple(Heading(line(f"标题{number}"), level) for number, level in enumerate(levels))
    page = parsed(Document((), blocks))
    assert page.xpath("//main//@id") == ["s1", "s1-1", "s1-2", "s2", "s2-1", "s2-1-1"]


def test_header_cells_say_what_they_name():
    table = Table(
        rows=(
            (head("甲", colspan=2), head("乙", rowspan=2)),
            (head("丙"), head("丁")),
            (head("组", rowspan=2), head("项"), cell("1")),
            (head("末"), cell("2")),
        ),
        widths=(1, 1, 1),
        header_rows=2,
    )
    scopes = {th.text: th.get("scope") for th in parsed(Document((), (table,))).iter("th")}
    assert scopes == {
        "甲": "col",
        "乙": "col",
        "丙": "col",
        "丁": "col",
        "组": "row",
        "项": "row",
        "末": "row",
    }


def test_header_cells_above_others_in_the_body_name_their_columns():
    table = Table(rows=((head("1月"), head("2月")), (cell("3"), cell("4"))), widths=(1, 1))
    assert parsed(Document((), (table,))).xpath("//th/@scope") == ["col", "col"]


def test_wide_tables_scroll_in_a_region_of_their_own():
    page = parsed(sample())
    regions = page.xpath("//div[@role='region']")
    assert len(regions) == 4
    assert all(region.get("tabindex") == "0" and region.get("aria-label") for region in regions)
    narrow = page.xpath("//table[not(ancestor::div)]")
    assert len(narrow) == 2
    assert narrow[1].get("aria-label") == "固定资产占用情况表"


@pytest.fixture(scope="session")
def edge_cases() -> Document:
    """What a validator might object to: nothing in places where something is usual."""
    empty = Table(rows=((cell(), cell()), (cell("", ""), cell(""))), widths=(1, 2))
    captioned = replace(empty, widths=(1,) * 2, caption=Paragraph(line("说明"), "note"), landscape=True)
    return Document((line("题"),), (Paragraph(()), Paragraph(line("注"), "note"), empty, captioned))


def test_the_nu_validator_finds_nothing(tmp_path, edge_cases):
    assert VALIDATOR.is_file(), "the validator is missing: npm ci --prefix tests/html_validator"
    for name, document in (("sample", sample()), ("edges", edge_cases)):
        (tmp_path / f"{name}.html").write_text(written(document), encoding="utf-8")
    assert complaints(tmp_path.glob("*.html")) == []


def test_on_a_phone_only_the_tables_scroll_sideways(tmp_path):
    probe = """
      <body><iframe width="360" height="700" srcdoc="{page}"></iframe><script>
      onload = () => {{
        const page = document.querySelector('iframe').contentDocument;
        const wide = [...page.querySelectorAll('.scroll')].filter(box => box.scrollWidth > box.clientWidth);
        document.title = page.scrollingElement.scrollWidth + ' ' + wide.length;
      }}</script>"""
    page = tmp_path / "probe.html"
    page.write_text(probe.format(page=html_library.escape(written(sample()))), encoding="utf-8")
    dom = chromium(tmp_path, "--dump-dom", "--virtual-time-budget=5000", page.as_uri())
    width, scrolling = re.search(r"<title>(\d+) (\d+)</title>", dom).groups()
    assert int(width) <= 360
    assert int(scrolling) == 4


def chromium(tmp_path: Path, *arguments: str) -> str:
    quiet = (
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    )
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", *quiet, profile, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
