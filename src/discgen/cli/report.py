"""Problems as an accountant reads them: where, what, the line itself with a mark, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.text import Text

from discgen.errors import Place, Problem, Severity
from discgen.sections import SECTIONS, section_of

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
ACKNOWLEDGED = "已核实"
INDENT = " " * 4
_NARROWEST = 20
_BLANKS = {0: "", 1: " ", 2: "\N{IDEOGRAPHIC SPACE}"}


def show(problems: Iterable[Problem], console: Console) -> None:
    """Print problems by file and section, those acknowledged last.

    Files come in the order given, sections in their own, and problems of one section in the order given.
    """
    files: dict[Path | None, list[Problem]] = {}
    for problem in problems:
        files.setdefault(problem.place.file, []).append(problem)
    for file, found in files.items():
        if file is not None:
            console.print(Text(f"{clean(str(file))}：{tally(found)}", style="bold"))
        for heading, members in _by_heading(found):
            if heading:
                console.print(Text(heading, style="bold"))
            for problem in members:
                for line in problem_lines(problem, console.width):
                    console.print(line)


def _by_heading(problems: Iterable[Problem]) -> Iterator[tuple[str, list[Problem]]]:
    """The problems under what is printed above them, "" for what belongs to no section."""
    groups: dict[str, list[Problem]] = {heading: [] for heading in ("", *SECTIONS, ACKNOWLEDGED)}
    for problem in problems:
        groups[ACKNOWLEDGED if problem.acknowledged else section_of(problem.path)].append(problem)
    return ((heading, found) for heading, found in groups.items() if found)


def tally(problems: Iterable[Problem]) -> str:
    """How many there are of each kind: `2 个错误，1 个警告`, or that there is nothing."""
    found = [f"{number} 个{kind}" for kind, number in counts(problems).items() if number]
    return "，".join(found) or "没有问题"


def counts(problems: Iterable[Problem]) -> dict[str, int]:
    """How many there are of each severity, and how many that are acknowledged and count as none."""
    kinds = Counter(ACKNOWLEDGED if problem.acknowledged else problem.severity for problem in problems)
    return {kind: kinds[kind] for kind in (*map(str, Severity), ACKNOWLEDGED)}


def errors_in(problems: Iterable[Problem]) -> list[Problem]:
    """Those problems that keep a file from being published."""
    return [problem for problem in problems if problem.is_error]


def problem_lines(problem: Problem, width: int) -> list[Text]:
    """A problem as lines of text.

    Args:
        problem: What is wrong.
        width: The terminal's columns; a longer source line is shown in part.
    """
    head = Text.assemble(
        f"{clean(str(problem.place))}: " if problem.place != Place() else "",
        (str(problem.severity), STYLES[problem.severity]),
        f" {problem.code}" if problem.code else "",
        f"：{clean(problem.message)}",
        (f"（{clean(problem.path)}）" if problem.path else "", "dim"),
    )
    return [head, *_source_lines(problem.place, width), *_last_line(problem)]


def _last_line(problem: Problem) -> Iterator[Text]:
    """Why the problem stands as it is, or else what to do about it."""
    if problem.acknowledged:
        yield Text(f"{INDENT}理由：{clean(problem.acknowledged)}")
    elif problem.remedy:
        yield Text(f"{INDENT}办法：{clean(problem.remedy)}")


def clean(text: str) -> str:
    """User text with nothing that a terminal would obey; each such character becomes one visible one."""
    shown = text.replace("\t", "→")
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in shown)


def _source_lines(place: Place, width: int) -> Iterator[Text]:
    """The source line and, under it, a mark at the column; nothing when the line is not known."""
    if not place.source.strip():
        return
    room = max(width - len(INDENT) - 2, _NARROWEST)
    before, after = _excerpt(clean(place.source), place.column, room)
    yield Text(f"{INDENT}{before}{after}", style="dim")
    if place.column:
        yield Text(f"{INDENT}{''.join(_BLANKS[cell_len(char)] for char in before)}^", style="bold red")


def _excerpt(line: str, column: int, room: int) -> tuple[str, str]:
    """The part of a line that fits into `room` columns, as what stands before and from the column on."""
    split = max(column - 1, 0)
    before, after = line[:split], line[split:]
    if cell_len(line) <= room:
        return before, after
    if cell_len(before) > room * 2 // 3:
        before = "…" + chop_cells(before[::-1], room * 2 // 3 - 1)[0][::-1]
    left = room - cell_len(before)
    if cell_len(after) > left:
        after = chop_cells(after, left - 1)[0] + "…"
    return before, after
