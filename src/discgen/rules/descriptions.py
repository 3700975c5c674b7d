"""Descriptions and bases: whether what stands beside an indicator speaks of that indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator

from discgen.errors import Severity
from discgen.rules.prose import listed
from discgen.rules.reading import Measured, fold, read
from discgen.rules.registry import Case, Finding, rule
from discgen.rules.rows import Aspect, Row, rows, tables
from discgen.rules.units import bare_name


@rule("P209", Severity.WARNING, "每个指标都写明指标值的依据", "绩效目标的填报要求")
def bases_are_filled_in(case: Case) -> Iterator[Finding]:
    """No indicator lacks its basis, unless the form has none; one finding for a table."""
    found = list(tables(case.disclosure))
    if not any(row.basis.strip() for table in found for row in table.rows):
        return
    for table in found:
        names = [row.name for row in table.rows if not row.basis.strip()]
        if names:
            yield Finding(
                table.path,
                f"{table.title}有{len(names)}个指标没有写依据：{listed(names)}",
                "填上指标值的依据",
            )


_LONGEST_EXCHANGE = 6
_SHORTEST_FRAME = 6
_OTHER_RATE = re.compile(r"(?:率|度)$")


@rule("P210", Severity.NOTE, "指标的描述讲的是这个指标", "前后一致")
def descriptions_are_about_their_indicator(case: Case) -> Iterator[Finding]:
    """A description is not that of another indicator, with some words exchanged or about another rate."""
    for row in rows(case.disclosure):
        name, said = bare_name(row.name), bare_name(row.description)
        if exchanged := _exchanged(name, said):
            message = f"名称里是“{exchanged[0]}”，描述里是“{exchanged[1]}”"
        elif row.aspect is Aspect.SATISFACTION and "满意" in name and _is_other_rate(said):
            message = f"描述“{row.description.strip()}”讲的不是满意度"
        else:
            continue
        yield Finding(f"{row.path}.描述", f"指标“{row.name}”：{message}", "核对是不是从别处抄来的")


def _is_other_rate(said: str) -> bool:
    return bool(_OTHER_RATE.search(said)) and "满意" not in said


def _exchanged(name: str, said: str) -> tuple[str, str] | None:
    """The words in which two texts of one frame differ; None when they differ otherwise.

    每年村级组织党建工作完成时间 and 每年村级服务群众工作完成时间 differ in 组织党建 and 服务群众.
    """
    start = _common(name, said)
    end = _common(name[start:][::-1], said[start:][::-1])
    one, other = name[start : len(name) - end], said[start : len(said) - end]
    is_frame = min(start, end) > 1 and start + end >= _SHORTEST_FRAME
    are_words = all(re.fullmatch(f"[一-鿿]{{2,{_LONGEST_EXCHANGE}}}", word) for word in (one, other))
    return (one, other) if is_frame and are_words and not set(one) & set(other) else None


def _common(one: str, other: str) -> int:
    """The number of characters with which both texts begin."""
    return next(
        (place for place, (left, right) in enumerate(zip(one, other, strict=False)) if left != right),
        min(len(one), len(other)),
    )


_UPSIDE_DOWN = re.compile(r"^(?:计划|应)[一-鿿]{0,10}占(?:实际|已)")


@rule("P211", Severity.WARNING, "比率是实际数除以应有的数", "绩效目标的填报要求")
def shares_are_not_upside_down(case: Case) -> Iterator[Finding]:
    """A rate is what was done of what was to be done, not the other way round."""
    for row in rows(case.disclosure):
        if _UPSIDE_DOWN.search(fold(row.description)):
            yield Finding(
                f"{row.path}.描述",
                f"指标“{row.name}”的描述“{row.description.strip()}”把分子和分母写反了",
                "写成实际数占应有数的比例",
            )


_BOUND = re.compile(
    r"(?P<bound>(?:不?(?:小于|低于|少于|下于|大于|高于|多于|超过)|[≥≤<>])[0-9]+(?:\.[0-9]+)?[%‰]?)[。;]?$"
)


@rule("P306", Severity.WARNING, "描述和依据里写的符号与指标值一致", "前后一致")
def bounds_in_words_are_those_of_the_value(case: Case) -> Iterator[Finding]:
    """A description or basis that ends in a bound does not turn that of the value round."""
    for row in rows(case.disclosure):
        for key, text in (("描述", row.description), ("依据", row.basis)):
            bound = _BOUND.search(fold(text))
            if bound is not None and _is_opposite(row, bound["bound"]):
                yield Finding(
                    f"{row.path}.{key}",
                    f"指标“{row.name}”的值是“{row.written}”，{key}里写的是“{bound['bound']}”",
                    "改成一致的",
                )


def _is_opposite(row: Row, bound: str) -> bool:
    value, other = row.value, read(bound)
    if not (isinstance(value, Measured) and isinstance(other, Measured) and value.number == other.number):
        return False
    return value.operator.side * other.operator.side < 0
