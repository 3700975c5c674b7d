"""What a PDF of discgen says, by the elements of its structure tree: to prove that nothing was lost.

The tags give every word its place (heading, paragraph, cell), whatever page it stands on; page numbers and
repeated table heads are artifacts and do not appear. A PDF keeps glyphs, not characters: blanks are lost
at line ends, and characters drawn alike may come back as each other. So words are compared without blanks
and with look-alikes made one.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field

import pypdfium2
from pypdfium2 import raw

from discgen.blocks import Block, Document, Heading, Line, Paragraph, text_of
from discgen.errors import InputError, Problem
from discgen.readers.radicals import SUPPLEMENT

_HEADINGS = {"H2": 1, "H3": 2, "H4": 3, "H5": 4}


@dataclass(frozen=True, slots=True)
class Printed:
    """A block as the page shows it, without blanks.

    Attributes:
        kind: `title`, `heading`, `paragraph` or `table`.
        text: Its words; for a table those of its caption.
        level: Depth in the outline of a heading or of a table's caption, 0 outside the outline.
        rows: For a table the words of every cell that has some; rows without words are left out.
    """

    kind: str
    text: str
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def read(data: bytes) -> tuple[Printed, ...]:
    """Read the tagged text of a PDF that discgen wrote.

    Returns:
        Its blocks in reading order; blocks without words are left out.

    Raises:
        InputError: The file is no PDF, is locked, or has no tags.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise InputError(
            Problem("打不开这个 PDF：文件不完整、加了密，或者不是 PDF", "请换一份完整、没有密码的文件")
        ) from error
    with closing(document):
        root = _Node("")
        for page in document:
            _add_page(root, page)
    if not root.kids:
        raise InputError(
            Problem("这个 PDF 没有标签，分不清标题、段落和单元格", "请选择由 discgen build 生成的 PDF")
        )
    return tuple(block for block in _blocks(root) if block.text or block.rows)


def expected(document: Document) -> tuple[Printed, ...]:
    """What `read` must find in the PDF of `document`."""
    title = Printed("title", "".join(_words(line) for line in document.title))
    blocks = (title, *map(_expected_block, document.blocks))
    return tuple(block for block in blocks if block.text or block.rows)


@dataclass(slots=True)
class _Node:
    """An element of the structure tree, gathered from all pages it stands on.

    Attributes:
        kind: Its type (`H2`, `TD`).
        text: The text marked as its own.
        kids: Child elements by their position; those without words may be missing.
    """

    kind: str
    text: str = ""
    kids: dict[int, _Node] = field(default_factory=dict)

    def in_order(self) -> Iterator[_Node]:
        for _, kid in sorted(self.kids.items()):
            yield kid

    def words(self) -> str:
        return _fold(self.text) + "".join(kid.words() for kid in self.in_order())

    def find(self, *kinds: str) -> Iterator[_Node]:
        """The uppermost descendants of these kinds."""
        for kid in self.in_order():
            if kid.kind in kinds:
                yield kid
            else:
                yield from kid.find(*kinds)


def _add_page(root: _Node, page: pypdfium2.PdfPage) -> None:
    """Add what one page shows to the tree; positions in it are the same on every page."""
    texts = _marked_texts(page)
    tree = raw.FPDF_StructTree_GetForPage(page)
    try:
        for index in range(raw.FPDF_StructTree_CountChildren(tree)):
            if element := raw.FPDF_StructTree_GetChildAtIndex(tree, index):
                _add_element(root.kids.setdefault(index, _Node("")), element, texts)
    finally:
        raw.FPDF_StructTree_Close(tree)


def _add_element(node: _Node, element: raw.FPDF_STRUCTELEMENT, texts: dict[int, str]) -> None:
    node.kind = _utf16(lambda buffer, size: raw.FPDF_StructElement_GetType(element, buffer, size))
    for index in range(raw.FPDF_StructElement_CountChildren(element)):
        if kid := raw.FPDF_StructElement_GetChildAtIndex(element, index):
            _add_element(node.kids.setdefault(index, _Node("")), kid, texts)
        else:
            node.text += texts.get(raw.FPDF_StructElement_GetChildMarkedContentID(element, index), "")


