"""A comparison on the terminal, and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from discgen.cli.report import clean
from discgen.cli.results import json_text
from discgen.diff import Comparison, Fate, FigureChange, Group, ItemChange, Passage, TextChange
from discgen.diff.wording import figure_cells, item_words, tally, title, visible
from discgen.diff.words import in_brief

FORMAT_VERSION = 1
"""Raised when a program that reads the JSON needs changing."""

_INDENT = (0, 0, 0, 2)
_STYLES = {Fate.ADDED: "green", Fate.REMOVED: "red", Fate.RENAMED: "yellow", Fate.MOVED: "yellow"}


def show(comparison: Comparison, console: Console) -> None:
    """Print a comparison section by section."""
    console.print(Text(clean(title(comparison)), style="bold"))
    console.print(f"{tally(comparison)}。金额单位：{comparison.unit}。")
    for section in comparison.sections:
        console.print(Text(f"\n{section.title}", style="bold"))
        for group in section.groups:
            for part in _parts(group, comparison):
                console.print(Padding(part, _INDENT, expand=False), soft_wrap=False)


def _parts(group: Group, comparison: Comparison) -> Iterator[RenderableType]:
    if group.title:
        yield Text(clean(group.title), style="bold cyan")
    for item in group.items:
        yield Text(clean(item_words(item, comparison.unit)), style=_STYLES[item.fate])
    if group.figures:
        yield _table(group.figures, comparison)
    for text in group.texts:
        yield Text(f"{clean(text.title)}：")
        yield Padding(_marked(in_brief(text.passages)), _INDENT, expand=False)


def _table(figures: Sequence[FigureChange], comparison: Comparison) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column("名称", overflow="fold")
    for heading in (comparison.old, comparison.new, "增减", "百分比"):
        table.add_column(clean(heading), justify="right", overflow="fold")
    for figure in figures:
        name = Text.assemble(clean(figure.title), " ", (clean(figure.key), "dim"))
        table.add_row(name, *map(Text, figure_cells(figure)))
    return table


def _marked(passages: Sequence[Passage]) -> Text:
    """A text with `[-what was taken out-]` and `{+what was put in+}`, which colour alone would not tell."""
    text = Text()
    for part in passages:
        if part.is_kept:
            text.append(_lines(part.new))
            continue
        if part.old:
            text.append(f"[-{_lines(visible(part.old))}-]", style="red")
        if part.new:
            text.append(f"{{+{_lines(visible(part.new))}+}}", style="green")
    return text


def _lines(text: str) -> str:
    return "\n".join(clean(line) for line in text.split("\n"))


def as_json(comparison: Comparison) -> str:
    """A comparison for programs. Figures are text, so that no reader makes binary fractions of them."""
    content = {
        "格式版本": FORMAT_VERSION,
        "旧": comparison.old,
        "新": comparison.new,
        "金额单位": comparison.unit,
        "部分": [
            {
                "标题": section.title,
                "组": [
                    {
                        "标题": group.title or None,
                        "项": [_item(item) for item in group.items],
                        "数": [_figure(figure) for figure in group.figures],
                        "文字": [_text(text) for text in group.texts],
                    }
                    for group in section.groups
                ],
            }
            for section in comparison.sections
        ],
    }
    return json_text(content)


def _item(item: ItemChange) -> dict[str, Any]:
    return {
        "键": item.key,
        "名称": item.title,
        "变化": str(item.fate),
        "项": item.name or None,
        "原名": item.former or None,
        "金额": _digits(item.size),
    }


def _figure(figure: FigureChange) -> dict[str, Any]:
    return {
        "键": figure.key,
        "名称": figure.title,
        "金额": bool(figure.unit),
        "计算": figure.computed,
        "旧": _digits(figure.old),
        "新": _digits(figure.new),
        "增减": _digits(figure.delta),
    }


def _text(text: TextChange) -> dict[str, Any]:
    parts = [{"旧": part.old, "新": part.new} for part in text.passages]
    return {"键": text.key, "名称": text.title, "段": parts}


def _digits(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
