"""A comparison as one page of HTML that needs nothing else."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, StrictUndefined

from discgen.diff.changes import Comparison
from discgen.diff.wording import figure_cells, item_words, tally, title, visible
from discgen.diff.words import in_brief

_TEMPLATE = Path(__file__).with_name("page.html")


def page(comparison: Comparison) -> str:
    """The page: tables of figures, lists of what came and went, texts with `<ins>` and `<del>`."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return environment.from_string(_TEMPLATE.read_text(encoding="utf-8")).render(
        comparison=comparison,
        title=title(comparison),
        summary=tally(comparison),
        figure_cells=figure_cells,
        item_words=item_words,
        in_brief=in_brief,
        visible=visible,
    )
