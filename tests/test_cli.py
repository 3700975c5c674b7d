"""The command line as its user meets it: words, exit codes, streams."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path

import pytest

from discgen.cli import commands, ending
from discgen.cli.build import FORMATS
from discgen.cli.chinese import columns
from discgen.publish import FORMATS as BUILDABLE

SCHEMA = Path(__file__).parents[1] / "schemas" / "disclosure.schema.json"
NAMES = sorted(commands.cli.commands)

OURS = set(
    re.findall(
        r"[a-z]+",
        " ".join(
            [
                "discgen word docx doc html pdf txt json sarif text yaml schema code pango help version",
                *NAMES,
                *(
                    option
                    for command in commands.cli.commands.values()
                    for each in command.params
                    for option in each.opts
                ),
            ]
        ),
    )
)
"""Latin words that stand in Chinese text: those of our own command line, and proper names."""


def process(*args: object, **options: object) -> subprocess.CompletedProcess:
    """Run the program as a process of its own."""
    command = [sys.executable, "-m", "discgen", *map(str, args)]
    return subprocess.run(command, capture_output=True, check=False, **options)


def foreign_words(text: str) -> set[str]:
    """Words of another language than Chinese, those of the command line aside."""
    return set(re.findall(r"[a-z]{3,}", text.lower())) - OURS


# Help


@pytest.mark.parametrize("name", NAMES)
def test_every_command_and_every_parameter_of_it_has_help(name):
    command = commands.cli.commands[name]
    assert command.help
    assert all(getattr(parameter, "help", None) for parameter in command.params)


@pytest.mark.parametrize("args", [["--help", "--help"], *([name, "--help"] for name in NAMES)])
def test_help_is_chinese_and_fits_a_terminal(discgen, args):
    outcome = discgen(*args)
    assert outcome.code == 0
    assert not foreign_words(outcome.out)
    assert max(map(columns, outcome.out.splitlines())) <= 80


def test_stored_help_page_is_the_one_that_click_makes(discgen):
    """`discgen --help` prints the stored page; said twice, the option goes through click."""
    assert discgen("--help") == discgen("--help", "--help")


def test_descriptions_of_options_stand_in_one_column(discgen):
    lines = discgen("build", "--help").out.splitlines()
    described = [line for line in lines if re.match(r"  -.*  ", line)]
    starts = {columns(re.match(r"  \S.*?  +(?=\S)", line)[0]) for line in described}
    assert len(described) == 7
    assert len(starts) == 1


def test_without_arguments_the_help_is_shown_as_a_mistake_of_usage(discgen):
    outcome = discgen()
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.strip() == discgen("--help").out.strip()


@pytest.mark.parametrize("args", ["--help", "build --help"])
def test_help_imports_nothing_heavy(args):
    report = process(*args.split(), env={**os.environ, "PYTHONPROFILEIMPORTTIME": "1"}).stderr.decode()
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in report.splitlines()}
    assert "discgen" in imported
    heavy = {"rich", "pydantic", "jinja2", "lxml", "ruamel", "weasyprint", "docx", "jsonschema"}
    assert not imported & heavy


def test_version(discgen):
    assert discgen("--version").out == f"discgen {version('discgen')}\n"


# Usage


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ("biuld", "没有 'biuld' 这个命令"),
        ("build", "缺少参数 '文件...'"),
        ("build x.yaml -f docx,xls", "没有“xls”这种格式；可选：docx、html、pdf、json"),
        ("build x.yaml -f ''", "没有“”这种格式"),
        ("build x.yaml --frm y", "没有 '--frm' 这个选项"),
        ("build x.yaml --form 没有", "'没有' 不存在"),
        ("build x.yaml -o {file}", "是文件，这里应是文件夹"),
        ("build a/x.yaml b/x.yaml -o out", "都会生成“out/x.docx”"),
        ("build a/x.yaml a/X.yml", "都会生成"),
        ("build x.yaml ./x.yaml", "都会生成"),
        ("build x.json -f json", "会覆盖填报文件"),
        ("build -f", "后面应有值"),
        ("check", "缺少参数 '文件...'"),
        ("check x.yaml --quiet=1", "后面不能带值"),
        ("check x.yaml --format xls", "不能是 'xls'，可选：'text', 'json', 'sarif'"),
        ("check x.yaml --settings 没有", "'没有' 不存在"),
        ("check x.yaml y.yaml --last-year {file}", "只能和一个填报文件一起用"),
        ("check discgen.yaml", "discgen.yaml 是检查设置，不是填报文件"),
        ("new 多余", "多出了参数"),
        ("new --year 明年", "'明年' 不是正确的数字"),
        ("new --year 1900", "不在允许的范围内"),
        ("new --form 1066", "没有“1066”这种版式；可选：\n  2017"),
        ("new -o {file}", "已经存在，没有改动它"),
        ("schema -o {folder}", "是文件夹，这里应是文件"),
    ],
)
def test_wrong_usage_is_explained_in_chinese(discgen, tmp_path, monkeypatch, args, message):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "有.yaml"
    file.write_text("不能丢", encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    words = [word.strip("'").format(file=file, folder=tmp_path) for word in args.split()]
    outcome = discgen(*words)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
    assert foreign_words(outcome.err.replace(str(tmp_path), "")) <= {"biuld", "frm", "xls", "out", "yml"}
    assert (sorted(tmp_path.iterdir()), file.read_text(encoding="utf-8")) == (before, "不能丢")


# Endings


def failing(monkeypatch, error: BaseException) -> None:
    """Let `discgen schema` end with `error`."""

    def fail() -> str:
        raise error

    monkeypatch.setattr("discgen.model.schema.schema_text", fail)


def test_interrupted_by_the_user(discgen, monkeypatch):
    failing(monkeypatch, KeyboardInterrupt())
    assert discgen("schema") == (130, "", "\n已中断。\n")


INTERRUPTIBLE = """
import signal
from discgen.cli import main

