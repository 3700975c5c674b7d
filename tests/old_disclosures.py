"""Old disclosures in the habits of real ones, facts and prose invented, as documents.

The files in `old/` hold a paragraph on a line; a line that begins with `|` is a row of a table, whose cells
stand between such marks and whose lines within a cell are parted by `⏎`. A blank line parts two tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from discgen.blocks import Block, Cell, Document, Paragraph, Run, Table
from discgen.readers.grids import stretched

FOLDER = Path(__file__).with_name("old")


def old(name: str) -> str:
    """The text of an old disclosure."""
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def document_of(text: str) -> Document:
    """The document that such a text stands for."""
    return Document((), tuple(_blocks(text.splitlines())))


def _blocks(lines: list[str]) -> Iterator[Block]:
    for kind, group in groupby(lines, key=lambda line: line[:1] == "|" and "|"):
        if kind:
            yield table_of(list(group))
        else:
            yield from (Paragraph((Run(line),)) for line in group if line.strip())


def table_of(rows: list[str]) -> Table:
    """The table of some lines."""
    return stretched([tuple(_cell(text.strip(" ")) for text in row.strip("|").split("|")) for row in rows])


def _cell(text: str) -> Cell:
    return Cell(tuple((Run(line),) if line else () for line in text.split("⏎")) if text else ())
