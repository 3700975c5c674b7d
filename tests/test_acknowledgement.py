"""Acknowledged findings: listed with their reason, no obstacle; and what answers to nothing is said."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discgen.acknowledgement import acknowledged
from discgen.errors import InputError, Problem, Severity
from discgen.model.disclosure import Acknowledgement
from discgen.publish import build

UNPRINTED = ("国有资产/无形资产", {"价值": Decimal(3)})
"""A figure that the form has no place for: the error F101."""
ITS_PATH = "国有资产.无形资产.价值"


def acknowledging(path: str | None = ITS_PATH, rule: str = "F101"):
    place = {} if path is None else {"位置": path}
    return ("核实", [{"规则": rule, **place, "理由": "记在总账"}])


def of(filing, code):
    return [problem for problem in filing.findings if problem.code == code]


def test_an_acknowledged_error_is_listed_and_forbids_nothing(file, tmp_path):
    filing = file(UNPRINTED, acknowledging())
    [problem] = of(filing, "F101")
    assert (problem.severity, problem.acknowledged) == (Severity.ERROR, "记在总账")
    assert problem.place.source.strip() == "价值: 3"
    assert filing.errors == ()
    assert of(filing, "H101") == []
    assert build(filing, ["json"], tmp_path) == [tmp_path / "青山县.json"]


def test_what_is_not_acknowledged_still_forbids_publishing(file, tmp_path):
    filing = file(("国有资产/无形资产", {"数量": Decimal(2), "价值": Decimal(3)}), acknowledging())
    assert [problem.path for problem in filing.errors] == ["国有资产.无形资产.数量"]
    with pytest.raises(InputError):
        build(filing, ["json"], tmp_path)


def test_what_is_missing_cannot_be_acknowledged(file):
    filing = file(("收入/财政专户", ...), acknowledging("收入.财政专户"))
    assert [problem.path for problem in filing.errors] == ["收入.财政专户"]
    assert len(of(filing, "H101")) == 1


def test_an_acknowledgement_is_no_part_of_the_document(file):
    plain, noted = file(UNPRINTED), file(UNPRINTED, acknowledging())
    assert noted.composition.document == plain.composition.document
    assert [problem.code for problem in noted.findings] == [problem.code for problem in plain.findings]


@pytest.mark.parametrize(
    ("said", "message", "remedy"),
    [
        (
            acknowledging("国有资产.无形资产"),
            "规则 F101 在“国有资产.无形资产”没有查出问题，这一条核实用不着",
            "问题已经改正的，删去这一条；位置写错的，改成“国有资产.无形资产.价值”",
        ),
        (
            acknowledging(rule="F102"),
            "规则 F102 在“国有资产.无形资产.价值”没有查出问题，这一条核实用不着",
            "问题已经改正的，删去这一条",
        ),
        (
            acknowledging(None, "F102"),
            "规则 F102 没有查出问题，这一条核实用不着",
            "问题已经改正的，删去这一条",
        ),
        (acknowledging(rule="Z999"), "没有编号为“Z999”的规则", "照抄检查结果里的编号"),
    ],
)
def test_an_acknowledgement_that_answers_to_nothing_is_a_hint(file, said, message, remedy):
    filing = file(UNPRINTED, said)
    [hint] = of(filing, "H101")
    assert (hint.severity, hint.message, hint.remedy) == (Severity.NOTE, message, remedy)
    assert (hint.path, hint.place.source.strip()[:6]) == ("核实[0]", "- {规则:")
    assert [problem.code for problem in filing.errors] == ["F101"]


def test_a_rule_that_is_switched_off_leaves_its_acknowledgements_alone(file, tmp_path):
    (tmp_path / "discgen.yaml").write_text("规则: {F101: 关闭}", encoding="utf-8")
    filing = file(UNPRINTED, acknowledging())
    assert of(filing, "F101") == of(filing, "H101") == []


def test_a_reason_is_given_in_words_and_shown_on_one_line(file):
    [said] = acknowledging()[1]
    filing = file(UNPRINTED, ("核实", [{**said, "理由": "记在总账，\n已经核对。\n"}]))
    assert of(filing, "F101")[0].acknowledged == "记在总账， 已经核对。"
    with pytest.raises(InputError, match="理由"):
        file(UNPRINTED, ("核实", [{**said, "理由": " "}]))


CODES = st.sampled_from(["", "F101", "F102", "A101"])
PATHS = st.sampled_from(["", "收入", "支出", "绩效.项目[0]"])
PROBLEMS = st.lists(st.builds(Problem, st.text(), code=CODES, path=PATHS))
REASONS = st.lists(
    st.builds(
        lambda rule, path: Acknowledgement.model_validate({"规则": rule, "位置": path, "理由": "核对过"}),
        CODES.filter(bool),
        PATHS.map(lambda path: path or None),
    )
)


@given(PROBLEMS, REASONS)
def test_no_problem_is_lost_and_every_acknowledgement_is_accounted_for(problems, reasons):
    result = list(acknowledged(problems, reasons))
    kept, hints = result[: len(problems)], result[len(problems) :]
    assert [problem.message for problem in kept] == [problem.message for problem in problems]
    named = {(one.rule, one.path or "") for one in reasons}
    assert [bool(one.acknowledged) for one in kept] == [(one.code, one.path) in named for one in kept]
    found = {(problem.code, problem.path) for problem in problems}
    idle = [f"核实[{n}]" for n, one in enumerate(reasons) if (one.rule, one.path or "") not in found]
    assert [hint.path for hint in hints] == idle
