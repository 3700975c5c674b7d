"""`discgen doctor` on machines that lack something."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from discgen.cli.doctor import INSTALLING
from discgen.readers import office

INSTALLER = Path(__file__).parents[1] / "tools" / "install.sh"


def doctor(*python: str, **options: object) -> subprocess.CompletedProcess:
    """Run `discgen doctor`, by other words to Python than `-m discgen` if any are given."""
    command = [sys.executable, *(python or ("-m", "discgen")), "doctor"]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def test_machine_that_has_everything():
    ended = doctor()
    assert (ended.returncode, ended.stderr) == (0, "")
    assert re.search(r"(?m)^Pango [1-9]+\.[0-9]+\.[0-9]+$", ended.stdout)
    assert re.search(r"(?m)^  仿宋：\S", ended.stdout)
    assert ended.stdout.endswith("可以生成 DOCX、HTML、PDF 和 JSON。\n")


def test_without_chinese_fonts(tmp_path):
    """Where fontconfig is told of no fonts, there are none."""
    (tmp_path / "fonts.conf").write_text("<fontconfig/>")
    ended = doctor(env={**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")})
    assert ended.returncode == 1
    assert "错误：本机没有中文字体" in ended.stdout
    assert "sudo apt install" in ended.stdout


WITHOUT_LIBRARIES = """
import cffi

def dlopen(ffi, name, flags=0):
    raise OSError(f"cannot load library {name}")

cffi.FFI.dlopen = dlopen
from discgen.cli import main
main()
"""


def test_without_pango():
    ended = doctor("-c", WITHOUT_LIBRARIES)
    assert (ended.returncode, ended.stderr) == (1, "")
    assert "错误：本机没有 Pango\n" in ended.stdout
    assert "WeasyPrint could not" not in ended.stdout
    for system in INSTALLING:
        assert f"\n  {system}\n" in ended.stdout


def test_libreoffice_is_optional(tmp_path):
    """It is said what it is for, where it is, and how to install it where it is not."""
    there = re.search(r"(?m)^LibreOffice（只在读取旧的 \.doc、\.wps 文件时用到）：(\S+)$", doctor().stdout)
    assert Path(there[1]).is_file()
    ended = doctor(env={**os.environ, "PATH": str(tmp_path)})
    assert ended.returncode == 0
    assert re.search(rf"(?m)^LibreOffice（.+）：没有找到（可以不装；.+ {office.PACKAGE}）$", ended.stdout)


def test_doctor_and_installer_know_the_same_packages():
    script = INSTALLER.read_text(encoding="utf-8")
    installed = re.search(r"libraries=\(([^)]+)\)", script)[1].split()
    assert re.findall(r"(?:lib|fonts-)\S+", INSTALLING["Debian、Ubuntu"]) == installed
