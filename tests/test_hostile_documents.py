"""Documents of any size and shape are interpreted, or refused, in bounded time and memory.

The sizes here are small enough for every run; what grows with the square of the size shows all the same.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from conftest import changed
from discgen.blocks import Block, Cell, Document, Heading, Paragraph, Run, Table, text_of
from discgen.errors import InputError
from discgen.interpret import interpret, interpreter
from test_edits import require_all_of
from test_interpret import composed

WORDS = "本局负责全县水利工程的建设，承担防汛抗旱的日常工作"
MINUTE = 60
"""Seconds: work that grows with the square of what it is given takes many, other work far fewer."""

LONG = 8000
"""Characters of a line; one that is longer still is kept unread."""


def with_income(*blocks: Block) -> Document:
    """A small disclosure with other blocks in the stead of what it says of income."""
    document = composed(changed())
    heading = next(
        place
        for place, block in enumerate(document.blocks)
        if not isinstance(block, Table) and "收入说明" in text_of(block.line)
    )
    whole = (*document.blocks[: heading + 1], *blocks, *document.blocks[heading + 2 :])
    return Document(document.title, whole)


def paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def table(rows: Sequence[Sequence[str]]) -> Table:
    cells = tuple(tuple(Cell(((Run(text),),)) for text in row) for row in rows)
    return Table(cells, (1,) * max(map(len, rows)))


@pytest.mark.parametrize(
    "blocks",
    [
        [paragraph(f"（{number}）{WORDS}{number}；") for number in range(200)],
        [paragraph(WORDS)] * 500,
        [
            paragraph(f"2021年预算收入{number}万元，其中：基金预算收入{number}万元。")
            for number in range(300)
        ],
        [Heading((Run(f"{number}、某某工作情况说明"),), 2) for number in range(200)],
        [paragraph("六、政府采购预算情况")] * 400,
        [table([["甲", str(number)], ["乙", "2"]]) for number in range(500)],
        [table([["甲", "乙", "丙"]] * 1000)],
        [table([["甲"] * 1000] * 2)],
        [table([[WORDS * 1000]])],
        [paragraph(WORDS * 10_000)],
    ],
    ids=["lines", "same", "figures", "headings", "sections", "tables", "tall", "wide", "cell", "line"],
)
def test_many_or_large_parts_come_back(blocks):
    require_all_of(with_income(*blocks))


@pytest.mark.parametrize(
    "piece",
    [
        *("1", "1,234", ",234", "（", "“", "一、", "2021年", "增加", "相比", "比上年", "{{", "\u3000"),
        "第一部分 部门整体绩效目标",
        "1、收入说明反映本部门当年全部收入。",
        "其中：一般公共预算收入1万元，",
        "主要为甲、乙1万元，其中：",
    ],
)
def test_lines_that_repeat_themselves_come_back(piece):
    line = "2021年预算收入1万元，" + piece * (LONG // len(piece)) + "#"
    begin = time.process_time()
    require_all_of(with_income(paragraph(line)))
    assert time.process_time() - begin < MINUTE


def test_a_sentence_built_to_be_tried_in_many_ways_is_bounded():
    middle = "，其中：基本支出增加1万元，主要为"
    line = (
        f"2021年预算收支安排1万元，较2020年预算增加1万元，主要是{middle * 300}；项目支出增加1万元，主要为"
    )
    begin = time.process_time()
    require_all_of(with_income(paragraph(f"{line}{middle * 300}#")))
    assert time.process_time() - begin < MINUTE


@pytest.mark.parametrize(
    ("limit", "blocks"),
    [
        ("_MOST_PIECES", [paragraph("甲")] * 50),
        ("_MOST_CELLS", [table([["甲"] * 25] * 4)]),
        ("_MOST_CHARACTERS", [paragraph("甲" * 5000)]),
    ],
)
def test_what_is_larger_than_any_disclosure_is_refused_with_the_limit(monkeypatch, limit, blocks):
    usual = composed(changed())
    assert interpret(usual)
    most = {"_MOST_PIECES": 80, "_MOST_CELLS": 150, "_MOST_CHARACTERS": 5000}[limit]
    monkeypatch.setattr(interpreter, limit, most)
    with pytest.raises(InputError) as refusal:
        interpret(with_income(*blocks))
    [problem] = refusal.value.problems
    assert f"超过了上限 {most}" in problem.message
    assert problem.remedy


def test_lines_that_take_long_are_refused(monkeypatch):
    ticks = iter(range(10**6))
    monkeypatch.setattr(time, "process_time", lambda: next(ticks))
    with pytest.raises(InputError, match="太复杂"):
        interpret(composed(changed()))


@pytest.mark.parametrize("words", ["", WORDS])
def test_a_document_of_numbered_headings_only_is_refused(words):
    lines = [Heading((Run(f"{number}、{words}"),), 1) for number in "一二三四五六七八九十" * 30]
    with pytest.raises(InputError, match="不像"):
        interpret(Document((), tuple(lines)))
