"""Characters of the fonts that have pictures in place of letters, as Unicode has them today.

Word keeps such characters at U+F000 and the code of the font (ECMA-376 part 1, 17.3.3.30 `w:sym`). What
stands for a word or a sign in a disclosure is here: all of Symbol, the boxes, ticks, arrows, bullets and
circled numbers of Wingdings. Other pictures say nothing that a disclosure could.
"""

from __future__ import annotations

_PRIVATE = 0xF000
_CODES = range(0x20, 0x100)
_CONTROLS = 0xA0  # where the second half of Symbol begins

# Adobe's encoding of Symbol, from 0x20 and from 0xA0; a blank where it has none or a part of a bracket.
_SYMBOL_LOW = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
)
_SYMBOL_HIGH = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈… — ↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑          〉∫"
_SYMBOL = {
    **dict(enumerate(_SYMBOL_LOW, 0x20)),
    **dict(enumerate(_SYMBOL_HIGH, _CONTROLS)),
}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_CIRCLED_DARK = "❶❷❸❹❺❻❼❽❾❿"
_WINGDINGS = {
    **dict(enumerate(_CIRCLED, 0x81)),
    **dict(enumerate(_CIRCLED_DARK, 0x8C)),
    **dict(
        zip(
            bytes.fromhex("6C 6E 6F 71 72 74 75 76 77 9F A1 A7 A8 AB D8 E0 F0 FB FC FD FE"),
            "●■□❑❒◆◆❖◆•○▪□★➢→⇨✗✓☒☑",
            strict=True,
        )
    ),
}
_WINGDINGS_2 = {
    **dict(enumerate(_CIRCLED, 0x6A)),
    **dict(enumerate(_CIRCLED_DARK, 0x75)),
    **dict(zip(bytes.fromhex("4F 50 51 52 53 54 96 97 98 A2 A3"), "✗✓☒☑☒☒•●●■□", strict=True)),
}
_FONTS: dict[str, dict[int, str]] = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": {},
    "webdings": {},
}


def shown(text: str, font: str) -> str:
    """What a text set in `font` shows: its private characters replaced, if the font is one with symbols."""
    known = _FONTS.get(font.lower())
    if known is None:
        return text
    return "".join(
        known.get(ord(char) - _PRIVATE, "") if ord(char) - _PRIVATE in _CODES else char for char in text
    )


def of_letters(text: str, font: str) -> str:
    """What a text shows whose very letters stand for the symbols of `font`, as those of bullets do."""
    if font.lower() not in _FONTS:
        return text
    return shown("".join(chr(ord(char) | _PRIVATE) if ord(char) in _CODES else char for char in text), font)


def of_code(code: str, font: str) -> str:
    """What a `w:sym` shows; nothing where its hexadecimal code is none of a character."""
    try:
        text = of_letters(chr(int(code[:4], 16)), font)
    except ValueError:
        return ""
    return text if text.isprintable() else ""
