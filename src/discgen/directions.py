"""Words for the direction in which a figure moved, in pairs: what is 增长 one year is 下降 another."""

from __future__ import annotations

_PAIRS = {
    "增加": "减少",
    "增长": "下降",
    "上升": "下降",
    "提高": "降低",
    "上涨": "下跌",
    "增多": "减少",
    "调增": "调减",
}
"""Words for more, each with the word for less that goes with it."""
_OTHERS_FOR_LESS = {"下降": "增长", **dict.fromkeys(("压减", "压缩", "缩减", "削减"), "增加")}
OPPOSITES = {**_PAIRS, **{down: up for up, down in reversed(_PAIRS.items())}, **_OTHERS_FOR_LESS}
"""Every word with the one for the other direction."""


def is_rise(word: str) -> bool:
    """Whether a word of `OPPOSITES` is one for more."""
    return word in _PAIRS


def either(word: str) -> str:
    """What to cite of a figure that prints a word or its opposite, as the figure moves: `增长或下降`.

    Args:
        word: One of `OPPOSITES`.
    """
    up, down = (word, OPPOSITES[word]) if is_rise(word) else (OPPOSITES[word], word)
    return f"{up}或{down}"
