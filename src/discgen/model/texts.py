"""The words of a disclosure by key path, as `figures` has its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from discgen import paths
from discgen.model.disclosure import Disclosure
from discgen.model.fields import Entry

_SETTINGS = frozenset(
    (
        "格式版本",
        "版式",
        "年度",
        "单位",
        "金额单位",
        "项目表单位",
        "小数位",
        "上年",
        "批复日期",
        "公开日期",
        "核实",
        "公布数",
    )
)
"""Keys that steer the document; they need not be printed themselves."""

GAP = "【待填】"
"""Stands in a text for an amount of another year that is still to be filled in."""


def texts_of(disclosure: Disclosure) -> Iterator[tuple[str, str]]:
    """All words that were filled in to be printed: key path and text, in the order of declaration."""
    yield from _texts(disclosure, "")


def _texts(node: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for name, value in node.items():
            yield from _texts(value, paths.join((*paths.split(path), name)))
    elif isinstance(node, tuple):
        for number, item in enumerate(node):
            yield from _texts(item, f"{path}[{number}]")
    elif isinstance(node, Entry):
        for alias, value in node.entries():
            if (path or alias not in _SETTINGS) and alias not in node.choice_keys:
                yield from _texts(value, f"{path}.{alias}" if path else alias)
