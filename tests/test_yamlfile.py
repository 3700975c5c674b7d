"""YAML in: what is read, where it stands, and what is refused in which words."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discgen.errors import InputError, Place
from discgen.yamlfile import Number, reading
from discgen.yamlfile.reading import read, read_text
from yaml_mistakes import WRONG


def refusal(text):
    with pytest.raises(InputError) as caught:
        read_text(text)
    return [(p.place.line, p.place.column, p.message, p.remedy) for p in caught.value.problems]


@pytest.mark.parametrize("mistake", WRONG)
def test_a_mistake_is_named_where_it_stands_with_its_mend(mistake):
    text, problems = WRONG[mistake]
    assert refusal(text) == problems


def test_there_are_at_least_40_kinds_of_mistakes():
    assert len(WRONG) >= 40


def test_the_source_line_is_shown_with_the_problem():
    with pytest.raises(InputError) as caught:
        read_text("收入:\n  基金预算:5 # 元\n  其他来源: 0\n", Path("甲.yaml"))
    assert caught.value.problems[0].place == Place(Path("甲.yaml"), 2, 7, "  基金预算:5 # 元")


YAML_PIECES = st.sampled_from(
    [
        *(
            "a",
            "甲",
            ":",
            ": ",
            "：",
            "\n",
            "\n  ",
            "\n    ",
            "\n\t",
            "- ",
            "-",
            "{",
            "}",
            "[",
            "]",
            ",",
            "，",
        ),
        *("'", '"', "|", "|\n", ">", "#", " #", "&a", "*a", "!t", "!!str ", "%", "@", "`", "?", "? ", "<<"),
        *("---\n", "...\n", "\\", "\\d", "1", "0.5", "1e5", "true", "~", "{{ a }}", "\t", " ", "\u3000"),
        *("\x85", "\x00", "\ufeff", "\r", "\r\n", "=", "\n- ", "\n---", "\u2028", "\ufdd0", "😀"),
    ]
)


@settings(deadline=None)
@given(st.lists(YAML_PIECES, max_size=25).map("".join))
def test_any_text_is_read_or_refused_in_chinese_with_a_place_and_a_mend(text):
    try:
        source = read_text(text)
    except InputError as refused:
        problems = refused.problems
    else:
        problems = ()
        assert isinstance(source.data, dict)
    for problem in problems:
        assert problem.place.line >= 1
        assert problem.place.column >= 1
        assert problem.remedy
        assert not {"expected", "found", "while"} & set(problem.message.split())


# Files


def file_problem(path):
    with pytest.raises(InputError) as caught:
        read(path)
    (problem,) = caught.value.problems
    return problem


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path):
    missing = file_problem(tmp_path / "无.yaml")
    assert (missing.message, missing.place.file) == ("找不到文件", tmp_path / "无.yaml")
    assert file_problem(tmp_path).message == "这是一个文件夹，不是文件"
    assert file_problem(tmp_path / ("长" * 200)).message == "读不了这个文件"


@pytest.mark.parametrize(
    ("error", "message"),
    [(PermissionError(13, "denied"), "没有读取这个文件的权限"), (OSError(5, "I/O"), "读不了这个文件")],
)
def test_a_file_that_cannot_be_opened(error, message, monkeypatch):
    def fail(*_):
        raise error

    monkeypatch.setattr(Path, "open", fail)
    problem = file_problem(Path("甲.yaml"))
    assert problem.message == message
    assert problem.remedy


@pytest.mark.parametrize(
    ("content", "message", "position"),
    [
        ("年度: 2021\n单位: 青山县\n".encode("gb18030"), "文件不是 UTF-8 编码，像是 GBK（ANSI）", (1, 1)),
        ("年度: 2021\n".encode("utf-16"), "文件不是 UTF-8 编码，像是 UTF-16（Unicode）", (1, 1)),
        ("年度: 2021\n单位: 甲".encode() + b"\xff\xff", "文件不是 UTF-8 编码", (2, 6)),
    ],
)
def test_another_encoding_is_named_with_what_to_do(content, message, position, tmp_path):
    path = tmp_path / "甲.yaml"
    path.write_bytes(content)
    problem = file_problem(path)
    assert problem.message == message
    assert problem.remedy == "在记事本或 WPS 文字里打开，选“另存为”，编码选 UTF-8"
    assert (problem.place.line, problem.place.column) == position


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_byte_order_mark_and_any_line_end_are_read(bom, line_end, tmp_path):
    path = tmp_path / "甲.yaml"
    path.write_bytes(f"{bom}年度: 2021{line_end}职责: |{line_end}  一{line_end}  二{line_end}".encode())
    source = read(path)
    assert source.data == {"年度": 2021, "职责": "一\n二\n"}
    assert source.place(("年度",)) == Place(path, 1, 5, "年度: 2021")
    assert source.place(("职责",)) == Place(path, 2, 5, "职责: |")


def test_size_is_bounded(tmp_path, monkeypatch):
    path = tmp_path / "甲.yaml"
    path.write_text("年度: 2021\n", encoding="utf-8")
    monkeypatch.setattr(reading, "MAX_BYTES", 5)
    assert file_problem(path).message.startswith("文件太大")


def test_the_number_of_values_is_bounded(monkeypatch):
    monkeypatch.setattr(reading, "MAX_NODES", 7)
    assert read_text("甲: [1, 2, 3]\n").data == {"甲": [1, 2, 3]}
    assert refusal("甲: [1, 2, 3, 4, 5]\n")[0][2].startswith("内容太多，超过 7 项")


def test_aliases_count_as_what_they_stand_for():
    bomb = "甲0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"甲{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)
    )
    assert refusal(bomb)[0][2].startswith("内容太多")


def test_aliases_do_not_get_around_the_limit_of_depth():
    chain = "甲0: &a0 [x]\n" + "".join(f"甲{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 50))
    assert refusal(chain)[0][2] == "层级太多，超过 32 层"


# Values


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("58", Number("58")),
        ("357.50", Number("357.50")),
        ("0303001", Number("0303001")),
        ("-0.10", Number("-0.10")),
        ("+5", Number("+5")),
        (".5", Number(".5")),
        ("5.", Number("5.")),
        ("1e3", Number("1e3")),
        ("2.50E-1", Number("2.50E-1")),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("yes", "yes"),
        ("否", "否"),
        ("2021-02-05", "2021-02-05"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        (".inf", ".inf"),
        ("NaN", "NaN"),
        ("１２", "１２"),
        ("1,490.00", "1,490.00"),
        ('"58"', "58"),
        ("'true'", "true"),
        ("http://a.b/?c=d", "http://a.b/?c=d"),
        ("≥95%", "≥95%"),
        ("|\n  58\n", "58\n"),
    ],
)
def test_a_scalar_is_resolved_by_the_core_schema(written, value):
    got = read_text(f"甲: {written}").data["甲"]
    assert type(got) is type(value)
    assert got == value
    assert getattr(got, "literal", None) == getattr(value, "literal", None)


def test_colons_and_question_marks_inside_words_are_text_between_brackets_too():
    source = read_text('行:\n  - {比例: 1:3, 时间: 12:30, 问?: 好?, 网址: http://a.b/?c, "键":1}\n')
    assert source.data == {
        "行": [{"比例": "1:3", "时间": "12:30", "问?": "好?", "网址": "http://a.b/?c", "键": 1}]
    }
    assert source.place(("行", 0, "网址")).column == 38


def test_a_number_keeps_its_digits_through_copies():
    number = Number("0357.50")
    pickled = pickle.loads(pickle.dumps(number))  # noqa: S301 - we made it
    for same in (copy.copy(number), copy.deepcopy(number), pickled):
        assert (same, same.literal) == (Decimal("357.50"), "0357.50")


@pytest.mark.parametrize("text", ["", "1_000", "１２", " 1", "nan", "0x1f", "1e", "--1"])
def test_what_is_no_number_makes_none(text):
    with pytest.raises(ValueError, match="not a number"):
        Number(text)


@pytest.mark.parametrize("text", ["1e65", "1e-65", "1" * 65, "1e" + "9" * 5000])
def test_a_number_is_bounded(text):
    with pytest.raises(OverflowError):
        Number(text)


# Places

PLACES = """\
\ufeff# 注
收入: {基金预算: 58, 其他: &x [1, 😀甲, 2]}
职责: |
  一
