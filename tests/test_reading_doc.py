"""Old Word files, RTF and OpenDocument: LibreOffice converts them, shut in, side by side and on time."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest

from discgen.errors import InputError, SetupError
from discgen.readers import doc, office
from discgen.readers.cleaning import cleaned
from foreign_word import converted, para, row, shown, table, word_file

INSTALLER = Path(__file__).parents[1] / "tools" / "install.sh"
BODY = para("一、总体") + table(row("甲", "乙")) + para("二、其他")
SEEN = ["一、总体", [["甲", "乙"]], "二、其他"]
FORMATS = ("doc", "rtf", "odt")


@pytest.fixture(scope="module")
def old(tmp_path_factory) -> dict[str, bytes]:
    """The same document in every format that is read this way."""
    file = tmp_path_factory.mktemp("converted") / "old.docx"
    file.write_bytes(word_file(BODY))
    return {extension: converted(file, extension) for extension in FORMATS}


@pytest.mark.parametrize("extension", FORMATS)
def test_every_format_is_read(old, extension: str):
    assert shown(cleaned(doc.read(old[extension]))) == SEEN


def test_several_at_once_do_not_disturb_one_another(old):
    with ThreadPoolExecutor(3) as pool:
        documents = list(pool.map(doc.read, [old["doc"], old["rtf"], old["odt"]]))
    assert [shown(cleaned(document)) for document in documents] == [SEEN] * 3


def test_nothing_is_left_behind(old, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    doc.read(old["doc"])
    assert not list(tmp_path.iterdir())


def test_what_libreoffice_cannot_open_is_refused(old):
    with pytest.raises(InputError, match="打不开") as caught:
        doc.read(old["doc"][:2000])
    assert "另存为 .docx" in caught.value.problems[0].remedy


def test_without_libreoffice_the_remedy_names_both_ways_out(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SetupError, match="本机没有安装") as caught:
        doc.read(b"")
    remedy = caught.value.problems[0].remedy
    assert "另存为 .docx" in remedy
    assert f"sudo apt install {office.PACKAGE}" in remedy


def test_the_installer_knows_the_same_package():
    script = INSTALLER.read_text(encoding="utf-8")
    assert re.search(r"\[soffice\]=(\S+)", script)[1] == office.PACKAGE


SLEEPER = """#!{python}
import os, pathlib, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
pathlib.Path(os.environ["CHILD"]).write_text(str(child.pid))
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")
def test_a_conversion_that_hangs_is_ended_with_all_it_started(tmp_path, monkeypatch):
    program = tmp_path / "soffice"
    program.write_text(SLEEPER.format(python=sys.executable))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CHILD", str(tmp_path / "child"))
    monkeypatch.setattr(office, "_TIMEOUT", 2)
    with pytest.raises(InputError, match="2 秒"):
        doc.read(b"")
    assert ended(int((tmp_path / "child").read_text()))


def ended(process: int) -> bool:
    """Whether a process ends within a second; it may linger on as a zombie, which takes no signal in."""
    for _ in range(20):
        try:
            os.kill(process, 0)
            state = Path(f"/proc/{process}/stat")
            if state.exists() and state.read_text().split()[2] == "Z":
                return True
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    os.kill(process, signal.SIGKILL)
    return False


# Macros ---------------------------------------------------------------------------------------------

OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
LISTENER = (
    f'<office:document-content xmlns:office="{OFFICE}:office:1.0" xmlns:text="{OFFICE}:text:1.0"'
    f' xmlns:script="{OFFICE}:script:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:dom="http://www.w3.org/2001/xml-events" office:version="1.2"><office:scripts>'
    '<office:event-listeners><script:event-listener script:language="ooo:script"'
    ' script:event-name="dom:load" xlink:type="simple"'
    ' xlink:href="vnd.sun.star.script:Standard.M.Main?language=Basic&amp;location=document"/>'
    "</office:event-listeners></office:scripts><office:body><office:text><text:p>正文</text:p>"
    "</office:text></office:body></office:document-content>"
)
BASIC = {
    "Basic/script-lc.xml": (
        '<library:libraries xmlns:library="http://openoffice.org/2000/library">'
        '<library:library library:name="Standard" library:link="false"/></library:libraries>'
    ),
    "Basic/Standard/script-lb.xml": (
        '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"'
        ' library:readonly="false" library:passwordprotected="false"><library:element library:name="M"/>'
        "</library:library>"
    ),
    "Basic/Standard/M.xml": (
        '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="M"'
        ' script:language="StarBasic">Sub Main\nOpen "{trace}" For Output As #1\nClose #1\nEnd Sub'
        "</script:module>"
    ),
}


def with_macro(trace: Path) -> bytes:
    """A document that writes the file `trace` when it is opened, if it may."""
    media_type = "application/vnd.oasis.opendocument.text"
    contents = {"content.xml": LISTENER, **BASIC}
    contents["Basic/Standard/M.xml"] = contents["Basic/Standard/M.xml"].format(trace=trace)
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in {"/": media_type, **dict.fromkeys(contents, "text/xml")}.items()
    )
    manifest = f'<manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0">{entries}</manifest:manifest>'
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in {
            "mimetype": media_type,
            **contents,
            "META-INF/manifest.xml": manifest,
        }.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_macros_do_not_run(tmp_path):
    assert shown(cleaned(doc.read(with_macro(tmp_path / "trace")))) == ["正文"]
    assert not (tmp_path / "trace").exists()
