"""Compare what `discgen check` finds in old disclosures with what a careful reader finds: docs/findings.md.

    python tools/findings.py [FOLDER]

FOLDER (../shared unless named) holds `fixtures/`, folders of one disclosure each, as `original.docx`. What
a reader finds in them is listed by hand in tests/careful_reader.yaml, which says what its keys mean, and by
others, later, in tests/second_reader.yaml.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from discgen import paths
from discgen.errors import Problem
from discgen.filing import open_filing
from discgen.model import Disclosure
from discgen.yamlfile import reading

ROOT = Path(__file__).resolve().parents[1]
LISTED = ROOT / "tests" / "careful_reader.yaml"
AGAIN = ROOT / "tests" / "second_reader.yaml"
PAGE = ROOT / "docs" / "findings.md"

MEANT_FOR = {
    "算术": ("A1", "A2", "P1", "P207"),
    "增减": ("A117", "L106"),
    "单位": ("P204", "P304", "P305", "P409", "W207"),
    "符号": ("P303", "P306", "P405"),
    "比率": ("P211", "P301", "P302", "P307", "P308"),
    "年份": ("T",),
    "占位": ("P208", "W101"),
    "抄来": (
        *("P104", "P105", "P106", "P109", "P11", "P206", "P210", "P213", "P214", "P215", "P216", "P217"),
        *("W202", "W203", "W204", "W205", "W208", "W209", "W211"),
    ),
    "重复": ("P103", "P104", "P114", "P207", "P216", "P403", "P404", "P406", "P408", "W30"),
    "序号": ("W304",),
    "标点": ("W40",),
    "残留": ("A116", "P110", "W102"),
    "空缺": ("L1", "P113", "P203", "P209", "P402", "P407", "W210"),
    "用词": ("W104", "W201"),
    "级别": ("P201", "P202", "P212", "P305"),
    "词义": (),  # what words mean and whether they are right; no rule can tell
}
"""Which rules are meant for each kind of defect: the beginnings of their codes."""


@dataclass(frozen=True)
class Defect:
    """What a reader found.

    Attributes:
        place: Where, as `place_of` names places.
        kind: What is wrong, a key of `MEANT_FOR`.
        fact: The figures or words concerned.
        word: What tells it from others of its kind at its place, "" when nothing has to.
        doubtful: Whether a reader may let it pass.
        late: Whether only a rule brought it to light.
        takes: What a reader has to know to see it, "" where a rule can be expected to.
        certainty: How many readers would object, 高 or 中, in the second list.
    """

    place: str
    kind: str
    fact: str
    word: str = ""
    doubtful: bool = False
    late: bool = False
    takes: str = ""
    certainty: str = ""

    @classmethod
    def of(cls, entry: Mapping[str, str]) -> Defect:
        """A line of the hand-made list."""
        marks = (entry.get(name) == "是" for name in ("存疑", "后补"))
        known = (entry["处"], entry["类"], entry["事"])
        more = {"takes": entry.get("需", ""), "certainty": entry.get("确信", "")}
        return cls(*known, entry.get("字", ""), *marks, **more)


@dataclass(frozen=True)
class Found:
    """A finding of a rule: its code, its place as `place_of` names places, and its words."""

    code: str
    place: str
    message: str

    def is_of(self, defect: Defect) -> bool:
        """Whether the rule found what the reader found."""
        is_meant = self.code.startswith(MEANT_FOR[defect.kind])
        return is_meant and self.place == defect.place and defect.word in self.message


@dataclass(frozen=True)
class Comparison:
    """What was listed by hand beside what was found.

    Attributes:
        fixture: The disclosure.
        defects: What a reader found.
        findings: What the rules found.
        hints: How many findings of a rule were looked at and are true without being listed, by code.
        false: The findings that are no defects: code, place, and why not.
        again: What others found who read it later.
    """

    fixture: str
    defects: Sequence[Defect]
    findings: Sequence[Found]
    hints: Mapping[str, int] = field(default_factory=dict)
    false: Sequence[tuple[str, str, str]] = ()
    again: Sequence[Defect] = ()

    def missed(self, *, doubtful: bool) -> list[Defect]:
        """What no rule found, of that which is sure or of that which is doubtful."""
        return [one for one in self.listed(doubtful=doubtful) if not self.is_found(one)]

    def is_found(self, defect: Defect) -> bool:
        """Whether a rule found what a reader found."""
        return any(finding.is_of(defect) for finding in self.findings)

    def listed(self, *, doubtful: bool) -> list[Defect]:
        """What was listed before the rules were looked at."""
        return [one for one in self.defects if one.doubtful is doubtful and not one.late]

    def unexplained(self) -> list[Found]:
        """The findings of which nobody said whether they are true: those of no list, and new hints."""
        named = {(code, place) for code, place, _ in self.false}
        rest = [
            one
            for one in self.findings
            if (one.code, one.place) not in named and not any(map(one.is_of, (*self.defects, *self.again)))
        ]
        counted = Counter(one.code for one in rest)
        return [one for one in rest if counted[one.code] != self.hints.get(one.code)]

    def telling(self) -> list[Found]:
        """The findings that are no mere hints."""
        return [one for one in self.findings if one.code not in self.hints]

    def doubts(self) -> list[Found]:
        """The telling findings of what is doubtful and nothing else."""
        sure = [defect for defect in (*self.defects, *self.again) if not defect.doubtful]
        doubtful = [defect for defect in self.defects if defect.doubtful]
        return [
            one for one in self.telling() if any(map(one.is_of, doubtful)) and not any(map(one.is_of, sure))
        ]


def compare(original: Path, listed: Mapping[str, Any], again: Sequence[Mapping[str, str]]) -> Comparison:
    """Check an old disclosure and put the findings beside the lists."""
    filing = open_filing(original)
    findings = [
        Found(one.code, place_of(filing.disclosure, one), one.message)
        for one in filing.findings
        if one.code
    ]
    return Comparison(
        original.parent.name,
        [Defect.of(entry) for entry in listed["列出"]],
        findings,
        {code: int(number) for code, number in listed["提示"].items()},
        [tuple(entry) for entry in listed["误报"]],
        list(map(Defect.of, again)),
    )


def place_of(disclosure: Disclosure, problem: Problem) -> str:
    """Where a problem lies, in words that a reader uses: 项目3/合格率, 培训/培训次数, else its key path."""
    parts = paths.split(problem.path)
    performance = disclosure.performance
    if parts[:2] == ("绩效", "项目"):
        number = int(parts[2])
        rows = [one.level3 for one in performance.projects[number].indicators or ()]
        return _with_row(f"项目{number + 1}", rows, parts[3:])
    if parts[:2] == ("绩效", "整体指标"):
        return _with_row("整体指标", [one.level3 for one in performance.overall_indicators], parts[1:])
    if parts[:2] == ("绩效", "活动"):
        activity = performance.activities[int(parts[2])]
        if parts[3] != "分项":
            return activity.name
        part = activity.parts[int(parts[4])]
        return _with_row(part.name, [one.name for one in part.indicators], parts[5:])
    if parts[0] == "公布数":
        return str(parts[1]).removesuffix(".增减").removesuffix(".上年")
    return problem.path


def _with_row(place: str, rows: Sequence[str], rest: Sequence[str | int]) -> str:
    """A place with the row of its indicator table, where the rest of the path leads to one."""
    is_row = len(rest) > 1 and str(rest[0]).endswith("指标") and isinstance(rest[1], int)
    return f"{place}/{rows[int(rest[1])].strip()}" if is_row else place


def comparisons(shared: Path) -> Iterator[Comparison]:
    """All disclosures that were read by hand."""
    again = reading.read(AGAIN).data
    for name, listed in reading.read(LISTED).data.items():
        yield compare(shared / "fixtures" / name / "original.docx", listed, again[name])


_HEAD = """\
# What `discgen check` finds in real disclosures

Made by `python tools/findings.py`; held by `tests/test_careful_reader.py`. Three published disclosures,
which are not part of this repository, were read by hand, section by section and table by table, and every
contradiction and left-over was written down in `tests/careful_reader.yaml` before the rules were looked
at. Then `discgen check original.docx` was run and compared with the list.

- *Listed*: what any careful reader objects to, and how much of it was *found*. *Doubtful*: what one may let
  pass; it does not count as missed. Slips of the pen are not listed.
- *Findings*: all of them. *Hints* say true things that nobody would list: half-width punctuation,
  descriptions that repeat the name, consequences of another finding; they were looked at one by one.
  *Doubtful* are those that match nothing but what is doubtful.
- *Precision*: the true ones of the findings without hints; *worst* if whatever is doubtful were false.

The rules as they stood when the list was made found 72 %, 53 % and 59 % of it. They were then extended, by
general rules only, until they found it; so this table says what they were taught, the second reading below
how far that reaches. What is missed and *takes understanding* no rule finds that is true of every
disclosure: it would have to know what things are, and would object to words that are new but right as
often.

The clean samples give no finding at all (`tests/test_samples.py`).

| | listed | found | recall | doubtful | found | findings | hints | doubtful | false | precision | worst |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
"""


_AGAIN = """\
## A second reading

