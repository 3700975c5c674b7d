"""The figures, changes and years in a sentence that no form has: the words before a figure say which it is.

They are compared with the words that stand before figures in all shipped forms. What they do not name
clearly stays words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import regex
from rapidfuzz import fuzz

from discgen.interpret.fields import ITEM, Field, Kind, field_of
from discgen.interpret.folding import Folded, folded
from discgen.interpret.patterns import DOWN, FLAT, NUMBER, UP, Capture, Pattern

_ALIKE = 0.6
"""How alike the words before a figure and those of the form must be."""
_CLEARLY = 0.05
"""How much more alike than the words of any other figure."""
_SURE = 0.9
"""From here on other figures do not matter."""
_TELLING = 3  # characters; fewer have to be just those of the form
_IN_OTHER_ORDER = 0.95

_TOKEN = regex.compile(
    rf"(?P<year>[0-9]{{4}})(?=年)"
    rf"|(?P<word>{'|'.join((*UP, *DOWN))})了?(?P<size>{NUMBER})(?:(?P<unit>万?元)|(?=[,。;、:()和及与]|$))"
    rf"|(?P<flat>{'|'.join(FLAT)})"
    rf"|(?<![0-9A-Za-z.])(?P<number>{NUMBER})(?P<money>万?元)"
    r"|(?P<end>[。;])"
)
_CHANGED = regex.compile(f",?(?:{'|'.join((*UP, *DOWN, *FLAT))})")
_LAST_YEAR = regex.compile("(?:上年|去年|上一年)(?!末|年?底|结转|结余)")
_YEAR_END = regex.compile("年(?:末|底)")
_NAME = Field(("单位", "文中名称"), Kind.NAME, entered=False)
_BREAK = regex.compile("[,。;:、()]")
_ASIDE = regex.compile(r"\([^()]{1,2}\)")
_BEFORE_LABEL = regex.compile(
    "^(?:万?元|其中|包括|主要[为是]|(?:主要)?用于|和|及|上?年[末底]|[较比与同](?:上年)?|[上本](?:一?年度?)(?!结转|结余|收入|支出)|去年|当年"
    "|同比|年度?|相比|[本我](?:部门|单位|局)|(?:部门|单位)(?!资金)|共计|共|安排|财政拨款(?!收入))+"
)
_AFTER_LABEL = regex.compile(
    "(?:共计|(?<!公)共|安排|为|达到|达|约|[较比与同](?:上年)?|同比|相比?|年|(?<=...)预算)+$"
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
        if field.kind in {Kind.FIGURE, Kind.CHANGE, Kind.SIZE} and ITEM not in field.path and _label(words)
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


def named_in(pattern: Pattern, line: Folded) -> int:
    """How many of the figures of a line of the form some other line names in its words."""
    return sum(label.words in line.text for label in labels_of([pattern]) if len(label.words) >= _TELLING)


def _label(words: str) -> str:
    """The words that name a figure: those after the last mark, without what names nothing."""
    words = _ASIDE.sub("", words.replace('"', "")).removesuffix("万元").removesuffix("元")
    last = _BREAK.split(words)[-1]
    return str(_AFTER_LABEL.sub("", _BEFORE_LABEL.sub("", last)))


def recognise(
    line: Folded,
    labels: Sequence[Label],
    listing: Listing | None = None,
    name: str = "",
    first: Field | None = None,
) -> tuple[Capture, ...]:
    """The figures, changes and years in a sentence that no form has.

    Args:
        line: The sentence.
        labels: What names figures.
        listing: The list that the form has here; amounts that nothing else names are those of its items.
        name: The unit's name, which is cited too.
        first: The first figure of the paragraph, where lines stand before this one.

    A change without words of its own is that of the figure before it; at the beginning of a sentence, that
    of the first figure of the paragraph.
    """
    named = [
        Capture(_NAME, 0, found.start(), found.end(), name)
        for found in (regex.finditer(regex.escape(folded(name).text), line.text) if name else ())
    ]
    return (*named, *_Recogniser(line, labels, listing, first).captures())


class _Recogniser:
    def __init__(
        self, line: Folded, labels: Sequence[Label], listing: Listing | None, first: Field | None
    ) -> None:
        self._line = line
        self._labels = labels
        self._listing = listing
        self._items = 0
        self._seen: set[Field] = set()
        self._first = first
        self._subject = first
        years = [int(year) for year in regex.findall("([0-9]{4})年", line.text)]
        self._year_before = str(max(years, default=0) - 1)
        self._before_year = False  # whether the last token was the year before

    def captures(self) -> Iterator[Capture]:
        """What is found, token by token."""
        end = 0
        for token in _TOKEN.finditer(self._line.text):
            before = self._line.text[end : token.start()]
            if token["end"]:
                self._subject = self._first
            elif token["year"]:
                yield self._capture(Field(("年度",), Kind.YEAR), *token.span("year"))
            elif token["number"]:
                yield from self._figure(token, before)
            else:
                yield from self._change(token, before)
            self._before_year = token["year"] == self._year_before
            end = token.end()

    def _figure(self, token: regex.Match[str], before: str) -> Iterator[Capture]:
        """A figure of this year or last year, or an item of the list."""
        words, last_years = _label(before), self._is_last_years(before)
        field = self._named(words) if words or not last_years else self._subject
        if field is None:
            if not last_years:
                yield from self._item(token, words)
            return
        again = field in self._seen
        self._subject = field
        if last_years or (again and _CHANGED.match(self._line.text, token.end())):
            yield self._amount(replace(field, kind=Kind.BEFORE), token)
        else:
            self._seen.add(field)
            self._first = self._first or field
            yield self._amount(field, token)

    def _is_last_years(self, before: str) -> bool:
        """Whether the words before an amount say that it is last year's."""
        clause = _BREAK.split(before)[-1]
        if _LAST_YEAR.search(clause):
            return True
        return self._before_year and clause == before and _YEAR_END.match(clause) is None

    def _item(self, token: regex.Match[str], words: str) -> Iterator[Capture]:
        """An item of the list: a name that stands between marks or after words that begin a list."""
        if self._listing is None or self._first is None or not words:
            return
        start = token.start() - len(words)
        if self._line.text[start : token.start()] == words:
            cut = self._line.cut(start, token.start())
            yield Capture(self._listing.name, self._items, start, token.start(), cut)
            yield replace(self._amount(self._listing.figure, token), position=self._items)
            self._items += 1

    def _change(self, token: regex.Match[str], before: str) -> Iterator[Capture]:
        """A change of the figure that the words before it name; without such words, of the one before."""
        words = _label(before)
        field = self._named(words) if words else self._subject
        if field is None:
            return
        self._subject = field
        if token["flat"]:
            yield self._capture(replace(field, kind=Kind.CHANGE), *token.span("flat"))
            return
        unit = "元" if token["unit"] == "元" else ""
        direction = self._capture(replace(field, kind=Kind.DIRECTION), *token.span("word"))
        size = self._capture(replace(field, kind=Kind.SIZE), *token.span("size"))
        yield from (replace(direction, unit=unit), replace(size, unit=unit))

    def _named(self, words: str) -> Field | None:
        """The figure that some words name; None where they could name two or none."""
        scores: dict[Field, float] = {}
        for label in self._labels:
            scores[label.field] = max(scores.get(label.field, 0.0), _likeness(words, label.words))
        ranked = sorted(scores, key=scores.__getitem__, reverse=True)[:2]
        if not ranked or scores[ranked[0]] < _ALIKE:
            return None
        best, *others = ranked
        unclear = others and scores[best] < _SURE and scores[best] - scores[others[0]] < _CLEARLY
        return None if unclear else best

    def _amount(self, field: Field, token: regex.Match[str]) -> Capture:
        capture = self._capture(field, *token.span("number"))
        return replace(capture, unit="元" if token["money"] == "元" else "")

    def _capture(self, field: Field, start: int, end: int) -> Capture:
        return Capture(field, 0, start, end, self._line.cut(start, end))


def _likeness(words: str, label: str) -> float:
    """How alike two names of figures are, from 0 to 1; the order of their characters matters little."""
    if words == label:
        return 1.0
    if min(len(words), len(label)) < _TELLING:
        return 0.0
    shared = sum((Counter(words) & Counter(label)).values())
    in_any_order = 2 * shared / (len(words) + len(label))
    return max(fuzz.ratio(words, label) / 100, _IN_OTHER_ORDER * in_any_order)
