"""Words that come from a department's file and may cite figures: checked before Jinja sees them.

Departments' files are untrusted. Their words may hold citations such as `{{ 收入.合计 }}` and nothing else
of Jinja: no statements, no calls, no arithmetic. Everything outside a citation is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError, nodes
from markupsafe import escape

CITATION_HELP = "引用写成 {{ 收入.合计 }} 的样子，花括号里只写键名"


class WordingError(ValueError):
    """Words cite something that may not be cited; the message is Chinese."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words that have been checked.

    Attributes:
        source: A template that prints them and can do nothing else.
        citations: The key paths they cite, part by part.
    """

    source: str
    citations: tuple[tuple[str | int, ...], ...]


def checked(environment: Environment, words: str) -> Words:
    """Check words of a file before Jinja runs them.

    Raises:
        WordingError: The words hold anything of Jinja but citations.
    """
    try:
        cited = tuple(tuple(_parts(part)) for part in _expressions(environment.parse(words)))
        return Words("".join(_tokens(environment, words)), cited)
    except TemplateSyntaxError as error:
        raise WordingError(f"第{error.lineno}行的花括号不成对，或里面写了不能认的内容") from error


def _tokens(environment: Environment, words: str) -> Iterator[str]:
    for _, kind, text in environment.lex(words):
        if kind in {"comment_begin", "raw_begin"}:
            raise WordingError("不能写 {# … #} 或 {% raw %}，其中的字印不出来")
        yield str(escape(text)) if kind == "data" else text


def _expressions(template: nodes.Template) -> Iterator[nodes.Node]:
    """What the template prints, besides plain text."""
    for statement in template.body:
        if not isinstance(statement, nodes.Output):
            raise WordingError("只能引用数，不能写 {% … %} 这样的语句")
        for part in statement.nodes:
            if not isinstance(part, nodes.TemplateData):
                yield part


def _parts(node: nodes.Node) -> list[str | int]:
    """The parts of a citation: names, dotted keys and positions; anything else is refused."""
    if isinstance(node, nodes.Name):
        return [node.name]
    if isinstance(node, nodes.Getattr):
        return [*_parts(node.node), node.attr]
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return [*_parts(node.node), node.arg.value]
    raise WordingError("花括号里只能写键名，不能写算式、函数或别的内容")
