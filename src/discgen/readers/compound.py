"""Compound files ([MS-CFB]): the file systems in a file that Office kept its documents in until 2007."""

from __future__ import annotations

import struct
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

_WORD = "WordDocument"
_FLAGS = 10  # where the flags stand in a Word document ([MS-DOC] 2.5.2 FibBase)
_ENCRYPTED = 0x0100
_ENCRYPTED_PACKAGE = "EncryptedPackage"  # a .docx with a password is one stream of a compound file
_DAMAGED = (OSError, ValueError, LookupError, TypeError, struct.error, RecursionError)


@dataclass(frozen=True, slots=True)
class Compound:
    """What stands in a compound file.

    Attributes:
        streams: The names of its outermost streams, in small letters; names do not tell them apart.
        protected: Whether it takes a password to open the document.
    """

    streams: AbstractSet[str]
    protected: bool

    def has(self, *names: str) -> bool:
        """Whether there is a stream by one of `names`."""
        return any(name.lower() in self.streams for name in names)


def look_into(data: bytes) -> Compound | None:
    """What stands in a compound file, None where it is damaged."""
    import olefile  # type: ignore[import-untyped] # noqa: PLC0415 - only needed for this kind of file

    try:
        with olefile.OleFileIO(data) as file:
            streams = {path[0].lower() for path in file.listdir() if len(path) == 1}
            protected = _ENCRYPTED_PACKAGE.lower() in streams or (
                _WORD.lower() in streams and _is_encrypted(file.openstream(_WORD).read(_FLAGS + 2))
            )
    except _DAMAGED:
        return None
    return Compound(streams, protected)


def _is_encrypted(head: bytes) -> bool:
    return bool(struct.unpack_from("<H", head, _FLAGS)[0] & _ENCRYPTED)
