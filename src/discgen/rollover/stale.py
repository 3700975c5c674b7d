"""Amounts, shares and reasons in a file's own words, as under `措辞`: no key holds them to renew them.

Each becomes a mark that is to be replaced: last year's reason would go out with this year's change. What is
no amount of the year stays: rates, limits from which something holds, and in tables whatever may be a year,
a code, a count or a share.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from discgen import paths
from discgen.figures import FigureBook
from discgen.model import Disclosure
from discgen.model.disclosure import KeptCell
from discgen.model.texts import GAP, texts_of
from discgen.rollover.directions import Settled, settled
from discgen.yamlfile.layout import KeyPath, Layout

_CITED = r"\{\{.*?\}\}|\{%.*?%\}"
_HEADER = r"\A[|>][^\r\n]*"
"""The line that opens a block scalar; its comment is none of the text."""
_ESCAPED = r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)"
"""A character by its number between double quotation marks, whose digits belong to no amount."""
_DIGITS = r"\d+(?:,\d{3})*(?:[.．]\d+)?"
_CHARACTERS = r"(?=[百千]*[一二两三四五六七八九十])[一二两三四五六七八九十百千零〇]+(?=\s*[万亿]元)"
_RATE = r"\s*[/／每]"
_LIMIT = r"\s*(?:[（(]不?含[^（）()]{0,12}[）)]|[）)])?\s*及?(?:以上|以下|以内)"
_END = r"(?=\s*(?:[，。；、,;）)\"'\r\n]|\Z))"
_UNIT = rf"[万亿]元|[万亿]{_END}|元(?![旦月宵素件])"
_AMOUNT = rf"(?P<number>{_DIGITS}|{_CHARACTERS})(?P<unit>\s*(?:{_UNIT}))(?!{_RATE}|{_LIMIT})"
_WITH_UNIT = re.compile(f"[-+－＋]?{_AMOUNT}")
_RATE_BEFORE = re.compile(r"每(?![年季月])[^，。；、,;\d\s]{0,6}\Z")
_LONGEST_RATE = 8
_SHARE = re.compile(
    r"(?P<lead>(?:增加|增长|上升|提高|减少|下降|降低|压减|压缩|增幅|降幅|幅度|占(?:[^，。；,;\d]{0,30}[的比重])?)[了约为达到]*\s*)"
    rf"(?P<number>{_DIGITS})(?P<unit>\s*(?:[%％]|个?百分点))(?!{_LIMIT}|左右)"
)
"""How much of it something is, or by how much of it it changed."""
_COUNTED_THINGS = re.compile(
    rf"(?<![\d.．第])\d+\s*(?:辆|台|批次|人次|人|个|名|批)(?![/／每·均百民大社]|{_LIMIT})"
)

_NEXT = r"\s*[二三四五六七八九]是"
"""What a list of reasons goes on with, even behind a full stop."""
_MORE = rf"{_NEXT}|\s*(?:[（(]?[\d二三四五六七八九][）)、.．]|[②-⑨]|其[二三四]|另一方面|另外|同时|其次)"
_STOP = rf"(?:[;；](?!{_MORE})|。(?!{_NEXT}))"
_GOES_ON = rf"[;；](?={_MORE})|。(?={_NEXT})"
_REASON = re.compile(
    r"(?P<sentence>[^。；;\r\n]*?)"
    r"(?P<lead>(?:(?:主要(?:变动|增减)?原因|原因)(?:是因为|是由于|是|为|[：:])|主要(?:是|由于|为|系))[：:]?)"
    rf"(?P<reason>(?:[^。；;\\\r\n{{}}【】\"']|{_GOES_ON}){{2,}}?)"
    rf"(?={_STOP}|[\\\r\n\"']|\Z|，其中|，[^，。；;\r\n{{}}]{{0,20}}\{{\{{)"
)
_CAUSE = re.compile(
    r"(?P<start>\A[\"']?|[，。；;：:、\s])(?P<lead>由于|因为|因(?!公|此|素|地|时|而|果|为))"
    r"(?P<reason>[^，。；;\\\r\n{}【】\"']{2,40})(?=，(?P<rest>[^。；;\r\n]*))"
)
_CHANGED = re.compile("增加|减少|增长|下降|上升|压减|降低|提高|持平|变化|相比|增减|较上年|比上年|较去年")
"""What makes a sentence one about changes: the words, or a citation of a change."""

_OWN_KEYS = frozenset({("其他事项",), ("支出", "项目支出", "内容")})
"""Keys of which the words are about the year's budget, as those under `措辞`."""

_CELL = re.compile(r"[-+－＋]?(?:\d+(?:[,，]\d{3})*(?:[.．]\d*)?|[.．]\d+)")
_COUNTED = re.compile(r"0\d*|\d{1,2}|(?:19|20)\d\d|\d{10,}")
"""An integer that may be a serial number, a count, a code or a year."""
_WHY = re.compile(r"[^：:]{0,8}原因(?:说明)?")
_CODES = re.compile(r"[^：:]{0,8}(?:编码|代码|编号|证号|号码|电话|邮编)|[类款项]")


