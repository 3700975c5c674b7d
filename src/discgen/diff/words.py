"""What changed between two texts, so that a reader can follow it.

A text is compared sentence by sentence, and changed sentences word by word: a number, a Latin word or a
single character is a word. Single characters that happen to have stayed help nobody, so what stands between
two changes counts as changed where it is no longer than either (Fraser, Diff Strategies, 2006: semantic
cleanup), and so does a sentence of which less than a third stayed. What was put in or taken out is shown
from mark to mark where it can be: `办公费、[水电费、]邮电费`, not `办公[费、水电]费、邮电费`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from discgen.model.project_code import FORM

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]|[^。！？；\n]+")
_CITED = r"\{\{[^{}]*\}\}"
_CODE = rf"(?<![0-9A-Za-z]){FORM}(?![0-9A-Za-z])"
_NUMBER = r"[0-9０-９]+(?:[,，][0-9]{3})*(?:[.．][0-9０-９]+)?[%％]?"
_WORD = re.compile(rf"{_CITED}|{_CODE}|[A-Za-z]+|{_NUMBER}|\s+|.", re.DOTALL)
"""Citations of figures and codes of projects are read as a whole, and so they are changed and kept."""
_MARKS = frozenset("、，；：。！？（）“”《》,;:()\n ")
_LEFT_OUT = "……"
_MOST_WORDS = 4000
"""Comparing takes time with the square; longer passages are shown as a whole."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text.

    Attributes:
        old: What stood there; "" for what was put in.
        new: What stands there now; "" for what was taken out, the same as `old` for what was kept.
    """

    old: str
    new: str

    @property
    def is_kept(self) -> bool:
        """Whether nothing changed."""
        return self.old == self.new


def passages(old: str, new: str) -> tuple[Passage, ...]:
    """The parts of a text, kept and changed ones in turn.

    Joined, their old parts are the old text and their new ones the new text.
    """
    parts: list[Passage] = []
    for part in _compared(_SENTENCE.findall(old), _SENTENCE.findall(new)):
        parts.extend([part] if part.is_kept else _by_words(part))
    together = (list(group) for _, group in groupby(parts, key=lambda part: part.is_kept))
    return tuple(_joined(group) for group in together)


def in_brief(parts: Sequence[Passage], around: int = 15) -> tuple[Passage, ...]:
    """The parts with so many characters of what was kept before and behind each change, and no more."""
    last = len(parts) - 1
    return tuple(
        _abridged(part.old, around * (place > 0), around * (place < last)) if part.is_kept else part
        for place, part in enumerate(parts)
    )


def _abridged(text: str, start: int, end: int) -> Passage:
    """The beginning and the end of a text that was kept; what is read as a whole is not cut."""
    stop = len(text) - end
    for match in re.finditer(f"{_CITED}|{_CODE}", text):
        start = match.end() if match.start() < start < match.end() else start
        stop = match.start() if match.start() < stop < match.end() else stop
    if stop - start > len(_LEFT_OUT):
        text = text[:start] + _LEFT_OUT + text[stop:]
    return Passage(text, text)


def _by_words(changed: Passage) -> list[Passage]:
    old, new = _WORD.findall(changed.old), _WORD.findall(changed.new)
    longest = max(len(old), len(new))
    if longest > _MOST_WORDS:
        return [changed]
    parts = _from_mark_to_mark(_readable(_compared(old, new)))
    kept = sum(_length(part.old) for part in parts if part.is_kept)
    return parts if kept * 3 >= longest else [changed]


def _compared(old: Sequence[str], new: Sequence[str]) -> list[Passage]:
    return [
        Passage("".join(old[start:end]), "".join(new[begin:stop]))
        for _, start, end, begin, stop in SequenceMatcher(None, old, new).get_opcodes()
    ]


def _readable(parts: Iterable[Passage]) -> list[Passage]:
    """The parts, where those that are too short to be read between changes have become part of these."""
    found: list[Passage] = []
    for part in parts:
        found.append(part)
        while len(found) > 2 and not found[-1].is_kept and _is_lost(*found[-3:]):
            found[-3:] = [_joined(found[-3:])]
    return found


def _is_lost(before: Passage, kept: Passage, after: Passage) -> bool:
    """Whether a kept part is no longer than either change beside it."""
    length = _length(kept.old)
    return all(length <= max(_length(change.old), _length(change.new)) for change in (before, after))


def _length(text: str) -> int:
    """The number of words."""
    return len(_WORD.findall(text))


def _from_mark_to_mark(parts: Sequence[Passage]) -> list[Passage]:
    """The parts, with what was put in or taken out moved to where it begins and ends at a mark."""
    found = list(parts)
    for place in range(1, len(found) - 1):
        before, change, after = found[place - 1 : place + 2]
        if not change.is_kept and "" in {change.old, change.new}:
            left, middle, right = _moved(before.old, change.old or change.new, after.old)
            moved = Passage(middle, "") if change.old else Passage("", middle)
            found[place - 1 : place + 2] = [Passage(left, left), moved, Passage(right, right)]
    return [part for part in found if part != Passage("", "")]


def _moved(before: str, middle: str, after: str) -> tuple[str, str, str]:
    """The same three parts, the middle one begun where it says the same and reads best."""
    words = [*_WORD.findall(before), *_WORD.findall(middle), *_WORD.findall(after)]
    size, start = len(_WORD.findall(middle)), len(_WORD.findall(before))
    first = last = start
    while first > 0 and words[first - 1] == words[first - 1 + size]:
        first -= 1
    while last + size < len(words) and words[last] == words[last + size]:
        last += 1

    def marks(place: int) -> int:
        return sum(end == 0 or words[end - 1] in _MARKS for end in (place, place + size))

    best = max(range(first, last + 1), key=lambda place: (marks(place), -abs(place - start)))
    return "".join(words[:best]), "".join(words[best : best + size]), "".join(words[best + size :])


def _joined(parts: Iterable[Passage]) -> Passage:
    together = list(parts)
    return Passage("".join(part.old for part in together), "".join(part.new for part in together))
