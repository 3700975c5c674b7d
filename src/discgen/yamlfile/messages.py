"""What the YAML parser complains about, in words an accountant can act on.

libyaml reports where it gave up; what has to be mended often stands before that. Each detector below knows
one mistake by the parser's words and by what the lines look like there. Where the mistake can be mended in
memory without guessing at the structure, the diagnosis carries the mended line, so that the reader can go
on and report the next mistake in the same run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ruamel.yaml.error import MarkedYAMLError, StreamMark
from ruamel.yaml.events import Event, ScalarEvent

from discgen.yamlfile import Mark, shorten

_NEEDS_SPACE = re.compile(
    r"(?P<key>\s*(?:- +)*[^\s\-#\"'\[\]{},&*!|>%@`:：][^:：#]*?)(?P<colon>:(?=\S)|：\s*)"
)
_LONGEST_KEY = 1024


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A mistake in the YAML itself.

    Attributes:
        message: What is wrong, in Chinese.
        remedy: What to do, in Chinese.
        mark: Where the mistake stands.
        mended: The line of `mark` with the mistake mended, None when that would be a guess.
    """

    message: str
    remedy: str
    mark: Mark
    mended: str | None = None


@dataclass(frozen=True, slots=True)
class _Trouble:
    """What is known when the parser gives up.

    Attributes:
        lines: The lines of the text.
        mark: Where it gave up.
        start: Where the construct began that it was reading.
        last: The last thing it read completely.
    """

    lines: Sequence[str]
    mark: Mark
    start: Mark
    last: Event | None

    @property
    def line(self) -> str:
        """The line where the parser gave up."""
        return self.lines[self.mark.line]

    @property
    def before(self) -> str:
        """That line up to the place."""
        return self.line[: self.mark.column]

    @property
    def after(self) -> str:
        """That line from the place on."""
        return self.line[self.mark.column :]

    def replaced(self, mark: Mark, char: str) -> str:
        """The line of `mark` with the character there replaced."""
        line = self.lines[mark.line]
        return line[: mark.column] + char + line[mark.column + 1 :]


def diagnose(error: MarkedYAMLError, lines: Sequence[str], last: Event | None) -> Diagnosis:
    """Say in Chinese what a parser error means.

    Args:
        error: What libyaml reported.
        lines: The text it read, in lines.
        last: The last event it gave before that.
    """
    mark = _inside(error.problem_mark, lines)
    start = _inside(error.context_mark or error.problem_mark, lines)
    trouble = _Trouble(lines, mark, start, last)
    detectors = (_tabs, *_DETECTORS.get(error.problem, ()), _ANYTHING)
    return next(found for detector in detectors if (found := detector(trouble)))


def _inside(mark: StreamMark, lines: Sequence[str]) -> Mark:
    """The parser's mark; where it lies behind a last line without a line end, the end of that line."""
    return Mark(mark.line, mark.column) if mark.line < len(lines) else Mark(len(lines) - 1, len(lines[-1]))


def _says(message: str, remedy: str) -> Callable[[_Trouble], Diagnosis]:
    """A detector for a complaint that can mean one thing only, where the parser gave up."""
    return lambda trouble: Diagnosis(message, remedy, trouble.mark)


def _tabs(trouble: _Trouble) -> Diagnosis | None:
    """A tab among the blanks at the beginning of the line."""
    if "\t" not in _indentation(trouble.line):
        return None
    tabbed = [number for number, line in enumerate(trouble.lines) if "\t" in _indentation(line)]
    numbers = "、".join(str(number + 1) for number in tabbed[:10])
    more = f" 等 {len(tabbed)} 行" if len(tabbed) > 10 else " 行"
    return Diagnosis(
        f"缩进里用了制表符（Tab）：第 {numbers}{more}",
        "缩进只能用空格，把行首的每个制表符都换成两个空格",
        Mark(tabbed[0], trouble.lines[tabbed[0]].index("\t")),
    )


def _indentation(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]


def _colon(trouble: _Trouble) -> Diagnosis | None:
    """`收入:5` and `收入：5`, which YAML takes for text."""
    return _missing_space(trouble.lines, trouble.start.line)


