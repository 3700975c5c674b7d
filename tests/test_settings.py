"""A county's settings: what they change, where they are looked for, and what is wrong with them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from discgen.errors import InputError, Severity
from discgen.filing import open_filing
from discgen.rules import registry
from discgen.rules.registry import Finding, Limit, catalogue, limits, rules
from discgen.settings import FILE_NAME, settings_for

UNPRINTED = ("国有资产/拟购置内容", "空调")
"""Words that the form has no place for: the warning F102, and no other finding."""


@pytest.fixture
def settings(tmp_path):
    """Writes settings beside the file that is checked."""

    def write_settings(text: str, folder: Path = tmp_path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / FILE_NAME
        path.write_text(text, encoding="utf-8")
        return path

    return write_settings


@pytest.fixture
def limit(monkeypatch):
    """The one limit there is, 20 characters, of an invented rule Z901 that tells the limit it applies."""
    monkeypatch.setattr(registry, "_LIMITS", {})
    invented = Limit("Z901", "最多字数", Decimal(20))

    def tell(case):
        yield Finding("职责", f"最多 {case.limit(invented)} 字", "")

    rule = registry.Rule("Z901", Severity.NOTE, "职责不超过最多字数", "测试", tell)
    monkeypatch.setitem(registry._RULES, "Z901", rule)
    return invented


def severities(filing, code):
    return [problem.severity for problem in filing.findings if problem.code == code]


def mistakes(path: Path) -> list[tuple[int, str, str]]:
    """Line, message and remedy of all that is wrong with the settings of a file."""
    with pytest.raises(InputError) as caught:
        settings_for(path)
    assert {problem.place.file.name for problem in caught.value.problems} == {FILE_NAME}
    return [(problem.place.line, problem.message, problem.remedy) for problem in caught.value.problems]


def test_without_settings_rules_are_as_grave_as_declared(file):
    assert severities(file(UNPRINTED), "F102") == [Severity.WARNING]


@pytest.mark.parametrize(("word", "expected"), [("关闭", []), ("错误", ["错误"]), ("提示", ["提示"])])
def test_a_county_sets_how_grave_a_rule_is(file, settings, word, expected):
    settings(f"规则:\n  F102: {word}\n")
    filing = file(UNPRINTED)
    assert severities(filing, "F102") == expected
    assert [problem.code for problem in filing.errors] == (["F102"] if word == "错误" else [])


def test_every_rule_of_the_catalogue_can_be_set(write, settings):
    settings("规则:\n" + "".join(f"  {one.code}: 关闭\n" for one in catalogue()))
    codes = {one.code for one in rules()} | {"F101", "F102", "F103", "H101"}
    assert settings_for(write()).severities == dict.fromkeys(codes)


def test_every_limit_belongs_to_a_rule():
    assert {limit.code for limit in limits()} <= {rule.code for rule in rules()}


def test_a_limit_holds_unless_a_county_sets_it(file, settings, limit):
    assert told(file()) == f"最多 {limit.value} 字"
    settings("限值:\n  Z901:\n    最多字数: 30.50\n")
    assert told(file()) == "最多 30.50 字"


def told(filing):
    [message] = [problem.message for problem in filing.findings if problem.code == "Z901"]
    return message


def test_a_rule_has_no_two_limits_of_one_name(limit):
    with pytest.raises(ValueError, match="最多字数"):
        Limit(limit.code, limit.name, Decimal(1))


def test_settings_are_those_of_the_nearest_folder(tmp_path, settings):
    file = tmp_path / "全县" / "教育局" / "2026.yaml"
    assert settings_for(file).file is None
    everywhere = settings("规则: {F102: 关闭}")
    assert settings_for(file).file == everywhere
    nearest = settings("规则: {F101: 警告}", tmp_path / "全县")
    assert settings_for(file).file == nearest
    assert settings_for(file).severities == {"F101": Severity.WARNING}
    own = settings("规则: {}", file.parent)
    assert settings_for(file).file == own
    assert settings_for(file, everywhere).file == everywhere


def test_settings_are_found_from_within_the_folder(tmp_path, settings, monkeypatch):
    expected = settings("规则: {F102: 关闭}")
    (tmp_path / "教育局").mkdir()
    monkeypatch.chdir(tmp_path / "教育局")
    assert settings_for(Path("2026.yaml")).file == expected


MISTAKES = {
    "a key that is none": ("规责:\n  F102: 关闭\n", [(1, "文件里没有“规责”这一项", "是不是“规则”？")]),
    "a rule that is none": (
        "规则:\n  F1O2: 关闭\n",
        [(2, "“规则”里没有“F1O2”这一项", "是不是“F102”？")],
    ),
    "a level that is none": (
        "规则:\n  F102: 关\n",
        [
            (
                2,
                "“F102”（填写的文字在版式中都有地方印）只能填“关闭”、“错误”、“警告”或“提示”，写的是“关”",
                "是不是“关闭”？",
            )
        ],
    ),
    "no level": (
        "规则:\n  F102:\n",
        [(2, "“F102”（填写的文字在版式中都有地方印）尚未填写", "写成“F102: 警告”，换成实际的内容")],
    ),
    "a limit that is none": (
        "限值:\n  Z901:\n    最少字数: 3\n",
        [(3, "“Z901”里没有“最少字数”这一项", "是不是“最多字数”？")],
    ),
    "a limit of a rule without limits": (
        "限值:\n  F102:\n    最多字数: 3\n",
        [(2, "“限值”里没有“F102”这一项", "可以填的有：Z901；用不着的删去")],
    ),
    "a limit that is no number": (
        "限值:\n  Z901:\n    最多字数: 30字\n",
        [(3, "“最多字数”的数字后面带着“字”：“30字”", "只写数字，写成 30")],
    ),
    "a limit below 0": (
        "限值: {Z901: {最多字数: -1}}\n",
        [(1, "“最多字数”不能小于 0，写的是“-1”", "不写时是 20")],
    ),
    "several": (
        "规则:\n  F102: 关\n  Z90: 提示\n限值: 无\n",
        [
            (
                2,
                "“F102”（填写的文字在版式中都有地方印）只能填“关闭”、“错误”、“警告”或“提示”，写的是“关”",
                "是不是“关闭”？",
            ),
            (3, "“规则”里没有“Z90”这一项", "是不是“Z901”？"),
            (4, "“限值”（规则的限值）要填下一级的各项，写的是“无”", "在下一行缩进两格填写：Z901"),
        ],
    ),
}


@pytest.mark.usefixtures("limit")
@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_in_settings_are_named_with_their_line(write, settings, name):
    text, expected = MISTAKES[name]
    settings(text)
    assert mistakes(write()) == expected


def test_settings_that_are_no_yaml_are_refused(write, settings):
    settings("规则: [")
    assert [line for line, _, _ in mistakes(write())] == [1]


def test_settings_that_are_wrong_keep_a_file_from_being_opened(write, settings):
    settings("规则: {F999: 关闭}")
    with pytest.raises(InputError, match="F999"):
        open_filing(write())
