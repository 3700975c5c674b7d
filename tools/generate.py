"""Writes the files that follow from the code and the forms: the JSON Schema and three references.

`make schema` runs it; a test fails when a committed file differs from what this would write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from discgen import forms
from discgen.compose.composer import STRUCTURE
from discgen.compose.environment import TEMPLATE
from discgen.model import Disclosure, Entry
from discgen.model.schema import schema_text
from discgen.model.shape import shape_of
from discgen.rules.registry import catalogue as all_rules
from discgen.rules.registry import limits

ROOT = Path(__file__).resolve().parents[1]


def catalogue() -> str:
    """The rule catalogue (Chinese), from the rules' own declarations."""
    head = [
        "# 检查规则",
        "",
        "`discgen check` 按下列规则检查。“错误”不改正不能生成，“警告”和“提示”只供核对。",
        "本文件由 `make schema` 生成，不要手改。",
        "",
        "| 编号 | 级别 | 规则 | 依据 |",
        "|---|---|---|---|",
    ]
    rows = [f"| {one.code} | {one.severity} | {one.statement} | {one.source} |" for one in all_rules()]
    limits_head = [
        "",
        "## 限值",
        "",
        "各县可以在[检查设置](manual.zh-CN.md#本县的检查设置)的 `限值` 下面改写这些数。",
        "",
        "| 规则 | 限值的名称 | 不写时 |",
        "|---|---|---|",
    ]
    limit_rows = [f"| {one.code} | {one.name} | {one.value} |" for one in limits()]
    return "\n".join([*head, *rows, *limits_head, *limit_rows]) + "\n"


def reference() -> str:
    """The key reference (Chinese), from the model's declarations."""
    head = [
        "# 填报文件的键",
        "",
        "“必填”的键每个文件都要有；其余的键，版式要印而没有填时 `discgen check` 会指出来。",
        "斜体的是计算的数，不能填，在措辞和模板里可以引用。本文件由 `make schema` 生成，不要手改。",
    ]
    return "\n".join([*head, *_sections(Disclosure, "", "文件")]) + "\n"


def _sections(entry: type[Entry], path: str, title: str) -> Iterator[str]:
    """A table of an entry's keys, then those of the entries below it."""
    yield from (
        "",
        f"## {title}{f' `{path}`' if path else ''}",
        "",
        "| 键 | 名称 | 必填 | 说明 |",
        "|---|---|---|---|",
    )
    below: list[tuple[type[Entry], str, str]] = []
    for name, field in entry.model_fields.items():
        alias = field.alias or name
        description = "" if field.description == field.title else field.description
        required = "是" if field.is_required() else ""
        yield f"| `{alias}` | {field.title} | {required} | {description} |"
        shape = shape_of(field)
        if shape.entry is not None:
            inside = f"{path}.{alias}" if path else alias
            below.append((shape.entry, inside + ("[…]" if shape.repeated else ""), field.title or alias))
    for mark in entry.computed_figures.values():
        yield f"| *`{mark.key}`* | {mark.title} | | 计算 |"
    seen: set[type[Entry]] = set()
    for inner, inside, inner_title in below:
        if inner not in seen:
            yield from _sections(inner, inside, inner_title)
        seen.add(inner)


def sentences() -> str:
    """The sentences that a file may word itself (Chinese), from the templates."""
    head = [
        "# 可以改写的语句",
        "",
        "填报文件的“措辞”下面，键是语句的名称，值是改写的文字。改写的文字一行一段，可以引用数。",
        "例如：",
        "",
        "```yaml",
        "措辞:",
        "  收入说明: 本部门{{ 年度 }}年收入{{ 收入.合计 }}万元，其中基金预算{{ 收入.基金预算 }}万元。",
        "```",
        "",
        "下面是各版式默认的文字，花括号里是引用和条件。空的语句默认不印。",
        "本文件由 `make schema` 生成，不要手改。",
    ]
    return (
        "\n".join([*head, *(line for name, title in forms.names() for line in _form(name, title))]) + "\n"
    )


def _form(name: str, title: str) -> Iterator[str]:
    """The sentences of one form, as the form or the nearest it extends words them."""
    yield from ("", f"## {name}：{title}", "")
    worded: dict[str, str] = {}
    for folder in reversed(forms.load(name).folders):
        template = folder / TEMPLATE
        if template.is_file():
            worded |= dict(_blocks(template.read_text(encoding="utf-8")))
    for block, words in worded.items():
        if not block.startswith(STRUCTURE):
            yield from (f"- **{block}**", *([f"  ``{words}``"] if words else []))


_BLOCK_TAG = re.compile(r"{%-? *(?:block (\S+)(?: scoped)?|endblock) *-?%}")


def _blocks(source: str) -> Iterator[tuple[str, str]]:
    """The blocks of a template with their words, those of blocks inside them included."""
    open_blocks: list[tuple[str, int]] = []
    for tag in _BLOCK_TAG.finditer(source):
        if tag[1]:
            open_blocks.append((tag[1], tag.end()))
        else:
            name, start = open_blocks.pop()
            words = _BLOCK_TAG.sub("", source[start : tag.start()])
            yield name, " ".join(words.split())


FILES = {
    "schemas/disclosure.schema.json": schema_text,
    "docs/rules.zh-CN.md": catalogue,
    "docs/keys.zh-CN.md": reference,
    "docs/sentences.zh-CN.md": sentences,
}


if __name__ == "__main__":
    for name, text in FILES.items():
        (ROOT / name).write_text(text(), encoding="utf-8")
        print(name)
