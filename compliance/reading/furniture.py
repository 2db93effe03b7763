"""Page furniture of document-sharing and journal sites: text around a document that is no part of it.

A line is furniture only when it consists of nothing else. Strong marks (上传人:…, 第1页 / 共21页, 猜你喜欢) say so by
themselves; weak ones (下载, 相关资源, a file name) only in a file that also holds a strong one. Nothing is deleted: all
of it is set aside with its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from compliance.reading.blocks import Draft, Extract, build_blocks, heading_level
from compliance.reading.page_bars import is_page_bar
from compliance.terms import BlockKind, Certificate, SetAside

REASON = "page_furniture"

# The traditional forms of the characters in the patterns below, so that each is written once.
_SIMPLER = str.maketrans(
    "歡責編輯開閱閲讀發頁載傳檔號關資點擊權時間舉報溫經營許證電腦該網備習為爲親眾衆會餘興內寫後員處學當戶掃數顯機瀏熱"
    "碼簡糾紹薦覽論評訴負費賞贊錯門閉",
    "欢责编辑开阅阅读发页载传档号关资点击权时间举报温经营许证电脑该网备习为为亲众众会余兴内写后员处学当户扫数显机浏热"
    "码简纠绍荐览论评诉负费赏赞错门闭",
)
# Looked for first, since a translation takes each character one by one.
_TRADITIONAL = re.compile(f"[{''.join(map(chr, _SIMPLER))}]")
_PAGE = r"第\s*\d+\s*页\s*[/／,，]?\s*[(（]?共\s*\d+\s*页[)）]?|共\s*\d+\s*页\s*[/／,，]?\s*第\s*\d+\s*页"
_MORE = r"(?:点击)?(?:此处)?(?:展开|查看|阅读|显示|加载)(?:阅读)?(?:全文|更多|全部|剩余(?:内容)?)"
_STRONG = (
    _PAGE,
    _MORE,
    r"上传(?:人|者|时间|日期)[:：]\s*[^\s|]+(?: \d\d:\d\d(?::\d\d)?)?",
    r"文档编号[:：]\s*[\w*-]+",
    r"发布(?:时间|日期)?[:：]?\s*\d{4}-\d\d?-\d\d?(?:\s*\d\d?:\d\d(?::\d\d)?)?\s*(?:阅读|浏览|点击)(?:次数|量)?[:：]?\s*\d+次?",
    r"(?:点此|立即|免费|点击)?下载(?:此|本|该)?(?:文档|全文|资源)(?:到电脑)?(?:[,，]?\s*(?:查找|使用|方便|更)+)?(?:\s*需要?\s*\d+\s*\S{1,3})?",
    r"下载后可?(?:任意|自行)?(?:编辑|修改)(?:使用)?",
    r"\S{0,80}_第\s*\d+\s*页",
    r"亲[,，].{0,6}文档.{0,80}",
    r"当前位置[:：]?\s*首页.{0,60}",
    r"《.{0,80}》由会员分享.{0,200}",
    r"(?:copyright|©).{0,60}",
    r"[^\s。;；]{0,30}版权所有[^。;；]{0,20}",
    r"(?:经营许可证|备案)(?:编?号)?[:：]?\s*\S{1,2}?ICP[备证]\S*",
    r"\S{0,6}ICP[备证]\s*\w*号(?:-\d+)?",
    r"\S?公网安备\s*\d+号?",
    r"[^。]{0,40}用户(?:自行)?上传[^。]{0,60}(?:交流|侵权|他用|学习|负责|版权)[^。]{0,40}。?",
    r"(?:正)?为您匹配\S{0,20}",
    r"我要评论|写?发表评论|扫码关注\S{0,12}|关注公众号\S{0,12}",
    r"责任编辑\s*[/／:：]?\s*[\w·]{2,5}",
    r"(?:猜你喜欢|您可能感兴趣|相关(?:阅读|推荐))[^:：]{0,6}[:：].{0,200}",
    r"(?:猜你喜欢|您可能感兴趣|大家都在看|看了又看)(?:的\S{0,6})?",
)
_WEAK = (
    r"相关(?:资源|搜索|文档|文章|阅读|推荐|内容|资料)|推荐(?:阅读|文档)|热门(?:文档|推荐)|延伸阅读",
    r"资源描述|资源简介|文档介绍|文档描述|内容提供方|温馨提示[:：]?|电脑版|手机版",
    r"格式[:：]\s*[A-Za-z]{2,5}|页数[:：]\s*\d+|大小[:：]\s*[\d.]+\s*[KMG]?B|(?:阅读|浏览|下载)(?:次数|量)?[:：]\s*\d+次?",
    r"\d{4}-\d\d?-\d\d?\s+\d\d?:\d\d(?::\d\d)?\s*[^\s\d]{0,4}",
    r"[^。;；\s][^。;；]{0,80}\.(?:docx?|pdf|wps|pptx?|xlsx?|rtf)",
    r"收藏|分享|[(（]赏[)）]|打赏|举报|下载|上传|相关|返回|评论|点赞|打印|关闭|纠错|侵权投诉",
)
# Every strong pattern holds one of these words: a line without them (nearly all) needs no pattern tried on it.
_STRONG_WORDS = (
    "页 展开 查看 阅读 显示 加载 上传 文档 发布 下载 当前位置 会员分享 copyright © 版权 许可证 备 icp 匹配 评论 扫码"
    " 公众号 责任编辑 喜欢 感兴趣 相关推荐 大家都在看 看了又看"
).split()
_STRONG_WORD = re.compile("|".join(_STRONG_WORDS))
_GAP = r"[\s|｜·•>»▼]*"
_STRONG_TOKEN = re.compile("|".join(_STRONG), re.I)
# Atomic (no way back into a token): a line of many file names would otherwise take exponential time.
_LINE = re.compile(f"{_GAP}(?:(?>{'|'.join(_STRONG + _WEAK)}){_GAP})++", re.I)
_WEAK_LINE = re.compile(f"{_GAP}(?:(?>{'|'.join(_WEAK)}){_GAP})++", re.I)
_LONGEST_LINE = 300  # no furniture line in the seeds has more than 120 characters
# Furniture that a reader joined to the paragraph before or after it: a page counter and what stands with it.
_AT_END = re.compile(rf"(?<=[。！？!?；;\s])(?:{_PAGE})(?:{_GAP}(?>{'|'.join(_STRONG + _WEAK)}))*+{_GAP}\Z", re.I)
_LIST_OPENING = re.compile(
    rf"{_GAP}(?:猜你喜欢|您可能感兴趣的?\S{{0,4}}|大家都在看|看了又看|相关(?:资源|搜索|文档|文章|阅读|推荐)|推荐阅读|延伸阅读){_GAP}"
)
_LIST_ENTRY = 60  # characters; titles of related articles are shorter, paragraphs of a document longer
_CUT_OFF = re.compile(_MORE)


def set_aside_furniture(drafts: Sequence[Draft]) -> tuple[list[Draft], list[SetAside]]:
    """Part the drafts of any reader into those of the document and the page furniture, both in their order.

    Tables stay as they are. A page counter that was joined to the end of a paragraph is cut off from it.
    """
    plain = [_simplified(draft.text).strip() for draft in drafts]
    strong = [
        _is_single(draft) and (_is_strong(text) or is_page_bar(text)) for draft, text in zip(drafts, plain, strict=True)
    ]
    cuts = {i: cut for i, draft in enumerate(drafts) if not strong[i] and (cut := _end_furniture(draft, plain[i]))}
    evident = any(strong) or bool(cuts)
    weak = [evident and _is_single(draft) and _is_weak(text) for draft, text in zip(drafts, plain, strict=True)]
    listed = _related_lists(drafts, plain, [s or w for s, w in zip(strong, weak, strict=True)]) if evident else set()
    kept: list[Draft] = []
    aside: list[SetAside] = []
    for i, draft in enumerate(drafts):
        if strong[i] or weak[i] or i in listed:
            aside.append(SetAside(draft.text, REASON, draft.place))
        elif i in cuts:
            body = draft.text.rstrip()
            at = len(body) - cuts[i]
            kept.append(replace(draft, text=body[:at].rstrip()))
            aside.append(SetAside(body[at:].strip(), REASON, draft.place))
        else:
            kept.append(draft)
    return kept, aside


def without_furniture(extract: Extract) -> Extract:
    """The extract with its furniture set aside, blocks numbered anew, and a cut-off text said in its certificate."""
    drafts = [Draft(b.kind, b.text, b.place, b.level, b.cells, b.confidence) for b in extract.blocks]
    kept, aside = set_aside_furniture(drafts)
    if not aside:
        return extract
    blocks = build_blocks(kept)
    extract = replace(extract, blocks=blocks, set_aside=extract.set_aside + tuple(aside))
    unread, notes = cut_off(drafts)
    certificates = [_without(certificate, aside) for certificate in extract.certificates]
    if certificates:
        last = certificates[-1]
        certificates[-1] = replace(last, unread=last.unread + unread, notes=last.notes + notes)
    return replace(extract, certificates=tuple(certificates))


def _without(certificate: Certificate, aside: Sequence[SetAside]) -> Certificate:
    """A page's certificate, or the whole file's, without the furniture that stood there."""
    here = [a for a in aside if certificate.page in (None, a.place.page)]
    if not here:
        return certificate
    characters = max(0, certificate.characters - sum(len(a.text) for a in here))
    return replace(certificate, characters=characters, notes=(*certificate.notes, f"另置 {len(here)} 处网页残留文字"))


def cut_off(drafts: Sequence[Draft]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whether 展开阅读全文 at the end says that the text goes on elsewhere: (unread, notes), both in Chinese.

    Only a long last paragraph without a closing mark shows that something is gone; otherwise it is a note.
    """
    plain = [_simplified(draft.text).strip() for draft in drafts]
    at = next((i for i in reversed(range(len(plain))) if _CUT_OFF.fullmatch(plain[i].strip(" >»▼.…"))), None)
    if at is None:
        return (), ()
    after, _ = set_aside_furniture(drafts[at:])
    kept, _ = set_aside_furniture(drafts[: at + 1])
    before = [draft.text.rstrip() for draft in kept if draft.text.strip()]
    if any(draft.text.strip() for draft in after) or not before:
        return (), ()
    words, last = plain[at], before[-1]
    if len(last) >= 40 and last[-1] not in "。！？；…!?;)）】」』”":
        return (f"文件在此截断：末尾是“{words}”，正文停在“{last[-12:]}”，其后的内容没有",), ()
    return (), (f"文件末尾有“{words}”，请核对原件是否还有下文",)


