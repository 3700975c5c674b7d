"""Any PDF with text to blocks, by the geometry of its pages: characters, lines, rules.

    bytes -> pages (extraction, drawing) -> sheets: lines and tables of each page (lines, grids, pieces)
          -> without furniture, tables joined over the pages (joining) -> paragraphs and tables (flow)

Tags are not used: few files have them, and what they say is often wrong. `readers.pdf` reads those that
discgen writes.

PDFium is native code and meets files from anywhere, so all of this runs in a process of its own, within
limits of time and memory.
"""

from __future__ import annotations

import subprocess
import sys

from discgen.blocks import Document
from discgen.errors import InputError, Problem
from discgen.readers.pdf_pages.wire import decoded

_TIMEOUT = 120  # seconds; 74 pages take one
_FAILED = 1  # how Python ends when an exception is not caught
_REMEDY = "请重新复制或下载一次；还不行的话，请找到原来的 Word 文件"


def read(data: bytes) -> Document:
    """Read a PDF somebody made.

    Returns:
        Its paragraphs and tables in reading order, without page numbers, running heads and tables of
        contents. It has no title and no headings: a PDF tells them by their looks alone.

    Raises:
        InputError: It is damaged, protected, scanned or too large.
    """
    try:
        process = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-P", "-m", __name__],
            input=data,
            capture_output=True,
            check=False,
            timeout=_TIMEOUT,
        )
    except subprocess.TimeoutExpired as error:
        message = f"读了 {_TIMEOUT} 秒还没有读完这个 PDF，它可能已损坏"
        raise InputError(Problem(message, _REMEDY)) from error
    if process.returncode == _FAILED:
        raise RuntimeError(process.stderr.decode(errors="replace"))
    if process.returncode:  # PDFium was stopped, by the system or by its own checks
        raise InputError(Problem("打不开这个 PDF，它可能已损坏", _REMEDY))
    return decoded(process.stdout)
