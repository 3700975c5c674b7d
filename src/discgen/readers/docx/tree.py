"""Small steps through WordprocessingML."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LONGEST = 31680  # twips, Word's own limit for lengths

_VAL = f"{W}val"
_OFF = {"0", "false", "off"}
# Content controls, accepted revisions and the like: what is in them stands as if they were not there.
_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))


def children(parent: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """The children of `parent` with one of `tags`, those inside wrappers included."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from children(child, *tags)


def properties_of(element: etree._Element, group: str) -> dict[str, str]:
    """The properties of an element, tags to values; what is set without a value has "".

    Args:
        element: A paragraph, cell, row, style or the like.
        group: The tag of its child that holds them (`w:pPr`, `w:tcPr`).
    """
    holder = next(element.iterchildren(group), None)
    return {} if holder is None else {child.tag: child.get(_VAL, "") for child in holder}


def is_on(value: str | None) -> bool:
    """Whether a switch is on: it is when set, unless it says otherwise."""
    return value is not None and value not in _OFF


def number_of(text: str | None, least: int, most: int) -> int:
    """A count from a file that may say anything: `least` where it is no number, never over `most`."""
    if text is None or not text.isdecimal():
        return least
    return min(max(least, int(text[:9])), most)
