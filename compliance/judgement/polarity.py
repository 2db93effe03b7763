"""What a clause does for a facet (作用): supports, promises, contradicts it, or is another body's or a norm's words."""

from __future__ import annotations

import re

from compliance.judgement.counted import read_counts
from compliance.judgement.counterevidence import occurrence, other_holder
from compliance.judgement.values.reading import ValueReading
from compliance.terms import Clause, DocumentKind, Facet, Modality, Polarity, Submission

_NEGATIVE_STATEMENT = re.compile(r"没有|不得|无(?!线|障碍)|未发生|严禁|杜绝|不因|零误差|不存在")
# A lack or an exception is no denial of the bad thing, even where its absence is asked for.
_LACK = re.compile(r"尚未|仍有|还有|不足|欠缺|缺口|不够|未能|没有(?:建立|开展|配备|落实|达到|执行)|仅|只有")
# 方案督查考试无排名: what is asked for is the check; one that leaves the matter out denies it.
_CHECK_ASKED = re.compile(r"^方案|办法明确")
_LEFT_OUT = re.compile(
    r"不(?:再|予)?(?:查|看|列|作|管|立|插|写|设|问|纳入|涉及|督查|参与)|未(?:列|写|纳|安排)|没有(?:列|督查|安排|写)|取消"
)
# A plan that names the day has arranged the matter: 定于四月, 安排在10月 (but not 排在明年).
_SCHEDULED = re.compile(r"定于|(?:定|安?排)在(?=\d{1,2}月|[一二三四五六七八九十]{1,3}月)")
# What a statement may itself ask a submission to aim at.
_AIMS = ("力争", "争取", "打算", "今后")
# Bodies above the submission, by the word that a statement names them with.
_BODIES = {
    "国": re.compile(r"国家(?!规定|标准|要求|课程|统一|通用|级)|国务院|教育部|中央"),
    "省": re.compile(r"省(?!定|颁|编|会|示范)"),
    "市": re.compile(r"市(?!场|民|区|域|、)"),
    "县": re.compile(r"县(?=级|政府|教育局|委|里)"),
    "上": re.compile(r"上级|国家|省|市"),
}
_NATIONAL = re.compile(r"国|教育部|部里|中央")


def asks_for_absence(facet: Facet) -> bool:
    """Whether the statement itself denies something (没有发生重大安全事故), so that a denial meets it."""
    return bool(_NEGATIVE_STATEMENT.search(facet.statement))


def _is_arranged(facet: Facet, clause: Clause, before: str, kind_is_plan: bool) -> bool:
    """Whether an intention is all that is asked for: what the statement aims at, or in a plan what only its heading
    (2024年工作计划) makes one, or what it sets a day for."""
    if clause.cue in _AIMS and clause.cue in facet.statement:
        return True
    inherited = clause.cue not in clause.text and clause.cue not in before
    return kind_is_plan and (inherited or bool(_SCHEDULED.match(clause.cue)))


def polarity_of(
    facet: Facet, clause: Clause, value: ValueReading, before: str, submission: Submission
) -> tuple[Polarity, str]:
    """What a clause does for a facet, and why, in Chinese; `before` is the earlier part of its sentence."""
    is_plan = submission.kind is DocumentKind.PLAN
    if value.meets is not None and clause.modality in (Modality.FACT, Modality.NEGATION):
        shown = _told(value) if facet.comparator else f"相比（{value.shown}），"
        if value.meets:
            return Polarity.SUPPORTS, f"{shown}达到要求"
        return Polarity.CONTRADICTS, f"{shown}未达到要求"
    if not facet.comparator and not other_body(facet, clause) and (counted := read_counts(facet, clause, submission)):
        return counted
    if clause.modality is Modality.NEGATION and _denies_the_unwanted(facet, clause.text):
        return Polarity.SUPPORTS, f"否定的正是不应有的事（{clause.cue}）"
    if clause.modality is Modality.NEGATION:
        return Polarity.CONTRADICTS, f"明确否定或承认不足（{clause.cue}）"
    if clause.modality is Modality.INTENTION and not _is_arranged(facet, clause, before, is_plan):
        return Polarity.PROMISES, f"只是打算（{clause.cue}）"
    if clause.modality is Modality.DEMAND and not is_plan:
        return Polarity.PROMISES, f"只是要求（{clause.cue}）"
    if clause.modality is Modality.QUOTATION:
        return Polarity.NEAR, f"引用的规定或要求（{clause.cue}），不是本单位的事实"
    against = None if clause.subject.kind == "neighbour" else _speaks_against(facet, clause.text)
    return against or (Polarity.SUPPORTS, "按事实陈述")


def _told(value: ValueReading) -> str:
    """How a value is told to a person: 数值41人, or the words that stand for one."""
    return f"数值{value.shown}" if value.shown[:1].isdigit() else f"“{value.shown}”"


def _denies_the_unwanted(facet: Facet, text: str) -> bool:
    """Whether a denial says of what the facet wants absent that it is absent."""
    left_out = _CHECK_ASKED.search(facet.statement) and _LEFT_OUT.search(text)
    return asks_for_absence(facet) and not left_out and not _LACK.search(text)


def _speaks_against(facet: Facet, text: str) -> tuple[Polarity, str] | None:
    """A plain fact that speaks against the facet."""
    if happened := occurrence(facet, text):
        return Polarity.CONTRADICTS, f"发生了不应有的事（{happened}）"
    if holder := other_holder(facet, text):
        return Polarity.CONTRADICTS, f"任职者与要求不符（{holder}）"
    return None


def _is_named(facet: Facet, clause: Clause) -> bool:
    """Whether the statement itself is about the superior's doing (省级评估, 市政府教育督导室): its level decides."""
    name = clause.subject.text
    if name.startswith("督导"):
        return "督导" in facet.statement  # a team without a level: its own, where the statement is about inspecting
    level = "国" if _NATIONAL.search(name) else next((one for one in "上省市县" if one in name), "")
    return bool(level) and bool(_BODIES[level].search(facet.statement))


def other_body(facet: Facet, clause: Clause) -> str:
    """Whose deed it is where it is not the submitter's, in Chinese; "" where it is."""
    if clause.subject.kind == "superior" and _is_named(facet, clause):
        return ""
    if clause.subject.kind in ("neighbour", "superior"):
        return f"说的是{clause.subject.text or '其他单位'}，不是本单位"
    return ""
