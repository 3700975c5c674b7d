"""What a rollover did of itself, and what it left for the user to look at."""

from __future__ import annotations

from dataclasses import dataclass

from discgen import paths
from discgen.errors import Problem, Severity
from discgen.yamlfile.layout import KeyPath, Layout


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a value.

    Attributes:
        path: The value.
        message: What was done or left, one Chinese sentence.
        remedy: What the user should do; "" where nothing is left to do.
        offset: Which character of the value as it is written, from 0; None for its key.
    """

    path: KeyPath
    message: str
    remedy: str = ""
    offset: int | None = None

    def problem(self, layout: Layout) -> Problem:
        """The remark as it is shown: a warning if something is left to do, else a note.

        Args:
            layout: The new file.
        """
        offset = (
            layout.key(self.path) if self.offset is None else layout.span(self.path).start + self.offset
        )
        severity = Severity.WARNING if self.remedy else Severity.NOTE
        return Problem(self.message, self.remedy, layout.place(offset), paths.join(self.path), severity)
