"""Figures that were published otherwise than computed: one contradiction, one finding, with its repair."""

from decimal import Decimal

import pytest

from conftest import PROJECT
from rule_cases import case_of, codes_of, found, only, places

SENTENCE = "；改正后把它从“公布数”删去"


def published(**figures):
    """The change that puts figures under 公布数; `__` stands for a dot."""
    return ("公布数", {key.replace("__", "."): Decimal(value) for key, value in figures.items()})


def advice(case):
    return only(case, "A").remedy.removesuffix(SENTENCE)


def test_the_rules_are_these():
    assert codes_of("A2") == ["A201", "A202", "A203", "A204"]


@pytest.mark.parametrize(
    "figures",
    [
        {},
        {"收入__合计": "130.75"},
        {"收入__合计": "130.76"},
        {"支出__基本支出__合计__增减": "0.25"},
        {"三公经费__合计__上年": "3.2"},
        {"国有资产__无形资产__价值": "25"},
    ],
)
def test_what_agrees_but_for_rounding_or_cannot_be_computed_is_no_finding(figures):
    assert places(case_of(published(**figures)), "A") == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("收入.本年合计", "131.75"),
        ("支出.基本支出.合计", "99.75"),
        ("支出.项目支出.合计", "39"),
        ("三公经费.公务用车", "2.1"),
        ("三公经费.合计", "33.33"),
        ("国有资产.固定资产.价值", "99.9"),
        ("国有资产.房屋合计.数量", "344.1"),
        ("支出.基本支出.公用经费", "22.22"),
        ("支出.合计.增减", "4.44"),
        ("支出.项目支出.合计.上年", "44.4"),
    ],
)
def test_a_figure_that_does_not_follow_is_an_error_at_its_key(key, value):
    case = case_of(("公布数", {key: Decimal(value)}))
    assert places(case, "A") == [("A201", f'公布数["{key}"]')]


def test_the_finding_names_both_figures_and_the_parts():
    message = only(case_of(published(支出__基本支出__合计="99.75")), "A").message
    assert message == "“支出.基本支出.合计”公布的是 99.75，计算的是 90.75（人员经费 70.25＋公用经费 20.5）"


def test_what_follows_from_a_wrong_part_is_no_contradiction_of_its_own():
    case = case_of(published(支出__基本支出__合计="99.75", 支出__合计="139.75", 收入__合计="139.75"))
    assert places(case, "A") == [
        ("A201", '公布数["支出.基本支出.合计"]'),
        ("A201", '公布数["收入.合计"]'),
        ("A202", '公布数["支出.合计"]'),
    ]


def test_published_totals_are_balanced_as_published():
    case = case_of(published(收入__合计="139.75"))
    assert places(case, "A") == [("A101", "支出"), ("A201", '公布数["收入.合计"]')]


def test_a_total_that_others_bear_out_puts_the_blame_on_its_parts():
    # the figures of a published disclosure: 300.13 and 357.5 are not 1339.21, with which the rest agrees
    changes = [
        ("收入/一般公共预算", Decimal("3578.69")),
        ("收入/基金预算", Decimal(58)),
        ("支出/基本支出", {"人员经费": Decimal("300.13"), "公用经费": Decimal("357.5")}),
        ("支出/项目支出/明细", [{"名称": "项目支出", "金额": Decimal("2297.48")}]),
        ("机关运行经费/金额", Decimal("1097.32")),
        published(支出__基本支出__合计="1339.21", 支出__合计="3636.69", 支出__合计__增减="3506.19"),
    ]
    problems = found(case_of(*changes), "A")
    assert [(problem.code, problem.path) for problem in problems] == [
        ("A107", "机关运行经费.金额"),
        ("A201", '公布数["支出.基本支出.合计"]'),
        ("A202", '公布数["支出.合计"]'),
    ]
    assert problems[1].remedy == (
        "公布的数与“支出.合计”相符，多半是其中一项有误："
        "“支出.基本支出.人员经费”应为 981.71，或“支出.基本支出.公用经费”应为 1039.08" + SENTENCE
    )


def test_a_list_of_main_items_may_be_shorter_than_the_whole():
    case = case_of(published(支出__项目支出__合计="50", 支出__合计="140.75", 收入__合计="140.75"))
    assert [code for code, _ in places(case, "A")] == ["A201", "A202", "A203"]


