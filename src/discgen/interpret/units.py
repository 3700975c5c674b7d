"""The places of a form where a line or a table of a document may belong, in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path

from discgen import forms
from discgen.forms import Form
from discgen.interpret.fields import ITEM, Kind
from discgen.interpret.grammar import (
    Block,
    Choice,
    Content,
    Element,
    Node,
    Repetition,
    TableCall,
    Text,
    grammar_of,
    without_blocks,
)
from discgen.interpret.patterns import Pattern, pattern_of

_SECTION_OF = {f"版块{number}": place for place, number in enumerate("一二三四五六七八九", 1)}
"""The blocks of a template that hold a section each."""


@dataclass(frozen=True, eq=False)
class Unit:
    """A line or a table that a form prints.

    Attributes:
        tag: The element's tag; `table` for a table.
        name: The name under which `措辞` words the element; "" where it has none. A table's own name.
        element: Number of the element; the lines of one element share it.
        patterns: What the line may look like, this form's own first, then that of other forms.
        place: The nearest name, its own or one before it, that `未识别` can follow.
        loop: The list of which it shows an item, as a key path; () outside lists.
        option: Which option of which alternative it belongs to; None outside alternatives.
        section: Number of the section, from 1; 0 before the first.
        instead: Whether it stands only where a list has no items.
    """

    tag: str
    name: str
    element: int
    patterns: tuple[Pattern, ...] = ()
    place: str = ""
    loop: tuple[str, ...] = ()
    option: tuple[int, int] | None = None
    section: int = 0
    instead: bool = False

    @cached_property
    def is_table(self) -> bool:
        """Whether it is a table."""
        return self.tag == "table"

    @cached_property
    def is_heading(self) -> bool:
        """Whether it is a heading of the outline or a table's caption."""
        return self.tag[0] == "h" or self.tag == "caption"

    @cached_property
    def is_telling(self) -> bool:
        """Whether only a disclosure has it: a heading of the outline or a table."""
        return self.is_table or (self.tag[0] == "h" and not self.loop)

    @cached_property
    def is_sentence(self) -> bool:
        """Whether it is a paragraph in the form's own words, for which a file may have its own."""
        return self.tag == "p" and bool(self.name) and not self.loop and not self.is_prose

    @cached_property
    def literal(self) -> int:
        """How many fixed characters this form's own line has."""
        return max((len(pattern.literal) for pattern in self.patterns), default=0)

    @cached_property
    def is_prose(self) -> bool:
        """Whether anything may stand here: text of the file and nothing of the form."""
        return self.is_open and self.literal < 2

    @cached_property
    def is_open(self) -> bool:
        """Whether the line ends in text of the file, which further lines may continue."""
        last = self.patterns[0].last if self.patterns else None
        return last is not None and last.kind in {Kind.PROSE, Kind.TEXT}


@dataclass
class _Flattener:
    """Lists the units of a form.

    Args:
        words: The form's vocabulary.
    """

    words: Mapping[str, str]
    elements: int = 0
    options: int = 0
    place: str = ""
    section: int = 0
    units: list[Unit] = field(default_factory=list)

    def add(
        self,
        content: Content,
        scope: Mapping[str, tuple[str, ...]],
        option: tuple[int, int] | None = None,
    ) -> None:
        for node in content:
            self._node(node, scope, option)

    def _node(
        self, node: Node, scope: Mapping[str, tuple[str, ...]], option: tuple[int, int] | None
    ) -> None:
        if isinstance(node, Element):
            self._element(node, scope, option)
        elif isinstance(node, TableCall):
            self.place = node.name
            loop = scope.get(node.subject, ())
            self.units.append(
                Unit(
                    "table",
                    node.name,
                    self._number(),
                    place=node.name,
                    loop=loop,
                    option=option,
                    section=self.section,
                )
            )
        elif isinstance(node, Block):
            self.section = _SECTION_OF.get(node.name, self.section)
            self.add(node.content, scope, option)
            self.place = node.name
        elif isinstance(node, Choice):
            self.options += 1
            group = self.options
            for number, content in enumerate(node.options):
                self.add(content, scope, (group, number))
        elif isinstance(node, Repetition):
            inner = {
                **scope,
                node.variable: (*scope.get(node.path[0], node.path[:1]), *node.path[1:], ITEM),
            }
            self.add(node.content, inner, option)
            begin = len(self.units)
            self.add(node.otherwise, scope, option)
            self.units[begin:] = [replace(unit, instead=True) for unit in self.units[begin:]]

    def _number(self) -> int:
        self.elements += 1
        return self.elements

    def _element(
        self, element: Element, scope: Mapping[str, tuple[str, ...]], option: tuple[int, int] | None
    ) -> None:
        name = name_of(element)
        number = self._number()
        if name:
            self.place = name
        loop = next(iter(scope.values()), ())
        lines = lines_of(without_blocks(element.content)) or [()]
        for line in lines:
            patterns = (pattern_of(line, scope, self.words),) if line else ()
            self.units.append(
                Unit(element.tag, name, number, patterns, self.place, loop, option, self.section)
            )


