"""Reading an indicator's value: every way of writing one is understood, and nothing else is."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discgen.rules.reading import (
    Between,
    Deadline,
    Measured,
    Operator,
    Unreadable,
    Words,
    fold,
    read,
)

FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
SIGNS = {
    Operator.AT_LEAST: ("≥", "≧", ">=", "＞＝", "不少于", "不低于", "至少"),
    Operator.AT_MOST: ("≤", "≦", "<=", "＜＝", "不超过", "不高于", "至多"),
    Operator.MORE: (">", "＞", "大于", "超过"),
    Operator.LESS: ("<", "＜", "小于", "低于"),
    Operator.EXACTLY: ("", "=", "＝", "达到"),
}
UNITS = ("", "%", "％", "百分比", "‰", "次", "万元", "元/平方米", "件/万次", "个工作日", "万吨标准煤")
MEASURED = st.builds(
    Measured,
    st.sampled_from(Operator),
    st.decimals(0, 10**9, places=2, allow_nan=False).map(lambda number: number.normalize() + 0),
    st.sampled_from(UNITS).map(fold),
)


@pytest.mark.parametrize(
    ("text", "operator", "number", "unit"),
    [
        ("≥95%", Operator.AT_LEAST, "95", "%"),
        (" ≥ 95 ％ ", Operator.AT_LEAST, "95", "%"),
        ("95%以上", Operator.AT_LEAST, "95", "%"),
        ("100以上", Operator.AT_LEAST, "100", ""),
        ("不少于3次", Operator.AT_LEAST, "3", "次"),
        ("50人（含）以上", Operator.AT_LEAST, "50", "人"),
        ("100个及以上", Operator.AT_LEAST, "100", "个"),
        ("7天内", Operator.AT_MOST, "7", "天"),
        ("40个以下", Operator.AT_MOST, "40", "个"),
        ("控制在5%以内", Operator.AT_MOST, "5", "%"),
        ("≤100元/吨", Operator.AT_MOST, "100", "元/吨"),
        ("1,490.00平方米", Operator.EXACTLY, "1490.00", "平方米"),
        ("180元/人/天", Operator.EXACTLY, "180", "元/人/天"),
        ("百分之95", Operator.EXACTLY, "95", "%"),
        ("合格率≥95%", Operator.AT_LEAST, "95", "%"),
        ("≤50m²", Operator.AT_MOST, "50", "m2"),
        ("≥-5%", Operator.AT_LEAST, "-5", "%"),
        ("17　个", Operator.EXACTLY, "17", "个"),
        ("≤3月", Operator.AT_MOST, "3", "月"),
        ("9月", Operator.EXACTLY, "9", "月"),
    ],
)
def test_a_number_is_taken_apart(text, operator, number, unit):
    assert read(text) == Measured(operator, Decimal(number), unit)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("60个-99个", Between(Decimal(60), Decimal(99), "个")),
        ("2～3次", Between(Decimal(2), Decimal(3), "次")),
        ("50至60%", Between(Decimal(50), Decimal(60), "%")),
        ("6月底前", Deadline(6)),
        ("12月底前完成", Deadline(12)),
        ("2021年12月31日前", Deadline(12, 2021)),
        ("年底前", Deadline(12)),
        ("2022年底", Deadline(12, 2022)),
    ],
)
def test_ranges_and_deadlines_are_read(text, reading):
    assert read(text) == reading


@pytest.mark.parametrize(
    "text",
    [
        "健全",
        "按工作计划及时完成",
        "每月10日前",
        "4次，200人",
        "滞后1天以内",
        "3个月内完成",
        "9月至年底",
        "无",
        "≤预算批复数",
        "＜上年水平",
    ],
)
def test_words_stay_words(text):
    assert read(text) == Words(text)


def test_nothing_is_no_words():
    assert read("") == read(" 　") == Words("")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("≥", "符号后面不是数字"),
        ("≥健全", "符号后面不是数字"),
        ("≥≥5次", "符号不止一个"),
        ("95%%", "数字写得不完整或多了符号"),
        ("1.2.3", "数字写得不完整或多了符号"),
        ("≥95.%", "数字写得不完整或多了符号"),
        ("元按照规定标准控制", "单位前面没有数字"),
        ("%", "单位前面没有数字"),
    ],
)
def test_what_is_neither_is_told(text, why):
    assert read(text) == Unreadable(why)


@given(MEASURED)
def test_the_shortest_writing_reads_as_the_same(measured):
    assert read(str(measured)) == measured


@given(MEASURED, st.data())
def test_all_writings_read_as_the_same(measured, data):
    sign = data.draw(st.sampled_from(SIGNS[measured.operator]))
    number = data.draw(st.sampled_from((f"{measured.number:f}", f"{measured.number:,f}")))
    unit = data.draw(st.sampled_from([unit for unit in UNITS if fold(unit) == measured.unit]))
    text = data.draw(st.sampled_from((sign + number + unit, f"{sign} {number}{unit} ")))
    assert read(text) == read(text.translate(FULL_WIDTH)) == measured


@given(st.text("≥≤<>=0123456789.,%元次月底前以上年至-健全", max_size=12))
def test_every_text_can_be_read(text):
    assert isinstance(read(text), Measured | Between | Deadline | Words | Unreadable)
