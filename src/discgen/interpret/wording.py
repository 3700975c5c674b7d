"""A sentence of a document becomes wording of the file: its figures, years and names become citations.

Where the form's pattern recognises the sentence, the pattern says what each figure is. Otherwise the words
before a figure do: they are compared with the words that stand before figures in all shipped forms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import regex
from rapidfuzz import fuzz

from discgen.interpret.fields import ITEM, Field, Kind, field_of
from discgen.interpret.folding import Folded, folded
from discgen.interpret.patterns import DOWN, FLAT, NUMBER, UP, Capture, Pattern
from discgen.interpret.values import uncited

_ALIKE = 0.6
"""How alike the words before a figure and those of the form must be."""

_TOKEN = regex.compile(
    rf"(?P<year>[0-9]{{4}})(?=年)"
    rf"|(?P<word>{'|'.join((*UP, *DOWN))})了?(?P<size>{NUMBER})(?P<unit>万?元)?"
    rf"|(?P<flat>{'|'.join(FLAT)})"
    rf"|(?<![0-9A-Za-z.])(?P<number>{NUMBER})(?![0-9A-Za-z%])"
    r"|(?P<end>[。;])"
)
_MONEY = regex.compile("万?元")
_NAME = Field(("单位", "文中名称"), Kind.NAME, entered=False)
_BREAK = regex.compile(r'[,。;:、()"]')
_FILLER = regex.compile(
    r"^(?:其中|包括|主要为|主要是|和|及|较|比上年|与)+|(?:共计|共|安排|预算|为|达到|达|约)+$"
)


@dataclass(frozen=True, slots=True)
class Label:
    """Words that stand before a figure in a form, and the figure."""

    words: str
    field: Field


def labels_of(patterns: Iterable[Pattern]) -> list[Label]:
    """What stands before the figures of some lines, each once."""
    found = {
        Label(_label(words), field_of(field.path))
        for pattern in patterns
        for words, field in pattern.labels
        if field.kind in {Kind.FIGURE, Kind.CHANGE, Kind.SIZE} and "[]" not in field.path and _label(words)
    }
    return sorted(found, key=lambda label: (label.words, label.field.path))


@dataclass(frozen=True, slots=True)
class Listing:
    """A list within a sentence, whose items are a name and a figure: `科学技术支出1435.6万元、…`."""

    name: Field
    figure: Field


def listing_of(patterns: Iterable[Pattern]) -> Listing | None:
    """The list that some lines of a form hold, None where they hold none."""
    for pattern in patterns:
        fields = [field for _, field in pattern.labels if ITEM in field.path]
        names = [field for field in fields if field.kind is Kind.TEXT]
        figures = [field for field in fields if field.kind is Kind.FIGURE]
        if names and figures:
            return Listing(names[0], figures[0])
    return None


def _label(words: str) -> str:
    """The words that name a figure: those after the last mark, without what names nothing."""
    words = words.removesuffix("万元").removesuffix("元")
    parts = [part for part in _BREAK.split(words) if part]
    last = parts[-1] if parts else ""
    return _FILLER.sub("", _FILLER.sub("", last)) or last


def recognise(
    line: Folded, labels: Sequence[Label], listing: Listing | None = None, name: str = ""
) -> tuple[Capture, ...]:
    """The figures, changes and years in a sentence that no form has.

    Args:
        line: The sentence.
        labels: What names figures.
        listing: The list that the form has here; figures that nothing names are items of it.
        name: The unit's name, which is cited too.

    A change without words of its own is that of the figure before it; at the beginning of a sentence, that
    of the first figure of the paragraph.
    """
    named = [
        Capture(_NAME, 0, found.start(), found.end(), name)
        for found in (regex.finditer(regex.escape(folded(name).text), line.text) if name else ())
    ]
    return (*named, *_Recogniser(line, labels, listing).captures())


class _Recogniser:
    def __init__(self, line: Folded, labels: Sequence[Label], listing: Listing | None) -> None:
        self._line = line
        self._labels = labels
        self._listing = listing
        self._items = 0
        self._first: Field | None = None
        self._subject: Field | None = None

    def captures(self) -> Iterator[Capture]:
        end = 0
        for token in _TOKEN.finditer(self._line.text):
            before = self._line.text[end : token.start()]
            if token["end"]:
                self._subject = self._first
            elif token["year"]:
                yield self._capture(Field(("年度",), Kind.YEAR), *token.span("year"))
            elif token["number"]:
                field = self._named(before)
                if field is None:
                    yield from self._item(token, before)
                else:
                    self._first = self._first or field
                    self._subject = field
                    yield self._capture(field, *token.span("number"))
            else:
                yield from self._change(token, before)
            end = token.end()

    def _item(self, token: regex.Match[str], before: str) -> Iterator[Capture]:
        """An item of the list: a name that stands between marks or after words that begin a list."""
        words = _label(before)
        if (
            self._listing is None
            or self._first is None
            or not words
            or not _MONEY.match(self._line.text, token.end())
        ):
            return
        start = token.start() - len(words)
        if self._line.text[start : token.start()] == words:
            cut = self._line.cut(start, token.start())
            yield Capture(self._listing.name, self._items, start, token.start(), cut)
            yield replace(self._capture(self._listing.figure, *token.span("number")), position=self._items)
            self._items += 1

    def _change(self, token: regex.Match[str], before: str) -> Iterator[Capture]:
        field = self._named(before) or self._subject
        if field is None:
            return
        self._subject = field
        if token["flat"]:
            if token["flat"] == FLAT[0]:
                yield self._capture(replace(field, kind=Kind.CHANGE), *token.span("flat"))
        else:
            yield self._capture(replace(field, kind=Kind.DIRECTION), *token.span("word"))
            yield self._capture(replace(field, kind=Kind.SIZE), *token.span("size"))

    def _named(self, before: str) -> Field | None:
        """The figure that the words before a number name."""
        words = _label(before)
        if not words:
            return None
        scores = [(fuzz.ratio(words, label.words) / 100, label) for label in self._labels]
        score, best = max(scores, key=lambda scored: scored[0], default=(0.0, None))
        return best.field if best is not None and score >= _ALIKE else None

    def _capture(self, field: Field, start: int, end: int) -> Capture:
        return Capture(field, 0, start, end, self._line.cut(start, end))


def with_citations(
    text: str, captures: Sequence[Capture], citation: Callable[[Capture], str | None]
) -> str:
    """The text with the captured values replaced by citations.

    Args:
        text: The text of the line.
        captures: Values in it.
        citation: What prints a value: `{{ … }}`; None where nothing prints just that.
    """
    line = folded(text)
    pieces: list[str] = []
    end = 0
    for capture in sorted(captures, key=lambda capture: capture.start):
        start, stop = line.span(capture.start, capture.end)
        cited = citation(capture) if start >= end else None
        if cited is not None:
            pieces += [uncited(text[end:start]), cited]
            end = stop
    return "".join([*pieces, uncited(text[end:])])
