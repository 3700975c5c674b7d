"""The results as a table for people and as JSON for machines."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from math import log10
from statistics import median
from typing import Any

from bench.measure import Comparison, Growth, Timing, Usage

_PACKAGES = ("discgen", "docxtpl", "jinja2", "lxml", "pydantic", "python-docx", "weasyprint")
_MEASURES = {"cpu": "CPU", "wall": "wall clock", "peak": "memory"}

_TEXT = """\
# Benchmark

Made by `make bench`; what is compared with what, and how it is measured, stands in
[bench/README.md](../bench/README.md). Read the ratios, not the seconds.

{circumstances}

## Targets

A ratio is discgen's figure divided by the rival's, the median of rounds in which both took turns, with the
lowest and the highest round behind it. Both sides said the same words, which was checked.

{targets}

## Growth

CPU milliseconds by number of projects; the exponent is the slope of time over number on logarithmic scales.

{growths}

## Parsing old documents

CPU seconds, the median of the runs, with the quickest and the slowest behind it.

{timings}

## What the runs took

Medians; memory is known for whole processes only.

{usages}
"""


@dataclass(frozen=True, slots=True)
class Results:
    """What a run of the benchmark found.

    Attributes:
        comparisons: discgen beside its rivals.
        growths: How each step grows.
        timings: What has no rival.
    """

    comparisons: Sequence[Comparison]
    growths: Sequence[Growth]
    timings: Sequence[Timing]


def circumstances() -> dict[str, Any]:
    """When and on what was measured: the kind of machine, not which one."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "load": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
    }


def to_json(results: Results, measured_on: dict[str, Any]) -> str:
    """Everything measured, with each round."""
    content = {
        **measured_on,
        "comparisons": [{**asdict(one), "ratio": one.ratio, "met": one.met} for one in results.comparisons],
        "growths": [{**asdict(one), "exponent": one.exponent, "met": one.met} for one in results.growths],
        "timings": [{**asdict(one), "seconds": one.seconds, "met": one.met} for one in results.timings],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def to_markdown(results: Results, measured_on: dict[str, Any]) -> str:
    """The tables for docs/benchmark.md."""
    packages = ", ".join(f"{name} {number}" for name, number in measured_on["packages"].items())
    return _TEXT.format(
        circumstances=(
            f"{measured_on['date']}, {measured_on['system']}, {measured_on['cores']} cores, load average "
            f"{measured_on['load']} at the start, Python {measured_on['python']}, {packages}."
        ),
        targets=_table(
            ("what", "against", "measure", "ratio", "rounds", "target", "met"),
            map(_target_row, results.comparisons),
        ),
        growths=_growth_table(results.growths),
        timings=_table(("what", "CPU s", "runs", "target", "met", "MB"), map(_timing_row, results.timings)),
        usages=_table(
            ("what", "CPU ms", "wall ms", "MB", "against", "CPU ms", "wall ms", "MB"),
            map(_usage_row, results.comparisons),
        ),
    )


def _target_row(one: Comparison) -> tuple[str, ...]:
    spread = f"{min(one.ratios):.2f} to {max(one.ratios):.2f}"
    measure = _MEASURES[one.measure]
    return one.what, one.against, measure, f"{one.ratio:.2f}", spread, f"{one.target:.3g}", _word(one.met)


def _growth_table(growths: Sequence[Growth]) -> str:
    counts = sorted({count for one in growths for count in one.projects})
    rows = []
    for one in growths:
        taken = dict(zip(one.projects, one.seconds, strict=True))
        times = [_milliseconds(taken[count]) if count in taken else "" for count in counts]
        rows.append((one.step, *times, f"{one.exponent:.2f}", f"{one.target:.3g}", _word(one.met)))
    return _table(("step", *map(str, counts), "exponent", "target", "met"), rows)


def _timing_row(one: Timing) -> tuple[str, ...]:
    taken = [usage.cpu for usage in one.runs]
    spread, peak = f"{min(taken):.1f} to {max(taken):.1f}", max(usage.peak for usage in one.runs)
    return one.what, f"{one.seconds:.1f}", spread, f"{one.target:.3g}", _word(one.met), f"{peak:.0f}"


def _usage_row(one: Comparison) -> tuple[str, ...]:
    return one.what, *_medians(one.ours), one.against, *_medians(one.theirs)


def _medians(usages: Sequence[Usage]) -> tuple[str, ...]:
    cpu, wall, peak = (median(getattr(usage, name) for usage in usages) for name in _MEASURES)
    return _milliseconds(cpu), _milliseconds(wall), f"{peak:.0f}" if peak else ""


def _milliseconds(seconds: float) -> str:
    """Three digits or more; never an exponent."""
    number = 1000 * seconds
    return f"{number:.{max(0, 2 - int(log10(number)))}f}"


def _word(met: bool) -> str:  # noqa: FBT001 a formatter of one value
    return "yes" if met else "**no**"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
