"""Arithmetic: each rule fires on the one thing it is meant for, at its place, and on nothing else."""

from decimal import Decimal

import pytest

from conftest import INDICATORS, PROJECT, SAMPLES
from discgen.filing import open_filing
from discgen.rules.rounding import rounding_tolerance
from rule_cases import case_of, codes_of, found, only, places

PURCHASE = {"项目名称": "办公设备", "物品名称": "计算机", "数量": 4, "单价": Decimal("0.5")}
COST = {"一级": "产出指标", "二级": "成本指标", "三级": "项目总成本", "值": "≤40万元"}


def projects(*budgets, **more):
    return [
        {**PROJECT, "名称": f"项目{number}", "预算": {"财政资金": Decimal(budget)}, **more}
        for number, budget in enumerate(budgets)
    ]


def kept_table(*cells):
    return "未识别", [{"位置": "项目指标[0]", "表格": [list(cells)]}]


def supported(goals):
    return [("绩效/项目", projects("40", 目标=goals))]


def buying(goals):
    """Nothing to be bought, and a project with these goals."""
    return [("国有资产/拟购置", 0), ("绩效/项目", projects("40", 目标=goals))]


def costing(**more):
    return projects("40", 指标=[{**COST, **more}])


def bought(funds, **more):
    return {"项目": [{**PURCHASE, **more, "资金": funds}]}


def activities(*budgets):
    parts = [{"名称": f"分项{n}", "预算数": Decimal(budget)} for n, budget in enumerate(budgets)]
    return [{"名称": "监管", "分项": [*parts, {"名称": "不花钱的"}]}]


ALL_CARS = ("轿车", "越野车", "小型载客汽车", "大中型载客汽车", "其他车型")
EARLIER = {"国有资产.轿车.数量": Decimal(3), "国有资产.轿车.价值": Decimal("34.3")}

VIOLATIONS = {
    "A101": [
        ([("收入/基金预算", Decimal("10.5"))], "支出"),
        ([("支出/项目支出/明细", [])], "支出"),
        ([("收入/上年结转", Decimal("0.1"))], "支出"),
    ],
    "A102": [
        ([("支出/基本支出/工资福利支出", Decimal(0))], "支出.基本支出.人员经费"),
        ([("支出/基本支出/对个人和家庭的补助", Decimal(0))], "支出.基本支出.人员经费"),
    ],
    "A103": [([("政府采购", bought({"一般公共预算": Decimal(3)}))], "政府采购.项目[0].资金")],
    "A104": [
        ([("国有资产/办公用房", {"数量": Decimal(301)})], "国有资产.办公用房.数量"),
        ([("国有资产/办公用房", {"价值": Decimal("46.5")})], "国有资产.办公用房.价值"),
        (
            [
                ("国有资产/大型设备", {"数量": 2, "价值": 90}),
                ("国有资产/通用设备", {"价值": 50}),
                ("国有资产/专用设备", {"价值": 50}),
            ],
            "国有资产.专用设备.价值",
        ),
    ],
    "A105": [
        ([("绩效/项目", projects("30", "9"))], "绩效.项目"),
        ([("绩效/项目", [*projects("41"), {"名称": "未定"}])], "绩效.项目"),
        ([("绩效/项目", projects("41")), kept_table("项目名称", "改造")], "绩效.项目"),
        ([("绩效/项目", projects("30")), kept_table("项目名称", "政府采购目录序号")], "绩效.项目"),
    ],
    "A106": [([("上年/支出.合计", Decimal(131))], '上年["支出.合计"]')],
    "A107": [([("机关运行经费/金额", Decimal("20.6"))], "机关运行经费.金额")],
    "A108": [
        ([("三公经费/公务接待费", 200), ("上年/三公经费.合计", Decimal("201.2"))], "三公经费"),
        ([("政府采购", bought({"基金预算": 400}, 数量=800))], "政府采购"),
    ],
    "A109": [
        ([("政府采购", bought({"单位资金": 2}, 预算资金=Decimal("1.9")))], "政府采购.项目[0].预算资金")
    ],
    "A110": [
        (
            [*((f"国有资产/{name}", {"价值": 3}) for name in ALL_CARS)],
            "国有资产.车辆.价值",
        )
    ],
    "A111": [
        ([("绩效/项目", projects("40", 名称="街道监控（26.07万元）"))], "绩效.项目[0].名称"),
        ([("绩效/项目", projects("40", 用途="预算安排资金４５万元，用于抽检。"))], "绩效.项目[0].用途"),
        ([("绩效/项目", projects("40", 用途="抽检两批，共需4,000元。"))], "绩效.项目[0].用途"),
    ],
    "A112": [
        ([("绩效/项目", costing(值="≤45万元"))], "绩效.项目[0].指标[0].值"),
        ([("绩效/项目", costing(值="≤400000万元"))], "绩效.项目[0].指标[0].值"),
        ([("绩效/项目", costing(三级="场地租金", 值="50万元"))], "绩效.项目[0].指标[0].值"),
        ([("绩效/项目", costing(三级="成本控制数", 值="≤4万元"))], "绩效.项目[0].指标[0].值"),
    ],
    "A113": [
        ([("绩效/项目", projects("300000", "100000"))], "绩效.项目"),
        ([("绩效/项目", projects("0.003", "0.001"))], "绩效.项目"),
    ],
    "A114": [([("绩效/活动", activities("30", "9"))], "绩效.活动")],
    "A115": [([("国有资产/拟购置", 3)], "国有资产.拟购置")],
    "A116": [
        ([("国有资产/拟购置内容", "计算机")], "国有资产.拟购置内容"),
        (
            [
                (
                    "措辞",
                    {"国有资产说明": "拟购置总额为{{ 国有资产.拟购置 }}万元，主要为计算机，详见采购表。"},
                )
            ],
            "措辞.国有资产说明",
        ),
    ],
    "A119": [
        ([("国有资产/轿车", {"年初数量": 4, "数量": 2})], "国有资产.轿车.年初数量"),
        ([("国有资产/轿车", {"年初价值": Decimal("43.3")})], "国有资产.轿车.年初价值"),
    ],
    "A120": [
        ([("国有资产/轿车", {"数量": 0, "价值": 3})], "国有资产.轿车.数量"),
        ([("国有资产/房屋", {"年初数量": 0, "年初价值": 3})], "国有资产.房屋.年初数量"),
    ],
    "A122": [
        (
            [("政府采购", {"项目": []}), ("绩效/项目", projects("40", 目标="通过公开招标实施政府采购。"))],
            "政府采购",
        ),
        (
            [("政府采购", {"项目": []}), ("绩效/项目", projects("40", 用途="经政府采购购买检测箱。"))],
            "政府采购",
        ),
    ],
    "A124": [
        (supported("1.购买53辆公交车。\n2.每辆补贴30万元*60%。\n3.补贴金额864万元。"), "绩效.项目[0].目标"),
        (supported("补助200户，每户补助500元，共需资金12万元。"), "绩效.项目[0].目标"),
    ],
    "A125": [
        (
            [("绩效/项目", [*projects("30", "10"), {"名称": "未定", "目标": "1.", "指标": INDICATORS}])],
            "绩效.项目[2]",
        )
    ],
    "A123": [
        (buying("1.完成抽检。2.配备检测仪器和巡查车辆。"), "国有资产.拟购置"),
        (buying("购置办公家具。"), "国有资产.拟购置"),
    ],
    "A121": [([("国有资产/大型设备", {"数量": 3, "价值": Decimal("58.2")})], "国有资产.大型设备.价值")],
}


