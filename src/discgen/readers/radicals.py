"""Radicals (⼀, ⻓) made the characters they are drawn as.

Fonts draw both with one glyph, so a text copied from a PDF, or read from one, may hold either. The radicals
at U+2F00 have a compatibility mapping in Unicode. Most of the supplement at U+2E80 have none: theirs is the
equivalent unified ideograph of the Unicode Character Database.
"""

from __future__ import annotations

import unicodedata

SUPPLEMENT = str.maketrans(
    "⺂⺃⺅⺉⺎⺏⺐⺒⺓⺔⺕⺖⺘⺙⺛⺞⺠⺡⺣⺦⺨⺫⺲⺭⺯⺰⺱⺹⺺⺾⺿⻀⻁⻂⻃⻅⻆"
    "⻈⻉⻋⻌⻐⻑⻒⻓⻔⻖⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻮⻯⻰⻱⻲⺋⺤⺳",
    "乛乚亻刂兀尣尢巳幺彑彐忄扌攵旡歺民氵灬丬犭罒罒礻糹纟罓耂肀艹艹艹虎衤覀见角"
    "讠贝车辶钅長镸长门阝青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐齿竜龙龜亀㔾爫㓁",
)
_COMPATIBLE = {
    code: unicodedata.normalize("NFKC", chr(code))
    for block in (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00))
    for code in block
}
_CHARACTERS: dict[int, str | int | None] = {**_COMPATIBLE, **SUPPLEMENT}


def without_radicals(text: str) -> str:
    """`text` with radicals and compatibility ideographs as common characters, all else as it is."""
    return text.translate(_CHARACTERS)
