"""Punctuation: full-width in Chinese text, in pairs, and once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from discgen.errors import Severity
from discgen.rules.prose import CITED, listed, prose, quoted
from discgen.rules.registry import Case, Finding, rule

_HAN = rf"[{CITED}一-鿿]"
_HALF_WIDTH = re.compile(
    rf"""(?<={_HAN})[,;:!?](?!//)           # 完成,并
       | (?<=[0-9%％）”》])[,;!?](?={_HAN})   # 2021年90%,其中
       | (?<={_HAN})\.(?={_HAN}|\s|$)       # 作用.粮食
       | (?<={_HAN})\([^（）()\n]*[)）] | \({_HAN}[^（）()\n]*[)）] | （[^（）()\n]*\)
       | \((?={_HAN}) | (?<={_HAN})[()] | (?<![0-9A-Za-z])\)(?={_HAN})
       | (?<={_HAN})\\(?={_HAN})            # 生活\医疗
       | (?<={_HAN})" | "(?={_HAN}) | <<(?={_HAN}) | (?<={_HAN})>>""",
    re.VERBOSE,
)
_DOUBLED = re.compile(
    r"[，。、；：][ 　]*[，。、；：,;:.]|[,;][ 　]*[，。、；：]|！[，。、；]|？[，。、；]|,,|;;"
    r"|[（《][，。、；：]|[，、；：][）》]"
)
_PAIRS = {"（": "）", "(": "）", "《": "》", "“": "”", "【": "】", "[": "】", "〔": "〕", "「": "」"}
_CLOSING = {"）": "）", ")": "）", "》": "》", "”": "”", "】": "】", "]": "】", "〕": "〕", "」": "」"}
_LIST_LABEL = re.compile(
    r"(?:(?<=[\s。；：，;,])|^)(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z])[)）]"
)


@rule("W401", Severity.NOTE, "中文里用全角标点", "GB/T 15834")
def punctuation_is_full_width(case: Case) -> Iterator[Finding]:
    """Beside Chinese characters stand no half-width marks; numbers, times and Latin text keep theirs."""
    for path, text in prose(case):
        if found := [quoted(text, *match.span(), 4) for match in _HALF_WIDTH.finditer(text)]:
            yield Finding(path, f"中文里有半角标点：{listed(found)}", "改成全角标点")


@rule("W402", Severity.NOTE, "括号、引号和书名号成对", "GB/T 15834")
def brackets_come_in_pairs(case: Case) -> Iterator[Finding]:
    """Every bracket and quotation mark that opens is closed."""
    for path, text in prose(case):
        if (place := _unpaired(text)) is not None:
            yield Finding(
                path, f"“{quoted(text, place, place + 1)}”处的“{text[place]}”不成对", "补上或删去一半"
            )


def _unpaired(text: str) -> int | None:
    """Where a mark stands that has no other half; None when there is none."""
    opened: list[int] = []
    labels = {match.end() - 1 for match in _LIST_LABEL.finditer(text)}
    for place, char in enumerate(text):
        if char in _PAIRS:
            opened.append(place)
        elif char in _CLOSING and place not in labels:
            if not opened or _PAIRS[text[opened[-1]]] != _CLOSING[char]:
                return place
            opened.pop()
    if opened:
        return opened[0]
    return text.rindex('"') if text.count('"') % 2 else None


@rule("W403", Severity.NOTE, "标点不重复", "GB/T 15834")
def marks_stand_once(case: Case) -> Iterator[Finding]:
    """No two marks stand where one belongs."""
    for path, text in prose(case):
        if found := [quoted(text, *match.span(), 4) for match in _DOUBLED.finditer(text)]:
            yield Finding(path, f"标点重复：{listed(found)}", "只留一个")
