"""The waist of the hourglass: a document as headings, paragraphs and tables, whatever its format.

Writers turn these blocks into a format and readers turn a format into these blocks; neither knows a
budget term. Everything is frozen and compares by value, so that `read(write(document)) == document`
can be tested as written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text.

    Attributes:
        text: The visible text; holds no line break and no control character.
        key: For a figure, the path of the model it came from (`收入.合计`); "" for plain text.
    """

    text: str
    key: str = ""


Line = tuple[Run, ...]
"""One paragraph's worth of runs."""


def text_of(line: Line) -> str:
    """The visible text of a line."""
    return "".join(run.text for run in line)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the outline.

    Attributes:
        line: Its text, printed number included.
        level: Depth in the outline, from 1 (一、) to 4; the document's title is not a heading.
    """

    line: Line
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text.

    Attributes:
        line: Its text.
        style: `body`, or `note` for a remark set small below a table.
    """

    line: Line
    style: str = "body"


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; a merged cell stands once, at its upper left corner.

    Attributes:
        lines: Its paragraphs; an empty cell has none. Empty paragraphs inside a cell are kept.
        colspan: Columns covered, at least 1.
        rowspan: Rows covered, at least 1.
        header: Whether the cell names what stands below it or beside it.
        align: `start`, `center` or `end`.
    """

    lines: tuple[Line, ...] = ()
    colspan: int = 1
    rowspan: int = 1
    header: bool = False
    align: str = "start"


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table over a fixed grid.

    Attributes:
        rows: The rows; a row holds only the cells that begin in it.
        widths: Relative widths of the grid's columns, one for each.
        header_rows: Leading rows that are repeated on every page.
        caption: The table's title, printed above it: a `Heading` when it belongs to the outline.
        landscape: Whether the table needs a page turned on its side.
        label: Name for assistive technology where there is no caption; not printed.
    """

    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    header_rows: int = 0
    caption: Heading | Paragraph | None = None
    landscape: bool = False
    label: str = ""


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says about itself, outside its pages.

    Attributes:
        author: The unit that publishes.
        created: The date the file bears. It comes from the content, never from the clock, so that the
            same input gives the same bytes.
        subject: One phrase on what the document is.
    """

    author: str = ""
    created: date = date(1980, 1, 1)
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole disclosure.

    Attributes:
        title: The title, one or more lines.
        blocks: Everything below the title, in order.
        metadata: File properties.
    """

    title: tuple[Line, ...]
    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=Metadata)

    @property
    def title_text(self) -> str:
        """The title as one string, for file properties and browser tabs."""
        return "".join(text_of(line) for line in self.title)


@dataclass(frozen=True, slots=True)
class Slot:
    """One position of a resolved table grid.

    Attributes:
        cell: The cell that covers the position.
        row: Row in which the cell begins, from 0.
        column: Grid column in which the cell begins, from 0.
    """

    cell: Cell
    row: int
    column: int


def grid_of(table: Table) -> list[list[Slot | None]]:
    """Resolve the spans of `table`, once for all writers.

    Returns:
        A matrix of `len(table.rows)` rows and `len(table.widths)` columns. A position covered by a
        merged cell holds the slot of that cell; a position that no cell covers holds None. Spans that
        reach over the edge of the table are cut there.
    """
    grid: list[list[Slot | None]] = [[None] * len(table.widths) for _ in table.rows]
    for row_number, row in enumerate(table.rows):
        column = 0
        line = grid[row_number]
        for cell in row:
            while column < len(line) and line[column] is not None:
                column += 1
            slot = Slot(cell, row_number, column)
            for covered in grid[row_number : row_number + cell.rowspan]:
                for position in range(column, min(column + cell.colspan, len(covered))):
                    covered[position] = slot
            column += cell.colspan
    return grid


def printed_rows(table: Table) -> list[list[Cell | None]]:
    """The rows as a reader of the page meets them, whatever the spans are.

    Returns:
        For each row its cells from left to right: a cell merged sideways once; a cell merged downwards in
        its first row, and None in each row below that it covers.
    """
    rows: list[list[Cell | None]] = []
    for number, line in enumerate(grid_of(table)):
        slots = [slot for slot, _ in groupby(line) if slot is not None]
        rows.append([slot.cell if slot.row == number else None for slot in slots])
    return rows


def lines_of(document: Document) -> Iterator[Line]:
    """Every line of text in reading order: titles, headings, paragraphs, captions and cells."""
    yield from document.title
    for block in document.blocks:
        if isinstance(block, Table):
            if block.caption is not None:
                yield block.caption.line
            for row in block.rows:
                for cell in row:
                    yield from cell.lines
        else:
            yield block.line


def visible(document: Document) -> Document:
    """The document as a reader of the page sees it.

    Keys, labels, relative widths and alignment are dropped and neighbouring runs are joined, so that a
    document can be compared with what was read back from a format that shows only words and cells.
    """

    def plain(line: Line) -> Line:
        text = text_of(line)
        return (Run(text),) if text else ()

    def seen(block: Block) -> Block:
        if not isinstance(block, Table):
            return replace(block, line=plain(block.line))
        rows = tuple(
            tuple(
                replace(cell, lines=tuple(plain(line) for line in cell.lines), align="start")
                for cell in row
            )
            for row in block.rows
        )
        caption = block.caption
        if caption is not None:
            caption = replace(caption, line=plain(caption.line))
        return replace(block, rows=rows, caption=caption, widths=(1,) * len(block.widths), label="")

    return Document(
        title=tuple(plain(line) for line in document.title),
        blocks=tuple(seen(block) for block in document.blocks),
    )
