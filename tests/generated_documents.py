"""Documents of every shape for the laws that hold for all of them, as hypothesis strategies."""

from __future__ import annotations

from hypothesis import strategies as st

from discgen.blocks import Cell, Document, Heading, Metadata, Paragraph, Run, Table

texts = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=8
) | st.sampled_from(
    ["<&\">'", "]]>", " 前后 ", "两  格", "\u3000缩进", "“三公”——", "≥95%", "{{ 收入 }}", "\u00a0"]
)
runs = st.builds(Run, text=texts, key=st.sampled_from(["", "收入.合计"]))
lines = st.lists(runs, max_size=3).map(tuple)
headings = st.builds(Heading, line=lines, level=st.integers(1, 4))
paragraphs = st.builds(Paragraph, line=lines, style=st.sampled_from(["body", "note"]))
captions = st.none() | headings | st.builds(Paragraph, line=lines)


@st.composite
def cells(draw, colspan: int, rowspan: int) -> Cell:
    return Cell(
        lines=tuple(draw(st.lists(lines, max_size=3))),
        colspan=colspan,
        rowspan=rowspan,
        header=draw(st.booleans()),
        align=draw(st.sampled_from(["start", "center", "end"])),
    )


@st.composite
def tables(draw) -> Table:
    """A table whose cells tile its grid, merged in every way that leaves none out."""
    height, width = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    free = {(row, column) for row in range(height) for column in range(width)}
    rows: list[list[Cell]] = [[] for _ in range(height)]
    for row, column in sorted(free):
        if (row, column) not in free:
            continue
        across = next(n for n in range(1, width + 1) if (row, column + n) not in free)
        colspan = draw(st.integers(1, across))
        rowspan = draw(st.integers(1, height - row))
        free -= {(row + i, column + j) for i in range(rowspan) for j in range(colspan)}
        rows[row].append(draw(cells(colspan, rowspan)))
    return Table(
        rows=tuple(tuple(row) for row in rows),
        widths=tuple(draw(st.lists(st.integers(1, 9), min_size=width, max_size=width))),
        header_rows=draw(st.integers(0, height)),
        caption=draw(captions),
        landscape=draw(st.booleans()),
        label=draw(texts),
    )


documents = st.builds(
    Document,
    title=st.lists(lines, max_size=2).map(tuple),
    blocks=st.lists(headings | paragraphs | tables(), max_size=6).map(tuple),
    metadata=st.builds(Metadata, author=texts, created=st.dates(), subject=texts),
)
