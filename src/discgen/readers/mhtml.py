"""Web pages saved with their pictures in one file (MHTML, RFC 2557), as Word and browsers do."""

from __future__ import annotations

from email import message_from_bytes

from discgen.blocks import Document
from discgen.errors import InputError, Problem
from discgen.readers import html

_MOST_LINES = 2_000_000  # a second of work; lines have 76 characters where a program wrote them


def read(data: bytes) -> Document:
    """Read the page of an .mht file: the first part that is HTML.

    Raises:
        InputError: There is no page in it, or the page is refused by the reader of HTML.
    """
    page = _page(data) if data.count(b"\n") <= _MOST_LINES else None
    if page is None:
        raise InputError(Problem("文件里没有网页正文，可能已经损坏", "请用浏览器打开它，另存为 .html 再试"))
    return html.read(page)


def _page(data: bytes) -> bytes | None:
    try:
        parts = message_from_bytes(data).walk()
        pages = (part.get_payload(decode=True) for part in parts if part.get_content_type() == "text/html")
        found = next(pages, None)
    except RecursionError:  # parts in parts in parts
        return None
    return found if isinstance(found, bytes) else None
