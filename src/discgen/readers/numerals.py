"""The numbers that Word prints by itself, in the ways Chinese documents have them.

ECMA-376 part 1, 17.18.59 `ST_NumberFormat`.
"""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_COUNTED = ("零一二三四五六七八九", ("千", "百", "十", ""))
_LEGAL = ("零壹贰叁肆伍陆柒捌玖", ("仟", "佰", "拾", ""))
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LONGEST_LETTERS = 30  # Word begins with "a" again at 781
_LARGEST = 9999  # where names of numbers end here; larger ones are printed in digits


def _named(number: int, digits: str, units: tuple[str, ...]) -> str:
    """A number in words: 一百零五."""
    text = ""
    rest = number
    for place, unit in enumerate(units):
        digit, rest = divmod(rest, 10 ** (len(units) - 1 - place))
        if digit:
            text += digits[digit] + unit
        elif text and not text.endswith(digits[0]) and rest:
            text += digits[0]
    return text


def _counted(number: int) -> str:
    text = _named(number, *_COUNTED)
    return text[1:] if text.startswith("一十") else text


def _legal(number: int) -> str:
    return _named(number, *_LEGAL)


def _digit_by_digit(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _letters(number: int) -> str:
    repeated, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (repeated % _LONGEST_LETTERS + 1)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def _full_width(number: int) -> str:
    return str(number).translate(_FULL_WIDTH)


_WORDS: dict[str, Callable[[int], str]] = {
    # Those that count in words differ only above 99.
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting"), _counted),
    **dict.fromkeys(("taiwaneseCounting", "taiwaneseCountingThousand"), _counted),
    **dict.fromkeys(
        ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _digit_by_digit
    ),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"), _legal),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _full_width),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
}
_SEQUENCES = {
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}


def numeral(number: int, style: str) -> str:
    """The number as a `w:numFmt` prints it; in plain digits where that is unknown or ends before it."""
    if style == "none":
        return ""
    sequence = _SEQUENCES.get(style, "")
    if 0 < number <= len(sequence):
        return sequence[number - 1]
    if style in _WORDS and 0 < number <= _LARGEST:
        return _WORDS[style](number)
    return str(number)
