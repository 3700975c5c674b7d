"""A page as one flow of headings, paragraphs and tables, each with what it takes to judge it.

Which elements hold which part of the flow is kept, so that the article can be found among the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree, html

from discgen.blocks import Block, Heading, Line, Paragraph, Run, Table, text_of
from discgen.readers.grids import without_blank_edges
from discgen.readers.html.layout import Measures, is_layout, length_of, measures_of
from discgen.readers.html.lists import NumberedList
from discgen.readers.html.tables import skeleton_of, table_of

_DEEPEST = 4
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details"),
        *("dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1"),
        *("h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu"),
        *("nav", "noframes", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th"),
        *("thead", "tr", "ul"),
    )
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
# A number that an item of a list brings along, whatever number the list would set before it.
_NUMBERED = re.compile(r"[第(（]?[\d一二三四五六七八九十百]{1,4}[)）、.．条章节]|[①-⑳⑴-⒇⒈-⒛]")
_LINE_END = re.compile(r"\r\n|\n|\r")
# What a program printed at the foot of a page: — 3 —, - 3 -, 第3页 共9页.
_PAGE_NUMBER = re.compile(
    r"[—–―－-]+\s*\d{1,4}\s*[—–―－-]+|第\s*\d{1,4}\s*页(?:[\s，,/]*共\s*\d{1,4}\s*页)?"
)


@dataclass(frozen=True, slots=True)
class Item:
    """A block as it stands in a page.

    Attributes:
        block: The block.
        characters: Of its text, blanks not counted.
        linked: Of these, those in links.
    """

    block: Block
    characters: int
    linked: int = 0

    @property
    def text(self) -> str:
        """The words of a line, "" for a table."""
        return "" if isinstance(self.block, Table) else text_of(self.block.line)


@dataclass(frozen=True, slots=True)
class Flow:
    """A page in the order in which it is read.

    Attributes:
        items: Its blocks.
        spans: For each element that holds any, the numbers of the first and behind the last.
        tables: The elements that hold data.
    """

    items: list[Item]
    spans: dict[html.HtmlElement, tuple[int, int]]
    tables: set[html.HtmlElement]


def flow_of(root: html.HtmlElement, *, has_layout: bool) -> Flow:
    """Read a page from which everything unseen has been taken.

    Args:
        root: The page.
        has_layout: Whether tables may do no more than lay out the page.

    Raises:
        InputError: A table is too large.
    """
    reader = _Reader(measures_of(root), has_layout=has_layout)
    reader.read(root)
    return Flow(reader.items, reader.spans, reader.tables)


def _cell_lines(cell: html.HtmlElement) -> tuple[Line, ...]:
    reader = _Reader(None)
    reader.read(cell)
    return without_blank_edges(
        item.block.line for item in reader.items if not isinstance(item.block, Table)
    )


def _has_several_lines(cell: html.HtmlElement) -> bool:
    return len(_cell_lines(cell)) > 1


def _is_blank(paragraph: html.HtmlElement) -> bool:
    """Whether a paragraph without words is shown as a blank line; an empty one is not shown at all."""
    return paragraph.find(".//br") is not None or bool("".join(paragraph.itertext()).strip(" \t\r\n\f"))


@dataclass(frozen=True, slots=True)
class _Context:
    """What the elements around some text make of it.

    Attributes:
        link: Where it leads, "" outside links.
        level: Of the heading that it stands in, 0 outside headings.
        preformatted: Whether line ends in it count.
        numbered: The list whose items are numbered.
    """

    link: str = ""
    level: int = 0
    preformatted: bool = False
    numbered: NumberedList | None = None

    def within(self, element: html.HtmlElement) -> _Context:
        """The context of what stands in `element`."""
        match element.tag:
            case "a":
                return replace(self, link=element.get("href") or "")
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6" as heading:
                return replace(self, level=min(int(heading[1]), _DEEPEST))
            case "pre":
                return replace(self, preformatted=True)
            case "ol":
                return replace(self, numbered=NumberedList(element))
            case "ul":
                return replace(self, numbered=None)
        return self


class _Reader:
    """Walks through elements and gathers their text, line by line.

    Without measures it is in a cell: all is text there, tables too, and the blanks before a line stay, for
    they tell how deep it stands.
    """

    def __init__(self, measures: Measures | None, *, has_layout: bool = False) -> None:
        self.items: list[Item] = []
        self.spans: dict[html.HtmlElement, tuple[int, int]] = {}
        self.tables: set[html.HtmlElement] = set()
        self._measures = measures
        self._has_layout = has_layout
        self._contexts = [_Context()]
        self._number = ""
        self._pieces: list[tuple[str, str]] = []

    def read(self, root: html.HtmlElement) -> None:
        """Read all that stands in `root`."""
        starts: list[int] = []
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                self._leave(element, starts.pop())
                if element is not root:
                    self._add(element.tail)
                continue
            starts.append(self._enter(element))
            if element.tag == "table" and self._is_data(element):
                walker.skip_subtree()
            else:
                self._add(element.text)
        self._end_line()

    def _enter(self, element: html.HtmlElement) -> int:
        """Go into an element; returns the number of the item that begins there."""
        if element.tag in _BLOCKS:
            self._end_line()
        context = self._contexts[-1]
        if element.tag == "li" and context.numbered:
            self._number = context.numbered.number(element)
        self._contexts.append(context.within(element))
        return len(self.items)

    def _leave(self, element: html.HtmlElement, start: int) -> None:
        if element.tag in _BLOCKS:
            self._end_line()
        if element.tag == "li":
            self._number = ""
        elif (
            element.tag == "p"
            and start == len(self.items)
            and self._measures is None
            and _is_blank(element)
        ):
            self.items.append(Item(Paragraph(()), 0))
        self._contexts.pop()
        if start < len(self.items):
            self.spans[element] = (start, len(self.items))

    def _add(self, text: str | None) -> None:
        if not text:
            return
        context = self._contexts[-1]
        first, *others = _LINE_END.split(text) if context.preformatted else [text]
        self._pieces.append((first, context.link))
        for line in others:
            self._end_line()
            self._pieces.append((line, context.link))

    def _end_line(self) -> None:
        """Make an item of the text since the last line, if it has words that belong to the page's text."""
        pieces, self._pieces = self._pieces, []
        text = _BLANKS.sub(" ", "".join([piece for piece, _ in pieces])).strip(" ").rstrip()
        linked = sum(length_of(piece) for piece, link in pieces if link)
        if self._measures is not None:
            text = text.lstrip()
            if _PAGE_NUMBER.fullmatch(text) or self._lists_contents(text, pieces):
                text = ""
        if not text:
            return
        number, self._number = self._number, ""
        line = (Run(text if _NUMBERED.match(text) else number + text),)
        level = self._contexts[-1].level
        self.items.append(Item(Heading(line, level) if level else Paragraph(line), length_of(text), linked))

    def _lists_contents(self, text: str, pieces: list[tuple[str, str]]) -> bool:
        """Whether a line only leads to another place of the page: an entry of a table of contents."""
        local = sum(length_of(piece) for piece, link in pieces if len(link) > 1 and link.startswith("#"))
        return local == length_of(text) and not self._contexts[-1].level

    def _is_data(self, table: html.HtmlElement) -> bool:
        """Whether a table holds data; if so, it becomes an item, below the lines that belong to it."""
        if self._measures is None or not self._measures[table].characters:
            return False
        skeleton = skeleton_of(table)
        if not any(skeleton.rows):
            return False
        if self._has_layout and is_layout(table, skeleton, self._measures, _has_several_lines):
            return False
        captions = [text_of(line) for caption in skeleton.captions for line in _cell_lines(caption)]
        for text in (*captions, *skeleton.loose):
            self._add(text)
            self._end_line()
        measure = self._measures[table]
        self.items.append(Item(table_of(skeleton, _cell_lines), measure.characters, measure.linked))
        self.tables.add(table)
        return True
