"""A line of the template turned into a pattern that recognises what it printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import regex

from discgen.interpret.fields import ITEM, Field, Kind, field_of
from discgen.interpret.folding import Folded, folded
from discgen.interpret.grammar import Choice, Citation, Content, Repetition, Text, Unchanged

TOO_LONG = 20_000
"""Characters; no sentence of a form is longer."""
_PATIENCE = 1.0  # seconds for one line; a line that takes longer is no sentence of the form

UP = ("增加", "增长", "上升", "提高", "上涨")
DOWN = ("减少", "下降", "降低", "压减", "下跌")
FLAT = ("持平", "无增减变化", "无增减", "无变化")

NUMBER = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
_LISTED = "[^,、;。]+?"
"""A text in a list within a sentence; it holds none of the marks that stand between items."""

_WHOLE_CAPTION = "[^。]{0,80}绩效[^。]{0,20}表"
"""The title of a performance table, in a county's own way."""

_WORDS = "|".join((*UP, *DOWN))
_DIGITS = "[0-9〇零一二三四五六七八九十百-]{1,6}"
_FRAGMENTS = {
    Kind.FIGURE: f"-?{NUMBER}",
    Kind.SIZE: NUMBER,
    Kind.BEFORE: f"-?{NUMBER}",
    Kind.CHANGE: rf"(?:(?:{_WORDS})了?{NUMBER}(?:万?元)?|{'|'.join(FLAT)})",
    Kind.DIRECTION: rf"(?:{_WORDS}|{'|'.join(FLAT)})",
    Kind.UNCHANGED: "",
    Kind.YEAR: r"[0-9]{4}",
    Kind.NUMBERING: rf"(?:第{_DIGITS}[条章节][、.,:]?|\({_DIGITS}\)[、.,:]?|{_DIGITS}[、.,:])",
    Kind.NAME: r"[^,。;:、()]{2,40}?",
    Kind.TEXT: r".+?",
    Kind.PROSE: r".+?",
}


@dataclass(frozen=True, slots=True)
class Capture:
    """A value found in a line.

    Attributes:
        field: What it is a value of; `ITEM` in its path stands for the item `position`.
        position: Which item of a repetition it belongs to, from 0.
        start: Where it begins in the folded line.
        end: Where it ends.
        text: The value as it stands in the line.
        alternatives: Further fields of which it may be the value instead.
        unit: `元` for an amount that stands in 元 where the form prints 万元; else "".
    """

    field: Field
    position: int
    start: int
    end: int
    text: str
    alternatives: tuple[Field, ...] = ()
    unit: str = ""


@dataclass(frozen=True, eq=False)
class Pattern:
    """What a line of the template prints.

    Attributes:
        expression: Matches the folded line.
        fields: What each group of the expression captures.
        literal: The fixed words, folded; of alternatives the longest.
        last: The value that the line ends in, None where it ends in fixed words.
        labels: The fixed words before each value, folded.
        needed: Fixed words that every line has which matches; they are looked for first, which is fast.
    """

    expression: regex.Pattern[str]
    fields: Mapping[str, tuple[Field, ...]]
    literal: str
    last: Field | None = None
    labels: tuple[tuple[str, Field], ...] = ()
    needed: tuple[str, ...] = ()

    def match(self, line: Folded) -> tuple[Capture, ...] | None:
        """The values in a line; None when the template did not print it."""
        if len(line.text) > TOO_LONG or any(words not in line.text for words in self.needed):
            return None
        try:
            found = self.expression.fullmatch(line.text, timeout=_PATIENCE)
        except TimeoutError:
            return None
        return None if found is None else tuple(self._captures(found, line))

    def _captures(self, found: regex.Match[str], line: Folded) -> Iterator[Capture]:
        for group, fields in self.fields.items():
            for position, (start, end) in enumerate(found.spans(group)):
                if start < end or fields[0].kind is Kind.UNCHANGED:
                    text = line.cut(start, end)
                    yield Capture(fields[0], position, start, end, text, fields[1:])


