"""YAML out and changed: data are written as an accountant would, and a file survives being edited."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discgen.errors import InputError
from discgen.yamlfile import Number, editing
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
def test_what_is_written_is_read_again_and_survives_editing(data):
    text = dump(data)
    assert in_words(read_text(text).data) == in_words(data)
    assert editing.dump(editing.load(text)) == text


# Editing

BY_HAND = """\
# 第一行
年度: 2021   # 预算年度

收入:            # 万元
  基金预算: 007.50
  # 其他
  其他来源: 1e3
  单价: 0.10
指标:
    # 第一条
    - {值: 3636.690, 单位: '%', 说明: 无}   # 行尾
    - 值: 2021-02-05
      时间: 12:30
职责: |
  （一）拟订。
    缩进
# 最后
编码: "0303001"
开关: yes
千分: 1_000
空:
"""
SPACED = BY_HAND.replace("    - ", "  - ").replace("      时间", "    时间")


def test_a_file_written_by_hand_keeps_everything_but_the_indentation_of_its_lists():
    kept_in_its_column = SPACED.replace("说明: 无}   #", "说明: 无}     #")
    assert editing.dump(editing.load(BY_HAND)) == kept_in_its_column
    assert editing.dump(editing.load(SPACED)) == SPACED


def test_setting_a_value_changes_nothing_else():
    content = editing.load(SPACED)
    content["收入"]["基金预算"] = Number("58.00")
    content["编码"] = "0303002"
    content["指标"][0]["值"] = None
    assert editing.dump(content) == SPACED.replace("007.50", "58.00").replace("0303001", "0303002").replace(
        "3636.690, 单位: '%', 说明: 无}   #", "null, 单位: '%', 说明: 无}       #"
    )


@pytest.mark.parametrize(
    "text", ["58", "1e99", "true", "null", "", "- 甲", "甲: 乙", "it's # 1", " 甲", "≥95"]
)
def test_text_that_is_set_is_read_as_text(text):
    content = editing.load("甲: 1\n行: [{乙: 2}]\n")
    content["甲"] = content["行"][0]["乙"] = text
    assert read_text(editing.dump(content)).data == {"甲": text, "行": [{"乙": text}]}


DIGITS = st.from_regex(r"[-+]?[0-9]{1,6}(\.[0-9]{0,4})?([eE][-+]?[0-9])?", fullmatch=True)
COMMENTS = st.text(st.sampled_from("注 #:-甲'\"{1"), max_size=6)


@settings(deadline=None)
@given(st.lists(st.tuples(DIGITS, COMMENTS, COMMENTS), min_size=1, max_size=6))
def test_comments_order_and_digits_survive_editing(rows):
    lines = [
        line
        for index, (digits, above, behind) in enumerate(rows)
        for line in (f"#{above}".rstrip(), f"键{index}: {digits} #{behind}".rstrip())
    ]
    text = "\n".join(lines) + "\n"
    assert editing.dump(editing.load(text)) == text


@st.composite
def commented_files(draw):
    """Files of mappings, rows and items with comments and empty lines between and behind them."""
    lines = []

    def above(indent):
        kind = draw(st.sampled_from(["", "", "comment", "empty", "both"]))
        lines.extend([""] if kind in {"empty", "both"} and lines else [])
        lines.extend([f"{indent}# 注{len(lines)}"] if kind in {"comment", "both"} else [])

    def behind():
        return draw(st.sampled_from(["", "", f"  # 尾{len(lines)}"]))

    for index in range(draw(st.integers(1, 4))):
        above("")
        shape = draw(st.sampled_from(["scalar", "block", "mapping", "rows", "items"]))
        if shape == "scalar":
            lines.append(f"键{index}: {draw(st.sampled_from(['1.50', '甲', '[]', '{乙: 1}']))}{behind()}")
            continue
        lines.append(f"键{index}:{' |' if shape == 'block' else behind()}")
        for part in range(draw(st.integers(1, 4))):
            if shape != "block":
                above("  ")
            if shape == "items":
                lines.extend([f"  - 甲: {part}{behind()}", f"    乙: 007{behind()}"])
            else:
                line = {
                    "block": "  文 字",
                    "mapping": f"  甲{part}: 0.10",
                    "rows": "  - {甲: 1e3, 乙: 丙}",
                }[shape]
                lines.append(line + ("" if shape == "block" else behind()))
    return "\n".join(lines) + "\n"


@settings(deadline=None)
@given(commented_files())
def test_files_in_discgens_layout_survive_editing_to_the_byte(text):
    assert editing.dump(editing.load(text)) == text


@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        ("甲: 1\n乙:\t2\n", 2, "把制表符换成空格"),
        ("甲: 1\n乙: [1, # 注\n  2]\n", 2, "移到括号前面，单独写一行"),
    ],
)
def test_a_file_that_cannot_be_kept_as_it_is_is_not_edited(text, line, remedy):
    assert read_text(text)
    with pytest.raises(InputError) as caught:
        editing.load(text)
    (problem,) = caught.value.problems
    assert (problem.place.line, problem.remedy) == (line, remedy)


def test_a_file_with_mistakes_is_not_opened_for_editing():
    with pytest.raises(InputError):
        editing.load("甲: 1\n甲: 2\n")


PIECES = st.sampled_from(
    [*"a甲:：\n-{}[],'\"|>#&*!%?\\1.~\t \u3000", ": ", "\n  ", "- ", " #", "&a", "*a", "1e5", "null"]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=15).map("".join))
def test_any_text_is_opened_for_editing_or_refused(text):
    try:
        content = editing.load(text)
    except InputError:
        return
    assert in_words(read_text(editing.dump(content)).data) == in_words(read_text(text).data)
