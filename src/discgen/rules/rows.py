"""The rows of all indicator tables alike, whatever form they come from, as rules look at them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from discgen.model import Disclosure
from discgen.model.performance import Indicator, OverallIndicator
from discgen.rules.reading import Reading, Words, read


class Aspect(StrEnum):
    """What an indicator measures, by its levels; the value is its name in messages."""

    QUANTITY = "数量"
    QUALITY = "质量"
    TIMELINESS = "时效"
    COST = "成本"
    BENEFIT = "效益"
    SATISFACTION = "满意度"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an indicator table.

    Attributes:
        path: Its key path.
        value_path: The key path of its value.
        name: The indicator's name.
        value: Its value, taken apart.
        written: Its value as written, sign and unit included.
        level1: Its first level, "" in the 2017 form, which has no levels.
        level2: Its second level, likewise.
        description: What the indicator is said to mean.
        basis: What its value is said to follow from.
    """

    path: str
    value_path: str
    name: str
    value: Reading
    written: str
    level1: str = ""
    level2: str = ""
    description: str = ""
    basis: str = ""

    @property
    def aspect(self) -> Aspect | None:
        """What it measures; None where the levels do not tell."""
        return aspect_of(self.level2) or aspect_of(self.level1)


@dataclass(frozen=True, slots=True)
class Table:
    """An indicator table with levels: the overall one, or that of a project.

    Attributes:
        path: The key path of the list of its rows.
        title: What messages call it.
        rows: Its rows.
    """

    path: str
    title: str
    rows: tuple[Row, ...]


def aspect_of(level: str) -> Aspect | None:
    """What a level of the indicator tree measures; None for 产出, which is many things, and the unknown.

    Level names vary: 数量 and 数量指标, 效益 and 效果; 成本 is a first or a second level.
    """
    if "满意" in level:
        return Aspect.SATISFACTION
    if any(word in level for word in ("效益", "效果", "影响")):
        return Aspect.BENEFIT
    own_names = (Aspect.COST, Aspect.QUANTITY, Aspect.QUALITY, Aspect.TIMELINESS)
    return next((aspect for aspect in own_names if aspect in level), None)


def tables(disclosure: Disclosure) -> Iterator[Table]:
    """All indicator tables with levels that have rows."""
    performance = disclosure.performance
    if performance.overall_indicators:
        path = "绩效.整体指标"
        rows = (
            _overall_row(f"{path}[{number}]", one)
            for number, one in enumerate(performance.overall_indicators)
        )
        yield Table(path, "整体绩效指标", tuple(rows))
    for place, project in enumerate(performance.projects):
        path = f"绩效.项目[{place}].指标"
        if project.indicators:
            rows = (_row(f"{path}[{number}]", one) for number, one in enumerate(project.indicators))
            yield Table(path, f"项目“{project.name}”", tuple(rows))


def rows(disclosure: Disclosure) -> Iterator[Row]:
    """The rows of all tables; an indicator of the 2017 form counts with its best grade."""
    for table in tables(disclosure):
        yield from table.rows
    for place, activity in enumerate(disclosure.performance.activities):
        for position, part in enumerate(activity.parts):
            for number, one in enumerate(part.indicators):
                path = f"绩效.活动[{place}].分项[{position}].指标[{number}]"
                yield Row(path, f"{path}.优", one.name, read(one.excellent), one.excellent)


def _row(path: str, one: Indicator) -> Row:
    value = read(one.value)
    cells = (one.level1, one.level2, one.description, one.basis)
    return Row(path, f"{path}.值", one.level3, value, one.value, *cells)


def _overall_row(path: str, one: OverallIndicator) -> Row:
    """A row whose sign, number and unit stand in columns; words stand in that of the unit."""
    if one.value or not one.unit:
        written = f"{one.operator}{one.value}{one.unit}" if one.value else ""
        value = read(written)
    else:
        written, value = one.unit, Words(one.unit)
    cells = (one.level1, one.level2, one.description, one.basis)
    return Row(path, f"{path}.值", one.level3, value, written, *cells)
