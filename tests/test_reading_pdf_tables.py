"""Tables of any PDF, by the rules that are drawn: merged cells, and tables that go on over pages."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from discgen.blocks import Block, Paragraph, text_of
from discgen.readers.cleaning import cleaned
from discgen.readers.pdf_pages.wire import decoded, encoded
from discgen.writers import docx
from drawn_pdf import (
    LONG,
    SENTENCE,
    Merged,
    as_html,
    as_table,
    bar,
    bars,
    drawn,
    opened,
    paragraphs_of,
    printed,
    read_here,
    rows_of,
    saved,
    seen,
    tables_of,
    words,
    words_of,
)
from foreign_word import converted
from sample_document import line, sample
from word_files import LOOK, document, parts, repacked

CELLS = st.sampled_from(["", "甲", "3636.69", "产出指标", "≥95%", "完成率达到计划要求", "2021年末"])
BORDERS = ("", "border-width: 1.5pt", "padding: 0 5.4pt", "border: 1px dashed", "border: 3px double")


@st.composite
def merged_tables(draw) -> list[list[Merged]]:
    """Rows of cells that tile a grid; some cell of each row ends there, or nobody could see the row."""
    height, width = draw(st.integers(1, 6)), draw(st.integers(2, 6))
    free = {(row, column) for row in range(height) for column in range(width)}
    rows: list[list[Merged]] = [[] for _ in range(height)]
    for row, column in sorted(free):
        if (row, column) in free:
            across = next(n for n in range(1, width + 1) if (row, column + n) not in free)
            columns, deep = draw(st.integers(1, across)), draw(st.integers(1, height - row))
            free -= {(row + i, column + j) for i in range(deep) for j in range(columns)}
            rows[row].append((draw(CELLS), columns, deep))
    assume(all(any(deep == 1 for _, _, deep in cells) for cells in rows))
    assume(any(text for cells in rows for text, _, _ in cells))
    return rows


@settings(max_examples=60, deadline=None)
@given(merged_tables(), st.sampled_from(BORDERS))
def test_rules_tell_the_cells_however_they_are_merged(rows: list[list[Merged]], border: str):
    found = read_here(printed(f"<p>前</p>{as_html(*rows)}<p>后</p>", f"td {{ height: 14pt; {border} }}"))
    (table,) = tables_of(found)
    assert [[(words_of(cell), cell.rowspan) for cell in row] for row in table.rows] == [
        [(text, deep) for text, _, deep in row] for row in rows
    ]
    assert paragraphs_of(found) == ["前", "后"]


def test_a_cell_keeps_its_paragraphs_and_loses_its_line_breaks():
    items = ["1.完成河道整治三十公里，工程质量全部合格。", "2.按期拨付资金，不拖欠工程款。", "无编号的一段"]
    cells = "".join(f"<p>{item}</p>" for item in items)
    row = f"<tr><td style='width: 60pt'>绩效目标</td><td>{cells}</td></tr>"
    assert seen(f"<table>{row}</table>", "table { width: 200pt }") == [[["绩效目标", "|".join(items)]]]


def test_words_written_downwards_are_one_text():
    upright = "".join(f"<p>{char}</p>" for char in "产出指标")
    assert seen(as_html([(upright, 1, 2), "甲"], ["乙"])) == [[["产出指标", "甲"], [None, "乙"]]]


def test_what_a_narrow_cell_breaks_is_one_line(tmp_path: Path):
    """Codes are cut anywhere; between figures and Chinese characters there is room to spare."""
    values = ["13102823P00E2QQ10077K", "13102823PEQQABTKMNXYR", "≤2.41万元/座", "1.18元/吨", "budget act"]
    rows = [[(value, across, 1) for across in range(40, 70, 4)] for value in values]
    file = tmp_path / "values.docx"
    file.write_bytes(docx.write(document(as_table(rows)), LOOK))
    (found,) = tables_of(read_here(converted(file, "pdf")))
    assert [[text_of(text) for cell in row for text in cell.lines] for row in found.rows] == [
        [value] * 8 for value in values
    ]


@pytest.mark.parametrize("value", ["≤2.41万|元/座", "＝0.12|元/度", "≤500|元/人"])
def test_a_unit_is_not_broken_at_its_stroke(value: str):
    rows = as_html([value.replace("|", "<br>"), "县级财政安排的资金"])
    style = f"table {{ width: 110pt }} td:first-child {{ width: {'62' if '万' in value else '50'}pt }}"
    assert seen(rows, style) == [[[value.replace("|", ""), "县级财政安排的资金"]]]


FOUR = words("a", 80, 626) + words("b", 180, 626) + words("c", 80, 606) + words("d", 180, 606)


@pytest.mark.parametrize("thick", [0.48, 1.5, 2.25])
def test_rules_may_be_bars_in_pieces(thick: float):
    grid = bars([72, 172, 272], [600, 620, 640], thick)
    assert rows_of(read_here(drawn(grid + FOUR))) == [["a", "b"], ["c", "d"]]


def test_rules_within_forms_are_found():
    file = opened(drawn(FOUR))
    form = file.make_stream(bars([36, 86, 136], [300, 310, 320]).encode())
    form.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form, "/BBox": [0, 0, 300, 400]})
    page = file.pages[0]
    page.Resources.XObject = pikepdf.Dictionary(X=form)
    page.contents_add(file.make_stream(b"q 2 0 0 2 0 0 cm /X Do Q"))
    assert rows_of(read_here(saved(file))) == [["a", "b"], ["c", "d"]]


def test_a_table_without_outer_rules_is_one():
    across = "".join(bar(72, y, 200, 0.5) for y in (600, 620, 640))
    assert rows_of(read_here(drawn(across + bar(172, 600, 0.5, 40) + FOUR))) == [["a", "b"], ["c", "d"]]


UNDERLINE = bar(72, 698, 60, 0.5)
FRAME = bar(20, 20, 555, 1) + bar(20, 820, 555, 1) + bar(20, 20, 1, 800) + bar(575, 20, 1, 800)


@pytest.mark.parametrize("rules", [UNDERLINE, FRAME], ids=["underline", "frame around the page"])
def test_rules_that_make_no_cells_are_no_table(rules: str):
    assert tables_of(read_here(drawn(rules + words("a text")))) == []


def test_a_frame_around_a_table_is_none():
    frame = bars([60, 400], [560, 720])
    found = read_here(drawn(frame + bars([72, 172, 272], [600, 620, 640]) + FOUR + words("a text")))
    assert rows_of(found) == [["a", "b"], ["c", "d"]]
    assert paragraphs_of(found) == ["atext"]


def test_the_words_of_a_table_within_a_cell_are_kept():
    inner = as_html(["内一", "内二"])
    found = read_here(printed(as_html(["甲", inner], ["乙", "丙"])))
    assert [cell for row in rows_of(found) for cell in row if cell] == ["甲", "内一", "内二", "乙", "丙"]
    assert len(tables_of(found)) == 1


def test_rows_without_rules_above_a_table_are_rows_of_it():
    rows = "<tr class=open><td>303001某局</td><td>单位：万元</td></tr><tr><td>甲</td><td>1.5</td></tr>"
    style = """
        .open td { border-width: 0 0 .5pt 0 }
        td:last-child { text-align: right }
        table { margin-left: 9pt; width: 380pt }
    """
    assert seen(f"{LONG}<p>表一</p><table>{rows}</table>", style)[1:] == [
        "表一",
        [["303001某局", "单位：万元"], ["甲", "1.5"]],
    ]


# Over several pages ---------------------------------------------------------------------------------


def long_table(count: int) -> tuple[str, list[list[str]]]:
    """A table whose rows may break anywhere, in groups of three merged in the first column."""
    rows, expected = [], []
    for number in range(count):
        text = f"{number}、{SENTENCE * (1 + number % 3)}"
        group = f"<td rowspan=3>第{number}组</td>" if number % 3 == 0 else ""
        rows.append(f"<tr>{group}<td>{text}</td><td>{number}.5</td></tr>")
        expected.append([f"第{number}组" if group else "", text, f"{number}.5"])
    head = "<thead><tr><th>指标</th><th>说明</th><th>值</th></tr></thead>"
    return f"<table>{head}<tbody>{''.join(rows)}</tbody></table>", expected


@pytest.mark.parametrize("height", range(230, 290, 6))
def test_a_table_goes_on_on_the_next_page(height: int):
    """Wherever the page ends: between rows, within one, within merged ones; heads are repeated."""
    table, expected = long_table(30)
    style = f"""
        @page {{ size: 210mm {height}mm; @bottom-center {{ content: '— ' counter(page) ' —' }} }}
        td:first-child {{ width: 60pt }}
        td:last-child {{ width: 50pt }}
    """
    found = read_here(printed(table, style))
    assert rows_of(found) == [["指标", "说明", "值"], *expected]
    (read,) = tables_of(found)
    assert read.header_rows == 1
    assert [row[0].rowspan for row in read.rows[1::3]] == [3] * 10


def test_tables_with_other_columns_or_a_caption_between_are_not_joined():
    first, other = as_html(["甲", "乙"]), as_html(["甲", "乙", "丙"])
    near, apart = "table { margin-bottom: 2pt }", "table { page-break-after: always }"
    assert len(tables_of(read_here(printed(first + other, near)))) == 2
    assert len(tables_of(read_here(printed(first + other, apart)))) == 2
    assert len(tables_of(read_here(printed(f"{first}<p>表二</p>{first}", apart)))) == 2
    assert len(tables_of(read_here(printed(first + first, apart)))) == 1


def test_libreoffice_prints_the_tables_of_a_word_file(tmp_path: Path):
    """Untagged, rows broken over pages, tables below each other with next to nothing between."""
    original = sample()
    file = tmp_path / "sample.docx"
    file.write_bytes(docx.write(original, LOOK))
    options = json.dumps({"UseTaggedPDF": {"type": "boolean", "value": "false"}})
    found = read_here(converted(file, f"pdf:writer_pdf_Export:{options}"))
    assert rows_of(found) == rows_of(original)
    assert paragraphs_of(found) == paragraphs_of(original)
    assert len(tables_of(found)) == len(tables_of(original))


def test_a_table_survives_the_way_between_processes():
    document = read_here(printed(LONG + as_html([("甲", 1, 2), "乙"], ["丙"])))
    assert decoded(encoded(document)) == document


# What the other tables of a document tell ----------------------------------------------------------------


def a_project(name: str) -> list[list[Merged]]:
    """The rows of a project's table, over columns of different widths; the last three are indicators."""
    purpose = f"用于{name}的设施运行、日常维护以及按规定向贷款单位支付的利息补贴。"
    goals = f"1.按期完成{name}的全年任务，质量全部合格，群众满意。2.建立长效机制。"
    return [
        [("303001某某县某某局", 9, 1), ("单位：元", 3, 1)],
        [("项目编码", 2, 1), ("13102823P00E2QQ10077K", 4, 1), ("项目名称", 2, 1), (name, 4, 1)],
        [("用途", 2, 2), ("预算数", 3, 1), ("86400.00", 3, 1), ("财政资金", 2, 1), ("86400.00", 2, 1)],
        [(purpose, 10, 1)],
        [("资金支出计划（%）", 2, 2), ("3月底", 3, 1), ("6月底", 2, 1), ("10月底", 2, 1), ("12月底", 3, 1)],
        [("25.00", 3, 1), ("50.00", 2, 1), ("75.00", 2, 1), ("100.00", 3, 1)],
        [("绩效目标", 2, 1), (goals, 10, 1)],
        [("一级指标", 2, 1), ("二级指标", 2, 1), ("三级指标", 2, 1), ("指标值", 3, 1), ("依据", 3, 1)],
        [("产出指标", 2, 2), ("数量指标", 2, 1), ("件数", 2, 1), ("≥12件", 3, 1), ("文件", 3, 1)],
        [("质量指标", 2, 1), ("合格率", 2, 1), ("＝100%", 3, 1), ("文件", 3, 1)],
    ]