Others, who knew neither the rules nor the first list, read the same disclosures again, and objected to
far more: `tests/second_reader.yaml`. *Any*: what any careful reader objects to, *figures* the arithmetic,
directions, years, units and signs among it; *most*: what most would object to. A row of a table is listed
once for each reason. Most of what is missed compares meanings: goals that speak of something else than the
indicators, rows that belong to another project, what cannot be measured.

When these lists were new, the rules found 54.7 %, 64.5 % and 73.3 % of *any*, 87 %, 50 % and 100 % of
*figures*, 14 %, 2 % and 0 % of *most*. They were then extended once more; of a disclosure that nobody
tuned them for, expect what they found before.

| | any | found | recall | figures | found | recall | most | found | recall |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
"""

_PLAIN = {"算术", "增减", "年份", "单位", "符号"}
"""Kinds of defects that figures tell."""


def document(results: Sequence[Comparison]) -> str:
    """The page: a table of all disclosures, then what was missed and what was false in each."""
    lines = [_HEAD.rstrip("\n"), *(_row(one) for one in results)]
    lines += ["", _AGAIN.rstrip("\n"), *(_row_again(one) for one in results)]
    for title, of in (
        ("Missed", _missed),
        ("Missed of what any reader of the second reading objects to", _missed_again),
        ("False", _false),
        ("Found by rules only", _late),
    ):
        lines += ["", f"## {title}", "", *([line for one in results for line in of(one)] or ["None."])]
    return "\n".join(lines) + "\n"


def _row(one: Comparison) -> str:
    cells: list[int | str] = [one.fixture]
    for doubtful in (False, True):
        listed, missed = len(one.listed(doubtful=doubtful)), len(one.missed(doubtful=doubtful))
        cells += [listed, listed - missed] + [_share(listed - missed, listed)] * (not doubtful)
    telling, doubts, false = len(one.telling()), len(one.doubts()), len(one.false)
    cells += [len(one.findings), len(one.findings) - telling, doubts, false]
    cells += [_share(telling - false, telling), _share(telling - false - doubts, telling)]
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def _row_again(one: Comparison) -> str:
    any_reader = [defect for defect in one.again if defect.certainty == "高"]
    figures = [defect for defect in any_reader if defect.kind in _PLAIN]
    most = [defect for defect in one.again if defect.certainty == "中"]
    cells: list[int | str] = [one.fixture]
    for defects in (any_reader, figures, most):
        found = sum(map(one.is_found, defects))
        cells += [len(defects), found, _share(found, len(defects))]
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def _missed_again(one: Comparison) -> list[str]:
    missed = (defect for defect in one.again if defect.certainty == "高" and not one.is_found(defect))
    return [f"- {one.fixture}, {_named(defect)}" for defect in missed]


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %"


def _missed(one: Comparison) -> list[str]:
    sure = [f"- {one.fixture}, {_named(defect)}" for defect in one.missed(doubtful=False)]
    return sure + [f"- {one.fixture}, doubtful: {_named(defect)}" for defect in one.missed(doubtful=True)]


def _false(one: Comparison) -> list[str]:
    return [f"- {one.fixture}, {code} at {place}: {why}" for code, place, why in one.false]


def _late(one: Comparison) -> list[str]:
    return [f"- {one.fixture}, {_named(defect)}" for defect in one.defects if defect.late]


def _named(defect: Defect) -> str:
    takes = f" (takes understanding: {defect.takes})" if defect.takes else ""
    return f"{defect.place}: {defect.fact}{takes}"


def main() -> None:
    """Compare all disclosures and write the page."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared"
    page = document(list(comparisons(shared)))
    PAGE.write_text(page, encoding="utf-8")
    sys.stdout.write(page)


if __name__ == "__main__":
    main()
