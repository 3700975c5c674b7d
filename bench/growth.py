"""How time and memory grow with the number of projects."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median

import pypdfium2

from bench import pdfs
from bench.material import Material, with_projects
from bench.measure import Comparison, Growth, call, in_turns
from discgen.compose import compose
from discgen.filing import open_filing
from discgen.interpret import interpret
from discgen.readers import docx as docx_reader
from discgen.writers import docx, html

COUNTS = (10, 40, 160, 600)
SAMPLE_COUNT = 40  # as many as the sample has
_PDF_COUNTS = {False: COUNTS[:-1], True: COUNTS}  # key: a long run; the largest PDF takes minutes


def _opening(material: Material) -> Callable[[], object]:
    return lambda: open_filing(material.sample).findings


def _composing(material: Material) -> Callable[[], object]:
    filing = material.filing
    return lambda: compose(filing.disclosure, filing.form, filing.book)


def _docx(material: Material) -> Callable[[], object]:
    return lambda: docx.write(material.document, material.look)


def _html(material: Material) -> Callable[[], object]:
    return lambda: html.write(material.document, material.look)


def _parsing(material: Material) -> Callable[[], object]:
    data = docx.write(material.document, material.look)
    return lambda: docx_reader.read(data)


def _interpreting(material: Material) -> Callable[[], object]:
    document = docx_reader.read(docx.write(material.document, material.look))
    return lambda: interpret(document)


_STEPS = {
    "opening, composing, checking": _opening,
    "composing": _composing,
    "DOCX": _docx,
    "HTML": _html,
    "parsing the DOCX": _parsing,
    "interpreting what was parsed": _interpreting,
}


def in_process(material: Material) -> list[Growth]:
    """The growth of every step that takes milliseconds."""
    sizes = [with_projects(material, count) for count in COUNTS]
    return [_growth(name, [prepare(size) for size in sizes]) for name, prepare in _STEPS.items()]


def _growth(name: str, works: Sequence[Callable[[], object]]) -> Growth:
    for work in works:
        work()
    taken = in_turns(*map(call, works), rounds=3)
    return Growth(name, COUNTS, [median(usage.cpu for usage in usages) for usages in taken])


def of_pdf(material: Material, *, long: bool) -> tuple[Growth, list[Comparison]]:
    """The growth of the PDF, a process for each size; a long run compares the memory of the largest too."""
    counts = _PDF_COUNTS[long]
    routes = {count: pdfs.by_discgen(with_projects(material, count)) for count in counts}
    taken = {count: route.run() for count, route in routes.items()}
    growth = Growth("PDF", counts, [usage.cpu for usage in taken.values()])
    if not long:
        return growth, []
    large, small = counts[-1], SAMPLE_COUNT
    more_pages = _pages(routes[large]) / _pages(routes[small])
    return growth, [
        Comparison(
            f"PDF of {large} projects",
            f"PDF of {small}, times its pages",
            "peak",
            more_pages,
            [taken[large]],
            [taken[small]],
        )
    ]


def _pages(route: pdfs.Route) -> int:
    return len(pypdfium2.PdfDocument(route.output))
