"""Spreading submissions evenly over reviewers (平均分配). Pure: no database; the same input gives the same answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


def spread(
    submissions: Sequence[int],
    reviewers: Sequence[int],
    taken: Mapping[int, Iterable[int]],
    reviewing: Mapping[int, int],
    each: int = 1,
) -> list[tuple[int, int]]:
    """Pairs of submission and reviewer to add, so that each submission has `each` reviewers, as evenly as may be.

    `taken` names who is assigned to a submission already, with whatever duty: they are not given it again.
    `reviewing` counts how many reviewers a submission has. A submission for which nobody is left keeps fewer.
    """
    load = dict.fromkeys(reviewers, 0)
    assigned = {submission: set(taken.get(submission, ())) for submission in submissions}
    for people in assigned.values():
        for person in people & load.keys():
            load[person] += 1
    added: list[tuple[int, int]] = []
    place = {person: position for position, person in enumerate(reviewers)}
    for submission in submissions:
        for _turn in range(each - reviewing.get(submission, 0)):
            free = [person for person in reviewers if person not in assigned[submission]]
            if not free:
                break
            chosen = min(free, key=lambda person: (load[person], place[person]))
            load[chosen] += 1
            assigned[submission].add(chosen)
            added.append((submission, chosen))
    return added
