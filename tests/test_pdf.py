"""PDF: the same words, archival, tagged, set after GB/T 9704, and nothing lost at a page break."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import random
import re
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass, replace
from importlib.abc import MetaPathFinder
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from pypdfium2 import raw

from discgen.blocks import Cell, Document, Heading, Paragraph, Row, Run, Table, lines_of, text_of
from discgen.errors import InputError, SetupError
from discgen.fonts import missing_characters
from discgen.readers import pdf as reader
from discgen.resources import TEMPLATES
from discgen.writers import Look
from discgen.writers import pdf as writer
from generated_documents import documents
from sample_document import activity_table, body, cell, head, line, sample

CSS = (TEMPLATES / "common" / "style.css").read_text(encoding="utf-8")
MM = 72 / 25.4
FIGURES = b'{"figures": []}'


def written(document: Document, css: str = "") -> bytes:
    return writer.write(document, Look(CSS + css, Path("unused.docx")), FIGURES)


@pytest.fixture(autouse=True)
def quiet_weasyprint():
    """WeasyPrint warns of whatever it does not understand; that it does so of our page is a defect."""
    records: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.emit = records.append
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    yield records
    logger.removeHandler(handler)
    assert [record.getMessage() for record in records if record.levelno >= logging.WARNING] == []


@pytest.fixture(scope="module")
def data() -> bytes:
    return written(sample())


@pytest.fixture
def opened(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield pdf


# Words


def test_the_words_and_cells_are_those_of_the_document(data):
    assert reader.read(data) == reader.expected(sample())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents)
def test_any_document_is_printed_whole_or_refused(document):
    if missing_characters("".join(map(text_of, lines_of(document)))):
        with pytest.raises(InputError, match="没有一种字体"):
            written(document)
    elif reader.expected(document):
        data = printed(document)
        assert data is None or reader.read(data) == reader.expected(document)


def printed(document):
    """The PDF; None where a font that is used lacks a character that another one has."""
    with contextlib.suppress(InputError):
        return written(document)
    return None


def test_a_character_that_would_be_an_empty_box_is_refused():
    with pytest.raises(InputError, match=r"Ⱥ.*印出来是空框"):
        written(Document((line("题"),), (Paragraph(line("甲Ⱥ乙")),)))


def test_a_lost_row_is_noticed(data):
    lost = tuple(
        replace(block, rows=block.rows[:-1]) if isinstance(block, Table) else block
        for block in sample().blocks
    )
    assert reader.read(data) != reader.expected(replace(sample(), blocks=lost))


def test_page_numbers_and_repeated_heads_are_no_text_of_the_document(data):
    words = str(reader.read(data))
    assert "—1—" not in words
    assert words.count("评价标准") == 1
    shown = subprocess.run(
        ["pdftotext", "-", "-"], input=data, capture_output=True, check=True
    ).stdout.decode()
    assert shown.count("评价标准") > 1
    assert re.search("— *1 *—", shown)


@pytest.mark.parametrize(
    "text", ["ABC-DEF-GHI-" * 40, "⻓长户⼾～〜·•…⋯", "ｆｕｌｌ１２３", "①➀Ⅲ㎡℃", "a\u00ad\u200bb"]
)
def test_characters_drawn_alike_and_words_broken_at_hyphens_are_found_again(text):
    document = Document((line("题"),), (Paragraph(line(text)), Heading(line(text[:20]), 1)))
    assert reader.read(written(document)) == reader.expected(document)


@pytest.mark.parametrize("wrong", [b"", b"%PDF-1.7\n", b"PK\x03\x04"])
def test_what_is_no_pdf_is_refused(wrong):
    with pytest.raises(InputError, match="打不开"):
        reader.read(wrong)


def test_a_pdf_without_tags_is_refused():
    empty = pikepdf.new()
    empty.add_blank_page()
    stream = io.BytesIO()
    empty.save(stream)
    with pytest.raises(InputError, match="没有标签"):
        reader.read(stream.getvalue())


# The file


def test_the_same_document_gives_the_same_bytes(data):
    assert written(sample()) == data


def test_qpdf_finds_nothing_to_object_to(data, tmp_path):
    path = tmp_path / "sample.pdf"
    path.write_bytes(data)
    subprocess.run(["qpdf", "--check", str(path)], check=True, capture_output=True)


def test_the_file_claims_and_carries_what_an_archive_asks_for(opened):
    with opened.open_metadata() as xmp:
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("3", "A")
        assert xmp["dc:title"] == "清溪县水务局2024年部门预算信息公开情况说明"
        assert xmp["dc:creator"] == ["清溪县水务局"]
        assert xmp["xmp:CreateDate"] == xmp["xmp:ModifyDate"] == "2024-02-08"
    assert opened.docinfo.CreationDate == opened.docinfo.ModDate == "D:20240208"
    assert opened.Root.OutputIntents[0].S == "/GTS_PDFA1"
    assert "/ID" in opened.trailer


def test_the_file_is_tagged_and_says_its_language(opened):
    assert opened.Root.MarkInfo.Marked
    assert opened.Root.Lang == "zh-CN"
    assert opened.Root.ViewerPreferences.DisplayDocTitle
    assert opened.Root.StructTreeRoot.K[0].S == "/Document"


def elements(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = [kid for kid in element.get("/K", []) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return [element, *(found for kid in kids for found in elements(kid))]


def test_a_table_over_several_pages_is_one_table_with_one_head(opened):
    tables = [e for e in elements(opened.Root.StructTreeRoot.K[0]) if e.S == "/Table"]
    assert len(tables) == sum(isinstance(block, Table) for block in sample().blocks)
    for table in tables:
        groups = [kid.S for kid in table.K]
        assert groups.count("/TBody") == 1
        assert groups.count("/THead") <= 1
        assert "/TFoot" not in groups
        heads = {str(e.ID) for e in elements(table) if e.S == "/TH"}
        named = {str(key) for e in elements(table) if e.S == "/TD" for key in e.A.get("/Headers", [])}
        assert named <= heads


def test_every_element_knows_its_parent(opened):
    for element in elements(opened.Root.StructTreeRoot.K[0]):
        for kid in element.get("/K", []):
            if isinstance(kid, pikepdf.Dictionary):
                assert kid.P.objgen == element.objgen


def test_all_marked_content_is_in_the_tree_or_an_artifact(opened):
    held = defaultdict(set)
    for element in elements(opened.Root.StructTreeRoot.K[0]):
        held[element.get("/Pg", element).objgen] |= {kid for kid in element.K if isinstance(kid, int)}
    for page in opened.pages:
        content = page.Contents.read_bytes()
        assert {int(number) for number in re.findall(rb"/MCID (\d+)", content)} == held[page.obj.objgen]
        assert b"/Artifact" in content


def test_all_fonts_are_embedded(data):
    listed = subprocess.run(["pdffonts", "-"], input=data, capture_output=True, check=True).stdout.decode()
    embedded = [row.split()[-5:-2] for row in listed.splitlines()[2:]]
    assert len(embedded) > 2
    assert all(flags == ["yes", "yes", "yes"] for flags in embedded)


def test_the_figures_are_attached_as_the_data_behind_the_document(opened):
    (attached,) = opened.attachments.values()
    assert attached.filename == "figures.json"
    assert attached.get_file().read_bytes() == FIGURES
    assert attached.get_file().mime_type == "application/json"
    assert attached.relationship == "/Data"
    assert opened.Root.AF[0].AFRelationship == "/Data"


def test_the_bookmarks_are_the_outline(opened):
    with opened.open_outline() as outline:
        assert [item.title for item in outline.root] == [
            str(block.line[0].text)
            for block in sample().blocks
            if isinstance(block, Heading) and block.level == 1
        ]
        performance = outline.root[3]
        assert [item.title for item in performance.children[0].children] == [
            "1.河道综合整治项目绩效目标表",
            "2.农村饮水安全巩固提升项目绩效目标表",
        ]


# The page


@dataclass(frozen=True)
class Glyph:
    """A character on a page: its page number from 0, and its box in points from the lower left."""

    page: int
    char: str
    left: float
    bottom: float
    right: float
    top: float


def glyphs(data: bytes) -> list[Glyph]:
    document = pypdfium2.PdfDocument(data)
    found = []
    for number, page in enumerate(document):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            char = chr(raw.FPDFText_GetUnicode(text, index))
            if not char.isspace() and not raw.FPDFText_IsGenerated(text, index):
                found.append(Glyph(number, char, *text.get_charbox(index, loose=True)))
        text.close()
        page.close()
    document.close()
    return found


def sizes(data: bytes) -> list[tuple[int, int]]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [tuple(round(float(side) / MM) for side in page.mediabox[2:]) for page in pdf.pages]


def test_wide_tables_stand_on_landscape_pages_and_the_text_on_upright_ones(data):
    pages = sizes(data)
    assert set(pages) == {(210, 297), (297, 210)}
    landscape = {g.page for g in glyphs(data) if pages[g.page] == (297, 210)}
    words = {page: "".join(g.char for g in glyphs(data) if g.page == page) for page in range(len(pages))}
    for page, text in words.items():
        assert (page in landscape) == ("职责活动" in text or "采购物品" in text)


def test_a_full_page_has_22_lines_of_28_characters():
    found = [
        g for g in glyphs(written(Document((), (body("国" * 2000),)))) if g.page == 1 and g.char == "国"
    ]
    rows = defaultdict(list)
    for glyph in found:
        rows[round(glyph.bottom)].append(glyph)
    assert len(rows) == 22
    assert {len(row) for row in rows.values()} == {28}
    assert min(g.left for g in found) == pytest.approx(28 * MM, abs=1)
    assert max(g.right for g in found) == pytest.approx((210 - 26) * MM, abs=1)


def test_lines_of_chinese_text_are_justified():
    text = "预算收入1234.5万元，其中：“一般公共预算”收入１２３万元。" * 30
    rows = defaultdict(list)
    for glyph in glyphs(written(Document((), (body(text),)))):
        rows[glyph.page, round(glyph.bottom / 10)].append(glyph.right)
    edges = [max(row) for row in list(rows.values())[:20] if len(row) > 10]
    assert len(edges) > 10
    # A closing mark fills only the left half of its square.
    assert sum(edge == pytest.approx((210 - 26) * MM, abs=1.5) for edge in edges) > 0.9 * len(edges)


def test_page_numbers_stand_outside_one_character_from_the_edge_of_the_text(data):
    dashes = [g for g in glyphs(data) if g.char == "—" and g.bottom < 30 * MM]
    pages = sizes(data)
    for page, (width, height) in enumerate(pages):
        first, last = [g for g in dashes if g.page == page]
        margins = (28, 26) if width < height else (35, 37)
        if page % 2 == 0:
            assert last.right == pytest.approx((width - margins[1]) * MM - 14, abs=1.5)
        else:
            assert first.left == pytest.approx(margins[0] * MM + 14, abs=1.5)


# Page breaks


def numbered(tag: str, length: int) -> str:
    """A text in which every stretch is different, so that a lost line is noticed."""
    return "".join(f"{tag}{number:04d}字" for number in range(length // 6))


def rows_beside(merged: Cell, count: int, columns: int = 5) -> tuple[Row, ...]:
    rows = [tuple(cell(f"第{row}行{column}") for column in range(columns)) for row in range(count)]
    return ((merged, *rows[0]), *rows[1:])


HEAD = tuple(head(f"列{number}") for number in range(6))
WIDTHS = (10, 12, 16, 26, 15, 21)
LONG_CELLS = {
    "a cell of ten thousand characters": (
        tuple(map(cell, ("甲", numbered("长", 10_000), "乙", "丙", "丁", "戊"))),
        tuple(map(cell, "己庚辛壬癸子")),
    ),
    "a merged cell of ten thousand characters": rows_beside(cell(numbered("并", 10_000), rowspan=3), 3),
    "a cell of five thousand characters beside a merged one": (
        *rows_beside(cell("并", rowspan=3), 2),
        tuple(map(cell, ("甲", numbered("旁", 5000), "乙", "丙", "丁"))),
    ),
    "merged cells taller than the rows beside them": tuple(
        row
        for tag in "子丑寅卯"
        for row in rows_beside(cell(numbered(tag, 100 + 60 * ord(tag) % 400), rowspan=3), 3)
    ),
    "a merged cell of a hundred rows": rows_beside(cell("大组", rowspan=100), 100),
    "a tall merged cell of forty rows": rows_beside(cell(numbered("高", 600), rowspan=40), 40),
    "cells of many paragraphs": tuple(
        (
            *map(cell, "甲乙丙"),
            cell(*(f"第{n}段，内容较长，需要换行。" for n in range(90))),
            *map(cell, "丁戊"),
        )
        for _ in range(2)
    ),
}


@pytest.mark.parametrize("header_rows", [0, 1])
@pytest.mark.parametrize("rows", LONG_CELLS.values(), ids=LONG_CELLS)
def test_nothing_is_lost_at_a_page_break(rows, header_rows):
    table = Table((HEAD, *rows), WIDTHS, header_rows, caption=Paragraph(line("表题")))
    document = Document((line("题"),), (*(body(f"第{n}段") for n in range(7)), table, body("后文")))
    assert_all_there(document)


def test_a_landscape_table_of_two_hundred_rows_with_four_merged_columns_is_whole():
    table = activity_table(groups=50)
    assert len(table.rows) == 202
    data = assert_all_there(Document((line("题"),), (table,)))
    shown = glyphs(data)
    for page in range(1, len(sizes(data))):
        assert "评价标准" in "".join(g.char for g in shown if g.page == page), "the head is repeated"


def test_a_head_too_tall_for_the_page_is_set_once():
    rows = ((HEAD[0], cell(numbered("头", 3000), header=True)), (cell("甲"), cell("乙")))
    assert_all_there(Document((line("题"),), (Table(rows, (1, 2), header_rows=1),)))


def test_the_rule_that_closes_a_table_stands_right_below_its_last_row():
    data = written(Document((), (activity_table(groups=12),)))
    document = pypdfium2.PdfDocument(data)
    texts = glyphs(data)
    for number, page in enumerate(document):
        rules = [drawn.get_bounds()[1] for drawn in page.get_objects([raw.FPDF_PAGEOBJ_PATH])]
        words = [glyph.bottom for glyph in texts if glyph.page == number and glyph.bottom > 26 * MM]
        if words:
            assert min(words) - min(rules) < 12
    document.close()


@pytest.mark.parametrize("seed", range(8))
def test_random_tables_are_whole(seed):
    chance = random.Random(seed)  # noqa: S311 - no secret
    blocks = [
        random_table(chance) if chance.random() < 0.7 else body(random_text(chance, 200)) for _ in range(4)
    ]
    assert_all_there(Document((line("题"),), tuple(blocks)))


def random_text(chance: random.Random, most: int) -> str:
    words = ("预算", "公开", "河道整治", "12.5", "≥95%", "ABC-9", "，", "（一）", "“三公”", "　", " ")
    return "".join(chance.choices(words, k=chance.randint(0, most // 2)))


def random_table(chance: random.Random) -> Table:
    width, height = chance.choice((3, 6, 9)), chance.randint(2, 40)
    free = {(row, column) for row in range(height) for column in range(width)}
    rows: list[list[Cell]] = [[] for _ in range(height)]
    for row, column in sorted(free):
        if (row, column) not in free:
            continue
        rowspan = min(chance.choice((1, 1, 1, 1, 3, 8)), height - row) if row else 1
        free -= {(row + below, column) for below in range(rowspan)}
        most = chance.choice((6, 20, 20, 60, 400 if chance.random() < 0.1 else 30))
        texts = (random_text(chance, most) for _ in range(chance.choice((1, 1, 1, 2))))
        rows[row].append(cell(*texts, rowspan=rowspan, header=row == 0))
    widths = tuple(chance.randint(3, 9) for _ in range(width))
    return Table(tuple(map(tuple, rows)), widths, chance.randint(0, 1), landscape=width == 9)


def assert_all_there(document: Document) -> bytes:
    """Every word is in its place in the structure, within the type area, and over no other word."""
    data = written(document)
    assert reader.read(data) == reader.expected(document)
    pages = sizes(data)
    shown = [g for g in glyphs(data) if g.bottom > 26 * MM]
    for glyph in shown:
        width, height = pages[glyph.page]
        top, bottom = (37, 35) if width < height else (28, 26)
        assert bottom * MM - 4 < (glyph.bottom + glyph.top) / 2 < (height - top) * MM + 4, glyph
    assert overlapping(shown) == []
    return data


def overlapping(shown: list[Glyph]) -> list[tuple[Glyph, Glyph]]:
    """Pairs of characters whose middles nearly coincide."""
    middles = sorted(
        ((g.page, round((g.bottom + g.top) / 2), (g.left + g.right) / 2, g) for g in shown),
        key=lambda m: m[:3],
    )
    return [
        (one[3], other[3])
        for one, other in pairwise(middles)
        if one[:2] == other[:2] and other[2] - one[2] < 2
    ]


# What is missing, what is refused


def test_a_character_no_font_has_is_named():
    with pytest.raises(InputError, match=r"U\+F0123") as caught:
        written(Document((), (body("前文\U000f0123后文"),)))
    assert "前文\U000f0123后文" in caught.value.problems[0].message


@pytest.mark.parametrize(
    "css",
    [
        "@import url(https://example.org/x.css);",
        "body { background: url(file:///etc/passwd) }",
        "body { background: url(http://example.org/x.png) }",
        "@font-face { font-family: Western; src: url(file:///etc/passwd) }",
    ],
)
def test_a_style_sheet_that_loads_something_is_refused(css):
    with pytest.raises(InputError, match="已拒绝"):
        writer.write(Document((), (body("文"),)), Look(css + CSS, Path("unused.docx")))


def test_without_pango_the_error_says_what_to_install(monkeypatch):
    class Missing(MetaPathFinder):
        def find_spec(self, name, path=None, target=None):  # noqa: ARG002 - the finder's signature
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    with pytest.raises(SetupError, match="Pango") as caught:
        written(Document((), ()))
    assert "libpango-1.0-0" in caught.value.problems[0].remedy


def test_without_a_chinese_font_nothing_is_written(tmp_path):
    (tmp_path / "fonts.conf").write_text(
        "<fontconfig><dir>/usr/share/fonts/truetype/liberation</dir>"
        f"<cachedir>{tmp_path}</cachedir></fontconfig>"
    )
    program = (
        "from pathlib import Path\n"
        "from discgen.blocks import Document\n"
        "from discgen.errors import SetupError\n"
        "from discgen.writers import Look, pdf\n"
        "try: pdf.write(Document((), ()), Look('', Path()))\n"
        "except SetupError as error: print(error.problems[0].remedy)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
    )
    assert "fonts-noto-cjk fonts-arphic-ukai" in result.stdout.decode()


def test_an_empty_document_is_a_page():
    assert len(sizes(written(Document((), (Paragraph((Run(""),)),))))) == 1
