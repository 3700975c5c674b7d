"""Tables as Word tables of fixed layout, with every width written out, because WPS infers none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from xml.sax.saxutils import quoteattr

from discgen import word_styles as styles
from discgen.blocks import Cell, Slot, Table, grid_of, text_of
from discgen.writers.docx.reference import Page
from discgen.writers.docx.text import paragraphs_to_docx
from discgen.writers.page_breaks import fits_page

_JUSTIFICATION = {"start": "", "center": '<w:jc w:val="center"/>', "end": '<w:jc w:val="right"/>'}
KEEP_NEXT = "<w:keepNext/>"
_CANNOT_SPLIT = "<w:cantSplit/>"
_REPEATED = "<w:tblHeader/>"
_BEGUN = '<w:vMerge w:val="restart"/>'
_CONTINUED = '<w:vMerge w:val="continue"/>'
_NO_CELL = Cell()

# Twips a table's character and line take at most, whatever the reference document sets (12 pt on 20 pt).
_CHARACTER = 240
_LINE = 400


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all cells over the same columns share.

    Attributes:
        properties: Width and span, the first children of `w:tcPr`.
        characters: How many characters a line holds at least.
    """

    properties: str
    characters: int


@dataclass(frozen=True, slots=True)
class _Layout:
    """What the rows of one table share.

    Attributes:
        edges: Distance in twips of each column's left edge from the table's, then the table's width.
        header_rows: Number of leading rows that are repeated.
        most_lines: Lines of text up to which a row stays on one page.
        cell_style: Id of the style of cells.
        header_style: Id of the style of header cells.
        frames: The frames met so far, by first column and number of columns.
    """

    edges: tuple[int, ...]
    header_rows: int
    most_lines: int
    cell_style: str
    header_style: str
    frames: dict[tuple[int, int], _Frame] = field(default_factory=dict)

    def frame(self, column: int, colspan: int) -> _Frame:
        """The frame of a cell; what reaches over the table's edge is cut."""
        frame = self.frames.get((column, colspan))
        if frame is None:
            end = min(column + colspan, len(self.edges) - 1)
            width = self.edges[end] - self.edges[column]
            span = f'<w:gridSpan w:val="{end - column}"/>' if end - column > 1 else ""
            frame = _Frame(
                properties=f'<w:tcW w:w="{width}" w:type="dxa"/>{span}',
                characters=max(1, width // _CHARACTER - 1),
            )
            self.frames[column, colspan] = frame
        return frame


def table_to_docx(table: Table, page: Page, style_ids: Mapping[str, str], *, attached: bool = False) -> str:
    """The table without its caption, as wide as the type area of `page`.

    Args:
        table: The table. It is kept on one page where it fits.
        page: The page it stands on.
        style_ids: Style names to ids.
        attached: Whether what follows has to stay on the page of the table's end.
    """
    edges = _edges(table.widths, page.width)
    layout = _Layout(
        edges=edges,
        header_rows=table.header_rows,
        # A row may break if it takes over half a page: kept whole it could leave a gap of that size.
        most_lines=page.height // 2 // _LINE,
        cell_style=style_ids[styles.CELL],
        header_style=style_ids[styles.HEADER_CELL],
    )
    grid = grid_of(table)
    kept = len(table.rows) - (not attached) if fits_page(table, grid) else 0
    rows = [_row_to_docx(number, slots, layout, number < kept) for number, slots in enumerate(grid)]
    columns = [f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(edges)]
    label = f"<w:tblCaption w:val={quoteattr(table.label)}/>" if table.label else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style_ids[styles.TABLE]}"/>'
        f'<w:tblW w:w="{page.width}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        f"{label}</w:tblPr><w:tblGrid>{''.join(columns)}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _edges(widths: Sequence[int], total: int) -> tuple[int, ...]:
    """Share `total` twips out by relative `widths`; rounding never adds up."""
    whole = sum(widths)
    return tuple(part * total // whole for part in accumulate(widths, initial=0))


def _row_to_docx(number: int, slots: Sequence[Slot | None], layout: _Layout, keep_next: bool) -> str:  # noqa: FBT001 - the last fact about a row
    repeated = number < layout.header_rows
    # A row that only names what stands below it stays with the next.
    naming = repeated or all(slot and slot.cell.header for slot in slots)
    keep = KEEP_NEXT if keep_next or naming else ""
    cells = []
    lines = 0
    for column, covering in enumerate(slots):
        slot = covering or Slot(_NO_CELL, number, column)
        if slot.column != column:
            continue
        cell = slot.cell
        frame = layout.frame(column, cell.colspan)
        texts = [text_of(line) for line in cell.lines]
        lines = max(lines, len(texts) + sum(map(len, texts)) // frame.characters)
        content = paragraphs_to_docx(
            layout.header_style if cell.header else layout.cell_style,
            texts if slot.row == number else (),
            keep + _JUSTIFICATION[cell.align],
        )
        cells.append(f"<w:tc><w:tcPr>{frame.properties}{_merge(slot, number)}</w:tcPr>{content}</w:tc>")
    split = "" if lines > layout.most_lines else _CANNOT_SPLIT
    return f"<w:tr><w:trPr>{split}{_REPEATED if repeated else ''}</w:trPr>{''.join(cells)}</w:tr>"


def _merge(slot: Slot, row: int) -> str:
    if slot.row < row:
        return _CONTINUED
    return _BEGUN if slot.cell.rowspan > 1 else ""
