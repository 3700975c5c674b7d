"""Units of measure: which kind of quantity a unit counts, and which one an indicator's name asks for."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache

from discgen.rules.reading import fold


class Quantity(Enum):
    """A kind of quantity."""

    SHARE = auto()
    SCORE = auto()
    MONEY = auto()
    TIME = auto()
    PEOPLE = auto()
    EVENTS = auto()
    THINGS = auto()
    AREA = auto()
    LENGTH = auto()
    VOLUME = auto()
    WEIGHT = auto()
    ENERGY = auto()


_UNITS = {
    Quantity.SHARE: "% ‰ 个百分点 百分点",
    Quantity.SCORE: "分",
    Quantity.MONEY: "元",
    Quantity.TIME: "年 个月 月 天 日 工作日 个工作日 周 季度 个季度 小时 个小时 分钟 秒",
    Quantity.PEOPLE: "人 名 位",
    Quantity.EVENTS: "次 场 场次 期 批 批次 轮 回 趟 届 班次",
    Quantity.THINGS: (
        "个 家 户 项 件 台 套 辆 座 处 所 间 条 份 篇 册 本 支 起 宗 只 头 株 棵 块 张 幅 部 栋 幢 口 眼 盏"
        " 种 类 笔 组 枚 面 根 门 架 箱 袋 包 双 床 村 社区 街道 点位 平台"
    ),
    Quantity.AREA: "平方米 平米 平 m2 亩 公顷 平方公里 平方千米 km2",
    Quantity.LENGTH: "米 公里 千米 m km 里 延米",
    Quantity.VOLUME: "立方米 方 m3 升",
    Quantity.WEIGHT: "吨 公斤 千克 斤 kg 吨标准煤",
    Quantity.ENERGY: "千瓦时 千瓦 kwh kw 度",
}
_QUANTITIES = {
    unit: frozenset((quantity,)) for quantity, units in _UNITS.items() for unit in units.split()
} | {"人次": frozenset((Quantity.PEOPLE, Quantity.EVENTS))}
_SAME = {
    **dict.fromkeys(("名", "位"), "人"),
    **dict.fromkeys(("起", "宗"), "件"),
    **dict.fromkeys(("场次",), "场"),
    **dict.fromkeys(("批",), "批次"),
}
_SCALES = "十百千万亿"
_COUNTS = frozenset((Quantity.PEOPLE, Quantity.EVENTS, Quantity.THINGS))


@lru_cache(maxsize=1024)
def plain_unit(unit: str) -> str:
    """A unit without its scale and without what it is counted per: `万元`, `元/吨` are both `元`."""
    written = fold(unit).lower().partition("/")[0]
    rest = written
    while rest:
        for form in (rest, rest.removesuffix("数")):
            if form in _QUANTITIES:
                return _SAME.get(form, form)
        if rest[0] not in _SCALES:
            break
        rest = rest[1:]
    return written


def quantities(unit: str) -> frozenset[Quantity]:
    """What a unit counts; empty for an unknown one."""
    return _QUANTITIES.get(plain_unit(unit), frozenset())


def counts(asked: frozenset[Quantity]) -> bool:
    """Whether quantities are such as are counted: people, times or things among them, no share or money."""
    return bool(asked & _COUNTS) and asked <= _ANY_COUNT


def is_bare_scale(unit: str) -> bool:
    """Whether a unit only says how large the number is: `万`, or `万/亩`."""
    scale = fold(unit).partition("/")[0]
    return bool(scale) and set(scale) <= set(_SCALES)


def suits(unit: str, asked: frozenset[Quantity]) -> bool:
    """Whether a unit can measure one of the quantities; an unknown unit is taken to do so.

    个 counts whatever has no word of its own, people included, but no events; 人/万人 is a rate.
    """
    counted = quantities(unit)
    if "/" in unit and counted & _COUNTS:
        counted |= {Quantity.SHARE}
    if plain_unit(unit) == "个":
        counted |= {Quantity.PEOPLE}
    return not counted or bool(counted & asked)


def contradict(one: str, other: str) -> bool:
    """Whether two units cannot be meant for one figure: other quantities, or counted in other words."""
    first, second = quantities(one), quantities(other)
    if not first or not second:
        return False
    if "个" in {plain_unit(one), plain_unit(other)}:
        return not (suits(one, second) or suits(other, first))
    if first & second and not (first | second) & _COUNTS:
        return False
    return plain_unit(one) != plain_unit(other)


_REMARK = re.compile(r"\(([^()]*)\)?$")
_AMOUNT = re.compile(r"(?<![0-9.])[0-9.]+[万亿]?元?$")
_GROWTH = r"增|提高|提升|上升|下降|降低|减|涨|变动|变化"

_NO_SHARE = re.compile(r"(?:效|频|功|速|倍|汇|分辨|周转|生产|容积|曝光)率$|概率$")
_SHARE = re.compile(
    r"(?:率|占比数?|比重|比例|比率|的比|百分比|满意度|好评度|知晓度|参与度|认可度|普及度|置信度)$"
)
_NO_COUNT = re.compile(r"[指系分倍级位参度基岁比]数$|[质含力能流增容音声]量$")
_TWO_COUNTS = re.compile("[数次][和及与、].{0,12}[数次]$")
"""Two counts in one name, either of which the unit may be for."""
_ANY_COUNT = frozenset(Quantity) - {Quantity.SHARE, Quantity.SCORE, Quantity.MONEY, Quantity.TIME}
_ASKED: tuple[tuple[re.Pattern[str], frozenset[Quantity]], ...] = tuple(
    (re.compile(pattern), frozenset(asked))
    for pattern, asked in (
        (
            r"(?:天|月|年|小时|分钟|工作日)数$|时长$|时限$|周期$|期限$|年限$|工期$|用时$|时间$",
            {Quantity.TIME},
        ),
        (r"人次数?$", {Quantity.PEOPLE, Quantity.EVENTS}),
        (r"人数$|人员数量?$", {Quantity.PEOPLE}),
        (r"次数$|[频场批]次$|期数$", {Quantity.EVENTS}),
        (r"面积$|亩数$", {Quantity.AREA}),
        (r"控制数$|(?<![份名])额$|单价$|造价$|价款$|租金$|总价$", {Quantity.MONEY}),
        (r"成本$|经费$|费用$|资金$|投资$", {Quantity.MONEY, Quantity.SHARE}),
        (r"数$|数量$|量$", _ANY_COUNT),
    )
)


def bare_name(name: str) -> str:
    """An indicator's name, folded, without the remark in brackets at its end."""
    return _REMARK.sub("", fold(name))


def stated_unit(name: str) -> str:
    """The unit in the brackets at the end of a name, folded; "" where there is none."""
    match = _REMARK.search(fold(name))
    return match[1] if match and quantities(match[1]) else ""


def asks_for_share(name: str) -> bool:
    """Whether an indicator's name is that of a share or rate."""
    bare = bare_name(name)
    return bool(_SHARE.search(bare)) and not _NO_SHARE.search(bare)


def is_growth(name: str) -> bool:
    """Whether an indicator's name is that of a change, which may exceed 100 %."""
    return bool(re.search(_GROWTH, name))


@lru_cache(maxsize=8192)
def asked_quantities(name: str) -> frozenset[Quantity]:
    """What an indicator with this name can be measured in; empty where the name does not tell.

    An amount at its end, as in 工程总价款151万, says nothing of its own.
    """
    bare = _AMOUNT.sub("", bare_name(name))
    if asks_for_share(bare):
        more = {Quantity.SCORE} if "满意" in bare else set()
        return frozenset((Quantity.SHARE, *more))
    if _NO_COUNT.search(bare) or _TWO_COUNTS.search(bare):
        return frozenset()
    return next((asked for pattern, asked in _ASKED if pattern.search(bare)), frozenset())
