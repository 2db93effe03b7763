"""Between two drafts, every item is told once: newly met, newly a gap, another kind, or unchanged."""

from __future__ import annotations

import pytest

from compliance.review.submitting.changes import Judged, changes
from compliance.terms import Status


def judged(**statuses: Status) -> list[Judged]:
    return [Judged(item, f"条目 {item}", status) for item, status in statuses.items()]


@pytest.mark.parametrize(
    ("before", "after", "group"),
    [
        (Status.MISSING, Status.MET, "newly_met"),
        (Status.PARTIAL, Status.NOT_APPLICABLE, "newly_met"),
        (Status.MET, Status.PLANNED, "newly_gap"),
        (Status.NOT_APPLICABLE, Status.UNREADABLE, "newly_gap"),
        (Status.MISSING, Status.PARTIAL, "other"),
        (Status.MET, Status.NOT_APPLICABLE, "other"),
    ],
)
def test_a_changed_status_is_in_its_group_alone(before, after, group):
    found = changes(judged(a=before), judged(a=after))
    assert [len(getattr(found, name)) for name in ("newly_met", "newly_gap", "other")] == [
        int(name == group) for name in ("newly_met", "newly_gap", "other")
    ]
    (change,) = getattr(found, group)
    assert (change.item, change.before, change.after) == ("a", before, after)
    assert found.unchanged == 0


def test_what_is_the_same_is_counted_and_what_the_scheme_dropped_or_added_too():
    found = changes(
        judged(a=Status.MET, b=Status.MISSING, old=Status.MET), judged(a=Status.MET, b=Status.MISSING, new=Status.MET)
    )
    assert (found.unchanged, found.only_before, found.only_now) == (2, 1, 1)
    assert not found.newly_met and not found.newly_gap


def test_changes_come_in_the_later_drafts_order():
    found = changes(judged(a=Status.MET, b=Status.MET), judged(b=Status.MISSING, a=Status.MISSING))
    assert [change.item for change in found.newly_gap] == ["b", "a"]
