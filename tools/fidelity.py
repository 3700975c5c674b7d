"""Measure how faithfully old disclosures come back, and write docs/fidelity.md.

    python tools/fidelity.py [FOLDER]

FOLDER (../shared unless named) holds `fixtures/`, folders of one disclosure in several formats beside its
text, `original.txt`, and `score/score.py`, which compares a disclosure's text with a file. Every file is
parsed, built as published, and the DOCX and HTML are compared with the text.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from discgen.filing import open_filing
from discgen.parsing import parse
from discgen.publish import FORMATS

ROOT = Path(__file__).resolve().parents[1]
ENDINGS = ("txt", "docx", "doc", "html", "web.html", "pdf")
BUILT = ("docx", "html")

_HEAD = """\
# How faithfully old disclosures come back

Made by `python tools/fidelity.py` from real disclosures that are not part of this repository. Each file
was parsed, built with `--as-published`, and compared with the text of the original: the share of table
cells that came back, and the similarity of all characters (twice the longest common subsequence over the
length of both; blanks left out). 1 means nothing is missing and nothing was added.

| disclosure | parsed from | seconds | DOCX cells | DOCX characters | HTML cells | HTML characters |
| --- | --- | --- | --- | --- | --- | --- |
"""


@dataclass(frozen=True)
class Row:
    """One file and what became of it.

    Attributes:
        fixture: The disclosure.
        ending: The format parsed.
        seconds: What parsing took.
        scores: The score of each format built.
    """

    fixture: str
    ending: str
    seconds: float
    scores: dict[str, dict[str, Any]]


def measure(original: Path, shared: Path) -> Row:
    """Parse a file, build it as published and compare with the text beside it."""
    begin = time.perf_counter()
    text = parse(original).yaml()
    seconds = time.perf_counter() - begin
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "parsed.yaml"
        file.write_text(text, encoding="utf-8")
        filing = open_filing(file, as_published=True)
        if filing.errors:
            raise SystemExit(f"{original}: {filing.errors[0].message}")
        scores = {}
        for name in BUILT:
            built = file.with_suffix(f".{name}")
            built.write_bytes(FORMATS[name](filing))
            scores[name] = _score(shared, original.with_name("original.txt"), built)
    return Row(original.parent.name, original.name.removeprefix("original."), seconds, scores)


def _score(shared: Path, text: Path, built: Path) -> dict[str, Any]:
    command = [sys.executable, str(shared / "score" / "score.py"), str(text), str(built)]
    result = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    score: dict[str, Any] = json.loads(result.stdout)
    return score


def files(shared: Path) -> Iterator[Path]:
    """The fixtures in every format they are there in."""
    for folder in sorted((shared / "fixtures").iterdir()):
        yield from (file for ending in ENDINGS if (file := folder / f"original.{ending}").is_file())


def document(rows: list[Row]) -> str:
    """The page: a table of all files, then what differs in each."""
    lines = [_HEAD.rstrip("\n")]
    for row in rows:
        shares = [
            f"{row.scores[name][key]:.6f}".rstrip("0").rstrip(".")
            for name in BUILT
            for key in ("cell_recall", "char_similarity")
        ]
        lines.append(f"| {row.fixture} | {row.ending} | {row.seconds:.1f} | {' | '.join(shares)} |")
    lines += ["", "## The worst remaining differences", ""]
    for row in rows:
        lines += _differences(row)
    return "\n".join(lines) + "\n"


def _differences(row: Row) -> list[str]:
    score = row.scores["docx"]
    counts = {
        "lines of the original that differ": len(score["missing_paragraphs"]),
        "cells missing": len(score["missing_cells"]),
        "cells added": len(score["extra_cells"]),
    }
    found = [f"{number} {what}" for what, number in counts.items() if number]
    return [f"- {row.fixture}, {row.ending}: {', '.join(found)}"] if found else []


def main() -> None:
    """Measure all files, two at a time, and write the page."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared"
    originals = list(files(shared))
    with ProcessPoolExecutor(2) as pool:
        rows = list(pool.map(measure, originals, [shared] * len(originals)))
    (ROOT / "docs" / "fidelity.md").write_text(document(rows), encoding="utf-8")
    sys.stdout.write(document(rows))


if __name__ == "__main__":
    main()
