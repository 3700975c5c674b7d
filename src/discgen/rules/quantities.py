"""Quantities: whether what a description counts has anything to do with its project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from discgen.errors import Severity
from discgen.model.performance import Project
from discgen.rules.reading import fold
from discgen.rules.registry import Case, Finding, rule

_WHOLE = re.compile(r"占(?:全部|所有|全年|年度)?(?P<what>[一-鿿]{2,4})总[数量]")
_AMOUNT = re.compile(
    "(?P<what>运送|运输|客运|货运|吞吐|发电|供水|供热|供气|屠宰|接诊|就诊|门诊|出栏|捕捞|播种|灌溉|借阅|寄递|旅客)量"
)
"""Amounts of one trade, of which a project of another has none."""
_ANYTHING = re.compile(
    "任务|工作|项目|人员|调查|事项|受访|抽查|抽样|计划|申请|检查|参与|受益|资金|服务|群众|问卷|对象|事件|业务|活动|应|实际"
)
"""What any project may count."""


@rule("P117", Severity.NOTE, "描述里数的东西，项目里有", "前后一致")
def what_is_counted_is_of_the_project(case: Case) -> Iterator[Finding]:
    """A share of all cases, or an amount carried, is that of a project that speaks of such things."""
    for number, project in enumerate(case.disclosure.performance.projects):
        for place, one in enumerate(project.indicators or ()):
            said = fold(one.description)
            for match in (_WHOLE.search(said), _AMOUNT.search(said)):
                if match is None or _ANYTHING.search(match["what"]):
                    continue
                rest = said[: match.start()] + "。" + said[match.end() :]
                if not _pairs(match["what"]) & _pairs(_other_words(project, place, rest)):
                    yield Finding(
                        f"绩效.项目[{number}].指标[{place}].描述",
                        f"指标“{one.level3}”的描述写的是“{match[0]}”，项目里没有别处提到“{match['what']}”",
                        "核对是不是从别处抄来的",
                    )


def _other_words(project: Project, place: int, rest: str) -> str:
    """All that is said of a project, of one row the rest of the description only."""
    rows = [
        f"{one.level3}。{'' if number == place else one.description}"
        for number, one in enumerate(project.indicators or ())
    ]
    return fold("。".join([project.name, project.goals or "", project.purpose or "", *rows, rest]))


def _pairs(text: str) -> set[str]:
    return set(map("".join, pairwise(text)))
