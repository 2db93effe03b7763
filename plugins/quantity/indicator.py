"""数量指标: essential parts are measure, group, value, unit, period.

Every candidate clause is asked for its value; the one whose number is the facet's measure decides. A table goes before
the text, a value that fails before one that reaches. A facet whose measure no clause gives is missing, however near
the clauses come.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from compliance.judgement.grounds import another_matter
from compliance.judgement.judging import Judgement, JudgingContext, Reading
from compliance.judgement.values.clauses import numbered
from compliance.judgement.values.coverage import covers_one_side
from compliance.judgement.values.names import groups, naming, unnamed, wanted_groups, wrong_group
from compliance.judgement.values.prose import asks_all, is_norm_led
from compliance.judgement.values.reading import ValueReading, period_years, read_value
from compliance.judgement.values.rows import label_of
from compliance.judgement.values.whose import (
    is_anothers,
    is_one_school,
    measures_of,
    named_before_is_rival,
    names_rival,
)
from compliance.language.sentences import said_before
from compliance.terms import Clause, DocumentKind, Facet, Modality, Polarity, Status

from .school_data import judge_by_schools

# A clause counts for the measure when its names and the relevance model's view of it make this together. Measured on
# the training documents with models that never saw the scheme.
_LEAST = 0.6
_LEAST_NAMED = 0.3
_SURE = 0.6
# Clauses this near to the best one speak of the same measure: of them the table, then the worst value decides.
_AS_GOOD = 0.15
# … and must not be that much less surely about it.
_NEAR = 0.5
_LEAST_NAMED_PROMISE = 0.25
_MOST_EVIDENCE = 3
# A promise or denial without a number that the relevance model finds less likely than this is about the topic at most.
_TOPIC = 0.15
# A clause that the relevance model left out is taken in when it names this much of the measure.
_NAMED_BEYOND = 0.5
_ADDS_SOURCE = re.compile(r"(?:这|上述|以上|该|此)?(?:数据|数字|结果|数)?(?:用的是|系|来自|出自|取自|据|为|采用|是)")
_FALLS_SHORT = re.compile(
    r"不达标|未达标|没有达标|未达到|达不到|没有达到|低于[^，。；]{0,8}(?:标准|要求)|不符合|超标|超出"
)
# 上级要求…，我县将抓紧落实: a promise, whatever stood before it.
_WILL = re.compile(
    r"将(?:尽快|抓紧|认真|积极|及时|按要求)*(?:研究)?(?:落实|执行|推进)|(?:正在|正)报[^，。；]{0,10}(?:批|审)|正在起草|报批"
)
_OF_OTHERS = re.compile(r"各[^，。；]{1,6}要(?!求|点|素)|每[^，。；\d]{1,4}将")
_ARRANGEMENT = re.compile(r"(?:方案|办法|标准|制度|文件|结果|项数|比例)$")
_DRAFTING = re.compile(r"正在?(?:向[^，。；]{1,8})?(?:征求|起草|报|审|研究|修订|制定|复核)|报批")
_DUE = re.compile(r"(20\d\d)年(?:\d|底|[春秋]|招生起|起|[^，。；\d]{0,4}(?:前|执行|实现|完成))")
# 没有一所低于…, 没有哪个班…: no denial of the measure, whatever it says of it.
_NONE_FAILS = re.compile(r"(?:没有|无)[一哪]|[没未](?:有|曾)?(?:超|低于|少于|突破)|不存在|从未")
_TOGETHER = re.compile(r"合起来|合计|加起来|两项[相之合]|共占|总的")
_SOURCE = re.compile(
    r"((?:19|20)\d\d)年[^，。；\d]{0,3}(?:\d{1,2}月)?[^，。；\d]{0,8}(?:数|统计|调查|清查|测算|监测|结果|年报|普查|口径|登记册|名册|台账)"
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A reading with its value, and how surely it is about the facet's measure."""

    reading: Reading
    value: ValueReading
    says: Status | None  # what it shows if it is about the measure; None: nothing

    @property
    def clause(self) -> Clause:
        return self.reading.clause

    @property
    def score(self) -> float:
        return self.value.named + self.reading.relevance


