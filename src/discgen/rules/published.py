"""Figures that were published otherwise than they are computed, as `公布数` keeps them.

A figure may differ because it is wrong itself, or because it was added up from one that is. Only the first
is a contradiction of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from discgen import paths
from discgen.errors import Severity
from discgen.figures import BEFORE, CHANGE, convert, decimal_places
from discgen.rules.registry import Case, Finding, rule
from discgen.rules.repair import Suspect, evident, plain
from discgen.rules.rounding import rounding_tolerance
from discgen.rules.shown import (
    difference,
    published,
    shown,
    shown_before,
    shown_change,
)
from discgen.rules.sums import SELECTED, Term, breakdowns

_Reader = Callable[[Case, str], Decimal | None]
_Sums = Mapping[str, tuple[Term, ...]]

_MOST_NAMED = 6
"""Parts that a message lists; of more it gives the sum."""
_MEASURES = frozenset(("合计", "金额", "价值", "数量", "年初价值", "年初数量"))
"""Ends of keys that do not tell figures apart."""
_BALANCE = {"收入.合计": "支出.合计", "支出.合计": "收入.合计"}
"""Totals that have to be equal."""
_ASPECTS: dict[str, tuple[_Reader, _Reader]] = {
    CHANGE: (shown_change, difference),
    BEFORE: (shown_before, lambda case, key: case.book.last_year.get(key)),
    "": (shown, lambda case, key: case.book.value(key)),
}
"""What can be published of a figure: how it is shown, and what it follows from."""


@dataclass(frozen=True, slots=True)
class _Difference:
    """A published figure that is not what is computed; amounts in the file's unit.

    Attributes:
        key: Its key under `公布数`.
        figure: The key of the figure.
        aspect: `CHANGE`, `BEFORE`, or "" for the figure itself.
        value: What was published.
        expected: What is computed.
        parts: The parts of the figure with their values as shown.
    """

    key: str
    figure: str
    aspect: str
    value: Decimal
    expected: Decimal
    parts: tuple[tuple[Term, Decimal], ...]

    @property
    def of_parts(self) -> Decimal:
        """The sum of the parts as shown."""
        return sum((term.sign * value for term, value in self.parts), start=Decimal(0))


@rule("A201", Severity.ERROR, "公布的数与计算的数相符", "算术")
def published_figures_are_computed_ones(case: Case) -> Iterator[Finding]:
    """What was published follows from what it is said to follow from."""
    sums = _sums(case)
    differences = list(_differences(case, sums))
    for one in differences:
        if not _lists_too_little(case, one, sums) and not _follows(case, one):
            yield _finding(case, one, f"{_advice(case, one, differences, sums)}；改正后")


@rule("A202", Severity.NOTE, "公布的数与计算的数不同时，差别来自别处的数", "算术")
def published_figures_follow_from_others(case: Case) -> Iterator[Finding]:
    """What differs from the computed figure only because its parts do is no contradiction of its own."""
    for one in _differences(case, _sums(case)):
        if _follows(case, one):
            yield _finding(case, one, "它与公布的各部分相符，差别来自别处；改正别处以后")


@rule("A203", Severity.ERROR, "项目支出明细之和等于公布的项目支出", "算术")
def items_of_project_expenditure_are_complete(case: Case) -> Iterator[Finding]:
    """The items make up all of project expenditure, also where the document lists the main ones only."""
    sums = _sums(case)
    for one in _differences(case, sums):
        if _lists_too_little(case, one, sums):
            rest = plain(one.value - one.expected)
            yield _finding(case, one, f"明细没有全部列出：加一条金额为 {rest} 的，写上“列示: 否”；加好后")


@rule("A204", Severity.WARNING, "公布时印出了算得出的数", "算术")
def figures_left_out_cannot_be_computed(case: Case) -> Iterator[Finding]:
    """A total that was left empty though its parts are known."""
    for key, words in case.book.as_published(case.disclosure.published or {}).left_out.items():
        value = case.book.value(key)
        if value:
            printed = plain(convert(value, case.book.unit, case.book.printed_unit(key)))
            yield Finding(
                paths.join(("公布数", key)),
                f"“{key}”公布时{f'印的是“{words}”' if words else '空着'}，计算的是 {printed}",
                "核对它的各部分；核对后把它从“公布数”删去",
            )


def _finding(case: Case, one: _Difference, remedy: str) -> Finding:
    return Finding(paths.join(("公布数", one.key)), _message(case, one), f"{remedy}把它从“公布数”删去")


def _sums(case: Case) -> _Sums:
    keys = case.disclosure.published_figures()
    return breakdowns(dict.fromkeys((*case.book.this_year, *keys))) if keys else {}


def _differences(case: Case, sums: _Sums) -> Iterator[_Difference]:
    """The published figures that differ from the computed ones by more than rounding."""
    for key in case.disclosure.published_figures():
        aspect = next(ending for ending in _ASPECTS if key.endswith(ending))
        figure = key.removesuffix(aspect)
        read, compute = _ASPECTS[aspect]
        value, expected = published(case, figure, aspect), compute(case, figure)
        if value is None or expected is None:
            continue
        leaves = _leaves(case, figure, sums) if not aspect else (shown(case, figure), expected)
        if abs(value - expected) > _tolerance(case, key, figure, leaves):
            parts = ((term, read(case, term.key)) for term in sums.get(figure, ()))
            known = tuple((term, part) for term, part in parts if part is not None)
            yield _Difference(key, figure, aspect, value, expected, known)


def _leaves(case: Case, key: str, sums: _Sums) -> Iterator[Decimal | None]:
    """The figures that were entered and that a figure is the sum of."""
    if key not in sums:
        yield case.book.value(key)
    for term in sums.get(key, ()):
        yield from _leaves(case, term.key, sums)


def _tolerance(case: Case, key: str, figure: str, parts: Iterable[Decimal | None]) -> Decimal:
    """How far rounding takes a published figure from the sum of rounded parts."""
    printed = rounding_tolerance([case.disclosure.published_figures()[key]])
    own = convert(printed, case.book.printed_unit(figure), case.book.unit)
    return own + rounding_tolerance(part for part in parts if part is not None)


def _follows(case: Case, one: _Difference) -> bool:
    """Whether what was published is the sum of the parts as shown."""
    tolerance = _tolerance(case, one.key, one.figure, (part for _, part in one.parts))
    return bool(one.parts) and abs(one.value - one.of_parts) <= tolerance


def _lists_too_little(case: Case, one: _Difference, sums: _Sums) -> bool:
    """Whether only the main parts of what was published are listed, and the rest fits together."""
    is_selected = one.figure == SELECTED and not one.aspect
    return is_selected and one.value > one.expected and bool(_borne_out_by(case, one, sums))


def _message(case: Case, one: _Difference) -> str:
    unit = case.book.printed_unit(one.figure)
    stated = case.disclosure.published_figures()[one.key]
    computed = plain(convert(one.expected, case.book.unit, unit))
    parts = "".join(
        f"{'－' if term.sign < 0 else '＋'}{_short(term.key)} {plain(convert(part, case.book.unit, unit))}"
        for term, part in one.parts
    ).removeprefix("＋")
    shows_parts = parts and len(one.parts) <= _MOST_NAMED
    return f"“{one.key}”公布的是 {stated}，计算的是 {computed}" + (f"（{parts}）" if shows_parts else "")


def _short(key: str) -> str:
    """The last part of a key that says which figure it is, with its position in a list."""
    name, number = "", ""
    for part in paths.split(key):
        if isinstance(part, int):
            number = f"[{part}]"
        elif part not in _MEASURES:
            name, number = part, ""
    return name + number


def _advice(case: Case, one: _Difference, differences: Sequence[_Difference], sums: _Sums) -> str:
    """The repair where one is evident; else what to look at."""
    for other in differences:
        if other.aspect == one.aspect and (one.value, one.expected) == (other.expected, other.value):
            return f"“{one.key}”与“{other.key}”像是互相填错了位置"
    if one.aspect == CHANGE and one.value == -one.expected:
        return "增加和减少像是写反了"
    supported = "" if one.aspect else _borne_out_by(case, one, sums)
    repair = evident(_suspects(case, one, whole=not supported), _others(case, one))
    if repair is not None:
        return repair.reason
    if supported:
        return f"公布的数与“{supported}”相符，多半是其中一项有误：{_needed(one)}"
    return "核对公布的数和它的各部分"


def _borne_out_by(case: Case, one: _Difference, sums: _Sums) -> str:
    """The figure that fits together with what was published; "" for none."""
    balance = _BALANCE.get(one.figure, "")
    if balance and shown(case, balance) == one.value:
        return balance
    for whole, terms in sums.items():
        if any(term.key == one.figure for term in terms):
            values = [(term, shown(case, term.key)) for term in terms]
            of_parts = sum(term.sign * value for term, value in values if value is not None)
            if of_parts == shown(case, whole):
                return whole
    return ""


def _suspects(case: Case, one: _Difference, *, whole: bool) -> list[Suspect]:
    """The figures of which one may be wrong: what was published, and its parts."""
    lacking = one.value - one.of_parts
    before = shown_before(case, one.figure) if not one.aspect else None
    return [
        *([Suspect(one.key, one.value, _as_precise(one.expected, one.value), before)] if whole else ()),
        *(
            Suspect(term.key, part, part + term.sign * lacking, shown_before(case, term.key))
            for term, part in one.parts
            if not one.aspect
        ),
    ]


def _as_precise(value: Decimal, like: Decimal) -> Decimal:
    """A computed figure with no more decimal places than the published one, or two."""
    places = max(decimal_places(like), 2)
    if decimal_places(value) <= places:
        return value
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _others(case: Case, one: _Difference) -> dict[str, Decimal]:
    """The figures of the same section, of the same kind, that may have been copied by mistake."""
    read = _ASPECTS[one.aspect][0]
    section = f"{paths.split(one.figure)[0]}."
    found = {
        f"{key}{one.aspect}": read(case, key)
        for key in case.book.this_year
        if key.startswith(section) and key != one.figure
    }
    if one.aspect == BEFORE:
        found[one.figure] = shown(case, one.figure)
    return {key: value for key, value in found.items() if value}


def _needed(one: _Difference) -> str:
    """What each part would have to be, if there are few; else what to look at."""
    if len(one.parts) > _MOST_NAMED:
        return "核对各部分"
    lacking = one.value - one.of_parts
    needed = ((term, part + term.sign * lacking) for term, part in one.parts)
    return "，或".join(f"“{term.key}”应为 {plain(value)}" for term, value in needed if value >= 0)
