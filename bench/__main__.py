"""`make bench`: measure, then write docs/benchmark.md and its figures as JSON."""

from __future__ import annotations

import argparse
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench import growth, parsing
from bench.comparisons import COMPARISONS
from bench.material import SAMPLE, Material
from bench.report import Results, circumstances, to_json, to_markdown
from discgen.pipeline import open_filing

_DOCS = Path(__file__).parents[1] / "docs"
_RESULTS = Path(__file__).parent / "results"


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--long", action="store_true", help="also the PDF of 600 projects; takes minutes")
    arguments = parser.parse_args()
    measured_on = circumstances()
    with tempfile.TemporaryDirectory() as folder:
        material = Material(SAMPLE, open_filing(SAMPLE), Path(folder))
        results = measure(material, long=arguments.long)
    write(results, measured_on)


def measure(material: Material, *, long: bool) -> Results:
    """Measure everything, saying what is being measured."""
    comparisons = []
    for compare in COMPARISONS:
        print(compare.__name__.replace("_", " "), "...", flush=True)
        comparisons += compare(material)
    print("growth ...", flush=True)
    growths = growth.in_process(material)
    print("growth of pdf ...", flush=True)
    of_pdf, memory = growth.of_pdf(material, long=long)
    print("parse ...", flush=True)
    return Results([*comparisons, *memory], [*growths, of_pdf], parsing.timings(material))


def write(results: Results, measured_on: dict[str, object]) -> None:
    """Write the table and the figures for all, keep the figures of every run here, print the table."""
    table, figures = to_markdown(results, measured_on), to_json(results, measured_on)
    (_DOCS / "benchmark.md").write_text(table, encoding="utf-8")
    (_DOCS / "benchmark.json").write_text(figures, encoding="utf-8")
    _RESULTS.mkdir(exist_ok=True)
    (_RESULTS / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json").write_text(figures, encoding="utf-8")
    print(table)


if __name__ == "__main__":
    main()
