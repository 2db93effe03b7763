"""Bars of a web page: its path, counters, buttons and notices, as they come along when a page is saved or copied.

A line is a bar when it consists of nothing else: a path (首页 > 公文 > 正文), a notice (您已预览4/9页), or two and
more fields and buttons (来源：… 阅读：927 【打印】【关闭】), at least one of which no document has by itself.
"""

from __future__ import annotations

import re

_OPEN, _CLOSE = r"[【\[(（<〔]?\s*", r"\s*[】\])）>〕]?"
_ARROW = r"\s*(?:[>＞»›]|→|-->)+\s*"
_VALUE = r"\s*[:：]\s*[^\s|｜【\[]{1,30}"
_BUTTON = (
    rf"{_OPEN}(?:[上下]一?页|首页|末页|尾页|打印(?:本[页文])?|关闭(?:窗口|本页|页面)?|(?:加入)?收藏(?:本[文页站]|夹)?|举报|"
    r"返回(?:顶部|首页|列表|上一?页)|(?:我要)?(?:分享|评论|纠错|点赞)|下载|设为首页|VIP\S{0,6}|"
    rf"复制(?:网址|链接)(?:推荐给?(?:朋友|好友))?|推荐给(?:朋友|好友))(?:\s*[(（]?\d+[)）]?)?{_CLOSE}"
)
_FONT = (
    r"[【\[(（]?\s*字[号体](?:大小)?[:：]?\s*[【\[]?\s*[大小]\s*[|｜、]?\s*中\s*[|｜、]?\s*[大小]\s*[】\])）]*|"
    r"[【\[]大[】\]]\s*[【\[]中[】\]]\s*[【\[]小[】\]]"
)
_APP = r"(?:新浪|腾讯)?(?:微信|微博|QQ(?:空间|好友)?|空间|朋友圈|人人网|豆瓣|更多)"
_SHARE = rf"分享[到至][:：]?(?:\s*{_APP})*"
_COUNT = r"(?:浏览|阅读|点击|访问|下载|收藏|评论|人气|热度|评分)(?:次数|量|数)?\s*[:：]?\s*(?:\d+\s*次?(?!\d)|[★☆]+)"
_PAGES = r"共\s*\d+\s*页|第?\s*\d+\s*[/／]\s*\d+\s*页?"
# What only a site says of a file; the other fields may head a document of one's own.
_SITE_FIELD = (
    rf"(?:贡献者|上传[者人]|发布者|(?:需要|所需)积分|下载券|文库编号|客服QQ|备案号|技术支持){_VALUE}|"
    r"文档编号\s*[:：]?\s*[A-Za-z\d*-]{4,30}"
)
_FIELD = (
    r"(?:来源|作者|审核|编辑|责任编辑|责编|文档名称|分类|类别|标签|关键词|格式|页数|大小|版权所有|日期|时间|"
    rf"发布(?:时间|日期)){_VALUE}"
)
_FILE = r"[^\s。;；，]{2,60}\.(?:docx?|pdf|wps|pptx?|xlsx?|rtf)"
_NEXT = r"[上下]一篇[:：]\s*[^\s|｜]{1,40}|没有(?:了|更多了?)|相关(?:栏目|推荐|阅读|文章)[:：].{1,80}"
_STEP = r"[^\s>＞»›→]{1,20}"
_PATH = (
    rf"(?:(?:您(?:现在)?的?)?(?:当前|所在)?位置[:：]\s*{_STEP}|{_STEP}{_ARROW}首页|[^\s>＞»›→]{{0,12}}首页)"
    rf"(?:{_ARROW}{_STEP})+"
)
_BY = (
    r"(?:由|来自|来源于|源于|取自|转载自)(?:网友|会员|用户|网络|互联网)(?:自行)?(?:上传|分享|收集|整理|投稿|发布|提供)*"
)
_NOTICE = (
    rf"(?:版权声明[:：]\s*)?本(?:文档?|站|资料)(?:的?(?:内容|资源))?均?{_BY}"
    r"(?:[，,。]?\s*(?:如有?|若有?)侵权[^。\s]{0,20}(?:\s*\S*[@＠]\S+)?)?",
    r"(?:平台提示[:：]\s*)?您?已(?:免费)?(?:预览|试读)(?:了|到)?\s*\d+\s*[/／]\s*\d+\s*页?[^。]{0,40}",
    r"(?:剩余|完整)(?:内容|部分)?请(?:开通会员|登录|付费|购买|下载)[^。\s]{0,12}",
    r"(?:免费)?试读(?:已|到此)?结束[^。\s]{0,40}",
    r"(?:查看|阅读)(?:全文|更多)请(?:扫码|关注|登录|下载|点击)[^。\s]{0,30}",
    r"未完[，,]?\s*(?:待续|(?:请?(?:点击|看|见|转))?下一?页(?:继续)?)",
    r"(?:如果)?您?(?:觉得|认为|喜欢)本(?:文|站|资料)[^。\s]{0,12}请[^。\s]{0,14}[“\"]?"
    r"(?:赞|收藏|分享|转发|关注|打赏)[^。\s]{0,6}",
    r"点击(?:此处)?下载(?:全文|附件|原文)?|登录后(?:查看|下载|阅读)\S{0,12}",
    r"(?:>+)?\s*展开剩余\s*\d+%|(?:更多)?精彩(?:内容)?请点(?:击)?这里",
    r"(?:微信)?扫(?:码|一扫)关注(?:我们|\S{0,10}(?:公众号|发布|微信))",
    r"本(?:资料|文档?)共\s*\d+\s*页[，,]\s*当前(?:为)?第\s*\d+\s*页",
)
_GAP = r"[\s|｜/·•>＞»▼!！。]*"
_NOTICES = "|".join(rf"{_OPEN}(?:{one}){_CLOSE}" for one in _NOTICE)
# Told apart by name: what a line needs is counted by these.
_PIECE = re.compile(
    rf"{_GAP}(?:(?P<sure>{_PATH}(?=\s|$)|{_NOTICES})|(?P<count>{_COUNT})|(?P<site>{_FONT}|{_SHARE}|{_SITE_FIELD}|{_NEXT}|{_BUTTON})"
    rf"|(?P<plain>{_PAGES}|{_FIELD}|{_FILE})){_GAP}",
    re.I,
)
_LONGEST = 300  # characters; longer lines are text


def is_page_bar(text: str) -> bool:
    """Whether a line (simplified characters, stripped) is nothing but path, notices, fields and buttons of a page."""
    if not 4 <= len(text) <= _LONGEST:
        return False
    position, counts, site, pieces, sure = 0, 0, 0, 0, False
    while position < len(text):
        piece = _PIECE.match(text, position)
        if not piece:
            return False
        pieces += 1
        sure = sure or piece["sure"] is not None
        site += piece["site"] is not None
        counts += piece["count"] is not None
        position = piece.end()
    # Counters alone (访问量：1200次 下载量：300次) may be a document's own figures.
    return sure or (pieces >= 2 and (site >= 1 or 0 < counts < pieces))
