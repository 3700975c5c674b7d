"""PDFium's view of a file: pages of glyphs and rules.

PDFium (Apache and BSD licences, the engine of Chrome) reads 70 pages in half a second, gives each character
with its box and each path with its corners, and is there already for the PDFs that discgen writes.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby

import pypdfium2
from pypdfium2 import raw

from discgen.errors import InputError, Problem
from discgen.readers.decoding import without_invisible
from discgen.readers.pdf_pages.drawing import Drawing
from discgen.readers.pdf_pages.page import Glyph, Page
from discgen.readers.pdf_pages.view import Point, View
from discgen.readers.radicals import without_radicals

_MOST_PAGES = 400
_MOST_CHARACTERS = 50_000  # of a page; a full one has a thirtieth of that
_SLANT = 5.0  # degrees; what is turned by more, and not by a right angle, is a watermark
_BROKEN_HYPHEN = 2  # what PDFium gives for a hyphen at the end of a line
_UNKNOWN = "\ufffd"
_INVISIBLE = {raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP}
_COMPLETE = "请重新复制或下载一次，换一份完整的文件"


def pages_of(data: bytes) -> Iterator[Page]:
    """The pages of a PDF, one after the other.

    Raises:
        InputError: It is damaged, is opened with a password only, or is too large.
    """
    with closing(_open(data)) as document:
        if len(document) > _MOST_PAGES:
            message = f"这个 PDF 有 {len(document)} 页，超过 {_MOST_PAGES} 页"
            raise InputError(Problem(message, "请确认这是一份信息公开文档；合订在一起的，请先拆开"))
        for number in range(len(document)):
            yield _page(document, number)


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            remedy = "请用密码打开它，另存为没有密码的文件，或找到原来的 Word 文件"
            raise InputError(Problem("这个 PDF 设有打开密码", remedy)) from error
        raise InputError(Problem("打不开这个 PDF：文件不完整或已损坏", _COMPLETE)) from error


def _page(document: pypdfium2.PdfDocument, number: int) -> Page:
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise InputError(Problem(f"这个 PDF 的第 {number + 1} 页已损坏", _COMPLETE)) from error
    with closing(page), closing(text):
        if text.count_chars() > _MOST_CHARACTERS:
            message = f"这个 PDF 的第 {number + 1} 页内容太多"
            raise InputError(Problem(message, "请确认这是一份信息公开文档，文件没有损坏"))
        characters = _readable(list(_characters(text)))
        view = View(page.get_bbox(), _turn_of(characters))
        drawing = Drawing(page)
    across, down = drawing.rules(view)
    return Page(
        width=view.width,
        height=view.height,
        glyphs=tuple(glyph for glyph in _glyphs(characters, view) if view.shows(*glyph.middle)),
        across=tuple(across),
        down=tuple(down),
        pictured=min(1.0, drawing.pictures / max(1.0, view.width * view.height)),
    )


@dataclass(frozen=True, slots=True)
class _Character:
    """A character in the page's own coordinates.

    Attributes:
        char: The character.
        box: Its left, bottom, right and top.
        origin: Where the pen stood before it.
        size: Its type size as it is shown.
        angle: Direction of its line, in degrees, counterclockwise.
        shown: Whether it can be seen.
        run: Number of the text object that draws it.
    """

    char: str
    box: tuple[float, float, float, float]
    origin: Point
    size: float
    angle: float
    shown: bool
    run: int


def _characters(text: pypdfium2.PdfTextPage) -> Iterator[_Character]:
    """The characters that stand in the file, without those that PDFium adds where it sees a gap."""
    matrix, box = raw.FS_MATRIX(), raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    upper = ""  # the first half of a character beyond the basic plane
    for index in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        char = upper + _char(text, index)
        upper = char if len(char) == 1 and "\ud800" <= char <= "\udbff" else ""
        if upper:
            continue
        raw.FPDFText_GetMatrix(text, index, matrix)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        run = raw.FPDFText_GetTextObject(text, index)
        yield _Character(
            char=char.encode("utf-16", "surrogatepass").decode("utf-16", "replace")[-1:],
            box=(box.left, box.bottom, box.right, box.top),
            origin=(x.value, y.value),
            size=raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d),
            angle=math.degrees(math.atan2(matrix.b, matrix.a)),
            shown=raw.FPDFTextObj_GetTextRenderMode(run) not in _INVISIBLE,
            run=ctypes.cast(run, ctypes.c_void_p).value or 0,
        )


def _char(text: pypdfium2.PdfTextPage, index: int) -> str:
    """A character, U+FFFD where the file does not say which its glyph is."""
    code = raw.FPDFText_GetUnicode(text, index)
    if code == _BROKEN_HYPHEN:
        return "-"
    if not code or raw.FPDFText_HasUnicodeMapError(text, index) == 1:
        return _UNKNOWN
    char = without_radicals(chr(code))
    return " " if char.isspace() and char not in "\u3000\xa0" else char


def _readable(characters: list[_Character]) -> list[_Character]:
    """What is text of the page: no watermark, nothing of no width, and what can be seen.

    On a scanned page the text that a program recognised lies invisible below the picture: it is taken where
    there is no other.
    """
    upright = [
        character
        for character in characters
        if without_invisible(character.char)
        and abs((character.angle + 45) % 90 - 45) <= _SLANT
        and all(map(math.isfinite, (*character.box, *character.origin)))
        and 0 < character.size < math.inf
    ]
    return [character for character in upright if character.shown] or upright


def _turn_of(characters: list[_Character]) -> int:
    """By how many quarters most of the text is turned, counterclockwise, whatever the page's own turn."""
    turns = Counter(round(character.angle / 90) % 4 for character in characters)
    return max(turns, key=lambda turn: turns[turn], default=0)


def _glyphs(characters: Iterable[_Character], view: View) -> Iterator[Glyph]:
    """The characters where they are seen; those that one glyph shows together (ﬁ, ——) side by side."""
    for _, together in groupby(characters, key=lambda character: (character.run, character.origin)):
        group = list(together)
        left, bottom, right, top = group[0].box
        start, end = sorted((view.place(left, bottom)[0], view.place(right, top)[0]))
        width = (end - start) / len(group)
        base = round(view.place(*group[0].origin)[1], 2)
        size = _standard(group[0].size)
        for number, character in enumerate(group):
            sides = [round(start + place * width, 2) for place in (number, number + 1)]
            yield Glyph(character.char, sides[0], sides[1], base, size)


def _standard(size: float) -> float:
    """A type size in halves of a point, as programs offer them; their files have 10.56 for 10.5."""
    return max(0.5, round(2 * size) / 2)
