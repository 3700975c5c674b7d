"""Numbering: the numbers that paragraphs and sentences begin with count up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from discgen.errors import Severity
from discgen.rules.kept import kept_lines
from discgen.rules.prose import listed, prose
from discgen.rules.registry import Case, Finding, rule

_DIGITS = "零一二三四五六七八九"
_DASHES = "－—-"  # what stands for 一 where a text was scanned or typed in haste: （十－）
_HAN = rf"[{_DIGITS}十百]{{1,6}}[{_DASHES}]?"
_ARABIC = "[0-9０-９]{1,2}"
_AFTER_SENTENCE = r"(?:^|(?<=[。；;：:]))[ \t　]*"
_AFTER_CLAUSE = r"(?:^|(?<=[。；;：:，,、]))[ \t　]*"
_STYLES = tuple(
    re.compile(rf"{where}(?P<label>{style})", re.MULTILINE)
    for where, style in (
        (_AFTER_SENTENCE, rf"[（(]{_HAN}[)）]"),
        (_AFTER_SENTENCE, rf"{_HAN}[、．.]"),
        (_AFTER_SENTENCE, rf"第{_HAN}条"),
        (_AFTER_CLAUSE, rf"{_HAN}是"),
        (_AFTER_SENTENCE, rf"[（(]{_ARABIC}[)）]"),
        (_AFTER_SENTENCE, rf"{_ARABIC}(?:、|[．.](?![0-9０-９]))"),
        (_AFTER_SENTENCE, "[①-⑳]"),
    )
)
_SEVERAL = re.compile(r"[\n。；;]")  # without one of them there is at most one number
_TWO_LABELS = re.compile(r"^[ \t　]*(?P<label>([0-9]{1,2})[、．.]\2[、．.])(?![0-9])", re.MULTILINE)

_DEEPEST = 20
"""Lists that lie in each other; more are none."""


@dataclass(frozen=True, slots=True)
class _Label:
    """A printed number.

    Attributes:
        path: The key path of the text, or of the number itself where it has a field of its own.
        text: As it is printed.
        number: What it says.
        is_sure: Whether it can be no number of the sentence.
    """

    path: str
    text: str
    number: int
    is_sure: bool = True


@rule("W304", Severity.WARNING, "序号连续，不缺号、不重号", "校对")
def numbers_count_up(case: Case) -> Iterator[Finding]:
    """The numbers of one style follow each other; a list may begin anew at one, or lie in another."""
    for path, text in prose(case):
        if not _SEVERAL.search(text):
            continue
        faults = [fault for style in _STYLES for _, fault in _faults(_labels(path, style, text))]
        faults += [f"{match['label']}有两个序号" for match in _TWO_LABELS.finditer(text)]
        if faults:
            yield Finding(path, f"序号有误：{listed(faults)}", "改正序号")
    kept = _kept_labels(case)
    for items in _numbered_items(case):
        for label, fault in _faults(items, kept):
            yield Finding(label.path, f"序号有误：“{fault}”", "改正序号，或删去由程序编号")
    yield from _misnumbered_sections(case)


_SECTIONS = tuple(f"标题{digit}" for digit in _DIGITS[1:])
_SECTION_LABEL = re.compile(rf"\s*(?P<label>(?:(?P<han>{_HAN})|{_ARABIC})[、．.])")
_OTHER = re.compile(rf"\s*(?P<label>(?:{_HAN}|{_ARABIC})[、．.])[^。；，：\n]{{2,40}}$")
"""The heading of a section: no sentence."""
_MISREAD = re.compile(r"措辞\.(?:标题|[^.]*(?:说明|开头|范围))|绩效\.分项目标\[\d+\]\.名称")
"""Fields that take up the headings of sections that are none of the nine."""
_ITEM_LABEL = re.compile(rf"\s*(?P<label>[（(]?(?:{_HAN}|{_ARABIC})[)）、．.])")


def _misnumbered_sections(case: Case) -> Iterator[Finding]:
    """The headings of the nine sections that the file words itself and numbers otherwise than the rest."""
    wording = case.disclosure.wording or {}
    printed = [name for name in _SECTIONS if wording.get(name, name).strip()]
    labels = {name: match for name in printed if (match := _SECTION_LABEL.match(wording.get(name, "")))}
    in_arabic = len(labels) == len(printed) and not any(match["han"] for match in labels.values())
    others = _other_sections(case)
    number = 0
    for name in printed:
        match = labels.get(name)
        stated = _number(match["label"]) if match else 0
        number += 1
        while number < stated and number in others:
            number += 1
        if match and (stated != number or bool(match["han"]) is in_arabic):
            expected = str(number) if in_arabic else _in_han(number)
            yield Finding(f"措辞.{name}", f"序号有误：“{match['label']}应为{expected}、”", "改正序号")


def _in_han(number: int) -> str:
    """A number up to 19 in Chinese."""
    return "十" * (number >= 10) + (_DIGITS[number % 10] if number % 10 else "")


def _other_sections(case: Case) -> set[int]:
    """The numbers of sections that are none of the nine, as old documents have."""
    misread = (text for path, text in prose(case) if _MISREAD.fullmatch(path))
    lines = (line for text in misread for line in text.split("\n"))
    return {
        _number(match["label"]) for line in (*kept_lines(case), *lines) if (match := _OTHER.match(line))
    }


def _kept_labels(case: Case) -> set[int]:
    """The numbers that paragraphs begin with that were kept."""
    return {_number(match["label"]) for line in kept_lines(case) if (match := _ITEM_LABEL.match(line))}


def _labels(path: str, style: re.Pattern[str], text: str) -> Iterator[_Label]:
    """The numbers of one style that a text's paragraphs and sentences begin with."""
    for match in style.finditer(text):
        before = text[: match.start("label")].rstrip(" \t　")[-1:]
        yield _Label(path, match["label"], _number(match["label"]), before in {"", "\n", "。", "；", ";"})


