"""Tables that were split by hand, as for the end of a page, with their head repeated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from discgen.blocks import Block, Table, printed_rows, text_of

_FIGURE = re.compile(r"[-+]?[0-9][0-9,]*(?:\.[0-9]+)?%?")
_Texts = Sequence[Sequence[str]]


def joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with the parts of split tables in one table each, the repeated heads left out."""
    above: Table | None = None
    for block in blocks:
        repeated = _repeated(above, block) if above is not None and isinstance(block, Table) else 0
        if repeated and above is not None and isinstance(block, Table):
            above = replace(above, rows=(*above.rows, *block.rows[repeated:]))
            continue
        if above is not None:
            yield above
        above = block if isinstance(block, Table) else None
        if above is None:
            yield block
    if above is not None:
        yield above


def _repeated(above: Table, table: Table) -> int:
    """How many rows of a table repeat the head of the one right above it; 0 if it does not go on with that.

    A table that begins the same way below its head is another one of the kind.
    """
    if table.caption is not None or len(above.widths) != len(table.widths):
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
