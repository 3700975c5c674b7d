"""Documents that LibreOffice turns into .docx: Word 97 to 2003 (WPS writes the same), RTF, OpenDocument."""

from __future__ import annotations

from discgen.blocks import Document
from discgen.readers import docx
from discgen.readers.office import to_docx


def read(data: bytes) -> Document:
    """Read a document that LibreOffice can open.

    Raises:
        SetupError: There is no LibreOffice.
        InputError: LibreOffice cannot open the document, or it is refused as a .docx would be.
    """
    return docx.read(to_docx(data))
