"""Performance: each rule fires on the one thing it is meant for, at its place, and on nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discgen.rules.units import contradict, plain_unit, stated_unit
from rule_cases import case_of, codes_of, only, places

COLUMNS = ("一级", "二级", "三级", "描述", "值", "依据")
SOUND = [
    ("产出指标", "数量指标", "抽检次数（次）", "全年抽检商品的次数", "≥5次", "台账"),
    ("产出指标", "质量指标", "抽检合格率（%）", "合格批次占抽检批次的比例", "≥90%", "台账"),
    ("产出指标", "时效指标", "抽检完成时间", "全部批次抽检完毕的时间", "11月底前", "计划"),
    ("产出指标", "成本指标", "单次抽检费用", "每次抽检的检验费", "≤500元", "合同"),
    ("效益指标", "社会效益指标", "群众投诉率", "有投诉的经营户占比", "≤3%", "登记簿"),
    ("满意度指标", "服务对象满意度指标", "群众满意度（%）", "受访群众中满意的比例", "≥90%", "问卷"),
]
PLAN = {"3月底": 25, "6月底": 50, "10月底": 80, "12月底": 100}
CODE = "13102823P00280810058N"


def rows(*changes):
    """The sound rows, with some cells changed: number of the row, key, text."""
    table = [dict(zip(COLUMNS, row, strict=True)) for row in SOUND]
    for number, key, text in changes:
        table[number][key] = text
    return table


def project(**more):
    return {
        "名称": "商品质量抽检",
        "目标": "1.完成全年抽检。\n2.按规定公布全年的抽检结果。",
        "指标": rows(),
        **more,
    }


def table(*changes, **more):
    return [("绩效/项目", [project(指标=rows(*changes), **more)])]


def row(level2, name, value, level1="产出指标"):
    """The sound table and one row more."""
    more = ("全年的实际情况", value, "台账")
    extra = dict(zip(COLUMNS, (level1, level2, name, *more), strict=True))
    return [("绩效/项目", [project(指标=[*rows(), extra])])]


def two(*names, **more):
    """Two projects that differ in everything but what is given."""
    [one, other] = names or ("商品质量抽检", "计量器具检定")
    second = project(名称=other, 目标="1.检定集贸市场的衡器。\n2.更换不合格的衡器。")
    return [("绩效/项目", [project(名称=one), {**second, **more}])]


def overall(*changes):
    levels = {"效益指标": "部门效果", "满意度指标": "部门效果", "产出指标": "部门产出"}
    keys = ("符号", "值", "单位")
    values = [("≥", "5.00", "次"), ("≥", "90.00", "%"), ("文字描述", "", "11月底前")]
    values += [("≤", "500.00", "元"), ("≤", "3.00", "%"), ("≥", "90.00", "%")]
    table = [
        {**one, "一级": levels[one["一级"]], **dict(zip(keys, value, strict=True))}
        for one, value in zip(rows(), values, strict=True)
    ]
    for number, key, text in changes:
        table[number][key] = text
    return [("绩效/项目", []), ("绩效/整体指标", table)]


def graded(*indicators, **more):
    keys = ("名称", "优", "良", "中", "差")
    parts = {"名称": "抽检", "指标": [dict(zip(keys, one, strict=True)) for one in indicators], **more}
    activity = {"名称": "监管", "内容描述": "检查市场。", "绩效目标": "秩序良好。", "分项": [parts]}
    return [("绩效/项目", []), ("绩效/活动", [activity])]


def planned(deadline, *shares, name="抽检完成时间"):
    plan = dict(zip(PLAN, shares, strict=True))
    return table((2, "值", deadline), (2, "三级", name), 支出计划=plan)


VALUE = "绩效.项目[0].指标[{}].值"
LAST = VALUE.format(6)
BEST = "绩效.活动[0].分项[0].指标[0].优"

VIOLATIONS = {
    "P101": [
        (table(支出计划={**PLAN, "12月底": 99}), "绩效.项目[0].支出计划"),
        (table(支出计划={**PLAN, "6月底": 20}), "绩效.项目[0].支出计划"),
    ],
    "P103": [
        (two("商品质量抽检", "商品质量抽检"), "绩效.项目[1].名称"),
        (two("商品质量抽检（物价）", "商品质量抽检(物价)", 编码=CODE), "绩效.项目[1].名称"),
    ],
    "P104": [
        (two(目标="1.完成全年抽检。\n2.按规定公布全年的抽检结果。"), "绩效.项目[1].目标"),
        (two(目标="（1）完成全年抽检。\n（2）按规定公布全年的抽检结果。 "), "绩效.项目[1].目标"),
    ],
    "P105": [
        (two(目标="1.做好商品质量抽检工作。"), "绩效.项目[1].目标"),
        (two(用途="用于商品质量抽检。"), "绩效.项目[1].用途"),
    ],
    "P106": [(table(标题="商品质量抽查"), "绩效.项目[0].标题")],
    "P107": [
        (planned("6月底前", 25, 50, 80, 100, name="补贴发放完成时间"), "绩效.项目[0].支出计划"),
        (planned("2021年9月30日前", 0, 0, 99, 100, name="补助拨付时间"), "绩效.项目[0].支出计划"),
    ],
    "P108": [
        (planned("10月底前", 50, 100, 100, 100), "绩效.项目[0].支出计划"),
        (planned("6月底前", 0, 0, 0, 100), "绩效.项目[0].支出计划"),
    ],
    "P109": [
        (two(目标="1.检定集贸市场的衡器。2.按规定公布全年的抽检结果。"), "绩效.项目[1].目标"),
    ],
    "P110": [
        (table(名称="商品质量抽检f"), "绩效.项目[0].名称"),
        (table(名称="商品质量抽检（yp)"), "绩效.项目[0].名称"),
        (table(名称="商品质量抽检（2021年）0s"), "绩效.项目[0].名称"),
    ],
    "P201": [
        ([("绩效/项目", [project(指标=rows()[:5])])], "绩效.项目[0].指标"),
        (overall((3, "二级", "数量"), (3, "三级", "检查户次（户）"), (3, "单位", "户")), "绩效.整体指标"),
    ],
    "P202": [
        (row("社会效益指标", "受检商户数量（户）", "≥50户"), "绩效.项目[0].指标[6].二级"),
        (
            row("数量指标", "受检商户数量（户）", "≥50户", level1="效益指标"),
            "绩效.项目[0].指标[6].二级",
        ),
    ],
    "P203": [
        (table((0, "值", "")), VALUE.format(0)),
        (overall((0, "值", ""), (0, "单位", "")), "绩效.整体指标[0].值"),
    ],
    "P204": [
        (table((0, "值", "≥")), VALUE.format(0)),
        (table((3, "值", "元按照规定标准控制")), VALUE.format(3)),
        (overall((1, "符号", "≥≥")), "绩效.整体指标[1].值"),
    ],
    "P205": [
        (table((0, "描述", "抽检次数")), "绩效.项目[0].指标"),
        (table((1, "描述", " 抽检合格率(%)。"), (2, "描述", "")), "绩效.项目[0].指标"),
        (overall((4, "描述", "")), "绩效.整体指标"),
    ],
    "P206": [(table((0, "描述", "抽检合格率")), "绩效.项目[0].指标[0].描述")],
    "P207": [
        (row("数量指标", "抽检次数", "≥5次"), "绩效.项目[0].指标[6]"),
        (
            [("绩效/项目", [project(指标=[*rows(), {**rows((0, "值", "≥6次"))[0]}])])],
            "绩效.项目[0].指标[6]",
        ),
    ],
    "P208": [
        (table((0, "三级", "指标1")), "绩效.项目[0].指标[0].三级"),
        (table((1, "三级", "质量指标"), (1, "值", "良好")), "绩效.项目[0].指标[1].三级"),
        (table((0, "值", "待定")), VALUE.format(0)),
        (table((0, "依据", "同上")), "绩效.项目[0].指标[0].依据"),
        (overall((0, "评分标准", "无")), "绩效.整体指标[0].评分标准"),
    ],
    "P301": [
        (table((5, "值", "≥950%")), VALUE.format(5)),
        (table((1, "值", "90%-101%")), VALUE.format(1)),
        (overall((5, "值", "900.00")), "绩效.整体指标[5].值"),
        (graded(("抽检合格率", "≥101%", "≥95%", "≥90%", "<90%")), BEST),
        ([("绩效/项目", []), ("绩效/保障措施", "执法人员持证上岗率达到101%。")], "绩效.保障措施"),
    ],
    "P302": [(row("质量指标", "任务完成率（%）", "≥950%"), LAST)],
    "P303": [
        (table((4, "值", "≥10%")), VALUE.format(4)),
        (table((3, "值", "≥500元")), VALUE.format(3)),
        (table((5, "值", "≤90%")), VALUE.format(5)),
        (row("时效指标", "数据报送时限（天）", "≥3天"), LAST),
        (row("社会效益指标", "安全事故发生次数", "至少1次", level1="效益指标"), LAST),
        (overall((3, "符号", "≥")), "绩效.整体指标[3].值"),
        (graded(("储存损耗率", "≥1%", "≥0.9%", "≥0.8%", "<0.8%")), BEST),
    ],
    "P304": [
        (table((0, "值", "≥5家")), VALUE.format(0)),
        (table((1, "值", "≥90户")), VALUE.format(1)),
        (row("可持续影响指标", "新增仓容（吨）", "≥8500平方米", level1="效益指标"), LAST),
        (row("社会效益指标", "认可程度（%）", "认可", level1="效益指标"), LAST),
    ],
    "P305": [
        (row("时效指标", "任务按时完成率", "≥350份"), LAST),
        (row("质量指标", "任务完成率", "≥95"), LAST),
        (row("时效指标", "任务及时率", "12月底"), LAST),
        (row("数量指标", "宣传活动次数", "17个"), LAST),
        (row("数量指标", "协管员人数", "5次"), LAST),
        (row("数量指标", "检定衡器数量", "100%"), LAST),
        (row("成本指标", "预算控制数", "100%"), LAST),
        (row("成本指标", "车辆行驶里程", "≤50000公里"), LAST),
        (overall((4, "单位", "")), "绩效.整体指标[4].值"),
        (graded(("研发新技术件数", "100%", "90%", "80%", "60%")), BEST),
    ],
    "P401": [
        (graded(("抽检合格率", "≥90%", "≥95%", "≥80%", "<80%")), "绩效.活动[0].分项[0].指标[0]"),
        (graded(("抽检合格率", "≥80%", "≥85%", "≥90%", "≥95%")), "绩效.活动[0].分项[0].指标[0]"),
        (graded(("储存损耗率", "≤4%", "≤3%", "", "≤2%")), "绩效.活动[0].分项[0].指标[0]"),
    ],
    "P402": [(graded(("抽检合格率", "", "", " ", "")), "绩效.活动[0].分项[0].指标[0]")],
    "P403": [
        (
            graded(*[("抽检合格率", "≥95%", "≥90%", "≥85%", "<85%")] * 2),
            "绩效.活动[0].分项[0].指标[1].名称",
        ),
    ],
    "P404": [
        (graded(内容描述="抽检商品。", 绩效目标="抽检 商品。"), "绩效.活动[0].分项[0].绩效目标"),
    ],
}
VIOLATIONS["P102"] = [
    (
        [("绩效/项目", [one | {"编码": CODE} for one in two()[0][1]])],
        ("绩效.项目[0].编码", "绩效.项目[1].编码"),
    )
]


def test_every_rule_has_a_violation_here():
    assert codes_of("P") == sorted(VIOLATIONS)


@pytest.mark.parametrize(
    ("code", "changes", "paths"),
    [(code, changes, paths) for code, cases in VIOLATIONS.items() for changes, paths in cases],
)
def test_a_violation_is_found_by_its_rule_alone_at_its_place(code, changes, paths):
    paths = paths if isinstance(paths, tuple) else (paths,)
    assert places(case_of(*changes), "P") == [(code, path) for path in paths]


@pytest.mark.parametrize(
    "changes",
    [
        table(),
        overall(),
        table(支出计划=PLAN, 标题="商品质量抽检"),
        table((2, "值", "按计划完成"), 支出计划=dict.fromkeys(PLAN, 100)),
        table(支出计划={"3月底": 25}),
        [("绩效/项目", [{"名称": "未定", "目标": "1."}])],
        two(),
        [
            (
                "绩效/项目",
                [project(编码=CODE), project(编码=f"{CODE[:20]}A", 目标="1.支付上年抽检的尾款。")],
            )
        ],
        table(名称="建设110KV线路迁建（VIP）"),
        table(名称="无线网络WiFi"),
        two(目标="1.完成全年抽检。2.更换不合格的衡器。"),
        two("办公经费", "后勤服务中心运行", 用途="补充办公经费。"),
        two("商品质量抽检", "商品质量抽检信息系统", 目标="1.记录商品质量抽检的结果。"),
        two(用途="与商品质量抽检分开，用于计量器具检定。"),
        planned("6月底前", 0, 100, 100, 100, name="补贴发放完成时间"),
        planned("6月底前", 20, 30, 40, 100, name="首批补贴发放时间"),
        planned("每月10日前", 20, 50, 80, 100, name="工资发放时间"),
        planned("2022年6月底前", 20, 50, 80, 100, name="补贴发放完成时间"),
        planned("11月底前", 10, 50, 90, 100),
        planned("12月底前", 20, 50, 100, 100),
        row("成本指标", "经济成本指标控制率（%）", "≤100%", level1="成本指标"),
        row("满意度", "受检商户满意度（%）", "≥95%", level1="部门效果"),
        row("过程指标", "制度健全情况", "健全", level1="管理指标"),
        row("社会效益指标", "安全事故", "无", level1="效益指标"),
        row("可持续影响指标", "制度健全情况", "健全", level1="效益指标"),
        row("数量指标", "受检商户数量（户）", "≥50"),
        row("数量指标", "编印资料（册）", "1,000册"),
        row("数量指标", "硬化面积（平方米）", "≥1.5万平"),
        row("数量指标", "价格调整（起）", "≥5起数"),
        row("数量指标", "慰问人数（人）", "≥5名"),
        row("数量指标", "编外人员数", "24个"),
        row("数量指标", "培训人次", "≥500人次"),
        row("数量指标", "储备粮数量", "≥6000吨"),
        row("数量指标", "检查次数（次）", "每月1次"),
        row("质量指标", "培训合格率（%）", "≥100百分比"),
        row("质量指标", "储存损耗率（‰）", "≤2‰"),
        row("质量指标", "工作效率", "提高"),
        row("经济效益指标", "景气指数", "≥100%", level1="效益指标"),
        row("时效指标", "报告提交时间", "9月底前"),
        row("时效指标", "项目完工时间（天）", "≤90天"),
        row("时效指标", "疫情值班时间", "≥8小时"),
        row("成本指标", "人均补助标准", "≥500元"),
        row("成本指标", "成本节约率", "≥5%"),
        row("成本指标", "预算执行率", "≥95%"),
        row("经济效益指标", "固定资产投资增长率", "≥120%", level1="效益指标"),
        row("经济效益指标", "企业资产负债率", "≥101%", level1="效益指标"),
        row("社会效益指标", "投诉下降率", "≥10%", level1="效益指标"),
        row("社会效益指标", "投诉处理及时率", "≥95%", level1="效益指标"),
        row("社会效益指标", "查处违规行为数量", "≥5起", level1="效益指标"),
        row("社会效益指标", "应急供应保障天数", "≥15天", level1="效益指标"),
        row("可持续影响指标", "规划指导年限", "≥3年", level1="效益指标"),
        row("满意度指标", "不满意率（%）", "≤5%", level1="满意度指标"),
        row("满意度指标", "服务评价满意度", "≥90分", level1="满意度指标"),
        graded(("抽检合格率", "≥95%", "≥90%", "≥85%", "<85%")),
        graded(("储存损耗率", "<2‰", "<2.5‰", "", "≥2.8‰")),
        graded(("检查次数", "≥4", "3", "2", "<2"), ("培训次数", "2", "1", "0", "0")),
        graded(("参训人数", "100个及以上", "60个-99个", "40个-59个", "40个以下")),
        graded(("培训次数和人数", "4次，200人", "2次，50人", "0", "0")),
        graded(("储备粮数量", "≥5吨", "≥4500公斤", "≥4吨", "<4吨")),
        graded(("出口额增长率", "≥5%", "持平", "", "未增长")),
        [("绩效/项目", []), ("绩效/保障措施", "固定资产投资增长率达到120%，上岗率达到100%。")],
    ],
)
def test_what_is_sound_is_left_alone(changes):
    assert places(case_of(*changes), "P") == []


def test_a_finding_names_what_is_missing():
    problem = only(case_of(("绩效/项目", [project(指标=rows()[:2])])), "P")
    assert problem.message == "项目“商品质量抽检”缺少时效、成本、效益、满意度指标"


def test_a_wrong_sign_is_proposed_as_the_repair():
    problem = only(case_of(*table((4, "值", "≥10%"))), "P")
    assert problem.message == "“群众投诉率”一般越低越好，写的是“≥10%”"
    assert problem.remedy == "核对符号，是不是应当写成 ≤10%"


def test_contradicting_repetitions_show_both_values():
    repeated = [project(指标=[*rows(), rows((0, "值", "≥6次"))[0]])]
    assert "一处是“≥5次”，一处是“≥6次”" in only(case_of(("绩效/项目", repeated)), "P").message


@pytest.mark.parametrize(
    ("unit", "plain"),
    [
        ("万元", "元"),
        ("元/平方米", "元"),
        ("起数", "件"),
        ("万平", "平"),
        ("万千瓦时", "千瓦时"),
        ("名", "人"),
    ],
)
def test_units_are_compared_without_scale(unit, plain):
    assert plain_unit(unit) == plain


UNIT = st.sampled_from(
    [
        "%",
        "‰",
        "元",
        "万元",
        "天",
        "月",
        "人",
        "个",
        "家",
        "次",
        "场",
        "平方米",
        "吨",
        "人次",
        "件/万次",
    ]
)


@given(UNIT, UNIT)
def test_contradiction_goes_both_ways(one, other):
    assert contradict(one, other) == contradict(other, one)
    assert not contradict(one, one)


@given(UNIT, st.sampled_from(["合格率", "检查次数", "硬化面积", "补贴金额（县级）", "完成时限"]))
def test_a_name_states_the_unit_in_its_last_brackets(unit, name):
    assert stated_unit(f"{name}（{unit}）") == stated_unit(f"{name}({unit})") == unit
    assert stated_unit(name) == ""
