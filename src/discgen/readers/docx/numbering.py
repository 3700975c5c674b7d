"""The numbers that Word prints in front of paragraphs without keeping them in their text.

ECMA-376 part 1, 17.9. A paragraph names a list (`w:num`), itself or by its style. Lists that are based on
the same definition (`w:abstractNum`) count on together, unless one of them starts anew.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from discgen.readers.docx import symbols
from discgen.readers.docx.styles import Style, Styles, list_of
from discgen.readers.docx.text import prepend
from discgen.readers.docx.tree import VAL, P, W, is_on, number_of, properties_of
from discgen.readers.numerals import numeral

_LAST_LEVEL = 8
_HIGHEST_START = 32767  # Word's own limit
_LONGEST_TEXT = 64  # characters of w:lvlText; Word allows some thirty
_PLACE = re.compile("%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered.

    Attributes:
        start: The first number.
        style: The name of the number's format (`chineseCounting`, `bullet`).
        text: What is printed, `%1` for the number of the first level and so on.
        restart: The level counts anew after a paragraph of a level above this one, from 0.
        plain: Whether all numbers in it are printed in digits.
        spaced: Whether a gap follows.
        paragraph_style: The style whose paragraphs have this level, "" for none.
    """

    start: int = 0
    style: str = "decimal"
    text: str = ""
    restart: int = 0
    plain: bool = False
    spaced: bool = True
    paragraph_style: str = ""


@dataclass(frozen=True, slots=True)
class _List:
    """A `w:num`.

    Attributes:
        definition: The id of what it is based on; lists that share it share their counters.
        levels: Its levels, from 0.
        starts: The numbers with which levels start anew where this list begins.
    """

    definition: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]

    def start(self, level: int) -> int:
        """The first number of a level."""
        return self.starts.get(level, self.levels.get(level, _Level()).start)


@dataclass(slots=True)
class _Counters:
    """How far each definition has been counted, level by level, and which lists have begun."""

    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def advance(self, list_id: str, numbered: _List, level: int) -> Mapping[int, int]:
        """Count one paragraph of a list; the counts of its levels up to this one."""
        counts = self.counts.setdefault(numbered.definition, {})
        anew = level in numbered.starts and (list_id, level) not in self.begun
        self.begun.add((list_id, level))
        counts[level] = counts[level] + 1 if level in counts and not anew else numbered.start(level)
        for deeper in [other for other in counts if other > level]:
            if level < numbered.levels.get(deeper, _Level(restart=deeper)).restart:
                del counts[deeper]
        return counts


def write_numbers(body: etree._Element, root: etree._Element | None, styles: Styles) -> None:
    """Put the automatic numbers of all paragraphs into their text, in reading order.

    Args:
        body: What is numbered; changed in place.
        root: `w:numbering`.
        styles: The styles of the file.
    """
    lists = {} if root is None else _lists_of(root, styles)
    counters = _Counters()
    for paragraph in list(body.iter(P)) if lists else ():
        list_id, level = _membership(paragraph, lists, styles)
        numbered = lists.get(list_id)
        if numbered is not None and level in numbered.levels:
            number = _printed(numbered, level, counters.advance(list_id, numbered, level))
            if number:
                prepend(paragraph, number)


def _lists_of(root: etree._Element, styles: Styles) -> dict[str, _List]:
    definitions = {
        element.get(f"{W}abstractNumId", ""): element for element in root.iterchildren(f"{W}abstractNum")
    }
    based_on = {
        element.get(f"{W}numId", ""): properties.get(VAL, "")
        for element in root.iterchildren(f"{W}num")
        for properties in element.iterchildren(f"{W}abstractNumId")
    }
    levels: dict[str, dict[int, _Level]] = {}
    lists: dict[str, _List] = {}
    for element in root.iterchildren(f"{W}num"):
        list_id = element.get(f"{W}numId", "")
        name = _defining(based_on.get(list_id, ""), definitions, based_on, styles)
        if name not in levels:
            levels[name] = _levels_of(definitions.get(name))
        lists[list_id] = _list(element, name, levels[name])
    lists.pop("0", None)  # says that a paragraph is not numbered
    return lists


