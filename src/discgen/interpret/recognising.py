"""The figures, changes and years in a sentence that no form has: the words before a figure say which it is.

They are compared with the words that stand before figures in all shipped forms. What they do not name
clearly stays words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import regex
from rapidfuzz import fuzz

from discgen.interpret.fields import ITEM, Field, Kind, field_of
from discgen.interpret.folding import Folded, folded
from discgen.interpret.patterns import DOWN, FLAT, NUMBER, TOO_LONG, UP, Capture, Pattern

_ALIKE = 0.6
"""How alike the words before a figure and those of the form must be."""
_CLEARLY = 0.05
"""How much more alike than the words of any other figure."""
_SURE = 0.9
"""From here on other figures do not matter."""
_TELLING = 3  # characters; fewer have to be just those of the form
_SHORT = 4  # characters; names so short that one other character makes another: 三公经费, 公用经费
_IN_OTHER_ORDER = 0.95

_TOKEN = regex.compile(
    rf"(?P<year>[0-9]{{4}})(?=年)"
    rf"|(?P<word>{'|'.join((*UP, *DOWN))})了?(?P<size>{NUMBER})(?:(?P<unit>万?元)|(?=[,。;、:()和及与]|$))"
    rf"|(?P<flat>{'|'.join(FLAT)})"
    r"|(?<![0-9A-Za-z.])(?P<number>[0-9]++(?:,[0-9]{3})*+(?:\.[0-9]+)?+)(?P<money>万?元)"
    r"|(?P<end>[。;])"
)
_CHANGED = regex.compile(f",?(?:{'|'.join((*UP, *DOWN, *FLAT))})")
_LAST_YEAR = regex.compile("(?:上年|去年|上一年)(?!末|年?底|结转|结余)")
_YEAR_END = regex.compile("年(?:末|底)")
_AMOUNT_OF_YEAR = regex.compile(f"年(?:预算)?(?:安排|为)?{NUMBER}万?元")
_NAMELESS = regex.compile("(?:预算|安排|执行|决算)?数?")
_LEAD = regex.compile(r"\s*(?:\(?[0-9一二三四五六七八九十]{1,3}[)、.,:]+)?(?P<name>[^,。;:0-9]{2,24})[。:]")
_COMPARED = regex.compile("(?:[较比同与和]|截[至止]|对比|相比于?)$")
_PAST = regex.compile("年(?:末|年?底|12月31日|相比|同期|结转|结余)")
_NAME = Field(("单位", "文中名称"), Kind.NAME, entered=False)
_BREAK = regex.compile("[,。;:、()]")
_ASIDE = regex.compile(r"\([^()]{1,2}\)")
_BEFORE_LABEL = regex.compile(
    "^(?:万?元|其中|包括|主要[为是]|(?:主要)?用于|和|及|上?年[末底]|[较比与同](?:上年)?|[上本](?:一?年度?)(?!结转|结余|收入|支出)|去年|当年"
    "|同比|年度?|相比|[本我](?:部门|单位|局)|(?:部门|单位)(?!资金)|全年|共计|共|安排|财政拨款(?!收入))+"
)
_AFTER_LABEL = regex.compile(
    "(?:共计|(?<!公)共|安排|为|达到|达|约|[较比与同](?:上年)?|同比|相比?|年|(?<=...)预算)+$"
)
_TOTALS = regex.compile("全年|安排|预算|合计|总计|总额|总")
"""What may stand in the name of a total or not: `预算收入`, `收入总计` and `全年收入` are one figure."""
_THIS_YEAR = "本年"
"""Words with it name what was carried over no more: `本年收入` is another figure than `收入`."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words that stand before a figure in a form, and the figure."""

    words: str
    field: Field

    @property
    def is_telling(self) -> bool:
        """Whether it names its figure outside its own sentence, too."""
        return len(self.words) >= _TELLING


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

    @property
    def whole(self) -> tuple[str, ...]:
        """The key path of what the items make up."""
        return self.figure.path[: self.figure.path.index(ITEM) - 1]


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
    if len(line.text) > TOO_LONG:
        return ()
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
        self._lead = self._led_by()

    def _led_by(self) -> Field | None:
        """The figure that the line opens with as with a heading: `2、公务接待费。2021年安排1.2万元`."""
        found = _LEAD.match(self._line.text)
        field = None if found is None else self._named(_label(found["name"]))
        if field is not None:
            self._first = self._subject = field
        return field

    def captures(self) -> Iterator[Capture]:
        """What is found, token by token."""
        end, name = 0, ""
        for token in _TOKEN.finditer(self._line.text):
            before = self._line.text[end : token.start()]
            carried, name = name, ""
            if token["end"]:
                self._subject = self._first
            elif token["year"]:
                yield self._capture(self._year(token, before), *token.span("year"))
                name = before if _AMOUNT_OF_YEAR.match(self._line.text, token.end()) else ""
            elif token["number"]:
                yield from self._figure(token, before, carried)
            else:
                yield from self._change(token, before)
            self._before_year = token["year"] == self._year_before
            end = token.end()

    def _year(self, token: regex.Match[str], before: str) -> Field:
        """Whether a year is meant as the one before, as in `较2020年` or `2020年末`."""
        is_before = _COMPARED.search(before) or _PAST.match(self._line.text, token.end())
        return Field(("上年度" if is_before else "年度",), Kind.YEAR)

    def _figure(self, token: regex.Match[str], before: str, name: str) -> Iterator[Capture]:
        """A figure of this year or last year, or an item of the list.

        Args:
            token: The figure.
            before: The words before it.
            name: What stands before the year that those begin with: `公务接待费2021年1.2万元`.
        """
        words, last_years = _label(name + before), self._is_last_years(before)
        if last_years and _NAMELESS.fullmatch(words):
            words = ""
        field = self._named(words) if words or not last_years else self._subject
        if not words and self._lead is not None:
            field, self._lead = self._lead, None
        again = field in self._seen
        if field is None or (again and self._listing is not None and not self._is_called(field, words)):
            if not last_years:
                yield from self._item(token, words)
            return
        self._subject = field
        if last_years or (again and _CHANGED.match(self._line.text, token.end())):
            yield self._amount(replace(field, kind=Kind.BEFORE), token)
        else:
            self._seen.add(field)
            self._first = self._first or field
            yield self._amount(field, token)

    def _is_called(self, field: Field, words: str) -> bool:
        """Whether a figure has just that name; one that was named before does not get a similar one."""
        return not words or any(one.field == field and one.words == words for one in self._labels)

    def _is_last_years(self, before: str) -> bool:
        """Whether the words before an amount say that it is last year's."""
        clause = _BREAK.split(before)[-1]
        if _LAST_YEAR.search(clause):
            return True
        return self._before_year and clause == before and _YEAR_END.match(clause) is None

    def _item(self, token: regex.Match[str], words: str) -> Iterator[Capture]:
        """An item of the list: a name that stands between marks or after words that begin a list."""
        if self._listing is None or self._subject is None or not words:
            return
        if self._subject.path[:-1] != self._listing.whole:
            return  # a list of something else
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


@lru_cache(maxsize=1 << 14)
def _likeness(words: str, label: str) -> float:
    """How alike two names of figures are, from 0 to 1; the order of their characters matters little."""
    if words == label:
        return 1.0
    if (_THIS_YEAR in words) != (_THIS_YEAR in label):
        return 0.0
    if (core := _TOTALS.sub("", words)) and core == _TOTALS.sub("", label):
        return _IN_OTHER_ORDER
    shorter = min(len(words), len(label))
    if 2 * shorter < _ALIKE * (len(words) + len(label)):
        return 0.0  # for all that they may have in common
    shared = sum((Counter(words) & Counter(label)).values())
    if shorter < _TELLING or shared < shorter <= _SHORT:
        return 0.0
    in_any_order = 2 * shared / (len(words) + len(label))
    return max(fuzz.ratio(words, label) / 100, _IN_OTHER_ORDER * in_any_order)
