"""Tables from the form's data: each `TableSpec` and the part of the model it shows become a `Table`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from discgen.blocks import Cell, Line, Row, Run, Table
from discgen.compose.markup import MarkupError, lines_of
from discgen.compose.views import FigureView, Missing, ProseView
from discgen.forms.spec import CellSpec, RowSpec, TableSpec

_ALIGN = {"左": "start", "中": "center", "右": "end"}
_CHANGED = "改"
"""The file's own words in a table's scope; no name that templates use."""

Fill = Callable[[str, dict[str, Any]], str]
"""Renders a cell's words with its citations: words and the names in scope to markup."""


class TableBuilder:
    """Builds the tables of one form.

    Args:
        fill: Renders a cell's words.
        changed: Templates of the words that the file changes, by table and by what they replace.
    """

    def __init__(self, fill: Fill, changed: Mapping[str, Mapping[str, str]]) -> None:
        self._fill = fill
        self._changed = changed

    def build(self, name: str, spec: TableSpec, subject: Any) -> Table:
        """The table `name` that shows `subject`, a view of some part of the model."""
        changed = self._changed.get(name, {})
        scope = {"本表": subject, _CHANGED: changed}
        specs = [row for band in spec.bands() if not _is_left_out(band, changed) for row in band]
        rows = [row for row_spec in specs for row in self._rows(row_spec, subject, scope)]
        return Table(
            rows=tuple(rows),
            widths=spec.widths,
            header_rows=sum(row.heading == "是" for row in specs),
            landscape=spec.landscape == "是",
            label=spec.label,
        )

    def _rows(self, spec: RowSpec, subject: Any, scope: dict[str, Any]) -> Iterator[Row]:
        if spec.only_if is not None and not _follow(subject, spec.only_if):
            return
        if spec.each is None:
            yield tuple(self._cell(cell, subject, scope) for cell in spec.cells)
            return
        items = _follow(subject, spec.each)
        if isinstance(items, Missing):
            items.leave_blank()
        rows: list[Row] = []
        for number, item in enumerate(items):
            inside = {**scope, "项": item, "序": number + 1}
            rows.extend(self._item_rows(spec, item, inside))
        rows.extend(_empty_row(spec) for _ in range(spec.at_least - len(rows)))
        yield from _merged(rows, spec.cells)

    def _item_rows(self, spec: RowSpec, item: Any, scope: dict[str, Any]) -> Iterator[Row]:
        """The rows of one item, one for each of its inner items, and those of its children."""
        inner = list(_follow(item, spec.spanning)) if spec.spanning else []
        columns = [self._column(cell, item, inner, scope) for cell in spec.cells]
        for cells in zip(*columns, strict=True):
            yield tuple(cell for cell in cells if cell is not None)
        for child in spec.children:
            yield from self._rows(child, item, scope)

    def _column(
        self, spec: CellSpec, item: Any, inner: Sequence[Any], scope: dict[str, Any]
    ) -> list[Cell | None]:
        """One cell for each inner item, or one cell of the item over all its rows."""
        if spec.inner == "是":
            return [self._cell(spec, part, scope) for part in inner] or [_cell_of(spec)]
        height = max(1, len(inner))
        return [self._cell(spec, item, scope, height), *[None] * (height - 1)]

    def _cell(self, spec: CellSpec, subject: Any, scope: dict[str, Any], height: int = 1) -> Cell:
        return _cell_of(spec, self._lines(spec, subject, scope), height)

    def _lines(self, spec: CellSpec, subject: Any, scope: dict[str, Any]) -> tuple[Line, ...]:
        if spec.field is None:
            words = spec.text or ""
            words = scope[_CHANGED].get(spec.word_name, words)
            return lines_of(self._fill(words, scope) if "{" in words else words)
        value = _follow(subject, spec.field)
        if isinstance(value, FigureView):
            run = value.run()
            return ((run,),) if run.text else ()
        if isinstance(value, ProseView):
            return lines_of(value.__html__())
        if isinstance(value, Missing):
            if spec.required == "是":
                value.leave_blank()
            return ()
        return _text_lines(str(value))


def fixed_words(spec: TableSpec) -> set[str]:
    """The words of a table that a file may change, under the names it changes them by."""
    return {name for row in spec.rows for cell in row.cells if (name := cell.word_name)}


def _is_left_out(band: Sequence[RowSpec], changed: Mapping[str, str]) -> bool:
    """Whether a file has none of the words of some rows, and so not the rows."""
    names = [name for row in band for cell in row.cells if (name := cell.word_name)]
    return bool(names) and all(changed.get(name) == "" for name in names)


def _text_lines(text: str) -> tuple[Line, ...]:
    if "\n" in text:
        return tuple((Run(line),) if line else () for line in text.split("\n"))
    return ((Run(text),),) if text else ()


def _cell_of(spec: CellSpec, lines: tuple[Line, ...] = (), height: int = 1) -> Cell:
    return Cell(lines, spec.colspan, spec.rowspan * height, spec.header == "是", _ALIGN[spec.align])


def _empty_row(spec: RowSpec) -> Row:
    return tuple(_cell_of(cell) for cell in spec.cells)


def _follow(subject: Any, path: str) -> Any:
    """The value at a dotted path below `subject`.

    Raises:
        MarkupError: The form names a key that the model does not know.
    """
    for name in path.split("."):
        try:
            subject = subject[name]
        except (KeyError, TypeError) as error:
            raise MarkupError(f"表格引用的“{path}”不存在") from error
    return subject


def _merged(rows: Sequence[Row], specs: Sequence[CellSpec]) -> list[Row]:
    """Merge cells downwards in the leading columns that ask for it.

    A cell joins the one above when both say the same and so do all merging cells to its left: two groups
    that happen to bear one name at the second level stay apart.
    """
    merging = [spec.merge == "是" for spec in specs]
    if not any(merging):
        return list(rows)
    result: list[list[Cell]] = []
    tops: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(rows):
        kept: list[Cell] = []
        same = number > 0
        for column, cell in enumerate(row):
            same = same and (not merging[column] or cell.lines == rows[number - 1][column].lines)
            if merging[column] and same:
                top, place = tops[column]
                result[top][place] = replace(result[top][place], rowspan=number - top + 1)
            else:
                tops[column] = (number, len(kept))
                kept.append(cell)
        result.append(kept)
    return [tuple(row) for row in result]
