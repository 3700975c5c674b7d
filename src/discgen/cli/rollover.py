"""`discgen rollover`: this year's file becomes next year's."""

from __future__ import annotations

from pathlib import Path

import click

from discgen.cli import options
from discgen.cli.chinese import Command

HELP = """把今年的填报文件结转成下一年的。

今年的数移到“上年”，新一年的数和增减原因留空、标明“待填”，
职责、目标、指标和改写的语句照旧，文字里的年份随之改变，
改写的语句和未识别的内容里直接写的金额变成【待填】。
填完之前 check 会数出还差多少处，build 不会生成文件。
今年的文件也可以是已经公布的旧文件（.docx、.html、.pdf 等）。
已有的文件不会被覆盖。"""


@click.command(cls=Command, help=HELP)
@click.argument("file", metavar="文件", type=click.Path(path_type=Path), help="今年的填报文件。")
@click.option(
    "--year",
    metavar="年度",
    type=click.IntRange(2000, 2100),
    required=True,
    help="新的预算年度，如 2027。",
)
@options.output
def rollover(file: Path, year: int, output: Path | None) -> None:
    """Write next year's file, never over an existing one, and say what wants a look."""
    from discgen.cli.report import show
    from discgen.cli.streams import console, put
    from discgen.pipeline import open_filing
    from discgen.rollover import roll_over

    options.require_new(output)
    result = roll_over(open_filing(file), year, output)
    put(result.text, output)
    messages = console(stderr=True)
    show(result.remarks, messages)
    messages.print(f"结转到{year}年度，待填 {result.blanks} 处。")