def _marked_texts(page: pypdfium2.PdfPage) -> dict[int, str]:
    """The text of a page by the number of the marked content that holds it."""
    texts: dict[int, str] = defaultdict(str)
    with closing(page.get_textpage()) as textpage:
        for index in range(raw.FPDFPage_CountObjects(page)):
            shown = raw.FPDFPage_GetObject(page, index)
            number = raw.FPDFPageObj_GetMarkedContentID(shown)
            if number >= 0 and raw.FPDFPageObj_GetType(shown) == raw.FPDF_PAGEOBJ_TEXT:
                texts[number] += _utf16(_text_getter(shown, textpage))
    return texts


def _text_getter(
    shown: raw.FPDF_PAGEOBJECT, textpage: pypdfium2.PdfTextPage
) -> Callable[[ctypes.Array[ctypes.c_char] | None, int], int]:
    def get(buffer: ctypes.Array[ctypes.c_char] | None, size: int) -> int:
        target = buffer and ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
        return int(raw.FPDFTextObj_GetText(shown, textpage, target, size))

    return get


def _utf16(get: Callable[[ctypes.Array[ctypes.c_char] | None, int], int]) -> str:
    """Call one of PDFium's getters of strings, which want to be asked for the size first."""
    size = get(None, 0)
    buffer = ctypes.create_string_buffer(size)
    get(buffer, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _blocks(root: _Node) -> Iterator[Printed]:
    for node in root.find("H1", *_HEADINGS, "P", "Table"):
        if node.kind == "Table":
            yield _table(node)
        elif node.kind in _HEADINGS:
            yield Printed("heading", node.words(), _HEADINGS[node.kind])
        else:
            yield Printed("title" if node.kind == "H1" else "paragraph", node.words())


def _table(table: _Node) -> Printed:
    captions = list(table.find("Caption"))
    headings = [heading for caption in captions for heading in caption.find(*_HEADINGS)]
    return Printed(
        "table",
        "".join(caption.words() for caption in captions),
        _HEADINGS[headings[0].kind] if headings else 0,
        _with_words([cell.words() for cell in row.find("TH", "TD")] for row in table.find("TR")),
    )


def _expected_block(block: Block) -> Printed:
    if isinstance(block, Heading):
        return Printed("heading", _words(block.line), block.level)
    if isinstance(block, Paragraph):
        return Printed("paragraph", _words(block.line))
    cells = (["".join(map(_words, cell.lines)) for cell in row] for row in block.rows)
    caption = _expected_block(block.caption) if block.caption else Printed("paragraph", "")
    level = caption.level if caption.text else 0  # a heading without words leaves no trace
    return Printed("table", caption.text, level, _with_words(cells))


def _with_words(rows: Iterator[list[str]]) -> tuple[tuple[str, ...], ...]:
    """The cells with words, in the rows that have such cells."""
    full = (tuple(cell for cell in row if cell) for row in rows)
    return tuple(row for row in full if row)


def _words(line: Line) -> str:
    return _fold(text_of(line))


# Characters that fonts draw with one glyph, beyond radicals and what compatibility normalisation makes one:
# dots, dashes and circled digits.
_DRAWN_ALIKE = {
    **SUPPLEMENT,
    **str.maketrans(
        "•‧・∙⋯‒‐\x02∕‵〜⮕戶郞➀➁➂➃➄➅➆➇➈➊➋➌➍➎➏➐➑➒➓",
        "····…–--/`~➡户郎123456789❶❷❸❹❺❻❼❽❾❿",
    ),
}


def _fold(text: str) -> str:
    """`text` without blanks and invisible characters, look-alikes made one."""
    folded = unicodedata.normalize("NFKC", text.translate(_DRAWN_ALIKE)).translate(_DRAWN_ALIKE)
    return "".join(char for char in folded if not char.isspace() and unicodedata.category(char) != "Cf")
