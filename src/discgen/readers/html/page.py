"""Pages to trees: their encoding, and markup that browsers mend and libxml2 does not."""

from __future__ import annotations

import re

from lxml import etree, html

from discgen.errors import InputError, Problem
from discgen.readers.decoding import decode

_HEAD = 4096  # bytes in which a page names its encoding
_ENCODING = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_MOST_TAGS = 600_000  # a quarter of a minute; LibreOffice writes 40 000 for 45 printed pages
_PROGRAM_NAMES = frozenset({"generator", "originator", "progid"})
_OFFICE = re.compile(r"LibreOffice|OpenOffice|Microsoft Word|Word\.Document|WPS", re.IGNORECASE)
_MENDABLE = re.compile(r"</(body|html|p|br)\s*>", re.IGNORECASE)
_MENDED = {"body": "", "html": "", "p": "</p><br>", "br": "<br>"}


def text_of(data: bytes) -> str:
    """The source of a page.

    Raises:
        InputError: It is in no known encoding, or too large.
    """
    named = _ENCODING.search(data, 0, _HEAD)
    text = decode(data, named[1].decode("ascii") if named else "")
    if text.count("<") > _MOST_TAGS:
        raise InputError(Problem("网页太大，不像一份预算公开", "请检查是否选错了文件"))
    return text


def parse(text: str) -> html.HtmlElement:
    """The tree of a page.

    Raises:
        InputError: The page is empty, or nested so deeply that a part of it would be lost.
    """
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = html.document_fromstring(text.encode(), parser=parser)
    except etree.ParserError as error:
        raise InputError(
            Problem("文件是空的，或者不是网页", "请检查文件是否完整，扩展名是否正确")
        ) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise InputError(
            Problem(
                "网页的标签套得太深，读不完整", "请用浏览器打开网页，把正文复制到 Word，存为 .docx 再试"
            )
        )
    return root


def mended(text: str) -> str:
    """The source with what browsers do to it and libxml2 does not.

    What stands behind the end of the page belongs to it (pages are put together from files that are pages
    themselves), and an end of a paragraph parts the text even where no paragraph began.
    """
    return _MENDABLE.sub(lambda match: _MENDED[match[1].lower()], text)


def is_of_office(root: html.HtmlElement) -> bool:
    """Whether a word processor wrote the page, so that all of it is the document."""
    return any(
        meta.get("name", "").lower() in _PROGRAM_NAMES and _OFFICE.search(meta.get("content", ""))
        for meta in root.iterfind("./head/meta")
    )
