"""Emits YAML through ruamel.yaml.

Three things differ from its defaults: plain scalars are resolved as everywhere in discgen, so that a date
stays text and a number keeps its digits; lines are never folded; and text that needs quotation marks gets
double ones.
"""

from __future__ import annotations

import io
import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.emitter import Emitter
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.tag import Tag

from discgen.yamlfile import Number, resolve

_NEVER_FOLD = 2**31
# What libyaml takes for the mark of a key.
_REFUSED_BETWEEN_BRACKETS = re.compile(r"""(?:^|\s)[?:]|["']:""")
_TAGS = {
    str: Tag(suffix="tag:yaml.org,2002:str"),
    Number: Tag(suffix="tag:yaml.org,2002:float"),
    bool: Tag(suffix="tag:yaml.org,2002:bool"),
    type(None): Tag(suffix="tag:yaml.org,2002:null"),
}


def emit(content: CommentedMap) -> str:
    """The text of a file."""
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


class _Representer(RoundTripRepresenter):
    """Writes numbers with their digits."""

    def represent_number(self, number: Number) -> ScalarNode:
        return self.represent_scalar(_TAGS[Number], number.literal)


class _Emitter(Emitter):
    """Prefers double quotation marks, and spells out an empty value between brackets."""

    def choose_scalar_style(self) -> Any:
        if self.flow_level and self.event.ctag == _TAGS[type(None)]:
            self.event.value = "null"
        style = super().choose_scalar_style()
        refused = self.flow_level and _REFUSED_BETWEEN_BRACKETS.search(self.event.value)
        if self.event.style or (style == "" and not refused):
            return style
        return '"'


_Representer.add_representer(Number, _Representer.represent_number)


def _yaml() -> YAML:
    yaml = YAML()
    yaml.Resolver = _Resolver
    yaml.Representer = _Representer
    yaml.Emitter = _Emitter
    yaml.width = _NEVER_FOLD
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml
