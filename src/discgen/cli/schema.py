"""`discgen schema`: the JSON Schema of the YAML files, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from discgen.cli import options
from discgen.cli.chinese import Command

HELP = """输出填报文件的 JSON Schema。

编辑器（如 VS Code）按它提示和检查填报文件的每一项。"""


@click.command(cls=Command, help=HELP)
@options.output
def schema(output: Path | None) -> None:
    """Print the schema, or write it to a file."""
    from discgen.cli.streams import put
    from discgen.model.schema import schema_text

    put(schema_text(), output)
