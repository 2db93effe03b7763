"""What is no ground for a judgement (依据), and what a ground does not carry: rules that several indicators share.

A clause can be near a statement in its words and yet prove nothing: it speaks of another matter, of a neighbour, or
repeats a fault that inspectors had found. `set_aside` takes such clauses away and judges by those that are left.
The other functions turn a judgement where the evidence itself says less, or the opposite.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from compliance.judgement.judging import Judgement, JudgingContext, Reading
from compliance.judgement.parts import Part, told, with_parts
from compliance.judgement.polarity import asks_for_absence
from compliance.judgement.refining import Thing, around, heed_denial, heed_placeholder, require_all
from compliance.language.sentences import parts_after, parts_before
from compliance.terms import DocumentKind, Facet, Modality, Polarity, Status

Objection = Callable[[Reading], str]  # why a reading is no evidence, in Chinese; "" if it may be

# Affairs of a local government that have bodies, lists, training and inspections of their own, under the same words.
# Not in the list: what schools have to do with as well (民警护学, 医院体检, 征地建校).
_OTHER_MATTERS = (
    r"河长|湖长|创卫|卫生城市|文明城市|扫黑|征兵|殡葬|湿地|水源保护|河流断面|环保督察|婚姻|家政|退耕|医保|社会治理|招商引资|"
    r"营商环境|公路养护|农村公路|农机|食品厂|药师|医师|(?:双减|校外培训)[^，]{0,8}(?:专班|领导小组|联席会议|工作组)"
)
# These are another matter too, unless the statement itself is about safety.
_DANGERS = r"防汛|抗旱|抗洪|防溺水|森林防火|森防|护林|安委会|禁毒|反诈"
_OTHER = re.compile(_OTHER_MATTERS)
_OTHER_OR_DANGER = re.compile(rf"{_OTHER_MATTERS}|{_DANGERS}")
_SAFETY = re.compile(r"安全|事故|隐患")
# “反馈意见第3条：…” and “存在问题：…” repeat a fault that others found; what became of it stands after it.
_REPORTED_FAULT = re.compile(
    r"(?:[（(]?[\d一二三四五六七八九十]+[)）、.])?(?:反馈意见|反馈问题|指出问题|问题)[第之]?[\d一二三四五六七八九十]*[条项个]?[:：]"
)
_NEXT_DOOR = re.compile(r"邻|毗|兄弟|周边|外[省市县区]|其他|别[的县区]")
# The superior's verb, at the end of the sentence's first part: 省里《办法》规定, 市里明确.
_NORM = re.compile(r"(?:要求|规定|明确|提出|强调)(?:是|了)?(?:[:：].*)?$")
_STATUS_OF = {
    Polarity.SUPPORTS: Status.MET,
    Polarity.PROMISES: Status.PLANNED,
    Polarity.CONTRADICTS: Status.CONTRADICTED,
}
# A clause left over counts from here, or from this share of the relevance of the one that was set aside.
_ENOUGH, _SHARE = 0.4, 0.4
# A part that only names its topic (督学聘任办法, …一事) has none of these words.
_DEED = re.compile(
    r"已|了|完成|建立|成立|印发|出台|落实|达到|实现|坚持|制定|实行|开展|形成|设立|配备|组织|召开|列入|纳入|报|全部"
)


def turned(judgement: Judgement, status: Status, remark: str, reading: Reading | None = None) -> Judgement:
    """The judgement with another status and the Chinese reason for it, resting on `reading` where one is given."""
    readings, counted = judgement.readings, judgement.counted
    if reading is not None:
        readings = (reading, *(r for r in readings if r.clause.index != reading.clause.index))
        counted = 1
    if status is Status.MISSING:
        counted = 0
    remarks = (*judgement.remarks, remark) if remark else judgement.remarks
    return replace(
        judgement, status=status, readings=readings, counted=counted, remarks=remarks,
        trace=(*judgement.trace, f"指标改判为 {status.value}：{remark}"),
    )  # fmt: skip


# --- Readings that are no evidence ---


def another_matter(facet: Facet, context: JudgingContext) -> Objection:
    """Objects to clauses that speak, or whose sentence began to speak, of a matter that the statement does not name.

    A denial (全年未发生事故) stands for itself, whatever its sentence began with.
    """
    alone = asks_for_absence(facet)
    matters = _OTHER if _SAFETY.search(facet.statement) else _OTHER_OR_DANGER

    def objection(reading: Reading) -> str:
        earlier = () if alone else parts_before(reading.clause, context.submission)
        text = "，".join(c.text for c in (*earlier, reading.clause))
        found = matters.search(text)
        if found is None or matters.search(facet.statement):
            return ""
        return f"说的是另一件事（{found.group()}）"

    return objection


def anothers_deed(context: JudgingContext) -> Objection:
    """Objects to a neighbour's clauses, and to those without a subject in a sentence that began with a neighbour.

    Where the submitter is not known, only 邻县 and the like are neighbours: a named district may be its own.
    """

    def objection(reading: Reading) -> str:
        if reading.clause.subject.kind not in ("unknown", "neighbour"):
            return ""
        parts = (*parts_before(reading.clause, context.submission), reading.clause)
        told = [c.subject.text for c in parts if c.subject.kind == "neighbour"]
        others = [text for text in told if context.submission.subject or _NEXT_DOOR.search(text)]
        return f"说的是{others[-1] or '其他单位'}" if others else ""

    return objection


def anothers_norm(context: JudgingContext) -> Objection:
    """Objects to the content of a superior's norm, told in the later parts of its sentence: “省里规定，督学有权…”."""

    def objection(reading: Reading) -> str:
        parts = parts_before(reading.clause, context.submission)
        if not parts or reading.clause.subject.kind not in ("unknown", "superior"):
            return ""
        norm = parts[0].subject.kind == "superior" and _NORM.search(parts[0].text)
        return f"是{parts[0].subject.text}的规定或要求，不是本单位的事实" if norm else ""

    return objection


