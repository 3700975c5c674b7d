"""Pages as county governments' web sites have them: sites of many kinds around one invented article."""

from __future__ import annotations

TITLE = "青山县水务局2021年部门预算信息公开"
DUTY = "本局负责全县水利工程的建设、管理和运行，承担防汛抗旱的日常工作。"
ARTICLE = (
    "<p>青山县水务局</p><p>2021年部门预算信息公开情况说明</p><p>一、部门职责</p>"
    f"<p>{DUTY}</p><table border=1><tr><td>项目<td>金额<tr><td>收入<td>12.5</table>"
    "<p>二、收入</p><p>2021年预算收入12.5万元，全部是一般公共预算收入。</p><p>2021年3月1日</p>"
)
SHOWN = [
    "青山县水务局",
    "2021年部门预算信息公开情况说明",
    "一、部门职责",
    DUTY,
    [["项目", "金额"], ["收入", "12.5"]],
    "二、收入",
    "2021年预算收入12.5万元，全部是一般公共预算收入。",
    "2021年3月1日",
]

MENU = "<ul>" + "".join(f"<li><a href='/{number}'>栏目{number}</a></li>" for number in range(12)) + "</ul>"
NEWS = "".join(
    f"<li><a href='/{day}.html'>青山县水务局关于印发某某工作方案的通知第{day}号</a>2021-03-{day:02}</li>"
    for day in range(1, 15)
)
IMPRINT = (
    "<p>版权所有：青山县人民政府　冀ICP备00000000号　网站标识码：0000000000</p>"
    "<p>地址：青山县　邮编：000000　电话：0000-0000000</p>"
)

SITES = {
    "nested tables": (
        f"<HTML><HEAD><TITLE>{TITLE} - 青山县</TITLE></HEAD><BODY><TABLE width=1000>"
        f"<TR><TD colSpan=2><IMG src=top.jpg></TD></TR><TR><TD width=200>{MENU}</TD><TD><TABLE width=100%>"
        f"<TR><TD align=center><B>{TITLE}</B></TD></TR>"
        "<TR><TD>发布时间：2021-3-1 点击数：33 【<A href='javascript:print()'>打印</A>】</TD></TR>"
        "<TR><TD>{article}</TD></TR><TR><TD>【<A href=x>关闭窗口</A>】</TD></TR></TABLE></TD></TR>"
        f"<TR><TD colSpan=2>{IMPRINT}</TD></TR></TABLE></BODY></HTML>"
    ),
    "all in one cell": (
        f"<html><head><title>{TITLE}</title></head><body><table><tr><td>{MENU}<tr><td><center>{TITLE}</center>"
        "<center>发布日期：2021-3-1 来源：水务局 浏览：33次</center>{article}"
        "<p align=right>【<a href=x>打印本页</a>】</p><p>上一篇：<a href=1>通知</a></p>"
        f"<tr><td>{IMPRINT}</table>"
    ),
    "content management": (
        f"<html><head><title>{TITLE}</title></head><body><div class=head>{MENU}</div>"
        "<div class=position>当前位置：<a href=/>首页</a> &gt; <a href=/x>公开</a></div>"
        f"<div class=xl><h2>{TITLE}</h2>"
        "<div class=xl_info>来源：水务局 发布时间：2021-03-01 字体：[大 中 小]</div>"
        "<div id=zoom><div class=TRS_Editor><style>.TRS_Editor P{x}</style>"
        "<div class=Custom_UnionStyle>{article}</div></div></div>"
        "<div class=fj>相关附件：<a href=a.xls>表.xls</a></div>"
        f"<div class=xgwz><h3>相关文章</h3><ul>{NEWS}</ul></div></div><div class=foot>{IMPRINT}</div>"
    ),
    "messenger": (
        "<html><head><title></title></head><body id=activity-detail><div id=js_article><div>"
        f"<div id=img-content><h1 id=activity-name>{TITLE}</h1>"
        "<div id=meta_content><span>原创</span><a href=x>青山水务</a><em>2021-03-01</em></div>"
        "<div id=js_content style='visibility: hidden; opacity: 0; '>"
        "<section><section>{article}</section></section>"
        "</div></div></div><div class=rich_media_tool><div>阅读 <span>33</span></div></div></div>"
        "<div style='display:none'>关注该公众号，使用完整服务，继续滑动看下一个。</div></body></html>"
    ),
    "portal": (
        f"<html><head><title>{TITLE}_青山县人民政府门户网站</title></head><body>"
        "<div class=top><span>今天是2021年3月1日，欢迎访问青山县人民政府门户网站！</span></div>"
        f"<div class=nav>{MENU}</div><div class=main><div class=left><ul>{NEWS}</ul></div><div class=right>"
        "<table class=info><tr><td>索引号：</td><td>000/2021-1</td><td>主题分类：</td><td>财政</td></tr>"
        "<tr><td>发布机构：</td><td>水务局</td><td>发布日期：</td><td>2021-3-1</td></tr></table>"
        f"<h1>{TITLE}</h1><p class=meta>时间：2021-03-01 来源：水务局</p>"
        "<div id=UCAP-CONTENT><ucapcontent>{article}</ucapcontent></div>"
        "<p class=editor>责任编辑：张三</p><div class=share>分享到：</div></div></div>"
        f"<div class=footer>{IMPRINT}</div></body></html>"
    ),
    "a form around all": (
        f"<html><head><title>{TITLE}</title></head><body><form id=f><div id=w><div id=h>{MENU}</div>"
        f"<div id=m><div id=t>{TITLE}</div><div id=c><span id=lblContent>" + "{article}</span></div></div>"
        f"<div id=b>{IMPRINT}</div></div></form></body></html>"
    ),
    "title beside the text": (
        f"<html><head><title>{TITLE}</title></head><body><div class=nav>{MENU}</div>"
        f"<div class=box><p class=title>{TITLE}</p><div class=zw>" + "{article}</div></div>"
        f"<div class=footer>{IMPRINT}</div></body></html>"
    ),
    "semantic": (
        f"<!DOCTYPE html><html><head><title>{TITLE}</title></head><body><header><nav>{MENU}</nav></header>"
        f"<main><article><header><h1>{TITLE}</h1><ul><li>时间：<time>2021-03-01</time></li></ul></header>"
        "<div>{article}</div><footer><p>责任编辑：张三</p></footer></article></main>"
        f"<aside><h3>相关文章</h3><ul>{NEWS}</ul></aside><footer>{IMPRINT}</footer></body></html>"
    ),
    "parts of pages": (
        f"<html><head><title>{TITLE}</title></head><body>{MENU}</body></html>"
        "<html><head><title>x</title></head><body><div>{article}</div></body></html>"
        f"<html><body>{IMPRINT}</body></html>"
    ),
}
"""Pages by what is particular about them; the article goes into `{article}`."""


def in_site(name: str, article: str = ARTICLE) -> bytes:
    """A page of a site."""
    return SITES[name].replace("{article}", article).encode()


def in_page(body: str, head: str = "") -> bytes:
    """A page of nothing but an article."""
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()
