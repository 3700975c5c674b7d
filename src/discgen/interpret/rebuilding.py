"""The data of a file from what was read, and what of the document it does not yet say.

What was read is composed again. Where the form prints other words than the document, the document's own
sentence becomes `措辞`; where it prints other figures, they become `公布数`; lines and tables that are
printed nowhere become `未识别`, in their place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from discgen import paths
from discgen.blocks import Document, Table, text_of
from discgen.compose import Composition
from discgen.figures import FigureBook
from discgen.interpret.citing import Citing
from discgen.interpret.differences import strayed
from discgen.interpret.drafting import Draft
from discgen.interpret.entering import Entered
from discgen.interpret.folding import folded, squeezed
from discgen.interpret.keeping import OPENING, add_kept, keep
from discgen.interpret.pieces import blocks_as_pieces, pieces_of
from discgen.interpret.reading import Reading, title_captures
from discgen.interpret.recognising import recognise
from discgen.interpret.units import Unit
from discgen.interpret.wording import with_citations
from discgen.model import Disclosure, Entry
from discgen.model.shape import shape_of
from discgen.passages import Passages

_YEAR = re.compile("[0-9]{4}年")
"""A year that nothing cites, since it is another than the form would print."""


@dataclass(frozen=True)
class Rebuilt:
    """What came of it.

    Attributes:
        data: The data of the file, keys in the model's order.
        wrong: Pieces that do not come out as they went in; what was read from them is not to be trusted.
        worded: Pieces whose words became the file's own wording.
        kept: Pieces that were kept as they stood.
        document: The rebuilt document, as published.
        book: Its figures.
        passages: The lines and rows of the document that the values of the file stand in.
    """

    data: dict[str, Any]
    wrong: frozenset[int]
    worded: frozenset[int]
    kept: frozenset[int]
    document: Document
    book: FigureBook
    passages: Passages


class Rebuilder:
    """Turns what was read into the data of a file.

    Args:
        reading: What was read.
        entered: Its values.
    """

    def __init__(self, reading: Reading, entered: Entered) -> None:
        self._reading = reading
        self._layout = reading.layout
        self._units = reading.layout.units
        self._entered = entered
        self._root = entered.data.root
        self._worded_pieces: set[int] = set()

    def rebuild(self) -> Rebuilt:
        """The data of the file, and what it does not reproduce."""
        self._word_tables()
        draft = self._entered.draft()
        unprinted = self._unprinted_tables(draft)
        self._word_sentences(draft)
        kept = keep(self._layout, self._without(unprinted).composition.form, unprinted)
        if kept.entries:
            self._root["未识别"] = kept.entries
            add_kept(self._reading.passages, kept.entries)
        final = self._entered.draft() if kept.pieces else self._without(unprinted)
        wrong = self._strayed(final) | (kept.pieces & self._reading.read_tables) | self._incomplete(final)
        return Rebuilt(
            ordered(self._root),
            wrong,
            frozenset(self._worded_pieces),
            kept.pieces,
            final.composition.document,
            final.book,
            self._reading.passages,
        )

    def _strayed(self, final: Draft) -> frozenset[int]:
        """The pieces that do not come out in their place."""
        opening = len(self._layout.title)
        original = [*self._layout.title, *(one.piece for one in self._layout.placed)]
        found = strayed(original, pieces_of(final.composition.document))
        return frozenset(number - opening for number in found)

    def _incomplete(self, final: Draft) -> frozenset[int]:
        """The pieces of items of lists that lack what the form has to print."""
        problems = final.composition.problems
        return self._entered.pieces_at(paths.split(one.path) for one in problems if not one.code)

    def _without(self, tables: Sequence[str]) -> Draft:
        """What is printed when some tables are not."""
        return Draft({**self._root, "未识别": [{"代替": name} for name in tables]}, self._layout.form)

    def _word_tables(self) -> None:
        """Words of tables that differ from the form's."""
        citation = self._citing(self._entered.draft()).citation
        words: dict[str, dict[str, str]] = {}
        for table, dated in self._reading.dated.items():
            changed = self._reading.changed.get(table, {})
            cited = {
                name: with_citations(text, recognise(folded(text), ()), citation)
                for name, text in (dated | changed).items()
            }
            words[table] = {
                name: text for name, text in cited.items() if name in changed or _YEAR.search(text)
            }
        words = {table: said for table, said in words.items() if said}
        if words:
            self._root["表格用词"] = words

    def _citing(self, draft: Draft) -> Citing:
        return Citing(draft.disclosure, draft.book, self._entered.data)

    def _unprinted_tables(self, draft: Draft) -> list[str]:
        """Tables that the form prints and the document does not have, or has with other rows."""
        read = {self._unit(number).name for number in self._reading.read_tables}
        return [
            unit.name
            for unit in self._units
            if unit.is_table
            and not unit.loop
            and unit.name not in read
            and unit.name in draft.composition.form.places
        ]

    def _unit(self, number: int) -> Unit:
        return self._units[self._layout.placed[number].unit]

    def _word_sentences(self, draft: Draft) -> None:
        """Sentences that the document words otherwise, or does not have."""
        citing = self._citing(draft)
        wording: dict[str, str] = {}
        printed = _Printed(draft.composition)
        title = [piece.text for piece in self._layout.title]
        if _squeezed(title) != _squeezed(printed.title()):
            wording[OPENING] = "\n".join(self._worded_title(line, citing) for line in title)
            self._reading.passages.add([("措辞", OPENING)], title)
        for name, element in self._named_elements().items():
            original = self._original(element)
            composed = printed.lines(name)
            same = composed is not None and _squeezed(composed) == _squeezed(self._texts(original))
            if composed is None or (same and not self._lacks(element, draft)):
                continue
            wording[name] = "\n".join(self._worded(number, citing) for number in original)
            self._worded_pieces.update(original)
            self._reading.passages.add([("措辞", name)], self._texts(original))
        for name in self._missing_captions():
            wording[name] = ""
        if wording:
            self._root["措辞"] = wording

    def _named_elements(self) -> dict[str, int]:
        return {
            unit.name: unit.element
            for unit in self._units
            if unit.name and not unit.is_table and not unit.loop and unit.tag != "title"
        }

    def _lacks(self, element: int, draft: Draft) -> bool:
        """Whether an element cites something that is not filled in."""
        missing = {problem.path.removeprefix("上年.") for problem in draft.composition.problems}
        cited = (
            paths.join(field.path)
            for unit in self._units
            if unit.element == element
            for pattern in unit.patterns[:1]
            for fields in pattern.fields.values()
            for field in fields
        )
        return not missing.isdisjoint(cited)

    def _missing_captions(self) -> list[str]:
        """The captions of tables that show items of a list, where no item has one."""
        said = {self._layout.placed[number].unit for number in self._reading.captures}
        items = {self._unit(number).loop for number in self._reading.items}
        return [
            unit.name
            for number, unit in enumerate(self._units)
            if unit.tag == "caption" and unit.name and unit.loop in items and number not in said
        ]

    def _original(self, element: int) -> list[int]:
        """The numbers of the lines that an element says in the document: one after the other."""
        lines = [
            number
            for number, one in enumerate(self._layout.placed)
            if one.unit >= 0 and self._units[one.unit].element == element and self._reading.is_said(number)
        ]
        if not lines:
            return []
        between = range(lines[0], lines[-1] + 1)
        return list(takewhile(self._reading.may_be_said, between))

    def _texts(self, numbers: Sequence[int]) -> list[str]:
        pieces = (self._layout.placed[number].piece for number in numbers)
        return [line for piece in pieces for line in piece.text.split("\n")]

    def _worded(self, number: int, citing: Citing) -> str:
        text = self._layout.placed[number].piece.text
        captures = self._reading.captures.get(number, ())
        cited = [capture for capture in captures if citing.citation(capture) is not None]
        plain = recognise(folded(text), (), name=citing.name)  # years and names, wherever they stand
        apart = (one for one in plain if all(one.end <= it.start or it.end <= one.start for it in cited))
        return with_citations(text, [*cited, *apart], citing.citation)

    def _worded_title(self, line: str, citing: Citing) -> str:
        return with_citations(line, title_captures(line, citing.name), citing.citation)


