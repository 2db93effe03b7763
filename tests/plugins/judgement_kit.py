"""Small judgements built by hand: sentences in, what an indicator's own rules make of them out."""

from __future__ import annotations

from compliance.judgement.judging import Judgement, JudgingContext, Reading
from compliance.judgement.values.reading import ValueReading
from compliance.language.understanding import understand
from compliance.terms import (
    Block,
    BlockKind,
    Clause,
    Document,
    DocumentKind,
    Facet,
    Item,
    Modality,
    Place,
    Polarity,
    Scheme,
    Scope,
    Status,
)

_POLARITY = {
    Modality.FACT: Polarity.SUPPORTS,
    Modality.INTENTION: Polarity.PROMISES,
    Modality.DEMAND: Polarity.PROMISES,
    Modality.NEGATION: Polarity.CONTRADICTS,
    Modality.QUOTATION: Polarity.NEAR,
}


def reading(clause: Clause, relevance: float = 0.8) -> Reading:
    """The clause read as its modality says."""
    return Reading(clause, relevance, _POLARITY[clause.modality], ValueReading(), 0.5, (), "")


def judged(
    statement: str,
    text: str,
    status: Status = Status.MET,
    *,
    indicator: str = "",
    siblings: tuple[str, ...] = (),
    scope: Scope = Scope.DISTRICT,
    subject: str = "云渡区",
    period: str = "2023",
    kind: DocumentKind = DocumentKind.SELF_EVALUATION,
    counted: int = 1,
) -> tuple[Facet, Judgement, JudgingContext]:
    """A facet, the general judgement with `text`'s clauses ranked as they stand (the first `counted` are evidence),
    and the context: all that `judge` of an indicator is given."""
    blocks = tuple(
        Block(i, BlockKind.PARAGRAPH, line, Place(line=i + 1)) for i, line in enumerate(text.splitlines() or [""])
    )
    document = Document("例.txt", "", "text/plain", blocks, kind=kind)
    submission = understand([document], subject=subject, period=period, kind=kind)
    facet = Facet("asked", indicator, statement)
    others = tuple(Facet(f"other{i}", indicator, s) for i, s in enumerate(siblings))
    item = Item("item", (), statement, statement, (facet, *others), scope)
    readings = tuple(reading(c, round(0.8 - 0.1 * i, 1)) for i, c in enumerate(submission.clauses[:6]))
    shown = 0 if status is Status.MISSING else min(counted, len(readings))
    context = JudgingContext(Scheme("s", "", "", (item,), ""), item, submission, others)
    return facet, Judgement(status, 0.7, readings, shown), context
