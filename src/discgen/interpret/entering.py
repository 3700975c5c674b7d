"""The data of a file as far as the values in a document make it, its own words left aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from discgen.figures import FigureBook
from discgen.interpret import completion
from discgen.interpret.completion import UNKNOWN_YEAR
from discgen.interpret.drafting import Draft
from discgen.interpret.evidence import Data, Evidence, enter, enter_alternatives
from discgen.interpret.fields import ITEM
from discgen.interpret.layout import Layout
from discgen.interpret.pruning import prune
from discgen.interpret.reading import Reading
from discgen.interpret.undivided import complete_sums
from discgen.interpret.values import Path
from discgen.model import SCHEMA_VERSION, Disclosure

_YEAR = re.compile("(20[0-9]{2})年")
_CODE = re.compile("[0-9]{6}([0-9]{2})P")


class Entered:
    """The values of a document as the data of a file.

    Args:
        reading: What was read of the document.

    Attributes:
        data: The data.
        misread: Numbers of the pieces of items that no file may hold; without them, others would bear their
            numbers.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._form = reading.layout.form
        self.data = Data()
        gone = [path for path in self._enter() if isinstance(path[-1], int)]
        self.misread = self.pieces_at(gone)
        if not self.misread:
            self._state_figures()

    def draft(self) -> Draft:
        """What the data says and prints as it is now."""
        return Draft(self.data.root, self._form)

    def _enter(self) -> list[Path]:
        """Enter what the document states once; what no file may hold is taken out again."""
        evidence, root = self._reading.evidence, self.data.root
        root["格式版本"] = SCHEMA_VERSION
        root["版式"] = self._form.name
        root["年度"] = (
            evidence.year()
            or _commonest_year(self._reading.layout)
            or _year_of_codes(evidence)
            or UNKNOWN_YEAR
        )
        enter(evidence, self.data, self._styles())
        completion.enter_names(evidence, self.data)
        enter_alternatives(evidence, self.data)
        completion.name_projects(self.data)
        pruned = prune(root)
        completion.complete_projects(evidence, self.data)
        if not pruned:
            complete_sums(self._reading, self.data, self._form)
        return pruned

    def _styles(self) -> FigureBook:
        """How the form prints figures."""
        stated = {value.text for value in self._reading.evidence.values if value.path == ("项目表单位",)}
        unit: Literal["万元", "元"] = "元" if stated == {"元"} else "万元"
        settings = Disclosure.model_construct(project_unit=unit, decimals=None)
        return FigureBook({}, {}, "万元", self._form.number_formats(settings))

    def pieces_at(self, paths: Iterable[Path]) -> frozenset[int]:
        """The numbers of the pieces that belong to the items of lists at or above some key paths."""
        items = {
            ((*path[:place], ITEM), part)
            for path in paths
            for place, part in enumerate(path)
            if isinstance(part, int)
        }
        placed, units = self._reading.layout.placed, self._reading.layout.units
        return frozenset(
            number
            for number, item in self._reading.items.items()
            if (units[placed[number].unit].loop, item) in items
        )

    def _state_figures(self) -> None:
        """State last year's figures, and those that were published otherwise than they are computed."""
        evidence, root = self._reading.evidence, self.data.root
        published = completion.published_figures(evidence, self.draft().book)
        if published:
            root["公布数"] = published
        last_year = completion.last_year(evidence, self.draft().book)
        if last_year:
            root["上年"] = last_year
        changes = completion.published_changes(evidence, self.draft().book)
        if changes:
            root["公布数"] = published | changes


def _year_of_codes(evidence: Evidence) -> int | None:
    """The latest year in which a project was entered with the finance office, as their codes say."""
    codes = (_CODE.match(value.text) for value in evidence.values if value.path[-1] == "编码")
    return max((2000 + int(found[1]) for found in codes if found), default=None)


def _commonest_year(layout: Layout) -> int | None:
    """The year that the document speaks of most."""
    texts = [one.piece.folded.text for one in layout.placed]
    years = Counter(int(year) for text in texts for year in _YEAR.findall(text))
    return max(years, key=lambda year: years[year]) if years else None
