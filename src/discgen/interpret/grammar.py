"""What a form's template can print, as a tree: the template read backwards begins here.

The template's Jinja source is parsed, inheritance resolved, and the markup in it taken apart. What is left
are elements (headings, paragraphs, captions) whose content is text, citations, alternatives and
repetitions, and the tables between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, nodes

from discgen.compose.environment import TEMPLATE

_TAG = re.compile(r"<(?P<close>/?)(?P<name>\w+)(?P<rest>[^<>]*?)/?>")
_MARK = re.compile(r"<mark\b[^<>]*/>")  # names a place; prints nothing


@dataclass(frozen=True, slots=True)
class Text:
    """Words that stand as they are; a line break parts paragraphs."""

    words: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A value of the model, by its key path; the first part may be the variable of a repetition."""

    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Nothing that is printed: what stands here says that a figure is the same as last year."""

    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several contents; an empty one means that there may be nothing.

    Attributes:
        options: The contents.
        item: In a repetition, for which items the first content stands, the second for the others: `first`,
            `last`, `not first` or `not last`; "" where it is not the item's place that decides.
    """

    options: tuple[Content, ...]
    item: str = ""


@dataclass(frozen=True, slots=True)
class Repetition:
    """A content for every item of a list of the model.

    Attributes:
        variable: What the item is called in the content.
        path: The key path of the list.
        content: What is printed of an item.
        otherwise: What is printed when there are no items.
    """

    variable: str
    path: tuple[str, ...]
    content: Content
    otherwise: Content = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A content that has a name, which `措辞` can fill and `未识别` can follow."""

    name: str
    content: Content


@dataclass(frozen=True, slots=True)
class Element:
    """A title, heading, paragraph, note or caption.

    Attributes:
        tag: `title`, `h1` to `h4`, `p`, `note` or `caption`.
        content: Its text.
    """

    tag: str
    content: Content


@dataclass(frozen=True, slots=True)
class TableCall:
    """A table of the form.

    Attributes:
        name: Its name in `form.yaml`.
        subject: The variable of the repetition whose item it shows; "" for the whole disclosure.
    """

    name: str
    subject: str


Node = Text | Citation | Unchanged | Choice | Repetition | Block | Element | TableCall
Content = tuple[Node, ...]

_PARSER = Environment(trim_blocks=True, lstrip_blocks=True, autoescape=True)


@lru_cache(maxsize=32)
def grammar_of(folders: tuple[Path, ...]) -> Content:
    """The tree of a form, given its folders, nearest first."""
    files = [path for folder in folders if (path := folder / TEMPLATE).is_file()]
    templates = [_PARSER.parse(_MARK.sub("", file.read_text(encoding="utf-8"))) for file in files]
    blocks: dict[str, nodes.Block] = {}
    for template in templates:
        for block in template.find_all(nodes.Block):
            blocks.setdefault(block.name, block)
    root = _Reader(blocks).content(templates[-1].body)
    return root[0].content if isinstance(root[0], Element) else root


@lru_cache(maxsize=4096)
def words_of(source: str) -> Content:
    """The tree of a few words with citations, such as those of a table cell."""
    return _Reader({}).content(_PARSER.parse(source).body)


class _Reader:
    def __init__(self, blocks: dict[str, nodes.Block]) -> None:
        self._blocks = blocks

    def content(self, body: Sequence[nodes.Node]) -> Content:
        """The content that some statements print; elements open and close within it."""
        stack: list[tuple[str, list[Node]]] = [("", [])]
        for piece in self._pieces(body):
            if not isinstance(piece, re.Match):
                stack[-1][1].append(piece)
            elif piece["close"]:
                tag, inside = stack.pop()
                stack[-1][1].append(Element(tag, tuple(inside)))
            else:
                stack.append((piece["name"], []))
        return tuple(stack[0][1])

    def _pieces(self, body: Sequence[nodes.Node]) -> Iterator[Node | re.Match[str]]:
        for statement in body:
            if isinstance(statement, nodes.Output):
                for expression in statement.nodes:
                    if isinstance(expression, nodes.TemplateData):
                        yield from _tags(expression.data)
                    else:
                        yield from self._expression(expression)
            elif isinstance(statement, nodes.Block):
                body_of = self._blocks.get(statement.name, statement).body
                yield Block(statement.name, self.content(body_of))
            elif isinstance(statement, nodes.If):
                yield self._alternatives(statement)
            elif isinstance(statement, nodes.For) and isinstance(statement.target, nodes.Name):
                yield Repetition(
                    statement.target.name,
                    _path(statement.iter) or (),
                    self.content(statement.body),
                    self.content(statement.else_),
                )

    def _alternatives(self, statement: nodes.If) -> Choice:
        tests = [statement.test, *(branch.test for branch in statement.elif_)]
        bodies = [statement.body, *(branch.body for branch in statement.elif_)]
        options = [
            (*_unchanged(test), *self.content(body)) for test, body in zip(tests, bodies, strict=True)
        ]
        return Choice((*options, self.content(statement.else_)))

    def _expression(self, expression: nodes.Node) -> Content:
        """What an expression prints."""
        path = _path(expression)
        if path is not None:
            return (Citation(path),)
        if isinstance(expression, nodes.Const):
            return (Text(str(expression.value)),)
        if isinstance(expression, nodes.Or | nodes.CondExpr):
            return (self._either(expression),)
        if isinstance(expression, nodes.Concat):
            return tuple(node for part in expression.nodes for node in self._expression(part))
        if isinstance(expression, nodes.Call) and isinstance(expression.node, nodes.Name):
            name, *subject = expression.args
            return (
                TableCall(
                    str(getattr(name, "value", "")), (_path(subject[0]) or ("",))[0] if subject else ""
                ),
            )
        return ()

    def _either(self, expression: nodes.Or | nodes.CondExpr) -> Choice:
        """One of two expressions."""
        if isinstance(expression, nodes.Or):
            return Choice((self._expression(expression.left), self._expression(expression.right)))
        other = self._expression(expression.expr2) if expression.expr2 is not None else ()
        return Choice((self._expression(expression.expr1), other), _item_of(expression.test))


def _unchanged(test: nodes.Node) -> Content:
    """What `X.方向 == 词.持平` says where it holds."""
    if not isinstance(test, nodes.Compare) or [operand.op for operand in test.ops] != ["eq"]:
        return ()
    path, word = _path(test.expr) or (), _path(test.ops[0].expr)
    return (Unchanged(path[:-1]),) if path[-1:] == ("方向",) and word == ("词", "持平") else ()


def _item_of(test: nodes.Node) -> str:
    """For which items of a loop a test holds."""
    if isinstance(test, nodes.Not):
        return f"not {_item_of(test.node)}" if _item_of(test.node) else ""
    path = _path(test) or ()
    return path[-1] if path in {("loop", "first"), ("loop", "last")} else ""


def _path(expression: nodes.Node) -> tuple[str, ...] | None:
    """The key path that an expression cites; None when it is no citation."""
    if isinstance(expression, nodes.Name):
        return (expression.name,)
    if isinstance(expression, nodes.Getattr):
        before = _path(expression.node)
        return None if before is None else (*before, expression.attr)
    return None


def _tags(markup: str) -> Iterator[Node | re.Match[str]]:
    """The text and the tags of a stretch of markup."""
    end = 0
    for tag in _TAG.finditer(markup):
        if tag.start() > end:
            yield Text(markup[end : tag.start()])
        yield tag
        end = tag.end()
    if end < len(markup):
        yield Text(markup[end:])


def without_blocks(content: Content) -> Content:
    """The content with the names of its blocks left out."""
    plain: list[Node] = []
    for node in content:
        if isinstance(node, Block):
            plain.extend(without_blocks(node.content))
        elif isinstance(node, Choice):
            plain.append(replace(node, options=tuple(without_blocks(option) for option in node.options)))
        elif isinstance(node, Repetition):
            plain.append(replace(node, content=without_blocks(node.content)))
        else:
            plain.append(node)
    return tuple(plain)
