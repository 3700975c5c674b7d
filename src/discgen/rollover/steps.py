"""The steps of a rollover: each enters its changes into a patch of the file."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from discgen import paths
from discgen.figures import FigureBook
from discgen.model import Disclosure
from discgen.model.texts import texts_of
from discgen.rollover.amounts import amounts_dated, amounts_repeated
from discgen.rollover.before import state_last_year
from discgen.rollover.blanks import Blank, Kind, blanks
from discgen.rollover.codes import advance_codes
from discgen.rollover.marks import NOTE, TO_FILL, to_fill
from discgen.rollover.once import keeps_its_years, signs_of_once
from discgen.rollover.remarks import Remark
from discgen.rollover.stale import Renewed, counts_of, is_own, stale_amounts, where_told
from discgen.rollover.texts import advance_texts, fixed_names
from discgen.rollover.years import Years
from discgen.yamlfile import LINE_END, shorten
from discgen.yamlfile.layout import KeyPath
from discgen.yamlfile.patching import Patch

DROPPED = {
    "公布数": "{}年的公布数，不再沿用：",
    "核实": "{}年核实过的问题，今年还有的重新核实：",
}
"""What held for the year that ends only, and what is said above it."""
_REVISED = {
    ("政府采购", "项目"): "{}年的采购项目；今年不采购的删去，全年没有采购的写 []",
    ("未识别",): "从{}年的文件照搬，核对今年是否合用",
}
_OPENING = "年初"
_MOST_TOLD = 10


@dataclass(frozen=True, slots=True)
class Steps:
    """One rollover.

    Attributes:
        disclosure: The year that ends.
        book: Its figures.
        years: From which year to which.
        patch: The changes to its file.
    """

    disclosure: Disclosure
    book: FigureBook
    years: Years
    patch: Patch

    def run(self) -> Iterator[Remark]:
        """Take all steps, and yield what there is to say."""
        self.patch.replace(("年度",), str(self.years.new))
        state_last_year(self.patch, self.disclosure, self.book, self.years.step)
        found = list(blanks(self.patch.layout.source.root))
        self._leave_blank(found)
        self._drop()
        self._comment_lists()
        blank = {one.path for one in found}
        fixed = fixed_names(self.disclosure, self.years.old)
        marked = dict(stale_amounts(self.disclosure, self.book, self.patch.layout, fixed))
        yield from advance_texts(self.patch, self.disclosure, self.years, blank, marked)
        self._tell_what_was_marked(marked)
        yield from self._settled(marked)
        yield from advance_codes(self.patch, self.disclosure, self.years)
        repeated = dict.fromkeys(amounts_repeated(self.disclosure, self.book))
        yield from self._amounts(repeated, blank, marked)
        dated = dict.fromkeys(amounts_dated(self.disclosure, self.years, fixed))
        yield from self._dated_amounts((one for one in dated if one not in repeated), blank, marked)
        yield from self._counts(marked)
        yield from self._projects()

    def _leave_blank(self, found: list[Blank]) -> None:
        """Clear the values of the year; comments keep what they were."""
        for _, together in groupby(found, key=lambda blank: self.patch.layout.block(blank.path)):
            cleared = [blank for blank in together if not self._opens_with_closing(blank)]
            former = []
            for path, kind in cleared:
                if kind is Kind.WORDS:
                    self.patch.above(path, *self._former_words(path))
                else:
                    former.append((str(path[-1]), self.patch.layout.written(path)))
                self.patch.clear(path)
            if cleared:
                comment = to_fill(self.years.old, former) if former else TO_FILL
                self.patch.behind(cleared[0].path, comment)

    def _opens_with_closing(self, blank: Blank) -> bool:
        """Make the closing figure of assets the opening one of the next year; False if it is none."""
        if blank.kind is not Kind.OPENING or self.years.step > 1:
            return False
        *above, key = blank.path
        closing = (*above, str(key).removeprefix(_OPENING))
        if closing[-1] not in self.patch.layout.node(above).data:
            return False
        self.patch.replace(blank.path, self.patch.layout.written(closing))
        return True

    def _former_words(self, path: KeyPath) -> Iterator[str]:
        first, *others = LINE_END.split(self.patch.layout.node(path).data.strip())
        yield f"{NOTE}{self.years.old}年写的是：{first}"
        yield from (f"{NOTE}　　{line}" for line in others)

    def _drop(self) -> None:
        """Make comments of what held for the year that ends only."""
        for key, words in DROPPED.items():
            if key in self.patch.layout.source.data:
                self.patch.above((key,), NOTE + words.format(self.years.old))
                self.patch.comment_out((key,), NOTE)

    def _comment_lists(self) -> None:
        """Say above lists whose items may come and go what to do with them."""
        data = self.patch.layout.source.data
        for path, words in _REVISED.items():
            below = data.get(path[0])
            if below and (len(path) == 1 or below.get(path[1])):
                self.patch.above(path, NOTE + words.format(self.years.old))

    def _tell_what_was_marked(self, marked: Mapping[KeyPath, Renewed]) -> None:
        """Keep in comments what stood where marks stand now."""
        for path, together in groupby(marked, key=where_told):
            former = [amount for one in together for amount in marked[one].former]
            if not former:
                continue
            more = f"等{len(former)}处" if len(former) > _MOST_TOLD else ""
            told = "、".join(former[:_MOST_TOLD]) + more
            self.patch.above(path, f"{NOTE}{self.years.old}年写的是：{told}")

    def _settled(self, marked: Mapping[KeyPath, Renewed]) -> Iterator[Remark]:
        """Tell which words no longer say which way the figures moved."""
        for path, one in marked.items():
            for before, now in one.settled:
                yield Remark(path, f"“{before}”改成了“{now}”")

    def _amounts(
        self, found: Iterable[tuple[str, str]], blank: Container[KeyPath], marked: Mapping[KeyPath, Renewed]
    ) -> Iterator[Remark]:
        """Remark where words repeat an amount of the year that ends."""
        for key, words in found:
            path = paths.split(key)
            text = marked[path].text if path in marked else self.patch.layout.written(path)
            if path not in blank and (path not in marked or words in text):
                self.patch.above(path, f"{NOTE}“{words}”是{self.years.old}年的数，核对")
                offset = max(0, text.find(words))
                yield Remark(path, f"“{words}”是{self.years.old}年的数", "今年不同的，改成今年的", offset)

    def _dated_amounts(
        self, found: Iterable[tuple[str, str]], blank: Container[KeyPath], marked: Mapping[KeyPath, Renewed]
    ) -> Iterator[Remark]:
        """Remark where an amount stays in a sentence whose year advances."""
        for key, words in found:
            path = paths.split(key)
            if path in blank or path in marked or is_own(path):
                continue
            self.patch.above(path, f"{NOTE}“{words}”没有改，同一句里的年份改了，核对")
            offset = max(0, self.patch.layout.written(path).find(words))
            message = f"“{words}”没有改，同一句里的年份改了"
            yield Remark(path, message, "今年不同的，改成今年的；说的是往年的，改回年份", offset)

    def _counts(self, marked: Mapping[KeyPath, Renewed]) -> Iterator[Remark]:
        """Remark how many of something the file's own words tell of."""
        for key, _ in texts_of(self.disclosure):
            path = paths.split(key)
            if not is_own(path):
                continue
            written = marked[path].text if path in marked else self.patch.layout.written(path)
            if counts := counts_of(written):
                words = "、".join(counts[:_MOST_TOLD])
                self.patch.above(path, f"{NOTE}“{words}”是{self.years.old}年写的，核对")
                offset = max(0, written.find(counts[0]))
                yield Remark(path, f"“{words}”是{self.years.old}年写的", "今年不同的，改成今年的", offset)

    def _projects(self) -> Iterator[Remark]:
        """Remark which projects were probably for one year only."""
        for path, name in self._project_names():
            if signs := signs_of_once(name):
                shown = "、".join(f"“{sign}”" for sign in signs)
                if keeps_its_years(name, self.years.old):
                    message = f"名称里有{shown}，像是一次性项目"
                else:
                    message = f"名称里有年份{shown}，已改成新的年份"
                self.patch.above(path, f"{NOTE}{message}；今年没有的，删去")
                yield Remark(path, f"项目“{shorten(name)}”{message}", "今年没有的，删去")

    def _project_names(self) -> Iterator[tuple[KeyPath, str]]:
        """Where the projects stand, and their names; those of the 2017 form are parts of activities."""
        for number, item in enumerate(self.disclosure.expenditure.projects.items or ()):
            yield ("支出", "项目支出", "明细", number), item.name
        for number, activity in enumerate(self.disclosure.performance.activities):
            for place, part in enumerate(activity.parts):
                yield ("绩效", "活动", number, "分项", place), part.name
        for number, project in enumerate(self.disclosure.performance.projects):
            yield ("绩效", "项目", number), project.name
