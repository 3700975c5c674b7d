"""Tables from what a format says of their rows."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import dropwhile

from discgen.blocks import Line, Row, Table
from discgen.errors import InputError, Problem

_MOST_POSITIONS = 1_000_000  # a thousand pages of ten columns have a third of that


def stretched(rows: Sequence[Row]) -> Table:
    """A table of rows that have different numbers of cells, for a format that does not say what is merged.

    The last cell of a shorter row reaches to the edge.

    Args:
        rows: The rows, each with at least one cell and none of them merged.

    Raises:
        InputError: The grid is too large.
    """
    columns = max(map(len, rows))
    require_bounded(len(rows), columns)
    return Table(
        rows=tuple((*row[:-1], replace(row[-1], colspan=columns - len(row) + 1)) for row in rows),
        widths=(1,) * columns,
    )


def without_blank_edges(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines of a cell without the empty ones above and below; those in between are seen."""
    kept = list(dropwhile(operator.not_, lines))
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def require_bounded(rows: int, columns: int) -> None:
    """Refuse a grid that no document has.

    Raises:
        InputError: The grid is too large.
    """
    if rows * columns > _MOST_POSITIONS:
        raise InputError(Problem(f"有一张表太大：{rows} 行、{columns} 列", "请检查文件是否损坏"))
