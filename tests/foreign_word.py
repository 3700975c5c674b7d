"""Word files as other programs write them, put together from pieces of their XML."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from discgen.blocks import Document, Heading, Paragraph, Table, printed_rows, text_of
from discgen.readers import docx
from word_files import W

NAMESPACES = (
    f'xmlns:w="{W[1:-1]}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def word_file(body: str, *, kind: str = "document", **parts: str) -> bytes:
    """A package around the content of a body.

    Args:
        body: What stands in `w:body`.
        kind: What the main part is, if not a plain document (`template.macroEnabledTemplate`).
        parts: What stands in the roots of other parts (`styles`, `numbering`, `footnotes`, `endnotes`).
    """
    contents = {"document": f"<w:body>{body}</w:body>", **parts}
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", content_types(contents, kind))
        archive.writestr("_rels/.rels", relationships({"officeDocument": "word/document.xml"}))
        archive.writestr(
            "word/_rels/document.xml.rels", relationships({name: f"{name}.xml" for name in parts})
        )
        for name, content in contents.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {NAMESPACES}>{content}</w:{name}>")
    return buffer.getvalue()


def content_types(names: Iterable[str], kind: str) -> str:
    overrides = (
        f'<Override PartName="/word/{name}.xml" ContentType="{content_type(name, kind)}"/>'
        for name in names
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        f"{''.join(overrides)}</Types>"
    )


def content_type(part: str, kind: str) -> str:
    if part == "document" and kind != "document":
        return f"application/vnd.ms-word.{kind}.main+xml"
    main = ".main" if part == "document" else ""
    return f"application/vnd.openxmlformats-officedocument.wordprocessingml.{part}{main}+xml"


def relationships(targets: dict[str, str]) -> str:
    items = (
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(items)}</Relationships>'


def text(words: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def para(*content: str, properties: str = "") -> str:
    """A paragraph; what is no XML becomes a run of its own."""
    runs = (piece if piece.startswith("<") else text(piece) for piece in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(code: str, *result: str) -> str:
    """A field; without a result it has no separator either."""
    runs = (piece if piece.startswith("<") else text(piece) for piece in result)
    shown = mark("separate") + "".join(runs) if result else ""
    return f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{shown}{mark('end')}"


def cell(*content: str, properties: str = "") -> str:
    """A cell of paragraphs; what is no XML becomes one."""
    paragraphs = (piece if piece.startswith("<") else para(piece) for piece in content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs) or '<w:p/>'}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    content = (piece if piece.startswith("<") else cell(piece) for piece in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(content)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def shown(document: Document) -> list[str | list[list[str | None]]]:
    """The words of a document: a text for each paragraph, for a table rows of cells as they are printed."""
    blocks = (*(Paragraph(line) for line in document.title), *document.blocks)
    return [_shown_block(block) for block in blocks]


def _shown_block(block: Heading | Paragraph | Table) -> str | list[list[str | None]]:
    if not isinstance(block, Table):
        return text_of(block.line)
    return [
        [None if cell is None else "|".join(map(text_of, cell.lines)) for cell in row]
        for row in printed_rows(block)
    ]


def seen(body: str, **parts: str) -> list[str | list[list[str | None]]]:
    """What the reader sees of a body."""
    return shown(docx.read(word_file(body, **parts)))


def converted(file: Path, target: str) -> bytes:
    """What LibreOffice makes of a file; the target is an extension, or one with the name of a filter."""
    profile = (file.parent / "profile").as_uri()
    command = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        target,
        "--outdir",
    ]
    subprocess.run([*command, file.parent, file], check=True, capture_output=True)
    return file.with_suffix(f".{target.partition(':')[0]}").read_bytes()
