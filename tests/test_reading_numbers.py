"""Automatic numbers of Word paragraphs: the reader prints in front of each what Word prints there."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discgen.readers import docx
from discgen.readers.numerals import numeral
from foreign_word import cell, converted, para, row, seen, shown, table, word_file


def level(at: int, style: str, printed: str, *properties: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{"".join(properties)}'
        f'<w:lvlText w:val="{printed}"/></w:lvl>'
    )


def definition(name: int, *levels: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{name}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )


def numbered_by(name: int, of: int, *overrides: str) -> str:
    """A list with the number `name` on the definition `of`."""
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{"".join(overrides)}</w:num>'


def starting(at: int, number: int) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{number}"/></w:lvlOverride>'


def item(words: str, name: int = 1, at: int = 0) -> str:
    return para(words, properties=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{name}"/></w:numPr>')


OUTLINE = definition(
    0,
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimalEnclosedCircle", "%4"),
)
LEGAL = definition(
    1, *(level(at, "decimal", ".".join(f"%{n}" for n in range(1, at + 2))) for at in range(3))
)


def numbers(numbering: str, *items: str) -> list[str]:
    """The texts of `items`, which all have the text `x`, without it."""
    return [str(words).removesuffix("x").rstrip() for words in seen("".join(items), numbering=numbering)]


def test_levels_count_anew_below_each_paragraph_above_them():
    items = [item("x", 1, at) for at in (0, 1, 1, 2, 3, 3, 0, 1, 2)]
    assert numbers(OUTLINE + numbered_by(1, 0), *items) == [
        *("一、", "（一）", "（二）", "1.", "①", "②", "二、", "（一）", "1.")
    ]


def test_a_number_names_the_levels_above():
    items = [item("x", 1, at) for at in (0, 1, 2, 2, 1, 2, 0, 1)]
    assert numbers(LEGAL + numbered_by(1, 1), *items) == [
        *("1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1", "2", "2.1")
    ]


def test_a_level_above_that_has_not_been_counted_stands_at_its_start():
    assert numbers(LEGAL + numbered_by(1, 1), item("x", 1, 2)) == ["1.1.1"]


def test_lists_on_one_definition_count_on_unless_one_starts_anew():
    lists = OUTLINE + numbered_by(1, 0) + numbered_by(2, 0) + numbered_by(3, 0, starting(0, 5))
    items = [item("x", name) for name in (1, 1, 2, 3, 3, 1)]
    assert numbers(lists, *items) == ["一、", "二、", "三、", "五、", "六、", "七、"]


def test_a_level_that_starts_elsewhere_does_so_each_time():
    lists = LEGAL + numbered_by(1, 1, starting(1, 4))
    assert numbers(lists, *(item("x", 1, at) for at in (0, 1, 1, 0, 1))) == [
        *("1", "1.4", "1.5", "2", "2.4")
    ]


def test_a_list_may_number_a_level_in_its_own_way():
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)", start=3)}</w:lvlOverride>'
    assert numbers(OUTLINE + numbered_by(1, 0, other), item("x"), item("x")) == ["C)", "D)"]


@pytest.mark.parametrize(("restart", "expected"), [("", "1"), ("0", "3"), ("1", "3"), ("2", "1")])
def test_after_which_level_a_level_counts_anew(restart: str, expected: str):
    """`w:lvlRestart` counts levels from 1, and 0 is never (ECMA-376 part 1, 17.9.10)."""
    property_ = f'<w:lvlRestart w:val="{restart}"/>' if restart else ""
    levels = (level(0, "decimal", "%1"), level(1, "decimal", "%2"), level(2, "decimal", "%3", property_))
    items = [item("x", 1, at) for at in (0, 1, 2, 2, 1, 2)]
    assert numbers(definition(0, *levels) + numbered_by(1, 0), *items)[-1] == expected


def test_levels_in_plain_digits():
    levels = (level(0, "upperRoman", "%1"), level(1, "upperLetter", "%1-%2", "<w:isLgl/>"))
    lists = definition(0, *levels) + numbered_by(1, 0)
    assert numbers(lists, item("x", 1, 0), item("x", 1, 1)) == ["I", "1-1"]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
    '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="3"><w:name w:val="a"/><w:pPr><w:numPr><w:ilvl w:val="2"/>'
    '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="numbering" w:styleId="9"><w:name w:val="b"/><w:pPr><w:numPr><w:numId w:val="8"/>'
    "</w:numPr></w:pPr></w:style>"
)


def test_a_style_numbers_its_paragraphs():
    levels = (
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="1"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="2"/>'),
        level(2, "decimal", "%3."),
    )
    body = "".join(para("x", properties=f'<w:pStyle w:val="{style}"/>') for style in (1, 2, 2, 3, 1))
    unnumbered = '<w:pStyle w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    numbering = definition(0, *levels) + numbered_by(1, 0)
    assert seen(body + para("x", properties=unnumbered), numbering=numbering, styles=STYLES) == [
        *("一、x", "（一）x", "（二）x", "1. x", "二、x", "x")
    ]


def test_a_definition_may_refer_to_a_list_style():
    link = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="9"/></w:abstractNum>'
    numbering = OUTLINE + link + numbered_by(1, 5) + numbered_by(8, 0)
    assert seen(item("x") + item("x"), numbering=numbering, styles=STYLES) == ["一、x", "二、x"]


BULLETS = {
    "character": ("●", "", "● x"),
    "dash": ("—", "", "— x"),
    "Symbol": ("\uf0b7", "Symbol", "• x"),
    "Wingdings": ("l", "Wingdings", "● x"),
    "picture": ("\uf04a", "Wingdings", "x"),
    "letter drawn as a circle": ("o", "Courier New", "x"),
    "unknown font": ("\uf0b7", "", "x"),
}


@pytest.mark.parametrize(("character", "font", "expected"), BULLETS.values(), ids=BULLETS)
def test_bullets(character: str, font: str, expected: str):
    look = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>'
    numbering = definition(0, level(0, "bullet", character, look)) + numbered_by(1, 0)
    assert seen(item("x"), numbering=numbering) == [expected]


def test_the_gap_behind_a_number():
    nothing = definition(0, level(0, "decimal", "%1.", '<w:suff w:val="nothing"/>')) + numbered_by(1, 0)
    assert seen(item("x"), numbering=nothing) == ["1.x"]
    blank = definition(0, level(0, "decimal", "%1.", '<w:suff w:val="space"/>')) + numbered_by(1, 0)
    assert seen(item("x"), numbering=blank) == ["1. x"]


def test_a_number_is_shown_where_there_is_no_other_text():
    numbering = definition(0, level(0, "decimal", "%1")) + numbered_by(1, 0)
    body = table(*(row(cell(item("")), "甲") for _ in range(3)))
    assert seen(body, numbering=numbering) == [[["1 ", "甲"], ["2 ", "甲"], ["3 ", "甲"]]]


def test_deleted_paragraphs_are_not_counted():
    numbering = definition(0, level(0, "decimal", "%1")) + numbered_by(1, 0)
    gone = item('<w:del w:id="1"><w:r><w:delText>旧</w:delText></w:r></w:del>').replace(
        "</w:pPr>", '<w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
    )
    assert seen(item("甲") + gone + item("乙"), numbering=numbering) == ["1 甲", "2 乙"]


@pytest.mark.parametrize("broken", ['w:ilvl w:val="99"', 'w:ilvl w:val="-1"', 'w:numId w:val="7"'])
def test_lists_that_are_not_there_number_nothing(broken: str):
    numbering = definition(0) + numbered_by(1, 0)
    body = para("x", properties=f'<w:numPr><w:numId w:val="1"/><{broken}/></w:numPr>')
    assert seen(body, numbering=numbering) == ["x"]


# How numbers are written ----------------------------------------------------------------------------

WRITTEN = {
    "chineseCounting": {1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 99: "九十九"},
    "chineseCountingThousand": {
        100: "一百",
        101: "一百零一",
        110: "一百一十",
        1010: "一千零一十",
        2222: "二千二百二十二",
        10000: "10000",
    },
    "japaneseCounting": {1: "一", 12: "十二"},
    "ideographDigital": {1: "一", 10: "一〇", 21: "二一"},
    "chineseLegalSimplified": {1: "壹", 10: "壹拾", 21: "贰拾壹"},
    "decimal": {0: "0", 12: "12"},
    "decimalZero": {1: "01", 12: "12", 123: "123"},
    "decimalFullWidth": {1: "１", 12: "１２"},
    "lowerLetter": {1: "a", 26: "z", 27: "aa", 53: "aaa", 780: "z" * 30, 781: "a"},
    "upperLetter": {2: "B", 28: "BB"},
    "lowerRoman": {1: "i", 4: "iv", 9: "ix", 14: "xiv", 1999: "mcmxcix"},
    "upperRoman": {40: "XL"},
    "decimalEnclosedCircle": {1: "①", 20: "⑳", 21: "21"},
    "decimalEnclosedParen": {3: "⑶", 20: "⒇"},
    "decimalEnclosedFullstop": {3: "⒊", 20: "⒛"},
    "ideographTraditional": {1: "甲", 10: "癸", 11: "11"},
    "ideographZodiac": {12: "亥"},
    "none": {5: ""},
    "hebrew1": {5: "5"},
}


@pytest.mark.parametrize("style", WRITTEN)
def test_numerals(style: str):
    assert {number: numeral(number, style) for number in WRITTEN[style]} == WRITTEN[style]


@given(st.integers(1, 9999))
def test_numbers_in_words_mean_what_they_say(number: int):
    def value(words: str) -> int:
        places = {"千": 1000, "百": 100, "十": 10, "": 1}
        found = re.findall("([一二三四五六七八九]?)([千百十]?)", words.replace("零", ""))
        return sum(("〇一二三四五六七八九".find(d) if d else 1) * places[u] for d, u in found if d or u)

    assert value(numeral(number, "chineseCountingThousand")) == number


def test_libreoffice_prints_the_same_numbers(tmp_path):
    """For what it knows of Word's numbering: not `lvlRestart`, `isLgl` and digits of full width."""
    names = ["chineseCountingThousand", "decimalZero", "lowerRoman", "upperLetter"]
    names += ["ideographTraditional", "chineseLegalSimplified", "japaneseCounting", "none"]
    starts = (98, 8, 1, 25, 1, 9, 19, 1)
    levels = (level(at, names[at], f"{at}-%{at + 1}", start=starts[at]) for at in range(8))
    numbering = (
        OUTLINE
        + LEGAL
        + definition(2, *levels)
        + numbered_by(1, 0)
        + numbered_by(2, 1)
        + numbered_by(3, 2)
        + numbered_by(4, 0, starting(0, 1))
    )
    body = "".join(
        [item("x", 1, at) for at in (0, 1, 1, 2, 3, 3, 0, 1, 2)]
        + [item("x", 2, at) for at in (0, 1, 2, 2, 1, 2, 0, 1)]
        + [item("x", 3, at) for at in range(8) for _ in range(3)]
        + [item("x", name) for name in (4, 4, 1)]
    )
    file = tmp_path / "numbers.docx"
    file.write_bytes(word_file(body, numbering=numbering))
    printed = converted(file, "txt:Text (encoded):UTF8").decode("utf-8-sig").split()
    ours = shown(docx.read(file.read_bytes()))
    assert "".join(printed) == "".join(str(words).replace(" ", "") for words in ours)
    assert len(ours) == 44
