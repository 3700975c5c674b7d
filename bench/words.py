"""The words that a file says, to compare rivals by: a ratio of files that differ would mean nothing."""

from __future__ import annotations

import unicodedata
from collections import Counter
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
from lxml import etree
from lxml import html as lxml_html

from discgen.blocks import Block, Document, Table, lines_of, text_of

_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
_PAGE_NUMBER = "—0123456789"


class DifferentWordsError(Exception):
    """Two rivals did not say the same words."""


def same(text: str) -> str:
    """A text without its white space, which formats treat differently."""
    return "".join(text.split())


def of_document(document: Document) -> str:
    """All words of a document in reading order."""
    return same("".join(map(text_of, lines_of(document))))


def of_docx(data: bytes) -> str:
    """All words of a Word file in reading order."""
    with ZipFile(BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    return same("".join(element.text or "" for element in body.iter(_TEXT)))


def of_html(data: bytes) -> str:
    """All words of the `main` element of a page in reading order."""
    (main,) = lxml_html.document_fromstring(data.decode()).iter("main")
    return same(etree.tostring(main, encoding="unicode", method="text", with_tail=False))


def of_pdf(data: bytes) -> str:
    """All words of a PDF, in whatever order its pages have them."""
    return same("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)))


def require_same(name: str, expected: str, found: str) -> None:
    """Require that two texts are equal.

    Raises:
        DifferentWordsError: They are not; says where they part.
    """
    if expected == found:
        return
    place = next(
        (at for at, (one, other) in enumerate(zip(expected, found, strict=False)) if one != other),
        min(len(expected), len(found)),
    )
    here = slice(max(0, place - 10), place + 20)
    raise DifferentWordsError(f"{name}: expected …{expected[here]}…, found …{found[here]}…")


def require_all(name: str, document: Document, found: str) -> None:
    """Require that the text of a PDF is the document's, as far as characters can tell.

    A PDF gives no reading order to compare by, and fonts may give a character by its compatible twin. It
    has to hold every character as often as the document, and may hold more only of those that page numbers
    and table heads repeat.

    Raises:
        DifferentWordsError: It does not.
    """
    expected, characters = _characters(of_document(document)), _characters(found)
    if missing := expected - characters:
        raise DifferentWordsError(f"{name}: lacks {dict(missing)}")
    repeated = _characters(_PAGE_NUMBER + "".join(map(_head, document.blocks)))
    if extra := {one: times for one, times in (characters - expected).items() if one not in repeated}:
        raise DifferentWordsError(f"{name}: has too many of {extra}")


def _characters(text: str) -> Counter[str]:
    return Counter(unicodedata.normalize("NFKC", text))


def _head(block: Block) -> str:
    """The text of a table's repeated rows."""
    rows = block.rows[: block.header_rows] if isinstance(block, Table) else ()
    return same("".join(text_of(line) for row in rows for cell in row for line in cell.lines))
