"""Rules: each fires on the one thing it is meant for, and on nothing else."""

import datetime as dt
from decimal import Decimal

import pytest

from conftest import INDICATORS, PROJECT, changed
from discgen.figures import FigureBook, NumberFormat, figures_of
from discgen.model import Disclosure, LastYear
from discgen.rules import Case, check, rules
from discgen.rules.arithmetic import rounding_tolerance

PLAN = {"3月底": 25, "6月底": 50, "10月底": 80, "12月底": 100}
CODE = "13102823P00280810058N"
PURCHASE = {"项目名称": "办公设备", "物品名称": "计算机", "数量": 4, "单价": Decimal("0.5")}


def case(*changes):
    disclosure = Disclosure.model_validate(changed(("三公经费/原因", {"总体": "维修"}), *changes))
    last = disclosure.last_year.figures() if isinstance(disclosure.last_year, LastYear) else {}
    return Case(disclosure, FigureBook(figures_of(disclosure), last, "万元", {"": NumberFormat()}))


def codes(*changes):
    return sorted({problem.code for problem in check(case(*changes))})


def projects(*budgets, **more):
    return [
        {**PROJECT, "名称": f"项目{number}", "预算": {"财政资金": Decimal(budget)}, **more}
        for number, budget in enumerate(budgets)
    ]


VIOLATIONS = {
    "A101": [
        [("收入/基金预算", Decimal("10.5"))],
        [("支出/项目支出/明细", [])],
        [("收入/上年结转", Decimal("0.1"))],
    ],
    "A102": [
        [("支出/基本支出/工资福利支出", Decimal(0))],
        [("支出/基本支出/对个人和家庭的补助", Decimal(0))],
    ],
    "A103": [[("政府采购", {"项目": [{**PURCHASE, "资金": {"一般公共预算": Decimal(3)}}]})]],
    "A104": [
        [("国有资产/办公用房", {"数量": Decimal(301)})],
        [("国有资产/办公用房", {"价值": Decimal("46.5")})],
    ],
    "A105": [[("绩效/项目", projects("30", "9"))]],
    "A106": [[("上年/支出.合计", Decimal(131))]],
    "A107": [[("机关运行经费/金额", Decimal("20.6"))]],
    "L101": [[("三公经费/原因", ...), ("上年/三公经费.合计", Decimal(3))]],
    "L102": [
        [("批复日期", dt.date(2021, 1, 10)), ("公开日期", dt.date(2021, 1, 31))],
        [("批复日期", dt.date(2021, 1, 10)), ("公开日期", dt.date(2021, 1, 9))],
    ],
    "L103": [[("增减原因", ...)]],
    "P101": [
        [("绩效/项目", [{**PROJECT, "支出计划": {**PLAN, "12月底": 99}}])],
        [("绩效/项目", [{**PROJECT, "支出计划": {**PLAN, "6月底": 20}}])],
    ],
    "P102": [[("绩效/项目", [{**PROJECT, "编码": CODE}, {**PROJECT, "编码": CODE}])]],
}


def test_every_rule_has_a_violation_here():
    assert [rule.code for rule in rules()] == sorted(VIOLATIONS)


def test_a_sound_disclosure_breaks_no_rule():
    assert codes() == []


@pytest.mark.parametrize(
    ("code", "changes"),
    [(code, changes) for code, cases in VIOLATIONS.items() for changes in cases],
)
def test_a_violation_is_found_by_its_rule_alone(code, changes):
    assert codes(*changes) == [code]


@pytest.mark.parametrize(
    "changes",
    [
        [("收入/基金预算", Decimal("10.01"))],
        [
            (
                "政府采购",
                {"项目": [{**PURCHASE, "资金": {"一般公共预算": Decimal(1), "单位资金": Decimal(1)}}]},
            )
        ],
        [("国有资产/办公用房", {"数量": Decimal(300), "价值": Decimal("46.4")})],
        [("绩效/项目", projects("30", "10"))],
        [("绩效/项目", [*projects("30"), {"名称": "未定", "目标": "1.", "指标": INDICATORS}])],
        [("上年/支出.合计", Decimal("130.5"))],
        [("批复日期", dt.date(2021, 1, 10)), ("公开日期", dt.date(2021, 1, 30))],
        [("绩效/项目", [{**PROJECT, "支出计划": PLAN}])],
        [("绩效/项目", [{**PROJECT, "支出计划": dict.fromkeys(PLAN, 100)}])],
    ],
)
def test_what_is_sound_is_left_alone(changes):
    assert codes(*changes) == []


def test_a_finding_names_the_figures_and_a_remedy():
    [problem] = check(case(("收入/基金预算", Decimal("10.5"))))
    assert problem.message == "收入总计 131.25 与支出总计 130.75 相差 0.50"
    assert problem.remedy
    assert problem.path == "支出"


def test_rounding_excuses_half_a_last_digit_for_each_part():
    assert rounding_tolerance([Decimal("1.25"), Decimal("0.5"), Decimal(3), Decimal(0)]) == Decimal("0.015")


def test_whole_numbers_do_not_excuse_a_difference_of_one():
    assert rounding_tolerance([Decimal(30), Decimal(10)]) < 1


def test_codes_name_their_family():
    families = {"A": "算术", "L": "", "P": ""}
    assert {rule.code[0] for rule in rules()} == set(families)
    assert all(rule.statement and rule.source for rule in rules())
