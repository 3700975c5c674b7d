"""How a table looks of which only the cells are known: its columns' widths, its head, its alignment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from discgen.blocks import Cell, Row, Table, grid_of, text_of

_NARROWEST = 3
_WIDEST = 16  # characters; longer text is broken over lines
_SHORT = 4  # characters of a cell that is centred
_MOST_HEADER_ROWS = 3
_FIGURE = re.compile(r"[-+]?[0-9][0-9,]*(?:\.[0-9]+)?%?")
_UNBROKEN = re.compile(r"[!-~]+")


def table_of(rows: Sequence[Row], columns: int, label: str) -> Table:
    """A table over a grid, laid out by what its cells hold.

    Args:
        rows: The rows.
        columns: Columns of the grid.
        label: Name for assistive technology.
    """
    plain = Table(tuple(rows), (1,) * columns, label=label)
    head = _header_rows(plain)
    dressed = tuple(
        tuple(_dressed(cell, header=number < head) for cell in row) for number, row in enumerate(rows)
    )
    return replace(plain, rows=dressed, widths=_widths(plain), header_rows=head)


def _text(cell: Cell) -> str:
    return "".join(text_of(line) for line in cell.lines).strip()


def _dressed(cell: Cell, *, header: bool) -> Cell:
    text = _text(cell)
    centred = header or len(text) <= _SHORT or _FIGURE.fullmatch(text)
    return replace(cell, header=header, align="center" if centred else "start")


def _header_rows(table: Table) -> int:
    """The rows above the first one with a figure, where they name columns; no cell reaches out of them."""
    grid = grid_of(table)
    for number, line in enumerate(grid[: _MOST_HEADER_ROWS + 1]):
        if any(slot and _FIGURE.fullmatch(_text(slot.cell)) for slot in line):
            above = grid[number - 1] if number else []
            return number if all(slot.row + slot.cell.rowspan <= number for slot in above if slot) else 0
    return 0


def _widths(table: Table) -> tuple[int, ...]:
    """What each column needs, in characters: figures and Latin words are not broken."""
    needed = [_NARROWEST] * len(table.widths)
    for row, line in enumerate(grid_of(table)):
        for column, slot in enumerate(line):
            if slot is not None and slot.row == row and slot.cell.colspan == 1:
                needed[column] = max(needed[column], _need(slot.cell))
    return tuple(needed)


def _need(cell: Cell) -> int:
    lines = [text_of(line) for line in cell.lines]
    unbroken = max((len(word) for line in lines for word in _UNBROKEN.findall(line)), default=0)
    whole = max((_ems(line) for line in lines), default=0)
    return max(min(whole, _WIDEST), (unbroken + 1) // 2) + 1


def _ems(line: str) -> int:
    """The width of a line in Chinese characters; Latin ones take half."""
    narrow = sum(character.isascii() for character in line)
    return len(line) - narrow + (narrow + 1) // 2