def _another_body(clause: Clause, context: JudgingContext) -> bool:
    """Whether the clause, or the sentence before it that it goes on, speaks of a neighbour or a superior."""
    if clause.header:
        return False
    for spoken in reversed(context.submission.clauses[clause.sentence[0] : clause.index + 1]):
        if spoken.subject.kind != "unknown":
            return spoken.subject.kind in ("neighbour", "superior")
    return False


def _old_source(clause: Clause, context: JudgingContext) -> bool:
    """Whether the clause, or what its sentence adds, says that the figure is of a year before the submission's."""
    oldest, _ = period_years(context.submission.period)
    added = context.submission.clauses[clause.index + 1 : clause.sentence[1]] if not clause.header else ()
    texts = [clause.text, *(c.text for c in added if _ADDS_SOURCE.match(c.text))]
    years = [int(match[1]) for text in texts for match in _SOURCE.finditer(text)]
    return bool(oldest and years and max(years) < oldest)


def _is_denial(facet: Facet, clause: Clause) -> bool:
    """Whether a denial without a number denies that the measure reaches the standard, or that it is there at all."""
    named = groups(clause.text)
    if wrong_group(wanted_groups(facet), named) or unnamed(wanted_groups(facet), named):
        return False
    if _FALLS_SHORT.search(clause.text):
        return naming(facet, [(clause.text, 1.0)]) >= _LEAST_NAMED
    at_all = facet.threshold is not None and (facet.threshold <= 1 or facet.unit == "%" and facet.threshold == 100)
    return at_all and facet.comparator == ">=" and naming(facet, [(clause.text, 1.0)]) >= _NAMED_BEYOND


def _is_no_evidence(facet: Facet, clause: Clause, value: ValueReading, context: JudgingContext) -> bool:
    """Whether the figure is another's, of an old source, of one school, or of another measure of the scheme."""
    submission = context.submission
    if _another_body(clause, context) or _old_source(clause, context) or is_anothers(facet, clause, submission):
        return True
    # Of two figures one may well be the facet's.
    one, measures = clause.header or len(clause.quantities) < 2, measures_of(context.scheme)
    if one and names_rival(facet, measures, label_of(clause) if clause.header else clause.text):
        return True
    if named_before_is_rival(facet, measures, clause, submission):
        return True
    return bool(value.meets) and is_one_school(facet, clause, context.item, submission)


def _falls_due(clause: Clause, context: JudgingContext) -> bool:
    """Whether a row sets its matter a date after the submission's period (事项 | 完成时间: 2026年1月)."""
    _, last = period_years(context.submission.period)
    dates = [int(match[1]) for text in clause.values[1:] if (match := _DUE.match(text))]
    return bool(last and dates and min(dates) > last)


def _is_in_draft(clause: Clause, context: JudgingContext) -> bool:
    """Whether the clause names an arrangement that its sentence goes on to call a draft: …的方案，正在征求意见."""
    if clause.header or not _ARRANGEMENT.search(clause.text):
        return False
    added = context.submission.clauses[clause.index + 1 : clause.sentence[1]]
    return any(_DRAFTING.search(one.text) for one in added[:2])


def _is_promise(facet: Facet, clause: Clause, context: JudgingContext) -> bool:
    """Whether a promise or demand is of the measure itself, and no repeated norm of a superior."""
    before = said_before(clause, context.submission)
    named = groups(clause.text) or groups(before)
    if wrong_group(wanted_groups(facet), named):
        return False
    if (
        clause.modality is Modality.DEMAND
        and is_norm_led(clause.text)
        and context.submission.kind is not DocumentKind.PLAN
    ):
        return False
    return naming(facet, [(before, 0.7), (clause.text, 1.0)]) >= _LEAST_NAMED_PROMISE


def _says(facet: Facet, clause: Clause, value: ValueReading, context: JudgingContext) -> Status | None:
    if _is_no_evidence(facet, clause, value, context):
        return None
    promised = clause.modality is Modality.INTENTION or _WILL.search(clause.text) or _falls_due(clause, context)
    promised = promised or _is_in_draft(clause, context)
    demanded = clause.modality is Modality.DEMAND and context.submission.kind is not DocumentKind.PLAN
    if promised or (demanded or _OF_OTHERS.search(clause.text)) and not clause.header:
        return Status.PLANNED if _is_promise(facet, clause, context) else None
    if demanded and value.meets is None or clause.modality is Modality.QUOTATION and not clause.header:
        return None
    if value.meets is not None:
        return Status.MET if value.meets else Status.CONTRADICTED
    if clause.modality is Modality.NEGATION and _is_denial(facet, clause) and not value.placeholder:
        return Status.CONTRADICTED
    return Status.PARTIAL if value.placeholder else None


