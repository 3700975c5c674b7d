"""The file around a Word document: zip, relationships, XML. Nothing in it is trusted."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from lxml import etree

from discgen.errors import InputError, Problem
from discgen.readers.docx.tree import W
from discgen.readers.packages import DAMAGE, open_package

_LARGEST = 64 * 2**20  # bytes of unpacked XML in all; a disclosure of 600 tables has 10 MB
_MOST_MARKS = 3_000_000  # tags and attributes, 300 bytes of memory each; 600 tables have a million
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# The strict variant of ECMA-376 (part 1) differs from the usual one (part 4) in names, hardly in words.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_STRICT_MATH = b"http://purl.oclc.org/ooxml/officeDocument/math"
_MATH = b"http://schemas.openxmlformats.org/officeDocument/2006/math"
_COMPRESSIONS = (ZIP_STORED, ZIP_DEFLATED)  # no other is allowed (ECMA-376 part 2, annex B)
SAVE_AGAIN = "请用 Word 或 WPS 打开该文件，确认内容完整后另存为 .docx 再试"


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a Word file that hold words or say how they are shown.

    Attributes:
        body: `w:body` of the main part.
        styles: `w:styles`, None where the file defines none.
        numbering: `w:numbering`, None where nothing is numbered.
        notes: `w:footnotes` and `w:endnotes`, as far as there are any.
    """

    body: etree._Element
    styles: etree._Element | None
    numbering: etree._Element | None
    notes: tuple[etree._Element, ...]


def open_parts(data: bytes) -> Parts:
    """Unpack and parse a Word file.

    Raises:
        InputError: `data` is no .docx, is damaged, or unpacks to too much.
    """
    with _damage_reported(), open_package(data) as archive:
        return _parts(_Package(archive))


def _unreadable(message: str) -> InputError:
    return InputError(Problem(message, SAVE_AGAIN))


@contextmanager
def _damage_reported() -> Iterator[None]:
    try:
        yield
    except (*DAMAGE, etree.XMLSyntaxError) as error:
        raise _unreadable("文件不是 Word 文档（.docx），或已经损坏") from error


class _Package:
    """An open package, which gives out no more XML than memory can hold."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._bytes_left = _LARGEST
        self._marks_left = _MOST_MARKS

    def related(self, source: str) -> dict[str, str]:
        """Names of the parts that `source` names, by the kind it names them as; "" is the package."""
        folder, name = posixpath.split(source)
        relationships = posixpath.join(folder, "_rels", f"{name}.rels")
        if relationships not in self._archive.namelist():
            return {}
        return {
            posixpath.basename(relationship.get("Type", "")): posixpath.normpath(
                posixpath.join("/", folder, relationship.get("Target", ""))
            )[1:]
            for relationship in reversed(list(self.parse(relationships).iter(_RELATIONSHIP)))
        }

    def parse(self, name: str) -> etree._Element:
        """The root of a part."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        root = etree.fromstring(self._unpacked(name), parser)
        if root.getroottree().docinfo.internalDTD is not None:
            raise _unreadable("文件含有 Word 文档不允许的 DOCTYPE 声明")
        return root

    def _unpacked(self, name: str) -> bytes:
        entry = self._archive.getinfo(name)
        self._bytes_left -= entry.file_size
        if self._bytes_left < 0:
            raise _unreadable("文件解压后过大，不像一份信息公开文档")
        if entry.compress_type not in _COMPRESSIONS:
            raise BadZipFile
        with self._archive.open(entry) as stream:
            # Asked for a number of bytes, zipfile unpacks no more, even if the entry lies about its size.
            content = stream.read(entry.file_size)
        self._marks_left -= content.count(b"<") + content.count(b"=")
        if self._marks_left < 0:
            raise _unreadable("文件内容过于庞杂，不像一份信息公开文档")
        return content.replace(_STRICT, W[1:-1].encode()).replace(_STRICT_MATH, _MATH)


def _parts(package: _Package) -> Parts:
    main = package.related("").get("officeDocument", "")
    body = package.parse(main).find(f"{W}body") if main else None
    if body is None:
        raise _unreadable("文件里没有 Word 正文")
    related = package.related(main)
    found = {
        kind: package.parse(related[kind])
        for kind in ("styles", "numbering", "footnotes", "endnotes")
        if kind in related
    }
    return Parts(
        body=body,
        styles=found.get("styles"),
        numbering=found.get("numbering"),
        notes=tuple(found[kind] for kind in ("footnotes", "endnotes") if kind in found),
    )
