"""Damaging a disclosure, given as plain data: which places there are, and what is done there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from conftest import leaves
from discgen import paths
from discgen.figures import figures_of
from discgen.model import Disclosure

Data = dict[str, Any]
Path = tuple[str | int, ...]
Places = Callable[[Data], Iterator[Path]]
Draw = Callable[[st.SearchStrategy[Any]], Any]
Spoil = Callable[[Draw, Data, Path], None]

_LEAST = 20
"""An amount with a digit that counts tens, which no rounding explains."""
_LONG = 18
"""Characters of a paragraph that does not stand twice by chance."""


def at(data: Any, path: Path) -> Any:
    """The value at a key path; None where there is none."""
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def put(data: Any, path: Path, value: Any) -> None:
    """Put a value at a key path; `...` removes it."""
    node = at(data, path[:-1])
    if value is ...:
        del node[path[-1]]
    else:
        node[path[-1]] = value


def computed(data: Data) -> dict[str, Decimal]:
    """The totals of a disclosure by key."""
    figures = figures_of(Disclosure.model_validate(data)).values()
    return {figure.key: figure.value for figure in figures if figure.computed}


# Places


def fixed(*keys: str) -> Places:
    """Those of some keys that are filled in."""
    return lambda data: (path for path in map(paths.split, keys) if at(data, path))


def each(start: str, *keys: str) -> Places:
    """Keys of each item of a list, where they are filled in."""

    def places(data: Data) -> Iterator[Path]:
        for number in range(len(at(data, paths.split(start)) or ())):
            found = ((*paths.split(start), number, *paths.split(key)) for key in keys)
            yield from (path for path in found if at(data, path))

    return places


def amounts(*patterns: str) -> Places:
    """The amounts under keys that match patterns, as far as a digit of them tells."""

    def places(data: Data) -> Iterator[Path]:
        for path, value in leaves(data):
            if (
                isinstance(value, Decimal)
                and value >= _LEAST
                and re.match("|".join(patterns), paths.join(path))
            ):
                yield path

    return places


def rows(**patterns: str) -> Places:
    """The rows of projects' tables whose cells match patterns."""

    def places(data: Data) -> Iterator[Path]:
        for path in each("绩效.项目", "指标")(data):
            for number, row in enumerate(at(data, path)):
                if all(re.search(pattern, row.get(key, "")) for key, pattern in patterns.items()):
                    yield (*path, number)

    return places


def totals(*patterns: str) -> Places:
    """The places under `公布数` of totals whose keys match patterns."""

    def places(data: Data) -> Iterator[Path]:
        for key, value in computed(data).items():
            if value >= _LEAST and re.match("|".join(patterns), key):
                yield "公布数", key

    return places


def moved(*keys: str) -> Places:
    """The totals that differ from last year's."""
    return lambda data: (paths.split(key) for key in keys if has_changed(key)(data, ()))


def both(*kinds: Places) -> Places:
    """The places of several kinds."""
    return lambda data: (path for places in kinds for path in places(data))


def where(places: Places, *conditions: Callable[[Data, Path], Any]) -> Places:
    """Those places at which conditions hold."""
    return lambda data: (path for path in places(data) if all(holds(data, path) for holds in conditions))


# Conditions


def matches(pattern: str) -> Callable[[Data, Path], Any]:
    """Whether something matches a pattern in the text at the place."""
    return lambda data, path: re.search(pattern, at(data, path))


def beside(name: str) -> Callable[[Data, Path], Any]:
    """Whether another key of the same mapping is filled in."""
    return lambda data, path: at(data, (*path[:-1], name))


def has(key: str) -> Callable[[Data, Path], Any]:
    """Whether something else is filled in."""
    return lambda data, _: at(data, paths.split(key))


def is_one_of_many(data: Data, path: Path) -> bool:
    """Whether the list in which the place lies has other items."""
    return len(at(data, path[:2])) > 1


def all_have_budgets(data: Data, path: Path) -> bool:
    """Whether every project has a budget."""
    return all(one.get("预算") for one in at(data, path[:2]))


def has_no_code(data: Data, path: Path) -> bool:
    """Whether no code tells the project from others."""
    return not at(data, (*path[:-1], "编码"))


def has_changed(key: str) -> Callable[[Data, Path], bool]:
    """Whether a total differs from last year's."""

    def holds(data: Data, _: Path) -> bool:
        last = Disclosure.model_validate(data).last_year
        before = None if last is None or isinstance(last, str) else last.figures().get(key)
        return before is not None and before != computed(data)[key]

    return holds


def is_numbered(data: Data, path: Path) -> bool:
    """Whether every one of several lines has a number."""
    lines = at(data, path).split("\n")
    return len(lines) > 2 and all(re.match(r"（[一二三四五六七八九十]+）|[0-9]+、", line) for line in lines)


def opens_with_the_year(data: Data, path: Path) -> bool:
    """Whether a text begins with the budget year."""
    return str(at(data, path)).startswith(f"{data['年度']}年，")


# What is done


def made(change: Callable[[Any], Any]) -> Spoil:
    """Put what becomes of the value in its place."""
    return lambda _draw, data, path: put(data, path, change(at(data, path)))


