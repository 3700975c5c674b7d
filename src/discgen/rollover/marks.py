"""The comments that a rollover leaves in a file, and how the next one takes them away.

Every line of its own begins with `# 结转：`; what is to be filled in has `# 待填` behind it. If the
former ones stayed, they would pile up over the years.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from discgen.yamlfile import Source
from discgen.yamlfile.layout import Layout
from discgen.yamlfile.reading import read_text

NOTE = "结转："
TO_FILL = "待填"

_LINE = re.compile(rf"^[ \t]*# {NOTE}[^\r\n]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)
_BEHIND = re.compile(rf"[ \t]*# {TO_FILL}(?:（[^（）\r\n]*）)?[ \t]*(?=[\r\n]|\Z)")


def to_fill(year: int, former: Sequence[tuple[str, str]]) -> str:
    """The comment behind what is to be filled in: `待填（2021年：3578.69）`.

    Args:
        year: The year that ends.
        former: What its values were: key and value as written, of several on one line.
    """
    only_one = len(former) == 1
    values = "，".join(value if only_one else f"{key} {value}" for key, value in former)
    return f"{TO_FILL}（{year}年：{values}）"


def without_marks(text: str) -> str:
    """A file's text without what former rollovers remarked; as it is, if that changed what it says."""
    return _if_it_says_the_same(_BEHIND.sub("", _LINE.sub("", text)), text)


def with_remarks_as_marks(source: Source, keys: Iterable[str]) -> str:
    """A file's text in which the comments right above some keys of it have become marks.

    They speak of what a rollover makes a comment of, so they go when it goes.
    """
    layout, parts, done = Layout(source), [], 0
    for start in sorted(start for key in keys for start in _comments_above(layout, key)):
        parts += [source.text[done:start], f"# {NOTE}"]
        done = start
    return _if_it_says_the_same("".join([*parts, source.text[done:]]), source.text)


def _comments_above(layout: Layout, key: str) -> Iterator[int]:
    """Where the lines of comment begin that stand right above a key, the lowest first."""
    text, start = layout.source.text, layout.line(layout.key((key,))).start
    while start and text.startswith("#", start := layout.line(start - 1).start):
        if not text.startswith(f"# {NOTE}", start):
            yield start


def _if_it_says_the_same(changed: str, text: str) -> str:
    """A changed text, unless that changed what the file says; then the text as it was."""
    return changed if changed != text and read_text(changed).data == read_text(text).data else text
