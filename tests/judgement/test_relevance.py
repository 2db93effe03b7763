"""Which clauses are candidates for a facet, and how a model ranks them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from handmade import item, printed, scheme

from compliance.judgement.channels import character_pairs
from compliance.judgement.memory import Memory
from compliance.judgement.relevance import pair_features, rank
from compliance.judgement.shortlist import CANDIDATES
from compliance.judgement.signals import Signals, signals
from compliance.terms import BlockKind, Submission

ASKED = scheme(item("成立了领导小组", "配备了保安"))


def signals_of(submission: Submission) -> Signals:
    return signals(ASKED, submission, character_pairs, Memory())


class LastFirst:
    """A model to which the later of two pairs is always the more relevant."""

    classes_ = np.array([0, 1])

    def predict_proba(self, features: np.ndarray) -> np.ndarray:
        relevance = np.linspace(0, 1, len(features))
        return np.stack([1 - relevance, relevance], axis=1)


SUBMISSION = printed("山里下雨了", "学校配备了保安", "县里成立了领导小组", "河边有一座桥")


def test_the_clause_that_says_the_statement_is_the_first_candidate() -> None:
    assert [row[0] for row in signals_of(SUBMISSION).chosen.tolist()] == [2, 1]


def test_a_heading_comes_after_every_sentence() -> None:
    document = SUBMISSION.documents[0]
    blocks = tuple(replace(b, kind=BlockKind.HEADING) if b.index == 2 else b for b in document.blocks)
    submission = replace(SUBMISSION, documents=(replace(document, blocks=blocks),))
    assert signals_of(submission).chosen[0].tolist()[-1] == 2


def test_a_long_submission_has_a_bounded_number_of_candidates() -> None:
    submission = printed(*(f"第{i}所学校配备了保安" for i in range(CANDIDATES * 2)))
    assert signals_of(submission).chosen.shape == (2, CANDIDATES)


def test_equal_clauses_keep_their_order() -> None:
    submission = printed("配备了保安", "配备了保安", "配备了保安")
    assert signals_of(submission).chosen[1].tolist() == [0, 1, 2]


def test_the_model_sees_one_row_for_each_facet_and_candidate() -> None:
    found = signals_of(SUBMISSION)
    features = pair_features(found)
    assert features.shape == (2 * 4, len(found.names))
    assert features[4].tolist() == [found.of(name)[1, 0] for name in found.names]


def test_candidates_are_ranked_by_the_model() -> None:
    found = signals_of(SUBMISSION)
    ranked = rank(found, LastFirst())
    assert ranked.clauses.tolist() == found.chosen[:, ::-1].tolist()
    assert (np.diff(ranked.relevance, axis=1) <= 0).all()


def test_a_submission_without_clauses_has_no_candidates() -> None:
    found = signals_of(SUBMISSION)
    nothing = replace(found, chosen=found.chosen[:, :0], values=found.values[:, :, :0])
    assert rank(nothing, LastFirst()).clauses.shape == (2, 0)
