"""Page furniture (网页残留): what a sharing site put around the text, set aside in reading or left within it."""

from __future__ import annotations

import re

from compliance.integrity.passages import around, blocks_of, clauses_by_block, distinct, joined, normal, short, warning
from compliance.reading.furniture import REASON
from compliance.terms import Submission, Warning

CHECK = "page_furniture"

# Within running text only what no document says itself; whole lines of furniture were set aside in reading.
_LEFT = re.compile(
    r"第\d+页[/，,]?[（(]?共\d+页|共\d+页/?第\d+页|(?:点击)?展开(?:阅读)?全文|点击(?:此处)?下载|下载(?:此|本)文档|下载文档到电脑|"
    r"上传(?:人|者|时间)：|文档编号：|下载后(?:您)?可(?:以)?(?:任意|自行|随意)?(?:编辑|修改)|此文档为word(?:格式|版)|猜你喜欢|由会员(?:上传|分享)|(?:如有)?侵权(?:请|，请)?联系(?:本站|删除|我们)|"
    r"[上下]一篇：|下载全文(?:请)?点击|(?:^|(?<=[。！？]))第\d+页$|"
    r"(?:(?:上一页|下一页|返回(?:首页|顶部|列表)|打印本页|关闭(?:窗口|本页)|加入收藏)[ ，|、]?){2,}|"
    r"我要评论|发布(?:时间|日期)：\d{4}-\d\d?-\d\d?[^。]{0,12}(?:点击|阅读|浏览)|字体：【?大|责任编辑：admin|"
    r"(?:点击|浏览|阅读)(?:次数|量)：\d+(?:次|(?=\s|$))|(?:点击|浏览|阅读)：\d+次|"
    r"版权归(?:原)?作者所有|本文(?:来源|转自|来自)：?(?:网络|百度|互联网|文库)|转载请注明(?:出处|来源)|(?:更多|精彩)(?:范文|内容|文章)[，]?(?:请)?(?:点击|关注|访问)|"
    r"(?:小编|笔者)为(?:大家|您|你)(?:整理|收集|带来)|(?:是)?我(?:给|为)大家整理的"
)


def page_furniture(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each line that was set aside, and for each passage that still holds furniture."""
    aside = tuple(
        Warning(
            CHECK,
            (),
            (item.text.strip(),),
            item.place,
            f"“{short(item.text)}”是文库或网站页面上的文字，不属于材料，已另置，不作证据。请删去，并核对全文是否从网上照搬。",
            "notice",
        )
        for document in submission.documents
        for item in document.set_aside
        if item.reason == REASON
    )
    return aside + _left_in_text(submission)


def _left_in_text(submission: Submission) -> tuple[Warning, ...]:
    clauses = clauses_by_block(submission)
    spans = []
    for document, block in blocks_of(submission):
        copy = normal(block.text)
        for match in _LEFT.finditer(copy.text):
            start, end = copy.original(*match.span())
            spans.append(around(document, block, clauses.get((document, block.index), ()), start, end))
    return tuple(
        warning(
            submission,
            CHECK,
            (span,),
            f"“{short(submission.quote(span))}”夹有文库或网站页面上的文字，不属于材料。请删去，并核对前后文是否完整。",
            "notice",
        )
        for span in joined(submission, distinct(spans))
    )
