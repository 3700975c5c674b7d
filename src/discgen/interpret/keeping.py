"""What of a document nothing prints becomes `未识别`, each piece in its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from discgen.blocks import Cell, Table
from discgen.compose.markup import Marked
from discgen.interpret.differences import say_the_same, stretches
from discgen.interpret.layout import Layout
from discgen.interpret.pieces import Piece, blocks_as_pieces, cell_text
from discgen.passages import Passages, row_as_line

OPENING = "标题"
"""The place before everything that a form prints below the title."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What nothing prints.

    Attributes:
        entries: The entries of `未识别`.
        pieces: Numbers of the pieces in them.
    """

    entries: list[dict[str, Any]]
    pieces: frozenset[int]


def keep(layout: Layout, marked: Marked, unprinted: Sequence[str]) -> Kept:
    """Keep what a form does not print of a document.

    Args:
        layout: The document, assigned to the form.
        marked: What the form prints of its data, and the places in it.
        unprinted: The tables that the form is told not to print.
    """
    return _Keeper(layout, marked, unprinted).keep()


@dataclass(frozen=True, slots=True)
class _Printed:
    """A line or a table that the form prints.

    Attributes:
        piece: It.
        block: The number of its block.
    """

    piece: Piece
    block: int


class _Places:
    """What the places are called between blocks of a composed document where something can be put."""

    def __init__(self, marked: Marked) -> None:
        self._below_captions: dict[int, str] = {}
        self._behind: dict[int, str] = {}
        for name, place in marked.places.items():
            if name in marked.captions:
                self._below_captions[place.start] = name
            elif place or place.stop not in self._behind:
                self._behind[place.stop] = name
        self._stops = sorted(self._behind)

    def after(self, printed: _Printed, marked: Marked) -> str:
        """The place behind something printed, or the nearest one that has a name."""
        block = marked.document.blocks[printed.block]
        if isinstance(block, Table) and printed.piece.table is None:
            return self._below_captions.get(printed.block, OPENING)
        next_stop = bisect_right(self._stops, printed.block)
        return self._behind[self._stops[next_stop]] if next_stop < len(self._stops) else OPENING


class _Keeper:
    def __init__(self, layout: Layout, marked: Marked, unprinted: Sequence[str]) -> None:
        self._layout = layout
        self._marked = marked
        self._places = _Places(marked)
        self._unprinted = dict.fromkeys(unprinted)
        self._place = OPENING
        self._entries: list[dict[str, Any]] = []

    def keep(self) -> Kept:
        ours = [
            (number, line) for number, one in enumerate(self._layout.placed) for line in one.piece.lines()
        ]
        theirs = list(_printed(self._marked))
        lost: set[int] = set()
        for here, there in stretches(
            [line.key for _, line in ours], [printed.piece.key for printed in theirs]
        ):
            mine = [ours[position] for position in here]
            others = [theirs[position] for position in there]
            if say_the_same([line for _, line in mine], [printed.piece for printed in others]):
                self._place = self._places.after(others[-1], self._marked)
                continue
            for number, line in mine:
                self._add(number, line)
                lost.add(number)
        left = [{"代替": name} for name in self._unprinted]
        return Kept([*left, *map(_joined, self._entries)], frozenset(lost))

    def _add(self, number: int, line: Piece) -> None:
        """Add a piece; a table stands in the stead of the form's own where that is not printed."""
        if line.table is not None:
            name = self._instead_of(number)
            self._place = name or self._place
            self._entries.append({"代替" if name else "位置": self._place, "表格": kept_rows(line.table)})
        elif self._entries and "文字" in self._entries[-1] and self._entries[-1]["位置"] == self._place:
            self._entries[-1]["文字"].append(line.text)
        else:
            self._entries.append({"位置": self._place, "文字": [line.text]})

    def _instead_of(self, number: int) -> str:
        """The table of the form that a piece stands for; "" when it stands for none, or that is printed."""
        one = self._layout.placed[number]
        if one.unit < 0 or one.follows:
            return ""
        name = self._layout.units[one.unit].name
        return name if self._unprinted.pop(name, name) is None else ""


def _joined(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry with its lines in one text."""
    return {**entry, "文字": "\n".join(entry["文字"])} if "文字" in entry else entry


def _printed(marked: Marked) -> Iterator[_Printed]:
    """What a form prints, without the title."""
    for number, block in enumerate(marked.document.blocks):
        yield from (_Printed(piece, number) for piece in blocks_as_pieces((block,)))


def kept_rows(table: Table) -> list[list[Any]]:
    """The rows of a table as `未识别` holds them: a text for each cell, with its spans where it has any."""
    return [[_kept_cell(cell) for cell in row] for row in table.rows]


def add_kept(passages: Passages, entries: Sequence[Mapping[str, Any]]) -> None:
    """Take note of the lines and rows that entries of `未识别` hold."""
    for number, entry in enumerate(entries):
        if "文字" in entry:
            passages.add([("未识别", number, "文字")], [entry["文字"]])
        for line, row in enumerate(entry.get("表格", ())):
            words = [cell if isinstance(cell, str) else cell["文"] for cell in row]
            passages.add([("未识别", number, "表格", line)], [row_as_line(words)])


def _kept_cell(cell: Cell) -> Any:
    text = cell_text(cell)
    if cell.colspan == 1 and cell.rowspan == 1:
        return text
    spans = {"跨列": cell.colspan, "跨行": cell.rowspan}
    return {"文": text, **{name: size for name, size in spans.items() if size > 1}}
