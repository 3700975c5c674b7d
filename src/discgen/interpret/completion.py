"""What follows from the values of a document: names, last year, and what was published otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import Any

import regex

from discgen import paths
from discgen.figures import FigureBook
from discgen.interpret.evidence import UNCOUNTED, Data, Evidence
from discgen.interpret.fields import Kind
from discgen.interpret.folding import comparable, folded, squeezed
from discgen.interpret.patterns import DOWN, NUMBER
from discgen.interpret.values import number_in, plain
from discgen.model import LastYear
from discgen.model.disclosure import BLANKS

_SIZE = regex.compile(NUMBER)
_CAPTION = regex.compile(
    r"^\s*(?:表\s*[0-9一二三四五六七八九十]{0,3}|[0-9]{1,3})?[\s、.．:：]*|(?:项目)?(?:支出)?绩效(?:目标)?(?:申报)?表\s*$"
)
UNKNOWN_UNIT = "单位名称未识别"
UNKNOWN_YEAR = 2000
OTHER_PROJECTS = ("其他项目支出", "项目支出")
"""What project expenditure is called that a document does not itemise: its rest, or all of it."""


def enter_names(evidence: Evidence, data: Data) -> None:
    """The unit's names and code: what most places say; projects of other units say so themselves."""
    kind = evidence.name("称谓") or "部门"
    title = evidence.name("文中名称") or _first_institution(data)
    own = _shared(evidence, "单位名称") or _only_institution(data)
    data.put(("单位", "名称"), own or title or UNKNOWN_UNIT)
    if None not in {own, title} and own != title:
        data.put(("单位", "标题名称"), title)
    code = _commonest(value.text for value in evidence.values if value.path[-1] == "单位代码")
    if code is not None:
        data.put(("单位", "代码"), code)
    if kind != "部门":
        data.put(("单位", "称谓"), kind)
    speaks = evidence.name("文中自称")
    if speaks is not None and speaks != f"我{kind}":
        data.put(("单位", "自称"), speaks)
    if (county := evidence.name("县")) is not None:
        data.put(("单位", "县"), county)


def _shared(evidence: Evidence, key: str) -> str | None:
    """The name that most project tables bear."""
    return _commonest(value.text for value in evidence.values if value.path[-1] == key)


def _commonest(values: Iterator[str] | Any) -> str | None:
    count = Counter(values)
    return max(count, key=lambda text: count[text]) if count else None


def _only_institution(data: Data) -> str | None:
    """The name of the one institution there is: the unit itself, under its formal name."""
    institutions = data.get(("机构设置",)) or []
    return str(institutions[0].get("名称")) if len(institutions) == 1 else None


def _first_institution(data: Data) -> str | None:
    name = data.get(("机构设置", 0, "名称"))
    return str(name) if name else None


def name_projects(data: Data) -> None:
    """Name the projects that only the titles of their tables name."""
    for project in (data.get(("绩效",)) or {}).get("项目", ()):
        name = _CAPTION.sub("", project.get("标题", ""))
        if name:
            project.setdefault("名称", name)


def complete_projects(evidence: Evidence, data: Data) -> None:
    """Project expenditure that is printed as a sum only, wholly or in part, becomes unlisted items."""
    path = ("支出", "项目支出", "明细")
    whole = (*path[:-1], "合计")
    total = next((number_in(value.text) for value in evidence.observed() if value.path == whole), None)
    if total is None:
        return
    items: list[dict[str, Any]] = data.get(path) or []
    listed = sum((item.get("金额", Decimal(0)) for item in items), start=Decimal(0))
    if listed < total:
        rest = (*path, len(items))
        name = OTHER_PROJECTS[0 if items else 1]
        data.put((*rest, "名称"), name)
        data.put((*rest, "金额"), plain(total - listed))
        data.put((*rest, "列示"), "否")
    elif not items:
        data.root.setdefault("支出", {}).setdefault("项目支出", {})["明细"] = []


def published_figures(evidence: Evidence, book: FigureBook) -> dict[str, Decimal | str]:
    """Figures that the document prints otherwise than they would be printed now, as it prints them."""
    published: dict[str, Decimal | str] = {}
    seen: set[str] = set()
    for value in evidence.figures():
        key, number = paths.join(value.path), number_in(value.text)
        if key in seen or number is None:
            continue
        seen.add(key)
        if key not in book.this_year or comparable(book.printed(key)) != comparable(value.text):
            published[key] = number
    return published | _left_out(evidence, book, seen)


def _left_out(evidence: Evidence, book: FigureBook, stated: AbstractSet[str]) -> dict[str, str]:
    """What stands in the stead of figures that the document states nowhere."""
    figures = (value for value in evidence.figures() if value.path[-1] not in UNCOUNTED)
    found = ((paths.join(value.path), squeezed(value.text)) for value in figures)
    return {
        key: words
        for key, words in found
        if words in BLANKS and key not in stated and (words or key in book.this_year)
    }


def changes(evidence: Evidence) -> Iterator[tuple[str, Decimal]]:
    """The changes against last year that the document prints: key and signed size."""
    direction: dict[str, str] = {}
    for value in evidence.values:
        key = paths.join(value.path)
        if value.field.kind is Kind.DIRECTION:
            direction[key] = value.text
        elif value.field.kind is Kind.SIZE and key in direction:
            yield key, _signed(direction.pop(key), value.text)
        elif value.field.kind is Kind.CHANGE:
            yield key, _signed(value.text, value.text)
        elif value.field.kind is Kind.UNCHANGED:
            yield key, Decimal(0)


def _signed(words: str, size: str) -> Decimal:
    found = _SIZE.search(folded(size).text)
    number = Decimal(found[0].replace(",", "")) if found else Decimal(0)
    return -number if squeezed(words).startswith(DOWN) else number


def last_year(evidence: Evidence, book: FigureBook) -> dict[str, Decimal]:
    """Last year's figures, as far as the document states them or they follow from changes.

    A total that is the sum of its parts is left out; one that is not gives way to them, and its change is
    kept as it was published.
    """
    known: dict[str, Decimal] = {}
    for value in evidence.values:
        number = number_in(value.text) if value.field.kind is Kind.BEFORE else None
        if number is not None:
            known.setdefault(paths.join(value.path), number)
    for key, change in changes(evidence):
        shown = book.shown(key)
        if shown is not None and shown >= change:
            known.setdefault(key, plain(shown - change))
    known = {key: value for key, value in known.items() if key in LastYear.attribute_of}
    for whole, parts in LastYear.SUMS.items():
        if all(part in known or (part in LastYear.SUMS and _is_known(part, known)) for part in parts):
            known.pop(whole, None)
    return {key: known[key] for key in LastYear.attribute_of if key in known}


def _is_known(whole: str, known: Mapping[str, Decimal]) -> bool:
    return all(part in known for part in LastYear.SUMS[whole])


def published_changes(evidence: Evidence, book: FigureBook) -> dict[str, Decimal]:
    """Changes that the document prints otherwise than they follow from the figures."""
    published: dict[str, Decimal] = {}
    for key, change in changes(evidence):
        if f"{key}.增减" not in published and book.change(key) != change:
            published[f"{key}.增减"] = change
    return published
