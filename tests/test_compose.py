"""Compose: the words a disclosure becomes, and what it reports instead of guessing."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import DISCLOSURE, INDICATORS, PROJECT, changed
from discgen import forms
from discgen.blocks import Heading, Paragraph, Table, lines_of, text_of
from discgen.compose import compose
from discgen.compose.markup import MarkupError, document_of
from discgen.errors import InputError
from discgen.figures import FigureBook, figures_of
from discgen.forms.spec import TableSpec
from discgen.model import Disclosure


def composed(data, form="2021合表"):
    disclosure = Disclosure.model_validate(data)
    loaded = forms.load(form) if isinstance(form, str) else form
    last = disclosure.last_year.figures() if disclosure.last_year else {}
    book = FigureBook(
        figures_of(disclosure), last, disclosure.amount_unit, loaded.number_formats(disclosure)
    )
    return compose(disclosure, loaded, book)


def text(composition):
    return "\n".join(text_of(line) for line in lines_of(composition.document))


def tables(composition):
    return [block for block in composition.document.blocks if isinstance(block, Table)]


def words(table):
    return [["/".join(text_of(line) for line in cell.lines) for cell in row] for row in table.rows]


def test_totals_changes_and_their_words_are_computed():
    document = text(composed(DISCLOSURE))
    assert "2021年预算收入130.75万元" in document
    assert "较2020年预算增加0.25万元，主要是人员增加" in document
    assert "基本支出增加0.25万元；项目支出持平。" in document


@pytest.mark.parametrize(
    ("before", "words_"), [("3.2", "与2020年持平"), ("4", "减少0.8万元"), ("3", "增加0.2万元")]
)
def test_the_direction_of_a_change_follows_from_the_figures(before, words_):
    assert words_ in text(composed(changed(("上年/三公经费.合计", Decimal(before)))))


def test_a_form_has_its_own_word_for_an_increase():
    last = {"支出.基本支出.合计": Decimal(90), "支出.项目支出.合计": Decimal(41)}
    parts = {"三公经费.因公出国费": 0, "三公经费.公务用车": Decimal("1.2"), "三公经费.公务接待费": 1}
    basic = {
        "工资福利支出": Decimal(70),
        "对个人和家庭的补助": Decimal("0.25"),
        "公用经费": Decimal("20.5"),
    }
    data = changed(("支出/基本支出", basic), ("上年", {**last, **parts}), ("绩效", {}))
    document = text(composed(data, "2017"))
    assert "基本支出增长0.75万元，项目支出减少1万元" in document
    assert "公务接待费2万元，比上年增长1万元" in document


def test_department_and_unit_editions_differ_throughout():
    document = text(composed(changed(("单位/称谓", "单位"))))
    assert "我单位" in document
    assert "部门" not in document.replace("各部门", "").replace("县级部门", "")


def test_every_figure_in_the_text_bears_its_key():
    runs = [run for line in lines_of(composed(DISCLOSURE).document) for run in line if run.key]
    assert ("130.75", "收入.合计") in {(run.text, run.key) for run in runs}
    assert ("0.25", "支出.合计.增减") in {(run.text, run.key) for run in runs}


def test_what_the_form_prints_and_the_file_lacks_is_reported_once_each():
    problems = composed(changed(("收入/财政专户", ...), ("国有资产/拟购置", ...), ("上年", ...))).problems
    paths = [problem.path for problem in problems]
    assert len(paths) == len(set(paths))
    assert {"收入.财政专户", "国有资产.拟购置", "上年.支出.合计", "上年.三公经费.合计"} <= set(paths)


def test_an_empty_procurement_is_said_and_its_table_is_printed_empty():
    composition = composed(DISCLOSURE)
    assert "安排政府采购预算0万元" in text(composition)
    [table] = [table for table in tables(composition) if table.label == "政府采购预算"]
    assert table.landscape
    assert words(table)[3][0] == "合　　计"


def test_the_2017_form_says_that_nothing_is_bought():
    data = changed(("上年", ...), ("绩效", {}))
    assert "未安排政府采购事宜" in text(composed(data, "2017"))


def test_equal_first_levels_are_merged_downwards():
    [table] = [table for table in tables(composed(DISCLOSURE)) if table.label == "项目绩效目标"]
    assert [row[0].rowspan for row in table.rows[2:]] == [2, 1, 1]
    assert [len(row) for row in table.rows[2:]] == [6, 5, 6]


def test_second_levels_of_the_same_name_under_different_first_levels_stay_apart():
    rows = [{**INDICATORS[0], "一级": first, "二级": "同名"} for first in ("甲", "甲", "乙", "乙", "甲")]
    data = changed(("绩效/项目", [{**PROJECT, "指标": rows}]))
    form = forms.load("2021合表")
    spec = form.tables["项目绩效"].model_dump(by_alias=True)
    for cell in spec["行"][-1]["格"][:2]:
        cell["合并"] = "是"
    merging = replace(form, tables={**form.tables, "项目绩效": TableSpec.model_validate(spec)})
    [table] = [table for table in tables(composed(data, merging)) if table.label == "项目绩效目标"]
    assert [tuple(cell.rowspan for cell in row[:2]) for row in table.rows[2::2]] == [(2, 2), (2, 2), (1, 1)]


def test_a_project_of_several_goals_has_a_paragraph_for_each():
    [table] = [table for table in tables(composed(DISCLOSURE)) if table.label == "项目绩效目标"]
    assert words(table)[0] == ["绩效目标", "1.完成抽检。/2.公布结果。"]


def test_the_2023_table_shows_code_budget_and_plan():
    project = {
        **PROJECT,
        "编码": "13102823P00280810058N",
        "预算": {"财政资金": Decimal(26), "其他资金": Decimal("0.07")},
        "用途": "抽检费用。",
        "支出计划": {"3月底": 25, "6月底": 50, "10月底": 80, "12月底": 100},
    }
    data = changed(("绩效/项目", [project]), ("项目表单位", "元"), ("收入/上年结转", Decimal(0)))
    [table] = [table for table in tables(composed(data, "2023")) if table.label == "项目绩效目标"]
    rows = words(table)
    assert rows[0] == ["303001青山县市场监督管理局", "单位：元"]
    assert rows[2] == [
        "预算规模及资金用途",
        "预算数",
        "260700.00",
        "其中：财政资金",
        "260000.00",
        "其他资金",
        "700.00",
    ]
    assert rows[5] == ["25", "50", "80", "100"]


def test_activities_span_their_indicators():
    activity = {
        "名称": "市场监管",
        "分项": [
            {
                "名称": "抽检",
                "预算数": Decimal(3),
                "指标": [{"名称": "次数", "优": "5"}, {"名称": "比率", "优": "≥90%"}],
            },
            {"名称": "宣传"},
        ],
    }
    [table] = [
        t for t in tables(composed(changed(("绩效", {"活动": [activity]})), "2017")) if t.header_rows == 2
    ]
    assert words(table)[2][:2] == ["市场监管", "3.00"]
    assert [cell.rowspan for cell in table.rows[3][:4]] == [2, 2, 2, 2]
    assert words(table)[4] == ["比率", "≥90%", "", "", ""]
    assert words(table)[5][:2] == ["　　宣传", ""]


def test_own_wording_replaces_a_sentence_and_its_figures_stay_computed():
    wording = {"收入说明": "本年收入{{ 收入.合计 }}万元 <其中> 基金{{收入.基金预算}}万元。\n另起一段。"}
    composition = composed(changed(("措辞", wording)))
    assert not composition.problems
    lines = [text_of(block.line) for block in composition.document.blocks if isinstance(block, Paragraph)]
    assert "本年收入130.75万元 <其中> 基金10万元。" in lines
    assert "另起一段。" in lines


def test_prose_may_cite_figures():
    document = text(composed(changed(("绩效/总体目标", "{{ 年度 }}年用好{{ 支出.合计 }}万元。"))))
    assert "2021年用好130.75万元。" in document


@pytest.mark.parametrize(
    ("citation", "complaint"),
    [
        ("{{ 收入.合汁 }}", "引用的“收入.合汁”不存在，是不是“合计”？"),
        ("{{ 收入 }}", "不是一个数或名称"),
        ("{{ 绩效.项目 }}", "不是一个数或名称"),
        ("{{ 收入.合计 * 2 }}", "不能写算式"),
        ("{{ 收入.合计.__class__ }}", "不存在"),
        ("{{ 单位.名称.upper() }}", "不能写算式、函数"),
        ("{{ 'a' * 100000000 }}", "不能写算式"),
        ("{{ range(10) }}", "不能写算式、函数"),
        ("{{ ''.__class__.__mro__ }}", "不能写算式"),
        ("{% for i in 绩效.项目 %}x{% endfor %}", "不能写 {% … %}"),
        ("{% include '0' %}", "不能写 {% … %}"),
        ("{% raw %}{{ 收入 }}{% endraw %}", "印不出来"),
        ("{# 丢失 #}", "印不出来"),
        ("{{ 收入.合计 ", "花括号不成对"),
        ("{{ 绩效.项目[9].名称 }}", "不存在"),
    ],
)
@pytest.mark.parametrize("place", ["措辞/收入说明", "职责"])
def test_words_from_a_file_can_cite_figures_and_do_nothing_else(citation, complaint, place):
    composition = composed(changed((place, f"前{citation}后")))
    [problem] = composition.problems
    assert complaint in problem.message
    assert problem.path == place.replace("/", ".")


def test_an_unknown_sentence_is_named_with_the_nearest_known_one():
    [problem] = composed(changed(("措辞", {"收入说名": "无"}))).problems
    assert problem.remedy == "是不是“收入说明”？"


def test_whole_elements_are_not_for_files_to_fill():
    [problem] = composed(changed(("措辞", {"版块一": "<p>x</p>"}))).problems
    assert "没有名为“版块一”的语句" in problem.message


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="{\ufffe\uffff"), min_size=1)
)
def test_any_words_come_through_unchanged(anything):
    goal = f"甲{anything}乙"
    assert goal in text(composed(changed(("绩效/总体目标", goal)))).replace("\r", "\n")


@pytest.mark.parametrize(
    "markup",
    [
        "<document><p>x</document>",
        "<document><div>x</div></document>",
        "<document><p><b>x</b></p></document>",
        "<document>stray</document>",
        "<document><p>x</p>stray</document>",
        "<document><caption>x</caption><p>no table</p></document>",
        "<document><caption>x</caption></document>",
        '<document><table n="7"/></document>',
    ],
)
def test_a_form_that_writes_anything_else_than_blocks_is_refused(markup):
    with pytest.raises(MarkupError):
        document_of(markup, [])


def test_headings_carry_their_level():
    document = document_of("<document><h1>一、</h1><p>x\n\ny</p><h2>（一）</h2></document>", []).document
    levels = [getattr(block, "level", None) for block in document.blocks]
    assert levels == [1, None, None, 2]


@pytest.mark.parametrize(
    ("tags", "levels"),
    [
        ("h2 h3 h3 h2 h3", [1, 2, 2, 1, 2]),
        ("h1 h3 h3 h1 h2 h3", [1, 2, 2, 1, 2, 3]),
        ("h3 h1 h4 h2", [1, 1, 2, 2]),
    ],
)
def test_the_outline_skips_no_level(tags, levels):
    source = "".join(f"<{tag}>标题</{tag}>" for tag in tags.split())
    document = document_of(f"<document>{source}</document>", []).document
    assert [block.level for block in document.blocks] == levels
    assert isinstance(document.blocks[0], Heading)


@pytest.mark.parametrize(
    ("template", "complaint"),
    [
        ("{% extends '上级' %}{% block 开头 %}{{ 收人.合计 }}{% endblock %}", "引用了不认识的名称“收人”"),
        ("{% extends '上级' %}{% block 开头 %}{{ 收入.合汁 }}{% endblock %}", "引用了不认识的名称“合汁”"),
        ("{% extends '上级' %}{% block 版块一 %}{{ 表('机购') }}{% endblock %}", "没有名为“机购”的表格"),
        ("{% extends '上级' %}{% block 版块一 %}<b>x</b>{% endblock %}", "不认识的标记 <b>"),
        ("{% extends '上级' %}{% block 版块一 %}", "模板有误"),
        ("<document><p>x</document>", "标记不成对"),
    ],
)
def test_a_wrong_template_is_an_error_of_the_form(tmp_path, template, complaint):
    (tmp_path / "disclosure.xml").write_text(template, encoding="utf-8")
    disclosure = Disclosure.model_validate(DISCLOSURE)
    form = forms.load("2021", tmp_path)
    book = FigureBook(figures_of(disclosure), {}, "万元", form.number_formats(disclosure))
    with pytest.raises(InputError, match=complaint):
        compose(disclosure, form, book)
