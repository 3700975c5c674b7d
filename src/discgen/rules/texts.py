"""Text: what must not be left in the words of a disclosure, and what they should rather say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from discgen import paths
from discgen.errors import Severity
from discgen.figures import FigureBook
from discgen.model.texts import GAP, texts_of
from discgen.rules.prose import CITED, listed, prose, quoted, without_citations
from discgen.rules.registry import Case, Finding, rule

_PLACEHOLDERS = re.compile(
    r"""(?:目标|指标|项目|活动|任务|措施|职责)内容\s?[0-9０-９一二三四五六]
      | (?<![A-Za-z0-9]) (?:20)? [XxＸｘⅩⅹ×✕]{2,} (?![A-Za-z0-9])
      | (?<![A-Za-z0-9一-鿿]) [XＸ×] (?=[县市区局]|年度?(?:部门|单位)?预算|万元)
      | 某某 | 某(?=[县市局])
      | [（(【\[] (?:此处|在此|请[填输选在根注说]|点击|单击|填写|根据实际) [^）)】\]\n]*
      | (?<!申)请(?:在此|填写|输入) | 此处(?:填|输入|添加|插入) | (?:单|点)击此处
      | 【\s*】 | 【[^】\n]{0,40}(?:填|输入|选择|名称|年度|金额|日期)[^】\n]{0,40}】
      | （\s*） | \(\s*\) | _{2,} | ＿{2,}
      | [（(](?:示例|样例)[）)] | (?:示例|样例)(?:文字|文本|[:：])
      | (?<!有)待(?:补充|填写|填列) | (?<![A-Za-z])(?:TODO|TBD)(?![A-Za-z]) | [Ll]orem\ ipsum
    """,
    re.VERBOSE,
)
_LEFTOVERS = re.compile(
    r"""\{\s*(?:TC|TOC|REF|PAGE|NUMPAGES|PAGEREF|HYPERLINK|SEQ|DATE|EMBED)\s[^{}\n]*\}?
      | \[bookmark:[^\]\n]{0,200}\] | _(?:Toc|Ref|Hlk)[0-9]{3,} | _GoBack
      | HYPERLINK\s | PAGEREF\s | INCLUDEPICTURE | MERGEFORMAT | MERGEFIELD | FORMTEXT
      | 错误[!！]\s*(?:未找到|未定义|超链接|文档中|不能)[^。\n]*
      | Error!\s*(?:Bookmark|Reference|No\s)[^。\n]*
      | \#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?)
      | &(?:nbsp|amp|lt|gt|quot|\#[0-9]+); | </?(?:br|p|span|div|td|tr|font|b|o:p)(?:\s[^<>]*)?/?>
    """,
    re.VERBOSE,
)


def _matches(case: Case, pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Texts in which a pattern occurs: key path, and the passages as a message quotes them.

    The marks of a rollover are not looked at, for they have a rule of their own.
    """
    for path, text in texts_of(case.disclosure):
        if found := [match[0].strip() for match in pattern.finditer(text.replace(GAP, CITED))]:
            yield path, listed(found)


@rule("W101", Severity.ERROR, "没有留下模板的占位文字", "模板")
def placeholders_are_replaced(case: Case) -> Iterator[Finding]:
    """No words of a template that were to be replaced are left."""
    for path, found in _matches(case, _PLACEHOLDERS):
        yield Finding(path, f"留有占位文字{found}", "换成实际内容，没有内容的删去")


@rule("W102", Severity.ERROR, "没有残留的域代码、书签和网页标记", "旧文件")
def field_codes_are_gone(case: Case) -> Iterator[Finding]:
    """No field code, bookmark, error of a field or mark-up is left of an old document."""
    for path, found in _matches(case, _LEFTOVERS):
        yield Finding(path, f"残留着域代码、书签或标记{found}", "删去")


_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\uf8ff\ufffc-\uffff\U000f0000-\U0010ffff]")


@rule("W103", Severity.ERROR, "没有乱码和印不出的字符", "印刷")
def characters_can_be_printed(case: Case) -> Iterator[Finding]:
    """No control, private-use or replacement character stands in a text."""
    for path, text in texts_of(case.disclosure):
        if found := _UNPRINTABLE.findall(text):
            yield Finding(path, f"有乱码或印不出的字符{_shown(found)}", "对照原件改正")


