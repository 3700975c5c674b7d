"""Law: reasons, statements, sections and terms that have to be there, and that fit the figures."""

import datetime as dt
from decimal import Decimal

import pytest

from conftest import SAMPLES
from discgen.filing import open_filing
from rule_cases import case_of, codes_of, only, places

RISEN = ("上年/三公经费.合计", Decimal(3))
PARTS = {
    "支出.基本支出.合计": Decimal("90.5"),
    "支出.项目支出.合计": Decimal(40),
    "三公经费.因公出国费": Decimal(0),
    "三公经费.公务用车": Decimal(1),
    "三公经费.公务接待费": Decimal("2.2"),
    "三公经费.公务用车运行费": Decimal(1),
}
"""Last year's figures: as many 三公 expenses in all, but more for vehicles now and less for receptions."""
GLOSSARY = "基本支出：指人员和公用支出。\n机关运行费：指公用经费。"
TERMS = ("基本支出", "特定目标类项目", "“三公”经费", "机关运行费")


def reason(**reasons):
    return case_of(("上年", PARTS), ("三公经费/原因", reasons))


def change_reason(**reasons):
    return case_of(("增减原因", reasons))


def worded(name, words, *changes):
    return case_of(("措辞", {name: words}), *changes)


def kept(place, *cells):
    return "未识别", [{"位置": place, "表格": [list(cells)]}]


HOSPITALITY = ("因公出国（境）费", "公务用车购置费", "公务用车运行费", "公务接待费")


def undivided(group, **parts):
    """Costs of which only some say what they are for; the total is last year's."""
    return [
        (f"{group}/公务接待费", Decimal(1)),
        *((f"{group}/{key}", value) for key, value in parts.items()),
    ]


def glossary(*terms, **more):
    entries = [{"名词": term, "解释": "指基本支出等。"} for term in terms]
    return case_of(("名词解释", entries), *more.items())


VIOLATIONS = {
    "L101": [
        (case_of(("三公经费/原因", ...), RISEN), "三公经费"),
        (case_of(("三公经费/原因", {}), RISEN), "三公经费"),
    ],
    "L102": [
        (case_of(("批复日期", dt.date(2021, 1, 10)), ("公开日期", dt.date(2021, 1, 31))), "公开日期"),
        (case_of(("批复日期", dt.date(2021, 1, 10)), ("公开日期", dt.date(2021, 1, 9))), "公开日期"),
    ],
    "L103": [
        (case_of(("增减原因", ...)), "支出"),
        (worded("增减说明", "比上年{{ 支出.合计.变化 }}。", ("增减原因", ...)), "支出"),
    ],
    "L104": [
        (reason(公务用车="维修"), "三公经费.原因.公务接待费"),
        (reason(公务接待费="节俭", 因公出国费="无"), "三公经费.原因.公务用车"),
    ],
    "L105": [
        (
            case_of(("措辞", {"三公经费说明": "共1万元，见下表。"}), kept("政府采购说明", *HOSPITALITY)),
            "措辞.三公经费说明",
        ),
        (worded("三公经费说明", "公车运行{{ 三公经费.公务用车运行费 }}万元。"), "措辞.三公经费说明"),
    ],
    "L106": [
        (change_reason(总体="人员减少"), "增减原因.总体"),
        (change_reason(基本支出="在职人员压减"), "增减原因.基本支出"),
        (change_reason(总体="人员经费和日常公用费用减少"), "增减原因.总体"),
        (reason(总体="维修", 公务接待费="接待批次增加"), "三公经费.原因.公务接待费"),
        (reason(总体="车辆维修费用减少"), "三公经费.原因.总体"),
        (
            worded("增减说明", "比上年{{ 支出.合计.变化 }}，主要原因是：项目压减。", ("增减原因", ...)),
            "措辞.增减说明",
        ),
        (
            worded(
                "增减说明",
                "基本支出{{ 支出.基本支出.合计.变化 }}，项目支出{{ 支出.项目支出.合计.变化 }}，"
                "主要是人员经费、公用经费减少。",
            ),
            "措辞.增减说明",
        ),
    ],
    "L107": [
        (glossary("项目支出", "三公经费", "机关运行经费"), "名词解释"),
        (glossary("基本支出", "特定目标类项目", "“三公”经费"), "名词解释"),
        (glossary(*TERMS, **{"收入/上年结转": 1, "收入/基金预算": 9}), "名词解释"),
        (
            worded(
                "标准名词解释",
                "1、基本支出：指项目支出以外的支出。\n2、“三公”经费：指三项经费。\n3、机关运行费：略",
            ),
            "措辞.标准名词解释",
        ),
    ],
    "L108": [
        (worded("标题六", ""), "措辞.标题六"),
        (worded("标题八", " \n"), "措辞.标题八"),
        (case_of(("措辞", {"标题七": ""}), ("绩效/总体目标", "盘活国有资产，提高效益。")), "措辞.标题七"),
    ],
    "L109": [
        (worded("政府采购说明", ""), "措辞.政府采购说明"),
        (worded("国有资产说明", ""), "措辞.国有资产说明"),
        (
            case_of(("措辞", {"国有资产说明": ""}), ("绩效/总体目标", "提高资产的使用效益。")),
            "措辞.国有资产说明",
        ),
        (
            case_of(("措辞", {"支出说明": "", "增减说明": "支出{{ 支出.合计.变化 }}，主要是调资。"})),
            "措辞.支出说明",
        ),
    ],
    "L111": [
        (case_of(*undivided("三公经费", 公务用车未分项=1)), "三公经费.公务用车未分项"),
        (case_of(*undivided("三公经费", 未分项=1)), "三公经费.未分项"),
    ],
    "L112": [
        (case_of(("收入/未分项", 5)), "收入.未分项"),
        (case_of(("支出/基本支出/未分项", 5)), "支出.基本支出.未分项"),
        (case_of(("政府采购/未分项", 5)), "政府采购.未分项"),
        (case_of(("国有资产/未分项", 5)), "国有资产.未分项"),
        (case_of(("绩效/项目/0/预算", {"未分项": 5})), "绩效.项目[0].预算.未分项"),
        (case_of(*undivided("三公经费", 未分项=1), kept("三公增减", *HOSPITALITY)), "三公经费.未分项"),
    ],
    "L110": [
        (case_of(("职责", "主要职责是：\n青山县市场监督管理局\n监督市场。")), "职责"),
        (case_of(("职责", "根据有关规定，主要职责是：")), "职责"),
    ],
}


