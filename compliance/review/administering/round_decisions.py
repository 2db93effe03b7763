"""What was decided in a round so far, finding by finding."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from compliance.review.models import Anchor, Round, Standing, StoredFinding
from compliance.review.reviewing.outcomes import Kind, Outcome, Word, outcome
from compliance.terms import Status

Key = tuple[int, str]  # submission, item

_UNDECIDED = Outcome(Kind.UNDECIDED)
_CLEAR = (Kind.AGREED, Kind.SETTLED)


@dataclass(frozen=True, slots=True)
class RoundDecisions:
    """The newest findings of a round in order, and what the words on them amount to."""

    findings: tuple[Key, ...]
    outcomes: dict[Key, Outcome]
    only_together: frozenset[Key]  # accepted in bulk by all who decided: nobody looked at that one by itself

    def is_gap(self, key: Key) -> bool | None:
        """As people decided it; None where nobody has looked at the newest draft, or two differ."""
        result = self.outcomes.get(key, _UNDECIDED)
        return Status(result.status).is_gap if result.kind in _CLEAR and not result.look_again else None

    def is_unseen(self, key: Key) -> bool:
        """Whether nobody has looked at the finding of the newest draft."""
        result = self.outcomes.get(key, _UNDECIDED)
        return result.kind is Kind.UNDECIDED or result.look_again


def decisions_of(round_: Round) -> RoundDecisions:
    """Two queries, however many findings."""
    found = StoredFinding.objects.filter(submission__round=round_, newest=True)
    keys = found.order_by("submission", "number").values_list("submission_id", "item")
    words: dict[Key, list[Word]] = defaultdict(list)
    alone: set[Key] = set()
    standing = Standing.objects.filter(submission__round=round_).order_by("decision_id")
    columns = ("submission_id", "item", "reviewer_id", "decision__status", "decision__settles", "anchor")
    bulk = "decision__together"
    for submission, item, reviewer, status, settles, anchor, together in standing.values_list(*columns, bulk):
        words[submission, item].append(Word(reviewer, status, settles, anchor == Anchor.LOOK_AGAIN))
        if together is None:
            alone.add((submission, item))
    outcomes = {key: outcome(said) for key, said in words.items()}
    return RoundDecisions(tuple(keys), outcomes, frozenset(outcomes.keys() - alone))