def _colon_above(trouble: _Trouble) -> Diagnosis | None:
    """The same, where the parser stumbles over the next line."""
    return _missing_space(trouble.lines, _line_above(trouble))


def _colon_in_last(trouble: _Trouble) -> Diagnosis | None:
    """The same, where a comment ended the supposed text."""
    if not isinstance(trouble.last, ScalarEvent) or trouble.last.style:
        return None
    return _missing_space(trouble.lines, trouble.last.start_mark.line)


def _missing_space(lines: Sequence[str], number: int) -> Diagnosis | None:
    match = _NEEDS_SPACE.match(lines[number])
    if match is None:
        return None
    key = shorten(match["key"].lstrip(" -"))
    rest = lines[number][match.end() :]
    full_width = match["colon"].startswith("：")
    return Diagnosis(
        f"“{key}”后面用了全角冒号“：”" if full_width else f"“{key}”的冒号后面缺一个空格",
        f"冒号用半角，后面空一格，写成“{f'{key}: {shorten(rest)}'.rstrip()}”",
        Mark(number, match.start("colon")),
        f"{match['key']}: {rest}".rstrip(),
    )


def _line_above(trouble: _Trouble) -> int:
    """The nearest line above with anything on it but a comment."""
    number = trouble.mark.line - 1
    while number > 0 and trouble.lines[number].strip()[:1] in {"", "#"}:
        number -= 1
    return max(number, 0)


def _no_colon(trouble: _Trouble) -> Diagnosis:
    """A line of text among keys."""
    text = trouble.lines[trouble.start.line][trouble.start.column :]
    return Diagnosis(
        f"“{shorten(text)}”后面没有冒号和值",
        "写成“名称: 值”；若是上一项文字的下一行，在上一项的冒号后写 |，文字都另起一行并多缩进两格",
        trouble.start,
        "",
    )


def _second_colon(trouble: _Trouble) -> Diagnosis | None:
    """`a: b: c` on one line."""
    if ": " not in trouble.before:
        return None
    return Diagnosis(
        "一行里有两处“: ”",
        "文字里有冒号的，整段文字加引号；下一级的内容要另起一行并多缩进两格",
        trouble.mark,
        trouble.replaced(trouble.mark, "："),
    )


def _long_key(trouble: _Trouble) -> Diagnosis | None:
    if len(trouble.before) < _LONGEST_KEY:
        return None
    return Diagnosis(f"名称太长，超过 {_LONGEST_KEY} 个字", "把名称改短", Mark(trouble.mark.line, 0))


def _too_deep(trouble: _Trouble) -> Diagnosis:
    """A line indented more than the one above, which has a value already."""
    above = _line_above(trouble) + 1
    return Diagnosis(
        f"缩进太深：第 {above} 行已经有值，下面不能再有下一级",
        f"与第 {above} 行同级的，左边对齐；是它的下一级的，删去第 {above} 行冒号后面的值",
        Mark(trouble.mark.line, len(_indentation(trouble.line))),
    )


def _expression(trouble: _Trouble) -> Diagnosis | None:
    """A value that begins with a Jinja expression, which YAML takes for a mapping."""
    match = re.match(r".*?(?:: |- |, )\s*(?=\{\{)", trouble.before)
    return unquoted_expression(trouble.lines, Mark(trouble.mark.line, match.end())) if match else None


def unquoted_expression(lines: Sequence[str], mark: Mark) -> Diagnosis:
    """Say that text beginning with `{{` needs quotation marks.

    Args:
        lines: The text it stands in.
        mark: Where it begins.
    """
    line = lines[mark.line]
    end = re.compile(r"\{\{.*?\}\}[^,\]}#]*|.*").match(line, mark.column)
    assert end is not None
    return Diagnosis(
        "以“{{”开头的文字要加引号",
        "用单引号把整段文字括起来" if '"' in end[0] else f'写成 "{end[0].rstrip()}"',
        mark,
        f"{line[: mark.column]}x{line[end.end() :]}",
    )


