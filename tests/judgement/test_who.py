"""Who does it: the body that a statement names beside the one that acts in a clause."""

import numpy as np
import pytest

from compliance.judgement.statements import facet_of, submission_of
from compliance.judgement.who import clause_actors, facet_actors, same_actor, who_acts
from compliance.terms import DocumentKind


def told(text):
    submission = submission_of(text, DocumentKind.SELF_EVALUATION)
    return {clause.text: who for clause, who in zip(submission.clauses, who_acts(submission), strict=True)}


def same(statement, text):
    submission = submission_of(text, DocumentKind.SELF_EVALUATION)
    facets = facet_actors([facet_of(statement, "inspection")])
    return list(same_actor(facets, clause_actors(submission)[np.newaxis])[0])


def test_a_part_of_a_sentence_belongs_to_who_began_it():
    assert told("县体育局对各校体育设施查了一遍，共检查190处。")["共检查190处"] == "other"


def test_a_sentence_without_a_body_belongs_to_the_one_before_it():
    assert told("县教研室全年下校。听课300节。")["听课300节"] == "other"


def test_another_paragraph_belongs_to_nobody_until_one_is_named():
    assert told("县教研室全年下校。\n\n听课300节。")["听课300节"] == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("责任督学每月到校听课。", 1),
        ("县教研室每月到校听课。", -1),
        ("每月到校听课。", 0),
    ],
)
def test_the_body_asked_for_is_held_against_the_one_that_acts(text, expected):
    assert same("责任督学深入课堂听课", text) == [expected]


def test_a_statement_that_names_nobody_is_met_by_anyone():
    assert same("开展了经费使用情况检查", "县审计局检查了经费。") == [0]
