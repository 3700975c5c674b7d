"""Publishing: a filing becomes files, all of them whole or none at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from discgen.errors import InputError
from discgen.export import figures_json
from discgen.files import write_together
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
