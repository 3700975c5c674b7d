"""Plans: what has to hold of the payment plans of projects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from discgen.errors import Severity
from discgen.model.performance import Indicator, PaymentPlan
from discgen.rules.reading import Deadline, read
from discgen.rules.registry import Case, Finding, rule
from discgen.rules.rows import Aspect, aspect_of

_QUARTER = 3  # months


def _shares(plan: PaymentPlan) -> list[tuple[int, Decimal]]:
    """The shares that are filled in, with the month at whose end they are reached."""
    shares = ((3, plan.march), (6, plan.june), (10, plan.october), (12, plan.december))
    return [(month, share) for month, share in shares if share is not None]


@rule("P101", Severity.ERROR, "支出计划逐期累计，到12月底为100%", "项目绩效目标表的填报要求")
def payment_plans_rise(case: Case) -> Iterator[Finding]:
    """Cumulative payment plans never fall and end at 100 percent."""
    for number, project in enumerate(case.disclosure.performance.projects):
        if project.plan is not None and (message := _plan_fault(project.plan)):
            yield Finding(
                f"绩效.项目[{number}].支出计划",
                f"项目“{project.name}”的支出计划{message}",
                "各栏填到该月底为止累计支出的百分比",
            )


def _plan_fault(plan: PaymentPlan) -> str:
    shares = [share for _, share in _shares(plan)]
    if any(later < earlier for earlier, later in pairwise(shares)):
        return f"不是逐期累计：{'、'.join(map(str, shares))}"
    return "" if plan.december in {None, 100} else f"到12月底是 {plan.december}%，不是100%"


_PAYING = re.compile(r"发放|拨付|兑付|支付|兑现|拨款")
_PART_PAID = re.compile(r"首|第[一二三四]|预付|每|[一二三四]季度|[上下]半年")
_FINISHING = re.compile(r"完成|完工|竣工|建成|验收|交付")


@rule("P107", Severity.WARNING, "支出计划与资金发放的时限一致", "前后一致")
def money_is_paid_when_it_is_due(case: Case) -> Iterator[Finding]:
    """By the month in which the money is to be handed out, the plan has all of it paid."""
    for path, plan, one, month in _deadlines(case):
        if not _PAYING.search(one.level3) or _PART_PAID.search(one.level3):
            continue
        end, share = next(((end, share) for end, share in _shares(plan) if end >= month), (12, 100))
        if share < 100:
            yield _against(path, one, f"到{end}月底才支出 {share}%")


@rule("P108", Severity.NOTE, "支出计划与完成时限相称", "前后一致")
def money_is_paid_while_work_is_done(case: Case) -> Iterator[Finding]:
    """Not all is paid a quarter before the work is finished, nor nothing by the time it is."""
    for path, plan, one, month in _deadlines(case):
        if not _FINISHING.search(one.level3) or _PAYING.search(one.level3):
            continue
        early = next((end for end, share in _shares(plan) if share == 100 and end + _QUARTER < month), None)
        late, share = next(((end, share) for end, share in _shares(plan) if end >= month), (12, 100))
        if early is not None:
            yield _against(path, one, f"到{early}月底就已全部支出")
        elif share == 0:
            yield _against(path, one, f"到{late}月底还没有支出")


def _against(path: str, one: Indicator, fault: str) -> Finding:
    return Finding(path, f"“{one.level3}”是“{one.value}”，而支出计划{fault}", "核对时限和支出计划")


def _deadlines(case: Case) -> Iterator[tuple[str, PaymentPlan, Indicator, int]]:
    """The time indicators that name a month of the budget year, each beside the plan it stands with.

    Yields the key path of the plan, the plan, the indicator and the month.
    """
    for number, project in enumerate(case.disclosure.performance.projects):
        if project.plan is None:
            continue
        for one in project.indicators or ():
            value = read(one.value)
            if aspect_of(one.level2) is not Aspect.TIMELINESS or not isinstance(value, Deadline):
                continue
            if value.year in {None, case.disclosure.year}:
                yield f"绩效.项目[{number}].支出计划", project.plan, one, value.month
