"""Goals: whether they are set for this year's work, and whether each has its table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from rapidfuzz import fuzz

from discgen.errors import Severity
from discgen.model.performance import SIMILAR_NAMES
from discgen.rules.prose import listed, prose
from discgen.rules.reading import fold
from discgen.rules.registry import Case, Finding, rule
from discgen.rules.shown import year_is_known

_SPOKEN = re.compile(
    r"绩效\.(?:总体目标|保障措施|分项目标\[\d+\]\.(?:目标|指标|正文)"
    r"|(?P<project>项目\[(?P<number>\d+)\])\.(?:目标|用途|指标\[\d+\]\.(?:三级|描述|依据))"
    r"|整体指标\[\d+\]\.(?:三级|描述|评分标准|依据)|活动.*\.(?:绩效目标|内容描述))"
)
"""Where goals are set and reasons given; names of projects are those of the money, whatever they say."""
_CARRIED_OVER = re.compile("结转|结余|以前年度|清算|尾款|尾欠|欠|补发|续建")
_SENTENCE = re.compile(r"[^。；;！!\n]+")

_PLAN = "计划|规划|方案|行动|意见|纲要"
_YEARS = r"(?P<{0}>20[0-9]{{2}})年?[-—–~～至到]+(?P<{1}>20[0-9]{{2}})年?(?![0-9])"
_PERIOD = re.compile(
    rf"(?:{_PLAN})[》”]?[(（〔\[]{_YEARS.format('from1', 'to1')}[)）〕\]]?"
    rf"|{_YEARS.format('from2', 'to2')}[)）]?[一-鿿“”]{{0,20}}?(?:{_PLAN})"
)
_NAMED_AS_PAST = re.compile(
    "十[一二三四五]五|五年规划|评估|总结|回顾|[已曾]|以来|期间|期满|到期|验收|清算|尾款|接续|延续|延长|修编|修订|后续"
)


@rule("T113", Severity.NOTE, "引用的计划、方案没有到期", "绩效目标的填报要求")
def plans_cited_are_in_force(case: Case) -> Iterator[Finding]:
    """A plan for the years up to one before the budget year is no reason for what is done now."""
    year = case.disclosure.year
    yield from _once_for_each(
        case,
        lambda sentence: [] if _NAMED_AS_PAST.search(sentence) else list(_ended(sentence, year)),
        f"已经到期，而预算年度是{year}年",
        "换成现行的计划或文件；确实延续的，写明延续到哪一年",
    )


def _ended(sentence: str, year: int) -> Iterator[str]:
    """The plans in a sentence whose time is over."""
    for match in _PERIOD.finditer(sentence):
        last = int(match["to1"] or match["to2"])
        if int(match["from1"] or match["from2"]) < last < year:
            yield sentence[max(0, match.start() - 8) : match.end()]


_FIRST_YEAR_WITHOUT_POVERTY = 2021
_POVERTY = re.compile(
    "(?<![原已脱返防相])贫困(?:户|村|人口)"
    "|(?:打赢|打好|决战|决胜|推进|推动|助力|助推|开展|完成|实现)[^，。；、已]{0,6}(?:脱贫攻坚|脱贫摘帽)"
    "(?!成果|成效|精神|[同与]|后|总结|表彰|评估|普查)"
)
_AFTERWARDS = re.compile(
    "巩固|攻坚成果|衔接|返贫|监测对象|动态监测|脱贫不稳定|[已原]脱?贫困?|贫困退出|历年|往年|以前年度|过渡期|表彰"
)
_TITLE = re.compile("《[^》]*》")


@rule("T114", Severity.NOTE, "2021年起的目标不再以贫困户、贫困村为对象", "脱贫攻坚任务于2020年完成")
def poverty_is_overcome(case: Case) -> Iterator[Finding]:
    """From 2021 on no goal is to lift households or villages out of poverty, which all had left."""
    if case.disclosure.year >= _FIRST_YEAR_WITHOUT_POVERTY:
        yield from _once_for_each(
            case,
            _poor,
            f"写在{case.disclosure.year}年的预算里，而脱贫攻坚任务2020年已经完成",
            "像是以前年度的文字没有改；按脱贫户、防止返贫监测对象等现行的说法填写",
        )


def _poor(sentence: str) -> list[str]:
    """What a sentence that does not look back says of those who are poor."""
    said = _TITLE.sub("", sentence)
    return [] if _AFTERWARDS.search(said) else [match[0] for match in _POVERTY.finditer(said)]


def _once_for_each(
    case: Case, look: Callable[[str], list[str]], message: str, remedy: str
) -> Iterator[Finding]:
    """One finding for each project, and one for each field elsewhere, at the first of its places."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path, text in prose(case) if year_is_known(case) else ():
        place = _SPOKEN.fullmatch(path)
        if place is not None and not _is_carried_over(case, place["number"]):
            passages = [one for sentence in _SENTENCE.findall(text) for one in look(sentence)]
            found[place["project"] or path] += [(path, one) for one in passages]
    for places in filter(None, found.values()):
        shown = listed([passage for _, passage in places])
        yield Finding(places[0][0], f"{shown}{message}", remedy)


def _is_carried_over(case: Case, number: str | None) -> bool:
    """Whether a text stands in the table of a project that spends what was granted for earlier work."""
    projects = case.disclosure.performance.projects
    return number is not None and _CARRIED_OVER.search(projects[int(number)].name) is not None


_FEWEST = 4
_MOST = 1 / 2
_SHORTEST_NAME = 4


@rule("P113", Severity.NOTE, "分项绩效目标写项目的，都有这个项目的绩效目标表", "前后一致")
def goals_of_projects_have_their_tables(case: Case) -> Iterator[Finding]:
    """Where the itemised goals are those of projects, none is that of a project without a table."""
    performance = case.disclosure.performance
    tables = {_bare(one.name) for one in performance.projects}
    names = [_bare(one.name) for one in performance.goals]
    if len(names) < _FEWEST or sum(name in tables for name in names) < _MOST * len(names):
        return
    for number, name in enumerate(names):
        if not any(_is_similar(name, other) for other in tables):
            yield Finding(
                f"绩效.分项目标[{number}].名称",
                f"分项绩效目标“{performance.goals[number].name}”没有这个项目的绩效目标表",
                "补上绩效目标表，或核对项目名称",
            )


def _bare(name: str) -> str:
    """A name without marks and the year."""
    return re.sub(r"20[0-9]{2}年度?|[^\w]", "", fold(name))


def _is_similar(one: str, other: str) -> bool:
    is_part = min(len(one), len(other)) >= _SHORTEST_NAME and (one in other or other in one)
    return is_part or fuzz.ratio(one, other) >= SIMILAR_NAMES
