"""What each candidate shows of its facet (所示): met, partial, planned, contradicted, or nothing.

Three models read a pair of facet and clause: a linear one over its words, another over these and over what evidence for
the same statement sounds like elsewhere, and a boosted one over their answers, the signals, the clause's traits and its
value. All are one model for all facets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from compliance.judgement.channels import Matrix
from compliance.judgement.judging import Reading
from compliance.judgement.pair_words import PairWords
from compliance.judgement.relevance import READ, Candidates, Classifier
from compliance.judgement.signals import Signals
from compliance.judgement.traits import clause_traits, facet_traits
from compliance.judgement.who import clause_actors, facet_actors, same_actor
from compliance.terms import Polarity, Status, Submission

# The classes of the models that read pairs and facets, in their order; of a pair, missing means that it shows nothing.
STATUSES = (Status.MET, Status.PARTIAL, Status.PLANNED, Status.CONTRADICTED, Status.MISSING)
NOTHING = STATUSES.index(Status.MISSING)
_POLARITIES = tuple(Polarity)  # gone through much faster than the enumeration

Readings = tuple[tuple[Reading, ...], ...]


# How much a pair's general pieces count beside the statement's own, for the evidence model. Log loss on documents left
# out: 0.359 without them, 0.327 at 0.3, 0.322 at 0.5, 0.328 at 0.8.
_GENERAL_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class PairVectors:
    """The read pairs as vectors of pieces: a row for each facet and read candidate, facets outermost."""

    words: sparse.csr_matrix
    own: sparse.csr_matrix  # of the statement's own pieces

    def evidence(self, known: NDArray[np.bool_] | None = None) -> sparse.csr_matrix:
        """The evidence model's input. `known`: per facet, whether its statement has precedents; without them its own
        pieces are left out, since no model has seen them."""
        own = self.own
        if known is not None:
            own = sparse.diags(np.repeat(known, own.shape[0] // max(1, len(known))).astype(np.float32)).dot(own)
        return sparse.hstack([own, self.words * np.float32(_GENERAL_SHARE)]).tocsr()


@dataclass(frozen=True, slots=True)
class Showings:
    """Per facet its read candidates as the models see them: facets by candidates by STATUSES."""

    worded: NDArray[np.float32]
    shown: NDArray[np.float32]

    def evidence(self) -> NDArray[np.float32]:
        """How likely each candidate is evidence of anything: facets by candidates."""
        likely: NDArray[np.float32] = 1 - self.shown[:, :, NOTHING]
        return likely


@dataclass(frozen=True, slots=True)
class Traits:
    """The rows of numbers that belong to the clauses and to the facets of one judgement."""

    clauses: Matrix
    facets: Matrix
    acting: Matrix  # per clause who acts
    asked: Matrix  # per facet who is to act

    @classmethod
    def of(cls, signals: Signals, submission: Submission) -> Traits:
        facets = np.stack([facet_traits(item, facet, submission.kind) for item, facet in signals.facets])
        asked = facet_actors([facet for _, facet in signals.facets])
        return cls(clause_traits(submission), facets, clause_actors(submission), asked)

    def who(self, clauses: NDArray[np.int64]) -> NDArray[np.float32]:
        """Who acts beside who is asked for: facets by clauses by features; `clauses` is facets by clauses."""
        acting = self.acting[clauses]
        asked = np.broadcast_to(self.asked[:, np.newaxis, :], (*clauses.shape, self.asked.shape[1]))
        same = same_actor(self.asked, acting)[:, :, np.newaxis]
        return np.concatenate([acting, asked, same], axis=2)


def pair_vectors(signals: Signals, candidates: Candidates, submission: Submission) -> PairVectors:
    """The read candidates' words, for the models that read them."""
    words = PairWords(submission)
    pairs = [
        (item, facet, int(index))
        for (item, facet), row in zip(signals.facets, candidates.clauses[:, :READ], strict=True)
        for index in row
    ]
    return PairVectors(words.vectors(pairs), words.own_vectors(pairs))


def known_statements(signals: Signals) -> NDArray[np.bool_]:
    """Per facet whether its statement has precedents."""
    return np.asarray((signals.of("precedent known") > 0).any(axis=1))


def _value(reading: Reading) -> list[float]:
    meets = reading.value.meets
    return [
        0.0 if meets is None else 1.0 if meets else -1.0,
        float(reading.value.placeholder),
        reading.value.named,
        reading.covered,
        *(float(reading.polarity is polarity) for polarity in _POLARITIES),
    ]


