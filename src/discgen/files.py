"""Files read within limits, and files that appear whole: written beside their place, then put there."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from discgen.errors import InputError, Place, Problem, PublishError

_REASONS = {
    errno.EACCES: "没有写入的权限",
    errno.EPERM: "没有写入的权限",
    errno.EROFS: "那里是只读的",
    errno.ENOENT: "文件夹不存在",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "路径中有一段不是文件夹",
    errno.EISDIR: "那是一个文件夹",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.ENAMETOOLONG: "名称太长",
    errno.EBUSY: "文件正被别的程序占用",
}


def read_bounded(path: Path, largest: int, remedy: str) -> bytes:
    """Read a file, unless it is too large.

    Args:
        path: The file.
        largest: The most bytes it may have.
        remedy: What to do about a larger one, in Chinese.

    Raises:
        InputError: It cannot be read, or is larger.
    """
    try:
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except OSError as error:
        raise InputError(_unreadable(path, error)) from error
    if len(content) > largest:
        raise InputError(Problem(f"文件太大，超过 {largest // 2**20} MB", remedy, Place(path)))
    return content


def _unreadable(path: Path, error: OSError) -> Problem:
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where the name is too long
        return Problem("这是一个文件夹，不是文件", "写出文件夹里要读取的那个文件", Place(path))
    messages = {
        FileNotFoundError: ("找不到文件", "检查文件名和所在的文件夹"),
        PermissionError: ("没有读取这个文件的权限", "请文件的所有者开放读取权限，或关闭正在占用它的程序"),
    }
    default = ("读不了这个文件", "检查文件名是否写对、磁盘是否正常")
    message, remedy = messages.get(type(error), default)
    return Problem(message, remedy, Place(path))


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Write files so that either all of them appear whole, or none changes.

    Raises:
        PublishError: The folder cannot be made or written.
    """
    written: dict[Path, Path] = {}
    try:
        for target, data in contents.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            written[target] = _written_beside(target, data)
        _put_in_place(written)
    except OSError as error:
        raise _unwritable(error, next(iter(contents))) from error
    finally:
        for temporary in written.values():
            temporary.unlink(missing_ok=True)


def _unwritable(error: OSError, first: Path) -> PublishError:
    reason = _REASONS.get(error.errno or 0, f"系统错误 {error.errno}")
    return PublishError(
        Problem(
            f"写不了文件：{reason}",
            "检查文件夹是否存在、能否写入，文件是否正被别的程序打开",
            Place(Path(error.filename or first)),
        )
    )


def _written_beside(target: Path, data: bytes) -> Path:
    """A finished temporary file in the target's folder, so that renaming it is one step."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _put_in_place(written: Mapping[Path, Path]) -> None:
    """Rename the temporary files to their targets; if one fails, put everything back as it was."""
    replaced: list[tuple[Path, Path | None]] = []
    try:
        for target, temporary in written.items():
            replaced.append((target, _set_aside(target)))
            temporary.replace(target)
    except BaseException:
        for target, old in reversed(replaced):
            if old is not None:
                old.replace(target)
            elif target.is_file():
                target.unlink()
        raise
    for _, old in replaced:
        if old is not None:
            old.unlink()


def _set_aside(target: Path) -> Path | None:
    """Rename a file that is about to be replaced; None when there is none."""
    if not target.is_file():
        return None
    old = target.with_name(f".{target.name[:40]}.{os.getpid()}.old")
    target.replace(old)
    return old
