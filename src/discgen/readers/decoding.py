"""Bytes to text, in the encodings that Chinese offices and web sites have used."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from discgen.errors import InputError, Problem

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHINESE = "gb18030"  # holds GB2312 and GBK, and what was written under their names but goes beyond them
_NAMED = frozenset({"big5", "big5hkscs"})  # tried only where a file names them: they fit too many bytes
_MOST_DAMAGE = 0.05  # of the characters beyond ASCII; in the wrong encoding at least half are damaged
_DAMAGE = re.compile(r"[\ufffd\x00-\x08\x0e-\x19\x1b-\x1f]")  # 0x1A ended text files of DOS
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# What shows nothing: control characters, soft hyphens, zero-width characters, marks of writing direction,
# variation selectors, places of objects, noncharacters.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\ufe00-\ufe0f\ufeff\ufff9-\ufffc\ufffe\uffff]"
)


def decode(data: bytes, declared: str = "") -> str:
    """The text of a file, without a byte order mark.

    What the bytes say counts more than what the file says of itself: pages are often saved anew in UTF-8
    under an old declaration. A few damaged characters are let pass, as U+FFFD.

    Args:
        data: The file.
        declared: The encoding that the file names for itself, "" where it names none.

    Raises:
        InputError: `data` is no text, or text in an encoding unknown here.
    """
    for encoding, most_damage in _candidates(data, declared):
        text = data.decode(encoding, errors="replace")
        if _damage(text) <= most_damage:
            return text
    raise InputError(
        Problem("认不出文件的文字编码，或者它不是文本文件", "请用记事本打开，另存为 UTF-8 编码的文件再试")
    )


def without_invisible(text: str) -> str:
    """`text` without the characters that show nothing; tabs, blanks and line breaks stay."""
    return _INVISIBLE.sub("", text)


def _candidates(data: bytes, declared: str) -> Iterator[tuple[str, float]]:
    """The encodings that `data` may have, the likeliest first, and the damage that speaks against each."""
    mark = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if mark:
        yield mark, _MOST_DAMAGE
    elif b"\0" in data:  # beside each ASCII character, or the file is no text
        big_endian = data[::2].count(0) > data[1::2].count(0)
        yield "utf-16-be" if big_endian else "utf-16-le", 0
    else:
        named = declared.strip().lower()
        for encoding in ("utf-8", *(_NAMED & {named}), _CHINESE):
            yield encoding, _MOST_DAMAGE


def _damage(text: str) -> float:
    """The share of unreadable characters among those beyond ASCII."""
    damaged = len(_DAMAGE.findall(text))
    return damaged / (damaged + len(_BEYOND_ASCII.findall(text))) if damaged else 0.0
