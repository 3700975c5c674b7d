"""The value of an indicator, taken apart as it is written: `≥95%`, `不少于3次`, `6月底前`, or words.

What is printed stays what was written; rules reason about a `Reading` of it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache


class Operator(StrEnum):
    """How a value is meant to compare with the number; the value is the sign itself."""

    AT_LEAST = "≥"
    MORE = ">"
    AT_MOST = "≤"
    LESS = "<"
    EXACTLY = "="

    @property
    def is_floor(self) -> bool:
        """Whether more is allowed, and less is not."""
        return self in {Operator.AT_LEAST, Operator.MORE}

    @property
    def is_ceiling(self) -> bool:
        """Whether less is allowed, and more is not."""
        return self in {Operator.AT_MOST, Operator.LESS}

    @property
    def side(self) -> int:
        """Which side of the number is allowed: 1 above, -1 below, 0 neither."""
        return self.is_floor - self.is_ceiling


@dataclass(frozen=True, slots=True)
class Measured:
    """A number with a unit: `≥95%`, `3次以上`, `100`.

    Attributes:
        operator: `EXACTLY` where no sign is written.
        number: The number.
        unit: The unit, folded; `%` for every way of writing percent, "" where there is none.
    """

    operator: Operator
    number: Decimal
    unit: str

    def __str__(self) -> str:
        """The value in its shortest writing, which reads as the same."""
        sign = "" if self.operator is Operator.EXACTLY else self.operator
        return f"{sign}{self.number:f}{self.unit}"


@dataclass(frozen=True, slots=True)
class Between:
    """Two numbers and what lies between them: `60个-99个`.

    Attributes:
        low: The first number.
        high: The last number.
        unit: The unit, folded; "" where there is none.
    """

    low: Decimal
    high: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """The time of the year by which something is done: `6月底前`, `2021年12月31日`.

    Attributes:
        month: 1 to 12.
        year: The year; None where it is the budget year.
    """

    month: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """Words, which are as good a value as a number: `健全`; "" for an empty value."""

    text: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Neither a number nor words: `≥`, `≥健全`, `≥≥5次`.

    Attributes:
        why: What is wrong with it, in Chinese, without a subject.
    """

    why: str


Reading = Measured | Between | Deadline | Words | Unreadable

_SIGNS = {
    Operator.AT_LEAST: "≥ ≧ ⩾ >= => 大于等于 大于或等于 不少于 不低于 不小于 不下于 至少 最少",
    Operator.AT_MOST: "≤ ≦ ⩽ <= =< 小于等于 小于或等于 不超过 不高于 不大于 不多于 至多 最多",
    Operator.MORE: "> 大于 超过 高于 多于",
    Operator.LESS: "< 小于 低于 少于 下于 不到",
    Operator.EXACTLY: "= 等于",
}
_OPERATORS = {sign: operator for operator, signs in _SIGNS.items() for sign in signs.split()}
_BOUNDS = {
    **dict.fromkeys(("及以上", "以上", "(含)以上", "以上(含)"), Operator.AT_LEAST),
    **dict.fromkeys(("及以下", "以下", "(含)以下", "以下(含)", "以内", "之内", "内"), Operator.AT_MOST),
    "左右": Operator.EXACTLY,
}