signal.signal(signal.SIGINT, signal.default_int_handler)  # A shell's background job would ignore it.
main()
"""


def test_ctrl_c_ends_a_run_quietly(tmp_path):
    """The program waits for a file that nobody writes when the signal comes."""
    os.mkfifo(pipe := tmp_path / "慢.yaml")
    command = [sys.executable, "-c", INTERRUPTIBLE, "check", pipe]
    waiting = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with waiting, opened_by_reader(pipe, waiting):
        waiting.send_signal(signal.SIGINT)
        _, err = waiting.communicate(timeout=30)
    assert (waiting.returncode, err) == (130, "\n已中断。\n")


@contextmanager
def opened_by_reader(pipe: Path, reader: subprocess.Popen) -> Iterator[None]:
    """Hold the writing end of a named pipe, as soon as `reader` has opened the other end."""
    while True:
        assert reader.poll() is None
        try:
            end = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)  # fails as long as nobody reads
        except OSError:
            time.sleep(0.02)
        else:
            break
    yield
    os.close(end)


def test_our_own_defect_is_owned_up_to_without_a_traceback(discgen, monkeypatch):
    failing(monkeypatch, ZeroDivisionError("私密"))
    outcome = discgen("schema")
    assert outcome.code == 70
    assert "内部出错（ZeroDivisionError）" in outcome.err
    assert "Traceback" not in outcome.err


def test_traceback_of_a_defect_on_request(discgen, monkeypatch):
    monkeypatch.setenv("DISCGEN_DEBUG", "1")
    failing(monkeypatch, ZeroDivisionError())
    outcome = discgen("schema")
    assert outcome.code == 70
    assert "Traceback" in outcome.err


@pytest.mark.parametrize("args", [["--help"], ["schema"], ["schema", "--help"]])
def test_reader_that_goes_away_is_no_error(args):
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        command = [sys.executable, "-m", "discgen", *args]
        ended = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, check=False)
    assert (ended.returncode, ended.stderr) == (ending.ExitCode.PIPE_CLOSED, b"")


ENCODINGS = {
    "C": {"LC_ALL": "C"},
    "C without Python's mercy": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "gbk": {"PYTHONIOENCODING": "gbk"},
}


@pytest.mark.parametrize("name", ENCODINGS)
@pytest.mark.parametrize("args", [["--help"], ["build", "--help"], ["biuld"], ["check", "无.yaml"]])
def test_no_encoding_stops_the_program(name, args):
    ended = process(*args, env={**os.environ, **ENCODINGS[name]})
    assert ended.returncode in {0, 1, 2}
    assert ended.stdout or ended.stderr
    assert b"Unicode" not in ended.stderr


def test_files_given_out_are_utf8_whatever_the_terminal_speaks():
    ended = process("schema", env={**os.environ, "PYTHONIOENCODING": "gbk"})
    assert ended.stdout == SCHEMA.read_bytes()


# Commands


@pytest.fixture
def good(write) -> Path:
    """A file without errors."""
    return write(name="好.yaml")


@pytest.fixture
def bad(write) -> Path:
    """A file that says a word where an amount belongs."""
    return write(("收入/基金预算", "十二"), name="错.yaml")


def made(folder: Path) -> set[str]:
    """The names of what lies in a folder, input files aside."""
    return {path.name for path in folder.iterdir() if path.suffix != ".yaml"} if folder.exists() else set()


def test_new_writes_a_file_that_check_knows_to_be_unfilled(discgen, tmp_path):
    target = tmp_path / "新.yaml"
    assert discgen("new", "--form", "2021", "--year", 2021, "--unit", "青山县", "-o", target) == (0, "", "")
    text = target.read_text(encoding="utf-8")
    assert discgen("new", "--form", "2021", "--year", 2021, "--unit", "青山县").out == text
    outcome = discgen("check", target)
    assert outcome.code == 1
    assert "尚未填写" in outcome.out


def test_check_of_a_good_file(discgen, good):
    outcome = discgen("check", good)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.splitlines()[-1].startswith("检查了 1 个文件：")


def test_check_points_at_the_error(discgen, bad):
    line = 1 + next(n for n, text in enumerate(bad.read_text("utf-8").splitlines()) if "十二" in text)
    outcome = discgen("check", bad)
    assert (outcome.code, outcome.err) == (1, "")
    assert outcome.out.startswith(f"{bad}：1 个错误\n二、预算安排的总体情况\n{bad}:{line}:9: 错误：")
    assert "\n      基金预算: 十二\n      　　　　  ^\n    办法：" in outcome.out
    assert outcome.out.endswith("检查了 1 个文件：1 个错误。\n")


def test_check_reports_every_file(discgen, good, bad, tmp_path):
    missing = tmp_path / "无.yaml"
    outcome = discgen("check", missing, good, bad)
    assert outcome.code == 1
    assert outcome.out.index(str(missing)) < outcome.out.index(str(bad))
    assert "检查了 3 个文件：2 个错误" in outcome.out


def test_check_can_keep_to_the_errors(discgen, good, bad):
    assert discgen("check", "--quiet", good) == (0, "", "")
    assert "检查了" not in discgen("check", "--quiet", bad).out


def test_build_makes_all_formats_beside_the_file(discgen, good, tmp_path):
    outcome = discgen("build", good)
    assert outcome.code == 0
    assert outcome.out.splitlines() == [str(good.with_suffix(f".{name}")) for name in FORMATS]
    assert outcome.err.endswith("1 个填报文件，生成了 1 个。\n")
    assert made(tmp_path) == {f"好.{name}" for name in FORMATS}


def test_build_makes_the_formats_asked_for_in_the_folder_asked_for(discgen, good, tmp_path):
    outcome = discgen("build", good, "-f", "JSON，html,json", "-o", tmp_path / "公开" / "稿", "--quiet")
    assert outcome == (0, "", "")
    assert made(tmp_path / "公开" / "稿") == {"好.html", "好.json"}


def test_wrong_file_does_not_keep_the_others_from_being_built(discgen, good, bad, tmp_path):
    outcome = discgen("build", bad, good, "-f", "json", "-o", tmp_path / "out")
    assert outcome.code == 1
    assert outcome.out == f"{tmp_path / 'out' / '好.json'}\n"
    assert "基金预算: 十二" in outcome.err
    assert outcome.err.endswith("2 个填报文件，生成了 1 个。\n")
    assert made(tmp_path / "out") == {"好.json"}


def test_file_that_contradicts_itself_is_built_only_as_it_was_published(discgen, write, tmp_path):
    file = write(("公布数", {"收入.合计": Decimal("131.75")}), name="旧.yaml")
    arguments = ("build", file, "-f", "html", "-o", tmp_path / "out")
    refused = discgen(*arguments)
    assert (refused.code, made(tmp_path / "out")) == (1, set())
    assert re.search("错误 [A-Z][0-9]{3}：", refused.err)
    assert discgen(*arguments, "--as-published").code == 0
    assert "预算收入131.75万元" in re.sub("<.*?>", "", (tmp_path / "out" / "旧.html").read_text("utf-8"))


def test_several_files_are_built_by_the_settings_that_were_named(discgen, write, tmp_path):
    files = [write(("收入/基金预算", Decimal(11)), name=f"{name}.yaml") for name in "甲乙"]
    settings = tmp_path / "本县.yml"
    settings.write_text("规则: {A101: 提示}", encoding="utf-8")
    assert discgen("build", *files, "-f", "json", "-o", tmp_path / "out").code == 1
    outcome = discgen("build", *files, "-f", "json", "-o", tmp_path / "out", "--settings", settings)
    assert outcome.code == 0
    assert made(tmp_path / "out") == {"甲.json", "乙.json"}


def test_county_lays_its_own_form_on_top(discgen, good, tmp_path):
    form = tmp_path / "本县"
    form.mkdir()
    (form / "style.css").write_text("body { color: #123456 }", encoding="utf-8")
    assert discgen("check", good, "--form", form).code == 0
    assert discgen("build", good, "--form", form, "-f", "html", "-o", tmp_path / "out").code == 0
    assert "#123456" in (tmp_path / "out" / "好.html").read_text(encoding="utf-8")


def test_schema_is_the_committed_one(discgen, tmp_path):
    target = tmp_path / "说明.json"
    assert discgen("schema", "-o", target) == (0, "", "")
    assert target.read_bytes() == SCHEMA.read_bytes()


def test_result_that_cannot_be_written_is_an_error(discgen, tmp_path):
    (tmp_path / "是文件").touch()
    outcome = discgen("schema", "-o", tmp_path / "是文件" / "x.json")
    assert outcome.code == 1
    assert "错误：" in outcome.err
    assert not foreign_words(outcome.err.replace(str(tmp_path), ""))


def test_command_line_names_the_formats_that_can_be_built():
    assert tuple(BUILDABLE) == FORMATS
