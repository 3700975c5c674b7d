"""The numbers that a page sets before the items of a list."""

from __future__ import annotations

import re

from lxml import html

from discgen.readers.numerals import numeral

_STYLE = re.compile(r"list-style(?:-type)?\s*:([^;]*)", re.IGNORECASE)
# What `type` and `list-style-type` may name, as `numeral` knows it.
_FORMATS = {
    "a": "lowerLetter",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "A": "upperLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "i": "lowerRoman",
    "lower-roman": "lowerRoman",
    "I": "upperRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting",
    "cjk-decimal": "ideographDigital",
    "none": "none",
    "disc": "none",
    "circle": "none",
    "square": "none",
}
_IDEOGRAPHIC = frozenset({"chineseCounting", "ideographDigital"})
_WHOLE = re.compile(r"\s*(-?\d{1,6})")


class NumberedList:
    """An `<ol>` whose items are being read."""

    def __init__(self, element: html.HtmlElement) -> None:
        style = _STYLE.search(element.get("style", ""))
        names = style[1].lower().split() if style else [element.get("type", "")]
        self._format = next((_FORMATS[name] for name in names if name in _FORMATS), "decimal")
        self._next = _whole(element.get("start"), 1)

    def number(self, item: html.HtmlElement) -> str:
        """What stands before the next item, "" where the list shows no numbers."""
        number = _whole(item.get("value"), self._next)
        self._next = number + 1
        shown = numeral(number, self._format)
        return shown and shown + ("、" if self._format in _IDEOGRAPHIC else ".")


def _whole(text: str | None, default: int) -> int:
    match = _WHOLE.match(text or "")
    return int(match[1]) if match else default
