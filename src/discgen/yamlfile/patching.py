"""Changes values in the text of a YAML file, and leaves every other character as it is.

A round trip through ruamel.yaml would tie a comment to the value in front of it, though it mostly speaks of
the one behind: it goes astray when the first is removed or loses its lines. Here nothing moves.
"""

from __future__ import annotations

import re
from enum import IntEnum, auto
from typing import NamedTuple

from discgen.yamlfile import LINE_END, UNREADABLE, Source
from discgen.yamlfile.layout import KeyPath, Layout, Span

_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")


class _Turn(IntEnum):
    """Which comes first of two changes at one place."""

    ABOVE = auto()
    BEHIND = auto()
    BELOW = auto()
    VALUE = auto()


class _Change(NamedTuple):
    start: int
    turn: _Turn
    end: int
    text: str


class Patch:
    """Changes to a file, which are made all at once.

    Paths are those of the file as it was read. No value may be changed twice.

    Args:
        source: The file.

    Raises:
        InputError: As `Layout`.
    """

    def __init__(self, source: Source) -> None:
        self.layout = Layout(source)
        self._text = source.text
        self._changes: list[_Change] = []
        found = LINE_END.search(source.text)
        self._line_end = found[0] if found else "\n"

    def text(self) -> str:
        """The changed text."""
        parts, done = [], 0
        for start, _, end, text in sorted(self._changes, key=lambda change: change[:2]):
            parts += [self._text[done:start], text]
            done = end
        return "".join([*parts, self._text[done:]])

    def replace(self, path: KeyPath, written: str) -> None:
        """Put another value in the place of one.

        Args:
            path: Its path.
            written: The new value as it is to be written.
        """
        self._replace(self.layout.span(path), written)

    def clear(self, path: KeyPath) -> None:
        """Leave a value blank."""
        span = self.layout.span(path)
        written = self._text[slice(*span)]
        if not written:
            return
        if len(self.layout.block(path)) < len(path):
            self._replace(span, "null")
        elif header := _BLOCK_HEADER.match(self._text, span.start):
            first_line = self.layout.line(span.start)
            self._remove(Span(self._after_colon(span.start), header.end()))
            self._replace(Span(first_line.end, max(first_line.end, span.end)), "")
        else:
            self._remove(Span(self._after_colon(span.start), span.end))

    def comment_out(self, path: KeyPath, mark: str) -> None:
        """Make comments of the lines of a key and its value; it must not stand between brackets.

        Args:
            path: Its path.
            mark: What every line is to begin with, after `# `.
        """
        column = self.layout.column(path)
        for line in self.layout.lines(Span(self.layout.key(path), self.layout.span(path).end)):
            if self._text[slice(*line)].strip():
                start = line.start + column
                self._change(_Turn.VALUE, Span(start, start), f"# {mark}")

    def above(self, path: KeyPath, *comments: str) -> None:
        """Put comments above the line on which a key stands, or the brackets around it."""
        line = self.layout.line(self.layout.key(self.layout.block(path)))
        written = self._text[slice(*line)]
        indent = written[: len(written) - len(written.lstrip(" "))]
        for comment in comments:
            self._change(
                _Turn.ABOVE, Span(line.start, line.start), indent + _comment(comment) + self._line_end
            )

    def behind(self, path: KeyPath, comment: str) -> None:
        """Put a comment behind a value, or the brackets around it, on the same line."""
        span = self.layout.span(self.layout.block(path))
        is_block = _BLOCK_HEADER.match(self._text, span.start)
        end = self.layout.line(span.start if is_block else span.end).end
        self._change(_Turn.BEHIND, Span(end, end), f"  {_comment(comment)}")

    def below(self, path: KeyPath, *lines: str) -> None:
        """Put lines below the one on which a value ends."""
        end = self.layout.line(self.layout.span(path).end).end
        for line in lines:
            self._change(_Turn.BELOW, Span(end, end), self._line_end + line)

    def _remove(self, span: Span) -> None:
        """Take out a value; libyaml also takes a comment that touches it, but none that touches a colon."""
        self._replace(span, " " if self._text.startswith("#", span.end) else "")

    def _replace(self, span: Span, text: str) -> None:
        self._change(_Turn.VALUE, span, text)

    def _change(self, turn: _Turn, span: Span, text: str) -> None:
        self._changes.append(_Change(span.start, turn, span.end, text))

    def _after_colon(self, offset: int) -> int:
        """Where the blanks before a value begin."""
        line = self.layout.line(offset)
        return line.start + len(self._text[line.start : offset].rstrip(" "))


def _comment(words: str) -> str:
    return f"# {UNREADABLE.sub('', words)}".rstrip()
