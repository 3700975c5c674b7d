"""Words that a Word file holds and does not show: codes of fields, hidden text, tables of contents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from lxml import etree

from discgen.readers.docx.styles import Style, Styles
from discgen.readers.docx.text import PIECES
from discgen.readers.docx.tree import P, R, W, is_on, properties_of, remove

_MARK = f"{W}fldChar"
_CODE = f"{W}instrText"
_VANISH = f"{W}vanish"
_PLAIN = Style()
# Fields whose result is no text of the document: tables of contents, hidden entries for them and an index.
_WITHOUT_TEXT = {"TOC", "TC", "XE"}


@dataclass(slots=True)
class _Field:
    """A field that has begun: `{ code }`, or `{ code | result }`.

    Attributes:
        begin: Where it begins, counted in the pieces of its story.
        code: The parts of its code.
        result: Where its result begins, None before it does.
    """

    begin: int
    code: list[str] = field(default_factory=list)
    result: int | None = None

    def hidden(self, end: int) -> tuple[int, int]:
        """From where to where nothing of the field is shown, now that its end is known."""
        shown = self.result if self.result is not None and not _is_without_text(self.code) else end
        return self.begin, shown


def drop_hidden(story: etree._Element, styles: Styles) -> None:
    """Take away, in place, the words that are not shown.

    Args:
        story: A body, text box or note: fields do not reach from one into another.
        styles: The styles of the file; they too can hide.
    """
    for run in list(_hidden_runs(story, styles)):
        _empty(run)
    for simple in list(story.iter(f"{W}fldSimple")):
        if _is_without_text([simple.get(f"{W}instr", "")]):
            _empty(simple)
    pieces = list(story.iter(_MARK, _CODE, *PIECES))
    unseen = [piece for piece, count in zip(pieces, _coverage(pieces), strict=True) if count]
    for piece in reversed(unseen):
        if piece.tag in PIECES:
            remove(piece)


def _coverage(pieces: Sequence[etree._Element]) -> Iterator[int]:
    """For each piece, how many fields hide it. A field without an end hides nothing."""
    changes = [0] * (len(pieces) + 1)
    begun: list[_Field] = []
    for place, piece in enumerate(pieces):
        kind = piece.get(f"{W}fldCharType") if piece.tag == _MARK else None
        if kind == "begin":
            begun.append(_Field(place))
        elif begun and piece.tag == _CODE:
            begun[-1].code.append(piece.text or "")
        elif begun and kind == "separate":
            begun[-1].result = place
        elif begun and kind == "end":
            first, last = begun.pop().hidden(place)
            changes[first] += 1
            changes[last] -= 1
    return accumulate(changes[:-1])


def _is_without_text(code: Sequence[str]) -> bool:
    words = "".join(code).split(maxsplit=1)
    return bool(words) and words[0].upper() in _WITHOUT_TEXT


def _hidden_runs(story: etree._Element, styles: Styles) -> Iterator[etree._Element]:
    by_style = any(style.hidden for style in styles.values())
    if not by_style and next(story.iter(_VANISH), None) is None:
        return
    for run in story.iter(R):
        own = properties_of(run, f"{W}rPr")
        if is_on(own[_VANISH]) if _VANISH in own else by_style and _is_in_hiding_style(run, own, styles):
            yield run


def _is_in_hiding_style(run: etree._Element, own: Mapping[str, str], styles: Styles) -> bool:
    paragraph = next(run.iterancestors(P), None)
    outer = {} if paragraph is None else properties_of(paragraph, f"{W}pPr")
    named = (own.get(f"{W}rStyle"), outer.get(f"{W}pStyle"))
    return any(styles.get(style_id, _PLAIN).hidden for style_id in named if style_id)


def _empty(holder: etree._Element) -> None:
    """Remove the words in a run or field; marks of fields stay, for they come in pairs."""
    for piece in reversed(list(holder.iter(*PIECES))):
        remove(piece)
