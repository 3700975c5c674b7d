"""A document as the data of a file: every form is tried, the one that fits best is read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path as FilePath
from typing import Any

from discgen import forms
from discgen.blocks import Document
from discgen.errors import InputError, Problem
from discgen.forms import Form
from discgen.interpret.entering import Entered
from discgen.interpret.layout import Layout, TableFits, layout_of
from discgen.interpret.outline import outlined
from discgen.interpret.pieces import Piece, pieces_of
from discgen.interpret.reading import read
from discgen.interpret.rebuilding import Rebuilder, Rebuilt
from discgen.interpret.remarks import remarks
from discgen.interpret.report import SectionReport, compare
from discgen.interpret.scoring import LineScores
from discgen.interpret.settling import Settling
from discgen.interpret.units import shipped_forms, units_of
from discgen.interpret.values import Path
from discgen.passages import Passages

_FEWEST = 3
"""Headings and tables of a form without which a document is no disclosure; others may have one or two."""

_TITLE = re.compile("(?:部门|单位)预算(?:信息)?(?:公开|情况|说明)")
"""In the title of a disclosure, however short it is."""

_MOST_ROUNDS = 3
"""What does not come out as it went in is found all at once; little can hide behind other things."""


_MOST_PIECES = 25_000
"""Paragraphs and tables; a disclosure of sixty pages has a thousand."""
_MOST_CHARACTERS = 5_000_000
"""A disclosure of sixty pages has a hundred thousand."""
_MOST_CELLS = 1_000_000


@dataclass(frozen=True)
class Interpretation:
    """What a document says.

    Attributes:
        form: The form that fits best.
        data: The data of the file.
        remarks: What to look at, per key.
        document: The document that the data builds, as published.
        sections: What became of each section, the opening first.
        passages: The lines and rows of the document that the values of the file stand in.
    """

    form: Form
    data: dict[str, Any]
    remarks: Mapping[Path, str]
    document: Document
    sections: Sequence[SectionReport]
    passages: Passages


def interpret(document: Document, form_folder: FilePath | None = None) -> Interpretation:
    """Interpret a document.

    Args:
        document: The document, from whatever format.
        form_folder: A county's own form folder, laid on top of each shipped form.

    Raises:
        InputError: The document is no disclosure, or larger than any.
    """
    whole = pieces_of(document)
    _require_bounded(whole)
    shapes = [(form, units_of(form)) for form in _forms(form_folder)]
    known = [unit for _, units in shapes for unit in units]
    pieces = outlined(Settling(known).settled(whole), known)
    fits, lines = TableFits(), LineScores(known)
    layouts = [layout_of(pieces, form, units, fits, lines) for form, units in shapes]
    layout = max(layouts, key=lambda one: one.score)
    _require_disclosure(layout)
    rebuilt = _rebuilt(layout)
    return Interpretation(
        layout.form,
        rebuilt.data,
        remarks(rebuilt.data, rebuilt.book),
        rebuilt.document,
        _sections(layout, rebuilt),
        rebuilt.passages,
    )


def _require_bounded(pieces: Sequence[Piece]) -> None:
    """Refuse a document that is many times as large as any disclosure.

    Raises:
        InputError: It is.
    """
    cells = sum(len(row) for piece in pieces for row in piece.rows)
    characters = sum(len(piece.text) + sum(map(len, chain(*piece.rows))) for piece in pieces)
    for size, limit, what in (
        (len(pieces), _MOST_PIECES, "个段落和表格"),
        (cells, _MOST_CELLS, "个表格单元格"),
        (characters, _MOST_CHARACTERS, "个字"),
    ):
        if size > limit:
            raise InputError(
                Problem(
                    f"这份文件有 {size} {what}，超过了上限 {limit}；情况说明一般有20到60页",
                    "请检查文件是否损坏，或是否把许多文件合成了一份",
                )
            )


def _require_disclosure(layout: Layout) -> None:
    """Refuse a document that has next to nothing of a disclosure: neither its headings nor its tables.

    One that calls itself a disclosure may be a short one.

    Raises:
        InputError: It is none.
    """
    known = {
        one.unit
        for one in layout.placed
        if one.unit >= 0 and not one.follows and layout.units[one.unit].is_telling
    }
    titled = _TITLE.search("".join(piece.text for piece in layout.title))
    if len(known) < (1 if titled else _FEWEST):
        raise InputError(
            Problem(
                "这份文件不像部门预算信息公开情况说明：九个部分的标题和表格几乎都没有找到",
                "请选择已经公布的情况说明；预算公开表和其他文件不能转换",
            )
        )


def _rebuilt(layout: Layout) -> Rebuilt:
    """The data of a document, with as much of it understood as comes out again as it went in.

    What does not is read as mere words, and in the end so is everything.
    """
    distrusted: frozenset[int] = frozenset()
    for _ in range(_MOST_ROUNDS):
        reading = read(layout, distrusted)
        entered = Entered(reading)
        wrong = entered.misread
        if not wrong:
            rebuilt = Rebuilder(reading, entered).rebuild()
            wrong = rebuilt.wrong
        if not wrong:
            return rebuilt
        distrusted |= wrong
    reading = read(layout, frozenset(range(len(layout.placed))))
    return Rebuilder(reading, Entered(reading)).rebuild()


def _sections(layout: Layout, rebuilt: Rebuilt) -> list[SectionReport]:
    """What became of each section."""
    numbers = [layout.units[one.unit].section if one.unit >= 0 else 0 for one in layout.placed]
    pieces = [*layout.title, *(one.piece for one in layout.placed)]
    reports = compare(pieces, [0] * len(layout.title) + numbers, pieces_of(rebuilt.document))
    reports[0].fields += len(layout.title)
    for number, (one, section) in enumerate(zip(layout.placed, numbers, strict=True)):
        report = reports[section]
        if one.piece.table is not None:
            report.tables_kept += number in rebuilt.kept
        elif number in rebuilt.kept:
            report.kept += 1
        elif number in rebuilt.worded:
            report.worded += 1
        else:
            report.fields += 1
    return reports


def _forms(folder: FilePath | None) -> Sequence[Form]:
    return (
        shipped_forms() if folder is None else [forms.load(form.name, folder) for form in shipped_forms()]
    )
