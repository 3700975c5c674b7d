"""Indicators in the wrong class, descriptions and bases of something else, wholes with a lower bound."""

import pytest

from discgen.rules.units import Quantity, counts, is_bare_scale, plain_unit
from rule_cases import case_of, found, only, places
from test_rules_performance import overall, project, row, rows, table

BENEFIT = "效益指标"
ROW = "绩效.项目[0].指标[{}]"
ADDED = ROW.format(6)


def only_of(code, changes):
    """What a rule finds, where it finds one thing."""
    [problem] = [one for one in found(case_of(*changes), "P") if one.code == code]
    return problem


def described(text, *, number=1, **more):
    """The sound table with another description in one row, and other cells of it."""
    return table((number, "描述", text), *((number, key, cell) for key, cell in more.items()))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (row("数量指标", "安全防护经费标准", "≤30万元"), "数量指标“安全防护经费标准”是金额"),
        (row("数量指标", "会议费用（万元）", "8万元"), "数量指标“会议费用（万元）”是金额"),
        (row("数量指标", "每吨补贴金额", "≥350元"), "数量指标“每吨补贴金额”是金额"),
        (row("质量指标", "巡查村街个数", "=17个"), "质量指标“巡查村街个数”是个数，没有说到好坏"),
        (
            row("质量指标", "座谈活动次数（次）", "≥10次"),
            "质量指标“座谈活动次数（次）”是个数，没有说到好坏",
        ),
        (row("质量指标", "参会人数", "不少于60人"), "质量指标“参会人数”是个数，没有说到好坏"),
        (row("社会效益指标", "商户满意度", "≥90%", level1=BENEFIT), "社会效益指标“商户满意度”是满意度"),
        (
            row("经济效益指标", "提高商户满意率", "≥90%", level1=BENEFIT),
            "经济效益指标“提高商户满意率”是满意度",
        ),
        (row("数量指标", "监管覆盖率", "≥90%"), "数量指标写的是“监管覆盖率”"),
    ],
)
def test_an_indicator_of_another_class_is_told_from_its_neighbours(changes, message):
    problem = only(case_of(*changes), "P")
    assert (problem.code, problem.path) == ("P212", ADDED)
    assert problem.message == f"项目“商品质量抽检”的{message}"


@pytest.mark.parametrize(
    ("name", "value", "description", "message"),
    [
        ("外出学习人次", "10次", "组织外出学习的人次", "是个数，没有说到时间"),
        ("走访商户数量", "≥20户", "走访的商户数", "是个数，没有说到时间"),
        ("综合工作完成率", "≥95%", "各项工作的完成情况", "没有说到时间"),
        ("资金到位率", "=100%", "到位资金占应到位资金的比例", "没有说到时间"),
    ],
)
def test_timeliness_speaks_of_time(name, value, description, message):
    changes = described(description, number=2, 三级=name, 值=value)
    problem = only(case_of(*changes), "P")
    assert (problem.code, problem.path) == ("P212", ROW.format(2))
    assert problem.message.endswith(f"时效指标“{name}”{message}")


@pytest.mark.parametrize(
    "changes",
    [
        row("数量指标", "发放补助经费", "≥50万元"),
        row("数量指标", "争取上级资金额", "≥50万元"),
        row("数量指标", "行业标准", "3项"),
        row("质量指标", "获奖作品数量", "≥3件"),
        row("质量指标", "验收通过项目个数", "≥3个"),
        row("质量指标", "安全生产责任书签订数", "100%以内"),
        row("质量指标", "返工次数", "≤2次"),
        row("质量指标", "断电次数", "0次"),
        row("质量指标", "储粮含水量", "≥12%"),
        row("时效指标", "每月报送次数", "≥1次"),
        row("时效指标", "任务完成率", "≥95%"),
        row("成本指标", "预算完成率", "≤100%"),
        row("社会效益指标", "提升商户满意度", "≥5%", level1=BENEFIT),
        row("满意度", "商户满意度", "≥90%", level1="部门效果"),
        described("在计划时间内办完的事项占比", number=2, 三级="事项办理率", 值="≥95%"),
        described("按期到位的资金占比", number=2, 三级="资金到位率", 值="100%"),
    ],
)
def test_what_fits_its_class_is_left_there(changes):
    assert "P212" not in [code for code, _ in places(case_of(*changes), "P")]


@pytest.mark.parametrize(
    ("description", "message"),
    [
        ("抽检合格情况在全部抽检合格中的占比", "，分子和分母都是“合格”的"),
        ("“抽检检验合格批次占抽检合格批次的比率。", "，分子和分母都是“合格”的"),
        ("抽检合格率占全年比率", "以一个比率作分子，分子应当是个数"),
        ("应抽检批次占实际抽检批次的比率", "把分子和分母写反了"),
    ],
)
def test_a_share_of_itself_or_of_a_rate_is_no_share(description, message):
    problem = only(case_of(*described(description)), "P")
    assert (problem.code, problem.path) == ("P211", f"{ROW.format(1)}.描述")
    assert problem.message == f"指标“抽检合格率（%）”的描述“{description}”{message}"


