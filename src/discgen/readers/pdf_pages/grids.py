"""Ruled tables: where their cells are, from the rules that are drawn and those that are missing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from discgen.readers.pdf_pages.page import Page, Rule

_NEAR = 3.0  # points within which rules touch and double rules are one; no row or column is as narrow
_SAME = 1.0  # points by which the pieces of one rule may be out of line
_GAP = 0.8  # points between the pieces of a rule; between two tables there are more
_DASH = 8.0  # points; shorter pieces are dashes or dots and stand further apart
_MOST_OF_PAGE = 0.8
_MOST_SQUARES = 40_000  # of a grid; what has more is a drawing
_MOST_RULES = 2_000  # of a page, in one direction, after pieces are joined


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a ruled table.

    Attributes:
        row: Row in which it begins, from 0.
        rowspan: Rows covered.
        left: Place of its left rule; likewise the other sides.
    """

    row: int
    rowspan: int
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether the point is inside."""
        return self.left <= x < self.right and self.top <= y < self.bottom


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table on one page.

    Attributes:
        columns: The places of its vertical rules, from left to right, outer ones included.
        rows: The places of its horizontal rules, likewise from top to bottom.
        cells: Its cells by row, then from left to right; they tile the grid.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[GridCell, ...]

    def holds(self, x: float, y: float) -> bool:
        """Whether the point is inside."""
        return self.columns[0] <= x < self.columns[-1] and self.rows[0] <= y < self.rows[-1]

    def square_at(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of the grid where a point is, of the outer ones if it is beyond."""
        return _space_at(self.rows, y), _space_at(self.columns, x)

    def squares(self) -> dict[tuple[int, int], GridCell]:
        """The cell that covers each square, by row and column."""
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.rowspan)
            for column in range(self.columns.index(cell.left), self.columns.index(cell.right))
        }

    @property
    def top(self) -> float:
        """Place of the uppermost rule."""
        return self.rows[0]

    @property
    def bottom(self) -> float:
        """Place of the lowest rule."""
        return self.rows[-1]


def _space_at(lines: Sequence[float], place: float) -> int:
    return min(max(bisect_right(lines, place) - 1, 0), len(lines) - 2)


def grids_of(page: Page) -> list[Grid]:
    """The ruled tables of a page, from top to bottom; a table within a cell of another is left out."""
    across, down = _joined(page.across), _joined(page.down)
    if max(len(across), len(down)) > _MOST_RULES:
        return []
    parts = (part for rules in _connected(across, down) for part in _parted(*rules))
    grids = [grid for rules in parts if (grid := _grid(*rules))]
    tables = [grid for grid in grids if not _is_frame(grid, grids, page)]
    return sorted(
        (grid for grid in tables if not any(_is_within(grid, other) for other in tables)),
        key=lambda grid: (grid.top, grid.columns[0]),
    )


def _is_frame(grid: Grid, grids: Iterable[Grid], page: Page) -> bool:
    """Whether it is a border around the whole page or around tables, not a table."""
    wide = grid.columns[-1] - grid.columns[0] > _MOST_OF_PAGE * page.width
    whole = wide and grid.bottom - grid.top > _MOST_OF_PAGE * page.height
    return len(grid.cells) == 1 and (whole or any(_is_within(other, grid) for other in grids))


def _is_within(grid: Grid, other: Grid) -> bool:
    middle = (grid.columns[0] + grid.columns[-1]) / 2, (grid.top + grid.bottom) / 2
    smaller = grid.bottom - grid.top < other.bottom - other.top
    return smaller and any(cell.holds(*middle) for cell in other.cells)


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Rules drawn in pieces made one: dashes, and what is drawn for each cell."""
    joined: list[Rule] = []
    for line in _clusters(sorted(rules, key=lambda rule: rule.at), _SAME):
        pieces = sorted(line, key=lambda rule: rule.start)
        at = sum(rule.at for rule in pieces) / len(pieces)
        before = Rule(at, pieces[0].start, pieces[0].end)
        for piece in pieces[1:]:
            dashed = min(before.end - before.start, piece.end - piece.start) < _DASH
            if piece.start <= before.end + (_NEAR if dashed else _GAP):
                before = Rule(at, before.start, max(before.end, piece.end))
            else:
                joined.append(before)
                before = Rule(at, piece.start, piece.end)
        joined.append(before)
    return joined


def _clusters(rules: Sequence[Rule], reach: float) -> list[list[Rule]]:
    """Rules in order of place, in groups whose places lie within `reach` of the group's first."""
    clusters: list[list[Rule]] = []
    for rule in rules:
        if clusters and rule.at - clusters[-1][0].at <= reach:
            clusters[-1].append(rule)
        else:
            clusters.append([rule])
    return clusters


