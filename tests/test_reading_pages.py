"""Web pages: the article of any site, whatever its markup, and nothing of the site around it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from county_pages import ARTICLE, DUTY, IMPRINT, MENU, NEWS, SHOWN, SITES, TITLE, in_page, in_site
from discgen import readers
from discgen.blocks import Cell, Document, Heading, Paragraph, Run, Table, grid_of
from discgen.errors import InputError
from discgen.readers import html
from discgen.readers.decoding import without_invisible
from discgen.writers import Look
from discgen.writers import html as writer
from foreign_word import shown
from generated_documents import documents
from text_dumps import as_dumped

FIXTURES = Path(__file__).parents[2] / "shared" / "fixtures"
FOLDERS = sorted(path.parent for path in FIXTURES.glob("*/original.html"))
LIBREOFFICE = "<meta name=generator content='LibreOffice 7.4'>"
WORD = "<meta name=Generator content='Microsoft Word 11'>"


def seen(body: str) -> list:
    """What is read between two paragraphs."""
    first, *blocks, last = shown(html.read(in_page(f"<p>{DUTY}</p>{body}<p>{DUTY}</p>")))
    assert first == last == DUTY
    return blocks


# The article ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("site", SITES)
def test_the_article_is_found_and_nothing_else(site):
    assert shown(html.read(in_site(site))) == SHOWN


ARTICLES = {
    "line breaks": ARTICLE.replace("<p>", "&nbsp;&nbsp;").replace("</p>", "<br>"),
    "divisions": ARTICLE.replace("<p>", "<div>").replace("</p>", "</div>"),
    "unclosed": ARTICLE.replace("</p>", ""),
    "stray ends": ARTICLE.replace("<p>", ""),
    "sections": f"<div class=WordSection1>{ARTICLE}</div>".replace(
        "<table", "</div><div class=WordSection2><table"
    ),
    "rest in a wrapper": ARTICLE.replace("<p>一、", "<div><p>一、") + "</div>",
    "fonts around": f"<font size=3><span>{ARTICLE}</span></font>",
}


@pytest.mark.parametrize("site", ["nested tables", "content management", "semantic"])
@pytest.mark.parametrize("article", ARTICLES.values(), ids=ARTICLES)
def test_the_article_is_whole_whatever_its_markup(site, article):
    assert shown(html.read(in_site(site, article))) == SHOWN


def test_one_large_table_is_not_taken_for_the_article():
    rows = [[str(number), DUTY, DUTY] for number in range(40)]
    table = "".join(f"<tr><td>{'<td>'.join(row)}" for row in rows)
    page = in_site("content management", f"<p>{TITLE}</p><table>{table}</table><p>2021年3月1日</p>")
    assert shown(html.read(page)) == [TITLE, rows, "2021年3月1日"]


def test_a_notice_of_the_site_is_not_taken_for_a_part_of_the_article():
    notice = "<div class=notice>免责声明：本网站部分内容来自网络，如有侵权，请与我们联系。</div>"
    article = f"<div class=zw>{ARTICLE}{f'<p>{DUTY}</p>' * 9}</div>{notice}"
    assert shown(html.read(in_page(f"<div class=nav>{MENU}</div>{article}"))) == SHOWN + [DUTY] * 9


def test_lines_that_look_like_the_sites_stay_amid_the_article():
    line = "来源：2021年预算草案"
    article = ARTICLE.replace("<p>二、", f"<p>{line}</p><p>打印</p><p><a href=x>预算法</a></p><p>二、")
    assert shown(html.read(in_site("portal", article)))[5:8] == [line, "打印", "预算法"]


def test_the_sites_lines_around_a_text_in_the_same_element_are_dropped():
    page = in_page(
        f"<div><p>发布时间：2021-3-1 来源：水务局</p>{ARTICLE}<p><a href=a.xls>附件：表.xls</a></p>"
        "<p>【打印】【关闭】</p><p>上一篇：无</p></div>"
    )
    assert shown(html.read(page)) == SHOWN


# Its title ------------------------------------------------------------------------------------------

UNTITLED = ARTICLE[ARTICLE.index("<p>一、") :]


@pytest.mark.parametrize("site", sorted(SITES.keys() - {"parts of pages"}))
def test_the_title_above_an_article_without_one_belongs_to_it(site):
    assert shown(html.read(in_site(site, UNTITLED))) == [TITLE, *SHOWN[2:]]


def test_an_opening_sentence_is_no_title():
    opening = "按照规定，现将青山县水务局2021年部门预算信息公开如下："
    document = html.read(in_site("semantic", f"<p>{opening}</p>{UNTITLED}"))
    assert shown(document) == [TITLE, opening, *SHOWN[2:]]


def test_a_title_on_two_lines_is_found():
    page = (
        in_site("semantic", UNTITLED)
        .decode()
        .replace(f"<h1>{TITLE}", "<h1>青山县水务局<br>2021年部门预算信息公开")
    )
    assert shown(html.read(page.encode()))[:2] == ["青山县水务局", "2021年部门预算信息公开"]


def test_where_the_window_has_another_title_the_last_heading_counts():
    page = in_site("semantic", UNTITLED).decode().replace(f"<title>{TITLE}", "<title>青山县人民政府")
    assert shown(html.read(page.encode()))[0] == TITLE


def test_the_name_of_the_site_is_no_title():
    page = f"<div>青山县人民政府门户网站</div><div class=nav>{MENU}</div><div class=zw>{UNTITLED}</div>"
    assert html.read(in_page(page, "<title>水务局 - 青山县人民政府</title>")).title == ()


# Markup ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("<P>甲<P STYLE='x'>乙", ["甲", "乙"]),
        ("<p>甲<br>乙<br/>丙</br>丁", ["甲", "乙", "丙", "丁"]),
        ("<div>甲</p>乙</p></div>", ["甲", "乙"]),
        ("<p>&nbsp;</p><p><br></p><p>\u3000</p>", []),
        ("<p>\n  甲\n\t乙  丙&nbsp; \n</p>", ["甲 乙 丙"]),
        ("<p>预<span>算<b>公</b></span><font>开</font><o:p></o:p></p>", ["预算公开"]),
        ("<p>m<sup>2</sup>增<ins>加</ins><del>减少</del>", ["m2增加"]),
        ("甲<div>乙<p>丙</p>丁</div>戊", ["甲", "乙", "丙", "丁", "戊"]),
        ("<h1>甲</h1><h2>乙<br>丙</h2>", ["甲", "乙", "丙"]),
        ("<pre>甲\n  乙\r\n丙</pre>", ["甲", "乙", "丙"]),
        (
            "<script>x</script><style>y</style><noscript>z</noscript><svg><text>t</text></svg><img alt=i>",
            [],
        ),
        (
            "<!--a--><![if !x]>甲<![endif]><!--[if x]>b<![endif]--><!--[if !x]><!-->乙<!--<![endif]-->",
            ["甲乙"],
        ),
        (
            "<p hidden>甲</p><p style='DISPLAY : none'>乙</p><i style='mso-hide:all'>丙</i><p style=x>丁",
            ["丁"],
        ),
        ("<p>&lt;5&amp;&#19968;&ldquo;三公&rdquo;&hellip;", ["<5&一“三公”…"]),
        ("<select><option>甲</select><input value=乙><button>丙</button><textarea>丁</textarea>", []),
        ("<p>— 3 —</p><p>- 12 -</p><p>第3页 共9页</p><p>-3-5</p>", ["-3-5"]),
        ("<p>见<a href='#_ftn1'>[1]</a>注<a class=sdfootnoteanc href=#a><sup>2</sup></a>", ["见注"]),
        (
            "<p>目录</p><p>一、职责……1</p><p>二、收入......2</p><p>一、职责</p><p>二、收入",
            ["一、职责", "二、收入"],
        ),
        ("<p><a href='#a1'>一、职责</a></p><p><a name=a1></a>一、职责</p>", ["一、职责"]),
        ("<h2><a href='#a1'>一、职责</a></h2>", ["一、职责"]),
    ],
)
def test_a_habit_of_markup_is_read_as_it_is_shown(body, blocks):
    assert seen(body) == blocks


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("<ol><li>甲<li><p>乙</p></ol>", ["1.甲", "2.乙"]),
        ("<ol start=3><li>甲<li value=9>乙<li>丙</ol>", ["3.甲", "9.乙", "10.丙"]),
        ("<ol type=A><li>甲<li>乙</ol><ol type=i><li>丙<li>丁</ol>", ["A.甲", "B.乙", "i.丙", "ii.丁"]),
        ("<ol style='list-style-type: cjk-ideographic'><li>甲<li>乙</ol>", ["一、甲", "二、乙"]),
        ("<ol style='list-style:none'><li>甲</ol><ul><li>乙</ul>", ["甲", "乙"]),
        ("<ol><li>1、甲<li>（二）乙</ol>", ["1、甲", "（二）乙"]),
        ("<ol><li>甲<ul><li>乙</ul><li>丙</ol>", ["1.甲", "乙", "2.丙"]),
        ("<ol><li><li>乙</ol>", ["2.乙"]),
    ],
)
def test_the_numbers_of_a_list_are_text(body, blocks):
    assert seen(body) == blocks


def test_headings_have_the_level_of_their_element():
    blocks = html.read(in_page(f"<h1>甲</h1><p>{DUTY}</p><h6>乙</h6>")).blocks
    assert [block.level for block in blocks if isinstance(block, Heading)] == [1, 4]


# Tables ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        ("<tr><td>甲<td>乙<tr><th>丙<td>", [["甲", "乙"], ["丙", ""]]),
        ("<tr><td>甲<p>乙</p>丙<br>丁<td>戊", [["甲|乙|丙|丁", "戊"]]),
        ("<tr><td><p>甲</p><p>&nbsp;</p><p>乙</p><p></p><p>&nbsp;</p><td>", [["甲||乙", ""]]),
        ("<tr><td colspan=2>甲<tr><td>乙<td>丙", [["甲"], ["乙", "丙"]]),
        ("<tr><td rowspan=2>甲<td>乙<tr><td>丙", [["甲", "乙"], [None, "丙"]]),
        (
            "<tr><td rowspan=2>甲<td rowspan=2>乙<tr></tr><tr><td>丙<td>丁",
            [["甲", "乙"], [None, None], ["丙", "丁"]],
        ),
        ("<tr><td rowspan=0>甲<td>乙<tr><td>丙<tr><td>丁", [["甲", "乙"], [None, "丙"], [None, "丁"]]),
        ("<tr><td rowspan=99>甲<td>乙<tr><td>丙", [["甲", "乙"], [None, "丙"]]),
        ("<tr><td colspan=x rowspan=-1>甲<td>乙", [["甲", "乙"]]),
        ("<tr></tr><tr><td>甲<td>乙<tr>", [["甲", "乙"]]),
        ("<td>甲<td>乙<tr><td>丙<td>丁", [["甲", "乙"], ["丙", "丁"]]),
        ("<tr height=0><td width=9><td></tr><tr><td>甲<td>乙", [["甲", "乙"]]),
        ("<tr hidden><td>无<td>无<tr><td>甲<td>乙", [["甲", "乙"]]),
        ("<tr><td>\u3000\u3000甲<td>&nbsp;乙&nbsp;", [["\u3000\u3000甲", "\xa0乙"]]),
        ("<tr><td><ol><li>甲<li>乙</ol><td>丙", [["1.甲|2.乙", "丙"]]),
        (
            "<tr><td>甲甲甲甲<td>乙乙乙<td><table><tr><td>丙<td>丁</table>",
            [["甲甲甲甲", "乙乙乙", "丙|丁"]],
        ),
    ],
)
def test_a_table_has_the_cells_that_a_browser_shows(body, rows):
    assert seen(f"<table border=1>{body}</table>") == [rows]


def test_head_foot_caption_and_loose_words_stand_where_a_browser_shows_them():
    table = (
        "<table><caption>收支表</caption><tfoot><tr><td>合计<td>3</tfoot><tbody><tr><td>甲<td>1</tbody>散"
        "<thead><tr><th>项目<th>金额</thead></table>"
    )
    rows = [["项目", "金额"], ["甲", "1"], ["合计", "3"]]
    assert seen(table) == ["收支表", "散", rows]
    read = html.read(in_page(f"<p>{DUTY}</p>{table}")).blocks[-1]
    assert (read.header_rows, read.widths) == (1, (1, 1))
    assert [cell.header for row in read.rows for cell in row] == [True, True, False, False, False, False]


def test_spans_cover_no_more_columns_than_there_are():
    read = html.read(
        in_page(f"<p>{DUTY}</p><table><tr><td colspan=900>甲<tr><td colspan=2>乙<td>丙</table>")
    )
    (table,) = (block for block in read.blocks if isinstance(block, Table))
    assert table.widths == (1, 1)
    assert [[cell.colspan for cell in row] for row in table.rows] == [[2], [1, 1]]


@pytest.mark.parametrize(
    ("table", "blocks"),
    [
        ("<tr><td>甲<p>乙<p>丙", ["甲", "乙", "丙"]),
        ("<tr><td>甲<tr><td>乙<br>丙", ["甲", "乙", "丙"]),
        ("<tr><td><table border=1><tr><td>甲<td>乙</table><tr><td>丙", [[["甲", "乙"]], "丙"]),
        ("<tr><td>甲<td>乙", [[["甲", "乙"]]]),
        ("<tr><td>甲<tr><td>乙", [[["甲"], ["乙"]]]),
    ],
)
def test_a_table_that_only_lays_out_the_page_is_none(table, blocks):
    assert seen(f"<table>{table}</table>") == blocks


def test_a_table_may_say_that_it_only_lays_out_the_page():
    assert seen("<table role=presentation><tr><td>甲<td>乙</table>") == ["甲", "乙"]


# Word processors ------------------------------------------------------------------------------------


def test_all_that_a_word_processor_shows_is_the_document():
    page = in_page("<p>日期：2021年</p><p>打印</p><table><tr><td>甲<p>乙</td></tr></table>", LIBREOFFICE)
    assert shown(html.read(page)) == ["日期：2021年", "打印", [["甲|乙"]]]


def test_what_libreoffice_adds_is_dropped():
    page = in_page(
        "<div title=header><p>页眉</p></div><div id='Table of Contents1'><p>目录</p><p>一、职责 1</p></div>"
        "<p>甲</p><div title=footer><p>— <sdfield type=PAGE>9</sdfield> —</p></div>",
        LIBREOFFICE,
    )
    assert shown(html.read(page)) == ["甲"]


def test_what_word_adds_is_dropped():
    page = in_page(
        "<p class=MsoToc1>一、职责<span style='mso-tab-count:1 dotted'>... </span>1</p>"
        "<p class=MsoNormal>甲"
        "<!--[if supportFields]><span style='mso-element:field-begin'></span> TC 乙<![endif]-->"
        "<a class=msocomanchor href=x>[a1]</a><o:p></o:p></p>"
        "<p><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span><![endif]>丙</p>"
        "<div style='mso-element:comment-list'><p>批注</p></div>"
        "<div style='mso-element:footer'><p>2</p></div>",
        WORD,
    )
    assert shown(html.read(page)) == ["甲", "1.\xa0丙"]


# Encodings ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("declared", ["", "utf-8", "gb2312", "GBK", "iso-8859-1", "无"])
def test_the_encoding_is_found_whatever_is_declared(encoding, declared):
    meta = f"<meta http-equiv=Content-Type content='text/html; charset={declared}'>" if declared else ""
    page = in_page(f"<p>{DUTY}</p><p>“三公”经费——㎡</p>", meta).decode()
    assert shown(html.read(page.encode(encoding))) == [DUTY, "“三公”经费——㎡"]


def test_traditional_characters_are_read_where_they_are_declared():
    page = in_page(
        "<p>本局負責全縣水利工程的建設、管理和運行，承擔防汛抗旱的日常工作。</p>", "<meta charset=big5>"
    )
    assert shown(html.read(page.decode().encode("big5"))) == [
        "本局負責全縣水利工程的建設、管理和運行，承擔防汛抗旱的日常工作。"
    ]


# Our own --------------------------------------------------------------------------------------------

OURS = (Paragraph((Run(DUTY),)), Table(rows=((Cell(((Run("甲"),),)), Cell()),), widths=(1, 1)))


@pytest.mark.parametrize(
    ("before", "after"), [(b"main>", b"div>"), (b"width:50%", b"width:x"), (b"<td>", b"<td colspan=x>")]
)
def test_a_page_of_ours_that_somebody_changed_is_read_as_any_other(before, after):
    page = writer.write(Document((), OURS), Look("", Path("unused.docx")))
    assert before in page
    assert shown(html.read(page.replace(before, after))) == [DUTY, [["甲", ""]]]


# What is refused ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (f"{MENU}<div class=list><ul>{NEWS}</ul></div>{IMPRINT}", "栏目或列表"),
        (
            f"<form>用户名：<input>密码：<input type=password><button>登录</button></form>{IMPRINT}",
            "没有正文",
        ),
        (
            "<div id=app></div><noscript>请启用 JavaScript，否则无法浏览本网站的内容。</noscript>",
            "没有正文",
        ),
        (f"<h1>{TITLE}</h1><iframe src='/viewer?file=/a/b.pdf'></iframe>", "只有附件：b.pdf"),
        (
            f"{MENU}<p>现将我局2021年部门预算公开如下，请予监督。</p><a href=/P1.doc>预算</a>",
            "只有附件：预算",
        ),
        ("<p>短</p>", "没有正文"),
    ],
)
def test_a_page_without_an_article_is_refused(page, message):
    with pytest.raises(InputError, match=message) as caught:
        html.read(in_page(page))
    assert all(problem.remedy for problem in caught.value.problems)


def test_a_frameset_is_refused():
    with pytest.raises(InputError, match="没有正文"):
        html.read(b"<html><frameset cols=1><frame src=a><frame src=b></frameset></html>")


HOSTILE = {
    "nested too deep": "<div>" * 50_000 + DUTY,
    "too many elements": "<p>甲" * 700_000,
    "too many cells": DUTY + "<table>" + "<tr><td rowspan=60000 colspan=1000>甲" * 1100,
}


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE)
def test_a_page_that_no_program_should_read_is_refused_at_once(page):
    start = time.process_time()
    with pytest.raises(InputError):
        html.read(page.encode())
    assert time.process_time() - start < 60


def test_deep_nesting_is_read():
    blocks = shown(html.read((f"<table><tr><td><div><font>{DUTY}" * 200).encode()))
    assert blocks == [DUTY] * 199 + [[[DUTY]]]


# Laws -----------------------------------------------------------------------------------------------


def foreign(document: Document) -> bytes:
    """The document as if a word processor had written our page."""
    page = writer.write(document, Look("", Path("unused.docx")))
    return page.replace(b'content="discgen"', b'content="LibreOffice"')


def words(document: Document) -> str:
    rows = ([block] if isinstance(block, str) else map("".join, block) for block in as_dumped(document))
    return without_invisible("".join("".join(row) for row in rows))


@settings(deadline=None)
@given(documents)
def test_no_word_is_lost(document):
    assert words(html.read(foreign(document))) == words(document)


PAGES = [in_site(site).decode() for site in SITES]
TAGS = st.sampled_from(
    ["<p>", "</p>", "<table>", "</table>", "<td>", "<tr>", "</div>", "<div>", "<a href=x>", "<!--"]
)


@settings(deadline=None)
@given(st.sampled_from(PAGES), st.data())
def test_a_damaged_page_is_read_or_refused(page, data):
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(page)))
        end = data.draw(st.integers(start, min(start + 100, len(page))))
        page = page[:start] + data.draw(st.just("") | TAGS | st.text(max_size=3)) + page[end:]
    try:
        document = html.read(page.encode())
    except InputError:
        return
    for table in (block for block in document.blocks if isinstance(block, Table)):
        assert table.rows
        covered = [slot for line in grid_of(table) for slot in line if slot]
        assert len(covered) == sum(cell.colspan * cell.rowspan for row in table.rows for cell in row)


# Published disclosures ------------------------------------------------------------------------------

published = pytest.mark.skipif(not FOLDERS, reason="the fixtures lie beside the checkout")


@published
@pytest.mark.parametrize("site", ["nested tables", "content management", "messenger", "portal", "semantic"])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_published_disclosure_comes_out_of_any_site(folder, site):
    page = (folder / "original.html").read_text(encoding="utf-8")
    body = page.partition("<body")[2].partition(">")[2].partition('<div title="footer">')[0]
    assert shown(html.read(in_site(site, body))) == shown(
        html.read((folder / "original.html").read_bytes())
    )


@published
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_published_page_begins_and_ends_with_the_disclosure(folder):
    page, saved = (as_dumped(readers.read(folder / f"original.{name}")) for name in ("web.html", "html"))
    assert (page[0], page[-1]) == (saved[0], saved[-1])
    assert len(page) == len(saved) > 100
