"""How well an old file was understood, for people and for programs."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from io import StringIO
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from discgen.cli.results import json_text
from discgen.interpret.report import SectionReport, total

if TYPE_CHECKING:
    from discgen.parsing import Parsed

FORMAT_VERSION = 1
"""Raised when a program that reads the JSON needs changing."""

_COLUMNS = ("部分", "行", "认出", "改写", "照录", "表格", "照录表格", "文字相似", "表格相符")


def summary(parsed: Parsed) -> str:
    """One line: the form, how alike the rebuilt document is, and what wants a look."""
    interpretation = parsed.interpretation
    whole = total(interpretation.sections)
    parts = [
        f"按版式“{interpretation.form.title}”转换",
        f"文字相似 {_percent(whole.similarity)}，表格相符 {_percent(whole.cell_share)}",
    ]
    if interpretation.data.get("公布数"):
        parts.append(f"有 {len(interpretation.data['公布数'])} 个公布的数与计算不同，见“公布数”")
    if whole.kept + whole.tables_kept:
        parts.append(f"有 {whole.kept} 行、{whole.tables_kept} 张表没有认出，见“未识别”")
    return "；".join(parts) + "。"


def as_text(parsed: Parsed) -> str:
    """A table with a row for each section and one for the whole document."""
    sections = parsed.interpretation.sections
    rows = [_COLUMNS, *(_row(one) for one in (*sections, total(sections)))]
    widths = [max(cell_len(row[column]) for row in rows) for column in range(len(_COLUMNS))]
    text = StringIO()
    for row in rows:
        first, *others = (
            _padded(cell, width, left=not place)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        text.write(f"{'  '.join([first, *others]).rstrip()}\n")
    return text.getvalue()


def _row(one: SectionReport) -> tuple[str, ...]:
    counts = (one.lines, one.fields, one.worded, one.kept, one.tables, one.tables_kept)
    return (one.name, *map(str, counts), _percent(one.similarity), _percent(one.cell_share))


def _padded(text: str, width: int, *, left: bool) -> str:
    space = " " * (width - cell_len(text))
    return text + space if left else space + text


def _percent(share: Decimal) -> str:
    return f"{(share * 100).quantize(Decimal('0.01'), ROUND_DOWN)}%"


def as_json(parsed: Parsed) -> str:
    """The same as JSON under stable Chinese keys, which the manual lists; shares as decimal strings."""
    interpretation = parsed.interpretation
    content = {
        "格式版本": FORMAT_VERSION,
        "文件": str(parsed.path),
        "版式": interpretation.form.name,
        "全文": _entry(total(interpretation.sections)),
        "各部分": [_entry(one) for one in interpretation.sections],
        "公布数": {key: str(value) for key, value in interpretation.data.get("公布数", {}).items()},
    }
    return json_text(content)


def _entry(one: SectionReport) -> dict[str, Any]:
    return {
        "名称": one.name,
        "行": one.lines,
        "认出": one.fields,
        "改写": one.worded,
        "照录": one.kept,
        "表格": one.tables,
        "照录表格": one.tables_kept,
        "字数": one.characters,
        "重建字数": one.rebuilt,
        "相同字数": one.matching,
        "格数": one.cells,
        "相同格数": one.cells_matching,
        "文字相似": f"{one.similarity:.4f}",
        "表格相符": f"{one.cell_share:.4f}",
    }
