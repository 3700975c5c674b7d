"""Writes plain data as the YAML an accountant would have written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from rich.cells import cell_len
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.resolver import implicit_resolvers
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from discgen.yamlfile import LINE_END, UNREADABLE, Number
from discgen.yamlfile.emitting import emit
from discgen.yamlfile.patching import Patch
from discgen.yamlfile.reading import read_text

MAX_ROW = 200
"""The widest row, in columns of a terminal: a Chinese character takes two. Most rows of indicators fit."""

_LONG_TEXT = 100
_PERHAPS_QUOTED = re.compile("^$|[!-/:-@[-`{-~]")
_INDENT = 2
# Every line begins and ends visibly, so that no editor that trims blanks can change the text.
_BLOCK_TEXT = re.compile(r"(?!\s)[^\r]*\S\n?")
_BLANK_AT_LINE_END = re.compile(r"[^\S\n]$", re.MULTILINE)


def dump(
    data: Mapping[str, Any], comments: Mapping[tuple[str | int, ...], str] | None = None, header: str = ""
) -> str:
    """Write data as YAML; `reading.read_text` gives the same data back.

    Long text becomes a block. A flat mapping in a list takes one line if it fits into `MAX_ROW` columns and
    holds no sentence. Text that a program could take for a number, a date, a yes or a null is put in
    quotation marks.

    Args:
        data: Mappings, lists, str, `Decimal`, `Number` (keeps its digits), int, bool and None; the order
            of the keys is kept.
        comments: Per key path, what to say above that key, without `#`; it may have several lines.
        header: Comment lines at the top of the file, with `#`.

    Raises:
        TypeError: Some value is of another kind.
        ValueError: Some number is infinite or not a number.
    """
    text = emit(_mapping(data, 0))
    if comments:
        text = _commented(text, comments)
    return f"{header.rstrip()}\n\n{text}" if header else text


def _value(value: Any, column: int) -> Any:
    """The same value as ruamel.yaml's types, which carry the style.

    Args:
        value: Plain data.
        column: Where the line begins on which it will stand.
    """
    if isinstance(value, str):
        return _text(value, column)
    if value is None or isinstance(value, bool | Number):
        return value
    if isinstance(value, int | Decimal):
        return Number(f"{value:f}" if isinstance(value, Decimal) else str(value))
    if isinstance(value, Mapping):
        return _mapping(value, column)
    if isinstance(value, list | tuple):
        return CommentedSeq(_item(item, column + _INDENT) for item in value)
    raise TypeError(f"cannot be written as YAML: {value!r}")


def _mapping(data: Mapping[str, Any], column: int) -> CommentedMap:
    return CommentedMap((_text(key, 0), _value(value, column + _INDENT)) for key, value in data.items())


def _item(item: Any, column: int) -> Any:
    """An item of a list: a row, if it is a flat mapping that fits on the line."""
    value = _value(item, column)
    if isinstance(value, CommentedMap | CommentedSeq) and column + _row_width(value) <= MAX_ROW:
        _set_in_row(value)
    return value


def _set_in_row(row: CommentedMap | CommentedSeq) -> None:
    row.fa.set_flow_style()
    for value in row.values() if isinstance(row, CommentedMap) else row:
        if isinstance(value, CommentedMap | CommentedSeq):
            _set_in_row(value)


def _row_width(row: CommentedMap | CommentedSeq) -> float:
    """At most how wide `- {key: value, ...}` is; infinite for what cannot stand on one line."""
    if isinstance(row, CommentedMap):
        if any(isinstance(value, CommentedMap | CommentedSeq) for value in row.values()):
            return float("inf")
        cells = [text for pair in row.items() for text in pair]
    else:
        cells = list(row)
    return len("- {}") + sum(_cell_width(cell) + len(", ") for cell in cells)


def _cell_width(cell: Any) -> float:
    if isinstance(cell, CommentedMap | CommentedSeq):
        return _row_width(cell)
    if cell is None or isinstance(cell, LiteralScalarString) or (isinstance(cell, str) and "。" in cell):
        return float("inf")
    quotes = 2 if isinstance(cell, DoubleQuotedScalarString) or _PERHAPS_QUOTED.search(str(cell)) else 0
    return cell_len(_shown(cell)) + quotes


def _shown(value: Any) -> str:
    return str(value.literal if isinstance(value, Number) else value)


def _text(text: str, column: int) -> Any:
    if column and ("\n" in text or column + cell_len(text) > _LONG_TEXT) and _can_be_block(text):
        return LiteralScalarString(text)
    ambiguous = any(pattern.match(text) for _, _, pattern, _ in implicit_resolvers)
    if ambiguous or text != text.strip() or "\n" in text or UNREADABLE.search(text):
        return DoubleQuotedScalarString(text)
    return text


def _can_be_block(text: str) -> bool:
    return bool(
        _BLOCK_TEXT.fullmatch(text) and not _BLANK_AT_LINE_END.search(text) and not UNREADABLE.search(text)
    )


def _commented(text: str, comments: Mapping[tuple[str | int, ...], str]) -> str:
    """Put comment lines above the lines on which the keys stand."""
    patch = Patch(read_text(text))
    for path, comment in comments.items():
        patch.above(path, *LINE_END.split(comment))
    return patch.text()
