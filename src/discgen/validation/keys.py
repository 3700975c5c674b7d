"""Keys that are not known, and keys that are missing."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from discgen.validation.fields import Field, as_written
from discgen.yamlfile import shorten

_LONGEST_KEY = 40
_MOST_LISTED = 12
_COLON = re.compile(r"(?P<key>[^:：]+)[:：](?P<value>.*)", re.DOTALL)


def unknown_keys(value: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[str]:
    """The keys of a mapping that the schema does not allow."""
    known = schema.get("properties", {})
    patterns = [re.compile(pattern) for pattern in schema.get("patternProperties", ())]
    return (
        key for key in value if key not in known and not any(pattern.search(key) for pattern in patterns)
    )


def describe_unknown(key: str, value: Mapping[str, Any], field: Field) -> tuple[str, str]:
    """Message and remedy for a key that is not known.

    Args:
        key: The key.
        value: The mapping it stands in.
        field: What the schema says about that mapping.
    """
    message = f"{field.name}里没有“{shorten(key)}”这一项"
    colon = _COLON.fullmatch(key)
    if colon and colon["key"].strip() in field.keys:
        written = f"{colon['key'].strip()}: {shorten(colon['value'])}".rstrip()
        return message, f"冒号用半角，后面空一格，写成“{written}”"
    nearest = nearest_key(key, value, field.keys)
    if nearest is None:
        free = [name for name in field.keys if name not in value]
        return message, f"可以填的有：{listed(free)}；用不着的删去" if free else "各项都已填了，删去这一项"
    if _folded(key) == nearest:
        return f"“{shorten(key)}”里夹有看不见的字符或全角字符", f"把名称重新输入一遍：{nearest}"
    return message, f"是不是“{nearest}”？"


def nearest_key(key: str, value: Mapping[str, Any], known: Iterable[str]) -> str | None:
    """The known key, not yet used in the mapping, that was probably meant."""
    free = [name for name in known if name not in value]
    return nearest(_folded(key), free)


def nearest(text: str, choices: Iterable[str]) -> str | None:
    """The choice most like `text`, None if none is like it."""
    if len(text) > _LONGEST_KEY:
        return None
    return next(iter(difflib.get_close_matches(text, choices, n=1, cutoff=0.5)), None)


def _folded(key: str) -> str:
    """The key without blanks and invisible characters, and with full-width letters made narrow."""
    text = unicodedata.normalize("NFKC", key)
    return "".join(char for char in text if not char.isspace() and unicodedata.category(char) != "Cf")


def listed(names: Sequence[str]) -> str:
    """The first names of many."""
    more = f" 等 {len(names)} 项" if len(names) > _MOST_LISTED else ""
    return "、".join(names[:_MOST_LISTED]) + more


def missing_keys(value: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[str]:
    """The required keys that a mapping lacks, less those that stand there with a slip in their name."""
    slips = set()
    if schema.get("additionalProperties") is False:
        known = schema.get("properties", ())
        slips = {nearest_key(key, value, known) for key in unknown_keys(value, schema)}
    return (key for key in schema["required"] if key not in value and key not in slips)


def describe_missing(parent: Field, field: Field) -> tuple[str, str]:
    """Message and remedy for a required key that a mapping lacks.

    Args:
        parent: The mapping.
        field: The missing key.
    """
    return f"{parent.name}缺少{field.label}", f"补上{how_to_fill(field)}"


def how_to_fill(field: Field) -> str:
    """How an accountant writes the key of `field` and its value."""
    key = str(field.path[-1])
    takes = {*field.types}
    if "object" in takes and not takes & {"string", "number"}:
        below = listed(field.required or field.keys)
        return f"“{key}:”，在下一行缩进两格写它的各项：{below}" if below else f"“{key}:”和它的各项"
    if takes == {"array"}:
        return f"“{key}:”，在下面每条一行，行首写“- ”"
    return f"“{key}: {_filler(field)}”{_explanation(field)}"


def _filler(field: Field) -> str:
    """An example of the value that fits on a line."""
    if isinstance(field.example, str | int | Decimal) and "\n" not in str(field.example):
        return as_written(field.example)
    return "0" if {*field.types} & {"number", "integer"} else "…"


def _explanation(field: Field) -> str:
    if field.description in {"", field.title, field.path[-1]}:
        return "，换成实际的内容"
    return f"（{field.description}）"