def _numbered_items(case: Case) -> Iterator[list[_Label]]:
    """The lists whose items have a number of their own, or are numbered from 1."""
    performance = case.disclosure.performance
    lists = {
        "绩效.分项目标": [one.number for one in performance.goals],
        "绩效.项目": [one.number for one in performance.projects],
        "名词解释": [one.number for one in case.disclosure.glossary or ()],
    }
    for path, numbers in lists.items():
        printed = [number or f"{place}、" for place, number in enumerate(numbers, 1)]
        yield [_Label(f"{path}[{place}].序号", text, _number(text)) for place, text in enumerate(printed)]


def _number(label: str) -> int:
    """The number that a label says, below 1000; a dash counts as 一."""
    if arabic := re.search("[0-9０-９]+", label):
        return int(arabic[0])
    if "①" <= label[0] <= "⑳":
        return ord(label[0]) - ord("①") + 1
    total = digit = 0
    for char in re.sub(rf"[{_DASHES}]", "一", label):
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        elif char in _DIGITS:
            digit = _DIGITS.index(char)
    return total + digit


def _faults(
    labels: Iterable[_Label], elsewhere: AbstractSet[int] = frozenset()
) -> Iterator[tuple[_Label, str]]:
    """What is wrong with the numbers of one style, in order.

    Lists of one style can lie in each other, so the last number of each list that is still open is kept.

    Args:
        labels: The numbers.
        elsewhere: Numbers that stand in what was kept; what lies between two others is not missing.
    """
    open_lists: list[int] = []
    for label in labels:
        del open_lists[:-_DEEPEST]
        if re.search(rf"[{_DASHES}]", label.text):
            yield label, f"{label.text}应为{re.sub(f'[{_DASHES}]', '一', label.text)}"
        if label.number == 1 or not open_lists:
            open_lists.append(label.number)
            continue
        if label.number - 1 in open_lists:
            while open_lists[-1] != label.number - 1:
                open_lists.pop()
        elif not label.is_sure:
            continue
        elif label.number == open_lists[-1]:
            yield label, f"{label.text}重复"
        elif not _lies_elsewhere(range(open_lists[-1] + 1, label.number), elsewhere):
            yield label, f"第{open_lists[-1]}项之后是{label.text}"
        open_lists[-1] = label.number


def _lies_elsewhere(missing: Sequence[int], elsewhere: AbstractSet[int]) -> bool:
    """Whether all numbers that are left out stand in what was kept; none is for one that goes back."""
    return bool(missing) and all(number in elsewhere for number in missing)
