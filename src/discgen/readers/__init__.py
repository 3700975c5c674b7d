"""Readers: a format to blocks. A reader knows no section and no budget term.

Each module offers one function `read(data) -> Document`; `read` here finds the one that fits a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from discgen.blocks import Document, lines_of, text_of
from discgen.errors import InputError, Problem
from discgen.files import read_bounded
from discgen.readers.cleaning import cleaned
from discgen.readers.kinds import EMPTY, Kind, kind_named, kind_of

LARGEST = 64 * 2**20
"""Bytes of the largest file that is read; scanned pages are larger, text never is."""


def read(path: Path) -> Document:
    """Read a disclosure somebody wrote, in whatever format, without what a reader of it does not see.

    Raises:
        InputError: The file cannot be read, is of a kind that is not read here or of another than its name
            says, is damaged or protected, or has no text. All problems stand at `path`.
        SetupError: Reading it takes a program that this machine lacks.
    """
    with _placed(path):
        data = _content(path)
        kind = kind_of(data)
        _require_readable(kind, path)
        document: Document = import_module(f"{__name__}.{kind.reader}").read(data)
        shown = cleaned(document)
        if not any(text_of(line).strip() for line in lines_of(shown)):
            raise InputError(
                Problem("文件里没有文字", "请检查文件；如果里面是扫描的图片，请找到原来的文字版")
            )
        return shown


@contextmanager
def _placed(path: Path) -> Iterator[None]:
    """Have all problems stand in the file at `path`."""
    try:
        yield
    except InputError as error:
        placed = [problem.at(replace(problem.place, file=path)) for problem in error.problems]
        raise InputError(placed) from error


def _content(path: Path) -> bytes:
    if _is_endless(path):
        raise InputError(Problem("这不是普通文件", "请选择一个文件"))
    return read_bounded(path, LARGEST, "请确认这是信息公开文档；里面有扫描的图片时，请找到原来的文字版")


def _is_endless(path: Path) -> bool:
    """Whether it is a pipe or a device, which might never end."""
    try:
        return path.exists() and not path.is_dir() and not path.is_file()
    except OSError:  # opening it will say why
        return False


def _require_readable(kind: Kind, path: Path) -> None:
    named = kind_named(path.suffix)
    if not kind.reader:
        message = "文件是空的" if kind is EMPTY else f"这种文件读不了：{kind.name}"
        raise InputError(Problem(message, kind.remedy))
    if named is not None and named is not kind:
        proper = path.with_suffix(kind.extensions[0]).name
        message = f"扩展名是 {path.suffix}，实际内容是：{kind.name}"
        raise InputError(Problem(message, f"请确认选对了文件；选对了的话，把它改名为 {proper} 再试"))
