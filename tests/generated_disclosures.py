"""Disclosures of every kind as plain data, made from the model's declarations, as hypothesis strategies."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from discgen.model import Disclosure, Entry
from discgen.model.budget import Purchase
from discgen.model.performance import PaymentPlan
from discgen.model.shape import shape_of

YEARS = (2020, 2021)
"""The budget years that occur, so that texts speak of them often."""

PIECES = (
    *("2020年", "2021年", "2019年末", "2021 年底", "二〇二一年", "２０２１年", "自2020年起", "2016—2020年"),
    *("《2021年预算》", "〔2020〕5号", "（上年结转）", "一次性", "≥95%", "12.5万元", "20万元", "500元"),
    *(
        "完成任务",
        "办公费、水电费",
        "。",
        "，",
        "\n",
        "：",
        ": ",
        " # ",
        "“三公”",
        "'",
        '"',
        "- ",
        "{",
        "%",
    ),
    *("{{ 收入.合计 }}", "{{ 年度 }}年", "ABC", "\u3000", "\\"),
)
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join).filter(str.strip)
amounts = st.one_of(
    st.sampled_from([Decimal(0), Decimal("12.5"), Decimal("12.50"), Decimal(20), Decimal("0.05")]),
    st.decimals(0, 10**6, places=2),
)
_dashes = st.sampled_from(["—", "——"])
_codes = st.from_regex(r"[0-9]{6}", fullmatch=True)
_named: dict[str, st.SearchStrategy[Any]] = {
    "格式版本": st.just(1),
    "版式": st.sampled_from(["2017", "2021", "2021合表", "2023", "2026"]),
    "年度": st.sampled_from(YEARS),
    "小数位": st.integers(0, 6),
    "代码": _codes,
    "单位代码": _codes,
    "序号": st.sampled_from(["1、", "（一）", "第二条"]),
    "目标引语": st.just("绩效目标:"),
    "指标引语": st.just("绩效指标:"),
    "规则": st.sampled_from(["A101", "T203"]),
    "公布数": st.dictionaries(st.sampled_from(["收入.合计", "三公经费.合计", "收入.合计.增减"]), amounts),
    "措辞": st.dictionaries(st.sampled_from(["收入说明", "开头"]), texts, min_size=1),
    "表格用词": st.just({"国有资产": {"项　　目": "2021年项目"}}),
    "跨列": st.integers(1, 3),
    "跨行": st.integers(1, 3),
    "表格": st.lists(
        st.lists(texts | st.just({"文": "2021年", "跨列": 2}), min_size=1, max_size=2), max_size=2
    ),
}


@st.composite
def entries(draw: st.DrawFn, entry: type[Entry]) -> dict[str, Any]:
    """What a file may say under an entry; optional keys are left out at will."""
    data = {}
    for field in entry.model_fields.values():
        if field.is_required() or draw(st.booleans()):
            data[str(field.alias)] = draw(_values(entry, field))
    return data


def _values(entry: type[Entry], field: FieldInfo) -> st.SearchStrategy[Any]:
    shape, alias = shape_of(field), str(field.alias)
    if alias in _named and (alias, entry) != ("项目", Purchase):
        return _named[alias]
    if shape.entry is not None:
        below = entries(shape.entry)
        fewest = min((getattr(mark, "min_length", 0) for mark in field.metadata), default=0)
        return st.lists(below, min_size=fewest or 0, max_size=2) if shape.repeated else below
    if shape.choices:
        return st.sampled_from(shape.choices)
    if shape.type is Decimal:
        return st.integers(0, 100).map(Decimal) if entry is PaymentPlan else amounts
    if shape.type is dt.date:
        return st.dates(dt.date(2020, 1, 1), dt.date(2021, 12, 31)).map(str)
    return texts


disclosures = entries(Disclosure)
