"""Law: what the budget law and the disclosure rules demand to be said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from discgen.errors import Severity
from discgen.rules.registry import Case, Finding, rule

PUBLISH_WITHIN = timedelta(days=20)
"""预算法 第十四条 (departments), 预算法实施条例 第六条 (units): 20 days after approval."""


@rule("L101", Severity.WARNING, "“三公”经费有增减的，说明原因", "地方预决算公开操作规程")
def hospitality_changes_have_reasons(case: Case) -> Iterator[Finding]:
    """A change of the 三公 expenses is explained, as a whole or for each."""
    change = case.book.change("三公经费.合计")
    if change and case.disclosure.three_public.reasons is None:
        yield Finding(
            "三公经费",
            f"“三公”经费比上年{'增加' if change > 0 else '减少'} {abs(change)}，没有说明原因",
            "在“三公经费”下填写“原因”",
        )


@rule("L102", Severity.WARNING, "批复后20日内公开", "预算法第十四条、预算法实施条例第六条")
def published_in_time(case: Case) -> Iterator[Finding]:
    """The disclosure is published within 20 days of approval, not before it."""
    approved, published = case.disclosure.approved_on, case.disclosure.published_on
    if approved is None or published is None:
        return
    if not approved <= published <= approved + PUBLISH_WITHIN:
        yield Finding(
            "公开日期",
            f"公开日期 {published} 不在批复日期 {approved} 之后的20日内",
            f"最迟应在 {approved + PUBLISH_WITHIN} 公开",
        )


@rule("L103", Severity.WARNING, "收支有增减的，说明原因", "地方预决算公开操作规程")
def budget_changes_have_reasons(case: Case) -> Iterator[Finding]:
    """A change of the budget is explained, as a whole or by part."""
    change = case.book.change("支出.合计")
    if change and case.disclosure.reasons is None:
        yield Finding(
            "支出",
            f"支出比上年{'增加' if change > 0 else '减少'} {abs(change)}，没有说明原因",
            "填写“增减原因”",
        )
