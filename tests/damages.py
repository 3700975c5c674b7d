"""Ways to damage a sound disclosure in one place, each with the rules that are meant for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import damaging as do
from damaging import Path, Places, Spoil, at, both, each, fixed, rows, where
from discgen import paths


@dataclass(frozen=True)
class Damage:
    """A way to damage a disclosure.

    Attributes:
        places: Where a disclosure can be damaged so.
        spoil: Does it at one of these places.
        fires: The codes of the rules of which one has to fire.
        at: The key path at or below which it has to, given that of the damage.
        may: The codes of the rules that may fire besides: the damage is theirs as well.
    """

    places: Places
    spoil: Spoil
    fires: tuple[str, ...]
    at: Callable[[Path], str] = paths.join
    may: tuple[str, ...] = ()


def near(key: str) -> Callable[[Path], str]:
    """A fixed key path."""
    return lambda _: key


def beside(path: Path) -> str:
    """The mapping in which the place lies."""
    return paths.join(path[:-1])


def value_of(path: Path) -> str:
    """The value of a row."""
    return paths.join((*path, "值"))


PROSE = both(fixed("职责", "绩效.总体目标", "绩效.保障措施"), each("绩效.项目", "目标"))
MEASURES = fixed("绩效.保障措施")
CODES = each("绩效.项目", "编码")
SHARES = rows(三级="^(?!.*(?:提升|增长|幅度)).*(?:满意度|合格率)", 值="^≥[0-9]+%$")
VALUES = rows(值=".")
PLANS = "支出计划"

TOTALS = ("A101", "A105", "A107", "A108", "A111", "A112", "A114", "L103", "L106")
"""What besides concerns a figure of income or expenditure."""
DATES = ("P107", "P108")
"""What compares a payment plan with deadlines."""

DAMAGES = {
    "a digit of income or expenditure": Damage(
        do.amounts("收入", "支出"), do.another_digit, ("A101",), near("支出"), TOTALS
    ),
    "income and expenditure exchanged": Damage(
        where(
            do.amounts("收入"),
            lambda data, path: any(do.differs(data, path, one) for one in do.amounts("支出")(data)),
        ),
        do.exchanged_with("支出"),
        ("A101",),
        near("支出"),
        TOTALS,
    ),
    "a digit of a project's budget": Damage(
        where(do.amounts(r"绩效\.项目\[\d+\]\.预算"), do.all_have_budgets, do.has("支出.项目支出.明细")),
        do.another_digit,
        ("A105",),
        near("绩效.项目"),
        ("A111", "A112", "A113"),
    ),
    "a digit of an activity's budget": Damage(
        do.amounts(r"绩效\.活动.*\.预算数"), do.another_digit, ("A114",), near("绩效.活动")
    ),
    "a total that was published wrongly": Damage(
        do.totals("收入", "支出", "三公", "国有资产.*价值"),
        do.a_wrong_total,
        ("A201", "A203"),
        may=(*TOTALS, "A202", "L101", "L104"),
    ),
    "a change that was published the wrong way round": Damage(
        do.moved("支出.合计", "三公经费.合计"),
        do.a_wrong_direction,
        ("A201",),
        near("公布数"),
        ("L106",),
    ),
    "operating costs above operating expenditure": Damage(
        where(fixed("机关运行经费.金额"), do.has("支出.基本支出.公用经费")),
        do.one_more_than("支出.基本支出.公用经费"),
        ("A107",),
    ),
    "a price": Damage(
        where(each("政府采购.项目", "单价"), do.beside("数量")),
        do.made(lambda price: price + 1),
        ("A103",),
        beside,
    ),
    "more offices than houses": Damage(
        where(fixed("国有资产.办公用房.数量"), do.has("国有资产.房屋.数量")),
        do.one_more_than("国有资产.房屋.数量"),
        ("A104",),
    ),
    "a character of a code": Damage(CODES, do.another_character, ("C101", "C102"), may=("P102",)),
    "the year of a code": Damage(CODES, do.of_next_year, ("C103",), may=("C102",)),
    "another project's code": Damage(
        where(CODES, do.is_one_of_many), do.of_another_item, ("P102",), may=("C104",)
    ),
    "another county's name": Damage(
        where(each("机构设置", "名称"), do.matches("^[一-鿿]{2}县")),
        do.made(lambda name: re.sub("^..", "赤松", name)),
        ("W204",),
        may=("C107",),
    ),
    "a town's words": Damage(PROSE, do.ending_in("改善我镇环境。", "在全乡范围内推广。"), ("W202",)),
    "another bureau's running": Damage(
        where(PROSE, lambda _, path: path != ("职责",)),
        do.ending_in("保障教育局机关正常运转。"),
        ("W209",),
    ),
    "a unit's word in a department's file": Damage(
        where(PROSE, lambda _, path: path != ("职责",)), do.as_the_other_kind_of_body, ("W201",)
    ),
    "a payment plan that ends early": Damage(
        each("绩效.项目", "支出计划.12月底"), do.into(Decimal(99), Decimal(90)), ("P101",), beside, DATES
    ),
    "a payment plan that falls": Damage(
        each("绩效.项目", "支出计划.6月底"),
        do.neighbour("10月底", lambda data, path: at(data, path) - 1),
        ("P101",),
        beside,
        DATES,
    ),
    "the sign of an indicator": Damage(
        SHARES, do.cell("值", do.made(lambda value: value.replace("≥", "≤"))), ("P303",), value_of
    ),
    "a share above the whole": Damage(
        SHARES, do.cell("值", do.made(lambda value: value.replace("%", "0%"))), ("P301",), value_of
    ),
    "the unit of an indicator": Damage(
        SHARES, do.cell("值", do.made(lambda value: value.replace("%", "次"))), ("P304", "P305"), value_of
    ),
    "the level of an indicator": Damage(
        rows(一级="产出"),
        do.cell("二级", do.into("社会效益指标", "可持续影响指标")),
        ("P202",),
        lambda path: paths.join((*path, "二级")),
        ("P201",),
    ),
    "no value": Damage(VALUES, do.cell("值", do.into("")), ("P203",), value_of),
    "a placeholder for a value": Damage(
        VALUES, do.cell("值", do.into("待定", "指标值1")), ("P208",), value_of
    ),
    "half a value": Damage(VALUES, do.cell("值", do.into("≥", "≥≥5次")), ("P204",), value_of),
    "no basis": Damage(rows(依据="."), do.cell("依据", do.into("")), ("P209",), beside),
    "an indicator twice": Damage(each("绩效.项目", "指标"), do.an_item_twice, ("P207",)),
    "goals of another project": Damage(
        where(each("绩效.项目", "目标"), do.is_one_of_many),
        do.of_another_item,
        ("P104",),
        near("绩效.项目"),
        ("P105", "P115"),
    ),
    "another project's name": Damage(
        where(each("绩效.项目", "名称"), do.is_one_of_many, do.has_no_code),
        do.of_another_item,
        ("P103",),
        near("绩效.项目"),
        ("P105", "P113", "P115"),
    ),
    "the title of a table": Damage(
        each("绩效.项目", "名称"), do.neighbour("标题", lambda *_: "另一个项目"), ("P106",), beside
    ),
    "last year's year": Damage(
        where(fixed("绩效.总体目标"), do.opens_with_the_year), do.of_last_year, ("T105",)
    ),
    "a disclosure too late": Damage(
        where(fixed("公开日期"), do.beside("批复日期")), do.days_after_approval(21), ("L102",)
    ),
    "a disclosure before approval": Damage(
        where(fixed("公开日期"), do.beside("批复日期")), do.days_after_approval(-1), ("L102",)
    ),
    "no reason why the budget changed": Damage(
        where(fixed("增减原因"), do.has_changed("支出.合计")), do.into(...), ("L103",), near("支出")
    ),
    "no reason why the 三公 expenses changed": Damage(
        where(fixed("三公经费.原因"), do.has_changed("三公经费.合计")), do.into(...), ("L101",), beside
    ),
    "a term unexplained": Damage(
        where(each("名词解释", "名词"), do.matches("^(?:基本支出|“三公”经费|机关运行经费)$")),
        do.an_item_less,
        ("L107",),
        near("名词解释"),
    ),
    "a paragraph twice": Damage(
        where(MEASURES, do.matches("[^\n]{19}")), do.a_line_twice, ("W301",), may=("W304",)
    ),
    "a number left out": Damage(
        where(both(MEASURES, fixed("职责")), do.is_numbered), do.a_line_less, ("W304",)
    ),
    "a placeholder": Damage(PROSE, do.ending_in("目标内容1。", "（此处填写）", "XX项目。"), ("W101",)),
    "a field code": Damage(
        PROSE,
        do.ending_in("{ TC 总体目标 \\f A \\l 1 }", "_Toc67650460", "错误！未找到引用源。"),
        ("W102",),
    ),
    "a broken character": Damage(PROSE, do.ending_in("\ufffd", "\ue004"), ("W103",)),
    "an invisible character": Damage(PROSE, do.ending_in("\u200b"), ("W104",)),
    "a half-width mark": Damage(
        where(PROSE, do.matches("[一-鿿]，[一-鿿]")),
        do.made(lambda text: re.sub("(?<=[一-鿿])，(?=[一-鿿])", ",", text, count=1)),
        ("W401",),
    ),
    "half a pair": Damage(PROSE, do.ending_in("（含上年。", "《办法。", "“一事一议。"), ("W402",)),
    "two marks for one": Damage(PROSE, do.ending_in("，。", "；。"), ("W403",)),
    "a word twice": Damage(PROSE, do.ending_in("做好服务对象服务对象满意度调查。"), ("W303",)),
}
