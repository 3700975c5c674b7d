"""Where output goes: results to standard output, messages to standard error, text into files."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console


def accept_any_character() -> None:
    r"""Let no character end the program: what the terminal's encoding lacks is printed as `\u5e74`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def console(*, stderr: bool = False) -> Console:
    """A console that prints user text as it is: no markup, no emoji codes, no wrapping.

    Colour is used on terminals only, and not where NO_COLOR is set.
    """
    from rich.console import Console

    return Console(stderr=stderr, markup=False, emoji=False, highlight=False, soft_wrap=True)


def put(text: str, file: Path | None) -> None:
    """Give a produced text file to the user: written to `file`, or to standard output.

    A text file of ours is UTF-8 everywhere; only a terminal gets the characters in its own encoding.

    Raises:
        PublishError: The file cannot be written.
    """
    if file is not None:
        from discgen.files import write_together

        write_together({file: text.encode()})
    else:
        import click

        click.echo(text if sys.stdout.isatty() else text.encode(), nl=False)
