"""Text dumps as extractors print them: a cell to a line, an empty line behind a row, two behind a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from discgen.blocks import Cell, Document, Heading, Paragraph, Table, printed_rows, text_of


def dumped(document: Document, row_end: Callable[[int], str] = lambda _: "\n") -> str:
    """The dump of a document.

    Args:
        document: The document.
        row_end: What stands behind each row of a table but the last, by its number.
    """
    lines = [text_of(line) for line in document.title]
    for block in document.blocks:
        if isinstance(block, Table):
            lines += [text_of(block.caption.line)] if block.caption else []
            lines.append(dumped_table(block, row_end))
        else:
            lines.append(text_of(block.line))
    return "\n".join(lines)


def dumped_table(table: Table, row_end: Callable[[int], str] = lambda _: "\n") -> str:
    rows = ["".join(map(dumped_cell, row)) for row in printed_rows(table)]
    return "".join(row + row_end(number) for number, row in enumerate(rows[:-1])) + rows[-1] + "\n\n"


def dumped_cell(cell: Cell | None) -> str:
    """A cell; one that continues the cell above is there, and empty."""
    lines: Iterable[str] = map(text_of, cell.lines) if cell else []
    return "\t" + "\n".join(lines) + "\n"


def as_dumped(document: Document) -> list[str | list[list[str]]]:
    """What a dump shows of a document, without white space: each paragraph, and the rows of each table."""
    shown: list[str | list[list[str]]] = [squeezed(text_of(line)) for line in document.title]
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            shown.append(squeezed(text_of(block.line)))
            continue
        if block.caption:
            shown.append(squeezed(text_of(block.caption.line)))
        shown.append([[words_of(cell) for cell in row] for row in printed_rows(block)])
    return [block for block in shown if block]


def words_of(cell: Cell | None) -> str:
    return squeezed("".join(map(text_of, cell.lines))) if cell else ""


def squeezed(text: str) -> str:
    return "".join(text.split())
