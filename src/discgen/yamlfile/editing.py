"""Changes a YAML file and keeps the rest of it: comments, order, quotation marks and every digit.

The round trip is ruamel.yaml's. Three things differ from its defaults: plain scalars are resolved as
everywhere in discgen, so that a date stays text and a number keeps its digits; lines are never folded; and
text that needs quotation marks gets double ones.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.composer import Composer
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.emitter import Emitter
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import Event
from ruamel.yaml.nodes import CollectionNode, ScalarNode
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.tag import Tag

from discgen.errors import InputError, Problem
from discgen.yamlfile import LINE_END, Mark, Number, Source, resolve
from discgen.yamlfile.reading import read_text

_NEVER_FOLD = 2**31
_COMMENT = re.compile(r"(?:^|(?<=\s))#([^\r\n]*)", re.MULTILINE)
# What libyaml takes for the mark of a key.
_REFUSED_BETWEEN_BRACKETS = re.compile(r"""(?:^|\s)[?:]|["']:""")
_TAGS = {
    str: Tag(suffix="tag:yaml.org,2002:str"),
    Number: Tag(suffix="tag:yaml.org,2002:float"),
    bool: Tag(suffix="tag:yaml.org,2002:bool"),
    type(None): Tag(suffix="tag:yaml.org,2002:null"),
}


def load(text: str) -> CommentedMap:
    """Read a file in order to change it.

    Numbers are `Number`, which can be replaced by `Number("58.00")`; other values are ruamel.yaml's.

    Raises:
        InputError: The text cannot be read; as `reading.read_text`.
    """
    source = read_text(text)
    try:
        content: CommentedMap = _yaml().load(text)
    except MarkedYAMLError as error:
        # ruamel.yaml's own parser is stricter than libyaml about tabs between words.
        raise _unchangeable(
            source, error.problem_mark.line, "这一行里有制表符（Tab），无法原样保留", "把制表符换成空格"
        ) from error
    if lost := _comments(source.text) - _comments(dump(content)):
        lines = enumerate(LINE_END.split(source.text))
        line = next(number for number, row in lines if lost & _comments(row))
        raise _unchangeable(source, line, "这条注释在括号里面，无法原样保留", "移到括号前面，单独写一行")
    return content


def _unchangeable(source: Source, line: int, message: str, remedy: str) -> InputError:
    return InputError(Problem(message, remedy, source.at(Mark(line, 0))))


def _comments(text: str) -> Counter[str]:
    return Counter(match[1].rstrip() for match in _COMMENT.finditer(text))


def dump(content: CommentedMap) -> str:
    """The text of a file; the inverse of `load` for files that discgen wrote."""
    stream = io.StringIO()
    _yaml().dump(content, stream)
    return stream.getvalue()


class _Resolver(VersionedResolver):
    """Resolves plain scalars as `discgen.yamlfile.resolve` does."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """The tag of a node; for scalars `implicit` says first whether it is plain."""
        if kind is not ScalarNode or not implicit[0]:
            return super().resolve(kind, value, implicit)
        try:
            return _TAGS[type(resolve(str(value)))]
        except OverflowError:
            return _TAGS[Number]


class _Composer(Composer):
    """Keeps the comment above a row (`- {...}`) that has another behind it; ruamel.yaml drops it."""

    def compose_mapping_node(self, anchor: Any) -> Any:
        start = self.parser.peek_event()
        return _with_both_comments(super().compose_mapping_node(anchor), start)

    def compose_sequence_node(self, anchor: Any) -> Any:
        start = self.parser.peek_event()
        return _with_both_comments(super().compose_sequence_node(anchor), start)


def _with_both_comments(node: CollectionNode, start: Event) -> CollectionNode:
    if node.flow_style and start.comment and node.comment is not start.comment:
        node.comment[1] = [*(start.comment[1] or ()), *(node.comment[1] or ())]
    return node


class _Constructor(RoundTripConstructor):
    """Makes numbers that keep their digits."""

    def construct_number(self, node: ScalarNode) -> Number:
        return Number(node.value)


class _Representer(RoundTripRepresenter):
    """Writes numbers with their digits."""

    def represent_number(self, number: Number) -> ScalarNode:
        return self.represent_scalar(_TAGS[Number], number.literal)


class _Emitter(Emitter):
    """Prefers double quotation marks, and spells out an empty value between brackets."""

    def write_comment(self, comment: Any, pre: bool = False) -> None:  # noqa: FBT001, FBT002 - ruamel's
        """Write a comment; unlike ruamel.yaml remember that a line has ended with it."""
        super().write_comment(comment, pre)
        if not pre:
            self.no_newline = False

    def choose_scalar_style(self) -> Any:
        if self.flow_level and self.event.ctag == _TAGS[type(None)]:
            self.event.value = "null"
        style = super().choose_scalar_style()
        refused = self.flow_level and _REFUSED_BETWEEN_BRACKETS.search(self.event.value)
        if self.event.style or (style == "" and not refused):
            return style
        return '"'


_Constructor.add_constructor(_TAGS[Number], _Constructor.construct_number)
_Representer.add_representer(Number, _Representer.represent_number)


def _yaml() -> YAML:
    yaml = YAML()
    yaml.Composer = _Composer
    yaml.Resolver = _Resolver
    yaml.Constructor = _Constructor
    yaml.Representer = _Representer
    yaml.Emitter = _Emitter
    yaml.preserve_quotes = True
    yaml.width = _NEVER_FOLD
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml
