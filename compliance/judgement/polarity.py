"""What a clause does for a facet (作用): supports, promises, contradicts it, or is another body's or a norm's words."""

from __future__ import annotations

import re

from compliance.judgement.counted import read_counts
from compliance.judgement.counterevidence import exception_named, not_the_asked, occurrence, other_holder
from compliance.judgement.values.reading import ValueReading
from compliance.terms import Clause, DocumentKind, Facet, Modality, Polarity, Submission

# “八无”, “五不准” are names.
_QUOTED = re.compile(r"“[^”]*”")
_NEGATIVE_STATEMENT = re.compile(r"没有|不得|无(?!线|障碍)|未发生|严禁|杜绝|不因|零误差|不存在")
# A lack or an exception is no denial of the bad thing, even where its absence is asked for.
_LACK = re.compile(r"尚未|仍有|还有|不足|欠缺|缺口|不够|未能|没有(?:建立|开展|配备|落实|达到|执行)|仅|只有")
# What a denial begins with; 仍是, 空编 and 不符 admit the very thing that should not be.
_DENIES = re.compile(r"没|未|无|不(?!符|实|愿|肯|足|够|及)|零|杜绝|从|停|取消")
# Nor does it help that the cure was left out: 没有取缔, 空编没有补足, 仍没改掉.
_NOT_CURED = re.compile(
    r"(?:没|未|不)(?:有|再|能|曾|肯|愿意?|及时|组织|完全|全部|彻底|得到|予以?)*"
    r"(?:取缔|关(?!系|心|注|联)|补|解决|消除|绝迹|断根|根[除治绝]|整改|清[理退零]|化解|遏制|刹住|改[掉正]|停[止办]|禁[止绝]|治[理住]|退[还出]|(?:处理|查处)(?!过?一[起件例])|纠正|止住|销号|腾退)"
)
# 方案督查考试无排名: what is asked for is the check; one that leaves the matter out denies it.
_CHECK_ASKED = re.compile(r"^方案|办法明确")
_LEFT_OUT = re.compile(
    r"不(?:再|予)?(?:查|看|列|作|管|立|插|写|设|问|放|督(?!办)|纳入|涉及|督查|参与)|未(?:列|写|纳|安排)|没有(?:列|督查|安排|写)|取消"
)
# A plan that names the day has arranged the matter: 定于四月, 安排在10月 (but not 排在明年).
_SCHEDULED = re.compile(r"定于|(?:定|安?排)在(?=\d{1,2}月|[一二三四五六七八九十]{1,3}月)")
# 规程明确了督学的职责: what the rule demands is what the statement asks it to say.
_RULE_ASKED = re.compile(r"(?:规程|制度|办法|细则|章程|规定)(?:明确|规定)|^明确了|提出了[^，]*要求")
_RULE_SAYS = re.compile(
    r"(?:写|讲|定|列|说|载|规定|明确|约定|交代)(?:明|清楚?|了|着|死|得|有|的)|规定|明确|写道|[第这那几各][^，]{0,3}[章条款]|条目|条文|里头?(?:有|写|讲)"
)
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
# 市里复核52组数，误差率为零: what a superior found tells of the submitter, where no inspecting is asked for.
_FOUND_BY = re.compile(r"复核|抽核|核[了过]|核对|抽查|抽检|检查|查了|验收|认定|评定|测评|监测|回访|暗访|核验")
_INSPECTING = re.compile(r"督导|督查|检查|核查|评估|监测|调查|验收|回访|考核|通报|表彰|会议|培训")


def asks_for_absence(facet: Facet) -> bool:
    """Whether the statement itself denies something (没有发生重大安全事故), so that a denial meets it."""
    return bool(_NEGATIVE_STATEMENT.search(_QUOTED.sub("", facet.statement)))


def _is_arranged(facet: Facet, clause: Clause, before: str, kind_is_plan: bool) -> bool:
    """Whether an intention is all that is asked for: what the statement aims at, or in a plan what only its heading
    (2024年工作计划) makes one, or what it sets a day for."""
    if clause.cue in _AIMS and clause.cue in facet.statement:
        return True
    inherited = clause.cue not in clause.text and clause.cue not in before
    return kind_is_plan and (inherited or bool(_SCHEDULED.match(clause.cue)))


