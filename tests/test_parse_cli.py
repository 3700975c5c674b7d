"""`discgen parse` and what goes with it: what is printed, what is written, what is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import manual_sessions
from conftest import PROJECT, ROOT, changed
from discgen import readers
from discgen.blocks import Document, Paragraph, Run
from discgen.cli.chinese import columns
from discgen.filing import Filing, open_filing
from discgen.interpret.pieces import pieces_of, words_of
from discgen.publish import FORMATS
from discgen.sections import SECTIONS
from discgen.writers import docx
from discgen.yamlfile.reading import read_text
from discgen.yamlfile.writing import dump
from word_files import LOOK

FIXTURES = sorted((ROOT.parent / "shared" / "fixtures").glob("*/original.docx"))
needs_fixtures = pytest.mark.skipif(
    not FIXTURES, reason="the published disclosures lie beside the checkout, or nowhere"
)

ODD = changed(
    ("公布数", {"收入.合计": Decimal("131.75")}),
    (
        "措辞",
        {
            "收入说明": "本局{{ 年度 }}年预算收入{{ 收入.合计 }}万元，"
            "一般公共预算收入{{ 收入.一般公共预算 }}万元，基金预算收入{{ 收入.基金预算 }}万元。"
        },
    ),
    ("表格用词", {"国有资产": {"大型设备": "单价在20万元以上的设备"}}),
    (
        "绩效/分项目标",
        [
            {
                "序号": "（一）",
                "名称": "日常监管",
                "目标": "监管到位。",
                "指标": "抽检完成率95%以上。",
            },
            {"序号": "（二）", "名称": "宣传培训", "正文": "全年组织培训4次，发放宣传材料2000份。"},
        ],
    ),
    ("绩效/项目", [{**PROJECT, "名称": "市场抽检"}]),
    ("国有资产/大型设备", {"数量": Decimal(1), "价值": Decimal("25.6")}),
    ("未识别", [{"位置": "收入说明", "文字": "以上收入已经县人民代表大会批准。"}]),
)
"""A disclosure that says things its own way, and one sum that does not add up: 120.75 + 10 is 130.75."""


def published(data: dict[str, Any], path: Path) -> Path:
    """Write a document as it was published."""
    file = path.with_suffix(".source.yaml")
    file.write_text(dump(data), encoding="utf-8")
    path.write_bytes(FORMATS[path.suffix[1:]](open_filing(file, as_published=True)))
    file.unlink()
    return path


@pytest.fixture
def old(tmp_path) -> Path:
    """An old document."""
    return published(ODD, tmp_path / "2021.docx")


SUMMARY = (
    "按版式“2021年版（目标、指标合为一张表）”转换；文字相似 100.00%，表格相符 100.00%；"
    "有 1 个公布的数与计算不同，见“公布数”；有 1 行、0 张表没有认出，见“未识别”。\n"
)


# What comes out


def test_to_the_screen_or_into_a_file(discgen, old, tmp_path):
    target = tmp_path / "2021.yaml"
    shown = discgen("parse", old)
    assert (shown.code, shown.err) == (0, SUMMARY)
    assert discgen("parse", old, "-o", target) == (0, "", SUMMARY)
    assert target.read_text(encoding="utf-8") == shown.out
    assert shown.out.startswith(
        "# yaml-language-server: $schema=disclosure.schema.json\n# 从“2021.docx”转来。\n\n格式版本: 1\n"
    )


def test_every_format_says_the_same(discgen, old, tmp_path):
    expected = discgen("parse", old).out
    for name in ("html", "pdf"):
        other = published(ODD, tmp_path / f"2021.{name}")
        assert discgen("parse", other).out.replace(f".{name}”", ".docx”") == expected


def test_no_file_is_written_over(discgen, old, tmp_path):
    target = tmp_path / "2021.yaml"
    target.write_text("不能丢", encoding="utf-8")
    outcome = discgen("parse", old, "-o", target)
    assert (outcome.code, outcome.out) == (2, "")
    assert "已经存在，没有改动它" in outcome.err
    assert target.read_text(encoding="utf-8") == "不能丢"


def test_the_manual_shows_what_happens(old, tmp_path):
    assert old.parent == tmp_path
    steps = list(manual_sessions.steps("从旧文件开始"))
    assert sum(bool(step.command) for step in steps) >= 4
    for step in steps:
        manual_sessions.require(step, tmp_path)


# The report

COUNTS = (
    *("行", "认出", "改写", "照录", "表格", "照录表格"),
    *("字数", "重建字数", "相同字数", "格数", "相同格数"),
)


def test_the_report_is_a_table_of_the_sections(discgen, old):
    outcome = discgen("parse", old, "--report")
    assert (outcome.code, outcome.err) == (0, SUMMARY)
    head, *rows = outcome.out.splitlines()
    assert head.split() == [
        "部分",
        "行",
        "认出",
        "改写",
        "照录",
        "表格",
        "照录表格",
        "文字相似",
        "表格相符",
    ]
    assert [row.split()[0] for row in rows] == ["标题和开头", *SECTIONS, "全文"]
    assert rows[2].split()[1:] == ["8", "6", "1", "1", "0", "0", "100.00%", "100.00%"]
    assert len({columns(row) for row in (head, *rows)}) == 1


def test_the_report_may_stand_before_the_file(discgen, old):
    assert discgen("parse", "--report", old) == discgen("parse", old, "--report", "text")
    assert discgen("parse", "--report", "json", old) == discgen("parse", old, "--report", "json")


def test_the_report_beside_the_file(discgen, old, tmp_path):
    target = tmp_path / "2021.yaml"
    report = discgen("parse", old, "--report", "json")
    assert discgen("parse", old, "-o", target, "--report", "json") == report
    assert read_text(target.read_text(encoding="utf-8")).data["年度"] == 2021


def test_the_report_for_programs_has_these_keys(discgen, old):
    report = json.loads(discgen("parse", old, "--report", "json").out)
    assert list(report) == ["格式版本", "文件", "版式", "全文", "各部分", "公布数"]
    assert (report["格式版本"], report["文件"], report["版式"]) == (1, str(old), "2021合表")
    assert report["公布数"] == {"收入.合计": "131.75"}
    parts = report["各部分"]
    assert [part["名称"] for part in parts] == ["标题和开头", *SECTIONS]
    for part in (report["全文"], *parts):
        assert list(part) == ["名称", *COUNTS, "文字相似", "表格相符"]
        assert part["行"] == part["认出"] + part["改写"] + part["照录"]
    assert report["全文"] == {
        "名称": "全文",
        **{name: sum(part[name] for part in parts) for name in COUNTS},
        "文字相似": "1.0000",
        "表格相符": "1.0000",
    }


def test_the_manual_names_the_keys_of_the_report(discgen, old):
    manual = (ROOT / "docs" / "manual.zh-CN.md").read_text(encoding="utf-8")
    report = json.loads(discgen("parse", old, "--report", "json").out)
    [section] = re.findall(r"(?ms)^### 认出了多少\n(.*?)^### ", manual)
    assert {name for name in (*report, *report["全文"]) if f"`{name}`" not in section} == set()


# What is refused


NOTICE = [f"{number}、各单位要加强值班，及时报告雨情和险情。" for number in range(1, 30)]
UNRELATED = Document(
    title=((Run("关于做好防汛工作的通知"),),),
    blocks=tuple(Paragraph((Run(text),)) for text in ("各乡镇人民政府，县直各有关单位：", *NOTICE)),
)

REFUSED = {
    "无.docx": None,
    "空.docx": b"",
    "表.xlsx": b"PK\x05\x06" + bytes(18),
    "说明.docx": "不是 Word 文件".encode(),
    "断.docx": docx.write(UNRELATED, LOOK)[:2000],
    "断.pdf": b"%PDF-1.7\n1 0 obj\n<<",
    "通知.docx": docx.write(UNRELATED, LOOK),
    "通知.txt": "今天下午三点在二楼会议室开会。\n请各科室准时参加。\n".encode(),
    "天气.html": "<html><body><h1>天气预报</h1><p>今天晴，明天多云。</p></body></html>".encode(),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_old_disclosure_is_refused_with_the_way_out(discgen, tmp_path, name):
    file, target = tmp_path / name, tmp_path / "新.yaml"
    if REFUSED[name] is not None:
        file.write_bytes(REFUSED[name])
    before = sorted(tmp_path.iterdir())
    outcome = discgen("parse", file, "-o", target)
    assert (outcome.code, outcome.out) == (1, "")
    assert f"{file}: 错误：" in outcome.err
    assert "\n    办法：" in outcome.err
    words = set(re.findall("[a-z]{3,}", outcome.err.replace(str(tmp_path), "").lower()))
    assert words <= {"docx", "html", "txt", "pdf", "xlsx", "word", "wps"}
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_is_refused(discgen, tmp_path):
    assert discgen("parse", tmp_path).code == 1


# Old documents where a file is expected


def test_an_old_document_is_checked_as_the_file_it_becomes(discgen, old, tmp_path):
    file = tmp_path / "2021.yaml"
    discgen("parse", old, "-o", file)

    def found(path: Path) -> tuple[int, list[tuple[str, str]]]:
        outcome = discgen("check", path, "--format", "json")
        [checked] = json.loads(outcome.out)["文件"]
        return outcome.code, [(one["规则"], one["位置"]) for one in checked["结果"]]

    code, findings = found(old)
    assert (code, sorted(findings)) == (1, sorted(found(file)[1]))
    assert ("A201", '公布数["收入.合计"]') in findings
    shown = discgen("check", old).out
    assert re.search(rf"(?m)^{re.escape(str(old))}: 错误 A201：", shown)
    assert list(tmp_path.glob("*.yaml")) == [file]


def test_an_old_document_is_compared_with_next_years_file(discgen, old, tmp_path):
    new = tmp_path / "2021.yaml"
    discgen("parse", old, "-o", new)
    text = new.read_text(encoding="utf-8")
    new.write_text(text.replace("基金预算: 10\n", "基金预算: 12\n"), encoding="utf-8")
    outcome = discgen("diff", old, new)
    assert outcome.code == 0
    assert re.search(r"政府性基金预算收入 收入\.基金预算 +10 +12 +\+2 +\+20\.0%", outcome.out)


# As published


def test_what_was_published_is_printed_only_on_request(discgen, old, tmp_path):
    file = tmp_path / "2021.yaml"
    discgen("parse", old, "-o", file)
    refused = discgen("build", file, "-f", "html", "-o", tmp_path / "out")
    assert refused.code == 1
    assert "错误 A201：" in refused.err
    assert not (tmp_path / "out").exists()
    assert discgen("build", file, "-f", "html", "-o", tmp_path / "out", "--as-published", "-q").code == 0
    assert differences(open_filing(file, as_published=True), old) == []


def test_without_published_figures_only_the_wrong_ones_change(discgen, old, tmp_path):
    file = tmp_path / "2021.yaml"
    discgen("parse", old, "-o", file)
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(?ms)^公布数:\n.*\Z", "", text), encoding="utf-8")
    assert differences(open_filing(file), old) == [("131.75", "130.75")]
    assert discgen("build", file, "-f", "html", "-q").code == 0


@needs_fixtures
def test_without_published_figures_only_the_wrong_ones_of_a_real_document_change(discgen, tmp_path):
    """The basic expenditure published in 000 is not the sum of its parts, and the total contains it."""
    [original] = (path for path in FIXTURES if path.parent.name == "000")
    file = tmp_path / "2021.yaml"
    discgen("parse", original, "-o", file)
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(?ms)^公布数:\n.*\Z", "", text), encoding="utf-8")
    assert differences(open_filing(file), original) == [
        ("3636.69", "2955.11"),
        ("1339.21", "657.63"),
        ("3636.69", "2955.11"),
        ("减少104.04", "减少785.62"),
        ("增加55.83", "减少625.75"),
    ]


def words_in(document: Document) -> Iterator[str]:
    """The words of a document, line by line and cell by cell; figures and changes stand alone."""
    figure = re.compile(r"((?:增加|减少)?[0-9]+(?:\.[0-9]+)?)")
    for piece in pieces_of(document):
        cells = [word for row in words_of(piece) for word in row]
        for text in [piece.text] if piece.table is None else cells:
            yield from filter(None, figure.split("".join(text.split())))


def differences(filing: Filing, original: Path) -> list[tuple[str, str]]:
    """What a document says and what its file prints instead, word by word."""
    before, after = words_in(readers.read(original)), words_in(filing.composition.document)
    return [(one, other) for one, other in zip(before, after, strict=True) if one != other]
