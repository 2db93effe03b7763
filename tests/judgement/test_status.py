"""From readings to a facet's status: what is decided, in which order the evidence stands, and how much of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from handmade import read
from hypothesis import given
from hypothesis import strategies as st

from compliance.judgement.judging import Judgement
from compliance.judgement.showing import NOTHING, STATUSES
from compliance.judgement.status import (
    LEAST_MET_AGAINST,
    LEAST_MET_BY_WORDS,
    as_shown,
    decide,
    decided,
    evidence_count,
    first_view,
    order_for,
)
from compliance.terms import Polarity, Status

SUPPORTS, PROMISES, CONTRADICTS, NEAR = Polarity
LEAST_MET = LEAST_MET_BY_WORDS[0][1]

# --- The status: the most probable one, but met only where it is clearly so ---


@pytest.mark.parametrize(
    ("met", "partial", "planned", "contradicted", "missing", "status"),
    [
        (0.90, 0.04, 0.03, 0.02, 0.01, Status.MET),
        (LEAST_MET, 1 - LEAST_MET, 0.0, 0.0, 0.0, Status.MET),
        (LEAST_MET - 0.01, 0.05, 0.03, 0.03, 0.2, Status.MISSING),
        (LEAST_MET - 0.01, 0.05, 0.2, 0.03, 0.03, Status.MET),
        (LEAST_MET_AGAINST - 0.01, 0.05, 0.3, 0.03, 0.03, Status.PLANNED),
        (LEAST_MET_AGAINST - 0.01, 0.05, 0.03, 0.3, 0.03, Status.CONTRADICTED),
        (0.40, 0.10, 0.10, 0.10, 0.30, Status.MISSING),
        (0.10, 0.20, 0.10, 0.50, 0.10, Status.CONTRADICTED),
        (0.10, 0.35, 0.20, 0.20, 0.15, Status.PARTIAL),
    ],
)
def test_an_unsure_met_falls_to_the_next(met, partial, planned, contradicted, missing, status) -> None:
    probabilities = (met, partial, planned, contradicted, missing)
    assert decide(probabilities, LEAST_MET) == (status, probabilities[STATUSES.index(status)])


@given(st.lists(st.floats(0, 1), min_size=5, max_size=5), st.sampled_from([least for _, least in LEAST_MET_BY_WORDS]))
def test_met_is_never_said_below_its_threshold(probabilities, least) -> None:
    status, confidence = decide(probabilities, least)
    assert confidence == probabilities[STATUSES.index(status)]
    least = min(least, LEAST_MET_AGAINST)
    assert status is not Status.MET or confidence >= least * sum(probabilities) * (1 - 1e-9)


@pytest.mark.parametrize(
    ("covered", "met", "status"),
    [
        (0.40, 0.72, Status.MET),
        (0.15, 0.72, Status.MISSING),
        (0.15, 0.83, Status.MET),
        (0.05, 0.83, Status.MISSING),
        (0.05, 0.90, Status.MET),
    ],
)
def test_the_fewer_of_its_words_are_said_the_surer_a_statement_must_be_met(covered, met, status) -> None:
    best = (replace(READINGS[2], covered=covered),)
    assert decided(VIEW, VIEW, best, SHOWN[2:], [met, 0.0, 0.0, 0.0, 1 - met]).status is status


def test_what_no_clause_shows_is_ruled_out_before_an_unsure_met_is_weighed() -> None:
    probabilities = (0.58, 0.0, 0.37, 0.01, 0.04)
    assert decide(probabilities, LEAST_MET, [SUPPORTS])[0] is Status.MET
    assert decide(probabilities, LEAST_MET, [SUPPORTS, PROMISES])[0] is Status.PLANNED


# --- The order: what shows the status, and is evidence at all, goes first ---


def shows(*rows: str) -> np.ndarray:
    """What candidates show: “met 0.7” is a clause that shows met with 0.7 and nothing with the rest."""
    shown = np.zeros((len(rows), len(STATUSES)), dtype=np.float32)
    for row, words in zip(shown, rows, strict=True):
        name, likely = words.split()
        row[STATUSES.index(Status(name))] = float(likely)
        row[NOTHING] = 1 - float(likely)
    return shown


READINGS = [read("未建", 0.6, CONTRADICTS, 0), read("拟建", 0.5, PROMISES, 1), read("已建", 0.55, SUPPORTS, 2)]
SHOWN = shows("contradicted 0.6", "planned 0.5", "met 0.55")


@pytest.mark.parametrize(
    ("status", "first"), [(Status.MET, "已建"), (Status.PLANNED, "拟建"), (Status.CONTRADICTED, "未建")]
)
def test_the_clause_that_shows_the_status_goes_first(status: Status, first: str) -> None:
    ordered, shown = order_for(status, READINGS, SHOWN)
    assert ordered[0].clause.text == first
    assert shown[0].argmax() == STATUSES.index(status), "what they show moves with them"


def test_a_far_likelier_clause_stays_ahead() -> None:
    readings = [read("已建", 0.9, SUPPORTS, 0), read("拟建", 0.1, PROMISES, 1)]
    ordered, _ = order_for(Status.PLANNED, readings, shows("met 0.9", "planned 0.1"))
    assert [r.clause.text for r in ordered] == ["已建", "拟建"]


def test_clauses_that_were_not_read_by_the_models_stay_behind() -> None:
    readings = [*READINGS, read("另说", 0.01, SUPPORTS, 3)]
    assert order_for(Status.MET, readings, SHOWN)[0][-1].clause.text == "另说"


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


# --- The first view: what the likeliest evidence shows ---


@pytest.mark.parametrize(
    ("best", "status"),
    [
        ("met 0.8", Status.MET),
        ("planned 0.6", Status.PLANNED),
        ("contradicted 0.5", Status.CONTRADICTED),
        ("met 0.1", Status.MISSING),
    ],
)
def test_the_first_view_is_what_the_likeliest_evidence_shows(best: str, status: Status) -> None:
    view = first_view([read("建", 0.8)], shows(best))
    assert view.status is status
    assert view.counted == (status is not Status.MISSING)


# --- The whole judgement: the indicator proposes, the model decides ---

PROPOSAL = Judgement(Status.MET, 0.5, (read("另见附表", 0.4, index=9),), 1, remarks=("见附表",), trace=("指标改判",))
VIEW = Judgement(Status.MISSING, 0.2, ())
SURE = [0.8, 0.05, 0.05, 0.05, 0.05]


def test_where_the_model_agrees_the_indicators_evidence_and_words_stand() -> None:
    judgement = decided(VIEW, PROPOSAL, READINGS, SHOWN, SURE)
    assert (judgement.status, judgement.confidence, judgement.remarks) == (Status.MET, 0.8, ("见附表",))
    assert [r.clause.text for r in judgement.evidence] == ["另见附表"]


def test_where_it_does_not_the_clauses_that_show_the_status_stand() -> None:
    judgement = decided(VIEW, PROPOSAL, READINGS, SHOWN, SURE[::-1][1:2] + [0.05, 0.05, 0.8, 0.05])
    assert (judgement.status, judgement.remarks) == (Status.CONTRADICTED, ())
    assert judgement.evidence[0].clause.text == "未建"


def test_the_trace_tells_how_it_came_about() -> None:
    trace = decided(VIEW, PROPOSAL, READINGS, SHOWN, SURE).trace
    assert trace[0].startswith("状态概率：met 0.80")
    assert trace[1].startswith("候选1（可作依据 0.60") and trace[1].endswith("按事实陈述）：未建")
    assert trace[-1] == "指标改判"


def test_only_what_an_indicator_worked_out_from_figures_is_not_overruled() -> None:
    doubt = [0.05, 0.05, 0.05, 0.05, 0.8]
    assert decided(VIEW, replace(PROPOSAL, worked_out=True), READINGS, SHOWN, doubt).status is Status.MET
    assert decided(VIEW, PROPOSAL, READINGS, SHOWN, doubt).status is Status.MISSING


def test_an_objection_to_sure_evidence_is_no_surer_for_it() -> None:
    seen = Judgement(Status.MET, 0.99, READINGS, 1)
    objects = replace(seen, status=Status.MISSING, counted=0, remarks=("相近的话没有说到约谈。",))
    assert decided(seen, objects, READINGS, SHOWN, SURE).status is Status.MET


def test_a_fact_in_nearly_the_statements_words_is_no_gap_but_unsure() -> None:
    literal = (replace(READINGS[2], covered=0.8), *READINGS[:2])
    doubt = [0.3, 0.05, 0.05, 0.05, 0.55]
    judgement = decided(VIEW, PROPOSAL, literal, SHOWN, doubt)
    assert (judgement.status, judgement.confidence) == (Status.MET, 0.3)
    assert decided(VIEW, VIEW, literal, SHOWN, doubt).status is Status.MISSING, "the indicator objects"
    denied = (replace(literal[0], polarity=CONTRADICTS), *literal[1:])
    assert decided(VIEW, PROPOSAL, denied, SHOWN, doubt).status is Status.MISSING
