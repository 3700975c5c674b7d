"""Measures: whether an indicator's value can be meant for what its name says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from discgen.errors import Severity
from discgen.model.texts import texts_of
from discgen.rules.indicators import is_placeholder
from discgen.rules.prose import listed
from discgen.rules.reading import Between, Deadline, Measured, Operator, Words, fold
from discgen.rules.registry import Case, Finding, Limit, rule
from discgen.rules.rows import Aspect, Row, rows, tables
from discgen.rules.units import (
    Quantity,
    asked_quantities,
    asks_for_share,
    bare_name,
    contradict,
    is_bare_scale,
    is_growth,
    quantities,
    stated_unit,
    suits,
)

_WHOLE = Decimal(100)
_SHARES = frozenset((Quantity.SHARE, Quantity.SCORE))
_COSTS = frozenset((Quantity.MONEY, Quantity.SHARE, Quantity.TIME))
"""What cost indicators are measured in, whatever they are called."""

GROWTH = Limit("P307", "增长率（%）", Decimal(50))
SHARE_OF_PRODUCT = Limit("P307", "占生产总值的比重（%）", Decimal(80))

_SURE_SHARE = re.compile(
    r"满意|合格|优良|优秀|准确|正确|及时|按时|按期|知晓|通过|完好|达标|办结|整改|上岗|出勤|参训|占比|比重|公开"
    r"|发放|兑付|相符|真实|完整|参与"
)
_MORE_THAN_WHOLE = re.compile(r"负债|收益|回报|利润|毛|产销|自给|流动|储备|拨备|杠杆|贡献|投资[^额]*率$|倍")
_SAID_SHARE = re.compile(
    r"(?P<name>[一-鿿]{1,10}(?:率|占比|满意度))(?:要|应)?(?:达到了?|达|为|不低于|保持在|实现|[≥=>＝＞])?"
    r"(?P<number>[0-9]+(?:\.[0-9]+)?)[%％]"
)


@rule("P301", Severity.ERROR, "满意度、合格率等部分占整体的比率不超过100%", "算术")
def parts_do_not_exceed_the_whole(case: Case) -> Iterator[Finding]:
    """A share of a whole is 100 % at most, in the tables and in what is said of them."""
    for row in rows(case.disclosure):
        share = _share(row)
        if share is not None and share > _WHOLE and _SURE_SHARE.search(row.name):
            yield Finding(
                row.value_path, f"“{row.name}”不会超过100%，写的是“{row.written}”", "核对数字和小数点"
            )
    for path, text in texts_of(case.disclosure):
        for said in _SAID_SHARE.finditer(text):
            name = said["name"]
            if _is_part(name) and _SURE_SHARE.search(name) and Decimal(said["number"]) > _WHOLE:
                yield Finding(path, f"“{said[0]}”超过了100%", "核对数字和小数点")


@rule("P302", Severity.WARNING, "完成率等比率一般不超过100%", "常理")
def rates_exceed_the_whole_for_a_reason(case: Case) -> Iterator[Finding]:
    """Rates that are no growth rates rarely exceed 100 %."""
    for row in rows(case.disclosure):
        share = _share(row)
        if share is not None and share > _WHOLE and not _SURE_SHARE.search(row.name):
            yield Finding(
                row.value_path,
                f"“{row.name}”超过了100%，写的是“{row.written}”",
                "核对数字；确实可以超过的，把名称写清楚",
            )


def _share(row: Row) -> Decimal | None:
    """The share a row asks for, in percent; None if it is none, or one that may exceed the whole."""
    if not _is_part(row.name):
        return None
    value = row.value
    return value.high if isinstance(value, Between) and value.unit == "%" else _floor(row)


def _is_part(name: str) -> bool:
    """Whether a name is that of a part of a whole."""
    return asks_for_share(name) and not is_growth(name) and not _MORE_THAN_WHOLE.search(name)


_SURELY_PART = re.compile(rf"{_SURE_SHARE.pattern}|覆盖")
_OF_ALL = re.compile(
    r"占(?!.*(?:计划|目标))[^占]{0,20}(?:(?<![供相适])应|全部|总|所有)[^占]{0,40}(?:比|比例|比率|比重|百分比)$"
)
"""What is done of all that is due; more than was planned may be done."""


@rule("P308", Severity.NOTE, "不会超过100%的比率写成 =100%，不写 ≥100%", "常理")
def wholes_are_no_lower_bounds(case: Case) -> Iterator[Finding]:
    """What is all of something cannot be more; one finding for a table."""
    for table in tables(case.disclosure):
        found = [row for row in table.rows if _is_at_least_all(row)]
        if found:
            names = listed([row.name for row in found])
            yield Finding(
                found[0].value_path if len(found) == 1 else table.path,
                f"{table.title}有{len(found)}个指标不会超过100%，却写着“{found[0].written}”：{names}",
                "写成 =100%",
            )


def _is_at_least_all(row: Row) -> bool:
    """Whether a row asks for all of something or more."""
    value = row.value
    if not isinstance(value, Measured) or value.unit != "%" or value.number != _WHOLE:
        return False
    is_sure = _SURELY_PART.search(row.name) or _OF_ALL.search(bare_name(row.description))
    return value.operator.is_floor and _is_part(row.name) and bool(is_sure)


_BAD = (
    r"(?:不合格|不满意|投诉|差评|差错|错误|失误|误差|偏差|损耗|损失|事故|违规|违纪|故障|退货|退票|流失|返工|返修|死亡"
    r"|伤亡|发病|感染|空置|闲置|逾期|超标|上访|缺勤|辍学|失业|拖欠|浪费|争议)"
)
_LESS_IS_BETTER = re.compile(
    rf"{_BAD}(?:事件|案件|行为|问题)?(?:发生)?(?:率|量|数|件数|起数|次数|数量|人数|比例|比率|占比)?$"
)
_DEALT_WITH = re.compile(
    r"处理|处置|查处|查办|办理|办结|受理|解决|整改|治理|修复|排查|调解|救助|监测|发现|检查|减|下降|降低|压降|控制"
    r"|防|挽回|追回|宣传|培训|鉴定|评估|调查|消除|化解|检测|回收|清|抽查|统计|监管|管理|打击|响应|演练|回访|答复|赔|补"
)
_FALL = re.compile("减少|下降|降低|压[减降]")
_MORE_IS_BETTER = re.compile(
    r"(?:合格|优良|优秀|准确|正确|及时|覆盖|知晓|达标|办结|整改|通过|普及|出勤|完好|公开|兑付|发放|参与|参训|好评|满意)"
    r"(?:率|度)$"
)
_WELCOME_COST = re.compile(
    r"节约|节省|降低|减|收入|收益|补助|补贴|津贴|工资|薪|报酬|待遇|救助|资助|扶助|奖|抚恤|低保|供养|养老金|助学金|慰问"
    r"|生活费|保障金|均(?:投入|拨款|.{0,4}经费)|(?:保障|低保|生活)(?:月|年)?标准"
)
"""Costs that are paid to people or saved: they are not to fall below what was promised."""
_SPAN = re.compile(r"时限|时长|时间|周期|用时|耗时|工期|天数")
_WELCOME_SPAN = re.compile(
    r"服务|运行|有效|使用|保障|培训|学习|开放|营业|运营|累计|持续|供|值班|值守|在岗|驻|工作时间|作业|保洁|巡查|照明|亮灯"
    r"|播|放映|演出|公示|展[出览]|养护|管护|质保|保修|保存|留存|间隔|提前|影响"
)
"""Spans for which something lasts, not which it takes."""


@rule("P303", Severity.WARNING, "指标值的符号与指标的含义一致", "财预〔2021〕101号")
def signs_fit_their_meaning(case: Case) -> Iterator[Finding]:
    """What is to be small has no lower bound, what is to be large no upper bound."""
    for row in rows(case.disclosure):
        value = row.value
        if isinstance(value, Measured) and (wanted := _wanted(row, value)):
            better = "低" if wanted is Operator.AT_MOST else "高"
            yield Finding(
                row.value_path,
                f"“{row.name}”一般越{better}越好，写的是“{row.written}”",
                f"核对符号，是不是应当写成 {wanted}{value.number:f}{value.unit}",
            )


def _wanted(row: Row, value: Measured) -> Operator | None:
    """The sign that was meant, where the one written contradicts the indicator; otherwise None."""
    name = bare_name(row.name)
    if value.operator.is_floor and (
        _is_bad(row, name) or _is_cost(row, name, value.unit) or _is_span(row, name, value.unit)
    ):
        return Operator.AT_MOST
    if value.operator.is_ceiling and _is_good(name) and row.aspect is not Aspect.COST:
        return Operator.AT_LEAST
    return None


def _is_bad(row: Row, name: str) -> bool:
    """Whether a row is about what is to be small, and not by how much it is to fall."""
    is_fall = isinstance(row.value, Measured) and row.value.unit == "%" and _FALL.search(row.description)
    return _is_named_for_bad(name) and not is_fall


@lru_cache(maxsize=8192)
def _is_named_for_bad(name: str) -> bool:
    match = _LESS_IS_BETTER.search(name)
    return match is not None and not _DEALT_WITH.search(name)


@lru_cache(maxsize=8192)
def _is_good(name: str) -> bool:
    return bool(_MORE_IS_BETTER.search(name)) and not re.search(rf"[不未无非]|{_BAD}率", name)


def _is_cost(row: Row, name: str, unit: str) -> bool:
    """Whether a row is about money spent."""
    if quantities(unit) != {Quantity.MONEY} or _WELCOME_COST.search(name):
        return False
    return row.aspect is Aspect.COST or name.endswith("成本")


def _is_span(row: Row, name: str, unit: str) -> bool:
    """Whether a row is about the time that something takes, if only 个 is written for 个月."""
    return (
        row.aspect is Aspect.TIMELINESS
        and (quantities(unit) == {Quantity.TIME} or unit == "个")
        and bool(_SPAN.search(name))
        and not _WELCOME_SPAN.search(name)
    )


@rule("P304", Severity.WARNING, "指标值的单位与指标名称、描述里写的单位一致", "绩效目标的填报要求")
def units_are_those_of_the_name(case: Case) -> Iterator[Finding]:
    """A unit in the brackets of a name, or so much per so much in a description, is that of the value."""
    for row in rows(case.disclosure):
        unit = stated_unit(row.name) if _contradicts_its_name(row) else _other_ratio(row)
        if unit:
            yield Finding(
                row.value_path,
                f"“{row.name}”以“{unit}”为单位，指标值写的是“{row.written}”",
                "改正单位，两处写成一样",
            )


def _other_ratio(row: Row) -> str:
    """The unit of the description that is per something else than the value's: 件/万人; "" for none."""
    unit = row.value.unit if isinstance(row.value, Measured) else ""
    counted, slash, _ = unit.partition("/")
    if not slash:
        return ""
    said = re.findall(rf"{re.escape(counted)}/[一-鿿]{{1,3}}", fold(row.description))
    return "" if not said or unit in said else said[0]


