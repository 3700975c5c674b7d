"""Small steps through WordprocessingML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
P = f"{W}p"
R = f"{W}r"
TBL = f"{W}tbl"
VAL = f"{W}val"
LONGEST = 31680  # twips, Word's own limit for lengths

_OFF = {"0", "false", "off"}
# Content controls, accepted revisions and the like: what is in them stands as if they were not there.
_WRAPPERS = frozenset(
    (
        *(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")),
        *(f"{MC}{name}" for name in ("AlternateContent", "Choice", "Fallback")),
    )
)
_MEASURE = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)(mm|cm|in|pt|pc|pi|)")
_TWIPS = {"": 1.0, "pt": 20.0, "pc": 240.0, "pi": 240.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54}


def children(parent: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """The children of `parent` with one of `tags`, those inside wrappers included."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from children(child, *tags)


def remove(element: etree._Element) -> None:
    """Take an element out of its tree, and destroy what is in it.

    lxml needs quadratic time to take out a large tree: it looks up the namespace of each element anew.
    """
    parent = element.getparent()
    if parent is not None:
        element.clear()
        parent.remove(element)


def properties_of(element: etree._Element, group: str) -> dict[str, str]:
    """The properties of an element, tags to values; what is set without a value has "".

    Args:
        element: A paragraph, cell, row, style or the like.
        group: The tag of its child that holds them (`w:pPr`, `w:tcPr`).
    """
    holder = next(element.iterchildren(group), None)
    return {} if holder is None else {child.tag: child.get(VAL, "") for child in holder}


def is_on(value: str | None) -> bool:
    """Whether a switch is on: it is when set, unless it says otherwise."""
    return value is not None and value not in _OFF


def number_of(text: str | None, least: int, most: int) -> int:
    """A count from a file that may say anything: `least` where it is no number, never over `most`."""
    if text is None or not text.isdecimal():
        return least
    return min(max(least, int(text[:9])), most)


def length_of(text: str | None) -> int:
    """A length in twips, at least 1: a number of them, or one with a unit as strict files have it.

    ECMA-376 part 1, 22.9.2.15 `ST_UniversalMeasure`. What is no length counts as 1.
    """
    found = _MEASURE.fullmatch(text or "")
    if found is None:
        return 1
    return min(max(1, round(float(found[1]) * _TWIPS[found[2]])), LONGEST)
