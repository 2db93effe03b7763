"""From readings to a facet's status (状态): what is certain by rule, the rest by the status model."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from compliance.judgement.judging import Judgement, Reading
from compliance.judgement.reading import COMPARED
from compliance.terms import Polarity, Status

# The classes of the status model, in its order.
STATUSES = (Status.MET, Status.PARTIAL, Status.PLANNED, Status.CONTRADICTED, Status.MISSING)
# What a clause must do for the facet to be evidence of a status.
_SHOWS = {
    Status.MET: (Polarity.SUPPORTS,),
    Status.PARTIAL: (Polarity.SUPPORTS, Polarity.PROMISES),
    Status.PLANNED: (Polarity.PROMISES,),
    Status.CONTRADICTED: (Polarity.CONTRADICTS,),
}
_IN_CONTEXT = {
    Status.MET: "结合上下文可作依据",
    Status.PARTIAL: "结合上下文看依据不全",
    Status.PLANNED: "结合上下文看只是打算或要求",
    Status.CONTRADICTED: "结合上下文看与要求不符",
}
# A clause that shows the status goes before a somewhat more relevant one that does not.
_PREFERENCE = 0.5
# Further clauses are evidence too when they are about as relevant as the first.
_AS_GOOD = 0.6
_LEAST_RELEVANCE = 0.15
_MOST_EVIDENCE = 3
# A missed gap costs a district its certification, a false alarm a minute: set where gap recall passes 0.88 on the dev
# documents, with each scheme left out and without.
LEAST_MET = 0.6


def order_for(status: Status, readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings with those first that show the status; a far more relevant one stays ahead."""
    shows = _SHOWS.get(status, ())
    return tuple(
        sorted(readings, key=lambda r: (-r.relevance * (1.0 if r.polarity in shows else _PREFERENCE), r.clause.index))
    )


def evidence_count(status: Status, readings: Sequence[Reading]) -> int:
    """How many of the ordered readings are evidence: the first, and those of its kind that are about as relevant."""
    if status in (Status.MISSING, Status.UNREADABLE, Status.NOT_APPLICABLE) or not readings:
        return 0
    count = 1
    for reading in readings[1:_MOST_EVIDENCE]:
        alike = reading.polarity is readings[0].polarity
        if not alike or reading.relevance < max(_LEAST_RELEVANCE, _AS_GOOD * readings[0].relevance):
            break
        count += 1
    return count


def decide(probabilities: Sequence[float], shown: Collection[Polarity] = tuple(Polarity)) -> tuple[Status, float]:
    """The most probable status and its probability; met only where it is clearly so, else the next that is shown.

    `shown` is what the best readings do: an unsure met is not called denied or promised where none denies or promises.
    """
    ranked = sorted(zip(probabilities, STATUSES, strict=True), key=lambda pair: -pair[0])
    probability, status = ranked[0]
    if status is Status.MET and probability < LEAST_MET:
        possible = [p for p in ranked[1:] if p[1] is Status.MISSING or any(s in shown for s in _SHOWS[p[1]])]
        probability, status = possible[0]
    return status, probability


def as_shown(status: Status, reading: Reading) -> Reading:
    """An evidence reading under the status that it supports: where the clause alone read otherwise, it says so."""
    shows = _SHOWS.get(status, ())
    if not shows or reading.polarity in shows:
        return reading
    return replace(reading, polarity=shows[0], why=f"{_IN_CONTEXT[status]}（单看此句：{reading.why}）")


def judgement_of(readings: Sequence[Reading], probabilities: Sequence[float]) -> Judgement:
    """The general judgement of a facet from its ranked readings and the status model's probabilities."""
    status, confidence = decide(probabilities, {reading.polarity for reading in readings[:_MOST_EVIDENCE]})
    ordered = order_for(status, readings)
    trace = (
        "状态概率：" + "，".join(f"{s.value} {p:.2f}" for s, p in zip(STATUSES, probabilities, strict=True)),
        *(
            f"候选{i}（相关度 {r.relevance:.2f}，覆盖 {r.covered:.0%}，{r.clause.modality.value}，{r.why}）："
            f"{r.clause.text}{'；未写到：' + '、'.join(r.absent) if r.absent else ''}"
            for i, r in enumerate(readings[:COMPARED], 1)
        ),
    )
    count = evidence_count(status, ordered)
    shown = (*(as_shown(status, reading) for reading in ordered[:count]), *ordered[count:])
    return Judgement(status, confidence, shown, count, trace=trace)
