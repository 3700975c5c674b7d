"""Performance: what has to hold in the performance tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from discgen.errors import Severity
from discgen.model.performance import PaymentPlan
from discgen.rules.registry import Case, Finding, rule


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
    shares = [share for share in (plan.march, plan.june, plan.october, plan.december) if share is not None]
    if any(later < earlier for earlier, later in pairwise(shares)):
        return f"不是逐期累计：{'、'.join(map(str, shares))}"
    return "" if plan.december in {None, 100} else f"到12月底是 {plan.december}%，不是100%"


@rule("P102", Severity.ERROR, "项目编码不重复", "项目库管理")
def project_codes_are_unique(case: Case) -> Iterator[Finding]:
    """No two projects bear one code."""
    projects = case.disclosure.performance.projects
    count = Counter(project.code for project in projects if project.code)
    for number, project in enumerate(projects):
        if project.code and count[project.code] > 1:
            yield Finding(
                f"绩效.项目[{number}].编码",
                f"项目编码 {project.code} 出现了{count[project.code]}次",
                "核对编码",
            )
