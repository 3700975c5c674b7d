"""Projects that were probably for one year only, by what their names say."""

from __future__ import annotations

import re

from discgen.rollover.years import DOCUMENT_NUMBER

_WORDS = r"一次性|结转|结余|尾款|质保金|保证金|弥补|往年|以前年度"
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年")
_SIGN = re.compile(f"{DOCUMENT_NUMBER}|{_WORDS}")


def signs_of_once(name: str) -> list[str]:
    """What in a name says that the money was for one year: such words, a document number, a year."""
    years = [match[0] for match in _YEAR.finditer(name)]
    return list(dict.fromkeys([*(match[0] for match in _SIGN.finditer(name)), *years]))


def keeps_its_years(name: str, year: int) -> bool:
    """Whether a name belongs to money of its own year, and a new year in it would make another thing of it.

    A name with nothing but the budget year in it (`2021年驻外招商经费`) is that of a task of every year.
    """
    return bool(_SIGN.search(name)) or any(int(match[1]) != year for match in _YEAR.finditer(name))
