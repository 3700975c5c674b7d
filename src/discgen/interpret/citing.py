"""What prints a value again: citations of figures, years and names for the wording of a file."""

from __future__ import annotations

from decimal import Decimal

import regex

from discgen import paths
from discgen.directions import either, is_rise
from discgen.figures import FigureBook
from discgen.interpret.evidence import Data
from discgen.interpret.fields import Kind
from discgen.interpret.folding import comparable, folded, squeezed
from discgen.interpret.patterns import DOWN, FLAT, NUMBER, UP, Capture
from discgen.interpret.values import Path, located
from discgen.model import Disclosure

_CHANGE = regex.compile(
    rf"(?P<word>{'|'.join((*UP, *DOWN))})(?P<between>\D*?)(?P<size>{NUMBER})(?P<unit>.*)"
)


class Citing:
    """Finds the citation that prints a value just as it stands.

    Args:
        disclosure: What can be cited.
        book: Its figures, as published.
        data: The data of the file.
    """

    def __init__(self, disclosure: Disclosure, book: FigureBook, data: Data) -> None:
        self._disclosure = disclosure
        self._book = book
        self._data = data

    @property
    def name(self) -> str:
        """The unit's name in text."""
        return self._disclosure.unit.name_in_text()

    def citation(self, capture: Capture) -> str | None:
        """`{{ … }}` for a captured value; None where nothing prints just that."""
        if capture.unit:
            return None
        path = located(capture.field.path, (capture.position,))
        find = {
            Kind.YEAR: self._year,
            Kind.NAME: self._name,
            Kind.FIGURE: self._figure,
            Kind.BEFORE: self._before,
            Kind.TEXT: self._text,
            Kind.PROSE: self._text,
        }.get(capture.field.kind)
        if find is not None:
            return find(path, capture.text)
        if capture.field.kind in {Kind.DIRECTION, Kind.SIZE, Kind.CHANGE}:
            return self._change(paths.join(path), capture.field.kind, capture.text)
        return None

    def _year(self, path: Path, text: str) -> str | None:
        """A year that is the one meant; last year's where this year is meant is a slip that stays one."""
        key = str(path[-1])
        year = self._disclosure.year - (key == "上年度")
        return _cited(key) if folded(text).text == str(year) else None

    def _figure(self, path: Path, text: str) -> str | None:
        key = paths.join(path)
        return _cited(key) if self._is_known(key) and _alike(self._book.printed(key), text) else None

    def _before(self, path: Path, text: str) -> str | None:
        key = paths.join(path)
        known = self._is_known(key) and self._book.shown_before(key) is not None
        same = known and _alike(self._book.printed_before(key), text)
        return _cited(f"{key}.上年") if same else None

    def _is_known(self, key: str) -> bool:
        """Whether there is such a figure; without it, nothing can be cited of it."""
        return key in self._book.this_year or self._book.is_stated(key)

    def _text(self, path: Path, text: str) -> str | None:
        """A text that has a key of its own; those of performance tables are not for sentences."""
        if path[0] == "绩效" or "\n" in text or self._data.get(path) != text:
            return None
        return _cited(paths.join(path))

    def _name(self, path: Path, text: str) -> str | None:
        unit = self._disclosure.unit
        known = {
            "文中名称": unit.name_in_text(),
            "文中自称": unit.self_name_in_text(),
            "称谓": unit.kind,
            "县": unit.county,
        }
        return _cited(paths.join(path)) if known.get(str(path[-1])) == text else None

    def _change(self, key: str, kind: Kind, text: str) -> str | None:
        change = self._book.change(key) if self._is_known(key) else None
        if change is None:
            return None
        if kind is Kind.DIRECTION:
            either = _either(text, change)
            return either and _cited(f"{key}.{either}")
        if kind is Kind.SIZE:
            same = _alike(self._book.printed_change(key, change), text)
            return _cited(f"{key}.增减") if same else None
        return self._moved(key, text, change)

    def _moved(self, key: str, text: str, change: Decimal) -> str | None:
        """Word and size of a change, or the word for none."""
        if squeezed(text) in FLAT:
            return _cited(f"{key}.变化") if not change and squeezed(text) == FLAT[0] else None
        found = _CHANGE.fullmatch(text)
        if found is None or not _alike(self._book.printed_change(key, change), found["size"]):
            return None
        either = _either(found["word"], change)
        if either is None:
            return None
        if not found["between"] and found["unit"] == self._book.style(key).unit:
            return _cited(f"{key}.{either}多少")
        return f"{_cited(f'{key}.{either}')}{found['between']}{_cited(f'{key}.增减')}{found['unit']}"


def _alike(printed: str, text: str) -> bool:
    return comparable(printed) == comparable(text)


def _cited(key: str) -> str:
    return f"{{{{ {key} }}}}"


def _either(word: str, change: Decimal) -> str | None:
    """What to cite that prints `word` for this change and its opposite for one the other way."""
    return either(word) if change and (change > 0) == is_rise(word) else None
