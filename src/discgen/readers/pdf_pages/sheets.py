"""Pages as lines and tables, before anything is known of the pages around them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from discgen.readers.pdf_pages.frame import Frame, Stretch, frame_of
from discgen.readers.pdf_pages.grids import Grid, grids_of
from discgen.readers.pdf_pages.lines import TextLine, lines_of
from discgen.readers.pdf_pages.page import Glyph, Page
from discgen.readers.pdf_pages.pieces import Piece, piece_of

_FILLED = 0.75  # of the width of a page
_FEW = 3  # lines
_SOME = 0.2  # of the lines
_ENOUGH = 10  # lines that tell the type area of their page


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a page holds.

    Attributes:
        number: Its number in the file, from 1.
        width: Its width as it is read, in points.
        height: Its height as it is read.
        lines: The lines outside its tables, from top to bottom.
        pieces: Its tables, or what of them stands on it, from top to bottom.
    """

    number: int
    width: float
    height: float
    lines: tuple[TextLine, ...]
    pieces: tuple[Piece, ...]

    @property
    def kind(self) -> tuple[int, int]:
        """Its size; what is usual on pages of a document is usual on those of one size."""
        return round(self.width), round(self.height)

    def flow(self) -> Iterator[Stretch | Piece]:
        """Its tables, and the lines between them in stretches without one."""
        lines = self.lines
        for piece in self.pieces:
            above = [line for line in lines if line.base < piece.bottom]
            if above:
                yield above
            yield piece
            lines = lines[len(above) :]
        if lines:
            yield lines

    def stretches(self) -> Iterator[Stretch]:
        """The lines outside its tables, in stretches without one between them."""
        return (part for part in self.flow() if not isinstance(part, Piece))


def sheet_of(number: int, page: Page) -> Sheet:
    """The lines and tables of a page; a table without words is none."""
    grids = grids_of(page)
    inside: list[list[Glyph]] = [[] for _ in grids]
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        holders = (held for grid, held in zip(grids, inside, strict=True) if _is_in(glyph, grid))
        next(holders, outside).append(glyph)
    pieces = (piece_of(grid, held) for grid, held in zip(grids, inside, strict=True) if lines_of(held))
    return Sheet(number, page.width, page.height, tuple(lines_of(outside)), tuple(pieces))


def _is_in(glyph: Glyph, grid: Grid) -> bool:
    """Whether a glyph stands in a table or at least reaches into it; text may run over the last rule."""
    x, y = glyph.middle
    return grid.holds(x, y) or (grid.holds(x, glyph.base - 0.8 * glyph.size) and y >= grid.bottom)


def frames_of(sheets: Sequence[Sheet]) -> dict[int, Frame]:
    """The type area of each page, by its number."""
    kinds: dict[tuple[int, int], list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        kinds[sheet.kind].append(sheet)
    usual = {kind: _type_area(alike) for kind, alike in kinds.items()}
    return {sheet.number: _frame(sheet, usual[sheet.kind]) for sheet in sheets}


def _type_area(sheets: Sequence[Sheet]) -> Frame:
    """The type area of pages of one width, taken for symmetric where too few lines reach its right side."""
    width = sheets[0].width
    frame = frame_of(stretch for sheet in sheets for stretch in sheet.stretches()) or Frame(0, width)
    lines = [line for sheet in sheets for line in sheet.lines]
    full = [line for line in lines if line.right > frame.right - 2 * line.size]
    if frame.right > _FILLED * width and len(full) > max(_FEW, _SOME * len(lines)):
        return frame
    return replace(frame, right=max(frame.right, width - frame.left))


def _frame(sheet: Sheet, usual: Frame) -> Frame:
    """The type area of pages of this kind, or of this page if its lines clearly have another one."""
    own = _type_area([sheet])
    if len(sheet.lines) < _ENOUGH:
        return usual
    near = 2 * text_size([sheet])
    return replace(
        usual,
        left=own.left if abs(own.left - usual.left) > near else usual.left,
        right=own.right if abs(own.right - usual.right) > near else usual.right,
        pitch=own.pitch,
    )


def text_size(sheets: Iterable[Sheet]) -> float:
    """The type size of most lines outside tables; 0 where there are none."""
    sizes = Counter(line.size for sheet in sheets for line in sheet.lines)
    return max(sizes, key=lambda size: sizes[size], default=0)


def limits_of(sheets: Iterable[Sheet]) -> dict[tuple[int, int], float]:
    """How far down pages of each kind are filled."""
    limits: dict[tuple[int, int], float] = defaultdict(float)
    for sheet in sheets:
        ends = (*(line.base for line in sheet.lines), *(piece.bottom for piece in sheet.pieces))
        limits[sheet.kind] = max(limits[sheet.kind], *ends, 0)
    return limits