def test_a_name_may_define_a_share_as_well():
    problem = only(case_of(*row("质量指标", "苗木成活率占总数的比率", "≥90%")), "P")
    assert (problem.code, problem.path) == ("P211", ADDED)
    assert problem.message == "指标“苗木成活率占总数的比率”以一个比率作分子，分子应当是个数"


@pytest.mark.parametrize(
    "description",
    [
        "抽检合格批次占应抽检合格批次的比例",
        "合格批次占合格和不合格批次的比例",
        "首次抽检合格批次占抽检合格批次的比例",
        "线上抽检合格批次占抽检合格批次的比例",
        "优秀批次占合格批次的比例",
        "合格批次占全部批次的比例",
        "合格批次的市场占有率占有优势",
        "使用高功率占全部设备的比例",
    ],
)
def test_a_share_of_what_is_more_is_a_share(description):
    assert places(case_of(*described(description)), "P") == []


def test_a_part_that_the_name_does_not_speak_of_may_be_one_of_its_kind():
    changes = described("线上通过件数占通过件数的比例", 三级="线上办理占比")
    assert places(case_of(*changes), "P") == []


@pytest.mark.parametrize("description", ["保质保量做好抽检", "确保补贴按时发放到户。", "商品抽检合格率"])
def test_what_is_told_of_satisfaction_is_not_work(description):
    problem = only(case_of(*described(description, number=5)), "P")
    assert (problem.code, problem.path) == ("P210", f"{ROW.format(5)}.描述")
    assert problem.message.endswith(f"描述“{description}”讲的不是满意度")


@pytest.mark.parametrize(
    "description",
    [
        "受益群众",
        "接受抽检服务的商户",
        "受益对象的总体情况",
        "已发放补贴的农户",
        "对完成各项工作的评价",
        "群众对提高抽检质量的认可情况",
        "周边群众认可程度",
        "群众认可度",
        "收到的投诉和落实情况",
        "≥90%",
    ],
)
def test_whom_is_asked_and_how_are_good_descriptions_of_satisfaction(description):
    assert places(case_of(*described(description, number=5)), "P") == []


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("补助资金到位及时率", "补助资金拨付及时率"),
        ("享受补助人员数量", "享受补助对象数量"),
        ("签约服务脱贫人口数", "签约家庭医生的脱贫人口数"),
        ("带动就业人数", "带动就业增加人数"),
    ],
)
def test_a_description_may_say_the_same_in_other_words(name, description):
    changes = described(description, number=0, 三级=name)
    assert "P210" not in [code for code, _ in places(case_of(*changes), "P")]


def test_two_counts_in_one_name_have_the_unit_of_either():
    changes = row("数量指标", "体检人数和活动次数", "≥126人")
    assert [code for code, _ in places(case_of(*changes), "P")] == ["P409"]


def test_one_description_for_two_indicators_names_both():
    changes = table((0, "描述", "全年抽检的工作情况"), (4, "描述", "全年抽检的工作情况（%）"))
    problem = only_of("P216", changes)
    assert problem.path == f"{ROW.format(4)}.描述"
    assert "的指标“抽检次数（次）”、“群众投诉率”，描述都是“全年抽检的工作情况" in problem.message


@pytest.mark.parametrize(
    "changes",
    [
        table((0, "描述", "工作情况"), (4, "描述", "工作情况")),
        table((0, "描述", "商品质量抽检"), (4, "描述", "商品质量抽检")),
        table((0, "描述", ""), (4, "描述", "")),
        [
            (
                "绩效/项目",
                [
                    project(
                        指标=[
                            *rows((5, "描述", "受访者中满意的人数占比")),
                            {**rows()[5], "三级": "商户满意度（%）", "描述": "受访者中满意的人数占比"},
                        ]
                    )
                ],
            )
        ],
    ],
)
def test_one_description_may_be_short_or_general(changes):
    assert "P216" not in [code for code, _ in places(case_of(*changes), "P")]


@pytest.mark.parametrize(
    "basis", ["按比例评定成绩", "未完成的不得分", "完成得10分", "每少1次扣0.5分", "按完成比例计分"]
)
def test_how_to_score_is_no_basis(basis):
    problem = only(case_of(*table((0, "依据", basis), (4, "依据", basis))), "P")
    assert (problem.code, problem.path) == ("P217", "绩效.项目[0].指标")
    assert problem.message == f"项目“商品质量抽检”有2个指标的依据写的是评分办法：“{basis}”"


