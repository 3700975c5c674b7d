"""Two figures that have to agree: the comparison, the finding, and the repair where one is evident."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from discgen.rules.registry import Case, Finding
from discgen.rules.repair import Repair, Suspect, evident, plain
from discgen.rules.rounding import rounding_tolerance
from discgen.rules.shown import published, shown


@dataclass(frozen=True, slots=True)
class Side:
    """One of two figures that have to agree.

    Attributes:
        name: What it is called in the finding.
        value: The figure.
        parts: What it was added up from, by name; itself when it was not.
        before: Last year's figures of the parts, as far as they are known.
    """

    name: str
    value: Decimal
    parts: Mapping[str, Decimal]
    before: Mapping[str, Decimal] = field(default_factory=dict)


def side(case: Case, name: str, key: str, below: str = "") -> Side | None:
    """The figure `key` as it is shown; None when it is not filled in.

    Args:
        case: What is looked at.
        name: What the figure is called.
        key: Its key.
        below: The key below which its parts are entered; "" when it is no sum.
    """
    value = shown(case, key)
    if value is None:
        return None
    entered = {figure.key: figure.value for figure in case.book.below(below) if not figure.computed}
    is_sum = below and published(case, key) is None
    return Side(name, value, entered if is_sum else {key: value}, case.book.last_year)


def disagreement(path: str, left: Side | None, right: Side | None, remedy: str) -> Iterator[Finding]:
    """The finding that two figures differ by more than rounding explains; none when one is unknown.

    Args:
        path: Where the finding belongs.
        left: The one figure.
        right: The other.
        remedy: What to look at where no repair is evident.
    """
    if left is None or right is None:
        return
    gap = left.value - right.value
    if abs(gap) <= sum(rounding_tolerance(one.parts.values()) for one in (left, right)):
        return
    repair = evident_repair(left, right)
    yield Finding(
        path,
        f"{left.name} {plain(left.value)} 与{right.name} {plain(right.value)} 相差 {plain(abs(gap))}",
        remedy if repair is None else f"{repair.reason}；{remedy}",
    )


def evident_repair(left: Side, right: Side) -> Repair | None:
    """What makes two figures agree, where one explanation and no other fits."""
    gap = left.value - right.value
    return evident([*_suspects(left, -gap), *_suspects(right, gap)])


def _suspects(one: Side, lacking: Decimal) -> Sequence[Suspect]:
    """The parts of a side of which one may be wrong by `lacking`."""
    return [
        Suspect(name, value, value + lacking, one.before.get(name)) for name, value in one.parts.items()
    ]
