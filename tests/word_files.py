"""Word files for the tests: small documents, and packages to look into and to damage."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import cast

from lxml import etree

from discgen.blocks import Block, Cell, Document, Heading, Paragraph
from discgen.resources import TEMPLATES
from discgen.writers import Look
from sample_document import cell, line

REFERENCE = TEMPLATES / "common" / "reference.docx"
LOOK = Look(css="", reference_docx=REFERENCE)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def heading(text: str, level: int = 1) -> Heading:
    return Heading(line(text), level)


def paragraph(text: str, style: str = "body") -> Paragraph:
    return Paragraph(line(text), style)


def label(text: str, **spans) -> Cell:
    """A header cell."""
    return cell(text, header=True, **spans)


def document(*blocks: Block) -> Document:
    return Document(title=(line("某县水务局"),), blocks=blocks)


def parts(data: bytes) -> dict[str, bytes]:
    """What a package holds, name to content."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(data: bytes, **changed: bytes | None) -> bytes:
    """The package with some parts of `word/` changed, or removed where None."""
    contents = parts(data) | {f"word/{name}.xml": content for name, content in changed.items()}
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            if content is not None:
                archive.writestr(name, content)
    return buffer.getvalue()


def body_of(data: bytes) -> etree._Element:
    """`w:body` of a Word file."""
    return cast("etree._Element", etree.fromstring(parts(data)["word/document.xml"]).find(f"{W}body"))
