"""The template that a user of docxtpl would draw in Word for the sample, made here instead."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import docx
from docx.document import Document as WordDocument


def write_template(path: Path, levels: Iterable[int], columns: Iterable[int]) -> None:
    """Write the template: a title, then headings, paragraphs and tables in the order of the data.

    docxtpl only copies the merged cells of a template, so covered cells stay unmerged and empty here,
    which is less work for it.

    Args:
        path: The .docx to write.
        levels: The levels of headings that occur.
        columns: The numbers of columns of tables that occur.
    """
    template = docx.Document()
    template.add_paragraph("{%p for line in title %}")
    template.add_paragraph("{{ line }}", "Title")
    template.add_paragraph("{%p endfor %}")
    template.add_paragraph("{%p for block in blocks %}")
    template.add_paragraph('{%p if block.kind == "paragraph" %}')
    template.add_paragraph("{{ block.text }}")
    for level in levels:
        template.add_paragraph(f'{{%p elif block.kind == "heading" and block.level == {level} %}}')
        template.add_paragraph("{{ block.text }}", f"Heading {level}")
    for count in columns:
        template.add_paragraph(f"{{%p elif block.columns == {count} %}}")
        _add_table(template, count)
    template.add_paragraph("{%p endif %}")
    template.add_paragraph("{%p endfor %}")
    template.save(str(path))


def _add_table(template: WordDocument, columns: int) -> None:
    table = template.add_table(3, columns, "Table Grid")
    opening, row, closing = table.rows
    opening.cells[0].text = "{%tr for row in block.grid %}"
    for number, cell in enumerate(row.cells):
        cell.text = f"{{{{ row[{number}] }}}}"
    closing.cells[0].text = "{%tr endfor %}"