class Marked(NamedTuple):
    """A text in which amounts became marks.

    Attributes:
        text: The new text.
        former: What stood there, one for each mark.
    """

    text: str
    former: tuple[str, ...]


class Renewed(NamedTuple):
    """A text as it is to be written for another year.

    Attributes:
        text: The new text.
        former: What stood where marks are now, one for each.
        settled: What else was written otherwise, and how it is written now.
    """

    text: str
    former: tuple[str, ...]
    settled: tuple[tuple[str, str], ...] = ()


def stale_amounts(
    disclosure: Disclosure, book: FigureBook, layout: Layout, fixed: Collection[str]
) -> Iterator[tuple[KeyPath, Renewed]]:
    """The texts and cells that hold amounts, as they are to be written.

    Args:
        disclosure: The year that ends.
        book: Its figures.
        layout: Its file.
        fixed: Words whose amounts belong to them: names of projects.
    """
    codes, why = _cells_about(disclosure, _CODES), _cells_about(disclosure, _WHY)
    for key, text in texts_of(disclosure):
        path = paths.split(key)
        if _is_cell(path) and path[:5] in why and text.strip():
            renewed = Renewed(*marked_cause(layout.written(path), text))
        elif _is_cell(path):
            renewed = Renewed(*marked_cell(layout.written(path), text, is_code=path[:5] in codes))
        elif is_own(path):
            written = layout.written(path)
            renewed = renewed_words(
                settled(written, book) if path[0] == "措辞" else Settled(written), fixed
            )
        else:
            continue
        if renewed.former or renewed.settled:
            yield path, renewed


def is_own(path: KeyPath) -> bool:
    """Whether a text is one of the file's own about the year's budget."""
    return path[0] == "措辞" or path in _OWN_KEYS or (path[0] == "未识别" and path[-1] == "文字")


def counts_of(written: str) -> list[str]:
    """How many cars, people and visits a text tells of; those below limits and rates are none."""
    plain = re.sub(_CITED, "", written)
    return list(dict.fromkeys("".join(match[0].split()) for match in _COUNTED_THINGS.finditer(plain)))


def renewed_words(words: Settled, fixed: Collection[str] = ()) -> Renewed:
    """Put marks in the place of the reasons, shares and amounts of a text.

    Args:
        words: The text as it is to be written.
        fixed: Words that stay as they are.
    """
    reasons = marked_reasons(words.text)
    shares = marked_shares(reasons.text)
    amounts = marked_text(shares.text, fixed)
    return Renewed(amounts.text, reasons.former + shares.former + amounts.former, words.changes)


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

    def caused(match: re.Match[str]) -> str:
        if not _CHANGED.search(match["rest"]):
            return match[0]
        former.append("".join(match["reason"].split()))
        return match["start"] + match["lead"] + GAP

    return Marked(_CAUSE.sub(caused, _REASON.sub(changed, written)), tuple(former))


def marked_shares(written: str) -> Marked:
    """Put marks in the place of the shares of a text: `占支出的2.4%`, `增长13%`.

    Args:
        written: The text as it is written, quotation marks included.
    """
    former: list[str] = []

    def changed(match: re.Match[str]) -> str:
        former.append("".join((match["number"] + match["unit"]).split()))
        return match["lead"] + GAP + match["unit"]

    return Marked(_SHARE.sub(changed, written), tuple(former))


def marked_cause(written: str, text: str) -> Marked:
    """Put a mark in the place of a cell of reasons, unless the cell stands empty or is the heading.

    Args:
        written: The cell as it is written.
        text: What it says.
    """
    if _WHY.fullmatch(text.strip()) or not re.search(r"\w", text) or written[0] in "|>":
        return Marked(written, ())
    return _one_mark(written, "".join(text.split()))


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
    return _one_mark(written, " ".join(numbers))


def _one_mark(written: str, former: str) -> Marked:
    """A mark in the place of all that a cell says."""
    quotation_mark = written[0] if written[0] in {'"', "'"} else ""
    return Marked(f"{quotation_mark}{GAP}{quotation_mark}", (former,))


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


def _cells_about(disclosure: Disclosure, headings: re.Pattern[str]) -> set[KeyPath]:
    """The cells of kept tables that stand below, or right behind, certain words."""
    return {
        place
        for number, kept in enumerate(disclosure.kept)
        for place in _below(number, kept.rows, headings)
    }


def _below(
    number: int, rows: Sequence[Sequence[str | KeptCell]], headings: re.Pattern[str]
) -> Iterator[KeyPath]:
    """Those of one table."""
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
            behind = headings.fullmatch(cell.text.strip()) is not None
            below.update(columns if behind else ())
            free_from.update(dict.fromkeys(columns, line + cell.rowspan))
            column = columns.stop
