"""Claims that a row of a table denies: 年度实施计划也已落实 over 学校布局调整年度实施计划 | 未落实.

The table wins (it is what was counted or filed), and the clash is told. A row is taken to deny a claim only where the
claim names most of what the row's label names, and no other sentence of the text admits the same lack.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from compliance.integrity.passages import OTHERS, pairs, short, warning
from compliance.terms import BlockKind, Clause, DocumentKind, Modality, Submission, Warning

CHECK = "inconsistent"

_DENIED = re.compile(
    r"未(?!来|成年|经|逾期|出数|计算|测算|统计|发生|发现|出现|检出|受理|接到|过线)|没有?(?!问题|发生|发现|差错|缺额|缺口|一|拖欠|漏)|缺(?=经费|人|专)|空缺|"
    r"不(?:再)?(?:安排|建|列|开展|设|做|修订|组织|办|形成|搞|举办|制定|开设|单|配|评|购|定|统[一筹]|发[放布文]|请|用|参加|由|公[开示布]|对外)|"
    r"(?:^|[，；：（])[^，。；“]{0,6}无(?!一|不|拖欠|逾期|遗漏)|取消|暂缓|顺延|推迟|停[办摆开查]|尚在|征求意见|(?:正在|[尚仍还]在)起草|起草(?:中|阶段)|(?:^|[，；])起草(?:$|[，；])|初稿|草案|送审稿|自[筹行垫]|"
    r"(?<![\d.])0(?=$|[，。；次项份人场期个校所对件元条本处])"
)
# What it is good to have none of.
_BAD = re.compile(
    r"事故|违规|违纪|违法|欺凌|投诉|体罚|流失|辍学|隐患|重点班|超标|处分|挪用|截留|拖欠|问题|大班额|缺额|收费|补课|舆情|举报|不合格|差错|无证|违建|黑[校园车]"
)
_NONE = re.compile(
    r"(?:无|没有|0|零)[\u4e00-\u9fff]{0,3}|[^，。；]{0,4}(?:无|没有|零)[^，。；]{0,4}(?:事故|案件|事件|投诉|舆情)|[^，。；]{0,4}(?:未|没有?|无)(?:发生|发现|出现|检出|接到|收到|受理)[^，。；]{0,6}"
)
_ADMITTED = re.compile(
    r"未(?!来|成年)|没有?(?!一[所校个项人名])|尚|不(?!仅|但|断|少|低|漏|落|变|等|同|只|折|扣|超)|无(?!一|不)|缺|暂缓|推迟|顺延|取消|停摆|拟|才能|征求意见|起草|正在"
)
# What is only named, pointed at or said to be due is not claimed.
_BARE = re.compile(
    r"(?:系数|面积|教师数|率)$|[见看](?:附?表|附件)|(?:的要求|这一[块条项]|^(?:对|在|讲)[^，]*(?:上|督查|督导|情况))$|(?<!应)该|原定|本应|应当|(?:第[一二三四五六]|末)[段步]，?[\u4e00-\u9fff]{2,8}$|^(?!.*(?:[已了均都将要]|制定|修订|完善|出台|印发|建立|执行|落实|实行)).*(?:细则|办法|方案|制度)$"
)
# Rows of places and schools are no matter that a sentence could claim to be done.
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,4}[县区市旗片镇乡校村点]|[\u4e00-\u9fff]{2,10}(?:小学|中学|学校|幼儿园)")
_SERIAL = re.compile(r"[\d.、（）()一二三四五六七八九十]*|[A-Z]{1,3}-?\d*")
# Nor are times: 9月至10月 | “八无”督查.
_TIME = re.compile(r"(?=.*[月日])[\d一二三四五六七八九十年月日至—~～.、\-份上中下旬底初末前]+")
# What tells that a claim is of a row: the weight of its label's pieces, their share of the label, the weight of the
# other cells' pieces, the very verb that the row denies. Weights of a logistic regression on gold documents, rounded.
_BY_WEIGHT, _BY_SHARE, _BY_CELLS, _BY_ECHO = 0.4, 1.5, 0.5, 1.2
# A claim that names nearly the whole label needs less. Of what 2.2 for all finds in `more`, 115 of 140 right warnings
# stay, and 12 of 32 false ones.
_ENOUGH, _ENOUGH_NAMED, _NAMED_WHOLE = 3.1, 2.3, 0.75
# A pair of a label that no sentence has is mostly one across two of its words (表彰优秀: 彰优), and takes little away
# from what a claim names of it. So, and with a tenth more to reach, 9 more than 118 are right, 1 fewer than 24 false.
_UNSAID = 0.5
_MOST_WEIGHT, _MOST_CELLS = 5.0, 3.0
_LEAST_HELD = 1.5
_MARGIN = 1.0
_RARE_IN = 50  # clauses that are thought of beside those there are, so that words are rare in a short text too
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SHORT_CELL, _LONGEST_DENIAL = 5, 14  # characters
_EXPLAINED = re.compile(r"见(?:说明|注|正文|上文|备注)")
_BRACKETS = re.compile(r"（[^）]*）")
# 无, 未列, 待测 beside a number in another column: the datum is lacking, not the thing.
_NO_DATUM = re.compile("[无缺/—-]|未[列测报填全算计]|未统计|未测算|待[测算报]|暂缺")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_DATUM = re.compile(r"\d[\d,]*(?:\.\d+)?[\u4e00-\u9fff%/]{0,4}")
_VERB = re.compile(r"(?:未|没有|尚未|不)([\u4e00-\u9fff]{2})")
_NOT_YET = re.compile(r"下一步|明年|打算|下步|存在(?:的)?(?:主要)?问题|不足|差距|短板")


@dataclass(frozen=True, slots=True)
class _Denial:
    row: Clause
    label: frozenset[str]
    cells: frozenset[str]
    verbs: frozenset[str]


class _Said:
    """What the running text says, by its pairs of characters; a pair that few clauses have weighs more."""

    def __init__(self, submission: Submission, asked: frozenset[str]) -> None:
        """Only the pairs that are asked for are kept."""
        self._submission = submission
        self._clauses: list[Clause] = []
        self._holding: dict[str, list[int]] = {}  # of each pair the clauses (or the parts behind them) that have it
        counted: Counter[str] = Counter()
        before = frozenset[str]()
        for clause in submission.clauses:
            own = frozenset() if clause.header else asked & _pairs(clause.text)
            if not clause.header and not _is_of_others(submission, clause) and not _is_title(submission, clause):
                counted.update(own)
                carried = before if clause.index > clause.sentence[0] else frozenset()
                for pair in own | carried:
                    self._holding.setdefault(pair, []).append(len(self._clauses))
                self._clauses.append(clause)
            before = own
        size = len(self._clauses) + _RARE_IN
        self._weight = {pair: math.log(size / (1 + number)) / math.log(size) for pair, number in counted.items()}

    def denied(self, denial: _Denial) -> Clause | None:
        """The claim that a row denies; None where none is near enough."""
        whole = sum(self._weight.get(pair, _UNSAID) for pair in denial.label) or 1.0
        label, cells = self._held(denial.label), self._held(denial.cells - denial.label)
        scores: list[tuple[float, int]] = []
        for at in label.keys() | cells.keys():
            clause, weight = self._clauses[at], label.get(at, 0.0)
            score = _BY_WEIGHT * min(weight, _MOST_WEIGHT) + _BY_SHARE * weight / whole
            score += _BY_CELLS * min(cells.get(at, 0.0), _MOST_CELLS)
            score += _BY_ECHO * any(verb in clause.text for verb in denial.verbs)
            held = weight + cells.get(at, 0.0)
            enough = _ENOUGH_NAMED if weight >= _NAMED_WHOLE * whole else _ENOUGH
            if score >= enough and held >= _LEAST_HELD and clause.document == denial.row.document:
                scores.append((-score, at))
        scores.sort()
        for score, at in scores:
            best, nearest = scores[0]
            # An admission that fits the row far better than the claim explains the row.
            if score > best + _MARGIN and _ADMITTED.search(self._clauses[nearest].text):
                return None
            claim = self._clauses[at]
            if _tells_the_same(claim, denial.row):
                return None
            if _claims(self._submission, claim) and not _only_names(claim, denial):
                return claim
        return None

    def _held(self, wanted: Iterable[str]) -> dict[int, float]:
        """The weight of the wanted pairs in each clause that has any."""
        held: dict[int, float] = {}
        for pair in sorted(wanted):
            for at in self._holding.get(pair, ()):
                held[at] = held.get(at, 0.0) + self._weight.get(pair, 1.0)
        return held


def denied_claims(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each row that denies what a sentence claims; it quotes the sentence that fits the row best."""
    denials = list(_denials(submission))
    if not denials:
        return ()
    said = _Said(submission, frozenset().union(*(denial.label | denial.cells for denial in denials)))
    found: list[Warning] = []
    for denial in denials:
        claim = said.denied(denial)
        if claim:
            message = (
                f"正文“{short(submission.quote(claim.span))}”与表中“{short(submission.quote(denial.row.span))}”不符。"
                "请核对以哪个为准，并改为一致。"
            )
            found.append(warning(submission, CHECK, (claim.span, denial.row.span), message))
    return tuple(found)


