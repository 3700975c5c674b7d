"""`discgen check`: everything that is wrong with files, before anything is published."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from discgen.cli import options
from discgen.cli.chinese import Command
from discgen.cli.ending import ExitCode

if TYPE_CHECKING:
    from discgen.errors import Problem

HELP = """检查填报文件，列出全部问题。

每个问题给出所在的行和列、那一行的内容和修改办法。
有错误时返回 1；只有警告和提示时返回 0。"""


@click.command(cls=Command, help=HELP)
@options.files
@options.form_folder
@click.option("--quiet", "-q", is_flag=True, help="只列出错误，不列警告、提示和小结。")
@click.pass_context
def check(
    context: click.Context, files: tuple[Path, ...], form_folder: Path | None, *, quiet: bool
) -> None:
    """Print what does not fit in each file; exit 1 when any of it is an error."""
    from discgen.cli.report import errors_in, show, tally
    from discgen.cli.streams import console

    problems = [problem for file in files for problem in _problems(file, form_folder)]
    errors = errors_in(problems)
    output = console()
    show(errors if quiet else problems, output)
    if not quiet:
        output.print(f"检查了 {len(files)} 个文件：{tally(problems)}。")
    context.exit(ExitCode.WRONG_INPUT if errors else ExitCode.FINE)


def _problems(file: Path, form_folder: Path | None) -> Sequence[Problem]:
    """All that is wrong with one file: what keeps it from being read, or else what does not fit."""
    from discgen.errors import InputError
    from discgen.pipeline import open_filing

    try:
        return open_filing(file, form_folder).findings
    except InputError as error:
        return error.problems
