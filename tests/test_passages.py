"""What `check` says of an old document is shown with the words of the document that it is about."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import printed_disclosures
from conftest import ROOT
from discgen import paths
from discgen.interpret import interpret
from discgen.model import Disclosure
from discgen.model.texts import texts_of
from discgen.passages import Passages
from test_interpret import composed

FIXTURES = sorted((ROOT.parent / "shared" / "fixtures").glob("*/original.docx"))
NOT_SHOWN = {"措辞", "表格用词", "一级"}
"""Keys whose words stand in no line as they do in a file: with citations, or in a cell further up."""


@pytest.mark.parametrize("form", printed_disclosures.FORMS)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_words_of_every_value_stand_in_the_line_shown(form, data):
    interpretation = interpret(composed(data.draw(printed_disclosures.disclosures(form))))
    for key, text in texts_of(Disclosure.model_validate(interpretation.data)):
        path, words = paths.split(key), text.strip().split("\n")[0].strip()
        if words and NOT_SHOWN.isdisjoint(path):
            line, column = interpretation.passages.meant(path, f"“{words}”")
            assert line[column - 1 :].startswith(words), (key, words, line)


def passages(*known: tuple[str, list[str]]) -> Passages:
    found = Passages()
    for path, lines in known:
        found.add([paths.split(path)], lines)
    return found


KNOWN = (
    ("职责", ["（一）管理市场。\n（二）监管价格。", "（十－）其他。"]),
    ("绩效.项目[0].名称", ["1.抽检经费绩效目标表"]),
    ("绩效.项目[0].指标[0].三级", ["产出指标｜数量指标｜抽检批次｜≥300批"]),
    ("绩效.项目[0].指标[1].三级", ["质量指标｜合格率｜≥95%"]),
    ("收入.合计", ["收入120万元，其中拨款100万元。", "2021年收入102.5万元。"]),
)


@pytest.mark.parametrize(
    ("path", "message", "line", "column"),
    [
        ("职责", "写的是“监管价格”", "（二）监管价格。", 4),
        ("职责", "“一律监管价格…”、“……价格○万元”", "（二）监管价格。", 6),
        ("职责", "序号有误：“（十－）应为（十一）”", "（十－）其他。", 1),
        ("职责", "没有说明", "", 0),
        ("绩效.项目[0].名称", "项目不重名", "1.抽检经费绩效目标表", 0),
        ("绩效.项目[0].指标[1].描述", "描述空着", "质量指标｜合格率｜≥95%", 0),
        ("绩效.项目[0].指标", "“合格率”等2个", "质量指标｜合格率｜≥95%", 6),
        ("绩效.项目[0]", "没有编码", "1.抽检经费绩效目标表", 0),
        ("收入.合计", "公布的是 102.5，计算的是 103", "2021年收入102.5万元。", 8),
        ('公布数["收入.合计.增减"]', "公布的是 102.5", "2021年收入102.5万元。", 8),
        ("国有资产", "没有说明", "", 0),
    ],
)
def test_the_line_meant_is_shown(path, message, line, column):
    assert passages(*KNOWN).meant(paths.split(path), message) == (line, column)


@pytest.mark.parametrize("original", FIXTURES, ids=lambda path: path.parent.name)
def test_every_finding_of_a_published_disclosure_is_shown_with_its_words(original, discgen):
    outcome = discgen("check", original, "--format", "json")
    findings = json.loads(outcome.out)["文件"][0]["结果"]
    assert [finding for finding in findings if not finding["原文"]] == []
    assert {finding["行"] for finding in findings} == {None}


def test_a_finding_in_a_document_is_marked_in_its_line(discgen, tmp_path):
    sample = ROOT / "samples" / "大厂县发展和改革局2023.yaml"
    file = tmp_path / sample.name
    text = sample.read_text(encoding="utf-8")
    file.write_text(text.replace("13102823P00281240026", "13102823P00281240062"), encoding="utf-8")
    assert discgen("build", file, "--formats", "docx").code == 0
    document: Path = file.with_suffix(".docx")
    outcome = discgen("check", document)
    assert f"{document}: 警告 C102：项目编码 13102823P002812400624 的校验码不对" in outcome.out
    assert "项目编码｜13102823P002812400624｜项目名称" in outcome.out
