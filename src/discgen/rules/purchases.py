"""Arithmetic of section six: what is bought, what it costs, and what is said of it elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from discgen.errors import Severity
from discgen.rules.reading import fold
from discgen.rules.registry import Case, Finding, rule
from discgen.rules.repair import plain
from discgen.rules.rounding import rounding_tolerance
from discgen.rules.shown import shown

_LISTED = re.compile(r"主要(?:为|是|包括)|详见政府采购")
"""Words after which a sentence names what is going to be bought."""


@rule("A103", Severity.WARNING, "采购数量乘以单价等于采购金额", "算术")
def purchases_cost_what_they_say(case: Case) -> Iterator[Finding]:
    """Quantity times unit price equals the sum of the funding."""
    for number, purchase in enumerate(case.disclosure.procurement.purchases):
        cost = shown(case, f"政府采购.项目[{number}].资金.合计")
        if purchase.quantity is None or purchase.price is None or cost is None:
            continue
        expected = purchase.quantity * purchase.price
        tolerance = purchase.quantity * rounding_tolerance([purchase.price]) + rounding_tolerance([cost])
        if abs(expected - cost) > tolerance:
            yield Finding(
                f"政府采购.项目[{number}].资金",
                f"数量 {plain(purchase.quantity)} × 单价 {plain(purchase.price)} = {plain(expected)}，"
                f"而各项资金合计 {plain(cost)}",
                "核对数量、单价和各项资金",
            )


@rule("A109", Severity.WARNING, "采购金额不超过采购项目的预算资金", "算术")
def purchases_stay_within_their_budget(case: Case) -> Iterator[Finding]:
    """A purchase costs no more than the budget it is paid from."""
    for number, purchase in enumerate(case.disclosure.procurement.purchases):
        cost, budget = shown(case, f"政府采购.项目[{number}].资金.合计"), purchase.project_budget
        if cost is not None and budget is not None and cost > budget + rounding_tolerance([cost, budget]):
            yield Finding(
                f"政府采购.项目[{number}].预算资金",
                f"“{purchase.goods}”的采购金额 {plain(cost)} 大于预算资金 {plain(budget)}",
                "核对两个数，注意单位是万元还是元",
            )


@rule("A115", Severity.NOTE, "拟购置固定资产的金额列入政府采购预算", "政府采购预算的编制要求")
def what_is_to_be_bought_is_procured(case: Case) -> Iterator[Finding]:
    """Assets that are going to be bought are part of the procurement budget."""
    to_buy, procured = shown(case, "国有资产.拟购置"), shown(case, "政府采购.合计")
    if to_buy is None or procured is None:
        return
    if to_buy > procured + rounding_tolerance([to_buy, procured]):
        yield Finding(
            "国有资产.拟购置",
            f"拟购置固定资产 {plain(to_buy)} 大于政府采购预算 {plain(procured)}",
            "达到限额标准的购置要列入“政府采购”；没有达到的不用改",
        )


@rule("A116", Severity.WARNING, "拟购置为 0 时不列购置内容", "算术")
def nothing_is_bought_for_nothing(case: Case) -> Iterator[Finding]:
    """Where nothing is going to be bought, nothing is listed."""
    if shown(case, "国有资产.拟购置") != 0:
        return
    sentence = (case.disclosure.wording or {}).get("国有资产说明", "")
    listed = _LISTED.search(sentence.rpartition("拟购置")[2])
    note = case.disclosure.assets.to_buy_note
    if note or listed:
        yield Finding(
            "国有资产.拟购置内容" if note else "措辞.国有资产说明",
            "拟购置固定资产总额是 0，却列出了购置的内容",
            "有购置的填写金额并列入“政府采购”，没有的删去内容",
        )


_MOST_SHOWN = 16
_MOST_PROJECTS = 3
_PROCURING = re.compile(
    r"(?:通过|实施|进行|采取|采用|实行|履行|按|经|以|由)[^,。;]{0,16}政府采购(?!监|管理|政策|业务|法|活动|工作|预算|培训|投诉)"
)


@rule("A122", Severity.NOTE, "项目要政府采购的，列入政府采购预算", "政府采购预算的编制要求")
def what_projects_procure_is_in_the_budget(case: Case) -> Iterator[Finding]:
    """Where nothing is procured, no project says that it procures."""
    if shown(case, "政府采购.合计") != 0:
        return
    for number, project in enumerate(case.disclosure.performance.projects):
        if _PROCURING.search(fold(f"{project.goals or ''}\n{project.purpose or ''}")):
            yield Finding(
                "政府采购",
                f"政府采购预算是 0，而第{number + 1}个项目“{project.name}”要政府采购",
                "要采购的列入“政府采购”；不采购的改正项目的文字",
            )


_BUYING = re.compile(
    r"(?:购置|购买|采购|配备|更新|添置)(?!率)[^,。;\n]{0,24}?"
    r"(?P<what>(?:[一-鿿]{2})?(?:车辆|设备|电脑|计算机|打印机|空调|家具|器材|仪器))"
)
_NO_ASSETS = re.compile("服务|耗材|租")
_FOR_OTHERS = re.compile("补助|补贴|奖|资助|扶持|支持|企业|农户|用户")


@rule("A123", Severity.NOTE, "项目要购置设备、车辆的，拟购置固定资产不是 0", "固定资产占用情况表")
def what_projects_buy_is_among_the_assets(case: Case) -> Iterator[Finding]:
    """Where no assets are going to be bought, no project says that it buys equipment; told once."""
    if shown(case, "国有资产.拟购置") != 0 or shown(case, "政府采购.合计"):
        return
    found = [
        f"第{number + 1}个项目的“{said[-_MOST_SHOWN:]}”"
        for number, project in enumerate(case.disclosure.performance.projects)
        if (said := _bought(fold(f"{project.goals or ''}\n{project.purpose or ''}")))
    ]
    if found:
        yield Finding(
            "国有资产.拟购置",
            f"拟购置固定资产是 0，而{'、'.join(found[:_MOST_PROJECTS])}"
            f"{f'等{len(found)}个项目' if len(found) > _MOST_PROJECTS else ''}要购置设备",
            "购置固定资产的填写金额，达到限额的列入“政府采购”；不购置的改正项目的文字",
        )


def _bought(text: str) -> str:
    """What a text says is going to be bought, "" when that is nothing, or nothing for the unit itself."""
    for clause in re.split("[。;\n]", text):
        match = _BUYING.search(clause)
        if match and not _NO_ASSETS.search(match[0]) and not _FOR_OTHERS.search(clause):
            return match[0]
    return ""
