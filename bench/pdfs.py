"""The routes to a PDF, each as a process: start, imports, work."""

from __future__ import annotations

import pickle
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.material import Material
from bench.measure import Run, process
from discgen.export import figures_json
from discgen.writers import docx, html

_PROGRAMS = Path(__file__).parent / "programs"

# What browsers do unless told otherwise: columns as wide as what stands in them.
_DEFAULT_TABLES = "table { table-layout: auto !important } col { width: auto !important }"


@dataclass(frozen=True, slots=True)
class Route:
    """A way to a PDF.

    Attributes:
        run: Makes it.
        output: The file it makes.
    """

    run: Run
    output: Path


def by_discgen(material: Material) -> Route:
    """The writer of discgen: tagged, archival, with the figures attached."""
    arguments, output = material.folder / "arguments.pickle", material.folder / "discgen.pdf"
    arguments.write_bytes(pickle.dumps((material.document, material.look, figures_json(material.filing))))
    return Route(process(sys.executable, _PROGRAMS / "pdf_by_discgen.py", arguments, output), output)


def by_weasyprint(material: Material) -> Route:
    """WeasyPrint as it comes: the same page with the default layout of tables, the same kind of PDF."""
    page, output = material.folder / "page.html", material.folder / "weasyprint.pdf"
    css = f"{material.look.css}\n{_DEFAULT_TABLES}"
    page.write_text(html.document_to_html(material.document, css, paper=True), encoding="utf-8")
    return Route(process(sys.executable, _PROGRAMS / "pdf_by_weasyprint.py", page, output), output)


def by_libreoffice(material: Material) -> Route:
    """LibreOffice converting discgen's Word file; its user profile is made in the run before measuring."""
    program = shutil.which("soffice") or "soffice"
    source, profile = material.folder / "libreoffice.docx", material.folder / "profile"
    source.write_bytes(docx.write(material.document, material.look))
    command = (f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf", "--outdir")
    return Route(process(program, *command, material.folder, source), source.with_suffix(".pdf"))
