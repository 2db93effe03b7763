"""Intervals come from drawing documents anew, the same each time for the same generator."""

from __future__ import annotations

import numpy as np
import pytest

from compliance.learning.bootstrap import Estimate, as_they_are, draw, estimate


def test_as_many_documents_are_drawn_as_there_are() -> None:
    weights = draw(7, np.random.default_rng(1), resamples=50)
    assert weights.shape == (50, 7)
    assert (weights.sum(axis=1) == 7).all()


def test_the_same_generator_draws_the_same() -> None:
    first, second = (draw(5, np.random.default_rng(3)) for _ in range(2))
    assert (first == second).all()
    assert (first != draw(5, np.random.default_rng(4))).any()


def test_every_document_once_is_the_figure_itself() -> None:
    assert as_they_are(3).tolist() == [[1, 1, 1]]


def test_the_interval_is_the_middle_95_percent_of_the_draws() -> None:
    found = estimate(0.5, np.linspace(0, 1, 1001), documents=9)
    assert found.value == 0.5
    assert (found.low, found.high) == (pytest.approx(0.025), pytest.approx(0.975))


def test_draws_in_which_nothing_could_be_measured_are_left_out() -> None:
    assert estimate(0.5, np.array([np.nan, 0.4, 0.4]), documents=2) == Estimate(0.5, 0.4, 0.4)


@pytest.mark.parametrize(
    ("value", "drawn", "documents", "found"),
    [
        (float("nan"), [np.nan, 0.3], 9, Estimate(None)),  # nothing to measure
        (0.5, [0.5, 0.5], 1, Estimate(0.5)),  # one document says nothing about the next
        (0.5, [np.nan, np.nan], 9, Estimate(0.5)),
    ],
)
def test_what_cannot_be_said_is_none(value: float, drawn: list[float], documents: int, found: Estimate) -> None:
    assert estimate(value, np.array(drawn), documents) == found
