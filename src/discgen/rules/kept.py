"""What was kept of an old document, as rules read it: it is no field, but it was published all the same."""

from __future__ import annotations

from collections.abc import Iterator

from discgen.model.disclosure import Kept, KeptCell
from discgen.rules.registry import Case


def kept_lines(case: Case) -> Iterator[str]:
    """The lines of the paragraphs that were kept."""
    for one in case.disclosure.kept:
        yield from (one.text or "").split("\n")


def kept_cells(one: Kept) -> Iterator[str]:
    """The texts in the table of a kept piece."""
    for row in one.rows:
        for cell in row:
            yield cell.text if isinstance(cell, KeptCell) else cell


def kept_words(case: Case, *places: str) -> str:
    """What was kept, paragraphs and tables.

    Args:
        case: What is looked at.
        places: How the names of the places begin where it stands; anywhere when none is given.
    """
    chosen = [one for one in case.disclosure.kept if not places or (one.after or "").startswith(places)]
    return "\n".join(words for one in chosen for words in (one.text or "", *kept_cells(one)))
