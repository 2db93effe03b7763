"""The bound on the gaps that nobody has seen: exact, monotone, and true as often as it says."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from compliance.review.learning.stopping import DOUBT, doubt_of, most_gaps, most_remaining, needed


@st.composite
def samples(draw: st.DrawFn) -> tuple[int, int, int]:
    """Population, drawn, gaps among the drawn."""
    population = draw(st.integers(1, 400))
    drawn = draw(st.integers(0, population))
    return population, drawn, draw(st.integers(0, drawn))


@given(samples())
def test_the_bound_is_the_largest_number_of_gaps_that_the_sample_does_not_rule_out(
    sample: tuple[int, int, int],
) -> None:
    population, drawn, seen = sample
    bound = most_gaps(*sample)
    possible = range(seen, population - drawn + seen + 1)
    assert bound in possible
    # A number of gaps that cannot be is ruled out without counting.
    assert bound == seen or hypergeom.cdf(seen, population, bound, drawn) > float(DOUBT) - 1e-9
    if bound + 1 in possible:
        assert hypergeom.cdf(seen, population, bound + 1, drawn) <= float(DOUBT) + 1e-9


@given(samples())
def test_one_more_gap_in_the_sample_never_lowers_what_may_remain(sample: tuple[int, int, int]) -> None:
    population, drawn, seen = sample
    if seen < drawn:
        assert most_remaining(population, drawn, seen + 1, 0) >= most_remaining(population, drawn, seen, 0)


@given(samples())
def test_less_doubt_is_a_higher_bound(sample: tuple[int, int, int]) -> None:
    assert most_gaps(*sample, Fraction(1, 100)) >= most_gaps(*sample, DOUBT)


@given(st.integers(1, 300), st.data())
def test_a_larger_sample_without_a_gap_never_raises_the_bound(population: int, data: st.DataObject) -> None:
    drawn = data.draw(st.integers(0, population - 1))
    assert most_gaps(population, drawn + 1, 0) <= most_gaps(population, drawn, 0)


@given(st.integers(1, 300), st.integers(0, 20))
def test_what_must_be_drawn_is_just_enough(population: int, most: int) -> None:
    drawn = needed(population, most)
    assert most_gaps(population, drawn, 0) <= most
    assert drawn == 0 or most_gaps(population, drawn - 1, 0) > most


@pytest.mark.parametrize(
    "population, drawn, seen, bound", [(10, 10, 0, 0), (10, 10, 3, 3), (10, 0, 0, 10), (0, 0, 0, 0)]
)
def test_all_or_nothing_drawn(population: int, drawn: int, seen: int, bound: int) -> None:
    assert most_gaps(population, drawn, seen) == bound


@pytest.mark.parametrize("sample", [(10, 11, 0), (10, 5, 6), (10, 5, -1)])
def test_what_is_no_sample_is_refused(sample: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no sample"):
        most_gaps(*sample)


def test_a_known_case() -> None:
    # 59 without a fault out of very many say at most 5 % with 95 % confidence (the "rule of three", 3 / 59).
    assert most_gaps(1_000_000, 59, 0) // 1000 == 49
    assert needed(1_000_000, 50_000) == 59


@pytest.mark.parametrize("gaps", [0, 1, 3, 8, 20, 60])
def test_the_bound_holds_at_least_as_often_as_it_says(gaps: int) -> None:
    rng = random.Random(gaps)
    population, drawn, times = 240, 60, 4000
    held = sum(
        most_gaps(population, drawn, sum(place < gaps for place in rng.sample(range(population), drawn))) >= gaps
        for _ in range(times)
    )
    # 95 % less three standard errors of the simulation.
    assert held / times >= 0.95 - 3 * (0.95 * 0.05 / times) ** 0.5


def test_deciding_outside_the_sample_by_what_the_sample_showed_leaves_the_bound_true() -> None:
    """Reviewers go on where the sample had gaps, and stop when they please; what they found is taken off the bound."""
    rng = random.Random(5)
    population, drawn, times, held = 200, 40, 3000, 0
    for _ in range(times):
        districts = [place % 10 for place in range(population)]
        bad = rng.randrange(10)
        gap = [rng.random() < (0.3 if district == bad else 0.02) for district in districts]
        sample = set(rng.sample(range(population), drawn))
        seen = sum(gap[place] for place in sample)
        suspected = {districts[place] for place in sample if gap[place]}
        found, unseen_gaps = 0, 0
        for place in set(range(population)) - sample:
            looked_at = districts[place] in suspected
            found += looked_at and gap[place]
            unseen_gaps += not looked_at and gap[place]
        held += most_remaining(population, drawn, seen, found) >= unseen_gaps
    assert held / times >= 0.95 - 3 * (0.95 * 0.05 / times) ** 0.5


def test_the_samples_of_a_round_share_the_doubt() -> None:
    shares = [doubt_of(number) for number in range(1, 30)]
    assert shares[:2] == [DOUBT / 2, DOUBT / 4]
    assert sum(shares) < DOUBT


def test_drawing_again_until_the_bound_pleases_leaves_the_best_bound_true() -> None:
    rng = random.Random(7)
    population, gaps, drawn, times, held = 240, 12, 40, 1500, 0
    for _ in range(times):
        left = [place < gaps for place in range(population)]
        best = population
        for number in range(1, 5):
            rng.shuffle(left)
            seen = sum(left[:drawn])
            remaining = sum(left[drawn:])
            best = min(best - seen, most_remaining(len(left), drawn, seen, 0, doubt_of(number)))
            left = left[drawn:]
            if best <= remaining:  # the worst that a drawer could do: stop as soon as the bound is too low
                break
        held += best >= remaining
    assert held / times >= 0.95 - 3 * (0.95 * 0.05 / times) ** 0.5
