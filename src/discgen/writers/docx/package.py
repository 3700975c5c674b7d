"""The zip file around the parts of an Office document."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Zip `parts`, names to contents, in their order; the same parts always give the same bytes."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            entry = ZipInfo(name)  # bears the zip format's first day, 1980-01-01
            entry.create_system = 0  # else the bytes would tell Windows from the rest
            archive.writestr(entry, content, compress_type=ZIP_DEFLATED)
    return buffer.getvalue()
