"""What each candidate shows of its facet, and in which order the likeliest evidence comes."""

from __future__ import annotations

import numpy as np
import pytest
from handmade import item, read, scheme, understood

from compliance.judgement.channels import Background, character_pairs
from compliance.judgement.memory import Memory
from compliance.judgement.precedents import Precedent, Precedents
from compliance.judgement.reading import read_candidates
from compliance.judgement.relevance import Candidates
from compliance.judgement.showing import (
    NOTHING,
    READ,
    STATUSES,
    Showings,
    Traits,
    by_evidence,
    in_order,
    known_statements,
    pair_rows,
    pair_vectors,
)
from compliance.judgement.signals import signals
from compliance.terms import Status


def showings(*evidence: float) -> Showings:
    """One facet whose candidates are met with these probabilities and show nothing with the rest."""
    shown = np.zeros((1, len(evidence), len(STATUSES)), dtype=np.float32)
    shown[0, :, 0] = evidence
    shown[0, :, NOTHING] = 1 - shown[0, :, 0]
    return Showings(shown.copy(), shown)


def test_the_likeliest_evidence_comes_first_and_brings_its_likelihood() -> None:
    readings = ((read("甲", 0.9, index=0), read("乙", 0.5, index=1)),)
    ((first, second),), shown = by_evidence(readings, showings(0.2, 0.7))
    assert (first.clause.text, second.clause.text) == ("乙", "甲")
    assert [round(r.relevance, 2) for r in (first, second)] == [0.7, 0.2]
    assert shown.evidence()[0] == pytest.approx([0.7, 0.2])


def test_candidates_that_were_not_read_stay_behind_those_that_were() -> None:
    readings = ((read("甲", 0.9, index=0), read("乙", 0.8, index=1)),)
    ((first, last),), _ = by_evidence(readings, showings(0.3))
    assert (last.clause.text, round(last.relevance, 2)) == ("乙", 0.3)
    assert first.clause.text == "甲"


class Two:
    classes_ = np.array([0, 4])


def test_a_model_that_never_met_a_status_gives_it_nothing() -> None:
    full = in_order(Two(), np.array([[0.3, 0.7]]))  # it only has classes
    assert full[0] == pytest.approx([0.3, 0, 0, 0, 0.7])


SUBMISSION = understood("县里成立了领导小组，由县长任组长。\n各校尚未配备保安，拟明年配备。\n天气很好。")
FOUND = signals(scheme(item("成立了领导小组", "配备了保安")), SUBMISSION, character_pairs, Memory())
CHOSEN = np.tile(np.arange(len(SUBMISSION.clauses)), (2, 1))
CANDIDATES = Candidates(CHOSEN, np.full(CHOSEN.shape, 0.5))


def test_there_is_a_row_for_each_facet_and_read_candidate() -> None:
    traits = Traits.of(FOUND, SUBMISSION)
    readings = read_candidates(FOUND, CANDIDATES, SUBMISSION, Background())
    many = min(READ, len(SUBMISSION.clauses))
    worded = np.zeros((2, many, len(STATUSES)), dtype=np.float32)
    evident = np.zeros((2, many), dtype=np.float32)
    rows = pair_rows(FOUND, CANDIDATES, readings, traits, worded, evident, SUBMISSION)
    assert rows.shape[:2] == (2, many)
    assert np.isfinite(rows).all()
    vectors = pair_vectors(FOUND, CANDIDATES, SUBMISSION)
    assert vectors.words.shape[0] == vectors.own.shape[0] == vectors.evidence().shape[0] == 2 * many


def test_a_statement_without_precedents_is_read_without_pieces_of_its_own() -> None:
    vectors = pair_vectors(FOUND, CANDIDATES, SUBMISSION)
    places = vectors.own.shape[1]
    first, second = np.vsplit(vectors.evidence(np.array([True, False]))[:, :places].toarray(), 2)
    assert first.any() and not second.any()


def test_a_statement_is_known_by_its_precedents() -> None:
    remembered = Memory(precedents=Precedents({"配备了保安": (Precedent("各校配备了保安", Status.MET, "甲"),)}))
    found = signals(scheme(item("成立了领导小组", "配备了保安")), SUBMISSION, character_pairs, remembered)
    assert known_statements(found).tolist() == [False, True]


def test_traits_tell_a_denial_from_a_fact_and_hear_the_neighbours() -> None:
    traits = Traits.of(FOUND, SUBMISSION).clauses
    assert traits.shape[0] == len(SUBMISSION.clauses)
    fact, denial = 0, next(c.index for c in SUBMISSION.clauses if "尚未" in c.text)
    assert (traits[fact] != traits[denial]).any()


def test_the_classes_are_the_statuses_in_order() -> None:
    assert STATUSES[NOTHING] is Status.MISSING
