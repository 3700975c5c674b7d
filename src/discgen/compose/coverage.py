"""Nothing may be lost and nothing be left to fill in: what a form does not print, and gaps in texts."""

from __future__ import annotations

import re

from discgen.blocks import Document, lines_of, text_of
from discgen.errors import Problem, Severity
from discgen.figures import FigureBook
from discgen.forms import Form
from discgen.model import Disclosure
from discgen.model.fields import UNDIVIDED
from discgen.model.texts import GAP, texts_of

_CITATION = re.compile(r"\{\{.*?\}\}")
_PLACE = re.compile(r"未识别\[\d+\]\.(?:位置|代替)")
_SUMMED = re.compile(rf"支出\.项目支出\.明细.*|.*{UNDIVIDED}")
"""What a form may print summed up only."""


def unprinted(disclosure: Disclosure, form: Form, book: FigureBook, document: Document) -> list[Problem]:
    """What was filled in and stands nowhere in the document.

    A figure other than 0 that a form has no place for makes the printed parts differ from their total:
    an error. Words without a place are a warning.
    """
    keys = {run.key for line in lines_of(document) for run in line}
    text = _squeezed("".join(text_of(line) for line in lines_of(document)))
    figures = [
        _problem(figure.key, form, Severity.ERROR)
        for figure in book.this_year.values()
        if not figure.computed
        and figure.value
        and figure.key not in keys
        and figure.key not in book.left_out
        and not _SUMMED.fullmatch(figure.key)
    ]
    words = [
        _problem(path, form, Severity.WARNING)
        for path, value in texts_of(disclosure)
        if not _SUMMED.fullmatch(path) and not _PLACE.fullmatch(path) and not _stands_in(value, text)
    ]
    return figures + words


def unfilled(disclosure: Disclosure) -> list[Problem]:
    """The texts in which a rollover marked amounts that are still to be filled in.

    Like a value left blank, none may ever be published: these problems have no code to pass over them by.
    """
    gaps = ((path, text.count(GAP)) for path, text in texts_of(disclosure))
    return [_gap_problem(path, count) for path, count in gaps if count]


def _gap_problem(path: str, count: int) -> Problem:
    cited = "，或写成引用，如“{{ 收入.合计 }}”" if path.startswith("措辞") else ""
    return Problem(f"有{count}处“{GAP}”还没有填", f"换成今年的数{cited}；今年没有的，删去", path=path)


def _problem(path: str, form: Form, severity: Severity) -> Problem:
    return Problem(
        f"填了“{path}”，但版式“{form.title}”没有地方印它",
        "换用有这一项的版式，或把它删去；改写过的语句要引用它",
        path=path,
        severity=severity,
        code="F101" if severity is Severity.ERROR else "F102",
    )


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _stands_in(words: str, text: str) -> bool:
    """Whether every line of the words stands in the text, what it cites aside."""
    pieces = (piece for line in words.split("\n") for piece in _CITATION.split(line))
    return all(_squeezed(piece) in text for piece in pieces)
