"""After a new draft's check, every standing decision moves to the new findings, or asks to be looked at again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from compliance.reports.words import STATUS_NAMES
from compliance.review.models import Anchor, Check, CheckedDocument, Decision, Standing, StoredFinding
from compliance.review.reviewing.anchoring import Anchored, BlockText, Decided, DraftDocument, Passage, anchored
from compliance.review.stored_words import FILES_CHANGED, PROPOSAL_CHANGED, QUOTE_LOST
from compliance.terms import Status

_SHOWN = 20  # characters of a lost quote


def reanchor(check: Check) -> None:
    """Move every standing decision of the submission to this check's findings, which have become its newest.

    Called in the transaction that stores the check. Each is anchored from the decision itself and the draft that it
    was made on, so that drafts in between do not matter. Decisions are not changed; an item that the new check does
    not have keeps its standing decision on the old finding.
    """
    found = {finding.item: finding for finding in StoredFinding.objects.filter(check_run=check).defer("detail")}
    standing = list(
        Standing.objects.filter(submission=check.draft.submission_id, item__in=found)
        .select_related("decision__finding")
        .defer("decision__finding__detail")
    )
    if not standing:
        return
    drafts = _documents({each.decision.finding.check_run_id for each in standing} | {check.pk})
    for each in standing:
        _move(each, found[each.item], drafts)
    Standing.objects.bulk_update(standing, ["finding", "anchor", "passages", "why"], batch_size=200)


def _documents(checks: Iterable[int]) -> dict[int, list[DraftDocument]]:
    drafts: dict[int, list[DraftDocument]] = defaultdict(list)
    for document in CheckedDocument.objects.filter(check_run__in=checks).order_by("number"):
        drafts[document.check_run_id].append(_draft_document(document))
    return drafts


def _draft_document(document: CheckedDocument) -> DraftDocument:
    blocks: list[dict[str, Any]] = document.content["blocks"]
    texts = tuple(BlockText(block["text"], tuple(block.get("section", ()))) for block in blocks)
    return DraftDocument(document.pk, document.name, document.sha256, texts)


def _move(standing: Standing, finding: StoredFinding, drafts: dict[int, list[DraftDocument]]) -> None:
    decision = standing.decision
    passages = tuple(Passage(**passage) for passage in decision.passages)
    decided = Decided(decision.status, decision.finding.status, passages)
    now = anchored(decided, finding.status, drafts[decision.finding.check_run_id], drafts[finding.check_run_id])
    standing.finding = finding
    standing.passages = [passage.plain() for passage in now.passages]
    standing.anchor = _anchor(now)
    standing.why = _why(decision, finding, now)[:200]


def _anchor(now: Anchored) -> Anchor:
    if now.look_again:
        return Anchor.LOOK_AGAIN
    return Anchor.BY_QUOTE if now.moved else Anchor.SAME_PLACE


def _why(decision: Decision, finding: StoredFinding, now: Anchored) -> str:
    """In Chinese, why a person has to look again; "" where not."""
    reasons = []
    if now.lost:
        quote = now.lost[0].quote
        shown = quote if len(quote) <= _SHOWN else quote[:_SHOWN] + "…"
        reasons.append(QUOTE_LOST % {"quote": shown, "number": len(now.lost)})
    if now.proposal_changed:
        names = {
            "status_before": STATUS_NAMES[Status(decision.finding.status)],
            "status_now": STATUS_NAMES[Status(finding.status)],
        }
        reasons.append(PROPOSAL_CHANGED % names)
    if now.files_changed:
        reasons.append(FILES_CHANGED)
    return "".join(reasons)
