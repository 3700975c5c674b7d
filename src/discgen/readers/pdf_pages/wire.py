"""A document, or why there is none, as bytes between two processes."""

from __future__ import annotations

import json
from typing import Any

from discgen.blocks import Block, Cell, Document, Line, Paragraph, Run, Table, text_of
from discgen.errors import InputError, Problem


def encoded(outcome: Document | InputError) -> bytes:
    """What the process that reads a file says of it."""
    if isinstance(outcome, InputError):
        problems = [[problem.message, problem.remedy] for problem in outcome.problems]
        return json.dumps({"problems": problems}).encode()
    return json.dumps({"blocks": list(map(_encoded_block, outcome.blocks))}).encode()


def decoded(answer: bytes) -> Document:
    """What was encoded.

    Raises:
        InputError: It was one.
    """
    said = json.loads(answer)
    if "problems" in said:
        raise InputError(Problem(message, remedy) for message, remedy in said["problems"])
    return Document(title=(), blocks=tuple(map(_decoded_block, said["blocks"])))


def _encoded_block(block: Block) -> Any:
    if not isinstance(block, Table):
        return text_of(block.line)
    return {
        "rows": [
            [[list(map(text_of, cell.lines)), cell.colspan, cell.rowspan] for cell in row]
            for row in block.rows
        ],
        "widths": block.widths,
        "header_rows": block.header_rows,
        "landscape": block.landscape,
    }


def _decoded_block(said: Any) -> Block:
    if isinstance(said, str):
        return Paragraph(_line(said))
    return Table(
        rows=tuple(
            tuple(Cell(tuple(map(_line, lines)), colspan, rowspan) for lines, colspan, rowspan in row)
            for row in said["rows"]
        ),
        widths=tuple(said["widths"]),
        header_rows=said["header_rows"],
        landscape=said["landscape"],
    )


def _line(text: str) -> Line:
    return (Run(text),)
