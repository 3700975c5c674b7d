"""Where in an old document values stand: the lines, and the rows of tables, that they were read from.

A document has no line numbers that its reader knows; its own words are what can be searched for in it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from discgen.sections import figure_path

Path = tuple[str | int, ...]

_BETWEEN_CELLS = "｜"
_QUOTED = re.compile("“((?:[^“”]|“[^“”]*”)+)")
"""Words in quotation marks, which may hold others: “三公经费”, “压缩“三公”经费”."""
_NUMBER = re.compile(r"[0-9]+\.?[0-9]+")
_SHORTEST = 3
"""Characters of a quotation by which a line is found that does not hold all of it."""


class Passages:
    """The lines that the values of a document stand in, by key path; a row of a table is a line."""

    def __init__(self) -> None:
        self._lines: dict[Path, list[str]] = {}
        self._below: Mapping[Path, Sequence[Path]] = {}

    def add(self, paths: Iterable[Path], lines: Iterable[str]) -> None:
        """Take note that the values at some paths were read from some lines.

        Args:
            paths: The key paths of the values.
            lines: The lines; what is broken within is several.
        """
        split = [line for text in lines for line in text.split("\n")]
        for path in paths:
            self._lines.setdefault(path, []).extend(split)
        self._below = {}

    def meant(self, path: Path, message: str) -> tuple[str, int]:
        """The line that a message about a value is about.

        Args:
            path: The value.
            message: What is said of it; words of the document stand between quotation marks.

        Returns:
            The line that holds the words quoted, or a figure named, and their column, from 1. Else the line
            that the value stands in, or the first one of what it consists of, and 0. The line is "" when it
            is not known, or the value is a longer text.
        """
        path = figure_path(path)
        exact = self._lines.get(path, ())
        lines = exact or list(self._nearest(path))
        line = lines[0] if lines and (not exact or len(exact) == 1) else ""
        quoted = list(_quotations(message))
        beginnings = (words[:-cut] for words in quoted for cut in range(1, len(words) - _SHORTEST + 1))
        found = (_found(lines, words) for words in (*quoted, *beginnings, *_NUMBER.findall(message)))
        return next(filter(None, found), (line, 0))

    def _nearest(self, path: Path) -> Iterator[str]:
        """The lines of what stands below a path, or below the nearest path above that anything is below."""
        if not self._below:
            self._below = _by_beginning(self._lines)
        tops = (path[:length] for length in range(len(path), 0, -1))
        for below in next(filter(None, map(self._below.get, tops)), ()):
            yield from self._lines[below]


def _by_beginning(paths: Iterable[Path]) -> Mapping[Path, Sequence[Path]]:
    """The paths at and below every path."""
    below: dict[Path, list[Path]] = defaultdict(list)
    for path in paths:
        for length in range(1, len(path) + 1):
            below[path[:length]].append(path)
    return below


def _quotations(message: str) -> Iterator[str]:
    """The words in quotation marks, without the dots for what is left out and the circles for figures."""
    for quoted in _QUOTED.findall(message):
        yield from sorted(re.findall("[^…○]+", quoted), key=len, reverse=True)


def _found(lines: Sequence[str], words: str) -> tuple[str, int] | None:
    """The first line that holds some words, and their column there, from 1."""
    return next(((line, line.index(words) + 1) for line in lines if words in line), None)


def row_as_line(cells: Iterable[str]) -> str:
    """The words of a row of a table in one line, empty cells left out."""
    words = (" ".join(text.split()) for text in cells)
    return _BETWEEN_CELLS.join(filter(None, words))
