"""Makes click speak Chinese, and lays its help pages out for characters two columns wide."""

from __future__ import annotations

import gettext
import os
import textwrap
from collections.abc import Iterable
from typing import Any
from unicodedata import east_asian_width

import click

LOCALE = os.path.join(os.path.dirname(os.path.dirname(__file__)), "locale")  # noqa: PTH118,PTH120 pathlib costs 5 ms of start-up
LANGUAGE = "zh_CN"


def speak_chinese() -> None:
    """Let click's own words come from our catalogue, whatever language the user's system speaks.

    click asks `gettext` at every message, which takes the language from the environment alone.
    """
    os.environ["LANGUAGE"] = LANGUAGE
    gettext.bindtextdomain("messages", LOCALE)


def columns(text: str) -> int:
    """The terminal columns that `text` takes; a Chinese character takes two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


class HelpFormatter(click.HelpFormatter):
    """Aligns by columns, and breaks lines where the author did: click would break only at spaces."""

    def write_heading(self, heading: str) -> None:
        """Write a section's heading, with a Chinese colon."""
        self.write(f"{'':>{self.current_indent}}{heading}：\n")

    def write_text(self, text: str) -> None:
        """Write text, indented."""
        self.write(textwrap.indent(text, " " * self.current_indent) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms and their descriptions as two columns."""
        rows = list(rows)
        widest = max(min(columns(term), col_max) for term, _ in rows)
        margin = " " * (self.current_indent + widest + col_spacing)
        for term, description in rows:
            gap = " " * max(col_spacing, widest + col_spacing - columns(term))
            lines = description.splitlines() or [""]
            self.write(f"{'':>{self.current_indent}}{term}{gap}{lines[0]}".rstrip() + "\n")
            self.write("".join(f"{margin}{line}\n" for line in lines[1:]))


class Context(click.Context):
    """A context whose help pages are laid out for Chinese."""

    formatter_class = HelpFormatter


class Command(click.Command):
    """A command with a Chinese usage line."""

    context_class = Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["options_metavar"] = "[选项]"
        super().__init__(*args, **kwargs)


class Group(click.Group):
    """A group of commands with a Chinese usage line."""

    context_class = Context
    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"options_metavar": "[选项]", "subcommand_metavar": "命令 [参数]..."}
        super().__init__(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 click's signature
        """The commands in the order of a year's work, not of the alphabet."""
        return list(self.commands)
