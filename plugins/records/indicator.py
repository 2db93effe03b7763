"""档案报送: essential parts are what, to whom, when, complete; numbers that must add up are added."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from compliance.judgement.grounds import turned, weighed
from compliance.judgement.judging import Judgement, JudgingContext
from compliance.judgement.parts import Part
from compliance.judgement.refining import thing
from compliance.language.quantities import find_quantities
from compliance.terms import Facet, Status

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
_PART_WORDS = ("专职", "兼职", "特约", "特邀")


def _people(text: str, word: str) -> list[Decimal]:
    """The counts that stand right after a word: 专职督学6人 gives 6."""
    found = (re.search(rf"{word}[^，、；\d]{{0,8}}?(\d+)\s*[名人位]", text),)
    return [Decimal(m[1]) for m in found if m]


def _sum_status(text: str) -> Status | None:
    """Whether full-time and part-time inspectors of one sentence make up its total; None where a number is lacking."""
    parts = [n for word in _PART_WORDS for n in _people(text, word)[:1]]
    head = re.split("|".join(_PART_WORDS), text, maxsplit=1)[0]
    totals = [q.low for q in find_quantities(head) if q.dimension == "count" and q.unit in ("人", "名", "位")]
    if len(parts) < 2 or len(totals) != 1:
        return None
    return Status.MET if sum(parts) == totals[0] else Status.CONTRADICTED


def _adds_up(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """Met or contradicted by adding the numbers up, where the statement asks that they do."""
    if not ("专职" in facet.statement and "兼职" in facet.statement and _TOTAL.search(facet.statement)):
        return judgement
    for reading in judgement.readings:
        status = _sum_status(context.sentence(reading.clause))
        if status is not None:
            remark = "专职与兼职之和与总数不符" if status is Status.CONTRADICTED else "专职与兼职之和等于总数"
            return replace(turned(judgement, status, remark, reading), worked_out=True)
    return judgement


def judge(facet: Facet, judgement: Judgement, context: JudgingContext) -> Judgement:
    """The general judgement, refined by what records consist of."""
    judgement = _adds_up(facet, judgement, context)
    return weighed(facet, judgement, context, _CORES, (), _PARTS)
