"""Lines to paragraphs: does a line go on with the one above it, or begin anew?

A line is broken where the next word no longer fits. So a line that had room for the first word of the next
one ended its paragraph, whether the text is justified or ragged, set from the left or centred.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from discgen.readers.pdf_pages.frame import Frame, Stretch, leads_to_page
from discgen.readers.pdf_pages.lines import CLOSING, TextLine, is_narrow
from discgen.readers.pdf_pages.page import Glyph

_ITEM = re.compile(
    r"第[一二三四五六七八九十百]+[条章节部分]"
    r"|[（(]?[一二三四五六七八九十]+[）)、.．]|[一二三四五六七八九十]+是"
    r"|[（(]?\d{1,3}(?:[）)、．]|\.(?!\d))|[①-⒛]"
)
_ITEM_WITHIN = re.compile(r"[。；;.](?:[（(]?\d{1,3}[）)、．.](?!\d)|[①-⒛])")
_FIGURE = re.compile(r"\d{1,3}")
_WORD = re.compile(r"[A-Za-z]++(?!\d)")
_SENTENCE_END = re.compile(r"[。；：！？.;:!?][”’）)」』]*$")
# No line begins with one of the first, or ends with one of the second. LibreOffice takes quotes and strokes
# (元/座) for both.
_NOT_FIRST = CLOSING | frozenset("“‘…—～·％‰℃,.;:?!)]}%/")
_NOT_LAST = frozenset("（【《〈〔「『“”‘’￥$([{/")
_SLACK = 0.15  # type sizes that a line may be longer than its room
_APART = (0, 0.2, 0.25)  # type sizes between two words, by how many are not Chinese: room to spare, a blank
_SPACING = 1.6  # type sizes between base lines, at least
_GAP = 1.4  # of the distance between base lines: a blank line is more


def paragraphs(stretches: Iterable[tuple[Stretch, Frame]]) -> list[str]:
    """The texts of the paragraphs of a flow, which goes on from each stretch to the next."""
    paragraph: list[TextLine] = []
    texts: list[str] = []
    for lines, frame in stretches:
        for number, line in enumerate(lines):
            near = number == 0 or _is_near(lines[number - 1], line, frame)
            if paragraph and near and _goes_on(paragraph, line, frame):
                texts[-1] += _between(texts[-1], paragraph[-1], line, frame) + line.text
                paragraph.append(line)
            else:
                texts.append(line.indent + line.text)
                paragraph = [line]
    return texts


def is_full(above: Sequence[TextLine], line: TextLine, frame: Frame) -> bool:
    """Whether the first word of `line` did not fit in the last of the lines above."""
    last = above[-1]
    before, behind = last.left - frame.left, frame.right - last.right
    if frame.is_centred(line) or (len(above) > 1 and frame.is_centred(last)):
        behind += min(before, behind)
    elif before > (frame.right - frame.left) / 2:  # set at the right
        behind += before
    apart = _APART[is_narrow(last.glyphs[-1].char) + is_narrow(line.glyphs[0].char)]
    return _word_width(line) + (_SLACK + apart) * line.size > behind


def chance_of_full(above: TextLine, line: TextLine, frame: Frame) -> float:
    """How likely a line is full of which `line` is not the continuation."""
    if not any(_may_break(before, after) for before, after in pairwise(above.glyphs)):
        return 1
    return min(1, _word_width(line) / max(1, frame.right - frame.left))


def ends_sentence(line: TextLine) -> bool:
    """Whether a line ends as sentences do."""
    return bool(_SENTENCE_END.search(line.text))


def begins_item(line: TextLine) -> bool:
    """Whether a line begins with the number of an item."""
    return bool(_ITEM.match(line.text))


def _is_near(above: TextLine, line: TextLine, frame: Frame) -> bool:
    """Whether no blank line and no wide gap is between the two."""
    return line.base - above.base <= _GAP * max(frame.pitch, _SPACING * line.size)


def _goes_on(paragraph: list[TextLine], line: TextLine, frame: Frame) -> bool:
    above = paragraph[-1]
    if line.text[0] in CLOSING or _are_upright(above, line):
        return True
    if abs(above.size - line.size) > 1 or leads_to_page(above):
        return False
    if not is_full(paragraph, line, frame):
        return False
    if frame.is_centred(line) or frame.is_at_right(line):
        return not ends_sentence(above)
    if frame.is_indented(line):
        return _hangs(paragraph, line, frame)
    return frame.is_indented(paragraph[0]) or not _begins_anew(paragraph, line)


def _are_upright(above: TextLine, line: TextLine) -> bool:
    """Whether two characters stand one below the other, as words do that are written downwards."""
    return len(above.glyphs) == len(line.glyphs) == 1 and abs(above.left - line.left) < 1


def _hangs(paragraph: list[TextLine], line: TextLine, frame: Frame) -> bool:
    """Whether an indented line goes on in a paragraph all of which is indented, or all but its number."""
    above = paragraph[-1]
    if abs(line.left - above.left) <= 0.3 * line.size:
        return len(paragraph) > 1 or not (begins_item(line) or ends_sentence(above))
    begun = len(paragraph) == 1 and begins_item(above) and not frame.is_indented(above)
    return begun and not ends_sentence(above)


def _begins_anew(paragraph: list[TextLine], line: TextLine) -> bool:
    """Whether a numbered line is an item of its own, not one of those listed within a paragraph."""
    if any(_ITEM_WITHIN.search(above.text) for above in [*paragraph, line]):
        return False
    return begins_item(line) and (ends_sentence(paragraph[-1]) or _is_next(paragraph[0], line))


def _is_next(item: TextLine, line: TextLine) -> bool:
    """Whether both begin with a number and one number follows the other."""
    first, second = _FIGURE.match(item.text), _FIGURE.match(line.text)
    return first is not None and second is not None and int(second[0]) == int(first[0]) + 1


def _word_width(line: TextLine) -> float:
    """The width of what stands before the first place where the line may be broken."""
    for before, after in pairwise(line.glyphs):
        if _may_break(before, after):
            return before.right - line.left
    return line.right - line.left


def _may_break(before: Glyph, after: Glyph) -> bool:
    if after.char in _NOT_FIRST or before.char in _NOT_LAST:
        return False
    if after.char == " " or not _is_western(after.char):
        return True
    return before.char in " -" or not (_is_western(before.char) or before.char in _NOT_FIRST)


def _is_western(char: str) -> bool:
    return is_narrow(char) or char in "≥≤±"


def _between(text: str, above: TextLine, line: TextLine, frame: Frame) -> str:
    """What stands between two lines of a paragraph, read as `text` so far: the blank between two words."""
    if not (_is_letter(above.text[-1]) and _is_letter(line.text[0])):
        return ""
    # A line may hold just one word of some text, but such words have no figures, as codes have.
    prose = text.rpartition(" ")[2].isalpha() and _WORD.match(line.text)
    return " " if prose or not _is_cut(above, line, frame) else ""


def _is_cut(above: TextLine, line: TextLine, frame: Frame) -> bool:
    """Whether a word is longer than the room, so that it was cut where the room ends."""
    if any(_may_break(before, after) for before, after in pairwise(above.glyphs)):
        return False
    room = frame.right - frame.left - (above.right - above.left)
    first = line.glyphs[0]
    return first.right - first.left + _SLACK * line.size > room


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()
