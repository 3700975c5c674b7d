"""Values are changed in a file's text and every other character stays, whatever the file's layout."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discgen.errors import InputError
from discgen.yamlfile.layout import Layout
from discgen.yamlfile.patching import Patch
from discgen.yamlfile.reading import read_text

FILE = """\
# 表头
年度: 2021   # 预算年度
收入:            # 万元

  基金预算:   007.50
  # 其他
  其他来源: '1e3'   # 元
指标:
    # 第一条
    - {值: 3636.690, 单位: '%', 说明: [1, 2]}   # 行尾
    - 值: 2021-02-05
      时间: "12:30"
    - {甲: 1,
       乙: 2}
职责: |  # 说明
  （一）拟订。

    缩进

# 关于原因
原因: 第一行
  第二行
空:
末: >-
  折
  行
# 尾
"""


def patched(text, *changes):
    patch = Patch(read_text(text))
    for name, path, *more in changes:
        getattr(patch, name)(path, *more)
    return patch.text()


@pytest.mark.parametrize(
    ("path", "written"),
    [
        (("年度",), "2021"),
        (("收入", "基金预算"), "007.50"),
        (("收入", "其他来源"), "'1e3'"),
        (("收入",), "基金预算:   007.50\n  # 其他\n  其他来源: '1e3'"),
        (("指标", 0), "{值: 3636.690, 单位: '%', 说明: [1, 2]}"),
        (("指标", 0, "说明", 1), "2"),
        (("指标", 1, "时间"), '"12:30"'),
        (("指标", 2), "{甲: 1,\n       乙: 2}"),
        (("职责",), "|  # 说明\n  （一）拟订。\n\n    缩进"),
        (("原因",), "第一行\n  第二行"),
        (("空",), ""),
        (("末",), ">-\n  折\n  行"),
    ],
)
def test_a_value_is_found_as_it_is_written(path, written):
    assert Layout(read_text(FILE)).written(path) == written


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (("replace", ("收入", "基金预算"), "58"), "007.50", "58"),
        (("replace", ("指标", 0, "说明", 0), "null"), "[1, 2]", "[null, 2]"),
        (("clear", ("年度",)), "年度: 2021   #", "年度:   #"),
        (("clear", ("收入", "基金预算")), "基金预算:   007.50", "基金预算:"),
        (("clear", ("指标", 0, "值")), "值: 3636.690", "值: null"),
        (("clear", ("原因",)), "原因: 第一行\n  第二行\n", "原因:\n"),
        (("clear", ("职责",)), "职责: |  # 说明\n  （一）拟订。\n\n    缩进\n", "职责:  # 说明\n"),
        (("clear", ("末",)), "末: >-\n  折\n  行\n", "末:\n"),
        (("above", ("收入",), "甲", "乙"), "收入:", "# 甲\n# 乙\n收入:"),
        (("above", ("指标", 0, "单位"), "甲"), "    - {值", "    # 甲\n    - {值"),
        (("above", ("指标", 1, "值"), "甲"), "    - 值", "    # 甲\n    - 值"),
        (("above", ("指标", 2, "乙"), "甲"), "    - {甲", "    # 甲\n    - {甲"),
        (("above", ("指标", 1, "时间"), "甲"), "      时间", "      # 甲\n      时间"),
        (("behind", ("年度",), "待填"), "# 预算年度", "# 预算年度  # 待填"),
        (("behind", ("指标", 2, "甲"), "待填"), "乙: 2}", "乙: 2}  # 待填"),
        (("behind", ("职责",), "待填"), "# 说明", "# 说明  # 待填"),
        (("behind", ("原因",), "待填"), "  第二行", "  第二行  # 待填"),
        (("behind", ("空",), "待填"), "空:", "空:  # 待填"),
        (("below", ("收入", "其他来源"), "  甲: 1", "  乙: 2"), "   # 元\n", "   # 元\n  甲: 1\n  乙: 2\n"),
        (("below", ("职责",), "甲: 1"), "    缩进\n", "    缩进\n甲: 1\n"),
        (
            ("comment_out", ("原因",), "旧："),
            "原因: 第一行\n  第二行",
            "# 旧：原因: 第一行\n# 旧：  第二行",
        ),
        (
            ("comment_out", ("职责",), ""),
            "职责: |  # 说明\n  （一）拟订。\n\n    缩进",
            "# 职责: |  # 说明\n#   （一）拟订。\n\n#     缩进",
        ),
        (("comment_out", ("收入", "其他来源"), "旧："), "  其他来源: ", "  # 旧：其他来源: "),
    ],
)
def test_a_change_touches_its_own_place_only(change, before, after):
    assert FILE.count(before) == 1
    assert patched(FILE, change) == FILE.replace(before, after)


def test_several_changes_on_one_line_come_in_their_order():
    changes = [
        ("below", ("年度",), "乙: 1"),
        ("clear", ("年度",)),
        ("behind", ("年度",), "待填"),
        ("above", ("年度",), "甲"),
    ]
    assert patched("年度: 2021", *changes) == "# 甲\n年度:  # 待填\n乙: 1"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_new_lines_end_as_the_others_do(line_end):
    text = f"甲: 1{line_end}乙: |{line_end}  文{line_end}"
    changed = patched(text, ("above", ("乙",), "注"), ("below", ("乙",), "丙: 3"), ("clear", ("乙",)))
    assert changed == f"甲: 1{line_end}# 注{line_end}乙:{line_end}丙: 3{line_end}"


def test_a_comment_holds_no_character_that_no_file_may_hold():
    assert patched("甲: 1\n", ("above", ("甲",), "一\x85二")) == "# 一二\n甲: 1\n"


@pytest.mark.parametrize(("text", "column"), [("甲: &x 1\n乙: *x\n", 4), ("甲: &x {乙: 1}\n", 4)])
def test_a_file_in_which_one_place_is_several_values_is_refused(text, column):
    with pytest.raises(InputError) as caught:
        Patch(read_text(text))
    (problem,) = caught.value.problems
    assert (problem.place.line, problem.place.column) == (1, column)


SCALARS = [
    "1.50",
    "'甲 # 乙'",
    '"丙\\n丁"',
    "文 字",
    "|\n{0}    一\n{0}    # 二\n",
    ">-\n{0}    折\n\n{0}    行\n",
    "一\n{0}   二",
]


@st.composite
def files(draw):
    """The text of a file, and what it says."""
    lines = []

    def comment(indent):
        if draw(st.booleans()):
            lines.append(f"{indent}# 注{len(lines)}")

    for number in range(draw(st.integers(1, 4))):
        comment("")
        lines.append(f"键{number}:")
        for part in range(draw(st.integers(1, 3))):
            comment("  ")
            value = draw(st.sampled_from(SCALARS)).replace("{0}", "  ")
            lines.append(f"  项{part}: {value}".rstrip("\n"))
    return "\n".join(lines) + "\n"


@settings(deadline=None)
@given(files(), st.data())
def test_a_cleared_value_is_blank_and_all_else_is_as_it_was(text, data):
    source = read_text(text)
    every = [(key, part) for key, below in source.data.items() for part in below]
    chosen = data.draw(st.lists(st.sampled_from(every), unique=True))
    changes = [(step, path, *more) for path in chosen for step, *more in (["clear"], ["behind", "待填"])]
    changed = patched(text, *changes)
    expected = {
        key: {part: None if (key, part) in chosen else value for part, value in below.items()}
        for key, below in source.data.items()
    }
    assert read_text(changed).data == expected
    comments = [line for line in text.splitlines() if line.lstrip().startswith("# 注")]
    assert [line for line in changed.splitlines() if line.lstrip().startswith("# 注")] == comments
    assert changed.count("# 待填") == len(chosen)


def in_lines(values):
    """A file of keys with values, however odd."""
    return "\n".join(f"键{number}: {value}" for number, value in enumerate(values))


PIECES = st.sampled_from(
    [*"a甲:：\n-{}[],'\"|>#&*!%?\\1.~ \u3000", ": ", "\n  ", "- ", " #", "&a", "*a", "1e5", "null"]
)


@settings(deadline=None)
@given(st.lists(st.lists(PIECES, max_size=6).map("".join), min_size=1, max_size=3).map(in_lines))
def test_in_any_text_that_can_be_read_a_value_can_be_cleared(text):
    try:
        source = read_text(text)
        patches = {key: Patch(source) for key in source.data}
    except InputError:
        return
    for key, patch in patches.items():
        patch.clear((key,))
        assert read_text(patch.text()).data == {**source.data, key: None}
