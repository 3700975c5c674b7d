"""Finds the problems of one file and words them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from discgen import paths
from discgen.errors import Problem
from discgen.validation.faults import Fault, find_faults
from discgen.validation.fields import Schema
from discgen.validation.keys import describe_missing, describe_unknown, missing_keys, unknown_keys
from discgen.validation.wording import describe
from discgen.yamlfile import Source


class Inspection:
    """One file held against one schema."""

    def __init__(self, source: Source, schema: Mapping[str, Any]) -> None:
        self._source = source
        self._schema = Schema(schema)
        self._by_keyword: dict[str, Callable[[Fault], Iterator[Problem]]] = {
            "additionalProperties": self._unknown,
            "unevaluatedProperties": self._unknown,
            "required": self._missing,
            "dependentRequired": self._dependent,
            "uniqueItems": self._repeated,
            "propertyNames": self._misnamed,
        }

    def problems(self) -> Iterator[Problem]:
        """The problems in jsonschema's order; some more than once."""
        for fault in find_faults(self._source.data, self._schema.document):
            yield from self._by_keyword.get(fault.keyword, self._value)(fault)

    def _value(self, fault: Fault) -> Iterator[Problem]:
        message, remedy = describe(fault, self._schema.field(fault.path))
        is_block = fault.value is None or isinstance(fault.value, list | dict)
        place = self._source.key_place if is_block else self._source.place
        yield Problem(message, remedy, place(fault.path), paths.join(fault.path))

    def _unknown(self, fault: Fault) -> Iterator[Problem]:
        field = self._schema.field(fault.path)
        for key in unknown_keys(fault.value, fault.schema):
            path = (*fault.path, key)
            message, remedy = describe_unknown(key, fault.value, field)
            yield Problem(message, remedy, self._source.key_place(path), paths.join(path))

    def _misnamed(self, fault: Fault) -> Iterator[Problem]:
        message, remedy = describe(fault, self._schema.field(fault.path))
        path = (*fault.path, fault.value)
        yield Problem(message, remedy, self._source.key_place(path), paths.join(path))

    def _missing(self, fault: Fault) -> Iterator[Problem]:
        parent = self._schema.field(fault.path)
        for key in missing_keys(fault.value, fault.schema):
            path = (*fault.path, key)
            message, remedy = describe_missing(parent, self._schema.field(path))
            yield Problem(message, remedy, self._source.key_place(fault.path), paths.join(path))

    def _dependent(self, fault: Fault) -> Iterator[Problem]:
        for key, needed in fault.limit.items():
            for other in needed:
                if key in fault.value and other not in fault.value:
                    message = f"填了“{key}”，就要同时填{self._schema.field((*fault.path, other)).label}"
                    path = (*fault.path, key)
                    remedy = f"补上“{other}”，或删去“{key}”"
                    yield Problem(message, remedy, self._source.key_place(path), paths.join(path))

    def _repeated(self, fault: Fault) -> Iterator[Problem]:
        field = self._schema.field(fault.path)
        for index, item in enumerate(fault.value):
            first = fault.value.index(item)
            if first < index:
                path = (*fault.path, index)
                message = f"{field.name}的第 {index + 1} 条与第 {first + 1} 条相同"
                yield Problem(message, "删去其中一条", self._source.key_place(path), paths.join(path))
