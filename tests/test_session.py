"""A whole year as one session: the old document, next year's file, its documents.

The manual's chapter is run command by command and has to say what really happens.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import manual_sessions
from conftest import ROOT, leaves
from discgen import readers
from discgen.filing import open_filing
from discgen.interpret.pieces import pieces_of
from discgen.model.texts import GAP
from discgen.publish import FORMATS
from discgen.yamlfile import reading
from discgen.yamlfile.patching import Patch
from manual_sessions import run

SAMPLE = ROOT / "samples" / "平乡县发展和改革局2021.yaml"
FIXTURES = sorted((ROOT.parent / "shared" / "fixtures").glob("*/original.docx"))
REASON = "工作任务增加，支出相应增加"
GROWTH = Decimal("1.1")
ANY_AMOUNT = "5.5"
ONE_OFF = re.compile(r"# 结转：.*像是一次性项目.*\n *- 名称: (?:\|-\n *)?(.*)")
"""The name of a project that a rolled-over file takes for one of last year's only."""


# Filling in


def fill_in(new: Path, old: Path) -> int:
    """Fill in a rolled-over file as an accountant would, and count what was blank.

    Amounts grow by a tenth, counts stay, and every change has the same reason. Where words hold a
    mark, they get one and the same amount.
    """
    before = dict(leaves(reading.read(old).data))
    source = reading.read(new)
    patch = Patch(source)
    blank = [path for path, value in leaves(source.data) if value is None]
    for path in blank:
        space = "" if source.text[slice(*patch.layout.span(path))] else " "
        patch.replace(path, space + filled_in(path, before[path]))
    marked = [path for path, value in leaves(source.data) if isinstance(value, str) and GAP in value]
    for path in marked:
        patch.replace(path, patch.layout.written(path).replace(GAP, ANY_AMOUNT))
    new.write_text(patch.text(), encoding="utf-8")
    return len(blank) + len(marked)


def filled_in(path: tuple[str | int, ...], before: Any) -> str:
    """What stands in the place of a blank that held `before`."""
    if isinstance(before, str):
        return REASON
    value = before if path[-1] == "数量" or not before else before * GROWTH
    return f"{value.normalize():f}"


def exchange(file: Path, wrong: str, right: str) -> None:
    """Put the right words in the place of wrong ones, which stand in the file once."""
    text = file.read_text(encoding="utf-8")
    assert text.count(wrong) == 1
    file.write_text(text.replace(wrong, right), encoding="utf-8")


# What came of it


def lines(document: Path) -> list[str]:
    """The lines of a document outside tables."""
    return [piece.text for piece in pieces_of(readers.read(document)) if piece.table is None]


def years(line: str) -> list[int]:
    return [int(year) for year in re.findall(r"(20[0-9]{2})年", line)]


def require_next_year(old: Path, new: Path, file: Path) -> None:
    """Require every year to have advanced, but in the names of projects that the file says to look at."""
    one_off = ONE_OFF.findall(file.read_text(encoding="utf-8"))
    advanced = 0
    for before, after in zip(lines(old), lines(new), strict=True):
        if years(after) != [year + 1 for year in years(before)]:
            assert any(name in after for name in one_off), after
        else:
            advanced += bool(years(after))
    assert advanced >= 5


# The manual's session


@pytest.fixture
def old(tmp_path) -> Path:
    """A document as it was published last year."""
    path = tmp_path / "2021.docx"
    path.write_bytes(FORMATS["docx"](open_filing(SAMPLE)))
    return path


def test_the_manuals_session_goes_as_the_manual_says(old, tmp_path):
    new = tmp_path / "2022.yaml"

    def fill_in_with_a_slip() -> None:
        fill_in(new, tmp_path / "2021.yaml")
        exchange(new, "3936.559", "3963.559")

    edits: dict[str, Callable[[], None]] = {
        "填好以后": fill_in_with_a_slip,
        "改正以后": lambda: exchange(new, "3963.559", "3936.559"),
    }
    for step in manual_sessions.steps("一年从头到尾"):
        edits.pop(step.when, lambda: None)()
        manual_sessions.require(step, tmp_path)
    assert edits == {}
    built = {name: tmp_path / f"2022.{name}" for name in FORMATS}
    require_next_year(old, built["docx"], new)
    assert lines(built["html"]) == lines(built["docx"]) == lines(built["pdf"])
    assert json.loads(built["json"].read_text(encoding="utf-8"))["年度"] == 2022


# The session with real documents

CORRECTIONS: dict[str, list[tuple[str, str]]] = {
    "000": [
        ("人员经费: 330.143", "人员经费: 1079.881"),
        ("\n措辞:", "\n核实: [{规则: L109, 位置: 措辞.支出说明, 理由: 写在“支出范围”里}]\n措辞:"),
    ],
    "002": [("101%", "100%")],
    "004": [("，无增减变化", "")],
}
"""What an accountant has to correct of each old document, once the new figures are filled in."""


@pytest.mark.skipif(not FIXTURES, reason="the published disclosures lie beside the checkout, or nowhere")
@pytest.mark.parametrize("published", FIXTURES, ids=lambda path: path.parent.name)
def test_a_published_disclosure_becomes_next_years(published, tmp_path):
    last, new = tmp_path / "旧.yaml", tmp_path / "新.yaml"
    run(f"discgen parse {published} -o 旧.yaml", tmp_path)
    year = open_filing(last, as_published=True).disclosure.year + 1
    rolled = run(f"discgen rollover 旧.yaml --year {year} -o 新.yaml", tmp_path)
    assert run("discgen build 新.yaml", tmp_path).endswith("1 个填报文件，生成了 0 个。\n")
    blanks = fill_in(new, last)
    assert rolled.endswith(f"结转到{year}年度，待填 {blanks} 处。\n")
    assert "个错误" in run("discgen check 新.yaml -q", tmp_path)
    for wrong, right in CORRECTIONS[published.parent.name]:
        exchange(new, wrong, right)
    assert run("discgen check 新.yaml -q", tmp_path) == ""
    assert run("discgen build 新.yaml -q", tmp_path) == ""
    require_next_year(published, tmp_path / "新.docx", new)
    assert {path.suffix for path in tmp_path.iterdir()} == {".yaml", *(f".{name}" for name in FORMATS)}
