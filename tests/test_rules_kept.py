"""Old documents: what was kept of one counts as published, and no rule takes its habits for mistakes."""

import pytest

from conftest import PROJECT
from rule_cases import case_of, places

LONG = "对全县农贸市场开展一次全面检查，查处问题。"
LINE = "303001青山县市场监督管理局本级    单位：万元"


def wording(**words):
    return "措辞", words


def kept(*texts):
    return "未识别", [{"位置": "开头", "文字": text} for text in texts]


def table(*cells):
    return {"位置": "项目指标[0]", "表格": [list(cells)]}


def numbered(*numbers):
    return "绩效/项目", [{**PROJECT, "名称": f"项目{number}", "序号": number} for number in numbers]


FAULTY = {
    "a number that nothing kept has": ((numbered("1.", "3."), kept("4.其他")), "W304", "绩效.项目[1].序号"),
    "a number that goes back": ((numbered("1.", "2.", "2."), kept("3.其他")), "W304", "绩效.项目[2].序号"),
    "a section that nothing kept has": (
        (wording(标题八="九、名词解释", 标题九="十、其他"), kept("六、乡镇预算情况")),
        "W304",
        "措辞.标题八",
    ),
    "a paragraph that was kept": ((("职责", LONG), kept(LONG)), "W301", "未识别[0].文字"),
    "a county of one character": (
        (wording(开头="现将魏县市场监督管理局预算公开如下。"),),
        "W204",
        "措辞.开头",
    ),
    "another office of the county": (
        (wording(资产="青山县审计局（含所属单位）上年末固定资产情况。"),),
        "W205",
        "措辞.资产",
    ),
}


@pytest.mark.parametrize(("changes", "code", "path"), FAULTY.values(), ids=FAULTY)
def test_a_mistake_beside_what_was_kept_is_found(changes, code, path):
    assert (code, path) in places(case_of(*changes), "W")


SOUND = {
    "the numbers between stand in what was kept": (numbered("1.", "3.", "6."), kept("2.甲", "4.乙\n5.丙")),
    "a section of its own": (
        wording(标题八="九、名词解释", 标题九="十、其他"),
        kept("八、国有资本预算情况"),
    ),
    "a section beside a sentence of its number": (
        wording(标题八="八、名词解释"),
        kept("八、国有资本经营预算情况说明。"),
    ),
    "sections before the others": (
        wording(标题三="五、机关", 标题四="六、三公"),
        kept("三、甲情况", "四、乙情况"),
    ),
    "a section read into a title": (
        wording(标题="青山县局预算\n一、基本情况", 标题一="二、职责", 标题二="三、预算"),
    ),
    "the line above several tables": (kept(LINE, LINE, LINE),),
    "the goals in tables of one project": (
        ("绩效/总体目标", LONG),
        ("未识别", [table("绩效目标", LONG), table("绩效目标", LONG)]),
    ),
    "the own county of one character": (
        ("单位", {"名称": "魏县市场监督管理局", "县": "魏县"}),
        ("机构设置", [{"名称": "魏县市场监督管理局"}]),
        wording(开头="现将魏县市场监督管理局预算公开如下。"),
    ),
    "the own name": (wording(资产="青山县市场监督管理局（含所属单位）上年末固定资产情况。"),),
}


@pytest.mark.parametrize("changes", SOUND.values(), ids=SOUND)
def test_what_an_old_document_does_otherwise_is_left_alone(changes):
    codes = {code for code, _ in places(case_of(*changes), "W")}
    assert not codes & {"W204", "W205", "W301", "W304"}
