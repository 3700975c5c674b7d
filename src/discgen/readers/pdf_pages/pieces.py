"""A table as far as it stands on one page: the cells of a grid with their lines of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from discgen.readers.pdf_pages.frame import Stretch
from discgen.readers.pdf_pages.grids import Grid, GridCell
from discgen.readers.pdf_pages.lines import lines_of
from discgen.readers.pdf_pages.page import Glyph

_MOST_PADDING = 8  # points


@dataclass(frozen=True, eq=False)
class Box:
    """A cell of a table; all places are counted from the left side of the table.

    Attributes:
        row: Row in which it begins, from 0.
        rowspan: Rows covered.
        left: Its left side.
        right: Its right side.
        stretches: Its lines, those of each page for themselves.
    """

    row: int
    rowspan: int
    left: float
    right: float
    stretches: tuple[Stretch, ...] = ()

    @property
    def below(self) -> int:
        """The row below its last."""
        return self.row + self.rowspan

    @cached_property
    def text(self) -> str:
        """All its words, lines simply joined: to compare cells, not to print them."""
        return "".join(line.text for lines in self.stretches for line in lines)


@dataclass(frozen=True, eq=False)
class Piece:
    """A table, or what of it stands on one page or some.

    Attributes:
        boxes: Its cells by row, then from left to right.
        left: Its left side on its first page.
        width: Its width.
        top: Where it begins on its first page.
        bottom: Where it ends on its last page.
        heads: Its leading rows that are repeated on each page, as far as known.
    """

    boxes: tuple[Box, ...]
    left: float
    width: float
    top: float
    bottom: float
    heads: int = 0

    @cached_property
    def rows(self) -> int:
        """The number of rows."""
        return max(box.below for box in self.boxes)

    @cached_property
    def padding(self) -> float:
        """The room between the side of a cell and its text."""
        insets = [line.left - box.left for box in self.boxes for lines in box.stretches for line in lines]
        counts = Counter(round(inset) for inset in insets if 0 <= inset <= _MOST_PADDING)
        usual = (inset for inset in counts if counts[inset] > 0.05 * counts.total())
        return min((inset for number in usual for inset in insets if round(inset) == number), default=0)

    @cached_property
    def size(self) -> float:
        """The type size of most of its lines; 0 for a table without words."""
        sizes = Counter(line.size for box in self.boxes for lines in box.stretches for line in lines)
        return max(sizes, key=lambda size: sizes[size], default=0)


def piece_of(grid: Grid, glyphs: Iterable[Glyph]) -> Piece:
    """The table of `grid` with the glyphs that stand in its cells."""
    held: dict[GridCell, list[Glyph]] = {cell: [] for cell in grid.cells}
    squares = grid.squares()
    for glyph in glyphs:
        held[squares[grid.square_at(*glyph.middle)]].append(glyph)
    left = grid.columns[0]
    return Piece(
        boxes=tuple(
            Box(cell.row, cell.rowspan, cell.left - left, cell.right - left, _stretches(inside, left))
            for cell, inside in held.items()
        ),
        left=left,
        width=grid.columns[-1] - left,
        top=grid.top,
        bottom=grid.bottom,
    )


def _stretches(glyphs: list[Glyph], left: float) -> tuple[Stretch, ...]:
    lines = tuple(line.moved(-left) for line in lines_of(glyphs))
    return (lines,) if lines else ()
