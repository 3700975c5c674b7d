"""The front door of the readers: any file is opened by what is in it, or refused with the way out."""

from __future__ import annotations

import os
import sys
import time
import zipfile
from contextlib import contextmanager
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discgen import readers
from discgen.blocks import Document, Heading, Paragraph, Run, Table, lines_of, text_of, visible
from discgen.errors import InputError, Problem
from discgen.readers.cleaning import cleaned
from discgen.readers.decoding import without_invisible
from discgen.readers.kinds import kind_named, kind_of
from discgen.writers import Look, html
from discgen.writers.docx import write
from foreign_word import converted, para, shown, word_file
from generated_documents import documents
from sample_document import cell, line, sample
from word_files import LOOK

FIXTURES = sorted((Path(__file__).parents[2] / "shared" / "fixtures").glob("*/original.*"))
DOCX = word_file(para("一、总体"))
NOBODY = 65534


def refused(path: Path) -> Problem:
    """The one problem for which a file is refused; it stands at the file and has a remedy."""
    with pytest.raises(InputError) as caught:
        readers.read(path)
    (problem,) = caught.value.problems
    assert problem.place.file == path
    assert problem.remedy
    return problem


@pytest.fixture
def keep(tmp_path):
    """Writes a file and gives its path."""

    def write_file(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write_file


def package(**contents: str) -> bytes:
    """A zip of files; two underscores in a name stand for a slash."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


# What is read ---------------------------------------------------------------------------------------


def test_a_disclosure_of_our_own_comes_back(keep):
    original = sample()
    assert visible(readers.read(keep("a.docx", write(original, LOOK)))) == cleaned(visible(original))


@pytest.mark.parametrize(
    "name", ["a.docx", "A.DOCX", "a.docm", "a.dotx", "a", "a.bak", "a.2021年", "a.docx.1"]
)
def test_an_extension_that_does_not_contradict_is_no_matter(keep, name: str):
    assert shown(readers.read(keep(name, DOCX))) == ["一、总体"]


@pytest.mark.skipif(not FIXTURES, reason="the fixtures lie beside the checkout")
def test_published_files_are_what_they_are_called():
    kinds = {path: kind_of(path.read_bytes()) for path in FIXTURES}
    assert {path for path, kind in kinds.items() if kind_named(path.suffix) is not kind} == set()
    assert len({kind.reader for kind in kinds.values()}) == 5


def page(document: Document) -> bytes:
    return html.write(document, Look(css="", reference_docx=LOOK.reference_docx))


def test_a_page_saved_with_its_pictures_is_read(keep):
    message = EmailMessage()
    message["Subject"] = "页"
    message.set_content(page(sample()).decode(), subtype="html", cte="quoted-printable")
    message.add_related(b"\x89PNG", "image", "png")
    assert visible(readers.read(keep("a.mht", message.as_bytes()))) == visible(
        readers.read(keep("a.html", page(sample())))
    )


# What is not ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def doc(tmp_path_factory) -> bytes:
    """A real .doc."""
    file = tmp_path_factory.mktemp("doc") / "a.docx"
    file.write_bytes(DOCX)
    return converted(file, "doc")


def renamed(doc: bytes, stream: str) -> bytes:
    """The .doc, with another name for the stream that makes it one."""
    old, new = (name.encode("utf-16-le").ljust(64, b"\0") for name in ("WordDocument", stream))
    lengths = (2 * len(name) + 2 for name in ("WordDocument", stream))
    before, after = (length.to_bytes(2, "little") for length in lengths)
    assert doc.count(old + before) == 1
    return doc.replace(old + before, new + after)


STREAMS = {
    "Workbook": "电子表格",
    "PowerPoint Document": "演示文稿",
    "EncryptedPackage": "打开密码",
    "X": "认不出",
}


@pytest.mark.parametrize(("stream", "message"), STREAMS.items())
def test_other_compound_files_are_told_apart(keep, doc, stream: str, message: str):
    assert message in refused(keep("a.bin", renamed(doc, stream))).message


def test_a_doc_with_a_password_is_told_before_anything_opens_it(keep, doc, monkeypatch):
    monkeypatch.setenv("PATH", "")
    head = doc.index(b"\xec\xa5")
    locked = bytearray(doc)
    locked[head + 11] |= 1
    problem = refused(keep("a.doc", bytes(locked)))
    assert "打开密码" in problem.message
    assert "去掉打开密码" in problem.remedy


REFUSED = {
    "empty": (b"", "空的"),
    "blank": (b" \r\n\t", "空的"),
    "workbook": (package(xl__workbook="<workbook/>"), "电子表格"),
    "slides": (package(ppt__presentation="<p/>"), "演示文稿"),
    "OpenDocument sheet": (package(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "电子表格"),
    "OFD": (package(**{"OFD.xml": "<OFD/>"}), "OFD"),
    "zip": (package(a="乙"), "压缩包"),
    "half a zip": (DOCX[:-200], "损坏"),
    "rar": (b"Rar!\x1a\x07\x01\x00", "压缩包"),
    "7z": (b"7z\xbc\xaf\x27\x1c\0\0", "压缩包"),
    "png": (b"\x89PNG\r\n\x1a\n", "图片"),
    "jpeg": (b"\xff\xd8\xff\xe0", "图片"),
    "bmp": (b"BM\x36\x10\0\0\0\0\0\0\x36\0", "图片"),
    "compound rubbish": (bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600, "损坏"),
    "Word XML": (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "Word XML"),
    "other XML": (b'<?xml version="1.0"?><svg/>', "认不出"),
    "rubbish": (bytes(range(256)) * 8, "认不出"),
    "no text": (word_file("<w:p/>"), "没有文字"),
    "a mail without a page": (b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx", "没有网页正文"),
    "parts in parts": (
        b"MIME-Version: 1.0\n"
        + b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(2000)),
        "没有网页正文",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "message"), REFUSED.values(), ids=REFUSED)
def test_other_files_are_named(keep, content: bytes, message: str):
    assert message in refused(keep("公开", content)).message


CONTRADICTIONS = {
    "a Word file called .doc": ("a.doc", DOCX, "Word 文档（.docx）", "a.docx"),
    "a page called .doc": ("公开.doc", b"<html><body>x", "网页", "公开.html"),
    "a text called .docx": ("a.docx", "一、总体".encode(), "纯文本", "a.txt"),
    "a PDF called .docx": ("a.docx", b"\n%PDF-1.7\n", "PDF", "a.pdf"),
    "RTF called .doc": ("a.b.doc", b"{\\rtf1 x}", "RTF", "a.b.rtf"),
    "a Word file called .xlsx": ("a.XLSX", DOCX, "Word 文档（.docx）", "a.docx"),
}


@pytest.mark.parametrize(("name", "content", "kind", "proper"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_a_name_that_contradicts_the_content_is_to_be_mended(keep, name, content, kind, proper):
    problem = refused(keep(name, content))
    assert problem.message == f"扩展名是 {Path(name).suffix}，实际内容是：{kind_of(content).name}"
    assert kind in problem.message
    assert proper in problem.remedy


def test_what_is_no_file_is_refused(tmp_path):
    assert "文件夹" in refused(tmp_path).message
    assert "找不到" in refused(tmp_path / "none.docx").message
    assert "读不了" in refused(tmp_path / ("长" * 200)).message


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert "不是普通文件" in refused(tmp_path / "pipe").message


@contextmanager
def without_privileges():
    """As somebody else, where root runs the tests, who may read everything."""
    privileged = hasattr(os, "geteuid") and os.geteuid() == 0
    if privileged:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if privileged:
            os.seteuid(0)


def test_a_file_that_may_not_be_read_is_refused():
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = Path(folder) / "a.docx"
        path.write_bytes(DOCX)
        with without_privileges():
            path_is_seen = path.exists()
        path.chmod(0)
        with without_privileges():
            assert "权限" in refused(path).message
        assert path_is_seen


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "a.docx"
    with path.open("wb") as file:
        file.truncate(readers.LARGEST + 1)
    assert "超过 64 MB" in refused(path).message


# Signatures -----------------------------------------------------------------------------------------

TEXTS = {
    "upper case": (b"  <HTML><BODY>", "html"),
    "declarations and comments": (b'<?xml version="1"?><!-- --><!-- -->\n<!DOCTYPE html>', "html"),
    "UTF-16": ("<html>一".encode("utf-16"), "html"),
    "behind a server's warnings": (b"Warning: x<br>\n" * 50 + b"<html lang=zh>", "html"),
    "a fragment": (b"<p>x", "html"),
    "text in GB18030": ("一、总体情况".encode("gb18030"), "dump"),
    "text in UTF-16": ("一、总体情况".encode("utf-16"), "dump"),
    "text that begins as a picture does": ("BM 一号".encode(), "dump"),
    "text that is less than": ("<5 万元".encode(), "dump"),
    "PDF behind other bytes": (b"\0\0%PDF-1.4", "pdf_pages"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "reader"), TEXTS.values(), ids=TEXTS)
def test_signatures(content: bytes, reader: str):
    assert kind_of(content).reader == reader


@pytest.mark.parametrize("unit", [b"<!---->", b"<!--", b" ", b"<?xml ", b"%PD", b"PK\x01\x02"])
def test_no_content_keeps_the_door_busy(unit: bytes):
    began = time.process_time()
    kind_of(unit * (2**22 // len(unit)) + b"x")
    kind_of(b"PK\x03\x04" + unit * (2**22 // len(unit)))
    assert time.process_time() - began < 60


@given(data=st.data())
def test_damaged_files_are_of_some_kind(doc, data):
    broken = bytearray(data.draw(st.sampled_from([DOCX, doc])))
    for _ in range(data.draw(st.integers(0, 8))):
        broken[data.draw(st.integers(0, min(4096, len(broken) - 1)))] = data.draw(st.integers(0, 255))
    assert kind_of(bytes(broken[: data.draw(st.integers(0, len(broken)))])).name


# Cleaning -------------------------------------------------------------------------------------------


def test_what_nobody_sees_is_dropped_and_what_stands_in_between_stays():
    original = Document(
        title=(line(" "), line("预算\u00ad公开\ufeff")),
        blocks=(
            Paragraph(line("\u3000\u00a0")),
            Paragraph(line("\u200b", ("35\u200b.5", "收入.合计"), " ")),
            Heading(line("\u2060"), 1),
            Table(((cell("\u200b", " "), cell("甲", "", "乙")),), (1, 1), caption=Paragraph(())),
        ),
    )
    assert cleaned(original) == Document(
        title=(line("预算公开"),),
        blocks=(
            Paragraph((Run("35.5", "收入.合计"), Run(" "))),
            Table(((cell(), cell("甲", "", "乙")),), (1, 1)),
        ),
    )


def test_contents_typed_by_hand_are_dropped():
    lines = ("目　录", "一、职责……1", "二、其他......12", "一、职责", "见表……1", "二、其他")
    original = Document((), tuple(Paragraph(line(text)) for text in lines))
    assert shown(cleaned(original)) == ["一、职责", "见表……1", "二、其他"]


@given(documents)
def test_cleaning_keeps_every_word_and_leaves_nothing_to_clean(original: Document):
    once = cleaned(original)
    assert cleaned(once) == once
    assert words(once) == without_invisible(words(original))


def words(document: Document) -> str:
    return "".join("".join(text_of(line).split()) for line in lines_of(document))
