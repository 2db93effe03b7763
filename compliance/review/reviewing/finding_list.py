"""The findings that a user may see, filtered, counted and sorted: a few queries, however many there are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from compliance.review import access
from compliance.review.learning import sampling
from compliance.review.models import Assignment, Duty, RemarkKind, Role, Standing, StoredFinding, User
from compliance.review.reviewing.outcomes import (
    Kind,
    Outcome,
    State,
    Viewer,
    Word,
    outcome,
    seen_words,
    sees_others,
    state,
    waits_for,
)

Json = dict[str, Any]


class Order(StrEnum):
    """What stands first in the list."""

    NEED = "need"
    ITEM = "item"
    DISTRICT = "district"
    CONFIDENCE = "confidence"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which findings to show; what is None or empty does not narrow."""

    submission: int | None = None
    round: int | None = None
    district: int | None = None
    item: str = ""
    status: frozenset[str] = frozenset()
    state: frozenset[str] = frozenset()
    below: float | None = None  # of the program's confidence, exclusive
    text: str = ""  # within the item's id, title or requirement
    sample: bool = False  # only what the newest control sample of its round drew


@dataclass(frozen=True, slots=True)
class Said:
    """A standing decision as the list needs it."""

    word: Word
    decision: int
    action: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding as one user sees it."""

    fields: Json  # of StoredFinding, without its detail
    viewer: Viewer
    said: tuple[Said, ...]
    state: State

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(said.word for said in self.said)

    @property
    def mine(self) -> Said | None:
        return next((said for said in self.said if said.word.reviewer == self.viewer.user), None)


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the list: rows as the API gives them. Each count leaves its own filter out, as if it were not set."""

    total: int
    counts: dict[str, dict[str, int]]
    rows: list[Json] = field(default_factory=list)


_FIELDS = ("id", "submission_id", "item", "number", "title", "status", "confidence", "need", "proposed_need")
_PLACES = ("submission__district_id", "submission__district__name", "submission__round_id", "submission__round__title")

# Ties fall the same way each time, so that a page never repeats a row.
_SORTED_BY: dict[Order, Callable[[Seen], Any]] = {
    Order.NEED: lambda seen: (),
    Order.ITEM: lambda seen: (seen.fields["number"], seen.fields["item"], seen.fields["submission__district__name"]),
    Order.DISTRICT: lambda seen: (seen.fields["submission__district__name"], seen.fields["number"]),
    Order.CONFIDENCE: lambda seen: seen.fields["confidence"],
    Order.WAITING: lambda seen: not waits_for(seen.state, seen.viewer.sees_all),
}


def listing(user: User, shown: Filter, order: Order = Order.NEED, limit: int = 100, offset: int = 0) -> Listing:
    """The page of the newest findings that the filter shows to the user."""
    every = _seen_by(user, _narrowed(user, shown))
    found = _matching(every, shown)
    found.sort(key=lambda seen: (_SORTED_BY[order](seen), -seen.fields["need"], seen.fields["id"]))
    counts = {
        "status": Counter(seen.fields["status"] for seen in every if _in(seen.state, shown.state)),
        "state": Counter(seen.state.value for seen in every if _in(seen.fields["status"], shown.status)),
    }
    page = found[offset : offset + limit]
    return Listing(len(found), {name: dict(count) for name, count in counts.items()}, _rows(user, page))


def shown_to(user: User, shown: Filter) -> list[Seen]:
    """Every newest finding that the filter shows to the user."""
    return _matching(_seen_by(user, _narrowed(user, shown)), shown)


def seen_finding(user: User, finding: int) -> Seen:
    """One finding as the user sees it, of whatever draft. Raises Http404 where there is none to see."""
    found = _seen_by(user, access.findings(user).filter(pk=finding))
    if not found:
        raise Http404
    return found[0]


def row(user: User, finding: int) -> Json:
    """One finding's row. Raises Http404 where there is none that the user may see."""
    return row_of(user, seen_finding(user, finding))


def row_of(user: User, seen: Seen) -> Json:
    """The row of a finding that the user sees."""
    return _rows(user, [seen])[0]


def settled_by(user: User) -> set[int]:
    """The submissions in which the user settles what others see differently."""
    if user.role != Role.REVIEWER:
        return set()
    return set(Assignment.objects.filter(reviewer=user, duty=Duty.SETTLE).values_list("submission_id", flat=True))


