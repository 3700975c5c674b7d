"""What an old document said and no field holds, as blocks: printed as it stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from discgen.blocks import Block, Cell, Paragraph, Row, Run, Table, grid_of
from discgen.model.disclosure import Kept, KeptCell

REPLACED = Table((), ())
"""Stands where a table of the form is not printed."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """Kept pieces and where they go.

    Attributes:
        kept: The pieces.
        block: Number of the block of the form they stand before.
        within: Whether they stand between that block, a table, and its caption.
    """

    kept: Kept
    block: int
    within: bool = False


def with_kept(blocks: Sequence[Block], insertions: Iterable[Insertion]) -> Iterator[Block]:
    """The blocks of a form with what was kept of an old document."""
    before: dict[int, list[Block]] = {}
    within: dict[int, list[Block]] = {}
    for one in insertions:
        (within if one.within else before).setdefault(one.block, []).extend(_kept_blocks(one.kept))
    for number, block in enumerate((*blocks, None)):
        yield from before.get(number, ())
        if isinstance(block, Table) and (number in within or not block.rows):
            yield from () if block.caption is None else (block.caption,)
            yield from within.get(number, ())
            yield from (replace(block, caption=None),) if block.rows else ()
        elif block is not None:
            yield block


def _kept_blocks(kept: Kept) -> Iterator[Block]:
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
    return Table(tuple(stretched), (1,) * columns, label="未识别的表格")


def _cell(kept: str | KeptCell) -> Cell:
    if isinstance(kept, str):
        kept = KeptCell(text=kept)
    lines = tuple((Run(line),) if line else () for line in kept.text.split("\n"))
    return Cell(lines if kept.text else (), kept.colspan, kept.rowspan)


def _stretched(row: Row, missing: int) -> Row:
    if not row or not missing:
        return row
    return (*row[:-1], replace(row[-1], colspan=row[-1].colspan + missing))
