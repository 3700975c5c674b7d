"""`discgen parse`: an old disclosure becomes a YAML file."""

from __future__ import annotations

from pathlib import Path

import click

from discgen.cli import options
from discgen.cli.chinese import Command

HELP = """把已经公布的旧文件转成填报文件（YAML）。

旧文件可以是 Word（.docx、.doc）、网页（.html）、PDF 或纯文本（.txt）。
认不出的内容照原样留在“未识别”下面，不会丢失。已有的文件不会被覆盖。"""


@click.command(cls=Command, help=HELP)
@click.argument("old", metavar="旧文件", type=click.Path(path_type=Path), help="已经公布的旧文件。")
@options.output
@click.option(
    "--report",
    metavar="格式",
    type=click.Choice(["text", "json"]),
    is_flag=False,
    flag_value="text",
    help="只显示认出了多少：各部分的行数、表格和相似度；\n格式是 text（不写时）或 json。",
)
@options.form_folder
def parse(old: Path, output: Path | None, report: str | None, form_folder: Path | None) -> None:
    """Parse one old file; the YAML goes to the screen or a new file, with a word on how well it went."""
    from discgen import parsing
    from discgen.cli.parse_report import as_json, as_text, summary
    from discgen.cli.streams import console, put

    options.require_new(output)
    parsed = parsing.parse(old, form_folder)
    if report is None or output is not None:
        put(parsed.yaml(), output)
    if report is not None:
        put({"json": as_json, "text": as_text}[report](parsed), None)
    console(stderr=True).print(summary(parsed))