def _defining(
    name: str, definitions: Mapping[str, etree._Element], based_on: Mapping[str, str], styles: Styles
) -> str:
    """The definition that has the levels: one may refer to that of a list style (17.9.21)."""
    element = definitions.get(name)
    link = None if element is None else element.find(f"{W}numStyleLink")
    if link is None:
        return name
    return based_on.get(styles.get(link.get(VAL), Style()).list_id, name)


def _list(element: etree._Element, definition: str, levels: Mapping[int, _Level]) -> _List:
    own = dict(levels)
    starts: dict[int, int] = {}
    for override in element.iterchildren(f"{W}lvlOverride"):
        level = number_of(override.get(f"{W}ilvl"), 0, _LAST_LEVEL)
        own |= _levels_of(override)
        start = override.find(f"{W}startOverride")
        if start is not None:
            starts[level] = number_of(start.get(VAL), 0, _HIGHEST_START)
    return _List(definition, own, starts)


def _levels_of(element: etree._Element | None) -> dict[int, _Level]:
    return {
        level: _level(child, level)
        for child in (() if element is None else element.iterchildren(f"{W}lvl"))
        for level in (number_of(child.get(f"{W}ilvl"), 0, _LAST_LEVEL),)
    }


def _level(element: etree._Element, level: int) -> _Level:
    own = {child.tag: child.get(VAL, "") for child in element}
    found = _Level(
        start=number_of(own.get(f"{W}start"), 0, _HIGHEST_START),
        style=own.get(f"{W}numFmt", "decimal"),
        text=own.get(f"{W}lvlText", "")[:_LONGEST_TEXT],
        restart=number_of(own.get(f"{W}lvlRestart", str(level)), 0, level),
        plain=is_on(own.get(f"{W}isLgl")),
        spaced=own.get(f"{W}suff") != "nothing",
        paragraph_style=own.get(f"{W}pStyle", ""),
    )
    return replace(found, text=_bullet(element, found.text)) if found.style == "bullet" else found


def _bullet(element: etree._Element, text: str) -> str:
    """What a bullet shows; nothing where it is a picture or a letter drawn as one."""
    fonts = element.find(f"{W}rPr/{W}rFonts")
    shown = symbols.of_letters(text, "" if fonts is None else fonts.get(f"{W}ascii", ""))
    return shown if shown.isprintable() and not shown.isalnum() else ""


def _membership(paragraph: etree._Element, lists: Mapping[str, _List], styles: Styles) -> tuple[str, int]:
    """The list and the level of a paragraph; list "" where it is in none."""
    style_id = properties_of(paragraph, f"{W}pPr").get(f"{W}pStyle")
    style = styles.get(style_id, styles[None])
    own = list_of(paragraph)
    list_id = own.get(f"{W}numId", style.list_id)
    linked = lists[style.list_id].levels if style.list_id in lists and f"{W}numId" not in own else {}
    by_style = [
        number for number, level in linked.items() if style_id and level.paragraph_style == style_id
    ]
    named = own.get(f"{W}ilvl") or (str(by_style[0]) if by_style else style.list_level)
    return list_id, number_of(named, 0, _LAST_LEVEL)


def _printed(numbered: _List, level: int, counts: Mapping[int, int]) -> str:
    own = numbered.levels[level]

    def number(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        of = numbered.levels.get(at, _Level())
        return numeral(counts.get(at, numbered.start(at)), "decimal" if own.plain else of.style)

    text = own.text if own.style == "bullet" else _PLACE.sub(number, own.text)
    # A full-width mark (、） carries its own gap.
    gap = text and own.spaced and unicodedata.east_asian_width(text[-1]) not in "WF"
    return f"{text} " if gap else text
