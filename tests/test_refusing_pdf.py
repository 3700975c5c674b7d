"""PDFs that cannot be read, or are meant to do harm: refused in time, with the reason and a way out."""

from __future__ import annotations

import contextlib
import sys
import zlib
from functools import cache

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from discgen.blocks import lines_of
from discgen.errors import InputError
from discgen.readers import pdf_pages
from drawn_pdf import LONG, as_html, bar, drawn, opened, paragraphs_of, printed, saved, words

TEXT = drawn(words("a text"))


def refused(data: bytes, message: str) -> None:
    """Require that a file is refused, with a remedy."""
    with pytest.raises(InputError, match=message) as caught:
        pdf_pages.read(data)
    assert all(problem.remedy for problem in caught.value.problems)


def scan(file: pikepdf.Pdf) -> pikepdf.Pdf:
    """The file with one more page, which is but a picture."""
    picture = file.make_stream(b"\x80" * 100)
    picture.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image})
    picture.update({"/Width": 10, "/Height": 10, "/ColorSpace": pikepdf.Name.DeviceGray})
    picture.BitsPerComponent = 8
    page = file.add_blank_page(page_size=(595, 842))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))
    page.Contents = file.make_stream(b"q 595 0 0 842 0 0 cm /I Do Q")
    return file


def test_scanned_pages_are_refused():
    refused(saved(scan(pikepdf.new())), "扫描的图片，里面没有文字")
    refused(saved(scan(opened(TEXT))), "第 2 页是扫描的图片")


def test_pages_without_text_are_refused():
    refused(drawn(bar(72, 600, 200, 100)), "没有文字")


def test_characters_that_no_table_explains_are_refused():
    file = opened(printed(LONG))
    for font in file.pages[0].Resources.Font.values():
        del font["/ToUnicode"]
    refused(saved(file), "乱码")


def test_a_password_to_open_is_refused_and_one_to_change_is_not():
    refused(saved(opened(TEXT), encryption=pikepdf.Encryption(user="u", owner="o")), "打开密码")
    allowed = pikepdf.Permissions(extract=False)
    free = saved(opened(TEXT), encryption=pikepdf.Encryption(user="", owner="o", allow=allowed))
    assert paragraphs_of(pdf_pages.read(free)) == ["atext"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"%PDF-1.4" + bytes(9999)])
def test_what_is_no_pdf_is_refused(data: bytes):
    refused(data, "打不开")


def test_a_book_is_refused():
    refused(drawn(*[words("a")] * 401), "401 页")


def test_a_page_with_more_than_fits_on_it_is_refused():
    refused(drawn("".join(words("a" * 10_000, y=y, size=0.05) for y in range(10))), "内容太多")


def test_a_page_that_unpacks_to_too_much_is_refused():
    file = opened(TEXT)
    bomb = pikepdf.Stream(file, zlib.compress(zlib.compress(bytes(2**28), 9), 9))
    bomb.Filter = [pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode]
    file.pages[0].Contents = file.make_indirect(bomb)
    refused(saved(file), "打不开|内存|没有文字")


def test_a_reader_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(pdf_pages, "_TIMEOUT", 0.01)
    refused(TEXT, "没有读完")


@pytest.mark.parametrize(("ending", "error"), [("kill -SEGV $$", InputError), ("exit 1", RuntimeError)])
def test_a_crash_is_a_damaged_file_and_an_exception_a_defect(ending, error, monkeypatch, tmp_path):
    program = tmp_path / "python"
    program.write_text(f"#!/bin/sh\ncat > /dev/null\n{ending}\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    with pytest.raises(error):
        pdf_pages.read(TEXT)


@cache
def small() -> bytes:
    return printed(LONG + as_html([("甲", 1, 2), "乙"], ["丙"]))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_damaged_files_are_read_or_refused(data):
    content = bytearray(small())
    for _ in range(data.draw(st.integers(0, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.none() | st.integers(0, len(content)))
    with contextlib.suppress(InputError):
        assert list(lines_of(pdf_pages.read(bytes(content[:cut]))))