def name_of(element: Element) -> str:
    """The name of the block that is all of an element's content."""
    inside = [node for node in element.content if not (isinstance(node, Text) and not node.words.strip())]
    return inside[0].name if len(inside) == 1 and isinstance(inside[0], Block) else ""


def lines_of(content: Content) -> list[Content]:
    """The lines of an element's content that are not blank."""
    lines: list[list[Node]] = [[]]
    for node in content:
        if isinstance(node, Text):
            first, *others = node.words.split("\n")
            lines[-1].append(Text(first))
            lines += [[Text(other)] for other in others]
        elif isinstance(node, Choice):
            lines[-1].append(replace(node, options=tuple(_in_one_line(option) for option in node.options)))
        else:
            lines[-1].append(node)
    return [line for line in (_in_one_line(tuple(line)) for line in lines) if line]


def _in_one_line(content: Content) -> Content:
    """The content without blank pieces of text at its ends and without line breaks."""
    nodes = [
        replace(node, words=node.words.replace("\n", "")) if isinstance(node, Text) else node
        for node in content
    ]
    return tuple(node for node in nodes if not (isinstance(node, Text) and not node.words.strip()))


@lru_cache(maxsize=1)
def shipped_forms() -> tuple[Form, ...]:
    """All shipped forms."""
    return tuple(forms.load(name) for name, _ in forms.names())


def units_of(form: Form) -> Sequence[Unit]:
    """The units of a form, each line with the shapes that the shipped forms give it."""
    return _units(form.folders, tuple(form.words.items()))


@lru_cache(maxsize=32)
def _units(folders: tuple[Path, ...], words: tuple[tuple[str, str], ...]) -> Sequence[Unit]:
    own = _flat(folders, dict(words))
    variants: dict[str, list[Pattern]] = {}
    for other in shipped_forms():
        for unit in _flat(other.folders, other.words):
            if unit.name and not unit.is_table:
                variants.setdefault(unit.name, []).extend(unit.patterns)
    return tuple(
        replace(unit, patterns=tuple(dict.fromkeys((*unit.patterns, *variants.get(unit.name, ())))))
        if not unit.is_table and _lines_in(own, unit) == 1
        else unit
        for unit in own
    )


def _lines_in(units: list[Unit], unit: Unit) -> int:
    return sum(other.element == unit.element for other in units)


def _flat(folders: tuple[Path, ...], words: Mapping[str, str]) -> list[Unit]:
    flattener = _Flattener(words)
    flattener.add(grammar_of(folders), {})
    return flattener.units


def title_patterns(form: Form) -> list[Pattern]:
    """What a title may look like, written in one line: this form's own first, then that of other forms."""
    return [
        pattern_of(_in_one_line(without_blocks(element.content)), {}, one.words)
        for one in (form, *shipped_forms())
        for element in grammar_of(one.folders)
        if isinstance(element, Element) and element.tag == "title"
    ]
