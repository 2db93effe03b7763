"""Claims that a row of a table denies: 年度实施计划也已落实 over 学校布局调整年度实施计划 | 未落实.

The table wins (it is what was counted or filed), and the clash is told. A row is taken to deny a claim only where the
claim names most of what the row's label names, and no other sentence of the text admits the same lack.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import rjieba

from compliance.integrity.passages import short, warning
from compliance.terms import Clause, DocumentKind, Modality, Submission, Warning

CHECK = "inconsistent"

_WHEN = (
    r"(?:今年|本年度?|全年|本学年|目前|暂时?|至今|截至[^，]{0,10}?|\d{4}年(?:度|、\d{4}年)?)?(?:尚|还|暂|仍|均|也|并)?"
)
_DENIED = re.compile(
    rf"(?:^|[，；：:（。、—]){_WHEN}"
    r"(?:未(?!来|成年|发生|发现|出现|检出|受理|接到|统计|过线)|没有?(?!问题|发生|发现|差错|缺额|缺口)|缺(?=经费|人|专)|"
    r"不(?:再)?(?:安排|建|列入|开展|设|做|修订|组织|办|形成|搞|举办|制定|开设|单设|列|配|评)|"
    r"无(?=$|[，。；]|文件|经费|此项|方案|专人|制度|机构|计划)|取消|暂缓|顺延|推迟|停[办摆开]|"
    r"0(?=$|[，。；次项份人场期个校所])|实际(?:开展)?0|(?:尚在|仅有|停在|还是)?[^，。；]{0,4}(?:征求意见|起草|初稿|草案|送审稿|第[一二三]稿)|"
    r"由[^，。；]{1,10}自[筹行])"
)
# What it is good to have none of.
_BAD = re.compile(
    r"事故|违规|违纪|违法|欺凌|投诉|体罚|流失|辍学|隐患|重点班|超标|处分|挪用|截留|拖欠|问题|大班额|缺额|收费|补课|舆情|举报|不合格|差错"
)
_LACKING = re.compile(r"未(?:建立|制定|印发|成立|配|落实|编制|完成|整改)|不安排|不建|不列入")
_ADMITTED = re.compile(
    r"未(?!来|成年)|没有?(?!一[所校个项人名])|尚|不(?!仅|但|断|少|低|漏|落|变|等|同|只|折|扣|超)|无(?!一|不)|缺|暂缓|推迟|顺延|取消|停摆|拟|才能|征求意见|起草"
)
# What is only named, pointed at or said to be due is not claimed.
_BARE = re.compile(
    r"[见看](?:附?表|附件)|(?:的要求|这一[块条项]|^(?:对|在|讲)[^，]*(?:上|督查|督导|情况))$|(?<!应)该|原定|本应|应当|(?:第[一二三四五六]|末)[段步]，?[\u4e00-\u9fff]{2,8}$|^(?!.*(?:[已了均都将要]|制定|修订|完善|出台|印发|建立|执行|落实|实行)).*(?:细则|办法|方案|制度)$"
)
_OTHERS = ("neighbour", "superior", "school", "some")
_SERIAL = re.compile(r"[\d.、（）()一二三四五六七八九十]*|[A-Z]{1,3}-?\d*")
# Words that most matters of the field share: they count less.
_COMMON = frozenset(
    "教育 督导 督学 学校 全部 工作 建设 情况 管理 人员 学生 教师 责任 进行 开展 制度 机制 经费 小学 中小学 年度 责任区 "
    "责任督学 方案 办法 教育局 政府 区县".split()
)
_LITTLE = 0.4
# So much of the label's words must stand in the claim: 0.55 takes 党政同责的问责机制 for 党政同责问责机制.
# A claim that repeats the very verb that the row denies (已落实, 未落实) needs less.
_MOST, _MOST_OF_ECHO = 0.55, 0.35
_LEAST, _LEAST_OF_ECHO = 1.4, 1.0
_SHORT = 14  # characters of a part that says only that it is done
_VERB = re.compile(r"(?:未|没有|尚未|不)([\u4e00-\u9fff]{2})")
_NOT_YET = re.compile(r"下一步|明年|打算|下步|存在(?:的)?(?:主要)?问题|不足|差距|短板")


@dataclass(frozen=True, slots=True)
class _Denial:
    row: Clause
    words: frozenset[str]
    verbs: frozenset[str]


def denied_claims(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each row that denies what a sentence claims; it quotes the sentence that fits the row best."""
    claims = [clause for clause in submission.clauses if not clause.header and clause.subject.kind not in _OTHERS]
    windows = [(clause, _window(submission, clause)) for clause in claims]
    found: list[Warning] = []
    for denial in _denials(submission):
        claim = _denied(submission, denial, windows)
        if claim:
            message = (
                f"正文“{short(submission.quote(claim.span))}”与表中“{short(submission.quote(denial.row.span))}”不符。"
                "请核对以哪个为准，并改为一致。"
            )
            found.append(warning(submission, CHECK, (claim.span, denial.row.span), message))
    return tuple(found)


