"""The Word writer: everything it writes is read back, in the order of the schema and in official dress."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENTATION
from hypothesis import given
from lxml import etree

from discgen.blocks import Document, Metadata, Table, visible
from discgen.errors import InputError
from discgen.readers.docx import read
from discgen.writers import Look
from discgen.writers.docx import write
from generated_documents import documents, tables
from sample_document import cell, line
from word_files import LOOK, REFERENCE, W, body_of, document, heading, label, paragraph, parts, repacked

GOLDEN = Path(__file__).parent / "golden" / "merged_table.xml"
TOOL = Path(__file__).parents[1] / "tools" / "make_reference_docx.py"


def aligns(of: Document) -> list[str]:
    return [c.align for block in of.blocks if isinstance(block, Table) for row in block.rows for c in row]


@given(documents)
def test_what_is_written_is_read_back(original: Document):
    back = read(write(original, LOOK))
    assert visible(back) == visible(original)
    assert aligns(back) == aligns(original)


# What is written ------------------------------------------------------------------------------------

# The order that the schema of ECMA-376 part 1 demands, as far as we write these children.
CHILD_ORDER = {
    "pPr": "pStyle keepNext keepLines widowControl snapToGrid spacing ind contextualSpacing jc outlineLvl"
    " sectPr",
    "rPr": "rFonts b bCs color spacing sz szCs lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblCaption",
    "tcPr": "tcW gridSpan vMerge vAlign",
    "trPr": "cantSplit tblHeader",
    "sectPr": "footerReference pgSz pgMar cols docGrid",
    "tc": "tcPr p",
    "tr": "trPr tc",
    "tbl": "tblPr tblGrid tr",
}


@given(documents)
def test_properties_stand_in_the_order_of_the_schema(original: Document):
    for name, content in parts(write(original, LOOK)).items():
        if not name.startswith("word/") or not name.endswith(".xml"):
            continue
        for tag, order in CHILD_ORDER.items():
            ranks = {f"{W}{child}": rank for rank, child in enumerate(order.split())}
            for element in etree.fromstring(content).iter(f"{W}{tag}"):
                found = [ranks[child.tag] for child in element]
                assert found == sorted(found), etree.tostring(element)


def test_the_same_document_gives_the_same_bytes_without_a_clock():
    sample = document(paragraph("文字"), Table(((cell("甲"),),), (1,)))
    first = write(sample, LOOK)
    assert write(sample, LOOK) == first
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_document_properties_come_from_the_content():
    sample = replace(document(), metadata=Metadata("某县水务局", date(2026, 2, 1), "预算公开"))
    properties = docx.Document(BytesIO(write(sample, LOOK))).core_properties
    assert properties.title == "某县水务局"
    assert properties.author == properties.last_modified_by == "某县水务局"
    assert properties.subject == "预算公开"
    assert properties.language == "zh-CN"
    assert properties.created == properties.modified
    assert properties.created.date() == date(2026, 2, 1)


def test_an_overlong_title_does_not_break_the_properties():
    sample = Document(title=(line("长" * 300),), blocks=())
    assert docx.Document(BytesIO(write(sample, LOOK))).core_properties.title == "长" * 255


def test_word_finds_its_own_heading_styles_and_outline_levels():
    table = Table(((cell("甲"),),), (1,), caption=heading("1.项目绩效目标表", 3))
    levels = [heading(f"第{level}级", level) for level in (1, 2, 3, 4)]
    word = docx.Document(BytesIO(write(document(*levels, table), LOOK)))
    assert [p.style.name for p in word.paragraphs[:6]] == [
        *("Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "表题 3")
    ]
    assert word.styles["表题 3"].base_style.name == "Heading 3"


def test_quotation_marks_and_dashes_are_set_as_chinese():
    run = body_of(write(document(paragraph("“三公”经费——无")), LOOK)).findall(f".//{W}r")[-1]
    assert run.find(f"{W}rPr/{W}rFonts").get(f"{W}hint") == "eastAsia"


def test_blanks_at_the_ends_and_in_a_row_are_preserved():
    texts = body_of(write(document(paragraph(" 合  计 ")), LOOK)).findall(f".//{W}t")
    assert texts[-1].get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def test_a_table_with_merged_cells_in_full():
    table = Table(
        rows=(
            (label("指标", colspan=2), label("值")),
            (cell("产出", "指标", rowspan=2), cell("数量"), cell("≥5", align="end")),
            (cell("质量"), cell()),
        ),
        widths=(1, 1, 2),
        header_rows=1,
        label="绩效",
    )
    tree = body_of(write(Document((), (table,)), LOOK))[0]
    etree.indent(tree)
    assert (
        etree.tostring(tree, encoding="unicode", with_tail=False)
        == GOLDEN.read_text(encoding="utf-8").rstrip()
    )


@given(tables())
def test_every_row_is_exactly_as_wide_as_its_table(table: Table):
    tree = body_of(write(document(table), LOOK)).find(f"{W}tbl")
    width = int(tree.find(f"{W}tblPr/{W}tblW").get(f"{W}w"))
    for row in tree.iter(f"{W}tr"):
        assert sum(int(size.get(f"{W}w")) for size in row.iter(f"{W}tcW")) == width


def test_a_position_that_no_cell_covers_becomes_an_empty_cell():
    ragged = Table(((cell("甲"), cell("乙")), (cell("丙"),)), (1, 1))
    assert read(write(document(ragged), LOOK)).blocks[0].rows[1] == (cell("丙"), cell())


def test_rows_break_over_pages_only_when_they_are_long():
    table = Table(((cell("短"),), (cell("长" * 2000),), (cell(*"多行" * 20),)), (1,))
    rows = body_of(write(document(table), LOOK)).findall(f".//{W}tr")
    assert [row.find(f".//{W}cantSplit") is not None for row in rows] == [True, False, False]


def test_touching_tables_are_parted_and_the_end_is_a_paragraph():
    table = Table(((cell("甲"),),), (1,))
    captioned = replace(table, caption=paragraph("表题"))
    tags = [
        child.tag.removeprefix(W) for child in body_of(write(Document((), (table, table, captioned)), LOOK))
    ]
    assert tags == ["tbl", "p", "tbl", "p", "tbl", "p", "sectPr"]


def test_a_landscape_table_turns_its_pages_and_only_those():
    wide = Table(((cell("甲"),),), (1,), landscape=True)
    note = paragraph("注：单位为万元。", "note")
    data = write(document(paragraph("前"), wide, note, wide, paragraph("后")), LOOK)
    sections = docx.Document(BytesIO(data)).sections
    portrait, landscape = WD_ORIENTATION.PORTRAIT, WD_ORIENTATION.LANDSCAPE
    assert [section.orientation for section in sections] == [portrait, landscape, portrait]
    assert sections[1].page_width == sections[0].page_height
    assert sections[1].top_margin == sections[0].left_margin  # the edge where it is bound
    for section in sections:
        assert "PAGE" in section.footer._element.xpath("string()")
        assert "PAGE" in section.even_page_footer._element.xpath("string()")
    assert sum(1 for child in body_of(data) if child.tag == f"{W}p") == 5, (
        "one separator, no other addition"
    )


# The reference document -----------------------------------------------------------------------------


def test_the_reference_document_is_what_its_program_makes(tmp_path: Path):
    made = tmp_path / "reference.docx"
    subprocess.run([sys.executable, TOOL, made], check=True)
    assert parts(made.read_bytes()) == parts(REFERENCE.read_bytes()), f"run {TOOL.name}"


def test_every_style_names_a_font_for_every_script_and_none_from_a_theme():
    root = etree.fromstring(parts(REFERENCE.read_bytes())["word/styles.xml"])
    fonts = list(root.iter(f"{W}rFonts"))
    assert len(fonts) > len(list(root.iter(f"{W}style"))) - 4, "all but the character and table styles"
    for font in fonts:
        assert {name.removeprefix(W) for name in font.attrib} == {"ascii", "hAnsi", "eastAsia", "cs"}
    faces = {
        style.get(f"{W}styleId"): style.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia")
        for style in root.iter(f"{W}style")
        if style.find(f"{W}rPr") is not None
    }
    assert faces["Title"] == "方正小标宋简体"
    assert [faces[f"Heading{level}"] for level in (1, 2, 3, 4)] == [
        "黑体",
        "楷体_GB2312",
        "仿宋_GB2312",
        "仿宋_GB2312",
    ]
    assert faces["Normal"] == "仿宋_GB2312"
    assert faces["Footer"] == "宋体"


def test_the_page_is_that_of_the_standard():
    section = docx.Document(str(REFERENCE)).sections[0]
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(margin.mm) for margin in margins] == [37, 26, 35, 28]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    grid = body_of(REFERENCE.read_bytes()).find(f"{W}sectPr/{W}docGrid")
    assert grid.get(f"{W}type") == "linesAndChars"
    assert 22 * int(grid.get(f"{W}linePitch")) <= 16838 - 2098 - 1984, "22 lines have to fit"
    assert 28 * (16 + int(grid.get(f"{W}charSpace")) / 4096) * 20 <= 11906 - 1588 - 1474, (
        "28 characters too"
    )


GOOD = REFERENCE.read_bytes()
STYLES, MAIN = parts(GOOD)["word/styles.xml"], parts(GOOD)["word/document.xml"]
NO_PAGE = re.sub(rb"<w:sectPr>.*</w:sectPr>", b"", MAIN, flags=re.DOTALL)
UNFIT = {
    "text": (b"no zip", "打不开"),
    "half": (GOOD[: len(GOOD) // 2], "打不开"),
    "no main part": (repacked(GOOD, document=None), "打不开"),
    "broken XML": (repacked(GOOD, styles=STYLES[:-20]), "打不开"),
    "no style": (repacked(GOOD, styles=STYLES.replace("表注".encode(), b"Note")), "缺少样式：表注"),
    "no page": (repacked(GOOD, document=NO_PAGE), "没有纵向的页面设置"),
    "turned": (repacked(GOOD, document=MAIN.replace(b'w:h="16838"', b'w:h="1000"')), "没有纵向的页面设置"),
}


@pytest.mark.parametrize(("data", "message"), UNFIT.values(), ids=UNFIT)
def test_an_unfit_reference_document_is_refused(data: bytes, message: str, tmp_path: Path):
    file = tmp_path / "county.docx"
    file.write_bytes(data)
    with pytest.raises(InputError, match=message) as caught:
        write(document(), Look(css="", reference_docx=file))
    assert caught.value.problems[0].place.file == file
    assert caught.value.problems[0].remedy


def test_a_missing_reference_document_is_refused(tmp_path: Path):
    with pytest.raises(InputError, match="打不开"):
        write(document(), Look(css="", reference_docx=tmp_path / "none.docx"))


def test_a_reference_document_may_number_its_styles_as_it_likes(tmp_path: Path):
    data = REFERENCE.read_bytes()
    renumbered = (
        parts(data)["word/styles.xml"].replace(b'"Heading1"', b'"2"').replace(b'"TableText"', b'"af3"')
    )
    file = tmp_path / "wps.docx"
    file.write_bytes(repacked(data, styles=renumbered))
    sample = document(heading("一、总体"), Table(((cell("甲"),),), (1,)))
    assert visible(read(write(sample, Look(css="", reference_docx=file)))) == visible(sample)
