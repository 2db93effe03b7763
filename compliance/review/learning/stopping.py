"""When to stop (何时可以停): how many gaps may remain among what nobody looked at. Pure: no database.

A control sample is drawn by chance from the N findings that nobody had looked at; n are drawn, k of them turn out to be
gaps. If K of the N are gaps, k is hypergeometric. The largest K under which so few would still be seen with a
probability of more than the doubt (5 % for a confidence of 95 %) is an exact upper bound on K: the hypergeometric test,
inverted (Buonaccorsi 1987, “A note on confidence intervals for proportions in finite populations”). Control samples as
a ground for stopping a review: Lewis, Yang and Frieder 2021, “Certifying one-phase technology-assisted reviews”.

What the bound rests on:

- The draw is by chance alone, and what is a gap does not depend on what was drawn.
- Decisions are right. A sample shows what reviewers overlook by not looking, not what they overlook while looking.
- Findings outside the sample may be decided after the draw, in whatever order, even one that the sample suggested: the
  bound is on the gaps among all N, and gaps that were found elsewhere among the N are taken off it. That is arithmetic
  on the same event, so its probability stays.
- Who draws again until a bound pleases would deceive himself. So the samples of one round share the doubt: the first
  has half of it, each later one half of the one before. Together they are wrong with at most the whole doubt, and the
  best of their bounds may be stated.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import comb

DOUBT = Fraction(5, 100)  # confidence of 95 %


def doubt_of(number: int, doubt: Fraction = DOUBT) -> Fraction:
    """The share of the doubt that a round's sample number 1, 2, … has: 1/2, 1/4, …; all of them sum up to the doubt."""
    share: Fraction = doubt / 2**number
    return share


@lru_cache(maxsize=4096)
def most_gaps(population: int, drawn: int, seen: int, doubt: Fraction = DOUBT) -> int:
    """The upper bound on the gaps in a population of which `drawn` were looked at and `seen` of these are gaps.

    Exact, with whole numbers. Raises ValueError where 0 ≤ seen ≤ drawn ≤ population does not hold.
    """
    if not 0 <= seen <= drawn <= population:
        raise ValueError(f"no sample: {seen} of {drawn} of {population}")
    low, high = seen, population - drawn + seen  # low is always possible; nothing above high is
    while low < high:
        middle = (low + high + 1) // 2
        if _so_few(population, middle, drawn, seen, doubt):
            low = middle
        else:
            high = middle - 1
    return low


def _so_few(population: int, gaps: int, drawn: int, seen: int, doubt: Fraction) -> bool:
    """Whether `seen` gaps or fewer are drawn with a probability of more than the doubt."""
    least = max(0, drawn - (population - gaps))
    ways = comb(gaps, least) * comb(population - gaps, drawn - least)
    total = 0
    for number in range(least, seen + 1):
        total += ways
        ways = ways * (gaps - number) * (drawn - number)
        ways //= (number + 1) * (population - gaps - drawn + number + 1)
    return total > doubt * comb(population, drawn)


def most_remaining(population: int, drawn: int, seen: int, found: int, doubt: Fraction = DOUBT) -> int:
    """The upper bound on the gaps that nobody has seen, where `found` more were found outside the sample since."""
    return max(0, most_gaps(population, drawn, seen, doubt) - seen - found)


def needed(population: int, most: int, doubt: Fraction = DOUBT) -> int:
    """How many must be drawn so that at most `most` gaps remain among the others, if none of the drawn is a gap."""
    enough = max(0, population - most)  # with so many drawn, no more than `most` are left at all
    high = 1  # doubled first: the numbers grow with the sample, and it is mostly small
    while high < enough and most_gaps(population, high, 0, doubt) > most:
        high *= 2
    low, high = high // 2, min(high, enough)
    while low < high:
        middle = (low + high) // 2
        if most_gaps(population, middle, 0, doubt) <= most:
            high = middle
        else:
            low = middle + 1
    return low