def into(*values: Any) -> Spoil:
    """Put one of some values in the place; `...` removes what is there."""
    return lambda draw, data, path: put(data, path, draw(st.sampled_from(values)))


def ending_in(*words: str) -> Spoil:
    """Write words behind a text."""
    return lambda draw, data, path: put(data, path, at(data, path) + draw(st.sampled_from(words)))


def cell(key: str, spoil: Spoil) -> Spoil:
    """Do something to a cell of a row."""
    return lambda draw, data, path: spoil(draw, data, (*path, key))


def neighbour(key: str, change: Callable[[Data, Path], Any]) -> Spoil:
    """Put another value under a key of the same mapping."""
    return lambda _draw, data, path: put(data, (*path[:-1], key), change(data, path))


def one_more_than(key: str) -> Spoil:
    """Put more in the place than stands at another."""
    return lambda _draw, data, path: put(data, path, at(data, paths.split(key)) + 1)


def another_digit(draw: Draw, data: Data, path: Path) -> None:
    """Exchange a digit that counts tens or more for another."""
    digits = f"{at(data, path):f}"
    place = draw(st.integers(0, len(digits.partition(".")[0]) - 2))
    other = draw(st.sampled_from([digit for digit in "0123456789" if digit != digits[place]]))
    put(data, path, Decimal(digits[:place] + other + digits[place + 1 :]))


def exchanged_with(pattern: str) -> Spoil:
    """Exchange an amount with another one that differs."""

    def spoil(draw: Draw, data: Data, path: Path) -> None:
        others = [one for one in amounts(pattern)(data) if differs(data, path, one)]
        other = draw(st.sampled_from(others))
        here, there = at(data, path), at(data, other)
        put(data, path, there)
        put(data, other, here)

    return spoil


def differs(data: Data, one: Path, other: Path) -> bool:
    """Whether two amounts differ by more than rounding."""
    return abs(at(data, one) - at(data, other)) >= 1


def a_wrong_total(draw: Draw, data: Data, path: Path) -> None:
    """Say that a total was published otherwise than it is computed."""
    data["公布数"] = {path[1]: computed(data)[str(path[1])]}
    another_digit(draw, data, path)


def a_wrong_direction(_draw: Draw, data: Data, path: Path) -> None:
    """Say that a total was published to have moved the other way."""
    last = Disclosure.model_validate(data).last_year
    change = computed(data)[paths.join(path)] - last.figures()[paths.join(path)]
    data["公布数"] = {f"{paths.join(path)}.增减": -change}


def a_line_less(draw: Draw, data: Data, path: Path) -> None:
    """Take out a line that is neither the first nor the last."""
    lines = at(data, path).split("\n")
    del lines[draw(st.integers(1, len(lines) - 2))]
    put(data, path, "\n".join(lines))


def a_line_twice(draw: Draw, data: Data, path: Path) -> None:
    """Repeat a line of some length behind the others."""
    lines = at(data, path).split("\n")
    put(
        data,
        path,
        "\n".join([*lines, draw(st.sampled_from([line for line in lines if len(line) > _LONG]))]),
    )


def an_item_twice(draw: Draw, data: Data, path: Path) -> None:
    """Repeat an item of a list behind the others."""
    at(data, path).append(dict(draw(st.sampled_from(at(data, path)))))


def an_item_less(_draw: Draw, data: Data, path: Path) -> None:
    """Take the item in which the place lies out of its list."""
    put(data, path[:-1], ...)


def of_another_item(draw: Draw, data: Data, path: Path) -> None:
    """Copy what another item of the list has in this place."""
    start, number, rest = path[:2], path[2], path[3:]
    others = [place for place in range(len(at(data, start))) if place != number]
    found = [at(data, (*start, place, *rest)) for place in others]
    put(data, path, draw(st.sampled_from([value for value in found if value])))


def another_character(draw: Draw, data: Data, path: Path) -> None:
    """Exchange one of the last twelve characters of a code, which say nothing by themselves."""
    code = at(data, path)
    place = draw(st.integers(9, len(code) - 1))
    other = draw(st.sampled_from([char for char in "0123456789ABCDEFGHJKLMN" if char != code[place]]))
    put(data, path, code[:place] + other + code[place + 1 :])


def of_next_year(_draw: Draw, data: Data, path: Path) -> None:
    """Put next year in a code."""
    code = at(data, path)
    put(data, path, f"{code[:6]}{data['年度'] % 100 + 1:02}{code[8:]}")


def of_last_year(_draw: Draw, data: Data, path: Path) -> None:
    """Leave last year's year in a text."""
    put(data, path, at(data, path).replace(str(data["年度"]), str(data["年度"] - 1)))


def days_after_approval(days: int) -> Spoil:
    """Publish so many days after approval."""

    def spoil(_draw: Draw, data: Data, path: Path) -> None:
        put(data, path, dt.date.fromisoformat(str(data["批复日期"])) + dt.timedelta(days))

    return spoil


def as_the_other_kind_of_body(_draw: Draw, data: Data, path: Path) -> None:
    """Let a department call itself a unit, or a unit a department."""
    other = "部门" if data["单位"].get("称谓") == "单位" else "单位"
    put(data, path, f"{at(data, path)}我{other}负责。")
