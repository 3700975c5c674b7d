"""Word paragraphs as lines of text."""

from __future__ import annotations

import re

from lxml import etree

from discgen.blocks import Line, Run
from discgen.readers.docx.tree import W

_RUN = f"{W}r"
_TEXT = f"{W}t"
_TAB = f"{W}tab"
_PIECES = (_TEXT, _TAB, f"{W}br", f"{W}cr")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def lines_of(paragraph: etree._Element) -> list[Line]:
    """The lines of a paragraph: one, and one more for every line break in it."""
    text = "".join([_text_of(piece) for piece in paragraph.iter(*_PIECES)])
    return [(Run(line),) if line else () for line in text.split("\n")]


def _text_of(piece: etree._Element) -> str:
    if piece.tag == _TEXT:
        text = piece.text or ""
        return text if text.isprintable() else _CONTROL.sub(" ", text)
    parent = piece.getparent()
    if parent is None or parent.tag != _RUN:  # a tab stop, not a tab
        return ""
    if piece.tag == _TAB:
        return " "
    return "\n" if piece.get(f"{W}type", "textWrapping") == "textWrapping" else ""
