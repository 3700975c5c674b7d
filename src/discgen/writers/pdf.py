"""Blocks to PDF/A-3a: the HTML of `discgen.writers.html`, set by WeasyPrint.

Tagged, with bookmarks, embedded fonts and the published figures attached; nothing in the file comes from
the clock or from chance, and nothing is fetched.
"""

from __future__ import annotations

import gc
import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import UTC, datetime, time
from hashlib import md5
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import url2pathname

from discgen import fonts
from discgen.blocks import Document, lines_of, text_of
from discgen.errors import InputError, Problem, SetupError
from discgen.writers import Look
from discgen.writers.html import document_to_html

if TYPE_CHECKING:
    from weasyprint import Attachment
    from weasyprint.urls import URLFetcher, URLFetcherResponse

ATTACHMENT_NAME = "figures.json"  # Latin: viewers disagree on how other names are encoded
_VARIANT = "pdf/a-3a"
_SHOWN = 5  # characters without a font that are named one by one

# What WeasyPrint takes for granted about elements, cut down to those discgen writes: its own sheet, with
# selectors for every element there is, costs an eighth of the time. No browser knows `bookmark-level`, so
# the outline is here too.
_ELEMENTS = """
head, title, meta, style { display: none }
html, body, main, header, h1, h2, h3, h4, h5, p { display: block }
table { display: table; box-sizing: border-box; text-indent: 0 }
caption { display: table-caption }
colgroup { display: table-column-group }
col { display: table-column }
thead { display: table-header-group }
tbody { display: table-row-group }
tfoot { display: table-footer-group }
tr { display: table-row }
td, th { display: table-cell }
br::before { content: "\\A"; white-space: pre-line }
h2, h3, h4, h5 { bookmark-label: content(text) }
h2 { bookmark-level: 1 }
h3 { bookmark-level: 2 }
h4 { bookmark-level: 3 }
h5 { bookmark-level: 4 }
"""


def write(document: Document, look: Look, attachment: bytes | None = None) -> bytes:
    """The document as an archival PDF, dressed in `look.css`.

    Args:
        document: What to write. Its metadata gives the file's dates.
        look: The style sheet.
        attachment: The published figures as JSON, attached as the data behind the document.

    Raises:
        SetupError: Pango or a Chinese font is not installed.
        InputError: A character is in no installed font, or the style sheet loads something.
    """
    fonts.require_chinese()
    _require_glyphs(document)
    html = document_to_html(document, look.css, paper=True)
    with _pango_required(), _without_collector(), _boxes_refused():
        return _pdf(html, _attachments(document, attachment))


def _require_glyphs(document: Document) -> None:
    """Refuse characters that would be printed as empty boxes."""
    texts = [text_of(line) for line in lines_of(document)]
    if missing := sorted(fonts.missing_characters("".join(texts))):
        raise InputError([_unprintable(char, texts) for char in missing[:_SHOWN]])


def _unprintable(char: str, texts: list[str]) -> Problem:
    context = next(text for text in texts if char in text)
    start = max(0, context.index(char) - 10)
    return Problem(
        f"本机没有一种字体有“{char}”（U+{ord(char):04X}）这个字，印出来是空框；"
        f"它出现在“{context[start : start + 21]}”",
        "改用通行的字，或者安装有这个字的字体（Debian、Ubuntu：apt install fonts-hanazono）",
    )


