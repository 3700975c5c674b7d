"""Any PDF, read by its geometry: the paragraphs that its readers see, and nothing that is no text."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import SAMPLES
from discgen import readers
from discgen.blocks import Document, lines_of, text_of
from discgen.filing import open_filing
from discgen.readers.radicals import without_radicals
from discgen.writers import pdf
from drawn_pdf import (
    LONG,
    SENTENCE,
    as_html,
    drawn,
    opened,
    paragraphs_of,
    printed,
    read_here,
    rows_of,
    saved,
    seen,
    squeezed,
    tables_of,
    words,
)

FIXTURES = Path(__file__).parents[2] / "shared" / "fixtures"
FOLDERS = sorted(path.parent.name for path in FIXTURES.glob("*/original.pdf"))
LEFT_OVERS = re.compile(r"\[bookmark:[^\]]*\]|\{\s*(?:TC|TOC|HYPERLINK|PAGEREF|PAGE)\b[^{}]*\}")


# Published files ------------------------------------------------------------------------------------

published_files = pytest.mark.parametrize("folder", FOLDERS)


@cache
def published(folder: str, extension: str) -> Document:
    return readers.read(FIXTURES / folder / f"original.{extension}")


@pytest.mark.skipif(not FIXTURES.is_dir(), reason="the fixtures lie beside the checkout")
def test_the_published_files_are_found():
    assert len(FOLDERS) == 3


@published_files
def test_every_character_is_there_in_its_place(folder: str):
    dump = LEFT_OVERS.sub("", (FIXTURES / folder / "original.txt").read_text(encoding="utf-8"))
    read = published(folder, "pdf")
    assert "".join(squeezed(text_of(line)) for line in lines_of(read)) == squeezed(dump)


@published_files
def test_every_cell_is_that_of_the_word_file(folder: str):
    assert rows_of(published(folder, "pdf")) == rows_of(published(folder, "docx"))


@published_files
def test_no_table_is_broken_or_joined(folder: str):
    assert len(tables_of(published(folder, "pdf"))) == len(tables_of(published(folder, "docx")))


@published_files
def test_paragraphs_are_those_of_the_word_file(folder: str):
    """But for the title of 2017, whose first line is full, so that nobody can see where it ends."""
    read = set(paragraphs_of(published(folder, "pdf")))
    lost = [text for text in paragraphs_of(published(folder, "docx")) if text not in read]
    assert len(lost) == (2 if folder == "002" else 0)


@published_files
def test_heads_repeated_on_each_page_are_known_as_such(folder: str):
    repeated = {table.header_rows for table in tables_of(published(folder, "pdf"))}
    assert repeated == {"000": {0, 1}, "002": {0, 2}, "004": {0}}[folder]


@pytest.mark.parametrize("folder", [folder for folder in FOLDERS if folder == "002"])
def test_a_table_on_turned_pages_is_marked(folder: str):
    assert [table.landscape for table in tables_of(published(folder, "pdf"))] == [True, False]


# Our own, by their geometry alone -------------------------------------------------------------------


@pytest.mark.parametrize("source", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_comes_back_whole(source: Path):
    filing = open_filing(source)
    document = filing.composition.document
    read = read_here(pdf.write(document, filing.form.look(), b"{}"))
    assert rows_of(read) == rows_of(document)
    assert paragraphs_of(read) == paragraphs_of(document)


# Paragraphs -----------------------------------------------------------------------------------------

PIECES = (
    *("预算", "收入", "绩效目标", "“三公”经费", "（含）", "《预算法》", "一是", "县级", "3636.69万元"),
    *("≥95%", "2021年", "ABC", "1.5", "、", "，", "；", "。", "：", "——"),
)
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=80).map(lambda some: f"本{''.join(some)}。")
STYLES = (
    "",
    "p { text-align: left }",
    "body { font-size: 12pt; line-height: 20pt }",
    "@page { margin: 20mm }",
    "p { text-align: left; font-family: 'Noto Sans CJK SC' }",
    "@page { size: A4 landscape }",
    "@page { margin-bottom: 200mm }",
)


@settings(max_examples=40, deadline=None)
@given(st.lists(texts, max_size=12), st.sampled_from(STYLES))
def test_lines_become_paragraphs_again(paragraphs: list[str], style: str):
    """Also those over a page break; the first one shows how wide the page is."""
    expected = [SENTENCE * 5, *paragraphs]
    found = seen("".join(f"<p>{text}</p>" for text in expected), style)
    assert [squeezed(str(text)) for text in found] == expected


def test_a_title_is_joined_only_where_its_line_was_full():
    long = "某某县经济开发区二〇二一年部门预算信息公开情况说明"
    body = f"<h1>某某县经济开发区</h1><h1>预算说明</h1><h1>{long}</h1>{LONG}"
    assert seen(body)[:3] == ["某某县经济开发区", "预算说明", long]


@pytest.mark.parametrize("style", ["text-indent: -2em; padding-left: 2em", "text-indent: 0", ""])
def test_a_number_begins_an_item_however_it_is_indented(style: str):
    items = [f"1、{SENTENCE * 2}", f"2、{SENTENCE}", f"3、{SENTENCE * 3}"]
    assert seen("".join(f"<p>{item}</p>" for item in items), f"p {{ {style} }}") == items


def test_blanks_are_where_they_can_be_seen():
    texts = [
        "The department has arranged its budget according to the law and publishes it in spring.",
        "使用 Microsoft Office 软件 3 套，金额 5.5 万元，由机关各科室共用，不另外安排运行维护经费。",
        "项　目：甲　乙",
    ]
    assert seen("".join(f"<p>{text}</p>" for text in texts) + LONG)[:3] == texts


def test_letters_set_as_one_glyph_are_all_there():
    text = "甲——乙……丙office𠮷"
    assert seen(f'<p style="font-family: DejaVu Serif, Noto Serif CJK SC">{text}</p>') == [text]


def test_radicals_are_read_as_characters():
    assert seen("<p>⼀、⻓期⽬标（⾦额）</p>") == ["一、长期目标（金额）"]
    assert without_radicals("（１）Ａ㎡①：⼀") == "（１）Ａ㎡①：一"


def test_a_character_drawn_twice_to_look_bold_stands_once():
    twice = words("Total 11.10", 72) + words("Total 11.10", 72.3)
    assert paragraphs_of(read_here(drawn(twice))) == ["Total11.10"]


def test_hidden_text_is_not_read():
    hidden = "3 Tr " + words("hidden", y=600) + "0 Tr "
    assert paragraphs_of(read_here(drawn(hidden + words("a text")))) == ["atext"]


# Pages ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("viewed", [True, False], ids=["turned back by the page", "left so"])
def test_a_page_is_read_the_way_its_text_is_turned(turn: int, *, viewed: bool):
    file = opened(printed(LONG + as_html(["甲", "乙"], [("丙", 2, 1)]), "@page { size: A4 landscape }"))
    page = file.pages[0]
    width, height = (float(side) for side in page.MediaBox[2:])
    matrices = {90: f"0 1 -1 0 {height} 0", 180: f"-1 0 0 -1 {width} {height}", 270: f"0 -1 1 0 0 {width}"}
    page.contents_add(file.make_stream(f"q {matrices[turn]} cm".encode()), prepend=True)
    page.contents_add(file.make_stream(b"Q"))
    page.MediaBox = [0, 0, width, height] if turn == 180 else [0, 0, height, width]
    page.Rotate = turn * viewed
    found = read_here(saved(file))
    assert paragraphs_of(found) == [SENTENCE * 5]
    assert rows_of(found) == [["甲", "乙"], ["丙"]]
    assert tables_of(found)[0].landscape


NUMBERS = (
    "'— ' counter(page) ' —'",
    "'第 ' counter(page) ' 页 共 ' counter(pages) ' 页'",
    "counter(page) '/' counter(pages)",
    "counter(page)",
)
HEADS = """
    @page { @top-center { content: '某局2021年预算公开' } }
    @page :left { @top-center { content: '公开版' } }
