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
_NAMED: Mapping[str, str] = dict(
    zip(
        SECTIONS,
        (
            "职责(?!活动)|机构",
            "总体说明|收入|支出|增减",
            "机关运行",
            "三公",
            "职责活动|第[一二]部分|总体目标|无?分项|保障|整体|无?项目",
            "(?:政府)?采购",
            "国有资产",
            "(?:标准)?名词",
            "其他事项",
        ),
        strict=True,
    )
)
"""How the names of sentences and tables begin, by section."""
_BY_NAME = frozenset({"措辞", "表格用词"})
_BY_FIGURE = (("上年",), ("公布数",))
"""Top-level keys below which figures stand under their own key paths."""


def section_of(path: str) -> str:
    """The section that the value at a key path belongs to.

    Args:
        path: A key path of a disclosure; figures under `上年` and `公布数` belong where they are printed,
            words under `措辞` and `表格用词` where the sentence or the table stands.

    Returns:
        A key of `SECTIONS`, "" for what belongs to no single section.
    """
    top, *rest = figure_path(paths.split(path)) or ("",)
    if top in _BY_NAME and rest:
        return _section_named(str(rest[0]))
    return _SECTION_OF.get(str(top), "")


def _section_named(name: str) -> str:
    """The section in which a form has a sentence or a table of this name, "" for the title and opening."""
    if heading := re.fullmatch("标题([一二三四五六七八九])", name):
        return next(section for section in SECTIONS if section.startswith(heading[1]))
    return next((section for section, names in _NAMED.items() if re.match(names, name)), "")


def figure_path(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The key path of the figure of which an entry of `上年` or `公布数` tells; any other path as it is."""
    if len(path) == 1 or path[:1] not in _BY_FIGURE:
        return path
    key = re.sub(r"\.(?:增减|上年)$", "", str(path[1]))
    try:
        return paths.split(key)
    except ValueError:  # as an accountant may have typed it
        return (re.split(r"[.\[]", key)[0],)