def _connected(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """The rules in sets that hang together, each with its horizontal and vertical ones."""
    sets = _Sets(len(across) + len(down))
    places = [rule.at for rule in across]
    for number, rule in enumerate(down, len(across)):
        first = bisect_left(places, rule.start - _NEAR)
        for other in range(first, bisect_right(places, rule.end + _NEAR)):
            if across[other].start - _NEAR <= rule.at <= across[other].end + _NEAR:
                sets.join(other, number)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for number, rule in enumerate(across + down):
        groups[sets.of(number)][number >= len(across)].append(rule)
    return list(groups.values())


def _parted(across: list[Rule], down: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The rules of tables that stand so near below each other that their rules seem to touch.

    No vertical rule goes on from one to the other, and their columns differ: else it is a double rule.
    """
    for above, below in pairwise(sorted({rule.at for rule in across})):
        middle = (above + below) / 2
        upper = {round(rule.at) for rule in down if abs(rule.end - above) < _SAME}
        lower = {round(rule.at) for rule in down if abs(rule.start - below) < _SAME}
        crossed = any(rule.start < middle < rule.end for rule in down)
        if below - above <= _NEAR and upper and lower and upper != lower and not crossed:
            yield (
                [rule for rule in across if rule.at < middle],
                [rule for rule in down if rule.end < middle],
            )
            rest = (
                [rule for rule in across if rule.at > middle],
                [rule for rule in down if rule.start > middle],
            )
            yield from _parted(*rest)
            return
    yield across, down


class _Sets:
    """Disjoint sets of numbers (union-find)."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def of(self, number: int) -> int:
        """The number that stands for the set."""
        while self._parents[number] != number:
            self._parents[number] = self._parents[self._parents[number]]
            number = self._parents[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make the sets of both one."""
        self._parents[self.of(other)] = self.of(one)


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    """The table that rules make; None where they enclose nothing."""
    if not down or len(across) < 2 or len(across) + len(down) < 4:
        return None
    columns, rows = _lines(down, across), _lines(across, down)
    while (len(columns) - 1) * (len(rows) - 1) <= _MOST_SQUARES:
        upright, level = _walls(columns, rows, down), _walls(rows, columns, across)
        if all(map(any, upright)) and all(map(any, level)):
            return Grid(tuple(columns), tuple(rows), tuple(_cells(columns, rows, upright, level)))
        columns = [line for line, wall in zip(columns, upright, strict=True) if any(wall)]
        rows = [line for line, wall in zip(rows, level, strict=True) if any(wall)]
    return None


def _lines(rules: list[Rule], crossing: list[Rule]) -> list[float]:
    """Where the grid has lines: along the rules, and where the crossing ones end beyond the outermost."""
    clusters = _clusters(sorted(rules, key=lambda rule: rule.at), _NEAR)
    lines = [(cluster[0].at + cluster[-1].at) / 2 for cluster in clusters]
    start, end = min(rule.start for rule in crossing), max(rule.end for rule in crossing)
    return [start] * (start < lines[0] - _NEAR) + lines + [end] * (end > lines[-1] + _NEAR)


def _walls(lines: list[float], crossing: list[float], rules: list[Rule]) -> list[list[bool]]:
    """For each line of the grid, between which crossing lines it is drawn; outer lines are there anyhow."""
    spaces = list(pairwise(crossing))
    walls = [[number in {0, len(lines) - 1}] * len(spaces) for number in range(len(lines))]
    for rule in rules:
        line = min(range(len(lines)), key=lambda number: abs(lines[number] - rule.at))
        for number, (start, end) in enumerate(spaces):
            slack = min(_NEAR, (end - start) / 3)
            if rule.start <= start + slack and rule.end >= end - slack:
                walls[line][number] = True
    return walls


def _cells(
    columns: list[float], rows: list[float], upright: list[list[bool]], level: list[list[bool]]
) -> list[GridCell]:
    """The rectangles of grid squares between which no wall is drawn."""
    across, down = len(columns) - 1, len(rows) - 1
    sets = _Sets(across * down)
    for row in range(down):
        for column in range(across):
            square = row * across + column
            if column + 1 < across and not upright[column + 1][row]:
                sets.join(square, square + 1)
            if row + 1 < down and not level[row + 1][column]:
                sets.join(square, square + across)
    return [
        GridCell(top, bottom - top, columns[left], rows[top], columns[right], rows[bottom])
        for top, left, bottom, right in _rectangles(sets, across, down)
    ]


def _rectangles(sets: _Sets, across: int, down: int) -> list[tuple[int, int, int, int]]:
    """The sets of squares as top, left, bottom and right; squares are added where a set is no rectangle."""
    while True:
        bounds: dict[int, tuple[int, int, int, int]] = {}
        for square in range(across * down):
            row, column = divmod(square, across)
            top, left, bottom, right = bounds.get(sets.of(square), (row, column, row + 1, column + 1))
            bounds[sets.of(square)] = (
                min(top, row),
                min(left, column),
                max(bottom, row + 1),
                max(right, column + 1),
            )
        whole = True
        for top, left, bottom, right in bounds.values():
            first = top * across + left
            for row in range(top, bottom):
                for square in range(row * across + left, row * across + right):
                    if sets.of(square) != sets.of(first):
                        sets.join(first, square)
                        whole = False
        if whole:
            return sorted(bounds.values())
