"""Words that come from a department's file and may cite figures: checked before Jinja sees them.

Departments' files are untrusted. Their words may hold citations such as `{{ 收入.合计 }}` and nothing else
of Jinja: no statements, no calls, no arithmetic. Everything outside a citation is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes
from markupsafe import escape

CITATION_HELP = "引用写成 {{ 收入.合计 }} 的样子，花括号里只写键名"


class WordingError(ValueError):
    """Words cite something that may not be cited; the message is Chinese."""


def escaped_source(environment: Environment, words: str) -> str:
    """Turn words with citations into a template that can only print those citations.

    Raises:
        WordingError: The words hold anything of Jinja but citations.
    """
    try:
        for expression in _expressions(environment.parse(words)):
            _require_citation(expression)
        return "".join(_tokens(environment, words))
    except TemplateSyntaxError as error:
        raise WordingError(f"第{error.lineno}行的花括号不成对，或里面写了不能认的内容") from error


def citations(environment: Environment, words: str) -> Iterator[tuple[str, ...]]:
    """The key paths that words cite, part by part."""
    for expression in _expressions(environment.parse(words)):
        yield tuple(_parts(expression))


def _tokens(environment: Environment, words: str) -> Iterator[str]:
    for _, kind, text in environment.lex(words):
        yield str(escape(text)) if kind == "data" else text


def _expressions(template: nodes.Template) -> Iterator[nodes.Node]:
    """What the template prints, besides plain text."""
    for statement in template.body:
        if not isinstance(statement, nodes.Output):
            raise WordingError("只能引用数，不能写 {% … %} 这样的语句")
        for part in statement.nodes:
            if not isinstance(part, nodes.TemplateData):
                yield part


def _require_citation(node: Any) -> None:
    """Accept names, dotted keys and list positions; refuse the rest."""
    while not isinstance(node, nodes.Name):
        listed = isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const)
        if not (listed or isinstance(node, nodes.Getattr)):
            raise WordingError("花括号里只能写键名，不能写算式、函数或别的内容")
        node = node.node


def _parts(node: Any) -> list[Any]:
    if isinstance(node, nodes.Name):
        return [node.name]
    if isinstance(node, nodes.Getattr):
        return [*_parts(node.node), node.attr]
    return [*_parts(node.node), node.arg.value]