def test_a_list_of_main_items_is_no_excuse_when_the_total_knows_of_no_more():
    case = case_of(published(支出__项目支出__合计="50"))
    assert places(case, "A") == [("A201", '公布数["支出.项目支出.合计"]')]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (
            {"支出__基本支出__合计": "97.05"},
            "“支出.基本支出.合计”97.05像是相邻两位数字写颠倒了，应为 90.75",
        ),
        (
            {"支出__基本支出__合计": "88.1"},
            "“支出.基本支出.合计”88.1与上年数相同，像是没有改成今年的 90.75",
        ),
        ({"支出__基本支出__合计": "907500"}, "“支出.基本支出.合计”907500像是把元当成了万元，应为 90.75"),
        ({"支出__基本支出__合计": "9.75"}, "“支出.基本支出.合计”9.75像是漏了一位数字，应为 90.75"),
        (
            {"支出__基本支出__合计": "70.25"},
            "“支出.基本支出.合计”70.25与“支出.基本支出.人员经费”相同，像是重复填了同一个数，应为 90.75",
        ),
        ({"支出__合计__增减": "-0.25"}, "增加和减少像是写反了"),
        ({"三公经费__合计": "13"}, "核对公布的数和它的各部分"),
    ],
)
def test_the_repair_is_proposed_where_it_is_evident(figures, expected):
    last_year = {"支出.基本支出.合计": Decimal("88.1"), "支出.项目支出.合计": Decimal("42.4")}
    assert advice(case_of(("上年", last_year), published(**figures))) == expected


def test_a_slip_in_a_part_is_found_when_the_total_is_borne_out():
    # 70.25 was meant to be 72.05: the published totals are right
    case = case_of(
        ("收入/一般公共预算", Decimal("122.55")),
        published(支出__基本支出__合计="92.55", 支出__合计="132.55"),
    )
    [problem] = [problem for problem in found(case, "A") if problem.code == "A201"]
    assert problem.remedy.startswith("“支出.基本支出.人员经费”70.25像是相邻两位数字写颠倒了，应为 72.05；")


def test_a_slip_is_recognised_in_a_rounded_figure():
    basic = {"人员经费": Decimal("952.56377"), "公用经费": Decimal("133.490524")}
    case = case_of(("支出/基本支出", basic), published(支出__基本支出__合计="1068.05"))
    [problem] = [problem for problem in found(case, "A") if problem.code == "A201"]
    assert "1068.05像是相邻两位数字写颠倒了，应为 1086.05；" in problem.remedy


def test_parts_that_are_many_are_not_listed():
    items = [{"名称": f"项目{number}", "金额": Decimal(10)} for number in range(7)]
    case = case_of(
        ("收入/一般公共预算", Decimal("140.75")),
        ("支出/项目支出/明细", items),
        published(支出__项目支出__合计="60", 支出__合计="150.75"),
    )
    problem = found(case, "A")[0]
    assert problem.message == "“支出.项目支出.合计”公布的是 60，计算的是 70"
    assert problem.remedy.startswith("公布的数与“支出.合计”相符，多半是其中一项有误：核对各部分；")


def test_two_published_figures_that_changed_places_are_recognised():
    case = case_of(published(支出__基本支出__合计="40", 支出__项目支出__合计="90.75"))
    problem = found(case, "A")[0]
    assert problem.path == '公布数["支出.基本支出.合计"]'
    assert problem.remedy.startswith("“支出.基本支出.合计”与“支出.项目支出.合计”像是互相填错了位置；")


def test_exchanged_figures_of_two_sections_are_recognised():
    case = case_of(published(收入__本年合计="3.2", 三公经费__合计="130.75"))
    remedies = {problem.path: problem.remedy for problem in found(case, "A") if problem.code == "A201"}
    assert remedies == {
        '公布数["收入.本年合计"]': "“收入.本年合计”与“三公经费.合计”像是互相填错了位置" + SENTENCE,
        '公布数["三公经费.合计"]': "“三公经费.合计”与“收入.本年合计”像是互相填错了位置" + SENTENCE,
    }


def test_published_figures_are_in_the_unit_in_which_they_were_printed():
    budget = {"财政资金": Decimal(30), "其他资金": Decimal(10)}
    project = ("绩效/项目", [{**PROJECT, "预算": budget}])
    right = ("公布数", {"绩效.项目[0].预算.合计": Decimal("400000.00")})
    wrong = ("公布数", {"绩效.项目[0].预算.合计": Decimal(40)})
    assert places(case_of(project, right), "A") == []
    problem = only(case_of(project, wrong), "A")
    assert problem.message == (
        "“绩效.项目[0].预算.合计”公布的是 40，计算的是 400000（财政资金 300000＋其他资金 100000）"
    )


@pytest.mark.parametrize(("words", "said"), [("", "空着"), ("——", "印的是“——”")])
def test_a_total_that_was_left_out_is_a_warning_with_what_it_is(words, said):
    case = case_of(("公布数", {"收入.合计": words}))
    assert only(case, "A").code == "A204"
    assert only(case, "A").message == f"“收入.合计”公布时{said}，计算的是 130.75"


def test_what_was_left_out_and_is_nothing_is_no_finding():
    assert places(case_of(("公布数", {"收入.财政专户": "—", "绩效.项目预算合计": ""})), "A") == []
