"""Joins the tags of a paginated document: WeasyPrint builds the structure tree page by page.

Left as it is, a table of three pages would be three tables, each with its head, and a paragraph over a
page end two paragraphs. The logical structure knows no pages (ISO 32000-1, 14.7): here the parts are
joined again, and what the page repeats (table heads, page numbers) becomes an artifact (14.8.2.2), so
that a screen reader, and discgen's own reader, meet every word once and every cell in its own table.

WeasyPrint gives each of our block boxes one structure element, in order. Its release is pinned, and the
tests read every structure back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import pydyf  # type: ignore[import-untyped] # WeasyPrint's own library, without types
from weasyprint.formatting_structure.boxes import LineBox

from discgen.writers.pdf_layout import main_of

# WeasyPrint's boxes and pydyf's objects have no types.
Box = Any
Element = Any


@contextmanager
def page_references_kept() -> Iterator[None]:
    """While this holds, pydyf does not make the list of all pages anew for each structure element.

    Measured on 600 tables: a quarter of the time, which grew with the square of the pages.
    """
    made_anew = pydyf.PDF.page_references
    kept: list[bytes] = []

    def references(pdf: Any) -> list[bytes]:
        if len(kept) != pdf.pages["Count"]:
            kept[:] = made_anew.fget(pdf)
        return kept

    pydyf.PDF.page_references = property(references)
    try:
        yield
    finally:
        pydyf.PDF.page_references = made_anew


def join_pages(document: Any, pdf: Any) -> None:
    """Join the structure trees of all pages into one.

    Args:
        document: The laid out `weasyprint.Document`.
        pdf: The `pydyf.PDF` made of it, about to be written. This is the signature of a WeasyPrint
            finisher.
    """
    _Structure(pdf).join([main_of(page) for page in document.pages])


class _Structure:
    """The structure tree of a PDF that is about to be written."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._root = self._object(pdf.catalog["StructTreeRoot"])
        self._document = self._object(self._root["K"][0])

    def join(self, flows: list[Box]) -> None:
        """Join the parts; `flows` are the boxes of `<main>`, one for each page."""
        self._drop_rules(self._document)
        first, *others = self._kids(self._document)
        for other, (before, after) in zip(others, pairwise(flows), strict=True):
            self._join(first, other, before, after)
        del self._document["K"][1:]
        self._mark_artifacts()

    def _object(self, reference: bytes) -> Element:
        return self._pdf.objects[int(reference.split()[0])]

    def _kids(self, element: Element) -> list[Element]:
        """The child elements; marked content, which is a number, is left out."""
        return [self._object(kid) for kid in element["K"] if isinstance(kid, bytes)]

    def _join(self, element: Element, other: Element, before: Box, after: Box) -> None:
        """Append `other`, the part of the same HTML element on the next page.

        Args:
            element: What has been joined so far.
            other: The continuation.
            before: The box of the last part in `element`.
            after: The box of `other`.
        """
        kids = self._kids(other)
        if after.element_tag == "tr":  # every cell of a broken row stands on both pages
            for pair in zip(self._kids(element), kids, before.children, after.children, strict=True):
                self._join(*pair)
            return
        last, boxes = _blocks(before)[-1:], _blocks(after)
        if after.element_tag == "table":
            kids, boxes = self._without_repeated_head(element, kids, boxes)
        if last and boxes and last[0].element is boxes[0].element:
            self._join(self._kids(element)[-1], kids.pop(0), last[0], boxes[0])
        self._adopt(element, kids)

    def _without_repeated_head(
        self, table: Element, kids: list[Element], boxes: list[Box]
    ) -> tuple[list[Element], list[Box]]:
        """Drop the repeated head; the cells below it now name the headers of the first one."""
        heads = [kid for kid in self._kids(table) if kid["S"] == "/THead"]
        if heads and kids[0]["S"] == "/THead":
            for first, repeated in zip(self._cells(heads[0]), self._cells(kids[0]), strict=True):
                repeated["ID"].string = first["ID"].string  # shared with the cells that refer to it
            return kids[1:], boxes[1:]
        return kids, boxes

    def _cells(self, group: Element) -> Iterator[Element]:
        """The header cells of a row group."""
        for row in self._kids(group):
            yield from (cell for cell in self._kids(row) if "ID" in cell)

    def _adopt(self, element: Element, kids: list[Element]) -> None:
        for kid in kids:
            kid["P"] = element.reference
            element["K"].append(kid.reference)

    def _drop_rules(self, element: Element) -> None:
        """Drop the empty row groups by which the writer draws lines at the ends of a page."""
        kids = self._kids(element)
        if element["S"] == "/Table":
            element["K"][:] = [kid.reference for kid in kids if not self._is_rule(kid)]
        for kid in kids:
            self._drop_rules(kid)

    def _is_rule(self, group: Element) -> bool:
        if group["S"] not in ("/THead", "/TFoot"):
            return False
        return not any(cell["K"] for row in self._kids(group) for cell in self._kids(row))

    def _mark_artifacts(self) -> None:
        """Make artifacts of all marked content that the joined tree does not hold."""
        held: dict[bytes, set[int]] = defaultdict(set)
        self._collect(self._document, held)
        parents = self._object(self._root["ParentTree"])["Nums"][1::2]
        for reference, of_page in zip(self._pdf.page_references, parents, strict=False):
            page = self._object(reference)
            loose = set(range(len(of_page))) - held[reference]
            for number in loose:
                of_page[number] = b"null"
            _unmark(self._object(page["Contents"]).stream, loose)

    def _collect(self, element: Element, held: dict[bytes, set[int]]) -> None:
        for kid in element["K"]:
            if isinstance(kid, bytes):
                self._collect(self._object(kid), held)
            else:
                held[element["Pg"]].add(kid)


def _unmark(stream: list[Any], numbers: set[int]) -> None:
    """Turn the marked content of these numbers into artifacts; an item follows its tag in the stream."""
    for index, item in enumerate(stream):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") in numbers:
            stream[index - 1 : index + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]


def _blocks(box: Box) -> list[Box]:
    """The boxes in `box` that have a structure element of their own; none in a box of text lines."""
    children = box.children
    if box.is_table_wrapper:
        table = box.get_wrapped_table()
        children = [part for child in children for part in (child.children if child is table else [child])]
    return [child for child in children if not isinstance(child, LineBox) and not _is_rule(child)]


def _is_rule(box: Box) -> bool:
    return box.element_tag in ("thead", "tfoot") and box.element.get("class") == "rule"
