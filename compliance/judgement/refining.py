"""Status rules that several indicators share (修正): what turns a general judgement, and the words for it.

Each rule takes a judgement and returns it unchanged where it has nothing to say. They follow the rules of judgement of
the gold documents: the very act that is asked for, whose fact it is, and what is said right beside the evidence.
`refined` applies them in order; an indicator brings the words of its own things.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from compliance.judgement.judging import Judgement, JudgingContext, Reading
from compliance.judgement.parts import Part, with_parts
from compliance.judgement.polarity import asks_for_absence
from compliance.judgement.values.reading import ValueReading
from compliance.terms import Clause, DocumentKind, Facet, Modality, Polarity, Scope, Status

_FOUND = (Status.MET, Status.PARTIAL, Status.PLANNED, Status.CONTRADICTED)
# How many of the ranked candidates may say what the evidence leaves unsaid, and how relevant they must be for it.
_NEARBY = 5
_LEAST_RELEVANCE = 0.1
# A candidate this relevant that only promises is a promise, whatever the status model makes of it.
_SURE = 0.5

_DENIAL = re.compile(r"没有?|未|无|零|不(?![断同仅少])|杜绝|严禁|禁止|为0|消除|清零")
_COUNTED = re.compile(r"(?:查实|查处|查出|发现|发生|通报|仍有|还有|存在)[^，]{0,14}\d+(?:起|例|件|人|名|所|宗)")
# A denial that turns what stands before it, not one that tells what an inspection found.
_TURN = re.compile(
    r"^(?:而|但是?|可是?|却|不过|只是)?(?:另有|另外|其余|其他|剩下|还有|至今|今年|本年度|目前|都|这[^，]{1,8}都|后来)|没[有能]*能够?|未能|未予"
)
_ASKS_ALL = re.compile(r"所有|全部|全覆盖|逐[县校]|每[所项个]|各校")
_REST = re.compile(r"^(?:而|但|可)?(?:其余|其他|剩下|只剩|还剩|唯独|唯有|只有)")
_REST_WITHIN = 6  # clauses of the same block after the evidence
_PLACEHOLDER = re.compile(r"[Xx×]{2,}(?=[%人元万名所个次年]|$)|[_＿]{2,}(?!号)")
_RESTATED = re.compile(
    r"(?:省|市|国家|上级|教育部)[^，]{0,10}(?:方案|文件|细则|规程|办法|标准|意见)[^，]{0,8}(?:规定|要求|提出|明确|写得|写明)"
)
_OTHER_SCHOOL = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,6}方面，)?([\u4e00-\u9fff]{2,10}(?:小学|中学|学校|幼儿园))(?=[去今]年|建立|建成|开展|推行|每|把|将)"
)


# 国家, 省级 and 市级 inspections and monitoring are different ones; each is named by any of its words.
_LEVEL_ASKED = re.compile(r"(国家|省|市)(?:级|义务教育|督导评估)")
_LEVELS = {
    "国家": re.compile(r"国家|全国|国测|国检|教育部"),
    "省": re.compile(r"省|自治区"),
    "市": re.compile(r"市"),
}


@dataclass(frozen=True, slots=True)
class Thing:
    """What a statement that matches `asked` names, and the words by which a submission speaks of it."""

    name: str  # in Chinese
    asked: re.Pattern[str]
    shown: re.Pattern[str]


def thing(name: str, asked: str, shown: str = "") -> Thing:
    """A thing from two regular expressions; without the second it is shown by the words that ask for it."""
    return Thing(name, re.compile(asked), re.compile(shown or asked))


def as_missing(judgement: Judgement, remark: str) -> Judgement:
    """Nothing counts as evidence; what was found stays as the closest passages. `remark` is Chinese."""
    return replace(judgement, status=Status.MISSING, counted=0, absent_parts=(), remarks=(*judgement.remarks, remark))


def resting_on(judgement: Judgement, status: Status, reading: Reading, remark: str = "") -> Judgement:
    """The judgement with another status that rests on one reading, be it new or one of the candidates."""
    others = tuple(r for r in judgement.readings if r.clause.index != reading.clause.index)
    return replace(
        judgement,
        status=status,
        readings=(reading, *others),
        counted=1,
        absent_parts=(),
        remarks=(*judgement.remarks, remark) if remark else judgement.remarks,
    )


def reading_of(clause: Clause, judgement: Judgement, polarity: Polarity, why: str) -> Reading:
    """A clause as a reading: the candidate that it is already, or a new one of little relevance. `why` is Chinese."""
    for reading in judgement.readings:
        if reading.clause.index == clause.index:
            return replace(reading, polarity=polarity, why=why)
    return Reading(clause, _LEAST_RELEVANCE, polarity, ValueReading(), 0.0, (), why)


def around(clause: Clause, context: JudgingContext) -> str:
    """What a clause says together with its sentence, lead-in, table heads and the heading right above."""
    heads = (*clause.header, clause.caption, clause.stem, *clause.section[-1:])
    return "，".join((context.sentence(clause), *(h for h in heads if h)))


def _evidence_text(judgement: Judgement, context: JudgingContext) -> str:
    return "，".join(around(reading.clause, context) for reading in judgement.evidence)


def heed_promise(judgement: Judgement) -> Judgement:
    """Planned, where the candidate that fits best only promises and the general judgement sees nothing."""
    first = judgement.readings[0] if judgement.readings else None
    if judgement.status is not Status.MISSING or first is None or first.relevance < _SURE:
        return judgement
    if first.polarity is not Polarity.PROMISES:
        return judgement
    return resting_on(judgement, Status.PLANNED, first, "最相近的话只是打算或要求")


def require_core(facet: Facet, judgement: Judgement, context: JudgingContext, cores: Sequence[Thing]) -> Judgement:
    """Missing, where no evidence speaks of a thing that the statement is about (约谈 asked, 谈话 never named)."""
    if judgement.status not in _FOUND or not judgement.evidence:
        return judgement
    text = _evidence_text(judgement, context)
    for core in cores:
        if core.asked.search(facet.statement) and not core.shown.search(text):
            return as_missing(judgement, f"相近的话没有说到{core.name}")
    return judgement


def require_all(facet: Facet, judgement: Judgement, context: JudgingContext, things: Sequence[Thing]) -> Judgement:
    """Partial, where a statement names several things and some of them are said nowhere near."""
    named = [t for t in things if t.asked.search(facet.statement)]
    if judgement.status is not Status.MET or not judgement.evidence or len(named) < 2:
        return judgement
    near = [
        reading
        for place, reading in enumerate(judgement.readings[:_NEARBY])
        if place < judgement.counted or reading.relevance >= _LEAST_RELEVANCE
    ]
    text = "，".join(around(reading.clause, context) for reading in near)
    absent = tuple(t.name for t in named if not t.shown.search(text))
    if not absent:
        return judgement
    return replace(judgement, status=Status.PARTIAL, absent_parts=absent)


def leave_out_others(judgement: Judgement, context: JudgingContext) -> Judgement:
    """Missing, where all that was found is a neighbour's or one school's achievement."""
    if judgement.status not in (Status.MET, Status.PARTIAL) or not judgement.evidence:
        return judgement
    kinds = {reading.clause.subject.kind for reading in judgement.evidence}
    name = judgement.evidence[0].clause.subject.text
    if kinds == {"neighbour"}:
        return as_missing(judgement, f"说的是{name or '其他地方'}，不是本单位")
    if context.item.scope is Scope.SCHOOL:
        other = _OTHER_SCHOOL.search(context.sentence(judgement.evidence[0].clause))
        own = context.submission.subject
        if other and own and other.group(1) not in own and own not in other.group(1):
            return as_missing(judgement, f"说的是{other.group(1)}，不是本校")
    elif kinds == {"school"}:
        return as_missing(judgement, f"说的只是{name or '一所学校'}")
    return judgement


def leave_out_restated(judgement: Judgement, context: JudgingContext) -> Judgement:
    """Missing, where a superior's demand is only restated and nothing of one's own is promised."""
    if judgement.status is not Status.PLANNED or not judgement.evidence:
        return judgement
    demands = all(r.clause.modality in (Modality.DEMAND, Modality.QUOTATION) for r in judgement.evidence)
    own = any(
        r.clause.modality is Modality.INTENTION and r.relevance >= _LEAST_RELEVANCE
        for r in judgement.readings[:_NEARBY]
    )
    restated = _RESTATED.search(context.sentence(judgement.evidence[0].clause))
    if not demands or own or not restated:
        return judgement
    return as_missing(judgement, "只是转述上级的规定或要求")


def require_level(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """Missing, where the statement asks for one level's inspection or monitoring and only another's was found."""
    asked = _LEVEL_ASKED.search(facet.statement)
    if judgement.status not in (Status.MET, Status.PLANNED) or not asked or not judgement.evidence:
        return judgement
    text = _evidence_text(judgement, context)
    named = [level for level, words in _LEVELS.items() if words.search(text)]
    if asked.group(1) in named or not named:
        return judgement
    return as_missing(judgement, f"说的是{'、'.join(named)}一级，不是{asked.group(1)}一级")


def require_denial(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """A statement that something does not happen is met only by saying so, and contradicted by cases counted."""
    if judgement.status is not Status.MET or not asks_for_absence(facet) or not judgement.evidence:
        return judgement
    if context.submission.kind is DocumentKind.PLAN:  # a plan meets it by arranging for it
        return judgement
    for reading in judgement.readings[:_NEARBY]:
        if reading.relevance >= _LEAST_RELEVANCE and _COUNTED.search(reading.clause.text):
            return resting_on(judgement, Status.CONTRADICTED, reading, "列出了已发生的情形")
    if not _DENIAL.search(_evidence_text(judgement, context)):
        return as_missing(judgement, "没有说明未发生或不存在")
    return judgement


def _taken_back(judgement: Judgement, clause: Clause, remark: str) -> Judgement:
    why = f"紧接着明确否定（{clause.cue}）"
    return resting_on(judgement, Status.CONTRADICTED, reading_of(clause, judgement, Polarity.CONTRADICTS, why), remark)


def heed_denial(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """Contradicted, where the same sentence takes back what the evidence says, or the rest of all is left out."""
    if judgement.status is not Status.MET or not judgement.evidence or asks_for_absence(facet):
        return judgement
    first = judgement.evidence[0]
    clauses = context.submission.clauses
    if first.clause.header:
        return judgement
    for clause in clauses[first.clause.index + 1 : first.clause.sentence[1]][:3]:
        if clause.modality is Modality.NEGATION and _TURN.search(clause.text):
            return _taken_back(judgement, clause, "同一句中又作了否定")
    if not _ASKS_ALL.search(facet.statement):
        return judgement
    for clause in clauses[first.clause.index + 1 : first.clause.index + 1 + _REST_WITHIN]:
        same_block = (clause.document, clause.block) == (first.clause.document, first.clause.block)
        if same_block and _REST.search(clause.text):
            sentence = clauses[clause.index : clause.sentence[1]]
            denied = next((c for c in sentence if c.modality is Modality.NEGATION), None)
            if denied:
                return _taken_back(judgement, denied, "有例外，并非全部")
    return judgement


def heed_placeholder(judgement: Judgement) -> Judgement:
    """Partial, where the value itself was left open in the evidence (XX%, ____万元)."""
    if judgement.status is not Status.MET or not judgement.evidence:
        return judgement
    if not _PLACEHOLDER.search(judgement.evidence[0].clause.text):
        return judgement
    return replace(judgement, status=Status.PARTIAL, remarks=(*judgement.remarks, "数值处为占位符，尚未填写"))


def refined(
    facet: Facet,
    judgement: Judgement,
    context: JudgingContext,
    cores: Sequence[Thing] = (),
    things: Sequence[Thing] = (),
    parts: Sequence[Part] = (),
) -> Judgement:
    """The judgement after all shared rules: `cores` must be spoken of, `things` all be named, `parts` are told."""
    judgement = heed_promise(judgement)
    judgement = require_core(facet, judgement, context, cores)
    judgement = leave_out_others(judgement, context)
    judgement = require_level(facet, judgement, context)
    judgement = leave_out_restated(judgement, context)
    judgement = require_denial(facet, judgement, context)
    judgement = heed_denial(facet, judgement, context)
    judgement = heed_placeholder(judgement)
    judgement = require_all(facet, judgement, context, things)
    return judgement if judgement.absent_parts else with_parts(facet, judgement, context, parts)
