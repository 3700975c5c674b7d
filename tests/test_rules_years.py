"""Time: a wrong year is found where the place says which year it has to be, and nowhere else."""

import datetime as dt
from decimal import Decimal

import pytest

from conftest import INDICATORS, PROJECT, SAMPLES
from discgen.filing import open_filing
from rule_cases import case_of, codes_of, only, places

OVERALL = {"一级": "产出指标", "二级": "时效指标", "三级": "完成年份"}
TIMELY = {"一级": "产出指标", "二级": "时效指标", "三级": "完成时间", "值": "按时"}


def worded(name, words):
    return case_of(("措辞", {name: words}))


def goal(words):
    return case_of(("绩效/总体目标", words))


def project(**more):
    return case_of(("绩效/项目", [{**PROJECT, **more}]))


def overall(**more):
    return case_of(("绩效/整体指标", [{**OVERALL, **more}]))


def timely(**more):
    return project(指标=[{**TIMELY, **more}])


VIOLATIONS = {
    "T101": [
        (worded("标题", "青山县局\n2020年部门预算信息公开情况说明"), "措辞.标题"),
        (worded("开头", "按照《预算法》（2018年修正），现将青山县局2022年部门预算公开如下："), "措辞.开头"),
        (worded("标题二", "二、２０２０年部门预算安排的总体情况"), "措辞.标题二"),
    ],
    "T102": [
        (worded("收入说明", "2020年预算收入{{ 收入.合计 }}万元。"), "措辞.收入说明"),
        (worded("机关运行经费说明", "2020年，我部门机关运行经费安排1万元。"), "措辞.机关运行经费说明"),
        (worded("支出说明", "{{ 单位.名称 }}2020 年度部门预算中支出的情况。"), "措辞.支出说明"),
        (
            case_of(("表格用词", {"职责活动": {"年度预算数": "2020年预算数"}})),
            "表格用词.职责活动.年度预算数",
        ),
    ],
    "T103": [
        (worded("增减说明", "2021年安排1万元，较2019年减少2万元。"), "措辞.增减说明"),
        (worded("三公增减", "与2021年相持平。"), "措辞.三公增减"),
    ],
    "T104": [
        (worded("国有资产说明", "{{ 单位.名称 }}2019年末固定资产如下。"), "措辞.国有资产说明"),
        (
            case_of(("表格用词", {"国有资产": {"截止时间": "截止时间：2021年12月31日"}})),
            "表格用词.国有资产.截止时间",
        ),
    ],
    "T105": [
        (goal("2020年，贯彻落实党中央的部署，完成工作100项。"), "绩效.总体目标"),
        (case_of(("绩效/保障措施", "1、加强领导。\n2、2020年要加强培训。")), "绩效.保障措施"),
        (project(目标="1.2020年全县检查两次。"), "绩效.项目[0].目标"),
        (case_of(("未识别", [{"位置": "开头", "文字": "一是2020年度工作计划如下。"}])), "未识别[0].文字"),
    ],
    "T106": [
        (goal("市场秩序良好，力争到2020年底建成14家示范店。"), "绩效.总体目标"),
        (project(目标="1.到2019年，覆盖率90%。"), "绩效.项目[0].目标"),
    ],
    "T107": [
        (timely(值="2020年6月底前"), "绩效.项目[0].指标[0]"),
        (timely(描述="竣工2020年6月", 值="≥90%"), "绩效.项目[0].指标[0]"),
    ],
    "T111": [
        (overall(符号="=", 值="2020.00", 单位="年"), "绩效.整体指标[0].值"),
        (project(指标=[{**INDICATORS[0], "值": "2020年"}]), "绩效.项目[0].指标[0].值"),
    ],
    "T112": [
        (case_of(("年度", 2000), ("措辞", {"开头": "现将2021年部门预算公开如下："})), "年度"),
        (case_of(("年度", 2000), ("绩效/整体指标", [{**OVERALL, "值": "1999", "单位": "年"}])), "年度"),
    ],
    "T108": [(project(名称="2020年驻外招商经费"), "绩效.项目[0].名称")],
    "T109": [
        (case_of(("批复日期", dt.date(2020, 1, 20))), "批复日期"),
        (case_of(("公开日期", dt.date(2022, 2, 5))), "公开日期"),
    ],
}


def test_every_rule_has_a_violation():
    others = ["T110", "T113", "T114"]  # the last two are tested with the copies
    assert codes_of("T1") == sorted([*VIOLATIONS, *others])


@pytest.mark.parametrize(
    ("code", "case", "path"),
    [(code, case, path) for code, cases in VIOLATIONS.items() for case, path in cases],
)
def test_a_violation_is_found_at_its_place_by_its_rule_alone(code, case, path):
    assert places(case, "T") == [(code, path)]


