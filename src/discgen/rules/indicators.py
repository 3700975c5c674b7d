"""Indicators: what has to hold in the rows of the indicator tables, whatever their values mean."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator

from discgen.errors import Severity
from discgen.model.performance import Indicator, OverallIndicator
from discgen.rules.reading import Unreadable, fold
from discgen.rules.registry import Case, Finding, rule
from discgen.rules.rows import Aspect, Row, Table, aspect_of, tables
from discgen.rules.units import bare_name

_OUTPUT = (Aspect.QUANTITY, Aspect.QUALITY, Aspect.TIMELINESS, Aspect.COST)
_BELOW = {
    Aspect.COST: {Aspect.COST},
    Aspect.BENEFIT: {Aspect.BENEFIT, Aspect.SATISFACTION},
    Aspect.SATISFACTION: {Aspect.SATISFACTION},
}
"""What the second levels of a first level measure; some forms put 满意度 below 效果."""


@rule("P201", Severity.WARNING, "指标表有数量、质量、时效、成本、效益、满意度各类指标", "财预〔2021〕101号")
def tables_have_all_aspects(case: Case) -> Iterator[Finding]:
    """Every indicator table has an indicator of each kind."""
    for table in tables(case.disclosure):
        present = {row.aspect for row in table.rows}
        missing = [aspect for aspect in Aspect if aspect not in present]
        if missing:
            yield Finding(
                table.path, f"{table.title}缺少{'、'.join(missing)}指标", "补上缺少的指标，或核对指标的级别"
            )


@rule("P202", Severity.WARNING, "二级指标与一级指标相符", "财预〔2021〕101号")
def second_levels_belong_to_first(case: Case) -> Iterator[Finding]:
    """The second level of an indicator is one of its first level's."""
    for table in tables(case.disclosure):
        for row in table.rows:
            aspect = aspect_of(row.level2)
            if aspect and aspect not in _aspects_below(row.level1):
                yield Finding(
                    f"{row.path}.二级",
                    f"{table.title}的指标“{row.name}”：二级“{row.level2}”不属于一级“{row.level1}”",
                    "核对这一行的级别",
                )


def _aspects_below(level1: str) -> set[Aspect]:
    """What may stand below a first level; all for an unknown one."""
    if "产出" in level1:
        return set(_OUTPUT)
    aspect = aspect_of(level1)
    return _BELOW.get(aspect, set(Aspect)) if aspect else set(Aspect)


@rule("P203", Severity.WARNING, "每个指标都有指标值", "绩效目标的填报要求")
def values_are_filled_in(case: Case) -> Iterator[Finding]:
    """No indicator lacks its value."""
    for table in tables(case.disclosure):
        for row in table.rows:
            if not row.written.strip():
                yield Finding(
                    row.value_path, f"{table.title}的指标“{row.name}”没有指标值", "填上数值或文字"
                )


@rule("P204", Severity.WARNING, "指标值由符号、数字和单位组成，或是一句话", "绩效目标的填报要求")
def values_are_readable(case: Case) -> Iterator[Finding]:
    """Every value is a sign with a number and a unit, or words."""
    for table in tables(case.disclosure):
        for row in table.rows:
            if isinstance(row.value, Unreadable):
                yield Finding(
                    row.value_path,
                    f"指标“{row.name}”的值“{row.written}”看不明白：{row.value.why}",
                    "写成 ≥95% 的样子；用文字说明的，前面不加符号和单位",
                )


@rule("P205", Severity.NOTE, "指标描述说明指标的含义，不照抄名称", "绩效目标的填报要求")
def descriptions_explain(case: Case) -> Iterator[Finding]:
    """Descriptions are there and say more than the name; one finding for a table."""
    for table in tables(case.disclosure):
        silent = [row for row in table.rows if _says_no_more(row) or not row.description.strip()]
        if silent:
            names = "、".join(f"“{row.name}”" for row in silent[:3]) + "等" * (len(silent) > 3)
            yield Finding(
                table.path,
                f"{table.title}有{len(silent)}个指标的描述空着或与名称相同：{names}",
                "写明指标的含义或计算方法",
            )


_EXPLAINED = re.compile(r"\([^()]{4,}\)$")


def _says_no_more(row: Row) -> bool:
    """Whether a description is the name once more, without a remark that explains it."""
    said = fold(row.description)
    explained = _EXPLAINED.search(said) is not None and said != fold(row.name)
    return _same(row.description, row.name) and not explained


_SHORTEST_END = 6
_LEFT_OUT = 2
"""Characters by which a name is longer than the description that was meant for it."""


@rule("P206", Severity.WARNING, "指标的描述不是另一个指标的名称", "前后一致")
def descriptions_are_not_swapped(case: Case) -> Iterator[Finding]:
    """A description that is the name of another row stands in the wrong row, or table."""
    found = list(tables(case.disclosure))
    everywhere = {_plain(row.name) for table in found for row in table.rows}
    for table in found:
        names = {_plain(row.name) for row in table.rows}
        for row in table.rows:
            described = _plain(row.description)
            if _is_name_of_another(described, _plain(row.name), names, everywhere):
                yield Finding(
                    f"{row.path}.描述",
                    f"指标“{row.name}”的描述“{row.description.strip()}”是另一个指标的名称",
                    "核对是否错行",
                )


