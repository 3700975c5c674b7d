"""Which section a key belongs to."""

import pytest

from discgen.interpret.units import shipped_forms, units_of
from discgen.sections import SECTIONS, section_of

FORMS = shipped_forms()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_sentences_and_tables_belong_where_their_form_has_them(form):
    sections = ["", *SECTIONS]
    named = [unit for unit in units_of(form) if unit.name]
    assert named
    for unit in named:
        assert section_of(f"措辞.{unit.name}") == sections[unit.section], unit.name
        assert section_of(f"表格用词.{unit.name}.项目") == sections[unit.section], unit.name


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("收入.基金预算", "二、预算安排的总体情况"),
        ('上年["三公经费.合计"]', "四、“三公”经费"),
        ('公布数["支出.合计.增减"]', "二、预算安排的总体情况"),
        ('公布数["国有资产.房屋.价值"]', "七、国有资产"),
        ("绩效.项目[3].指标[0].值", "五、绩效预算信息"),
        ("措辞.别的话", ""),
        ("未识别[0].文字", ""),
        ("年度", ""),
        ("", ""),
    ],
)
def test_keys_belong_to_the_section_that_prints_them(path, section):
    assert section_of(path) == section
