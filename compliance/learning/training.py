"""From the corpora to the shipped models: the same corpora give the same bytes.

The status model is fitted on relevance that was predicted for documents that the relevance model had not seen, as it
will be when it is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from compliance.judgement.channels import Background, Tokenise, character_pairs
from compliance.judgement.judging import Reading
from compliance.judgement.models import Models
from compliance.judgement.reading import read_candidates
from compliance.judgement.relevance import Classifier, pair_features, rank, shortlist
from compliance.judgement.signals import Signals, signals
from compliance.judgement.status import STATUSES
from compliance.judgement.status_signals import status_features
from compliance.learning.gold import GoldDocument, is_hit
from compliance.terms import Scheme, Status, Submission


@dataclass(frozen=True, slots=True)
class Lesson:
    """A gold document made ready to learn from."""

    gold: GoldDocument
    submission: Submission
    signals: Signals
    backgrounds: Mapping[str, Background]
    chosen: NDArray[np.int64]  # facets by candidates
    features: NDArray[np.float32]  # facets × candidates rows
    relevant: NDArray[np.bool_]  # facets by candidates: the clause is one of the gold quotes
    statuses: tuple[Status, ...]  # by facet


def backgrounds_of(
    submissions: Iterable[Submission], schemes: Iterable[Scheme], concepts: Tokenise
) -> dict[str, Background]:
    """The token counts of the corpora's clauses and the schemes' statements, by channel."""
    texts = [clause.text for submission in submissions for clause in submission.clauses]
    texts += [facet.statement for scheme in schemes for item in scheme.items for facet in item.facets]
    return {
        "pairs": Background.of(map(character_pairs, texts)),
        "concepts": Background.of(map(concepts, texts)),
    }


def lesson_of(
    gold: GoldDocument,
    scheme: Scheme,
    submission: Submission,
    concepts: Tokenise,
    backgrounds: Mapping[str, Background],
) -> Lesson:
    """A gold document with the signals of its facets and clauses, and the right answers."""
    found = signals(scheme, submission, concepts, backgrounds)
    chosen = shortlist(found)
    relevant = np.zeros(chosen.shape, dtype=bool)
    statuses = []
    for row, (item, facet) in enumerate(found.facets):
        status, quotes = gold.facets[item.id, facet.id]
        statuses.append(status)
        if quotes:
            relevant[row] = [is_hit(submission.quote(submission.clauses[index].span), quotes) for index in chosen[row]]
    return Lesson(gold, submission, found, backgrounds, chosen, pair_features(found, chosen), relevant, tuple(statuses))


def fit_relevance(lessons: Sequence[Lesson]) -> Classifier:
    """The relevance model of these documents."""
    features = np.concatenate([lesson.features for lesson in lessons])
    relevant = np.concatenate([lesson.relevant.ravel() for lesson in lessons])
    model = HistGradientBoostingClassifier(
        max_iter=250, learning_rate=0.05, max_leaf_nodes=15, min_samples_leaf=40, l2_regularization=1.0, random_state=0
    )
    fitted: Classifier = model.fit(features, relevant)
    return fitted


def readings_of(lesson: Lesson, relevance: Classifier) -> tuple[tuple[Reading, ...], ...]:
    """The document's candidates, ranked by a model and read."""
    ranked = rank(lesson.signals, relevance)
    return read_candidates(lesson.signals, ranked, lesson.submission, lesson.backgrounds["pairs"])


def status_rows(lesson: Lesson, readings: Sequence[Sequence[Reading]]) -> NDArray[np.float32]:
    """The status model's input for every facet of a document."""
    return np.stack([status_features(row, r, lesson.signals, lesson.submission) for row, r in enumerate(readings)])


def folds(lessons: Sequence[Lesson]) -> Iterable[tuple[list[Lesson], list[Lesson]]]:
    """Leave one scheme out: the rest to learn from, and the documents of the scheme left out."""
    for scheme in sorted({lesson.gold.scheme for lesson in lessons}):
        out = [lesson for lesson in lessons if lesson.gold.scheme == scheme]
        yield [lesson for lesson in lessons if lesson.gold.scheme != scheme], out


def unseen_rows(lessons: Sequence[Lesson]) -> tuple[NDArray[np.float32], list[Status]]:
    """Status rows and answers of every document, on the relevance of a model that never saw its scheme."""
    rows: list[NDArray[np.float32]] = []
    answers: list[Status] = []
    for rest, out in folds(lessons):
        relevance = fit_relevance(rest)
        for lesson in out:
            rows.append(status_rows(lesson, readings_of(lesson, relevance)))
            answers += lesson.statuses
    return np.concatenate(rows), answers


def fit_status(rows: NDArray[np.float32], answers: Sequence[Status]) -> Classifier:
    """The status model; facets that do not apply teach nothing."""
    known = np.array([answer in STATUSES for answer in answers])
    classes = np.array([STATUSES.index(answer) for answer in answers if answer in STATUSES])
    model = HistGradientBoostingClassifier(
        max_iter=80, learning_rate=0.05, max_leaf_nodes=6, min_samples_leaf=30, l2_regularization=10.0, random_state=0
    )
    fitted: Classifier = model.fit(rows[known], classes)
    return fitted


def fit(lessons: Sequence[Lesson]) -> Models:
    """Both models of these documents."""
    return Models(fit_relevance(lessons), fit_status(*unseen_rows(lessons)), lessons[0].backgrounds, version="unsaved")
