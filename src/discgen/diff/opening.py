"""Opens what is to be compared; it need not be complete."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from discgen import disclosure_file, paths
from discgen.errors import InputError
from discgen.model import Disclosure, Entry
from discgen.model.shape import Shape, shape_of
from discgen.yamlfile import Number, Source, reading

_NEEDED = frozenset({"格式版本", "版式", "年度"})
"""What a file has to say to be compared at all."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two disclosures that are compared.

    Attributes:
        file: Its file as the user named it.
        disclosure: What it says.
        complete: Whether nothing is blank; what is blank is None, though it may have to be there.
    """

    file: Path
    disclosure: Disclosure
    complete: bool = True


def opened(file: Path) -> Side:
    """Open a file of any format that `disclosure_file` reads; values may be blank, as after a rollover.

    Raises:
        InputError: The file is wrong in other ways.
    """
    try:
        return Side(file, disclosure_file.read(file)[1])
    except InputError as error:
        source = _readable(file)
        if source is None or not {problem.path for problem in error.problems} <= set(_blanks(source.data)):
            raise
        return Side(file, _entry(Disclosure, source.data), complete=False)


def _readable(file: Path) -> Source | None:
    """A file as YAML, None if it is none."""
    try:
        return reading.read(file)
    except InputError:
        return None


def _blanks(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[str]:
    """The key paths of the values that are blank and may be."""
    if isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _blanks(value, (*path, step))
    elif data is None and path[0] not in _NEEDED:
        yield paths.join(path)


def _entry(kind: type[Entry], data: Mapping[str, Any]) -> Any:
    """An entry of a kind; what is blank, or blank below it, is None."""
    try:
        return kind.model_validate(data)
    except ValidationError:
        values = {name: _empty(field) for name, field in kind.model_fields.items() if field.is_required()}
    for alias, value in data.items():
        if value is not None:
            name = kind.attribute_of[alias]
            values[name] = _value(shape_of(kind.model_fields[name]), value)
    return kind.model_construct(None, **values)


def _empty(field: FieldInfo) -> Any:
    shape = shape_of(field)
    if shape.entry is not None:
        return _entry(shape.entry, {})
    return "" if shape.type is str else None


def _value(shape: Shape, value: Any) -> Any:
    """A value that is not blank, though something below it may be; the schema vouches for its type."""
    if shape.entry is not None and isinstance(value, dict):
        return _entry(shape.entry, value)
    if (
        shape.entry is not None
        and isinstance(value, list)
        and all(isinstance(item, dict) for item in value)
    ):
        return tuple(_entry(shape.entry, item) for item in value)
    if isinstance(value, Number) and shape.type is not Decimal:
        return int(value) if shape.type is int else value.literal
    return value.rstrip("\n") if isinstance(value, str) else value
