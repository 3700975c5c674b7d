"""The fonts of this machine: which of the wanted faces are installed, and what no font can print.

Asks fontconfig, the library through which WeasyPrint finds fonts, so that both see the same ones.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from discgen.errors import Problem, SetupError
from discgen.resources import TEMPLATES

_LIBRARIES = ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll")

# The style sheet's custom properties that hold the chains of faces, and what a chain is for.
_ROLES = {
    "title": "小标宋",
    "black": "黑体",
    "kai": "楷体",
    "body": "仿宋",
    "song": "宋体",
    "western": "Times New Roman",
}
_COMMON = "预算公开说明"  # six characters every Chinese font has


@dataclass(frozen=True, slots=True)
class FontChoice:
    """Which font serves a role of the page.

    Attributes:
        role: The face as GB/T 9704 and its users name it (`仿宋`).
        wanted: Names of fonts in order of preference; the first ones are the face itself.
        found: The first of them that is installed; "" when none is.
    """

    role: str
    wanted: tuple[str, ...]
    found: str


@dataclass(frozen=True, slots=True)
class _Font:
    """An installed font.

    Attributes:
        file: Its file.
        families: The names of its family, in all languages it gives them.
        charset: fontconfig's set of the characters it has.
    """

    file: Path
    families: tuple[str, ...]
    charset: ctypes.c_void_p


def report(css: str | None = None) -> list[FontChoice]:
    """Tell which installed font serves each role.

    Args:
        css: The style sheet whose chains are meant; the common one by default.

    Raises:
        SetupError: fontconfig is not installed.
    """
    if css is None:
        css = (TEMPLATES / "common" / "style.css").read_text(encoding="utf-8")
    installed = {family.casefold() for font in _installed() for family in font.families}
    return [_choice(role, chain, installed) for role, chain in _chains(css).items()]


def require_chinese() -> None:
    """Require a font with Chinese characters.

    Raises:
        SetupError: There is none, or fontconfig is not installed.
    """
    if missing_characters(_COMMON):
        raise SetupError(
            Problem(
                "本机没有中文字体，印出来全是空框",
                "安装中文字体：Debian、Ubuntu 用 apt install fonts-noto-cjk fonts-arphic-ukai，"
                "其他系统可安装“思源宋体”“思源黑体”",
            )
        )


def missing_characters(text: str) -> set[str]:
    """The visible characters of `text` that no installed font has.

    Raises:
        SetupError: fontconfig is not installed.
    """
    missing = {char for char in set(text) if _is_visible(char)}
    for font in _installed():
        if not missing:
            break
        missing = {char for char in missing if not _fontconfig().FcCharSetHasChar(font.charset, ord(char))}
    return missing


def is_font_file(path: Path) -> bool:
    """Whether `path` is the file of an installed font.

    Raises:
        SetupError: fontconfig is not installed.
    """
    return any(font.file == path for font in _installed())


def _choice(role: str, chain: tuple[str, ...], installed: set[str]) -> FontChoice:
    found = next((family for family in chain if family.casefold() in installed), "")
    return FontChoice(role, chain, found)


def _chains(css: str) -> dict[str, tuple[str, ...]]:
    """The chains of families by role; a later sheet's chain replaces an earlier one's."""
    declared = dict(re.findall(r"--([a-z]+):([^;}]*)", css))
    return {
        role: tuple(re.findall(r'"([^"]+)"', declared[name]))
        for name, role in _ROLES.items()
        if name in declared
    }


def _is_visible(char: str) -> bool:
    return not char.isspace() and unicodedata.category(char) not in {"Cf", "Mn"}


class _FontSet(ctypes.Structure):
    """fontconfig's `FcFontSet`."""

    _fields_ = (
        ("nfont", ctypes.c_int),
        ("sfont", ctypes.c_int),
        ("fonts", ctypes.POINTER(ctypes.c_void_p)),
    )


@cache
def _fontconfig() -> ctypes.CDLL:
    for name in _LIBRARIES:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        library.FcInitLoadConfigAndFonts.restype = ctypes.c_void_p
        library.FcConfigGetFonts.argtypes = (ctypes.c_void_p, ctypes.c_int)
        library.FcConfigGetFonts.restype = ctypes.POINTER(_FontSet)
        value = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.POINTER(ctypes.c_void_p))
        library.FcPatternGetString.argtypes = library.FcPatternGetCharSet.argtypes = value
        library.FcCharSetHasChar.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
        return library
    raise SetupError(
        Problem(
            "本机没有 fontconfig，找不到字体",
            "Debian、Ubuntu：apt install libfontconfig1；macOS：brew install pango；"
            "Windows：安装 MSYS2，再执行 pacman -S mingw-w64-ucrt-x86_64-pango",
        )
    )


@cache
def _installed() -> tuple[_Font, ...]:
    """All fonts of the machine; the configuration they belong to is kept for the process's life."""
    library = _fontconfig()
    fonts = library.FcConfigGetFonts(library.FcInitLoadConfigAndFonts(), 0)
    if not fonts:
        return ()
    patterns = fonts.contents.fonts[: fonts.contents.nfont]
    return tuple(font for pattern in patterns if (font := _font(pattern)))


def _font(pattern: int) -> _Font | None:
    charset = ctypes.c_void_p()
    files = list(_strings(pattern, b"file"))
    if not files or _fontconfig().FcPatternGetCharSet(pattern, b"charset", 0, ctypes.byref(charset)):
        return None
    return _Font(Path(files[0]), tuple(_strings(pattern, b"family")), charset)


def _strings(pattern: int, name: bytes) -> Iterator[str]:
    """All values of a property that holds strings."""
    value = ctypes.c_void_p()
    number = 0
    while not _fontconfig().FcPatternGetString(pattern, name, number, ctypes.byref(value)):
        yield ctypes.string_at(value.value or 0).decode(errors="replace")
        number += 1