def _denials(submission: Submission) -> Iterator[_Denial]:
    for row in submission.clauses:
        if len(row.header) < 2:
            continue
        at = next((i for i, value in enumerate(row.values) if not _SERIAL.fullmatch(value.strip())), None)
        if at is None or _is_good(row.values[at], row.values[at + 1 :]) or not _is_denied(row.values[at + 1 :]):
            continue
        label = row.values[at].strip()
        if _lacks_a_datum(row.values[at + 1 :]):
            continue
        if _PLACE.fullmatch(label) or _TIME.fullmatch(label) or not _is_about_denial(row.values[at + 1 :]):
            continue
        verbs = frozenset(verb for cell in row.values[at + 1 :] for verb in _VERB.findall(cell))
        yield _Denial(row, _pairs(row.values[at]), _pairs("，".join(row.values[at + 1 :])), verbs)


def _is_good(label: str, cells: Sequence[str]) -> bool:
    """事故 | 0, 违规收费 | 无: no lack, unlike 事故通报 | 未建立 and 问题督办 | 全年没有督办."""
    denied = [cell.strip() for cell in cells if _DENIED.search(cell)]
    return bool(_BAD.search(label)) and all(_NONE.fullmatch(cell) for cell in denied)


def _is_denied(cells: Sequence[str]) -> bool:
    # A row of noughts beside numbers that are none says nothing was done only where all are noughts.
    numbers = [cell.strip() for cell in cells if re.fullmatch(r"\d[\d.,]*", cell.strip())]
    if any(number != "0" for number in numbers) and "0" in numbers:
        return False
    # 此项取消，见说明四: the text itself says what became of it.
    if any(_EXPLAINED.search(cell) for cell in cells):
        return False
    return any(_DENIED.search(cell.strip()) for cell in cells)


