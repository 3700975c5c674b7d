"""What an old document said and no field holds, as blocks: printed as it stood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from discgen.blocks import Block, Cell, Paragraph, Row, Run, Table, grid_of
from discgen.model.disclosure import Kept, KeptCell


def kept_blocks(kept: Kept) -> Iterator[Block]:
    """The paragraphs and the table of one kept piece."""
    for line in (kept.text or "").split("\n"):
        if line.strip():
            yield Paragraph((Run(line),))
    if kept.rows:
        yield _table(kept.rows)


def _table(rows: Sequence[Sequence[str | KeptCell]]) -> Table:
    """A table over the narrowest grid; the last cell of a shorter row reaches to the edge."""
    cells = tuple(tuple(_cell(cell) for cell in row) for row in rows)
    room = sum(max((cell.colspan for cell in row), default=0) for row in cells) + max(map(len, cells))
    grid = grid_of(Table(cells, (1,) * room))
    ends = [max((place + 1 for place, slot in enumerate(line) if slot), default=0) for line in grid]
    columns = max(1, *ends)
    stretched = (_stretched(row, columns - end) for row, end in zip(cells, ends, strict=True))
    return Table(tuple(stretched), (1,) * columns)


def _cell(kept: str | KeptCell) -> Cell:
    if isinstance(kept, str):
        kept = KeptCell(text=kept)
    lines = tuple((Run(line),) if line else () for line in kept.text.split("\n"))
    return Cell(lines if kept.text else (), kept.colspan, kept.rowspan)


def _stretched(row: Row, missing: int) -> Row:
    if not row or not missing:
        return row
    return (*row[:-1], replace(row[-1], colspan=row[-1].colspan + missing))
