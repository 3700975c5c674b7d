"""`discgen diff`: what changed between two years or two versions."""

from __future__ import annotations

from pathlib import Path

import click

from discgen.cli.chinese import Command

HELP = """比较两个填报文件，列出全部变化。

按公开说明各部分的顺序，列出变了的数（含合计）和增减、增加和取消的项目、
变了的指标；文字逐词标出，[-这样的-] 是删去的，{+这样的+} 是增加的。
两个文件也可以是已经公布的旧文件（.docx、.html、.pdf 等）。
有没有变化都返回 0。"""


@click.command(cls=Command, help=HELP)
@click.argument("old", metavar="旧文件", type=click.Path(path_type=Path), help="原来的或上年的文件。")
@click.argument("new", metavar="新文件", type=click.Path(path_type=Path), help="现在的或今年的文件。")
@click.option(
    "--html",
    "page_file",
    metavar="文件",
    type=click.Path(dir_okay=False, path_type=Path),
    help="把结果写成网页，放在这个文件里。",
)
@click.option(
    "--format",
    "style",
    metavar="格式",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="结果的格式：text 给人看，json 供程序读取。",
)
def diff(old: Path, new: Path, page_file: Path | None, style: str) -> None:
    """Print what changed, or write it to a page."""
    from discgen.cli.differences import as_json, show
    from discgen.cli.streams import console, put
    from discgen.diff import compare, opened

    comparison = compare(opened(old), opened(new))
    if page_file is not None:
        from discgen.diff.page import page

        put(page(comparison), page_file)
    elif style == "json":
        put(as_json(comparison), None)
    else:
        show(comparison, console())
