"""Text: each rule fires on the one thing it is meant for, at its place, and on nothing else."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discgen.rules.numbering import numbers_count_up
from discgen.rules.punctuation import brackets_come_in_pairs
from rule_cases import case_of, codes_of, found, only, places

SENTENCE = "市场秩序良好。"
LONG = "对全县农贸市场开展一次全面检查，"


def duties(text):
    return [("职责", text)]


def measures(text):
    return [("绩效/保障措施", text)]


def cell(key, text):
    return [(f"绩效/项目/0/指标/0/{key}", text)]


def unit(name, *changes, **more):
    institutions = [{"名称": name}]
    return [("单位", {"名称": name, **more}), ("机构设置", institutions), *changes]


def wording(**sentences):
    return [("措辞", sentences)]


def goals(*numbers):
    return [
        ("绩效/分项目标", [{"序号": number, "名称": f"监管{number}"} for number in numbers]),
    ]


INDICATOR = "绩效.项目[0].指标[0]"
HEADINGS = ("职责", "预算", "机关运行经费", "三公经费", "绩效", "采购", "资产", "名词", "其他事项")
ARABIC = {
    f"标题{han}": f"{number}、{words}"
    for number, (han, words) in enumerate(zip("一二三四五六七八九", HEADINGS, strict=True), 1)
}

VIOLATIONS = {
    "W101": [
        (duties("（一）目标内容1。"), "职责"),
        (measures("20XX年完成××项目。"), "绩效.保障措施"),
        (measures("保障ＸＸ县重点工作。"), "绩效.保障措施"),
        (measures("X县项目资金。"), "绩效.保障措施"),
        (measures("由某某局负责。"), "绩效.保障措施"),
        (measures("加强领导（此处填写措施）。"), "绩效.保障措施"),
        (measures("【】加强领导。"), "绩效.保障措施"),
        (measures("【单位名称】加强领导。"), "绩效.保障措施"),
        (measures("资金____万元。"), "绩效.保障措施"),
        (measures("请填写保障措施"), "绩效.保障措施"),
        (measures("示例：加强领导。"), "绩效.保障措施"),
        (measures("Lorem ipsum dolor"), "绩效.保障措施"),
        (cell("描述", "指标内容一"), f"{INDICATOR}.描述"),
        (cell("值", "≥XX次"), f"{INDICATOR}.值"),
    ],
    "W102": [
        (duties("（一）监督市场。{ TC 监督市场 \\f A \\l 1 }"), "职责"),
        (duties("[bookmark: _GoBack]（一）监督市场。"), "职责"),
        (measures("见HYPERLINK http://a.cn 网站。"), "绩效.保障措施"),
        (measures("见第PAGEREF _Toc67650460页。"), "绩效.保障措施"),
        (measures("见错误！未找到引用源。"), "绩效.保障措施"),
        (measures("见Error! Bookmark not defined."), "绩效.保障措施"),
        (measures("加强&nbsp;领导。"), "绩效.保障措施"),
        (measures("加强领导。<br/>"), "绩效.保障措施"),
        (cell("值", "#REF!"), f"{INDICATOR}.值"),
    ],
    "W103": [
        (measures("加强\ufffd领导。"), "绩效.保障措施"),
        (measures("加强\ue004领导。"), "绩效.保障措施"),
        (cell("描述", "全年\x07抽检"), f"{INDICATOR}.描述"),
    ],
    "W104": [
        (measures("治理納污坑塘。"), "绩效.保障措施"),
        (measures("加强⼈员培训。"), "绩效.保障措施"),
        (measures("加强\u200b领导。"), "绩效.保障措施"),
    ],
    "W201": [
        (measures("我单位加强领导。"), "绩效.保障措施"),
        (
            [
                ("单位", {"名称": "青山县市场监督管理局", "称谓": "单位"}),
                *measures("本部门加强领导。"),
            ],
            "绩效.保障措施",
        ),
    ],
    "W202": [
        (measures("改善我镇环境。"), "绩效.保障措施"),
        (measures("在全乡范围内开展检查。"), "绩效.保障措施"),
        (unit("长安区财政局", *measures("落实我县政策。")), "绩效.保障措施"),
        (measures("经街道工委会议决定。"), "绩效.保障措施"),
    ],
    "W203": [
        (measures("推进全市工程建设。"), "绩效.保障措施"),
        (measures("提升全省动员能力。"), "绩效.保障措施"),
        (measures("维护我区市场秩序。"), "绩效.保障措施"),
        (measures("为省内常住人口服务。"), "绩效.保障措施"),
        (measures("推动沿海、山区两大区域发展。"), "绩效.保障措施"),
    ],
    "W204": [
        ([("机构设置/0/名称", "白水县市场监督管理局")], "机构设置[0].名称"),
        ([("绩效/项目/0/单位名称", "长山市白水县检验所")], "绩效.项目[0].单位名称"),
        (measures("白水县市场监督管理局加强领导。"), "绩效.保障措施"),
        (measures("编制《白水县节能规划》。"), "绩效.保障措施"),
        (measures("由长山市白水县财政局负责。"), "绩效.保障措施"),
        (measures("服务白水县县直单位。"), "绩效.保障措施"),
    ],
    "W205": [
        (wording(开头="现将青山县民政局2021年部门预算公开如下："), "措辞.开头"),
        (wording(总体说明="青山县民政局的收支包含在部门预算中。"), "措辞.总体说明"),
        (wording(支出说明="反映青山县民政局年度部门预算的情况。"), "措辞.支出说明"),
        (wording(资产="青山县民政局上年末固定资产情况。"), "措辞.资产"),
        ([("未识别", [{"位置": "资产", "文字": "编制部门：青山县民政局"}])], "未识别[0].文字"),
    ],
    "W206": [
        (wording(收入说明="共131.5万元。"), "措辞.收入说明"),
        (wording(**{"a.b": "共131.5万元。"}), '措辞["a.b"]'),
    ],
    "W207": [
        (
            wording(增减说明="基本支出增加55.83和项目支出减少{{ 支出.项目支出.合计 }}万元。"),
            "措辞.增减说明",
        ),
        (wording(增减说明="基本支出增加{{ 支出.基本支出.合计.增减 }}，总的减少。"), "措辞.增减说明"),
        (wording(收入说明="全年收入{{ 收入.合计 }}"), "措辞.收入说明"),
        (
            wording(增减说明="基本支出{{ 支出.基本支出.合计.增加或减少 }}{{ 支出.基本支出.合计.增减 }}。"),
            "措辞.增减说明",
        ),
    ],
    "W208": [
        (measures("共同谱写甲村新一轮发展的辉煌。"), "绩效.保障措施"),
        (measures("奋力开创白水县高质量发展新局面。"), "绩效.保障措施"),
    ],
    "W209": [
        (measures("保障教育局机关正常运转。"), "绩效.保障措施"),
        (measures("做好服务，确保卫生健康局各项工作的正常开展。"), "绩效.保障措施"),
    ],
    "W301": [
        (measures(f"1、{LONG}查处问题。\n2、{LONG}查处问题。"), "绩效.保障措施"),
        ([*duties(f"（一）{LONG}查处问题。"), *measures(f"{LONG}查处问题。")], "绩效.保障措施"),
    ],
    "W302": [
        (measures(f"{LONG}加强领导。做好服务。{LONG}加强领导。"), "绩效.保障措施"),
        (measures("按时完成任务；按时完成任务。"), "绩效.保障措施"),
    ],
    "W303": [
        (measures("安排40万元万元。"), "绩效.保障措施"),
        (measures("提高服务对象服务对象满意度。"), "绩效.保障措施"),
        (measures("安排的的资金。"), "绩效.保障措施"),
        (cell("描述", "合格率达到95%%"), f"{INDICATOR}.描述"),
    ],
    "W304": [
        (duties("（一）监督市场。\n（二）查处案件。\n（二）其他任务。"), "职责"),
        (duties("1、监督市场。\n2、查处案件。\n4、其他任务。"), "职责"),
        (duties("（十）监督市场。\n（十－）其他任务。"), "职责"),
        (measures("1.加强领导。3.做好服务。"), "绩效.保障措施"),
        (measures("一是加强领导；三是做好服务。"), "绩效.保障措施"),
        (measures("第一条 加强领导。\n第三条 做好服务。"), "绩效.保障措施"),
        (measures("①加强领导。\n③做好服务。"), "绩效.保障措施"),
        (measures("1.1、加强领导。\n2.2、做好服务。"), "绩效.保障措施"),
        (goals("（一）", "（三）"), "绩效.分项目标[1].序号"),
        (wording(标题八="8、名词解释"), "措辞.标题八"),
        (wording(标题八="七、名词解释"), "措辞.标题八"),
        (wording(**{**ARABIC, "标题三": "4、机关运行经费"}), "措辞.标题三"),
    ],
    "W401": [
        (measures("加强领导,做好服务。"), "绩效.保障措施"),
        (measures("完成率95%以上;及时率90%,做好服务。"), "绩效.保障措施"),
        (measures("发挥作用.做好服务。"), "绩效.保障措施"),
        (measures("加强领导(全年)。"), "绩效.保障措施"),
        (measures("安排2项（其中：新增1项)。"), "绩效.保障措施"),
        (measures('开展"比看"活动。'), "绩效.保障措施"),
        (measures("依据<<规划>>。"), "绩效.保障措施"),
        (measures("改善生活\\医疗条件。"), "绩效.保障措施"),
        (cell("描述", "全年抽检(次)"), f"{INDICATOR}.描述"),
    ],
    "W402": [
        (measures("加强领导（全年。"), "绩效.保障措施"),
        (measures("加强领导全年）。"), "绩效.保障措施"),
        (measures("依据《规划（2021年》）。"), "绩效.保障措施"),
        (measures("提供“政策发布等信息服务。"), "绩效.保障措施"),
    ],
    "W403": [
        (measures("加强领导，。"), "绩效.保障措施"),
        (measures("加强领导、、做好服务。。"), "绩效.保障措施"),
        (measures("加强领导（，全年）。"), "绩效.保障措施"),
    ],
}


def test_every_rule_has_a_violation_here():
    others = ["W210", "W211"]  # tested with the copies
    assert codes_of("W") == sorted([*VIOLATIONS, *others])


@pytest.mark.parametrize(
    ("code", "changes", "path"),
    [(code, changes, path) for code, cases in VIOLATIONS.items() for changes, path in cases],
)
def test_a_violation_is_found_by_its_rule_alone_at_its_place(code, changes, path):
    assert places(case_of(*changes), "W") == [(code, path)]


SOUND = [
    # placeholders
    "开展示例县建设，受理申请填写事项，规划目标内容完整。",
    "购置A4纸，安装X光机，完成6#-14#仓维修，规格30×40厘米。",
    "依据冀财教【2020】27号文件，完善有待补充的制度。",
    "组织（自行车、童车）企业参展，做好“请进来、走出去”（请示、批复）工作。",
    # leftovers and characters
    "网址http://www.a.gov.cn，面积<100平方米，A&B类设备。",
    "办结率①95%，②90%，温度20℃，占比2‰。",
    # the unit and its place
    "各部门、各单位和预算单位落实本单位预算管理要求。",
    "我县市场在全市排名第三，居全市前列，经验在全省推广，保障全市场供应和安全区域。",
    "推动全乡镇覆盖，保障我区域内安全，镇定应对。",
    "管理县粮食局、县商务局，承担县委、县政府交办的任务，推进县重点项目。",
    "落实石家庄市经济开发区管理委员会、邢台市发改委的要求，建设电子商务示范县。",
    "编制《青山县节能规划》《县域发展规划》和《智慧县城规划》。",
    "青山县市场监督管理局加强领导。",
    "更新基本单位名录库，争取在全省绩效评价中取得良好等次。",
    "谱写青山县新篇章，谱写乡村新画卷，开创我县新局面，谱写新时代市场监管新篇章，书写乡村振兴答卷。",
    "石家庄市裕华区教育局对口帮扶我县，我省、我市出台的政策已落实，全市考核排名前列，用好本乡本土人才。",
    "保障机关正常运转，保障市场监管局各项工作正常开展，保障我局正常运转，保障教育局等单位的需要。",
    # repetition
    "加强领导。做好服务。加强领导。",
    "逐步逐步推进，目的的实现靠大家，人人参与。",
    # numbering
    "（一）甲。\n1、乙。\n2、丙。\n（二）丁。\n1、戊。",
    "1、甲。\n1、乙。\n2、丙。\n2、丁。\n3、戊。",
    "第一条 甲。\n（一）乙。\n（二）丙。\n第二条 丁。\n（一）戊。",
    "一是甲，二是乙；三是丙。统一是非标准。",
    "分别检查：10、20、30户；2.5公里，2021.5完成。",
    "1、甲。2、检查：10、20、30户。3、乙。",
    "依据（二）项规定，5月完成。\n4、2021年驻点招商。\n5、其他。",
    # punctuation
    "时间12:30，比例1:2，网址http://a.cn，版本2.0，数量1,490.00。",
    "安排“一事一议”（含《办法》（试行））项目……",
    "1)甲。\n2)乙。\na)丙。",
    "使用Office（版本）软件，型号A(1)。",
]


@pytest.mark.parametrize("text", SOUND)
def test_sound_sentences_are_left_alone(text):
    assert places(case_of(*measures(text)), "W") == []


@pytest.mark.parametrize(
    "changes",
    [
        [],
        duties("（一）指导本单位和我单位所属机构。\n（二）其他任务。"),
        cell("值", ">=5次"),
        cell("依据", "本单位工作计划"),
        [("绩效/项目/0/目标", "1.保障我单位运转。"), ("绩效/项目/0/单位名称", "青山县计量检定所")],
        cell("值", "≥5次(含复检)"),
        wording(收入说明="共{{ 收入.合计 }}万元，比上年增加0万元，标准为180元/人。"),
        wording(增减说明="比上年{{ 支出.合计.变化 }}，户数增加{{ 年度 }}，支出{{ 支出.合计 }} 万元。"),
        wording(开头="现将{{ 单位.名称 }}{{ 年度 }}年部门预算公开如下："),
        wording(开头="现将青山县市场监督管理局2021年部门预算公开如下："),
        wording(总体说明="我局的收支包含在部门预算中。"),
        unit("青山县城关镇人民政府", *measures("改善我镇环境，落实我县政策。")),
        unit("河北青山经济开发区管理委员会", *measures("改善我区环境，落实我县政策。"), 县="青山县"),
        unit("大厂回族自治县财政局", *measures("编制《大厂县志》，由廊坊市大厂回族自治县财政局负责。")),
        unit("长山市财政局", *measures("推进全市工程建设，由长山市白水县财政局落实。")),
        unit("财政局", *measures("改善我镇环境。")),
        [*duties("（一）管理县森林公安局。\n（二）其他任务。"), *measures("保障森林公安局正常运转。")],
        goals("（一）", "（二）"),
        goals("1、", "2、", "1、"),
        wording(**ARABIC),
        wording(标题五="五、预算绩效信息", 标题八="名词解释"),
        wording(标题六="", 标题七="六、国有资产信息", 标题八="七、名词解释", 标题九="八、其他事项"),
        measures("服务省内外客商。"),
    ],
)
def test_what_is_sound_is_left_alone(changes):
    assert places(case_of(*changes), "W") == []


def test_a_typed_amount_is_proposed_as_a_citation():
    problem = only(case_of(*wording(机关运行经费="共20.5万元，其中水电费1.4万元。")), "W")
    assert problem.message == "金额“20.5万元”、“1.4万元”是直接写的，不随填写的数变化"
    assert problem.remedy == "改成引用，写成“{{ 收入.合计 }}”的样子"
    problem = only(case_of(*wording(接待费="公务接待费2万元。")), "W")
    assert problem.remedy == "改成引用，写成“{{ 三公经费.公务接待费 }}”"


def test_other_placeholders_beside_a_mark_are_still_found():
    case = case_of(*measures("【单位名称】安排【待填】万元。"))
    assert places(case, "W") == [("W101", "绩效.保障措施")]


def test_a_repeated_paragraph_is_told_with_where_it_stood_first():
    changes = [*duties(f"（一）{LONG}查处问题。"), *measures(f"{LONG}查处问题。\n{SENTENCE}")]
    problem = only(case_of(*changes), "W")
    assert problem.message == "有1段已在“职责”出现过：“对全县农贸市场开展一次全面检查，查处问题…”"


def test_many_passages_are_summed_up():
    text = "，".join(f"第{letter}组加强,领导" for letter in "甲乙丙丁戊")
    assert only(case_of(*measures(text)), "W").message.endswith("等5处")


def test_of_a_long_passage_the_middle_is_left_out():
    problem = only(case_of(*measures("安排两项（其中：公务用车购置费和公务用车运行维护费)。")), "W")
    assert problem.message == "中文里有半角标点：“安排两项（其中：公务用车…用车运行维护费)。”"


WORDS = "零一二三四五六七八九"


def in_words(number):
    tens, ones = divmod(number, 10)
    return (
        ("" if tens == 1 else WORDS[tens] if tens else "")
        + "十" * bool(tens)
        + (WORDS[ones] if ones else "")
    )


STYLES = [
    "（{han}）甲。",
    "{han}、甲。",
    "第{han}条 甲。",
    "({arabic})甲。",
    "{arabic}、甲。",
    "{arabic}.甲。",
]


def numbered(style, numbers):
    return "\n".join(style.format(han=in_words(number), arabic=number) for number in numbers)


def faults(text):
    return [finding.message for finding in numbers_count_up(case_of(*measures(text)))]


@settings(deadline=None)
@given(st.sampled_from(STYLES), st.lists(st.integers(1, 40), min_size=1, max_size=4))
def test_lists_that_count_up_are_sound_however_often_they_begin_anew(style, lengths):
    assert faults(numbered(style, [n for length in lengths for n in range(1, length + 1)])) == []


@given(st.sampled_from(STYLES), st.integers(3, 60), st.data())
def test_a_missing_number_is_found_where_it_is_missing(style, length, data):
    gone = data.draw(st.integers(2, length - 1))
    text = numbered(style, [n for n in range(1, length + 1) if n != gone])
    after = re.escape(style.format(han=in_words(gone + 1), arabic=gone + 1).split("甲")[0].strip())
    [message] = faults(text)
    assert re.search(f"第{gone - 1}项之后是{after}", message)


@given(st.sampled_from(STYLES), st.integers(2, 60), st.data())
def test_a_number_written_twice_is_found(style, length, data):
    twice = data.draw(st.integers(2, length))
    [message] = faults(numbered(style, sorted([*range(1, length + 1), twice])))
    assert message.endswith("重复”")


PAIRS = ["（）", "《》", "“”", "【】"]
NESTED = st.recursive(
    st.just("甲乙"),
    lambda inner: st.tuples(st.sampled_from(PAIRS), inner, inner).map(
        lambda parts: f"{parts[0][0]}{parts[1]}{parts[0][1]}{parts[2]}"
    ),
    max_leaves=12,
)


@given(NESTED, st.data())
def test_pairs_are_sound_until_one_half_is_lost(text, data):
    assert not list(brackets_come_in_pairs(case_of(*measures(text))))
    marks = [place for place, char in enumerate(text) if char in "".join(PAIRS)]
    if marks:
        lost = data.draw(st.sampled_from(marks))
        damaged = text[:lost] + text[lost + 1 :]
        [finding] = brackets_come_in_pairs(case_of(*measures(damaged)))
        assert finding.path == "绩效.保障措施"


def test_an_amount_is_named_with_its_thousands():
    [finding] = found(case_of(*wording(收入说明="共1,876.42万元。")), "W206")
    assert finding.message == "金额“1,876.42万元”是直接写的，不随填写的数变化"