def test_every_rule_has_a_violation():
    assert codes_of("L") == sorted(VIOLATIONS)


@pytest.mark.parametrize(
    ("code", "case", "path"),
    [(code, case, path) for code, cases in VIOLATIONS.items() for case, path in cases],
)
def test_a_violation_is_found_at_its_place_by_its_rule_alone(code, case, path):
    assert places(case, "L") == [(code, path)]


@pytest.mark.parametrize(
    "case",
    [
        case_of(),
        case_of(("批复日期", dt.date(2021, 1, 10)), ("公开日期", dt.date(2021, 1, 30))),
        worded("三公增减", "接待费增加的主要原因是招商。", ("三公经费/原因", ...), RISEN),
        worded("增减说明", "比上年{{ 支出.合计.变化 }}，主要是调资。", ("增减原因", ...)),
        case_of(
            ("三公经费/原因", ...), RISEN, ("未识别", [{"位置": "三公经费说明", "文字": "原因：招商。"}])
        ),
        reason(总体="车辆维修"),
        reason(公务用车="维修", 公务接待费="节俭"),
        worded("三公经费说明", "购置费为{{ 三公经费.公务用车购置费 }}万元，运维费1.2万元。"),
        change_reason(总体="人员增加"),
        change_reason(基本支出="在职人员减少，社保缴费增加"),
        change_reason(基本支出="人员经费减少"),
        change_reason(总体="上年一次性项目减少"),
        change_reason(总体="严格控制经费增长", 项目支出="监管任务减少"),
        change_reason(总体="公用经费减少"),
        reason(总体="维修", 公务用车="车辆老旧，维修增加，同时减少出车"),
        reason(总体="接待减少"),
        worded(
            "增减说明",
            "基本支出{{ 支出.基本支出.合计.变化 }}，主要为工资增加；"
            "项目支出{{ 支出.项目支出.合计.变化 }}，主要为项目减少。",
        ),
        glossary(*TERMS),
        glossary(*TERMS, "上年结转结余", **{"收入/上年结转": 1, "收入/基金预算": 9}),
        worded("标题六", "六、采购"),
        case_of(("措辞", {"标题六": ""}), ("未识别", [{"位置": "项目绩效", "文字": "六、政府采购情况"}])),
        case_of(("措辞", {"政府采购说明": ""}), ("未识别", [{"位置": "标题六", "文字": "无政府采购。"}])),
        worded("开头", ""),
        case_of(
            ("措辞", {"三公经费说明": "共{{ 三公经费.合计 }}万元，见下表。"}),
            kept("三公经费说明", *HOSPITALITY),
        ),
        glossary("项目支出", "三公经费", 未识别=[{"位置": "名词解释", "文字": GLOSSARY}]),
        case_of(("措辞", {"标题一": ""}), ("未识别", [{"位置": "开头", "文字": "一、主要职能"}])),
        case_of(("措辞", {"标题六": "", "标题": "部门预算\n一、政府采购情况"})),
        case_of(("措辞", {"标题九": ""}), ("绩效/保障措施", "做好工作。\n五、其他重要事项")),
        case_of(("措辞", {"机关运行经费说明": ""}), ("绩效/总体目标", "2021年机关运行经费预算20.5万元。")),
        case_of(("措辞", {"国有资产说明": ""}), ("绩效/分项目标/0/名称", "国有资产占有使用情况")),
        case_of(("收入/未分项", 0)),
        worded("三公经费说明", "本年度没有安排“三公”经费。", ("三公经费", {}), ("上年/三公经费.合计", ...)),
        case_of(("措辞", {"支出说明": "", "支出范围": "各项支出{{ 支出.合计 }}万元。"})),
        case_of(("职责", "主要职责是：\n（一）监督市场\n（二）其他任务")),
        case_of(("职责", "主要职责是：\n监督市场，查处案件。")),
    ],
)
def test_what_the_law_is_content_with_is_left_alone(case):
    assert places(case, "L") == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_breaks_no_rule(sample):
    assert [one for one in open_filing(sample).findings if one.code.startswith("L")] == []


