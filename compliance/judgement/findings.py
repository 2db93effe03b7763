"""From judged facets to findings (发现): the item's status, evidence with quotes, the explanation in Chinese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from compliance.judgement.judging import Judgement, Reading
from compliance.terms import Evidence, Facet, FacetFinding, Finding, Item, Polarity, Status, Submission

# Below this a candidate is not even close.
_CLOSE = 0.05
_CLOSEST_SHOWN = 2
_HEADING_SHOWN = 20
_WORDS = {
    Status.MET: "已有依据",
    Status.PARTIAL: "依据不全",
    Status.PLANNED: "仅有打算",
    Status.CONTRADICTED: "自述不符",
    Status.MISSING: "未见依据",
    Status.UNREADABLE: "未见依据，且材料有未能读取的部分",
    Status.NOT_APPLICABLE: "不适用",
}


def item_status(facets: Sequence[tuple[Facet, Status]]) -> Status:
    """An item's status from its required facets, or from all where none is required."""
    states = [status for facet, status in facets if facet.required] or [status for _, status in facets]
    states = [status for status in states if status is not Status.NOT_APPLICABLE]
    kinds = set(states)
    if not kinds:
        return Status.NOT_APPLICABLE
    if kinds == {Status.MET}:
        return Status.MET
    if kinds <= {Status.MISSING, Status.UNREADABLE}:
        return Status.UNREADABLE if Status.UNREADABLE in kinds else Status.MISSING
    if Status.MET not in kinds and Status.PARTIAL not in kinds:
        return Status.CONTRADICTED if Status.CONTRADICTED in kinds else Status.PLANNED
    return Status.PARTIAL


def indicative_points(item: Item, facets: Sequence[tuple[Facet, Status]]) -> Decimal | None:
    """The item's points in proportion to its met facets, half for a partial one; an indication, no verdict."""
    if item.points is None:
        return None
    counted = [s for f, s in facets if f.required] or [s for _, s in facets]
    counted = [s for s in counted if s is not Status.NOT_APPLICABLE]
    if not counted:
        return None
    earned = sum(
        Decimal(1) if s is Status.MET else Decimal("0.5") if s is Status.PARTIAL else Decimal(0) for s in counted
    )
    return (item.points * earned / len(counted)).quantize(Decimal("0.1"))


def _evidence(reading: Reading, submission: Submission, near: bool) -> Evidence:
    clause = reading.clause
    block = submission.documents[clause.document].blocks[clause.block]
    return Evidence(
        span=clause.span,
        quote=submission.quote(clause.span),
        place=block.place_at(clause.start),
        section=block.section,
        modality=clause.modality,
        polarity=Polarity.NEAR if near else reading.polarity,
        score=round(reading.relevance, 4),
        why=reading.why,
    )


def _where(reading: Reading, submission: Submission) -> str:
    document = submission.documents[reading.clause.document]
    block = document.blocks[reading.clause.block]
    file = f"{document.name} " if len(submission.documents) > 1 else ""
    if block.place.page is not None:
        return f"{file}第{block.place.page}页"
    if block.section:
        heading = block.section[-1]
        return f"{file}“{heading if len(heading) <= _HEADING_SHOWN else heading[: _HEADING_SHOWN - 1] + '…'}”部分"
    return f"{file}正文"


def explain(facet: Facet, judgement: Judgement, submission: Submission) -> str:
    """One sentence in Chinese: what was found where, why it counts or not, and what is absent."""
    subject = facet.statement.rstrip("。")
    if not judgement.evidence:
        sentence = f"{_WORDS[judgement.status]}：“{subject}”"
    else:
        best = judgement.evidence[0]
        sentence = f"{_WORDS[judgement.status]}：“{subject}”（{_where(best, submission)}，{best.why}）"
    if judgement.absent_parts:
        sentence += "，未见" + "、".join(judgement.absent_parts)
    return "；".join((sentence, *judgement.remarks)) + "。"


def finding_of(item: Item, judged: Sequence[tuple[Facet, Judgement]], submission: Submission) -> Finding:
    """The finding of an item whose facets are judged."""
    evidence: list[Evidence] = []
    known: dict[tuple[int, Polarity, str, float], int] = {}

    def place(reading: Reading, near: bool) -> int:
        made = _evidence(reading, submission, near)
        key = (reading.clause.index, made.polarity, made.why, made.score)
        if key not in known:
            known[key] = len(evidence)
            evidence.append(made)
        return known[key]

    facets = []
    for facet, judgement in judged:
        used = tuple(place(r, near=False) for r in judgement.evidence)
        rest = judgement.readings[judgement.counted :] if judgement.status.is_gap else ()
        close = tuple(place(r, near=True) for r in rest[:_CLOSEST_SHOWN] if r.relevance >= _CLOSE)
        facets.append(
            FacetFinding(
                id=facet.id,
                status=judgement.status,
                confidence=round(judgement.confidence, 4),
                evidence=used,
                closest=close,
                absent_parts=judgement.absent_parts,
                explanation=explain(facet, judgement, submission),
                trace=judgement.trace,
            )
        )
    states = [(facet, judgement.status) for facet, judgement in judged]
    status = item_status(states)
    return Finding(
        item=item,
        status=status,
        confidence=round(_confidence(judged), 4),
        facets=tuple(facets),
        evidence=tuple(evidence),
        explanation=_summary(status, [(spec, found) for (spec, _), found in zip(judged, facets, strict=True)]),
        indicative_points=indicative_points(item, states),
    )


def _summary(status: Status, found: Sequence[tuple[Facet, FacetFinding]]) -> str:
    """The item in a sentence or two: what its required facets lack, and whether only welcome ones do."""
    if status is Status.NOT_APPLICABLE:
        return "按方案说明，本条不适用。"
    gaps = [(facet, finding) for facet, finding in found if finding.status.is_gap]
    required = "".join(finding.explanation for facet, finding in gaps if facet.required)
    if required or not gaps:
        return required or "所列要点均已找到依据。"
    return "必备要点均已找到依据；另有非必备要点未见依据。"


def _confidence(judged: Sequence[tuple[Facet, Judgement]]) -> float:
    """The confidence of the least sure required facet: an item is as sure as what it hangs on."""
    counted = [j.confidence for f, j in judged if f.required] or [j.confidence for _, j in judged]
    return min(counted, default=0.0)


def by_item(
    items: Sequence[Item], judgements: Mapping[tuple[str, str], Judgement], submission: Submission
) -> tuple[Finding, ...]:
    """The findings of all items, in the scheme's order."""
    return tuple(
        finding_of(item, [(facet, judgements[item.id, facet.id]) for facet in item.facets], submission)
        for item in items
    )