def _pdf(html: str, attachments: list[Attachment]) -> bytes:
    import weasyprint  # noqa: PLC0415 - slow to import, and it needs Pango
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415 - likewise

    from discgen.writers.pdf_layout import chinese_lines, raise_feet  # noqa: PLC0415 - likewise
    from discgen.writers.pdf_structure import join_pages, page_references_kept  # noqa: PLC0415 - likewise

    class Page(weasyprint.HTML):  # type: ignore[misc] # untyped
        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:  # noqa: ARG002, FBT001, FBT002 - as overridden
            return [weasyprint.CSS(string=_ELEMENTS)]

    try:
        with chinese_lines():
            laid_out = Page(string=html, url_fetcher=_fetcher()).render(pdf_variant=_VARIANT)
        raise_feet(laid_out)
        with page_references_kept():
            data = laid_out.write_pdf(
                pdf_variant=_VARIANT, pdf_identifier=False, attachments=attachments, finisher=join_pages
            )
    except FatalURLFetchingError as error:
        raise InputError(
            Problem(f"样式表要读取外部文件，已拒绝：{error}", "从样式表里删去 url(…) 和 @import")
        ) from error
    return _identified(data)


def _identified(data: bytes) -> bytes:
    """The file with its identifier, the digest of its content (ISO 32000-1, 14.4).

    It goes into the dictionary at the file's end, to which no offset points. pydyf would write the whole
    file twice to compute one.
    """
    digest = md5(data, usedforsecurity=False).hexdigest().encode()
    before, key, after = data.rpartition(b"/Type /XRef")
    return before + b"/ID [<" + digest + b"> <" + digest + b">]" + key + after


def _attachments(document: Document, figures: bytes | None) -> list[Attachment]:
    import weasyprint  # noqa: PLC0415 - as above

    if figures is None:
        return []
    created = datetime.combine(document.metadata.created, time(), UTC)
    return [
        weasyprint.Attachment(
            string=figures,
            name=ATTACHMENT_NAME,
            description="公开数据",
            created=created,
            modified=created,
            relationship="Data",
        )
    ]


def _fetcher() -> URLFetcher:
    """A fetcher that gives what stands in the sheet itself and installed fonts, and refuses the rest."""
    from weasyprint.urls import URLFetcher  # noqa: PLC0415 - as above

    class Fetcher(URLFetcher):  # type: ignore[misc] # untyped
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            if url.startswith("file:"):  # local(…) in the sheet; WeasyPrint reads the font through here
                allowed = fonts.is_font_file(Path(url2pathname(url.removeprefix("file:"))))
            else:
                allowed = url.startswith("data:")
            if not allowed:
                raise ValueError(url)
            return super().fetch(url, headers)

    return Fetcher(fail_on_errors=True)


@contextmanager
def _pango_required() -> Iterator[None]:
    """Import WeasyPrint, and say what to install where its libraries are missing.

    WeasyPrint prints its own advice on standard output and warns of a missing HarfBuzz subsetter, which
    `discgen doctor` reports.
    """
    try:
        with redirect_stdout(StringIO()), warnings.catch_warnings(action="ignore"):
            import weasyprint  # noqa: F401, PLC0415 - as above
    except OSError as error:
        raise SetupError(
            Problem(
                "本机没有 Pango，生成不了 PDF（DOCX 和 HTML 不受影响）",
                "Debian、Ubuntu：apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0；"
                "macOS：brew install pango；"
                "Windows：安装 MSYS2，再执行 pacman -S mingw-w64-ucrt-x86_64-pango",
            )
        ) from error
    yield


@contextmanager
def _boxes_refused() -> Iterator[None]:
    """Refuse text for which WeasyPrint draws empty boxes though some font of the machine has it.

    Raises:
        InputError: There was such text.
    """
    unsupported: list[str] = []

    def note(record: logging.LogRecord) -> bool:
        found = re.search(r'unsupported by fonts: "(.+)" \(', record.getMessage())
        if found:
            unsupported.append(found[1])
        return not found

    logger = logging.getLogger("weasyprint")
    logger.addFilter(note)
    try:
        yield
    finally:
        logger.removeFilter(note)
    if unsupported:
        raise InputError(
            Problem(f"用到的字体里没有“{'”“'.join(unsupported[:_SHOWN])}”，印出来是空框", "改用通行的字")
        )


@contextmanager
def _without_collector() -> Iterator[None]:
    """Pause Python's cyclic garbage collector: layout makes millions of objects and keeps them all.

    Measured on 40 tables: a seventh of the time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
