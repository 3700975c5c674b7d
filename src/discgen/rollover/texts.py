"""Carries the words of a file to another year."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from discgen import paths
from discgen.model import Disclosure
from discgen.model.texts import texts_of
from discgen.rollover.marks import NOTE
from discgen.rollover.once import keeps_its_years
from discgen.rollover.remarks import Remark
from discgen.rollover.stale import Renewed
from discgen.rollover.years import Advanced, Years, advanced
from discgen.yamlfile.layout import KeyPath
from discgen.yamlfile.patching import Patch

_NAMES = frozenset({"名称", "项目名称", "标题"})
_IS_YEAR = "年"
"""The unit of an overall indicator whose number is a year."""


def fixed_names(disclosure: Disclosure, year: int) -> set[str]:
    """The names that keep their years; those of money of one year.

    Args:
        disclosure: The year that ends.
        year: Its budget year.
    """
    names = {text for path, text in texts_of(disclosure) if _is_name(paths.split(path))}
    return {name for name in names if name and keeps_its_years(name, year)}


def advance_texts(
    patch: Patch,
    disclosure: Disclosure,
    years: Years,
    blank: Collection[KeyPath],
    marked: Mapping[KeyPath, Renewed],
) -> Iterator[Remark]:
    """Advance the years in all words that stay, and enter the marks in them.

    Args:
        patch: The changes to the file.
        disclosure: The year that ends.
        years: From which year to which.
        blank: The values that do not stay.
        marked: The texts in which amounts became marks.

    Yields:
        Every change, and every year that was left and may have to be changed.
    """
    texts = {paths.split(path): text for path, text in texts_of(disclosure) if text}
    fixed = fixed_names(disclosure, years.old)
    numbers = set(_years_in_columns(disclosure))
    for path, text in texts.items():
        if path in blank or (_is_name(path) and text in fixed):
            continue
        written = patch.layout.written(path)
        kept = marked[path].text if path in marked else written
        result = _advanced_number(kept, years) if path in numbers else advanced(kept, years, fixed)
        if result.text != written:
            patch.replace(path, result.text)
        yield from _remarks(patch, path, result)


def _is_name(path: KeyPath) -> bool:
    return path[-1] in _NAMES


def _years_in_columns(disclosure: Disclosure) -> Iterator[KeyPath]:
    for number, indicator in enumerate(disclosure.performance.overall_indicators):
        if indicator.unit == _IS_YEAR:
            yield "绩效", "整体指标", number, "值"


def _advanced_number(written: str, years: Years) -> Advanced:
    """The year in a number that is nothing else: `2023.00`."""
    match = re.fullmatch(r"(\D*)(\d{4})((?:\.0*)?\D*)", written)
    if match is None or int(match[2]) not in years.meant:
        return Advanced(written)
    text = f"{match[1]}{int(match[2]) + years.step}{match[3]}"
    return Advanced(text, changes=((match.start(2), match[2]),))


def _remarks(patch: Patch, path: KeyPath, result: Advanced) -> Iterator[Remark]:
    for offset, year in result.changes:
        now = result.text[offset : offset + len(year)]
        yield Remark(path, f"“{year}”改成了“{now}”", offset=offset)
    for offset, words in result.doubts:
        patch.above(path, f"{NOTE}“{words}”没有改，核对年份")
        yield Remark(path, f"“{words}”没有改", "核对年份，该改的改", offset)
