"""LibreOffice as a converter, shut in: a profile of its own, no macros, no links, a time limit."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from discgen.errors import InputError, Problem, SetupError

PACKAGE = "libreoffice-writer-nogui"
"""What has to be installed on Debian and Ubuntu."""

_NAMES = ("soffice", "libreoffice")
# Where the installers of Windows and macOS put it, off the search path.
_ELSEWHERE = (
    Path("C:/Program Files/LibreOffice/program/soffice.com"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)
_TIMEOUT = 180  # seconds; 70 pages take two, the first start on a slow disk some thirty
_SAVE_AS = "请用 Word 或 WPS 打开它，另存为 .docx 再试"
_SETTINGS = {
    "Common/Security/Scripting": {
        "DisableMacrosExecution": "true",
        "MacroSecurityLevel": "3",
        "BlockUntrustedRefererLinks": "true",
    },
    "Writer/Content/Update": {"Link": "2"},  # never
}


def find() -> str | None:
    """The path of the LibreOffice of this machine, None where there is none."""
    on_path = next(filter(None, map(shutil.which, _NAMES)), None)
    return on_path or next((str(path) for path in _ELSEWHERE if path.is_file()), None)


def to_docx(data: bytes) -> bytes:
    """Convert a document that LibreOffice knows to .docx; several may run at once.

    Raises:
        SetupError: There is no LibreOffice.
        InputError: LibreOffice cannot open the document, or not within its time.
    """
    program = find()
    if program is None:
        raise SetupError(
            Problem(
                "读取 .doc、.rtf 和 .odt 文件要用 LibreOffice，本机没有安装",
                f"{_SAVE_AS}；或者安装 LibreOffice（Debian、Ubuntu：sudo apt install {PACKAGE}）",
            )
        )
    with TemporaryDirectory(prefix="discgen-", ignore_cleanup_errors=True) as folder:
        return _converted(program, data, Path(folder))


def _converted(program: str, data: bytes, folder: Path) -> bytes:
    source = folder / "document"  # without an extension: LibreOffice goes by the content
    source.write_bytes(data)
    profile = folder / "profile"
    _write_settings(profile)
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nologo"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(source)),
    ]
    _run(command)
    try:
        return (folder / "out" / "document.docx").read_bytes()
    except FileNotFoundError as error:  # it ends with 0 all the same
        raise InputError(Problem("LibreOffice 打不开这个文件，它可能已经损坏", _SAVE_AS)) from error


def _write_settings(profile: Path) -> None:
    items = (
        f'<item oor:path="/org.openoffice.Office.{path}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, settings in _SETTINGS.items()
        for name, value in settings.items()
    )
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{"".join(items)}</oor:items>',
        encoding="utf-8",
    )


def _run(command: list[str]) -> None:
    quiet = subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603 - the program is LibreOffice, the words are ours
        command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    ) as process:
        try:
            process.wait(_TIMEOUT)
        except subprocess.TimeoutExpired as error:
            message = f"LibreOffice 用了 {_TIMEOUT} 秒还没有读完这个文件"
            raise InputError(Problem(message, _SAVE_AS)) from error
        finally:
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the program if it still runs, with all it started: soffice is but a starter."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        kill = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(kill, check=False, capture_output=True)  # noqa: S603 - likewise
    else:
        os.killpg(process.pid, signal.SIGKILL)
