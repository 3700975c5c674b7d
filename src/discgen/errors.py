"""What can go wrong, as values: every failure a user can meet is a list of `Problem`.

One closed family of exceptions parts the user's mistakes from the machine's shortcomings and from our
own defects: anything that is not a `DiscgenError` is a bug of discgen. Messages are Chinese, because
accountants read them; each says what is wrong, and its remedy says what to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """How grave a problem is; the value is the word shown to the user."""

    ERROR = "错误"
    WARNING = "警告"
    NOTE = "提示"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a source file something stands.

    Attributes:
        file: The file as the user named it; None for text that has no file.
        line: Line number, counted from 1; 0 when only the file is known, or it has none.
        column: Column number in characters of the line, counted from 1; 0 when only the line is known.
        source: The text of that line without its line end, "" when unknown.
    """

    file: Path | None = None
    line: int = 0
    column: int = 0
    source: str = ""

    def __str__(self) -> str:
        """`file:line:column` as editors and terminals understand it."""
        parts = [str(self.file) if self.file is not None else "（输入）"]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, worded for an accountant.

    Attributes:
        message: What is wrong, one Chinese sentence without a full stop.
        remedy: What to do about it, in Chinese; "" where the message already says it.
        place: Where it stands.
        path: The Chinese key path of the value concerned (`收入.基金预算`), "" when there is none.
        severity: Errors stop a build, warnings and notes do not.
        code: The rule's code (`A101`), "" for problems that no rule of the catalogue reports.
        acknowledged: Why it stands as it is, as the file says under `核实`; "" when it does not.
    """

    message: str
    remedy: str = ""
    place: Place = NOWHERE
    path: str = ""
    severity: Severity = Severity.ERROR
    code: str = ""
    acknowledged: str = ""

    @property
    def is_error(self) -> bool:
        """Whether it keeps a file from being published."""
        return self.severity is Severity.ERROR and not self.acknowledged

    def at(self, place: Place) -> Problem:
        """The same problem, standing at `place`."""
        return replace(self, place=place)


class DiscgenError(Exception):
    """Something the user can mend; carries all problems found, in the order of the file."""

    def __init__(self, problems: Iterable[Problem] | Problem) -> None:
        self.problems: tuple[Problem, ...] = (
            (problems,) if isinstance(problems, Problem) else tuple(problems)
        )
        super().__init__("；".join(problem.message for problem in self.problems))


class InputError(DiscgenError):
    """The user's file or form folder is wrong."""


class SetupError(DiscgenError):
    """The machine lacks something: Pango, a font, a program. The remedy names what to install."""


class PublishError(DiscgenError):
    """A produced file lost something of the model, so it was not published."""
