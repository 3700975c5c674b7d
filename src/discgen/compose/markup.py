"""The small markup that templates write, read strictly into blocks.

    <document>
      <title>…</title>            each line of its text is a line of the title
      <h1>…</h1> to <h4>…</h4>    headings by outline level
      <p>…</p>                    each line of its text is a paragraph; blank lines make none
      <note>…</note>              a remark below a table
      <caption level="3">…</caption>   the title of the table that follows; with a level it is a heading
      <table n="0"/>              a table built from the form's data
      <mark n="…"/>               a place with a name, also inside the elements above
    </document>

Inside a line only `<data key="…">` stands besides, which marks a figure with its key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from discgen.blocks import Block, Document, Heading, Line, Paragraph, Run, Table, text_of

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_HEADINGS = {f"h{level}": level for level in range(1, 5)}


class MarkupError(ValueError):
    """A form wrote something that is not the markup described above; the message is Chinese."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What the markup of a document says.

    Attributes:
        document: The document.
        places: What stands under each name, as a range of the document's blocks; a caption's is its table.
        captions: Which of the names are captions.
    """

    document: Document
    places: Mapping[str, range]
    captions: frozenset[str]


def document_of(source: str, tables: Sequence[Table]) -> Marked:
    """Read the markup of a whole document.

    Raises:
        MarkupError: It is not well formed, or holds elements that do not belong there.
    """
    root = _parsed(source)
    if root.text and root.text.strip():
        raise MarkupError(f"“{root.text.strip()}”不在任何标记里面")
    titles = [line for element in root.iterfind("title") for line in _lines(element)]
    blocks, places = _placed(_blocks(root), tables)
    captions = frozenset(mark.get("n", "") for mark in root.iterfind("caption/mark"))
    return Marked(Document(title=tuple(titles), blocks=tuple(_outlined(blocks))), places, captions)


def lines_of(source: str) -> tuple[Line, ...]:
    """Read the markup of a table cell: its lines, empty ones included; () when there is no text."""
    if "<" not in source and "&" not in source:
        return tuple((Run(text),) if text else () for text in source.split("\n")) if source else ()
    return tuple(_split(_parsed(f"<p>{source}</p>")))


def _parsed(source: str) -> etree._Element:
    try:
        return etree.fromstring(source, _PARSER)
    except etree.XMLSyntaxError as error:
        raise MarkupError(f"标记不成对，或写得不合 XML 的规矩（{error.msg}）") from error


class _Caption:
    """A caption on its way to the table it belongs to."""

    def __init__(self, block: Heading | Paragraph) -> None:
        self.block = block


class _TableNumber(int):
    """The place of a table among those the form's data gave."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """The name of a place, and how many blocks before it the place takes; -1 for the table to come."""

    name: str
    size: int


_Piece = Block | _Caption | _TableNumber | _Mark


def _blocks(root: etree._Element) -> Iterator[_Piece]:
    for element in root:
        if element.tail and element.tail.strip():
            raise MarkupError(f"“{element.tail.strip()}”不在任何标记里面")
        blocks = list(_block(element))
        yield from blocks
        size = -1 if element.tag == "caption" and blocks else len(blocks)
        for mark in element.iter("mark"):
            yield _Mark(mark.get("n", ""), size)


def _block(element: etree._Element) -> Iterator[_Piece]:
    """The blocks one element makes: one for each line of its text."""
    tag = element.tag
    if tag in {"mark", "title"}:
        return
    if tag == "table":
        yield _TableNumber(int(element.get("n", "")))
        return
    for line in _lines(element):
        if tag in _HEADINGS:
            yield Heading(line, _HEADINGS[tag])
        elif tag == "caption":
            level = element.get("level")
            yield _Caption(Heading(line, int(level)) if level else Paragraph(line))
        elif tag in {"p", "note"}:
            yield Paragraph(line, "body" if tag == "p" else "note")
        else:
            raise MarkupError(f"不认识的标记 <{tag}>")


def _placed(pieces: Iterator[_Piece], tables: Sequence[Table]) -> tuple[list[Block], dict[str, range]]:
    """The blocks, with the tables in place and their captions, and what stands under each name."""
    blocks: list[Block] = []
    places: dict[str, range] = {}
    caption: _Caption | None = None
    for piece in pieces:
        if isinstance(piece, _Mark):
            ends = len(blocks)
            places[piece.name] = (
                range(ends - piece.size, ends) if piece.size >= 0 else range(ends, ends + 1)
            )
        elif isinstance(piece, _Caption):
            caption = piece
        elif isinstance(piece, _TableNumber):
            if piece >= len(tables):
                raise MarkupError(f"没有第 {piece} 张表")
            table = tables[piece]
            blocks.append(replace(table, caption=caption.block) if caption else table)
            caption = None
        elif caption is not None:
            break
        else:
            blocks.append(piece)
    if caption is not None:
        raise MarkupError(f"表题“{text_of(caption.block.line)}”后面没有表")
    return blocks, places


def _outlined(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with headings as deep as they lie below others, whatever levels a form leaves out."""
    above: list[int] = []
    for block in blocks:
        heading = block.caption if isinstance(block, Table) else block
        if not isinstance(heading, Heading):
            yield block
            continue
        while above and above[-1] >= heading.level:
            above.pop()
        above.append(heading.level)
        heading = replace(heading, level=len(above))
        yield replace(block, caption=heading) if isinstance(block, Table) else heading


def _lines(element: etree._Element) -> list[Line]:
    """The lines of an element's text that are not blank."""
    return [line for line in _split(element) if text_of(line).strip()]


def _split(element: etree._Element) -> list[Line]:
    """The lines of an element's text."""
    lines: list[list[Run]] = [[]]
    for text, key in _pieces(element):
        first, *others = text.split("\n")
        _append(lines[-1], first, key)
        for other in others:
            lines.append([])
            _append(lines[-1], other, key)
    return [tuple(line) for line in lines]


def _append(line: list[Run], text: str, key: str) -> None:
    if not text:
        return
    if line and not key and not line[-1].key:
        line[-1] = Run(line[-1].text + text)
    else:
        line.append(Run(text, key))


def _pieces(element: etree._Element) -> Iterator[tuple[str, str]]:
    """The text of an element in order, each piece with the key of its figure."""
    yield element.text or "", ""
    for child in element:
        if child.tag not in {"data", "mark"}:
            raise MarkupError(f"<{element.tag}> 里面不能有 <{child.tag}>")
        yield child.text or "", child.get("key", "")
        yield child.tail or "", ""
