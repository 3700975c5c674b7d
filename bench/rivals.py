"""What a user would pick instead, as far as it runs in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import jinja2
from docx.table import Table as WordTable

from discgen.blocks import Block, Cell, Document, Line, Slot, Table, grid_of, text_of

_HTML = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{{ title | join }}</title></head><body><main>
<h1>{{ title | join }}</h1>
{% for block in blocks %}
{% if block["kind"] == "table" %}
<table>
{% for row in block["rows"] %}
<tr>{% for cell in row %}<{{ cell["tag"] }}
 {%- if cell["rowspan"] > 1 %} rowspan="{{ cell["rowspan"] }}"{% endif %}
 {%- if cell["colspan"] > 1 %} colspan="{{ cell["colspan"] }}"{% endif %}>
 {{- cell["text"] }}</{{ cell["tag"] }}>{% endfor %}</tr>
{% endfor %}
</table>
{% elif block["kind"] == "heading" %}
<h{{ block["level"] + 1 }}>{{ block["text"] }}</h{{ block["level"] + 1 }}>
{% else %}
<p>{{ block["text"] }}</p>
{% endif %}
{% endfor %}
</main></body></html>
"""


def html_by_jinja(data: dict[str, Any]) -> Callable[[], bytes]:
    """Plain Jinja2: the template is compiled already, the text lies ready (`material.plain`)."""
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(_HTML)
    return lambda: template.render(data).encode()


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_BORDERS = "".join(
    f'<w:{side} w:val="single"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def docx_by_hand(document: Document) -> bytes:
    """The floor: the least XML with the same words in the same cells, put straight into a zip file."""
    body = "".join([_paragraphs(document.title), *map(_block, document.blocks)])
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONSHIPS)
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
        )
    return buffer.getvalue()


def _block(block: Block) -> str:
    if not isinstance(block, Table):
        return _paragraphs([block.line])
    caption = _paragraphs([block.caption.line]) if block.caption else ""
    rows = "".join([_row(number, slots) for number, slots in enumerate(grid_of(block))])
    properties = f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>"
    grid = "<w:gridCol/>" * len(block.widths)
    return f"{caption}<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl><w:p/>"


def _row(number: int, slots: Sequence[Slot | None]) -> str:
    cells = []
    for column, slot in enumerate(slots):
        if slot is None:
            cells.append("<w:tc><w:p/></w:tc>")
        elif slot.column == column:
            cells.append(_cell(slot.cell, begins=slot.row == number))
    return f"<w:tr>{''.join(cells)}</w:tr>"


def _cell(cell: Cell, *, begins: bool) -> str:
    merged = f'<w:vMerge w:val="{"restart" if begins else "continue"}"/>' if cell.rowspan > 1 else ""
    if cell.colspan > 1:
        merged = f'<w:gridSpan w:val="{cell.colspan}"/>{merged}'
    properties = f"<w:tcPr>{merged}</w:tcPr>" if merged else ""
    content = _paragraphs(cell.lines) if begins else ""
    return f"<w:tc>{properties}{content or '<w:p/>'}</w:tc>"


def _paragraphs(lines: Iterable[Line]) -> str:
    return "".join([f"<w:p><w:r><w:t>{escape(text_of(line))}</w:t></w:r></w:p>" for line in lines])


def read_by_python_docx(data: bytes) -> str:
    """All words of a Word file, cell by cell; `row.cells`, because `table.cell()` is quadratic."""
    texts = []
    for block in docx.Document(BytesIO(data)).iter_inner_content():
        if not isinstance(block, WordTable):
            texts.append(block.text)
            continue
        seen = set()
        for row in block.rows:
            for cell in row.cells:
                element = cell._tc  # noqa: SLF001 the only sign that two positions are one merged cell
                if element not in seen:
                    seen.add(element)
                    texts.append(cell.text)
    return "".join(texts)
