"""What several reviewers' words on one finding amount to, and what each of them sees of it."""

from __future__ import annotations

from itertools import permutations

import pytest

from compliance.review.reviewing.outcomes import (
    Kind,
    Outcome,
    State,
    Viewer,
    Word,
    outcome,
    seen_words,
    state,
    waits_for,
)

FIRST, SECOND, THIRD, OFFICE = 1, 2, 3, 9
met, missing = Word(FIRST, "met"), Word(SECOND, "missing")
also_met = Word(SECOND, "met")
settling = Word(THIRD, "partial", settles=True)
old_met = Word(FIRST, "met", look_again=True)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], Outcome(Kind.UNDECIDED)),
        ([met], Outcome(Kind.AGREED, "met")),
        ([met, also_met], Outcome(Kind.AGREED, "met")),
        ([met, missing], Outcome(Kind.DISPUTED)),
        ([met, missing, settling], Outcome(Kind.SETTLED, "partial")),
        ([old_met], Outcome(Kind.AGREED, "met", look_again=True)),
        ([old_met, missing], Outcome(Kind.AGREED, "missing")),
        ([old_met, Word(SECOND, "missing", look_again=True)], Outcome(Kind.DISPUTED, look_again=True)),
        ([met, missing, Word(THIRD, "met", settles=True, look_again=True)], Outcome(Kind.DISPUTED)),
    ],
)
def test_the_words_on_the_newest_draft_make_the_outcome_in_whatever_order(words, expected):
    assert {outcome(order) for order in permutations(words)} == {expected}


def test_who_has_not_decided_sees_nothing_of_what_others_said():
    assert seen_words([met, missing], Viewer(THIRD)) == ()
    assert state([met, missing], Viewer(THIRD)) is State.OPEN
    assert state([met, missing, settling], Viewer(4)) is State.OPEN


def test_who_has_decided_sees_what_others_said():
    assert state([met], Viewer(FIRST)) is State.DECIDED
    assert state([met, missing], Viewer(FIRST)) is State.DISPUTED
    assert state([met, missing, settling], Viewer(SECOND)) is State.SETTLED


def test_who_has_to_look_again_does_not_see_what_others_said_of_the_new_draft():
    assert seen_words([old_met, missing], Viewer(FIRST)) == (old_met,)
    assert state([old_met, missing], Viewer(FIRST)) is State.LOOK_AGAIN
    assert state([old_met, missing], Viewer(SECOND)) is State.DECIDED


def test_the_office_and_who_settles_see_everything():
    assert state([met], Viewer(OFFICE, sees_all=True)) is State.DECIDED
    assert state([met, missing], Viewer(THIRD, sees_all=True)) is State.DISPUTED
    assert state([old_met], Viewer(OFFICE, sees_all=True)) is State.LOOK_AGAIN
    assert state([], Viewer(OFFICE, sees_all=True)) is State.OPEN


def test_disputes_wait_for_who_settles_and_the_undecided_for_who_reviews():
    assert {seen for seen in State if waits_for(seen, settles=True)} == {State.DISPUTED}
    assert {seen for seen in State if waits_for(seen, settles=False)} == {State.OPEN, State.LOOK_AGAIN}
