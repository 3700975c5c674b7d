"""How a comparison is put into words and figures, whoever shows it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from discgen.diff.changes import Comparison, Fate, FigureChange, ItemChange

NOTHING = "—"
_DRAWN = str.maketrans({"\n": "↵", " ": "␣", "\N{IDEOGRAPHIC SPACE}": "□"})
_TENTH = Decimal("0.1")


def title(comparison: Comparison) -> str:
    """What is compared: `某局：2021年→2022年`."""
    return f"{comparison.unit_name}：{comparison.old}→{comparison.new}"


def figure_cells(change: FigureChange) -> tuple[str, str, str, str]:
    """A figure's old and new value, the difference, and this in percent."""
    percent = change.percent
    return (
        _number(change.old),
        _number(change.new),
        NOTHING if change.delta is None else f"{change.delta:+f}",
        "" if percent is None else f"{percent.quantize(_TENTH, ROUND_HALF_UP):+f}%",
    )


def _number(value: Decimal | None) -> str:
    return NOTHING if value is None else f"{value:f}"


def item_words(change: ItemChange, unit: str) -> str:
    """What became of an item: `新增项目绩效目标“综合业务管理”（26.07万元）`."""
    if change.fate is Fate.MOVED:
        return f"{change.title}的{change.fate}"
    if change.fate is Fate.RENAMED:
        return f"{change.title}“{change.former}”{change.fate}“{change.name}”"
    size = f"（{change.size:f}{unit}）" if change.size is not None else ""
    return f"{change.fate}{change.title}“{change.name}”{size}"


def tally(comparison: Comparison) -> str:
    """How much changed, in a few words, and what was not compared."""
    groups = [group for section in comparison.sections for group in section.groups]
    counts = {
        "项": sum(len(group.items) for group in groups),
        "个数": sum(len(group.figures) for group in groups),
        "处文字": sum(len(group.texts) for group in groups),
    }
    found = [f"{number} {unit}" for unit, number in counts.items() if number]
    words = f"{'、'.join(found)}有变化" if found else "没有变化"
    return words if comparison.totals else f"{words}；有尚未填写的，没有比较合计"


def visible(text: str) -> str:
    """A changed part of a text; one of nothing but blanks is drawn, for it would not be seen."""
    return text if text.strip() else text.translate(_DRAWN)
