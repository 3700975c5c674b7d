"""How well a line of a document fits a line of a form."""

from __future__ import annotations

import time
from collections.abc import Iterable
from functools import lru_cache

import regex
from rapidfuzz import fuzz

from discgen.errors import InputError, Problem
from discgen.interpret.fields import Kind
from discgen.interpret.folding import folded
from discgen.interpret.patterns import NUMBER, TOO_LONG, Capture, Pattern
from discgen.interpret.recognising import named_in
from discgen.interpret.units import Unit

IMPOSSIBLE = float("-inf")
UNLIKE = -0.6
"""A paragraph where the form has one, but not this one."""

_PER_CHARACTER = 0.7  # of fixed text that a line has
_MOST_FIXED = 20  # characters of fixed text beyond which a line is no surer
_TELLING = 2  # fixed characters without which a line could be anything
_LEAST_LITERAL = 4  # fixed characters without which a form's line is like nothing else
ANYTHING = 1.0
"""What a line is worth at the most to a place where anything may stand."""
_FOLLOWING = 0.4
_PROSE = 0.5
_NAMED = 0.7  # for each figure that a paragraph names
_ALIKE = 0.4
_ALIKE_HEADING = 0.62
_ALIKE_PART = 80  # percent
_LEAST_PART = 6
_LARGEST_PART = 0.9  # of the sentence
_LONGEST_HEADING = 80
_SENTENCE_END = ("。", "；", ";")
_REMEMBERED = 1 << 15  # scores, or lines with their scores: forms share most of their lines
_SLOW = 0.1  # seconds
_MOST_SECONDS = 20  # for all slow lines of a document
_FREE = {Kind.TEXT, Kind.PROSE, Kind.NUMBERING}
_WEIGHTS = {"h1": 3.0, "h2": 2.0, "h3": 2.0}
# Only behind 第 are 条, 章 and so on part of the number: （二）部门协调 begins with a word.
_NUMBERED = regex.compile(
    r"^(?:第\(?[0-9一二三四五六七八九十百-]{1,6}\)?[条章节部分]*|\(?[0-9一二三四五六七八九十百-]{1,6}\)?)[、.,:]*"
)
_DIGITS = regex.compile(NUMBER)
_DIGIT = regex.compile("[0-9]+")
_CHINESE_DIGITS = regex.compile("[一二三四五六七八九十百-]+")


def match(pattern: Pattern, text: str) -> tuple[Capture, ...] | None:
    """What `Pattern.match` says of a line."""
    return pattern.match(folded(text))


def line_score(unit: Unit, text: str) -> float:
    """How well a line fits a unit; minus infinity where it does not."""
    return _line_score(_alike(unit), text)


@lru_cache(maxsize=1 << 12)
def _line_score(unit: Unit, text: str) -> float:
    if unit.tag == "title" or (unit.is_heading and len(text) > _LONGEST_HEADING and not unit.loop):
        return IMPOSSIBLE
    fits = (_fit(unit, pattern, text) for pattern in unit.patterns)
    best = max(fits, default=IMPOSSIBLE) * _WEIGHTS.get(unit.tag, 1.0)
    return max(best, _part_score(unit, text) or IMPOSSIBLE)


_FIRST: dict[tuple[object, ...], Unit] = {}
"""The first unit met of each kind: units of several forms that score the same."""


@lru_cache(maxsize=1 << 12)
def _alike(unit: Unit) -> Unit:
    """The first unit met that scores the same as a unit."""
    kind = (
        *(unit.tag, bool(unit.loop), unit.instead, unit.is_sentence, unit.is_open),
        frozenset(unit.patterns),
    )
    return _FIRST.setdefault(kind, unit)


class LineScores:
    """How well lines fit units, worked out once for each line and all units that score the same.

    Args:
        units: The units of all forms.
    """

    def __init__(self, units: Iterable[Unit]) -> None:
        self._kinds = list(dict.fromkeys(map(_alike, units)))
        self._numbers = {kind: number for number, kind in enumerate(self._kinds)}
        self._known: dict[str, tuple[list[float], list[float]]] = {}
        self._seconds = 0.0

    def numbers(self, units: Iterable[Unit]) -> list[int]:
        """Where the scores of some of the units stand."""
        return [self._numbers[_alike(unit)] for unit in units]

    def of(self, text: str) -> tuple[list[float], list[float]]:
        """For each unit, how well a line fits it, and what it is worth that the line follows it.

        Raises:
            InputError: The document has lines that take longer than any sentence does.
        """
        known = self._known.get(text)
        if known is None:
            begin = time.process_time()
            known = (
                [_line_score(unit, text) for unit in self._kinds],
                [following(unit, text) for unit in self._kinds],
            )
            self._require_patience(time.process_time() - begin, text)
            if len(self._known) < _REMEMBERED:
                self._known[text] = known
        return known

    def _require_patience(self, seconds: float, text: str) -> None:
        """Refuse a document with lines built to take long; a sentence takes thousandths of a second."""
        if seconds < _SLOW:
            return
        self._seconds += seconds
        if self._seconds > _MOST_SECONDS:
            raise InputError(
                Problem(
                    f"文件里有的文字太复杂，{_MOST_SECONDS} 秒还没有认完，如“{text[:20]}……”",
                    "正常的语句用不了百分之一秒，请检查文件是否损坏",
                )
            )