def _denials(submission: Submission) -> Iterator[_Denial]:
    for row in submission.clauses:
        if len(row.header) < 2 or _NOT_YET.search(row.caption + "".join(row.section[-1:])):
            continue
        at = next((i for i, value in enumerate(row.values) if not _SERIAL.fullmatch(value.strip())), None)
        if at is None or _is_good(row.values[at], row.values[at + 1 :]) or not _is_denied(row.values[at + 1 :]):
            continue
        words = _words(re.sub(r"（[^）]*）", "", row.values[at]))
        verbs = frozenset(verb for cell in row.values[at + 1 :] for verb in _VERB.findall(cell))
        if _weight(words) >= _LEAST_OF_ECHO:
            yield _Denial(row, words, verbs)


def _is_good(label: str, cells: Sequence[str]) -> bool:
    """事故 | 0, 违规收费 | 无: no lack, unlike 事故通报 | 未建立."""
    return bool(_BAD.search(label)) and not any(_LACKING.search(cell) for cell in cells)


def _is_denied(cells: Sequence[str]) -> bool:
    # A row of noughts beside numbers that are none says nothing was done only where all are noughts.
    numbers = [cell.strip() for cell in cells if re.fullmatch(r"\d[\d.,]*", cell.strip())]
    if any(number != "0" for number in numbers) and "0" in numbers:
        return False
    return any(_DENIED.search(cell.strip()) for cell in cells)


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in rjieba.cut(text, hmm=False) if len(word) > 1 and not word[0].isascii())


def _weight(words: Iterable[str]) -> float:
    return sum(_LITTLE if word in _COMMON else len(word) / 2 for word in words)


def _window(submission: Submission, clause: Clause) -> str:
    """The clause with the part before it: 党政同责的问责机制，区里已经建立."""
    before = submission.clauses[clause.index - 1].text if clause.index > clause.sentence[0] else ""
    return f"{before}，{clause.text}"


def _denied(submission: Submission, denial: _Denial, windows: Sequence[tuple[Clause, str]]) -> Clause | None:
    whole = _weight(denial.words)
    best: tuple[float, bool, Clause] | None = None
    for clause, window in windows:
        if clause.document != denial.row.document:
            continue
        named = [word for word in denial.words if word in window]
        weight = _weight(named)
        if weight < _LEAST_OF_ECHO or weight < _MOST_OF_ECHO * whole:
            continue
        echo = any(verb in clause.text for verb in denial.verbs)
        if not echo and (weight < _LEAST or weight < _MOST * whole):
            continue
        # The part before only tells what a short part speaks of: 问责机制，区里已经建立.
        if not any(word in clause.text for word in named) and not (echo and len(clause.text) <= _SHORT):
            continue
        claims = _claims(submission, clause)
        # Where the text admits the lack as closely as it claims the contrary, the admission explains the row.
        rank = weight + (0.5 if echo else 0.0)
        if not best or (rank, not claims) > (best[0], not best[1]):
            best = (rank, claims, clause)
    return best[2] if best and best[1] else None


def _claims(submission: Submission, clause: Clause) -> bool:
    """Whether a clause states (in a plan: arranges) something, without a word that admits a lack."""
    planned = (Modality.FACT, Modality.INTENTION, Modality.DEMAND)
    wanted = planned if submission.kind is DocumentKind.PLAN else (Modality.FACT,)
    if clause.modality not in wanted or _NOT_YET.search("".join(clause.section[-1:])):
        return False
    if clause.period and clause.period.relative == "previous":
        return False
    first, last = clause.sentence
    later = submission.clauses[clause.index + 1] if clause.index + 1 < last else None
    if _BARE.search(clause.text):
        return False
    return not _ADMITTED.search(clause.text) and not (later and re.match(r"但|不过|只是|可", later.text))
