"""A sentence of a document becomes wording of the file: its figures, years and names become citations."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from discgen.interpret.folding import folded
from discgen.interpret.patterns import Capture
from discgen.interpret.values import uncited


def with_citations(
    text: str, captures: Sequence[Capture], citation: Callable[[Capture], str | None]
) -> str:
    """The text with the captured values replaced by citations.

    Args:
        text: The text of the line.
        captures: Values in it.
        citation: What prints a value: `{{ … }}`; None where nothing prints just that.
    """
    line = folded(text)
    pieces: list[str] = []
    end = 0
    for capture in sorted(captures, key=lambda capture: capture.start):
        start, stop = line.span(capture.start, capture.end)
        cited = citation(capture) if start >= end else None
        if cited is not None:
            pieces += [uncited(text[end:start]), cited]
            end = stop
    return "".join([*pieces, uncited(text[end:])])
