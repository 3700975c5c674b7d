"""Rollover: the file of one year becomes that of a later one, as far as a program can tell.

The text of the file is patched: comments, order, layout and quotation marks stay, and it differs only where
the year says so. What is of the year is blank, or within a text a mark, in a way that `check` counts and
that cannot be published.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from discgen.errors import InputError, Problem
from discgen.filing import Filing
from discgen.model.texts import GAP
from discgen.rollover.marks import with_remarks_as_marks, without_marks
from discgen.rollover.steps import DROPPED, Steps
from discgen.rollover.years import Years
from discgen.yamlfile import Source, reading
from discgen.yamlfile.layout import Layout
from discgen.yamlfile.patching import Patch

__all__ = ["RolledOver", "roll_over"]


@dataclass(frozen=True, slots=True)
class RolledOver:
    """A file carried to another year.

    Attributes:
        text: Its text.
        blanks: How many values are left to fill in, texts that hold marks among them.
        remarks: What was changed of itself (notes), and what wants a look (warnings), in the order of the
            file.
    """

    text: str
    blanks: int
    remarks: tuple[Problem, ...]


def roll_over(filing: Filing, year: int, target: Path | None = None) -> RolledOver:
    """Carry a file to another year.

    Args:
        filing: The file of the year that ends.
        year: The new budget year.
        target: Where the new file will lie, for the places of the remarks.

    Raises:
        InputError: The year is not a later one, or the file is written in a way that cannot be changed.
    """
    years = Years(filing.disclosure.year, year)
    if years.step < 1:
        raise InputError(_not_later(filing, years))
    patch = Patch(_source(filing))
    remarks = list(Steps(filing.disclosure, filing.book, years, patch).run())
    source = reading.read_text(patch.text(), target)
    layout = Layout(source)
    problems = sorted(
        (remark.problem(layout) for remark in remarks),
        key=lambda problem: (problem.place.line, problem.place.column),
    )
    return RolledOver(source.text, _count_blanks(source.data), tuple(problems))


def _not_later(filing: Filing, years: Years) -> Problem:
    place = filing.source.key_place(("年度",))
    return Problem(
        f"文件是{years.old}年度的，不能结转到{years.new}年度", "--year 写更晚的年度", place, "年度"
    )


def _source(filing: Filing) -> Source:
    """The file without the remarks of former rollovers."""
    source = reading.read_text(without_marks(filing.source.text), filing.path)
    if Layout(source).in_brackets(source.root):
        place = source.at(source.root.mark)
        raise InputError(Problem("整个文件写在花括号里，不能结转", "去掉花括号，每项写成一行", place))
    dropped = [key for key in DROPPED if key in source.data]
    return reading.read_text(with_remarks_as_marks(source, dropped), filing.path)


def _count_blanks(value: Any) -> int:
    if isinstance(value, dict | list):
        return sum(map(_count_blanks, value.values() if isinstance(value, dict) else value))
    return value is None or (isinstance(value, str) and GAP in value)
