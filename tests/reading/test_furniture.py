"""Page furniture is recognised by patterns, set aside with its place, and nothing of the document with it."""

import re

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import from_regex

from compliance.reading import furniture
from compliance.reading.blocks import Draft, Extract, build_blocks
from compliance.reading.furniture import cut_off, set_aside_furniture, without_furniture
from compliance.terms import BlockKind, Certificate, Place


def drafts(*texts: str) -> list[Draft]:
    return [Draft(BlockKind.PARAGRAPH, text, Place(line=n)) for n, text in enumerate(texts, 1)]


def kept(*texts: str) -> list[str]:
    return [draft.text for draft in set_aside_furniture(drafts(*texts))[0]]


BODY = "全区建立督学责任区6个,聘任责任督学38名。"


@pytest.mark.parametrize(
    "line",
    [
        "上传人:ab****1 文档编号:1234567 上传时间:2023-04-22 格式:DOCX 页数:21 大小:28.64KB",
        "上传人：山里人　文档编号：70213　上传时间：2016-05-17　格式：DOC　页数：7　大小：46.5KB",
        "自查报告（改）.doc  上传人：wz08  文档编号：6041",
        "工作总结.docx_第3页",
        "第1页 / 共21页",
        "第 3 页 共 6 页",
        "共6页 第3页",
        "第5页 共11页  下载此文档  我要评论",
        "第3页 / 共7页　点击展开阅读全文　下载本文档需要3金币",
        "收藏 举报 下载 第2页 共6页",
        "展开阅读全文",
        "展開閱讀全文",
        "点击查看更多>>",
        "猜你喜欢",
        "猜你喜歡",
        "猜你喜欢：迎接验收汇报材料　教师节演讲稿三分钟",
        "当前位置:首页 > 办公文档 > 总结/报告",
        "copyright@ 2008-2023 example.com网站版权所有",
        "copyright© 2009-2016 文库在线 版权所有 经营许可证编号：×ICP备09×××号",
        "经营许可证:京ICP备12345678号 | 京公网安备 11010202000112号",
        "电脑版 |某某文库版权所有",
        "下载文档到电脑,查找使用更方便",
        "下载文档到电脑，查找使用更方便   第 3 页 共 6 页",
        "下载后可任意编辑",
        "发布 2022-01-31 17:27:28 阅读 9997",
        "亲,该文档总共21页,到这儿已超出免费预览范围,如果喜欢就下载吧!",
        "《某区工作方案》由会员分享,可在线阅读,更多相关《某区工作方案(10页珍藏版)》请在某某文库上搜索。",
        "某某文库所有资源均是用户自行上传分享,仅供网友学习交流,未经上传用户书面授权,请勿作他用。",
        "正为您匹配相似的精品文档",
        "责任编辑/王某某",
        "責任編輯：王某",
    ],
)
def test_a_line_of_a_sharing_site_is_set_aside(line: str) -> None:
    body, aside = set_aside_furniture(drafts(BODY, line, BODY))
    assert [draft.text for draft in body] == [BODY, BODY]
    assert [(a.text, a.reason, a.place.line) for a in aside] == [(line, "page_furniture", 2)]


@pytest.mark.parametrize(
    "line",
    [
        BODY,
        "本方案共21页,其中附表6页。",
        "《督学手册》第3页规定每月入校不少于1次",
        "各校可从区教育局网站下载此文档,组织教师学习。",
        "学校公众号展开阅读全文征文活动,收到稿件120篇。",
        "责任编辑由区教育局办公室主任担任",
        "猜你喜欢读书活动覆盖全部小学。",
        "由家长委员会会员分享育儿经验",
        "一、相关资源配置情况",
        "上传人数达到1200人",
        "下载",
        "举报",
        "相关资源",
        "温馨提示：",
        "2021年工作总结.docx",
        "2018-12-11 11:34:16",
    ],
)
def test_what_a_document_may_say_itself_stays(line: str) -> None:
    assert kept(BODY, line, BODY) == [BODY, line, BODY]


def test_weak_marks_count_once_a_strong_one_shows_where_the_text_comes_from() -> None:
    assert kept("工作总结.docx", "下载 相关 举报", "资源描述", BODY, "展开阅读全文", "相关资源", "相关搜索") == [BODY]


def test_the_list_of_related_articles_goes_with_its_heading() -> None:
    texts = [BODY, "猜你喜欢", "教育", "外国教育见闻", "某某月刊(2022年13期)2022-10-27 08:55:52", "什么是好的教育?"]
    assert kept(*texts) == [BODY]


def test_a_document_that_goes_on_behind_the_list_keeps_its_text_and_its_title() -> None:
    long = BODY * 4
    assert kept(BODY, "猜你喜欢", "外国教育见闻", "清川区自查情况", long) == [BODY, "清川区自查情况", long]
    assert kept(BODY, "猜你喜欢", "外国教育见闻", "一、组织领导", "二、经费") == [
        BODY,
        "外国教育见闻",
        "一、组织领导",
        "二、经费",
    ]


