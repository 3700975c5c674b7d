"""What `discgen parse` takes for a long old document in each format."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pypdfium2

from bench import words
from bench.material import Material, with_projects, words_of
from bench.measure import Timing, process
from discgen.blocks import Block, Document, Table, printed_rows, text_of
from discgen.export import figures_json
from discgen.parsing import parse
from discgen.writers import docx, html, pdf

PAGES = 60
_PROJECTS = 50  # as many as fill the pages
_SECONDS = 10.0
_ROUNDS = 5
_DISCGEN = Path(sys.executable).with_name("discgen")


def dump(document: Document) -> bytes:
    """The document as programs print a Word file: a cell to a line, empty lines behind rows and tables."""
    lines = (text_of(line) for line in document.title)
    return "\n".join([*lines, *(text for block in document.blocks for text in _dumped(block))]).encode()


def _dumped(block: Block) -> Iterator[str]:
    if not isinstance(block, Table):
        yield text_of(block.line)
        return
    if block.caption:
        yield text_of(block.caption.line)
    for row in printed_rows(block):
        yield from ("\t" + ("" if cell is None else words_of(cell)) for cell in row)
        yield ""
    yield ""


_WRITERS: Mapping[str, Callable[[Material], bytes]] = {
    "docx": lambda material: docx.write(material.document, material.look),
    "html": lambda material: html.write(material.document, material.look),
    "pdf": lambda material: pdf.write(material.document, material.look, figures_json(material.filing)),
    "txt": lambda material: dump(material.document),
}


def timings(material: Material) -> list[Timing]:
    """Parse a document of `PAGES` pages or more from each format, a process for each.

    Raises:
        DifferentWordsError: What is parsed does not build the same words again.
    """
    large = with_projects(material, _PROJECTS)
    files = {name: large.folder / f"old.{name}" for name in _WRITERS}
    for name, file in files.items():
        file.write_bytes(_WRITERS[name](large))
        words.require_same(name, large.words, words.of_document(parse(file).interpretation.document))
    pages = len(pypdfium2.PdfDocument(files["pdf"]))
    if pages < PAGES:
        raise RuntimeError(f"{pages} pages are less than {PAGES}")
    return [_timing(name, file, pages) for name, file in files.items()]


def _timing(name: str, file: Path, pages: int) -> Timing:
    run = process(_DISCGEN, "parse", file)
    run()
    what = f"parse, {name.upper()} of {pages} pages, whole process"
    return Timing(what, _SECONDS, [run() for _ in range(_ROUNDS)])
