"""Pages to the document that runs through them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from discgen.blocks import Block, Document, Paragraph, Run, Table
from discgen.errors import InputError, Problem
from discgen.readers.contents import contents_in
from discgen.readers.pdf_pages.frame import Frame, Stretch
from discgen.readers.pdf_pages.furniture import without_furniture
from discgen.readers.pdf_pages.habits import habits_of
from discgen.readers.pdf_pages.joining import is_continued, joined
from discgen.readers.pdf_pages.page import Page
from discgen.readers.pdf_pages.paragraphs import paragraphs
from discgen.readers.pdf_pages.pieces import Piece
from discgen.readers.pdf_pages.sheets import Sheet, frames_of, limits_of, sheet_of, text_size
from discgen.readers.pdf_pages.tables import table_of
from discgen.readers.pdf_pages.unruled import with_unruled_rows

_SCANNED = 0.7  # of a page: a larger picture on a page without text is the page
_GARBLED = 0.05  # of the characters
_REMEDY = "请找到原来的 Word 文件；没有的话，请先用文字识别（OCR）软件把它转换成 Word 文件"


def document_of(pages: Sequence[Page]) -> Document:
    """The paragraphs and tables of a file, in reading order; it has no title and no headings of its own.

    Raises:
        InputError: There is nothing to read: pages are pictures, or their characters are unknown.
    """
    _require_text(pages)
    sheets = without_furniture([sheet_of(number, page) for number, page in enumerate(pages, 1)])
    size = text_size(sheets)
    sheets = [with_unruled_rows(sheet, size) for sheet in sheets]
    blocks = list(_blocks(sheets))
    texts = ["" if isinstance(block, Table) else block.line[0].text for block in blocks]
    contents = contents_in(texts)
    return Document(
        title=(), blocks=tuple(block for number, block in enumerate(blocks) if number not in contents)
    )


def _require_text(pages: Sequence[Page]) -> None:
    worded = [any(not glyph.char.isspace() for glyph in page.glyphs) for page in pages]
    scanned = [
        str(number)
        for number, (page, words) in enumerate(zip(pages, worded, strict=True), 1)
        if page.pictured > _SCANNED and not words
    ]
    if scanned and not any(worded):
        raise InputError(Problem("这个 PDF 是扫描的图片，里面没有文字", _REMEDY))
    if scanned:
        raise InputError(Problem(f"第 {'、'.join(scanned)} 页是扫描的图片，上面的文字读不出来", _REMEDY))
    if not any(worded):
        raise InputError(Problem("这个 PDF 里没有文字，它可能是图片或图形", _REMEDY))
    characters = [glyph.char for page in pages for glyph in page.glyphs]
    if characters.count("\ufffd") > _GARBLED * len(characters):
        raise InputError(Problem("这个 PDF 没有写明它的字是哪些字，读出来是乱码", _REMEDY))


def _blocks(sheets: Sequence[Sheet]) -> Iterator[Block]:
    frames = frames_of(sheets)
    text: list[tuple[Stretch, Frame]] = []
    for sheet, part in _parts(sheets):
        if isinstance(part, Piece):
            yield from _paragraphs(text)
            text = []
            yield table_of(part, landscape=sheet.width > sheet.height)
        else:
            text.append((part, frames[sheet.number]))
    yield from _paragraphs(text)


def _paragraphs(text: list[tuple[Stretch, Frame]]) -> Iterator[Paragraph]:
    return (Paragraph((Run(words),)) for words in paragraphs(text))


def _parts(sheets: Sequence[Sheet]) -> list[tuple[Sheet, Stretch | Piece]]:
    """The tables of all pages, each whole, and the lines between them, each with its last page."""
    limits, habits = limits_of(sheets), habits_of(sheets)
    parts: list[tuple[Sheet, Stretch | Piece]] = []
    for sheet in sheets:
        for part in sheet.flow():
            match parts[-1:], part:
                case [(above, Piece() as piece)], Piece() if (
                    above.number == sheet.number - 1 and is_continued(piece, part, habits)
                ):
                    parts[-1] = sheet, joined(piece, part, limits[above.kind], habits)
                case _:
                    parts.append((sheet, part))
    return parts
