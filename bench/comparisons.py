"""The comparisons, each with its target; that both sides say the same words is checked before measuring."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from bench import docxtpl_template, pdfs, rivals, words
from bench.material import Material
from bench.measure import Comparison, Run, call, in_turns, process
from discgen.compose import compose
from discgen.readers import docx as docx_reader
from discgen.writers import docx, html

_DOCXTPL = Path(__file__).parent / "programs" / "docxtpl_build.py"
_DISCGEN = Path(sys.executable).with_name("discgen")


def docx_process(material: Material) -> list[Comparison]:
    """From the YAML file to the Word file, checks and all, against docxtpl with text that lies ready."""
    made, rival = material.folder / f"{material.sample.stem}.docx", material.folder / "docxtpl.docx"
    ours = process(_DISCGEN, "build", material.sample, "-f", "docx", "-o", material.folder)
    theirs = _docxtpl(material, rival)
    ours()
    theirs()
    material.require_words(words.of_docx, discgen=made.read_bytes(), docxtpl=rival.read_bytes())
    return [Comparison("DOCX, whole process", "docxtpl", "cpu", 0.5, *in_turns(ours, theirs, rounds=7))]


def _docxtpl(material: Material, output: Path) -> Run:
    """Let docxtpl fill its template with the words of the sample."""
    template, data = material.folder / "template.docx", material.folder / "data.json"
    blocks = material.plain["blocks"]
    docxtpl_template.write_template(
        template,
        levels={block["level"] for block in blocks if block["kind"] == "heading"},
        columns={block["columns"] for block in blocks if block["kind"] == "table"},
    )
    data.write_text(json.dumps(material.plain, ensure_ascii=False), encoding="utf-8")
    return process(sys.executable, _DOCXTPL, template, data, output)


def docx_in_process(material: Material) -> list[Comparison]:
    """The composed document as a Word file, against the least XML that says the same."""

    def write() -> bytes:
        return docx.write(material.document, material.look)

    def by_hand() -> bytes:
        return rivals.docx_by_hand(material.document)

    material.require_words(words.of_docx, discgen=write(), raw_xml=by_hand())
    taken = in_turns(call(write), call(by_hand), rounds=25)
    return [Comparison("DOCX, in process", "raw XML in a zip file", "cpu", 3, *taken)]


def html_in_process(material: Material) -> list[Comparison]:
    """The page, from the document and from the model, against Jinja2 with text that lies ready."""
    filing, look = material.filing, material.look

    def write() -> bytes:
        return html.write(material.document, look)

    def compose_and_write() -> bytes:
        return html.write(compose(filing.disclosure, filing.form, filing.book).document, look)

    jinja = rivals.html_by_jinja(material.plain)
    material.require_words(words.of_html, discgen=write(), composed=compose_and_write(), jinja=jinja())
    written, composed, theirs = in_turns(call(write), call(compose_and_write), call(jinja), rounds=25)
    return [
        Comparison("HTML, in process", "plain Jinja2", "cpu", 2, written, theirs),
        Comparison("HTML with composing, in process", "plain Jinja2", "cpu", 2, composed, theirs),
    ]


def parsing(material: Material) -> list[Comparison]:
    """The Word file read back, against python-docx reading the same cells."""
    data = docx.write(material.document, material.look)
    words.require_same("discgen, reading", material.words, words.of_document(docx_reader.read(data)))
    words.require_same("python-docx, reading", material.words, words.same(rivals.read_by_python_docx(data)))
    taken = in_turns(
        call(lambda: docx_reader.read(data)), call(lambda: rivals.read_by_python_docx(data)), rounds=7
    )
    return [Comparison("parsing the DOCX, in process", "python-docx", "cpu", 0.5, *taken)]


def pdf_processes(material: Material) -> list[Comparison]:
    """The PDF, against WeasyPrint as it comes and against LibreOffice, each a process of its own."""
    routes = [pdfs.by_discgen(material), pdfs.by_weasyprint(material), pdfs.by_libreoffice(material)]
    for route in routes:
        route.run()
        words.require_all(route.output.name, material.document, words.of_pdf(route.output.read_bytes()))
    ours, weasyprint, libreoffice = in_turns(*(route.run for route in routes), rounds=3)
    return [
        Comparison("PDF", "WeasyPrint, default tables", "cpu", 0.5, ours, weasyprint),
        Comparison("PDF", "LibreOffice, from the DOCX", "wall", 0.5, ours, libreoffice),
    ]


def starting(_: Material) -> list[Comparison]:
    """What every command pays before it begins."""
    ours, theirs = process(_DISCGEN, "--help"), process(sys.executable, "-c", "pass")
    ours()
    theirs()
    taken = in_turns(ours, theirs, rounds=25)
    return [Comparison("`discgen --help`", "`python -c pass`", "cpu", 4, *taken)]


COMPARISONS: tuple[Callable[[Material], list[Comparison]], ...] = (
    starting,
    docx_process,
    docx_in_process,
    html_in_process,
    parsing,
    pdf_processes,
)