def _is_name_of_another(said: str, name: str, names: Collection[str], everywhere: Collection[str]) -> bool:
    """Whether a description is the name of another row.

    Args:
        said: The description.
        name: The name of its own row.
        names: Those of its table, of which it may leave out the beginning.
        everywhere: Those of all tables; there only a name that has nothing in common with its own counts.
    """
    if said == name:
        return False
    if said in names or (said in everywhere and not set(said) & set(name)):
        return len(said) > 1
    ends = [other for other in names if other.endswith(said) and len(other) - len(said) <= _LEFT_OUT]
    return len(said) >= _SHORTEST_END and name not in ends and bool(ends)


@rule("P207", Severity.WARNING, "同一张表里没有重复的指标", "前后一致")
def indicators_are_not_repeated(case: Case) -> Iterator[Finding]:
    """No two rows of a table have one level path and name, and one value or description.

    On different levels they have no name in common, nor one description with different values.
    """
    for table in tables(case.disclosure):
        yield from _repeated(table)
        yield from _repeated_elsewhere(table)


def _repeated(table: Table) -> Iterator[Finding]:
    seen: dict[tuple[str, ...], Row] = {}
    for row in table.rows:
        place = (row.level1, row.level2, _plain(row.name))
        keys = ((*place, "值", fold(row.written)), (*place, "描述", _plain(row.description)))
        first = next((seen[key] for key in keys if key in seen and key[-1]), None)
        if first is None:
            seen |= dict.fromkeys(keys, row)
            continue
        values = (
            "" if first.written == row.written else f"，值一处是“{first.written}”，一处是“{row.written}”"
        )
        yield Finding(row.path, f"{table.title}的指标“{row.name}”重复{values}", "删去一个，或改正名称")


def _repeated_elsewhere(table: Table) -> Iterator[Finding]:
    seen: dict[str, dict[tuple[str, str], Row]] = defaultdict(dict)
    for row in table.rows:
        alike = [seen[key] for key in _names(row)]
        before = (one for rows in alike for one in rows.values())
        first = next((one for one in before if _is_the_same_elsewhere(one, row)), None)
        for rows in alike:
            rows.setdefault((row.level1, row.level2), row)
        if first is not None:
            yield Finding(
                row.path,
                f"{table.title}的指标“{row.name}”已在“{first.level2}”里出现过，值一处是“{first.written}”，"
                f"一处是“{row.written}”",
                "删去一个，或改正名称",
            )


def _names(row: Row) -> tuple[str, str]:
    """What rows that may be the same have in common: their name, or their description."""
    return f"名称{_plain(row.name)}", f"描述{_plain(row.description)}"


def _is_the_same_elsewhere(first: Row, row: Row) -> bool:
    if (first.level1, first.level2) == (row.level1, row.level2):
        return False
    one, other = _plain(first.name), _plain(row.name)
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    is_told_twice = bool(row.description.strip()) and _same(first.description, row.description)
    return is_told_twice and shorter in longer and fold(first.written) != fold(row.written)


_PLACEHOLDER = re.compile(
    r"(?:[一二三]级)?(?:指标|绩效|目标|项目)(?:名称|内容|描述|说明|指标|目标|值|依据)?[0-9一二三四五六]?"
    r"|(?:名称|内容|描述|说明|依据)[0-9一二三四五六]?"
    r"|待定|待填|待补充|暂缺|暂无|同上|略|无|[-—/…?]+"
)
_CELLS = (
    ("level3", "三级"),
    ("description", "描述"),
    ("value", "值"),
    ("basis", "依据"),
    ("scoring", "评分标准"),
)


@rule("P208", Severity.WARNING, "指标表里填的是实际内容，不是占位的字", "绩效目标的填报要求")
def cells_are_no_placeholders(case: Case) -> Iterator[Finding]:
    """No cell holds only a word such as 待定, 指标1 or the name of its own level."""
    performance = case.disclosure.performance
    for number, one in enumerate(performance.overall_indicators):
        yield from _placeholders(f"绩效.整体指标[{number}]", one)
    for place, project in enumerate(performance.projects):
        for number, row in enumerate(project.indicators or ()):
            yield from _placeholders(f"绩效.项目[{place}].指标[{number}]", row)


def is_placeholder(text: str) -> bool:
    """Whether a cell holds only a word that stands for what is to be filled in: `待定`, `指标1`."""
    return bool(_PLACEHOLDER.fullmatch(fold(text)))


def _placeholders(path: str, one: Indicator | OverallIndicator) -> Iterator[Finding]:
    for attribute, key in _CELLS:
        text = getattr(one, attribute, "")
        cell = fold(text)
        if key == "值" and cell == "无":
            continue  # none of them, as with accidents
        if cell and (is_placeholder(text) or (key == "三级" and cell == fold(one.level2))):
            yield Finding(f"{path}.{key}", f"“{key}”填的是“{text.strip()}”，不是实际内容", "填上实际内容")


def _plain(text: str) -> str:
    """A name or description as it is compared."""
    return bare_name(text).strip("。;,:")


def _same(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)
