"""The comments that a rollover leaves in a file, and how the next one takes them away.

Every line of its own begins with `# 结转：`; what is to be filled in has `# 待填` behind it. If the
former ones stayed, they would pile up over the years.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from discgen.yamlfile.reading import read_text

NOTE = "结转："
TO_FILL = "待填"

_LINE = re.compile(rf"^[ \t]*# {NOTE}[^\r\n]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)
_BEHIND = re.compile(rf"[ \t]*# {TO_FILL}(?:（[^（）\r\n]*）)?[ \t]*(?=[\r\n]|\Z)")


def to_fill(year: int, former: Sequence[tuple[str, str]]) -> str:
    """The comment behind what is to be filled in: `待填（2021年：3578.69）`.

    Args:
        year: The year that ends.
        former: What its values were: key and value as written, of several on one line.
    """
    only_one = len(former) == 1
    values = "，".join(value if only_one else f"{key} {value}" for key, value in former)
    return f"{TO_FILL}（{year}年：{values}）"


def without_marks(text: str) -> str:
    """A file's text without what former rollovers remarked; as it is, if that changed what it says."""
    cleaned = _BEHIND.sub("", _LINE.sub("", text))
    return cleaned if cleaned != text and _says_the_same(text, cleaned) else text


def _says_the_same(text: str, other: str) -> bool:
    return read_text(text).data == read_text(other).data
