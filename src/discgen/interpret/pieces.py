"""A document as the flow of lines and tables that its reader meets, whatever its format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from discgen.blocks import Block, Cell, Document, Heading, Line, Paragraph, Table, printed_rows, text_of
from discgen.interpret.folding import Folded, comparable, folded, squeezed


@dataclass(frozen=True)
class Piece:
    """A line of text or a table.

    Attributes:
        text: The line; "" for a table. A heading that is broken over two lines holds the break.
        table: The table; None for a line.
        level: Depth in the outline, from 1, where the document calls the line a heading; 0 elsewhere.
        closes: Whether its number makes it the heading of a section, so that the text before it ends.
    """

    text: str = ""
    table: Table | None = None
    level: int = 0
    closes: bool = False

    @cached_property
    def folded(self) -> Folded:
        """The line as it is compared."""
        return folded(self.text)

    @cached_property
    def key(self) -> str:
        """What it says: pieces with the same key print the same."""
        if self.table is None:
            return comparable(self.text)
        return "\n".join("\t".join(comparable(word) for word in row) for row in words_of(self)) + "\n"

    def lines(self) -> list[Piece]:
        """The piece, a broken line as the lines it is printed in."""
        return [Piece(line) for line in self.text.split("\n")] if "\n" in self.text else [self]

    @cached_property
    def rows(self) -> list[list[str]]:
        """The rows of the table as they are printed; a cell that continues one above is empty.

        Lines of a cell are joined by line breaks; blank lines around them and blank rows are left out.
        """
        if self.table is None:
            return []
        rows = [[cell_text(cell) for cell in row] for row in printed_rows(self.table)]
        return [row for row in rows if any(squeezed(text) for text in row)]


def cell_text(cell: Cell | None) -> str:
    """The text of a cell, "" for one that continues a cell above."""
    if cell is None:
        return ""
    return "\n".join(text_of(line) for line in cell.lines).strip("\n")


def pieces_of(document: Document) -> list[Piece]:
    """The lines and tables of a document in reading order; blank ones are left out."""
    return [*_lines(document.title), *blocks_as_pieces(document.blocks)]


def blocks_as_pieces(blocks: Iterable[Block]) -> Iterator[Piece]:
    """The lines and tables of some blocks; a table's caption is a line before it."""
    for block in blocks:
        if isinstance(block, Table):
            if block.caption is not None:
                yield from _lines([block.caption.line], _level_of(block.caption))
            piece = Piece(table=block)
            if piece.rows:
                yield piece
        else:
            yield from _lines([block.line], _level_of(block))


def _level_of(block: Heading | Paragraph) -> int:
    return block.level if isinstance(block, Heading) else 0


def _lines(lines: Sequence[Line], level: int = 0) -> Iterator[Piece]:
    for line in lines:
        text = text_of(line).strip()
        if squeezed(text):
            yield Piece(text, level=level)


def words_of(piece: Piece) -> list[list[str]]:
    """The words of a table, cell by cell, without blanks and without empty cells at the end of a row."""
    return [_words(row) for row in piece.rows]


def _words(row: Sequence[str]) -> list[str]:
    words = [squeezed(text) for text in row]
    while words and not words[-1]:
        words.pop()
    return words
