"""What stands beside the text that it belongs to: text boxes and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from discgen.errors import InputError, Problem
from discgen.readers.docx.archive import SAVE_AGAIN
from discgen.readers.docx.tree import P, W

_BOX = f"{W}txbxContent"
_NOTES = {f"{W}footnoteReference": f"{W}footnote", f"{W}endnoteReference": f"{W}endnote"}
_ID = f"{W}id"
_MOST = 100_000  # elements beside the text: lxml takes a tree out, and puts it in, in quadratic time


@dataclass(frozen=True, slots=True)
class Aside:
    """Text beside the text.

    Attributes:
        host: The paragraph that it is anchored in.
        content: The element that holds it.
    """

    host: etree._Element
    content: etree._Element


def taken_out(body: etree._Element, notes: Sequence[etree._Element]) -> list[Aside]:
    """Take the text boxes out of a body, and the notes it refers to out of their parts.

    Returns:
        All of them, a box in a box before the one around it.

    Raises:
        InputError: There are more than there can be.
    """
    known = {(note.tag, note.get(_ID)): note for part in notes for note in part}
    asides: list[Aside] = []
    left = _MOST
    for _, element in list(etree.iterwalk(body, events=("end",), tag=(_BOX, *_NOTES))):
        content = (
            element if element.tag == _BOX else known.pop((_NOTES[element.tag], element.get(_ID)), None)
        )
        host = next(element.iterancestors(P), None)
        if content is not None and host is not None:
            left -= sum(1 for _ in islice(content.iter(), left + 1))
            if left < 0:
                raise InputError(Problem("文件里的文本框或脚注过于庞杂，不像一份信息公开文档", SAVE_AGAIN))
            _detach(content)
            asides.append(Aside(host, content))
    return asides


def _detach(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def put_back(asides: Sequence[Aside]) -> None:
    """Put what was taken out behind the paragraphs that it is anchored in.

    The last is put back first, so that they keep their order and nothing is moved twice.
    """
    for aside in reversed(asides):
        for element in reversed(list(aside.content)):
            aside.host.addnext(element)
