"""Which figures are sums of which: what the model computes, declared so that it can be taken apart again.

The model adds up what was entered; a rule has to name the parts of a total. A test holds the two together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_POSITION = re.compile(r"\[\d+\]")
_ANY = "[]"

_FUNDS = ("一般公共预算", "基金预算", "国有资本经营预算", "财政专户", "单位资金")
_VEHICLES = ("轿车", "越野车", "小型载客汽车", "大中型载客汽车", "其他车型")
_COUNTS = ("数量", "年初数量")
_VALUES = ("价值", "年初价值")
_FIXED = ("房屋合计", "车辆合计", "大型设备", "其他固定资产")


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure that is the sum of others.

    Attributes:
        whole: Its key path; `[]` stands for any position.
        parts: Key paths of the parts, the positions of the whole first in them; those deducted begin with
            a `-`.
    """

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a sum.

    Attributes:
        key: Its key path.
        sign: 1, or -1 when it is deducted.
    """

    key: str
    sign: int = 1


def _below(prefix: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{prefix}.{name}" for name in names)


def _holdings(
    measures: tuple[str, ...],
    whole: str,
    *kinds: str,
    less: tuple[str, ...] = (),
    more: tuple[str, ...] = (),
) -> list[Sum]:
    """A kind of asset as the sum of others and of more figures, one sum for each measure."""
    return [
        Sum(
            f"国有资产.{whole}.{measure}",
            (
                *(f"国有资产.{kind}.{measure}" for kind in kinds),
                *(f"-国有资产.{kind}.{measure}" for kind in less),
                *more,
            ),
        )
        for measure in measures
    ]


SUMS: tuple[Sum, ...] = (
    Sum("收入.本年合计", _below("收入", *_FUNDS, "其他来源", "未分项")),
    Sum("收入.合计", _below("收入", "本年合计", "上年结转")),
    Sum(
        "支出.基本支出.合计",
        _below("支出.基本支出", "人员经费", "工资福利支出", "对个人和家庭的补助", "公用经费", "未分项"),
    ),
    Sum("支出.项目支出.合计", ("支出.项目支出.明细[].金额",)),
    Sum("支出.合计", _below("支出", "基本支出.合计", "项目支出.合计")),
    Sum("三公经费.公务用车", _below("三公经费", "公务用车购置费", "公务用车运行费", "公务用车未分项")),
    Sum("三公经费.合计", _below("三公经费", "因公出国费", "公务用车", "公务接待费", "未分项")),
    Sum("绩效.活动[].预算数", ("绩效.活动[].分项[].预算数",)),
    Sum("绩效.活动预算合计", ("绩效.活动[].预算数",)),
    Sum("绩效.项目[].预算.合计", _below("绩效.项目[].预算", "财政资金", "其他资金", "未分项")),
    Sum("绩效.项目预算合计", ("绩效.项目[].预算.合计",)),
    Sum("政府采购.项目[].资金.合计", _below("政府采购.项目[].资金", *_FUNDS)),
    *(Sum(f"政府采购.资金合计.{fund}", (f"政府采购.项目[].资金.{fund}",)) for fund in _FUNDS),
    Sum("政府采购.资金合计.合计", _below("政府采购.资金合计", *_FUNDS)),
    Sum("政府采购.合计", (*_below("政府采购.资金合计", *_FUNDS), "政府采购.未分项")),
    *_holdings(_COUNTS + _VALUES, "房屋合计", "房屋"),
    *_holdings(_COUNTS + _VALUES, "房屋合计", "办公用房", "业务用房", "其他用房"),
    *_holdings(_COUNTS + _VALUES, "车辆合计", "车辆"),
    *_holdings(_COUNTS + _VALUES, "车辆合计", *_VEHICLES),
    *_holdings(("价值",), "固定资产", *_FIXED, less=("累计折旧",), more=("国有资产.未分项",)),
    *_holdings(("年初价值",), "固定资产", *_FIXED, less=("累计折旧",)),
)
"""Every amount and count that is computed; of two sums of one whole, the first that has parts counts."""

SELECTED = "支出.项目支出.合计"
"""A whole of which a document may list the main parts only."""


def breakdowns(keys: Iterable[str]) -> dict[str, tuple[Term, ...]]:
    """The figures of a disclosure that are sums of others, with their parts.

    Args:
        keys: The keys of all its figures.
    """
    kinds: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        kinds[_POSITION.sub(_ANY, key)].append(key)
    found: dict[str, tuple[Term, ...]] = {}
    for one in SUMS:
        for whole, terms in _terms(one, kinds).items():
            found.setdefault(whole, tuple(terms))
    return found


def _terms(one: Sum, kinds: Mapping[str, list[str]]) -> dict[str, list[Term]]:
    """The parts of each whole that a declared sum stands for."""
    terms: dict[str, list[Term]] = {whole: [] for whole in kinds.get(one.whole, ())}
    depth = one.whole.count(_ANY)
    for part in one.parts:
        sign = -1 if part.startswith("-") else 1
        for key in kinds.get(part.removeprefix("-"), ()):
            whole = one.whole
            for position in _POSITION.findall(key)[:depth]:
                whole = whole.replace(_ANY, position, 1)
            if whole in terms:
                terms[whole].append(Term(key, sign))
    return {whole: found for whole, found in terms.items() if found}
