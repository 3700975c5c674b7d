"""The values in a document whose pieces are assigned to the places of a form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import regex

from discgen import paths
from discgen.forms import Form
from discgen.interpret.alignment import ends
from discgen.interpret.evidence import Evidence
from discgen.interpret.fields import Field, Kind
from discgen.interpret.folding import comparable, folded
from discgen.interpret.layout import Layout
from discgen.interpret.patterns import Capture
from discgen.interpret.pieces import Piece
from discgen.interpret.recognising import Label, labels_of, listing_of, recognise
from discgen.interpret.scoring import match, part_score
from discgen.interpret.shapes import shape_of
from discgen.interpret.tables import TableReading, read_table
from discgen.interpret.units import Unit, title_patterns
from discgen.interpret.values import Value, value_of
from discgen.passages import Passages, row_as_line

_TITLE = regex.compile(r"(?P<name>[^0-9]{2,40}?)(?P<year>[0-9]{4})年")

_FIGURES = {Kind.FIGURE, Kind.BEFORE, Kind.CHANGE, Kind.SIZE}


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
        dated: Words of tables in which the form prints a year, by table.
        read_tables: Pieces that are tables and were read.
        distrusted: Pieces that were not to be read.
        passages: The lines and rows that values were read from, by their key paths.
    """

    layout: Layout
    evidence: Evidence = field(default_factory=Evidence)
    captures: dict[int, tuple[Capture, ...]] = field(default_factory=dict)
    absorbed: set[int] = field(default_factory=set)
    items: dict[int, int] = field(default_factory=dict)
    changed: dict[str, dict[str, str]] = field(default_factory=dict)
    dated: dict[str, dict[str, str]] = field(default_factory=dict)
    read_tables: set[int] = field(default_factory=set)
    distrusted: frozenset[int] = frozenset()
    passages: Passages = field(default_factory=Passages)

    def take(self, values: Sequence[Value], lines: Sequence[str]) -> None:
        """Take values that stand in some lines."""
        self.evidence.add(values)
        self.passages.add((value.path for value in values), lines)

    def is_said(self, number: int) -> bool:
        """Whether a piece is a line that its unit prints, or that is part of a value in it."""
        one = self.layout.placed[number]
        return self.may_be_said(number) and (not one.follows or number in self.absorbed)

    def may_be_said(self, number: int) -> bool:
        """Whether a piece is a line that may become wording of the file."""
        return self.layout.placed[number].piece.table is None and number not in self.distrusted


def read(layout: Layout, distrusted: frozenset[int] = frozenset()) -> Reading:
    """Read the values of a document.

    Args:
        layout: The document, assigned to a form.
        distrusted: Numbers of pieces that are not to be read: composed again they would say something else.
    """
    return _Reader(layout, distrusted).read()


