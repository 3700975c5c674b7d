"""Blocks to Word.

python-docx keeps the package (styles, page set-up, footers, properties); the body is written as text and
put into it in one piece, which costs a fraction of building it element by element.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from itertools import groupby, zip_longest
from operator import itemgetter

from docx.opc.coreprops import CoreProperties

from discgen import word_styles as styles
from discgen.blocks import Block, Document, Heading, Paragraph, Table, text_of
from discgen.writers import Look
from discgen.writers.docx.package import pack
from discgen.writers.docx.reference import Page, Reference, open_reference
from discgen.writers.docx.table import KEEP_NEXT, table_to_docx
from discgen.writers.docx.text import paragraphs_to_docx

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PARAGRAPH_STYLES = {"body": styles.BODY, "note": styles.NOTE, "title": styles.TITLE}
_LONGEST_PROPERTY = 255  # characters; python-docx refuses more


def write(document: Document, look: Look) -> bytes:
    """Write `document` as a .docx file; the same document and look always give the same bytes.

    Raises:
        InputError: The reference document of `look` cannot be used.
    """
    reference = open_reference(look.reference_docx)
    _describe(reference.package.core_properties, document)
    text = document_to_docx(document, reference)
    return pack({**reference.parts(), reference.main_part: text.encode()})


def _describe(properties: CoreProperties, document: Document) -> None:
    metadata = document.metadata
    day = datetime.combine(metadata.created, time())
    properties.title = document.title_text[:_LONGEST_PROPERTY]
    properties.subject = metadata.subject[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = metadata.author[:_LONGEST_PROPERTY]
    properties.created = properties.modified = day
    properties.language = "zh-CN"


def document_to_docx(document: Document, reference: Reference) -> str:
    """The main part of the package: `w:document` with all text."""
    sections = [
        (reference.landscape if turned else reference.portrait, [block for _, block in blocks])
        for turned, blocks in groupby(_oriented(document), key=itemgetter(0))
    ] or [(reference.portrait, [])]
    ids = reference.style_ids
    *earlier, (last_page, last_blocks) = sections
    parts = [section_to_docx(blocks, page, ids, closing=page.section) for page, blocks in earlier]
    parts.append(section_to_docx(last_blocks, last_page, ids))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:document xmlns:w="{_WORD}"><w:body>{"".join(parts)}{last_page.section}</w:body></w:document>'
    )


def _oriented(document: Document) -> list[tuple[bool, Block]]:
    """All blocks, the title's lines as the first, each with whether it stands on a turned page.

    A note stays on the page of the table above it, and a heading on that of the block below it.
    """
    titles = (Paragraph(line, "title") for line in document.title)
    blocks = (*titles, *document.blocks)
    turned: list[bool] = []
    for block in blocks:
        is_note = isinstance(block, Paragraph) and block.style == "note"
        turned.append(block.landscape if isinstance(block, Table) else is_note and turned[-1:] == [True])
    for place in reversed(range(len(blocks) - 1)):
        if isinstance(blocks[place], Heading):
            turned[place] = turned[place + 1]
    return list(zip(turned, blocks, strict=True))


def section_to_docx(
    blocks: Sequence[Block], page: Page, style_ids: Mapping[str, str], closing: str = ""
) -> str:
    """The blocks of one section.

    Args:
        blocks: The blocks.
        page: The section's page.
        style_ids: Style names to ids.
        closing: The `w:sectPr` that the section's last paragraph carries; "" for the last section.
    """
    return "".join(
        block_to_docx(block, following, page, style_ids, closing if following is None else "")
        for block, following in zip_longest(blocks, blocks[1:])
    )


def block_to_docx(
    block: Block, following: Block | None, page: Page, style_ids: Mapping[str, str], closing: str = ""
) -> str:
    """One block; `following` is the next one of its section, None at the end."""
    if not isinstance(block, Table):
        return paragraphs_to_docx(style_ids[_style_of(block)], [text_of(block.line)], closing)
    caption = block.caption
    attached = isinstance(following, Table) and following.caption is None
    parts = [table_to_docx(block, page, style_ids, attached=attached)]
    if caption is not None:
        parts.insert(0, paragraphs_to_docx(style_ids[_caption_style_of(caption)], [text_of(caption.line)]))
    if following is None or attached:
        # Word joins tables that touch, and wants a paragraph at the end of a section.
        keep = KEEP_NEXT if attached else ""
        parts.append(paragraphs_to_docx(style_ids[styles.SEPARATOR], (), keep + closing))
    return "".join(parts)


def _style_of(block: Heading | Paragraph) -> str:
    if isinstance(block, Heading):
        return styles.HEADINGS[block.level - 1]
    return _PARAGRAPH_STYLES[block.style]


def _caption_style_of(caption: Heading | Paragraph) -> str:
    if isinstance(caption, Heading):
        return styles.HEADING_CAPTIONS[caption.level - 1]
    return styles.CAPTION
