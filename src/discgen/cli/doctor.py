"""`discgen doctor`: what this machine has, what it lacks, and how to install it."""

from __future__ import annotations

import click

from discgen.cli.chinese import Command
from discgen.cli.ending import ExitCode

HELP = """检查本机是否具备生成各种格式的条件。

列出各组件的版本和实际使用的字体；缺什么、怎样安装，也一并写出。
不能生成 PDF 时返回 1。"""

PACKAGES = ("python-docx", "Jinja2", "lxml", "pydantic", "ruamel.yaml", "WeasyPrint")

INSTALLING = {
    "Debian、Ubuntu": "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \\\n"
    "    fonts-noto-cjk fonts-arphic-ukai fonts-liberation",
    "Fedora、openEuler": "sudo dnf install pango harfbuzz liberation-fonts \\\n"
    "    google-noto-serif-cjk-fonts google-noto-sans-cjk-fonts",
    "Windows": "从 https://www.msys2.org 安装 MSYS2，在它的窗口里运行\n"
    "    pacman -S mingw-w64-ucrt-x86_64-pango\n    字体用系统自带的",
    "macOS": "brew install pango\n    字体用系统自带的",
}
"""How to install what PDF needs, by system; WeasyPrint's documentation, "First steps"."""


@click.command(cls=Command, help=HELP)
@click.pass_context
def doctor(context: click.Context) -> None:
    """Print what is there and what is missing; exit 1 when PDF cannot be made."""
    from discgen.cli.report import show
    from discgen.cli.streams import console
    from discgen.errors import SetupError

    output = console()
    for line in _versions():
        output.print(line)
    try:
        for line in (*_drawing(), *_fonts()):
            output.print(line)
    except SetupError as error:
        show(error.problems, output)
        output.print("\n不能生成 PDF；DOCX、HTML 和 JSON 不受影响。安装的办法：")
        for system, steps in INSTALLING.items():
            output.print(f"\n  {system}\n    {steps}")
        context.exit(ExitCode.WRONG_INPUT)
    output.print("\n可以生成 DOCX、HTML、PDF 和 JSON。")


def _versions() -> list[str]:
    """discgen, Python, the packages, and the programs that are useful beside them."""
    import platform
    from importlib.metadata import version

    from discgen.readers import office

    found = office.find() or f"没有找到（可以不装；Debian、Ubuntu：sudo apt install {office.PACKAGE}）"
    return [
        f"discgen {version('discgen')}",
        f"Python {platform.python_version()}（{platform.platform()}）",
        *(f"{package} {version(package)}" for package in PACKAGES),
        f"LibreOffice（只在读取旧的 .doc、.wps 文件时用到）：{found}",
    ]


def _drawing() -> list[str]:
    """The libraries that draw PDF pages.

    Raises:
        SetupError: One that WeasyPrint cannot do without is missing.
    """
    import warnings
    from contextlib import redirect_stdout
    from io import StringIO

    from discgen.errors import Problem, SetupError

    try:
        with redirect_stdout(StringIO()), warnings.catch_warnings(action="ignore"):
            from weasyprint.text import ffi
    except OSError as error:
        raise SetupError(Problem("本机没有 Pango")) from error
    major, rest = divmod(ffi.pango.pango_version(), 10000)
    subsetter = "有" if ffi.harfbuzz_subset else "没有（安装后生成 PDF 更快）"
    return [f"Pango {major}.{rest // 100}.{rest % 100}", f"HarfBuzz 字体裁剪：{subsetter}"]


def _fonts() -> list[str]:
    """The fonts that serve the faces of the page.

    Raises:
        SetupError: No font has Chinese characters.
    """
    from discgen import fonts

    fonts.require_chinese()
    lines = ["", "公文字体，和 PDF 里实际使用的字体："]
    for choice in fonts.report():
        first = choice.wanted[0]
        missing = "" if choice.found == first else f"（首选的“{first}”本机没有）"
        lines.append(f"  {choice.role}：{choice.found or '由系统选择'}{missing}")
    return lines
