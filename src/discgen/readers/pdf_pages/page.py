"""What a page shows, as marks at places: all that the reader of pages works on.

Lengths are in points (1/72 inch). The origin is the upper left corner of the page as it is read, x grows
to the right and y downwards.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character at its place.

    Attributes:
        char: The character.
        left: Where it begins; blank room before it is not part of it.
        right: Where the next one may begin.
        base: Its base line.
        size: Its type size.
    """

    char: str
    left: float
    right: float
    base: float
    size: float

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of a Chinese character that stands here."""
        return (self.left + self.right) / 2, self.base - 0.38 * self.size


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight thin line along one of the axes.

    Attributes:
        at: Its place across its direction: y of a horizontal, x of a vertical rule.
        start: Where it begins.
        end: Where it ends, never before `start`.
    """

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page, turned so that its text is upright.

    Attributes:
        width: Width as it is read.
        height: Height as it is read.
        glyphs: Its characters in the order of the file, blanks included.
        across: Its horizontal rules.
        down: Its vertical rules.
        pictured: Share of the page that pictures cover, from 0 to 1.
    """

    width: float
    height: float
    glyphs: tuple[Glyph, ...] = ()
    across: tuple[Rule, ...] = ()
    down: tuple[Rule, ...] = ()
    pictured: float = 0.0
