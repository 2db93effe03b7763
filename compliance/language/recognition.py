"""What kind of document it is (文书种类), whose it is, and which year it is about.

Read from the outside in, as an inspector does: the title's last words, the opening sentence, the headings, the
signature; the body only where these leave it open. Everything recognised is shown to the user, who may correct it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

from compliance.language.normalise import normalise
from compliance.language.submitter import submitter
from compliance.terms import Block, BlockKind, Document, DocumentKind

_SELF, _PLAN, _RULES = DocumentKind.SELF_EVALUATION, DocumentKind.PLAN, DocumentKind.RULES
_OPINION, _RECTIFICATION = DocumentKind.OPINION, DocumentKind.RECTIFICATION

# In this order: a 整改暨自评 report is a self-evaluation, a 评估方案 a superior's rules although it ends in 方案.
_TITLE_KINDS: tuple[tuple[re.Pattern[str], DocumentKind], ...] = (
    (re.compile(r"督导意见书?|反馈意见(?:书|函)?$|整改通知书?|限期整改"), _OPINION),
    (re.compile(r"自评|自查|自我评估"), _SELF),
    (
        re.compile(
            r"(?:评估|评价|验收|考核|认定)(?:实施)?(?:方案|办法|细则|标准)|指标体系|实施细则|管理办法|暂行办法|条例|规程|规定$"
        ),
        _RULES,
    ),
    (
        re.compile(r"整改(?:落实)?(?:情况)?(?:的)?(?:报告|汇报|台账|清单)|问题(?:整改)?清单|整改(?:落实)?情况"),
        _RECTIFICATION,
    ),
    (re.compile(r"方案|计划|要点|安排|规划|部署"), _PLAN),
    (re.compile(r"总结|汇报|报告|述职|回顾|附表|填表|发言|情况|纪实|做法|成效|年报"), _SELF),
)
_REPORT_WITH_PLAN = re.compile(r"(?:总结|回顾|报告|情况).{0,6}(?:暨|及|和|与).{0,12}(?:计划|打算|安排|要点|思路)")
# 迎接…督导评估工作方案 is the plan of the one who will be evaluated, not the rules of the evaluation.
_PREPARES = re.compile(r"迎接|迎评|迎检|迎督|创建|备检")
# 自评方案: a plan for the self-evaluation; 自查要点 states what was found, as its opening and dates show.
_PLAN_OF_SELF = re.compile(r"(?:自评|自查|自查自评)(?:工作)?(?:实施)?(?:方案|计划|安排)(?:[（(].*[）)])?$")

# Sentences that say what the document is.
_SAYINGS: tuple[tuple[str, DocumentKind], ...] = (
    (
        r"自[查评]情况.{0,8}报告如下|情况.{0,4}(?:报告|汇报)如下|经自[查评]|作(?:个|一)?汇报|请予(?:审阅|指正|审议)",
        _SELF,
    ),
    (r"特?制定本(?:方案|计划|要点)|本(?:方案|计划)自|印发给你们.{0,8}(?:执行|实施|安排)", _PLAN),
    (r"^第[一二三四五六七八九十百]+条|本(?:办法|细则|规定)自", _RULES),
    (r"限于.{0,12}(?:前|内).{0,8}(?:书面)?(?:报告|整改)|督导意见如下|提出(?:以下|如下)督导意见", _OPINION),
    (r"针对.{0,16}反馈的?.{0,8}问题|整改(?:完成)?情况(?:报告|汇报)如下|逐条整改", _RECTIFICATION),
)
# Headings that one kind has and the others have not.
_HEADINGS: tuple[tuple[str, DocumentKind], ...] = (
    (r"主要做法|成效|工作回顾|存在的?(?:主要)?问题|基本情况|下一步", _SELF),
    (r"指导思想|总体要求|工作目标|实施步骤|保障措施|时间安排|工作要求|组织保障|任务分工", _PLAN),
)
_LONGEST_HEADING = 25
_SAYING_WEIGHT = 3  # one such sentence is worth three headings
_PAST = re.compile(r"已(?!经?成熟)|了(?:[\d\u4e00-\u9fff])|完成了|达到了|先后|截至|去年|全年共")
_FUTURE = re.compile(r"将[于在对从按]|拟|力争|计划[于在]|各校要|应当|月底前|负责[^，。]{2,}[，。；]")
_OPENING_BLOCKS = 6

_FURNITURE = re.compile(r"上传人|文档编号|发布时间|点击[：:]|下载|猜你喜欢|版权所有|收藏|联系人|文库|展开阅读")

_SIGNATURE_BLOCKS = 8

_SCHOOL_YEAR = re.compile(r"((?:19|20)\d\d)\s?[—\-~～至](?:-|—)?\s?((?:19|20)\d\d)\s?学年度?(?!初)")
_NAMED_YEAR = re.compile(r"((?:19|20)\d\d)年度?(?!来|前|后|以[来前后]|起|代|修订|版)")
_SIGNED = re.compile(
    r"^(?:[^。，；]{0,24}[（(])?\s*((?:19|20)\d\d)年\s?(\d{1,2}|__|_|X+)月(?:\s?[\d_X]{1,3}日)?[^，。；]{0,6}[）)]?$"
)
_SIGNED_INSIDE = re.compile(r"[（(]?[^。，；（(]{0,12}((?:19|20)\d\d)年(\d{1,2})月(?:\d{1,2}日)?(?:印发|通过)?[）)]?$")
_CHINESE_DATE = re.compile(r"([一二][〇○零Oo0一二三四五六七八九]{3})年([一二三四五六七八九十]{1,3})月")
_CHINESE_DIGITS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
# A report signed before this month looks back on the year before.
_LOOKS_BACK_UNTIL = 6


# A report of a year that is over tells its facts with 去年 and its plans with 今年; in others 去年 is rare beside 今年.
_LAST_YEAR = re.compile(r"(?<![比较由从超与和于])(?:去年|上年(?!级)|上一年)(?!同期|相比|基础|末|底)")
_THIS_YEAR = re.compile(r"今年(?![^。；]{0,12}?(?:[将要拟]|计划|准备|打算|争取|力争|确保|底前|之前))")
_LEAST_LAST_YEARS, _TIMES_THIS_YEAR = 3, 2


# --- kind ----------------------------------------------------------------------------------------------


def recognise_kind(document: Document) -> DocumentKind:
    """The kind of one document: by its title, else by its opening, headings and tense; OTHER where nothing tells."""
    title = _normal(_title(document))
    if kind := _kind_of_title(title):
        return kind
    lines = _lines(document)
    votes = Counter[DocumentKind]()
    for number, line in enumerate(lines):
        weight = _SAYING_WEIGHT * (2 if number < _OPENING_BLOCKS else 1)
        for pattern, said in _SAYINGS:
            votes[said] += weight if re.search(pattern, line) else 0
        for pattern, said in _HEADINGS:
            votes[said] += len(line) <= _LONGEST_HEADING and bool(re.search(pattern, line))
    likeliest, number = votes.most_common(1)[0] if votes else (DocumentKind.OTHER, 0)
    return likeliest if number >= _SAYING_WEIGHT else _kind_of_tense(" ".join(lines))


def _kind_of_title(title: str) -> DocumentKind | None:
    """Decided by the words that name the kind; a title that says nothing of it (让孩子在家门口上好学) gives None."""
    if _REPORT_WITH_PLAN.search(title):
        return _SELF
    if _PLAN_OF_SELF.search(title) or (_PREPARES.search(title) and re.search(r"方案|计划|安排", title)):
        return _PLAN
    return next((kind for pattern, kind in _TITLE_KINDS if pattern.search(title)), None)


def _kind_of_tense(text: str) -> DocumentKind:
    past, future = len(_PAST.findall(text)), len(_FUTURE.findall(text))
    if past + future < 3:
        return DocumentKind.OTHER
    return _SELF if past >= future else _PLAN


def looks_back(documents: Sequence[Document]) -> bool:
    """Whether self-evaluations were written in the year after the one they report on, so that 去年 is that year."""
    texts = [text for one in documents if one.kind is DocumentKind.SELF_EVALUATION for text in _lines(one)]
    last = sum(len(_LAST_YEAR.findall(text)) for text in texts if "年" in text)
    if last < _LEAST_LAST_YEARS:
        return False
    return last > _TIMES_THIS_YEAR * sum(len(_THIS_YEAR.findall(text)) for text in texts if "今年" in text)


# --- subject -------------------------------------------------------------------------------------------


def recognise_subject(documents: Sequence[Document]) -> str:
    """The district, city or school whose documents they are (清川区, 青禾县石桥镇中心小学); "" where nothing names it.

    From the title, the issuing body under it or at the end, and the place that the text names most often.
    """
    return _most_said(documents, _subject_of)


def _subject_of(document: Document) -> str:
    return submitter(_title(document), [block.text for block in document.blocks if _is_text(block)])


# --- period --------------------------------------------------------------------------------------------


def recognise_period(documents: Sequence[Document]) -> str:
    """The year or school year that the documents are about: 2021, 2022—2023学年; "" where nothing tells.

    From the title; else from the year that the text speaks of most, read against the date of signature: a report
    signed in spring is about the year before, a plan about the year that it is made for.
    """
    return _most_said(documents, _period_of)


def _most_said(documents: Sequence[Document], say: Callable[[Document], str]) -> str:
    """What most documents say; where as many say another thing, what the longest says, in whatever order they come."""
    votes, longest = Counter[str](), Counter[str]()
    for document in documents:
        if said := say(document):
            votes[said] += 1
            longest[said] = max(longest[said], document.characters)
    return max(votes, key=lambda said: (votes[said], longest[said]), default="")


def _period_of(document: Document) -> str:
    title, lines = _normal(_title(document)), _lines(document)
    text = "\n".join(lines)
    kind = recognise_kind(document)
    if match := _SCHOOL_YEAR.search(title):
        return f"{match[1]}—{match[2]}学年"
    years = _NAMED_YEAR.findall(title)
    if years:
        # 2022年总结暨2023年计划: judged as what it reports.
        return str(max(years) if kind is _PLAN else min(years) if _REPORT_WITH_PLAN.search(title) else years[-1])
    signed = _signature(lines)
    if kind is not _PLAN and (stated := _stated(lines, signed)):
        return stated
    if school_year := _main_school_year(text):
        return school_year
    return _main_year(text, signed, kind)


_STATED = re.compile(
    r"(?:对|将|把|汇报|报告|就)[^。]{0,30}?((?:19|20)\d\d)年度?(?!\d?\d?月)[^。]{0,24}(?:情况|工作|自[查评]|梳理|总结)"
)


def _stated(lines: Sequence[str], signed: tuple[int, int] | None) -> str:
    """The year that the opening says it reports on: 现将2021年度自评情况报告如下; 2020年9月至2021年8月这一学年."""
    opening = " ".join(line for line in lines[:_OPENING_BLOCKS] if len(line) > 15)
    if match := re.search(r"((?:19|20)\d\d)年[789]月(?:1日)?(?:至|到|—|-)((?:19|20)\d\d)年[678]月", opening):
        return f"{match[1]}—{match[2]}学年"
    if match := _SCHOOL_YEAR.search(opening):
        return f"{match[1]}—{match[2]}学年"
    match = _STATED.search(opening)
    return match[1] if match and (not signed or int(match[1]) <= signed[0]) else ""


def _main_school_year(text: str) -> str:
    """A school year, where the text gives its data by school years rather than by years."""
    pairs = Counter((m[1], m[2]) for m in _SCHOOL_YEAR.finditer(text))
    if not pairs:
        return ""
    (first, last), number = pairs.most_common(1)[0]
    plain = max(Counter(_NAMED_YEAR.findall(text)).values(), default=0)
    return f"{first}—{last}学年" if number * 2 >= plain else ""


def _main_year(text: str, signed: tuple[int, int] | None, kind: DocumentKind) -> str:
    if signed and kind is _PLAN:
        return str(signed[0] if signed[1] < 11 else signed[0] + 1)
    named = Counter(_NAMED_YEAR.findall(text))
    if not signed:
        return named.most_common(1)[0][0] if named else ""
    year, month = signed
    here, back = named[str(year)], named[str(year - 1)]
    return str(year - 1) if month <= _LOOKS_BACK_UNTIL and back >= here else str(year)


def _signature(lines: Sequence[str]) -> tuple[int, int] | None:
    """Year and month of the signature at the end, or of the line under the title."""
    for line in [*reversed(lines[-_SIGNATURE_BLOCKS:]), *lines[:_OPENING_BLOCKS]]:
        if len(line) > 60 or _FURNITURE.search(line):
            continue
        if match := _CHINESE_DATE.search(line):
            return int(match[1].translate(_CHINESE_DIGITS)), _month(match[2])
        if match := _SIGNED.search(line) or _SIGNED_INSIDE.search(line):
            return int(match[1]), int(match[2]) if match[2].isdigit() else 12
    return None


def _month(chinese: str) -> int:
    tens, ten, ones = chinese.partition("十")
    digit = "零一二三四五六七八九"
    return (digit.find(tens) if tens else 1) * 10 + max(digit.find(ones), 0) if ten else digit.find(chinese)


# --- reading the document ---------------------------------------------------------------------------------


@lru_cache(maxsize=2048)
def _normal(text: str) -> str:
    return normalise(text).text.strip()


def _title(document: Document) -> str:
    """The title as the reader found it, else the first heading, else the first line that is no furniture."""
    if document.title.strip():
        return document.title
    heading = next((b.text for b in document.blocks if b.kind is BlockKind.HEADING and b.level == 1), "")
    first = next((b.text for b in document.blocks if _is_text(b) and len(b.text) < 60), "")
    return heading or first


def _is_text(block: Block) -> bool:
    return block.kind is not BlockKind.TABLE and not _FURNITURE.search(block.text)


def _lines(document: Document) -> list[str]:
    """The normalised texts of all blocks but tables and page furniture."""
    return [line for block in document.blocks if _is_text(block) and (line := _normal(block.text))]
