"""Whatever a valid file says, `check`, `rollover` and `diff` answer, in a time that grows with the file."""

from __future__ import annotations

import time
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from conftest import INDICATORS
from discgen.diff import compare, opened
from discgen.errors import InputError
from discgen.filing import open_filing
from discgen.rollover import roll_over
from discgen.rules import rules
from discgen.yamlfile.writing import dump
from generated_disclosures import disclosures
from rule_cases import case_of

ODD = (
    *(
        "",
        "。",
        "，、；：",
        "…",
        "（",
        "）（",
        "“",
        "《",
        "【】",
        "{{",
        "}}{{",
        "{{ 收入.合计",
        "{% raw %}",
        "#",
        "- ",
    ),
    *(
        ".*+?^$|()[]",
        "(?P<a>",
        "[",
        "\\",
        "\\1",
        "%s{0}",
        "'",
        '"',
        "😀👨‍👩‍👧",
        "\u200b",
        "\ufeff",
        "𠮷",
        "²",
        "٣",
        "１２月",
    ),
    *("甲", "甲乙", "甲乙丙", "甲乙丙丁戊己", "市场抽检", "市场抽检市场抽检"),
    *(
        "≥",
        "≤≥5%",
        "-0",
        "1.",
        "1..5",
        "9" * 400,
        "0.0000000000000001万元",
        "≥1" + "0" * 60 + "%",
        "2021-02-30",
    ),
    *(
        "一" * 3000,
        "占" * 500,
        "1、" * 300,
        "2021年" * 300,
        "春节八一" * 200,
        "编制规划" * 200,
        "（" * 2000,
    ),
)
odd = st.one_of(
    st.sampled_from(ODD), st.text(max_size=20), st.tuples(*[st.sampled_from(ODD)] * 2).map("".join)
)
_CHOICES = {
    "格式版本",
    "版式",
    "年度",
    "称谓",
    "金额单位",
    "项目表单位",
    "列示",
    "代替",
    "位置",
    "批复日期",
    "公开日期",
}


def texts_in(node: Any, path: tuple[str | int, ...] = ()):
    """The paths of all free texts in plain data."""
    if isinstance(node, dict | list):
        for step, below in node.items() if isinstance(node, dict) else enumerate(node):
            if step not in _CHOICES:
                yield from texts_in(below, (*path, step))
    elif isinstance(node, str):
        yield path


def put(data: Any, path: tuple[str | int, ...], value: Any) -> None:
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = value


@st.composite
def oddities(draw: st.DrawFn) -> dict[str, Any]:
    """A disclosure of which much is missing, with odd texts in some places."""
    data = draw(disclosures)
    places = sorted(texts_in(data), key=str)
    for path in draw(st.lists(st.sampled_from(places), max_size=12, unique=True)) if places else ():
        put(data, path, draw(odd))
    return data


def written(folder: str, name: str, data: dict[str, Any]) -> Path:
    path = Path(folder) / name
    path.write_text(dump(data), encoding="utf-8")
    return path


ANY = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


@ANY
@given(oddities())
def test_a_file_is_checked_and_rolled_over_unless_it_is_refused(data):
    with TemporaryDirectory() as folder, suppress(InputError):
        filing = open_filing(written(folder, "甲.yaml", data))
        event("readable")
        assert all(one.message and one.place.line for one in filing.findings)
        assert roll_over(filing, filing.disclosure.year + 1).text


@ANY
@given(oddities(), oddities())
def test_files_are_compared_unless_they_are_refused(one, other):
    with TemporaryDirectory() as folder, suppress(InputError):
        sides = [
            opened(written(folder, name, data)) for name, data in (("甲.yaml", one), ("乙.yaml", other))
        ]
        event("readable")
        compare(*sides)
        assert compare(sides[0], sides[0]).sections == ()


