"""A table of a document read by a table of the form: the inverse of `discgen.compose.tables`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from discgen.forms.spec import CellSpec, RowSpec
from discgen.interpret.fields import ITEM, Kind, field_of
from discgen.interpret.folding import folded, squeezed
from discgen.interpret.grammar import words_of
from discgen.interpret.patterns import Pattern, pattern_of
from discgen.interpret.shapes import TableShape, visible_words
from discgen.interpret.values import Path, Value, located, may_be_held, value_of

_ALIKE = 0.5
"""From here on a cell's words are taken for another wording of the form's."""


@dataclass
class TableReading:
    """What a table says.

    Attributes:
        values: The values in it.
        changed: Words of the table that differ from the form's, under their names in `表格用词`; those
            of rows that it lacks are "".
        dated: The words in which the form prints a year, under the same names.
        rows: In which row each value stands, by its key path.
        unsayable: What no file can hold: words in the stead of a figure, nothing where something is needed.
    """

    values: list[Value] = field(default_factory=list)
    changed: dict[str, str] = field(default_factory=dict)
    dated: dict[str, str] = field(default_factory=dict)
    rows: dict[Path, int] = field(default_factory=dict)
    unsayable: list[str] = field(default_factory=list)


class _NoMatchError(Exception):
    """The table is none of that kind."""


def read_table(
    shape: TableShape,
    rows: Sequence[Sequence[str]],
    subject: tuple[str, ...],
    item: int,
    words: Mapping[str, str],
) -> TableReading | None:
    """Read a table as a form's table.

    Args:
        shape: The form's table.
        rows: The rows as they are printed, a continued cell empty.
        subject: The key path of the list whose item the table shows, () for the whole disclosure.
        item: Which item it shows.
        words: The form's vocabulary.

    Returns:
        What it says; None when it has other rows or columns than the form's.
    """
    try:
        return _TableReader(shape, rows, subject, item, words).read()
    except _NoMatchError:
        return None


class _TableReader:
    def __init__(
        self,
        shape: TableShape,
        rows: Sequence[Sequence[str]],
        subject: tuple[str, ...],
        item: int,
        words: Mapping[str, str],
    ) -> None:
        self._shape = shape
        self._plan = shape.plan
        self._rows = rows
        self._subject = subject
        self._positions = (item,) if subject else ()
        self._words = words
        self._reading = TableReading()
        self._indented = any(row and row[0][:1].isspace() for row in rows)
        self._next = 0
        self._headed = False  # whether the row above names columns

    def read(self) -> TableReading:
        bands = list(self._shape.bands)
        while bands:
            lacking = self._lacking(bands)
            for band in bands[:lacking]:
                self._leave_out(band)
            bands = bands[lacking:]
            for number in bands[0] if bands else ():
                self._row(number)
                self._headed = self._shape.rows[number].heading == "是"
            bands = bands[1:]
        if self._next < len(self._rows):
            raise _NoMatchError
        return self._reading

    def _lacking(self, bands: Sequence[range]) -> int:
        """How many of the bands to come the table lacks: those before the one that its next row begins.

        Only below a head may that be a list: elsewhere what it lacks may be the list's head in other words.
        """
        if self._begins(bands[0]) is not False:
            return 0
        for number, band in enumerate(bands):
            if self._shape.rows[band[0]].each is not None:
                return number if self._headed and self._is_item(band) else 0
            if number and self._begins(band):
                return number
        return 0

    def _is_item(self, band: range) -> bool:
        """Whether the next row is an item of the list that a band is."""
        spec = self._shape.rows[band[0]]
        row = self._rows[self._next] if self._next < len(self._rows) else ()
        path = (*self._subject, *(spec.each or "").split("."), ITEM)
        return self._item_values(spec, path, (*self._positions, 0), row, {}) is not None

    def _begins(self, band: range) -> bool | None:
        """Whether the next row has the very words that a band begins with; None for one without words."""
        plan = self._plan[band[0]]
        if not any(cell and cell.text for cell in plan):
            return None
        row = self._rows[self._next] if self._next < len(self._rows) else None
        found = None if row is None else self._row_values(plan, row)
        return found is not None and not found[1]

    def _leave_out(self, band: range) -> None:
        """Take note that the table lacks a band, if that can be said by its words."""
        names = self._names(band)
        others = {name for other in self._shape.bands if other != band for name in self._names(other)}
        if not names or not others.isdisjoint(names):
            raise _NoMatchError
        self._reading.changed |= dict.fromkeys(names, "")

    def _names(self, band: range) -> list[str]:
        """The names of the words in a band, in their order."""
        cells = (cell for number in band for cell in self._shape.rows[number].cells)
        return [name for cell in cells if (name := cell.word_name)]

    def _row(self, number: int) -> None:
        spec = self._shape.rows[number]
        if spec.each is None:
            self._fixed_row(spec, self._plan[number])
        else:
            following = self._plan[number + 1] if number + 1 < len(self._plan) else None
            self._items(spec, self._subject, self._positions, following)

    def _fixed_row(self, spec: RowSpec, plan: Sequence[CellSpec | None]) -> None:
        row = self._rows[self._next] if self._next < len(self._rows) else None
        values = None if row is None else self._row_values(plan, row)
        if values is None:
            if spec.only_if is None:
                self._blank_row(plan)
            return
        self._take(values[0])
        self._reading.changed |= values[1]

    def _blank_row(self, plan: Sequence[CellSpec | None]) -> None:
        """Read a row that is not met: without fixed words it may be blank, and blank rows are left out."""
        blank = None if any(cell and cell.text for cell in plan) else self._row_values(plan, ())
        if blank is None:
            raise _NoMatchError
        self._add(blank[0])

    def _take(self, values: Sequence[Value]) -> None:
        """Take the values of the next row, and go on to the one after it."""
        said = self._add(values)
        self._reading.rows.update(dict.fromkeys((value.path for value in said), self._next))
        self._next += 1

    def _add(self, values: Sequence[Value]) -> list[Value]:
        """Add the values to the reading that say something."""
        said = [value for value in values if squeezed(value.text) or not value.field.needed]
        self._reading.values += said
        self._reading.unsayable += [value.text for value in values if not may_be_held(value)]
        return said

    def _row_values(
        self, plan: Sequence[CellSpec | None], row: Sequence[str]
    ) -> tuple[list[Value], dict[str, str]] | None:
        """Values and changed words of a row without a list; None when it is another row."""
        if not _fits(plan, row):
            return None
        values: list[Value] = []
        changed: dict[str, str] = {}
        alike = [1.0]
        for spec, text in zip(plan, _filled(row, len(plan)), strict=True):
            if spec is None or (spec.text is None and spec.field is None):
                if squeezed(text):
                    return None
            elif spec.field is not None:
                values += self._field(self._subject, spec.field, self._positions, text)
            else:
                found = self._text(spec, text)
                if found is None:
                    alike.append(
                        fuzz.ratio(folded(visible_words(spec.text or "")).text, folded(text).text) / 100
                    )
                    changed[spec.word_name or ""] = text
                else:
                    alike.append(1.0)
                    values += found
                    if any(value.field.kind is Kind.YEAR for value in found):
                        self._reading.dated[spec.word_name or ""] = text
        fixed = alike[1:]
        if fixed and (min(fixed) < _ALIKE / 2 or sum(fixed) / len(fixed) < _ALIKE):
            return None
        return values, changed

    def _text(
        self, spec: CellSpec, text: str, scope: Mapping[str, tuple[str, ...]] | None = None, *extra: int
    ) -> list[Value] | None:
        """The values in a cell of fixed words; None when its words are others."""
        pattern = self._pattern(spec.text or "", scope or {})
        captures = pattern.match(folded(text))
        if captures is None:
            return None
        return [value_of(capture, (*self._positions, *extra)) for capture in captures]

    def _pattern(self, words: str, scope: Mapping[str, tuple[str, ...]]) -> Pattern:
        return pattern_of(words_of(words), {"本表": self._subject, **scope}, self._words)

    def _field(
        self, base: tuple[str, ...], path: str, positions: tuple[int, ...], text: str
    ) -> Iterator[Value]:
        """The value of a cell that shows a field; none for an empty one that is no sum and may be empty."""
        full = (*base, *path.split("."))
        found = field_of(full)
        blank = not squeezed(text) and (found.kind is not Kind.FIGURE or found.entered)
        if not blank or found.needed:
            said = text if found.kind is Kind.PROSE else text.strip()
            yield Value(located(full, positions), found, said)

    def _items(
        self,
        spec: RowSpec,
        base: tuple[str, ...],
        positions: tuple[int, ...],
        following: Sequence[CellSpec | None] | None,
    ) -> None:
        """Read the rows of a list, as many as there are."""
        path = (*base, *(spec.each or "").split("."), ITEM)
        previous: dict[int, str] = {}
        item = 0
        while self._next < len(self._rows):
            row = self._rows[self._next]
            if following is not None and self._is_next(following, row):
                return
            here = (*positions, item)
            values = self._item_values(spec, path, here, row, previous)
            if values is None:
                return
            self._take(values)
            self._spanned(spec, path, here)
            for child in spec.children:
                self._items(child, path, here, None)
            item += 1

    def _is_next(self, plan: Sequence[CellSpec | None], row: Sequence[str]) -> bool:
        """Whether a row is the fixed one that follows the list."""
        fixed = [
            (spec, text)
            for spec, text in zip(plan, row, strict=False)
            if spec is not None and spec.text is not None
        ]
        return bool(fixed) and all(self._text(spec, text) is not None for spec, text in fixed)

    def _item_values(
        self,
        spec: RowSpec,
        path: tuple[str, ...],
        positions: tuple[int, ...],
        row: Sequence[str],
        previous: dict[int, str],
    ) -> list[Value] | None:
        """The values of an item's first row; None when the row is of another kind."""
        if not _is_whole(spec.cells, row) or not self._is_of(spec, row):
            return None
        values: list[Value] = []
        for column, (cell, text) in enumerate(zip(spec.cells, _filled(row, len(spec.cells)), strict=True)):
            if cell.merge == "是":
                previous[column] = text if squeezed(text) else previous.get(column, "")
                values += self._field(path, cell.field or "", positions, previous[column])
            elif cell.text is not None:
                found = self._text(cell, text, {"项": path}, *positions[len(self._positions) :])
                if found is None:
                    return None
                values += found
            elif cell.field is None:
                if squeezed(text):
                    return None
            elif cell.inner == "否":
                values += self._field(path, cell.field, positions, text)
            else:
                values += self._field((*path, spec.spanning or "", ITEM), cell.field, (*positions, 0), text)
        return values

    def _is_of(self, spec: RowSpec, row: Sequence[str]) -> bool:
        """Whether an item's first cell is indented as the form's is; without indents, what it has tells."""
        first = spec.cells[0]
        deeper = (first.text or "")[:1].isspace()
        if self._indented:
            return row[0][:1].isspace() == deeper and bool(squeezed(row[0]))
        if not spec.children:
            return not deeper or any(
                squeezed(text) for cell, text in zip(spec.cells, row, strict=False) if cell.inner == "是"
            )
        return True

    def _spanned(self, spec: RowSpec, path: tuple[str, ...], positions: tuple[int, ...]) -> None:
        """Read the further rows of an item whose inner items have a row each."""
        if spec.spanning is None:
            return
        inner = 1
        while self._next < len(self._rows):
            row = self._rows[self._next]
            if not _is_whole(spec.cells, row):
                return
            cells = list(zip(spec.cells, _filled(row, len(spec.cells)), strict=True))
            if any(squeezed(text) for cell, text in cells if cell.inner == "否"):
                return
            base = (*path, spec.spanning, ITEM)
            inside = [(cell.field, text) for cell, text in cells if cell.inner == "是" and cell.field]
            self._take(
                [
                    value
                    for found, text in inside
                    for value in self._field(base, found, (*positions, inner), text)
                ]
            )
            inner += 1


def _fits(plan: Sequence[object], row: Sequence[str]) -> bool:
    """Whether a row has no more cells than the form's, empty ones at its end aside."""
    return not any(squeezed(text) for text in row[len(plan) :])


def _is_whole(plan: Sequence[object], row: Sequence[str]) -> bool:
    """Whether a row has just the form's cells, empty ones at its end aside."""
    return len(row) >= len(plan) and _fits(plan, row)


def _filled(row: Sequence[str], length: int) -> list[str]:
    return [*row, *[""] * (length - len(row))][:length]
