"""档案报送: essential parts are what, to whom, when, complete; numbers that must add up are added."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from compliance.judgement.grounds import turned, weighed
from compliance.judgement.judging import Judgement, JudgingContext
from compliance.judgement.parts import Part
from compliance.judgement.refining import thing
from compliance.language.quantities import find_quantities
from compliance.terms import Clause, Facet, Status

_SENT = re.compile(r"上报|报送|备案|报.{0,10}督导[室部]")
_COMPLETE = re.compile(r"齐全|齐备|完整")
_PARTS = (
    Part(
        "报送对象",
        re.compile(r"[报送交向][^，]{0,14}(?:省|市|县|区|政府|督导|教育局|教体局|上级|平台)|备案"),
        asked=_SENT,
    ),
    Part("报送时间", re.compile(r"\d+[年月日]|[月年周]底|学期|[每按][周月季年]|按时|按期|如期|结束后"), asked=_SENT),
    Part("齐全", re.compile(r"齐全|齐备|完整|完备|全部|不缺|一份不|样样|都有|应有尽有"), asked=_COMPLETE),
    Part("归档", re.compile(r"归档|立卷|装订|分类|成册|存档|档案盒|目录"), asked=re.compile(r"归档")),
)
_CORES = (
    thing("注册登记", r"注册登记", r"注册|登记"),
    thing("督学证", r"督学证", r"督学证|证件|证书|聘书"),
    thing("使用记录", r"使用记录", r"使用|记录|登记|台账"),
    thing("备案", r"备案", r"备案|上报|报送|报[^，]{0,8}督导|呈报"),
    thing("档案资料", r"档案", r"档案|资料|材料|卷|表册|台账"),
    thing("督导", r"督导档案", r"督导|督学"),
)
_TOTAL = re.compile(r"之和等于|合计|总数")
_TOTAL_ROW = re.compile(r"[合总共]计|全[市县区]|小计")
_PEOPLE = re.compile(r"督学|专职|兼职|人数|聘")
_FULL_TIME = re.compile(r"专职|专任")
_PART_TIME = re.compile(r"兼职|兼任|[是都]兼|兼[的着]|特约|特邀")
_PUNCTUATION = re.compile(r"[，,、；;。：:（()）]")
_HEAD_COUNT = ("人", "份")  # an appointment letter (聘书) stands for a person


def _sides(text: str, start: int, end: int) -> str:
    """What stands around a count up to the next punctuation marks: 专职督学6人, 三十一位是专职."""
    before, after = _PUNCTUATION.split(text[:start])[-1], _PUNCTUATION.split(text[end:])[0]
    return before[-10:] + "，" + after[:14]


def _told(counts: Iterable[tuple[str, Decimal]]) -> Status | None:
    """Whether the full-time and the part-time make up the total beside them, of counts with what is said around each.

    None where one of the three is not told, or the full-time are told twice.
    """
    told = [(bool(_FULL_TIME.search(said)), bool(_PART_TIME.search(said)), number) for said, number in counts]
    parts = [place for place, (full, part, _) in enumerate(told) if full is not part]
    if len(parts) < 2 or sum(told[place][0] for place in parts) != 1:
        return None
    beside = [place for place in (parts[0] - 1, parts[-1] + 1) if 0 <= place < len(told)]
    totals = [told[place][2] for place in beside if told[place][:2] == (False, False)]
    if not totals:
        return None
    return Status.MET if sum(told[place][2] for place in parts) == totals[0] else Status.CONTRADICTED


def _sum_status(text: str) -> Status | None:
    """Whether full-time and part-time inspectors of one passage make up its total; None where a number is lacking."""
    people = [q for q in find_quantities(text) if q.dimension == "count" and q.unit in _HEAD_COUNT]
    return _told((_sides(text, q.start, q.end), q.low) for q in people)


def _row_status(clause: Clause) -> Status | None:
    """The same of a table's row of totals, by its column headers."""
    if not _TOTAL_ROW.search(clause.values[0]):
        return None
    columns = zip(clause.header, clause.values, strict=True)
    return _told(
        (head, Decimal(value)) for head, value in columns if _PEOPLE.search(head) and re.fullmatch(r"\d+", value)
    )


def _passages(clause: Clause, context: JudgingContext) -> Iterator[str]:
    """The clause's sentence, then with the one before or after it in its paragraph: 共133人。专职22人，兼职108人。"""
    clauses, (first, last) = context.submission.clauses, clause.sentence
    yield context.sentence(clause)
    if clause.header:
        return
    if first and clauses[first - 1].block == clause.block:
        yield "，".join(c.text for c in clauses[clauses[first - 1].sentence[0] : last])
    if last < len(clauses) and clauses[last].block == clause.block:
        yield "，".join(c.text for c in clauses[first : clauses[last].sentence[1]])


def _sum_told(clause: Clause, context: JudgingContext) -> Status | None:
    if clause.header:
        return _row_status(clause)
    return next((status for text in _passages(clause, context) if (status := _sum_status(text))), None)


def _adds_up(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """Met or contradicted by adding the numbers up, where the statement asks that they do."""
    if not ("专职" in facet.statement and "兼职" in facet.statement and _TOTAL.search(facet.statement)):
        return judgement
    for reading in judgement.readings:
        status = _sum_told(reading.clause, context)
        if status is not None:
            remark = "专职与兼职之和与总数不符" if status is Status.CONTRADICTED else "专职与兼职之和等于总数"
            return replace(turned(judgement, status, remark, reading), worked_out=True)
    return judgement


def judge(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """The general judgement, refined by what records consist of."""
    judgement = _adds_up(facet, judgement, context)
    return weighed(facet, judgement, context, _CORES, (), _PARTS)
