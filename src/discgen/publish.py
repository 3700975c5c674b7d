"""Publishing: a filing becomes files, all of them whole or none at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from discgen.errors import InputError, Place, Problem, PublishError
from discgen.export import figures_json
from discgen.filing import Filing
from discgen.verify import verify_docx, verify_html, verify_pdf


def _docx(filing: Filing) -> bytes:
    from discgen.writers import docx  # noqa: PLC0415 - python-docx is slow to import

    document = filing.composition.document
    data = docx.write(document, filing.form.look())
    verify_docx(data, document)
    return data


def _html(filing: Filing) -> bytes:
    from discgen.writers import html  # noqa: PLC0415 - as above

    document = filing.composition.document
    data = html.write(document, filing.form.look())
    verify_html(data, document)
    return data


def _pdf(filing: Filing) -> bytes:
    from discgen.writers import pdf  # noqa: PLC0415 - WeasyPrint and Pango may be missing

    document = filing.composition.document
    data = pdf.write(document, filing.form.look(), figures_json(filing))
    verify_pdf(data, document)
    return data


FORMATS: Mapping[str, Callable[[Filing], bytes]] = {
    "docx": _docx,
    "html": _html,
    "pdf": _pdf,
    "json": figures_json,
}
"""What can be built: the file's ending, and what makes its bytes."""


def build(filing: Filing, formats: Sequence[str], folder: Path) -> list[Path]:
    """Build a filing's files, named like its YAML file.

    Args:
        filing: The filing.
        formats: Keys of `FORMATS`.
        folder: Where the files go; made if it is missing.

    Returns:
        The files written, in the order of `formats`.

    Raises:
        InputError: The filing has errors.
        SetupError: Something needed for a format is not installed.
        PublishError: A file lost something, or cannot be written.
    """
    if filing.errors:
        raise InputError(filing.findings)
    contents = {folder / f"{filing.path.stem}.{name}": FORMATS[name](filing) for name in formats}
    write_together(contents)
    return list(contents)


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
        for target, temporary in written.items():
            temporary.replace(target)
    except OSError as error:
        target = Path(error.filename or next(iter(contents)))
        raise PublishError(
            Problem(
                f"写不了文件：{error.strerror}",
                "检查文件夹是否存在、能否写入，文件是否正被别的程序打开",
                Place(target),
            )
        ) from error
    finally:
        for temporary in written.values():
            temporary.unlink(missing_ok=True)


def _written_beside(target: Path, data: bytes) -> Path:
    """A finished temporary file in the target's folder, so that renaming it is one step."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
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
