"""Where the values of a YAML file begin and end in its text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from discgen.errors import InputError, Place, Problem
from discgen.yamlfile import LINE_END, Mark, Node, Source

KeyPath = Sequence[str | int]
"""Keys and positions on the way from the whole file to a value."""


class Span(NamedTuple):
    """A part of a text, in characters from its beginning; `end` is the first one behind it."""

    start: int
    end: int


class Layout:
    """The places of a file's values in its text.

    Args:
        source: The file.

    Raises:
        InputError: The file has anchors or aliases, by which one place of the text is several values.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self._lines = [0, *(match.end() for match in LINE_END.finditer(source.text))]
        if shared := next(self._shared(source.root), None):
            raise InputError(
                Problem(
                    "文件里有“&”“*”写法的引用，不能在原文上改动",
                    "把引用的内容直接写出来",
                    source.at(shared.mark),
                )
            )

    def node(self, path: KeyPath) -> Node:
        """The value at a path.

        Raises:
            KeyError: There is none.
        """
        return self._nodes(path)[-1]

    def span(self, path: KeyPath) -> Span:
        """The place of a value."""
        node = self.node(path)
        start, end = self._offset(node.mark), self._offset(node.end)
        return Span(start, start + len(self.source.text[start:end].rstrip(" \t\r\n")))

    def written(self, path: KeyPath) -> str:
        """A value as it is written, quotation marks included."""
        start, end = self.span(path)
        return self.source.text[start:end]

    def key(self, path: KeyPath) -> int:
        """Where a key stands, or an item of a list begins."""
        mark, _ = self.node(path[:-1]).children[path[-1]]
        return self._offset(mark)

    def column(self, path: KeyPath) -> int:
        """How far a key is indented, in characters."""
        offset = self.key(path)
        return offset - self.line(offset).start

    def block(self, path: KeyPath) -> KeyPath:
        """The path, or that of the outermost `{…}` or `[…]` in which the value stands."""
        nodes = self._nodes(path)
        depth = next((depth for depth, node in enumerate(nodes) if self.in_brackets(node)), len(path))
        return path[:depth]

    def in_brackets(self, node: Node) -> bool:
        """Whether a mapping or list is written between brackets."""
        return isinstance(node.data, dict | list) and self._char(node) in {"{", "["}

    def line(self, offset: int) -> Span:
        """The line on which a position lies, without its line end."""
        end = LINE_END.search(self.source.text, offset)
        start = self._lines[bisect_right(self._lines, offset) - 1]
        return Span(start, end.start() if end else len(self.source.text))

    def lines(self, span: Span) -> Iterator[Span]:
        """The lines on which a part of the text lies."""
        first, last = (bisect_right(self._lines, offset) - 1 for offset in span)
        return (self.line(start) for start in self._lines[first : last + 1])

    def place(self, offset: int) -> Place:
        """A position as it is shown to the user."""
        number = bisect_right(self._lines, offset) - 1
        return self.source.at(Mark(number, offset - self._lines[number]))

    def _nodes(self, path: KeyPath) -> list[Node]:
        """The values on the way to a value, the whole file first."""
        return list(accumulate(path, lambda node, step: node.children[step][1], initial=self.source.root))

    def _offset(self, mark: Mark) -> int:
        if mark.line == len(self._lines):  # where libyaml puts the end of a file without a last line end
            return len(self.source.text)
        return self._lines[mark.line] + mark.column

    def _char(self, node: Node) -> str:
        start = self._offset(node.mark)
        return self.source.text[start : start + 1]

    def _shared(self, node: Node) -> Iterator[Node]:
        """The anchors and aliases at and below a value."""
        if self._char(node) in {"&", "*"}:
            yield node
            return
        for _, child in node.children.values():
            yield from self._shared(child)
