"""From the corpora to the shipped models: the same corpora give the same bytes.

Each model is fitted on what the models before it say of documents that they had not seen, as it will be in use: the
documents are dealt into folds, and what is said of a fold was learnt from the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import SGDClassifier

from compliance.hookspecs import Indicator
from compliance.judgement.channels import Background, Tokenise
from compliance.judgement.judge import ordered_views, proposals_of, rows_of
from compliance.judgement.memory import Memory
from compliance.judgement.models import Models
from compliance.judgement.reading import read_candidates
from compliance.judgement.relevance import READ, Candidates, Classifier, pair_features, rank
from compliance.judgement.showing import (
    NOTHING,
    STATUSES,
    PairVectors,
    Readings,
    Showings,
    Traits,
    in_order,
    known_statements,
    pair_rows,
    pair_vectors,
    read_evidence,
    read_words,
)
from compliance.judgement.signals import Signals, signals
from compliance.learning.lessons import Lesson, hidden_of, memory_for, precedents_of, wordings_of
from compliance.learning.parallel import each

FOLDS = 4
# Candidates that come before this place are the hard ones; a third of the easy ones behind them is enough.
_NEAR = 8
# Of a linear model's weights, whose median is 0.1: no probability changes by more than 0.006, the mean one by 0.0005.
_STEP = 0.02
Say = Callable[[str], None]
_One = TypeVar("_One")
_Model = TypeVar("_Model")
_Said = TypeVar("_Said")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A lesson with its signals, by what the other documents remember."""

    lesson: Lesson
    fold: int
    signals: Signals

    def features(self) -> NDArray[np.float32]:
        """The relevance model's input, a row for each facet and candidate."""
        return pair_features(self.signals)

    def taught(self) -> NDArray[np.bool_]:
        """Which pairs teach the relevance model."""
        keep = _taught(self.relevant()).reshape(self.signals.chosen.shape)
        keep[sorted(self.lesson.unknown)] = False
        return keep.ravel()

    def relevant(self) -> NDArray[np.bool_]:
        """Which candidates a gold quote names: facets by candidates."""
        rows = zip(self.signals.chosen, self.lesson.evidence, strict=True)
        return np.array([[int(index) in evidence for index in row] for row, evidence in rows])


def prepare(
    lessons: Sequence[Lesson], concepts: Tokenise, backgrounds: Mapping[str, Background]
) -> tuple[list[Prepared], Memory]:
    """The lessons with their signals, each by a memory without itself; and the memory of them all."""
    fold_of = [number % FOLDS for number in range(len(lessons))]
    parts = [[one for one, fold in zip(lessons, fold_of, strict=True) if fold != k] for k in range(FOLDS)]
    wordings = [wordings_of(part) for part in parts]
    precedents = precedents_of(lessons)
    hidden = hidden_of(lessons)

    def signalled(number: int) -> Signals:
        lesson, fold = lessons[number], fold_of[number]
        memory = memory_for(lesson, hidden[number], backgrounds, precedents, wordings[fold])
        return signals(lesson.scheme, lesson.submission, concepts, memory)

    found = each(signalled, range(len(lessons)))
    prepared = [Prepared(*one) for one in zip(lessons, fold_of, found, strict=True)]
    return prepared, Memory(backgrounds, precedents, wordings_of(lessons))


def _boosted(rounds: int, leaves: int, **more: float) -> HistGradientBoostingClassifier:
    settings = {"learning_rate": 0.1, "min_samples_leaf": 40, "l2_regularization": 5.0, "random_state": 0} | more
    # To stop early a tenth of the rows would be held back; on all documents no model ever stopped.
    return HistGradientBoostingClassifier(max_iter=rounds, max_leaf_nodes=leaves, early_stopping=False, **settings)


