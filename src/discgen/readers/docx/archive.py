"""The file around a Word document: zip, relationships, XML. Nothing in it is trusted."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from lxml import etree

from discgen.errors import InputError, Problem
from discgen.readers.docx.tree import W

_LARGEST = 64 * 2**20  # bytes of unpacked XML; a disclosure of 600 tables has 10 MB
_COMPOUND_FILE = bytes.fromhex("D0CF11E0A1B11AE1")  # what .doc and every encrypted .docx begin with
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DAMAGED = (
    *(BadZipFile, zlib.error, EOFError, KeyError, OSError, RuntimeError, ValueError),
    etree.XMLSyntaxError,
)
_COMPRESSIONS = (ZIP_STORED, ZIP_DEFLATED)  # no other is allowed (ECMA-376 part 2, annex B)
_SAVE_AGAIN = "请用 Word 或 WPS 打开该文件，确认内容完整后另存为 .docx 再试"


@dataclass(frozen=True, slots=True)
class Parts:
    """The two parts of a Word file that matter.

    Attributes:
        body: `w:body` of the main part.
        styles: `w:styles`, None where the file defines none.
    """

    body: etree._Element
    styles: etree._Element | None


def open_parts(data: bytes) -> Parts:
    """Unpack and parse a Word file.

    Raises:
        InputError: `data` is no .docx, is damaged or encrypted, or unpacks to too much.
    """
    if data.startswith(_COMPOUND_FILE):
        raise _unreadable("文件是旧版 .doc 格式，或设有打开密码", "请用 Word 或 WPS 去掉密码，另存为 .docx")
    with _damage_reported(), ZipFile(BytesIO(data)) as archive:
        return _parts(archive)


def _unreadable(message: str, remedy: str = _SAVE_AGAIN) -> InputError:
    return InputError(Problem(message, remedy))


@contextmanager
def _damage_reported() -> Iterator[None]:
    try:
        yield
    except _DAMAGED as error:
        raise _unreadable("文件不是 Word 文档（.docx），或已经损坏") from error


def _parts(archive: ZipFile) -> Parts:
    main = _related(archive, "", "officeDocument")
    body = _parse(archive, main).find(f"{W}body") if main else None
    if body is None:
        raise _unreadable("文件里没有 Word 正文")
    styles = _related(archive, main, "styles")
    return Parts(body, _parse(archive, styles) if styles else None)


def _related(archive: ZipFile, source: str, kind: str) -> str:
    """Name of the part that `source` names as its `kind`, "" if there is none; "" is the package."""
    folder, name = posixpath.split(source)
    relationships = posixpath.join(folder, "_rels", f"{name}.rels")
    if relationships not in archive.namelist():
        return ""
    for relationship in _parse(archive, relationships).iter(_RELATIONSHIP):
        if relationship.get("Type", "").endswith(f"/{kind}"):
            return posixpath.normpath(posixpath.join("/", folder, relationship.get("Target", "")))[1:]
    return ""


def _parse(archive: ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(_unpack(archive, name), parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise _unreadable("文件含有 Word 文档不允许的 DOCTYPE 声明")
    return root


def _unpack(archive: ZipFile, name: str) -> bytes:
    entry = archive.getinfo(name)
    if entry.file_size > _LARGEST:
        raise _unreadable("文件解压后过大，不像一份信息公开文档")
    if entry.compress_type not in _COMPRESSIONS:
        raise BadZipFile
    with archive.open(entry) as stream:
        # Asked for a number of bytes, zipfile unpacks no more, even if the entry lies about its size.
        return stream.read(entry.file_size)
