"""What a comparison finds, as plain values that any page or table can show."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from discgen.diff.words import Passage


class Fate(StrEnum):
    """What became of an item of a list; the value is the word shown to the user."""

    ADDED = "新增"
    REMOVED = "取消"
    RENAMED = "改名"
    MOVED = "顺序有变"


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that is not what it was.

    Attributes:
        key: Its key path, in the newer file where it is there.
        title: What it is.
        old: What it was, in the newer file's unit; None for nothing.
        new: What it is; None for nothing.
        unit: The unit of money, "" for other figures.
        computed: Whether it follows from other figures.
    """

    key: str
    title: str
    old: Decimal | None
    new: Decimal | None
    unit: str
    computed: bool

    @property
    def delta(self) -> Decimal | None:
        """How much more it is; None when one of the two is not there."""
        return None if self.old is None or self.new is None else self.new - self.old

    @property
    def percent(self) -> Decimal | None:
        """The change in percent of what it was; None when that is nothing, or it is no money."""
        if self.delta is None or not self.old or not self.unit:
            return None
        return self.delta / self.old * 100


@dataclass(frozen=True, slots=True)
class TextChange:
    """Words that are not what they were.

    Attributes:
        key: Their key path, in the newer file where they are there.
        title: What they are.
        passages: What was kept and what changed.
    """

    key: str
    title: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item that came to a list, went or is called otherwise; or a list in another order.

    Attributes:
        key: Its key path, in the newer file where it is there; the list's, if it is the order.
        title: What the list holds.
        fate: What became of it.
        name: What it is called, "" for the list as a whole.
        former: What it was called, if otherwise.
        size: The amount that says how large it is, in the newer file's unit, where there is one.
    """

    key: str
    title: str
    fate: Fate
    name: str = ""
    former: str = ""
    size: Decimal | None = None


Change = FigureChange | TextChange | ItemChange


@dataclass(frozen=True, slots=True)
class Group:
    """The changes in one item of a list, or those of a section that are in none.

    Attributes:
        title: The item, "" for none.
        items: What came to lists, went or is called otherwise.
        figures: What figures changed.
        texts: What words changed.
    """

    title: str
    items: tuple[ItemChange, ...]
    figures: tuple[FigureChange, ...]
    texts: tuple[TextChange, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The changes of one of the nine sections, or of what belongs to none.

    Attributes:
        title: Its title.
        groups: Those with changes, in the order of the newer file.
    """

    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one disclosure to another.

    Attributes:
        unit_name: The department or unit, as the newer one names it.
        old: What the older one is called.
        new: What the newer one is called.
        unit: The unit of money.
        totals: Whether what is computed was compared.
        sections: Those with changes, in their order.
    """

    unit_name: str
    old: str
    new: str
    unit: str
    totals: bool
    sections: tuple[Section, ...]
