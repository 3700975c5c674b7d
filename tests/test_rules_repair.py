"""Repairs: proposed where one explanation fits exactly, and never otherwise."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from discgen.rules.repair import Suspect, evident, plain


def suspect(value, needed, before=None, name="甲"):
    return Suspect(name, Decimal(value), Decimal(needed), None if before is None else Decimal(before))


@pytest.mark.parametrize(
    ("value", "needed", "reason"),
    [
        ("362", "326", "“甲”362像是相邻两位数字写颠倒了，应为 326"),
        ("3663.69", "3636.69", "“甲”3663.69像是相邻两位数字写颠倒了，应为 3636.69"),
        ("305.13", "300.53", ""),
        ("326.5", "3.265", "“甲”326.5像是点错了小数点，应为 3.265"),
        ("260700", "26.07", "“甲”260700像是把元当成了万元，应为 26.07"),
        ("5", "50000", "“甲”5像是把万元当成了元，应为 50000"),
        ("363.69", "3636.69", "“甲”363.69像是漏了一位数字，应为 3636.69"),
        ("58", "58.5", "“甲”58像是漏了一位数字，应为 58.5"),
        ("36366.69", "3636.69", "“甲”36366.69像是多了一位数字，应为 3636.69"),
        ("1339.21", "657.63", ""),
        ("21", "12", ""),
        ("1", "10", ""),
        ("326", "-362", ""),
        ("0", "326", ""),
    ],
)
def test_the_digits_tell_what_slipped(value, needed, reason):
    repair = evident([suspect(value, needed)])
    assert (repair.reason if repair else "") == reason
    assert repair is None or repair.values == {"甲": Decimal(needed)}


def test_of_several_suspects_the_one_that_slipped_is_named():
    suspects = [
        suspect("100.5", "136.5", name="乙"),
        suspect("326", "362"),
        suspect("77", "113", name="丙"),
    ]
    assert evident(suspects).values == {"甲": Decimal(362)}


def test_two_explanations_are_none():
    assert evident([suspect("326", "362"), suspect("526", "562", name="乙")]) is None


def test_an_explanation_of_too_few_digits_makes_the_other_doubtful():
    assert evident([suspect("3.01", "93.01"), suspect("10", "100", name="乙")]) is None


def test_figures_on_two_sides_may_have_changed_places():
    # 312.5 + 140 is 200 more than 212.5 + 30 + 10; 212.5 + 140 is 312.5 + 30 + 10
    left = [suspect("312.5", "112.5", name="左"), suspect("140", "-60", name="左二")]
    right = [suspect("212.5", "412.5", name="右"), *(suspect(n, n + 200, name="右二") for n in (30, 10))]
    repair = evident([*left, *right])
    assert repair.values == {"左": Decimal("212.5"), "右": Decimal("312.5")}
    assert repair.reason == "“左”312.5与“右”212.5像是互相填错了位置"


def test_figures_of_one_side_cannot_have_changed_places():
    assert evident([suspect("312.5", "112.5"), suspect("212.5", "412.5", name="乙")]) is not None
    assert evident([suspect("312.5", "112.5"), suspect("412.5", "212.5", name="乙")]) is None


def test_last_years_figure_left_in_is_recognised():
    repair = evident([suspect("3.2", "11.2", before="3.2"), suspect("7", "15", before="6", name="乙")])
    assert repair.reason == "“甲”3.2与上年数相同，像是没有改成今年的 11.2"


def test_a_figure_typed_twice_is_recognised():
    others = {"项目支出": Decimal("357.5"), "甲": Decimal("357.5")}
    repair = evident([suspect("357.5", "981.71")], others)
    assert repair.reason == "“甲”357.5与“项目支出”相同，像是重复填了同一个数，应为 981.71"


def test_few_digits_are_alike_by_chance():
    assert evident([suspect("20", "30.5")], {"乙": Decimal(20)}) is None


def test_digits_count_for_more_than_likeness():
    suspects = [suspect("326", "362"), suspect("40.25", "76.25", before="40.25", name="乙")]
    assert evident(suspects).values == {"甲": Decimal(362)}


amounts = st.decimals(Decimal("100.01"), Decimal("99999.99"), places=2)


@given(amounts, st.integers(0, 6))
def test_any_two_neighbouring_digits_that_changed_places_are_recognised(needed, place):
    digits = str(needed).replace(".", "")
    assume(place + 1 < len(digits) and digits[place] != digits[place + 1])
    assume(len(needed.normalize().as_tuple().digits) >= 3)
    swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    value = Decimal(swapped).scaleb(-2)
    repair = evident([Suspect("甲", value, needed)])
    assert repair.values == {"甲": needed}


@given(amounts, amounts, st.none() | amounts)
def test_a_proposal_always_settles_the_disagreement(value, needed, before):
    repair = evident([Suspect("甲", value, needed, before)])
    assert repair is None or (repair.values == {"甲": needed} and plain(needed) in repair.reason)
