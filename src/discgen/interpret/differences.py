"""How two documents differ: which of their pieces belong together, and which stand alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rapidfuzz.distance import LCSseq

from discgen.interpret.pieces import Piece

Stretch = tuple[range, range]
"""Positions in two lists that belong together: one each where they are equal, else any number."""


def stretches(left: Sequence[str], right: Sequence[str]) -> Iterator[Stretch]:
    """The stretches of two lists by their longest common subsequence, in order.

    An element that both have is a stretch of its own; what lies between two such elements is another.
    """
    numbers: dict[str, int] = {}
    coded = [[numbers.setdefault(text, len(numbers)) for text in texts] for texts in (left, right)]
    for equal, group in groupby(LCSseq.opcodes(*coded), key=lambda code: code.tag == "equal"):
        codes = list(group)
        begin, end = codes[0], codes[-1]
        if equal:
            for code in codes:
                pairs = zip(
                    range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=True
                )
                yield from ((range(one, one + 1), range(other, other + 1)) for one, other in pairs)
        else:
            yield range(begin.src_start, end.src_end), range(begin.dest_start, end.dest_end)


def strayed(original: Sequence[Piece], rebuilt: Sequence[Piece]) -> frozenset[int]:
    """The numbers of pieces that a rebuilt document lacks in their place, or beside which it has others.

    How words are parted into lines does not matter.
    """
    numbers: set[int] = set()
    keys = [piece.key for piece in original], [piece.key for piece in rebuilt]
    for here, there in stretches(*keys):
        ours, theirs = original[here.start : here.stop], rebuilt[there.start : there.stop]
        if not say_the_same(ours, theirs):
            numbers.update(here or range(max(here.start - 1, 0), min(here.start + 1, len(original))))
    return frozenset(numbers)


def say_the_same(ours: Sequence[Piece], theirs: Sequence[Piece]) -> bool:
    """Whether some pieces have the same words as others, however these are parted into lines."""
    if any(piece.table is not None for piece in (*ours, *theirs)):
        return len(ours) == len(theirs) == 1 and ours[0].key == theirs[0].key
    return "".join(piece.key for piece in ours) == "".join(piece.key for piece in theirs)
