"""Validation: every way a file can miss the schema, with the Chinese words, the place and the mend."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing.exceptions import Unresolvable

from discgen.resources import SCHEMAS
from discgen.validation import MAX_PROBLEMS, problems
from discgen.yamlfile.reading import read_text
from discgen.yamlfile.writing import dump
from validation_mistakes import SCHEMA, WRONG


def found(text, schema=SCHEMA):
    return [
        (p.place.line, p.place.column, p.path, p.message, p.remedy)
        for p in problems(read_text(text), schema)
    ]


@pytest.mark.parametrize("mistake", WRONG)
def test_a_mistake_is_worded_placed_and_mended(mistake):
    text, expected = WRONG[mistake]
    assert found(text) == expected


def test_there_are_at_least_40_kinds_of_mistakes():
    assert len(WRONG) >= 40


SOUND = """\
格式版本: 1
版式: 2021
年度: 2021.0
单位: {名称: 甲, 代码: "303001", 上级: {名称: 乙}}
金额单位: 万元
批复日期: 2021-02-05
职责: |
  （一）拟订规划。
收入: {一般公共预算: 3578.690, 基金预算: 0}
机构: [{名称: 甲}]
名词: []
上年: {一般公共预算: 1, 基金预算: 2}
数额: 无
活动: {类别: 乙, 人数: 3}
占比: 0.1
单价: 0.07
说明: {甲: 乙}
资产: {车辆: 1, 房屋: 2, 其他设备: 3}
"""


def test_a_sound_file_has_no_problems():
    assert found(SOUND) == []


def test_every_mend_of_a_slip_in_a_key_saves_the_key_that_seemed_missing():
    text = "收入:\n  一般公共预算: 1\n  基金预箅: 2\n"
    assert len(found(text)) == 1
    assert found(text.replace("箅", "算")) == []


def test_fractions_are_compared_exactly():
    schema = {"properties": {"甲": {"minimum": 0.1, "enum": [0.1, 0.2]}}}
    assert found("甲: 0.10\n", schema) == []
    assert [problem[3] for problem in found("甲: 0.09\n", schema)] == [
        "“甲”只能填“0.1”或“0.2”，写的是“0.09”"
    ]


def test_whole_decimals_are_integers():
    schema = {"properties": {"甲": {"type": "integer"}}}
    assert found("甲: 1e3\n", schema) == []
    assert found("甲: 12.00\n", schema) == []


def test_long_values_are_shown_by_their_beginning():
    ((_, _, _, message, _),) = found(f"占比: {'很' * 100}\n")
    assert message == f"“占比”要填数字，写的是“{'很' * 23}…”"


def test_of_very_many_problems_the_first_thousand_are_listed():
    text = "名词:\n" + "  - 1\n" * (MAX_PROBLEMS + 1)
    listed = problems(read_text(text), SCHEMA)
    assert len(listed) == MAX_PROBLEMS + 1
    assert listed[-1].message == f"错误太多，只列出 {MAX_PROBLEMS} 处"


def test_a_reference_out_of_the_schema_is_not_fetched():
    schema = {"properties": {"甲": {"$ref": "https://json-schema.org/draft/2020-12/schema"}}}
    with pytest.raises(Unresolvable):
        found("甲: 1\n", schema)


def test_jsonschema_is_not_imported_before_it_is_needed():
    program = "import sys, discgen.validation; sys.exit('jsonschema' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


KEYS = st.sampled_from(
    [*SCHEMA["properties"], "名称", "代码", "一般公共预算", "基金预算", "类别", "人数", "房屋", "其他"]
)
VALUES = st.recursive(
    st.sampled_from(["甲", "乙", "万元", "2021-02-05", "303001", "58", "", "無", "1,490.00", "58万元"])
    | st.sampled_from([Decimal(0), Decimal("0.005"), Decimal(1), Decimal(2021), None, True]),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(KEYS, below, max_size=4),
    max_leaves=10,
)


def as_json(value):
    """The data as plain JSON, for a validator that knows nothing of ours."""
    return json.loads(json.dumps(value, default=float))


@settings(deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_problems_are_found_exactly_where_the_schema_is_broken_and_told_in_chinese(data):
    listed = problems(read_text(dump(data)), SCHEMA)
    assert (not listed) == Draft202012Validator(SCHEMA).is_valid(as_json(data))
    for problem in listed:
        assert problem.place.line >= 1
        assert problem.path
        assert problem.remedy
        assert re.findall("[A-Za-z]{2,}", problem.message.replace("true", "").replace("false", "")) == []


def test_the_real_schema_is_understood():
    schema = json.loads((SCHEMAS / "disclosure.schema.json").read_text(encoding="utf-8"))
    listed = problems(read_text("格式版本: 1\n年份: 2021\n收入: {基金预算: 58万元}\n"), schema)
    messages = [problem.message for problem in listed]
    assert "文件里没有“年份”这一项" in messages
    assert any(message.startswith("“基金预算”") and "万元" in message for message in messages)
    assert any(message.startswith("文件缺少“单位”") for message in messages)
