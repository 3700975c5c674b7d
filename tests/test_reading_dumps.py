"""Text dumps: the rows and tables they were, though an empty line may be an empty paragraph as well."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import SAMPLES
from discgen import readers
from discgen.blocks import Cell, Document, Paragraph, Run, Table, grid_of
from discgen.errors import InputError
from discgen.filing import open_filing
from discgen.readers import dump
from discgen.readers.decoding import without_invisible
from foreign_word import shown
from generated_documents import documents
from text_dumps import as_dumped, dumped, dumped_table, squeezed

FIXTURES = Path(__file__).parents[2] / "shared" / "fixtures"
FOLDERS = sorted(path.parent for path in FIXTURES.glob("*/original.txt"))
ROW = "\t1\n\t2\n\t3\n\n"


def read(text: str):
    return shown(dump.read(text.encode()))


# The rows -------------------------------------------------------------------------------------------


def test_an_empty_line_ends_a_row_and_a_second_one_the_table():
    assert read("前\n\t1\n\t2\n\n\t3\n\t4\n\n\n后\n") == ["前", [["1", "2"], ["3", "4"]], "后"]


def test_lines_without_a_tab_are_further_paragraphs_of_a_cell():
    assert read("\t1\n甲\n乙\n\t2\n\n\t3\n\t4\n丙\n\n\n后") == [[["1|甲|乙", "2"], ["3", "4|丙"]], "后"]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("\t1\n\n\t2\n\t3\n\n", ["1", "2", "3"]),
        ("\t1\n\t2\n\n\n\t3\n\n", ["1", "2", "3"]),
        ("\t1\n\n\t2\n\n\t3\n\n", ["1", "2", "3"]),
        ("\t1\n\n甲\n\t2\n\t3\n\n", ["1||甲", "2", "3"]),
        ("\t\n\n1\n\t2\n\t3\n\n", ["1", "2", "3"]),
        ("\t1\n\t2\n\t3\n\n\n", ["1", "2", "3"]),
        ("\t1\n\t2\n\t3\n\n\n\n\n\n\n\n", ["1", "2", "3"]),
    ],
    ids=["behind", "twice behind", "behind two", "amid", "before", "at the end", "six at the end"],
)
def test_an_empty_paragraph_of_a_cell_ends_nothing(text, row):
    assert read(ROW * 3 + text + ROW * 2 + "\n后") == [
        [["1", "2", "3"]] * 3 + [row] + [["1", "2", "3"]] * 2,
        "后",
    ]


def test_the_last_row_may_be_parted_too():
    assert read(ROW * 3 + "\t1\n\n\t2\n\t3\n\n\n后") == [[["1", "2", "3"]] * 4, "后"]


def test_rows_above_the_heading_of_a_table_are_rows():
    """The title and the line of units together have as many cells as the heading."""
    text = "\t资产表\n\n\t单位：水务局\n\t日期\n\n" + "\t项目\n\t数量\n\t价值\n\n" + ROW * 3 + "\n后"
    assert read(text)[0][:3] == [["资产表"], ["单位：水务局", "日期"], ["项目", "数量", "价值"]]


def test_rows_that_add_up_to_the_one_above_are_rows():
    """In tables of projects 2 + 5 cells follow 7, and 5 + 2 follow those."""
    lengths = (2, 4, 7, 2, 5, 5, 2, 6, 6, 6)
    rows = [[f"{length}/{cell}" for cell in range(length)] for length in lengths]
    text = "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in rows)
    assert read(text + "\n后") == [rows, "后"]


def test_what_rows_begin_with_elsewhere_tells_their_length():
    """The heading of the last table is parted, and nothing stands above it."""
    table = "\t一级\n\t二级\n\t值\n\n" + ROW + "\n标题\n"
    parted = "\t一级\n\n\t二级\n\t值\n\n" + ROW + "\n标题\n"
    assert read(table * 4 + parted) == [[["一级", "二级", "值"], ["1", "2", "3"]], "标题"] * 5


def test_a_table_right_behind_another_is_told_by_its_rows():
    parted = "\t单位\n\t名称\n\n\t目标\n\t甲\n\n\n\n" + ROW * 2 + "\n后"
    assert read(parted) == [[["单位", "名称"], ["目标", "甲"]], [["1", "2", "3"]] * 2, "后"]


def test_a_blank_paragraph_parts_two_tables():
    assert read("\t1\n\t2\n\n\n \n\t3\n\t4\n\n\n") == [[["1", "2"]], [["3", "4"]]]


def test_a_table_that_breaks_off_ends_at_the_next_heading():
    opening = "五、绩效信息\n无。\n六、采购情况\n无。\n"
    broken = ROW * 2 + "\t合  计\n 七、资产信息\n我局年末资产如下。\n" + "\t资产\n\t1\n\n\n八、名词解释"
    assert read(opening + broken)[4:] == [
        [["1", "2", "3"]] * 2 + [["合  计"]],
        "七、资产信息",
        "我局年末资产如下。",
        [["资产", "1"]],
        "八、名词解释",
    ]


def test_numbered_lines_of_a_cell_are_no_headings():
    text = "一、职责\n二、收入\n\t目标\n\t一、甲\n二、乙\n三、丙\n\n\t指标\n\t1\n\n\n三、支出"
    assert read(text)[2:] == [[["目标", "一、甲|二、乙|三、丙"], ["指标", "1"]], "三、支出"]


def test_a_shorter_row_reaches_to_the_edge_of_the_grid():
    (table,) = dump.read(("\t表\n\n" + "\t甲\n\t乙\n\n" + ROW * 2).encode()).blocks
    assert table.widths == (1, 1, 1)
    assert [[cell.colspan for cell in row] for row in table.rows] == [[3], [1, 2], [1, 1, 1], [1, 1, 1]]


def test_a_cell_may_begin_behind_a_blank_and_tabs_in_it_are_blanks():
    assert read(" \t职责\n\t预算\t\n\n\t甲\t乙\n\t1\n\n\n") == [[["职责", "预算"], ["甲 乙", "1"]]]


def test_blanks_before_a_cell_stay_and_before_a_paragraph_go():
    assert read("\u3000 七、资产 \n\t\u3000\u3000其中\u3000\n\t1\n\n\t合计\n\t1\n\n\n") == [
        "七、资产",
        [["\u3000\u3000其中", "1"], ["合计", "1"]],
    ]


# Left-overs -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "paragraph"),
    [
        ("[bookmark: _Toc1]一、职责", "一、职责"),
        ("总体目标{ TC 别的 \\f A \\l 1 }", "总体目标"),
        ('见{ HYPERLINK "http://a.cn" }网站', "见网站"),
        ("第{PAGE \\* MERGEFORMAT}页", "第页"),
        ("指标{大于}一", "指标{大于}一"),
        ("会\u00ad计\u200b局\ufeff", "会计局"),
        ("上\v下", "上\n下"),
    ],
)
def test_what_word_leaves_behind_is_dropped(line, paragraph):
    assert read(line) == paragraph.split("\n")


def test_a_bookmark_on_a_line_of_its_own_is_no_empty_line():
    assert read("\t1\n\t2\n\n\t3\n[bookmark: _GoBack]\n\t4\n\n\n") == [[["1", "2"], ["3", "4"]]]


def test_a_table_of_contents_is_dropped():
    entries = "目  录\n一、职责\t1\n二、收入……12\n\n"
    assert read(f"说明\n{entries}一、职责\n无\n二、收入\n无") == [
        "说明",
        "一、职责",
        "无",
        "二、收入",
        "无",
    ]


# Text without such tables ---------------------------------------------------------------------------


def test_plain_text_has_a_paragraph_to_a_line():
    assert read("说明\r\n\r\n一、职责\r\n无\r\n") == ["说明", "一、职责", "无"]


def test_tabs_may_do_no_more_than_indent():
    assert read("说明\n\t一、职责\n\t无\n\n\t二、收入\n") == ["说明", "一、职责", "无", "二、收入"]
    assert read("\t一、职责\n\n\t无\n\n\t二、收入\n") == ["一、职责", "无", "二、收入"]


def test_text_copied_from_word_has_a_row_to_a_line():
    text = "一、\t职责\n单位\t性质\t规格\n水务局\t\t正科级\n\t行政\t\n二、\t收入\n"
    assert read(text) == [
        "一、 职责",
        [["单位", "性质", "规格"], ["水务局", "", "正科级"], ["", "行政", ""]],
        "二、 收入",
    ]


# Encodings ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_the_encoding_is_found(encoding):
    assert shown(dump.read("一、职责\n“三公”经费——100万元\n".encode(encoding))) == [
        "一、职责",
        "“三公”经费——100万元",
    ]


def test_a_few_damaged_characters_are_let_pass():
    data = bytearray(("一、部门职责及机构设置情况\n" * 9).encode())
    data[50] = 0xFF
    assert shown(dump.read(bytes(data)))[-1] == "一、部门职责及机构设置情况"


# What is refused ------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"\n \n\t\n", "\u200b\n".encode()])
def test_a_dump_without_words_is_refused(data):
    with pytest.raises(InputError, match="没有文字"):
        dump.read(data)


@pytest.mark.parametrize("data", [b"PK\x03\x04\0\0\x08\0\x21" * 20, bytes(range(256)) * 9])
def test_what_is_no_text_is_refused(data):
    with pytest.raises(InputError, match="文字编码"):
        dump.read(data)


def test_endless_lines_are_refused():
    with pytest.raises(InputError, match="行数太多"):
        dump.read(b"\ta\n\n" * 300_000)


# Tables of one kind, many times over ------------------------------------------------------------------


def tables_of_a_project(number: int, *, apart: bool) -> list[list[list[str]]]:
    """The rows of a project's table, or of two of which the second holds its indicators."""
    amount = f"{number}60.00"
    head = [
        ["303001水务局", "单位：元"],
        ["项目编码", f"1310{number}A", "项目名称", f"项目{number}"],
        ["规模及用途", "预算数", amount, "其中：财政    资金", amount, "其他资金", ""],
        ["", f"购置{number}台设备。"],
        ["支出计划（%）", "3月底", "6月底", "10月底", "12月底"],
        ["", "25.00", f"5{number}.00", "75.00", "100.00"],
        ["绩效目标", f"{number}.保障运转。"],
    ]
    indicators = [
        ["一级", "二级", "三级", "描述", "值", "依据"],
        ["产出", "数量", f"购置台数{number}", "购置的台数", "≥5台", "合同"],
        ["", "质量", f"合格率{number}", "合格的比率", "≥9%", "验收单"],
        ["满意度", "满意度", f"满意度{number}", "满意的比率", "≥95%", "问卷"],
    ]
    return [head, indicators] if apart else [head + indicators]


