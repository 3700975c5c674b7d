"""Measuring: what a run takes, and how many times what its rival takes.

The speed of a shared machine swings several-fold from minute to minute, so rivals take turns (A B A B),
each round gives one ratio of neighbours, and the median of these ratios counts.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from statistics import linear_regression, median


@dataclass(frozen=True, slots=True)
class Usage:
    """What a run took.

    Attributes:
        cpu: CPU seconds, user and system; of a process, with its children.
        wall: Seconds on the clock.
        peak: MB of memory at most (resident set of the largest process); 0 where it is not known.
    """

    cpu: float
    wall: float
    peak: float = 0.0


Run = Callable[[], Usage]
_TIMED = Path(__file__).parent / "programs" / "timed.py"


def process(*command: object) -> Run:
    """A run that is a whole process: start, imports, work and end.

    The process is started by a small one (`programs/timed.py`), because Linux counts the memory of whoever
    starts a process into its peak.
    """
    words = [sys.executable, str(_TIMED), *map(str, command)]

    def run() -> Usage:
        ended = subprocess.run(words, capture_output=True, text=True, check=False)
        if ended.returncode:
            raise RuntimeError(f"{words}\n{ended.stdout}{ended.stderr}")
        return Usage(**json.loads(ended.stdout))

    return run


def call(work: Callable[[], object]) -> Run:
    """A run that is a call in this process, after imports; its memory is not told from the rest."""

    def run() -> Usage:
        gc.collect()  # what earlier runs left behind is not this run's work
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        return Usage(time.process_time() - cpu, time.perf_counter() - wall)

    return run


def in_turns(*runs: Run, rounds: int) -> list[list[Usage]]:
    """Run all, one after the other, `rounds` times over; returns what each took in each round."""
    taken = [[run() for run in runs] for _ in range(rounds)]
    return [list(rounds_of_one) for rounds_of_one in zip(*taken, strict=True)]


@dataclass(frozen=True, slots=True)
class Comparison:
    """discgen beside a rival that produced the same words.

    Attributes:
        what: What discgen did.
        against: What the rival is.
        measure: The field of `Usage` that the target is about.
        target: The ratio to reach, or to stay below.
        ours: discgen's runs.
        theirs: The rival's run of each round.
    """

    what: str
    against: str
    measure: str
    target: float
    ours: Sequence[Usage]
    theirs: Sequence[Usage]

    @property
    def ratios(self) -> list[float]:
        """What discgen took divided by what the rival took, for each round."""
        pairs = zip(self.ours, self.theirs, strict=True)
        return [getattr(our, self.measure) / getattr(their, self.measure) for our, their in pairs]

    @property
    def ratio(self) -> float:
        """The median of the ratios."""
        return median(self.ratios)

    @property
    def met(self) -> bool:
        """Whether the target is reached."""
        return self.ratio <= self.target


@dataclass(frozen=True, slots=True)
class Timing:
    """What something takes that has no rival.

    Attributes:
        what: What was run.
        target: CPU seconds to stay below; generous, because the speed of machines differs.
        runs: What each run took.
    """

    what: str
    target: float
    runs: Sequence[Usage]

    @property
    def seconds(self) -> float:
        """The median of the CPU seconds."""
        return median(usage.cpu for usage in self.runs)

    @property
    def met(self) -> bool:
        """Whether the target is reached."""
        return self.seconds <= self.target


@dataclass(frozen=True, slots=True)
class Growth:
    """How the time of a step grows with the number of projects.

    Attributes:
        step: What was run.
        projects: The numbers of projects.
        seconds: CPU seconds for each, the median of its rounds.
        target: The exponent to stay below.
    """

    step: str
    projects: Sequence[int]
    seconds: Sequence[float]
    target: float = 1.1

    @property
    def exponent(self) -> float:
        """The power of the number that the time grows with: the slope of the log-log line."""
        return linear_regression([log(n) for n in self.projects], [log(s) for s in self.seconds]).slope

    @property
    def met(self) -> bool:
        """Whether the target is reached."""
        return self.exponent <= self.target
