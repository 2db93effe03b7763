"""From readings to a facet's status: what is decided, in which order the evidence stands, and how much of it."""

from __future__ import annotations

import pytest
from handmade import item, printed, read, scheme
from hypothesis import given
from hypothesis import strategies as st

from compliance.judgement.channels import Background, character_pairs
from compliance.judgement.signals import Signals, signals
from compliance.judgement.status import (
    LEAST_MET,
    STATUSES,
    as_shown,
    decide,
    evidence_count,
    judgement_of,
    order_for,
)
from compliance.judgement.status_signals import status_features
from compliance.terms import Polarity, Status, Submission

SUPPORTS, PROMISES, CONTRADICTS, NEAR = Polarity

# --- The status: the most probable one, but met only where it is clearly so ---


@pytest.mark.parametrize(
    ("met", "partial", "planned", "contradicted", "missing", "status"),
    [
        (0.90, 0.04, 0.03, 0.02, 0.01, Status.MET),
        (LEAST_MET, 0.4, 0.0, 0.0, 0.0, Status.MET),
        (LEAST_MET - 0.01, 0.1, 0.2, 0.06, 0.05, Status.PLANNED),
        (0.40, 0.10, 0.10, 0.10, 0.30, Status.MISSING),
        (0.10, 0.20, 0.10, 0.50, 0.10, Status.CONTRADICTED),
        (0.10, 0.35, 0.20, 0.20, 0.15, Status.PARTIAL),
    ],
)
def test_an_unsure_met_falls_to_the_next(met, partial, planned, contradicted, missing, status) -> None:
    probabilities = (met, partial, planned, contradicted, missing)
    assert decide(probabilities) == (status, probabilities[STATUSES.index(status)])


@given(st.lists(st.floats(0, 1), min_size=5, max_size=5))
def test_met_is_never_said_below_its_threshold(probabilities) -> None:
    status, confidence = decide(probabilities)
    assert confidence == probabilities[STATUSES.index(status)]
    assert status is not Status.MET or confidence >= LEAST_MET


# --- The order: what shows the status before what is somewhat more relevant ---


@pytest.mark.parametrize(
    ("status", "first"),
    [
        (Status.MET, "已建"),
        (Status.PARTIAL, "已建"),
        (Status.PLANNED, "拟建"),
        (Status.CONTRADICTED, "未建"),
    ],
)
def test_the_clause_that_shows_the_status_goes_first(status: Status, first: str) -> None:
    readings = [read("未建", 0.6, CONTRADICTS, 0), read("拟建", 0.5, PROMISES, 1), read("已建", 0.55, SUPPORTS, 2)]
    assert order_for(status, readings)[0].clause.text == first


def test_a_far_more_relevant_clause_stays_ahead() -> None:
    readings = [read("已建", 0.9, SUPPORTS, 0), read("拟建", 0.3, PROMISES, 1)]
    assert [r.clause.text for r in order_for(Status.PLANNED, readings)] == ["已建", "拟建"]


def test_equals_stand_as_in_the_text() -> None:
    readings = [read("后", 0.5, index=7), read("先", 0.5, index=2)]
    assert [r.clause.text for r in order_for(Status.MET, readings)] == ["先", "后"]


# --- How much is evidence: the first, and what is like it and about as relevant ---


@pytest.mark.parametrize(
    ("status", "relevance", "count"),
    [
        (Status.MET, [0.9], 1),
        (Status.MET, [0.9, 0.8], 2),
        (Status.MET, [0.9, 0.5], 1),  # less than 0.6 of the first
        (Status.MET, [0.9, 0.8, 0.7, 0.7], 3),  # never more than three
        (Status.MET, [0.2, 0.14], 1),  # hardly relevant
        (Status.MISSING, [0.9, 0.8], 0),
        (Status.UNREADABLE, [0.9], 0),
        (Status.NOT_APPLICABLE, [0.9], 0),
        (Status.PLANNED, [], 0),
    ],
)
def test_the_count_of_the_evidence(status: Status, relevance: list[float], count: int) -> None:
    assert evidence_count(status, [read("已建", r, index=i) for i, r in enumerate(relevance)]) == count


