"""The Word file in another program: LibreOffice prints it as the standard wants, and saves it unharmed."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from discgen.blocks import Table, visible
from discgen.readers.docx import read
from discgen.writers.docx import write
from sample_document import cell
from word_files import LOOK, document, heading, label, paragraph

A4, TURNED_A4 = (595, 842), (842, 595)  # points
# On paper -------------------------------------------------------------------------------------------

INTRODUCTION = paragraph("水" * 28 * 30)
LONG = Table(
    rows=(
        (label("序号"), label("单位名称")),
        *((cell(str(number)), cell(f"第{number}水利管理站")) for number in range(1, 81)),
    ),
    widths=(1, 4),
    header_rows=1,
    caption=paragraph("机构设置情况"),
)
WIDE = Table(
    ((label("采购项目"), label("金额")), (cell("办公设备"), cell("3.5"))), (1, 1), 1, landscape=True
)
PRINTED = document(
    heading("一、总体"), INTRODUCTION, LONG, WIDE, WIDE, heading("八、名词解释"), paragraph("完。")
)


def office(data: bytes, kind: str, folder: Path) -> bytes:
    """`data` as LibreOffice saves it in another format."""
    (folder / "in.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        folder / "out",
        folder / "in.docx",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return next((folder / "out").iterdir()).read_bytes()


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The pages that LibreOffice makes of `PRINTED`."""
    data = office(write(PRINTED, LOOK), "pdf", tmp_path_factory.mktemp("office"))
    pdf = pypdfium2.PdfDocument(data)
    yield list(pdf)
    pdf.close()


def text_on(page) -> str:
    return page.get_textpage().get_text_bounded()


def test_only_the_pages_of_wide_tables_are_turned_and_none_is_blank(pages):
    sizes = [tuple(round(length) for length in page.get_size()) for page in pages]
    assert sizes[-3:] == [A4, TURNED_A4, A4]
    assert set(sizes[:-3]) == {A4}
    assert text_on(pages[-2]).count("办公设备") == 2, "both wide tables share their page"
    for page in pages:
        assert re.sub(r"[\s—\d]", "", text_on(page)), "nothing but a page number"


def test_a_full_page_has_22_lines_of_28_characters(pages):
    full = [found for found in re.findall("水+", text_on(pages[1])) if len(found) > 1]
    assert [len(found) for found in full[:3]] == [28, 28, 28]
    assert sum("水水" in row for row in text_on(pages[0]).splitlines()) == 22 - 3, (
        "title, space and heading"
    )


def test_the_header_of_a_long_table_is_repeated_on_each_of_its_pages(pages):
    with_rows = [text_on(page) for page in pages if "水利管理站" in text_on(page)]
    assert len(with_rows) >= 3
    assert all(text.count("单位名称") == 1 for text in with_rows)
    rows = [int(number) for text in with_rows for number in re.findall(r"第\s*(\d+)\s*水利", text)]
    assert rows == list(range(1, 81)), "no row is lost or printed twice"


def test_page_numbers_stand_between_dashes_at_the_outer_edge(pages):
    for number, page in enumerate(pages, 1):
        text = page.get_textpage()
        last = text.get_text_bounded().rstrip().splitlines()[-1]
        assert re.fullmatch(rf"—\s*{number}\s*—", last.strip())
        left, *_ = text.get_charbox(text.count_chars() - 1)
        assert (left > page.get_width() / 2) == (number % 2 == 1), "odd pages right, even pages left"


def test_what_another_program_saved_again_is_read_the_same(tmp_path: Path):
    saved = visible(read(office(write(PRINTED, LOOK), "docx", tmp_path)))
    # It parts sections by an empty paragraph of its own.
    kept = tuple(block for block in saved.blocks if isinstance(block, Table) or block.line)
    assert replace(saved, blocks=kept) == visible(PRINTED)
