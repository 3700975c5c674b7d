"""`discgen new`: a commented starter file."""

from __future__ import annotations

from pathlib import Path

import click

from discgen.cli import options
from discgen.cli.chinese import Command

HELP = """建立一个新的填报文件，每一项都有说明和例子。

已有的文件不会被覆盖。"""


@click.command(cls=Command, help=HELP)
@click.option("--form", metavar="版式", default="2026", show_default=True, help="版式的名称。")
@click.option("--year", metavar="年度", type=click.IntRange(2000, 2100), help="预算年度，如 2026。")
@click.option("--unit", metavar="名称", help="单位全称。")
@options.output
def new(form: str, year: int | None, unit: str | None, output: Path | None) -> None:
    """Write a starter file of a form, never over an existing file."""
    from discgen.cli.streams import put
    from discgen.starter import starter

    _require_known(form)
    options.require_new(output)
    put(starter(form, year, unit), output)


def _require_known(form: str) -> None:
    from discgen.forms import names

    known = names()
    if form not in (name for name, _ in known):
        lines = "".join(f"\n  {name}  {title}" for name, title in known)
        raise click.BadParameter(f"没有“{form}”这种版式；可选：{lines}", param_hint="--form")