def _sentence_relevance(candidates: Candidates, submission: Submission) -> NDArray[np.float32]:
    """Per facet and candidate, the relevance of the clauses before and after, and of its whole sentence."""
    facets, many = candidates.clauses.shape
    count = len(submission.clauses)
    relevance = np.zeros((facets, count + 2), dtype=np.float32)  # one column more at each end
    np.put_along_axis(relevance, candidates.clauses + 1, candidates.relevance.astype(np.float32), axis=1)
    chosen = candidates.clauses[:, :READ]
    found = np.zeros((facets, min(many, READ), 4), dtype=np.float32)
    found[:, :, 0] = np.take_along_axis(relevance, chosen, 1)
    found[:, :, 1] = np.take_along_axis(relevance, chosen + 2, 1)
    for row in range(facets):
        for place, index in enumerate(chosen[row]):
            first, last = submission.clauses[index].sentence
            own = relevance[row, first + 1 : last + 1]
            found[row, place, 2:] = own.max(), own.sum()
    return found


def pair_rows(
    signals: Signals,
    candidates: Candidates,
    readings: Readings,
    traits: Traits,
    worded: NDArray[np.float32],
    evident: NDArray[np.float32],
    submission: Submission,
) -> NDArray[np.float32]:
    """The boosted model's input: facets by read candidates by features."""
    chosen = candidates.clauses[:, :READ]
    relevance = candidates.relevance[:, :READ].astype(np.float32)
    facets, many = chosen.shape
    place = np.broadcast_to(np.arange(many, dtype=np.float32), chosen.shape)
    best = np.broadcast_to(relevance[:, :1], chosen.shape)
    return np.concatenate(
        [
            np.stack([place, relevance, relevance - best, best], axis=2),
            _sentence_relevance(candidates, submission),
            np.array([[_value(reading) for reading in row[:many]] for row in readings], dtype=np.float32),
            np.broadcast_to(traits.facets[:, np.newaxis, :], (facets, many, traits.facets.shape[1])),
            traits.clauses[chosen],
            traits.who(chosen),
            np.moveaxis(signals.at(chosen), 0, -1),
            worded,
            evident[:, :, np.newaxis],
        ],
        axis=2,
    ).astype(np.float32)


def in_order(model: Classifier, probabilities: NDArray[np.float64]) -> NDArray[np.float32]:
    """A model's probabilities with a column for each of STATUSES, also those that it never met."""
    full = np.zeros((len(probabilities), len(STATUSES)), dtype=np.float32)
    full[:, np.asarray(model.classes_, dtype=np.int64)] = probabilities
    return full


def read_words(words: Classifier, vectors: object, shape: tuple[int, int]) -> NDArray[np.float32]:
    """What the words model says of each read candidate: facets by candidates by STATUSES."""
    return in_order(words, words.predict_proba(vectors)).reshape(*shape, len(STATUSES))


def read_evidence(
    evidence: Classifier, vectors: PairVectors, known: NDArray[np.bool_], shape: tuple[int, int]
) -> NDArray[np.float32]:
    """How likely each read candidate is evidence, by words alone: facets by candidates."""
    likely: NDArray[np.float32] = evidence.predict_proba(vectors.evidence(known))[:, 1].astype(np.float32)
    return likely.reshape(shape)


def show(
    signals: Signals,
    candidates: Candidates,
    readings: Readings,
    traits: Traits,
    submission: Submission,
    words: Classifier,
    evidence: Classifier,
    showing: Classifier,
) -> Showings:
    """What each of the best candidates shows, by the three models."""
    shape = candidates.clauses[:, :READ].shape
    vectors = pair_vectors(signals, candidates, submission)
    worded = read_words(words, vectors.words, shape)
    evident = read_evidence(evidence, vectors, known_statements(signals), shape)
    rows = pair_rows(signals, candidates, readings, traits, worded, evident, submission)
    shown = in_order(showing, showing.predict_proba(rows.reshape(-1, rows.shape[2])))
    return Showings(worded, shown.reshape(*shape, len(STATUSES)))


def by_evidence(readings: Readings, showings: Showings) -> tuple[Readings, Showings]:
    """Readings and showings with the likeliest evidence first; a reading's relevance is then how likely it is."""
    likely = showings.evidence()
    order = np.argsort(-likely, axis=1, kind="stable")
    ordered = tuple(_reordered(row, order[i], likely[i]) for i, row in enumerate(readings))
    sorted_by = order[:, :, np.newaxis]
    return ordered, Showings(
        np.take_along_axis(showings.worded, sorted_by, 1), np.take_along_axis(showings.shown, sorted_by, 1)
    )


def _reordered(
    readings: Sequence[Reading], order: NDArray[np.int64], likely: NDArray[np.float32]
) -> tuple[Reading, ...]:
    best = [replace(readings[i], relevance=float(likely[i])) for i in order]
    least = min((reading.relevance for reading in best), default=0.0)
    # Those that were not read come after; no rule may take them for likelier than the ones that were.
    return (*best, *(replace(r, relevance=min(r.relevance, least)) for r in readings[len(best) :]))
