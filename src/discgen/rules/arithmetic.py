"""Arithmetic: figures that have to agree because they follow from each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from discgen import paths
from discgen.errors import Severity
from discgen.figures import decimal_places
from discgen.model import LastYear
from discgen.rules.registry import Case, Finding, rule

COARSEST = Decimal("0.01")
"""No rounding of published amounts is coarser, whichever way a figure happens to be written."""


def rounding_tolerance(parts: Iterable[Decimal]) -> Decimal:
    """How far the sum of rounded parts may lie from the rounded sum.

    Half a last digit for each part other than 0. Amounts are written without trailing zeros (58, 357.5 and
    3636.69 stand side by side), so the last digit is that of the most precise part.
    """
    rounded = [part for part in parts if part]
    places = max((decimal_places(part) for part in rounded), default=0)
    return len(rounded) * min(Decimal(5).scaleb(-places - 1), COARSEST)


def agree(left: Decimal, right: Decimal, parts: Iterable[Decimal]) -> bool:
    """Whether two figures differ by no more than rounding their parts explains."""
    return abs(left - right) <= rounding_tolerance(parts)


@rule("A101", Severity.ERROR, "收入总计（含上年结转）等于支出总计", "收支平衡")
def income_covers_expenditure(case: Case) -> Iterator[Finding]:
    """Income with carry-over equals expenditure."""
    income, expenditure = case.book.value("收入.合计"), case.book.value("支出.合计")
    leaves = [*case.book.entered("收入"), *case.book.entered("支出")]
    if income is None or expenditure is None or agree(income, expenditure, leaves):
        return
    yield Finding(
        "支出",
        f"收入总计 {income} 与支出总计 {expenditure} 相差 {abs(income - expenditure)}",
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


@rule("A103", Severity.WARNING, "采购数量乘以单价等于采购金额", "算术")
def purchases_cost_what_they_say(case: Case) -> Iterator[Finding]:
    """Quantity times unit price equals the sum of the funding."""
    for number, purchase in enumerate(case.disclosure.procurement.purchases):
        cost = purchase.funding.total()
        if purchase.quantity is None or purchase.price is None or cost is None:
            continue
        expected = purchase.quantity * purchase.price
        if abs(expected - cost) > purchase.quantity * rounding_tolerance([purchase.price]):
            yield Finding(
                f"政府采购.项目[{number}].资金",
                f"数量 {purchase.quantity} × 单价 {purchase.price} = {expected}，而各项资金合计 {cost}",
                "核对数量、单价和各项资金",
            )


@rule("A104", Severity.ERROR, "办公用房不超过房屋，其中数不超过总数", "算术")
def offices_are_houses(case: Case) -> Iterator[Finding]:
    """Office space is a part of all houses, in area and in value."""
    assets = case.disclosure.assets
    if assets.houses is None or assets.offices is None:
        return
    for name, label in (("quantity", "数量"), ("value", "价值")):
        whole, part = getattr(assets.houses, name), getattr(assets.offices, name)
        if whole is not None and part is not None and part > whole:
            yield Finding(
                f"国有资产.办公用房.{label}",
                f"办公用房{label} {part} 大于房屋{label} {whole}",
                "核对两个数",
            )


@rule("A105", Severity.WARNING, "各项目预算数之和等于项目支出", "算术")
def project_budgets_make_project_expenditure(case: Case) -> Iterator[Finding]:
    """Where every project has a budget, the budgets add up to project expenditure."""
    projects = case.disclosure.performance.projects
    if not projects or any(project.budget is None for project in projects):
        return
    budgets = case.book.value("绩效.项目预算合计")
    expenditure = case.book.value("支出.项目支出.合计")
    leaves = [*case.book.entered("绩效.项目"), *case.book.entered("支出.项目支出")]
    if budgets is None or expenditure is None or agree(budgets, expenditure, leaves):
        return
    yield Finding(
        "绩效.项目",
        f"各项目预算数之和 {budgets} 与项目支出 {expenditure} 相差 {abs(budgets - expenditure)}",
        "核对是否漏了项目，或项目支出明细填错",
    )


@rule("A106", Severity.ERROR, "直接填写的上年合计等于上年各部分之和", "算术")
def last_year_adds_up(case: Case) -> Iterator[Finding]:
    """Totals of last year given inline agree with their parts given inline."""
    last_year = case.disclosure.last_year
    if not isinstance(last_year, LastYear):
        return
    figures = last_year.figures()
    for whole, names in LastYear.SUMS.items():
        parts = [figures[name] for name in names if name in figures]
        if whole not in figures or len(parts) < len(names):
            continue
        expected = sum(parts, start=Decimal(0))
        if not agree(figures[whole], expected, parts):
            yield Finding(
                paths.join(("上年", whole)),
                f"上年“{whole}”是 {figures[whole]}，而 {'＋'.join(names)} = {expected}",
                "删去这个合计，由程序相加；或核对各部分",
            )


@rule("A107", Severity.WARNING, "机关运行经费不超过日常公用经费", "机关运行经费的定义")
def operating_costs_are_operating_expenditure(case: Case) -> Iterator[Finding]:
    """机关运行经费 is the operating expenditure of the unit, less that of its public institutions."""
    costs = case.disclosure.operating_costs.amount
    expenditure = case.disclosure.expenditure.basic.operating
    if costs is not None and expenditure is not None and costs > expenditure:
        yield Finding(
            "机关运行经费.金额",
            f"机关运行经费 {costs} 大于日常公用经费 {expenditure}",
            "机关运行经费是行政单位和参公事业单位的公用经费，不会超过全部公用经费；核对两个数",
        )
