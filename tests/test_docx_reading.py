"""The Word reader with files that discgen did not write, and with what is no Word file at all."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from discgen.blocks import Document, Table, visible
from discgen.errors import InputError
from discgen.readers.docx import read
from discgen.writers.docx import write
from sample_document import cell, line
from word_files import LOOK, REFERENCE, W, document, heading, paragraph, parts, repacked

# What others write ----------------------------------------------------------------------------------


def test_a_document_of_another_program_is_read():
    word = docx.Document()
    word.add_heading("预算公开", 0)
    word.add_heading("一、职责", 1)
    broken = word.add_paragraph("第一行")
    broken.add_run().add_break()
    broken.add_run("第二行\t完")
    table = word.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合并"
    table.cell(0, 2).merge(table.cell(1, 2)).text = "纵向"
    table.cell(1, 0).text = "甲"
    buffer = BytesIO()
    word.save(buffer)
    back = visible(read(buffer.getvalue()))
    assert back.title == (line("预算公开"),)
    assert back.blocks == (
        heading("一、职责"),
        paragraph("第一行"),
        paragraph("第二行 完"),
        Table(((cell("合并", colspan=2), cell("纵向", rowspan=2)), (cell("甲"), cell())), (1, 1, 1)),
    )


def test_content_controls_skipped_columns_and_nested_tables_are_read():
    main = (
        f'<w:document xmlns:w="{W[1:-1]}"><w:body>'
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:tbl><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>内层</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:r><w:t>外层</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body>"
        "</w:document>"
    )
    back = visible(read(repacked(REFERENCE.read_bytes(), document=main.encode())))
    assert back.blocks == (paragraph("控件"), Table(((cell(), cell("内层", "外层"), cell()),), (1, 1, 1)))


def test_an_outline_level_makes_a_heading_whatever_the_style():
    main = (
        f'<w:document xmlns:w="{W[1:-1]}"><w:body><w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
        "<w:r><w:t>（一）收入</w:t></w:r></w:p></w:body></w:document>"
    )
    assert read(repacked(REFERENCE.read_bytes(), document=main.encode())).blocks == (
        heading("（一）收入", 2),
    )


GOOD = write(document(heading("一、总体"), Table(((cell("甲"),),), (1,))), LOOK)
BOMB = b"<!DOCTYPE d [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"


def lying(data: bytes) -> bytes:
    """The package, with a main part that claims to hold 100 bytes."""
    directory = bytearray(data)
    size = data.rindex(b"word/document.xml") - 22  # its field in the central directory, before the name
    directory[size : size + 4] = (100).to_bytes(4, "little")
    return bytes(directory)


MAIN = parts(GOOD)["word/document.xml"]
BLANK = b" " * (65 * 2**20)
NO_WORD_FILES = {
    "empty": (b"", "已经损坏"),
    "text": ("不是压缩包".encode(), "已经损坏"),
    "half": (GOOD[: len(GOOD) // 2], "已经损坏"),
    "old .doc": (bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600, "已经损坏"),
    "no main part": (repacked(GOOD, document=None), "已经损坏"),
    "another format": (repacked(GOOD, document=b"<workbook/>"), "没有 Word 正文"),
    "broken XML": (repacked(GOOD, document=MAIN[:-9]), "已经损坏"),
    "entities": (repacked(GOOD, document=BOMB + MAIN.partition(b"?>")[2]), "DOCTYPE"),
    "zip bomb": (repacked(GOOD, document=BLANK), "过大"),
    "lying zip bomb": (lying(repacked(GOOD, document=BLANK)), "已经损坏"),
    "no relationships": (b"PK\x05\x06" + b"\0" * 18, "没有 Word 正文"),
}


@pytest.mark.parametrize(("data", "message"), NO_WORD_FILES.values(), ids=NO_WORD_FILES)
def test_what_is_no_word_file_is_refused(data: bytes, message: str):
    with pytest.raises(InputError, match=message) as caught:
        read(data)
    assert caught.value.problems[0].remedy


@given(st.data())
def test_a_damaged_file_is_read_or_refused_but_never_a_crash(data):
    broken = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 4))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert isinstance(read(bytes(broken)), Document)
    except InputError as error:
        assert error.problems  # noqa: PT017 both ends are right, only others are not
