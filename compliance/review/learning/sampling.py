"""The control sample of a round (对照抽样): drawn by chance beside the queue, and what it says of the rest.

What the bound rests on is written in stopping.py. Here besides: a gap is what reviewers agree is one, or a third
settled; a sample counts only when all of it is decided so, one by one: who accepts in bulk has not looked; and only
while the drafts are those that it was drawn from.
"""

from __future__ import annotations

import random
import secrets
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from compliance.errors import ComplianceError
from compliance.review.administering.round_decisions import Key, RoundDecisions, decisions_of
from compliance.review.auditing import audit
from compliance.review.learning import stopping
from compliance.review.models import ControlSample, Round, StoredFinding

_SHARES = (0.01, 0.02, 0.05, 0.1)  # of the population, for which the size of a sample is proposed


class SampleState(StrEnum):
    """How a control sample stands."""

    NONE = "none"  # nothing was drawn
    OPEN = "open"  # not all of it is decided
    OUTDATED = "outdated"  # a draft came after the draw
    STATED = "stated"


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is known of the gaps that nobody has seen; `sentence` says it in the user's language."""

    state: SampleState
    sentence: str
    sample: ControlSample | None = None
    drawn: int = 0
    undecided: int = 0  # of the drawn
    gaps: int | None = None  # of the drawn; not before all are decided: reviewers judge without knowing of each other
    rest: int = 0  # of the population, neither drawn nor decided
    most: int | None = None  # at most so many of the rest are gaps, with 95 % confidence
    later: int = 0  # undecided findings that came after the draw


@dataclass(frozen=True, slots=True)
class Proposal:
    """How many to draw so that at most `most` of the others remain as gaps, if none of the drawn is one."""

    size: int
    most: int


@transaction.atomic
def draw(actor: audit.Actor, round_: Round, size: int, seed: int | None = None) -> ControlSample:
    """Draw a control sample from the newest findings that nobody has looked at. `seed`: by chance unless given.

    The same seed and population give the same sample. Raises ComplianceError where the round is closed, the size does
    not fit, or the sample before is not decided yet.
    """
    drawer = actor.person
    held = Round.objects.select_for_update(no_key=True).get(pk=round_.pk)
    if not held.is_open:
        raise ComplianceError(_("本轮次已经结束，不能再抽样。"))
    decided = decisions_of(held)
    newest = _newest(held)
    if newest is not None and _remaining(held, newest, _number(held), decided).state is SampleState.OPEN:
        raise ComplianceError(_("上一次对照抽样还没有评完，请先评完，再抽新的。"))
    population = _population(decided)
    if not 1 <= size <= len(population):
        raise ComplianceError(
            _("抽样数须在 1 到 %(most)d 之间：还没有人看过的发现有 %(most)d 条。") % {"most": len(population)}
        )
    chosen = secrets.randbits(62) if seed is None else seed
    sample = ControlSample.objects.create(
        round=held, drawn_by=drawer, seed=chosen, population=population, drawn=drawn_from(population, size, chosen)
    )
    audit.record(
        actor,
        "control_sample",
        f"round:{held.pk}",
        sample=sample.pk,
        size=size,
        population=len(population),
        seed=chosen,
    )
    return sample


def drawn_from(population: list[Key], size: int, seed: int) -> list[Key]:
    """`size` of the population by chance, in the population's order; the same for the same seed."""
    places = random.Random(seed).sample(range(len(population)), size)
    return [population[place] for place in sorted(places)]


def proposals(round_: Round) -> tuple[int, tuple[Proposal, ...]]:
    """How many findings nobody has looked at, and how large samples of them would have to be, the smallest first."""
    population = len(_population(decisions_of(round_)))
    doubt = stopping.doubt_of(_number(round_) + 1)
    wanted = sorted({max(1, int(population * share)) for share in _SHARES}, reverse=True)
    sizes = (Proposal(stopping.needed(population, most, doubt), most) for most in wanted) if population else ()
    return population, tuple(proposal for proposal in sizes if proposal.size)


