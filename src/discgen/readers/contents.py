"""Tables of contents in running text: lines that name a heading and its page."""

from __future__ import annotations

import re
from collections.abc import Sequence

# A numbered heading, then a tab or a line of dots, then its page.
_ENTRY = re.compile(
    r"[ \u3000]*(?P<heading>[第(（]?[一二三四五六七八九十\d][^\t]*[^\t.…·])"
    r"(?:\t+|\s*(?:[.·]{3,}|…+)\s*)\d{1,4}\s*$"
)
_LONGEST_ENTRY = 200
_TITLE = re.compile(r"\s*目\s*录\s*$")


def contents_in(lines: Sequence[str]) -> frozenset[int]:
    """The places in `lines` of a table of contents and its title; its headings come again elsewhere."""
    headings = {line.strip() for line in lines}
    places: set[int] = set()
    entry_below = False
    for place in reversed(range(len(lines))):
        line = lines[place]
        if _heading_named_by(line) in headings:
            entry_below = True
            places.add(place)
        elif entry_below and line.strip():
            entry_below = False
            if _TITLE.match(line):
                places.add(place)
    return frozenset(places)


def _heading_named_by(line: str) -> str | None:
    """The heading that an entry of a table of contents names; None for any other line."""
    match = _ENTRY.match(line) if len(line) <= _LONGEST_ENTRY else None
    return match["heading"].strip() if match else None