def test_every_rule_has_a_violation():
    assert codes_of("A1") == sorted([*VIOLATIONS, "A117"])  # A117 is tested with the directions


def test_a_sound_disclosure_breaks_no_rule():
    assert places(case_of(), "A") == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_breaks_no_rule(sample):
    filing = open_filing(sample)
    assert [problem for problem in filing.findings if problem.code.startswith("A")] == []


@pytest.mark.parametrize(
    ("code", "changes", "path"),
    [(code, changes, path) for code, cases in VIOLATIONS.items() for changes, path in cases],
)
def test_a_violation_is_found_at_its_place_by_its_rule_alone(code, changes, path):
    assert places(case_of(*changes, earlier=EARLIER), "A") == [(code, path)]


@pytest.mark.parametrize(
    "changes",
    [
        [("收入/基金预算", Decimal("10.01"))],
        [("政府采购", bought({"一般公共预算": 1, "单位资金": 1}, 预算资金=2))],
        [("政府采购", bought({"一般公共预算": Decimal("1.66")}, 数量=5, 单价=Decimal("0.333")))],
        [("国有资产/办公用房", {"数量": Decimal(300), "价值": Decimal("46.4")})],
        [("国有资产/办公用房", {"数量": "——", "价值": Decimal(4)})],
        [("国有资产/大型设备", {"数量": 2, "价值": 40})],
        [*((f"国有资产/{name}", {"价值": Decimal("2.8")}) for name in ALL_CARS)],
        [("国有资产/轿车", {"价值": Decimal("2.8")})],
        [("国有资产/轿车", {"年初数量": 3, "年初价值": Decimal("34.3")})],
        [("国有资产/轿车", {"数量": 0, "价值": 0})],
        [("国有资产/拟购置", 2), ("政府采购", bought({"一般公共预算": 2}))],
        [("国有资产/拟购置", 2), ("国有资产/拟购置内容", "计算机"), ("政府采购", bought({"基金预算": 2}))],
        [("措辞", {"国有资产说明": "主要为房屋，拟购置总额为{{ 国有资产.拟购置 }}万元。"})],
        [("绩效/项目", projects("30", "10"))],
        [("绩效/项目", [*projects("40"), {"名称": "未定", "目标": "1.", "指标": INDICATORS}])],
        [("绩效/活动", activities("30.5", "9.5"))],
        [("绩效/项目", projects("40", 名称="街道监控（40万元）"))],
        [("绩效/项目", projects("40", 名称="每户补助500元的改造"))],
        [("绩效/项目", projects("40", 名称="驻外补助180元/人"))],
        [("绩效/项目", projects("40", 用途="项目总投资477万元，资金40万元。"))],
        [("绩效/项目", projects("40", 用途="其中会议费12万元，材料费28万元。"))],
        [("绩效/项目", costing())],
        [("绩效/项目", costing(值="400000元"))],
        [("绩效/项目", costing(三级="场地租金", 值="≤5万元"))],
        [("绩效/项目", costing(三级="单件检验费用", 值="≤5000万元"))],
        [("绩效/项目", costing(二级="数量指标", 三级="争取资金", 值="≥5000万元"))],
        [("绩效/项目", costing(三级="成本控制", 值="控制在预算内"))],
        [("上年/支出.合计", Decimal("130.5"))],
        [
            ("绩效/项目", projects("30")),
            kept_table("项目编码", "13102823P00280810058N", "项目 名称", "改造"),
        ],
        [("政府采购", {"项目": []}), ("绩效/项目", projects("40", 目标="通过培训加强政府采购监管。"))],
        supported("补助200户，每户补助500元，共需资金10万元。"),
        supported("购买48辆公交车，每辆补贴30万元*60%，补贴金额864万元，已列入350万元。"),
        supported("补助200人，每人每月500元，共需资金120万元。"),
        supported("补助200户、检查30户，每户补助500元，共需资金12万元。"),
        supported("每户补助500元，共需资金12万元。"),
        buying("对农户购买农业机械设备给予补贴。"),
        buying("扶持企业更新设备。"),
        buying("保障设备正常运行。"),
        buying("购买服务，做好设备维护。"),
        [*buying("购置办公设备。")[1:], ("国有资产/拟购置", 2), ("政府采购", bought({"一般公共预算": 2}))],
        [
            ("政府采购", bought({"基金预算": 2})),
            ("绩效/项目", projects("40", 目标="通过政府采购购买检测箱。")),
        ],
    ],
)
def test_what_is_sound_is_left_alone(changes):
    assert places(case_of(*changes, earlier=EARLIER), "A") == []


