"""What kind of file some bytes are, by what stands in them and never by what the file is called.

Signatures: RFC 8118 (PDF), ISO/IEC 21320-1 and 26300 (packages), [MS-CFB] (compound files), the WHATWG's
"MIME Sniffing" (HTML and pictures).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from zipfile import ZipFile

from discgen.errors import InputError
from discgen.readers.compound import look_into
from discgen.readers.decoding import decode
from discgen.readers.packages import DAMAGE, open_package

_HEAD = 2**16  # bytes in which a text has to say what it is
_PDF_HEAD = 1024  # bytes that may stand before a PDF


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file.

    Attributes:
        name: What the user calls it.
        extensions: The extensions it goes by, small letters with the dot; the usual one first.
        reader: Name of the module beside this one that reads it; "" where none does.
        remedy: What to do instead, where no module reads it.
    """

    name: str
    extensions: tuple[str, ...] = ()
    reader: str = ""
    remedy: str = ""


_OTHER_FILE = "请选择信息公开文档的 Word、PDF 或网页文件"
_SAVE_AS = "请用 Word 或 WPS 打开，另存为 .docx 再试"

DOCX = Kind("Word 文档（.docx）", (".docx", ".docm", ".dotx", ".dotm"), "docx")
DOC = Kind("旧版 Word 文档（.doc）", (".doc", ".dot", ".wps", ".wpt"), "doc")
RTF = Kind("RTF 文档", (".rtf",), "doc")
ODT = Kind("OpenDocument 文档（.odt）", (".odt", ".ott"), "doc")
PDF = Kind("PDF 文件", (".pdf",), "pdf_pages")
HTML = Kind("网页", (".html", ".htm", ".xhtml", ".shtml"), "html")
MHTML = Kind("单个文件网页（.mht）", (".mht", ".mhtml"), "mhtml")
TEXT = Kind("纯文本", (".txt",), "dump")

