"""Text as it is compared: blanks left out, full-width forms folded onto half-width ones.

Old documents write `：` and `:`, `２０２１` and `2021`, and put blanks anywhere. A `Folded` text knows
where each of its characters came from, so that what is found in it can be cut from the original.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_SAME = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "－": "-",
        "—": "-",
        "–": "-",
        "、": "、",
        "。": "。",
        "﹤": "<",
        "≦": "≤",
        "≧": "≥",
    }
)
_SEPARATOR = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_BLANK = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text and its folded form.

    Attributes:
        original: The text.
        text: Its folded form.
        places: For each character of `text`, where it stands in `original`.
    """

    original: str
    text: str
    places: tuple[int, ...]

    def cut(self, start: int, end: int) -> str:
        """The part of the original that `text[start:end]` came from, without blanks around it."""
        if start >= end:
            return ""
        return self.original[self.places[start] : self.places[end - 1] + 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the original `text[start:end]` begins and ends."""
        return self.places[start], self.places[end - 1] + 1


@lru_cache(maxsize=65536)
def folded(original: str) -> Folded:
    """Fold a text."""
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(original):
        for form in _form(character):
            characters.append(form)
            places.append(place)
    return Folded(original, "".join(characters), tuple(places))


@lru_cache(maxsize=8192)
def _form(character: str) -> str:
    if _BLANK.match(character):
        return ""
    same = character.translate(_SAME)
    if same != character or unicodedata.east_asian_width(character) not in {"F", "H"}:
        return same
    return unicodedata.normalize("NFKC", character).translate(_SAME).strip()


def comparable(text: str) -> str:
    """What two printed texts have in common that say the same.

    The width of marks and digits, blanks, and the marks between thousands say nothing.
    """
    return _SEPARATOR.sub("", folded(text).text)


def squeezed(text: str) -> str:
    """The text without any blanks, the form in which two printed texts are the same."""
    return _BLANK.sub("", text)
