"""The values in a document whose pieces are assigned to the places of a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import regex

from discgen.forms import Form
from discgen.interpret.alignment import Placed, match
from discgen.interpret.evidence import Evidence
from discgen.interpret.fields import Field, Kind
from discgen.interpret.folding import folded
from discgen.interpret.layout import Layout
from discgen.interpret.patterns import Capture
from discgen.interpret.pieces import Piece
from discgen.interpret.tables import TableReading, read_table
from discgen.interpret.units import Unit, title_patterns
from discgen.interpret.values import Value, value_of
from discgen.interpret.wording import Label, labels_of, listing_of, recognise

_TITLE = regex.compile(r"(?P<name>[^0-9]{2,40}?)(?P<year>[0-9]{4})年")


@dataclass
class Reading:
    """What was read.

    Attributes:
        layout: The document, assigned to a form.
        evidence: The values found.
        captures: Per piece, the values in its line.
        absorbed: Pieces that say all they say through a value.
        items: Per piece in a list, which item of the new list it belongs to.
        changed: Words of tables that differ from the form's, by table.
        read_tables: Pieces that are tables and were read.
    """

    layout: Layout
    evidence: Evidence = field(default_factory=Evidence)
    captures: dict[int, tuple[Capture, ...]] = field(default_factory=dict)
    absorbed: set[int] = field(default_factory=set)
    items: dict[int, int] = field(default_factory=dict)
    changed: dict[str, dict[str, str]] = field(default_factory=dict)
    read_tables: set[int] = field(default_factory=set)


def read(layout: Layout, distrusted: frozenset[int] = frozenset()) -> Reading:
    """Read the values of a document.

    Args:
        layout: The document, assigned to a form.
        distrusted: Numbers of tables that are not to be read: composed again they would say something else.
    """
    return _Reader(layout, distrusted).read()


class _Reader:
    def __init__(self, layout: Layout, distrusted: frozenset[int]) -> None:
        self._distrusted = {id(layout.placed[number]) for number in distrusted}
        self._layout = layout
        self._units = layout.units
        self._placed = layout.placed
        self._reading = Reading(layout)
        self._labels: dict[int, list[Label]] = {}
        values = title_values(layout.form, layout.title)
        self._reading.evidence.add(values)
        self._name = next((value.text for value in values if value.field.kind is Kind.NAME), "")

    def read(self) -> Reading:
        self._number_items()
        for number, one in enumerate(self._placed):
            if one.unit < 0 or self._is_dropped(number):
                continue
            if one.piece.table is not None:
                self._table(number)
            elif not one.follows:
                self._line(number)
        return self._reading

    def _is_dropped(self, number: int) -> bool:
        """Whether a piece belongs to an item that cannot be read as a whole."""
        return bool(self._units[self._placed[number].unit].loop) and number not in self._reading.items

    def _number_items(self) -> None:
        """Number the items that can be read as a whole; the others stay what they are: words and tables."""
        counts: dict[tuple[str, ...], int] = {}
        numbers: dict[tuple[tuple[str, ...], int], int | None] = {}
        for number, one in enumerate(self._placed):
            loop = self._units[one.unit].loop if one.unit >= 0 else ()
            if not loop:
                continue
            if (loop, one.item) not in numbers:
                whole = self._is_whole(loop, one.item)
                numbers[loop, one.item] = counts.get(loop, 0) if whole else None
                counts[loop] = counts.get(loop, 0) + whole
            item = numbers[loop, one.item]
            if item is not None:
                self._reading.items[number] = item

    def _is_whole(self, loop: tuple[str, ...], item: int) -> bool:
        """Whether an item has its heading and every table that the form gives it, each readable."""
        wanted = [number for number, unit in enumerate(self._units) if unit.loop == loop]
        tables = [number for number in wanted if self._units[number].is_table]
        found = [one for one in self._placed if one.unit in wanted and one.item == item and not one.follows]
        if not any(one.unit == wanted[0] for one in found):
            return False
        return all(
            any(one.unit == number and self._read_table(one, 0) is not None for one in found)
            for number in tables
        )

    def _read_table(self, one: Placed, item: int) -> TableReading | None:
        unit = self._units[one.unit]
        form = self._layout.form
        if one.follows or not unit.is_table or id(one) in self._distrusted:
            return None
        return read_table(form.tables[unit.name], one.piece.rows, unit.loop, item, form.words)

    def _table(self, number: int) -> None:
        one = self._placed[number]
        reading = self._read_table(one, self._reading.items.get(number, 0))
        if reading is None:
            return
        self._reading.read_tables.add(number)
        self._reading.evidence.add(reading.values)
        changed = self._reading.changed.setdefault(self._units[one.unit].name, {})
        for name, words in reading.changed.items():
            changed.setdefault(name, words)

    def _line(self, number: int) -> None:
        """The values in a line that matches a unit, and in the lines that continue it."""
        one = self._placed[number]
        unit = self._units[one.unit]
        captures = self._captures(unit, one.piece)
        self._reading.captures[number] = captures
        positions = (self._reading.items[number],) if unit.loop else ()
        values = [value_of(capture, positions) for capture in captures]
        if values and captures[-1].end == len(one.piece.folded.text) and _is_text(captures[-1].field):
            lines = self._continuation(number)
            values[-1] = replace(values[-1], text="\n".join([values[-1].text, *lines]))
            if unit.is_prose or unit.loop:
                self._reading.absorbed.add(number)
        self._reading.evidence.add(values)

    def _captures(self, unit: Unit, piece: Piece) -> tuple[Capture, ...]:
        for pattern in unit.patterns:
            captures = match(pattern, piece.text)
            if captures is not None:
                return captures
        if unit.is_heading:
            return ()
        section = (other for other in self._units if other.section == unit.section)
        listing = listing_of(pattern for other in section for pattern in other.patterns)
        return recognise(piece.folded, self._labels_near(unit), listing, self._name)

    def _labels_near(self, unit: Unit) -> list[Label]:
        """What names figures in a sentence: the words of its own place first, then those of its section."""
        if unit.element not in self._labels:
            section = [other for other in self._units if other.section == unit.section]
            own = labels_of(unit.patterns)
            near = labels_of(pattern for other in section for pattern in other.patterns)
            self._labels[unit.element] = [*own, *(label for label in near if label not in own)]
        return self._labels[unit.element]

    def _continuation(self, number: int) -> list[str]:
        """The lines that follow a line and belong to the value it ends in."""
        lines: list[str] = []
        unit = self._placed[number].unit
        for later in range(number + 1, len(self._placed)):
            one = self._placed[later]
            if one.unit != unit or not one.follows or one.piece.table is not None:
                break
            lines.append(one.piece.text)
            self._reading.absorbed.add(later)
        return lines


def _is_text(found: Field) -> bool:
    return found.kind in {Kind.TEXT, Kind.PROSE}


def title_captures(line: str, name: str) -> tuple[Capture, ...]:
    """The year and the unit's name in a line of the title."""
    return recognise(folded(line), (), name=name)


def title_values(form: Form, title: Sequence[Piece]) -> list[Value]:
    """The unit's name and the year in a title."""
    line = folded("".join(piece.text for piece in title))
    for pattern in title_patterns(form):
        captures = pattern.match(line)
        if captures is not None:
            return [value_of(capture) for capture in captures]
    found = _TITLE.match(line.text)
    if found is None:
        return []
    fields = {
        "name": Field(("单位", "文中名称"), Kind.NAME, entered=False),
        "year": Field(("年度",), Kind.YEAR),
    }
    return [Value(one.path, one, line.cut(*found.span(group))) for group, one in fields.items()]
