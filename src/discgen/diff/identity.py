"""Which item of a list is which, when a list is compared with what it has become.

Items are the same by a code, else by name, else by a similar name. What a code or a name says of the year
counts for nothing: `2021年驻外招商经费` becomes `2022年驻外招商经费`.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from discgen.model import Entry
from discgen.model.budget import ProjectItem, Purchase
from discgen.model.disclosure import Acknowledgement, Kept, Term
from discgen.model.performance import (
    SIMILAR_NAMES,
    Activity,
    Goal,
    Indicator,
    OverallIndicator,
    Project,
    SubActivity,
)
from discgen.model.project_code import ProjectCode

_YEAR = re.compile(r"\d{4}\s*年度?")


@dataclass(frozen=True, slots=True)
class Identity:
    """How the items of one kind are told apart.

    Attributes:
        name: What an item is called.
        naming: The Chinese keys that hold the name; none, if an item with another name is not renamed.
        surer: What tells more than the name, the surest first; None counts for nothing.
        weaker: What tells less.
        size: The amount that says how large an item is.
        stands_alone: Whether an item has a heading of its own, under which its changes are shown.
    """

    name: Callable[[Any], str]
    naming: tuple[str, ...] = ("名称",)
    surer: tuple[Callable[[Any], object], ...] = ()
    weaker: tuple[Callable[[Any], object], ...] = ()
    size: Callable[[Any], Any] = lambda _: None
    stands_alone: bool = False


def _timeless_code(project: Project) -> str | None:
    """A project's code without its year, which tells less than the name: numbers may be given anew."""
    code = ProjectCode.read(project.code or "")
    return None if code is None else code.timeless


def _levels(indicator: Indicator | OverallIndicator) -> str:
    return f"{indicator.level1}—{indicator.level2}—{indicator.level3}"


_NAMED = Identity(name=lambda item: item.name)
_INDICATOR = Identity(
    name=_levels,
    naming=("一级", "二级", "三级"),
    weaker=(lambda item: (item.level2, item.level3), lambda item: item.level3),
)
_IDENTITIES: dict[type[Entry], Identity] = {
    Project: Identity(
        name=lambda item: item.name,
        surer=(lambda item: item.code,),
        weaker=(_timeless_code,),
        size=lambda item: item.budget and item.budget.total(),
        stands_alone=True,
    ),
    Goal: Identity(name=lambda item: item.name, stands_alone=True),
    Activity: Identity(name=lambda item: item.name, size=lambda item: item.budget(), stands_alone=True),
    SubActivity: Identity(name=lambda item: item.name, size=lambda item: item.budget),
    ProjectItem: Identity(name=lambda item: item.name, size=lambda item: item.amount),
    Purchase: Identity(
        name=lambda item: f"{item.project}：{item.goods}",
        naming=("项目名称", "物品名称"),
        weaker=(lambda item: item.goods,),
        size=lambda item: item.funding.total(),
        stands_alone=True,
    ),
    Indicator: _INDICATOR,
    OverallIndicator: _INDICATOR,
    Term: Identity(name=lambda item: item.term, naming=("名词",)),
    Acknowledgement: Identity(name=lambda item: f"{item.rule} {item.path or ''}".rstrip(), naming=()),
    Kept: Identity(
        name=lambda item: item.after or item.replaces or "",
        naming=(),
        surer=(lambda item: (item.text, item.rows),),
    ),
}


def identity_of(item: Entry) -> Identity:
    """How items of this kind are told apart."""
    return _IDENTITIES.get(type(item), _NAMED)


def matched(old: Sequence[Entry], new: Sequence[Entry]) -> dict[int, int]:
    """The positions of the items that are in both lists.

    Returns:
        Old positions to new ones. Of items that are the same to the eye the first is the first.
    """
    if not old or not new:
        return {}
    identity = identity_of(old[0])
    pairs: dict[int, int] = {}
    for key in (*identity.surer, identity.name, *identity.weaker):
        waiting: dict[object, deque[int]] = defaultdict(deque)
        for place in _left(new, set(pairs.values())):
            waiting[key(new[place])].append(place)
        for place in _left(old, pairs):
            found = key(old[place])
            if found is not None and waiting[found]:
                pairs[place] = waiting[found].popleft()
    return pairs | _similar(old, new, pairs, identity)


def _left(items: Sequence[Entry], taken: Collection[int]) -> list[int]:
    """The positions that are not taken."""
    return [place for place in range(len(items)) if place not in taken]


def _similar(
    old: Sequence[Entry], new: Sequence[Entry], pairs: Mapping[int, int], identity: Identity
) -> dict[int, int]:
    """Pairs of the items that are left whose names are similar, the most similar first."""
    before = {place: _plain(identity.name(old[place])) for place in _left(old, pairs)}
    after = {place: _plain(identity.name(new[place])) for place in _left(new, set(pairs.values()))}
    likeness = (
        (fuzz.ratio(name, other, score_cutoff=SIMILAR_NAMES), place, target)
        for place, name in before.items()
        for target, other in after.items()
    )
    found: dict[int, int] = {}
    for _, place, target in sorted(
        (one for one in likeness if one[0]), key=lambda one: (-one[0], *one[1:])
    ):
        if place not in found and target not in found.values():
            found[place] = target
    return found


def _plain(name: str) -> str:
    return _YEAR.sub("", name)
