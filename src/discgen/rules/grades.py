"""Grades: what has to hold in the table of duties and activities of the 2017 form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from discgen.errors import Severity
from discgen.model.performance import Activity, GradedIndicator, SubActivity
from discgen.rules.reading import Between, Measured, Reading, fold, read
from discgen.rules.registry import Case, Finding, rule
from discgen.rules.rows import Row, rows

_GRADES = ("优", "良", "中", "差")


@rule("P401", Severity.WARNING, "优、良、中、差的标准依次下降或上升", "2017年版的填报要求")
def grades_are_in_order(case: Case) -> Iterator[Finding]:
    """The numbers of the four grades fall, or rise where less is better; words and gaps are passed over."""
    for path, _, one in _indicators(case):
        values = [read(text) for text in _standards(one)]
        if len({value.unit for value in values if isinstance(value, Measured) and value.unit}) > 1:
            continue
        numbers = [_bound(value) for value in values if isinstance(value, Measured | Between)]
        best = values[0]
        may_fall = not (isinstance(best, Measured) and best.operator.is_ceiling)
        may_rise = not (isinstance(best, Measured) and best.operator.is_floor)
        if (may_fall and _falls(numbers)) or (may_rise and _falls(numbers[::-1])):
            continue
        written = "、".join(
            f"{grade} {text}" for grade, text in zip(_GRADES, _standards(one), strict=True) if text.strip()
        )
        yield Finding(path, f"“{one.name}”的标准不是依次变化：{written}", "核对各级的数字和符号")


def _falls(numbers: list[Decimal]) -> bool:
    """Whether no number is larger than the one before it."""
    return all(later <= earlier for earlier, later in pairwise(numbers))


def _bound(value: Measured | Between) -> Decimal:
    return value.number if isinstance(value, Measured) else value.low


@rule("P402", Severity.WARNING, "每个指标都有评价标准", "2017年版的填报要求")
def grades_are_filled_in(case: Case) -> Iterator[Finding]:
    """No indicator lacks all four standards."""
    for path, _, one in _indicators(case):
        if not any(map(_says_something, _standards(one))):
            yield Finding(path, f"“{one.name}”没有填评价标准", "填上优、良、中、差的标准")


@rule("P407", Severity.WARNING, "评价标准从优填到差", "2017年版的填报要求")
def grades_reach_from_best_to_worst(case: Case) -> Iterator[Finding]:
    """Neither the first nor the last grade is left out; 100% and <100% need no others between them."""
    for path, _, one in _indicators(case):
        says = {grade: _says_something(text) for grade, text in zip(_GRADES, _standards(one), strict=True)}
        if any(says.values()) and not (says["优"] and says["差"]):
            left_out = "、".join(grade for grade, filled in says.items() if not filled)
            yield Finding(path, f"“{one.name}”的标准没有填全，缺{left_out}", "填上优、良、中、差的标准")


def _says_something(text: str) -> bool:
    """Whether a standard is more than a stroke that stands for nothing."""
    return re.search(r"[^\W_]", text) is not None


@rule("P405", Severity.WARNING, "“差”的标准与其他各级方向相反", "2017年版的填报要求")
def the_last_grade_takes_the_rest(case: Case) -> Iterator[Finding]:
    """After ≥90%, ≥80%, ≥70% the last grade is below 70%, not above another number."""
    for path, _, one in _indicators(case):
        *others, last = (_side(read(text)) for text in _standards(one))
        if last and all(side == last for side in others):
            yield Finding(
                path,
                f"“{one.name}”的“差”写的是“{one.poor}”，与“中”的“{one.medium}”方向相同，其余的情况没有等级",
                "核对“差”的符号和数字",
            )


def _side(value: Reading) -> int:
    return value.operator.side if isinstance(value, Measured) else 0


@rule("P406", Severity.NOTE, "相邻两级的评价标准不相同", "2017年版的填报要求")
def neighbouring_grades_differ(case: Case) -> Iterator[Finding]:
    """What is one grade is not the next one as well."""
    for path, _, one in _indicators(case):
        standards = zip(_GRADES, _standards(one), strict=True)
        for (better, above), (worse, below) in pairwise(standards):
            if re.search("[0-9一-鿿]", above) and fold(above) == fold(below):
                yield Finding(
                    path, f"“{one.name}”的“{better}”和“{worse}”都是“{above.strip()}”", "写成能够区分的标准"
                )
                break


@rule("P403", Severity.WARNING, "同一分项活动没有重复的指标", "前后一致")
def graded_indicators_are_not_repeated(case: Case) -> Iterator[Finding]:
    """No indicator stands twice below one activity."""
    seen: set[tuple[int, str]] = set()
    for path, part, one in _indicators(case):
        key = (id(part), fold(one.name))
        if key in seen:
            yield Finding(f"{path}.名称", f"“{part.name}”的指标“{one.name}”重复", "删去一个，或改正名称")
        seen.add(key)


@rule("P404", Severity.NOTE, "内容描述和绩效目标不照抄", "2017年版的填报要求")
def descriptions_are_no_goals(case: Case) -> Iterator[Finding]:
    """What an activity does and what it is to achieve are not said in one text."""
    for path, one in _activities(case):
        if one.goal.strip() and fold(one.goal) == fold(one.description):
            yield Finding(
                f"{path}.绩效目标",
                f"“{one.name}”的绩效目标与内容描述完全相同",
                "内容描述写做什么，绩效目标写做到什么程度",
            )


_SHORTEST_TEXT = 10  # 保障正常运转 may well be said of two activities
_SHORTEST_SENTENCE = 24
_SENTENCE_END = re.compile("[。;!]")


@rule("P408", Severity.WARNING, "不同分项活动的绩效目标、内容描述不照抄", "前后一致")
def activities_are_not_copied(case: Case) -> Iterator[Finding]:
    """No two activities below the duties have one text of goals or of what they do, or a long sentence."""
    seen: dict[tuple[str, str], tuple[SubActivity, str]] = {}
    for path, one in _activities(case):
        if not isinstance(one, SubActivity):
            continue
        for key, text in (("绩效目标", fold(one.goal)), ("内容描述", fold(one.description))):
            said = [text, *(part for part in _SENTENCE_END.split(text) if len(part) >= _SHORTEST_SENTENCE)]
            firsts = [
                seen.setdefault((key, part), (one, text)) for part in said if len(part) >= _SHORTEST_TEXT
            ]
            other, its = next((first for first in firsts if first[0] is not one), (one, text))
            if other is not one:
                how = "的完全相同" if text == its else "有相同的话"
                message = f"“{one.name}”的{key}与“{other.name}”{how}"
                yield Finding(f"{path}.{key}", message, "按本分项活动的内容填写")
                break


_COUNT = re.compile("[次场期批人户家件个份台套篇辆]数|[场批人]次")
"""The end of a count's name."""
_JOIN = re.compile("[和及与、,]")
_NOTES = re.compile(r"[(（][^()（）]*[)）]")
_NUMBER = r"[≥≤<>=]?[0-9]+(?:\.[0-9]+)?(?!年|月|天|日|季|小时|分|%)[^\W0-9_每]{1,4}"
_TWO_NUMBERS = re.compile(rf"{_NUMBER}[,、;和]{_NUMBER}")