def projects_with(empty: int, table: int, row: int, cell: int, *, apart: bool) -> str:
    """A dump of three projects, with empty paragraphs behind a cell of the second."""
    parts = []
    for number in range(3):
        parts.append(f"{number}、项目绩效表\n")
        for place, rows in enumerate(tables_of_a_project(number, apart=apart)):
            parts.append("\n" * (place > 0))
            for line, texts in enumerate(rows):
                behind = [empty * ((number, place, line, one) == (1, table, row, cell)) for one in range(9)]
                cells = zip(texts, behind, strict=False)
                parts.append("".join(f"\t{text}\n" + "\n" * more for text, more in cells) + "\n")
            parts.append("\n")
    return "".join(parts)


@pytest.mark.parametrize("apart", [False, True], ids=["one table", "two tables"])
@pytest.mark.parametrize("empty", [1, 2, 3, 4, 6])
def test_other_tables_of_the_kind_tell_what_an_empty_paragraph_ends(empty, apart):
    """Nothing, wherever it stands in a table."""
    whole = [tables_of_a_project(number, apart=apart) for number in range(3)]
    shown_whole = [part for number in range(3) for part in (f"{number}、项目绩效表", *whole[number])]
    misread = [
        (table, row, cell)
        for table, rows in enumerate(whole[1])
        for row, cells in enumerate(rows)
        for cell in range(len(cells))
        if read(projects_with(empty, table, row, cell, apart=apart)) != shown_whole
    ]
    assert not misread