class _Reader:
    def __init__(self, layout: Layout, distrusted: frozenset[int]) -> None:
        self._layout = layout
        self._units = layout.units
        self._placed = layout.placed
        self._reading = Reading(layout, distrusted=distrusted)
        self._labels: dict[int, list[Label]] = {}
        self._changed: dict[str, list[dict[str, str]]] = {}
        self._first: Field | None = None
        self._paragraph = (-1, -1)  # the last line read, and its element
        values = title_values(layout.form, layout.title)
        self._reading.take(values, [piece.text for piece in layout.title])
        self._name = next((value.text for value in values if value.field.kind is Kind.NAME), "")

    def read(self) -> Reading:
        self._number_items()
        for number, one in enumerate(self._placed):
            if one.unit < 0 or number in self._reading.distrusted or self._is_dropped(number):
                continue
            if one.piece.table is not None:
                self._table(number)
            elif not one.follows:
                self._line(number)
            elif self._units[one.unit].is_sentence and self._reading.is_said(number - 1):
                self._further_line(number)
        self._reading.changed = {name: _agreed(changed) for name, changed in self._changed.items()}
        return self._reading

    def _is_dropped(self, number: int) -> bool:
        """Whether a piece belongs to an item that cannot be read as a whole."""
        return bool(self._units[self._placed[number].unit].loop) and number not in self._reading.items

    def _number_items(self) -> None:
        """Number the items that can be read as a whole; the others stay what they are: words and tables."""
        for loop, items in self._items().items():
            wanted = [number for number, unit in enumerate(self._units) if unit.loop == loop]
            headed = any(self._placed[number].unit == wanted[0] for item in items for number in item)
            said = {
                item: _said(tables, loop)
                for item in items
                if (tables := self._whole_item(item, wanted, headed=headed)) is not None
            }
            common = _agreed(list(said.values()))
            readable = (item for item, words in said.items() if words == common)
            for position, item in enumerate(readable):
                self._reading.items.update(dict.fromkeys(item, position))

    def _items(self) -> dict[tuple[str, ...], list[tuple[int, ...]]]:
        """The numbers of the pieces of each item, by list."""
        loops: dict[tuple[str, ...], dict[int, list[int]]] = {}
        for number, one in enumerate(self._placed):
            loop = self._units[one.unit].loop if one.unit >= 0 else ()
            if loop:
                loops.setdefault(loop, {}).setdefault(one.item, []).append(number)
        return {loop: list(map(tuple, items.values())) for loop, items in loops.items()}

    def _whole_item(
        self, item: Sequence[int], wanted: Sequence[int], *, headed: bool
    ) -> dict[str, TableReading] | None:
        """The tables of an item that has its heading and every table that the form gives it, each readable.

        Args:
            item: The numbers of its pieces.
            wanted: The numbers of the units of its list.
            headed: Whether items of the list have headings in this document; one that has a name in a table
                can do without.

        Returns:
            What its tables say, by their names; None for an item that lacks something, and for one that
            would not come out as it is printed.
        """
        if not self._reading.distrusted.isdisjoint(item):
            return None
        found = {self._placed[number].unit: number for number in item if not self._placed[number].follows}
        if headed and wanted[0] not in found:
            return None
        tables: dict[str, TableReading] = {}
        for unit in (unit for unit in wanted if self._units[unit].is_table):
            reading = self._read_table(found[unit], 0) if unit in found else None
            if reading is None or reading.unsayable:
                return None
            tables[self._units[unit].name] = reading
        names = (value.path[-1] for reading in tables.values() for value in reading.values)
        return tables if headed or "名称" in names else None

    def _read_table(self, number: int, item: int) -> TableReading | None:
        one = self._placed[number]
        unit = self._units[one.unit]
        form = self._layout.form
        if one.follows or not unit.is_table:
            return None
        return read_table(shape_of(form.tables[unit.name]), one.piece.rows, unit.loop, item, form.words)

    def _table(self, number: int) -> None:
        one = self._placed[number]
        reading = self._read_table(number, self._reading.items.get(number, 0))
        if reading is None:
            return
        self._reading.read_tables.add(number)
        self._reading.evidence.add(reading.values)
        for path, row in reading.rows.items():
            self._reading.passages.add([path], [row_as_line(one.piece.rows[row])])
        name = self._units[one.unit].name
        self._changed.setdefault(name, []).append(reading.changed)
        self._reading.dated.setdefault(name, {}).update(reading.dated)

    def _line(self, number: int) -> None:
        """The values in a line that matches a unit, and in the lines that continue it."""
        one = self._placed[number]
        unit = self._units[one.unit]
        captures = self._captures(unit, one.piece)
        self._capture(number, captures)
        positions = (self._reading.items[number],) if unit.loop else ()
        values = [value_of(capture, positions) for capture in captures]
        lines: list[str] = []
        if values and captures[-1].end == len(one.piece.folded.text) and _is_text(captures[-1].field):
            lines = self._continuation(number)
            values[-1] = replace(values[-1], text="\n".join([values[-1].text, *lines]))
            if unit.is_prose or unit.loop:
                self._reading.absorbed.add(number)
        self._reading.take(values[:-1], [one.piece.text])
        self._reading.take(values[-1:], [one.piece.text, *lines])

    def _further_line(self, number: int) -> None:
        """A line after a sentence is part of it when it names figures of that place, or has words of it."""
        one = self._placed[number]
        unit = self._units[one.unit]
        captures = self._captures(unit, one.piece, self._first_figure(number))
        if part_score(unit, one.piece.text) or any(one.field.kind in _FIGURES for one in captures):
            self._capture(number, captures)
            self._reading.absorbed.add(number)
            self._reading.take([value_of(capture) for capture in captures], [one.piece.text])

    def _captures(self, unit: Unit, piece: Piece, first: Field | None = None) -> tuple[Capture, ...]:
        for pattern in unit.patterns:
            captures = match(pattern, piece.text)
            if captures is not None:
                return captures
        return () if unit.is_heading else self._recognised(unit, piece, first)

    def _recognised(self, unit: Unit, piece: Piece, first: Field | None = None) -> tuple[Capture, ...]:
        labels, listing = self._labels_near(unit), listing_of(unit.patterns)
        return recognise(piece.folded, labels, listing, self._name, first)

    def _capture(self, number: int, captures: tuple[Capture, ...]) -> None:
        """Take note of the values in a line, and of the first figure of the paragraph it is in."""
        self._reading.captures[number] = captures
        goes_on = self._paragraph == (number - 1, self._element(number))
        first = next((capture.field for capture in captures if capture.field.kind is Kind.FIGURE), None)
        self._first = (self._first if goes_on else None) or first
        self._paragraph = number, self._element(number)

    def _first_figure(self, number: int) -> Field | None:
        """The first figure of the paragraph that a line goes on with."""
        return self._first if self._paragraph == (number - 1, self._element(number)) else None

    def _element(self, number: int) -> int:
        unit = self._placed[number].unit
        return self._units[unit].element if unit >= 0 else -1

    def _labels_near(self, unit: Unit) -> list[Label]:
        """What names figures in a sentence: the words of its own place first, then those of its section."""
        if unit.element not in self._labels:
            section = [other for other in self._units if other.section == unit.section]
            own = labels_of(unit.patterns)
            near = [
                *labels_of(pattern for other in section for pattern in other.patterns),
                *(
                    label
                    for other in section
                    if other.is_table and not other.loop
                    for label in self._heads(other)
                ),
            ]
            others = (label for label in near if label not in own and label.is_telling)
            self._labels[unit.element] = [*own, *others]
        return self._labels[unit.element]

    def _heads(self, unit: Unit) -> list[Label]:
        """What the heads of a table's columns name, of the figures that the document's table shows."""
        places = (number for number, one in enumerate(self._placed) if self._units[one.unit] is unit)
        readings = (self._read_table(number, 0) for number in places)
        shown = {value.field for reading in readings if reading for value in reading.values}
        heads = shape_of(self._layout.form.tables[unit.name]).heads
        return [
            Label(words, field) for words, field in heads if field in shown and field.kind is Kind.FIGURE
        ]

    def _continuation(self, number: int) -> list[str]:
        """The lines that follow a line and belong to the value it ends in."""
        lines: list[str] = []
        unit = self._placed[number].unit
        for later in range(number + 1, len(self._placed)):
            one = self._placed[later]
            if one.unit != unit or not one.follows or one.piece.table is not None:
                break
            if ends(self._units[unit], one.piece):
                break
            lines.append(one.piece.text)
            self._reading.absorbed.add(later)
        return lines


def _said(tables: Mapping[str, TableReading], loop: tuple[str, ...]) -> dict[str, str]:
    """What the tables of an item say for all items: other words than the form's, and values of no item.

    A file says such things once, so an item that says them otherwise would not come out as it is printed.
    """
    said: dict[str, str] = {}
    for name, reading in tables.items():
        said |= {f"{name}.{word}": comparable(text) for word, text in reading.changed.items()}
        said |= {
            paths.join(value.path): comparable(value.text)
            for value in reading.values
            if value.field.kind is Kind.TEXT and not value.alternatives and value.path[0] != loop[0]
        }
    return said


def _agreed(changed: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """What most tables of one kind say in the stead of the form's words."""
    words: dict[str, str] = {}
    for name in dict.fromkeys(name for one in changed for name in one):
        said, _ = Counter(one.get(name) for one in changed).most_common(1)[0]
        if said is not None:
            words[name] = said
    return words


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