@rule("P409", Severity.NOTE, "一个指标一个数", "绩效目标的填报要求")
def a_measure_is_one_number(case: Case) -> Iterator[Finding]:
    """Two counts joined in a name are not measured by one number, nor is one count by two numbers."""
    for row in rows(case.disclosure):
        name = _NOTES.sub("", fold(row.name))
        if _is_two_counts(name) and isinstance(row.value, Measured):
            yield _of_two_counts(row, f"“{row.name}”是两个数，这里只写了一个“{row.written}”")
        elif _is_one_count(name) and _TWO_NUMBERS.fullmatch(fold(row.written)):
            yield _of_two_counts(row, f"“{row.name}”是一个数，这里写了两个“{row.written}”")


def _is_two_counts(name: str) -> bool:
    """Whether a name joins two counts: 检修次数和培训人数."""
    counts = list(_COUNT.finditer(name))
    if len(counts) != 2 or counts[1].end() != len(name):
        return False
    return _JOIN.match(name, counts[0].end()) is not None


def _is_one_count(name: str) -> bool:
    """Whether a name is that of one count: 参训人数."""
    return (
        len(_COUNT.findall(name)) == 1 and _COUNT.search(name[-2:]) is not None and not _JOIN.search(name)
    )


def _of_two_counts(row: Row, message: str) -> Finding:
    return Finding(row.path, message, "分成两个指标，每个指标一个数")


def _activities(case: Case) -> Iterator[tuple[str, Activity | SubActivity]]:
    """All activities, each before its parts, with their key paths."""
    for place, activity in enumerate(case.disclosure.performance.activities):
        yield f"绩效.活动[{place}]", activity
        for position, part in enumerate(activity.parts):
            yield f"绩效.活动[{place}].分项[{position}]", part


def _standards(one: GradedIndicator) -> tuple[str, str, str, str]:
    return one.excellent, one.good, one.medium, one.poor


def _indicators(case: Case) -> Iterator[tuple[str, SubActivity, GradedIndicator]]:
    """The graded indicators: key path, the activity they stand below, the indicator."""
    for path, part in _activities(case):
        if isinstance(part, SubActivity):
            for number, one in enumerate(part.indicators):
                yield f"{path}.指标[{number}]", part, one
