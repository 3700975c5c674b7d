"""Figures: computed once, printed exactly, rounded half up and only when printed."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import DISCLOSURE, changed
from discgen.figures import FigureBook, NumberFormat, convert, decimal_places, figures_of, format_number
from discgen.model import Disclosure

amounts = st.decimals(min_value=0, max_value=10**8, places=6)
written = st.from_regex(r"(0|[1-9][0-9]{0,7})(\.[0-9]{1,6})?", fullmatch=True)


@given(written)
def test_an_entered_figure_keeps_its_digits(digits):
    assert format_number(Decimal(digits), NumberFormat(), as_written=True) == digits


@given(amounts)
def test_a_computed_figure_has_no_trailing_zeros_and_the_same_value(value):
    printed = format_number(value, NumberFormat(), as_written=False)
    assert Decimal(printed) == value
    assert "." not in printed or not printed.endswith(("0", "."))


@given(amounts, st.integers(0, 6))
def test_rounding_is_half_up(value, places):
    printed = format_number(value, NumberFormat(max_places=places), as_written=False)
    assert Decimal(printed) == value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@given(amounts, st.integers(0, 6))
def test_the_least_places_are_always_there(value, places):
    printed = format_number(value, NumberFormat(min_places=places), as_written=False)
    assert decimal_places(Decimal(printed)) >= places


def test_thousands_are_separated_where_the_form_says_so():
    style = NumberFormat(min_places=2, grouped=True)
    assert format_number(Decimal(1490), style, as_written=True) == "1,490.00"


@given(amounts)
def test_units_convert_back_and_forth(value):
    assert convert(convert(value, "万元", "元"), "元", "万元") == value


def book(data, last_year=None, unit="万元", formats=None):
    figures = figures_of(Disclosure.model_validate(data))
    return FigureBook(figures, last_year or {}, unit, formats or {"": NumberFormat()})


LEAVES = [key for key, figure in book(DISCLOSURE).this_year.items() if not figure.computed]


def test_the_example_has_leaves_and_totals():
    assert "收入.基金预算" in LEAVES
    assert "收入.合计" not in LEAVES
    assert book(DISCLOSURE).value("收入.合计") == Decimal("130.75")


def dependents(leaf: str) -> set[str]:
    """The totals that stand above a leaf, by the arithmetic of the form."""
    return {
        "收入": {"收入.合计", "收入.本年合计"},
        "支出.基本支出": {"支出.基本支出.合计", "支出.合计"},
        "支出.项目支出.明细[0]": {"支出.项目支出.合计", "支出.合计"},
        "三公经费": {"三公经费.合计"} | ({"三公经费.公务用车"} if "用车" in leaf else set()),
        "国有资产.房屋": {leaf.replace("房屋", "房屋合计")} | _asset_total(leaf),
        "国有资产.车辆": {leaf.replace("车辆", "车辆合计")} | _asset_total(leaf),
    }.get(leaf.rpartition(".")[0], set())


def _asset_total(leaf: str) -> set[str]:
    return {"国有资产.固定资产.价值"} if leaf.endswith("价值") else set()


@pytest.mark.parametrize("leaf", LEAVES)
def test_changing_one_leaf_changes_exactly_the_figures_that_depend_on_it(leaf):
    before = book(DISCLOSURE)
    path = leaf.replace("[", "/").replace("]", "").replace(".", "/")
    after = book(changed((path, before.this_year[leaf].value + Decimal("0.37"))))
    differing = {key for key in before.this_year if before.value(key) != after.value(key)}
    assert differing == {leaf} | dependents(leaf)


def test_a_change_compares_with_last_year_under_the_same_key():
    figures = book(DISCLOSURE, {"收入.合计": Decimal(100)})
    assert figures.change("收入.合计") == Decimal("30.75")
    assert figures.change("收入.基金预算") is None


def test_the_prefix_of_most_parts_decides_how_a_figure_is_printed():
    formats = {
        "": NumberFormat(),
        "国有资产.*.价值": NumberFormat(min_places=1),
        "国有资产.房屋.价值": NumberFormat(min_places=3),
        "支出.项目支出.明细": NumberFormat(min_places=2),
    }
    figures = book(DISCLOSURE, formats=formats)
    assert figures.printed("国有资产.车辆.价值") == "14.0"
    assert figures.printed("国有资产.房屋.价值") == "46.400"
    assert figures.printed("支出.项目支出.明细[0].金额") == "40.00"
    assert figures.printed("支出.项目支出.合计") == "40"


def test_amounts_entered_in_yuan_are_printed_in_wan():
    figures = book(changed(("收入/一般公共预算", Decimal("1207500.5")), ("金额单位", "元")), unit="元")
    assert figures.printed("收入.一般公共预算") == "120.75005"
    assert figures.printed("国有资产.房屋.数量") == "300"


@given(amounts, amounts)
def test_what_was_published_is_in_the_unit_it_is_printed_in(change, before):
    published = {"收入.合计.增减": -change, "收入.合计.上年": before}
    figures = book(changed(("金额单位", "元")), unit="元").as_published(published)
    assert figures.change("收入.合计") == -change * 10_000
    assert figures.shown_before("收入.合计") == before * 10_000
    assert Decimal(figures.printed_change("收入.合计", figures.change("收入.合计"))) == change
    assert Decimal(figures.printed_before("收入.合计")) == before


def test_counts_that_were_published_have_no_unit():
    figures = book(changed(("金额单位", "元")), unit="元").as_published({"国有资产.房屋.数量": Decimal(7)})
    assert figures.shown("国有资产.房屋.数量") == 7