def _bracket_to_spare(trouble: _Trouble) -> Diagnosis | None:
    """`]` or `}` without its counterpart."""
    if not trouble.after.startswith(("]", "}")):
        return None
    return Diagnosis(
        f"多了一个“{trouble.after[0]}”", "删去它；若是文字的一部分，整段文字加引号", trouble.mark
    )


def _ends_early(trouble: _Trouble) -> Diagnosis | None:
    """A list or mapping in brackets that is still open at the end of the file."""
    if trouble.after or trouble.mark.line < len(trouble.lines) - 1:
        return None
    return Diagnosis("到文件末尾还有括号没有配对", "补上缺少的“]”或“}”", trouble.mark)


def _after_bracket(trouble: _Trouble) -> Diagnosis | None:
    """Text after a closing bracket."""
    if not trouble.before.rstrip().endswith(("]", "}")):
        return None
    message = f"括号后面还有文字“{shorten(trouble.after)}”"
    return Diagnosis(message, "删去它；若括号是文字的一部分，整段文字加引号", trouble.mark)


def _no_key(trouble: _Trouble) -> Diagnosis | None:
    """A line that begins with the colon."""
    if not trouble.after.startswith(":"):
        return None
    return Diagnosis("冒号前面没有名称", "补上名称，或删去这一行", trouble.mark)


def _after_quotes(trouble: _Trouble) -> Diagnosis | None:
    """Text after a closing quotation mark, which often closed what was never meant to be open."""
    last = trouble.last
    if not isinstance(last, ScalarEvent) or last.style not in {"'", '"'}:
        return None
    if last.end_mark.line != trouble.mark.line:
        return None
    if last.start_mark.line < trouble.mark.line:
        return _open_quote(last.style, Mark(last.start_mark.line, last.start_mark.column))
    return Diagnosis(
        f"引号后面还有文字“{shorten(trouble.after)}”",
        "把整段文字放在一对引号里；文字里面的引号用中文引号“”",
        trouble.mark,
    )


def _unclosed_quote(trouble: _Trouble) -> Diagnosis:
    """A quotation mark that is open at the end of the file."""
    return _open_quote(trouble.lines[trouble.start.line][trouble.start.column], trouble.start)


def _open_quote(quote: str, mark: Mark) -> Diagnosis:
    remedy = f"在文字末尾补上 {quote}；文字里面的引号用中文引号“”"
    return Diagnosis(f"引号 {quote} 没有配对", remedy, mark)


def _unaligned(trouble: _Trouble) -> Diagnosis | None:
    """A line whose indentation fits no level above it."""
    if trouble.before.strip(" "):
        return None
    return Diagnosis(
        f"缩进没有对齐：这一行前面有 {trouble.mark.column} 个空格，对不上前面的任何一级",
        "同一级的各行左边对齐，下一级比上一级多两个空格",
        trouble.mark,
    )


def _flow(trouble: _Trouble) -> Diagnosis:
    """A list or mapping in brackets that does not go on as it should."""
    line = trouble.lines[trouble.start.line]
    opening = line[trouble.start.column]
    closing = {"[": "]", "{": "}"}[opening]
    if trouble.mark.line > trouble.start.line:
        message = f"“{opening}”没有配对的“{closing}”，或者各项之间少了逗号"
        return Diagnosis(message, f"在末尾补上“{closing}”，各项之间用半角逗号“, ”分开", trouble.start)
    comma = line.rfind("，", trouble.start.column, trouble.mark.column)
    if comma >= 0:
        mended = f"{line[:comma]}, {line[comma + 1 :]}"
        message = "各项之间用了全角逗号“，”"
        return Diagnosis(message, "换成半角逗号加空格“, ”", Mark(trouble.mark.line, comma), mended)
    return Diagnosis(f"“{opening}”里这个位置缺少逗号", "各项之间用半角逗号加空格“, ”分开", trouble.mark)


def _first_here(trouble: _Trouble) -> Diagnosis:
    """Text that begins with a character YAML keeps for itself."""
    return _unquoted(trouble, trouble.mark)


