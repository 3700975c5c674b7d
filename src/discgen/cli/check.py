"""`discgen check`: everything that is wrong with files, before anything is published."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from discgen.cli import options
from discgen.cli.chinese import Command
from discgen.cli.ending import ExitCode

if TYPE_CHECKING:
    from discgen.cli.results import Checked
    from discgen.pipeline import Filing

HELP = """检查填报文件，列出全部问题。

每个问题给出所在的行和列、那一行的内容和修改办法。
填报文件里已经核实的问题单独列出，不再算错误和警告。
已经公布的旧文件（.docx、.html、.pdf 等）也可以直接检查。
有错误时返回 1；只有警告和提示时返回 0。"""


@click.command(cls=Command, help=HELP)
@options.files
@options.form_folder
@options.settings
@click.option(
    "--last-year",
    metavar="文件",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="上年的文件，用来核对上年数；填报文件没有写\n“上年”时，上年数就从这里取。",
)
@click.option("--strict", is_flag=True, help="有警告时也返回 1。")
@click.option(
    "--format",
    "style",
    metavar="格式",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help="结果的格式：text 给人看，另有 json 和 sarif。",
)
@click.option("--quiet", "-q", is_flag=True, help="只列出返回 1 的问题，不列其他问题、进度和小结。")
@click.pass_context
def check(  # noqa: PLR0913 one parameter for each option of the command
    context: click.Context,
    files: tuple[Path, ...],
    *,
    form_folder: Path | None,
    settings: Path | None,
    last_year: Path | None,
    style: str,
    strict: bool,
    quiet: bool,
) -> None:
    """Print what does not fit in each file; exit 1 when any of it forbids publishing."""
    from functools import partial

    from discgen.cli.results import failing
    from discgen.pipeline import open_filing

    if last_year is not None and len(files) > 1:
        raise click.UsageError("--last-year 是一个单位的上年文件，只能和一个填报文件一起用")
    opened = partial(open_filing, form_folder=form_folder, settings=settings, last_year=last_year)
    results = list(_results(files, opened, quiet=quiet))
    grave = [failing(one, strict=strict) for one in results]
    _give(grave if quiet else results, style, quiet=quiet)
    context.exit(ExitCode.WRONG_INPUT if any(one.problems for one in grave) else ExitCode.FINE)


def _results(files: Sequence[Path], opened: Callable[[Path], Filing], *, quiet: bool) -> Iterator[Checked]:
    """What is wrong with each file, while a bar shows how far the work has come."""
    from discgen.cli.progress import working
    from discgen.cli.streams import console

    with working(len(files), console(stderr=True), quiet=quiet) as begin:
        for file in files:
            begin(file.name)
            yield _checked(file, opened)


def _checked(file: Path, opened: Callable[[Path], Filing]) -> Checked:
    """All that is wrong with one file: what keeps it from being read, or else what does not fit."""
    from discgen.cli.results import Checked
    from discgen.errors import InputError

    try:
        filing = opened(file)
    except InputError as error:
        return Checked(file, None, error.problems)
    return Checked(file, filing.settings.file, filing.findings)


def _give(results: Sequence[Checked], style: str, *, quiet: bool) -> None:
    """Print the results in the format asked for."""
    from discgen.cli.results import as_json
    from discgen.cli.sarif import as_sarif
    from discgen.cli.streams import put

    if style == "text":
        _show(results, quiet=quiet)
    else:
        put({"json": as_json, "sarif": as_sarif}[style](results), None)


def _show(results: Sequence[Checked], *, quiet: bool) -> None:
    """Print the results for people, with what was checked and by which settings."""
    from discgen.cli.report import show, tally
    from discgen.cli.results import problems_of
    from discgen.cli.streams import console

    problems = problems_of(results)
    output = console()
    show(problems, output)
    if quiet:
        return
    for settings in dict.fromkeys(one.settings for one in results if one.settings):
        output.print(f"按“{settings}”的检查设置。")
    output.print(f"检查了 {len(results)} 个文件：{tally(problems)}。")
