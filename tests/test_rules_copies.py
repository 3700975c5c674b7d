"""Copies and what was left over: each rule fires on the one thing it is meant for, at its place."""

import pytest

from rule_cases import case_of, only, places

COLUMNS = ("一级", "二级", "三级", "描述", "值", "依据")
ROWS = [
    ("产出指标", "数量指标", "检修水泵台数（台）", "全年检修的水泵", "≥12台", "检修记录"),
    ("产出指标", "质量指标", "检修合格率（%）", "试运行合格的水泵占比", "≥95%", "试运行记录"),
    ("产出指标", "时效指标", "检修完成时间", "全部水泵检修完毕的时间", "5月底前", "检修计划"),
    ("产出指标", "成本指标", "单台检修费", "每台水泵的平均支出", "≤8000元", "合同"),
    ("效益指标", "社会效益指标", "受淹村庄数量（个）", "汛期受淹的村庄", "≤1个", "水情日报"),
    ("满意度指标", "服务对象满意度指标", "村民满意度（%）", "受访村民中满意的比例", "≥90%", "问卷"),
]
PUMPS = "1.汛前检修全部水泵。\n2.汛期随时启用。"
TREES = "1.栽植行道树。\n2.补植缺株断带。"
FIRST = "绩效.活动[0].分项[0]"
ROW = f"{FIRST}.指标[0]"


def rows(*changes):
    """The rows, with some cells changed: number of the row, key, text."""
    table = [dict(zip(COLUMNS, row, strict=True)) for row in ROWS]
    for number, key, text in changes:
        table[number][key] = text
    return table


def project(*changes, **more):
    return {"名称": "水泵检修", "目标": PUMPS, "指标": rows(*changes), **more}


def projects(*several):
    return [("绩效/项目", list(several))]


def one(*changes, **more):
    return projects(project(*changes, **more))


def year(number, *changes):
    return [("年度", number), *changes]


def parts(*several):
    """An activity with parts, each given by what differs from an empty one."""
    several = [{"名称": f"分项{number}", **part} for number, part in enumerate(several)]
    return [("绩效/项目", []), ("绩效/活动", [{"名称": "水利管理", "分项": several}])]


def graded(*indicators):
    keys = ("名称", "优", "良", "中", "差")
    return parts({"指标": [dict(zip(keys, row, strict=True)) for row in indicators]})


def duties(*items):
    return [
        ("职责", "\n".join(f"（{number}）{item}" for number, item in zip("一二三四", items, strict=False)))
    ]


def goals(*names):
    """Itemised goals of these names, and four projects of which each has its own rows."""
    tables = ("水泵检修", "行道树栽植", "路灯更换", "井盖普查")
    several = [{"名称": name, "目标": f"1.做好{name}。"} for name in tables]
    return [("绩效/分项目标", [{"名称": name} for name in names]), ("绩效/项目", several)]


LONG = "拟订全县农村供水工程建设和管理养护的年度计划"
PLAN = "绿青水发〔2018〕3号农村供水三年行动计划（2018-2020）"