"""


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(("count", "heads"), [(2, ""), (50, HEADS)], ids=["one page", "many pages"])
def test_page_numbers_and_running_heads_are_no_text(number: str, count: int, heads: str):
    """On the outer side of the pages, as GB/T 9704 has them; left and right pages have other heads."""
    right = f"@page {{ @bottom-right {{ content: {number} }} }}"
    left = f"@page :left {{ @bottom-left {{ content: {number} }} @bottom-right {{ content: none }} }}"
    texts = [f"{place}、{SENTENCE * 4}" for place in range(count)]
    assert seen("".join(f"<p>{text}</p>" for text in texts), right + left + heads) == texts


def test_a_title_at_the_top_of_many_pages_is_text_where_other_pages_have_text_there():
    pages = ["<p>绩效目标表</p>" + as_html(["甲", str(number)]) for number in range(4)]
    body = LONG + "".join(f"<div style='page-break-before: always'>{page}</div>" for page in pages)
    assert paragraphs_of(read_here(printed(body))).count("绩效目标表") == 4


def test_a_table_of_contents_is_left_out():
    heads = ["一、部门职责", "二、预算安排", "三、其他事项"]
    entries = "".join(f"<p class=entry><a href='#h{n}'>{head}</a></p>" for n, head in enumerate(heads))
    body = "".join(f"<p id=h{n}>{head}</p>{LONG}" for n, head in enumerate(heads))
    style = ".entry a::after { content: leader('.') target-counter(attr(href url), page) }"
    expected = [text for head in heads for text in (head, SENTENCE * 5)]
    assert seen(f"<h1>目　录</h1>{entries}{body}", style) == expected


def test_a_slanted_watermark_is_no_text():
    mark = "BT /F 60 Tf 0.7 0.7 -0.7 0.7 200 300 Tm (DRAFT) Tj ET "
    assert paragraphs_of(read_here(drawn(mark + words("a text")))) == ["atext"]


def test_the_text_recognised_below_a_scanned_page_is_read():
    file = opened(drawn("3 Tr " + words("a text")))
    picture = pikepdf.Stream(file, bytes(100))
    picture.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image})
    picture.update({"/Width": 10, "/Height": 10, "/ColorSpace": pikepdf.Name.DeviceGray})
    picture.BitsPerComponent = 8
    file.pages[0].Resources.XObject = pikepdf.Dictionary(I=file.make_indirect(picture))
    file.pages[0].contents_add(file.make_stream(b"q 595 0 0 842 0 0 cm /I Do Q"))
    assert paragraphs_of(read_here(saved(file))) == ["atext"]
