"""Recognises the number that was meant by a text that stands where a number belongs."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from discgen.yamlfile import is_number, shorten

_NOTHING = frozenset({"无", "没有", "无此项", "-", "--", "—", "——", "－", "/", "空", "零"})
_GROUPED = re.compile(r"([-+]?[0-9]{1,3})((?:[,_'][0-9]{3})+)(\.[0-9]*)?")
_WITH_UNIT = re.compile(r"[¥约]?(?P<number>[-+]?[0-9][0-9,.]*)(?P<unit>[^0-9,.\s][^\s]{0,7})")
_MONEY = re.compile(r"[元万亿]")
_PREFIXED = re.compile(r"[¥约](?P<number>[-+]?[0-9][0-9,.]*)")
_CHINESE = re.compile(r"[〇零一二三四五六七八九十百千万亿两点壹贰叁肆伍陆柒捌玖拾佰仟元角分整]+")


class Advice(NamedTuple):
    """What is wrong with a number written as text, after the field's name, and what to do."""

    message: str
    remedy: str


def advise(text: str) -> Advice | None:
    """Say how to write the number that `text` means; None when it means none that we know."""
    shown = f"“{shorten(text)}”"
    if is_number(text):
        return Advice("要填数字，不能加引号", f"去掉引号，写成 {text}")
    if text.strip() in _NOTHING:
        return Advice(f"要填数字，写的是{shown}", "没有就填 0")
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    if is_number(folded):
        wrong = "全角字符" if len(folded) == len(text) else "空格"
        return Advice(f"的数字里有{wrong}：{shown}", f"写成 {folded}")
    if (number := _ungrouped(folded)) is not None:
        return Advice(f"的数字里有千分位分隔符：{shown}", f"去掉分隔符，写成 {number}")
    return _with_unit(folded, shown)


def _ungrouped(text: str) -> str | None:
    """`1,490.00` without its separators; None if they do not stand at the thousands."""
    match = _GROUPED.fullmatch(text)
    return None if match is None else match[1] + re.sub(r"[,_']", "", match[2]) + (match[3] or "")


def _with_unit(text: str, shown: str) -> Advice | None:
    match = _WITH_UNIT.fullmatch(text) or _PREFIXED.fullmatch(text)
    if match is None:
        if _CHINESE.fullmatch(text):
            return Advice(f"要填数字，写的是{shown}", "用阿拉伯数字")
        return None
    number = _ungrouped(match["number"]) or match["number"]
    if not is_number(number):
        return None
    unit = match.groupdict().get("unit")
    if unit is None:
        return Advice(f"要填数字，写的是{shown}", f"只写数字，写成 {number}")
    remedy = f"只写数字，写成 {number}" + ("；单位与要求的不同时先换算" if _MONEY.search(unit) else "")
    return Advice(f"的数字后面带着“{shorten(unit)}”：{shown}", remedy)
