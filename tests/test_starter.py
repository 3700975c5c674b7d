"""The starter file: readable YAML that offers what a form prints, and asks for what it needs."""

import re

import pytest

from discgen import forms, validation
from discgen.errors import InputError
from discgen.filing import open_filing
from discgen.model.schema import schema
from discgen.starter import starter
from discgen.yamlfile.reading import read_text

NOT_FILLED_IN = re.compile("尚未填写|下面没有内容")
FORMS = [name for name, _ in forms.names()]


def uncommented(text):
    """The starter with every offered key put in force."""
    return re.sub(r"^( *)# (?=[^ #a-z]*:|  )", r"\1", text, flags=re.MULTILINE)


def complaints(text):
    return [problem.message for problem in validation.problems(read_text(text), schema())]


def keys(text):
    """All key paths of a YAML text, positions in lists left out."""

    def walk(node, path):
        if isinstance(node, dict):
            for key, value in node.items():
                yield f"{path}{key}"
                yield from walk(value, f"{path}{key}/")
        elif isinstance(node, list):
            for item in node:
                yield from walk(item, path)

    return set(walk(read_text(text).data, ""))


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_wrong_with_a_starter_but_that_it_is_not_filled_in(form):
    messages = complaints(starter(form, 2026, "某局"))
    assert messages
    assert all(NOT_FILLED_IN.search(message) for message in messages)


@pytest.mark.parametrize("form", FORMS)
def test_what_is_offered_in_comments_is_known_to_the_schema(form):
    offered = uncommented(starter(form, 2026, "某局"))
    assert keys(offered) > keys(starter(form))
    assert all(NOT_FILLED_IN.search(message) for message in complaints(offered))


def test_a_starter_offers_only_what_its_form_prints():
    old, new = uncommented(starter("2017")), uncommented(starter("2026"))
    assert {"绩效/活动", "支出/基本支出/工资福利支出", "国有资产/轿车/年初数量"} <= keys(old)
    assert {"绩效/项目", "收入/单位资金", "收入/上年结转"}.isdisjoint(keys(old))
    assert {"绩效/项目/编码", "绩效/项目/支出计划/3月底", "收入/单位资金", "收入/上年结转"} <= keys(new)
    assert {"绩效/活动", "支出/基本支出/工资福利支出", "收入/其他来源", "国有资产/轿车"}.isdisjoint(
        keys(new)
    )


def test_what_a_form_needs_is_asked_for_although_the_model_does_not():
    asked = keys(starter("2026"))
    assert {
        "收入/单位资金",
        "国有资产/拟购置",
        "绩效/项目/编码",
        "绩效/项目/预算/财政资金",
        "单位/代码",
    } <= asked
    assert "绩效/项目/预算/其他资金" not in asked


def test_last_years_totals_that_follow_from_their_parts_are_not_asked_for():
    assert {"上年/支出.基本支出.合计", "上年/三公经费.公务用车购置费"} <= keys(starter("2023"))
    assert {"上年/支出.合计", "上年/三公经费.合计", "上年/三公经费.公务用车"}.isdisjoint(
        keys(starter("2023"))
    )


def test_year_and_unit_are_filled_in_where_they_are_known():
    data = read_text(starter("2021", 2026, "第1局: 甲#乙")).data
    assert data["年度"] == 2026
    assert data["单位"]["名称"] == "第1局: 甲#乙"
    assert data["版式"] == "2021"


def test_every_line_explains_itself():
    for line in starter("2023").splitlines():
        assert not line or "# " in line


def test_an_unknown_form_has_no_starter():
    with pytest.raises(InputError, match="没有名为“1999”的版式"):
        starter("1999")


def test_a_starter_cannot_be_published(tmp_path):
    path = tmp_path / "新.yaml"
    path.write_text(starter("2021", 2026, "某局"), encoding="utf-8")
    with pytest.raises(InputError):
        open_filing(path)
