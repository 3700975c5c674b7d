"""The parameters that several commands share."""

from __future__ import annotations

from pathlib import Path

import click


def _without_settings(
    context: click.Context, parameter: click.Parameter, files: tuple[Path, ...]
) -> tuple[Path, ...]:
    """The files less the settings that `*.yaml` catches with them."""
    from discgen.settings import FILE_NAME

    filings = tuple(file for file in files if file.name != FILE_NAME)
    if not filings:
        raise click.BadParameter(f"{FILE_NAME} 是检查设置，不是填报文件", context, parameter)
    return filings


files = click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="文件...",
    type=click.Path(path_type=Path),
    callback=_without_settings,
    help="填报文件（YAML），可以写多个。",
)

form_folder = click.option(
    "--form",
    "form_folder",
    metavar="文件夹",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="本县自己的版式文件夹，叠加在文件所写的版式之上。",
)

settings = click.option(
    "--settings",
    metavar="文件",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="本县的检查设置；不写时用填报文件所在文件夹\n或上级文件夹里的 discgen.yaml。",
)


def require_new(output: Path | None) -> None:
    """Refuse to write over a file.

    Raises:
        click.BadParameter: There is a file of that name.
    """
    if output is not None and output.exists():
        raise click.BadParameter(f"“{output}”已经存在，没有改动它；请换一个文件名", param_hint="--output")


output = click.option(
    "--output",
    "-o",
    metavar="文件",
    type=click.Path(dir_okay=False, path_type=Path),
    help="写入这个文件；不写时显示在屏幕上。",
)
