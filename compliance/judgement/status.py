"""From readings to a facet's status (状态): a first view, what the indicator makes of it, and the model's decision."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from compliance.judgement.judging import Judgement, Reading
from compliance.judgement.reading import COMPARED
from compliance.judgement.showing import NOTHING, STATUSES
from compliance.terms import Polarity, Status

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
# Further clauses are evidence too when they are about as relevant as the first.
_AS_GOOD = 0.6
_LEAST_RELEVANCE = 0.15
# Of what a clause shows and is evidence of, added up: 0 to 2.
_ABOUT_AS_MUCH, _HALF_AS_MUCH = 0.1, 0.5
# Below this the likeliest clause is none, at first view.
_LEAST_EVIDENCE = 0.3
_MOST_EVIDENCE = 3
# How surely a facet must be met. A missed gap costs a district its certification, a false alarm a minute; and the fewer
# of the statement's words a clause says, the more often what looks like it is another matter. Chosen on dev: one limit
# of 0.70 gives gap recall 0.921 at precision 0.942, facet accuracy 0.865 and false evidence 0.105, one of 0.80 0.938,
# 0.933, 0.855 and 0.078; these three give 0.949, 0.944, 0.865 and 0.073.
LEAST_MET_BY_WORDS = ((0.25, 0.70), (0.10, 0.82), (0.0, 0.85))  # from this share of the statement's weight on
# Where a passage that denies or promises is the next in question, met must be less sure: the model sees its words too,
# and more often than it thinks they are misread. On 77 documents that it had not seen gap recall goes from 0.965 to
# 0.960, precision from 0.930 to 0.941, facet accuracy from 0.871 to 0.877; on dev precision from 0.938 to 0.943.
LEAST_MET_AGAINST = 0.60
# A clause that says this share of a statement's weight says it nearly in its words; it is met if the model holds that
# possible at all. On dev 0.65 in place of 0.70 turns one facet; in reports that quote the scheme's language, many.
_NEARLY_ALL, _LEAST_STATED = 0.65, 0.2
# Whether a part is absent the indicator knows better than the model, which has seen few partial facets.
_LEAST_WHOLE = 0.35


def order_for(
    status: Status, readings: Sequence[Reading], shown: NDArray[np.float32]
) -> tuple[tuple[Reading, ...], NDArray[np.float32]]:
    """The readings with those first that show the status, and what they show; `shown` is of the first of them.

    How likely a clause is evidence at all counts with how likely it shows this very status.
    """
    if status not in _SHOWS:
        return tuple(readings), shown
    scores = shown[:, STATUSES.index(status)] + (1 - shown[:, NOTHING])
    order = np.argsort(-scores, kind="stable")
    if status is Status.MET:
        order = _deed_first(order, scores, readings)
    return (*(readings[i] for i in order), *readings[len(shown) :]), shown[order]


def _deed_first(order: NDArray[np.intp], scores: NDArray[np.float32], readings: Sequence[Reading]) -> NDArray[np.intp]:
    """The order with the earliest part of the first one's sentence before it, of those that show about as much or say
    the statement nearly in full: it names the deed that the later parts go on about (开展了调查，回收问卷8600份)."""
    first = readings[order[0]]
    behind = scores[order[0]] - scores
    beside = [
        i
        for i in order
        if (behind[i] <= _ABOUT_AS_MUCH or behind[i] <= _HALF_AS_MUCH and readings[i].covered >= _NEARLY_ALL)
        and _is_of_its_sentence(readings[i], first)
    ]
    earliest = min(beside, key=lambda i: readings[i].clause.index)
    return np.array([earliest, *(i for i in order if i != earliest)], dtype=np.intp)


def _is_of_its_sentence(reading: Reading, first: Reading) -> bool:
    one, other = reading.clause, first.clause
    same = one.document == other.document and one.sentence == other.sentence and reading.polarity is first.polarity
    return one is other or same and not one.header


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


def decide(
    probabilities: Sequence[float], least_met: float, shown: Collection[Polarity] = tuple(Polarity)
) -> tuple[Status, float]:
    """The most probable status and its probability; met only where it is clearly so, else the next that is shown.

    `shown` is what the best readings do: where none denies or promises, that is ruled out, and an unsure met is weighed
    against what is left.
    """
    ranked = sorted(zip(probabilities, STATUSES, strict=True), key=lambda pair: -pair[0])
    probability, status = ranked[0]
    if status is Status.MET:
        possible = [p for p in ranked[1:] if p[1] is Status.MISSING or any(s in shown for s in _SHOWS[p[1]])]
        least = least_met if possible[0][1] is Status.MISSING else min(least_met, LEAST_MET_AGAINST)
        if probability < least * (probability + sum(p for p, _ in possible)):
            probability, status = possible[0]
    return status, probability


def as_shown(status: Status, reading: Reading) -> Reading:
    """An evidence reading under the status that it supports: where the clause alone read otherwise, it says so."""
    shows = _SHOWS.get(status, ())
    if not shows or reading.polarity in shows:
        return reading
    return replace(reading, polarity=shows[0], why=f"{_IN_CONTEXT[status]}（单看此句：{reading.why}）")


def first_view(readings: Sequence[Reading], shown: NDArray[np.float32]) -> Judgement:
    """A facet as its likeliest evidence shows it, for the indicator to look at; `shown` is candidates by STATUSES."""
    evidence = 1 - shown[:, NOTHING]
    status = STATUSES[int(shown[0, :NOTHING].argmax())] if evidence[0] >= _LEAST_EVIDENCE else Status.MISSING
    return _judgement(status, float(evidence[0]), readings, shown, ())


def _judgement(
    status: Status,
    confidence: float,
    readings: Sequence[Reading],
    shown: NDArray[np.float32],
    trace: tuple[str, ...],
) -> Judgement:
    ordered, _ = order_for(status, readings, shown)
    count = evidence_count(status, ordered)
    told = (*(as_shown(status, reading) for reading in ordered[:count]), *ordered[count:])
    return Judgement(status, confidence, told, count, trace=trace)


def decided(
    first: Judgement,
    proposal: Judgement,
    readings: Sequence[Reading],
    shown: NDArray[np.float32],
    probabilities: Sequence[float],
) -> Judgement:
    """The final judgement: the indicator's where it is certain or the model agrees, else what the model sees.

    `first` is the first view, from which the indicator made its proposal.
    """
    trace = (*_trace(readings, shown, probabilities), *proposal.trace)
    if proposal.worked_out:
        return replace(proposal, trace=trace)
    polarities = {reading.polarity for reading in readings[:_MOST_EVIDENCE]}
    least_met = _least_met(readings[0])
    status, confidence = decide(probabilities, least_met, polarities)
    met = probabilities[STATUSES.index(Status.MET)]
    whole = status is Status.PARTIAL and proposal.status is Status.MET and met >= _LEAST_WHOLE
    if whole or status is Status.MISSING and _says_so(proposal, readings[0], probabilities):
        return replace(proposal, confidence=met, trace=trace)
    if status is proposal.status:
        return replace(proposal, confidence=confidence, trace=trace)
    return _judgement(status, confidence, readings, shown, trace)


def _least_met(best: Reading) -> float:
    """How surely a facet must be met, by what its likeliest clause says of the statement's words."""
    return next(least for covered, least in LEAST_MET_BY_WORDS if best.covered >= covered)


def _says_so(proposal: Judgement, best: Reading, probabilities: Sequence[float]) -> bool:
    """Whether the likeliest clause states the statement nearly in its words, as a fact that no rule objects to.

    The corpora's traps often repeat a statement, so the models are wary of its words; real reports use them for facts.
    Such a finding is unsure, and marked for a closer look.
    """
    stated = best.polarity is Polarity.SUPPORTS and best.covered >= _NEARLY_ALL
    return proposal.status is Status.MET and stated and probabilities[STATUSES.index(Status.MET)] >= _LEAST_STATED


def _trace(readings: Sequence[Reading], shown: NDArray[np.float32], probabilities: Sequence[float]) -> tuple[str, ...]:
    return (
        "状态概率：" + "，".join(f"{s.value} {p:.2f}" for s, p in zip(STATUSES, probabilities, strict=True)),
        *(
            f"候选{i}（可作依据 {1 - one[NOTHING]:.2f}，覆盖 {r.covered:.0%}，{r.clause.modality.value}，{r.why}）："
            f"{r.clause.text}{'；未写到：' + '、'.join(r.absent) if r.absent else ''}"
            for i, (r, one) in enumerate(zip(readings[:COMPARED], shown, strict=False), 1)
        ),
    )
