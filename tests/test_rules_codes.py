"""Codes: their form, their check character, and what they have in common."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import PROJECT, SAMPLES
from discgen.filing import open_filing
from discgen.model.project_code import ALPHABET, check_character
from rule_cases import case_of, codes_of, found, only, places

CODE = "13102823P00280810058N"
OTHER = "13102823P00E2QQ10012A"
EARLIER = "13102822P00451A30021X"
ELSEWHERE = "13102923P00280810058U"
"""Published codes, but the last, whose check character was computed."""


def coded(*codes, **more):
    projects = [{**PROJECT, "名称": f"项目{n}", "编码": code, **more} for n, code in enumerate(codes)]
    return case_of(("年度", 2023), ("绩效/项目", projects))


def of_units(*units, own="303001"):
    projects = [
        {**PROJECT, "名称": f"项目{n}", **({"单位代码": code} if code else {}), "单位名称": name}
        for n, (code, name) in enumerate(units)
    ]
    institutions = [{"名称": "青山县市场监督管理局"}, {"名称": "青山县 粮食局"}]
    unit = {"名称": "青山县市场监督管理局", **({"代码": own} if own else {})}
    return case_of(("单位", unit), ("机构设置", institutions), ("绩效/项目", projects))


VIOLATIONS = {
    "C101": [
        (coded("13102823P00280810058"), "绩效.项目[0].编码"),
        (coded(CODE.lower()), "绩效.项目[0].编码"),
        (coded(OTHER, "1310282３P00280810058N"), "绩效.项目[1].编码"),
        (coded("131028P2300280810058N"), "绩效.项目[0].编码"),
        (coded("项目编码待定"), "绩效.项目[0].编码"),
    ],
    "C102": [
        (coded(OTHER, "13102823P00280810085N"), "绩效.项目[1].编码"),
        (coded("13102823P0028081O058N"), "绩效.项目[0].编码"),
    ],
    "C103": [(coded("13102824P002808100585"), "绩效.项目[0].编码")],
    "C104": [(coded(EARLIER), "绩效.项目[0].编码")],
    "C105": [(coded(CODE, ELSEWHERE, OTHER), "绩效.项目[1].编码")],
    "C106": [
        (of_units(("303004", "青山县粮食局"), ("401004", "粮食局")), "绩效.项目[1].单位代码"),
        (
            of_units(("401002", "粮食局"), ("401002", "粮食局"), ("303004", "青山县粮食局"), own=""),
            "绩效.项目[2].单位代码",
        ),
    ],
    "C107": [
        (of_units((None, "青山县粮食局"), (None, "碧水县粮食局")), "绩效.项目[1].单位名称"),
        (
            case_of(
                ("绩效/项目", [{**PROJECT, "单位名称": "碧水县粮食局"}]),
                ("未识别", [{"位置": "项目指标[0]", "表格": [["碧水县粮食局", "单位：万元"]]}]),
            ),
            "绩效.项目[0].单位名称",
        ),
    ],
    "C108": [
        (of_units(("303004", "粮食局"), ("303004", "青山县粮食局")), "绩效.项目[1].单位代码"),
        (of_units(("303004", "粮食局"), ("303005", "粮食局")), "绩效.项目[1].单位代码"),
    ],
}


def test_every_rule_has_a_violation():
    assert codes_of("C") == sorted(VIOLATIONS)


@pytest.mark.parametrize(
    ("code", "case", "path"),
    [(code, case, path) for code, cases in VIOLATIONS.items() for case, path in cases],
)
def test_a_violation_is_found_at_its_place_by_its_rule_alone(code, case, path):
    assert places(case, "C") == [(code, path)]


@pytest.mark.parametrize(
    "case",
    [
        case_of(),
        coded(CODE, OTHER),
        coded(CODE, EARLIER, 用途="用于支付上年结转的款项。"),
        of_units(
            ("303001", "青山县市场监督管理局"), ("303004", "青山县粮食局"), ("303004", "青山县粮食局")
        ),
        of_units((None, "市场监督管理局")),
        case_of(("年度", 2000), ("绩效/项目", [{**PROJECT, "编码": CODE}])),
        case_of(
            ("绩效/项目", [{**PROJECT, "单位名称": "城关镇小学"}]),
            ("未识别", [{"位置": "机构表标题", "表格": [["1", "城关镇 小学", "事业"]]}]),
        ),
        of_units(("401002", "粮食局"), ("401003", "青山县粮食局"), own=""),
    ],
)
def test_what_is_sound_is_left_alone(case):
    assert places(case, "C") == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_breaks_no_rule(sample):
    assert [one for one in open_filing(sample).findings if one.code.startswith("C")] == []


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        (CODE.lower(), f"应写成 {CODE}"),
        (f" {CODE[:9]}-{CODE[9:]}", f"应写成 {CODE}"),
        ("13102823P0028081O058N", f"像是把数字写成了字母，应为 {CODE}"),
        ("13102823P00280810085N", "与项目库里的编码逐位核对"),
    ],
)
def test_the_proper_code_is_proposed_where_it_is_evident(code, remedy):
    assert only(coded(code), "C").remedy == remedy


def test_the_division_of_the_other_projects_is_proposed_when_the_check_character_bears_it_out():
    problems = found(coded(OTHER, "13102923P00280810058N"), "C")
    assert [problem.code for problem in problems] == ["C102", "C105"]
    assert problems[1].remedy == f"应为 {CODE}，它的校验码是对的"


@pytest.mark.parametrize("code", [CODE, OTHER, EARLIER, "13102823P00391620008J", "13102823P00391620015K"])
def test_published_codes_keep_the_rule_of_the_check_character(code):
    assert check_character(code) == code[-1]


@given(st.text(ALPHABET, min_size=20, max_size=20), st.integers(0, 19), st.sampled_from(ALPHABET))
def test_any_one_wrong_character_is_noticed(code, place, character):
    wrong = code[:place] + character + code[place + 1 :]
    assert (check_character(wrong) == check_character(code)) == (wrong == code)


@given(st.text(ALPHABET, min_size=20, max_size=20), st.integers(0, 18))
def test_any_two_neighbours_that_changed_places_are_noticed(code, place):
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert (check_character(wrong) == check_character(code)) == (wrong == code)
