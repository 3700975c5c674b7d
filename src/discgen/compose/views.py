"""The model as templates see it: under its Chinese keys, entered and computed values alike.

`{{ 收入.合计 }}` reaches a `FigureView`, which prints the figure and marks it with its key. What is not
filled in becomes a `Missing`, which is false in a condition and is reported when it is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from discgen.blocks import Run
from discgen.figures import FigureBook
from discgen.model import Entry

_HOW_MUCH = "多少"
_CHANGE_WORDS = {1: "增加", -1: "减少", 0: "持平"}


class Ledger:
    """What the views of one disclosure share.

    Args:
        book: The figures.
        words: The form's vocabulary.
        render: Renders running text that cites figures: text and key path to markup.
    """

    def __init__(
        self, book: FigureBook, words: dict[str, str], render: Callable[[str, str], Markup]
    ) -> None:
        self.book = book
        self.words = words
        self.render = render
        self.missing: dict[str, str] = {}
        """What was printed though nothing is filled in: key path and title, in the order met."""
        self.blank: dict[str, str] = {}
        """What cells of tables would have to show, likewise: they were left empty."""


def marked(text: str, key: str) -> Markup:
    """Markup of a figure with the key it came from."""
    return Markup('<data key="{}">{}</data>').format(key, text)


class FigureView:
    """A figure: prints itself, and knows last year's value and the change."""

    __slots__ = ("_key", "_ledger")

    def __init__(self, key: str, ledger: Ledger) -> None:
        self._key = key
        self._ledger = ledger

    def __html__(self) -> str:
        """The figure, marked with its key."""
        return marked(str(self), self._key)

    def __str__(self) -> str:
        """The figure as it is printed."""
        return self._ledger.book.printed(self._key)

    def __bool__(self) -> bool:
        """Whether it is other than 0."""
        return bool(self._ledger.book.shown(self._key))

    def run(self) -> Run:
        """The figure as a run of a table cell."""
        return Run(str(self), self._key)

    def __getitem__(self, name: str) -> object:
        """What can be cited of a figure besides itself.

        `上年` is last year's figure, `方向` the form's word for 增加, 减少 or 持平, `增减` the size of the
        change, and `变化` word and size with the unit. `增长或下降` is one of the two words, the first for
        more, and `增长或下降多少` that word with size and unit; where nothing changed, both are the form's
        word for it.

        Raises:
            KeyError: The name is none of these.
        """
        book = self._ledger.book
        up, either, down = name.partition("或")
        if not either and name not in {"上年", "方向", "增减", "变化"}:
            raise KeyError(name)
        change = book.change(self._key)
        if change is None:
            return Missing(f"上年.{self._key}", self._ledger)
        word = self._ledger.words[_CHANGE_WORDS[(change > 0) - (change < 0)]]
        if either and change:
            word = up if change > 0 else down.removesuffix(_HOW_MUCH)
        if either and not down.endswith(_HOW_MUCH):
            return word
        size = marked(book.printed_change(self._key, change), f"{self._key}.增减")
        if name == "方向":
            return word
        if name == "增减":
            return size
        if name == "上年":
            return marked(book.printed_before(self._key), f"{self._key}.上年")
        return Markup("{}{}{}").format(word, size, book.style(self._key).unit) if change else word


class Missing:
    """Something the form asks for and the file does not say."""

    __slots__ = ("_ledger", "_path", "_title")

    def __init__(self, path: str, ledger: Ledger, title: str = "") -> None:
        self._path = path
        self._ledger = ledger
        self._title = title

    def __html__(self) -> str:
        """Nothing, and a note in the ledger."""
        return str(self)

    def __str__(self) -> str:
        """Nothing, and a note in the ledger."""
        self._ledger.missing.setdefault(self._path, self._title)
        return ""

    def leave_blank(self) -> None:
        """Leave the cell of a table empty that would have to show it; a note in the ledger."""
        self._ledger.blank.setdefault(self._path, self._title)

    def __bool__(self) -> bool:
        """False."""
        return False

    def __iter__(self) -> Iterator[object]:
        """No items."""
        return iter(())

    def __getitem__(self, name: object) -> Missing:
        """What stands below something missing is missing."""
        path = f"{self._path}[{name}]" if isinstance(name, int) else f"{self._path}.{name}"
        return Missing(path, self._ledger)


class ProseView(str):
    """Running text; figures cited in it are rendered when it is printed."""

    __slots__ = ("_ledger", "_path")
    _ledger: Ledger
    _path: str

    @classmethod
    def of(cls, text: str, path: str, ledger: Ledger) -> ProseView:
        """Wrap the text that stands at `path`."""
        view = cls(text)
        view._ledger = ledger
        view._path = path
        return view

    def __html__(self) -> str:
        """The text escaped, with the figures it cites."""
        return self._ledger.render(str(self), self._path) if "{" in self else str(escape(str(self)))


class EntryView:
    """A mapping of the file."""

    __slots__ = ("_entry", "_ledger", "_path")

    def __init__(self, entry: Entry, path: str, ledger: Ledger) -> None:
        self._entry = entry
        self._path = path
        self._ledger = ledger

    @property
    def path(self) -> str:
        """The entry's key path, "" for the whole file."""
        return self._path

    def __getitem__(self, name: str) -> object:
        """The value under a Chinese key.

        Raises:
            KeyError: The model knows no such key.
        """
        entry = self._entry
        attribute = entry.attribute_of.get(name)
        path = f"{self._path}.{name}" if self._path else name
        if attribute is None:
            return view_of(entry.computed_figures[name].value(entry), path, self._ledger)
        value = getattr(entry, attribute)
        if value is None and not self._ledger.book.is_stated(path):
            return Missing(path, self._ledger, type(entry).model_fields[attribute].title or name)
        if name in entry.prose_keys:
            return ProseView.of(value, path, self._ledger)
        return view_of(value, path, self._ledger)

    def keys(self) -> list[str]:
        """The keys that can be cited."""
        return [*self._entry.attribute_of, *self._entry.computed_figures]


def view_of(value: Any, path: str, ledger: Ledger) -> object:
    """How templates see a value of the model."""
    if isinstance(value, Decimal) or ledger.book.is_stated(path):
        return FigureView(path, ledger)
    if value is None:
        return Missing(path, ledger)
    if isinstance(value, Entry):
        return EntryView(value, path, ledger)
    if isinstance(value, tuple):
        return [view_of(item, f"{path}[{number}]", ledger) for number, item in enumerate(value)]
    if isinstance(value, int):
        return marked(str(value), path)
    return value
