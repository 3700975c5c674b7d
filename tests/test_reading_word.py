"""The Word reader with what other programs write: just the words that Word shows, where it shows them."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from discgen.blocks import Document, Heading, Table
from discgen.errors import InputError
from discgen.readers import docx
from discgen.readers.cleaning import cleaned
from foreign_word import cell, field, mark, para, row, seen, shown, table, text, word_file
from sample_document import line
from word_files import W, parts

TAB = "<w:r><w:tab/></w:r>"
BREAK = "<w:r><w:br/></w:r>"
PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'
BY = 'w:id="1" w:author="某人"'
GONE = f"<w:rPr><w:del {BY}/></w:rPr>"
VANISH = "<w:vanish/>"


def deleted(words: str) -> str:
    return f"<w:del {BY}><w:r><w:delText>{words}</w:delText></w:r></w:del>"


def alternatives(new: str, old: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
        "</mc:AlternateContent>"
    )


def box(*content: str) -> str:
    """A text box as Word writes it: once for itself and once for its ancestors."""
    inner = f"<w:txbxContent>{''.join(content)}</w:txbxContent>"
    new = f"<w:drawing><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></w:drawing>"
    return f"<w:r>{alternatives(new, old_box(inner))}</w:r>"


def old_box(content: str) -> str:
    return f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"


def contents(*paragraphs: str) -> str:
    """A table of contents as Word inserts it from its gallery."""
    return control("".join(paragraphs), gallery("Table of Contents"))


def gallery(name: str) -> str:
    return f'<w:docPartObj><w:docPartGallery w:val="{name}"/></w:docPartObj>'


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


# Words ----------------------------------------------------------------------------------------------

SHOWN = {
    "blanks": (para(" 合\u00a0计\u3000", TAB, "万元"), [" 合\u00a0计\u3000 万元"]),
    "hyphens": (
        para("13", "<w:r><w:noBreakHyphen/></w:r>", "0", "<w:r><w:softHyphen/></w:r>", "1"),
        ["13-01"],
    ),
    "tab stops": (para("甲", properties='<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs>'), ["甲"]),
    "runs parted in a word": (para("预", "算", text("收入", "<w:b/>")), ["预算收入"]),
    "line breaks": (para("甲", BREAK, "乙", BREAK, BREAK, "丙"), ["甲", "乙", "丙"]),
    "page breaks": (para(PAGE_BREAK) + para(PAGE_BREAK, "甲", PAGE_BREAK, "乙"), ["甲", "乙"]),
    "empty paragraphs": ("<w:p/>" + para() + para(TAB) + para("甲") + "<w:p/>", ["甲"]),
    "Symbol": (para('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "95%"), ["≥95%"]),
    "Wingdings": (para('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>', "是"), ["☑是"]),
    "a symbol of another font": (para('<w:r><w:sym w:font="宋体" w:char="2460"/></w:r>'), ["①"]),
    "a symbol in the text": (para(text("\uf0b3", '<w:rFonts w:ascii="Symbol"/>') + text("1")), ["≥1"]),
    "a broken symbol": (para("甲", '<w:r><w:sym w:font="Symbol" w:char="X"/></w:r>'), ["甲"]),
    "formulas": (para("<m:oMath><m:r><m:t>a≥b</m:t></m:r></m:oMath>"), ["a≥b"]),
    "links": (para('<w:hyperlink w:anchor="x">' + text("甲") + "</w:hyperlink>", "乙"), ["甲乙"]),
    "bookmarks": (para('<w:bookmarkStart w:id="0" w:name="_Toc1"/>', "甲"), ["甲"]),
    "marks of notes and comments": (
        para("甲", '<w:r><w:footnoteReference w:id="9"/></w:r><w:r><w:commentReference w:id="0"/></w:r>'),
        ["甲"],
    ),
}


@pytest.mark.parametrize(("body", "expected"), SHOWN.values(), ids=SHOWN)
def test_words(body: str, expected: list[str]):
    assert seen(body) == expected


def test_notes_stand_behind_the_paragraph_that_refers_to_them():
    body = para("甲", '<w:r><w:footnoteReference w:id="2"/></w:r>') + para("乙")
    note = '<w:footnote w:id="1">' + para("分隔") + '</w:footnote><w:footnote w:id="2">'
    assert seen(body, footnotes=note + para("<w:r><w:footnoteRef/></w:r>", "注") + "</w:footnote>") == [
        *("甲", "注", "乙")
    ]


# Fields ---------------------------------------------------------------------------------------------

INSIDE = field(" HYPERLINK \\l a ", "甲", field(" PAGEREF a ", "3"), "乙")
FIELDS = {
    "with a result": (para("第", field(" SEQ 表 ", "3"), "表"), ["第3表"]),
    "in one another": (para(INSIDE), ["甲3乙"]),
    "in the code of another": (para(field(f"IF {INSIDE}", "是")), ["是"]),
    "in one element": (para('<w:fldSimple w:instr=" DATE ">' + text("二月") + "</w:fldSimple>"), ["二月"]),
    "code in parts": (
        para(
            mark("begin"),
            "<w:r><w:instrText> T</w:instrText></w:r><w:r><w:instrText>OC \\o</w:instrText></w:r>",
            mark("separate"),
            "目录",
            mark("end"),
            "乙",
        ),
        ["乙"],
    ),
    "entries of a contents": (para("甲", field(' TC "甲" \\f A '), field(' XE "甲" ')), ["甲"]),
    "entries with a result": (para("甲", field(' TC "甲" ', "乙")), ["甲"]),
    "entries in one element": (
        para("甲", "<w:fldSimple w:instr='TC x'>" + text("乙") + "</w:fldSimple>"),
        ["甲"],
    ),
    "without an end": (para("甲", mark("begin"), "乙") + para("丙"), ["甲乙", "丙"]),
    "without a beginning": (para("甲", mark("separate"), "乙", mark("end")), ["甲乙"]),
    "over paragraphs": (
        para(mark("begin"), "<w:r><w:instrText>REF</w:instrText></w:r>", mark("separate"), "甲")
        + para("乙", mark("end")),
        ["甲", "乙"],
    ),
}


@pytest.mark.parametrize(("body", "expected"), FIELDS.values(), ids=FIELDS)
def test_fields(body: str, expected: list[str]):
    assert seen(body) == expected


TOC_STYLES = (
    '<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="12"><w:name w:val="toc 2"/><w:basedOn w:val="11"/></w:style>'
)
CODE = '<w:r><w:instrText> TOC \\o "1-3" \\h </w:instrText></w:r>'
ENTRIES = para(mark("begin"), CODE, mark("separate"), INSIDE) + para(field(" HYPERLINK ", "乙", TAB, "4"))
CONTENTS = {
    "field": (ENTRIES + para(mark("end"), "一、职责"), ["一、职责"]),
    "title": (
        para("预算") + para("目　录") + para() + ENTRIES + para(mark("end"), "目录"),
        ["预算", "目录"],
    ),
    "no title": (para("目录如下") + ENTRIES + para(mark("end"), "甲"), ["目录如下", "甲"]),
    "control": (contents(para("目录"), ENTRIES, para(mark("end"))) + para("一、职责"), ["一、职责"]),
    "styles": (para("甲", TAB, "1", properties='<w:pStyle w:val="12"/>') + para("一、职责"), ["一、职责"]),
    "other controls": (control(para("封面"), gallery("Cover Pages")), ["封面"]),
}


@pytest.mark.parametrize(("body", "expected"), CONTENTS.values(), ids=CONTENTS)
def test_tables_of_contents_are_dropped(body: str, expected: list[str]):
    assert seen(body, styles=TOC_STYLES) == expected


# What is not shown ----------------------------------------------------------------------------------

CHANGES = {
    "words": (para("甲", deleted("旧"), f"<w:ins {BY}>" + text("新") + "</w:ins>"), ["甲新"]),
    "moved words": (
        para(f"<w:moveFrom {BY}>" + text("移") + "</w:moveFrom>", "甲")
        + para("乙", f"<w:moveTo {BY}>" + text("移") + "</w:moveTo>"),
        ["甲", "乙移"],
    ),
    "a paragraph": (para("甲") + para(deleted("旧"), properties=GONE) + para("乙"), ["甲", "乙"]),
    "the end of a paragraph": (
        para("甲", properties=GONE)
        + '<w:bookmarkEnd w:id="0"/>'
        + para("乙", properties=GONE)
        + para("丙")
        + para("丁"),
        ["甲乙丙", "丁"],
    ),
    "the end before a table": (para("甲", properties=GONE) + table(row("乙")), ["甲", [["乙"]]]),
    "a row": (table(row("甲"), row("旧", properties=f"<w:del {BY}/>"), row("乙")), [[["甲"], ["乙"]]]),
    "all rows": (para("甲") + table(row("旧", properties=f"<w:del {BY}/>")), ["甲"]),
    "a new row": (table(row("甲"), row("新", properties=f"<w:ins {BY}/>")), [[["甲"], ["新"]]]),
    "a cell": (table(row("甲", cell("旧", properties=f"<w:cellDel {BY}/>"), "乙")), [[["甲", "乙"]]]),
    "a look": (para(text("甲", f"<w:rPrChange {BY}><w:rPr>{VANISH}</w:rPr></w:rPrChange>")), ["甲"]),
    "the look of a mark": (
        para("甲", properties=f"<w:rPr><w:rPrChange {BY}><w:rPr>{VANISH}</w:rPr></w:rPrChange></w:rPr>")
        + para("乙"),
        ["甲", "乙"],
    ),
}


@pytest.mark.parametrize(("body", "expected"), CHANGES.values(), ids=CHANGES)
def test_changes_are_accepted(body: str, expected: list[str]):
    assert seen(body) == expected


HIDING = (
    '<w:style w:type="character" w:styleId="c"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="p"><w:name w:val="g"/><w:rPr><w:vanish/></w:rPr></w:style>'
)
SHOW = '<w:vanish w:val="0"/>'
HIDDEN = {
    "run": (para("甲", text("密", VANISH), text("乙", SHOW)), ["甲乙"]),
    "by its style": (para("甲", text("密", '<w:rStyle w:val="c"/>')), ["甲"]),
    "shown against its style": (para(text("甲", f'<w:rStyle w:val="c"/>{SHOW}')), ["甲"]),
    "by the paragraph's style": (para("密", text("甲", SHOW), properties='<w:pStyle w:val="p"/>'), ["甲"]),
    "mark": (para("甲", properties=f"<w:rPr>{VANISH}</w:rPr>") + para("乙"), ["甲乙"]),
    "marks of a field": (
        para(
            f'<w:r><w:rPr>{VANISH}</w:rPr><w:fldChar w:fldCharType="begin"/></w:r>', CODE, mark("end"), "甲"
        ),
        ["甲"],
    ),
}


@pytest.mark.parametrize(("body", "expected"), HIDDEN.values(), ids=HIDDEN)
def test_hidden_text_is_dropped(body: str, expected: list[str]):
    assert seen(body, styles=HIDING) == expected


pieces = st.deferred(
    lambda: (
        st.text("甲乙丙丁", min_size=1, max_size=3).map(lambda words: (text(words), words))
        | st.just((deleted("旧"), ""))
        | st.just((text("密", VANISH), ""))
        | st.just((field(' TC "录" '), ""))
        | several.map(lambda inner: (f"<w:ins {BY}>{inner[0]}</w:ins>", inner[1]))
        | several.map(lambda inner: (field(" REF ", *([inner[0]] if inner[0] else ["<w:r/>"])), inner[1]))
        | several.map(lambda inner: (field(" TOC ", inner[0] or "<w:r/>"), ""))
    )
)
several = st.lists(pieces, max_size=3).map(
    lambda some: ("".join(xml for xml, _ in some), "".join(words for _, words in some))
)


@given(st.lists(several, min_size=1, max_size=3))
def test_whatever_stands_in_whatever_only_what_is_shown_is_read(paragraphs):
    body = "".join(f"<w:p>{xml}</w:p>" for xml, _ in paragraphs)
    assert seen(body) == [words for _, words in paragraphs if words]


# Text boxes and alternatives ------------------------------------------------------------------------

BOXES = {
    "once": (para("甲", box(para("框")), "乙") + para("丙"), ["甲乙", "框", "丙"]),
    "several": (para("甲", box(para("一"), para("二")), box(para("三"))), ["甲", "一", "二", "三"]),
    "in one another": (para("甲", box(para("外", box(para("内"))), para("后"))), ["甲", "外", "内", "后"]),
    "with a table": (para(box(table(row("格")))), [[["格"]]]),
    "in a cell": (table(row(cell(para("甲", box(para("框"))), "乙"))), [[["甲|框|乙"]]]),
    "in a field": (para(field(" TOC ", "甲", box(para("框")), "乙")), ["框"]),
    "of old": (
        para("甲", f"<w:r>{old_box('<w:txbxContent>' + para('框') + '</w:txbxContent>')}</w:r>"),
        ["甲", "框"],
    ),
    "a sign for new programs only": (
        para(alternatives("", text("乙"))),
        ["乙"],
    ),
    "paragraphs to choose from": (
        alternatives(para("新"), para("旧")),
        ["新"],
    ),
}


@pytest.mark.parametrize(("body", "expected"), BOXES.values(), ids=BOXES)
def test_boxes_and_alternatives_are_read_once(body: str, expected: list[str]):
    assert seen(body) == expected


# Tables ---------------------------------------------------------------------------------------------

DOWN = '<w:vMerge w:val="restart"/>'
ON = "<w:vMerge/>"
LEFT = '<w:hMerge w:val="restart"/>'
WIDE = '<w:gridSpan w:val="2"/>'
TABLES = {
    "merged downwards": (
        table(row(cell("甲", properties=DOWN), "乙"), row(cell("旧", properties=ON), "丙")),
        [["甲", "乙"], [None, "丙"]],
    ),
    "merged sideways as of old": (
        table(row(cell("甲", properties=LEFT), cell(properties="<w:hMerge/>"), "乙")),
        [["甲", "乙"]],
    ),
    "both": (
        table(
            row(cell("甲", properties=WIDE + DOWN), "乙"),
            row(cell(properties=WIDE + ON), "丙"),
            row(*"丁戊己"),
        ),
        [["甲", "乙"], [None, "丙"], ["丁", "戊", "己"]],
    ),
    "continued in another width": (
        table(row(cell("甲", properties=WIDE + DOWN), "乙"), row(cell("丙", properties=ON), *"丁戊")),
        [["甲", "乙"], ["丙", "丁", "戊"]],
    ),
    "continued from nothing": (table(row(cell("甲", properties=ON))), [["甲"]]),
    "a row set in": (
        table(row(*"甲乙丙"), row("丁", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')),
        [["甲", "乙", "丙"], ["", "丁"]],
    ),
    "rows and cells in controls": (
        table(control(row(control(cell("甲")), "乙")), row(*"丙丁")),
        [["甲", "乙"], ["丙", "丁"]],
    ),
    "a row without cells": (table(row(), row("甲")), [["甲"]]),
    "paragraphs and breaks": (table(row(cell("甲", "", para("乙", BREAK, "丙")))), [["甲||乙|丙"]]),
    "nested": (table(row(cell("甲", table(row(*"乙丙")), "<w:p/>"), "丁")), [["甲|乙|丙|", "丁"]]),
}


@pytest.mark.parametrize(("body", "expected"), TABLES.values(), ids=TABLES)
def test_tables(body: str, expected: list[list[str]]):
    assert seen(body) == [expected]
    assert seen(control(body)) == [expected]


def test_a_table_around_tables_is_a_frame():
    inner = para("题") + table(row(*"甲乙")) + para()
    assert seen(table(row(cell(table(row(cell(inner))), "<w:p/>")))) == ["题", [["甲", "乙"]]]


def test_a_cell_that_holds_only_blank_paragraphs_is_empty():
    back = docx.read(word_file(table(row(cell("<w:p/>", "<w:p/>"), "甲"))))
    assert back.blocks[0].rows[0][0].lines == ()


def test_rows_that_word_repeats_are_header_rows():
    header = row("头", properties="<w:tblHeader/>")
    back = docx.read(word_file(table(header, header, row("体"), header)))
    assert back.blocks[0].header_rows == 2


def test_a_table_wider_than_word_allows_is_refused():
    with pytest.raises(InputError, match="超过 63 列"):
        seen(table(row(*["甲"] * 64)))


# Outline and packages -------------------------------------------------------------------------------


def test_every_line_of_a_heading_is_a_heading():
    body = para("第二部分", BREAK, "一、目标", properties='<w:outlineLvl w:val="0"/>')
    assert docx.read(word_file(body)).blocks == (Heading(line("第二部分"), 1), Heading(line("一、目标"), 1))


@pytest.mark.parametrize("kind", ["document.macroEnabled", "template", "template.macroEnabledTemplate"])
def test_documents_with_macros_and_templates_are_read(kind: str):
    assert shown(docx.read(word_file(para("甲"), kind=kind))) == ["甲"]


def test_the_strict_variant_is_read():
    """Names, units and values as Word writes them into a Strict Open XML Document."""
    body = (
        para("甲")
        + "<w:tbl><w:tblGrid><w:gridCol w:w='21.25pt'/><w:gridCol w:w='1in'/></w:tblGrid>"
        + row(cell(para("乙", properties='<w:jc w:val="end"/>')), "丙")
        + '</w:tbl><w:sectPr><w:pgSz w:w="841.90pt" w:h="595.30pt"/></w:sectPr>'
    )
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts(word_file(body)).items():
            strict = content.replace(W[1:-1].encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            kinds = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            strict = strict.replace(kinds, b"http://purl.oclc.org/ooxml/officeDocument/relationships")
            archive.writestr(name, strict)
    back = docx.read(buffer.getvalue())
    assert shown(back) == ["甲", [["乙", "丙"]]]
    assert isinstance(back.blocks[1], Table)
    assert (back.blocks[1].widths, back.blocks[1].landscape) == ((425, 1440), True)
    assert back.blocks[1].rows[0][0].align == "end"


REFUSED = {
    "pictures only": (para("<w:r><w:drawing/></w:r>"), "只有图片"),
    "text in another file": ('<w:altChunk xmlns:r="r" r:id="rId9"/>', "另一个文件"),
    "paragraphs in paragraphs": (para(para("甲")), "段落里面还有段落"),
    "too much beside the text": (para(box("<w:p/>" * 100_001)), "文本框或脚注"),
    "too many elements": ("<w:p/>" * 3_100_000, "庞杂"),
}


@pytest.mark.parametrize(("body", "message"), REFUSED.values(), ids=REFUSED)
def test_what_has_no_text_of_its_own_is_refused(body: str, message: str):
    with pytest.raises(InputError, match=message) as caught:
        seen(body)
    assert caught.value.problems[0].remedy


def test_much_that_was_deleted_takes_no_more_than_its_share_of_time():
    began = time.process_time()
    assert seen(f"<w:del {BY}>{para(mark('begin')) * 150_000}</w:del>{para('甲')}") == ["甲"]
    assert time.process_time() - began < 60


def test_all_parts_together_may_not_unpack_to_too_much():
    blank = ("<w:p/>" + " " * 2**20) * 33
    with pytest.raises(InputError, match="过大"):
        seen(para("甲"), styles=blank, footnotes=blank)


# Damage ---------------------------------------------------------------------------------------------

EVERYTHING = word_file(
    "".join(body for cases in (SHOWN, FIELDS, CONTENTS, CHANGES, HIDDEN, BOXES, TABLES)
            for body, _ in cases.values())
    + para("一", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
    styles=TOC_STYLES + HIDING,
    numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
)  # fmt: skip


def test_everything_at_once_is_read():
    """The parts do not disturb one another, apart from paragraphs that run on into the next case."""
    found = shown(docx.read(EVERYTHING))
    alone = [seen(body, styles=TOC_STYLES + HIDING) for body, _ in TABLES.values()]
    assert [block for block in found if isinstance(block, list)][-len(alone) :] == [one for (one,) in alone]
    assert found[-1] == "1. 一"


def with_main(data: bytes, root: etree._Element) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts(data).items():
            archive.writestr(name, etree.tostring(root) if name == "word/document.xml" else content)
    return buffer.getvalue()


@given(st.data())
def test_elements_removed_repeated_or_moved_are_read_or_refused(data):
    root = etree.fromstring(parts(EVERYTHING)["word/document.xml"])
    for _ in range(data.draw(st.integers(1, 6))):
        elements = list(root.iter())[2:]
        element = data.draw(st.sampled_from(elements))
        target = data.draw(st.sampled_from(elements))
        action = data.draw(st.sampled_from(["remove", "repeat", "move", "clear", "value"]))
        outside = all(ancestor is not element for ancestor in (target, *target.iterancestors()))
        if action == "remove":
            element.getparent().remove(element)
        elif action == "repeat":
            element.addnext(etree.fromstring(etree.tostring(element, with_tail=False)))
        elif action == "move" and outside:
            target.append(element)
        elif action == "clear":
            element.attrib.clear()
        else:
            element.set(f"{W}val", data.draw(st.sampled_from(["", "-1", "99999999999", "continue", "²"])))
    try:
        back = docx.read(with_main(EVERYTHING, root))
    except InputError as error:
        assert error.problems  # noqa: PT017 both ends are right, only others are not
    else:
        assert isinstance(cleaned(back), Document)
        shown(back)


@given(st.data())
def test_a_damaged_package_is_read_or_refused(data):
    broken = bytearray(EVERYTHING)
    for _ in range(data.draw(st.integers(1, 4))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(len(broken) - 2000, len(broken)))
    try:
        docx.read(bytes(broken[:end]))
    except InputError as error:
        assert error.problems  # noqa: PT017 both ends are right, only others are not
