"""What several reviewers' decisions on one finding amount to (评审结果). Pure: no database.

Each reviewer has at most one word that stands. After a new draft a word whose passages are not where they were has to
be looked at again: it goes on standing, but once anybody has looked at the new draft, only words on that draft count.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What the words on a finding amount to."""

    UNDECIDED = "undecided"
    AGREED = "agreed"  # all who decided said the same, be it one
    DISPUTED = "disputed"  # two said different things, and nobody has settled it
    SETTLED = "settled"  # by a third


class State(StrEnum):
    """A finding's state (状态) as one user sees it."""

    OPEN = "open"
    DECIDED = "decided"
    LOOK_AGAIN = "look_again"
    DISPUTED = "disputed"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Word:
    """What one reviewer's standing decision says."""

    reviewer: int
    status: str
    settles: bool = False
    look_again: bool = False


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at a finding; `sees_all` holds for administrators and for who settles it."""

    user: int
    sees_all: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the words amount to; `status` is "" where there is none. `look_again`: nobody has seen the new draft yet."""

    kind: Kind
    status: str = ""
    look_again: bool = False


def outcome(words: Iterable[Word]) -> Outcome:
    """What these words amount to: those on the newest draft where there are any, else all that stand."""
    standing = tuple(words)
    fresh = tuple(word for word in standing if not word.look_again)
    counted = fresh or standing
    if not counted:
        return Outcome(Kind.UNDECIDED)
    stale = not fresh
    settling = [word for word in counted if word.settles]
    if settling:
        return Outcome(Kind.SETTLED, settling[-1].status, stale)
    said = {word.status for word in counted}
    return Outcome(Kind.DISPUTED, "", stale) if len(said) > 1 else Outcome(Kind.AGREED, said.pop(), stale)


def own_word(words: Iterable[Word], user: int) -> Word | None:
    """What this user said, if anything."""
    return next((word for word in words if word.reviewer == user), None)


def sees_others(words: Iterable[Word], viewer: Viewer) -> bool:
    """Whether the viewer may know what others said: who reviews does only after deciding on the newest draft."""
    mine = own_word(words, viewer.user)
    return viewer.sees_all or (mine is not None and not mine.look_again)


def seen_words(words: Iterable[Word], viewer: Viewer) -> tuple[Word, ...]:
    """The words that the viewer may know of; one's own always."""
    standing = tuple(words)
    if sees_others(standing, viewer):
        return standing
    return tuple(word for word in standing if word.reviewer == viewer.user)


def state(words: Iterable[Word], viewer: Viewer) -> State:
    """The finding's state as this viewer sees it."""
    result = outcome(seen_words(words, viewer))
    if result.kind is Kind.UNDECIDED:
        return State.OPEN
    if result.look_again:
        return State.LOOK_AGAIN
    return {Kind.SETTLED: State.SETTLED, Kind.DISPUTED: State.DISPUTED}.get(result.kind, State.DECIDED)


def waits_for(seen: State, settles: bool) -> bool:
    """Whether a finding in this state waits for its viewer: disputes for who settles, the undecided for who reviews."""
    return seen is State.DISPUTED if settles else seen in (State.OPEN, State.LOOK_AGAIN)
