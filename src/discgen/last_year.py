"""Last year's figures: what a file says under `上年`, and those of a file given beside it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from discgen import disclosure_file
from discgen.disclosure_file import located
from discgen.errors import InputError, Place, Problem
from discgen.figures import convert, figures_of
from discgen.model import Disclosure
from discgen.yamlfile import Source


def figures_stated(source: Source, disclosure: Disclosure, folder: Path) -> dict[str, Decimal] | None:
    """The figures under `上年`, in the file's unit.

    Args:
        source: The file, for the place of what is wrong.
        disclosure: What it says.
        folder: Where the file lies; the name of last year's file starts from there.

    Returns:
        The figures by key; None where the file says nothing about last year.

    Raises:
        InputError: Last year's file cannot be used.
    """
    last_year = disclosure.last_year
    if last_year is None:
        return None
    if not isinstance(last_year, str):
        return last_year.figures()
    try:
        _, before = disclosure_file.read(folder / last_year)
    except InputError as error:
        name = Path(last_year).name
        here = located(Problem(f"上年的文件“{name}”用不了", "先改正上年的文件", path="上年"), source)
        raise InputError([here, *error.problems]) from error
    if before.year != disclosure.year - 1:
        wrong = _wrong_year(last_year, before.year, disclosure.year)
        raise InputError(located(wrong, source))
    return _converted(before, disclosure.amount_unit)


def figures_given(path: Path, disclosure: Disclosure) -> dict[str, Decimal]:
    """The figures of a file that the user gives as last year's.

    Args:
        path: Last year's file.
        disclosure: This year's disclosure.

    Returns:
        The figures by key, in this year's unit.

    Raises:
        InputError: The file is wrong, or not last year's.
    """
    _, before = disclosure_file.read(path)
    if before.year != disclosure.year - 1:
        wrong = _wrong_year(path.name, before.year, disclosure.year)
        raise InputError(wrong.at(Place(path)))
    return _converted(before, disclosure.amount_unit)


def _wrong_year(name: str, found: int, year: int) -> Problem:
    return Problem(
        f"上年的文件“{name}”是{found}年度的，应当是{year - 1}年度的", "改成上一年度的文件", path="上年"
    )


def _converted(before: Disclosure, unit: str) -> dict[str, Decimal]:
    return {
        figure.key: convert(figure.value, before.amount_unit, unit) if figure.money else figure.value
        for figure in figures_of(before).values()
    }
