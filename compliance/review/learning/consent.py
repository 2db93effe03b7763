"""Which decisions the program may learn from (同意): only while the office says so, and only the clear ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from compliance.errors import ComplianceError
from compliance.learning.decided import DecidedItem, gold_of
from compliance.learning.train import Taught
from compliance.review.models import Check, CheckedDocument, Decision, Office, Standing
from compliance.review.pages.stored import from_plain
from compliance.review.reviewing.outcomes import Kind, Word, outcome
from compliance.terms import DocumentKind, Polarity, Scheme, Status

# As the documents of the corpora that come nearest to what is handed in (learning/train.py).
WEIGHT = 6.0


@dataclass(frozen=True, slots=True)
class Gathered:
    """What there is to learn from."""

    taught: tuple[Taught, ...]  # one a checked draft
    findings: int  # decided, of which at least one facet is sure
    left_out: int  # decided, but not clear: disputed, not applicable, or of a scheme that is not installed


def require_consent() -> None:
    """Raises ComplianceError unless the office has agreed."""
    if not Office.here().learns_from_decisions:
        raise ComplianceError(
            _("单位没有同意用评审决定改进本机模型，不能学习。请管理员在单位设置里打开“同意用评审决定改进本机模型”。")
        )


def gather(schemes: dict[str, Scheme]) -> Gathered:
    """The standing decisions as judged submissions, by the draft that was before the reviewers.

    A finding on which reviewers differ teaches nothing until it is settled. What is learnt of a
    submission is the text of its documents, under the check's number; no district's name is added. Raises
    ComplianceError without consent.
    """
    require_consent()
    taught, findings, left_out = [], 0, 0
    for check, decisions in _by_check().items():
        scheme = schemes.get(check.draft.submission.round.scheme)
        clear = [one for one in map(_clear, decisions) if one is not None]
        one = _taught(check, scheme, clear) if scheme is not None else None
        known = len({item for item, _facet in one.gold.facets}) if one is not None else 0
        findings += known
        left_out += len(decisions) - known
        if one is not None and known:
            taught.append(one)
    return Gathered(tuple(taught), findings, left_out)


def _by_check() -> dict[Check, list[list[Decision]]]:
    """By the check that was before the reviewers, the standing decisions on each item."""
    standing = Standing.objects.select_related("decision__finding__check_run__draft__submission__round")
    found: dict[Check, dict[str, list[Decision]]] = defaultdict(lambda: defaultdict(list))
    for one in standing.order_by("decision__finding__check_run", "item", "decision"):
        found[one.decision.finding.check_run][one.item].append(one.decision)
    return {check: list(by_item.values()) for check, by_item in found.items()}


def _clear(decisions: list[Decision]) -> DecidedItem | None:
    """What the decisions on one finding amount to; None where they differ."""
    result = outcome(Word(one.reviewer_id, one.status, one.settles) for one in decisions)
    if result.kind not in (Kind.AGREED, Kind.SETTLED):
        return None
    last = next(one for one in reversed(decisions) if one.status == result.status)
    found = last.finding.detail
    return DecidedItem(
        found, last.status == last.finding.status, Status(last.status), _own_quotes(found, last.passages)
    )


def _own_quotes(found: dict[str, Any], passages: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    """The quotes that the reviewer marked; () where those of the program were left as they were."""
    quotes = tuple(dict.fromkeys(passage["quote"] for passage in passages))
    programs = {evidence["quote"] for evidence in found["evidence"] if evidence["polarity"] != Polarity.NEAR}
    return () if set(quotes) == programs else quotes


def _taught(check: Check, scheme: Scheme, decided: list[DecidedItem]) -> Taught:
    from compliance.language.understanding import understand  # its word lists take a second to load

    assert check.report is not None  # it has findings
    told = check.report["submission"]
    stored = CheckedDocument.objects.filter(check_run=check).order_by("number")
    documents = [from_plain(document.content) for document in stored]
    kind = DocumentKind(told["kind"])
    submission = understand(documents, told["subject"], told["period"], kind)
    gold = gold_of(f"decisions-{check.pk}", scheme, kind, told["subject"], told["period"], decided)
    return Taught(gold, submission, WEIGHT)
