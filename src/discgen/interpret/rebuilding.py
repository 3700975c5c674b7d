"""The data of a file from what was read, and what of the document it does not yet say.

What was read is composed again. Where the form prints other words than the document, the document's own
sentence becomes `措辞`; where it prints other figures, they become `公布数`; lines and tables that are
printed nowhere become `未识别`, in their place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from discgen.blocks import Cell, Document, Table, text_of
from discgen.compose import Composition, compose
from discgen.figures import FigureBook, figures_of
from discgen.interpret import completion
from discgen.interpret.citing import Citing
from discgen.interpret.completion import UNKNOWN_YEAR
from discgen.interpret.evidence import Data, enter, enter_alternatives
from discgen.interpret.folding import folded, squeezed
from discgen.interpret.layout import Layout
from discgen.interpret.pieces import Piece, blocks_as_pieces, cell_text, pieces_of, words_of
from discgen.interpret.pruning import prune
from discgen.interpret.reading import Reading, title_captures
from discgen.interpret.units import Unit
from discgen.interpret.wording import recognise, with_citations
from discgen.model import SCHEMA_VERSION, Disclosure, Entry
from discgen.model.shape import shape_of

_TITLE = "标题"
_YEAR = re.compile("(20[0-9]{2})年")


@dataclass(frozen=True)
class Draft:
    """A disclosure and what it prints, as published.

    Attributes:
        disclosure: The disclosure.
        book: Its figures.
        composition: Its document.
    """

    disclosure: Disclosure
    book: FigureBook
    composition: Composition


@dataclass(frozen=True)
class Rebuilt:
    """What came of it.

    Attributes:
        data: The data of the file, keys in the model's order.
        wrong: Tables that were read and say something else when composed again.
        worded: Pieces whose words became the file's own wording.
        kept: Pieces that were kept as they stood.
        document: The rebuilt document, as published.
        book: Its figures.
    """

    data: dict[str, Any]
    wrong: frozenset[int]
    worded: frozenset[int]
    kept: frozenset[int]
    document: Document
    book: FigureBook


class Rebuilder:
    """Turns what was read into the data of a file.

    Args:
        reading: What was read.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._layout = reading.layout
        self._form = reading.layout.form
        self._units = reading.layout.units
        self._data = Data()
        self._worded_pieces: set[int] = set()
        self._kept_pieces: set[int] = set()

    def rebuild(self) -> Rebuilt:
        """The data of the file, and the tables that it does not reproduce."""
        self._enter()
        self._state_figures()
        self._word_tables()
        self._replace_tables(self._draft())
        self._word_sentences(self._draft())
        draft = self._draft()
        lost = self._lost(draft)
        wrong = frozenset(number for number in lost if number in self._reading.read_tables)
        self._keep(lost, draft)
        final = self._draft()
        return Rebuilt(
            ordered(self._data.root),
            wrong,
            frozenset(self._worded_pieces),
            frozenset(self._kept_pieces),
            final.composition.document,
            final.book,
        )

    def _enter(self) -> None:
        """What the document states once."""
        evidence, root = self._reading.evidence, self._data.root
        root["格式版本"] = SCHEMA_VERSION
        root["版式"] = self._form.name
        root["年度"] = evidence.year() or _commonest_year(self._layout) or UNKNOWN_YEAR
        enter(evidence, self._data, self._styles())
        completion.enter_names(evidence, self._data)
        enter_alternatives(evidence, self._data)
        prune(root)
        completion.complete_projects(evidence, self._data)

    def _styles(self) -> FigureBook:
        """How the form prints figures."""
        stated = {value.text for value in self._reading.evidence.values if value.path == ("项目表单位",)}
        unit: Literal["万元", "元"] = "元" if stated == {"元"} else "万元"
        settings = Disclosure.model_construct(project_unit=unit, decimals=None)
        return FigureBook({}, {}, "万元", self._form.number_formats(settings))

    def _state_figures(self) -> None:
        """Figures of last year, and those that were published otherwise than they are computed."""
        evidence, root = self._reading.evidence, self._data.root
        published = completion.published_figures(evidence, self._draft().book)
        root["公布数"] = published
        last_year = completion.last_year(evidence, self._draft().book)
        if last_year:
            root["上年"] = last_year
        published |= completion.published_changes(evidence, self._draft().book)
        if not published:
            del root["公布数"]

    def _draft(self) -> Draft:
        disclosure = Disclosure.model_validate(self._data.root)
        last_year = disclosure.last_year
        book = FigureBook(
            figures_of(disclosure),
            {} if last_year is None or isinstance(last_year, str) else last_year.figures(),
            disclosure.amount_unit,
            self._form.number_formats(disclosure),
            disclosure.published,
        )
        return Draft(disclosure, book, compose(disclosure, self._form, book))

    def _word_tables(self) -> None:
        """Words of tables that differ from the form's."""
        words = {
            table: {name: self._with_years(text) for name, text in changed.items()}
            for table, changed in self._reading.changed.items()
            if changed
        }
        if words:
            self._data.root["表格用词"] = words

    def _with_years(self, text: str) -> str:
        draft = self._draft()
        citing = Citing(draft.disclosure, draft.book, self._data)
        return with_citations(text, recognise(folded(text), ()), citing.citation)

    def _replace_tables(self, draft: Draft) -> None:
        """Tables that the form prints and the document does not have, or has with other rows."""
        read = {self._unit(number).name for number in self._reading.read_tables}
        for unit in self._units:
            if not unit.is_table or unit.loop or unit.name in read:
                continue
            if unit.name in draft.composition.form.places:
                self._replace_table(unit)

    def _replace_table(self, unit: Unit) -> None:
        """Keep the table that stands in the place of a unit as it is; nothing where there is none."""
        entry: dict[str, Any] = {"代替": unit.name}
        for number, one in enumerate(self._layout.placed):
            table = one.piece.table
            if one.unit >= 0 and self._units[one.unit] is unit and table is not None and not one.follows:
                entry["表格"] = kept_rows(table)
                self._kept_pieces.add(number)
                break
        self._data.root.setdefault("未识别", []).append(entry)

    def _unit(self, number: int) -> Unit:
        return self._units[self._layout.placed[number].unit]

    def _word_sentences(self, draft: Draft) -> None:
        """Sentences that the document words otherwise, or does not have."""
        citing = Citing(draft.disclosure, draft.book, self._data)
        wording: dict[str, str] = {}
        printed = _Printed(draft.composition)
        title = [piece.text for piece in self._layout.title]
        if _squeezed(title) != _squeezed(printed.title()):
            wording[_TITLE] = "\n".join(self._worded_title(line, citing) for line in title)
        for name, element in self._named_elements().items():
            original = self._original(element)
            composed = printed.lines(name)
            if composed is None or _squeezed(composed) == _squeezed(self._texts(original)):
                continue
            wording[name] = "\n".join(self._worded(number, citing) for number in original)
            self._worded_pieces.update(original)
        if wording:
            self._data.root["措辞"] = wording

    def _named_elements(self) -> dict[str, int]:
        return {
            unit.name: unit.element
            for unit in self._units
            if unit.name and not unit.is_table and unit.tag != "title"
        }

    def _original(self, element: int) -> list[int]:
        """The numbers of the lines that an element says in the document."""
        return [
            number
            for number, one in enumerate(self._layout.placed)
            if one.unit >= 0
            and self._units[one.unit].element == element
            and one.piece.table is None
            and (not one.follows or number in self._reading.absorbed)
        ]

    def _texts(self, numbers: Sequence[int]) -> list[str]:
        return [self._layout.placed[number].piece.text for number in numbers]

    def _worded(self, number: int, citing: Citing) -> str:
        text = self._layout.placed[number].piece.text
        return with_citations(text, self._reading.captures.get(number, ()), citing.citation)

    def _worded_title(self, line: str, citing: Citing) -> str:
        return with_citations(line, title_captures(line, citing.name), citing.citation)

    def _lost(self, draft: Draft) -> list[int]:
        """The numbers of the pieces that are printed nowhere."""
        printed = [_key(piece) for piece in pieces_of(draft.composition.document)]
        original = [_key(one.piece) for one in self._layout.placed]
        matcher = SequenceMatcher(None, original, printed, autojunk=False)
        return [
            number
            for tag, start, end, other, last in matcher.get_opcodes()
            if tag in {"replace", "delete"}
            for number in range(start, end)
            if not self._is_normalised(number, printed[other:last])
        ]

    def _is_normalised(self, number: int, printed: Sequence[str]) -> bool:
        """Whether a line in a list differs from what is printed in the width of its marks only."""
        piece = self._layout.placed[number].piece
        return piece.table is None and piece.folded.text in {folded(text).text for text in printed}

    def _keep(self, lost: Sequence[int], draft: Draft) -> None:
        """Keep what is printed nowhere, each piece after the last place before it."""
        places = draft.composition.form.places
        missing = set(lost)
        self._kept_pieces |= missing
        for number in lost:
            place = self._place_before(number, missing, places)
            piece = self._layout.placed[number].piece
            kept = self._data.root.setdefault("未识别", [])
            if piece.table is not None:
                kept.append({"位置": place, "表格": kept_rows(piece.table)})
            elif kept and kept[-1].get("位置") == place and "文字" in kept[-1]:
                kept[-1]["文字"] += f"\n{piece.text}"
            else:
                kept.append({"位置": place, "文字": piece.text})

    def _place_before(self, number: int, missing: set[int], places: Mapping[str, range]) -> str:
        for before in range(number - 1, -1, -1):
            if before in missing or self._layout.placed[before].unit < 0:
                continue
            unit = self._unit(before)
            item = self._reading.items.get(before)
            names = [unit.name, unit.place]
            if item is not None:
                names = [
                    f"{other.name}[{item}]"
                    for other in self._units
                    if other.is_table and other.loop == unit.loop
                ][:: 1 if unit.is_table else -1]
                names = [f"{unit.name}[{item}]", *names, unit.place]
            for name in names:
                if name in places:
                    return name
        return _TITLE


def _commonest_year(layout: Layout) -> int | None:
    """The year that the document speaks of most."""
    texts = [one.piece.folded.text for one in layout.placed]
    years = Counter(int(year) for text in texts for year in _YEAR.findall(text))
    return max(years, key=lambda year: years[year]) if years else None


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


def kept_rows(table: Table) -> list[list[Any]]:
    """The rows of a table as `未识别` holds them: a text for each cell, with its spans where it has any."""
    return [[_kept_cell(cell) for cell in row] for row in table.rows]


def _kept_cell(cell: Cell) -> Any:
    text = cell_text(cell)
    if cell.colspan == 1 and cell.rowspan == 1:
        return text
    spans = {"跨列": cell.colspan, "跨行": cell.rowspan}
    return {"文": text, **{name: size for name, size in spans.items() if size > 1}}


def _squeezed(lines: Sequence[str]) -> list[str]:
    return [squeezed(line) for line in lines]


def _key(piece: Piece) -> str:
    """What two pieces that print the same have in common."""
    if piece.table is None:
        return squeezed(piece.text)
    return "\n".join("\t".join(words) for words in words_of(piece))


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
