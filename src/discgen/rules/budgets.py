"""Arithmetic of section five: budgets of projects and activities, and what is said of them elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from discgen.errors import Severity
from discgen.figures import YUAN_PER_WAN, convert
from discgen.model.disclosure import Kept
from discgen.model.performance import Project
from discgen.rules.agreement import Side, disagreement, evident_repair, side
from discgen.rules.kept import kept_cells
from discgen.rules.reading import Measured, fold, read
from discgen.rules.registry import Case, Finding, Limit, rule
from discgen.rules.repair import plain
from discgen.rules.rounding import rounding_tolerance
from discgen.rules.shown import shown

OTHER_UNIT = Limit("A113", "两数相差的倍数", Decimal(1000))
"""Sums that are so many times each other are given in different units; 万元 and 元 are 10000 apart."""

_YUAN = {
    "元": Decimal(1),
    "百元": Decimal(100),
    "千元": Decimal(1000),
    "万元": YUAN_PER_WAN,
    "亿元": YUAN_PER_WAN**2,
}
_AMOUNT = re.compile(
    r"(?<![0-9.,])(?P<number>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)(?P<unit>[百千万亿]?元)(?![/每])"
)
_RATE = re.compile(r"(?:每|单价|均|按|标准)[^,;。]{0,8}$")
"""Before an amount that something costs apiece."""
_STATED = re.compile(
    r"(?:预算|安排|共|合计|总计|需要?|列支|申请)(?:资金|经费|预算|支出|金额|总额|费用|本级|财政|计|[为约:])*$"
)
"""Before an amount that is the budget."""
_COST_OF_ALL = re.compile(
    r"(?:项目|资金|经费|预算|支出|成本|投入|费用)(?:总[额量成支投预]|控制[数额]|预算数)"
    r"|^(?:项目|预算|年度)*总?(?:预算|支出|成本|投入)(?:控制)?[数额]?(?:\(.*\))?$"
)
"""Names of cost indicators that are the budget itself."""
_OTHER_COST = re.compile(r"每|单[位价个件次场]|人均|户均|平均|标准|总投资|总造价|总价|概算|合同")
"""Names of cost indicators that say nothing about the budget."""

_PROJECT_CELL = re.compile(r"项目(?:名称|编码)|绩效目标|年度目标")
"""How cells of a project's table begin; 项目名称 stands in that of procurement as well."""

_AROUND = 40
"""Characters before an amount that tell what it is."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """An amount of money in a text.

    Attributes:
        words: As it is written, folded.
        value: In the file's unit.
        before: The text just before it.
    """

    words: str
    value: Decimal
    before: str


def _mentions(case: Case, text: str) -> Iterator[_Mention]:
    """The amounts in a text, prices apiece left out."""
    folded = fold(text)
    for match in _AMOUNT.finditer(folded):
        before = folded[max(0, match.start() - _AROUND) : match.start()]
        if not _RATE.search(before):
            number = Decimal(match["number"].replace(",", ""))
            yield _Mention(match[0], _in_file_unit(case, number, match["unit"]), before)


def _in_file_unit(case: Case, number: Decimal, unit: str) -> Decimal:
    return convert(number * _YUAN[unit], "元", case.book.unit)


def _budgets(case: Case, number: int) -> list[Decimal]:
    """A project's budget and, where they are told apart, its funds; [] when it has none."""
    keys = (f"绩效.项目[{number}].预算.{name}" for name in ("合计", "财政资金", "其他资金"))
    return [value for key in keys if (value := shown(case, key)) is not None]


def _budgeted(case: Case) -> Iterator[tuple[str, Project, list[Decimal]]]:
    """The projects that have a budget: key path, project, budget and funds."""
    for number, project in enumerate(case.disclosure.performance.projects):
        if budgets := _budgets(case, number):
            yield f"绩效.项目[{number}]", project, budgets


def _differs(amount: Decimal, budget: Decimal) -> bool:
    return abs(amount - budget) > rounding_tolerance([amount, budget])


@rule("A105", Severity.WARNING, "各项目预算数之和等于项目支出", "算术")
def project_budgets_make_project_expenditure(case: Case) -> Iterator[Finding]:
    """Where every project has a budget, the budgets add up to project expenditure; else they stay below.

    The table of a project that no field holds counts as a project without a budget.
    """
    budgets, expenditure = _sides(case)
    if budgets is None or expenditure is None or _in_other_units(case, budgets.value, expenditure.value):
        return
    complete = all(project.budget is not None for project in case.disclosure.performance.projects)
    complete = complete and not any(map(_is_of_a_project, case.disclosure.kept))
    if complete or budgets.value > expenditure.value:
        remedy = "核对是否漏了项目，或项目支出明细填错"
        yield from disagreement("绩效.项目", budgets, expenditure, remedy)


def _is_of_a_project(one: Kept) -> bool:
    """Whether what was kept is the table of a project."""
    cells = [fold(cell) for cell in kept_cells(one)]
    return any(map(_PROJECT_CELL.match, cells)) and not any("政府采购" in cell for cell in cells)


@rule("A113", Severity.ERROR, "项目预算与项目支出用同一个金额单位", "算术")
def project_budgets_are_in_the_unit_of_the_file(case: Case) -> Iterator[Finding]:
    """Budgets that are thousands of times project expenditure are given in another unit."""
    budgets, expenditure = _sides(case)
    if (
        budgets is None
        or expenditure is None
        or not _in_other_units(case, budgets.value, expenditure.value)
    ):
        return
    repair = evident_repair(budgets, expenditure)
    where = "其中一处像是弄错了单位" if repair is None else repair.reason
    yield Finding(
        "绩效.项目",
        f"各项目预算数之和 {plain(budgets.value)} 与项目支出 {plain(expenditure.value)} 相差"
        f" {case.limit(OTHER_UNIT)} 倍以上",
        f"{where}：本文件的金额单位是{case.book.unit}；项目表要印成元的写“项目表单位: 元”",
    )


