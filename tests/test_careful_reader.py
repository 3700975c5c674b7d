"""What `check` finds in published disclosures is what a careful reader finds; what it misses is named."""

import importlib.util
import sys

import pytest

from conftest import ROOT
from discgen.rules import rules

SHARED = ROOT.parent / "shared"
FIXTURES = sorted((SHARED / "fixtures").glob("*/original.docx"))

LEAST_RECALL = 0.93
LEAST_PRECISION = 0.98
LEAST_RECALL_AGAIN = 0.65
"""Of what any reader of the second reading objects to; the rest compares meanings."""
NO_REASON_TO_MISS = {
    "算术",
    "增减",
    "单位",
    "符号",
    "比率",
    "年份",
    "占位",
    "重复",
    "序号",
    "标点",
    "残留",
    "空缺",
}
"""Kinds of which nothing sure may be missed; what was copied from elsewhere takes knowing the place."""


def load():
    spec = importlib.util.spec_from_file_location("findings", ROOT / "tools" / "findings.py")
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


findings = load()
pytestmark = pytest.mark.skipif(not FIXTURES, reason="the published disclosures lie beside the checkout")


@pytest.fixture(scope="module")
def results():
    return list(findings.comparisons(SHARED))


def test_every_disclosure_was_read(results):
    assert [one.fixture for one in results] == [path.parent.name for path in FIXTURES]
    assert all(len(one.listed(doubtful=False)) > 30 for one in results)


def test_every_finding_was_judged(results):
    assert [found for one in results for found in one.unexplained()] == []


def test_what_was_judged_false_is_still_found(results):
    for one in results:
        found = {(finding.code, finding.place) for finding in one.findings}
        assert {(code, place) for code, place, _ in one.false} <= found


def test_contradictions_are_all_found(results):
    missed = [defect for one in results for defect in one.missed(doubtful=False)]
    assert [defect for defect in missed if defect.kind in NO_REASON_TO_MISS] == []


def test_recall_and_precision_stay_as_high_as_they_are(results):
    for one in results:
        listed, missed = one.listed(doubtful=False), one.missed(doubtful=False)
        assert len(missed) <= (1 - LEAST_RECALL) * len(listed), one.fixture
        assert len(one.false) <= (1 - LEAST_PRECISION) * len(one.telling()), one.fixture


def test_what_the_second_reading_found_stays_found(results):
    for one in results:
        sure = [defect for defect in one.again if defect.certainty == "高"]
        assert len(sure) > 40, one.fixture
        assert sum(map(one.is_found, sure)) >= LEAST_RECALL_AGAIN * len(sure), one.fixture


def test_the_page_tells_what_was_measured(results):
    assert findings.PAGE.read_text(encoding="utf-8") == findings.document(results), "run tools/findings.py"


def test_every_kind_of_defect_has_a_rule():
    codes = [one.code for one in rules()]
    for prefixes in findings.MEANT_FOR.values():
        assert all(any(code.startswith(prefix) for code in codes) for prefix in prefixes)
