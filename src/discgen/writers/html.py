"""Blocks to one self-contained HTML5 file: no script, nothing loaded, every figure marked with its key.

The words of the document stand in `<main>` alone. What the page adds (the table of contents) stands
outside it, so that a reader finds in `<main>` exactly what DOCX and PDF say.

Blanks are kept as they are: the style sheet sets `white-space: pre-wrap` where text stands, so no line
break of the source may stand inside such an element.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from itertools import zip_longest

from discgen.blocks import (
    Block,
    Cell,
    Document,
    Heading,
    Line,
    Metadata,
    Paragraph,
    Row,
    Run,
    Table,
    text_of,
)
from discgen.writers import Look
from discgen.writers.page_breaks import Printable, printable

# Nothing may be loaded, whatever the text or a county's style sheet says; `data:` holds no address.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'"

_SCROLLING_FROM = 5  # columns; fewer fit the width of a phone
_PIECE = 200  # characters


def write(document: Document, look: Look) -> bytes:
    """The document as an HTML file in UTF-8, dressed in `look.css`."""
    return document_to_html(document, look.css).encode()


def document_to_html(document: Document, css: str, *, paper: bool = False) -> str:
    """The document as a complete HTML page.

    Args:
        document: What to write.
        css: The style sheet, put into the page.
        paper: Leave out what only a screen can use (table of contents, scroll regions, keys of figures);
            the PDF is set from this variant, and each element less is time saved.
    """
    anchors = list(_anchors(_headings(document)))
    contents = "" if paper else _contents(document, anchors)
    remaining = iter(anchors)
    blocks = document.blocks
    body = "\n".join(
        block_to_html(block, remaining, following, paper=paper)
        for block, following in zip_longest(blocks, blocks[1:])
    )
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
{_head(document, css)}
</head>
<body>
{contents}<main>
<header><h1>{_title(document, paper=paper)}</h1></header>
{body}
</main>
</body>
</html>
"""


def block_to_html(
    block: Block, anchors: Iterator[str], following: Block | None = None, *, paper: bool = False
) -> str:
    """One block as HTML.

    Args:
        block: What to write.
        anchors: Gives the next heading's id.
        following: The block below it, on whose page it may have to stay; None at the end.
        paper: See `document_to_html`.
    """
    if isinstance(block, Heading):
        turned = paper and isinstance(following, Table) and following.landscape
        return _heading(block, next(anchors), paper=paper, turned=turned)
    if isinstance(block, Paragraph):
        style = "" if block.style == "body" else f' class="{escape(block.style)}"'
        return f"<p{style}>{line_to_html(block.line, paper=paper)}</p>"
    return _paper_table(block, anchors, following) if paper else _screen_table(block, anchors)


def line_to_html(line: Line, *, paper: bool = False) -> str:
    """The runs of a line; a figure becomes `<data>` with its key, except on paper."""
    if paper:
        return escape(text_of(line), quote=False)
    return "".join([_run(run) for run in line])


def _run(run: Run) -> str:
    text = escape(run.text, quote=False)
    if not run.key:
        return text
    return f'<data value="{escape(run.text)}" data-key="{escape(run.key)}">{text}</data>'


def _head(document: Document, css: str) -> str:
    metadata = document.metadata
    return "\n".join(
        [
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            f"<title>{escape(document.title_text, quote=False)}</title>",
            *_properties(metadata),
            # `</style` in a county's sheet would end the element; CSS reads `<\/` as `</`.
            "<style>\n" + css.replace("</", "<\\/") + "</style>",
        ]
    )


def _properties(metadata: Metadata) -> Iterator[str]:
    day = metadata.created.isoformat()
    properties = {
        "description": metadata.subject,
        "author": metadata.author,
        "generator": "discgen",
        "dcterms.created": day,
        "dcterms.modified": day,
    }
    for name, content in properties.items():
        if content:
            yield f'<meta name="{name}" content="{escape(content)}">'


def _title(document: Document, *, paper: bool) -> str:
    return "<br>".join([f"<span>{line_to_html(line, paper=paper)}</span>" for line in document.title])


def _headings(document: Document) -> Iterator[Heading]:
    for block in document.blocks:
        heading = block.caption if isinstance(block, Table) else block
        if isinstance(heading, Heading):
            yield heading


def _anchors(headings: Iterator[Heading]) -> Iterator[str]:
    """Ids by place in the outline, stable while wording changes: `s2-1`, first part of section two."""
    numbers: list[int] = []
    for heading in headings:
        del numbers[heading.level :]
        numbers.extend([0] * (heading.level - len(numbers)))
        numbers[-1] += 1
        yield "s" + "-".join(map(str, numbers))


def _contents(document: Document, anchors: list[str]) -> str:
    entries = "\n".join(
        f'<li class="level{heading.level}"><a href="#{anchor}">{escape(text_of(heading.line))}</a></li>'
        for heading, anchor in zip(_headings(document), anchors, strict=True)
    )
    return f'<nav aria-label="目录">\n<ul>\n{entries}\n</ul>\n</nav>\n' if entries else ""


def _heading(heading: Heading, anchor: str, *, paper: bool, turned: bool = False) -> str:
    """A heading; a turned one stands on the page of the wide table below it."""
    tag = f"h{heading.level + 1}"  # h1 is the document's title
    name = ' class="landscape"' if turned else ""
    return f'<{tag} id="{anchor}"{name}>{line_to_html(heading.line, paper=paper)}</{tag}>'


def _screen_table(table: Table, anchors: Iterator[str]) -> str:
    html = _table(table, anchors, _screen_groups(table), {"landscape": table.landscape}, paper=False)
    return html if len(table.widths) < _SCROLLING_FROM else _region(table, html)


