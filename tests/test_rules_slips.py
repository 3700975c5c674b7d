"""Four slips of the pen in sound disclosures: the repair that is proposed undoes them, in every output."""

from __future__ import annotations

import copy
import json
import re
from decimal import Decimal

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from complete_disclosures import complete
from conftest import ROOT
from damaging import amounts, at, computed, differs, put
from discgen import forms, paths
from discgen.cli.check import check as check_command
from discgen.figures import YUAN_PER_WAN, FigureBook, figures_of
from discgen.model import Disclosure
from discgen.rules import Case, check
from discgen.yamlfile import reading
from discgen.yamlfile.writing import dump

_SINGLE = re.compile(r"“(?P<key>[^”]+)”(?P<value>[0-9.]+)[^；：]*?(?:应为|今年的) (?P<needed>[0-9.]+)")
_PAIR = re.compile(
    r"“(?P<one>[^”]+)”(?P<value>[0-9.]+)与“(?P<other>[^”]+)”(?P<second>[0-9.]+)像是互相填错了位置"
)

SUMMED = amounts(r"收入|支出")


def proposals(text):
    """What the remedies say figures should be, by key."""
    found = {match["key"]: Decimal(match["needed"]) for match in _SINGLE.finditer(text)}
    for match in _PAIR.finditer(text):
        found |= {match["one"]: Decimal(match["second"]), match["other"]: Decimal(match["value"])}
    return found


def remedies(data):
    disclosure = Disclosure.model_validate(data)
    formats = forms.load(disclosure.form).number_formats(disclosure)
    last = disclosure.last_year.figures()
    book = FigureBook(figures_of(disclosure), last, disclosure.amount_unit, formats)
    return "\n".join(problem.remedy for problem in check(Case(disclosure, book)))


def transposed(draw, data):
    """Two neighbouring digits of a figure change places."""
    path = draw(st.sampled_from(list(SUMMED(data))))
    digits = f"{at(data, path):f}"
    places = [place for place in range(len(digits) - 1) if "." not in digits[place : place + 2]]
    place = draw(st.sampled_from(places))
    put(
        data,
        path,
        Decimal(digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]),
    )
    return {paths.join(path)}


def in_the_other_unit(draw, data):
    """A figure is typed in 元 where the file is in 万元, or the other way round."""
    path = draw(st.sampled_from(list(SUMMED(data))))
    factor = draw(st.sampled_from([YUAN_PER_WAN, 1 / YUAN_PER_WAN]))
    put(data, path, at(data, path) * factor)
    return {paths.join(path)}


def exchanged(draw, data):
    """A figure of income and one of expenditure stand in each other's place."""
    one = draw(st.sampled_from(list(amounts("收入")(data))))
    others = [path for path in amounts("支出")(data) if differs(data, one, path)]
    other = draw(st.sampled_from(others))
    here, there = at(data, one), at(data, other)
    put(data, one, there)
    put(data, other, here)
    return {paths.join(one), paths.join(other)}


def left_from_last_year(draw, data):
    """A total is published as it was last year."""
    key = draw(st.sampled_from(["支出.基本支出.合计", "支出.项目支出.合计"]))
    data["公布数"] = {key: data["上年"][key]}
    return {key}


SLIPS = (transposed, in_the_other_unit, exchanged, left_from_last_year)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.__name__)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(complete(), st.data())
def test_the_repair_that_is_proposed_restores_the_original(slip, before, data):
    after = copy.deepcopy(before)
    wrong = slip(data.draw, after)
    assume(after != before)
    proposed = proposals(remedies(after))
    assume(proposed.keys() == wrong)  # no other figure happens to explain it as well
    totals = computed(before)
    for key, value in proposed.items():
        original = totals[key] if key in totals else at(before, paths.split(key))
        assert value == original


@pytest.mark.parametrize("slip", SLIPS[:3], ids=lambda slip: slip.__name__)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(complete(), st.data())
def test_no_other_repair_is_proposed(slip, before, data):
    after = copy.deepcopy(before)
    wrong = slip(data.draw, after)
    assert proposals(remedies(after)).keys() <= wrong


# In samples, through the command

SAMPLE = "示例县水务局2024.yaml"
DAMAGES = {
    "exchanged": (
        {("收入", "一般公共预算"): "376.2", ("支出", "基本支出", "人员经费"): "702.4"},
        "“收入.一般公共预算”376.2与“支出.基本支出.人员经费”702.4像是互相填错了位置",
    ),
    "transposed": (
        {("支出", "基本支出", "人员经费"): "367.2"},
        "“支出.基本支出.人员经费”367.2像是相邻两位数字写颠倒了，应为 376.2",
    ),
    "in 元": (
        {("收入", "一般公共预算"): "7024000"},
        "“收入.一般公共预算”7024000像是把元当成了万元，应为 702.4",
    ),
    "last year's": (
        {("公布数",): {"支出.基本支出.合计": Decimal("402.6")}},
        "“支出.基本支出.合计”402.6与上年数相同，像是没有改成今年的 418",
    ),
}


@pytest.fixture(params=DAMAGES.values(), ids=DAMAGES)
def damaged(request, tmp_path):
    """A damaged sample, and the repair that is evident."""
    changes, repair = request.param
    data = reading.read(ROOT / "samples" / SAMPLE).data
    for path, value in changes.items():
        put(data, path, Decimal(value) if isinstance(value, str) else value)
    file = tmp_path / "损坏.yaml"
    file.write_text(dump(data), encoding="utf-8")
    return str(file), repair


def test_the_repair_is_shown(damaged):
    file, repair = damaged
    outcome = CliRunner().invoke(check_command, [file])
    assert outcome.exit_code == 1
    assert repair in "".join(outcome.stdout.split("\n")).replace(" " * 4, "")


def test_the_repair_is_given_to_programs(damaged):
    file, repair = damaged
    outcome = CliRunner().invoke(check_command, [file, "--format", "json"])
    assert repair in json.dumps(json.loads(outcome.stdout), ensure_ascii=False)
