"""The sessions that the manual shows: its commands are run, and have to say what stands there.

In the manual a `console` block holds commands behind `$` and what they print; a `yaml` block whose first
line is a comment (`# 2022.yaml，填好以后`) is an excerpt of that file at that time. A line of dots stands
for any number of lines.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from conftest import ROOT

PROGRAM = Path(sys.executable).with_name("discgen")
_DOTS = "……"


class Step(NamedTuple):
    """A command with what it prints, or an excerpt of a file.

    Attributes:
        command: The command line; "" for an excerpt.
        file: The name of the file; "" for a command.
        when: At what time the file says so; "" where it is no matter.
        shown: What stands in the manual.
    """

    command: str
    file: str
    when: str
    shown: str


def steps(heading: str) -> Iterator[Step]:
    """The steps of a chapter, in their order."""
    manual = (ROOT / "docs" / "manual.zh-CN.md").read_text(encoding="utf-8")
    [chapter] = re.findall(rf"(?ms)^## {heading}\n(.*?)^## ", manual)
    for kind, text in re.findall(r"(?ms)^```(console|yaml)\n(.*?)^```", chapter):
        if kind == "console":
            for command, shown in re.findall(r"(?m)^\$ (.*)\n((?:(?!\$ ).*\n)*)", text):
                yield Step(command, "", "", shown)
        else:
            title, excerpt = text.split("\n", 1)
            file, _, when = title.removeprefix("# ").partition("，")
            yield Step("", file, when, f"{_DOTS}\n{excerpt}{_DOTS}\n")


def require(step: Step, folder: Path) -> None:
    """Require a command run in a folder, or a file there, to say what is shown of it."""
    real = run(step.command, folder) if step.command else (folder / step.file).read_text(encoding="utf-8")
    assert agrees(step.shown, real), f"{step.command}{step.file}\n{real}"


def agrees(shown: str, real: str) -> bool:
    """Whether a text is what is shown of it."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == _DOTS else f"{re.escape(line)}\n" for line in shown.splitlines()
    )
    return re.fullmatch(pattern, real) is not None


def run(command: str, folder: Path) -> str:
    """What a terminal of 80 columns shows of a command that is run in a folder."""
    ended = subprocess.run(
        [PROGRAM, *command.split()[1:]],
        cwd=folder,
        env={**os.environ, "COLUMNS": "80"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return "".join(f"{line.rstrip()}\n" for line in ended.stdout.splitlines())
