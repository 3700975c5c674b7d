"""A bar that shows how far a long command has come; on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)


@contextmanager
def working(total: int, console: Console, *, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Show a bar of `total` steps on `console`, which goes away at the end.

    Yields:
        A function to be called with the name of each step when it begins.
    """
    bar = Progress(
        SpinnerColumn("line"),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        redirect_stdout=sys.stdout.isatty(),  # Results must pass above the bar, but into a file unchanged.
        disable=quiet or not console.is_terminal,
    )
    task = bar.add_task("", total=total)
    done = count()

    def begin(name: str) -> None:
        bar.update(task, description=name, completed=next(done))

    with bar:
        yield begin