def _any_of(words: dict[str, Operator]) -> str:
    """Matches any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_NUMBER = r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_LETTER = r"[^\W0-9_底末前后至完]"  # no part of a date
_UNIT = rf"[百千万亿]{{0,2}}(?:{_LETTER}{{0,4}}?(?:/{_LETTER}{{1,4}}?){{0,2}}[23]?|[%‰℃])"
_LEAD = r"(?:达到|达|约|控制在|保持在)?"
_MEASURED = re.compile(
    rf"{_LEAD}(?P<sign>{_any_of(_OPERATORS)})?(?P<number>{_NUMBER})(?P<unit>{_UNIT})(?P<bound>{_any_of(_BOUNDS)})?"
)
_NAMED = re.compile(r"[^\W0-9_]{2,16}(?=[≥≤<>=])")
_BETWEEN = re.compile(
    rf"(?P<low>{_NUMBER})(?:{_UNIT})(?:[-~—–]+|[至到])(?P<high>{_NUMBER})(?P<unit>{_UNIT})"
)
_BY = (
    r"(?:之前|以前|前)?(?:全部|基本)?(?:完成|完工|竣工|建成|验收|办结|提交|发放|兑付|拨付|支付|到位|投入使用)?"
    r"(?:完毕|到位)?"
)
_DEADLINE = re.compile(
    r"(?:(?P<year>20[0-9]{2})年)?(?P<month>1[0-2]|0?[1-9])月(?:[0-9]{1,2}[日号]|底|末|份|[上中下]旬|初)?"
    rf"{_BY}"
)
_BARE_MONTH = re.compile(r"[0-9]{1,2}月")
_YEAR_END = re.compile(rf"(?:(?P<year>20[0-9]{{2}})年|当年|年)年?[底末]{_BY}")
_SIGN_ALONE = re.compile(r"[≥≤<>=]{2,}|[≥≤<>=](?![-0-9两一二三四五六七八九十百])")
_NAMED_LIMIT = re.compile(
    r"[≥≤<>=][^\W0-9_]{1,12}(?:数额?|总?额|标准|预算|概算|计划|价|上限|下限|水平|规模|面积|期限|工期)"
)
"""A number that is given elsewhere: ≤预算批复数."""
_UNIT_FIRST = re.compile(r"[%‰]|万?元(?=[按不严控])")
_BROKEN_NUMBER = re.compile(r"[≥≤<>=]?[0-9.,]*(?:[0-9]\.\.|\.[0-9]*\.|%%|,,|[0-9]\.(?![0-9]))[0-9.,%]*")

_LONGEST = 200
"""Characters; what is longer is no value but a text."""


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The text without blanks, in half-width forms, with one way of writing percent."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    folded = re.sub(r"百分之([0-9.]+)", r"\1%", folded).replace("百分比", "%")
    return re.sub("≧|⩾|>=|=>", "≥", re.sub("≦|⩽|<=|=<", "≤", folded))


@lru_cache(maxsize=8192)
def read(text: str) -> Reading:
    """Take a value apart."""
    folded = fold(text)
    if not folded:
        return Words("")
    if len(folded) > _LONGEST:
        return Words(text.strip())
    return (
        _deadline(folded)
        or _between(folded)
        or _measured(_NAMED.sub("", folded, count=1))
        or _unreadable(folded)
        or Words(text.strip())
    )


def _measured(folded: str) -> Measured | None:
    match = _MEASURED.fullmatch(folded)
    if match is None:
        return None
    operator = _OPERATORS.get(match["sign"]) or _BOUNDS.get(match["bound"]) or Operator.EXACTLY
    return Measured(operator, _number(match["number"]), match["unit"])


def _between(folded: str) -> Between | None:
    match = _BETWEEN.fullmatch(folded)
    return match and Between(_number(match["low"]), _number(match["high"]), match["unit"])


def _deadline(folded: str) -> Deadline | None:
    if _BARE_MONTH.fullmatch(folded):
        return None  # as likely a span of months
    match = _DEADLINE.fullmatch(folded)
    if match is not None:
        return Deadline(int(match["month"]), _year(match))
    match = _YEAR_END.fullmatch(folded)
    return match and Deadline(12, _year(match))


def _year(match: re.Match[str]) -> int | None:
    return None if match["year"] is None else int(match["year"])


def _unreadable(folded: str) -> Unreadable | None:
    if _BROKEN_NUMBER.fullmatch(folded):
        return Unreadable("数字写得不完整或多了符号")
    if _NAMED_LIMIT.fullmatch(folded):
        return None
    if signs := _SIGN_ALONE.match(folded):
        return Unreadable("符号不止一个" if len(signs[0]) > 1 else "符号后面不是数字")
    return Unreadable("单位前面没有数字") if _UNIT_FIRST.match(folded) else None


def _number(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))