机构:
  - 名称: 甲😀 # 注
    "人数": "3"
  -
空:
同上: *x
"""


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), (2, 1), (2, 1)),
        (("收入",), (2, 5), (2, 1)),
        (("收入", "基金预算"), (2, 12), (2, 6)),
        (("收入", "其他", 1), (2, 27), (2, 27)),
        (("收入", "其他", 2), (2, 31), (2, 31)),
        (("职责",), (3, 5), (3, 1)),
        (("机构", 0, "名称"), (6, 9), (6, 5)),
        (("机构", 0, "人数"), (7, 11), (7, 5)),
        (("机构", 1), (8, 4), (8, 4)),
        (("空",), (9, 3), (9, 1)),
        (("同上",), (10, 5), (10, 1)),
        (("同上", 0), (2, 24), (2, 24)),
        (("收入", "上年结转"), (2, 1), (2, 1)),
        (("机构", 0, "级别", "正"), (6, 5), (6, 5)),
        (("没有",), (2, 1), (2, 1)),
    ],
)
def test_places_are_given_in_lines_and_characters(path, value, key):
    source = read_text(PLACES)
    place, key_place = source.place(path), source.key_place(path)
    assert (place.line, place.column) == value
    assert (key_place.line, key_place.column) == key
    assert place.source == PLACES.removeprefix("\ufeff").split("\n")[value[0] - 1]
