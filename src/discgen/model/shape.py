"""What a field of the model holds, for what is generated from the declarations."""

from __future__ import annotations

import types
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from discgen.model.fields import Entry


@dataclass(frozen=True, slots=True)
class Shape:
    """What a field holds.

    Attributes:
        type: The type of a scalar.
        entry: The entry, or that of each item of a list; None for scalars.
        repeated: Whether it is a list.
        choices: The words to choose from, () when anything goes.
    """

    type: Any = None
    entry: type[Entry] | None = None
    repeated: bool = False
    choices: tuple[str, ...] = ()


def shape_of(field: FieldInfo) -> Shape:
    """The shape of a declared field; of alternatives, the last one that is not None."""
    return _shape(field.annotation)


def _shape(annotation: Any) -> Shape:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(arguments[0])
    if origin in {Union, types.UnionType}:
        return _shape([part for part in arguments if part is not type(None)][-1])
    if origin is Literal:
        return Shape(str, choices=arguments)
    if origin is tuple:
        return replace(_shape(arguments[0]), repeated=True)
    if isinstance(annotation, type) and issubclass(annotation, Entry):
        return Shape(entry=annotation)
    return Shape(origin or annotation)
