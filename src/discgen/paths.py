"""Key paths as users see them: `绩效.项目[2].预算.财政资金`, indices counted from 0 as in Jinja."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

_SPECIAL = re.compile(r'[.\[\]"]')
_STEP = re.compile(
    r"""(?: ^ | (?<=.)\. ) (?P<key> [^.\[\]"]+ )
      | \[ (?P<index> 0 | [1-9][0-9]* ) \]
      | \[ (?P<quoted> " (?: [^"\\] | \\. )* " ) \]""",
    re.VERBOSE | re.DOTALL,
)


def _step(part: str | int) -> str:
    if isinstance(part, int):
        return f"[{part}]"
    if not part or _SPECIAL.search(part):
        return f"[{json.dumps(part, ensure_ascii=False)}]"
    return f".{part}"


def join(parts: Sequence[str | int]) -> str:
    """Write the steps from the top of a file to a value as one text.

    A key that holds a dot, a bracket or a quotation mark is written as a subscript: `措辞["a.b"]`.

    Args:
        parts: Keys of mappings and indices of lists (0 or more).

    Returns:
        The text that `split` takes apart again; "" for no steps.
    """
    return "".join(_step(part) for part in parts).removeprefix(".")


def split(text: str) -> tuple[str | int, ...]:
    """Take a key path apart; the inverse of `join`.

    Raises:
        ValueError: `text` is not a key path.
    """
    parts: list[str | int] = []
    position = 0
    while position < len(text):
        step = _STEP.match(text, position)
        if step is None:
            raise ValueError(f"not a key path at character {position}: {text!r}")
        parts.append(_part(step))
        position = step.end()
    return tuple(parts)


def _part(step: re.Match[str]) -> str | int:
    if step["index"] is not None:
        return int(step["index"])
    if step["quoted"] is not None:
        return str(json.loads(step["quoted"]))
    return step["key"]