def _first_before(trouble: _Trouble) -> Diagnosis:
    """The same, where the parser has read more of it."""
    return _unquoted(trouble, trouble.start)


def _unquoted(trouble: _Trouble, mark: Mark) -> Diagnosis:
    text = trouble.lines[mark.line][mark.column :]
    plain = re.split(r" #|[,\]}]", text)[0].strip()
    remedy = "整段文字加引号" if '"' in plain else f'加引号，写成 "{plain}"'
    if text.startswith("|"):
        remedy = "文字加引号；若要写多行文字，| 后面要立即换行"
    return Diagnosis(f"文字不能直接以“{text[:1]}”开头", remedy, mark, trouble.replaced(mark, "x"))


def _dash(trouble: _Trouble) -> Diagnosis:
    """`a: - b` on one line, or `a: -` for nothing."""
    mended = trouble.replaced(trouble.mark, "x")
    if trouble.after.strip() == "-":
        remedy = "没有数就填 0，没有文字就删去这一行"
        return Diagnosis("值不能只是一个横线“-”", remedy, trouble.mark, mended)
    return Diagnosis(
        "“- ”开头的条目不能与名称写在同一行",
        "在冒号后换行，条目多缩进两格；若是文字，给它加引号",
        trouble.mark,
        mended,
    )


def _escape(trouble: _Trouble) -> Diagnosis:
    """A backslash in double quotes."""
    mark = Mark(trouble.mark.line, max(trouble.line.rfind("\\", 0, trouble.mark.column + 1), 0))
    return Diagnosis(
        f"双引号里的“{trouble.line[mark.column : mark.column + 2]}”不是 YAML 认识的写法",
        "把外面的双引号换成单引号，或把反斜杠写两遍 \\\\",
        mark,
        trouble.replaced(mark, "x"),
    )


_DIRECTIVE = _says("不支持以“%”开头的指令行", "删去这一行")
_ANYTHING = _says("YAML 写法有误，读到这里读不下去了", "检查这一行和上一行的冒号、引号、括号和缩进")
_DETECTORS: dict[str, tuple[Callable[[_Trouble], Diagnosis | None], ...]] = {
    "block sequence entries are not allowed in this context": (_dash,),
    "could not find expected ':'": (_colon, _no_colon),
    "did not find expected '-' indicator": (
        _says("列表里的这一行没有以“- ”开头", "每一条前面写“- ”；若不属于列表，检查缩进"),
    ),
    "did not find expected ',' or ']'": (_expression, _flow),
    "did not find expected ',' or '}'": (_expression, _flow),
    "did not find expected <document start>": (
        _colon_above,
        _says(
            "这一行与前面的内容没有对齐，也不是它的下一级",
            "最上一级的各行都顶格写；若前面有单独一行“...”，删去它",
        ),
    ),
    "did not find expected alphabetic or numeric character": (_first_before,),
    "did not find expected comment or line break": (_first_before,),
    "did not find expected hexdecimal number": (_escape,),
    "did not find expected tag URI": (_first_before,),
    "did not find expected whitespace or line break": (_first_before,),
    "did not find expected key": (
        _expression,
        _bracket_to_spare,
        _after_bracket,
        _no_key,
        _after_quotes,
        _colon_in_last,
        _unaligned,
    ),
    "did not find expected node content": (_bracket_to_spare, _ends_early, _first_here),
    "found character that cannot start any token": (_first_here,),
    "found incompatible YAML document": (_DIRECTIVE,),
    "found invalid Unicode character escape code": (_escape,),
    "found unexpected ':'": (_says("括号里的文字有冒号“:”", "整段文字加引号"),),
    "found unexpected document indicator": (_unclosed_quote,),
    "found unexpected end of stream": (_unclosed_quote,),
    "found unknown directive name": (_DIRECTIVE,),
    "found unknown escape character": (_escape,),
    "mapping keys are not allowed in this context": (_first_here,),
    "mapping values are not allowed in this context": (_colon_above, _second_colon, _long_key, _too_deep),
}
