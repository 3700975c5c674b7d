"""Finds where data do not fit a JSON Schema: jsonschema's errors, boiled down to one fault per mistake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend
from referencing import Registry

_CHOICES = frozenset({"enum", "const"})


@dataclass(frozen=True, slots=True)
class Fault:
    """A value that breaks one keyword of the schema.

    Attributes:
        path: Where the value stands.
        keyword: The keyword; "type" also where no alternative of an `anyOf` takes this type.
        limit: What the keyword says; for "type" a list of type names.
        value: The value.
        schema: The part of the schema with the keyword.
        choices: For "type": single values that would do as well.
    """

    path: tuple[str | int, ...]
    keyword: str
    limit: Any
    value: Any
    schema: Mapping[str, Any]
    choices: tuple[Any, ...] = ()


def find_faults(data: Any, schema: Mapping[str, Any]) -> Iterator[Fault]:
    """Everything in `data` that does not fit the schema, one mistake once.

    Args:
        data: What `Source.data` gives.
        schema: A JSON Schema, draft 2020-12, with `Decimal` for its fractions.
    """
    # A registry of its own keeps jsonschema from fetching references from the network.
    validator = _validator_class()(schema, registry=Registry())
    faults = (fault for error in validator.iter_errors(data) for fault in _faults(error))
    for _, same_value in groupby(faults, key=lambda fault: fault.path):
        yield from _gravest(list(same_value))


@cache
def _validator_class() -> type[Validator]:
    """Draft 2020-12, with whole `Decimal`s for integers."""
    checker = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, value: _is_integer(value))
    validator: type[Validator] = extend(  # type: ignore[no-untyped-call]  # untyped in the stubs
        Draft202012Validator, type_checker=checker
    )
    return validator


def _is_integer(value: Any) -> bool:
    if isinstance(value, Decimal):
        return value == value.to_integral_value()
    return isinstance(value, int) and not isinstance(value, bool)


def _gravest(faults: list[Fault]) -> list[Fault]:
    """Of the faults of one value those that have to be mended first, and with which the others go."""
    for keywords in (frozenset({"type"}), _CHOICES):
        found = [fault for fault in faults if fault.keyword in keywords]
        if found:
            return found[:1]
    return faults


def _faults(error: ValidationError) -> Iterable[Fault]:
    if error.context:
        return _alternatives(error)
    keyword = "propertyNames" if "propertyNames" in error.schema_path else str(error.validator)
    limit = error.validator_value
    if keyword == "type" and isinstance(limit, str):
        limit = [limit]
    return [_fault(error, keyword, limit)]


def _fault(error: ValidationError, keyword: str, limit: Any, choices: tuple[Any, ...] = ()) -> Fault:
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    return Fault(tuple(error.absolute_path), keyword, limit, error.instance, schema, choices)


def _alternatives(error: ValidationError) -> Iterable[Fault]:
    """What is wrong by the alternative that was probably meant.

    Alternatives that take the type of the value come first, then those whose fixed keys (`const`, `enum`)
    agree with it, then those with the fewest faults.
    """
    branches: dict[Any, list[Fault]] = {}
    for sub_error in error.context or ():
        branches.setdefault(sub_error.schema_path[0], []).extend(_faults(sub_error))
    path = tuple(error.absolute_path)
    own = {index: [fault for fault in faults if fault.path == path] for index, faults in branches.items()}
    possible = [
        faults
        for index, faults in branches.items()
        if not any(fault.keyword == "type" or fault.keyword in _CHOICES for fault in own[index])
    ]
    if possible:
        return min(possible, key=_distance)
    return [_none_fits(error, [fault for faults in own.values() for fault in faults])]


def _distance(faults: list[Fault]) -> tuple[int, int]:
    return sum(fault.keyword in _CHOICES for fault in faults), len(faults)


def _none_fits(error: ValidationError, faults: list[Fault]) -> Fault:
    """A fault that names all the types and single values that the alternatives take."""
    types = [name for fault in faults if fault.keyword == "type" for name in fault.limit]
    choices = [
        choice
        for fault in faults
        if fault.keyword in _CHOICES
        for choice in (fault.limit if fault.keyword == "enum" else [fault.limit])
    ]
    choices += [choice for fault in faults for choice in fault.choices]
    if not types:
        return _fault(error, "enum", choices)
    return _fault(error, "type", list(dict.fromkeys(types)), tuple(dict.fromkeys(choices)))
