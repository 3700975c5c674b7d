"""Time: the year that sentences, tables, goals and dates speak of, and last year's figures.

A text may speak of other years for many good reasons: documents, terms, history, deadlines. A rule here
fires only where the year is that of the budget by the nature of the place.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeGuard

from discgen import paths
from discgen.errors import Severity
from discgen.figures import BEFORE
from discgen.model import LastYear
from discgen.model.performance import Indicator
from discgen.model.texts import texts_of
from discgen.rules.agreement import Side, disagreement
from discgen.rules.prose import CITED
from discgen.rules.reading import Deadline, Measured, Reading, read
from discgen.rules.registry import Case, Finding, rule
from discgen.rules.rows import rows
from discgen.rules.shown import published, year_is_known

_CITATION = re.compile(r"\{\{[^{}]*\}\}")
_ASIDE = re.compile(r"《[^》]{0,200}》|[(〔【\[][^)〕】\]]{0,200}[)〕】\]]")
"""Titles and numbers of documents, and what stands in brackets."""
_YEAR = re.compile(r"(?<![0-9])(?<![0-9][-—–~至/])(?P<year>(?:19|20)[0-9]{2})年度?(?![-—–~至/])")
_SENTENCE = re.compile(r"[^。；;！!]+")
_ORDINAL = re.compile(
    r"^(?:第?[(]?[一二三四五六七八九十0-9]{1,3}[)、.:]+|[一二三四五六七八九十]{1,3}是[,:]?)"
)
_OPENS = re.compile(
    r"^(?P<year>20[0-9]{2})年度?(?=[,:]|我|本|全|县|区|市|部门|单位|各|计划|预算|工作|要|将|继续|坚持|紧紧|围绕|贯彻|按照)"
)
"""A sentence whose subject is what is done in a year."""
_PAST = re.compile(r"已|了|曾|以来|取得|荣获|被评|批准|印发|成立|累计|期间|上年|回顾")
_COMPARED = re.compile(r"(?:较|比|与|同|对比|相对于)$")
_BUDGET = re.compile(
    r"^(?:[,:]|我|本|共|安排|部门|单位|综合|整体|财政|收支|收入|支出|预算|一般公共|基金|机关运行|[\"“]?三公|政府采购|年初)"
)
"""After a year: what belongs to the budget of that year."""
_END_OF_YEAR = re.compile(r"^(?:年?[末底]|12月31日)")
_BY = re.compile(r"(?:^|[,:])(?:力争|确保|争取|计划|预计|努力)?到(?P<year>20[0-9]{2})年[底末,]?")
_DAY = re.compile(r"(?<![0-9])(?P<year>20[0-9]{2})年(?:年?[底末]|[0-9]{1,2}月)")
_SETTLED = re.compile(
    r"结转|结余|以前年度|弥补|清算|决算|尾款|尾欠|欠|补发|兑现|兑付|奖|考核|号|文件|下达|续建"
)
"""In a project's name: reasons for last year's year to stand in it."""

_TITLES = re.compile(r"措辞\.(?:开头|.*标题.*)")
_STATEMENTS = re.compile(
    r"措辞\.(?:总体说明|收入说明|支出范围|支出说明|项目支出内容|增减说明|机关运行经费说明|三公经费说明|三公增减|政府采购说明|无项目)"
    r"|表格用词\..*"
)
_ASSETS = re.compile(r"措辞\..*资产.*|表格用词\..*资产.*")
_PLANS = re.compile(
    r"(?:绩效|措辞)\.(?:总体目标|保障措施)|绩效\.分项目标\[\d+\]\.(?:目标|指标|正文)"
    r"|绩效\.项目\[\d+\]\.(?:目标|用途)|绩效\.活动.*\.(?:绩效目标|内容描述)|未识别\[\d+\]\.文字"
)
_GOALS = re.compile(r"绩效\.(?:总体目标|分项目标.*|项目\[\d+\]\.目标|活动.*\.绩效目标)")

_WORD = re.compile(r"[0-9][0-9.,]*|.")
_AROUND = 40
"""Characters around a year that tell what it is said of."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """A year in a text.

    Attributes:
        path: Where the text stands.
        year: The year.
        before: The text just before it, as far as the sentence goes.
        after: The text just behind it.
        words: The year with a few characters on either side, citations and numbers whole.
        sentence: The whole sentence, citations included.
    """

    path: str
    year: int
    before: str
    after: str
    words: str
    sentence: str


def _plain(text: str, cited: str = "") -> str:
    """The text in half-width forms, without blanks and asides; lines stay apart.

    Args:
        text: The text.
        cited: What stands for a citation.
    """
    folded = unicodedata.normalize("NFKC", _CITATION.sub(cited, text))
    return _ASIDE.sub("", "\n".join("".join(line.split()) for line in folded.split("\n")))


def _mentions(case: Case, places: re.Pattern[str]) -> Iterator[_Mention]:
    """The years in the texts at some places, with what stands around them in their sentence."""
    for path, text in texts_of(case.disclosure):
        if not year_is_known(case) or not places.fullmatch(path):
            continue
        for sentence in _SENTENCE.findall(_plain(text, CITED)):
            for match in _YEAR.finditer(sentence):
                before = sentence[max(0, match.start() - _AROUND) : match.start()].replace(CITED, "")
                after = sentence[match.end() : match.end() + _AROUND].replace(CITED, "")
                words = _quoted(sentence, match.start(), match.end())
                yield _Mention(path, int(match["year"]), before, after, words, sentence)


def _quoted(sentence: str, start: int, end: int) -> str:
    """A passage with a few characters of its line on either side, numbers whole."""
    before = _WORD.findall(sentence[max(0, start - _AROUND) : start].rpartition("\n")[2])[-6:]
    after = _WORD.findall(sentence[end : end + _AROUND].partition("\n")[0])[:8]
    return re.sub(f"{CITED}+", "…", "".join((*before, sentence[start:end], *after)))


@rule("T101", Severity.ERROR, "标题和开头的年份是预算年度", "版式")
def titles_bear_the_year(case: Case) -> Iterator[Finding]:
    """Headings and the opening sentence that the file words itself speak of the budget year."""
    for one in _mentions(case, _TITLES):
        if one.year != case.disclosure.year and not _is_comparison(one) and "资产" not in one.path:
            yield _wrong_year(case, one, f"这里应当是{case.disclosure.year}年")


@rule("T102", Severity.WARNING, "说明收支和各项经费的语句讲的是预算年度", "版式")
def statements_are_about_the_year(case: Case) -> Iterator[Finding]:
    """A sentence about income, expenditure or a kind of costs is about the budget of this year."""
    for one in _mentions(case, _STATEMENTS):
        is_budget = not _is_comparison(one) and _BUDGET.match(one.after)
        if one.year != case.disclosure.year and is_budget and not _is_set_against_this_year(case, one):
            yield _wrong_year(case, one, f"这里应当是{case.disclosure.year}年")


@rule("T103", Severity.WARNING, "与上年比较的语句写的是上一年", "版式")
def comparisons_are_with_last_year(case: Case) -> Iterator[Finding]:
    """What a sentence compares with is the year before the budget year."""
    for one in _mentions(case, _STATEMENTS):
        if _is_comparison(one) and one.year != case.disclosure.year - 1:
            yield _wrong_year(case, one, f"应当与{case.disclosure.year - 1}年比较")


@rule("T104", Severity.ERROR, "资产的截止时间是上年末", "固定资产占用情况表")
def assets_are_those_of_last_year(case: Case) -> Iterator[Finding]:
    """Assets are counted at the end of the year before the budget year."""
    for one in _mentions(case, _ASSETS):
        if _END_OF_YEAR.match(one.after) and one.year != case.disclosure.year - 1:
            yield _wrong_year(case, one, f"资产按{case.disclosure.year - 1}年末的数公开")


def _is_comparison(one: _Mention) -> bool:
    return bool(_COMPARED.search(one.before))


def _is_set_against_this_year(case: Case, one: _Mention) -> bool:
    """Whether last year's figure is given behind that of this year: 2023年预算1万元，2022年预算2万元."""
    this_year = rf"(?<![0-9])(?:{case.disclosure.year}|{CITED})年"
    before = one.sentence.partition(f"{one.year}年")[0]
    return one.year == case.disclosure.year - 1 and bool(re.search(this_year, before))


