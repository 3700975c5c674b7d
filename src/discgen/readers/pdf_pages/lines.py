"""Glyphs to lines of text: which stand on one line, and where a blank is between them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median

from discgen.readers.pdf_pages.page import Glyph

CLOSING = frozenset("，。、；：？！）】》〉〕」』”’")
"""Marks that stand behind words, never at the beginning of a line; they may hang in the margin."""

_DRIFT = 0.4  # of the type size: how far off the base line glyphs of a line may stand (raised figures)
_TWICE = 0.12  # likewise: how far apart the copies stand of a glyph drawn twice to look bold


@dataclass(frozen=True)
class TextLine:
    """A line of text at its place.

    Attributes:
        glyphs: Its glyphs from left to right, the first and the last one no blanks.
        indent: The blanks in front of it that are characters of the file.
    """

    glyphs: tuple[Glyph, ...]
    indent: str = ""

    @property
    def left(self) -> float:
        """Left side of the first glyph."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Right side of the last glyph."""
        return self.glyphs[-1].right

    @property
    def base(self) -> float:
        """Its base line."""
        return self.glyphs[0].base

    @cached_property
    def size(self) -> float:
        """The type size most of its glyphs have."""
        return Counter(glyph.size for glyph in self.glyphs).most_common(1)[0][0]

    @cached_property
    def text(self) -> str:
        """Its characters, with a blank wherever one stands or a gap is as wide as one."""
        return "".join(_spaced(self.glyphs))

    def moved(self, by: float) -> TextLine:
        """The same line, further right by `by`."""
        shifted = (replace(one, left=one.left + by, right=one.right + by) for one in self.glyphs)
        return TextLine(tuple(shifted), self.indent)


def lines_of(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """The lines that glyphs make, from top to bottom; those of blanks alone are left out."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.base):
        if rows and glyph.base - rows[-1][0].base <= _DRIFT * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [line for row in rows if (line := _line(row))]


def _line(row: list[Glyph]) -> TextLine | None:
    glyphs = list(_once(sorted(row, key=lambda glyph: glyph.left)))
    solid = [number for number, glyph in enumerate(glyphs) if not glyph.char.isspace()]
    if not solid:
        return None
    first, last = solid[0], solid[-1] + 1
    return TextLine(tuple(glyphs[first:last]), "".join(glyph.char for glyph in glyphs[:first]))


def _once(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """The glyphs without the copies of those drawn more than once."""
    before: Glyph | None = None
    for glyph in glyphs:
        if before is None or glyph.char != before.char or glyph.left - before.left > _TWICE * glyph.size:
            yield glyph
            before = glyph


def _spaced(glyphs: tuple[Glyph, ...]) -> Iterator[str]:
    gaps = [(after.left - before.right) / after.size for before, after in pairwise(glyphs)]
    usual = max(0.0, median(gaps)) if len(gaps) > 3 else 0.0  # of a line whose glyphs are spread out
    yield glyphs[0].char
    for (before, after), gap in zip(pairwise(glyphs), gaps, strict=True):
        spaced = before.char.isspace() or after.char.isspace()
        if not spaced and gap - usual > _blank(before.char, after.char):
            yield " "
        yield after.char


def _blank(before: str, after: str) -> float:
    """How wide a gap must be for a blank, in type sizes; figures in Chinese text have some room around."""
    narrow = is_narrow(before), is_narrow(after)
    if all(narrow):
        return 0.15
    return 0.4 if any(narrow) else 0.22


def is_narrow(char: str) -> bool:
    """Whether it is a character of alphabetic text, as against Chinese."""
    return unicodedata.east_asian_width(char) not in "WFA"