NAMES = ("甲", "甲乙", "乙", "甲乙丙", "(甲)", "甲*", "甲乙丙丁戊己", "丙丁戊己庚辛")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6), st.lists(odd, min_size=6, max_size=6))
def test_names_that_contain_each_other_are_told_apart_or_not_but_checked(names, texts):
    indicators = [
        {**INDICATORS[0], "描述": texts[0] or "描述", "依据": texts[1], "三级": texts[2] or "名称"}
    ]
    projects = [
        {
            "名称": name,
            "目标": f"{name}{texts[3]}",
            "用途": texts[4] or name,
            "指标": [*INDICATORS, *indicators],
        }
        for name in names
    ]
    case = case_of(("绩效/项目", projects), ("绩效/保障措施", texts[5] or "甲"))
    assert all(finding.message for one in rules() for finding in one.check(case))


# Time

_SENTENCE = (
    "为加强全县（市场）监管，按照“谁主管、谁负责”的原则，开展2021年专项检查12.5万元；保障县财政局正常运转，"
)
LONG = {
    "sentences": "".join(f"{number}、{_SENTENCE}。" for number in range(1200)),
    "one sentence": _SENTENCE * 1200,
    "lines": "\n".join(f"（{number}）{_SENTENCE}" for number in range(1200)),
    "one character": "一" * 60_000,
    "digits": "1" * 60_000 + "x",
    "points": "1." * 30_000 + "x",
    "brackets": "（《【〔[(" * 10_000,
    "half a citation": "{{" * 30_000,
    "a blank citation": "增加{{" + " " * 60_000 + "x",
    "months": "2021年12月" * 7_500,
    "amounts": "预算12.5万元" * 7_500,
    "shares": "占" * 60_000,
    "income": "收入" * 30_000,
    "numbers": "1、甲。" * 8_000 + "5、乙。" * 8_000,
    "bookmarks": "[bookmark:" * 6_000,
    "placeholders": "【填" * 30_000,
    "last year": "2020年要做好工作。" * 6_000,
    "feasts": "春节八一" * 15_000,
    "counties": "某某省县市区局" * 8_000,
}
_PLACES = (
    *("职责", "绩效/总体目标", "绩效/保障措施", "绩效/项目/0/名称", "绩效/项目/0/目标", "绩效/项目/0/用途"),
    *(
        "绩效/项目/0/指标/0/三级",
        "绩效/项目/0/指标/0/描述",
        "绩效/项目/0/指标/0/值",
        "绩效/项目/0/指标/0/依据",
    ),
    "增减原因/总体",
)
_SENTENCES = ("三公经费说明", "增减说明", "国有资产说明", "开头")
_PATIENCE = 60
"""Seconds for one rule; what is quadratic takes minutes, what is linear less than one."""


def seconds_of_the_slowest(case) -> tuple[float, str]:
    def seconds(one):
        begin = time.process_time()
        list(one.check(case))
        return time.process_time() - begin

    return max((seconds(one), one.code) for one in rules())


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_no_rule_takes_long_over_a_long_text(text):
    case = case_of(*((place, text) for place in _PLACES), ("措辞", dict.fromkeys(_SENTENCES, text)))
    assert seconds_of_the_slowest(case)[0] < _PATIENCE


def many(projects: int, rows: int):
    """Projects with rows that have as much in common as those of one office do."""
    return [
        {
            "名称": f"第{number}类专项业务保障经费",
            "目标": f"1.完成第{number}类任务。\n2.提高第{number}类工作的群众满意度。",
            "预算": {"财政资金": Decimal(number + 1)},
            "指标": [
                {
                    **INDICATORS[0],
                    "三级": f"第{number}类任务{row}完成数量（次）",
                    "描述": f"第{number}类任务第{row}项全年完成的数量",
                    "依据": f"根据第{row}项工作完成情况统计表",
                }
                for row in range(rows)
            ],
        }
        for number in range(projects)
    ]


def test_no_rule_takes_long_over_many_projects():
    assert seconds_of_the_slowest(case_of(("绩效/项目", many(300, 30))))[0] < _PATIENCE


def test_no_rule_takes_long_over_one_table_of_many_rows():
    assert seconds_of_the_slowest(case_of(("绩效/项目", many(1, 3000))))[0] < _PATIENCE
