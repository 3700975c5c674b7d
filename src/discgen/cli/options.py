"""The parameters that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

files = click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="文件...",
    type=click.Path(path_type=Path),
    help="填报文件（YAML），可以写多个。",
)

form_folder = click.option(
    "--form",
    "form_folder",
    metavar="文件夹",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="本县自己的版式文件夹，叠加在文件所写的版式之上。",
)
