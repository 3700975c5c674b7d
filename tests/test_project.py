"""The project as a whole: what is installed, and that its documents agree with it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from discgen.cli import commands, ending

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "最小.yaml"
MANUAL = (ROOT / "docs" / "manual.zh-CN.md").read_text(encoding="utf-8")
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The folder of programs of an environment that holds discgen's wheel, but no checkout of it.

    What discgen depends on comes from this environment, so that no network is needed.
    """
    folder = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    run(sys.executable, "-m", "venv", "--without-pip", folder / "venv")
    paths = sysconfig.get_paths(vars={"base": str(folder / "venv"), "platbase": str(folder / "venv")})
    (Path(paths["purelib"]) / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    (wheel,) = folder.glob("*.whl")
    python = Path(paths["scripts"]) / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel)
    return Path(paths["scripts"])


def run(*command: object, **options: object) -> str:
    """Run a program that must succeed, and return what it prints."""
    ended = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=False, **options
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_wheel_builds_a_sample_away_from_the_checkout(installed, tmp_path):
    place = run(installed / "python", "-c", "import discgen; print(discgen.__file__)", cwd=tmp_path)
    assert Path(place.strip()).is_relative_to(installed.parent)
    made = run(installed / "discgen", "build", SAMPLE, "-o", "out", cwd=tmp_path)
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {f"最小.{ending}" for ending in ("docx", "html", "pdf", "json")}
    assert len(made.splitlines()) == 4


def test_wheel_speaks_chinese_and_knows_every_form(installed, tmp_path):
    assert "用法" in run(installed / "discgen", "--help", cwd=tmp_path)
    assert "显示本帮助" in run(installed / "discgen", "new", "--help", cwd=tmp_path)
    forms = [path.parent.name for path in (ROOT / "templates").glob("*/form.yaml")]
    assert len(forms) > 3
    for form in set(forms) - {"common"}:
        assert f"版式: {form}" in run(installed / "discgen", "new", "--form", form, cwd=tmp_path).replace(
            '"', ""
        )


def test_versions_agree():
    stated = tomllib.loads(PYPROJECT)["project"]["version"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^## \[([0-9.]+)\]", changelog)[0] == stated == version("discgen")


def test_every_lint_rule_turned_off_has_its_reason():
    section = PYPROJECT[
        PYPROJECT.index("[tool.ruff.lint]") : PYPROJECT.index("[tool.ruff.lint.pydocstyle]")
    ]
    turned_off = [line for line in section.splitlines() if re.match(r' *("\S+" = \[)?"[A-Z]+[0-9]*"', line)]
    assert len(turned_off) > 10
    assert [line for line in turned_off if not re.search(r"[\],] +# \S", line)] == []


def test_every_noqa_names_its_rule_and_its_reason():
    files = [path for folder in ("src", "tests", "tools") for path in (ROOT / folder).rglob("*.py")]
    assert len(files) > 30
    noqa = [
        (path.name, line.strip())
        for path in files
        for line in path.read_text(encoding="utf-8").splitlines()
        if "# noqa" in line and path != Path(__file__)
    ]
    assert [
        found for found in noqa if not re.search(r"# noqa: [A-Z]+[0-9]+(, ?[A-Z]+[0-9]+)* \S", found[1])
    ] == []


# Documents


def test_manual_has_every_command_with_all_its_options():
    for name, command in commands.cli.commands.items():
        start = MANUAL.index(f"\n### discgen {name}\n")
        section = MANUAL[start : MANUAL.find("\n### ", start + 1)]
        options = [option for parameter in command.params for option in parameter.opts if option[0] == "-"]
        assert [option for option in options if f"`{option}" not in section] == [], name


def test_manual_has_every_exit_code():
    codes = {int(code) for code in re.findall(r"(?m)^\| ([0-9]+) \|", MANUAL)}
    assert codes == set(ending.ExitCode)


@pytest.mark.parametrize(
    "name", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "docs/manual.zh-CN.md"]
)
def test_links_lead_somewhere(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)]+)\)", text) if "://" not in target]
    assert targets
    for target in targets:
        file, _, anchor = target.partition("#")
        assert ((ROOT / name).parent / file).exists() if file else re.search(rf"(?m)^#+ {anchor}$", text)


def test_readme_and_its_twin_say_the_same():
    english, chinese = (
        (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md")
    )

    def outline(text: str) -> list[object]:
        commands_and_code = re.findall(r"(?ms)^```\w+\n.*?^```", text)
        uncommented = [re.sub(r" *#.*", "", block) for block in commands_and_code]
        return [re.findall("(?m)^#+ ", text), text.count("\n| "), uncommented]

    assert outline(english) == outline(chinese)


def test_readme_shows_the_two_commands_and_make_has_them():
    readme, makefile = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "Makefile"))
    for target in re.findall(r"(?m)^make (\w+)", readme):
        assert f"\n{target}:" in makefile
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
