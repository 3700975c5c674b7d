"""Word paragraphs as lines of text."""

from __future__ import annotations

import re

from lxml import etree

from discgen.blocks import Line, Run
from discgen.readers.docx import symbols
from discgen.readers.docx.tree import R, W

_TEXT = (f"{W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t")
_SYMBOL = f"{W}sym"
_HYPHEN = f"{W}noBreakHyphen"
_BLANKS = (f"{W}tab", f"{W}ptab")
_BREAKS = (f"{W}br", f"{W}cr")
WORDS = (*_TEXT, _SYMBOL, _HYPHEN)
"""The elements that hold text."""
PIECES = (*WORDS, *_BLANKS, *_BREAKS)
"""The elements that show something inside a run: text, and gaps in it."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def lines_of(paragraph: etree._Element) -> list[Line]:
    """The lines of a paragraph: one, and one more for every break in it.

    A paragraph without even an empty text has none: the format demands a paragraph in every cell, behind
    every table and around every page break.
    """
    text = text_in(paragraph)
    return [] if text is None else [(Run(line),) if line else () for line in text.split("\n")]


def text_in(paragraph: etree._Element) -> str | None:
    """The text of a paragraph with a line feed at every break, None where it has not even an empty one."""
    pieces = list(paragraph.iter(*PIECES))
    text = "".join([_text_of(piece) for piece in pieces])
    if not text.strip() and not any(piece.tag in WORDS for piece in pieces):
        return None
    return text


def prepend(paragraph: etree._Element, text: str) -> None:
    """Put text in front of what a paragraph holds; line breaks in it part lines."""
    run = etree.Element(R)
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, f"{W}br")
        etree.SubElement(run, f"{W}t").text = line
    properties = next(paragraph.iterchildren(f"{W}pPr"), None)
    if properties is None:
        paragraph.insert(0, run)
    else:
        properties.addnext(run)


def _text_of(piece: etree._Element) -> str:
    if piece.tag in _TEXT:
        text = piece.text or ""
        return text if text.isprintable() else _CONTROL.sub(" ", symbols.shown(text, _font_of(piece)))
    if piece.tag == _SYMBOL:
        return symbols.of_code(piece.get(f"{W}char", ""), piece.get(f"{W}font", ""))
    if piece.tag == _HYPHEN:
        return "-"
    parent = piece.getparent()
    if parent is None or parent.tag != R:  # a tab stop, not a tab
        return ""
    return " " if piece.tag in _BLANKS else "\n"


def _font_of(text: etree._Element) -> str:
    """The font that a run names for itself; symbols have one."""
    fonts = text.find(f"../{W}rPr/{W}rFonts")
    return "" if fonts is None else fonts.get(f"{W}ascii", "")
