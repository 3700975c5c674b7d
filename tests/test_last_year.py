"""Last year's file, named by this year's file or given beside it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from discgen.errors import InputError, Severity
from discgen.filing import open_filing
from discgen.rules import registry
from discgen.rules.registry import Rule

BEFORE = [("年度", 2020), ("上年", ...)]


@pytest.fixture
def earlier(monkeypatch):
    """What rules get to compare with, told by an invented rule."""
    told = []

    def tell(case):
        told.append(case.earlier)
        yield from ()

    rule = Rule("Z901", Severity.NOTE, "上年数与上年的文件一致", "测试", tell)
    monkeypatch.setitem(registry._RULES, "Z901", rule)

    def of(filing):
        told.clear()
        assert isinstance(filing.findings, tuple)
        [figures] = told
        return figures

    return of


def test_a_given_file_serves_where_the_file_says_nothing(write, earlier):
    last_year = write(*BEFORE, ("收入/基金预算", Decimal(7)), name="去年.yaml")
    filing = open_filing(write(("上年", ...)), last_year=last_year)
    assert filing.book.change("收入.基金预算") == 3
    assert earlier(filing)["收入.合计"] == Decimal("127.75")


def test_a_given_file_is_compared_with_what_the_file_says(write, earlier):
    last_year = write(*BEFORE, name="去年.yaml")
    filing = open_filing(write(), last_year=last_year)
    assert filing.book.last_year["支出.基本支出.合计"] == Decimal("90.5")
    assert filing.book.last_year.get("收入.合计") is None
    assert earlier(filing)["支出.基本支出.合计"] == Decimal("90.75")


def test_without_a_given_file_there_is_nothing_to_compare_with(write, earlier):
    write(*BEFORE, name="去年.yaml")
    assert earlier(open_filing(write(("上年", "去年.yaml")))) is None


def test_a_given_file_may_use_another_unit(write):
    yuan = [("收入/一般公共预算", Decimal(1207500)), ("金额单位", "元")]
    last_year = write(*BEFORE, *yuan, name="去年.yaml")
    filing = open_filing(write(("上年", ...)), last_year=last_year)
    assert filing.book.change("收入.一般公共预算") == 0
    assert filing.earlier["国有资产.房屋.数量"] == 300


@pytest.mark.parametrize("changes", [[("年度", 2019), ("上年", ...)], [("年度", 2021)]])
def test_a_file_of_another_year_is_refused(write, changes):
    last_year = write(*changes, name="前年.yaml")
    with pytest.raises(InputError) as caught:
        open_filing(write(), last_year=last_year)
    [problem] = caught.value.problems
    assert problem.message == f"上年的文件“前年.yaml”是{changes[0][1]}年度的，应当是2020年度的"
    assert problem.place.file == last_year


def test_what_is_wrong_with_a_given_file_is_said_of_that_file(write):
    last_year = write(*BEFORE, ("收入/基金预算", "十"), name="去年.yaml")
    with pytest.raises(InputError) as caught:
        open_filing(write(), last_year=last_year)
    [problem] = caught.value.problems
    assert (problem.place.file, problem.path) == (last_year, "收入.基金预算")
