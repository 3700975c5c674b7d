"""Codes: what the code of a project and that of a unit are made of."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from discgen.errors import Severity
from discgen.rules.kept import kept_words
from discgen.rules.registry import Case, Finding, rule
from discgen.rules.shown import year_is_known

CODE_LENGTH = 21
_FORM = re.compile(r"(?P<division>[0-9]{6})(?P<year>[0-9]{2})[A-Z][0-9A-Z]{12}")
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The characters of project codes: no I, O, S, V, Z, which look like others."""
_LOOKALIKES = str.maketrans("IOSZ", "1052")
_CARRIED_OVER = re.compile(r"结转|结余|以前年度|跨年|延续")
_DEPARTMENT = slice(0, 3)
"""The part of a unit code that all units of a department share."""


@dataclass(frozen=True, slots=True)
class _Code:
    """The code of a project, in its proper form.

    Attributes:
        path: Where it stands.
        text: All of it.
        division: The administrative division.
        year: The year in which the project was created.
        project: The number of the project.
    """

    path: str
    text: str
    division: str
    year: int
    project: int


def check_character(code: str) -> str:
    """The last character of a project code, which follows from the twenty before it.

    The characters count for powers of 3 modulo 31, much as in the credit codes of GB 32100. The rule was
    found from published codes, all of which keep it; it is not known to be written down anywhere.

    Raises:
        ValueError: The code holds a character that codes do not have.
    """
    weighted = sum(_ALPHABET.index(character) * 3**place for place, character in enumerate(code[:20]))
    return _ALPHABET[(30 - weighted) % 31]


def _is_intact(code: str) -> bool:
    """Whether the check character is the right one."""
    return set(code) <= set(_ALPHABET) and check_character(code) == code[-1]


def _codes(case: Case) -> Iterator[_Code]:
    """The project codes that have the proper form."""
    for number, project in enumerate(case.disclosure.performance.projects):
        if match := _FORM.fullmatch(project.code or ""):
            year = 2000 + int(match["year"])
            yield _Code(f"绩效.项目[{number}].编码", match[0], match["division"], year, number)


@rule("C101", Severity.ERROR, "项目编码是21位：区划6位数字、年份2位数字、1个字母、其余12位", "项目库管理")
def project_codes_have_their_form(case: Case) -> Iterator[Finding]:
    """Project codes are made of division, year, a letter and twelve more characters."""
    for number, project in enumerate(case.disclosure.performance.projects):
        code = project.code
        if code is None or _FORM.fullmatch(code):
            continue
        tidy = re.sub(r"[\s\-_.]", "", unicodedata.normalize("NFKC", code)).upper()
        length = len(tidy)
        why = f"有{length}位" if length != CODE_LENGTH else "不是区划、年份、字母、其余12位的样子"
        yield Finding(
            f"绩效.项目[{number}].编码",
            f"项目“{project.name}”的编码 {code} {why if tidy == code else '有小写、全角或多余的字符'}",
            f"应写成 {tidy}" if _FORM.fullmatch(tidy) else "照项目库里的编码填写，共21位",
        )


@rule("C102", Severity.WARNING, "项目编码的校验码正确", "已公开的项目编码")
def project_codes_are_intact(case: Case) -> Iterator[Finding]:
    """The check character follows from the rest of the code."""
    for code in _codes(case):
        if _is_intact(code.text):
            continue
        likely = code.text[:8] + code.text[8:].translate(_LOOKALIKES)
        evident = likely != code.text and _is_intact(likely)
        yield Finding(
            code.path,
            f"项目编码 {code.text} 的校验码不对，可能抄错了一位",
            f"像是把数字写成了字母，应为 {likely}" if evident else "与项目库里的编码逐位核对",
        )


@rule("C103", Severity.WARNING, "项目编码的年份不晚于预算年度", "项目库管理")
def projects_are_not_of_later_years(case: Case) -> Iterator[Finding]:
    """No project was created after the year of its budget."""
    for code in _codes(case):
        if code.year > case.disclosure.year and year_is_known(case):
            yield Finding(
                code.path,
                f"项目编码 {code.text} 是{code.year}年的，而预算年度是{case.disclosure.year}年",
                "核对编码的第7、8位",
            )


@rule("C104", Severity.NOTE, "以前年度的项目写明是结转项目", "项目库管理")
def projects_of_earlier_years_are_carried_over(case: Case) -> Iterator[Finding]:
    """A project created in an earlier year is carried over, and says so."""
    for code in _codes(case):
        project = case.disclosure.performance.projects[code.project]
        words = f"{project.name}{project.title or ''}{project.purpose or ''}"
        if code.year < case.disclosure.year and not _CARRIED_OVER.search(words):
            yield Finding(
                code.path,
                f"项目编码 {code.text} 是{code.year}年的，名称和用途没有说是上年结转",
                "是结转项目的不用改；今年新设的项目换用今年的编码",
            )


@rule("C105", Severity.WARNING, "各项目编码的区划相同", "项目库管理")
def projects_are_of_one_division(case: Case) -> Iterator[Finding]:
    """All projects of a file belong to one administrative division."""
    codes = list(_codes(case))
    counts = Counter(code.division for code in codes).most_common()
    for code in codes:
        if code.division != counts[0][0]:
            likely = counts[0][0] + code.text[6:]
            evident = _is_intact(likely) and not _is_intact(code.text)
            yield Finding(
                code.path,
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