VIOLATIONS = {
    "P113": [
        (goals("水泵检修", "行道树栽植", "路灯更换", "公厕新建"), "绩效.分项目标[3].名称"),
        (
            goals("2021年水泵检修", "行道树栽植", "绿地浇灌", "路灯更换", "井盖普查"),
            "绩效.分项目标[2].名称",
        ),
    ],
    "P114": [
        (projects(project(), project(名称="行道树栽植", 目标=TREES)), "绩效.项目[1].指标"),
        (
            projects(project(), project((0, "值", "≥15台"), 名称="行道树栽植", 目标=TREES)),
            "绩效.项目[1].指标",
        ),
    ],
    "P115": [
        (one(名称="院内围墙粉刷工程"), "绩效.项目[0].名称"),
        (one(名称="第二自来水有限公司厂区绿化照明项目"), "绩效.项目[0].名称"),
        (one(名称="图书报刊订阅经费"), "绩效.项目[0].名称"),
    ],
    "P407": [
        (graded(("检修率", "≥95%", "/", "/", "/")), ROW),
        (graded(("检修率", "≥95%", "≥90%", "≥85%", "")), ROW),
        (graded(("检修率", "—", "≥90%", "≥85%", "<85%")), ROW),
    ],
    "P408": [
        (
            parts(
                {"内容描述": f"负责{LONG}；检修水泵。"},
                {"内容描述": f"清理泵站。负责{LONG}。"},
            ),
            "绩效.活动[0].分项[1].内容描述",
        ),
        (
            parts({"绩效目标": "全县水泵汛期随时启用。"}, {"绩效目标": "全县水泵 汛期随时启用。"}),
            "绩效.活动[0].分项[1].绩效目标",
        ),
        (
            parts(*[{"内容描述": "检修全县各乡镇的水泵。"}] * 2),
            "绩效.活动[0].分项[1].内容描述",
        ),
        (
            parts(*[{"内容描述": "检修全县各乡镇的水泵。", "绩效目标": "全县水泵汛期随时启用。"}] * 2),
            "绩效.活动[0].分项[1].绩效目标",
        ),
    ],
    "P409": [
        (graded(("检修次数和培训人数", "5", "3", "1", "0")), ROW),
        (graded(("检修次数和巡查次数", "5", "3", "1", "0")), ROW),
        (graded(("检修台数、巡查次数（次）", "≥5", "≥3", "≥1", "<1")), ROW),
        (graded(("参训人数", "6次，180人", "3次，90人", "1次，30人", "0")), ROW),
        (graded(("简报刊发次数", "≥5次、2次", "3次", "1次", "0")), ROW),
        (one((0, "三级", "检修台数和巡查次数"), (0, "值", "≥12台")), "绩效.项目[0].指标[0]"),
    ],
    "T113": [
        (year(2021, *one((0, "依据", PLAN), (1, "依据", PLAN))), "绩效.项目[0].指标[0].依据"),
        (year(2022, *one(目标="1.落实2019—2021年水泵更新实施方案。\n2.检修水泵。")), "绩效.项目[0].目标"),
        (year(2021, ("绩效/总体目标", "完成清淤攻坚行动（2018年-2020年）的任务。")), "绩效.总体目标"),
    ],
    "T114": [
        (year(2021, *one(目标="1.检修水泵。\n2.带动贫困户增收。")), "绩效.项目[0].目标"),
        (year(2022, *one((5, "描述", "贫困村村民的满意度"))), "绩效.项目[0].指标[5].描述"),
        (year(2021, ("绩效/保障措施", "1、助力打赢脱贫攻坚战。")), "绩效.保障措施"),
        (
            year(2021, *one(目标="1.检修水泵。\n2.帮助贫困户、贫困村用水。", 用途="用于贫困村的水泵。")),
            "绩效.项目[0].用途",
        ),
    ],
    "W210": [
        (one(目标="1.检修水泵。\n2.清理泵站周边的杂草，"), "绩效.项目[0].目标"),
        (one(目标="1.检修水泵，\n2.清理泵站。"), "绩效.项目[0].目标"),
        (parts({"绩效目标": "水泵汛期随时启用；"}), f"{FIRST}.绩效目标"),
        (parts({"内容描述": "主要包括："}), f"{FIRST}.内容描述"),
        (parts({"绩效目标": "减少故障；确保实现全年水泵完好率"}), f"{FIRST}.绩效目标"),
        (one((0, "描述", "全年检修的水泵、")), "绩效.项目[0].指标[0].描述"),
        (one(目标="1.检修水泵，确保。"), "绩效.项目[0].目标"),
        (one(目标="1.检修水泵以及"), "绩效.项目[0].目标"),
        (duties("负责水泵检修，指导乡镇、", "负责清淤。"), "职责"),
    ],
    "W211": [
        (
            parts({"内容描述": "建设县级农机维修基地。", "绩效目标": "省级农机维修基地建成。"}),
            f"{FIRST}.绩效目标",
        ),
        (one((0, "三级", "市级水泵试验台数量"), 目标="1.建设县级水泵试验台。"), "绩效.项目[0].指标"),
    ],
    "W302": [
        (duties(f"{LONG}。", "负责清淤。", f"指导乡镇工作；{LONG}，并监督实施。"), "职责"),
    ],
}


@pytest.mark.parametrize(
    ("code", "changes", "path"),
    [(code, changes, path) for code, cases in VIOLATIONS.items() for changes, path in cases],
)
def test_a_violation_is_found_at_its_place_by_its_rule_alone(code, changes, path):
    found = places(case_of(*changes), code[0])
    assert [one for one in found if one[0] in VIOLATIONS] == [(code, path)]


