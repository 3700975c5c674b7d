"""Texts as rules read them: without citations, paragraph by paragraph, and quoted in few characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from discgen.model.texts import texts_of
from discgen.rules.registry import Case

CITED = "○"
"""Stands for a figure or name that is cited; Chinese, and no character of its own."""

_CITATION = re.compile(r"\{\{[^{}]*\}\}")
_LONG = 16  # characters; of a longer passage the middle is left out
_SHORT_KEYS = frozenset(
    ("值", "符号", "单位", "优", "良", "中", "差", "编码", "单位代码", "目录序号", "计量单位", "序号")
)
"""Keys whose texts are codes and values, no running text."""


def prose(case: Case) -> Iterator[tuple[str, str]]:
    """Names and sentences: key path and text, with `CITED` for each citation."""
    for path, text in texts_of(case.disclosure):
        if path.rpartition(".")[2] not in _SHORT_KEYS:
            yield path, without_citations(text)


def without_citations(text: str) -> str:
    """The text with `CITED` for each citation."""
    return _CITATION.sub(CITED, text) if "{{" in text else text


def quoted(text: str, start: int, end: int, around: int = 8) -> str:
    """The characters from `start` to `end`, with a few of the same line on either side."""
    before = text[max(0, start - around) : start].rpartition("\n")[2]
    after = text[end : end + around].partition("\n")[0]
    passage = text[start:end]
    if len(passage) > _LONG:
        passage = f"{passage[: _LONG // 2]}…{passage[-_LONG // 2 :]}"
    return before + passage + after


def listed(found: list[str], most: int = 3) -> str:
    """A few of the passages found, and how many there are: `“甲”、“乙”等5处`."""
    different = list(dict.fromkeys(found))
    shown = "、".join(f"“{one}”" for one in different[:most])
    return shown if len(different) <= most else f"{shown}等{len(found)}处"
