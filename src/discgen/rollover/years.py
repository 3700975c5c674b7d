"""Years in running text: which of them advance with the budget year, and which want a look.

The budget year and the year before it advance where they stand as such: `2021年`, `2020年末`, `二〇二一年`.
They do not where they belong to something that keeps its year: a title in `《》`, a document that is cited
by its number, a span of years, a day from which something holds, a month of the year before.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

DOCUMENT_NUMBER = r"[〔\[［【(（](?:19|20)\d\d[〕\]］】)）]\s*第?\s*\d+\s*号?"
"""What marks the number of an official document: `冀财教〔2020〕181号`."""

_ASCII = "0123456789"
_SCRIPTS = (_ASCII, "０１２３４５６７８９", *(f"{zero}一二三四五六七八九" for zero in "〇○零OＯ0"))
_DIGIT = f"[{''.join(dict.fromkeys(''.join(_SCRIPTS)))}]"
_DIGITS = re.compile(rf"{_DIGIT}{{4}}")
_OF_YEAR = r"\s*(?:年(?!代)|财年|预算年度|(?:部门|单位)预算)"
_YEAR = re.compile(rf"(?<!{_DIGIT})(?<!{_DIGIT}\.){_DIGIT}{{4}}(?={_OF_YEAR})")
_KEPT = rf"\{{\{{.*?\}}\}}|{DOCUMENT_NUMBER}"
_TITLE = r"《[^》]*》"
_SPAN = rf"{_DIGIT}{{4}}\s*年?\s*[-—–－~～至到/／]+\s*{_DIGIT}{{4}}\s*年?"
_SINCE = (
    rf"[自从]\s*{_DIGIT}{{4}}\s*年"
    rf"|{_DIGIT}{{4}}\s*年度?(?:\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)?)?"
    r"(?=起|以来|以后|之后|后|至今|印发|出台|颁布|发布|施行|实施|修订|修正|成立|组建)"
)
_DATE = r"(?<!\d)20\d\d([-./])\d{1,2}\1\d{1,2}(?!\d)"
_MONTH_PAST = re.compile(r"\s*年\s*(?:[1-9]|1[01])\s*月")
_EVENT = re.compile(r"[\d一二三四五六七八九十百]+周年|(?:开局|收官)之年")
"""What comes once in many years."""
_CLAUSE_END = re.compile(r"[。；;，,\n]")
_UNSURE = re.compile(f"{_TITLE}|{_SPAN}|{_SINCE}|{_DATE}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Years:
    """The budget year of a file and the one it is carried to."""

    old: int
    new: int

    @property
    def step(self) -> int:
        """How many years lie between them."""
        return self.new - self.old

    @property
    def meant(self) -> tuple[int, int]:
        """The years that advance: the budget year and the one before."""
        return self.old, self.old - 1


@dataclass(frozen=True, slots=True)
class Advanced:
    """A text carried to another year; what is in it keeps its place, for years keep their length.

    Attributes:
        text: The new text.
        changes: Where a year advanced: position, and how it was written.
        doubts: Where one of the years stands and was left: position, and the words around it.
    """

    text: str
    changes: tuple[tuple[int, str], ...] = ()
    doubts: tuple[tuple[int, str], ...] = ()


def advanced(text: str, years: Years, fixed: Collection[str] = ()) -> Advanced:
    """Carry a text to another year.

    Args:
        text: Running text.
        years: From which year to which.
        fixed: Words that keep their years, without a doubt.
    """
    names = [re.escape(name) for name in sorted(fixed, key=len, reverse=True)]
    sure = [match.span() for match in re.finditer("|".join([*names, _KEPT]), text, re.DOTALL)]
    unsure = [match for match in _UNSURE.finditer(text) if not _within(match.start(), sure)]
    left = [*sure, *(match.span() for match in unsure)]
    found = [
        match
        for match in _YEAR.finditer(text)
        if _number(match[0]) in years.meant and not _within(match.start(), left)
    ]
    changes = [match for match in found if not _is_of_its_own(match, years)]
    doubts = [match for match in unsure if _mentions(match[0], years)]
    doubts += [match for match in _EVENT.finditer(text) if not _within(match.start(), left)]
    doubts += [match for match in found if match not in changes]
    for match in changes:
        text = text[: match.start()] + _moved(match[0], years.step) + text[match.end() :]
    return Advanced(text, _placed(changes), _placed(doubts))


def _placed(found: Iterable[re.Match[str]]) -> tuple[tuple[int, str], ...]:
    return tuple(sorted((match.start(), match[0]) for match in found))


def _is_of_its_own(match: re.Match[str], years: Years) -> bool:
    """Whether a year is that of a document, or of a month that had passed when the text was written."""
    text = match.string
    is_past = _number(match[0]) == years.old - 1 and _MONTH_PAST.match(text, match.end())
    return bool(is_past) or _is_cited(text[: match.start()])


def _is_cited(before: str) -> bool:
    """Whether a document's number stands earlier in the clause; what follows is the document's title."""
    return re.search(DOCUMENT_NUMBER, _CLAUSE_END.split(before)[-1]) is not None


def _within(position: int, spans: Collection[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def _number(written: str) -> int | None:
    """The year that four digits of one script mean."""
    for script in _SCRIPTS:
        if set(written) <= set(script):
            return int(written.translate(str.maketrans(script, _ASCII)))
    return None


def _moved(written: str, step: int) -> str:
    """A year some years later, in the script in which it is written."""
    script = next(script for script in _SCRIPTS if set(written) <= set(script))
    return str((_number(written) or 0) + step).translate(str.maketrans(_ASCII, script))


def _mentions(words: str, years: Years) -> bool:
    """Whether words that stay as they are hold one of the years that would advance elsewhere."""
    found = [number for match in _DIGITS.finditer(words) if (number := _number(match[0])) is not None]
    return any(year in years.meant for year in found) and not _is_five_year_plan(found)


def _is_five_year_plan(found: Sequence[int]) -> bool:
    return len(found) == 2 and found[1] - found[0] == 4