def _narrowed(user: User, shown: Filter) -> QuerySet[StoredFinding]:
    """Everything but status and state, which are counted as if each were not set."""
    found = access.findings(user).filter(newest=True)
    wanted: Json = {
        "submission": shown.submission,
        "submission__round": shown.round,
        "submission__district": shown.district,
        "item": shown.item or None,
        "confidence__lt": shown.below,
    }
    found = found.filter(**{name: value for name, value in wanted.items() if value is not None})
    if shown.sample:
        rounds = set() if user.is_district else set(access.rounds(user).values_list("pk", flat=True))
        found = found.filter(sampling.drawn_condition(rounds))
    if shown.text:
        text = shown.text
        found = found.filter(
            Q(item__icontains=text) | Q(title__icontains=text) | Q(detail__requirement__icontains=text)
        )
    return found


def _in(value: str, wanted: Collection[str]) -> bool:
    return not wanted or value in wanted


def _matching(every: Iterable[Seen], shown: Filter) -> list[Seen]:
    return [seen for seen in every if _in(seen.fields["status"], shown.status) and _in(seen.state, shown.state)]


def _seen_by(user: User, found: QuerySet[StoredFinding]) -> list[Seen]:
    settles = settled_by(user)
    # A district knows nothing of decisions: they reach it as problems of the ledger.
    said = {} if user.role == Role.DISTRICT else _said_on(found)
    seen = []
    for fields in found.order_by().values(*_FIELDS, *_PLACES):
        if user.role == Role.DISTRICT:  # what was decided elsewhere in the round moves the need
            fields["need"] = fields["proposed_need"]
        viewer = Viewer(user.pk, user.role == Role.ADMINISTRATOR or fields["submission_id"] in settles)
        on_it = tuple(said.get(fields["id"], ()))
        seen.append(Seen(fields, viewer, on_it, state([each.word for each in on_it], viewer)))
    return seen


def _said_on(found: QuerySet[StoredFinding]) -> dict[int, list[Said]]:
    """Standing decisions by finding, oldest first."""
    columns = ("finding_id", "decision_id", "reviewer_id", "anchor")
    decided = ("decision__action", "decision__status", "decision__settles")
    said: dict[int, list[Said]] = defaultdict(list)
    standing = Standing.objects.filter(finding__in=found.order_by().values("pk")).order_by("decision_id")
    for finding, decision, reviewer, anchor, action, status, settles in standing.values_list(*columns, *decided):
        word = Word(reviewer, status, settles, look_again=anchor == "look_again")
        said[finding].append(Said(word, decision, action, anchor))
    return said


def _rows(user: User, page: list[Seen]) -> list[Json]:
    remarks = _remarks_on(user, page)
    drawn = frozenset() if user.is_district else sampling.drawn_now({s.fields["submission__round_id"] for s in page})
    return [
        _row(seen, remarks[key], key in drawn)
        for seen in page
        for key in [(seen.fields["submission_id"], seen.fields["item"])]
    ]


def _row(seen: Seen, remarks: list[tuple[str, int]], sampled: bool) -> Json:
    fields, mine = seen.fields, seen.mine
    theirs = sees_others(seen.words, seen.viewer)
    comments = sum(kind == RemarkKind.COMMENT and (theirs or author == seen.viewer.user) for kind, author in remarks)
    return {
        "id": fields["id"],
        "submission": fields["submission_id"],
        "district": fields["submission__district__name"],
        "district_id": fields["submission__district_id"],
        "round": fields["submission__round__title"],
        "round_id": fields["submission__round_id"],
        **{name: fields[name] for name in ("item", "number", "title", "status", "confidence", "need")},
        "state": seen.state.value,
        "anchor": mine.anchor if mine else None,
        "outcome": outcome_seen(seen),
        "mine": {"id": mine.decision, "action": mine.action, "status": mine.word.status} if mine else None,
        "questions": sum(kind == RemarkKind.QUESTION for kind, _ in remarks),
        "comments": comments,
        "sampled": sampled,
    }


def outcome_seen(seen: Seen) -> Json | None:
    """What the words amount to, as far as the viewer may know them; None where nothing is decided."""
    result: Outcome = outcome(seen_words(seen.words, seen.viewer))
    if result.kind is Kind.UNDECIDED:
        return None
    return {"kind": result.kind.value, "status": result.status, "look_again": result.look_again}


def _remarks_on(user: User, page: list[Seen]) -> dict[tuple[int, str], list[tuple[str, int]]]:
    """Kind and author of each remark, by submission and item."""
    found = access.remarks(user).filter(
        submission__in={seen.fields["submission_id"] for seen in page}, item__in={seen.fields["item"] for seen in page}
    )
    remarks: dict[tuple[int, str], list[tuple[str, int]]] = defaultdict(list)
    for submission, item, kind, author in found.order_by().values_list("submission_id", "item", "kind", "author_id"):
        remarks[submission, item].append((kind, author))
    return remarks
