"""What styles say about the structure of a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice

from lxml import etree

from discgen import word_styles as names
from discgen.readers.docx.tree import VAL, W, is_on, properties_of

_BODY_LEVEL = 9  # w:outlineLvl counts headings from 0 to 8; 9 is running text
_DEEPEST = 20  # styles based on one another; Word stops at ten, a file that goes in circles never
_MOST = 4079  # Word's own limit


class Role(Enum):
    """What a paragraph is for."""

    TEXT = auto()
    TITLE = auto()
    CAPTION = auto()
    NOTE = auto()
    HEADER = auto()
    CONTENTS = auto()


_ROLES = {
    names.TITLE: Role.TITLE,
    names.CAPTION: Role.CAPTION,
    **dict.fromkeys(names.HEADING_CAPTIONS, Role.CAPTION),
    names.NOTE: Role.NOTE,
    names.HEADER_CELL: Role.HEADER,
    **dict.fromkeys(("toc heading", *(f"toc {level}" for level in range(1, 10))), Role.CONTENTS),
}
_ROLE_OF_NAME = {name.lower(): role for name, role in _ROLES.items()}


@dataclass(frozen=True, slots=True)
class Style:
    """A style of paragraphs or characters, with what it takes from those it is based on.

    Attributes:
        role: What its paragraphs are for.
        level: Their level in the outline, from 1; 0 for text outside it.
        hidden: Whether its text is not shown.
        list_id: The `w:numId` by which its paragraphs are numbered, "" for none.
        list_level: Their level in that list, from "0"; "" where the list knows it by the style.
    """

    role: Role = Role.TEXT
    level: int = 0
    hidden: bool = False
    list_id: str = ""
    list_level: str = ""


Styles = Mapping[str | None, Style]


def styles_of(root: etree._Element | None) -> dict[str | None, Style]:
    """The styles of a file by id; under None the one of paragraphs that name none."""
    elements = {
        element.get(f"{W}styleId", ""): element
        for element in (() if root is None else islice(root.iterchildren(f"{W}style"), _MOST))
    }
    styles: dict[str | None, Style] = {None: Style()}
    for style_id, element in elements.items():
        styles[style_id] = _style(element, elements)
        if is_on(element.get(f"{W}default")) and element.get(f"{W}type", "paragraph") == "paragraph":
            styles[None] = styles[style_id]
    return styles


def level_of(outline: str | None) -> int | None:
    """The level of a heading from the value of `w:outlineLvl`: 0 for running text, None for no value."""
    if outline is None or not outline.isdecimal():
        return None
    number = int(outline[:2])
    return number + 1 if number < _BODY_LEVEL else 0


def list_of(element: etree._Element) -> dict[str, str]:
    """What the `w:numPr` of a paragraph or style says: tags to values."""
    properties = element.find(f"{W}pPr")
    return {} if properties is None else properties_of(properties, f"{W}numPr")


def _style(element: etree._Element, elements: Mapping[str, etree._Element]) -> Style:
    role = level = hidden = None
    numbers: dict[str, str] = {}
    for _ in range(_DEEPEST):
        own = {child.tag: child.get(VAL, "") for child in element}
        role = role or _ROLE_OF_NAME.get(own.get(f"{W}name", "").lower())
        if level is None:
            level = level_of(properties_of(element, f"{W}pPr").get(f"{W}outlineLvl"))
        if hidden is None:
            hidden = properties_of(element, f"{W}rPr").get(f"{W}vanish")
        numbers = list_of(element) | numbers
        base = elements.get(own.get(f"{W}basedOn", ""))
        if base is None:
            break
        element = base
    return Style(
        role=role or Role.TEXT,
        level=level or 0,
        hidden=is_on(hidden),
        list_id=numbers.get(f"{W}numId", ""),
        list_level=numbers.get(f"{W}ilvl", ""),
    )
