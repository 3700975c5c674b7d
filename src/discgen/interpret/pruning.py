"""Values that no file may hold are taken out again; what they were printed in is kept as words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from discgen.interpret.values import Path
from discgen.model.schema import schema

_GONE = object()
"""Stands in a list for an item that was taken out, until all of them are."""


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema())


def prune(data: dict[str, Any]) -> list[Path]:
    """Take out of the data what its schema does not allow.

    A value of the wrong form goes, and an entry that lacks what every entry needs.

    Returns:
        The paths of what was taken out.
    """
    pruned: list[Path] = []
    while paths := _wrong(data):
        for path in paths:
            _take_out(data, path)
        _close_gaps(data)
        pruned += paths
    return pruned


def _wrong(data: dict[str, Any]) -> list[Path]:
    """The paths of what is wrong by itself or for what it lacks."""
    found: dict[Path, None] = {}
    for error in _validator().iter_errors(data):
        inner = best_match([error]) if error.context else error  # of the alternative that fits best
        unknown = _unknown(inner)
        path = tuple(inner.absolute_path)
        found |= dict.fromkeys((*path, key) for key in unknown) if unknown else {path: None}
    return [path for path in found if path]


def _unknown(error: ValidationError) -> Sequence[str]:
    """The keys of an entry that it may not have."""
    if error.validator != "additionalProperties":
        return ()
    return sorted(set(error.instance) - set(error.schema.get("properties", ())))  # type: ignore[union-attr, arg-type]


def _take_out(data: dict[str, Any], path: Path) -> None:
    node: Any = data
    for part in path[:-1]:
        if node is _GONE or (isinstance(node, dict) and part not in node):
            return
        node = node[part]
    if isinstance(node, list):
        node[int(path[-1])] = _GONE
    elif isinstance(node, dict):
        node.pop(path[-1], None)


def _close_gaps(node: Any) -> None:
    if isinstance(node, dict):
        for value in node.values():
            _close_gaps(value)
    elif isinstance(node, list):
        node[:] = [item for item in node if item is not _GONE]
        for item in node:
            _close_gaps(item)