def _fit(unit: Unit, pattern: Pattern, text: str) -> float:
    if (captures := match(pattern, text)) is not None:
        free = sum(capture.end - capture.start for capture in captures if capture.field.kind in _FREE)
        fixed = len(folded(text).text) - free
        if fixed < _TELLING:
            return ANYTHING if unit.loop and captures[0].field.kind is Kind.NUMBERING else _PROSE
        return _worth(fixed)
    if len(pattern.literal) < _LEAST_LITERAL or unit.loop or unit.instead:
        return IMPOSSIBLE
    alike = likeness_of(pattern.literal, text, heading=unit.is_heading)
    least = _ALIKE_HEADING if unit.is_heading else _ALIKE
    if alike and unit.tag == "h1" and _number(text) == _number(pattern.literal):
        least = 0.0 if _unnumbered(text) in _unnumbered(pattern.literal) else _ALIKE
    if alike < least or not alike:
        return IMPOSSIBLE
    return 0.9 * alike * _worth(len(pattern.literal)) + _NAMED * named_in(pattern, folded(text))


def _worth(fixed: int) -> float:
    """What a line is worth that has so many fixed characters."""
    return 3 + _PER_CHARACTER * min(fixed, _MOST_FIXED)


def likeness_of(literal: str, text: str, *, heading: bool) -> float:
    """How alike the fixed words of a form and a line are, from 0 to 1, numbers left aside."""
    if heading and text.endswith(_SENTENCE_END):
        return 0.0
    if heading:
        return fuzz.ratio(_unnumbered(literal), _unnumbered(text)) / 100
    line = _without_figures(text)[: 4 * len(literal) + 200]
    return fuzz.ratio(literal, line, score_cutoff=100 * _ALIKE) / 100


@lru_cache(maxsize=1 << 12)
def _unnumbered(text: str) -> str:
    """A folded line without the number it begins with."""
    return str(_NUMBERED.sub("", folded(text).text))


def _number(text: str) -> str:
    """The number that a line begins with, folded; "" where there is none."""
    found = _NUMBERED.match(folded(text).text)
    return "" if found is None else str(found[0])


@lru_cache(maxsize=1 << 12)
def _without_figures(text: str) -> str:
    """A folded line without its figures."""
    return str(_DIGITS.sub("", folded(text).text))


def part_score(unit: Unit, text: str) -> float:
    """How well a line fits as one of several in which a document has a sentence; 0 where it does not."""
    return _part_score(_alike(unit), text) if unit.is_sentence else 0.0


@lru_cache(maxsize=_REMEMBERED)
def _part_score(unit: Unit, text: str) -> float:
    if not unit.is_sentence or len(text) > TOO_LONG:
        return 0.0
    words = _without_figures(text)
    return max(
        (
            _PER_CHARACTER * min(len(words), _MOST_FIXED)
            for pattern in unit.patterns
            if _LEAST_PART <= len(words) <= _LARGEST_PART * len(pattern.literal)
            and fuzz.partial_ratio(words, pattern.literal, score_cutoff=_ALIKE_PART)
        ),
        default=0.0,
    )


def numbering_of(text: str) -> str:
    """In which way a line is numbered: `(一)`, `1` and so on; "" for what begins otherwise."""
    found = _NUMBERED.match(folded(text).text)
    return "" if found is None else _DIGIT.sub("1", _CHINESE_DIGITS.sub("一", found[0])).rstrip("、.,:")


def skipping(unit: Unit) -> float:
    """What it costs to leave out a unit."""
    if unit.loop or unit.option or not unit.patterns:
        return 0.0
    return 1.0 if unit.tag == "h1" else 0.3


def following(unit: Unit, text: str) -> float:
    """What it is worth that a line follows a unit without matching it."""
    if unit.is_open:
        return _FOLLOWING
    return 0.9 * part_score(unit, text) or -1.0
