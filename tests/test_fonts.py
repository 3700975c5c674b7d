"""Fonts: what the page wants, what is installed, and what nothing installed can print."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from discgen import fonts

LATIN_ONLY = Path("/usr/share/fonts/truetype/liberation")


def test_every_role_of_the_page_is_reported_and_served():
    report = {choice.role: choice for choice in fonts.report()}
    assert list(report) == ["小标宋", "黑体", "楷体", "仿宋", "宋体", "Times New Roman"]
    assert report["小标宋"].wanted[:1] == ("方正小标宋简体",)
    assert report["仿宋"].wanted[:2] == ("仿宋_GB2312", "仿宋")
    for choice in report.values():
        assert choice.found in choice.wanted


def test_a_later_sheet_replaces_the_chain_of_an_earlier_one():
    css = ':root { --kai: "楷体"; --black: "无此字体" } :root { --kai: "本县楷体", "Noto Serif CJK SC" }'
    assert fonts.report(css) == [
        fonts.FontChoice("黑体", ("无此字体",), ""),
        fonts.FontChoice("楷体", ("本县楷体", "Noto Serif CJK SC"), "Noto Serif CJK SC"),
    ]


def test_only_characters_without_a_glyph_are_missing():
    private = "\U000f0123"
    assert fonts.missing_characters(f"预算 2024≥95%　\u200b“”{private}{private}") == {private}


def test_the_file_of_an_installed_font_is_known_and_no_other():
    listed = subprocess.run(["fc-list", "--format=%{file}\n"], capture_output=True, text=True, check=True)
    files = [Path(name) for name in listed.stdout.split("\n") if name]
    assert files
    assert all(fonts.is_font_file(file) for file in files)
    assert not fonts.is_font_file(Path("/etc/passwd"))


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("fonts.require_chinese()", "fonts-noto-cjk fonts-arphic-ukai"),
        ("print(sorted(fonts.missing_characters('A预')))", "['预']"),
        ("print([c.found for c in fonts.report()][-1])", "Liberation Serif"),
    ],
)
def test_a_machine_without_chinese_fonts(program, said, tmp_path):
    """In a process of its own, for fontconfig reads its configuration once."""
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig><dir>{LATIN_ONLY}</dir><cachedir>{tmp_path}</cachedir></fontconfig>")
    lines = (
        "from discgen import errors, fonts",
        f"try: {program}",
        "except errors.SetupError as error: print(error.problems[0].remedy)",
    )
    result = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        env={**os.environ, "FONTCONFIG_FILE": str(config), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
    )
    assert said in result.stdout.decode()


def test_without_fontconfig_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setattr(fonts, "_LIBRARIES", ("libnone.so",))
    fonts._fontconfig.cache_clear()
    fonts._installed.cache_clear()
    try:
        with pytest.raises(fonts.SetupError, match="fontconfig"):
            fonts.report()
    finally:
        fonts._fontconfig.cache_clear()
