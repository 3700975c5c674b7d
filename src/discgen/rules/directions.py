"""Words that say which way a figure moved, against the way it moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from discgen.errors import Severity
from discgen.model.texts import texts_of
from discgen.rules.registry import Case, Finding, rule
from discgen.rules.repair import plain
from discgen.rules.shown import shown_change

_UP = "增加|增长|增多|上升|上涨|调增|新增"
_DOWN = "减少|下降|压减|压缩|缩减|削减|调减|核减"
_FLAT = re.compile(r"持平|无增减变化|没有增减|没有变化|无变化")
_DIRECTIONS = ((1, re.compile(_UP)), (-1, re.compile(_DOWN)))

_CITATION = re.compile(
    r"\{\{\s{0,9}(?P<key>[^{}]{1,80}?)(?P<aspect>\.(?:变化|增减|方向|上年|[^{}.]{2}或[^{}.]{2,4}))?\s{0,9}\}\}"
)
_CLAIM = re.compile(
    rf"(?:(?P<up>{_UP}|提高)|(?P<down>{_DOWN}|降低))了?\s{{0,9}}\{{\{{\s{{0,9}}(?P<key>[^{{}}]{{1,80}}?)\.增减\s{{0,9}}\}}\}}"
)
_SENTENCE = re.compile(r"[^。\n]+")
_PART = re.compile(r"[^。；;\n]+")
_CLAUSE = re.compile(r"[^，,。；;\n]+")
_REASON = re.compile(r"(?:主要原因|主要|原因)(?:是因为|是由于|是|为)?[：:]?|由于|因为")
_UNSURE = re.compile(
    r"(?<![比较与同])(?:上年|去年|上一年|往年)|控|防止|避免|杜绝|同时|其他|其它|个别|但|虽|收入"
)
"""In a clause whose direction need not be that of the figure."""

_STATEMENTS = {"增减说明": "支出.合计", "三公经费说明": "三公经费.合计", "三公增减": "三公经费.合计"}
"""Sentences about changes, with the figure they are about."""
_REASONS = {
    "增减原因.总体": "支出.合计",
    "增减原因.基本支出": "支出.基本支出.合计",
    "增减原因.项目支出": "支出.项目支出.合计",
    "三公经费.原因.总体": "三公经费.合计",
    "三公经费.原因.因公出国费": "三公经费.因公出国费",
    "三公经费.原因.公务用车": "三公经费.公务用车",
    "三公经费.原因.公务接待费": "三公经费.公务接待费",
}
"""Reasons, with the figure they explain."""
_SUBJECTS = (
    (re.compile(r"基本支出|人员.*公用|公用.*人员"), "支出.基本支出.合计"),
    (re.compile(r"人员(?:类项目)?(?:经费|支出)"), "支出.基本支出.人员经费"),
    (re.compile(r"公用(?:项目)?(?:经费|支出|费用)"), "支出.基本支出.公用经费"),
    (re.compile(r"项目支出|项目经费"), "支出.项目支出.合计"),
    (re.compile(r"用车购置及|车辆购置及"), "三公经费.公务用车"),
    (re.compile(r"[车辆](?:的)?(?:运行|运维|维修|燃料)|运行维护|运维"), "三公经费.公务用车运行费"),
    (re.compile(r"购[置买].{0,6}车|[车辆]购置"), "三公经费.公务用车购置费"),
    (re.compile(r"接待"), "三公经费.公务接待费"),
    (re.compile(r"出国"), "三公经费.因公出国费"),
)
"""What a clause speaks of; the first that fits."""


@dataclass(frozen=True, slots=True)
class _Reason:
    """Why something changed.

    Attributes:
        path: Where it stands.
        text: The words.
        figure: The key of the figure it explains; "" when that is not clear.
    """

    path: str
    text: str
    figure: str


@rule("A117", Severity.ERROR, "写明的增加、减少、持平与数的增减一致", "算术")
def words_follow_the_change(case: Case) -> Iterator[Finding]:
    """Where a sentence has the word for the direction in itself, the figures move that way."""
    for path, text in texts_of(case.disclosure):
        claims = {(match["key"], 1 if match["up"] else -1): match[0] for match in _CLAIM.finditer(text)}
        claims |= {(key, 0): "持平" for key in _said_to_be_the_same(case, path, text)}
        for (key, direction), words in claims.items():
            change = shown_change(case, key)
            if change is not None and _sign(change) not in _allowed(direction):
                yield Finding(
                    path,
                    f"写的是“{words}”，而“{key}”比上年{_moved(change)}",
                    f"把这几个字换成 {{{{ {key}.变化 }}}}，方向和数由程序填写",
                )


def _allowed(direction: int) -> set[int]:
    """The ways that figures may move which are said to move one way; 增加0万元 is as good as 持平."""
    return {direction, 0}


@rule("L106", Severity.WARNING, "增减原因与增减的方向一致", "地方预决算公开操作规程")
def reasons_follow_the_change(case: Case) -> Iterator[Finding]:
    """A reason that only speaks of more does not explain less, nor the other way round."""
    for reason in _reasons(case):
        clauses = [clause[0] for clause in _CLAUSE.finditer(reason.text)]
        directions = {direction for clause in clauses for direction in _directions(clause)}
        if len(directions) != 1 or _UNSURE.search(reason.text):
            continue
        [direction] = directions
        for clause in clauses:
            key = _subject(clause) or reason.figure
            change = shown_change(case, key) if _directions(clause) else None
            if change is not None and _sign(change) == -direction:
                yield Finding(
                    reason.path,
                    f"原因里说“{clause.strip()}”，而“{key}”比上年{_moved(change)}",
                    "核对原因和上年数",
                )
                break


def _reasons(case: Case) -> Iterator[_Reason]:
    """The reasons that the file gives, in fields of their own and in its own sentences."""
    wording = {f"措辞.{name}" for name in _STATEMENTS}
    for path, text in texts_of(case.disclosure):
        if path in _REASONS:
            yield _Reason(path, text, _REASONS[path])
        elif path in wording:
            for part in _PART.finditer(text):
                before, words = _split(part[0])
                cited = {match["key"] for match in _CITATION.finditer(before) if match["aspect"]}
                yield _Reason(path, words, cited.pop() if len(cited) == 1 else "")


def _split(part: str) -> tuple[str, str]:
    """A part of a sentence before and after the words that introduce a reason."""
    match = _REASON.search(part)
    return (part, "") if match is None else (part[: match.start()], part[match.end() :])


def _said_to_be_the_same(case: Case, path: str, text: str) -> Iterator[str]:
    """The figures that a sentence about changes says are what they were."""
    name = path.removeprefix("措辞.")
    if name == path or name not in _STATEMENTS:
        return
    for sentence in _SENTENCE.finditer(text):
        for match in _FLAT.finditer(sentence[0]):
            before = sentence[0][: match.start()]
            cited = (one["key"] for one in _CITATION.finditer(before))
            figures = [key for key in cited if key in case.book.this_year]
            clause = re.split("[，,；;]", before)[-1]
            yield _subject(clause) or (figures[-1] if figures else _STATEMENTS[name])


def _subject(clause: str) -> str:
    """The figure that a clause speaks of; "" when it names none."""
    return next((key for pattern, key in _SUBJECTS if pattern.search(clause)), "")


def _directions(clause: str) -> set[int]:
    """Which ways a clause says that something moved."""
    return {direction for direction, pattern in _DIRECTIONS if pattern.search(clause)}


def _sign(change: Decimal) -> int:
    return (change > 0) - (change < 0)


def _moved(change: Decimal) -> str:
    words = {1: "增加 ", -1: "减少 ", 0: "持平"}
    return words[_sign(change)] + (plain(abs(change)) if change else "")
