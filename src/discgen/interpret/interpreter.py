"""A document as the data of a file: every form is tried, the one that fits best is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from discgen import forms
from discgen.blocks import Document
from discgen.forms import Form
from discgen.interpret.layout import Layout, layout_of
from discgen.interpret.pieces import pieces_of
from discgen.interpret.reading import read
from discgen.interpret.rebuilding import Rebuilder, Rebuilt
from discgen.interpret.remarks import remarks
from discgen.interpret.report import SectionReport, compare
from discgen.interpret.values import Path

_MOST_ROUNDS = 3
"""Tables that do not come out as they went in are found all at once; few can hide behind others."""


@dataclass(frozen=True)
class Interpretation:
    """What a document says.

    Attributes:
        form: The form that fits best.
        data: The data of the file.
        remarks: What to look at, per key.
        document: The document that the data builds, as published.
        sections: What became of each section, the opening first.
    """

    form: Form
    data: dict[str, Any]
    remarks: Mapping[Path, str]
    document: Document
    sections: Sequence[SectionReport]


def interpret(document: Document, form_folder: FilePath | None = None) -> Interpretation:
    """Interpret a document.

    Args:
        document: The document, from whatever format.
        form_folder: A county's own form folder, laid on top of each shipped form.
    """
    pieces = pieces_of(document)
    layouts = [layout_of(pieces, form) for form in _forms(form_folder)]
    layout = max(layouts, key=lambda one: one.score)
    distrusted: frozenset[int] = frozenset()
    for _ in range(_MOST_ROUNDS):
        rebuilt = Rebuilder(read(layout, distrusted)).rebuild()
        if not rebuilt.wrong:
            break
        distrusted |= rebuilt.wrong
    return Interpretation(
        layout.form,
        rebuilt.data,
        remarks(rebuilt.data, rebuilt.book),
        rebuilt.document,
        _sections(layout, rebuilt),
    )


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


def _forms(folder: FilePath | None) -> list[Form]:
    return [forms.load(name, folder) for name, _ in forms.names()]