EMPTY = Kind("空文件", remedy="请检查文件是否复制或下载完整")
PROTECTED = Kind("设有打开密码的文件", remedy="请用 Word 或 WPS 打开，去掉打开密码，另存为 .docx 再试")
DAMAGED = Kind("损坏的文件", remedy="请重新复制或下载一次；能用 Word 或 WPS 打开的，另存为 .docx 再试")
WORD_XML = Kind("Word XML 文档", (".xml",), remedy=_SAVE_AS)
WORKBOOK = Kind("电子表格", (".xlsx", ".xlsm", ".xls", ".et", ".ods"), remedy=_OTHER_FILE)
SLIDES = Kind("演示文稿", (".pptx", ".pptm", ".ppt", ".dps", ".odp"), remedy=_OTHER_FILE)
OFD = Kind("OFD 版式文件", (".ofd",), remedy="请用 OFD 阅读器把它转换成 PDF，或找到原来的 Word 文件")
PICTURE = Kind(
    "图片",
    (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp"),
    remedy="图片里的字读不出来，请找到原来的 Word、PDF 或网页文件",
)
ARCHIVE = Kind(
    "压缩包", (".zip", ".rar", ".7z", ".gz", ".tar"), remedy="请先解压，再选择里面的 Word、PDF 或网页文件"
)
UNKNOWN = Kind("认不出的文件", remedy=_SAVE_AS)

_KINDS = (
    *(DOCX, DOC, RTF, ODT, PDF, HTML, MHTML, TEXT),
    *(WORD_XML, WORKBOOK, SLIDES, OFD, PICTURE, ARCHIVE),
)
_BY_EXTENSION = {extension: kind for kind in _KINDS for extension in kind.extensions}

_COMPOUND_FILE = bytes.fromhex("D0CF11E0A1B11AE1")
_SIGNATURES = {
    re.compile(rb"{\\rtf"): RTF,
    re.compile(
        rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|BM.{4}\0{4}|II\*\0|MM\0\*|RIFF.{4}WEBP", re.DOTALL
    ): PICTURE,
    re.compile(rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b"): ARCHIVE,
}
_PACKAGE = b"PK\x03\x04"
_LONGEST_MEDIA_TYPE = 255  # RFC 6838
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_OPEN_DOCUMENTS = {"text": ODT, "text-template": ODT, "spreadsheet": WORKBOOK, "presentation": SLIDES}
_PACKAGE_FOLDERS = {"word": DOCX, "xl": WORKBOOK, "ppt": SLIDES}

_MARKS = "\xef\xbb\xbf\xff\xfe"  # the bytes of byte order marks
_HTML_TAGS = (
    "html|head|body|meta|title|style|script|link|base|iframe|table|div|span|font|center|h[1-6]|p|br|a|b"
)
# Possessive, or a page of many comments would be tried in all ways of parting them.
_BEGINS_HTML = re.compile(
    rf"(?:<\?xml[^>]*>|<!--.*?-->|\s)*+<(?:!doctype\s+html|(?:{_HTML_TAGS})[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
_HOLDS_HTML = re.compile(r"<html[\s>]", re.IGNORECASE)  # behind what a server let slip
_IS_MHTML = re.compile(r"^mime-version:\s*1\.0", re.IGNORECASE | re.MULTILINE)
_IS_WORD_XML = re.compile(r'progid="Word\.Document"|<w:wordDocument[\s>]')


def kind_of(data: bytes) -> Kind:
    """The kind of a file's content."""
    if not data.strip():
        return EMPTY
    for signature, kind in _SIGNATURES.items():
        if signature.match(data):
            return kind
    if data.startswith(_COMPOUND_FILE):
        return _compound_kind(data)
    if data.startswith(_PACKAGE):
        return _package_kind(data)
    if b"%PDF-" in data[:_PDF_HEAD]:
        return PDF
    return _text_kind(data)


def kind_named(extension: str) -> Kind | None:
    """The kind of file that goes by an extension, None for an extension that says nothing here."""
    return _BY_EXTENSION.get(extension.lower())


def _compound_kind(data: bytes) -> Kind:
    compound = look_into(data)
    if compound is None:
        return DAMAGED
    if compound.protected:
        return PROTECTED
    if compound.has("WordDocument"):
        return DOC
    if compound.has("Workbook", "Book"):
        return WORKBOOK
    return SLIDES if compound.has("PowerPoint Document") else UNKNOWN


def _package_kind(data: bytes) -> Kind:
    try:
        with open_package(data) as package:
            names = package.namelist()
            media_type = _media_type(package) if "mimetype" in names else ""
    except DAMAGE:
        return DAMAGED
    if "OFD.xml" in names:
        return OFD
    if media_type.startswith(_OPEN_DOCUMENT):
        return _OPEN_DOCUMENTS.get(media_type.removeprefix(_OPEN_DOCUMENT), UNKNOWN)
    folders = {name.partition("/")[0] for name in names}
    for folder, kind in _PACKAGE_FOLDERS.items():
        if folder in folders:
            return kind
    return DOCX if "[Content_Types].xml" in names else ARCHIVE


def _media_type(package: ZipFile) -> str:
    with package.open("mimetype") as stream:
        return stream.read(_LONGEST_MEDIA_TYPE).decode("latin-1").strip()


def _text_kind(data: bytes) -> Kind:
    # Tags are ASCII: in every encoding they stand there, in those of Unicode with zeros in between.
    head = data[:_HEAD].replace(b"\0", b"").decode("latin-1").lstrip(_MARKS)
    if _IS_WORD_XML.search(head):
        return WORD_XML
    if _IS_MHTML.search(head):
        return MHTML
    if _BEGINS_HTML.match(head) or _HOLDS_HTML.search(head):
        return HTML
    return UNKNOWN if head.startswith("<?xml") else _plain_kind(data)


def _plain_kind(data: bytes) -> Kind:
    try:
        decode(data)
    except InputError:
        return UNKNOWN
    return TEXT