def _wrong_year(case: Case, one: _Mention, remedy: str) -> Finding:
    return Finding(
        one.path,
        f"“{one.words}”写的是{one.year}年，而预算年度是{case.disclosure.year}年",
        f"{remedy}；写成 {{{{ 年度 }}}} 或 {{{{ 上年度 }}}}，换年度时不用再改",
    )


@rule("T105", Severity.WARNING, "目标、措施讲的是预算年度的工作", "绩效目标的填报要求")
def plans_are_for_the_year(case: Case) -> Iterator[Finding]:
    """A plan does not begin with last year, unless it looks back before it goes on to this year."""
    for path, text in texts_of(case.disclosure):
        if not _PLANS.fullmatch(path):
            continue
        paragraphs = [_ORDINAL.sub("", line) for line in _plain(text).split("\n")]
        for number, paragraph in enumerate(paragraphs):
            following = "。".join(paragraphs[number : number + 2])
            if _opens_with(following, case.disclosure.year):
                continue
            for sentence in _SENTENCE.findall(paragraph):
                opening = _OPENS.match(_ORDINAL.sub("", sentence))
                if (
                    opening
                    and int(opening["year"]) == case.disclosure.year - 1
                    and not _PAST.search(sentence)
                ):
                    yield Finding(
                        path,
                        f"“{sentence[:16]}…”讲的是上一年，而预算年度是{case.disclosure.year}年",
                        "像是上年的文字没有改；改成本年的年份，或写 {{ 年度 }}",
                    )


