"""What readers of all formats find and no disclosure says: invisible characters, blanks, repeated heads."""

from __future__ import annotations

from dataclasses import replace

from discgen.blocks import Block, Cell, Document, Line, Table, text_of
from discgen.readers.contents import contents_in
from discgen.readers.continuations import joined
from discgen.readers.decoding import without_invisible


def cleaned(document: Document) -> Document:
    """The document without invisible characters, blank paragraphs, tables of contents and repeated heads.

    Blank lines between the lines of a cell are seen, so they stay.
    """
    title = map(_line, document.title)
    blocks = [_block(block) for block in document.blocks]
    contents = contents_in(["" if isinstance(block, Table) else text_of(block.line) for block in blocks])
    return replace(
        document,
        title=tuple(line for line in title if not _is_blank(line)),
        blocks=tuple(
            joined(
                block
                for place, block in enumerate(blocks)
                if isinstance(block, Table) or not (_is_blank(block.line) or place in contents)
            )
        ),
    )


def _block(block: Block) -> Block:
    if not isinstance(block, Table):
        return replace(block, line=_line(block.line))
    caption = None if block.caption is None else replace(block.caption, line=_line(block.caption.line))
    return replace(
        block,
        rows=tuple(tuple(map(_cell, row)) for row in block.rows),
        caption=None if caption is None or _is_blank(caption.line) else caption,
    )


def _cell(cell: Cell) -> Cell:
    lines = tuple(map(_line, cell.lines))
    return replace(cell, lines=() if all(map(_is_blank, lines)) else lines)


def _line(line: Line) -> Line:
    runs = (replace(run, text=without_invisible(run.text)) for run in line)
    return tuple(run for run in runs if run.text)


def _is_blank(line: Line) -> bool:
    return not text_of(line).strip()
