"""Reads a YAML file into data that know where they stand.

libyaml's event stream is turned into nodes here, not by ruamel's composer: depth, size and aliases are
checked before they cost anything, numbers keep their digits, and mistakes that do not break the parse
(repeated keys, numbers as keys, tags) are all reported in one run.
"""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path
from typing import Any

from ruamel.yaml.cyaml import CBaseLoader
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from discgen.errors import InputError, Place, Problem
from discgen.files import read_bounded
from discgen.yamlfile import LINE_END, UNREADABLE, Mark, Node, Number, Source, resolve, shorten
from discgen.yamlfile.messages import diagnose, unquoted_expression

MAX_BYTES = 20 * 1024 * 1024
MAX_DEPTH = 32
MAX_NODES = 500_000

_MOST_REPAIRS = 20
_MOST_CHARACTERS = 20
_BOM = "\ufeff"
# Colons and question marks inside a word. Between brackets libyaml refuses them, as YAML 1.1 did; YAML 1.2
# allows them (`{比例: 1:3}`). They are replaced before libyaml reads and put back after, character for
# character, by Unicode noncharacters, which no file may hold.
_INSIDE_WORD = re.compile(r"""(?<=[^ \t\n,\[\]{}])(?:\?|(?<!["']):(?=[^ \t\n,\[\]{}]))""")
_HIDE = {":": "\ufdd0", "?": "\ufdd1"}
_SHOW = str.maketrans({hidden: char for char, hidden in _HIDE.items()})
# What XML 1.0 cannot hold (section 2.2), and with it neither DOCX nor HTML.
_UNPRINTABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TOP_LEVEL = "按“名称: 值”一行行地写，冒号用半角，后面空一格，例如 年度: 2021"


def read(path: Path) -> Source:
    """Read a YAML file.

    Raises:
        InputError: With all problems that could be found in one run, in the order of the file.
    """
    return read_text(_decode(read_bounded(path, MAX_BYTES, "确认这是填报用的 YAML 文件"), path), path)


def read_text(text: str, file: Path | None = None) -> Source:
    """Read the text of a YAML file.

    Args:
        text: The text, with or without a byte order mark.
        file: The file it came from, named in messages.

    Raises:
        InputError: As `read`.
    """
    source = Source(Node({}, Mark(0, 0), Mark(0, 0), {}), text.removeprefix(_BOM), file)
    problems, lines = _screened(source)
    root = _parsed(source, lines, problems)
    if problems or root is None:
        raise InputError(_in_order(problems))
    return Source(root, source.text, file)


def _in_order(problems: list[Problem]) -> list[Problem]:
    """Each problem once, in the order of the file."""
    return sorted(dict.fromkeys(problems), key=lambda problem: (problem.place.line, problem.place.column))


def _decode(content: bytes, path: Path) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = LINE_END.split(content[: error.start].decode("utf-8"))
        place = Place(path, len(before), len(before[-1]) + 1)
        raise InputError(
            Problem(
                f"文件不是 UTF-8 编码{_likely_encoding(content)}",
                "在记事本或 WPS 文字里打开，选“另存为”，编码选 UTF-8",
                place,
            )
        ) from error


