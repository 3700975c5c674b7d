"""What to look at in a file that came from an old document, as comments above the keys."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from discgen import paths
from discgen.figures import FigureBook
from discgen.interpret.completion import OTHER_PROJECTS, UNKNOWN_UNIT, UNKNOWN_YEAR
from discgen.interpret.values import Path

_WORDING = "与版式的标准语句不同，照旧文件保留；花括号里的数和名称随上面填写的内容变。"
_TABLE_WORDS = "表格里与版式不同的字，照旧文件保留。"
_KEPT = "没有认出的内容，照旧文件原样印在所写的位置；能归入上面各项的请移上去。"
_PUBLISHED = "旧文件公布的数，与按上面各项计算的不同。改正上面的数后删去；build --as-published 照这里印。"


def remarks(data: dict[str, Any], book: FigureBook) -> dict[Path, str]:
    """Comments for the keys of a file that want a look.

    Args:
        data: The data of the file.
        book: Its figures.
    """
    found: dict[Path, str] = {}
    for key, words in (
        ("措辞", _WORDING),
        ("表格用词", _TABLE_WORDS),
        ("未识别", _KEPT),
        ("公布数", _PUBLISHED),
    ):
        if key in data:
            found[key,] = words
    for key in data.get("公布数", {}):
        value = _computed(key, book)
        found["公布数", key] = "按上面各项算不出" if value is None else f"计算结果：{value:f}"
    if data["单位"]["名称"] == UNKNOWN_UNIT:
        found["单位", "名称"] = "旧文件里没有找到单位名称，请填写。"
    if data["年度"] == UNKNOWN_YEAR:
        found["年度",] = "旧文件里没有找到年度，请改正。"
    for number, item in enumerate(data.get("支出", {}).get("项目支出", {}).get("明细", ())):
        if item["名称"] in OTHER_PROJECTS and item.get("列示") == "否":
            path = paths.split(f"支出.项目支出.明细[{number}]")
            found[path] = "由项目支出总数减去列出的各项得出。"
    return found


def _computed(key: str, book: FigureBook) -> Decimal | None:
    """A figure or a change as it follows from the figures entered."""
    figure = key.removesuffix(".增减")
    value, before = book.value(figure), book.last_year.get(figure)
    if figure == key:
        return value
    return None if value is None or before is None else value - before
