"""HTML to blocks: discgen's own pages exactly, and the article of any other page.

A page of somebody else's goes through five steps: its source is mended and parsed (`page`), what it does
not show is dropped (`unseen`), the rest becomes one flow of blocks (`flow`), the article is found in it
(`article`), and so is its title (`titles`).
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import html

from discgen.blocks import Block, Document, Run, Table
from discgen.errors import InputError, Problem
from discgen.readers.contents import contents_in
from discgen.readers.html import own, page
from discgen.readers.html.article import article_in
from discgen.readers.html.attachments import attachments_of
from discgen.readers.html.flow import Flow, Item, flow_of
from discgen.readers.html.titles import has_title, title_above, without_title_of_page
from discgen.readers.html.unseen import drop_unseen

_MOST_NAMES = 3  # of attachments, in a message
_SHORT = 200  # characters of an article that may only introduce its attachments


def read(data: bytes) -> Document:
    """Read a page, whoever wrote it.

    Returns:
        The document. One of discgen's has the keys of its figures; any other has a title only where the
        page sets it above the article, else title lines are paragraphs.

    Raises:
        InputError: The file is no page, or the page has no article: it is a list, or offers only
            attachments.
    """
    text = page.text_of(data)
    if own.is_own(text) and (document := own.document_of(page.parse(text))):
        return document
    return _foreign(page.parse(page.mended(text)))


def _foreign(root: html.HtmlElement) -> Document:
    window_title = root.findtext(".//title") or ""
    attachments = attachments_of(root)
    is_office = page.is_of_office(root)
    drop_unseen(root)
    flow = flow_of(root, has_layout=not is_office)
    if is_office:
        return Document((), _blocks(flow.items))
    article, before = article_in(flow, root)
    _require_article(article, flow, attachments)
    title = title_above(flow.items[:before], window_title)
    if has_title(article, "".join(title)):
        title = ()
    blocks = _blocks(without_title_of_page(article, window_title))
    return Document(tuple((Run(line),) for line in title), blocks)


def _blocks(items: Sequence[Item]) -> tuple[Block, ...]:
    contents = contents_in([item.text for item in items])
    return tuple(item.block for number, item in enumerate(items) if number not in contents)


def _require_article(article: Sequence[Item], flow: Flow, attachments: Sequence[str]) -> None:
    """Refuse a page without an article, and one whose article only says that something is attached."""
    is_short = sum(item.characters for item in article) < _SHORT
    if attachments and is_short and not any(isinstance(item.block, Table) for item in article):
        names = "、".join(attachments[:_MOST_NAMES])
        raise InputError(Problem(f"这个网页里没有正文，只有附件：{names}", "请下载附件，再用附件来解析"))
    if article:
        return
    if 2 * sum(item.linked for item in flow.items) > sum(item.characters for item in flow.items):
        raise InputError(Problem("这个网页里没有正文，像是栏目或列表", "请点开那篇文章，再保存它的网页"))
    raise InputError(
        Problem(
            "这个网页里没有正文",
            "请在浏览器里打开它，看得到正文时再另存为网页；也可以换用 Word 或 PDF 文件",
        )
    )