@pytest.mark.parametrize(
    ("number", "basis"),
    [(0, "商户满意度问卷"), (2, "按调查问卷中满意的数量"), (2, "抽检问卷"), (3, "问卷调查")],
)
def test_numbers_times_and_costs_are_not_asked_for(number, basis):
    problem = only(case_of(*table((number, "依据", basis))), "P")
    assert (problem.code, problem.path) == ("P217", f"{ROW.format(number)}.依据")
    assert problem.message.endswith(f"的依据是“{basis}”，问卷里得不出它的值")


@pytest.mark.parametrize(
    "changes",
    [
        table((0, "依据", "专家评分表")),
        table((0, "依据", "年度考核得分情况")),
        table((0, "依据", "检查扣分记录")),
        table((0, "依据", "按比例分配资金的通知")),
        table((0, "依据", "调查问卷")),
        table((1, "依据", "调查问卷")),
        table((4, "依据", "群众满意度问卷")),
        table((0, "三级", "走访次数（次）"), (0, "依据", "满意度调查问卷")),
        table((2, "三级", "维修及时率"), (2, "值", "≥90%"), (2, "依据", "调查问卷")),
        table((2, "三级", "服务响应时间"), (2, "依据", "商户满意度调查问卷")),
    ],
)
def test_what_a_value_can_be_found_in_is_a_basis(changes):
    assert places(case_of(*changes), "P") == []


def test_wholes_with_a_lower_bound_are_counted_and_named():
    changes = table((1, "值", "≥100%"), (5, "值", "≥100.00百分比"))
    problem = only(case_of(*changes), "P")
    assert (problem.code, problem.path) == ("P308", "绩效.项目[0].指标")
    assert problem.message == (
        "项目“商品质量抽检”有2个指标不会超过100%，却写着“≥100%”：“抽检合格率（%）”、“群众满意度（%）”"
    )


@pytest.mark.parametrize("name", ["宣传覆盖率", "已抽检批次的占比"])
def test_a_whole_may_not_be_exceeded(name):
    assert only(case_of(*row("质量指标", name, ">100%")), "P").code == "P308"


def test_a_description_may_say_that_a_rate_is_a_part_of_all():
    changes = described("完成的抽检数占应完成总数的比例", 三级="抽检完成率（%）", 值="≥100%")
    assert only(case_of(*changes), "P").code == "P308"


@pytest.mark.parametrize(
    "changes",
    [
        row("质量指标", "宣传覆盖率", "=100%"),
        row("质量指标", "宣传覆盖率", "100%"),
        row("质量指标", "宣传覆盖率", "≥99%"),
        row("质量指标", "任务完成率", "≥100%"),
        row("经济效益指标", "拨备覆盖率", "≥100%", level1=BENEFIT),
        row("经济效益指标", "发放贷款增长率", "≥100%", level1=BENEFIT),
        row("质量指标", "不合格率", "≤100%"),
        described("完成数占计划总数的比例", 三级="抽检完成率", 值="≥100%"),
        described("完成数占年度目标的比例", 三级="抽检完成率", 值="≥100%"),
        overall((5, "符号", "="), (5, "值", "100.00")),
    ],
)
def test_what_may_be_more_than_planned_has_a_lower_bound(changes):
    assert "P308" not in [code for code, _ in places(case_of(*changes), "P")]


@pytest.mark.parametrize(("value", "unit"), [("20万", "万"), ("≤1.5亿", "亿"), ("≤3千/户", "千/户")])
def test_a_cost_in_ten_thousands_of_nothing_lacks_its_unit(value, unit):
    problem = only(case_of(*table((3, "值", value))), "P")
    assert (problem.code, problem.path) == ("P305", f"{ROW.format(3)}.值")
    assert problem.message == f"“单次抽检费用”的值是“{value}”，“{unit}”后面少了“元”"


@pytest.mark.parametrize(
    "changes",
    [
        table((3, "三级", "单次抽检费用（元）"), (3, "值", "2万")),
        table((3, "三级", "单次抽检费用（万元）"), (3, "值", "2万")),
        table((3, "描述", "每次抽检的检验费，单位为元"), (3, "值", "2万")),
        table((3, "值", "≤2万元")),
        row("数量指标", "服务商户数量", "2万"),
    ],
)
def test_a_scale_alone_is_enough_where_the_name_says_of_what(changes):
    assert places(case_of(*changes), "P") == []


@pytest.mark.parametrize(
    ("unit", "is_bare"), [("万", True), ("十万/亩", True), ("万元", False), ("", False)]
)
def test_a_bare_scale_is_no_unit(unit, is_bare):
    assert is_bare_scale(unit) is is_bare
    assert not is_bare or plain_unit(unit) == unit.partition("/")[0]


def test_people_times_and_things_are_counted_and_money_is_not():
    assert counts(frozenset((Quantity.PEOPLE, Quantity.EVENTS)))
    assert not counts(frozenset((Quantity.THINGS, Quantity.MONEY)))
    assert not counts(frozenset((Quantity.AREA,)))
    assert not counts(frozenset())
