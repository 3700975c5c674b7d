"""The JSON Schema of the YAML files, generated from the model's declarations."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from discgen.model.disclosure import SCHEMA_VERSION, Disclosure

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_FILE = "disclosure.schema.json"
SCHEMA_ID = f"urn:discgen:disclosure:{SCHEMA_VERSION}"


class FileSchema(GenerateJsonSchema):
    """Says what a file may hold, not what Python may: a key without a value is left out, not null."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """The schema of the value itself, without the alternative null."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Mention a default only where it says something to a reader."""
        value = super().default_schema(schema)
        if value.get("default") in (None, "", [], {}):
            value.pop("default", None)
        return value


def schema() -> dict[str, Any]:
    """The schema of a disclosure file (draft 2020-12)."""
    body = Disclosure.model_json_schema(by_alias=True, schema_generator=FileSchema)
    for definition in body["$defs"].values():
        definition.pop("title", None)
        definition.pop("description", None)
    body.update(title="部门预算信息公开", description="部门（单位）预算信息公开情况说明的填报文件")
    return {"$schema": DIALECT, "$id": SCHEMA_ID, **body}


def schema_text() -> str:
    """The schema as the text of `schemas/disclosure.schema.json`."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