def _opens_with(text: str, year: int) -> bool:
    """Whether a sentence of the text begins with a year."""
    return any(sentence.startswith(f"{year}年") for sentence in _SENTENCE.findall(text))


@rule("T106", Severity.WARNING, "目标的期限不早于预算年度", "绩效目标的填报要求")
def goals_are_ahead(case: Case) -> Iterator[Finding]:
    """What is to be reached is not to be reached by a year that is over."""
    for path, text in texts_of(case.disclosure):
        if not _GOALS.fullmatch(path):
            continue
        for sentence in re.split(r"[。；;！!\n]", _plain(text)):
            match = _BY.search(_ORDINAL.sub("", sentence))
            if match and int(match["year"]) < case.disclosure.year and not _PAST.search(sentence):
                yield Finding(
                    path,
                    f"目标“{sentence[:16]}…”的期限{match['year']}年早于预算年度{case.disclosure.year}年",
                    "像是上年的文字没有改；改成本年度要达到的目标",
                )


@rule("T107", Severity.NOTE, "时效指标的时间不早于预算年度", "绩效目标的填报要求")
def time_indicators_are_ahead(case: Case) -> Iterator[Finding]:
    """The time by which something is done is not before the budget year, unless it is carried over."""
    for number, project in enumerate(case.disclosure.performance.projects):
        if _SETTLED.search(project.name):
            continue
        for place, indicator in enumerate(project.indicators or ()):
            year = _due(indicator)
            if year is not None and year < case.disclosure.year:
                yield Finding(
                    f"绩效.项目[{number}].指标[{place}]",
                    f"时效指标“{indicator.level3}”的时间是{year}年，早于预算年度{case.disclosure.year}年",
                    "核对是不是上年的指标没有改",
                )


def _due(indicator: Indicator) -> int | None:
    """The year of an indicator's date; None when it is no time indicator or names no day of a year."""
    if "时效" not in indicator.level2:
        return None
    value = read(indicator.value)
    if isinstance(value, Deadline):
        return value.year
    match = _DAY.search(_plain(f"{indicator.level3}\n{indicator.description}"))
    return None if match is None else int(match["year"])


