"""The title that a page sets above its article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate, takewhile

from discgen.blocks import Heading
from discgen.readers.html.flow import Item
from discgen.readers.html.furniture import is_furniture

_SHORTEST, _LONGEST = 8, 100  # characters
_MOST_LINES = 6
_LONGEST_WINDOW = 300
_NO_TITLE = re.compile(r"[。；：:;，,]$|^[第(（]?[一二三四五六七八九十\d]{1,3}(?:[)）、.．]|部分)")
# The share of a title's characters that come again in another one, in order: where both say the same in
# other words, and where they hardly differ.
_SIMILAR, _SAME = 0.5, 0.75


def title_above(items: Sequence[Item], window_title: str) -> tuple[str, ...]:
    """The title among what stands above an article: its lines, none where there is none.

    It is the longest text that the window's title names too; where that names none, the last heading.

    Args:
        items: What stands above the article.
        window_title: The page's `<title>`.
    """
    window = _squeezed(window_title)[:_LONGEST_WINDOW]
    lines = [item for item in items if item.text and item.characters <= _LONGEST and not is_furniture(item)]
    named = max((_named(lines[start:], window) for start in range(len(lines))), key=_length, default=())
    if _length(named) >= _SHORTEST:
        return named
    headings = [item.text for item in lines if isinstance(item.block, Heading)]
    return tuple(heading for heading in headings[-1:] if len(heading) >= _SHORTEST)


def has_title(items: Sequence[Item], title: str) -> bool:
    """Whether an article begins with a title of its own that stands for the one of the page."""
    return _likeness(title, items) >= _SIMILAR


def without_title_of_page(items: Sequence[Item], window_title: str) -> Sequence[Item]:
    """The article without a first line that only says in the site's words what its own title says."""
    first, *others = items
    is_named = first.characters >= _SHORTEST and _squeezed(first.text) in _squeezed(window_title)
    return others if is_named and _likeness(first.text, others) >= _SAME else items


def _likeness(title: str, items: Sequence[Item]) -> float:
    """The share of a title that comes again, in order, in the first lines of an article."""
    words = _squeezed(title)
    blocks = SequenceMatcher(None, words, _opening(items), autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(len(words), 1)


def _opening(items: Sequence[Item]) -> str:
    """The words of the first lines, as far as they look like a title."""
    lines = (_squeezed(item.text) for item in items[:_MOST_LINES])
    return "".join(
        takewhile(lambda line: line and len(line) <= _LONGEST and not _NO_TITLE.search(line), lines)
    )


def _named(lines: Sequence[Item], window: str) -> tuple[str, ...]:
    """As many of the first lines as stand together in the window's title."""
    texts = [item.text for item in lines[:_MOST_LINES]]
    joined = accumulate(map(_squeezed, texts))
    return tuple(text for text, words in zip(texts, joined, strict=True) if words and words in window)


def _length(lines: Sequence[str]) -> int:
    return sum(map(len, lines))


def _squeezed(text: str) -> str:
    return "".join(text.split())