def _paper_table(table: Table, anchors: Iterator[str], following: Block | None) -> str:
    """A table with the classes that say where it may break.

    A table without a caption of its own belongs to the one above it.
    """
    prepared = printable(table)
    attached = isinstance(following, Table) and following.caption is None
    classes = {"landscape": table.landscape, "whole": prepared.whole, "keep": attached}
    return _table(table, anchors, _paper_groups(table, prepared), classes, paper=True)


def _table(
    table: Table, anchors: Iterator[str], groups: str, classes: Mapping[str, bool], *, paper: bool
) -> str:
    caption = _caption(table, anchors, paper=paper)
    label = f' aria-label="{escape(table.label)}"' if table.label and not caption else ""
    names = " ".join(name for name, holds in classes.items() if holds)
    named = f' class="{names}"' if names else ""
    return f"<table{named}{label}>{caption}{_columns(table)}{groups}</table>"


def _region(table: Table, html: str) -> str:
    """Wrap a wide table so that it scrolls by itself, with the keyboard too."""
    name = text_of(table.caption.line) if table.caption else table.label
    named = f' role="region" aria-label="{escape(name)}"' if name else ""
    return f'<div class="scroll" tabindex="0"{named}>{html}</div>'


def _caption(table: Table, anchors: Iterator[str], *, paper: bool) -> str:
    caption = table.caption
    if caption is None:
        return ""
    if isinstance(caption, Heading):
        return f"<caption>{_heading(caption, next(anchors), paper=paper)}</caption>"
    style = "" if caption.style == "body" else f' class="{escape(caption.style)}"'
    return f"<caption{style}>{line_to_html(caption.line, paper=paper)}</caption>"


def _columns(table: Table) -> str:
    total = sum(table.widths)
    columns = [f'<col style="width:{100 * width / total:.6g}%">' for width in table.widths]
    return f"<colgroup>{''.join(columns)}</colgroup>"


def _screen_groups(table: Table) -> str:
    rows = [f"<tr>{cells}</tr>" for cells in _rows(table.rows, table.header_rows, paper=False)]
    return _groups(rows, table.header_rows)


def _paper_groups(table: Table, prepared: Printable) -> str:
    """The rows with the classes that say where a page may end, between two rules.

    The rules are empty row groups, repeated on each page. They draw the lines that close the table at the
    end of a page and open it on the next: beside a merged cell that goes on, and at a row that breaks,
    there would be none.
    """
    cells = _rows(prepared.rows, table.header_rows, paper=True)
    rows = [
        f'<tr class="{name}">{content}</tr>' if name else f"<tr>{content}</tr>"
        for name, content in zip(prepared.classes, cells, strict=True)
    ]
    rule = f'class="rule"><tr><td colspan="{len(table.widths)}"></td></tr>'
    opening = "" if prepared.header_rows else f"<thead {rule}</thead>"
    return f"{opening}{_groups(rows, prepared.header_rows)}<tfoot {rule}</tfoot>"


def _groups(rows: list[str], header_rows: int) -> str:
    head, body = "".join(rows[:header_rows]), "".join(rows[header_rows:])
    return (f"<thead>{head}</thead>" if head else "") + (f"<tbody>{body}</tbody>" if body else "")


def _rows(rows: tuple[Row, ...], header_rows: int, *, paper: bool) -> Iterator[str]:
    """The cells of each row."""
    for number, row in enumerate(rows):
        cells = [
            _cell(cell, "col" if number < header_rows else _scope(row, index), paper=paper)
            if cell.header
            else _cell(cell, "", paper=paper)
            for index, cell in enumerate(row)
        ]
        yield "".join(cells)


def _scope(row: Row, index: int) -> str:
    """What a header cell outside the table's head names: its row if data follow, else its column.

    `col` and `row` reach as far as the cell spans (HTML, 4.9.12.2), so the group scopes are not needed;
    they would reach on to the end of the group.
    """
    following = row[index + 1 : index + 2]
    data_follow = any(not cell.header and cell.lines for cell in following)
    return "row" if data_follow or row[index].rowspan > 1 else "col"


def _cell(cell: Cell, scope: str, *, paper: bool) -> str:
    """One cell; a `scope` makes it a header cell."""
    tag = f'th scope="{scope}"' if scope else "td"
    if cell.rowspan > 1:
        tag += f' rowspan="{cell.rowspan}"'
    if cell.colspan > 1:
        tag += f' colspan="{cell.colspan}"'
    if cell.align != "start":
        tag += f' class="{cell.align}"'
    return f"<{tag}>{_content(cell, paper=paper)}</{tag[:2]}>"


def _content(cell: Cell, *, paper: bool) -> str:
    """A single line stands bare; otherwise every line is a paragraph, so that empty ones remain."""
    lines = [_in_pieces(line) if paper else line_to_html(line) for line in cell.lines]
    if len(lines) == 1 and text_of(cell.lines[0]):
        return lines[0]
    return "".join([f"<p>{line}</p>" for line in lines])


def _in_pieces(line: Line) -> str:
    """The text of a line in spans of bounded length.

    In a column narrower than four characters, WeasyPrint lays out all that is left of an element to find
    the end of one line, and its time would grow with the square of the text's length.
    """
    text = text_of(line)
    if len(text) <= _PIECE:
        return escape(text, quote=False)
    pieces = (text[start : start + _PIECE] for start in range(0, len(text), _PIECE))
    return "".join(f"<span>{escape(piece, quote=False)}</span>" for piece in pieces)
