"""What the schema says about the field at a path: its title, its explanation, its keys."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from referencing import Registry
from referencing.jsonschema import DRAFT202012

from discgen.yamlfile import resolve, shorten

_Path = tuple[str | int, ...]
_BRANCHES = ("allOf", "anyOf", "oneOf")
_MOST_REFERENCES = 20
_PLAIN = re.compile(r"""[^\s\-?:,\[\]{}#&*!|>'"%@`]""")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the file, as the schema describes it.

    Attributes:
        path: Where it stands.
        title: Its title, "" where the schema has none.
        description: What to enter.
        example: A value as an accountant would write it, None where the schema has none.
        hint: Advice for a value of the wrong form.
        types: The JSON types it takes.
        keys: The keys below it.
        required: Those that must be there.
        may_be_empty: Whether a list may have no items.
    """

    path: _Path
    title: str = ""
    description: str = ""
    example: Any = None
    hint: str = ""
    types: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    may_be_empty: bool = True

    @property
    def name(self) -> str:
        """How a message names the field: `“收入”`, `“项目”的第 2 条`."""
        return _name(self.path)

    @property
    def label(self) -> str:
        """The name, with the title where that says more."""
        if not self.path or self.path[-1] == self.title or not self.title:
            return self.name
        return f"{self.name}（{self.title}）"


def _name(path: _Path) -> str:
    if not path:
        return "文件"
    last = path[-1]
    return f"“{shorten(last)}”" if isinstance(last, str) else f"{_name(path[:-1])}的第 {last + 1} 条"


def as_written(value: Any) -> str:
    """A single value the way it is written in YAML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    plain = _PLAIN.match(value) and isinstance(resolve(value), str)
    return value if plain else f'"{value}"'


class Schema:
    """A JSON Schema that can be asked about the field at a path.

    Args:
        document: The schema; every `$ref` in it points into itself.

    Attributes:
        document: The same with `Decimal` for its fractions, so that they compare exactly.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document: dict[str, Any] = _exact(document)
        registry: Registry[Any] = Registry()
        self._resolver = registry.resolver_with_root(DRAFT202012.create_resource(self.document))
        self._layers: dict[_Path, list[Mapping[str, Any]]] = {(): list(self._applicable(self.document))}

    def field(self, path: _Path) -> Field:
        """What all parts of the schema that apply to `path` say, the outermost first."""
        layer = self._layer(path)
        example = next((schema["examples"][0] for schema in layer if schema.get("examples")), None)
        return Field(
            path,
            title=_first(layer, "title"),
            description=_first(layer, "description"),
            example=example,
            hint=_first(layer, "x-提示"),
            types=_all(layer, "type"),
            keys=_all(layer, "properties"),
            required=_all(layer, "required"),
            may_be_empty=not any(schema.get("minItems") for schema in layer),
        )

    def _layer(self, path: _Path) -> list[Mapping[str, Any]]:
        if path not in self._layers:
            parents = self._layer(path[:-1])
            self._layers[path] = [
                schema
                for parent in parents
                for child in _children(parent, path[-1])
                for schema in self._applicable(child)
            ]
        return self._layers[path]

    def _applicable(self, schema: Any, references: int = 0) -> Iterator[Mapping[str, Any]]:
        """The schema, what it refers to and its alternatives."""
        if not isinstance(schema, Mapping) or references > _MOST_REFERENCES:
            return
        yield schema
        if "$ref" in schema:
            target = self._resolver.lookup(schema["$ref"]).contents
            yield from self._applicable(target, references + 1)
        for keyword in _BRANCHES:
            for branch in schema.get(keyword, ()):
                yield from self._applicable(branch, references)


def _children(schema: Mapping[str, Any], step: str | int) -> Iterator[Any]:
    """The schemas for one step down."""
    if isinstance(step, int):
        before = schema.get("prefixItems", ())
        yield before[step] if step < len(before) else schema.get("items")
        return
    named = schema.get("properties", {}).get(step)
    matched = [
        value for pattern, value in schema.get("patternProperties", {}).items() if re.search(pattern, step)
    ]
    yield from ([named] if named is not None else []) + matched or [schema.get("additionalProperties")]


def _first(layer: list[Mapping[str, Any]], keyword: str) -> str:
    return next((schema[keyword] for schema in layer if schema.get(keyword)), "")


def _all(layer: list[Mapping[str, Any]], keyword: str) -> tuple[str, ...]:
    """The names under a keyword, each once."""
    values = (schema.get(keyword, ()) for schema in layer)
    return tuple(dict.fromkeys(name for value in values for name in _names(value)))


def _names(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _exact(value: Any) -> Any:
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, Mapping):
        return {key: _exact(item) for key, item in value.items()}
    return [_exact(item) for item in value] if isinstance(value, list | tuple) else value
