"""The article among everything that a page shows.

The page is entered step by step, always into the element that holds most of the prose, as long as nothing
that is left behind belongs to the article. What belongs to it is judged by its words, its links and its
markup, never by what a site calls its elements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from lxml import html

from discgen.blocks import Table
from discgen.readers.html.flow import Flow, Item
from discgen.readers.html.furniture import is_furniture

_SENTENCE = re.compile("[，。；！？]")
_LEAST_PROSE = 20  # characters of a line that says something, and of an article
_LARGE_SHARE = 0.2  # of the prose, from which on an element is no furniture, whatever it looks like
_TEXT = frozenset({"p", "ul", "ol", "dl", "pre", "blockquote"})
_WHOLE = _TEXT | {"h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd"}
_LAYOUT = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th", "form"})
_NUMBER = re.compile(r"\d+")


def article_in(flow: Flow, root: html.HtmlElement) -> tuple[list[Item], int]:
    """Find the article of a page.

    Returns:
        The blocks of the article, none when there is no article; and how many blocks stand before it.
    """
    prose = [_prose(item) for item in flow.items]
    start, end = _Search(flow, prose).span_below(root)
    said = [number for number in range(start, end) if prose[number]]
    if sum(prose[start:end]) < _LEAST_PROSE:
        return [], 0
    within = range(said[0], said[-1])
    numbered = enumerate(flow.items[start:end], start)
    return [item for number, item in numbered if number in within or not is_furniture(item)], start


def _prose(item: Item) -> int:
    """The characters of a block that says something, 0 for any other."""
    says = isinstance(item.block, Table) or (
        item.characters >= _LEAST_PROSE and _SENTENCE.search(item.text)
    )
    return item.characters if says and not is_furniture(item) else 0


class _Search:
    """The way into a page."""

    def __init__(self, flow: Flow, prose: Sequence[int]) -> None:
        self._flow = flow
        self._sums = [0, *accumulate(prose)]

    def span_below(self, element: html.HtmlElement) -> tuple[int, int]:
        """The numbers of the first block of the article, and behind the last."""
        inner: html.HtmlElement | None = element
        while inner is not None:
            element = inner
            inner = self._next(element)
        return self._flow.spans.get(element, (0, 0))

    def _next(self, element: html.HtmlElement) -> html.HtmlElement | None:
        """The child that holds the article, None when `element` itself is what holds it."""
        children = [child for child in element if child in self._flow.spans]
        main = max(children, key=self._prose_in, default=None)
        if main is None or main.tag in _WHOLE or main in self._flow.tables or not self._prose_in(main):
            return None
        if self._prose_in(element) > sum(map(self._prose_in, children)):  # prose beside the children
            return None
        others = [child for child in children if child is not main]
        is_layout = any(map(self._is_of_the_site, others))
        if any(self._belongs_to(main, other, is_layout=is_layout) for other in others):
            return None
        return main

    def _belongs_to(self, main: html.HtmlElement, other: html.HtmlElement, *, is_layout: bool) -> bool:
        """Whether a sibling of the element with most of the prose is a part of the article too.

        Args:
            main: That element.
            other: The sibling.
            is_layout: Whether parts of the site stand beside them.
        """
        if self._is_of_the_site(other):
            return False
        prose = self._prose_in(other)
        if prose >= _LARGE_SHARE * self._prose_in(main):
            return True
        if main.tag in _LAYOUT:
            return False
        if other.tag in _TEXT or other in self._flow.tables or _looks(other) == _looks(main):
            return prose > 0 or (other.tag == "p" and not is_layout)
        return False

    def _is_of_the_site(self, element: html.HtmlElement) -> bool:
        start, end = self._flow.spans[element]
        return all(map(is_furniture, self._flow.items[start:end]))

    def _prose_in(self, element: html.HtmlElement) -> int:
        start, end = self._flow.spans[element]
        return self._sums[end] - self._sums[start]


def _looks(element: html.HtmlElement) -> tuple[str, str]:
    """What elements have in common that a program made one after the other."""
    return str(element.tag), _NUMBER.sub("", element.get("class", ""))