def _taught(relevant: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which pairs teach: every relevant one, the nearest others, and every third of those further off."""
    places = np.broadcast_to(np.arange(relevant.shape[1]), relevant.shape)
    keep: NDArray[np.bool_] = (relevant | (places < _NEAR) | (places % 3 == 0)).ravel()
    return keep


def fit_relevance(prepared: Sequence[Prepared]) -> Classifier:
    """How likely a pair is evidence, by its signals."""
    taught = [one.taught() for one in prepared]
    features = np.concatenate([one.features()[keep] for one, keep in zip(prepared, taught, strict=True)])
    relevant = np.concatenate([one.relevant().ravel()[keep] for one, keep in zip(prepared, taught, strict=True)])
    weights = np.concatenate(
        [np.full(keep.sum(), one.lesson.weight) for one, keep in zip(prepared, taught, strict=True)]
    )
    fitted: Classifier = _boosted(150, 24, max_features=0.5).fit(features, relevant.astype(np.int64), weights)
    return fitted


@dataclass(frozen=True, slots=True)
class Ranked:
    """A prepared lesson whose candidates were ranked by a model that had not seen it, and read."""

    prepared: Prepared
    candidates: Candidates
    readings: Readings
    traits: Traits
    vectors: PairVectors
    answers: NDArray[np.int64]  # facets by read candidates: index in STATUSES, NOTHING where it is no evidence
    known: NDArray[np.bool_]  # facets that apply


def _answers(lesson: Lesson, candidates: Candidates) -> NDArray[np.int64]:
    rows = zip(candidates.clauses[:, :READ], lesson.statuses, lesson.evidence, strict=True)
    return np.array(
        [
            [STATUSES.index(status) if int(index) in evidence else NOTHING for index in row]
            for row, status, evidence in rows
        ]
    )


def _read(
    one: Prepared, relevance: Classifier, memory: Memory
) -> tuple[Candidates, Readings, Traits, PairVectors, NDArray[np.int64], NDArray[np.bool_]]:
    """All of a ranked lesson but the lesson itself."""
    candidates = rank(one.signals, relevance)
    submission = one.lesson.submission
    return (
        candidates,
        read_candidates(one.signals, candidates, submission, memory.backgrounds["pairs"]),
        Traits.of(one.signals, submission),
        pair_vectors(one.signals, candidates, submission),
        _answers(one.lesson, candidates),
        np.array([status in STATUSES for status in one.lesson.statuses]),
    )


def _pairs(
    ranked: Sequence[Ranked], vectors: Callable[[Ranked], sparse.csr_matrix]
) -> tuple[sparse.csr_matrix, NDArray[np.int64], NDArray[np.float64]]:
    """The read pairs of facets that apply: what a model of words is fitted on, the answers, how much each counts."""
    known = [np.repeat(one.known, one.answers.shape[1]) for one in ranked]
    return (
        sparse.vstack([vectors(one)[keep] for one, keep in zip(ranked, known, strict=True)]).tocsr(),
        np.concatenate([one.answers.ravel()[keep] for one, keep in zip(ranked, known, strict=True)]),
        np.concatenate(
            [np.full(keep.sum(), one.prepared.lesson.weight) for one, keep in zip(ranked, known, strict=True)]
        ),
    )


def _linear(
    vectors: sparse.csr_matrix, answers: NDArray[np.int64], weights: NDArray[np.float64], alpha: float
) -> Classifier:
    model = SGDClassifier(loss="log_loss", alpha=alpha, max_iter=15, tol=None, average=True, random_state=0)
    fitted: Classifier = _lightened(model.fit(vectors, answers, sample_weight=weights))
    return fitted


def _lightened(model: SGDClassifier) -> SGDClassifier:
    """The model at a tenth of its size in the package: weights in steps, and nothing that only fitting needed."""
    model.coef_ = (np.round(model.coef_ / _STEP) * _STEP).astype(np.float32)
    for name in ("_standard_coef", "_average_coef", "_standard_intercept", "_average_intercept"):
        delattr(model, name)
    return model


def fit_words(ranked: Sequence[Ranked]) -> Classifier:
    """What a pair shows, by its words alone."""
    return _linear(*_pairs(ranked, lambda one: one.vectors.words), alpha=5e-6)


def fit_evidence(ranked: Sequence[Ranked]) -> Classifier:
    """Whether a pair is evidence, by its words and by those that evidence for the same statement has elsewhere."""
    vectors, answers, weights = _pairs(ranked, lambda one: one.vectors.evidence())
    # Log loss on documents left out: 0.379 at 5e-6, 0.361 at 1.2e-6 and 2.5e-6 (the statement's own pieces alone).
    return _linear(vectors, (answers != NOTHING).astype(np.int64), weights, alpha=2e-6)


def _worded(one: Ranked, words: Classifier) -> NDArray[np.float32]:
    return read_words(words, one.vectors.words, one.answers.shape)


def _evident(one: Ranked, evidence: Classifier) -> NDArray[np.float32]:
    return read_evidence(evidence, one.vectors, known_statements(one.prepared.signals), one.answers.shape)


def _pair_rows(one: Ranked, worded: NDArray[np.float32], evident: NDArray[np.float32]) -> NDArray[np.float32]:
    found, submission = one.prepared.signals, one.prepared.lesson.submission
    return pair_rows(found, one.candidates, one.readings, one.traits, worded, evident, submission)


def fit_showing(rows: Sequence[NDArray[np.float32]], ranked: Sequence[Ranked]) -> Classifier:
    """What a pair shows, by all that is known of it."""
    features = np.concatenate(
        [one[ranks.known].reshape(-1, one.shape[2]) for one, ranks in zip(rows, ranked, strict=True)]
    )
    answers = np.concatenate([ranks.answers[ranks.known].ravel() for ranks in ranked])
    weights = np.concatenate(
        [np.full(ranks.answers[ranks.known].size, ranks.prepared.lesson.weight) for ranks in ranked]
    )
    fitted: Classifier = _boosted(100, 16, max_features=0.3).fit(features, answers, weights)
    return fitted


def fit_status(rows: NDArray[np.float32], lessons: Sequence[Lesson]) -> Classifier:
    """A facet's status; `rows` are all facets of the lessons. Facets that do not apply teach nothing."""
    answers = [status for lesson in lessons for status in lesson.statuses]
    weights = np.concatenate([np.full(len(lesson.statuses), lesson.weight) for lesson in lessons])
    known = np.array([answer in STATUSES for answer in answers])
    classes = np.array([STATUSES.index(answer) for answer in answers if answer in STATUSES])
    model = _boosted(220, 24, learning_rate=0.06, max_features=0.15, min_samples_leaf=25, l2_regularization=10.0)
    fitted: Classifier = model.fit(rows[known], classes, weights[known])
    return fitted


def _left_out(
    items: Sequence[_One],
    fold: Callable[[_One], int],
    fit: Callable[[list[int]], _Model],
    say: Callable[[_One, _Model], _Said],
) -> tuple[list[_Said], _Model]:
    """What is said of each item by a model of the other folds, in the items' order, and the model of all items.

    `fit` gets the numbers of the items to learn from. Models are fitted in copies of this process, so that it can be
    copied again for what they say.
    """
    folds = sorted({fold(one) for one in items})
    everything = list(range(len(items)))
    others = [[i for i, one in enumerate(items) if fold(one) != k] or everything for k in folds]
    *models, whole = each(fit, [*others, everything], of=len(items), together=1)
    by_fold = dict(zip(folds, models, strict=True))
    return each(lambda one: say(one, by_fold[fold(one)]), items), whole


@dataclass(frozen=True, slots=True)
class Readers:
    """The models that read pairs, fitted on every document."""

    relevance: Classifier
    words: Classifier
    evidence: Classifier
    showing: Classifier


@dataclass(frozen=True, slots=True)
class Study:
    """Every document as models see it that had not seen it: what the status model is fitted on."""

    rows: list[NDArray[np.float32]]
    ranked: list[Ranked]
    shown: list[Showings]


def study(
    prepared: Sequence[Prepared], memory: Memory, indicators: Mapping[str, Indicator], say: Say
) -> tuple[Study, Readers]:
    """What each model says of the documents left out in turn, and each model fitted on all of them."""
    say("相关度")
    read, relevance = _left_out(
        prepared,
        lambda one: one.fold,
        lambda others: fit_relevance([prepared[i] for i in others]),
        lambda one, model: _read(one, model, memory),
    )
    ranked = [Ranked(one, *found) for one, found in zip(prepared, read, strict=True)]
    say("措辞")
    worded, words = _left_out(
        ranked,
        lambda one: one.prepared.fold,
        lambda others: fit_words([ranked[i] for i in others]),
        _worded,
    )
    evident, evidence = _left_out(
        ranked,
        lambda one: one.prepared.fold,
        lambda others: fit_evidence([ranked[i] for i in others]),
        _evident,
    )
    say("所示")
    numbered = list(range(len(ranked)))
    rows = each(lambda i: _pair_rows(ranked[i], worded[i], evident[i]), numbered)
    shown, showing = _left_out(
        numbered,
        lambda i: ranked[i].prepared.fold,
        lambda others: fit_showing([rows[i] for i in others], [ranked[i] for i in others]),
        lambda i, model: Showings(worded[i], _shown(model, rows[i])),
    )
    say("指标")
    status = each(lambda i: _status_rows(ranked[i], shown[i], indicators), numbered)
    return Study(status, ranked, shown), Readers(relevance, words, evidence, showing)


def _shown(model: Classifier, rows: NDArray[np.float32]) -> NDArray[np.float32]:
    flat = in_order(model, model.predict_proba(rows.reshape(-1, rows.shape[2])))
    return flat.reshape(*rows.shape[:2], len(STATUSES))


def _status_rows(one: Ranked, shown: Showings, indicators: Mapping[str, Indicator]) -> NDArray[np.float32]:
    lesson = one.prepared.lesson
    views = ordered_views(one.prepared.signals, one.traits, one.readings, shown)
    proposals, _ = proposals_of(lesson.scheme, lesson.submission, views, indicators)
    return rows_of(views, proposals)


def fit(
    lessons: Sequence[Lesson],
    concepts: Tokenise,
    backgrounds: Mapping[str, Background],
    indicators: Mapping[str, Indicator],
    say: Say = lambda step: None,
) -> Models:
    """All models of these documents; `say` hears the name of each step as it begins."""
    say("信号")
    prepared, memory = prepare(lessons, concepts, backgrounds)
    studied, readers = study(prepared, memory, indicators, say)
    say("状态")
    status = fit_status(np.concatenate(studied.rows), lessons)
    return Models(
        readers.relevance, readers.words, readers.evidence, readers.showing, status, memory, version="unsaved"
    )