SOUND = [
    # tables of other projects
    goals("水泵检修", "行道树栽植", "路灯更换", "井盖普查"),
    goals("2021年水泵检修", "行道树栽植项目", "路灯更换费", "井盖普查"),
    goals("防汛抗旱", "园林绿化", "环境卫生", "路灯更换"),
    goals("水泵检修", "公厕新建"),
    projects(project(), project(名称="水泵检修（上级补助）", 目标="1.用好上级补助。")),
    projects(project(), project(名称="行道树栽植", 目标=PUMPS)),
    projects(project(), project(名称="泵站维护", 目标="1.汛前检修水泵。\n2.汛期随时启用。")),
    projects(
        project(),
        project((0, "值", "≥9台"), (1, "值", "≥90%"), 名称="行道树栽植", 目标=TREES),
    ),
    # what a project is named for
    one(名称="老旧水泵更新改造工程"),
    one(名称="图书报刊订阅经费", 用途="用于订阅报刊。"),
    one(名称="机关食堂补助"),
    one(名称="综合业务工作经费"),
    one(名称="绿财农〔2020〕7号提前下达图书报刊订阅补助资金"),
    one(名称="青山县市场监督管理局工作经费"),
    [("绩效/项目", [{"名称": "图书报刊订阅经费"}])],
    # grades
    graded(("检修率", "≥95%", "", "", "<95%"), ("完好率", "增加", "持平", "/", "下降")),
    parts({"绩效目标": "保障运转。"}, {"绩效目标": "保障运转。"}),
    parts({"绩效目标": "全县水泵汛期随时启用。"}, {"内容描述": "全县水泵汛期随时启用。"}),
    graded(("检修次数和培训人数", "5次，30人", "3次，20人", "1次，10人", "0")),
    graded(("检修次数", "5", "3", "1", "0"), ("参训人数", "200人", "100人", "50人", "0")),
    graded(("次数和人数之比", "5", "3", "1", "0"), ("培训人数", "50人，2天", "40人，2天", "30人", "0")),
    # plans and times that are over
    year(2020, *one((0, "依据", PLAN))),
    year(2022, *one((0, "依据", PLAN), 名称="水泵检修（上年结转）")),
    year(2021, *one((0, "依据", "农村供水行动计划（2020-2022）"), (1, "依据", "绿水〔2018〕20号"))),
    year(2021, *one(目标="1.检修水泵，总结三年行动计划（2018-2020）。\n2.落实“十三五”规划（2016-2020）。")),
    year(2021, *one(名称="三年行动计划（2018-2020）水泵检修", 用途="2019-2020年的电费。")),
    year(2020, *one(目标="1.检修水泵。\n2.带动贫困户增收。")),
    year(2021, *one(目标="1.检修水泵，巩固拓展脱贫攻坚成果。\n2.防止脱贫户返贫，帮助原贫困村用水。")),
    year(2021, *one(目标="1.检修水泵。\n2.落实《打赢脱贫攻坚战的意见》，服务困难群众和贫困学生。")),
    year(2021, *one(名称="贫困村水泵检修")),
    # sentences
    one(目标="1.检修水泵；\n2.清理泵站"),
    one(目标="1.检修水泵，清理泵站，\n按时完成。\n2.做到有依据，工作得到促进。"),
    one(目标="1.实现水泵完好率95%。\n2.提高水泵使用率。"),
    [("绩效/总体目标", "2021年的目标如下：")],
    [("职责", "（一）负责水泵检修，\n并指导乡镇。\n（二）承担下列任务：\n1、清淤。")],
    # levels
    one(目标="1.检修县级水泵试验台。\n2.争取省级水利专项资金。", 用途="县级水利专项资金。"),
    one((0, "三级", "省级水泵试验台数量"), (1, "三级", "县级水泵试验台数量"), 目标="1.建县级水泵试验台。"),
    parts({"内容描述": "建设县级农机维修基地。"}, {"绩效目标": "省级农机维修基地建成。"}),
    # duties
    duties(f"{LONG}。", f"负责{LONG}。"),
    duties("负责县级农机、农具和种子的储备。", "管理县级农机、农具和种子的轮换。"),
    # what is paid, said of changes, of plans
    one((3, "三级", "补助标准"), 名称="编外人员工资和补助"),
    one((3, "三级", "补助标准"), 名称="计划生育家庭奖励扶助资金"),
    one((3, "三级", "生活补贴标准"), 名称="志愿服务人员经费"),
    one(名称="市场监管县级配套资金"),
    one(名称="人居环境提升项目"),
    one((3, "三级", "补助标准"), 名称="编外人员工资", 目标="1.发放工资和取暖补助。"),
    one((4, "三级", "受淹村庄减少率"), (4, "描述", "减少的受淹村庄占上年受淹村庄的比例")),
    one((4, "三级", "新增供水户数"), (4, "描述", "供水用户增加户数")),
    one((2, "三级", "规划编制完成时间"), 名称="编制水利规划和评估报告"),
]


@pytest.mark.parametrize("changes", SOUND)
def test_what_is_sound_is_left_alone(changes):
    told = {*VIOLATIONS, "P116", "P206", "P210", "P215"}
    assert [one for one in places(case_of(*changes), "PTW") if one[0] in told] == []


def test_a_goal_before_2021_may_be_about_the_poor_and_the_year_may_be_unknown():
    changes = year(
        2000, *one((0, "依据", "行动计划（1998-1999）"), 目标="1.检修水泵。\n2.带动贫困户增收。")
    )
    assert [one for one in places(case_of(*changes), "T") if one[0] in {"T113", "T114"}] == []


def test_the_items_of_the_duties_are_named():
    items = (f"{LONG}。", "负责清淤。", f"指导乡镇工作；{LONG}。")
    assert only(case_of(*duties(*items)), "W").message == f"职责（一）和（三）里有相同的话：“{LONG}”"


def test_a_row_copied_from_two_projects_is_told_once():
    trees, lamps = project(名称="行道树栽植", 目标=TREES), project(名称="路灯更换", 目标="1.更换路灯。")
    found = places(case_of(*projects(project(), trees, lamps)), "P")
    assert [path for code, path in found if code == "P114"] == ["绩效.项目[1].指标", "绩效.项目[2].指标"]


def test_what_is_said_of_the_poor_is_told_once_for_a_project():
    changes = one((5, "描述", "贫困村村民的满意度"), 目标="1.检修水泵。\n2.带动贫困户增收。")
    assert only(case_of(*year(2021, *changes)), "T").message == (
        "“贫困户”、“贫困村”写在2021年的预算里，而脱贫攻坚任务2020年已经完成"
    )
