"""What an old document said and no field holds is printed in its place; figures as they were published."""

from decimal import Decimal

import pytest

from conftest import DISCLOSURE, changed
from discgen import forms
from discgen.blocks import Heading, Paragraph, Table, printed_rows, text_of
from discgen.compose import compose
from discgen.figures import FigureBook, figures_of
from discgen.model import Disclosure


def composed(*changes, form="2021合表"):
    disclosure = Disclosure.model_validate(changed(*changes))
    loaded = forms.load(form)
    last = disclosure.last_year.figures() if disclosure.last_year else {}
    formats = loaded.number_formats(disclosure)
    book = FigureBook(figures_of(disclosure), last, "万元", formats, disclosure.published)
    return compose(disclosure, loaded, book)


def printed(block):
    """A block in a few words: the text of a line, the rows of a table."""
    if isinstance(block, Table):
        return [
            ["" if cell is None else "/".join(map(text_of, cell.lines)) for cell in row]
            for row in printed_rows(block)
        ]
    return text_of(block.line)


def test_a_paragraph_follows_the_sentence_it_names():
    composition = composed(("未识别", [{"位置": "收入说明", "文字": "第一段\n第二段"}]))
    texts = [printed(block) for block in composition.document.blocks]
    place = next(number for number, text in enumerate(texts) if text[:5] == "反映本部门")
    assert texts[place + 1 : place + 4] == ["第一段", "第二段", "2、支出说明"]
    assert not composition.problems


def test_a_table_follows_the_project_it_names():
    rows = [["甲", {"文": "乙", "跨列": 2}], [{"文": "丙", "跨行": 2}, "1", "2"], ["3"]]
    composition = composed(("未识别", [{"位置": "项目绩效[0]", "表格": rows}]))
    tables = [block for block in composition.document.blocks if isinstance(block, Table)]
    place = next(number for number, table in enumerate(tables) if table.label == "项目绩效目标")
    assert printed(tables[place + 1]) == [["甲", "乙"], ["丙", "1", "2"], ["", "3"]]
    assert len(tables[place + 1].widths) == 3


def test_what_follows_a_caption_stands_between_it_and_its_table():
    composition = composed(("未识别", [{"位置": "采购表标题", "文字": "单位：万元"}]))
    blocks = composition.document.blocks
    place = next(number for number, block in enumerate(blocks) if printed(block) == "单位：万元")
    assert isinstance(blocks[place - 1], Paragraph)
    assert printed(blocks[place - 1]) == "部门政府采购预算"
    assert isinstance(blocks[place + 1], Table)
    assert blocks[place + 1].caption is None


@pytest.mark.parametrize("rows", [[], [["自己的表", "1"]]])
def test_a_table_of_the_form_is_replaced_and_its_caption_stays(rows):
    entry = {"代替": "政府采购", **({"表格": rows} if rows else {})}
    composition = composed(("未识别", [entry]))
    blocks = composition.document.blocks
    place = next(number for number, block in enumerate(blocks) if printed(block) == "部门政府采购预算")
    if rows:
        assert printed(blocks[place + 1]) == rows
    else:
        assert isinstance(blocks[place + 1], Heading)
    assert not composition.problems


def test_an_unknown_place_is_named_with_the_one_that_was_meant():
    [problem] = composed(("未识别", [{"位置": "收入说名", "文字": "x"}])).problems
    assert (problem.path, problem.remedy) == ("未识别[0]", "是不是“收入说明”？")


def test_fixed_words_of_a_table_are_changed_by_name():
    composition = composed(
        ("表格用词", {"国有资产": {"截止时间": "截至{{ 上年度 }}年底", "项　　目": "类别"}})
    )
    table = next(
        block for block in composition.document.blocks if getattr(block, "label", "") == "固定资产占用情况"
    )
    assert printed(table)[1][1] == "截至2020年底"
    assert printed(table)[2][0] == "类别"


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ({"国有": {"项　　目": "x"}}, "表格用词.国有.项　　目"),
        ({"国有资产": {"项目": "x"}}, "表格用词.国有资产.项目"),
    ],
)
def test_words_that_no_table_has_are_named(words, path):
    [problem] = composed(("表格用词", words)).problems
    assert problem.path == path
    assert problem.remedy


def test_a_sentence_can_be_left_out():
    composition = composed(("措辞", {"机关运行经费说明": ""}))
    assert not any("机关运行经费共计" in str(printed(block)) for block in composition.document.blocks)


@pytest.mark.parametrize(
    ("before", "words"),
    [("100", "增长，增长30.75万元"), ("200", "下降，下降69.25万元"), ("130.75", "持平，持平")],
)
def test_a_sentence_of_ones_own_has_its_own_words_for_a_change(before, words):
    own = "{{ 支出.合计.增长或下降 }}，{{ 支出.合计.增长或下降多少 }}"
    composition = composed(
        ("上年", {"支出.合计": Decimal(before), "三公经费.合计": Decimal(3)}), ("措辞", {"增减说明": own})
    )
    assert words in [printed(block) for block in composition.document.blocks]


def test_published_figures_are_printed_digit_by_digit_and_so_are_their_changes():
    composition = composed(("公布数", {"收入.合计": Decimal("999.10"), "支出.合计.增减": Decimal(-5)}))
    text = "\n".join(str(printed(block)) for block in composition.document.blocks)
    assert "预算收入999.10万元" in text
    assert "预算减少5万元" in text


def test_a_total_that_was_published_without_parts_can_be_printed():
    composition = composed(
        ("收入", {}), ("公布数", {"收入.合计": Decimal(7)}), ("措辞", {"收入说明": "{{ 收入.合计 }}万元"})
    )
    assert "7万元" in [printed(block) for block in composition.document.blocks]
    assert not composition.problems
    assert DISCLOSURE["收入"]


@pytest.mark.parametrize(
    ("key", "remedy"),
    [
        ("收入.合记", "是不是“收入.合计”？"),
        ("三公经费.公务用车运行.增减", "是不是“三公经费.公务用车运行费”？"),
        ("支出.项目支出.明细[1].金额", "是不是“支出.项目支出.明细[0].金额”？"),
        ("单位.名称", "写数的路径，如 收入.合计"),
        ("收入.合计.增加", "是不是“收入.合计”？"),
    ],
)
def test_a_published_figure_that_is_none_is_named_with_the_one_that_was_meant(key, remedy):
    [problem] = composed(("公布数", {key: Decimal(1)})).problems
    assert (problem.path, problem.remedy) == (f'公布数["{key}"]', remedy)


@pytest.mark.parametrize(
    "key",
    ["收入.国有资本经营预算", "国有资产.固定资产.年初价值", "支出.项目支出.明细[0].金额", "支出.合计.上年"],
)
def test_any_figure_of_the_model_may_have_been_published(key):
    assert composed(("公布数", {key: Decimal(1)})).problems == ()
