"""`discgen build`: files to publish."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from discgen.cli import options
from discgen.cli.chinese import Command
from discgen.cli.ending import ExitCode

if TYPE_CHECKING:
    from discgen.errors import Problem
    from discgen.pipeline import Filing

    _Open = Callable[[Path], Filing]
    _Result = tuple[Sequence[Path], Sequence[Problem]]
    """The files written for one input, and what is wrong with it."""

HELP = """生成可以公布的文件：DOCX、HTML、PDF 和 JSON。

生成的文件与填报文件同名，放在填报文件所在的文件夹，或 -o 指定的文件夹。
有错误的填报文件不生成任何文件，其余的照常生成。"""

FORMATS = ("docx", "html", "pdf", "json")


class Formats(click.ParamType[tuple[str, ...]]):
    """A list of formats, separated by commas of either width."""

    name = "formats"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """The formats named, each once, in the order given."""
        named = [part.strip() for part in value.lower().replace("，", ",").split(",")]
        for name in named:
            if name not in FORMATS:
                self.fail(f"没有“{name}”这种格式；可选：{'、'.join(FORMATS)}", param, ctx)
        return tuple(dict.fromkeys(named))


@click.command(cls=Command, help=HELP)
@options.files
@click.option(
    "--formats",
    "-f",
    metavar="格式",
    type=Formats(),
    default=",".join(FORMATS),
    show_default=True,
    help="要生成的格式，用逗号分开。",
)
@click.option(
    "--output",
    "-o",
    "folder",
    metavar="文件夹",
    type=click.Path(file_okay=False, path_type=Path),
    help="放入这个文件夹，没有时新建。",
)
@options.form_folder
@options.settings
@click.option(
    "--as-published",
    is_flag=True,
    help="按原来公布的数印出（公布数），不因核对出的错误\n拒绝生成。",
)
@click.option("--quiet", "-q", is_flag=True, help="只显示错误，不显示警告、提示、进度和结果。")
@click.pass_context
def build(  # noqa: PLR0913 one parameter for each option of the command
    context: click.Context,
    files: tuple[Path, ...],
    formats: tuple[str, ...],
    folder: Path | None,
    *,
    form_folder: Path | None,
    settings: Path | None,
    as_published: bool,
    quiet: bool,
) -> None:
    """Build every file on its own: a wrong one does not keep the others from being built."""
    from discgen.cli.progress import working
    from discgen.cli.report import errors_in, show
    from discgen.cli.streams import console
    from discgen.pipeline import open_filing

    _refuse_overlaps(files, formats, folder)
    opened = partial(open_filing, form_folder=form_folder, as_published=as_published, settings=settings)
    messages = console(stderr=True)
    built = 0
    with working(len(files), messages, quiet=quiet) as begin:
        results = _build_all(files, formats, folder, opened)
        for file in files:
            begin(file.name)
            written, problems = next(results)
            built += bool(written)
            show(errors_in(problems) if quiet else problems, messages)
            for path in () if quiet else written:
                click.echo(path)
    if not quiet:
        messages.print(f"{len(files)} 个填报文件，生成了 {built} 个。")
    context.exit(ExitCode.FINE if built == len(files) else ExitCode.WRONG_INPUT)


def _refuse_overlaps(files: Sequence[Path], formats: Sequence[str], folder: Path | None) -> None:
    """Make sure that no two inputs would write one file, and none would write over an input."""
    inputs = {_identity(file) for file in files}
    writers: dict[str, Path] = {}
    for file in files:
        for name in formats:
            target = (folder or file.parent) / f"{file.stem}.{name}"
            if _identity(target) in inputs:
                raise click.UsageError(f"生成“{target}”会覆盖填报文件；请用 -o 指定另一个文件夹")
            other = writers.setdefault(_identity(target), file)
            if other is not file:
                raise click.UsageError(f"“{other}”和“{file}”都会生成“{target}”；请分别放入不同的文件夹")


def _identity(path: Path) -> str:
    """What tells one file from another; Windows and macOS take no notice of case."""
    return str(path.resolve()).casefold()


def _build_all(
    files: Sequence[Path], formats: Sequence[str], folder: Path | None, opened: _Open
) -> Iterator[_Result]:
    """What came of each file, in their order; several files are built side by side, one a processor."""
    from concurrent.futures import ProcessPoolExecutor

    tasks = [(file, formats, folder or file.parent, opened) for file in files]
    if len(tasks) == 1:
        yield _build_one(*tasks[0])
        return
    workers = min(len(tasks), os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, initializer=_end_on_interrupt) as pool:
        yield from pool.map(_build_one, *zip(*tasks, strict=True))


def _end_on_interrupt() -> None:
    """Let Ctrl-C end a worker without a word: the main process says what there is to say."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _build_one(file: Path, formats: Sequence[str], folder: Path, opened: _Open) -> _Result:
    """The files written for one input, and what is wrong with it."""
    from discgen import pipeline
    from discgen.errors import DiscgenError, Place

    try:
        filing = opened(file)
        return pipeline.build(filing, formats, folder), filing.findings
    except DiscgenError as error:
        return [], [found if found.place.file else found.at(Place(file)) for found in error.problems]
