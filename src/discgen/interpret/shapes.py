"""The shapes of a form's tables, as the tables of documents are compared with them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, count, pairwise

from discgen.blocks import Cell, Run, Table, grid_of, printed_rows, text_of
from discgen.forms.spec import TableSpec
from discgen.interpret.fields import Field, field_of
from discgen.interpret.folding import folded
from discgen.interpret.grammar import Text, words_of

_LACKING = 0.9  # how well a table fits that lacks rows of the form's


class TableShape:
    """A form's table as documents are compared with it.

    Args:
        spec: The form's table.

    Attributes:
        rows: Its rows.
        bands: The numbers of the rows that cells reach over together.
        plan: The cells of its rows as they are printed, one row for each list; None where a cell continues
            one above.
    """

    def __init__(self, spec: TableSpec) -> None:
        self.rows = spec.rows
        starts = list(accumulate(map(len, spec.bands()), initial=0))
        self.bands = tuple(range(*ends) for ends in pairwise(starts))
        cells = [cell for row in spec.rows for cell in row.cells]
        numbers = count()
        numbered = Table(
            tuple(
                tuple(Cell(((Run(str(next(numbers))),),), cell.colspan, cell.rowspan) for cell in row.cells)
                for row in spec.rows
            ),
            spec.widths,
        )
        self.plan = tuple(
            tuple(None if cell is None else cells[int(text_of(cell.lines[0]))] for cell in row)
            for row in printed_rows(numbered)
        )
        self._grid = [
            [None if slot is None else cells[int(text_of(slot.cell.lines[0]))] for slot in line]
            for line in grid_of(numbered)
        ]
        self._fixed = {
            cell.word_name: folded(cell.text).text for cell in cells if cell.text and "{" not in cell.text
        }
        self._columns = max(map(len, self.plan))

    @cached_property
    def heads(self) -> list[tuple[str, Field]]:
        """The fields that stand once in the table, each under the head of its column if no other does."""
        under: dict[str, set[Field]] = {}
        above = [""] * max(map(len, self._grid))
        for row, line in zip(self.rows, self._grid, strict=True):
            for column, cell in enumerate(line):
                if cell is not None and cell.header == "是" and cell.text:
                    above[column] = folded(visible_words(cell.text)).text
                elif cell is not None and cell.field and row.each is None:
                    under.setdefault(above[column], set()).add(field_of(tuple(cell.field.split("."))))
        return [(head, fields.pop()) for head, fields in under.items() if head and len(fields) == 1]

    def likeness(self, rows: Sequence[Sequence[str]], lacking: Collection[str] = ()) -> float:
        """How much of the fixed words of the form's table stands in a table, from 0 to 1.

        Args:
            rows: The rows of the table.
            lacking: The names of words whose rows the table lacks, and which do not count.
        """
        found = {folded(text).text for row in rows for text in row}
        fixed = {text for name, text in self._fixed.items() if name not in lacking}
        share = len(fixed & found) / len(fixed) if fixed else 0.0
        if lacking:
            return share * _LACKING
        return share if max(map(len, rows)) == self._columns else share * 0.5


@lru_cache(maxsize=256)
def shape_of(spec: TableSpec) -> TableShape:
    """The shape of a form's table; forms share most of their tables."""
    return TableShape(spec)


def visible_words(words: str) -> str:
    """The fixed words of a cell."""
    return "".join(node.words for node in words_of(words) if isinstance(node, Text))