def _candidate(facet: Facet, reading: Reading, context: JudgingContext) -> _Candidate:
    return _Candidate(reading, reading.value, _says(facet, reading.clause, reading.value, context))


def _beyond(facet: Facet, readings: Sequence[Reading], context: JudgingContext) -> list[_Candidate]:
    """Clauses that the relevance model did not rank but that hold a number and name the measure."""
    ranked = {reading.clause.index for reading in readings}
    found: list[_Candidate] = []
    for clause, before in numbered(context.submission).naming(facet):
        if clause.index in ranked:
            continue
        words = [(text, 0.7) for text in (*clause.header, clause.caption, before)]
        if naming(facet, [*words, (clause.text, 1.0)], _NAMED_BEYOND) >= _NAMED_BEYOND:
            value = read_value(facet, clause, context.submission, before)
            unranked = Reading(clause, 0.0, Polarity.NEAR, value, 0.0, (), "写到这项指标")
            found.append(_candidate(facet, unranked, context))
    return found


def _is_about(candidate: _Candidate) -> bool:
    if (
        candidate.says in (Status.PLANNED, Status.CONTRADICTED)
        and candidate.value.meets is None
        and candidate.reading.relevance < _TOPIC
    ):
        return False
    named, relevance = candidate.value.named, candidate.reading.relevance
    if named < _LEAST_NAMED:
        return relevance >= _SURE and (named >= _LEAST_NAMED / 2 or candidate.value.meets is not None)
    return candidate.score >= _LEAST


def _peers(first: _Candidate, candidates: Sequence[_Candidate], all_count: bool) -> list[_Candidate]:
    """The candidates that speak of the same measure as the best one; what adds up the others goes before them."""
    least = 0.0 if all_count else first.score - _NEAR
    peers = [c for c in candidates if c.value.named >= first.value.named - _AS_GOOD and c.score >= least]
    peers = [c for c in peers if c.clause.header] or peers
    sums = {c.clause.sentence for c in peers if _TOGETHER.search(c.clause.text) and not c.clause.header}
    return [c for c in peers if c.clause.sentence not in sums or _TOGETHER.search(c.clause.text)]


def _tells_one_side(facet: Facet, met: Sequence[_Candidate], about: Sequence[_Candidate]) -> bool:
    """Whether the values that reach the limit are of one side of the facet's whole, and none tells the other's."""
    if any(len(c.clause.header) > _FORM for c in met):
        return False  # a table names its groups in its columns
    texts = [c.clause.text for c in about if c.says in (Status.MET, Status.CONTRADICTED)]
    return covers_one_side(facet, texts)


_FORM = 3  # columns of a table that is hardly more than a list


