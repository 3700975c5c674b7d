"""The group that holds the commands together."""

from __future__ import annotations

import click

from discgen.cli.build import build
from discgen.cli.check import check
from discgen.cli.chinese import Group
from discgen.cli.diff import diff
from discgen.cli.doctor import doctor
from discgen.cli.new import new
from discgen.cli.parse import parse
from discgen.cli.rollover import rollover
from discgen.cli.schema import schema

HELP = """从一个 YAML 文件生成部门预算信息公开情况说明。

一年的步骤：用 parse 把去年公布的旧文件转成填报文件，用 rollover 结转到
今年（没有旧文件时用 new 新建），填写后用 check 检查，再用 build 生成
DOCX、HTML、PDF 和 JSON。合计和增减都由程序计算，不用填写。"""

EPILOG = """每个命令的用法：discgen 命令 --help
返回值：0 正常；1 填报文件有错误；2 命令写错；70 程序内部出错。"""


@click.group(cls=Group, help=HELP, epilog=EPILOG)
@click.version_option(package_name="discgen", message="%(prog)s %(version)s", help="显示版本号。")
def cli() -> None:
    """Hold the commands together."""


for command in (parse, new, rollover, check, diff, build, schema, doctor):
    cli.add_command(command)
