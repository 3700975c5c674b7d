"""Sentences about changes, so that they hold whichever way the figures of the new year move.

A sentence that was written for one year says `增加{{ 支出.合计.增减 }}万元`: it would be wrong when the
figure falls, and no Chinese when it stays (`持平0万元`). The citations know word, size and unit.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from discgen.directions import OPPOSITES, either
from discgen.figures import FigureBook

_WORDS = "|".join(OPPOSITES)
_EITHER = r"[^{}.]{2}或[^{}.]{2}"
_MOVED = re.compile(
    rf"(?:(?P<word>{_WORDS})了?|\{{\{{\s*(?P<of>[^{{}}]+?)\.(?P<how>方向|{_EITHER})\s*\}}\}})"
    r"\s*\{\{\s*(?P<key>[^{}]+?)\.增减\s*\}\}(?P<unit>\s*(?:万元|元))?"
)
_COMPARED = re.compile(
    r"[同与和跟](?P<than>(?:上年|去年|\{\{\s*上年度\s*\}\}\s*年|(?:19|20)\d\d\s*年)度?(?:预算)?)(?P<behind>相)?"
    rf"(?=\{{\{{[^{{}}]+\.(?:变化|方向|{_EITHER}(?:多少)?)\s*\}}\}})"
)
_EXPLAINED = re.compile(rf"(?:{_WORDS})(?P<rest>的(?:主要)?原因)")


class Settled(NamedTuple):
    """A text whose words no longer say which way the figures moved.

    Attributes:
        text: The new text.
        changes: What was written, and what is written now.
    """

    text: str
    changes: tuple[tuple[str, str], ...] = ()


def settled(written: str, book: FigureBook) -> Settled:
    """Leave the direction of changes to the citations.

    Args:
        written: Running text that cites figures, as it is written.
        book: The figures, for their units.
    """
    changes: list[tuple[str, str]] = []

    def noted(match: re.Match[str], now: str) -> str:
        if now != match[0]:
            changes.append((match[0], now))
        return now

    text = _MOVED.sub(lambda match: noted(match, _moved(match, book)), written)
    text = _COMPARED.sub(lambda match: noted(match, _compared(match)), text)
    text = _EXPLAINED.sub(lambda match: noted(match, f"增减{match['rest']}"), text)
    return Settled(text, tuple(changes))


def _moved(match: re.Match[str], book: FigureBook) -> str:
    """The change in one citation, if its unit is the one that the citation prints, else in two."""
    key = match["key"]
    if key not in book.this_year or match["of"] not in {None, key}:
        return match[0]
    how = match["how"] or either(match["word"])
    if (match["unit"] or "").strip() == book.style(key).unit:
        return f"{{{{ {key}.{'变化' if how == '方向' else f'{how}多少'} }}}}"
    if match["how"]:
        return match[0]
    return f"{{{{ {key}.{how} }}}}" + match[0].removeprefix(match["word"]).removeprefix("了")


def _compared(match: re.Match[str]) -> str:
    """`同上年` goes with 持平 only, `较上年` with every word."""
    return f"与{match['than']}相比" if match["behind"] else f"较{match['than']}"