def _likely_encoding(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "，像是 UTF-16（Unicode）"
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "，像是 GBK（ANSI）"


def _screened(source: Source) -> tuple[list[Problem], list[str]]:
    """Report characters that must not stand in a file, and give the lines without them."""
    problems = []
    lines = LINE_END.split(source.text)
    found = ((number, match) for number, line in enumerate(lines) if (match := UNREADABLE.search(line)))
    for number, match in islice(found, _MOST_CHARACTERS):
        place = source.at(Mark(number, match.start()))
        code = f"U+{ord(match[0]):04X}"
        remedy = "删去这个字符，或把这一行重新输入一遍"
        problems.append(Problem(f"夹有看不见的控制字符 {code}", remedy, place))
    if problems:
        lines = [UNREADABLE.sub("", line) for line in lines]
    return problems, lines


def _parsed(source: Source, lines: list[str], problems: list[Problem]) -> Node | None:
    """Parse, mending in memory what can be mended, until the end is reached; collect the problems."""
    root = None
    seen: set[Mark] = set()
    while len(seen) < _MOST_REPAIRS:
        builder = _Builder(lines, source)
        try:
            root = builder.document()
        except _Stop:
            pass
        except MarkedYAMLError as error:
            found = diagnose(error, lines, builder.last)
            problems.append(Problem(found.message, found.remedy, source.at(found.mark)))
            if found.mended is not None and found.mark not in seen:
                seen.add(found.mark)
                lines[found.mark.line] = found.mended
                continue
        problems += builder.problems
        break
    return root


_Children = dict[str | int, tuple[Mark, Node]]


class _Stop(Exception):  # noqa: N818 - no error: the problem is recorded, and reading on makes no sense.
    """Ends the building of nodes."""


class _Builder:
    """Builds nodes from libyaml's events.

    Attributes:
        problems: What is wrong with the file although it is YAML.
        last: The last event that was read.
    """

    def __init__(self, lines: list[str], source: Source) -> None:
        self._lines = lines
        self._parser = CBaseLoader(_INSIDE_WORD.sub(lambda match: _HIDE[match[0]], "\n".join(lines)))
        self._source = source
        self._anchors: dict[str, Node | None] = {}
        self._nodes = 0
        self.problems: list[Problem] = []
        self.last: Event | None = None

    def document(self) -> Node:
        """The only document of the file.

        Raises:
            MarkedYAMLError: The text is no YAML.
            _Stop: What follows cannot be read in a useful way.
        """
        self._next()
        if self._parser.check_event(StreamEndEvent):
            self._stop("文件是空的", "用 discgen new 生成一份样表，照着填", Mark(0, 0))
        self._next()
        root = self._node(0)
        self._next()
        if self._parser.check_event(DocumentStartEvent):
            remedy = "删去这一行；两份公开说明要分成两个文件"
            self._stop("一个文件里只能有一份文档，这里又用“---”另起了一份", remedy, _mark(self._next()))
        if not isinstance(root.data, dict):
            self._complain(f"填报文件的最外层是{_kind(root)}，不是“名称: 值”", _TOP_LEVEL, root.mark)
        return root

    def _next(self) -> Any:
        self.last = self._parser.get_event()
        return self.last

    def _complain(self, message: str, remedy: str, mark: Mark) -> None:
        self.problems.append(Problem(message, remedy, self._source.at(mark)))

    def _stop(self, message: str, remedy: str, mark: Mark) -> None:
        self._complain(message, remedy, mark)
        raise _Stop

    def _check_limits(self, mark: Mark, size: int, depth: int) -> None:
        self._nodes += size
        if self._nodes > MAX_NODES:
            message = f"内容太多，超过 {MAX_NODES} 项（“*”引用的内容每引用一次算一次）"
            self._stop(message, "拆成几个文件，或去掉引用", mark)
        if depth > MAX_DEPTH:
            self._stop(f"层级太多，超过 {MAX_DEPTH} 层", "检查缩进和括号，公开说明用不到这么多层", mark)

    def _node(self, depth: int) -> Node:
        event = self._next()
        mark = _mark(event)
        if isinstance(event, AliasEvent):
            return self._alias(event, mark, depth)
        self._check_limits(mark, 1, depth)
        self._refuse_tag(event, mark)
        if event.anchor:
            self._anchors[event.anchor] = None
        if isinstance(event, MappingStartEvent):
            node = self._mapping(mark, depth, in_braces=event.flow_style)
        elif isinstance(event, SequenceStartEvent):
            node = self._sequence(mark, depth, in_brackets=event.flow_style)
        else:
            node = Node(self._scalar(event, mark), mark, _end(event), {})
        if event.anchor:
            self._anchors[event.anchor] = node
        return node

    def _alias(self, event: AliasEvent, mark: Mark, depth: int) -> Node:
        target = self._anchors.get(event.anchor)
        if target is None:
            what = "引用了它自己" if event.anchor in self._anchors else f"没有对应的“&{event.anchor}”"
            self._complain(f"“*{event.anchor}”{what}", "写出具体内容；若本来就是文字，加引号", mark)
            return Node(None, mark, _end(event), {})
        self._check_limits(mark, target.size, depth + target.height)
        return Node(target.data, mark, _end(event), target.children, target.size, target.height)

    def _refuse_tag(self, event: ScalarEvent | CollectionStartEvent, mark: Mark) -> None:
        if event.tag is not None:
            message = f"不支持“!”开头的 YAML 标签（{shorten(event.tag.translate(_SHOW))}）"
            self._complain(message, "删去标签；若是文字的一部分，整段文字加引号", mark)

    def _scalar(self, event: ScalarEvent, mark: Mark) -> str | Number | bool | None:
        text: str = event.value.translate(_SHOW)
        if match := _UNPRINTABLE.search(text):
            code = f"U+{ord(match[0]):04X}"
            self._complain(f"文字里有印不出来的控制字符 {code}", "删去文字里的这个“\\”写法", mark)
        if event.style:
            return text
        try:
            return resolve(text)
        except OverflowError:
            message = f"“{shorten(text)}”作为数字太长"
            self._complain(message, f'若是编码，加引号，写成 "{text}"；若是金额，检查位数', mark)
            return text

    def _sequence(self, mark: Mark, depth: int, *, in_brackets: bool) -> Node:
        items = []
        while not self._parser.check_event(SequenceEndEvent):
            items.append(self._node(depth + 1))
        closing = self._next()
        children: _Children = {index: (item.mark, item) for index, item in enumerate(items)}
        end = _end(closing) if in_brackets else None
        return _container([item.data for item in items], mark, end, children)

    def _mapping(self, mark: Mark, depth: int, *, in_braces: bool) -> Node:
        children: _Children = {}
        while not self._parser.check_event(MappingEndEvent):
            key_mark = _mark(self._parser.peek_event())
            key = self._key(depth, in_braces=in_braces)
            value = self._node(depth + 1)
            if key in children:
                message = f"“{shorten(key)}”重复，第 {children[key][0].line + 1} 行已经写过"
                self._complain(message, "留下一处，删去另一处，或改正名称", key_mark)
            elif key is not None:
                children[key] = key_mark, value
        closing = self._next()
        end = _end(closing) if in_braces else None
        return _container({key: node.data for key, (_, node) in children.items()}, mark, end, children)

    def _key(self, depth: int, *, in_braces: bool) -> str | None:
        """The key that comes next, None if it cannot be one (which is reported)."""
        event = self._parser.peek_event()
        node = self._node(depth + 1)
        if not isinstance(node.data, str):
            self._complain(*self._wrong_key(node, in_braces=in_braces))
            return None
        if not isinstance(event, ScalarEvent) or event.style:
            return node.data
        return self._plain_key(node.data, node.mark)

    def _plain_key(self, key: str, mark: Mark) -> str | None:
        if key == "<<":
            self._complain("不支持合并键“<<”", "把要合并的各项直接写出来", mark)
            return None
        if key != key.strip():
            message = f"“{shorten(key)}”旁边有全角空格或不间断空格"
            self._complain(message, "换成半角空格；缩进只能用半角空格", mark)
        return key.strip()

    def _wrong_key(self, key: Node, *, in_braces: bool) -> tuple[str, str, Mark]:
        """Message, remedy and place for a key that is not text."""
        before = self._lines[key.mark.line][: key.mark.column]
        if isinstance(key.data, dict) and before.endswith("{"):
            found = unquoted_expression(self._lines, Mark(key.mark.line, len(before) - 1))
            return found.message, found.remedy, found.mark
        if isinstance(key.data, Number):
            literal = key.data.literal
            remedy = f'加引号，写成 "{literal}":'
            if in_braces:
                remedy = f"若是金额的千分位，去掉逗号；若是名称，{remedy}"
            return f"名称“{literal}”是数字，名称必须是文字", remedy, key.mark
        if key.data is None:
            return "冒号前面没有名称", "补上名称，或删去这一行", key.mark
        if isinstance(key.data, bool):
            word = str(key.data).lower()
            return f"名称“{word}”是 true 或 false，名称必须是文字", f'加引号，写成 "{word}":', key.mark
        remedy = "若花括号、方括号是文字的一部分，整段加引号"
        return f"名称是{_kind(key)}，名称必须是文字", remedy, key.mark


def _mark(event: Event) -> Mark:
    return Mark(event.start_mark.line, event.start_mark.column)


def _end(event: Event) -> Mark:
    return Mark(event.end_mark.line, event.end_mark.column)


def _container(data: dict[Any, Any] | list[Any], mark: Mark, end: Mark | None, children: _Children) -> Node:
    """A mapping or list; without brackets it ends where the last of its children does."""
    nodes = [node for _, node in children.values()]
    height = max((node.height for node in nodes), default=0) + 1
    end = end or max((node.end for node in nodes), default=mark)
    return Node(data, mark, end, children, 1 + sum(node.size for node in nodes), height)


def _kind(node: Node) -> str:
    kinds = {dict: "“名称: 值”", list: "列表", str: "文字", Number: "数字", bool: "true 或 false"}
    return kinds.get(type(node.data), "空的")
