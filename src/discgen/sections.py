"""The nine sections of a disclosure, and which of them a key of the file belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping

from discgen import paths

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "一、职责及机构设置": ("职责", "机构设置"),
    "二、预算安排的总体情况": ("收入", "支出", "增减原因"),
    "三、机关运行经费": ("机关运行经费",),
    "四、“三公”经费": ("三公经费",),
    "五、绩效预算信息": ("绩效",),
    "六、政府采购预算": ("政府采购",),
    "七、国有资产": ("国有资产",),
    "八、名词解释": ("名词解释",),
    "九、其他事项": ("其他事项",),
}
"""The sections in their fixed order, with the top-level keys of the file that each prints."""

_SECTION_OF = {key: section for section, keys in SECTIONS.items() for key in keys}
_BY_FIGURE = (("上年",), ("公布数",))
"""Top-level keys below which figures stand under their own key paths."""


def section_of(path: str) -> str:
    """The section that the value at a key path belongs to.

    Args:
        path: A key path of a disclosure; figures under `上年` and `公布数` belong where they are printed.

    Returns:
        A key of `SECTIONS`, "" for what belongs to no single section.
    """
    top, *_ = figure_path(paths.split(path)) or ("",)
    return _SECTION_OF.get(str(top), "")


def figure_path(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The key path of the figure of which an entry of `上年` or `公布数` tells; any other path as it is."""
    if len(path) == 1 or path[:1] not in _BY_FIGURE:
        return path
    return paths.split(re.sub(r"\.(?:增减|上年)$", "", str(path[1])))
