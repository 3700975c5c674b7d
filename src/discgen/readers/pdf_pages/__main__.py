"""The process that reads a PDF: `python -m discgen.readers.pdf_pages < FILE` prints what `wire` encodes."""

from __future__ import annotations

import contextlib
import sys

from discgen.blocks import Document
from discgen.errors import InputError, Problem
from discgen.readers.pdf_pages.extraction import pages_of
from discgen.readers.pdf_pages.flow import document_of
from discgen.readers.pdf_pages.wire import encoded

_MEMORY = 2 * 2**30  # bytes; 74 pages take a twentieth


def main() -> None:
    """Read a PDF from standard input and print the document, or what is wrong with the file."""
    _limit_memory()
    sys.stdout.buffer.write(encoded(_outcome(sys.stdin.buffer.read())))


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - Windows has none; there the time limit has to do
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):  # where the system has a lower limit, or keeps none
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _outcome(data: bytes) -> Document | InputError:
    try:
        return document_of(list(pages_of(data)))
    except InputError as error:
        return error
    except MemoryError:
        return InputError(Problem("读这个 PDF 要用的内存太多", "请确认这是一份信息公开文档，文件没有损坏"))


if __name__ == "__main__":
    main()
