"""The command line of discgen; each command stands in a module of its own.

Results go to standard output, messages to standard error. Start-up is part of every command, so what
is heavy is imported where it is used, and the page of `discgen --help` lies ready as a file: importing
click alone takes longer than all of Python's own start-up, three times over.
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from discgen.cli import ending
from discgen.cli.streams import accept_any_character

HELP_PAGE = os.path.join(os.path.dirname(__file__), "help.txt")  # noqa: PTH118,PTH120 pathlib is slow to import


def main() -> NoReturn:
    """Run the command line and end the process with one of the exit codes of `ending`."""
    accept_any_character()
    sys.exit(ending.run(_help if sys.argv[1:] == ["--help"] else _command))


def _help() -> None:
    with open(HELP_PAGE, encoding="utf-8") as page:  # noqa: PTH123 as above
        sys.stdout.write(page.read())


def _command() -> int | None:
    from discgen.cli.chinese import speak_chinese
    from discgen.cli.commands import cli

    speak_chinese()
    code: int | None = cli.main(prog_name="discgen", standalone_mode=False)
    return code