def test_a_page_counter_joined_to_a_paragraph_is_cut_off_from_it() -> None:
    body, aside = set_aside_furniture(drafts(f"{BODY} 第5页 共11页  下载此文档"))
    assert [draft.text for draft in body] == [BODY]
    assert aside[0].text == "第5页 共11页  下载此文档"


def test_tables_are_left_alone() -> None:
    table = Draft(BlockKind.TABLE, "第1页 共2页", Place(table=1))
    assert set_aside_furniture([table]) == ([table], [])


def test_blocks_of_any_reader_are_numbered_anew_and_the_certificate_says_so() -> None:
    texts = [Draft(BlockKind.HEADING, "一、督学队伍", Place(), 1), *drafts("第1页 / 共2页", BODY)]
    extract = Extract("application/pdf", build_blocks(texts), certificates=(Certificate(None, 40),))
    cleaned = without_furniture(extract)
    assert [(b.index, b.text, b.section) for b in cleaned.blocks] == [
        (0, "一、督学队伍", ()),
        (1, BODY, ("一、督学队伍",)),
    ]
    assert cleaned.set_aside[0].text == "第1页 / 共2页"
    assert cleaned.certificates[0].notes == ("另置 1 处网页残留文字",)
    assert without_furniture(cleaned) == cleaned


def test_each_page_says_what_was_set_aside_on_it() -> None:
    pages = [
        Draft(BlockKind.PARAGRAPH, text, Place(page=n)) for n, text in ((1, BODY), (2, "第2页 / 共3页"), (3, BODY))
    ]
    certificates = tuple(Certificate(n, 30) for n in (1, 2, 3))
    cleaned = without_furniture(Extract("application/pdf", build_blocks(pages), pages=3, certificates=certificates))
    assert [c.notes for c in cleaned.certificates] == [(), ("另置 1 处网页残留文字",), ()]
    assert [c.characters for c in cleaned.certificates] == [30, 21, 30]


def test_a_text_that_breaks_off_above_the_button_is_unread_from_there() -> None:
    broken = "开展责任督学入校督导,每学期对每所学校督导不少于两次,督导结果及时向学校反馈并要求学校限期制定"
    unread, notes = cut_off(drafts(BODY, broken, "", "展开阅读全文", "相关资源", "猜你喜欢"))
    assert unread == ("文件在此截断：末尾是“展开阅读全文”，正文停在“校反馈并要求学校限期制定”，其后的内容没有",)
    assert notes == ()


def test_a_complete_last_sentence_above_the_button_is_only_noted() -> None:
    unread, notes = cut_off(drafts(BODY, "展开阅读全文"))
    assert unread == ()
    assert "请核对原件是否还有下文" in notes[0]


def test_a_button_with_text_below_it_says_nothing() -> None:
    assert cut_off(drafts(BODY, "展开阅读全文", BODY)) == ((), ())


PIECES = [
    "第1页 / 共2页",
    "a.doc ",
    "关闭",
    "下载",
    "上传人:x ",
    "猜你喜欢",
    "督导",
    "。",
    " ",
    "版权所有",
    "展开阅读全文",
    "_第1页",
]


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), max_size=12))
@settings(max_examples=80, deadline=500)
def test_nothing_is_lost_and_no_line_takes_long(texts: list[str]) -> None:
    body, aside = set_aside_furniture(drafts(*texts))
    found = sorted("".join("".join(p.text for p in [*body, *aside]).split()))
    assert found == sorted("".join("".join(texts).split()))


@pytest.mark.parametrize("pattern", furniture._STRONG)
def test_the_quick_look_for_words_never_passes_over_a_strong_mark(pattern):
    @settings(max_examples=15, deadline=None)
    @given(from_regex(re.compile(pattern, re.I), fullmatch=True))
    def holds_a_word(text):
        assert any(word in text.lower() for word in furniture._STRONG_WORDS)

    holds_a_word()


@pytest.mark.parametrize("region", ["s2t", "s2tw", "s2hk"])
def test_every_character_of_the_patterns_is_recognised_in_its_traditional_form(region):
    patterns = "".join(
        (*furniture._STRONG, *furniture._WEAK, *furniture._STRONG_WORDS, furniture._LIST_OPENING.pattern)
    )
    simplified = sorted(set(re.findall(r"[\u4e00-\u9fff]", patterns)))
    convert = opencc.OpenCC(region).convert
    traditional = [convert(character) for character in simplified]
    assert [character.translate(furniture._SIMPLER) for character in traditional] == simplified


def test_furniture_in_traditional_characters_is_set_aside():
    assert kept("上傳人：山里*兒 文檔編號：70213385 上傳時間：2016-05-17", "下載後可任意編輯", BODY) == [BODY]