@pytest.mark.parametrize(
    "case",
    [
        case_of(),
        worded("标题", "青山县局\n2021年部门预算信息公开情况说明"),
        worded("标题", "{{ 单位.名称 }}\n{{ 年度 }}年部门预算公开"),
        worded("增减标题", "3、比2020年增减情况"),
        worded("开头", "按照《预算公开办法（2018年）》（2020年修订），现将2021年部门预算公开如下："),
        worded("总体说明", "2018年机构改革后，我局的收支包含在部门预算中。"),
        worded("收入说明", "2021年预算收入1万元，其中2020年结转2万元。"),
        worded("增减说明", "2021年安排1万元，较2020年减少1万元，与{{ 上年度 }}年同口径相比。"),
        worded("国有资产说明", "截止2020年末，固定资产总额1万元；2021年拟购置2万元。"),
        goal("2021年，市场秩序良好。"),
        goal("2020年，我局完成检查100次。2021年，检查120次。"),
        goal("2020年，我局检查100次。\n2021年，检查120次。"),
        goal("2020年，我局已完成检查100次，取得实效。"),
        goal("2019年，县局挂牌成立。"),
        goal("落实“十四五”规划和2035年远景目标，巩固2020年成果，按照〔2020〕12号文件执行。"),
        goal("截至2020年末，全县有市场14家；2020年底前开工的市场全部投用。"),
        goal("到2021年底，建成14家；到2025年，建成40家。"),
        goal("执行《三年行动计划（2019-2021年）》，2020-2021年取暖季供暖平稳。"),
        timely(值="6月底前"),
        timely(值="2021年6月底前"),
        timely(值="≥90%", 描述="按冀财教〔2020〕181号执行"),
        timely(值="≥90%", 描述="2020-2021年采暖期"),
        timely(值="≥90%", 描述="2020年6月验收", 二级="数量指标"),
        project(名称="2020年改造（上年结转）", 指标=[{**TIMELY, "值": "2020年6月底前"}]),
        project(名称="2020年度先进单位奖励"),
        project(名称="2020-2021取暖季补贴"),
        project(名称="邢财〔2020〕95号专项资金"),
        project(名称="2021年驻外招商经费"),
        project(名称="2019年危桥改造"),
        worded("三公经费说明", "{{ 年度 }}年预算1万元，{{ 上年度 }}年预算2万元，2020年预算共2万元。"),
        worded("增减说明", "2021年部门预算支出1万元，2020年部门预算支出2万元，减少1万元。"),
        overall(符号="=", 值="2021.00", 单位="年"),
        overall(符号="≥", 值="2020", 单位="元"),
        overall(符号="≥", 值="5", 单位="年"),
        overall(值="2020.5", 单位="年"),
        project(名称="2020年改造（上年结转）", 指标=[{**INDICATORS[0], "值": "2020年"}]),
        case_of(("批复日期", dt.date(2020, 12, 28)), ("公开日期", dt.date(2021, 1, 12))),
    ],
)
def test_other_years_have_their_reasons(case):
    assert places(case, "T") == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_breaks_no_rule(sample):
    assert [one for one in open_filing(sample).findings if one.code.startswith("T")] == []


def test_the_finding_quotes_whole_numbers_and_leaves_out_what_is_cited():
    words = "安排1,876.42万元，较2019年预算{{ 支出.合计 }}万元减少1,876.42万元。"
    problem = only(worded("增减说明", words), "T")
    said = "排1,876.42万元,较2019年预算…万元减少1,876.42"
    assert problem.message == f"“{said}”写的是2019年，而预算年度是2021年"


def test_the_finding_quotes_the_words():
    problem = only(worded("收入说明", "反映全部收入。2020年预算收入1万元。"), "T")
    assert problem.message == "“2020年预算收入1万元”写的是2020年，而预算年度是2021年"
    assert problem.remedy == "这里应当是2021年；写成 {{ 年度 }} 或 {{ 上年度 }}，换年度时不用再改"


EARLIER = {
    "支出.基本支出.合计": Decimal("90.50"),
    "支出.项目支出.合计": Decimal("40.004"),
    "三公经费.合计": Decimal("3.2"),
    "机关运行经费.金额": Decimal(7),
}


def test_last_years_figures_are_those_of_last_years_file():
    assert places(case_of(earlier=EARLIER), "T") == []


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (("上年/支出.基本支出.合计", Decimal("95.0")), '上年["支出.基本支出.合计"]'),
        (("上年/机关运行经费.金额", Decimal("6.9")), '上年["机关运行经费.金额"]'),
        (("公布数", {"三公经费.合计.上年": Decimal("2.3")}), '公布数["三公经费.合计.上年"]'),
    ],
)
def test_a_figure_that_last_years_file_has_otherwise_is_an_error(change, path):
    assert places(case_of(change, earlier=EARLIER), "T") == [("T110", path)]


def test_the_finding_names_both_figures():
    problem = only(case_of(("上年/支出.基本支出.合计", Decimal("95.0")), earlier=EARLIER), "T")
    assert problem.message == "上年的“支出.基本支出.合计” 95 与上年文件的数 90.5 相差 4.5"
    assert problem.remedy == "照上年公开的数填写；调整过口径的，在“核实”里说明"
