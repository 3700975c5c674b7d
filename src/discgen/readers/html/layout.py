"""Tables that lay out a page, as pages had them before style sheets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree, html

from discgen.readers.html.tables import Skeleton

_PRESENTATION = frozenset({"presentation", "none"})
_MEASURED = frozenset({"table", "td", "th"})


@dataclass(frozen=True, slots=True)
class Measure:
    """How much an element holds.

    Attributes:
        characters: Of its text, blanks not counted.
        linked: Of these, those in links.
        tables: Tables in it.
    """

    characters: int
    linked: int
    tables: int

    @property
    def is_navigation(self) -> bool:
        """Whether most of it is links."""
        return 2 * self.linked > self.characters


def length_of(text: str) -> int:
    """The characters of `text`, blanks not counted."""
    return len("".join(text.split()))


Measures = dict[html.HtmlElement, Measure]


def measures_of(root: html.HtmlElement) -> Measures:
    """Measure all tables and cells below `root`, in one pass."""
    measures: Measures = {}
    opened: list[tuple[int, int, int]] = []
    characters = linked = tables = links = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_start = event == "start"
        if element.tag == "a" and element.get("href"):
            links += 1 if is_start else -1
        if element.tag in _MEASURED:
            if is_start:
                tables += element.tag == "table"
                opened.append((characters, linked, tables))
            else:
                start = opened.pop()
                measures[element] = Measure(characters - start[0], linked - start[1], tables - start[2])
        if text := element.text if is_start else element.tail:
            length = length_of(text)
            characters += length
            linked += length if links else 0
    return measures


def is_layout(
    table: html.HtmlElement,
    skeleton: Skeleton,
    measures: Measures,
    has_several_lines: Callable[[html.HtmlElement], bool],
) -> bool:
    """Whether a table's cells stand in the page as if there were no table.

    Args:
        table: The table.
        skeleton: Its parts, with at least one cell.
        measures: Those of its cells and of itself.
        has_several_lines: Says of a cell whether it holds more than one line.
    """
    if table.get("role") in _PRESENTATION:
        return True
    cells = [cell for row in skeleton.rows for cell in row]
    half = measures[table].characters / 2
    if sum(measures[cell].characters for cell in cells if measures[cell].tables) >= half:
        return True
    if any(cell.tag == "th" for cell in cells) or skeleton.captions:
        return False
    if measures[table].is_navigation:
        return True
    if all(len(row) <= 1 for row in skeleton.rows):  # a stack, or a frame
        return any(map(has_several_lines, cells))
    largest = max(measures[cell].characters for cell in cells)
    return largest >= half and any(measures[cell].is_navigation for cell in cells)
