"""Word to blocks, in three stages: the file to its parts, these to what is shown, that to blocks.

Structure is taken from styles and outline levels, never from how a paragraph looks. What a file holds only
because Word needs it (empty paragraphs behind tables, continuations of merged cells) is no block.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile

from lxml import etree

from discgen.blocks import Block, Document, Heading, Paragraph, Table
from discgen.errors import InputError, Problem
from discgen.readers.docx.accepted import accept_changes, drop_contents, join_paragraphs
from discgen.readers.docx.archive import SAVE_AGAIN, Parts, open_parts
from discgen.readers.docx.asides import put_back, taken_out
from discgen.readers.docx.hidden import drop_hidden
from discgen.readers.docx.numbering import write_numbers
from discgen.readers.docx.styles import Role, Styles, level_of, styles_of
from discgen.readers.docx.table import framed, table_of
from discgen.readers.docx.text import lines_of
from discgen.readers.docx.tree import TBL, P, W, children, length_of, properties_of

_Piece = tuple[Role, Block]
_ELSEWHERE = (f"{W}altChunk", f"{W}subDoc")
_PARAGRAPH_IN_PARAGRAPH = etree.XPath("boolean(.//w:p[ancestor::w:p])", namespaces={"w": W[1:-1]})
_PICTURES = (f"{W}drawing", f"{W}pict", f"{W}object")


def read(data: bytes) -> Document:
    """Read a Word file.

    Raises:
        InputError: `data` is no .docx, is damaged, unpacks to too much, keeps its text elsewhere, or has
            pictures in place of text.
    """
    parts = open_parts(data)
    styles = styles_of(parts.styles)
    _require_own_text(parts.body)
    settle(parts, styles)
    pieces = [
        piece
        for landscape, elements in _sections(parts.body)
        for element in elements
        for piece in _pieces(element, styles, landscape=landscape)
    ]
    if not pieces and next(parts.body.iter(*_PICTURES), None) is not None:
        raise InputError(Problem("文件里只有图片，没有文字", "图片里的字读不出来，请找到原来的文字版再试"))
    titles = list(takewhile(lambda piece: piece[0] is Role.TITLE, pieces))
    return Document(
        title=tuple(block.line for _, block in titles if not isinstance(block, Table)),
        blocks=_with_captions(pieces[len(titles) :]),
    )


def settle(parts: Parts, styles: Styles) -> None:
    """Leave in the body, in place, exactly the words that are shown, each where it is read.

    Raises:
        InputError: Paragraphs stand in paragraphs.
    """
    for story in (parts.body, *parts.notes):
        accept_changes(story)
    drop_contents(parts.body)
    asides = taken_out(parts.body, parts.notes)
    for story in (parts.body, *(aside.content for aside in asides)):
        _require_flat(story)
        drop_hidden(story, styles)
    put_back(asides)
    join_paragraphs(parts.body)
    write_numbers(parts.body, parts.numbering, styles)


def _require_own_text(body: etree._Element) -> None:
    if next(body.iter(*_ELSEWHERE), None) is not None:
        raise InputError(Problem("文件的正文是嵌在里面的另一个文件", SAVE_AGAIN))


def _require_flat(story: etree._Element) -> None:
    """Word does not open a file with paragraphs in paragraphs; read, its words would count many times."""
    if _PARAGRAPH_IN_PARAGRAPH(story):
        raise InputError(Problem("文件已经损坏：段落里面还有段落", SAVE_AGAIN))


def _sections(body: etree._Element) -> Iterator[tuple[bool, list[etree._Element]]]:
    """The paragraphs and tables of each section, with whether its pages are turned."""
    elements: list[etree._Element] = []
    for element in children(body, P, TBL):
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
    width, height = (length_of(size.get(f"{W}{side}")) for side in "wh")
    return width > height


def _pieces(element: etree._Element, styles: Styles, *, landscape: bool) -> Iterator[_Piece]:
    """The block that an element is; several where breaks part a paragraph, none where nothing is shown."""
    if element.tag == TBL:
        yield from _table_pieces(element, styles, landscape=landscape)
        return
    properties = properties_of(element, f"{W}pPr")
    style = styles.get(properties.get(f"{W}pStyle"), styles[None])
    if style.role is Role.CONTENTS:
        return
    own_level = level_of(properties.get(f"{W}outlineLvl"))
    level = style.level if own_level is None else own_level
    lines = lines_of(element)
    for line in [line for line in lines if line] or lines[:1]:
        if level and style.role is not Role.TITLE:
            yield style.role, Heading(line, level)
        else:
            yield style.role, Paragraph(line, "note" if style.role is Role.NOTE else "body")


def _table_pieces(element: etree._Element, styles: Styles, *, landscape: bool) -> Iterator[_Piece]:
    """A table; for one of a single cell around other tables, which is a frame, what stands in it."""
    content = framed(element)
    for inner in content:
        yield from _pieces(inner, styles, landscape=landscape)
    if not content:
        table = table_of(element, styles, landscape=landscape)
        if table.rows:
            yield Role.TEXT, table


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
