"""Text as Word paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape

# Quotation marks, dashes, ≥ and the like belong to both worlds: Word sets them in the Latin face, half as
# wide, unless the run says that it is East Asian (ECMA-376 part 1, 17.3.2.26).
_SHARED = "°±·×÷\u2000-\u2bff"
_HAS_SHARED = re.compile(f"[{_SHARED}]").search
_NEEDS_CARE = re.compile(f"[ &<>{_SHARED}]").search
_EAST_ASIAN = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'


def line_to_docx(text: str) -> str:
    """The one run of a line; the keys of figures are not kept in Word.

    An empty line has a run too: its empty text tells a cell with an empty line from a cell without any.
    """
    if not _NEEDS_CARE(text):
        return f"<w:r><w:t>{text}</w:t></w:r>"
    hint = _EAST_ASIAN if _HAS_SHARED(text) else ""
    return f'<w:r>{hint}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraphs_to_docx(style_id: str, texts: Iterable[str], properties: str = "") -> str:
    """One paragraph for each text; one without a run where there is no text at all.

    Args:
        style_id: The id of their style.
        texts: Their texts.
        properties: Children of `w:pPr` behind the style, in the order of the schema.
    """
    opening = f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{properties}</w:pPr>'
    return opening + f"</w:p>{opening}".join([line_to_docx(text) for text in texts]) + "</w:p>"
