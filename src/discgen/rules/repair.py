"""What slip of the pen made a figure wrong, where one explanation and no other fits exactly.

Whoever finds that two figures disagree knows for each figure involved what it would have to be for them to
agree. A proposal is made only when exactly one of these figures looks like that value written wrongly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from discgen.figures import YUAN_PER_WAN, decimal_places

_TELLING = 3
"""Significant digits a figure needs for its digits to tell anything; 12 and 21 are like by chance."""
_SHIFTS = (1, 2, 3)
"""By how many places decimal points go astray; further off it is another unit."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A figure that may be the wrong one.

    Attributes:
        name: What it is called.
        value: As it stands.
        needed: What it would have to be, in the same unit, if it were the only wrong one.
        before: Last year's figure of that name; None when it is not known.
    """

    name: str
    value: Decimal
    needed: Decimal
    before: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """How one or two figures came to be wrong.

    Attributes:
        values: What each of them should be, by name.
        reason: The slip, a Chinese sentence without a full stop.
        is_telling: Whether the digits are enough to tell; if not, it makes others doubtful, but is none.
    """

    values: Mapping[str, Decimal]
    reason: str
    is_telling: bool = True


def evident(suspects: Sequence[Suspect], others: Mapping[str, Decimal] | None = None) -> Repair | None:
    """The one explanation of a disagreement; None when nothing explains it, or more than one thing does.

    Slips that show in the digits count for more than likeness to another figure.

    Args:
        suspects: The figures of which one is wrong, all in one unit.
        others: Figures that could have been copied by mistake, by name.
    """
    for explanations in (_slips(suspects), _likenesses(suspects, others or {})):
        found = list(explanations)
        if telling := [one for one in found if one.is_telling]:
            only = telling[0]
            is_doubtful = len(only.values) == 1 and len(found) > 1  # two that fit each other are surer
            return None if len(telling) > 1 or is_doubtful else only
    return None


def plain(value: Decimal) -> str:
    """A figure without trailing zeros and without an exponent."""
    return f"{value.normalize():f}"


def _slips(suspects: Sequence[Suspect]) -> Iterator[Repair]:
    """What the digits of single figures, or of two that changed places, explain."""
    for one in suspects:
        yield from _slip(one)
    for one, other in combinations(suspects, 2):
        if _changed_places(one, other):
            yield Repair(
                {one.name: other.value, other.name: one.value},
                f"“{one.name}”{plain(one.value)}与“{other.name}”{plain(other.value)}像是互相填错了位置",
            )


def _likenesses(suspects: Sequence[Suspect], others: Mapping[str, Decimal]) -> Iterator[Repair]:
    """What a figure's being equal to another explains."""
    for one in suspects:
        if not one.value or one.value == one.needed or one.needed < 0:
            continue
        likely = f"“{one.name}”{plain(one.value)}"
        like = [name for name, value in others.items() if name != one.name and value == one.value]
        if one.before == one.value:
            reason = f"{likely}与上年数相同，像是没有改成今年的 {plain(one.needed)}"
            yield Repair({one.name: one.needed}, reason)
        elif like and _digits(one.value) >= _TELLING:
            reason = f"{likely}与“{like[0]}”相同，像是重复填了同一个数，应为 {plain(one.needed)}"
            yield Repair({one.name: one.needed}, reason)


def _changed_places(one: Suspect, other: Suspect) -> bool:
    """Whether exchanging two figures that stand on opposite sides of a disagreement settles it."""
    gap = one.value - one.needed
    return bool(gap) and gap == other.needed - other.value and 2 * (one.value - other.value) == gap


def _slip(one: Suspect) -> Iterator[Repair]:
    """How a figure comes from writing what it would have to be wrongly, if it does."""
    value, needed = one.value, one.needed
    if value == needed or min(value, needed) <= 0:
        return
    is_long = max(_digits(value), _digits(needed)) >= _TELLING
    for kind, explains, by_digits in _SLIPS:
        if explains(value, needed):
            reason = f"“{one.name}”{plain(value)}像是{kind}，应为 {plain(needed)}"
            yield Repair({one.name: needed}, reason, is_long or not by_digits)
            return


def _digits(value: Decimal) -> int:
    """The number of significant digits."""
    return len(value.normalize().as_tuple().digits)


def _shifted(value: Decimal, needed: Decimal) -> bool:
    """Whether only the decimal point stands elsewhere."""
    return any(needed in {value.scaleb(places), value.scaleb(-places)} for places in _SHIFTS)


def _transposed(value: Decimal, needed: Decimal) -> bool:
    """Whether two neighbouring digits, and nothing else, have changed places."""
    places = max(decimal_places(one.normalize()) for one in (value, needed))
    left, right = str(int(value.scaleb(places))), str(int(needed.scaleb(places)))
    apart = [place for place, (a, b) in enumerate(zip(left, right, strict=False)) if a != b]
    if len(left) != len(right) or len(apart) != 2 or apart[1] != apart[0] + 1:
        return False
    one, other = apart
    return left[one] == right[other] and left[other] == right[one]


def _lacks_a_digit(value: Decimal, needed: Decimal) -> bool:
    """Whether leaving out one digit of `needed` gives `value`."""
    digits, short = plain(needed), plain(value)
    return any(
        character.isdecimal() and (digits[:place] + digits[place + 1 :]).removesuffix(".") == short
        for place, character in enumerate(digits)
    )


_SLIPS: tuple[tuple[str, Callable[[Decimal, Decimal], bool], bool], ...] = (
    ("把元当成了万元", lambda value, needed: value == needed * YUAN_PER_WAN, False),
    ("把万元当成了元", lambda value, needed: needed == value * YUAN_PER_WAN, False),
    ("点错了小数点", _shifted, True),
    ("相邻两位数字写颠倒了", _transposed, True),
    ("漏了一位数字", _lacks_a_digit, True),
    ("多了一位数字", lambda value, needed: _lacks_a_digit(needed, value), True),
)
"""What a figure looks like, how it is told, and whether that takes a figure of several digits."""