def _contradicts_its_name(row: Row) -> bool:
    """Whether the name states a unit, and the value is in another one or in words without a number."""
    stated, value = stated_unit(row.name), row.value
    if not stated:
        return False
    if isinstance(value, Words):
        said = value.text
        return bool(said) and not (
            is_placeholder(said) or re.search(r"[0-9零一二三四五六七八九十百]", said)
        )
    return isinstance(value, Measured | Between) and contradict(stated, value.unit)


@rule("P305", Severity.WARNING, "指标值的单位与指标名称相符", "绩效目标的填报要求")
def units_fit_the_noun(case: Case) -> Iterator[Finding]:
    """A rate is given in percent, a number of times in times, an area in square metres."""
    for row in rows(case.disclosure):
        fault = _unit_fault(row, asked_quantities(row.name)) or _cost_fault(row) or _share_fault(row)
        if fault and not _contradicts_its_name(row):
            yield Finding(
                row.value_path, f"“{row.name}”的值是“{row.written}”，{fault}", "核对指标的级别、名称和单位"
            )


def _unit_fault(row: Row, asked: frozenset[Quantity]) -> str:
    """What is wrong with a row's unit, "" when nothing is.

    Args:
        row: The row.
        asked: What its name asks for; empty where it does not tell.
    """
    value, stated = row.value, stated_unit(row.name)
    if not asked:
        return ""
    if isinstance(value, Deadline):
        return "" if Quantity.TIME in asked else "是时间"
    if not isinstance(value, Measured | Between):
        return ""
    for unit in (value.unit, stated):
        if unit and not suits(unit, asked):
            return f"“{unit}”不是它的单位"
    number = value.number if isinstance(value, Measured) else value.high
    is_share = asked <= _SHARES
    return "没有写单位" if is_share and not (value.unit or stated) and number > 1 else ""


