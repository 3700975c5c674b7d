"""How a run ends: every outcome has one exit code, and no outcome shows a traceback unasked."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from discgen.errors import DiscgenError

DEBUG = "DISCGEN_DEBUG"


class ExitCode(IntEnum):
    """What the shell is told; 70 is EX_SOFTWARE of sysexits.h, from 128 on it is a signal's number."""

    FINE = 0
    WRONG_INPUT = 1
    WRONG_USAGE = 2
    DEFECT = 70
    INTERRUPTED = 130
    PIPE_CLOSED = 141


def run(program: Callable[[], int | None]) -> int:
    """Run `program` to its end, whatever that is, and return the exit code."""
    try:
        code = program()
        sys.stdout.flush()
    except BrokenPipeError:
        return _pipe_closed()
    except SystemExit as end:  # click after shell completion; click and rich, with 1, after a closed pipe
        return _pipe_closed() if end.code else ExitCode.FINE
    except BaseException as error:  # noqa: BLE001 whatever it is, the user gets a message
        return _failed(error)
    return code or ExitCode.FINE


def _pipe_closed() -> int:
    """Send what is still buffered nowhere, so that Python's last flush does not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.PIPE_CLOSED


def _failed(error: BaseException) -> int:
    """Tell the user why the program ended early."""
    import click

    from discgen.errors import DiscgenError

    if isinstance(error, (click.Abort, KeyboardInterrupt)):
        click.echo("已中断。", err=True)
        return ExitCode.INTERRUPTED
    if isinstance(error, click.ClickException):
        error.show()
        return error.exit_code
    if isinstance(error, DiscgenError):
        return _refused(error)
    return _defect(error)


def _refused(error: DiscgenError) -> int:
    from discgen.cli.report import show
    from discgen.cli.streams import console

    show(error.problems, console(stderr=True))
    return ExitCode.WRONG_INPUT


def _defect(error: BaseException) -> int:
    """Own up to a defect of ours, and say how to report it."""
    import platform
    import traceback
    from importlib.metadata import version

    import click

    click.echo(
        f"错误：discgen 内部出错（{type(error).__name__}），不是您的文件的问题。\n"
        f"请把所用的命令、填报文件和下面的信息报告给 discgen 的维护者：\n"
        f"discgen {version('discgen')}，Python {platform.python_version()}，{sys.platform}",
        err=True,
    )
    if os.environ.get(DEBUG) == "1":
        traceback.print_exception(error)
    else:
        click.echo(f"设置环境变量 {DEBUG}=1 后再运行一次，会显示出错的位置，请一并报告。", err=True)
    return ExitCode.DEFECT
