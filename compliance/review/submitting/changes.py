"""What changed between two drafts (比上一稿), item by item. Pure: no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.terms import Status


@dataclass(frozen=True, slots=True)
class Judged:
    """An item's status in one draft."""

    item: str
    title: str
    status: Status


@dataclass(frozen=True, slots=True)
class Change:
    """An item whose status is not what it was."""

    item: str
    title: str
    before: Status
    after: Status


@dataclass(frozen=True, slots=True)
class Changes:
    """All items of both drafts, in the later one's order. Every item is in one of the groups."""

    newly_met: tuple[Change, ...]  # was a gap, is none
    newly_gap: tuple[Change, ...]  # was none, is a gap
    other: tuple[Change, ...]  # another kind of gap, or of no gap
    unchanged: int
    only_before: int  # the scheme no longer has them
    only_now: int


def changes(before: Sequence[Judged], after: Sequence[Judged]) -> Changes:
    """What became of each item from one draft to the next."""
    was = {judged.item: judged.status for judged in before}
    both = [judged for judged in after if judged.item in was]
    changed = [Change(j.item, j.title, was[j.item], j.status) for j in both if was[j.item] is not j.status]
    return Changes(
        newly_met=tuple(c for c in changed if c.before.is_gap and not c.after.is_gap),
        newly_gap=tuple(c for c in changed if c.after.is_gap and not c.before.is_gap),
        other=tuple(c for c in changed if c.before.is_gap == c.after.is_gap),
        unchanged=len(both) - len(changed),
        only_before=len(was.keys() - {judged.item for judged in after}),
        only_now=len(after) - len(both),
    )