def _is_said_by_rule(facet: Facet, said: str) -> bool:
    """Whether a demand is told as the content of a rule, which is what the statement asks of the rule."""
    return bool(_RULE_ASKED.search(facet.statement) and _RULE_SAYS.search(said))


def polarity_of(
    facet: Facet, clause: Clause, value: ValueReading, before: str, submission: Submission
) -> tuple[Polarity, str]:
    """What a clause does for a facet, and why, in Chinese; `before` is the earlier part of its sentence."""
    is_plan = submission.kind is DocumentKind.PLAN
    if clause.modality is Modality.FACT and (exception := exception_named(facet, clause, submission)):
        return Polarity.CONTRADICTS, f"点名有例外（{exception}）"
    if value.meets is not None and clause.modality in (Modality.FACT, Modality.NEGATION):
        shown = _told(value) if facet.comparator else f"相比（{value.shown}），"
        if value.meets:
            return Polarity.SUPPORTS, f"{shown}达到要求"
        return Polarity.CONTRADICTS, f"{shown}未达到要求"
    if not facet.comparator and not other_body(facet, clause) and (counted := read_counts(facet, clause, submission)):
        return counted
    if clause.modality is Modality.NEGATION and _denies_the_unwanted(facet, clause.text, clause.cue):
        return Polarity.SUPPORTS, f"否定的正是不应有的事（{clause.cue}）"
    if clause.modality is Modality.NEGATION:
        return Polarity.CONTRADICTS, f"明确否定或承认不足（{clause.cue}）"
    if clause.modality is Modality.INTENTION and not _is_arranged(facet, clause, before, is_plan):
        return Polarity.PROMISES, f"只是打算（{clause.cue}）"
    if clause.modality is Modality.DEMAND and not is_plan and not _is_said_by_rule(facet, before + clause.text):
        return Polarity.PROMISES, f"只是要求（{clause.cue}）"
    if clause.modality is Modality.QUOTATION:
        return Polarity.NEAR, f"引用的规定或要求（{clause.cue}），不是本单位的事实"
    against = None if clause.subject.kind == "neighbour" else _speaks_against(facet, clause.text)
    return against or (Polarity.SUPPORTS, "按事实陈述")


def _told(value: ValueReading) -> str:
    """How a value is told to a person: 数值41人, or the words that stand for one."""
    return f"数值{value.shown}" if value.shown[:1].isdigit() else f"“{value.shown}”"


def _denies_the_unwanted(facet: Facet, text: str, cue: str) -> bool:
    """Whether a denial says of what the facet wants absent that it is absent."""
    if not asks_for_absence(facet) or _LACK.search(text) or _NOT_CURED.search(text):
        return False
    # A check of 到校时间早于规定 names what it looks for.
    return not _LEFT_OUT.search(text) if _CHECK_ASKED.search(facet.statement) else bool(_DENIES.search(cue))


def _speaks_against(facet: Facet, text: str) -> tuple[Polarity, str] | None:
    """A plain fact that speaks against the facet."""
    if happened := occurrence(facet, text):
        return Polarity.CONTRADICTS, f"发生了不应有的事（{happened}）"
    if holder := other_holder(facet, text) or not_the_asked(facet, text):
        return Polarity.CONTRADICTS, f"任职者与要求不符（{holder}）"
    return None


def _is_named(facet: Facet, clause: Clause) -> bool:
    """Whether the statement itself is about the superior's doing (省级评估, 市政府教育督导室): its level decides."""
    name = clause.subject.text
    if name.startswith("督导"):
        return "督导" in facet.statement  # a team without a level: its own, where the statement is about inspecting
    level = "国" if _NATIONAL.search(name) else next((one for one in "上省市县" if one in name), "")
    return bool(level) and bool(_BODIES[level].search(facet.statement))


def _is_found_by(facet: Facet, clause: Clause) -> bool:
    """Whether a superior's check is only the source of what is told of the submitter."""
    return bool(_FOUND_BY.search(clause.text)) and not _INSPECTING.search(facet.statement)


def other_body(facet: Facet, clause: Clause) -> str:
    """Whose deed it is where it is not the submitter's, in Chinese; "" where it is."""
    if clause.subject.kind == "superior" and (_is_named(facet, clause) or _is_found_by(facet, clause)):
        return ""
    if clause.subject.kind in ("neighbour", "superior"):
        return f"说的是{clause.subject.text or '其他单位'}，不是本单位"
    return ""
