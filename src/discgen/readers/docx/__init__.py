"""Word to blocks, in two stages as in pandoc: the file to its parts, their XML to blocks.

Structure is taken from styles and outline levels, never from how a paragraph looks. What the writer adds
because Word needs it (empty paragraphs behind tables, continuations of merged cells) is taken away again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import takewhile

from lxml import etree

from discgen.blocks import Block, Document, Heading, Line, Paragraph, Run, Table, text_of
from discgen.readers.docx.archive import open_parts
from discgen.readers.docx.styles import Role, Style, level_of, styles_of
from discgen.readers.docx.table import table_of
from discgen.readers.docx.text import lines_of
from discgen.readers.docx.tree import LONGEST, W, children, number_of, properties_of

_P = f"{W}p"
_TBL = f"{W}tbl"
_Piece = tuple[Role, Block]


def read(data: bytes) -> Document:
    """Read a Word file.

    Raises:
        InputError: `data` is no .docx, is damaged or encrypted, or unpacks to too much.
    """
    parts = open_parts(data)
    styles = styles_of(parts.styles)
    pieces = [
        piece
        for landscape, elements in _sections(parts.body)
        for element in elements
        for piece in _pieces(element, styles, landscape=landscape)
    ]
    titles = list(takewhile(lambda piece: piece[0] is Role.TITLE, pieces))
    return Document(
        title=tuple(block.line for _, block in titles if not isinstance(block, Table)),
        blocks=_with_captions(pieces[len(titles) :]),
    )


def _sections(body: etree._Element) -> Iterator[tuple[bool, list[etree._Element]]]:
    """The paragraphs and tables of each section, with whether its pages are turned."""
    elements: list[etree._Element] = []
    for element in children(body, _P, _TBL):
        elements.append(element)
        section = element.find(f"{W}pPr/{W}sectPr")
        if section is not None:
            yield _is_turned(section), elements
            elements = []
    yield _is_turned(body.find(f"{W}sectPr")), elements


def _is_turned(section: etree._Element | None) -> bool:
    size = None if section is None else section.find(f"{W}pgSz")
    if size is None:
        return False
    width, height = (number_of(size.get(f"{W}{side}"), 1, LONGEST) for side in "wh")
    return width > height


def _pieces(
    element: etree._Element, styles: Mapping[str | None, Style], *, landscape: bool
) -> Iterator[_Piece]:
    """The block that an element is; several where line breaks part a paragraph, none for a separator."""
    if element.tag == _TBL:
        yield Role.TEXT, table_of(element, styles, landscape=landscape)
        return
    properties = properties_of(element, f"{W}pPr")
    style = styles.get(properties.get(f"{W}pStyle"), styles[None])
    own_level = level_of(properties.get(f"{W}outlineLvl"))
    level = style.level if own_level is None else own_level
    lines = lines_of(element)
    if style.role is Role.SEPARATOR and not any(lines):
        return
    if level and style.role is not Role.TITLE:
        yield style.role, Heading(_one_line(lines), level)
        return
    for line in lines:
        yield style.role, Paragraph(line, "note" if style.role is Role.NOTE else "body")


def _one_line(lines: Iterable[Line]) -> Line:
    text = "".join(text_of(line) for line in lines)
    return (Run(text),) if text else ()


def _with_captions(pieces: Iterable[_Piece]) -> tuple[Block, ...]:
    """The blocks, each caption put into the table that follows it."""
    blocks: list[Block] = []
    previous = Role.TEXT
    for role, block in pieces:
        caption = blocks[-1] if previous is Role.CAPTION else None
        if isinstance(block, Table) and caption is not None and not isinstance(caption, Table):
            blocks[-1] = replace(block, caption=caption)
        else:
            blocks.append(block)
        previous = role
    return tuple(blocks)
