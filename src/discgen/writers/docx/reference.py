"""The reference document: the .docx whose styles, page set-up and footers a written document takes.

It is to Word what a style sheet is to HTML, as in pandoc. Its text is not used.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.section import CT_SectPr
from lxml import etree

from discgen import word_styles as styles
from discgen.errors import InputError, Place, Problem

_REMEDY = "请复制 discgen 自带的 reference.docx，在其上修改样式和页面，不要删除样式"
_BROKEN = (OSError, BadZipFile, KeyError, ValueError, etree.XMLSyntaxError)
_MEASURES = {"w:pgSz": ("w", "h"), "w:pgMar": ("top", "right", "bottom", "left", "header", "footer")}


@dataclass(frozen=True, slots=True)
class Page:
    """The page of one section.

    Attributes:
        section: Its `w:sectPr` element as text.
        width: Width of the type area in twips (1/20 pt).
        height: Height of the type area in twips.
    """

    section: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Reference:
    """An opened reference document.

    Attributes:
        package: The document with its text removed.
        style_ids: From each name of `styles.REQUIRED` to the id that this document gives the style.
        portrait: The page of the document's last section.
        landscape: The same page turned on its side.
    """

    package: WordDocument
    style_ids: Mapping[str, str]
    portrait: Page
    landscape: Page

    @property
    def main_part(self) -> str:
        """Name of the part that holds the text, usually `word/document.xml`."""
        return str(self.package.part.partname.membername)

    def parts(self) -> dict[str, bytes]:
        """All parts of the package, name to content."""
        buffer = BytesIO()
        self.package.save(buffer)
        with ZipFile(buffer) as archive:
            return {name: archive.read(name) for name in archive.namelist()}


def open_reference(path: Path) -> Reference:
    """Open the reference document at `path`.

    Raises:
        InputError: The file is not a .docx, lacks a style, or has no upright page.
    """
    try:
        package = docx.Document(BytesIO(path.read_bytes()))
    except _BROKEN as error:
        raise _unfit(path, f"Word 参考文档打不开（{error}）") from error
    section = package.element.body.sectPr
    if section is None or not _is_upright(section):
        raise _unfit(path, "Word 参考文档没有纵向的页面设置")
    package.element.body.clear_content()
    return Reference(package, _style_ids(package, path), _page(section), _page(_turned(section)))


def _unfit(path: Path, message: str) -> InputError:
    return InputError(Problem(message, remedy=_REMEDY, place=Place(path)))


def _style_ids(package: WordDocument, path: Path) -> dict[str, str]:
    found = {str(style.name).lower(): style.style_id for style in package.styles}
    missing = [name for name in styles.REQUIRED if name.lower() not in found]
    if missing:
        raise _unfit(path, f"Word 参考文档缺少样式：{'、'.join(missing)}")
    return {name: found[name.lower()] for name in styles.REQUIRED}


def _measures(section: CT_SectPr) -> dict[str, int]:
    """Page size and margins in twips; what is not set is left out."""
    return {
        name: int(value)
        for tag, names in _MEASURES.items()
        for element in section.iterchildren(qn(tag))
        for name in names
        if (value := element.get(qn(f"w:{name}"))) is not None
    }


def _is_upright(section: CT_SectPr) -> bool:
    measures = _measures(section)
    complete = len(measures) == sum(len(names) for names in _MEASURES.values())
    return complete and measures["w"] < measures["h"]


def _turned(section: CT_SectPr) -> CT_SectPr:
    """The page turned clockwise: its left edge, where it is bound, becomes the upper one."""
    old = _measures(section)
    new = {
        "w": old["h"],
        "h": old["w"],
        "top": old["left"],
        "right": old["top"],
        "bottom": old["right"],
        "left": old["bottom"],
        # Header and footer keep their distance from the type area.
        "header": max(0, old["header"] - old["top"] + old["left"]),
        "footer": max(0, old["footer"] - old["bottom"] + old["right"]),
    }
    turned = deepcopy(section)
    for tag, names in _MEASURES.items():
        for element in turned.iterchildren(qn(tag)):
            for name in names:
                element.set(qn(f"w:{name}"), str(new[name]))
    turned.get_or_add_pgSz().set(qn("w:orient"), "landscape")
    return turned


def _page(section: CT_SectPr) -> Page:
    measures = _measures(section)
    alone = deepcopy(section)
    etree.cleanup_namespaces(alone)
    return Page(
        section=etree.tostring(alone, encoding="unicode"),
        width=measures["w"] - measures["left"] - measures["right"],
        height=measures["h"] - measures["top"] - measures["bottom"],
    )