@pytest.mark.parametrize("empty", [3, 4, 5])
def test_tables_may_touch_behind_a_cell_that_ends_in_empty_paragraphs(empty):
    """A lone pair of tables, of which the second is the wider one."""
    text = "\t单位\n\t名称\n\n\t目标\n\t甲\n" + "\n" * empty + ROW * 2 + "\n后"
    assert read(text) == [[["单位", "名称"], ["目标", "甲"]], [["1", "2", "3"]] * 2, "后"]


# Laws -----------------------------------------------------------------------------------------------


@st.composite
def regular_tables(draw) -> Table:
    """A table of whole rows, all of the same length, with different words in every cell."""
    rows, columns = draw(st.integers(3, 9)), draw(st.integers(2, 7))
    texts = draw(st.permutations([f"第{number}" for number in range(rows * columns)]))
    cells = [Cell(((Run(text),),)) for text in texts]
    return Table(tuple(tuple(cells[row::rows]) for row in range(rows)), (1,) * columns)


@settings(deadline=None)
@given(regular_tables(), st.data())
def test_wherever_a_row_is_parted_it_is_joined_again(table, data):
    parted = data.draw(st.integers(1, len(table.rows) - 1))
    behind = data.draw(st.integers(0, len(table.widths) - 2))
    rows = list(table.rows)
    cell = rows[parted][behind]
    rows[parted] = (
        *rows[parted][:behind],
        replace(cell, lines=(*cell.lines, ())),
        *rows[parted][behind + 1 :],
    )
    text = dumped_table(replace(table, rows=tuple(rows))) + "之后。"
    assert as_dumped(dump.read(text.encode())) == as_dumped(
        Document((), (table, Paragraph((Run("之后。"),))))
    )


