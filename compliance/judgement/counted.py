"""What the counts of a clause do for a facet that names no limit (点数).

A facet that asks for the whole is denied by a tally that falls short (应配158人、实有149人) and met by one that is
even; one that asks for a good grade by a count of lower ones; one that asks for a deed by none of it (培训0次).
"""

from __future__ import annotations

import re
from functools import lru_cache

from compliance.language.sentences import sentence_text
from compliance.language.tallies import Tally, read_tally, tally_of_columns
from compliance.language.words import words
from compliance.terms import Clause, Facet, Modality, Polarity, Submission

_Read = tuple[Polarity, str]

# 配齐, 足额, 整改到位, 及时处理, 逐件: whoever says so means all of it. 督促整改 and 查找问题 are met by less.
_WHOLE_ASKED = re.compile(
    r"所有|全部|每一?[所个名位项校]|逐[件个校]|[配开]齐|齐全|足额|[开配]足|符合|到位|及时处理|全覆盖|得到保障|清理整治|消除|资格"
    r"|落实了.*(?:规定|标准|制度)|执行|目标任务|满足|问题进行了自纠"
)
# Where the lack itself is what has to be told.
_ONLY_TOLD = re.compile(r"摸清|写明|台账|清单|排查|统计|掌握")
# 良好以上 is asked for, and a lower grade is given to some: 优秀12所、良好20所、合格2所.
_GOOD_ASKED = re.compile(r"良好以上")
_LOWER = r"(?:基本合格|不合格|合格|一般|中等|中|较差|差|及格)"
_NUMBER = r"(?:[1-9]\d*|[一二两三四五六七八九十]+)"
_LOWER_GRADE = re.compile(
    rf"(?:^|[、，；|：和及（]\s*|另外?有|还有|余下|评为|只到|定为|得)“?{_LOWER}”?(?:的|档|等次|等级)?(?:学校)?(?:只?有)?\s*{_NUMBER}(?:所|个|校|$|[^\d等级种类档人])"
    rf"|{_NUMBER}(?:所|校|个)(?!中){_LOWER}(?:$|[，。；、）])"
    rf"|{_NUMBER}(?:所|校|个)[^，。；\d]{{0,8}}(?:只评为|评为|只到|只得|定为|为|属)“?(?<!不){_LOWER}”?(?:[档等]|$|[，。；）])"
)


# A statement that denies a bad thing is met by none of it.
_ABSENCE = re.compile(r"没有|未发生|不存在|无(?:违规|重大)")
# 培训0次: none of what is asked for; 违规收费0起 is good.
_NONE_OF_IT = re.compile(
    r"(?<![A-Za-z\d.:：—~-])0(?:\.0+)?(?:个|人|名|所|次|人次|场|期|轮|件|份|项|家|门|节|台|套|册|间|对|万元|元)(?![\d以之])"
)
_BAD = re.compile(
    r"违|辍|失学|流失|差错|误差|举报|投诉|事故|事件|意外|伤|亡|案|追|错|漏|欠|缺|差异|大班额|超|危|体罚|补课|择校|上访|信访|退|不|无证|隐患|重点班|拒|"
    r"负面|异议|反弹|债|空|剩|余|尚|问题|收费|处分|通报|控制|以内|因"
)


# What is still open, and what is lacking: 还有6个挂着, 欠拨15万元, 差额137人. A bare 还有 may only count on.
_THING = r"(?:个|所|件|项|处|名|人|条|份|间|台|家|万元|岗|位)"
_LEFT = re.compile(
    rf"(?:(?:还|尚|仍)(?:剩下?|余|空|差|欠)|[尚仍]有|(?:但|可是?|却|至今|目前|里)还有)(?:着|了)?[^，。；\d]{{0,3}}{_NUMBER}{_THING}"
    rf"|还有[^，。；\d]{{0,3}}{_NUMBER}{_THING}(?=[^，。；]{{0,12}}(?:挂|压|拖|悬|卡|搁|闲|无人|手里))"
    rf"|(?:差额|空编|空岗|[欠差][拨付发缴])[为约了]?{_NUMBER}{_THING}|(?<![短紧不])缺[^，。；\d]{{0,10}}{_NUMBER}[名人]"
)
_DONE = re.compile(r"已|了(?!$)|完成|到岗|清零|均|全部")


@lru_cache(maxsize=1024)
def _asks(statement: str) -> tuple[bool, bool]:
    """Whether a statement asks for the whole of something, and whether it only wants a thing told."""
    return bool(_WHOLE_ASKED.search(statement)), bool(_ONLY_TOLD.search(statement))


def read_counts(facet: Facet, clause: Clause, submission: Submission) -> _Read | None:
    """How a clause is read by its counts; None where they say nothing of the facet."""
    if clause.modality not in (Modality.FACT, Modality.DEMAND, Modality.NEGATION):
        return None
    if _GOOD_ASKED.search(facet.statement) and (lower := _LOWER_GRADE.search(clause.text)):
        return Polarity.CONTRADICTS, f"有低于所要求等次的（{lower[0].strip('，、；|： ')}）"
    whole, only_told = _asks(facet.statement)
    tally: Tally | None = None
    if whole:
        tally = read_tally(clause, submission)
    elif not only_told:
        due = tally_of_columns(clause) if clause.header else read_tally(clause, submission)
        tally = due if due and due.due and (due.short or clause.header) else None
    if tally and tally.short:
        return Polarity.CONTRADICTS, f"数目不足（{tally.shown}）"
    if tally and clause.modality is not Modality.NEGATION:
        return Polarity.SUPPORTS, f"数目达到（{tally.shown}）"
    if clause.modality is not Modality.FACT or _ABSENCE.search(facet.statement):
        return None
    return (_left(clause) if whole else None) or _none_of_it(facet.statement, clause, submission)


def _left(clause: Clause) -> _Read | None:
    left = _LEFT.search(clause.text)
    if left is None or _DONE.search(clause.text):
        return None
    return Polarity.CONTRADICTS, f"还有未到位的（{left[0]}）"


# Words that statements of any matter share.
_COMMON = frozenset({"学校", "教师", "学生", "现象", "行为", "情况", "发生", "开展", "建立", "落实", "工作", "进行"})


@lru_cache(maxsize=1024)
def _matter(statement: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of what a statement asks for, and its pairs of characters."""
    named = frozenset(word for word in words().cut(statement) if len(word) > 1) - _COMMON
    return named, frozenset(statement[place : place + 2] for place in range(len(statement) - 1)) - _COMMON


def _speaks_of(statement: str, clause: Clause, submission: Submission) -> bool:
    """Whether the clause, its sentence or its heading names the statement's matter: by a word, or by two pairs of
    characters, as a short form does (督导评估 for 督评); one pair may be of two words that only stand side by side."""
    said = "|".join((clause.text, sentence_text(clause, submission), *clause.header, *clause.section[-1:]))
    named, pairs = _matter(statement)
    return any(word in said for word in named) or sum(pair in said for pair in pairs) > 1


def _none_of_it(statement: str, clause: Clause, submission: Submission) -> _Read | None:
    none = _NONE_OF_IT.search(clause.text)
    if none is None or _BAD.search(clause.text) or _BAD.search(statement):
        return None
    if not _speaks_of(statement, clause, submission):
        return None
    return Polarity.CONTRADICTS, f"数目为零（{none[0]}）"
