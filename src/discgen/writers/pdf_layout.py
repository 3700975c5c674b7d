"""Where WeasyPrint lays out a page of GB/T 9704 otherwise than wanted.

Justified lines: WeasyPrint stretches blanks alone, and Chinese text has none. A line that ends early,
because the next character may not begin a line or because its digits do not fit the grid, is spread
between all its characters, as Word and browsers do it.

Exact lines: WeasyPrint makes a line taller that begins with Latin letters or digits, because Pango reports
another base line for it, and the page would lose its twenty-second line.

Table feet: when rows bound together move to the next page, WeasyPrint sets the foot below the room they
would have taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.layout import inline
from weasyprint.text.line_break import strut

_MOST = 0.2  # of the type size: a line that would need more shows holes and is better left ragged


@contextmanager
def chinese_lines() -> Iterator[None]:
    """While this holds, WeasyPrint sets justified text in exact lines, justified between characters."""
    align = inline.text_align

    def text_align(context: Any, line: Any, available_width: float, last: bool) -> Any:  # noqa: FBT001 - WeasyPrint's signature
        if line.style["text_align_all"] == "justify" and len(line.children) == 1:
            text = line.children[0]
            if isinstance(text, TextBox):
                _, text.baseline = strut(text.style)
                if not last:
                    _spread(line, text, available_width)
        return align(context, line, available_width, last)

    inline.text_align = text_align
    try:
        yield
    finally:
        inline.text_align = align


def _spread(line: Any, text: TextBox, available_width: float) -> None:
    """Widen the gaps of a line that is one stretch of text."""
    gap = (available_width - line.width) / max(1, len(text.text) - 1)
    if 0 < gap <= _MOST * text.style["font_size"]:
        style = text.style.copy()
        spacing = style["letter_spacing"]
        style["letter_spacing"] = gap + (0 if spacing == "normal" else spacing)
        text.style = style
        text.width = line.width = available_width


def main_of(page: Any) -> Any:
    """The box of `<main>` on a laid out page: the only child of `<body>`, the only child of `<html>`."""
    return page._page_box.children[0].children[0].children[0]  # noqa: SLF001 - there is no public way


def raise_feet(document: Any) -> None:
    """Set the foot of every table right below the last row that is above it."""
    for page in document.pages:
        for box in main_of(page).children:
            if box.is_table_wrapper:
                *groups, foot = box.get_wrapped_table().children
                if groups and foot.is_footer:
                    last = groups[-1].children[-1]
                    foot.translate(dy=last.position_y + last.height - foot.position_y)
