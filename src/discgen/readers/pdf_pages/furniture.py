"""What stands in the margins and is no part of the document: page numbers, running heads and feet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from discgen.readers.pdf_pages.lines import TextLine
from discgen.readers.pdf_pages.sheets import Sheet

_MARGIN = 0.15  # of the height of a page: where furniture may stand
_LEVEL = 3.0  # points by which it may move from page to page
_DEEPEST = 3  # lines of a head or a foot
_FEWEST = 3  # pages that make a repeated line a running head
_DASH = r"[-‐–—―－─~·•|\s]*"
_NUMBER = re.compile(
    rf"{_DASH}(?:第|page)?\s*(?P<number>\d{{1,4}})\s*页?(?:\s*(?:[/,，]|共|of)\s*共?\s*\d{{1,4}}\s*页?)?{_DASH}",
    re.IGNORECASE,
)


def without_furniture(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The pages without page numbers, running heads and running feet."""
    found = list(sheets)
    for foot in (True, False):
        for _ in range(_DEEPEST):
            furniture = _furniture(found, foot=foot)
            found = [_without(sheet, furniture.get(sheet.number)) for sheet in found]
    return found


def _without(sheet: Sheet, removed: TextLine | None) -> Sheet:
    return replace(sheet, lines=tuple(line for line in sheet.lines if line is not removed))


def _furniture(sheets: Sequence[Sheet], *, foot: bool) -> dict[int, TextLine]:
    """Those of the outermost lines that are no text, by the number of their page."""
    outer = {sheet.number: line for sheet in sheets if (line := _outermost(sheet, foot=foot))}
    groups = list(_alike(sheets, outer))
    repeated = [group for group in groups if len(group) >= _FEWEST]
    others = [sheet for sheet in sheets if not any(sheet in group for group in repeated)]
    return {
        sheet.number: outer[sheet.number]
        for group in groups
        if _are_numbers(group, outer)
        or (group in repeated and _is_beyond(outer[group[0].number], group[0], others, foot=foot))
        for sheet in group
    }


def _outermost(sheet: Sheet, *, foot: bool) -> TextLine | None:
    """The last or the first line of a page, if it stands in the margin and no table is further out."""
    if not sheet.lines:
        return None
    line = sheet.lines[-1 if foot else 0]
    if foot:
        outside = line.base > (1 - _MARGIN) * sheet.height
        within = any(piece.bottom > line.base for piece in sheet.pieces)
    else:
        outside = line.base < _MARGIN * sheet.height
        within = any(piece.top < line.base for piece in sheet.pieces)
    return line if outside and not within else None


def _alike(sheets: Sequence[Sheet], outer: Mapping[int, TextLine]) -> Iterable[list[Sheet]]:
    """Pages of one kind whose outermost lines say the same, but for numbers, at the same height."""
    groups: dict[object, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        if sheet.number in outer:
            line = outer[sheet.number]
            groups[sheet.kind, re.sub(r"\d+", "0", line.text), round(line.base / _LEVEL)].append(sheet)
    return groups.values()


def _are_numbers(group: Sequence[Sheet], outer: Mapping[int, TextLine]) -> bool:
    """Whether the lines are page numbers; a mere number on a single page is one if it is the page's."""
    matches = {sheet.number: _NUMBER.fullmatch(outer[sheet.number].text) for sheet in group}
    return all(
        match and (len(group) > 1 or match[0] != match["number"] or int(match["number"]) == number)
        for number, match in matches.items()
    )


def _is_beyond(line: TextLine, sheet: Sheet, others: Iterable[Sheet], *, foot: bool) -> bool:
    """Whether pages of that kind without such a line have nothing as far out as it stands."""
    clear = 0.5 * line.size
    ends = [_end(other, foot=foot) for other in others if other.kind == sheet.kind]
    return all(end < line.base - clear if foot else end > line.base + clear for end in ends)


def _end(sheet: Sheet, *, foot: bool) -> float:
    """How far out the page is filled."""
    bases = [line.base for line in sheet.lines]
    if foot:
        return max(bases + [piece.bottom for piece in sheet.pieces], default=0)
    return min(bases + [piece.top for piece in sheet.pieces], default=sheet.height)
