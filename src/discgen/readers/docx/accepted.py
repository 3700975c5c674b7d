"""The text as it stands once every tracked change is accepted and every alternative chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from discgen.readers.docx.text import WORDS, prepend, text_in
from discgen.readers.docx.tree import MC, TBL, VAL, P, W, is_on, remove

_GONE = (f"{W}del", f"{W}moveFrom")
_VANISH = f"{W}vanish"
_PROPERTIES = f"{W}pPr"
_CONTENT_CONTROL = f"{W}sdt"
_CONTENTS = "Table of Contents"
_TITLE = re.compile(r"\s*目\s*录\s*")
_HIGHEST_TITLE = 10  # paragraphs above a table of contents, blank ones included


def accept_changes(body: etree._Element) -> None:
    """Take away, in place, what tracked changes deleted and what says the same once more."""
    _choose_alternatives(body)
    for element in _inner_first(body, *_GONE):
        holder = element.getparent()
        if holder is None or holder.tag not in {f"{W}rPr", f"{W}trPr"}:
            remove(element)
        elif holder.tag == f"{W}trPr":
            _remove_holder(holder)
    for deleted in _inner_first(body, f"{W}cellDel"):
        _remove_holder(deleted.getparent())


def drop_contents(body: etree._Element) -> None:
    """Take away, in place, what stands around the fields of tables of contents: controls and titles."""
    for gallery in _inner_first(body, f"{W}docPartGallery"):
        control = next(gallery.iterancestors(_CONTENT_CONTROL), None)
        if gallery.get(VAL) == _CONTENTS and control is not None:
            remove(control)
    for code in list(body.iter(f"{W}instrText")):
        if (code.text or "").split()[:1] == ["TOC"]:
            _drop_title(next(code.iterancestors(P), None))


def join_paragraphs(body: etree._Element) -> None:
    """Put together, in place, the text of paragraphs whose mark between them was deleted or is hidden."""
    for gone in _inner_first(body, *_GONE, _VANISH):
        paragraph = _marked(gone) if is_on(gone.get(VAL, "")) else None
        following = None if paragraph is None else _following(paragraph)
        if paragraph is not None and following is not None:
            text = text_in(paragraph)
            if text is not None:
                prepend(following, text)
            remove(paragraph)


def _inner_first(body: etree._Element, *tags: str) -> list[etree._Element]:
    """Elements from the last to the first: whoever removes them in this order moves none twice."""
    return list(reversed(list(body.iter(*tags))))


def _choose_alternatives(body: etree._Element) -> None:
    """Of alternatives keep the first with words in it: the others say the same in older ways."""
    for alternatives in _inner_first(body, f"{MC}AlternateContent"):
        choices = list(alternatives.iterchildren(f"{MC}Choice", f"{MC}Fallback"))
        chosen = max(choices, key=_has_words, default=None)  # the first of several
        for choice in choices:
            if choice is not chosen:
                remove(choice)


def _has_words(element: etree._Element) -> bool:
    return next(element.iter(*WORDS), None) is not None


def _drop_title(contents: etree._Element | None) -> None:
    """Remove the title above the paragraph in which a table of contents begins."""
    above = () if contents is None else contents.itersiblings(P, TBL, preceding=True)
    for paragraph in islice(above, _HIGHEST_TITLE):
        text = text_in(paragraph) or ""
        if _TITLE.fullmatch(text):
            remove(paragraph)
        if text.strip():
            return


def _remove_holder(properties: etree._Element | None) -> None:
    """Remove the row or cell whose properties these are."""
    owner = None if properties is None else properties.getparent()
    if owner is not None:
        remove(owner)


def _marked(change: etree._Element) -> etree._Element | None:
    """The paragraph whose mark a change is about, None for a change of anything else."""
    paragraph = change
    for tag in (f"{W}rPr", _PROPERTIES, P):
        parent = paragraph.getparent()
        if parent is None or parent.tag != tag:
            return None
        paragraph = parent
    return paragraph


def _following(paragraph: etree._Element) -> etree._Element | None:
    """The paragraph right behind this one; bookmarks between them do not part them."""
    neighbours: Iterator[etree._Element] = paragraph.itersiblings(P, TBL, _CONTENT_CONTROL)
    neighbour = next(neighbours, None)
    return neighbour if neighbour is not None and neighbour.tag == P else None
