"""YAML in and out: what a file holds, and where in the file each value stands.

`reading` turns text into data with places, `writing` turns data into text, `patching` changes a text and
keeps the rest of it. All three read plain scalars by the core schema of YAML 1.2 (chapter 10.3), less its
octal and hexadecimal integers, its infinities and its not-a-number, which no budget holds: those are text.
Numbers keep the digits they were written with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Self

from discgen.errors import Place
from discgen.passages import Passages

LINE_END = re.compile(r"\r\n|\r|\n")

# What YAML 1.2 lets stand in a file (chapter 5.1), less the line ends that only YAML 1.1 knew: libyaml
# still breaks lines there and editors do not, so that line numbers would differ.
UNREADABLE = re.compile(
    r"[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)

_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE]([-+]?[0-9]+))?")
_MOST_DIGITS = 64
_SHOWN = 24
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", "")),
}


class Number(Decimal):
    """A number of a YAML file.

    Args:
        literal: The number as it is written, in ASCII digits.

    Attributes:
        literal: The same: `357.50`, `0303001`. As a `Decimal` the number is `357.50` and `303001`.

    Raises:
        ValueError: `literal` is not a number of YAML's core schema.
        OverflowError: It has more than 64 digits, or would have when written without an exponent.
    """

    __slots__ = ("literal",)
    literal: str

    def __new__(cls, literal: str) -> Self:
        """Make a number from its digits."""
        match = _NUMBER.fullmatch(literal)
        if match is None:
            raise ValueError(f"not a number: {literal!r}")
        if len(literal) > _MOST_DIGITS or abs(int(match[1] or 0)) > _MOST_DIGITS:
            raise OverflowError(f"too many digits: {literal!r}")
        number = super().__new__(cls, literal)
        number.literal = literal
        return number

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        """Pickle and copy with the digits as written."""
        return type(self), (self.literal,)


def is_number(text: str) -> bool:
    """Whether `text`, written without quotation marks, is a number."""
    return _NUMBER.fullmatch(text) is not None


def resolve(text: str) -> str | Number | bool | None:
    """The value of a scalar that is written without quotation marks.

    Raises:
        OverflowError: A number with more than 64 digits.
    """
    if text in _WORDS:
        return _WORDS[text]
    return Number(text) if is_number(text) else text


def shorten(text: str) -> str:
    """The beginning of a text from a file, on one line, for use in a message."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


class Mark(NamedTuple):
    """A position in a text: line and column in characters, both counted from 0."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Node:
    """A value with its position and those of everything below it.

    Attributes:
        data: The value: dict, list, str, `Number`, bool or None.
        mark: Where it begins.
        end: Where it ends, behind its last character; a block of text may end with empty lines.
        children: For a mapping or list: per key or index, where that key stands, and the node there.
        size: The number of values at and below this one, each alias counted as what it stands for.
        height: Levels of mappings and lists at and below this one, 0 for a scalar.
    """

    data: Any
    mark: Mark
    end: Mark
    children: Mapping[str | int, tuple[Mark, Node]]
    size: int = 1
    height: int = 0


@dataclass(frozen=True)
class Source:
    """A YAML file that was read.

    Attributes:
        root: The whole of it.
        text: Its text, without a byte order mark.
        file: The file as the user named it; None for text that has no file.
        passages: The lines of an old document that values stand in, where the text was made from one; its
            own lines are nobody's then. None for a file that is YAML itself.
    """

    root: Node = field(repr=False)
    text: str = field(repr=False)
    file: Path | None = None
    passages: Passages | None = field(default=None, repr=False)

    @property
    def data(self) -> dict[str, Any]:
        """What the file says, as dict, list, str, `Number`, bool and None; not to be changed."""
        data: dict[str, Any] = self.root.data
        return data

    @cached_property
    def _lines(self) -> list[str]:
        return LINE_END.split(self.text)

    def place(self, path: Sequence[str | int]) -> Place:
        """Where a value stands; for a missing one, where the key of its nearest ancestor stands."""
        key, node, found = self._find(path)
        return self.at(node.mark if found else key)

    def key_place(self, path: Sequence[str | int]) -> Place:
        """Where a key stands (or a list's item begins); for a missing one, the key of its ancestor."""
        return self.at(self.key_mark(path))

    def key_mark(self, path: Sequence[str | int]) -> Mark:
        """The position of what `key_place` tells the place of."""
        return self._find(path)[0]

    def at(self, mark: Mark) -> Place:
        """The place for a position in this text."""
        if self.passages is not None:
            return Place(self.file)
        source = self._lines[mark.line] if mark.line < len(self._lines) else ""
        return Place(self.file, mark.line + 1, mark.column + 1, source)

    def _find(self, path: Sequence[str | int]) -> tuple[Mark, Node, bool]:
        """The nearest existing value on the way to `path`: its key, itself, and whether it is the end."""
        key, node = self.root.mark, self.root
        for step in path:
            if step not in node.children:
                return key, node, False
            key, node = node.children[step]
        return key, node, True
