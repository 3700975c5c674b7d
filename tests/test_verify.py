"""What lost a word, a cell or a figure's key is not published."""

from dataclasses import replace

import pytest

from discgen.blocks import Cell, Document, Heading, Paragraph, Run, Table
from discgen.errors import PublishError
from discgen.filing import open_filing
from discgen.forms import load
from discgen.publish import build
from discgen.verify import verify_docx, verify_html, verify_pdf
from discgen.writers import docx, html, pdf


def line(text, key=""):
    return (Run(text, key),)


TABLE = Table(
    rows=(
        (Cell((line("项目"),), header=True), Cell((line("金额"),), header=True)),
        (Cell(), Cell((line("58"),))),
    ),
    widths=(1, 1),
    header_rows=1,
    caption=Paragraph(line("一览")),
)
WHOLE = Document(
    title=(line("某局"), line("2021年说明")),
    blocks=(Heading(line("一、收入"), 1), Paragraph(line("收入58万元。", "收入.合计")), TABLE),
)
OTHER_CELL = replace(TABLE, rows=(TABLE.rows[0], (Cell(), Cell((line("85"),)))))

LOOK = load("2021").look()

DAMAGED = {
    "a line of the title": replace(WHOLE, title=WHOLE.title[:1]),
    "a heading": replace(WHOLE, blocks=WHOLE.blocks[1:]),
    "a paragraph": replace(WHOLE, blocks=(WHOLE.blocks[0], TABLE)),
    "the last table": replace(WHOLE, blocks=WHOLE.blocks[:2]),
    "a figure in a cell": replace(WHOLE, blocks=(*WHOLE.blocks[:2], OTHER_CELL)),
    "an order": replace(WHOLE, blocks=(WHOLE.blocks[1], WHOLE.blocks[0], TABLE)),
}
FORMATS = {
    "docx": (docx.write, verify_docx),
    "html": (html.write, verify_html),
    "pdf": (pdf.write, verify_pdf),
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_whole_file_passes(name):
    write, verify = FORMATS[name]
    verify(write(WHOLE, LOOK), WHOLE)


@pytest.mark.parametrize("loss", DAMAGED)
@pytest.mark.parametrize("name", FORMATS)
def test_a_file_that_lost_something_does_not_pass(name, loss):
    write, verify = FORMATS[name]
    with pytest.raises(PublishError, match=f"生成的 {name.upper()} 与内容不一致"):
        verify(write(DAMAGED[loss], LOOK), WHOLE)


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_that_says_more_than_the_document_does_not_pass(name):
    write, verify = FORMATS[name]
    with pytest.raises(PublishError):
        verify(write(WHOLE, LOOK), DAMAGED["the last table"])


def test_a_figure_without_its_key_does_not_pass():
    unmarked = replace(WHOLE, blocks=(WHOLE.blocks[0], Paragraph(line("收入58万元。")), TABLE))
    with pytest.raises(PublishError, match=r"收入\.合计"):
        verify_html(html.write(unmarked, LOOK), WHOLE)


def test_a_countys_style_sheet_that_hides_text_publishes_nothing(write, tmp_path):
    county = tmp_path / "county"
    county.mkdir()
    (county / "style.css").write_text("@media print { main > p { display: none } }", encoding="utf-8")
    with pytest.raises(PublishError, match="生成的 PDF 与内容不一致"):
        build(open_filing(write(), county), ["docx", "html", "pdf"], tmp_path / "out")
    assert not (tmp_path / "out").exists()