class _Printed:
    """What a composed document prints under the names of its form."""

    def __init__(self, composition: Composition) -> None:
        self._form = composition.form

    def title(self) -> list[str]:
        return [text_of(line) for line in self._form.document.title]

    def lines(self, name: str) -> list[str] | None:
        """The lines of a named element; None when it is not printed at all."""
        place = self._form.places.get(name)
        if place is None:
            return None
        blocks = self._form.document.blocks[place.start : place.stop]
        if name in self._form.captions:
            captions = [block.caption for block in blocks if isinstance(block, Table) and block.caption]
            return [text_of(caption.line) for caption in captions]
        return [piece.text for piece in blocks_as_pieces(blocks)]


def _squeezed(lines: Sequence[str]) -> list[str]:
    return [squeezed(line) for line in lines]


def ordered(data: dict[str, Any], entry: type[Entry] = Disclosure) -> dict[str, Any]:
    """The data with its keys in the order of the model."""
    known = [name for name in entry.attribute_of if name in data]
    result: dict[str, Any] = {}
    for name in known:
        inner = shape_of(entry.model_fields[entry.attribute_of[name]]).entry
        value = data[name]
        if inner is not None and isinstance(value, dict):
            value = ordered(value, inner)
        elif inner is not None and isinstance(value, list):
            value = [ordered(item, inner) if isinstance(item, dict) else item for item in value]
        result[name] = value
    return result