def _simplified(text: str) -> str:
    return text.translate(_SIMPLER) if _TRADITIONAL.search(text) else text


def _is_single(draft: Draft) -> bool:
    return draft.kind is not BlockKind.TABLE and 0 < len(draft.text.strip()) <= _LONGEST_LINE


def _is_strong(text: str) -> bool:
    # The cheap looks first: without a strong mark the line needs no closer one.
    if not _STRONG_WORD.search(text.lower()):
        return False
    # Prose fails to be furniture at its first word, whereas the search goes through all of it.
    return bool(_LINE.fullmatch(text)) and bool(_STRONG_TOKEN.search(text)) and not _WEAK_LINE.fullmatch(text)


def _is_weak(text: str) -> bool:
    return bool(_WEAK_LINE.fullmatch(text))


def _end_furniture(draft: Draft, text: str) -> int:
    """How many characters at a paragraph's end are furniture; 0 for none, and for a heading or a table."""
    if draft.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        return 0
    # Looking at the end only keeps long paragraphs cheap; a page counter holds a 页.
    tail = text[-_LONGEST_LINE:]
    if "页" not in tail:
        return 0
    found = _AT_END.search(tail)
    body = draft.text.strip()
    return len(tail) - found.start() if found and len(found[0].strip()) < len(body) else 0


def _related_lists(drafts: Sequence[Draft], plain: Sequence[str], furniture: Sequence[bool]) -> set[int]:
    """Indices of the entries below 猜你喜欢 and the like: short lines, up to the first that reads like a document's."""
    listed: set[int] = set()
    i = 0
    while i < len(drafts):
        if not _LIST_OPENING.fullmatch(plain[i]) or not _is_single(drafts[i]):
            i += 1
            continue
        entries: list[int] = []
        i += 1
        while i < len(drafts) and (not plain[i] or furniture[i] or _is_list_entry(drafts[i], plain[i])):
            if plain[i] and not furniture[i]:
                entries.append(i)
            i += 1
        # A short line right above the text that goes on is its title, not the last entry.
        if i < len(drafts) and entries:
            entries.pop()
        listed.update(entries)
    return listed


def _is_list_entry(draft: Draft, text: str) -> bool:
    if draft.kind in (BlockKind.TABLE, BlockKind.HEADING) or heading_level(text):
        return False
    return len(text) <= _LIST_ENTRY and not text.endswith(("。", "；", ";", "："))
