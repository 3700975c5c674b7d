"""Nothing that is filled in may be lost: what a form does not print is found here."""

from __future__ import annotations

import re

from discgen.blocks import Document, lines_of, text_of
from discgen.errors import Problem, Severity
from discgen.figures import FigureBook
from discgen.forms import Form
from discgen.model import Disclosure
from discgen.model.fields import UNDIVIDED
from discgen.model.texts import texts_of

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