def unspoken(facet: Facet, context: JudgingContext, cores: Sequence[Thing]) -> Objection:
    """Objects to supporting clauses that, with sentence and headings, do not name what the statement is about."""
    asked = [core for core in cores if core.asked.search(facet.statement)]

    def objection(reading: Reading) -> str:
        if not asked or reading.polarity is not Polarity.SUPPORTS:
            return ""
        # The outermost heading is the title, which names everything.
        text = "，".join((around(reading.clause, context), *reading.clause.section[1:]))
        return next((f"没有说到{core.name}" for core in asked if not core.shown.search(text)), "")

    return objection


def reported_fault(reading: Reading) -> str:
    """Objects to a fault that is only repeated from the inspectors' feedback."""
    return "转述反馈意见指出的问题，不是整改后的情况" if _REPORTED_FAULT.match(reading.clause.text) else ""


def set_aside(judgement: Judgement, objections: Sequence[Objection]) -> Judgement:
    """The judgement without the readings that an objection hits, decided anew if its first evidence is among them."""
    if not judgement.evidence:
        return judgement
    reasons = {r.clause.index: next((why for o in objections if (why := o(r))), "") for r in judgement.readings}
    leading = judgement.readings[0]
    if not (reason := reasons[leading.clause.index]):
        return judgement
    kept = sorted((r for r in judgement.readings if not reasons[r.clause.index]), key=lambda r: -r.relevance)
    fallen = tuple(
        replace(r, polarity=Polarity.NEAR, why=reasons[r.clause.index])
        for r in judgement.readings
        if reasons[r.clause.index]
    )
    judgement = replace(judgement, readings=(*kept, *fallen))
    beside = [r for r in kept if (r.clause.document, r.clause.block) == (leading.clause.document, leading.clause.block)]
    if beside and beside[0].polarity is Polarity.CONTRADICTS and reported_fault(leading):
        # The same paragraph says that the fault still stands, in whatever words.
        return turned(judgement, Status.CONTRADICTED, "反馈指出的问题尚未解决", beside[0])
    if kept and kept[0].relevance >= min(_ENOUGH, _SHARE * leading.relevance) and kept[0].polarity in _STATUS_OF:
        return turned(judgement, _STATUS_OF[kept[0].polarity], "", kept[0])
    return turned(judgement, Status.MISSING, f"相近的话{reason}")


# --- Evidence that says less than its words ---


def only_a_topic(judgement: Judgement, context: JudgingContext) -> Judgement:
    """Planned, where the evidence only names its topic and the sentence then promises: “时间表一事，拟于明年印发”."""
    if judgement.status is not Status.MET or not judgement.evidence:
        return judgement
    clause = judgement.readings[0].clause
    if clause.modality is not Modality.FACT or clause.quantities or _DEED.search(clause.text):
        return judgement
    for part in parts_after(clause, context.submission):
        if part.modality is Modality.INTENTION:
            return turned(judgement, Status.PLANNED, f"后文只是打算（{part.cue}）")
        if _DEED.search(part.text):
            break
    return judgement


# --- A plan's arrangement ---

_WHO = re.compile(r"由[^，。]{1,14}?(?:牵头|负责|组织|承担|指导|拿出|完成)|牵头|责任人|负责人")
_WHEN = re.compile(
    r"\d{1,2}月(?:底|中旬|上旬|下旬|\d{1,2}日|份)?|学期(?:初|末|结束)|每[周月学季年]|寒假|暑假|第[一二三四\d]+周"
)
_OPEN = re.compile(r"拟|适时|择机|待|视|条件成熟|未定|另[行定]|力争|争取|届时|酝酿|研究|征求意见|送审|起草")


def arranged(judgement: Judgement, context: JudgingContext) -> Judgement:
    """Met, where a plan says who does it and by when, however future its words are."""
    if context.submission.kind is not DocumentKind.PLAN or judgement.status is not Status.PLANNED:
        return judgement
    text = judgement.readings[0].clause.text if judgement.evidence else ""
    if _WHO.search(text) and _WHEN.search(text) and not _OPEN.search(text):
        return turned(judgement, Status.MET, "写明了由谁办、何时办")
    return judgement


def grounded(facet: Facet, judgement: Judgement, context: JudgingContext, cores: Sequence[Thing] = ()) -> Judgement:
    """All rules of this file, in order."""
    objections = (
        another_matter(facet, context),
        anothers_norm(context),
        anothers_deed(context),
        reported_fault,
        unspoken(facet, context, cores),
    )
    judgement = set_aside(judgement, objections)
    return arranged(only_a_topic(judgement, context), context)


def weighed(
    facet: Facet,
    judgement: Judgement,
    context: JudgingContext,
    cores: Sequence[Thing] = (),
    things: Sequence[Thing] = (),
    parts: Sequence[Part] = (),
) -> Judgement:
    """The judgement by its grounds: `cores` must be spoken of, of several `things` all be named, `parts` are told."""
    judgement = heed_placeholder(grounded(facet, judgement, context, cores))
    judgement = require_all(facet, heed_denial(facet, judgement, context), context, things)
    return with_parts(facet, judgement, context, parts, told(judgement, context))
