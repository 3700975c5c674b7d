"""Repetition: paragraphs, sentences and words that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from discgen.errors import Severity
from discgen.rules.prose import listed, prose, quoted
from discgen.rules.reading import fold
from discgen.rules.registry import Case, Finding, rule

_TABLES = re.compile(r"^(?:绩效\.(?:项目|活动|整体指标)|名词解释|政府采购|机构设置|未识别\[\d+\]\.表格)")
_SENTENCE = re.compile("[。；！？;，,]")  # headings and the line above a table have none
_SHORTEST_PARAGRAPH = 15  # shorter ones, such as a title, may well stand twice
_SHORTEST_SENTENCE = 12
_SHORTEST_NEIGHBOUR = 6
_NUMBER = re.compile(r"^\s*(?:第?[（(]?[0-9一二三四五六七八九十]{1,4}[)）]?[条、.．]?|[①-⑳])\s*")
_SENTENCE_END = re.compile("[。；！？;]")
_ITEM = re.compile(
    r"^\s*(?:[（(][0-9一二三四五六七八九十]{1,4}[)）]|[0-9一二三四五六七八九十]{1,4}[、.．])(?![0-9])"
)
_CLAUSE_END = re.compile("[。；！？;，,：:]")
_SHORTEST_CLAUSE = 20  # several duties may be about one long list of goods
_DOUBLED_WORD = re.compile(r"(?P<word>[一-鿿]{3,12}?|万元|[%％])(?P=word)|万元元|(?<!目)的的(?!确)")


@rule("W301", Severity.WARNING, "同一段话不出现两次", "校对")
def paragraphs_stand_once(case: Case) -> Iterator[Finding]:
    """No paragraph of the running text stands twice, in one field or in two.

    What stands in tables is left out: other rules look at it.
    """
    first_place: dict[str, str] = {}
    twice: dict[tuple[str, str], list[str]] = {}
    for path, paragraph in _paragraphs(case):
        said = fold(_NUMBER.sub("", paragraph))
        if len(said) < _SHORTEST_PARAGRAPH:
            continue
        if said in first_place:
            twice.setdefault((path, first_place[said]), []).append(paragraph)
        else:
            first_place[said] = path
    for (path, first), paragraphs in twice.items():
        where = "这里" if first == path else f"“{first}”"
        yield Finding(
            path,
            f"有{len(paragraphs)}段已在{where}出现过：“{paragraphs[0].strip()[:20]}…”",
            "删去重复的，或换成应写的内容",
        )


def _paragraphs(case: Case) -> Iterator[tuple[str, str]]:
    for path, text in prose(case):
        if not _TABLES.match(path):
            for paragraph in text.split("\n"):
                if _SENTENCE.search(paragraph):
                    yield path, paragraph


@rule("W302", Severity.WARNING, "一段里没有重复的句子，两条职责没有相同的话", "校对")
def sentences_stand_once(case: Case) -> Iterator[Finding]:
    """No sentence stands twice in its paragraph, and no long clause in two items of the duties.

    Short sentences count where they are neighbours.
    """
    for path, text in prose(case):
        found = [one for paragraph in text.split("\n") for one in _repeated_sentences(paragraph)]
        if found:
            yield Finding(path, f"句子重复：{listed(found)}", "删去重复的句子")
    for first, other, clause in _clauses_of_two_items(case.disclosure.duties or ""):
        yield Finding("职责", f"职责{first}和{other}里有相同的话：“{clause}”", "核对这项职责应当写在哪一条")


def _clauses_of_two_items(duties: str) -> Iterator[tuple[str, str, str]]:
    """The clauses that an item of the duties shares with one before it, with the numbers of both.

    An item that is wholly the same is left to the rule about paragraphs.
    """
    first_item: dict[str, str] = {}
    whole: set[str] = set()
    for label, item in filter(None, map(_numbered, duties.split("\n"))):
        is_copy = fold(item) in whole
        whole.add(fold(item))
        for clause in _CLAUSE_END.split(item):
            if len(clause.strip()) >= _SHORTEST_CLAUSE:
                first = first_item.setdefault(fold(clause), label)
                if first != label and not is_copy:
                    yield first, label, clause.strip()


def _numbered(paragraph: str) -> tuple[str, str] | None:
    """The number of a paragraph and the rest of it; None when it bears none."""
    label = _ITEM.match(paragraph)
    return label and (label[0].strip("、.． "), paragraph[label.end() :])


def _repeated_sentences(paragraph: str) -> Iterator[str]:
    seen: set[str] = set()
    before = ""
    sentences = _SENTENCE_END.split(paragraph)
    for sentence in sentences if len(sentences) > 1 else ():
        said = fold(_NUMBER.sub("", sentence))
        if (said in seen and len(said) >= _SHORTEST_SENTENCE) or (
            said == before and len(said) >= _SHORTEST_NEIGHBOUR
        ):
            yield sentence.strip()[:20]
        seen.add(said)
        before = said


@rule("W303", Severity.WARNING, "没有重复的字词", "校对")
def words_stand_once(case: Case) -> Iterator[Finding]:
    """No word of three characters or more, and no unit, is written twice in a row."""
    for path, text in prose(case):
        if found := [quoted(text, *match.span(), 4) for match in _DOUBLED_WORD.finditer(text)]:
            yield Finding(path, f"字词重复：{listed(found)}", "删去重复的字词")
