"""Codes: what the code of a project and that of a unit are made of."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from discgen.errors import Severity
from discgen.model.performance import Project
from discgen.model.project_code import LENGTH, ProjectCode
from discgen.rules.kept import kept_words
from discgen.rules.registry import Case, Finding, rule
from discgen.rules.shown import year_is_known

_LOOKALIKES = str.maketrans("IOSZ", "1052")
_CARRIED_OVER = re.compile(r"结转|结余|以前年度|跨年|延续|提前下达")
"""Why the money of a project may have been entered in an earlier year."""
_DEPARTMENT = slice(0, 3)
"""The part of a unit code that all units of a department share."""


def _codes(case: Case) -> Iterator[tuple[str, Project, ProjectCode]]:
    """The project codes that have the proper form: where they stand, the projects and the codes."""
    for number, project in enumerate(case.disclosure.performance.projects):
        if code := ProjectCode.read(project.code or ""):
            yield f"绩效.项目[{number}].编码", project, code


def _is_intact(text: str) -> bool:
    code = ProjectCode.read(text)
    return code is not None and code.is_intact()


@rule("C101", Severity.ERROR, "项目编码是21位：区划6位数字、年份2位数字、1个字母、其余12位", "项目库管理")
def project_codes_have_their_form(case: Case) -> Iterator[Finding]:
    """Project codes are made of division, year, a letter and twelve more characters."""
    for number, project in enumerate(case.disclosure.performance.projects):
        code = project.code
        if code is None or ProjectCode.read(code):
            continue
        tidy = re.sub(r"[\s\-_.]", "", unicodedata.normalize("NFKC", code)).upper()
        length = len(tidy)
        why = f"有{length}位" if length != LENGTH else "不是区划、年份、字母、其余12位的样子"
        yield Finding(
            f"绩效.项目[{number}].编码",
            f"项目“{project.name}”的编码 {code} {why if tidy == code else '有小写、全角或多余的字符'}",
            f"应写成 {tidy}" if ProjectCode.read(tidy) else "照项目库里的编码填写，共21位",
        )


@rule("C102", Severity.WARNING, "项目编码的校验码正确", "已公开的项目编码")
def project_codes_are_intact(case: Case) -> Iterator[Finding]:
    """The check character follows from the rest of the code."""
    for path, _, code in _codes(case):
        if code.is_intact():
            continue
        likely = code.text[:8] + code.text[8:].translate(_LOOKALIKES)
        evident = likely != code.text and _is_intact(likely)
        yield Finding(
            path,
            f"项目编码 {code.text} 的校验码不对，可能抄错了一位",
            f"像是把数字写成了字母，应为 {likely}" if evident else "与项目库里的编码逐位核对",
        )


@rule("C103", Severity.WARNING, "项目编码的年份不晚于预算年度", "项目库管理")
def projects_are_not_of_later_years(case: Case) -> Iterator[Finding]:
    """No project was created after the year of its budget."""
    for path, _, code in _codes(case):
        if code.year > case.disclosure.year and year_is_known(case):
            yield Finding(
                path,
                f"项目编码 {code.text} 是{code.year}年的，而预算年度是{case.disclosure.year}年",
                "核对编码的第7、8位",
            )


@rule("C104", Severity.NOTE, "以前年度的项目写明是结转项目", "项目库管理")
def projects_of_earlier_years_are_carried_over(case: Case) -> Iterator[Finding]:
    """A project created in an earlier year is carried over, and says so."""
    for path, project, code in _codes(case):
        words = f"{project.name}{project.title or ''}{project.purpose or ''}"
        if code.year < case.disclosure.year and not _CARRIED_OVER.search(words):
            yield Finding(
                path,
                f"项目编码 {code.text} 是{code.year}年的，名称和用途没有说是上年结转",
                "是结转项目的不用改；今年新设的项目换用今年的编码",
            )


@rule("C105", Severity.WARNING, "各项目编码的区划相同", "项目库管理")
def projects_are_of_one_division(case: Case) -> Iterator[Finding]:
    """All projects of a file belong to one administrative division."""
    codes = list(_codes(case))
    counts = Counter(code.division for _, _, code in codes).most_common()
    for path, _, code in codes:
        if code.division != counts[0][0]:
            likely = counts[0][0] + code.text[6:]
            evident = _is_intact(likely) and not code.is_intact()
            yield Finding(
                path,
                f"项目编码 {code.text} 的区划是 {code.division}，其他项目是 {counts[0][0]}",
                f"应为 {likely}，它的校验码是对的" if evident else "核对编码的前6位，是不是别的县的项目",
            )


@rule("C106", Severity.WARNING, "各单位代码的前3位（部门）相同", "单位代码的编制规则")
def units_are_of_one_department(case: Case) -> Iterator[Finding]:
    """The units that have projects belong to the department that publishes."""
    projects = case.disclosure.performance.projects
    stated = [(f"绩效.项目[{number}].单位代码", one.unit_code) for number, one in enumerate(projects)]
    known = [(path, code) for path, code in stated if code]
    if not known:
        return
    own = case.disclosure.unit.code or Counter(code for _, code in known).most_common(1)[0][0]
    for path, code in known:
        if code[_DEPARTMENT] != own[_DEPARTMENT]:
            yield Finding(
                path,
                f"单位代码 {code} 的部门是 {code[_DEPARTMENT]}，本文件的单位是 {own}",
                "核对代码，是不是别的部门的项目",
            )


@rule("C107", Severity.WARNING, "有项目的单位列在机构设置里", "地方预决算公开操作规程")
def units_of_projects_are_known(case: Case) -> Iterator[Finding]:
    """A unit that has projects is the one that publishes, or one of its institutions."""
    unit = case.disclosure.unit
    institutions = [one.name for one in case.disclosure.institutions or ()]
    if not institutions:
        return
    known = [_squeezed(name) for name in (unit.name, unit.title_name, *institutions) if name]
    kept = _squeezed(kept_words(case, "机构", "职责"))
    for number, project in enumerate(case.disclosure.performance.projects):
        name = _squeezed(project.unit_name or "")
        if name and name not in kept and not any(name in other or other in name for other in known):
            yield Finding(
                f"绩效.项目[{number}].单位名称",
                f"项目“{project.name}”的单位“{project.unit_name}”没有列在机构设置里",
                "核对单位名称；是所属单位的，在“机构设置”里加一行",
            )


@rule("C108", Severity.WARNING, "一个单位代码只有一个名称", "单位代码的编制规则")
def units_have_one_name(case: Case) -> Iterator[Finding]:
    """No code stands for two units, and no unit has two codes."""
    names: dict[str, str] = {}
    codes: dict[str, str] = {}
    for number, project in enumerate(case.disclosure.performance.projects):
        if project.unit_code is None or project.unit_name is None:
            continue
        code, name = project.unit_code, _squeezed(project.unit_name)
        if names.setdefault(code, name) != name or codes.setdefault(name, code) != code:
            yield Finding(
                f"绩效.项目[{number}].单位代码",
                f"单位代码 {code}、单位名称“{name}”与前面的项目不一致",
                "核对代码和名称，一个代码对一个单位",
            )


def _squeezed(name: str) -> str:
    return "".join(name.split())
