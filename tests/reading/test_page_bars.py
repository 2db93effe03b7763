"""Bars of web pages are told from a document's own lines: every piece of the line must be one of a page's."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.reading.page_bars import is_page_bar


@pytest.mark.parametrize(
    "line",
    [
        "【上一页】  【下一页】  共4页  分享到：微信  微博",
        "收藏本文　打印　字号：大 中 小　发布者：办公室　点击：302",
        "【字号：大　中　小】　【打印本页】　【关闭窗口】　浏览量：62",
        "来源：某某教育网　作者：督导科　审核：办公室　阅读：92　【打印】【关闭】",
        "共4页　首页　上一页　末页　复制网址推荐给朋友",
        "【返回顶部】　【打印本页】",
        "收藏(12) 下载(5) 分享到：微博 QQ空间",
        "当前位置：教案网 >> 学校管理 >> 浏览正文　作者：佚名　点击：87　【字体：小 中 大】",
        "首页 > 行业资料 > 正文   阅读量:1386   收藏   举报",
        "政务公开平台 > 首页 > 自评报告",
        "自评定稿.wps　贡献者：山里人　浏览 213 次　评分 ★★★☆☆",
        "文库编号：LC2023 | 浏览次数 412 | 上传者：小麦",
        "版权所有：清川县人民政府办公室　技术支持：县大数据中心　访问量：1023",
        "您已预览4/9页，剩余内容请开通会员后查看",
        "【未完，下一页继续】",
        "【试读已结束，查看全文请扫码关注】",
        "点击上方蓝字关注我们",
        "扫一扫在手机打开当前页",
        "资料收集于网络，如有侵权请联系网站删除",
        "精品文档 欢迎下载",
        "登录 注册 网站地图",
        "原文链接：http://www.example.com/a.html",
        "登录后可发表评论",
        "【打印本页】",
        "来源：某某文库",
        "2/7页",
        "如果您觉得本文有用,请点击右下角“赞”!",
        "本文由网友上传分享，如有侵权请联系删除",
        "[上一篇] [下一篇]　浏览：92",
        "上一页　1　2　3　下一页",
        "打印本页 ｜ 纠错 ｜ 关闭窗口 ｜ 主办：清川政务网",
        "首页 » 资料库 » 自评报告　点击收藏本文",
        "返回首页　·　收藏本页　·　本站访问量：0000302",
        "（扫码阅读更多　举报　写留言）",
        "浏览完毕请【关闭本页】",
        "（本件共7页，此为第7页）",
        "本文由系统自动转换，如有乱码请刷新",
        "本站内容来自网络，如侵权请发邮件至 web@example.com　备案号：×ICP备12号",
    ],
)
def test_a_line_of_nothing_but_pieces_of_a_page_is_a_bar(line: str) -> None:
    assert is_page_bar(line)


@pytest.mark.parametrize(
    "line",
    [
        "来源：县教育局　日期：2021年3月",
        "作者：督导科　审核：办公室",
        "时间：3月5日 来源：统计年报",
        "访问量：1200次　下载量：300次",
        "资源平台访问量：1200次，下载量：300次",
        "阅读：85分 数学：90分",
        "下载",
        "举报",
        "打印机 3台",
        "举报 38件",
        "上一页的表格已经更正",
        "首页设有督导专栏",
        "当前位置：县城东郊",
        "各班大、中、小班均已配齐",
        "本资料由县教育局提供",
        "家长扫码关注后可以留言",
        "督导工作流程：下校 > 反馈 > 整改",
        "收藏图书1200册",
        "登录平台后填报",
        "注册学生126人",
        "精品课程12门",
        "最新文档管理制度已经印发",
        "转发 3次",
        "",
    ],
)
def test_a_documents_own_line_is_none(line: str) -> None:
    assert not is_page_bar(line)


PIECES = [
    "首页",
    ">",
    "》",
    "位置：",
    "点击：",
    "12",
    "次",
    "【",
    "】",
    "收藏",
    " ",
    "/",
    "督导",
    "本文由用户",
    "共",
    "页",
    "：",
]


@given(st.lists(st.sampled_from(PIECES), max_size=120).map("".join))
@settings(max_examples=100, deadline=None)
def test_no_line_takes_long(line: str) -> None:
    begun = time.process_time()
    is_page_bar(line)
    assert time.process_time() - begun < 0.5


def test_many_lines_of_numbers_cost_next_to_nothing() -> None:
    lines = [f"{number} " * 40 for number in range(10_000)]
    begun = time.process_time()
    assert not any(is_page_bar(line.strip()) for line in lines)
    assert time.process_time() - begun < 1.0


def test_a_line_that_each_row_of_a_sheet_repeats_is_looked_at_once() -> None:
    line = "5 页\n" * 40
    begun = time.process_time()
    assert not any(is_page_bar(line.strip()) for _ in range(100_000))
    assert time.process_time() - begun < 1.0