def _lacks_a_datum(cells: Sequence[str]) -> bool:
    """Whether some columns of a row have their number and others say that theirs is lacking: 0.44 | 未列."""
    told = [cell.strip() for cell in cells if cell.strip()]
    denied = [cell for cell in told if _DENIED.search(cell)]
    return any(map(_DATUM.fullmatch, told)) and all(map(_NO_DATUM.fullmatch, denied))


def _is_about_denial(cells: Sequence[str]) -> bool:
    """Whether a row says in few words, and first of all, that something is not so.

    有办法，各片照办 | 今年没有考核 tells what there is, and a long cell tells a story.
    """
    told = [cell for cell in cells if cell.strip()]
    lengths = [len(_HAN.findall(cell)) for cell in told if _DENIED.search(cell.strip())]
    first = bool(told) and (bool(_DENIED.search(told[0].strip())) or len(_HAN.findall(told[0])) <= _SHORT_CELL)
    return first and min(lengths) <= _LONGEST_DENIAL


def _pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring 汉字 of a text, without what stands in brackets."""
    return pairs(_BRACKETS.sub("", text) if "（" in text else text)


def _is_of_others(submission: Submission, clause: Clause) -> bool:
    """Whether a clause is of another body, by its own subject or that of its sentence: 邻县搞了考试，六十分以上发证."""
    first = submission.clauses[clause.sentence[0]].subject.kind
    return clause.subject.kind in OTHERS or clause.subject.kind == "unknown" and first == "neighbour"


def _is_title(submission: Submission, clause: Clause) -> bool:
    block = submission.documents[clause.document].blocks[clause.block]
    return block.kind is BlockKind.HEADING or not block.index


def _tells_the_same(clause: Clause, row: Clause) -> bool:
    """Whether a claim tells a whole cell's number of the row: 对42所下发整改通知, 整改通知 | 42 | 9所未报告."""
    told = set(_NUMBER.findall(clause.text))
    return any(cell.strip() in told for cell in row.values[1:])


def _only_names(clause: Clause, denial: _Denial) -> bool:
    """四、德育专项督查 over the row 德育专项督查 names the matter and says nothing of it."""
    return pairs(clause.text) <= denial.label


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