@rule("W104", Severity.NOTE, "没有看不见的字符和仿宋_GB2312没有的字", "GB/T 9704")
def characters_are_in_the_font(case: Case) -> Iterator[Finding]:
    """No invisible character, and no Chinese one outside GB 2312, the repertoire of the body's font.

    Word prints such a character in another font. Look-alikes that come from PDF files are among them.
    """
    for path, text in texts_of(case.disclosure):
        if not _is_encodable(text) and (found := [char for char in text if _is_foreign(char)]):
            yield Finding(
                path,
                f"有看不见的字符或仿宋_GB2312没有的字{_shown(found)}",
                "核对是不是错字、繁体字或别的字符",
            )


def _is_foreign(char: str) -> bool:
    if unicodedata.category(char) == "Cf":
        return True
    chinese = unicodedata.name(char, "").startswith(("CJK UNIFIED", "CJK COMPAT", "CJK RADICAL", "KANGXI"))
    return chinese and not _is_encodable(char)


def _is_encodable(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _shown(characters: list[str]) -> str:
    """Characters with their numbers, by which those can be found that are not seen."""
    return listed([f"{char if char.isprintable() else ''}U+{ord(char):04X}" for char in characters])


_FORMAL = ("职责", "名词解释")
"""Keys whose words are those of laws and of the document that set the duties."""


_OF_A_PROJECT = re.compile(r"绩效\.项目\[(?P<number>\d+)\]\.(?P<cell>指标)?")


def _speaks_for_another(case: Case, path: str) -> bool:
    """Whether a text is that of a unit below the department, or a cell that names its own records."""
    match = _OF_A_PROJECT.match(path)
    if match is None:
        return False
    unit = case.disclosure.performance.projects[int(match["number"])].unit_name
    return match["cell"] is not None or unit not in {None, "", case.disclosure.unit.name}


@rule("W201", Severity.WARNING, "“部门”和“单位”的用词不混用", "版式")
def the_unit_calls_itself_one_thing(case: Case) -> Iterator[Finding]:
    """A department's file does not say 我单位, a unit's does not say 我部门."""
    kind = case.disclosure.unit.kind
    other = "单位" if kind == "部门" else "部门"
    for path, text in prose(case):
        if path.startswith(_FORMAL) or _speaks_for_another(case, path):
            continue
        found = [
            quoted(text, *match.span(), 4)
            for match in re.finditer(rf"(?:我们?|(?<![基根])本){other}(?!预算)", text)
        ]
        if found:
            yield Finding(
                path, f"公开的主体是“{kind}”，这里写的是{listed(found)}", f"改成“我{kind}”或“本{kind}”"
            )


_TYPED_AMOUNT = re.compile(
    r"(?<![0-9.,])(?P<number>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)\s*(?P<unit>万元|元)(?![/每])"
)


@rule("W206", Severity.NOTE, "改写的语句引用金额，不直接写数字", "discgen")
def amounts_are_cited(case: Case) -> Iterator[Finding]:
    """An amount that is typed into a sentence does not follow the figures that are filled in."""
    keys: dict[tuple[str, str], str | None] | None = None
    for name, text in (case.disclosure.wording or {}).items():
        typed = [match for match in _TYPED_AMOUNT.finditer(text) if Decimal(_plain(match))]
        if typed:
            keys = _keys_by_print(case.book) if keys is None else keys
            printed = ((match["unit"], _plain(match)) for match in typed)
            key = next((key for one in printed if (key := keys.get(one))), None)
            example = f"“{{{{ {key} }}}}”" if key else "“{{ 收入.合计 }}”的样子"
            yield Finding(
                paths.join(("措辞", name)),
                f"金额{listed([match[0] for match in typed])}是直接写的，不随填写的数变化",
                f"改成引用，写成{example}",
            )


def _plain(amount: re.Match[str]) -> str:
    """The number of an amount without marks between thousands."""
    return amount["number"].replace(",", "")


def _keys_by_print(book: FigureBook) -> dict[tuple[str, str], str | None]:
    """The amounts by unit and digits as they are printed; None where several figures are printed alike."""
    found: dict[tuple[str, str], str | None] = {}
    for key, figure in book.this_year.items():
        if figure.money:
            printed = book.style(key).unit, book.printed(key).replace(",", "")
            found[printed] = None if printed in found else key
    return found


_BARE_AMOUNT = re.compile(
    r"(?:增加|减少|增长|下降|安排|收入|支出|经费|金额|总额|共计"
    r"|\{\{[^{}]{1,80}\.(?:方向|[^{}.]{1,9}或[^{}.]{1,9})\s{0,9}\}\})[了为]?\s{0,9}"
    r"(?:(?P<typed>[0-9]+(?:\.[0-9]+)?)|\{\{\s{0,9}(?P<cited>[^{}]{1,80}?)(?:\.(?:增减|上年))?\s{0,9}\}\})\s{0,9}(?=[和及，。；、]|$)",
    re.MULTILINE,
)


_BEFORE_AMOUNT = 8


@rule("W207", Severity.WARNING, "金额后面写单位", "版式")
def amounts_have_units(case: Case) -> Iterator[Finding]:
    """In a sentence that was reworded, every amount is followed by its unit."""
    for name, text in (case.disclosure.wording or {}).items():
        bare = [
            without_citations(text[: match.start()])[-_BEFORE_AMOUNT:] + without_citations(match[0])
            for match in _BARE_AMOUNT.finditer(text)
            if _is_amount(match, case.book)
        ]
        if bare:
            yield Finding(
                paths.join(("措辞", name)), f"金额后面没有单位：{listed(bare)}", "补上“万元”或“元”"
            )


def _is_amount(match: re.Match[str], book: FigureBook) -> bool:
    if match["typed"] is not None:
        return True
    figure = book.this_year.get(match["cited"])
    return figure is not None and figure.money


_LONG_TEXTS = re.compile(
    r"职责|绩效\.(?:总体目标|保障措施|分项目标\[\d+\]\.(?:目标|指标|正文)|项目\[\d+\]\.(?:目标|用途)"
    r"|活动.*\.(?:绩效目标|内容描述))"
)
_CELLS = re.compile(r"绩效\.(?:项目|整体指标).*\.(?:描述|依据|评分标准)")
_HAN_NUMBER = "[一二三四五六七八九十]{1,4}"
_ITEM = rf"(?:[（(]?{_HAN_NUMBER}[)）]|{_HAN_NUMBER}、|[（(]?[0-9]{{1,2}}[)）.．、](?![0-9]))"
_SAID = rf"(?<=[一-鿿{CITED}0-9%％）)”])"
_BROKEN_OFF = re.compile(
    rf"""{_SAID}[，、,](?=[^\S\n]*\n\s*{_ITEM})
       | {_SAID}[，、；：,;:](?=\s*\Z)
       | (?:以及|从而|并且|由于|按照|关于|为了|[，。；、,](?:确保|促进|完成|实现))(?=[。；;]?\s*\Z)
       | (?:实现|达到)(?!预期|规定|要求|标准|目标|计划)
         [^，。；、,;0-9零高百\n]{{2,20}}率(?=[。；;]?\s*\Z)""",
    re.VERBOSE,
)
"""Where a sentence stops: a mark or word that something follows, before the next item or at the end."""
_CUT_CELL = re.compile(r"(?<=[一-鿿])\s*[，、：,:](?=\s*\Z)")
_SHOWN = 16  # characters of the end of a sentence


@rule("W210", Severity.NOTE, "句子写完整", "校对")
def sentences_are_finished(case: Case) -> Iterator[Finding]:
    """No goal, description or duty ends in a comma, a semicolon or a word that something has to follow."""
    for path, text in prose(case):
        if found := [f"…{_last_line(text[:end])[-_SHOWN:]}" for end in _broken_ends(path, text)]:
            yield Finding(
                path, f"没有写完，或者结尾的标点不对：{listed(found)}", "补上后面的内容，写完了的改成句号"
            )


def _broken_ends(path: str, text: str) -> list[int]:
    """Where sentences of a text stop short."""
    pattern = _BROKEN_OFF if _LONG_TEXTS.fullmatch(path) else _CUT_CELL if _CELLS.fullmatch(path) else None
    ends = [match.end() for match in pattern.finditer(text)] if pattern else []
    if path.startswith(("绩效.活动", "绩效.项目", "绩效.整体指标")):
        return ends
    # What follows the colon of a whole section may have been read as something else, such as a table.
    return [end for end in ends if text[end - 1] not in "：:"]


def _last_line(text: str) -> str:
    return text.rpartition("\n")[2]