def printed_words(rows: list[list[Merged]]) -> list[list[str]]:
    """The words of rows as they are printed: an empty cell below one that is merged with it."""
    merged = [False, *(row[0][2] > 1 for row in rows)]
    return [[""] * below + [text for text, _, _ in row] for below, row in zip(merged, rows, strict=False)]


def tables_apart(rows: list[list[Merged]], *, apart: bool) -> list[list[list[Merged]]]:
    return [rows[:-3], rows[-3:]] if apart else [rows]


NAMES = ["公厕管护", "农村饮水安全巩固提升", "垃圾处理", "河道综合整治与生态修复二期工程", "绿化", "路灯"]
PROJECTS = [a_project(f"{name}{kind}") for kind in ("", "补助", "经费") for name in NAMES]
WORDS = [words for rows in PROJECTS for words in printed_words(rows)]
each_way = pytest.mark.parametrize("apart", [False, True], ids=["one table each", "two tables each"])


def broken_anywhere(data: bytes) -> bytes:
    """A Word file without what keeps lines of tables on one page."""
    content = parts(data)["word/document.xml"]
    return repacked(data, document=content.replace(b"<w:cantSplit/>", b"").replace(b"<w:keepNext/>", b""))


@each_way
@pytest.mark.parametrize("lines", [0, 3, 9])
def test_what_a_page_cuts_is_what_it_is_in_other_tables(tmp_path: Path, lines: int, *, apart: bool):
    """At rows of another grid, within merged labels, within rows, between the tables of a project."""
    blocks: list[Block] = [Paragraph(line(SENTENCE))] * lines
    for rows in PROJECTS:
        blocks.append(Paragraph(line(f"{rows[1][3][0]}绩效目标表")))
        blocks += [as_table(table) for table in tables_apart(rows, apart=apart)]
    file = tmp_path / "projects.docx"
    file.write_bytes(broken_anywhere(docx.write(document(*blocks), LOOK)))
    found = cleaned(read_here(converted(file, "pdf")))
    assert rows_of(found) == WORDS
    assert len(tables_of(found)) == len(PROJECTS) * (2 if apart else 1)
