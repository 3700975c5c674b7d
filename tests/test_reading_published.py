"""Published disclosures as Word files: every word and cell of the text they were made from, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from discgen import readers
from discgen.blocks import Document, Heading, Table, printed_rows, text_of

FIXTURES = Path(__file__).parents[2] / "shared" / "fixtures"
FOLDERS = sorted(path.parent.name for path in FIXTURES.glob("*/original.txt"))
FORMATS = ["docx", "doc", "odt"]
LEFT_OVERS = re.compile(r"\[bookmark:[^\]]*\]|\{\s*(?:TC|TOC|HYPERLINK|PAGEREF|PAGE)\b[^{}]*\}")

pytestmark = pytest.mark.skipif(not FOLDERS, reason="the fixtures lie beside the checkout")


@cache
def document(folder: str, extension: str) -> Document:
    return readers.read(FIXTURES / folder / f"original.{extension}")


def words(text: str) -> str:
    """A text without white space; at the first paragraph of a cell, behind a tab."""
    begins_cell = re.match("[ \u3000]*\t", text) is not None
    return "\t" * begins_cell + "".join(text.split())


def dumped(folder: str) -> list[tuple[str, int]]:
    """The lines of the dump that hold words or begin a cell, each with the blank lines before it.

    A blank line is the end of a row or table, or an empty paragraph: only the words can tell.
    """
    text = LEFT_OVERS.sub("", (FIXTURES / folder / "original.txt").read_text(encoding="utf-8"))
    lines: list[tuple[str, int]] = []
    blank = 0
    for line in map(words, text.split("\n")):
        if line:
            lines.append((line, blank))
        blank = 0 if line else blank + 1
    return lines


def printed(read: Document) -> Iterator[tuple[str, int]]:
    """The same of a document, each line with the blank ones that have to stand before it."""
    needed = 0
    for line in read.title:
        yield words(text_of(line)), 0
    for block in read.blocks:
        if not isinstance(block, Table):
            yield words(text_of(block.line)), needed
            needed = 0
            continue
        rows = cells_of(block)
        for row in as_dumped(rows):
            for cell in row:
                for number, text in enumerate(cell or [""]):
                    if number == 0 or words(text):
                        yield "\t" * (number == 0) + words(text).strip("\t"), needed
                        needed = 0
            needed = 1
        needed = 2 if as_dumped(rows) == rows else 0


def cells_of(table: Table) -> list[list[list[str]]]:
    return [
        [[text_of(line) for line in cell.lines] if cell else [] for cell in row]
        for row in printed_rows(table)
    ]


def as_dumped(rows: list[list[list[str]]]) -> list[list[list[str]]]:
    """Of the procurement table the dump has lost what follows the 合计: empty cells and the end."""
    heads = ["".join("".join(row[0]).split()) for row in rows]
    if "政府采购项目来源" not in heads or "合计" not in heads:
        return rows
    total = heads.index("合计")
    return [*rows[:total], [cell for cell in rows[total] if cell]]


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize("folder", FOLDERS)
def test_every_word_and_cell_is_that_of_the_dump(folder: str, extension: str):
    expected, found = dumped(folder), list(printed(document(folder, extension)))
    assert [line for line, _ in found] == [line for line, _ in expected]
    ends = [line for (line, needed), (_, blank) in zip(found, expected, strict=True) if blank < needed]
    assert not ends, "rows or tables end where they do not in the dump"


@pytest.mark.parametrize("extension", FORMATS[1:])
@pytest.mark.parametrize("folder", FOLDERS)
def test_other_formats_have_the_tables_of_the_docx(folder: str, extension: str):
    def grids(read: Document) -> list[tuple[int, int, list[list[list[str]]]]]:
        tables = [block for block in read.blocks if isinstance(block, Table)]
        return [(len(table.widths), table.header_rows, cells_of(table)) for table in tables]

    assert grids(document(folder, extension)) == grids(document(folder, "docx"))


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_outline_of_the_file_becomes_headings(folder: str):
    """Where the file has styles or outline levels: the one of 2017 is formatted by hand."""
    headings = [block for block in document(folder, "docx").blocks if isinstance(block, Heading)]
    assert bool(headings) == (folder != "002")
