"""`discgen check`: what it lists, in which form, and when it fails."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from jsonschema import Draft202012Validator

from discgen import cli
from discgen.rules import registry

UNPRINTED_WORDS = ("国有资产/拟购置内容", "空调")
"""Words that the form has no place for: the warning F102."""
UNPRINTED_FIGURE = ("国有资产/无形资产", {"价值": Decimal(3)})
"""A figure that the form has no place for: the error F101."""
ACKNOWLEDGED = ("核实", [{"规则": "F101", "位置": "国有资产.无形资产.价值", "理由": "记在总账"}])


@pytest.fixture(autouse=True)
def few_rules(monkeypatch):
    """Leave the rules about the form and one other: how findings are listed does not depend on which."""
    monkeypatch.setattr(registry, "_RULES", {"A101": registry._RULES["A101"]})


@pytest.fixture
def check(monkeypatch, capsys):
    """Run `discgen check` in this process: exit code and standard output."""

    def run(*args: object) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["discgen", "check", *map(str, args)])
        with pytest.raises(SystemExit) as end:
            cli.main()
        out, err = capsys.readouterr()
        assert err == ""
        return end.value.code, out

    return run


def test_findings_are_listed_by_section_and_acknowledged_ones_apart(check, write):
    file = write(
        ("名词解释", [{"名词": "甲", "解释": "指甲。"}]), UNPRINTED_WORDS, UNPRINTED_FIGURE, ACKNOWLEDGED
    )
    code, out = check(file)
    assert code == 0
    lines = [line for line in out.splitlines() if not line.startswith(" ")]
    assert lines[0] == f"{file}：1 个警告，1 个已核实"
    assert [line.partition(" ")[0] for line in lines[1:]] == [
        "七、国有资产",
        f"{file}:{line_of(file, '拟购置内容')}:3:",
        "已核实",
        f"{file}:{line_of(file, '价值: 3')}:5:",
        "检查了",
    ]
    assert "    理由：记在总账\n" in out
    assert out.endswith("检查了 1 个文件：1 个警告，1 个已核实。\n")


def line_of(file: Path, words: str) -> int:
    [number] = [n for n, line in enumerate(file.read_text("utf-8").splitlines(), 1) if words in line]
    return number


def test_warnings_fail_a_strict_check_alone(check, write):
    warned = write(UNPRINTED_WORDS)
    assert check(warned)[0] == 0
    assert check(warned, "--strict")[0] == 1
    assert check(write(), "--strict")[0] == 0


def test_acknowledged_findings_fail_no_check(check, write):
    assert check(write(UNPRINTED_FIGURE))[0] == 1
    assert check(write(UNPRINTED_FIGURE, ACKNOWLEDGED), "--strict")[0] == 0


def test_hints_fail_no_check(check, write):
    code, out = check(write(ACKNOWLEDGED), "--strict")
    assert code == 0
    assert "提示 H101：" in out


def test_quiet_lists_what_the_check_fails_for(check, write):
    file = write(UNPRINTED_WORDS, UNPRINTED_FIGURE)
    for options, expected in ([[], {"F101"}], [["--strict"], {"F101", "F102"}]):
        code, out = check(file, "--quiet", *options)
        assert code == 1
        assert {name for name in ("F101", "F102") if name in out} == expected
        assert "检查了" not in out
    assert check(write(UNPRINTED_FIGURE, ACKNOWLEDGED), "--quiet") == (0, "")


def test_settings_are_followed_and_named(check, write, tmp_path):
    file, settings = write(UNPRINTED_WORDS), tmp_path / "本县.yml"
    settings.write_text("规则: {F102: 错误}", encoding="utf-8")
    code, out = check(file, "--settings", settings)
    assert code == 1
    assert f"\n按“{settings}”的检查设置。\n" in out
    beside = tmp_path / "discgen.yaml"
    beside.write_text("规则: {F102: 关闭}", encoding="utf-8")
    assert check(file) == (0, f"按“{beside}”的检查设置。\n检查了 1 个文件：没有问题。\n")


def test_settings_caught_by_a_pattern_are_no_file_to_check(check, write, tmp_path):
    beside = tmp_path / "discgen.yaml"
    beside.write_text("规则: {F102: 关闭}", encoding="utf-8")
    assert check(beside, write())[0] == 0


def test_wrong_settings_are_said_once_for_all_files(check, write, tmp_path):
    settings = tmp_path / "discgen.yaml"
    settings.write_text("规则:\n  F999: 关闭", encoding="utf-8")
    code, out = check(write(name="甲.yaml"), write(name="乙.yaml"))
    assert code == 1
    assert out.count(f"{settings}:2:3: 错误：“规则”里没有“F999”这一项") == 1


def test_last_years_file_is_compared_with(check, write):
    last_year = write(("年度", 2020), ("上年", ...), name="去年.yaml")
    file = write(("上年", ...))
    assert check(file)[0] == 1
    assert check(file, "--last-year", last_year)[0] == 0
    code, out = check(last_year, "--last-year", file)
    assert code == 1
    assert f"{file}: 错误：上年的文件“{file.name}”是2021年度的，应当是2019年度的" in out


# For programs


def test_json_says_everything_that_the_text_says(check, write):
    file = write(UNPRINTED_WORDS, UNPRINTED_FIGURE, ACKNOWLEDGED)
    code, out = check(file, "--format", "json")
    content = json.loads(out)
    assert code == 0
    assert content.keys() == {"格式版本", "文件", "小结"}
    assert content["小结"] == {"错误": 0, "警告": 1, "提示": 0, "已核实": 1}
    [checked] = content["文件"]
    assert (checked["文件"], checked["检查设置"]) == (str(file), None)
    assert checked["结果"][0] == {
        "规则": "F102",
        "级别": "警告",
        "问题": "填了“国有资产.拟购置内容”，但版式“2021年版（目标、指标合为一张表）”没有地方印它",
        "办法": "换用有这一项的版式，或把它删去；改写过的语句要引用它",
        "部分": "七、国有资产",
        "位置": "国有资产.拟购置内容",
        "文件": str(file),
        "行": line_of(file, "拟购置内容"),
        "列": 3,
        "原文": "  拟购置内容: 空调",
        "核实的理由": None,
    }
    assert checked["结果"][1]["核实的理由"] == "记在总账"


def test_json_of_a_file_that_cannot_be_read_has_the_same_keys(check, write, tmp_path):
    _, out = check(tmp_path / "无.yaml", write(UNPRINTED_WORDS), "--format", "json")
    missing, read = json.loads(out)["文件"]
    assert missing["结果"][0].keys() == read["结果"][0].keys()
    assert missing["结果"][0]["问题"] == "找不到文件"
    assert missing["结果"][0]["行"] is None


def test_quiet_json_lists_what_the_check_fails_for(check, write):
    _, out = check(write(UNPRINTED_WORDS, UNPRINTED_FIGURE), "--format", "json", "--quiet")
    [checked] = json.loads(out)["文件"]
    assert [finding["规则"] for finding in checked["结果"]] == ["F101"]


def shape(required: dict[str, object], **optional: object) -> dict[str, object]:
    """The schema of an object with these properties and no others."""
    return {
        "type": "object",
        "properties": {**required, **optional},
        "required": list(required),
        "additionalProperties": False,
    }


def several(items: dict[str, object]) -> dict[str, object]:
    return {"type": "array", "items": items, "uniqueItems": True}


STRING = {"type": "string"}
POSITION = {"type": "integer", "minimum": 1}
MESSAGE = shape({"text": STRING})
LEVEL = {"enum": ["none", "note", "warning", "error"]}
LOCATION = shape(
    {},
    physicalLocation=shape(
        {"artifactLocation": shape({"uri": {"type": "string", "pattern": r"^[!-~]+$"}})},
        region=shape({"startLine": POSITION, "snippet": MESSAGE}, startColumn=POSITION),
    ),
    logicalLocations=several(shape({"fullyQualifiedName": STRING})),
)
RESULT = shape(
    {
        "level": LEVEL,
        "message": MESSAGE,
        "locations": several(LOCATION),
        "suppressions": several(
            shape({"kind": {"enum": ["inSource", "external"]}, "justification": STRING})
        ),
    },
    ruleId=STRING,
)
RULE = shape(
    {
        "id": STRING,
        "shortDescription": MESSAGE,
        "help": MESSAGE,
        "defaultConfiguration": shape({"level": LEVEL}),
    }
)
SARIF = shape(
    {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": several(
            shape(
                {
                    "tool": shape(
                        {"driver": shape({"name": STRING, "version": STRING, "rules": several(RULE)})}
                    ),
                    "language": {"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {"type": "array", "items": RESULT},
                }
            )
        ),
    }
)
"""The part of the official schema of SARIF 2.1.0 that discgen fills in, nothing else allowed."""


def sarif(out: str) -> dict:
    """The one run of a SARIF log, which must fit the standard."""
    log = json.loads(out)
    assert [error.message for error in Draft202012Validator(SARIF).iter_errors(log)] == []
    return log["runs"][0]


def test_sarif_places_each_finding_and_suppresses_acknowledged_ones(check, write):
    file = write(UNPRINTED_WORDS, UNPRINTED_FIGURE, ACKNOWLEDGED, name="甲 乙.yaml")
    code, out = check(file, "--format", "sarif")
    run = sarif(out)
    assert code == 0
    words, figure = run["results"]
    assert (words["ruleId"], words["level"]) == ("F102", "warning")
    assert words["message"]["text"].endswith(
        "没有地方印它。办法：换用有这一项的版式，或把它删去；改写过的语句要引用它"
    )
    [place] = words["locations"]
    assert unquote(urlsplit(place["physicalLocation"]["artifactLocation"]["uri"]).path) == str(file)
    assert place["physicalLocation"]["region"] == {
        "startLine": line_of(file, "拟购置内容"),
        "startColumn": 3,
        "snippet": {"text": "  拟购置内容: 空调"},
    }
    assert place["logicalLocations"] == [{"fullyQualifiedName": "国有资产.拟购置内容"}]
    assert words["suppressions"] == []
    assert figure["suppressions"] == [{"kind": "inSource", "justification": "记在总账"}]


def test_sarif_describes_every_rule(check, write):
    driver = sarif(check(write(), "--format", "sarif")[1])["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == ["A101", "F101", "F102", "F103", "H101"]
    assert [rule["defaultConfiguration"]["level"] for rule in driver["rules"]] == [
        "error",
        "error",
        "warning",
        "error",
        "note",
    ]


def test_sarif_names_a_file_as_the_user_did(check, write, monkeypatch, tmp_path):
    write(UNPRINTED_WORDS, name="甲：乙#1.yaml")
    monkeypatch.chdir(tmp_path)
    [result] = sarif(check("甲：乙#1.yaml", "--format", "sarif")[1])["results"]
    uri = urlsplit(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
    assert (uri.scheme, unquote(uri.path), uri.fragment) == ("", "甲：乙#1.yaml", "")


def test_sarif_of_a_file_that_cannot_be_read(check, tmp_path):
    code, out = check(tmp_path / "无.yaml", "--format", "sarif")
    [result] = sarif(out)["results"]
    assert code == 1
    assert "ruleId" not in result
    assert "region" not in result["locations"][0]["physicalLocation"]


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names of files are Unicode there")
@pytest.mark.parametrize("style", ["json", "sarif"])
def test_a_name_that_is_no_utf8_is_still_json(check, write, tmp_path, style):
    file = write(UNPRINTED_WORDS).rename(tmp_path / "b\udce9.yaml")
    _, out = check(file, "--format", style)
    assert "F102" in out.encode().decode()
    assert json.loads(out)
