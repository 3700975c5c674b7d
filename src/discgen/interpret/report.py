"""How well a document was understood, section by section, and how alike the rebuilt one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from rapidfuzz.distance import LCSseq

from discgen.interpret.differences import stretches
from discgen.interpret.folding import squeezed
from discgen.interpret.pieces import Piece, words_of
from discgen.sections import SECTIONS

OPENING = "标题和开头"


@dataclass
class SectionReport:
    """What became of a section.

    Attributes:
        name: The section.
        lines: Its lines outside tables.
        fields: Lines that the form prints itself, or that are values of the file.
        worded: Lines kept as the file's own wording, with citations.
        kept: Lines kept as they stood.
        tables: Its tables.
        tables_kept: Tables kept as they stood.
        characters: Visible characters of the original, blanks left out.
        rebuilt: Visible characters of the rebuilt section.
        matching: Characters of the longest common subsequence of both.
        cells: Table cells that are not empty.
        cells_matching: Those that the rebuilt tables have in the same order.
    """

    name: str
    lines: int = 0
    fields: int = 0
    worded: int = 0
    kept: int = 0
    tables: int = 0
    tables_kept: int = 0
    characters: int = 0
    rebuilt: int = 0
    matching: int = 0
    cells: int = 0
    cells_matching: int = 0

    @property
    def similarity(self) -> Decimal:
        """Twice the common characters over those of both, from 0 to 1, never rounded up."""
        return _share(2 * self.matching, self.characters + self.rebuilt)

    @property
    def cell_share(self) -> Decimal:
        """The share of the cells that came back, from 0 to 1, never rounded up."""
        return _share(self.cells_matching, self.cells)


def _share(part: int, whole: int) -> Decimal:
    if not whole:
        return Decimal(1)
    return (Decimal(part) / whole).quantize(Decimal("0.0001"), ROUND_DOWN)


def compare(
    original: Sequence[Piece], sections: Sequence[int], rebuilt: Sequence[Piece]
) -> list[SectionReport]:
    """Compare a document with what was rebuilt from it.

    Args:
        original: Its pieces.
        sections: The number of each piece's section, 0 before the first.
        rebuilt: The pieces of the rebuilt document.

    Returns:
        A report for the opening and each of the nine sections, as far as the comparison goes.
    """
    reports = [SectionReport(name) for name in (OPENING, *SECTIONS)]
    left, right = [_text(piece) for piece in original], [_text(piece) for piece in rebuilt]
    for piece, section in zip(original, sections, strict=True):
        _count(reports[section], piece)
    for here, there in stretches(left, right):
        report = reports[sections[max(here.start - (not here), 0)] if sections else 0]
        ours, theirs = left[here.start : here.stop], right[there.start : there.stop]
        report.matching += LCSseq.similarity("".join(ours), "".join(theirs))
        report.rebuilt += sum(map(len, theirs))
        cells = _cells(original[here.start : here.stop]), _cells(rebuilt[there.start : there.stop])
        report.cells_matching += LCSseq.similarity(*cells)
    return reports


def _count(report: SectionReport, piece: Piece) -> None:
    report.characters += len(_text(piece))
    if piece.table is None:
        report.lines += 1
    else:
        report.tables += 1
        report.cells += len(_cells([piece]))


def _text(piece: Piece) -> str:
    if piece.table is None:
        return squeezed(piece.text)
    return "".join(word for row in words_of(piece) for word in row)


def _cells(pieces: Sequence[Piece]) -> list[str]:
    return [word for piece in pieces for row in words_of(piece) for word in row if word]


def total(reports: Sequence[SectionReport]) -> SectionReport:
    """All sections together."""
    whole = SectionReport("全文")
    for name in vars(whole):
        if name != "name":
            setattr(whole, name, sum(getattr(report, name) for report in reports))
    return whole