@rule("T108", Severity.NOTE, "项目名称里的年份是预算年度", "项目库管理")
def projects_are_of_the_year(case: Case) -> Iterator[Finding]:
    """Last year's year in a project's name has a reason."""
    year = case.disclosure.year
    for number, project in enumerate(case.disclosure.performance.projects):
        years = {int(match["year"]) for match in _YEAR.finditer(_plain(project.name))}
        if years == {year - 1} and not _SETTLED.search(project.name):
            yield Finding(
                f"绩效.项目[{number}].名称",
                f"项目“{project.name}”写的是{year - 1}年，而预算年度是{year}年",
                "上年结转的注明“上年结转”；今年的项目改成今年的年份",
            )


@rule("T109", Severity.WARNING, "批复日期、公开日期在预算年度", "预算法第十四条")
def dates_are_of_the_year(case: Case) -> Iterator[Finding]:
    """The budget is approved at the turn of the year or later, and disclosed within the year."""
    year = case.disclosure.year
    dates = {"批复日期": case.disclosure.approved_on, "公开日期": case.disclosure.published_on}
    for name, day in dates.items():
        if day is not None and not dt.date(year - 1, 12, 1) <= day <= dt.date(year, 12, 31):
            yield Finding(name, f"{name} {day} 不在预算年度{year}年", "核对日期，是不是上年的没有改")


@rule("T110", Severity.ERROR, "上年数等于上年文件公布的数", "算术")
def last_year_is_what_was_published(case: Case) -> Iterator[Finding]:
    """Last year's figures stated here are those of last year's file."""
    earlier = case.earlier or {}
    last_year = case.disclosure.last_year
    stated = dict(last_year.entries()) if isinstance(last_year, LastYear) else {}
    given = {key: (paths.join(("上年", key)), value) for key, value in stated.items()}
    for key in earlier:
        value = published(case, key, BEFORE)
        if value is not None:
            given[key] = (paths.join(("公布数", key + BEFORE)), value)
    for key, (path, value) in given.items():
        if key in earlier:
            yield from disagreement(
                path,
                Side(f"上年的“{key}”", value, {key: value}),
                Side("上年文件的数", earlier[key], {f"上年文件的{key}": earlier[key]}),
                "照上年公开的数填写；调整过口径的，在“核实”里说明",
            )


_FIRST_YEAR = 2000
_YEAR_UNIT = re.compile(r"年份?度?")


@rule("T111", Severity.WARNING, "指标值写的年份不早于预算年度", "绩效目标的填报要求")
def years_of_indicators_are_ahead(case: Case) -> Iterator[Finding]:
    """The value of an indicator that is a year is no year that is over, unless it is carried over."""
    year = case.disclosure.year
    settled = {
        f"绩效.项目[{number}]."
        for number, project in enumerate(case.disclosure.performance.projects)
        if _SETTLED.search(project.name)
    }
    for row in rows(case.disclosure) if year_is_known(case) else ():
        is_settled = row.path.partition("指标")[0] in settled
        if not is_settled and _is_year(row.value) and row.value.number < year:
            yield Finding(
                row.value_path,
                f"指标“{row.name}”的值是{row.value.number:.0f}年，早于预算年度{year}年",
                "核对是不是上年的指标没有改",
            )


def _is_year(value: Reading) -> TypeGuard[Measured]:
    """Whether a value is the number of a year: 2022年, 2022.00年."""
    return (
        isinstance(value, Measured)
        and _YEAR_UNIT.fullmatch(value.unit) is not None
        and _FIRST_YEAR <= value.number < _FIRST_YEAR + 100
        and value.number == value.number.to_integral_value()
    )


@rule("T112", Severity.WARNING, "预算年度已经填写", "版式")
def the_year_is_known(case: Case) -> Iterator[Finding]:
    """The year is filled in where the old document names none."""
    if not year_is_known(case):
        yield Finding("年度", "没有找到预算年度，年度暂写成 2000", "改成文件的预算年度，再检查一次")
