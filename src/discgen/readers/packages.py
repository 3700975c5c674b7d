"""Zip packages of unknown origin."""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

DAMAGE = (BadZipFile, zlib.error, EOFError, KeyError, OSError, RuntimeError, ValueError)
"""What opening a damaged zip, or reading something from it, can raise."""

_ENTRY = b"PK\x01\x02"  # what each entry of a zip's directory begins with
_MOST_ENTRIES = 20_000  # some 20 MB of memory; a Word file has one for each picture and a dozen more


def open_package(data: bytes) -> ZipFile:
    """Open a zip whose directory is of a sane size.

    Raises:
        BadZipFile: `data` is no zip, or lists more entries than any document has.
    """
    if data.count(_ENTRY) > _MOST_ENTRIES:
        raise BadZipFile
    return ZipFile(BytesIO(data))
