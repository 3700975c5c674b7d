"""discgen's own pages to blocks, exactly: the inverse of `discgen.writers.html`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from lxml import html

from discgen.blocks import Block, Cell, Document, Heading, Line, Metadata, Paragraph, Row, Run, Table
from discgen.readers.grids import require_bounded

_LEVELS = {"h2": 1, "h3": 2, "h4": 3, "h5": 4}


_GENERATOR = '<meta name="generator" content="discgen"'


def is_own(text: str) -> bool:
    """Whether discgen wrote the page with this source."""
    return _GENERATOR in text.partition("</head>")[0]


def document_of(root: html.HtmlElement) -> Document | None:
    """The document with the keys of its figures; None where the page does not have the form of ours.

    Runs without a key are joined, and the widths of columns are given in hundredths of a percent.
    """
    main = root.find(".//main")
    if main is None:
        return None
    title = main.find("./header/h1")
    try:
        return Document(
            title=() if title is None else tuple(_line(line) for line in title.iterchildren("span")),
            blocks=tuple(_blocks(main)),
            metadata=_metadata(root),
        )
    except ValueError:  # numbers and dates that somebody changed
        return None


def _blocks(parent: html.HtmlElement) -> Iterator[Block]:
    for element in parent.iterchildren(*_LEVELS, "p", "table", "div"):
        if element.tag == "div":  # a region that scrolls
            yield from _blocks(element)
        elif element.tag == "table":
            yield _table(element)
        else:
            yield _text_block(element)


def _text_block(element: html.HtmlElement) -> Heading | Paragraph:
    """A heading, or anything else that holds one paragraph."""
    if element.tag in _LEVELS:
        return Heading(_line(element), _LEVELS[element.tag])
    return Paragraph(_line(element), element.get("class", "body"))


def _line(element: html.HtmlElement) -> Line:
    """The runs in `element`: figures with their key, the text between them joined."""
    runs: list[Run] = []
    for key, stretch in groupby(_pieces(element), lambda run: run.key):
        pieces = list(stretch)
        runs += pieces if key else [Run("".join(run.text for run in pieces))]
    return tuple(run for run in runs if run.text)


def _pieces(element: html.HtmlElement) -> Iterator[Run]:
    yield Run(element.text or "")
    for child in element:
        yield Run(child.text_content(), child.get("data-key", ""))
        yield Run(child.tail or "")


def _table(element: html.HtmlElement) -> Table:
    rows = [
        (row, section.tag == "thead")
        for section in element.iterchildren("thead", "tbody")
        for row in section.iterchildren("tr")
    ]
    widths = tuple(_width(column) for column in element.iterfind("./colgroup/col"))
    require_bounded(len(rows), len(widths))
    return Table(
        rows=tuple(_row(row) for row, _ in rows),
        widths=widths,
        header_rows=sum(repeated for _, repeated in rows),
        caption=_caption(element),
        landscape="landscape" in element.get("class", "").split(),
        label=element.get("aria-label", ""),
    )


def _caption(table: html.HtmlElement) -> Heading | Paragraph | None:
    caption = table.find("./caption")
    if caption is None:
        return None
    headings = list(caption.iterchildren(*_LEVELS))
    return _text_block(headings[0] if headings else caption)


def _width(column: html.HtmlElement) -> int:
    """Hundredths of a percent from `width:12.5%`."""
    return round(100 * float(column.get("style", "width:1%").removeprefix("width:").removesuffix("%")))


def _row(row: html.HtmlElement) -> Row:
    return tuple(_cell(cell) for cell in row.iterchildren("th", "td"))


def _cell(cell: html.HtmlElement) -> Cell:
    paragraphs = [_line(paragraph) for paragraph in cell.iterchildren("p")]
    line = _line(cell)
    return Cell(
        lines=tuple(paragraphs or ([line] if line else [])),
        colspan=int(cell.get("colspan", "1")),
        rowspan=int(cell.get("rowspan", "1")),
        header=cell.tag == "th",
        align=cell.get("class", "start"),
    )


def _metadata(root: html.HtmlElement) -> Metadata:
    said = {meta.get("name"): meta.get("content", "") for meta in root.iterfind("./head/meta[@name]")}
    created = said.get("dcterms.created")
    return Metadata(
        author=said.get("author", ""),
        created=date.fromisoformat(created) if created else Metadata().created,
        subject=said.get("description", ""),
    )
