"""Amounts and reasons in a file's own words, under `措辞` and `未识别`: no key holds them to renew them.

Each becomes a mark that is to be replaced: last year's reason would go out with this year's change. What is
no amount of the year stays: rates, limits from which
something holds, and in tables whatever may be a year, a code, a count or a share.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from discgen import paths
from discgen.model import Disclosure
from discgen.model.disclosure import KeptCell
from discgen.model.texts import GAP, texts_of
from discgen.yamlfile.layout import KeyPath, Layout

_CITED = r"\{\{.*?\}\}|\{%.*?%\}"
_HEADER = r"\A[|>][^\r\n]*"
"""The line that opens a block scalar; its comment is none of the text."""
_ESCAPED = r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)"
"""A character by its number between double quotation marks, whose digits belong to no amount."""
_DIGITS = r"\d+(?:,\d{3})*(?:[.．]\d+)?"
_RATE = r"\s*[/／每]"
_LIMIT = r"\s*(?:[（(]不?含[^（）()]{0,12}[）)]|[）)])?\s*及?(?:以上|以下|以内)"
_AMOUNT = rf"(?P<number>{_DIGITS})(?P<unit>\s*(?:[万亿]元|元(?![旦月宵素件])))(?!{_RATE}|{_LIMIT})"
_WITH_UNIT = re.compile(f"[-+－＋]?{_AMOUNT}")
_RATE_BEFORE = re.compile(r"每(?![年季月])[^，。；、,;\d\s]{0,6}\Z")
_LONGEST_RATE = 8

_REASON = re.compile(
    r"(?P<sentence>[^。；;\r\n]*?)"
    r"(?P<lead>(?:主要(?:变动|增减)?原因|原因)(?:是因为|是由于|是|为|[：:])[：:]?|主要(?:是|由于|为|系))"
    r"(?P<reason>[^。；;\r\n{}【】\"']{2,}?)"
    r"(?=[。；;\r\n\"']|\Z|，其中|，[^，。；;\r\n{}]{0,20}\{\{)"
)
_CHANGED = re.compile("增加|减少|增长|下降|上升|压减|降低|提高|持平|变化|相比|增减|较上年|比上年|较去年")
"""What makes a sentence one about changes: the words, or a citation of a change."""

_CELL = re.compile(r"[-+－＋]?(?:\d+(?:[,，]\d{3})*(?:[.．]\d*)?|[.．]\d+)")
_COUNTED = re.compile(r"0\d*|\d{1,2}|(?:19|20)\d\d|\d{10,}")
"""An integer that may be a serial number, a count, a code or a year."""
_CODES = re.compile(r"[^：:]{0,8}(?:编码|代码|编号|证号|号码|电话|邮编)|[类款项]")


class Marked(NamedTuple):
    """A text in which amounts became marks.

    Attributes:
        text: The new text.
        former: What stood there, one for each mark.
    """

    text: str
    former: tuple[str, ...]


def stale_amounts(
    disclosure: Disclosure, layout: Layout, fixed: Collection[str]
) -> Iterator[tuple[KeyPath, Marked]]:
    """The texts and cells that hold amounts, as they are to be written.

    Args:
        disclosure: The year that ends.
        layout: Its file.
        fixed: Words whose amounts belong to them: names of projects.
    """
    codes = {place for number, kept in enumerate(disclosure.kept) for place in _codes(number, kept.rows)}
    for key, text in texts_of(disclosure):
        path = paths.split(key)
        if _is_cell(path):
            marked = marked_cell(layout.written(path), text, is_code=path[:5] in codes)
        elif path[0] == "措辞" or (path[0] == "未识别" and path[-1] == "文字"):
            reasons = marked_reasons(layout.written(path))
            amounts = marked_text(reasons.text, fixed)
            marked = Marked(amounts.text, reasons.former + amounts.former)
        else:
            continue
        if marked.former:
            yield path, marked


def where_told(path: KeyPath) -> KeyPath:
    """Above which key stands what amounts were: a table tells it in one place."""
    return path[:3] if _is_cell(path) else path


def marked_text(written: str, fixed: Collection[str] = ()) -> Marked:
    """Put marks in the place of the amounts of a text; their units stay.

    Args:
        written: The text as it is written, quotation marks included.
        fixed: Words that stay as they are.
    """
    former: list[str] = []

    def changed(match: re.Match[str]) -> str:
        if match["number"] is None or _is_rate(written[: match.start()]):
            return match[0]
        former.append("".join(match[0].split()))
        return GAP + match["unit"]

    return Marked(_pattern(written, fixed).sub(changed, written), tuple(former))


def marked_reasons(written: str) -> Marked:
    """Put marks in the place of the reasons that a sentence about changes gives.

    Args:
        written: The text as it is written, quotation marks included.
    """
    former: list[str] = []

    def changed(match: re.Match[str]) -> str:
        if not _CHANGED.search(match["sentence"]):
            return match[0]
        former.append("".join(match["reason"].split()))
        return match["sentence"] + match["lead"] + GAP

    return Marked(_REASON.sub(changed, written), tuple(former))


def marked_cell(written: str, text: str, *, is_code: bool = False) -> Marked:
    """Put a mark in the place of a cell that is nothing but an amount.

    Args:
        written: The cell as it is written.
        text: What it says.
        is_code: Whether its row or column is one of codes.
    """
    if _WITH_UNIT.fullmatch(text.strip()):
        return marked_text(written)
    numbers = text.split()
    if not all(map(_CELL.fullmatch, numbers)) or not any(
        _is_amount(one, is_code=is_code) for one in numbers
    ):
        return Marked(written, ())
    quotation_mark = written[0] if written[0] in {'"', "'"} else ""
    return Marked(f"{quotation_mark}{GAP}{quotation_mark}", (" ".join(numbers),))


def _pattern(written: str, fixed: Collection[str]) -> re.Pattern[str]:
    """What of a text stays, the amounts, and the numbers that are none, in which no amount begins."""
    names = [re.escape(name) for name in sorted(fixed, key=len, reverse=True)]
    escaped = [_ESCAPED] if written.startswith('"') else []
    return re.compile("|".join([_HEADER, _CITED, *names, *escaped, _AMOUNT, r"\d+"]), re.DOTALL)


def _is_rate(before: str) -> bool:
    return _RATE_BEFORE.search(before[-_LONGEST_RATE:]) is not None


def _is_amount(number: str, *, is_code: bool) -> bool:
    digits = number.lstrip("-+－＋")
    return not digits.isdecimal() or not (is_code or _COUNTED.fullmatch(digits))


def _is_cell(path: KeyPath) -> bool:
    return path[0] == "未识别" and path[2] == "表格"


def _codes(number: int, rows: Sequence[Sequence[str | KeptCell]]) -> Iterator[KeyPath]:
    """The cells of a kept table that stand below, or right behind, words for codes."""
    below: set[int] = set()
    free_from: dict[int, int] = {}  # for each column, the first row that no cell from above covers
    for line, row in enumerate(rows):
        column, behind = 0, False
        for place, one in enumerate(row):
            cell = KeptCell(text=one) if isinstance(one, str) else one
            while free_from.get(column, 0) > line:
                column += 1
            columns = range(column, column + cell.colspan)
            if behind or column in below:
                yield "未识别", number, "表格", line, place
            behind = _CODES.fullmatch(cell.text.strip()) is not None
            below.update(columns if behind else ())
            free_from.update(dict.fromkeys(columns, line + cell.rowspan))
            column = columns.stop