def test_a_clause_of_another_kind_ends_the_evidence() -> None:
    readings = [read("已建", 0.9), read("未建", 0.9, CONTRADICTS, 1), read("已设", 0.9, SUPPORTS, 2)]
    assert evidence_count(Status.MET, readings) == 1


# --- Evidence is shown under the status that it supports ---


@pytest.mark.parametrize(
    ("status", "alone", "shown"),
    [
        (Status.MET, SUPPORTS, SUPPORTS),
        (Status.MET, NEAR, SUPPORTS),
        (Status.PARTIAL, PROMISES, PROMISES),
        (Status.PARTIAL, CONTRADICTS, SUPPORTS),
        (Status.PLANNED, SUPPORTS, PROMISES),
        (Status.CONTRADICTED, SUPPORTS, CONTRADICTS),
        (Status.CONTRADICTED, CONTRADICTS, CONTRADICTS),
        (Status.MISSING, NEAR, NEAR),
    ],
)
def test_a_clause_is_shown_as_what_its_status_needs(status: Status, alone: Polarity, shown: Polarity) -> None:
    before = read("每月开会", 0.8, alone, why="按事实陈述")
    after = as_shown(status, before)
    assert after.polarity is shown
    assert (after == before) == (alone is shown), "and only then is anything else said of it"


def test_where_the_clause_alone_reads_otherwise_it_says_so() -> None:
    after = as_shown(Status.PLANNED, read("每月开会", 0.8, SUPPORTS, why="按事实陈述"))
    assert after.why == "结合上下文看只是打算或要求（单看此句：按事实陈述）"


# --- The whole judgement ---


def test_the_judgement_keeps_what_came_close_behind_its_evidence_and_tells_how_it_came_about() -> None:
    readings = [read("已成立领导小组", 0.9), read("拟成立专班", 0.4, PROMISES, 1)]
    judgement = judgement_of(readings, [0.8, 0.05, 0.05, 0.05, 0.05])
    assert (judgement.status, judgement.confidence, judgement.counted) == (Status.MET, 0.8, 1)
    assert [r.clause.text for r in judgement.readings] == ["已成立领导小组", "拟成立专班"]
    assert judgement.trace[0].startswith("状态概率：met 0.80")
    assert judgement.trace[1].endswith("按事实陈述）：已成立领导小组")


# --- The status model's input: one row a facet ---


def asked(submission: Submission) -> Signals:
    plan = scheme(item("成立了领导小组", "所有学校都配备了保安"))
    empty = Background(0, {})
    return signals(plan, submission, character_pairs, {"pairs": empty, "concepts": empty})


def test_rows_are_alike_in_length_however_many_clauses_were_read() -> None:
    submission = printed("已成立领导小组", "配备了保安", "拟成立专班", "没有操场")
    found = asked(submission)
    readings = [read(clause.text, 0.5, index=clause.index) for clause in submission.clauses]
    rows = [status_features(row, readings[:n], found, submission) for row in (0, 1) for n in (1, 2, 3, 4)]
    assert len({row.shape for row in rows}) == 1
    assert {row.dtype.name for row in rows} == {"float32"}


def test_a_promise_and_a_fact_make_different_rows() -> None:
    submission = printed("已成立领导小组", "将成立领导小组")
    found = asked(submission)
    fact, promise = read("已成立领导小组", 0.5, SUPPORTS, 0), read("已成立领导小组", 0.5, PROMISES, 0)
    rows = [status_features(0, [one], found, submission) for one in (fact, promise, fact)]
    assert (rows[0] == rows[2]).all() and (rows[0] != rows[1]).any()
