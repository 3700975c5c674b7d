"""What the form says in one paragraph, a document may say in several, in whatever words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from conftest import changed
from discgen import forms
from discgen.blocks import Document, Paragraph, Run, text_of
from discgen.compose import compose
from discgen.figures import FigureBook, figures_of
from discgen.interpret import interpret
from discgen.model import Disclosure

BEGINNING = "2021年，我部门财政拨款“三公”经费"

NUMBERED = (
    "2021年，我局“三公”经费预算安排6.2万元，比2020年增加3万元。具体如下：",
    "1、因公出国（境）费。2021年安排0万元，与2020年持平。",
    "2、公务用车购置及运维费。2021年安排4.2万元，其中：购置费0万元，运维费4.2万元。与2020年相比增加2万元。",
    "3、公务接待费。2021年安排2万元，比上年增加1万元。",
)
PLAIN = (
    "1、因公出国（境）费0万元，与上年预算数0万元持平。",
    "2、公务接待费2万元，上年预算1万元，增加1万元。",
    "3、公务用车购置及运行费4.2万元，其中：购置费0万元，运行费4.2万元，公务用车保有量3辆。",
)
BY_YEAR = (
    "“三公”经费6.2万元，其中：公务接待费2021年2万元，2020年1万元，增加1万元；公务用车运维费4.2万元。",
)


def saying(lines: tuple[str, ...]) -> Document:
    """The small disclosure with other paragraphs in the stead of that on the 三公 expenses."""
    disclosure = Disclosure.model_validate(changed())
    form = forms.load(disclosure.form)
    formats = form.number_formats(disclosure)
    book = FigureBook(figures_of(disclosure), disclosure.last_year.figures(), "万元", formats)
    document = compose(disclosure, form, book).document
    [place] = [
        number
        for number, block in enumerate(document.blocks)
        if isinstance(block, Paragraph) and text_of(block.line).startswith(BEGINNING)
    ]
    paragraphs = [Paragraph((Run(line),)) for line in lines]
    return replace(document, blocks=(*document.blocks[:place], *paragraphs, *document.blocks[place + 1 :]))


def under(data: dict[str, Any], prefix: str) -> dict[str, Decimal]:
    return {key: value for key, value in data.items() if key.startswith(prefix)}


@pytest.mark.parametrize(
    ("lines", "expenses", "last_year"),
    [
        (
            NUMBERED,
            {"因公出国费": 0, "公务用车购置费": 0, "公务用车运行费": "4.2", "公务接待费": 2},
            {"因公出国费": 0, "公务用车": "2.2", "公务接待费": 1},
        ),
        (
            PLAIN,
            {"因公出国费": 0, "公务用车购置费": 0, "公务用车运行费": "4.2", "公务接待费": 2},
            {"因公出国费": 0, "公务接待费": 1},
        ),
        (BY_YEAR, {"公务用车运行费": "4.2", "公务接待费": 2}, {"公务接待费": 1}),
    ],
    ids=["numbered", "plain", "by year"],
)
def test_every_figure_stands_under_its_key(lines, expenses, last_year):
    found = interpret(saying(lines))
    assert found.data["三公经费"] == {key: Decimal(value) for key, value in expenses.items()}
    assert under(found.data["上年"], "三公经费") == {
        f"三公经费.{key}": Decimal(value) for key, value in last_year.items()
    }
    assert not {"公布数", "未识别"} & found.data.keys()
    printed = [text_of(block.line) for block in found.document.blocks if isinstance(block, Paragraph)]
    assert [line for line in printed if line in lines] == list(lines)


@pytest.mark.parametrize("lines", [NUMBERED, PLAIN], ids=["numbered", "plain"])
def test_the_paragraphs_cite_what_they_state(lines):
    words = interpret(saying(lines)).data["措辞"]["三公经费说明"]
    assert len(words.split("\n")) == len(lines)
    assert "{{ 三公经费.公务接待费 }}万元" in words
    assert "2万元" not in words
