"""The lines of a dump, without what Word leaves in them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from discgen.blocks import Line, Paragraph, Run
from discgen.readers.contents import contents_in
from discgen.readers.decoding import without_invisible
from discgen.readers.grids import without_blank_edges

_LINE_END = re.compile(r"\r\n|\n|\r")
# Soft line breaks and page breaks, as extractors print them; at the edge of a line they break nothing.
_SOFT_BREAK = re.compile(r"(?<=[^\n])[\v\f\x85\u2028\u2029]+(?=[^\n])")
_EDGE_BREAK = re.compile(r"[\v\f\x85\u2028\u2029]")
# The code of a field that shows none or whose result stands behind it: ECMA-376 part 1, 17.16.5.
_FIELD = re.compile(
    r"\{\s*(?:TC|TOC|XE|PAGE|PAGEREF|NUMPAGES|SECTIONPAGES|HYPERLINK|REF|NOTEREF|STYLEREF|SEQ"
    r"|DATE|TIME|SAVEDATE|CREATEDATE|PRINTDATE|EMBED|LINK|INCLUDEPICTURE|FORMTEXT|MERGEFIELD)"
    r"\b[^{}\n]{0,2000}\}"
)
_BOOKMARK = re.compile(r"\[bookmark:[^\[\]\n]{0,200}\]")


def split(text: str) -> list[str]:
    """The lines of `text` without its table of contents.

    A line that held only a left-over of Word becomes a blank, not an empty line: empty lines build the
    tables of a dump, so none may come into being here.
    """
    broken = _EDGE_BREAK.sub("", _SOFT_BREAK.sub("\n", without_invisible(text)))
    lines = [line and (_without_codes(line) or " ") for line in _LINE_END.split(broken)]
    contents = contents_in(lines)
    return [line for place, line in enumerate(lines) if place not in contents]


def _without_codes(line: str) -> str:
    return _FIELD.sub("", _BOOKMARK.sub("", line)) if "{" in line or "[" in line else line


def paragraphs_of(lines: Iterable[str]) -> list[Paragraph]:
    """The lines as paragraphs without the blanks around them; those of nothing but blanks are left out."""
    texts = (line.strip().replace("\t", " ") for line in lines)
    return [Paragraph((Run(text),)) for text in texts if text]


def cell_lines(lines: Iterable[str]) -> tuple[Line, ...]:
    """The paragraphs of a cell; blanks in front of one tell how deep it stands, so they stay."""
    texts = (line.rstrip().replace("\t", " ") for line in lines)
    return without_blank_edges((Run(text),) if text else () for text in texts)
