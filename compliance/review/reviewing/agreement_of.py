"""How far the reviewers of a round agree, from what stands now."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from compliance.review.models import Anchor, Round, Standing, User
from compliance.review.reviewing.agreement import Agreement, agreement


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two reviewers, the first by their number, and how far they agree."""

    first: User
    second: User
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class RoundAgreement:
    """Every two reviewers who decided on the same findings; `overall` takes all these pairs as if they were one."""

    overall: Agreement
    pairs: tuple[PairAgreement, ...]


def agreement_of(round_: Round) -> RoundAgreement:
    """Compare what reviewers said independently: settlements, and what has to be looked at again, are left out."""
    said: dict[int, list[tuple[int, str]]] = defaultdict(list)
    standing = Standing.objects.filter(submission__round=round_, decision__settles=False)
    standing = standing.exclude(anchor=Anchor.LOOK_AGAIN).order_by("reviewer_id")
    for finding, reviewer, status in standing.values_list("finding_id", "reviewer_id", "decision__status"):
        said[finding].append((reviewer, status))
    pairs: dict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
    for words in said.values():
        for (first, status), (second, other) in combinations(words, 2):
            pairs[first, second].append((status, other))
    people = User.objects.in_bulk({person for pair in pairs for person in pair})
    return RoundAgreement(
        overall=agreement([compared for each in pairs.values() for compared in each]),
        pairs=tuple(
            PairAgreement(people[first], people[second], agreement(each))
            for (first, second), each in sorted(pairs.items())
        ),
    )
