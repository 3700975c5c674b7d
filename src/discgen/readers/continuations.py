"""Tables that were split by hand, as for the end of a page, whether their head was repeated or not."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby, pairwise

from discgen.blocks import Block, Row, Table, grid_of, printed_rows, text_of

_FIGURE = re.compile(r"[-+]?[0-9][0-9,]*(?:\.[0-9]+)?%?")
_NEAR = 0.005  # of a table's width: sides of columns that are one
_MOST_COLUMNS = 200  # of a joined table; no disclosure has a fifth of that
_FINENESS = 10_000  # parts of a table's width that a joined grid is measured in
_Texts = Sequence[Sequence[str]]
_Key = tuple[int, int, str]
"""How a row begins: its number of cells, which is the first with words, and these; or any, ""."""


def joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with the parts of split tables in one table each, the repeated heads left out.

    Blocks between which nothing is seen stand right below each other.
    """
    document = list(blocks)
    rows = _KnownRows(block for block in document if isinstance(block, Table))
    above: Table | None = None
    for block in document:
        whole = _together(above, block, rows) if above is not None and isinstance(block, Table) else None
        if whole is not None:
            above = whole
            continue
        if above is not None:
            yield above
        above = block if isinstance(block, Table) else None
        if above is None:
            yield block
    if above is not None:
        yield above


def _together(above: Table, table: Table, rows: _KnownRows) -> Table | None:
    """The table that two make of which one stands right above the other; None where they are two."""
    if table.caption is not None:
        return None
    repeated = _repeated(above, table)
    if repeated:
        return replace(above, rows=(*above.rows, *table.rows[repeated:]))
    return _on_one_grid(above, table) if rows.goes_on(table) else None


class _KnownRows:
    """Which rows begin tables in a document, and which stand within them.

    Where a table was cut tables do not begin elsewhere: that row stands within the others of its kind.

    Args:
        tables: All tables of the document.
    """

    def __init__(self, tables: Iterable[Table]) -> None:
        self._first: Counter[_Key] = Counter()
        self._within: Counter[_Key] = Counter()
        for table in tables:
            first, within = _keys(table)
            self._first.update(first)
            self._within.update(within)

    def goes_on(self, table: Table) -> bool:
        """Whether a table begins in the middle of one: with what stands within others at least as often."""
        first, within = _keys(table)
        return any(self._within[key] - within.count(key) >= self._first[key] for key in first)


def _keys(table: Table) -> tuple[list[_Key], list[_Key]]:
    """How the first row of a table begins, and how its others do."""
    keys = [_keys_of(row) for row in _texts(table)]
    return keys[0] if keys else [], [key for some in keys[1:] for key in some]


def _keys_of(row: Sequence[str]) -> list[_Key]:
    """How a row begins; below an empty cell, which is merged with one above, with any words."""
    first = next((number for number, text in enumerate(row) if text), None)
    if first is None:
        return []
    exact = (len(row), first, row[first])
    return [exact, (len(row), first, "")] if first else [exact]


def _repeated(above: Table, table: Table) -> int:
    """How many rows of a table repeat the head of the one right above it; 0 if it does not go on with that.

    A table that begins the same way below its head is another one of the kind.
    """
    if len(above.widths) != len(table.widths):
        return 0
    before, rows = _texts(above), _texts(table)
    for start in range(len(before)):
        size = _same(before[start:], rows)
        if not size or not _is_head(rows[0]) or not _stands_alone(table, size):
            continue
        if start + size < len(before) and size < len(rows):
            return size if before[start + size][0] != rows[size][0] else 0
    return 0


def _texts(table: Table) -> _Texts:
    return [
        ["" if cell is None else "".join("".join(map(text_of, cell.lines)).split()) for cell in row]
        for row in printed_rows(table)
    ]


def _same(rows: _Texts, others: _Texts) -> int:
    """With how many equal rows two tables begin."""
    size = 0
    while size < min(len(rows), len(others)) and rows[size] == others[size]:
        size += 1
    return size


def _is_head(row: Sequence[str]) -> bool:
    """Whether a row names columns: several words, and no figure."""
    return sum(map(bool, row)) > 1 and not any(map(_FIGURE.fullmatch, row))


def _stands_alone(table: Table, size: int) -> bool:
    """Whether no cell of the first rows reaches below them."""
    return all(
        number + cell.rowspan <= size for number, row in enumerate(table.rows[:size]) for cell in row
    )


def _on_one_grid(above: Table, table: Table) -> Table | None:
    """Both tables as one, over the columns of either; None where these do not hold all cells.

    The widths of a part are those of its own rows, so that a side of a column may be missing in it.
    """
    if above.widths == table.widths:
        return replace(above, rows=(*above.rows, *table.rows))
    upper = _sides(above)
    lower = _snapped(_sides(table), upper)
    sides = sorted({*upper, *lower})
    if len(sides) > _MOST_COLUMNS:
        return None
    rows = (*_spread(above, upper, sides), *_spread(table, lower, sides))
    if sum(map(len, rows)) < sum(map(len, (*above.rows, *table.rows))):  # cells beyond the edge of a grid
        return None
    widths = (max(1, round((right - left) * _FINENESS)) for left, right in pairwise(sides))
    return replace(above, rows=rows, widths=tuple(widths))


def _sides(table: Table) -> list[float]:
    """Where the columns of a table begin and end, of its width."""
    widths = [max(1, width) for width in table.widths]
    return [place / sum(widths) for place in accumulate(widths, initial=0)]


def _snapped(sides: Sequence[float], others: Sequence[float]) -> list[float]:
    """The sides of columns, each where another table has one that is as good as there."""
    nearest = [min(others, key=lambda other: abs(other - side)) for side in sides]
    found = [
        other if abs(other - side) <= _NEAR else side for side, other in zip(sides, nearest, strict=True)
    ]
    return found if all(left < right for left, right in pairwise(found)) else list(sides)


def _spread(table: Table, own: Sequence[float], sides: Sequence[float]) -> Iterator[Row]:
    """The rows of a table over a grid that has all the sides of its own and more."""
    places = [bisect_left(sides, side) for side in own]
    for number, line in enumerate(grid_of(table)):
        begun = (slot for slot, _ in groupby(line) if slot is not None and slot.row == number)
        yield tuple(
            replace(
                slot.cell,
                colspan=places[min(slot.column + slot.cell.colspan, len(own) - 1)] - places[slot.column],
            )
            for slot in begun
        )
