"""The figures of a disclosure for machines: JSON, computed figures included."""

from __future__ import annotations

import json
from typing import Any

from discgen.filing import Filing


def figures_json(filing: Filing) -> bytes:
    """All figures as JSON.

    Values are strings, so that no reader turns an exact decimal into a binary float. Each figure bears the
    key under which templates cite it and which the HTML carries in `data-key`.
    """
    disclosure = filing.disclosure
    content = {
        "年度": disclosure.year,
        "单位": disclosure.unit.name,
        "单位代码": disclosure.unit.code,
        "版式": filing.form.name,
        "金额单位": disclosure.amount_unit,
        "数": [_figure(filing, key) for key in filing.book.this_year],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _figure(filing: Filing, key: str) -> dict[str, Any]:
    book = filing.book
    figure = book.this_year[key]
    entry: dict[str, Any] = {
        "键": key,
        "名称": figure.title,
        "值": f"{figure.value:f}",
        "金额": figure.money,
        "计算": figure.computed,
        "印出": book.printed(key),
    }
    for name, value in (("上年", book.shown_before(key)), ("增减", book.change(key))):
        if value is not None:
            entry[name] = f"{value:f}"
    return entry
