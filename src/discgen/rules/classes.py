"""Classes of indicators: whether what an indicator measures belongs below the level at which it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from discgen.errors import Severity
from discgen.rules.reading import Measured
from discgen.rules.registry import Case, Finding, rule
from discgen.rules.rows import Aspect, Row, aspect_of, tables
from discgen.rules.units import (
    Quantity,
    asked_quantities,
    asks_for_share,
    bare_name,
    counts,
    is_growth,
    quantities,
)

_WORK_RATE = re.compile(
    r"(?<!资金)(?<!预算)(?<!支出)(?:完成|及时|覆盖|合格|准确|通过|达标|知晓|出勤|答复|办结)率$"
)
_PRICE = re.compile(r"(?:经费|费用|成本|标准|单价)$")
_EACH = re.compile(r"均|每(?![年月季])")
_MOVED = re.compile(r"争取|筹|引进|拨|发放|下达|兑付|收|征|追缴|节约|减免|降|贷|拉动|撬动")
"""What becomes of money: a sum that is paid out or taken in may well be what a project brings forth."""
_TURNED_OUT = re.compile(
    r"合格|及格|达标|优|良|奖|获|先进|示范|表彰|等级|[国省市县A星高]级|通过|认[证定]|持证|符合|有效|成功|准确|完好"
    r"|采[用纳]|录[用取]|引用|转[载化]|发表|授权|专利|质量|标准|满意|好评|整改|解决|化解|问题|隐患|[错误违不未无零]"
    r"|投诉|事故|事件|故障|缺陷|舆情"
)
"""How things turned out, which is their quality even when it is counted."""
_OF_TIME = re.compile(
    r"[时期日月年天周季限快速延迟频]|按(?:计划|进度|合同|规定|要求|序)|进度|同步|提前|之前|准点|尽早"
)
_SATISFACTION = re.compile(r"满意[度率]$")
_SMALL_CHANGE = 50
"""Percent: less is by how much satisfaction is to rise, more is what it is to be."""


@rule(
    "P212",
    Severity.NOTE,
    "指标列在相称的级别：数量和成本不是完成率，数量不是金额，质量不是个数，时效说到时间，满意度不列在效益下面",
    "财预〔2021〕101号",
)
def indicators_are_of_their_class(case: Case) -> Iterator[Finding]:
    """What an indicator measures is what its level is about."""
    for table in tables(case.disclosure):
        for row in table.rows:
            if misplaced := _misplaced(row):
                what, remedy = misplaced
                yield Finding(row.path, f"{table.title}的{what}", remedy)


def _misplaced(row: Row) -> tuple[str, str] | None:
    """What stands at which level and where it belongs; None when it is in its place."""
    aspect, name = row.aspect, bare_name(row.name)
    if aspect in {Aspect.QUANTITY, Aspect.COST} and _WORK_RATE.search(name):
        return f"{aspect}指标写的是“{row.name}”", "移到质量或时效指标下面，另填数量或成本"
    if aspect is Aspect.QUANTITY and _is_price(row, name):
        return f"数量指标“{row.name}”是金额", "移到成本指标下面，另填数量"
    if aspect is Aspect.QUALITY and _is_count(row) and not _TURNED_OUT.search(name):
        return f"质量指标“{row.name}”是个数，没有说到好坏", "移到数量指标下面，另填质量"
    if aspect is Aspect.TIMELINESS and not _OF_TIME.search(name + row.description):
        return _untimely(row)
    if aspect_of(row.level2) is Aspect.BENEFIT and _SATISFACTION.search(name) and not _is_rise(row):
        return f"{row.level2}“{row.name}”是满意度", "移到满意度指标下面，另填效益"
    return None


def _untimely(row: Row) -> tuple[str, str] | None:
    """What is wrong with a row that is to be about time and says nothing of it."""
    if _is_count(row):
        return f"时效指标“{row.name}”是个数，没有说到时间", "移到数量指标下面，另填完成时间"
    if asks_for_share(row.name) and isinstance(row.value, Measured) and row.value.unit == "%":
        return f"时效指标“{row.name}”没有说到时间", "写成及时率或完成时间，或移到相称的指标下面"
    return None


def _is_price(row: Row, name: str) -> bool:
    """Whether a row says what something costs."""
    if not isinstance(row.value, Measured) or quantities(row.value.unit) != {Quantity.MONEY}:
        return False
    is_of_each = name.endswith("金额") and _EACH.search(name + row.description) is not None
    return is_of_each or (_PRICE.search(name) is not None and _MOVED.search(name) is None)


def _is_count(row: Row) -> bool:
    """Whether a row asks for a number of people, times or things, which are more than none.

    An upper bound is for what is not to happen, and that is no mere number.
    """
    value = row.value
    if not isinstance(value, Measured) or value.operator.is_ceiling or not value.number:
        return False
    return counts(asked_quantities(row.name)) and counts(quantities(value.unit))


def _is_rise(row: Row) -> bool:
    """Whether a row says by how much something is to rise."""
    is_small = isinstance(row.value, Measured) and row.value.number < _SMALL_CHANGE
    return is_small and is_growth(row.name)