def test_the_finding_quotes_the_reason():
    problem = only(case_of(("增减原因", {"总体": "工资调整，在职人员减少"})), "L")
    assert problem.message == "原因里说“在职人员减少”，而“支出.合计”比上年增加 0.25"


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("增减说明", "较上年减少{{ 支出.合计.增减 }}万元，主要是节俭。", "减少{{ 支出.合计.增减 }}"),
        ("开头", "下降了 {{支出.合计.增减}} 万元", "下降了 {{支出.合计.增减}}"),
        ("增减说明", "基本支出{{ 支出.基本支出.合计 }}万元，与上年持平。主要是工资。", "持平"),
        ("增减说明", "与{{ 上年度 }}年相持平，无增减变化。主要是工资。", "持平"),
    ],
)
def test_a_direction_that_a_sentence_has_in_itself_is_compared_with_the_figures(name, words, said):
    problem = only(worded(name, words), "A")
    assert (problem.code, problem.path) == ("A117", f"措辞.{name}")
    assert problem.message.startswith(f"写的是“{said}”，而“")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("增减说明", "较上年增加{{ 支出.合计.增减 }}万元，主要是{{ 增减原因.总体 }}。"),
        (
            "增减说明",
            "基本支出增长{{ 支出.基本支出.合计.增减 }}万元，项目支出持平{{ 支出.项目支出.合计 }}。",
        ),
        ("三公经费说明", "“三公”经费{{ 三公经费.合计 }}万元，与上年持平，购置和运行都无变化。"),
        ("三公增减", "接待费{{ 三公经费.公务接待费 }}万元，同上年持平。"),
        ("三公增减", "“三公”经费比上年增加{{ 三公经费.合计.增减 }}万元。"),
        ("开头", "职工满意度与上年持平"),
        ("增减说明", "{{ 单位.名称 }}的项目支出{{ 支出.项目支出.合计 }}万元，无增减变化，主要是续建。"),
    ],
)
def test_a_direction_that_holds_is_left_alone(name, words):
    assert places(worded(name, words), "A") == []
