"""Arithmetic: the figures of the text that have to agree because they follow from each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from discgen import paths
from discgen.errors import Severity
from discgen.model import LastYear
from discgen.rules.agreement import Side, disagreement, side
from discgen.rules.registry import Case, Finding, rule
from discgen.rules.repair import plain
from discgen.rules.shown import shown

EXPENDITURE = "支出.合计"


@rule("A101", Severity.ERROR, "收入总计（含上年结转）等于支出总计", "收支平衡")
def income_covers_expenditure(case: Case) -> Iterator[Finding]:
    """Income with carry-over equals expenditure."""
    yield from disagreement(
        "支出",
        side(case, "收入总计", "收入.合计", "收入"),
        side(case, "支出总计", EXPENDITURE, "支出"),
        "核对“收入”各项、“支出”各项，两边总计应当相等",
    )


@rule("A102", Severity.ERROR, "人员经费不与工资福利支出、对个人和家庭的补助重复填写", "算术")
def personnel_counted_once(case: Case) -> Iterator[Finding]:
    """Personnel costs are entered as one figure or by kind, not both."""
    basic = case.disclosure.expenditure.basic
    if basic.personnel is not None and (basic.wages is not None or basic.subsidies is not None):
        yield Finding(
            "支出.基本支出.人员经费",
            "人员经费与工资福利支出、对个人和家庭的补助同时填了，合计会重复计算",
            "2017年版填后两项，其他版式只填人员经费",
        )


@rule("A106", Severity.ERROR, "直接填写的上年合计等于上年各部分之和", "算术")
def last_year_adds_up(case: Case) -> Iterator[Finding]:
    """Totals of last year given inline agree with their parts given inline."""
    last_year = case.disclosure.last_year
    if not isinstance(last_year, LastYear):
        return
    stated, figures = dict(last_year.entries()), last_year.figures()
    for whole, names in LastYear.SUMS.items():
        parts = {name: figures[name] for name in names if name in figures}
        if whole in stated and len(parts) == len(names):
            yield from disagreement(
                paths.join(("上年", whole)),
                Side(f"上年的“{whole}”", stated[whole], {whole: stated[whole]}),
                Side("＋".join(names), sum(parts.values(), start=Decimal(0)), parts),
                "删去这个合计，由程序相加；或核对各部分",
            )


@rule("A107", Severity.WARNING, "机关运行经费不超过日常公用经费", "机关运行经费的定义")
def operating_costs_are_operating_expenditure(case: Case) -> Iterator[Finding]:
    """机关运行经费 is the operating expenditure of the unit, less that of its public institutions."""
    costs, expenditure = shown(case, "机关运行经费.金额"), shown(case, "支出.基本支出.公用经费")
    if costs is not None and expenditure is not None and costs > expenditure:
        yield Finding(
            "机关运行经费.金额",
            f"机关运行经费 {plain(costs)} 大于日常公用经费 {plain(expenditure)}",
            "机关运行经费是行政单位和参公事业单位的公用经费，不会超过全部公用经费；核对两个数",
        )


@rule("A108", Severity.WARNING, "“三公”经费、政府采购预算都不超过支出总计", "算术")
def parts_stay_within_expenditure(case: Case) -> Iterator[Finding]:
    """What is a part of expenditure is not more than all of it."""
    expenditure = shown(case, EXPENDITURE)
    for key, name in (("三公经费.合计", "“三公”经费"), ("政府采购.合计", "政府采购预算")):
        part = shown(case, key)
        if part is not None and expenditure is not None and part > expenditure:
            yield Finding(
                key.removesuffix(".合计"),
                f"{name} {plain(part)} 大于支出总计 {plain(expenditure)}",
                "核对两个数的单位是万元还是元",
            )
