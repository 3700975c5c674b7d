"""Second looks: a produced file is read back, and whatever it lost forbids publishing it."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from discgen.blocks import Block, Cell, Document, Table, lines_of, text_of, visible
from discgen.errors import Problem, PublishError

if TYPE_CHECKING:
    from discgen.readers.pdf import Printed


def verify_docx(data: bytes, document: Document) -> None:
    """Require that the Word file reads back as the document.

    Raises:
        PublishError: Something is missing or differs.
    """
    from discgen.readers import docx  # noqa: PLC0415 - only needed for this format

    _require_equal("DOCX", visible(document), visible(docx.read(data)))


def verify_html(data: bytes, document: Document) -> None:
    """Require that the HTML file reads back as the document, with the key of every figure.

    Raises:
        PublishError: Something is missing or differs.
    """
    from discgen.readers import html  # noqa: PLC0415 - only needed for this format

    read = html.read(data)
    _require_equal("HTML", visible(document), visible(read))
    keys, found = ({run.key for line in lines_of(one) for run in line} for one in (document, read))
    if lost := keys - found:
        raise _lost("HTML", f"数“{min(lost)}”没有标上键")


def _require_equal(name: str, expected: Document, found: Document) -> None:
    if expected.title != found.title:
        raise _lost(name, f"标题应为“{expected.title_text}”，读回来是“{found.title_text}”")
    for block, other in zip_longest(expected.blocks, found.blocks):
        if block != other:
            raise _lost(name, f"应为{_named(block)}，读回来是{_named(other)}")


def _named(block: Block | None) -> str:
    if block is None:
        return "文末"
    if isinstance(block, Table):
        return f"表格“{'|'.join(_words(cell) for row in block.rows[:3] for cell in row)[:60]}”"
    return f"“{text_of(block.line)[:60]}”"


def _words(cell: Cell) -> str:
    return "".join(text_of(line) for line in cell.lines)


def _lost(name: str, detail: str) -> PublishError:
    return PublishError(
        Problem(
            f"生成的 {name} 与内容不一致，没有写出：{detail}",
            "这是程序的缺陷，请把填报文件和这条提示报告给开发者",
        )
    )


def verify_pdf(data: bytes, document: Document) -> None:
    """Require that the PDF shows every word and every cell of the document, in order.

    Raises:
        PublishError: Something is missing or differs.
    """
    from discgen.readers import pdf  # noqa: PLC0415 - only needed for this format

    for printed, found in zip_longest(pdf.expected(document), pdf.read(data)):
        if printed != found:
            raise _lost("PDF", f"应为{_shown(printed)}，读回来是{_shown(found)}")


def _shown(printed: Printed | None) -> str:
    if printed is None:
        return "文末"
    return f"“{(printed.text or '|'.join(cell for row in printed.rows for cell in row))[:60]}”"
