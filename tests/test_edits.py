"""Whatever is changed in a document, interpreting it loses no word and no cell, and moves none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import printed_disclosures
from conftest import SAMPLES, changed
from discgen.blocks import Block, Document, Heading, Paragraph, Run, Table, text_of
from discgen.errors import InputError
from discgen.filing import open_filing
from discgen.interpret import Interpretation, interpret
from discgen.interpret.folding import squeezed
from discgen.interpret.pieces import pieces_of, words_of
from discgen.model.schema import schema
from editing_documents import edited
from test_interpret import composed

_PRINTED_ALIKE = str.maketrans("０１２３４５６７８９．｛｝％＃", "0123456789.{}%#")
_SEPARATOR = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")


def words(text: str) -> str:
    """A text as far as it has to come back.

    What does not come back is what a figure does not hold and a template could not: blanks, full-width
    digits, marks between thousands, and braces that would cite something (`values.uncited`).
    """
    return _SEPARATOR.sub("", squeezed(text).translate(_PRINTED_ALIKE))


def flow(document: Document) -> Iterator[str | list[list[str]]]:
    """The words of a document in order: the text between two tables, and each table row by row.

    How text is parted into lines does not count: headings that stand glued to a paragraph get lines of
    their own (`interpret.settling`).
    """
    for is_table, pieces in groupby(pieces_of(document), key=lambda piece: piece.table is not None):
        if is_table:
            yield from ([[words(cell) for cell in row] for row in words_of(piece)] for piece in pieces)
        else:
            yield "".join(words(piece.text) for piece in pieces)


def require_all_of(document: Document) -> Interpretation:
    """Require a document to come back from the file that it becomes."""
    found = interpret(document)
    assert not list(Draft202012Validator(schema()).iter_errors(found.data))
    rebuilt = composed(found.data, as_published=True)
    assert list(flow(rebuilt)) == list(flow(document))
    return found


def require_all_or_refusal(document: Document) -> None:
    """Require a document to come back unless so little is left of it that it is no disclosure any more."""
    try:
        require_all_of(document)
    except InputError:
        assert len(document.blocks) < 20


SETTINGS = settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # Shrinking interprets a document some thousand times; a failing example is small enough as it is drawn.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


@pytest.mark.parametrize("form", printed_disclosures.FORMS)
@settings(SETTINGS, max_examples=8)
@given(data=st.data())
def test_an_edited_disclosure_comes_back(form, data):
    require_all_or_refusal(data.draw(edited(printed_disclosures.disclosures(form).map(composed))))


DOCUMENTS = [open_filing(sample).composition.document for sample in SAMPLES]
SHORT = [document for document in DOCUMENTS if len(document.blocks) < 80]


@settings(SETTINGS, max_examples=12)
@given(edited(st.sampled_from(SHORT)))
def test_an_edited_sample_comes_back(document):
    assert len(SHORT) > 3
    require_all_or_refusal(document)


# What is said in another way than the form's is understood all the same

TERMS = "标准名词解释"


def with_lines(old: str, *new: Block, **more: Any) -> Document:
    """A small disclosure, more keys filled in, with other blocks in the stead of one line."""
    document = composed(changed(*more.items()))
    [place] = [
        place
        for place, block in enumerate(document.blocks)
        if not isinstance(block, Table) and old in text_of(block.line)
    ]
    return Document(document.title, (*document.blocks[:place], *new, *document.blocks[place + 1 :]))


def paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


@pytest.mark.parametrize("heading", ["九、其他事项", "九、其他", "九、其他说明", "十、其他需要说明的事项"])
@pytest.mark.parametrize("kind", [paragraph, lambda text: Heading((Run(text),), 1)])
def test_a_heading_in_other_words_is_that_heading(heading, kind):
    found = require_all_of(with_lines("九、其他需要说明的事项", kind(heading))).data
    assert found["措辞"] == {"标题九": heading}
    assert not {"名词解释", "未识别"} & set(found)


def test_a_section_that_no_form_has_is_kept_by_itself():
    lines = ("九、绩效评价情况", "今年评价两个项目。", "十、其他需要说明的事项")
    own = map(paragraph, lines)
    found = require_all_of(with_lines("九、其他需要说明的事项", *own)).data
    assert found["未识别"] == [{"位置": TERMS, "文字": "九、绩效评价情况\n今年评价两个项目。"}]
    assert "名词解释" not in found


def test_what_the_document_calls_a_heading_is_no_part_of_an_item():
    own = [
        *map(paragraph, ("1、甲：指甲。", "补充甲。", "2、乙：指乙。")),
        Heading((Run("补充说明"),), 2),
    ]
    found = require_all_of(with_lines("丙", *own, 名词解释=[{"名词": "丙", "解释": "指丙。"}])).data
    assert found["名词解释"] == [
        {"名词": "甲", "解释": "指甲。\n补充甲。"},
        {"名词": "乙", "解释": "指乙。"},
    ]
    assert found["未识别"][0]["文字"] == "补充说明"


INCOME = "反映本部门当年全部收入"


@pytest.mark.parametrize(
    ("sentence", "beginning"),
    [
        (
            "2021年，我局收入预算总额130.75万元，其中一般公共预算120.75万元，基金预算10万元。",
            "{{ 年度 }}年，我局收入预算总额{{ 收入.合计 }}万元，其中",
        ),
        (
            "本局全年收入130.75万元，其中一般公共预算120.75万元，基金预算10万元。",
            "本局全年收入{{ 收入.合计 }}万元，其中",
        ),
        (
            "本年收入130.75万元，一般公共预算120.75万元，基金预算10万元。",
            "本年收入{{ 收入.本年合计 }}万元，",
        ),
    ],
)
def test_a_sentence_of_ones_own_cites_the_income(sentence, beginning):
    found = require_all_of(with_lines(INCOME, paragraph(sentence))).data
    sources = "一般公共预算{{ 收入.一般公共预算 }}万元，基金预算{{ 收入.基金预算 }}万元。"
    assert found["措辞"]["收入说明"] == beginning + sources
    income = {key: str(value) for key, value in found["收入"].items() if value}
    assert income == {"一般公共预算": "120.75", "基金预算": "10"}
    assert "公布数" not in found


def test_the_heads_of_a_table_name_its_sums_in_a_sentence():
    sentence = "2021年，我部门安排政府采购预算620万元，其中一般公共预算拨款592万元、单位资金28万元。"
    money = {"一般公共预算": Decimal(592), "单位资金": Decimal(28)}
    bought = {"项目": [{"项目名称": "设备更新", "物品名称": "台式计算机", "资金": money}]}
    found = require_all_of(with_lines("安排政府采购预算", paragraph(sentence), 政府采购=bought)).data
    assert found["政府采购"] == bought
    assert found["措辞"]["政府采购说明"] == (
        "{{ 年度 }}年，我部门安排政府采购预算{{ 政府采购.合计 }}万元，"
        "其中一般公共预算拨款{{ 政府采购.资金合计.一般公共预算 }}万元、"
        "单位资金{{ 政府采购.资金合计.单位资金 }}万元。"
    )