def test_funds_may_be_named_instead_of_the_budget():
    budget = {"财政资金": Decimal(30), "其他资金": Decimal(10)}
    project = [{**PROJECT, "名称": "改造（30万元）", "用途": "预算安排10万元自筹", "预算": budget}]
    assert places(case_of(("绩效/项目", project)), "A") == []


def test_amounts_in_words_are_compared_in_the_unit_of_the_file():
    project = [{**PROJECT, "名称": "改造（26.07万元）", "预算": {"财政资金": Decimal(260700)}}]
    spent = [("支出/项目支出/明细", [{"名称": "监管", "金额": Decimal(260700)}])]
    changes = [("金额单位", "元"), ("绩效/项目", project), *spent]
    assert [code for code, _ in places(case_of(*changes), "A")] == ["A101"]


def test_a_finding_names_the_figures_and_a_remedy():
    problem = only(case_of(("收入/基金预算", Decimal("10.5"))), "A")
    assert problem.message == "收入总计 131.25 与支出总计 130.75 相差 0.5"
    assert problem.remedy == "核对“收入”各项、“支出”各项，两边总计应当相等"


def test_figures_in_findings_have_no_zeros_that_say_nothing():
    problem = only(case_of(("收入/基金预算", Decimal("37.000"))), "A")
    assert problem.message == "收入总计 157.75 与支出总计 130.75 相差 27"


def test_an_evident_slip_is_proposed_as_the_repair():
    problem = only(case_of(("收入/一般公共预算", Decimal("127.05"))), "A")
    assert problem.remedy.startswith("“收入.一般公共预算”127.05像是相邻两位数字写颠倒了，应为 120.75；")


def test_one_project_in_another_unit_is_proposed_as_the_repair():
    [problem] = found(case_of(("绩效/项目", projects("39.97", "300"))), "A")
    assert "“绩效.项目[1].预算.财政资金”300像是把元当成了万元，应为 0.03；" in problem.remedy


def test_one_project_in_another_unit_is_named_however_large_it_is():
    [problem] = found(case_of(("绩效/项目", projects("10", "300000"))), "A")
    assert (problem.code, problem.path) == ("A113", "绩效.项目")
    assert problem.remedy.startswith("“绩效.项目[1].预算.财政资金”300000像是把元当成了万元，应为 30：")


def test_rounding_excuses_half_a_last_digit_for_each_part():
    assert rounding_tolerance([Decimal("1.25"), Decimal("0.5"), Decimal(3), Decimal(0)]) == Decimal("0.015")


def test_whole_numbers_do_not_excuse_a_difference_of_one():
    assert rounding_tolerance([Decimal(30), Decimal(10)]) < 1