def remaining(round_: Round) -> Remaining:
    """What the newest sample says; where it is not decided yet, what the newest one before says that is."""
    samples = list(round_.control_samples.order_by("drawn_at", "pk"))
    if not samples:
        return Remaining(SampleState.NONE, _("还没有抽取对照样本，无法说明未评审的发现里可能还有多少缺口。"))
    decided = decisions_of(round_)
    known = [_remaining(round_, sample, number, decided) for number, sample in enumerate(samples, 1)]
    stated = [one for one in known if one.state is SampleState.STATED]
    if known[-1].state is SampleState.OPEN and stated:
        return stated[-1]
    return known[-1]


def assurance(round_: Round) -> str:
    """What a report may say on its cover of the gaps that nobody has seen; "" while nothing can be said."""
    known = remaining(round_)
    return known.sentence if known.state is SampleState.STATED else ""


def drawn_condition(rounds: set[int]) -> Q:
    """The condition on StoredFinding that the newest sample of one of these rounds drew it."""
    items: dict[int, list[str]] = defaultdict(list)
    for submission, item in sorted(drawn_now(rounds)):
        items[submission].append(item)
    condition = Q(pk__in=())
    for submission, drawn in items.items():
        condition |= Q(submission=submission, item__in=drawn)
    return condition


def drawn_now(rounds: set[int]) -> set[Key]:
    """What the newest sample of each of these rounds drew."""
    newest: dict[int, ControlSample] = {}
    for sample in ControlSample.objects.filter(round__in=rounds).order_by("drawn_at", "pk").defer("population"):
        newest[sample.round_id] = sample
    return {(submission, item) for sample in newest.values() for submission, item in sample.drawn}


def _newest(round_: Round) -> ControlSample | None:
    return round_.control_samples.order_by("-drawn_at", "-pk").first()


def _number(round_: Round) -> int:
    """How many samples the round has, and so the newest one's number."""
    return round_.control_samples.count()


def _population(decided: RoundDecisions) -> list[Key]:
    return [key for key in decided.findings if decided.is_unseen(key)]


def _remaining(round_: Round, sample: ControlSample, number: int, decided: RoundDecisions) -> Remaining:
    drawn = {(submission, item) for submission, item in sample.drawn}
    others = {(submission, item) for submission, item in sample.population} - drawn
    if _has_new_drafts(round_, sample):
        sentence = _("抽样之后有了新稿，原来的对照样本不再有效，请重新抽样。")
        return Remaining(SampleState.OUTDATED, sentence, sample, len(drawn))
    said = [None if key in decided.only_together else decided.is_gap(key) for key in drawn]
    undecided, gaps = said.count(None), said.count(True)
    if undecided:
        sentence = _("对照样本共 %(drawn)d 条，还有 %(undecided)d 条没有逐条评定，评完后才能说明可能还有多少缺口。") % {
            "drawn": len(drawn),
            "undecided": undecided,
        }
        return Remaining(SampleState.OPEN, sentence, sample, len(drawn), undecided)
    elsewhere = [decided.is_gap(key) for key in others]
    rest, found = elsewhere.count(None), elsewhere.count(True)
    doubt = stopping.doubt_of(number)
    most = min(rest, stopping.most_remaining(len(sample.population), len(drawn), gaps, found, doubt))
    later = sum(key not in others and key not in drawn and decided.is_unseen(key) for key in decided.findings)
    return Remaining(
        SampleState.STATED, _stated(rest, most, later), sample, len(drawn), 0, gaps, rest=rest, most=most, later=later
    )


def _stated(rest: int, most: int, later: int) -> str:
    if not rest:
        sentence = _("抽样时未看的发现已全部评审，没有未看的部分。")
    else:
        sentence = _("按对照抽样，有 95%% 的把握，其余 %(rest)d 条中未发现的缺口不超过 %(most)d 条。") % {
            "rest": rest,
            "most": most,
        }
    if later:
        sentence += _("抽样之后新增的 %(later)d 条未评审发现不在其内。") % {"later": later}
    return sentence


def _has_new_drafts(round_: Round, sample: ControlSample) -> bool:
    """Whether a submission of the population was checked anew since: other findings stand where some were drawn."""
    submissions = {submission for submission, _item in sample.population}
    return StoredFinding.objects.filter(
        submission__round=round_, submission__in=submissions, newest=True, check_run__finished_at__gt=sample.drawn_at
    ).exists()
