"""`discgen parse`: an old disclosure becomes a YAML file."""

from __future__ import annotations

from pathlib import Path

import click

from discgen.cli import options
from discgen.cli.chinese import Command

HELP = """把已经公布的旧文件转成填报文件（YAML）。

旧文件可以是 Word 文档（.docx、.doc）、网页（.html）、PDF 或纯文本（.txt）。
认不出的内容照原样留在“未识别”下面，不会丢失。已有的文件不会被覆盖。"""
_TEXT = "text"


class ParseCommand(Command):
    """A command whose `--report` may stand right before the old file: `parse --report 2021.docx`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments; what has a file's ending after `--report` is the file, not the format."""
        if "--report" in args[:-1]:
            place = args.index("--report") + 1
            if Path(args[place]).suffix:
                args = [*args[:place], _TEXT, *args[place:]]
        return super().parse_args(ctx, args)


@click.command(cls=ParseCommand, help=HELP)
@click.argument("old", metavar="旧文件", type=click.Path(path_type=Path), help="已经公布的旧文件。")
@options.output
@click.option(
    "--report",
    metavar="格式",
    type=click.Choice([_TEXT, "json"]),
    is_flag=False,
    flag_value=_TEXT,
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
        put({_TEXT: as_text, "json": as_json}[report](parsed), None)
    console(stderr=True).print(summary(parsed))
