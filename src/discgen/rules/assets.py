"""Arithmetic of section seven: kinds of assets, parts of them, and last year's balance."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from discgen.errors import Severity
from discgen.figures import convert
from discgen.rules.agreement import Side, disagreement
from discgen.rules.registry import Case, Finding, Limit, rule
from discgen.rules.repair import plain
from discgen.rules.rounding import rounding_tolerance

_MEASURES = ("数量", "价值", "年初数量", "年初价值")
_CLOSING = {"年初数量": "数量", "年初价值": "价值"}
"""The balance of last year's file that is the opening balance of this year's."""
_KINDS = {
    "房屋": ("办公用房", "业务用房", "其他用房"),
    "车辆": ("轿车", "越野车", "小型载客汽车", "大中型载客汽车", "其他车型"),
}

LARGE = Limit("A121", "大型设备单价（万元）", Decimal(20))
"""The price from which equipment is listed as large: 20 万元 from 2021 on, 50 in the form of 2017."""


def _figure(case: Case, name: str, measure: str) -> Decimal | None:
    return case.book.value(f"国有资产.{name}.{measure}")


@rule("A104", Severity.ERROR, "办公用房不超过房屋，其中数不超过总数", "算术")
def parts_of_assets_stay_within_them(case: Case) -> Iterator[Finding]:
    """Office space is a part of all houses, and general and special equipment of large equipment."""
    for whole, parts in (("房屋", ("办公用房",)), ("大型设备", ("通用设备", "专用设备"))):
        for measure in _MEASURES:
            amount = _figure(case, whole, measure)
            known = [value for part in parts if (value := _figure(case, part, measure)) is not None]
            total = sum(known, start=Decimal(0))
            if amount is not None and known and total > amount + rounding_tolerance(known):
                yield Finding(
                    f"国有资产.{parts[-1]}.{measure}",
                    f"{'＋'.join(parts)}的{measure} {plain(total)} 大于{whole}的{measure} {plain(amount)}",
                    "核对这些数，其中数不会大于总数",
                )


@rule("A110", Severity.ERROR, "房屋、车辆的合计等于按类填写的各数之和", "算术")
def kinds_of_assets_add_up(case: Case) -> Iterator[Finding]:
    """Where both the whole and all of its kinds are entered, the kinds add up to it."""
    for whole, kinds in _KINDS.items():
        for measure in _MEASURES:
            name = f"国有资产.{whole}.{measure}"
            amount = _figure(case, whole, measure)
            parts = {
                f"国有资产.{kind}.{measure}": value
                for kind in kinds
                if (value := _figure(case, kind, measure)) is not None
            }
            if amount is None or len(parts) < len(kinds):
                continue
            yield from disagreement(
                name,
                Side(f"{whole}的{measure}", amount, {name: amount}),
                Side("各类之和", sum(parts.values(), start=Decimal(0)), parts),
                f"删去“{whole}”，由程序相加；或核对各类的数",
            )


@rule("A119", Severity.WARNING, "资产的年初数等于上年文件的年末数", "国有资产年报")
def opening_balances_follow(case: Case) -> Iterator[Finding]:
    """Last year's file shows at the end of its year what this one shows at the beginning."""
    earlier = case.book.last_year if case.earlier is None else case.earlier
    for key, figure in case.book.this_year.items():
        prefix, _, measure = key.rpartition(".")
        if not key.startswith("国有资产.") or measure not in _CLOSING or figure.computed:
            continue
        closing = f"{prefix}.{_CLOSING[measure]}"
        if closing not in earlier:
            continue
        yield from disagreement(
            key,
            Side(f"“{key}”", figure.value, {key: figure.value}),
            Side("上年文件的年末数", earlier[closing], {closing: earlier[closing]}),
            "年初数照抄上年公开的年末数",
        )


@rule("A120", Severity.WARNING, "数量为 0 的资产没有价值", "算术")
def what_is_not_there_is_worth_nothing(case: Case) -> Iterator[Finding]:
    """An asset of which there is none is worth nothing."""
    for alias, _ in case.disclosure.assets.entries():
        for counted, valued in (("数量", "价值"), ("年初数量", "年初价值")):
            value = _figure(case, alias, valued)
            if value and _figure(case, alias, counted) == 0:
                yield Finding(
                    f"国有资产.{alias}.{counted}",
                    f"{alias}的{counted}是 0，而{valued}是 {plain(value)}",
                    "核对两个数；不计数量的不填数量",
                )


@rule("A121", Severity.NOTE, "大型设备的平均单价不低于列示的限额", "固定资产占用情况表")
def large_equipment_is_dear(case: Case) -> Iterator[Finding]:
    """Equipment listed for its price costs at least that price on average."""
    least = convert(case.limit(LARGE), "万元", case.book.unit)
    for counted, valued in (("数量", "价值"), ("年初数量", "年初价值")):
        count, value = _figure(case, "大型设备", counted), _figure(case, "大型设备", valued)
        if count and value and value < count * least:
            yield Finding(
                f"国有资产.大型设备.{valued}",
                f"大型设备 {plain(count)} 台（套）共值 {plain(value)}，平均每台不到 {plain(least)}",
                "只列单价在限额以上的设备，其余列入其他固定资产；核对数量和价值",
            )
