"""Project codes of the year that ends: their year advances, and with it their check character."""

from __future__ import annotations

from collections.abc import Iterator

from discgen.model import Disclosure
from discgen.model.project_code import ProjectCode
from discgen.rollover.marks import NOTE
from discgen.rollover.once import keeps_its_years
from discgen.rollover.remarks import Remark
from discgen.rollover.years import Years
from discgen.yamlfile.layout import KeyPath
from discgen.yamlfile.patching import Patch

_PROJECTS = ("绩效", "项目")


def advance_codes(patch: Patch, disclosure: Disclosure, years: Years) -> Iterator[Remark]:
    """Advance the year of every code that was new in the year that ends.

    A code of an earlier year stays, and so does that of money of one year: both mark what is carried over.

    Args:
        patch: The changes to the file.
        disclosure: The year that ends.
        years: From which year to which.

    Yields:
        Every change; that the new codes are to be compared with those of the finance system, which may
        have given other serial numbers; and every code that could not be advanced.
    """
    changes: list[Remark] = []
    for path, code in _codes(disclosure, years.old):
        if code.is_intact():
            now = code.of_year(years.new)
            patch.replace(path, patch.layout.written(path).replace(code.text, now))
            changes.append(Remark(path, f"编码 {code.text} 改成了 {now}", offset=0))
        else:
            patch.above(path, f"{NOTE}编码没有改成{years.new}年的，校验码不对")
            message = f"编码 {code.text} 没有改成{years.new}年的：它的校验码不对"
            yield Remark(path, message, "照项目库里的编码填写")
    if changes:
        words = f"{len(changes)}个项目编码的年份改成了{years.new}年，序号照旧，校验码重新计算"
        patch.above(_PROJECTS, f"{NOTE}{words}；与项目库核对")
        yield Remark(_PROJECTS, words, "与项目库核对：另编了号的照项目库填，结转项目仍用原来的编码")
    yield from changes


def _codes(disclosure: Disclosure, year: int) -> Iterator[tuple[KeyPath, ProjectCode]]:
    """The codes that were new in a year, and are not of that year only."""
    for number, project in enumerate(disclosure.performance.projects):
        code = ProjectCode.read(project.code or "")
        if code and code.year == year and not keeps_its_years(project.name, year):
            yield (*_PROJECTS, number, "编码"), code
