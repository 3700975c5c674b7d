"""Values that no file may hold are taken out again; what they were printed in is kept as words."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from discgen.model.schema import schema

_MOST_ROUNDS = 1000


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema())


def prune(data: dict[str, Any]) -> None:
    """Take out of the data what its schema does not allow.

    A value of the wrong form goes, and an entry that lacks what every entry needs.
    """
    for _ in range(_MOST_ROUNDS):
        error = next(iter(_validator().iter_errors(data)), None)
        if error is None:
            return
        _take_out(data, _innermost(error))


def _innermost(error: ValidationError) -> ValidationError:
    """Of the reasons why no alternative fits, the one of the alternative that fits best."""
    return best_match([error]) if error.context else error


def _take_out(data: dict[str, Any], error: ValidationError) -> None:
    path = list(error.absolute_path)
    if not path:
        unknown = set(data) - set(error.schema.get("properties", ()))  # type: ignore[union-attr]
        for key in unknown:
            del data[key]
        return
    node: Any = data
    for part in path[:-1]:
        node = node[part]
    del node[path[-1]]
