"""Rules as such: how they are registered, and that each can look at any disclosure."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import ValidationError

from conftest import PROJECT
from discgen import paths
from discgen.errors import Severity
from discgen.figures import FigureBook, NumberFormat, figures_of
from discgen.model import Disclosure, LastYear
from discgen.rules import Case, check, rules
from discgen.rules.registry import rule
from generated_disclosures import disclosures
from rule_cases import case_of, places

CODE = "13102823P00280810058N"
PLAN = {"3月底": 25, "6月底": 50, "10月底": 80, "12月底": 100}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(disclosures)
def test_every_rule_can_look_at_any_disclosure(data):
    try:
        disclosure = Disclosure.model_validate(data)
    except ValidationError:
        return
    last = disclosure.last_year.figures() if isinstance(disclosure.last_year, LastYear) else {}
    book = FigureBook(figures_of(disclosure), last, disclosure.amount_unit, {"": NumberFormat()})
    for problem in check(Case(disclosure, book, earlier={"支出.合计": Decimal(3)})):
        assert paths.join(paths.split(problem.path)) == problem.path
        assert problem.message
        assert problem.remedy


def test_every_rule_says_what_has_to_hold_and_why():
    assert {one.code[0] for one in rules()} <= set("ACLPTW")
    assert all(one.statement and one.source and one.check.__doc__ for one in rules())


def test_no_two_rules_bear_one_code():
    with pytest.raises(ValueError, match="A101"):
        rule("A101", Severity.NOTE, "重复", "算术")(lambda _: ())


@pytest.mark.parametrize("plan", [{**PLAN, "12月底": 99}, {**PLAN, "6月底": 20}])
def test_payment_plans_rise_to_all_of_the_budget(plan):
    assert ("P101", "绩效.项目[0].支出计划") in places(
        case_of(("绩效/项目", [{**PROJECT, "支出计划": plan}])), "P"
    )


@pytest.mark.parametrize("plan", [PLAN, dict.fromkeys(PLAN, 100)])
def test_payment_plans_may_rise_as_they_like(plan):
    found = places(case_of(("绩效/项目", [{**PROJECT, "支出计划": plan}])), "P")
    assert "P101" not in [code for code, _ in found]


def test_no_two_projects_bear_one_code():
    found = places(case_of(("绩效/项目", [{**PROJECT, "编码": CODE}, {**PROJECT, "编码": CODE}])), "P")
    assert [path for code, path in found if code == "P102"] == ["绩效.项目[0].编码", "绩效.项目[1].编码"]
