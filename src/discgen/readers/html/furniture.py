"""What a site sets around an article: recognised by its links and by the words that it begins with."""

from __future__ import annotations

import re

from discgen.blocks import Table, text_of
from discgen.readers.html.flow import Item

_LONGEST = 120  # characters; a longer line is more than furniture
_BEGINNING = re.compile(
    r"[\s|【\[（(]*(?:"
    r"(?:发布|发文|成文|公开|更新|发表|录入|添加|生成|制发)?(?:时间|日期)\s*[:：]"
    r"|(?:信息|文章|稿件|内容|新闻)?(?:来源|作者|出处)\s*[:：]"
    r"|(?:发布|发文|公开|制发|供稿|录入|承办|主办|所属)(?:机构|单位|部门|机关|者|人)\s*[:：]"
    r"|(?:责任|网站)?(?:编辑|责编|审核|校对|审签)\s*[:：]"
    r"|(?:索\s*引\s*号|文\s*号|发文字号|主题分类|体裁分类|主题词|关键词|有效性|(?:信息)?名\s*称)\s*[:：]"
    r"|(?:浏览|点击|阅读|访问|查看|人气)(?:次数|人数|量|数|率)?\s*[:：\d]"
    r"|(?:字\s*[号体]|字体大小|视力保护色|背景色)\s*[:：]|大\s*中\s*小"
    r"|(?:打印|关闭)(?:本页|此页|页面|窗口|正文|\W|$)|分享(?:到|至|\W|$)|我要纠错|扫一扫|收藏本页"
    r"|返回(?:顶部|首页|列表)|回到顶部|设为首页|加入收藏"
    r"|(?:上|下)一[篇条页]|相关(?:文章|新闻|链接|信息|文档|稿件|附件|阅读)"
    r"|(?:当前|您(?:现在|当前)?(?:的|所在的?)?|所在)位置|首页\s*[>》›/]"
    r")"
)
_ANYWHERE = re.compile(
    r"版权所有|copyright|©|ICP\s*[备证]|公网安备|网站标识码|网站地图|技术支持|建议使用.{0,40}浏览"
    r"|今天是|无障碍|访问人数|邮\s*编|邮政编码|服务热线",
    re.IGNORECASE,
)
_MARKED_CELLS = 2  # that say of a table that it is about the article


def is_furniture(item: Item) -> bool:
    """Whether a block belongs to the site, not to the article.

    A line of an article may happen to look so; therefore nothing is left out of the middle of one.
    """
    if 2 * item.linked > item.characters:
        return True
    if isinstance(item.block, Table):
        cells = (text_of(cell.lines[0]) for row in item.block.rows for cell in row if cell.lines)
        return sum(bool(_BEGINNING.match(text)) for text in cells) >= _MARKED_CELLS
    if item.characters > _LONGEST:
        return False
    return bool(_BEGINNING.match(item.text) or _ANYWHERE.search(item.text))