def _sides(case: Case) -> tuple[Side | None, Side | None]:
    """The budgets of the projects, and project expenditure."""
    return (
        side(case, "各项目预算数之和", "绩效.项目预算合计", "绩效.项目"),
        side(case, "项目支出", "支出.项目支出.合计", "支出.项目支出"),
    )


def _in_other_units(case: Case, left: Decimal, right: Decimal) -> bool:
    small, large = sorted((left, right))
    return small > 0 and large >= small * case.limit(OTHER_UNIT)


@rule("A114", Severity.WARNING, "各职责活动年度预算数之和等于项目支出", "算术")
def activity_budgets_make_project_expenditure(case: Case) -> Iterator[Finding]:
    """The budgets of the activities add up to project expenditure."""
    yield from disagreement(
        "绩效.活动",
        side(case, "各职责活动预算数之和", "绩效.活动预算合计", "绩效.活动"),
        side(case, "项目支出", "支出.项目支出.合计", "支出.项目支出"),
        "核对是否漏了活动，或项目支出明细填错",
    )


@rule("A111", Severity.WARNING, "项目名称、用途里写的金额等于项目预算", "算术")
def amounts_in_words_are_those_of_the_budget(case: Case) -> Iterator[Finding]:
    """An amount in a project's name, or said to be its budget, is that of its budget or of its funds."""
    for path, project, budgets in _budgeted(case):
        named = list(_mentions(case, project.name))
        purposes = [one for one in _mentions(case, project.purpose or "") if _STATED.search(one.before)]
        for key, mentions in (("名称", named), ("用途", purposes)):
            if mentions and all(_differs(one.value, budget) for one in mentions for budget in budgets):
                yield Finding(
                    f"{path}.{key}",
                    f"项目“{project.name}”的{key}里写的是 {mentions[0].words}，而预算是 {plain(budgets[0])}"
                    f"（{case.book.unit}）",
                    "核对预算的金额和单位，或改正文字",
                )


@rule("A112", Severity.WARNING, "成本指标的金额与项目预算一致", "算术")
def cost_indicators_are_those_of_the_budget(case: Case) -> Iterator[Finding]:
    """The cost of the whole project is its budget, and the cost of a part is not more."""
    for path, project, (budget, *_) in _budgeted(case):
        for number, indicator in enumerate(project.indicators or ()):
            cost = read(indicator.value)
            if "成本" not in indicator.level2 or not isinstance(cost, Measured) or cost.unit not in _YUAN:
                continue
            name = fold(indicator.level3)
            amount = _in_file_unit(case, cost.number, cost.unit)
            if _OTHER_COST.search(name) or not _differs(amount, budget):
                continue
            if amount > budget or _COST_OF_ALL.search(name):
                yield Finding(
                    f"{path}.指标[{number}].值",
                    f"项目“{project.name}”的成本指标“{indicator.level3}”是 {indicator.value}，"
                    f"而预算是 {plain(budget)}（{case.book.unit}）",
                    "核对指标值和预算的金额、单位",
                )


_PRICE = re.compile(
    r"每(?P<of>[一-鿿])(?:[^,。;0-9每]{0,6})(?P<price>[0-9]+(?:\.[0-9]+)?)(?P<unit>万?元)"
    r"(?:[的按乘以×xX*]{0,3}(?P<share>[0-9]+(?:\.[0-9]+)?)%)?"
)
_TIME = re.compile("每(?:[年季月周天日次]|[一-鿿]每)")
_TOTAL = re.compile(
    r"(?:金额|总额|合计|共计|共需|共)[^,。;0-9]{0,6}(?P<total>[0-9]+(?:\.[0-9]+)?)(?P<unit>万?元)"
)


@rule("A124", Severity.NOTE, "目标里写的数量乘以标准等于写的金额", "算术")
def amounts_follow_from_their_standard(case: Case) -> Iterator[Finding]:
    """Goals that give a number, what is paid for each and what that makes give the product of both."""
    for number, project in enumerate(case.disclosure.performance.projects):
        said = fold(project.goals or "")
        prices = list(_PRICE.finditer(said))
        if len(prices) != 1 or _TIME.search(said):
            continue
        [price] = prices
        counts = {Decimal(found) for found in re.findall(rf"([0-9]+){price['of']}", said)}
        totals = [Decimal(match["total"]) * _YUAN[match["unit"]] for match in _TOTAL.finditer(said)]
        if len(counts) != 1 or not totals:
            continue
        each = Decimal(price["price"]) * _YUAN[price["unit"]] * Decimal(price["share"] or 100) / 100
        product = counts.pop() * each
        if all(abs(total - product) >= 1 for total in totals):
            yield Finding(
                f"绩效.项目[{number}].目标",
                f"项目“{project.name}”按“{price[0]}”算是 {plain(product / YUAN_PER_WAN)} 万元，"
                f"写的是 {plain(totals[0] / YUAN_PER_WAN)} 万元",
                "核对数量、标准和金额",
            )


@rule("A125", Severity.WARNING, "项目都有预算数", "项目绩效目标表的填报要求")
def projects_have_budgets(case: Case) -> Iterator[Finding]:
    """Where most projects have a budget, none lacks one."""
    projects = case.disclosure.performance.projects
    lacking = [number for number, project in enumerate(projects) if project.budget is None]
    if 2 * len(lacking) < len(projects):
        for number in lacking:
            yield Finding(
                f"绩效.项目[{number}]",
                f"项目“{projects[number].name}”没有填预算数",
                "填写“预算”，没有的填 0",
            )
