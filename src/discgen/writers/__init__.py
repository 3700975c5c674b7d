"""Writers: blocks to a format. A writer knows no budget term, and every writer rhymes.

Each module offers one function `write(document, look) -> bytes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Look:
    """How the blocks are dressed; wording never depends on it.

    Attributes:
        css: The style sheet for HTML and PDF: the sheets of the form and of those it extends, joined.
        reference_docx: The .docx whose styles and page set-up Word output takes.
    """

    css: str
    reference_docx: Path
