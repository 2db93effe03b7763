"""How far two reviewers agree (一致性): observed agreement, and Cohen's kappa, which takes out what chance would give.

J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20 (1960) 37-46; its
standard error: J. L. Fleiss, J. Cohen, B. S. Everitt, Large sample standard errors of kappa and weighted kappa,
Psychological Bulletin 72 (1969) 323-327; the interval of a share: E. B. Wilson, Probable inference, the law of
succession, and statistical inference, Journal of the American Statistical Association 22 (1927) 209-212. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

_TWO_SIDED_95 = 1.959963984540054  # quantile of the normal distribution

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class StatusAgreement:
    """One status: how often each of the two gave it, and both did to the same finding."""

    status: str
    first: int
    second: int
    both: int

    @property
    def share(self) -> float:
        """Of the findings that either gave this status to, doubly counted: 1.0 where they always did so together."""
        return 2 * self.both / (self.first + self.second)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What comparing two reviewers came to; intervals hold with 95 % confidence.

    `kappa` is None where nothing was compared, or both gave one and the same status throughout: chance alone would
    then give full agreement.
    """

    compared: int
    agreed: int
    observed: float | None
    observed_interval: Interval | None
    kappa: float | None
    kappa_interval: Interval | None
    by_status: tuple[StatusAgreement, ...]
    table: tuple[tuple[str, str, int], ...]  # first's status, second's, how many; none left out but zeros


def agreement(pairs: Sequence[tuple[str, str]]) -> Agreement:
    """Compare two reviewers: each pair is what the first and the second gave to one finding."""
    table = Counter(pairs)
    compared = len(pairs)
    agreed = sum(number for (first, second), number in table.items() if first == second)
    kappa, spread = _kappa(table, compared)
    return Agreement(
        compared=compared,
        agreed=agreed,
        observed=agreed / compared if compared else None,
        observed_interval=_wilson(agreed, compared) if compared else None,
        kappa=kappa,
        kappa_interval=None if kappa is None else (max(-1.0, kappa - spread), min(1.0, kappa + spread)),
        by_status=_by_status(table),
        table=tuple((first, second, number) for (first, second), number in sorted(table.items())),
    )


def _by_status(table: Counter[tuple[str, str]]) -> tuple[StatusAgreement, ...]:
    first, second = _margins(table)
    return tuple(
        StatusAgreement(status, first[status], second[status], table[status, status])
        for status in sorted(first | second)
    )


def _margins(table: Counter[tuple[str, str]]) -> tuple[Counter[str], Counter[str]]:
    """How often each of the two gave each status."""
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    for (one, other), number in table.items():
        first[one] += number
        second[other] += number
    return first, second


def _kappa(table: Counter[tuple[str, str]], compared: int) -> tuple[float | None, float]:
    """Kappa, and half the width of its interval."""
    first, second = _margins(table)
    by_chance = sum(first[status] * second[status] for status in first)
    if not compared or by_chance == compared**2:
        return None, 0.0
    expected = by_chance / compared**2
    observed = sum(table[status, status] for status in first) / compared
    kappa = (observed - expected) / (1 - expected)
    # Fleiss, Cohen and Everitt (1969), for equal weights: p is a cell's share, the margins are crossed as they have it.
    spread = 0.0
    for (one, other), number in table.items():
        margins = (second[one] + first[other]) / compared
        along = (1 - expected) - margins * (1 - observed) if one == other else -margins * (1 - observed)
        spread += number / compared * along**2
    spread -= (observed * expected - 2 * expected + observed) ** 2
    error = sqrt(max(spread, 0.0) / compared) / (1 - expected) ** 2
    return kappa, _TWO_SIDED_95 * error


def _wilson(agreed: int, compared: int) -> Interval:
    """The 95 % interval of a share."""
    z2 = _TWO_SIDED_95**2
    middle = (agreed + z2 / 2) / (compared + z2)
    half = _TWO_SIDED_95 / (compared + z2) * sqrt(agreed * (compared - agreed) / compared + z2 / 4)
    # The ends meet the share itself where it is 0 or 1; computing leaves a last digit.
    return (max(0.0, middle - half) if agreed else 0.0), (min(1.0, middle + half) if agreed < compared else 1.0)
