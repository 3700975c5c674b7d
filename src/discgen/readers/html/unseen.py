"""Everything that a page holds and does not show as text of its own."""

from __future__ import annotations

import re

from lxml import etree, html

_UNSEEN = "unseen"
_ELEMENTS = (
    *("head", "title", "script", "style", "noscript", "template", "dialog"),
    *("img", "svg", "canvas", "map", "audio", "video", "iframe", "object", "embed", "applet", "noembed"),
    *("input", "button", "select", "textarea", "option", "datalist"),
    "del",
    "sdfield",  # LibreOffice: the number of a page
)
_HIDING_STYLE = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|mso-hide\s*:\s*all|mso-element\s*:\s*(?:header|footer|comment-list))",
    re.IGNORECASE,
)
# Word's tables of contents and comments, and the marks of its and LibreOffice's notes.
_HIDING_CLASS = re.compile(r"MsoToc\w*|msocom\w*|sdfootnote(?:anc|sym)|sdendnote(?:anc|sym)", re.IGNORECASE)
_NOTE = re.compile(r"#_(?:ftn|edn)")
_CONTENTS = re.compile(r"(?:Table of Contents|目录|内容目录)\s?\d")  # as LibreOffice names it
_RUNNING = frozenset({"header", "footer"})  # as LibreOffice names its <div>s


def drop_unseen(root: html.HtmlElement) -> None:
    """Take out of the tree whatever a page does not show: scripts, forms, pictures, hidden and struck text.

    Comments go too, and with them what Word wraps in them for other programs. What pages of Word and
    LibreOffice show on every page (headers, footers), tables of contents and the marks of notes are left
    out as well.
    """
    for element in root.iter(etree.Element):
        if _is_hidden(element):
            element.tag = _UNSEEN
    etree.strip_elements(
        root, _UNSEEN, *_ELEMENTS, etree.Comment, etree.ProcessingInstruction, with_tail=False
    )


def _is_hidden(element: html.HtmlElement) -> bool:
    attributes = element.attrib
    return bool(
        "hidden" in attributes
        or _HIDING_STYLE.search(attributes.get("style", ""))
        or any(map(_HIDING_CLASS.fullmatch, attributes.get("class", "").split()))
        or _NOTE.match(attributes.get("href", ""))
        or (element.tag == "div" and attributes.get("title") in _RUNNING)
        or _CONTENTS.match(attributes.get("id", ""))
    )