def all_words(data: bytes) -> str:
    try:
        parts = as_dumped(dump.read(data))
    except InputError:  # there are none
        return ""
    rows = ([part] if isinstance(part, str) else map("".join, part) for part in parts)
    return "".join("".join(part) for part in rows)


@settings(deadline=None)
@given(documents)
def test_no_word_is_lost_whatever_the_tables_are(document):
    text = dumped(document)
    assert all_words(text.encode()) == squeezed(without_invisible(text))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("empty", [0, 1, 5], ids=["plain", "one empty", "five empty"])
def test_the_tables_of_every_form_come_back(sample, empty):
    """Also with empty paragraphs behind each tenth row, but for the last row of a table."""
    document = open_filing(sample).composition.document
    text = dumped(document, lambda row: "\n" * (1 + empty * (row % 10 == 7)))
    assert as_dumped(dump.read(text.encode())) == as_dumped(document)


lines = st.sampled_from(
    ["", "", "\t", "\t甲", "\t乙\t丙", "丁", " ", "二、戊", "三、己", "\t\n", "[bookmark: a]", "{ TC"]
)


@settings(deadline=None)
@given(st.lists(lines, max_size=40))
def test_any_lines_make_whole_grids_or_are_refused(parts):
    try:
        document = dump.read("\n".join(["一、始", *parts]).encode())
    except InputError:
        return
    for table in (block for block in document.blocks if isinstance(block, Table)):
        assert table.rows
        assert all(None not in line for line in grid_of(table))


# Published disclosures ------------------------------------------------------------------------------


def comparable(document: Document) -> list[str | list[list[str]]]:
    """What a dump shows; without empty cells behind the last words of a row, and rows without words.

    One of the dumps has lost such cells.
    """
    blocks = as_dumped(document)
    return [block if isinstance(block, str) else list(filter(None, map(_ended, block))) for block in blocks]


def _ended(row: list[str]) -> list[str]:
    return row[: max((place for place, words in enumerate(row, 1) if words), default=0)]


@pytest.mark.skipif(not FOLDERS, reason="the fixtures lie beside the checkout")
@pytest.mark.parametrize("name", ["original.docx", "original.html", "original.web.html"])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_published_dump_says_what_the_other_formats_say(folder, name):
    dumped_form = comparable(readers.read(folder / "original.txt"))
    assert dumped_form == comparable(readers.read(folder / name))


@pytest.mark.skipif(not FOLDERS, reason="the fixtures lie beside the checkout")
@pytest.mark.parametrize(
    ("folder", "tables", "rows"), [("000", 80, 485), ("002", 2, 242), ("004", 38, 335)]
)
def test_a_published_dump_has_the_tables_it_was_made_from(folder, tables, rows):
    document = readers.read(FIXTURES / folder / "original.txt")
    found = [block for block in document.blocks if isinstance(block, Table)]
    assert (len(found), sum(len(table.rows) for table in found)) == (tables, rows)
