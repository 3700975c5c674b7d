"""Codes of projects, such as `13102823P00280810058N`.

Six digits of the administrative division, two of the year in which the project was entered, a letter of its
kind, six characters of its group, five of its serial number, and a check character. Source: the codes that
counties publish; the parts are not known to be written down anywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

LENGTH = 21
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The characters of project codes: no I, O, S, V, Z, which look like others."""
FORM = "[0-9]{8}[A-Z][0-9A-Z]{12}"
"""A code, as a regular expression."""
_YEAR = slice(6, 8)
_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class ProjectCode:
    """A code in its proper form.

    Attributes:
        text: All of it.
        division: The administrative division.
        year: The year in which the project was entered.
    """

    text: str
    division: str
    year: int

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The code that a text is; None if it has not the form of one."""
        if not re.fullmatch(FORM, text):
            return None
        return cls(text, text[: _YEAR.start], _CENTURY + int(text[_YEAR]))

    def is_intact(self) -> bool:
        """Whether the check character is the right one."""
        return set(self.text) <= set(ALPHABET) and check_character(self.text) == self.text[-1]

    @property
    def timeless(self) -> str:
        """The code without its year, and without the check character that follows from it."""
        return f"{self.division}{self.text[_YEAR.stop : -1]}"

    def of_year(self, year: int) -> str:
        """The code with the same serial number, entered in another year.

        Raises:
            ValueError: The code holds a character that codes do not have.
        """
        text = f"{self.text[: _YEAR.start]}{year - _CENTURY:02d}{self.text[_YEAR.stop : -1]}"
        return text + check_character(text)


def check_character(code: str) -> str:
    """The last character of a project code, which follows from the twenty before it.

    The characters count for powers of 3 modulo 31, much as in the credit codes of GB 32100. The rule was
    found from published codes, all of which keep it.

    Raises:
        ValueError: The code holds a character that codes do not have.
    """
    weighted = sum(ALPHABET.index(character) * 3**place for place, character in enumerate(code[:20]))
    return ALPHABET[(30 - weighted) % 31]
