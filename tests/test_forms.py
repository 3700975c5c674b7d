"""Forms are data: folders that extend one another, and a county's own on top."""

import shutil
from decimal import Decimal

import pytest

from discgen import forms
from discgen.blocks import Table, lines_of, text_of
from discgen.errors import InputError
from discgen.filing import open_filing
from discgen.resources import TEMPLATES


def words(filing):
    return "\n".join(text_of(line) for line in lines_of(filing.composition.document))


def test_the_forms_of_four_years_ship():
    names = [name for name, _ in forms.names()]
    assert {"2017", "2021", "2021合表", "2023", "2026"} <= set(names)
    assert all(title for _, title in forms.names())


def test_a_form_takes_what_it_lacks_from_the_form_it_extends():
    form = forms.load("2026")
    assert [folder.name for folder in form.folders] == ["2026", "2023", "common"]
    assert form.tables["项目绩效"] == forms.load("2023").tables["项目绩效"]
    assert form.nearest("reference.docx") == TEMPLATES / "common" / "reference.docx"


def test_a_countys_folder_changes_wording_tables_words_and_looks(tmp_path, write):
    county = tmp_path / "2021"  # a shipped form's name must not confuse anything
    county.mkdir()
    (county / "form.yaml").write_text(
        """名称: 某县版
词: {增加: 增长}
表格:
  机构设置:
    名称: 机构一览
    宽: [70, 30]
    行:
      - {表头: 是, 格: [{文: 单位, 头: 是}, {文: 性质, 头: 是}]}
      - {逐行: 机构设置, 格: [{字段: 名称}, {字段: 性质}]}
""",
        encoding="utf-8",
    )
    (county / "disclosure.xml").write_text(
        "{% extends '上级' %}{% block 标题九 %}九、其他事项{% endblock %}", encoding="utf-8"
    )
    (county / "style.css").write_text("h2 { color: #333 }", encoding="utf-8")
    filing = open_filing(write(), county)
    assert "九、其他事项" in words(filing)
    assert "基本支出增长0.25万元" in words(filing)
    [table] = [
        b for b in filing.composition.document.blocks if isinstance(b, Table) and b.label == "机构一览"
    ]
    assert table.widths == (70, 30)
    assert filing.form.look().css.endswith("h2 { color: #333 }")
    assert filing.form.look().reference_docx == TEMPLATES / "common" / "reference.docx"


def test_a_folder_of_looks_alone_is_a_form_too(tmp_path, write):
    (tmp_path / "looks").mkdir()
    shutil.copy(TEMPLATES / "common" / "reference.docx", tmp_path / "looks" / "reference.docx")
    filing = open_filing(write(), tmp_path / "looks")
    assert filing.form.look().reference_docx == tmp_path / "looks" / "reference.docx"
    assert words(filing) == words(open_filing(write()))


@pytest.mark.parametrize(
    ("spec", "complaint"),
    [
        ("名称: 甲\n继承: 没有", "没有名为“没有”的版式"),
        ("名称: 甲\n继承: ../2021", "没有名为“../2021”的版式"),
        ("继承: '2021'", "名称"),
        ("名称: 甲\n表格: {机构设置: {名称: 乙, 宽: [0], 行: []}}", "宽"),
        ("名称: 甲\n数字: {收入: {单位: 亿元}}", "单位"),
        ("名称: [", ""),
    ],
)
def test_a_wrong_form_file_is_an_error_of_the_user(tmp_path, spec, complaint):
    (tmp_path / "form.yaml").write_text(spec, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        forms.load("2021", tmp_path)
    assert any(complaint in f"{problem.path}{problem.message}" for problem in caught.value.problems)


def test_a_missing_form_folder_is_named(tmp_path, write):
    with pytest.raises(InputError, match="找不到版式文件夹"):
        open_filing(write(), tmp_path / "nowhere")


def test_an_unknown_form_is_reported_where_the_file_names_it(write):
    with pytest.raises(InputError) as caught:
        open_filing(write(("版式", "1999")))
    [problem] = caught.value.problems
    assert "可用的版式有" in problem.remedy
    assert problem.place.source.startswith("版式:")


def test_what_a_form_has_no_place_for_is_an_error_for_figures_and_a_warning_for_words(file):
    filing = file(
        ("收入/单位资金", Decimal(1)),
        ("支出/项目支出/明细/0/金额", Decimal(41)),
        ("国有资产/拟购置内容", "空调"),
    )
    assert [(problem.code, problem.path) for problem in filing.findings if problem.code[:1] == "F"] == [
        ("F101", "收入.单位资金"),
        ("F102", "国有资产.拟购置内容"),
    ]


def test_wording_of_a_sentence_that_the_form_does_not_print_is_not_lost_in_silence(file):
    basic = {
        "工资福利支出": Decimal("70.25"),
        "对个人和家庭的补助": Decimal(0),
        "公用经费": Decimal("20.5"),
    }
    old = [
        ("版式", "2017"),
        ("支出/基本支出", basic),
        ("绩效", {}),
        ("国有资产/房屋", ...),
        ("国有资产/车辆", ...),
    ]
    filing = file(*old, ("措辞", {"机构表标题": "机构一览", "标题九": "九、{{ 年度 }}年其他事项"}))
    lost = [problem.path for problem in filing.findings if problem.code == "F102"]
    assert [path for path in lost if path.startswith("措辞")] == ["措辞.机构表标题"]


def test_last_year_may_be_a_file(write):
    write(("年度", 2020), ("上年", ...), name="去年.yaml")
    filing = open_filing(write(("上年", "去年.yaml"), ("收入/基金预算", Decimal(12))))
    assert filing.book.change("收入.合计") == 2
    assert filing.book.change("三公经费.公务接待费") == 0


def test_last_years_file_may_use_another_unit(write):
    yuan = [("收入/一般公共预算", Decimal(1207500)), ("金额单位", "元"), ("年度", 2020), ("上年", ...)]
    write(*yuan, name="去年.yaml")
    assert open_filing(write(("上年", "去年.yaml"))).book.change("收入.一般公共预算") == 0


def test_findings_stand_in_the_order_of_the_file(file):
    filing = file(("收入/财政专户", ...), ("国有资产/拟购置", ...), ("增减原因", ...))
    lines = [problem.place.line for problem in filing.findings]
    assert len(lines) >= 3
    assert lines == sorted(lines)
