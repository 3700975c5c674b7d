"""From values found in a document to the data of a file.

What is printed often decides for itself: a figure that is entered takes the first value printed for it.
Names and the year are printed many times and sometimes wrongly; there the most frequent one counts. Figures
that are computed are only observed here; `published` compares them with what is computed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from discgen import paths
from discgen.figures import FigureBook, convert, decimal_places
from discgen.interpret.fields import ITEM, Kind
from discgen.interpret.folding import folded, squeezed
from discgen.interpret.values import Path, Value, plain, quantity_in, uncited
from discgen.model.assets import Holding
from discgen.model.disclosure import BLANKS

_T = TypeVar("_T")
UNCOUNTED = Holding.attribute_of.keys() - Holding.money_keys
"""Keys that a dash may stand under: what of an asset is not counted."""
_DASHES = BLANKS - {""}
_OBSERVED = {Kind.CHANGE, Kind.DIRECTION, Kind.SIZE, Kind.BEFORE}


@dataclass
class Evidence:
    """What was found, in the order of the document.

    Attributes:
        values: All values.
    """

    values: list[Value] = field(default_factory=list)

    def add(self, values: Iterable[Value]) -> None:
        """Take note of some values."""
        self.values += values

    def year(self) -> int | None:
        """The budget year, by majority."""
        years = Counter(
            int(folded(value.text).text) + (value.path == ("上年度",))
            for value in self.values
            if value.field.kind is Kind.YEAR
        )
        return _commonest(years)

    def name(self, key: str) -> str | None:
        """The most frequent value of a key below `单位`."""
        names = Counter(value.text for value in self.values if value.path == ("单位", key))
        return _commonest(names)

    def observed(self) -> list[Value]:
        """The figures that are not entered, and the changes of figures."""
        return [
            value
            for value in self.values
            if value.field.kind in _OBSERVED
            or (value.field.kind is Kind.FIGURE and not value.field.entered)
        ]

    def figures(self) -> list[Value]:
        """All figures themselves, entered or computed."""
        return [value for value in self.values if value.field.kind is Kind.FIGURE]


def _commonest(count: Counter[_T]) -> _T | None:
    """The most frequent value, of equals the first."""
    return max(count, key=lambda value: count[value]) if count else None


class Data:
    """Plain data under key paths, lists filled as their items come."""

    def __init__(self) -> None:
        self.root: dict[str, Any] = {}

    def put(self, path: Path, value: Any) -> bool:
        """Set a value unless there is one; whether it is that value now."""
        node: Any = self.root
        for part, following in zip(path, (*path[1:], None), strict=True):
            if isinstance(part, int):
                while len(node) <= part:
                    node.append({})
                if following is None:
                    return False
                node = node[part]
            elif following is None:
                return bool(node.setdefault(part, value) == value)
            else:
                node = node.setdefault(part, [] if isinstance(following, int) else {})
        return False

    def open_entry(self, path: Path) -> None:
        """See that there is an entry at a path, if only an empty one."""
        if self.get(path) is None:
            self.put(path, {})

    def get(self, path: Path) -> Any:
        """The value at a path, None when there is none."""
        node: Any = self.root
        for part in path:
            if isinstance(part, int):
                if not isinstance(node, list) or part >= len(node):
                    return None
                node = node[part]
            elif isinstance(node, dict) and part in node:
                node = node[part]
            else:
                return None
        return node


def enter(evidence: Evidence, data: Data, book: FigureBook) -> None:
    """Put what is entered into the data.

    Args:
        evidence: What was found.
        data: Where it goes.
        book: How the form prints figures.
    """
    for value in evidence.values:
        if (
            value.alternatives
            or not value.field.entered
            or value.path[0] in {"单位", "年度", "上年度", "loop", "序"}
        ):
            continue
        if value.field.kind is Kind.FIGURE:
            quantity = quantity_in(value.text)
            if isinstance(quantity, Decimal) or (quantity and value.path[-1] in UNCOUNTED):
                data.put(value.path, _as_entered(paths.join(value.path), quantity, book))
        elif value.field.kind is Kind.NUMBERING:
            _enter_number(value, data)
        elif value.field.kind is Kind.LEAD:
            if squeezed(value.text) != value.field.choices[0]:
                data.put(value.path, squeezed(value.text))
        elif value.field.kind in {Kind.TEXT, Kind.PROSE} and squeezed(value.text):
            prose = value.field.kind is Kind.PROSE
            data.put(value.path, uncited(value.text) if prose else value.text)
    _make_room_for_dashes(evidence, data)


def _make_room_for_dashes(evidence: Evidence, data: Data) -> None:
    """Open the entries in which an item states dashes only: without them nothing would print the dashes."""
    for value in evidence.figures():
        if squeezed(value.text) in _DASHES and ITEM in value.field.path[:-2]:
            data.open_entry(value.path[:-1])


def enter_alternatives(evidence: Evidence, data: Data) -> None:
    """Values printed for a key or, where that is not filled in, for another: the other is the usual one."""
    for value in evidence.values:
        for usual in value.alternatives:
            if not data.put(usual, value.text):
                data.put(value.path, value.text)


def _as_entered(key: str, quantity: Decimal | str, book: FigureBook) -> Decimal | str:
    """A printed figure as it is entered: in 万元, without the zeros that the form prints anyway."""
    if isinstance(quantity, str):
        return quantity
    style = book.style(key)
    if style.unit != book.unit or decimal_places(quantity) <= style.min_places:
        return plain(convert(quantity, style.unit, book.unit))
    return quantity


def _enter_number(value: Value, data: Data) -> None:
    """Keep a printed number that is not the automatic one."""
    *_, position, _ = value.path
    after = value.field.choices[0] if value.field.choices else ""
    if isinstance(position, int) and squeezed(value.text) != f"{position + 1}{after}":
        data.put(value.path, squeezed(value.text))
