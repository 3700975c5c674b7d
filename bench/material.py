"""What is measured: the sample of 40 projects, larger ones made of it, and their text as plain data."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from bench import words
from discgen.blocks import Block, Cell, Document, Heading, Paragraph, Table, grid_of, text_of
from discgen.filing import Filing, open_filing
from discgen.writers import Look
from discgen.yamlfile import reading
from discgen.yamlfile.writing import dump

SAMPLE = Path(__file__).parents[1] / "samples" / "平乡县发展和改革局2021.yaml"


def plain(document: Document) -> dict[str, Any]:
    """The text of a document as a user without discgen would have it ready: dicts, lists and strings.

    Each block has a `kind`: heading, paragraph or table. A table has its cells twice: `rows` holds those
    that begin in each row, with their spans, as HTML wants them; `grid` holds a string for each column, ""
    where another cell covers it.
    """
    return {
        "title": [text_of(line) for line in document.title],
        "blocks": [plain_block for block in document.blocks for plain_block in _plain_blocks(block)],
    }


def _plain_blocks(block: Block) -> Iterator[dict[str, Any]]:
    if isinstance(block, Heading | Paragraph):
        level = block.level if isinstance(block, Heading) else 0
        yield {"kind": "heading" if level else "paragraph", "level": level, "text": text_of(block.line)}
        return
    if block.caption:
        yield from _plain_blocks(block.caption)
    yield {
        "kind": "table",
        "columns": len(block.widths),
        "rows": [[_plain_cell(cell) for cell in row] for row in block.rows],
        "grid": _plain_grid(block),
    }


def _plain_cell(cell: Cell) -> dict[str, Any]:
    return {
        "tag": "th" if cell.header else "td",
        "text": words_of(cell),
        "rowspan": cell.rowspan,
        "colspan": cell.colspan,
    }


def _plain_grid(table: Table) -> list[list[str]]:
    return [
        [
            words_of(slot.cell) if slot and (slot.row, slot.column) == (row, column) else ""
            for column, slot in enumerate(slots)
        ]
        for row, slots in enumerate(grid_of(table))
    ]


def words_of(cell: Cell) -> str:
    """The text of a cell, its paragraphs parted by line breaks."""
    return "\n".join(text_of(line) for line in cell.lines)


@dataclass(frozen=True)
class Material:
    """A filing, and a folder for what is made of it.

    Attributes:
        sample: Its YAML file.
        filing: The file, opened.
        folder: Where files made on the way go.
    """

    sample: Path
    filing: Filing
    folder: Path

    @cached_property
    def document(self) -> Document:
        """The composed document."""
        return self.filing.composition.document

    @cached_property
    def look(self) -> Look:
        """How its form dresses it."""
        return self.filing.form.look()

    @cached_property
    def plain(self) -> dict[str, Any]:
        """Its text as plain data."""
        return plain(self.document)

    @cached_property
    def words(self) -> str:
        """All its words, which every rival has to say as well."""
        return words.of_document(self.document)

    def require_words(self, extract: Callable[[bytes], str], **files: bytes) -> None:
        """Require that files say exactly the words of the document.

        Raises:
            DifferentWordsError: One does not; names it by its keyword.
        """
        for name, data in files.items():
            words.require_same(name, self.words, extract(data))


def with_projects(material: Material, count: int) -> Material:
    """The material with `count` projects: its own ones, over and over."""
    folder = material.folder / str(count)
    folder.mkdir(exist_ok=True)
    data = reading.read(material.sample).data
    shutil.copy(material.sample.parent / data["上年"], folder)
    performance = data["绩效"]
    performance["项目"] = list(islice(cycle(performance["项目"]), count))
    sample = folder / material.sample.name
    sample.write_text(dump(data), encoding="utf-8")
    return Material(sample, open_filing(sample), folder)