@dataclass
class _Builder:
    """Builds the expression of a content."""

    scope: Mapping[str, tuple[str, ...]]
    words: Mapping[str, str]
    fields: dict[str, tuple[Field, ...]] = field(default_factory=dict)
    literal: list[str] = field(default_factory=list)
    last: Field | None = None
    labels: list[tuple[str, Field]] = field(default_factory=list)
    label: str = ""
    places: frozenset[str] | None = None
    needed: list[str] = field(default_factory=list)
    alternatives: int = 0

    def expression(self, content: Content) -> str:
        return "".join(self._node(node) for node in content)

    def _node(self, node: object) -> str:
        if isinstance(node, Text):
            return self._words(node.words)
        if isinstance(node, Citation):
            return self._citation((node,))
        if isinstance(node, Unchanged):
            return self._group((replace(field_of(self._path(node.path)), kind=Kind.UNCHANGED),))
        if isinstance(node, Choice):
            return self._choice(node)
        if isinstance(node, Repetition):
            return self._repetition(node)
        return ""

    def _repetition(self, node: Repetition) -> str:
        """One item alone, or a first one, any number of others and a last one."""
        inner = _Builder(
            {**self.scope, node.variable: (*self._path(node.path), ITEM)}, self.words, self.fields
        )
        alone, first, other, last = (
            inner.item(node.content, frozenset(places))
            for places in ({"first", "last"}, {"first"}, (), {"last"})
        )
        self.literal += inner.literal[: len(inner.literal) // 4]
        self.labels += inner.labels
        return f"(?:{alone}|{first}(?:{other})*{last})?"

    def item(self, content: Content, places: frozenset[str]) -> str:
        """The expression of an item of a repetition at certain places."""
        self.places = places
        return self.expression(content)

    def _words(self, words: str) -> str:
        text = folded(words).text
        if text:
            if not self.alternatives and self.places is None:
                self.needed.append(text)
            self.literal.append(text)
            self.label += text
            self.last = None
        return str(regex.escape(text))

    def _choice(self, node: Choice) -> str:
        if node.item:
            holds = (node.item.split()[-1] in (self.places or ())) != node.item.startswith("not")
            return self.expression(node.options[0 if holds else 1])
        citations = [part for option in node.options for part in option if len(option) == 1]
        if len(citations) == len(node.options) and all(isinstance(one, Citation) for one in citations):
            return self._citation(tuple(one for one in citations if isinstance(one, Citation)))
        if (stated := self._stated(node)) is not None:
            return stated
        before, literal, label = self.last, self.literal, self.label
        self.alternatives += 1
        options = []
        labels = []
        ends = [before] if () in node.options else []
        for option in node.options:
            self.literal, self.label = [], label
            options.append((self.expression(option), self.literal))
            labels.append(self.label)
            ends.append(self.last if option else None)
        self.alternatives -= 1
        self.label = min(labels, key=len)
        self.last = next((end for end in ends if end), None)
        options.sort(key=lambda option: -sum(map(len, option[1])))  # what says most is tried first
        self.literal = literal + options[0][1]
        return f"(?:{'|'.join(expression for expression, _ in options)})"

    def _stated(self, node: Choice) -> str | None:
        """What the file may state: a number, which is counted otherwise, or the words before a text."""
        first, *others = node.options
        if len(first) != 1 or not isinstance(first[0], Citation) or not others:
            return None
        stated = field_of(self._path(first[0].path))
        words = "".join(part.words for part in others[0] if isinstance(part, Text))
        if stated.kind is Kind.LEAD:
            return self._lead(replace(stated, choices=(words,)))
        return self._group((replace(stated, choices=(words,)),)) if stated.kind is Kind.NUMBERING else None

    def _lead(self, stated: Field) -> str:
        """Fixed words, of which the file may state how they are written."""
        name = f"g{len(self.fields)}"
        self.fields[name] = (stated,)
        return f"(?P<{name}>{self._words(stated.choices[0])})"

    def _citation(self, citations: tuple[Citation, ...]) -> str:
        fields = tuple(field_of(self._path(citation.path)) for citation in citations)
        kind = fields[0].kind
        if kind is Kind.WORD:
            return self._words(self.words.get(fields[0].path[-1], ""))
        if kind is Kind.UNKNOWN:
            return ""
        return self._group(fields)

    def _group(self, fields: tuple[Field, ...]) -> str:
        """A group of the expression that captures a value of the first of some fields."""
        if fields[0].kind is not Kind.UNCHANGED:
            self.last = fields[0]
            self.labels.append((self.label, fields[0]))
            self.label = ""
        name = next((name for name, known in self.fields.items() if known == fields), None)
        if name is None or self.places is None:
            name = f"g{len(self.fields)}"
            self.fields[name] = fields
        repeated = self.places is not None and fields[0].kind in {Kind.TEXT, Kind.PROSE}
        return f"(?P<{name}>{_LISTED if repeated else _fragment(*fields)})"

    def _path(self, path: tuple[str, ...]) -> tuple[str, ...]:
        return (*self.scope.get(path[0], (path[0],)), *path[1:])


def _fragment(found: Field, *others: Field) -> str:
    """The expression of a value of a field, or else of others."""
    if found.path[-1] == "标题" and not others:
        return _WHOLE_CAPTION
    if found.path[-1] in {"代码", "单位代码"}:
        return "[0-9]{6}"
    if found.choices and found.kind not in {Kind.NUMBERING, Kind.LEAD}:
        return "|".join(found.choices)
    return _FRAGMENTS[found.kind]


@lru_cache(maxsize=4096)
def _pattern(
    content: Content, scope: tuple[tuple[str, tuple[str, ...]], ...], words: tuple[tuple[str, str], ...]
) -> Pattern:
    builder = _Builder(dict(scope), dict(words))
    source = builder.expression(content)
    needed = builder.needed
    if source.endswith("。"):
        source += "?"  # the mark that is forgotten most
        needed = [words.removesuffix("。") for words in needed]
    expression = regex.compile(source, regex.DOTALL)
    return Pattern(
        expression,
        builder.fields,
        "".join(builder.literal),
        builder.last,
        tuple(builder.labels),
        tuple(dict.fromkeys(needed)),
    )


def pattern_of(content: Content, scope: Mapping[str, tuple[str, ...]], words: Mapping[str, str]) -> Pattern:
    """The pattern of a line of the template.

    Args:
        content: The line, without names of blocks.
        scope: What each variable in it stands for, as a key path.
        words: The form's vocabulary.
    """
    return _pattern(content, tuple(sorted(scope.items())), tuple(sorted(words.items())))
