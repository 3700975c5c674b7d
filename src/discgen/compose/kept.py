"""What an old document said and no field holds, as blocks: printed as it stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from discgen.blocks import Block, Cell, Paragraph, Row, Run, Table, grid_of, text_of
from discgen.compose.looks import table_of
from discgen.model.disclosure import Kept, KeptCell

_LONGEST_CAPTION = 40
_SENTENCE_ENDS = frozenset("。：:；;，,")

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
        yield from _captioned(before.get(number, ()))
        if isinstance(block, Table) and (number in within or not block.rows):
            yield from () if block.caption is None else (block.caption,)
            yield from _captioned(within.get(number, ()))
            yield from (replace(block, caption=None),) if block.rows else ()
        elif block is not None:
            yield block


def _captioned(blocks: Sequence[Block]) -> Iterator[Block]:
    """Kept blocks; a paragraph before a table is its caption where it reads like one."""
    caption: Paragraph | None = None
    for block in (*blocks, None):
        if caption is not None and isinstance(block, Table):
            yield replace(block, caption=caption)
            caption = None
            continue
        yield from () if caption is None else (caption,)
        caption = block if isinstance(block, Paragraph) and _is_caption(block) else None
        if block is not None and caption is None:
            yield block


def _is_caption(paragraph: Paragraph) -> bool:
    """Whether a paragraph may be a table's title: short, and neither a sentence nor the unit of money."""
    text = text_of(paragraph.line).strip()
    return len(text) <= _LONGEST_CAPTION and text[-1:] not in _SENTENCE_ENDS and not text.startswith("单位")


def _kept_blocks(kept: Kept) -> Iterator[Block]:
    """The paragraphs and the table of one kept piece."""
    for line in (kept.text or "").split("\n"):
        if line.strip():
            yield Paragraph((Run(line),))
    if kept.rows:
        yield _table(kept.rows)


def _table(rows: Sequence[Sequence[str | KeptCell]]) -> Table:
    """A table over the narrowest grid; the last cell of a shorter row reaches to the edge.

    One that covers rows below does not: their own cells may stand there.
    """
    cells = tuple(tuple(_cell(cell) for cell in row) for row in rows)
    columns = max(1, _columns(cells))
    grid = grid_of(Table(cells, (1,) * columns))
    ends = [max((place + 1 for place, slot in enumerate(line) if slot), default=0) for line in grid]
    stretched = (_stretched(row, columns - end) for row, end in zip(cells, ends, strict=True))
    return table_of(tuple(stretched), columns, "未识别的表格")


def _columns(rows: Sequence[Row]) -> int:
    """How many columns a grid needs that holds all cells of some rows."""
    free_from: list[int] = []  # for each column, the first row that no cell from above covers
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while column < len(free_from) and free_from[column] > number:
                column += 1
            end = column + cell.colspan
            free_from += [0] * (end - len(free_from))
            free_from[column:end] = [number + cell.rowspan] * cell.colspan
            column = end
    return len(free_from)


def _cell(kept: str | KeptCell) -> Cell:
    if isinstance(kept, str):
        kept = KeptCell(text=kept)
    lines = tuple((Run(line),) if line else () for line in kept.text.split("\n"))
    return Cell(lines if kept.text else (), kept.colspan, kept.rowspan)


def _stretched(row: Row, missing: int) -> Row:
    if not row or not missing or row[-1].rowspan > 1:
        return row
    return (*row[:-1], replace(row[-1], colspan=row[-1].colspan + missing))
