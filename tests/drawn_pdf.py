"""PDF files as other programs make them, printed from web pages or drawn, and what is read in them."""

from __future__ import annotations

import io
from collections.abc import Iterable
from itertools import pairwise

import pikepdf
from weasyprint import HTML

from discgen.blocks import Cell, Document, Run, Table, printed_rows, text_of
from discgen.readers.pdf_pages.extraction import pages_of
from discgen.readers.pdf_pages.flow import document_of
from foreign_word import shown

SENTENCE = "按照规定，现将本部门二〇二一年预算公开如下，请社会各界予以监督。"
LONG = f"<p>{SENTENCE * 5}</p>"
"""A paragraph that fills its lines, so that it can be seen how wide the page is."""

Merged = tuple[str, int, int]
"""The text of a cell, the columns and the rows it covers."""

# The type area of GB/T 9704: 28 characters of 16 pt on 28 pt.
_STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm }
body { font: 16pt/28pt "Noto Serif CJK SC" }
p { margin: 0; text-align: justify; text-indent: 2em }
h1 { font: 22pt/36pt "Noto Serif CJK SC"; margin: 0; text-align: center }
table { border-collapse: collapse; font-size: 10.5pt; line-height: 15pt; table-layout: fixed; width: 100% }
td, th { border: .5pt solid; padding: 1pt 4pt; vertical-align: top }
td p { text-indent: 0 }
"""


def printed(body: str, style: str = "") -> bytes:
    """An untagged PDF of a web page, set like a disclosure."""
    return HTML(string=f"<style>{_STYLE}{style}</style>{body}").write_pdf()


def as_html(*rows: Iterable[str | Merged]) -> str:
    """A table; a cell is its text, or a text with its spans."""
    spanned = ([(cell, 1, 1) if isinstance(cell, str) else cell for cell in row] for row in rows)
    cells = ("".join(f"<td colspan={c} rowspan={r}>{text}</td>" for text, c, r in row) for row in spanned)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def as_table(rows: Iterable[Iterable[Merged]]) -> Table:
    """A table whose columns are equally wide."""
    cells = [tuple(Cell(((Run(text),),), across, deep) for text, across, deep in row) for row in rows]
    return Table(tuple(cells), (1,) * sum(cell.colspan for cell in cells[0]))


def drawn(*contents: str) -> bytes:
    """A PDF with an A4 page for each content stream; /F is Helvetica."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    fonts = pikepdf.Dictionary(F=pdf.make_indirect(font))
    for content in contents:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=fonts)
        page.Contents = pdf.make_stream(content.encode())
    return saved(pdf)


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def saved(pdf: pikepdf.Pdf, **options) -> bytes:
    stream = io.BytesIO()
    pdf.save(stream, **options)
    return stream.getvalue()


def words(text: str, x: float = 72, y: float = 700, size: float = 10) -> str:
    """Content that shows a text."""
    return f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n"


def bar(x: float, y: float, width: float, height: float) -> str:
    """Content that fills a rectangle, as Word draws the rules of its tables."""
    return f"{x} {y} {width} {height} re f\n"


def bars(xs: list[float], ys: list[float], thick: float = 0.48) -> str:
    """A grid of bars in pieces, one for each side of a cell, with squares where they meet."""
    across = (bar(x + thick, y, end - x - thick, thick) for y in ys for x, end in pairwise(xs))
    down = (bar(x, y + thick, thick, end - y - thick) for x in xs for y, end in pairwise(ys))
    corners = (bar(x, y, thick, thick) for x in xs for y in ys)
    return "".join((*across, *down, *corners))


def read_here(data: bytes) -> Document:
    """What the reader makes of a PDF, without a process of its own."""
    return document_of(list(pages_of(data)))


def seen(body: str, style: str = "") -> list[str | list[list[str | None]]]:
    """What the reader sees on a web page that was printed."""
    return shown(read_here(printed(body, style)))


def squeezed(text: str) -> str:
    return "".join(text.split())


def words_of(cell: Cell | None) -> str:
    return "".join(squeezed(text_of(line)) for line in cell.lines) if cell else ""


def paragraphs_of(document: Document) -> list[str]:
    """The paragraphs and captions, without blanks."""
    lines = [*document.title]
    for block in document.blocks:
        if not isinstance(block, Table):
            lines.append(block.line)
        elif block.caption is not None:
            lines.append(block.caption.line)
    return [squeezed(text_of(line)) for line in lines]


def tables_of(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def rows_of(document: Document) -> list[list[str]]:
    """The printed rows of all tables; without blanks, empty cells at the end, and rows of these alone."""
    rows = []
    for table in tables_of(document):
        for row in printed_rows(table):
            cells = list(map(words_of, row))
            while cells and not cells[-1]:
                cells.pop()
            rows.append(cells)
    return [row for row in rows if row]