def _cost_fault(row: Row) -> str:
    """What is wrong with the unit of a cost, "" when nothing is or the row is none."""
    if row.aspect is not Aspect.COST or not isinstance(row.value, Measured):
        return ""
    if _NO_MONEY.search(row.level2):
        return ""
    unit = row.value.unit
    if is_bare_scale(unit) and "元" not in row.name + row.description:
        return f"“{unit}”后面少了“元”"
    return "" if suits(unit, _COSTS) else f"成本指标不以“{unit}”计"


_NO_MONEY = re.compile("社会成本|环境成本")
"""Costs to society and to nature: complaints about noise, power used."""
_IS_SHARE = re.compile(r"占.{0,60}(?:比例|比率|比重|百分比)$")


def _share_fault(row: Row) -> str:
    """Whether a description defines a share and the value counts something."""
    if not isinstance(row.value, Measured) or not _IS_SHARE.search(bare_name(row.description)):
        return ""
    unit = row.value.unit
    return "" if suits(unit, _SHARES) else f"描述说的是比例，不以“{unit}”计"


_GROWTH_OF_THE_ECONOMY = re.compile(
    r"(?:增加值|生产总值|GDP|收入|工资|就业|经济|增收).{0,4}(?:增长率|增长幅度|增幅|增速)$|增收率$"
)
_PART_OF_THE_PRODUCT = re.compile(r"占(?:地区)?(?:GDP|生产总值).{0,3}(?:比重|比例|比率)$")


@rule("P307", Severity.NOTE, "收入、就业等的增长率和占生产总值的比重在常理之内", "常理")
def growth_is_plausible(case: Case) -> Iterator[Finding]:
    """An economy does not grow by half in a year, and no branch of it is nearly all of it."""
    for row in rows(case.disclosure):
        share, name = _floor(row), bare_name(row.name)
        for pattern, limit in ((_GROWTH_OF_THE_ECONOMY, GROWTH), (_PART_OF_THE_PRODUCT, SHARE_OF_PRODUCT)):
            most = case.limit(limit)
            if share is not None and share >= most and pattern.search(name):
                yield Finding(
                    row.value_path,
                    f"“{row.name}”写的是“{row.written}”，一般不到 {most}%",
                    "核对是不是照抄了别的指标的值",
                )


def _floor(row: Row) -> Decimal | None:
    """What a row asks for at least, in percent; None where it asks for something else."""
    value = row.value
    if isinstance(value, Measured) and value.unit == "%" and not value.operator.is_ceiling:
        return value.number
    return None
