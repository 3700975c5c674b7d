"""YAML out and changed: data are written as an accountant would, and a file survives being edited."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discgen.yamlfile import Number
from discgen.yamlfile.reading import read_text
from discgen.yamlfile.writing import dump

# Writing

DATA = {
    "版式": "2021",
    "年度": 2021,
    "公开日期": "2021-02-05",
    "职责": "（一）拟订规划。\n（二）监督市场。",
    "收入": {"一般公共预算": Decimal("3578.690"), "基金预算": Number("058.00"), "上年结转": None},
    "指标": [
        {"三级": "完成率", "符号": ">=", "值": "95", "单位": "%"},
        {"三级": "完成率", "描述": "很长的描述" * 10, "值": Number("95.0")},
        {"甲": {"乙": [1, "否", True]}},
    ],
    "措辞": {},
    "名词": [],
    "引用": "{{ 收入.合计 }}万元",
    "是": "no",
    "时间": "12:30",
    "说明": "行尾 \n有空格",
}

WRITTEN = """\
# yaml-language-server: $schema=disclosure.schema.json

版式: "2021"
# 预算年度
年度: 2021
公开日期: "2021-02-05"
职责: |-
  （一）拟订规划。
  （二）监督市场。
收入:
  一般公共预算: 3578.690
  # 万元
  # 含专项债券
  基金预算: 058.00
  上年结转:
指标:
  # 请核对
  - {三级: 完成率, 符号: ">=", 值: "95", 单位: "%"}
  - 三级: 完成率
    描述: |-
      很长的描述很长的描述很长的描述很长的描述很长的描述很长的描述很长的描述很长的描述很长的描述很长的描述
    值: 95.0
  - 甲:
      乙:
        - 1
        - 否
        - true
措辞: {}
名词: []
引用: "{{ 收入.合计 }}万元"
是: "no"
时间: "12:30"
说明: "行尾 \\n有空格"
"""


def test_data_are_written_as_an_accountant_would():
    comments = {
        ("年度",): "预算年度",
        ("收入", "基金预算"): "万元\n含专项债券",
        ("指标", 0, "值"): "请核对",
    }
    assert dump(DATA, comments, "# yaml-language-server: $schema=disclosure.schema.json") == WRITTEN


def test_a_row_takes_one_line_where_it_fits():
    def lines(width):
        return dump({"表": [{"甲": "字" * 40, "乙": "字" * 30, "丙": "字" * width}]}).count("\n")

    assert lines(17) == 2
    assert lines(18) > 2


@pytest.mark.parametrize("value", [1.5, b"x", object()])
def test_what_yaml_cannot_hold_is_not_written(value):
    with pytest.raises(TypeError, match="cannot be written"):
        dump({"甲": [value]})


def test_a_number_that_is_none_is_not_written():
    with pytest.raises(ValueError, match="not a number"):
        dump({"甲": Decimal("NaN")})


def is_noncharacter(char):
    return "\ufdd0" <= char <= "\ufdef" or ord(char) & 0xFFFE == 0xFFFE


TEXTS = st.one_of(
    st.text(
        st.sampled_from("ab甲：:#-,[]{}'\"|>%@`&*!?~ \n\t\r\u3000\xa0\x85\u2028\ufeff😀01.e\\=<"),
        max_size=10,
    ),
    st.text(
        st.characters(exclude_categories=["Cs"]).filter(
            lambda char: char in "\t\n\r" or (char >= " " and not is_noncharacter(char))
        ),
        max_size=10,
    ),
    st.sampled_from(
        ["null", "true", "No", "2021-01-01", "1e99", ".inf", "---", "<<", "# 注", "甲: 乙", "- 甲"]
    ),
    st.sampled_from(
        [" 甲\n乙", "甲 \n乙", "甲\n  乙\n\n丙", "甲\n", "甲\n\n", "\n甲", "长" * 80, "a " * 70]
    ),
)
LITERALS = st.from_regex(r"[-+]?[0-9]{1,9}(\.[0-9]{0,6})?([eE][-+]?[0-9])?", fullmatch=True).map(Number)
DECIMALS = st.decimals(-(10**9), 10**9, allow_nan=False, places=4)
SCALARS = st.one_of(TEXTS, LITERALS, DECIMALS, st.booleans(), st.none(), st.integers(-(10**9), 10**9))
ROWS = st.lists(st.dictionaries(TEXTS, SCALARS, max_size=4), max_size=3)
VALUES = st.recursive(
    SCALARS,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(TEXTS, below, max_size=3) | ROWS,
    max_leaves=8,
)


def in_words(value):
    """The data with types told apart and numbers as digits: 1, 1.0 and True are three things."""
    if isinstance(value, dict):
        return {key: in_words(item) for key, item in value.items()}
    if isinstance(value, list):
        return [in_words(item) for item in value]
    if isinstance(value, str):
        return "text", value
    if value is None or isinstance(value, bool):
        return value
    return getattr(value, "literal", None) or (str(value) if isinstance(value, int) else f"{value:f}")


@settings(deadline=None)
@given(st.dictionaries(TEXTS, VALUES, max_size=4))
def test_what_is_written_is_read_again(data):
    assert in_words(read_text(dump(data)).data) == in_words(data)


@pytest.mark.parametrize(
    "text", ["58", "1e99", "true", "null", "", "- 甲", "甲: 乙", "it's # 1", " 甲", "≥95"]
)
def test_text_is_read_as_text_again(text):
    data = {"甲": text, "行": [{"乙": text}]}
    assert read_text(dump(data)).data == data