def _deciding(facet: Facet, candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The candidates that decide, the one that does first; [] where none is about the measure."""
    about = [c for c in candidates if c.says is not None and _is_about(c)]
    firm = [c for c in about if c.says in (Status.MET, Status.CONTRADICTED)] or about
    if not firm:
        return []
    peers = _peers(max(firm, key=lambda c: (c.score, -c.clause.index)), firm, asks_all(facet))
    worst = {Status.CONTRADICTED: 0, Status.MET: 1, Status.PARTIAL: 2, Status.PLANNED: 3}
    met = [c for c in peers if c.says is Status.MET]
    if met and len(met) == len(peers) and _tells_one_side(facet, met, about):
        peers = [replace(c, says=Status.PARTIAL) for c in peers]
    return sorted(peers, key=lambda c: (worst[c.says or Status.MET], -c.score, c.clause.index))


_POLARITY = {
    Status.MET: Polarity.SUPPORTS,
    Status.PARTIAL: Polarity.SUPPORTS,
    Status.CONTRADICTED: Polarity.CONTRADICTS,
    Status.PLANNED: Polarity.PROMISES,
}
_ASKED = {">=": "低于", ">": "不高于", "<=": "高于", "<": "不低于", "==": "不等于"}
_REACHED = {">=": "不低于", ">": "高于", "<=": "不高于", "<": "低于", "==": "等于"}


def _limit(facet: Facet) -> str:
    number = f"{facet.threshold.normalize():f}" if facet.threshold is not None else ""
    return f"1:{number}" if facet.unit == "1:N" else f"{number}{facet.unit}"


def _remark(facet: Facet, decided: _Candidate) -> str:
    shown = decided.value.shown
    if decided.value.meets is None and decided.says is Status.CONTRADICTED:
        return f"写明没有达到或没有做到（{decided.clause.cue}），没有写数值"
    if decided.says is Status.PLANNED:
        return f"只是打算或要求{f'（{decided.clause.cue}）' if decided.clause.cue else ''}，未见实际数值"
    if decided.says is Status.PARTIAL and decided.value.meets:
        return f"数值{shown}只涉及其中一部分"
    if decided.says is Status.PARTIAL:
        return "写到了这项指标，数值处是空缺或占位符"
    if facet.comparator == "increase":
        return f"与上年相比{'有' if decided.says is Status.MET else '没有'}增长（{shown}）"
    if not re.search(r"\d", shown):
        return f"没有写数值，以文字说明（{shown}）"
    words = _REACHED if decided.says is Status.MET else _ASKED
    return f"数值{shown}，{words[facet.comparator]}{_limit(facet)}"


def _rewritten(candidate: _Candidate, says: Status, remark: str) -> Reading:
    reading = candidate.reading
    polarity = _POLARITY[candidate.says] if candidate.says else reading.polarity
    return replace(
        reading, value=candidate.value, polarity=polarity, why=remark if candidate.says is says else reading.why
    )


def _decided(
    facet: Facet, judgement: Judgement, deciding: Sequence[_Candidate], rest: Sequence[_Candidate]
) -> Judgement:
    first = deciding[0]
    says = first.says or Status.MISSING
    remark = _remark(facet, first)
    alike = [c for c in deciding if c.says is says]
    others = [c for c in (*deciding, *rest) if c not in alike]
    readings = tuple(_rewritten(c, says, _remark(facet, c) if c in alike else remark) for c in (*alike, *others))
    counted = min(len(alike), _MOST_EVIDENCE)
    confidence = min(0.99, max(judgement.confidence if judgement.status is says else 0.0, first.score / 2))
    return replace(
        judgement,
        status=says,
        confidence=confidence,
        readings=readings,
        counted=counted,
        remarks=(*judgement.remarks, remark),
    )


def judge(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """The judgement by the value: the clause whose number is the facet's measure decides, and stands first."""
    if not facet.comparator:
        return judgement
    worked_out = judge_by_schools(facet, judgement, context)
    if worked_out is not None:
        return worked_out
    candidates = [_candidate(facet, reading, context) for reading in judgement.readings]
    candidates += _beyond(facet, judgement.readings, context)
    objection = another_matter(facet, context)
    candidates = [candidate for candidate in candidates if not objection(candidate.reading)]
    deciding = _deciding(facet, candidates)
    if deciding:
        return _decided(
            facet, judgement, deciding, [c for c in candidates if c not in deciding and c.reading in judgement.readings]
        )
    if judgement.status is Status.MISSING:
        return judgement
    return _undecided(facet, judgement, candidates)


def _undecided(facet: Facet, judgement: Judgement, candidates: Sequence[_Candidate]) -> Judgement:
    """No clause gives the measure: a denial or promise of the very thing stands, anything else is missing."""
    first = candidates[0] if candidates else None
    if first and judgement.status is Status.CONTRADICTED and first.clause.modality is Modality.NEGATION:
        text = first.clause.text
        if not wrong_group(wanted_groups(facet), groups(text)) and not _NONE_FAILS.search(text):
            return judgement
    remark = f"没有找到“{facet.measure or facet.statement}”的数值"
    return replace(judgement, status=Status.MISSING, counted=0, absent_parts=(), remarks=(*judgement.remarks, remark))
