"""The passages (依据位置) that a decision rests on: the program's own, or those that a reviewer marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from compliance.errors import ComplianceError
from compliance.review.models import CheckedDocument, StoredFinding
from compliance.review.reviewing.anchoring import Passage
from compliance.terms import Polarity

Json = dict[str, Any]


def of_the_program(finding: StoredFinding) -> list[Passage]:
    """What the program's proposal rests on, each passage once: all its evidence but the merely closest passages."""
    documents = {
        number: (pk, sha256)
        for pk, number, sha256 in CheckedDocument.objects.filter(check_run=finding.check_run_id).values_list(
            "pk", "number", "sha256"
        )
    }
    found = {}
    for evidence in finding.detail.get("evidence", ()):
        place = evidence["place"]
        if evidence["polarity"] == Polarity.NEAR or "block" not in place:
            continue
        pk, sha256 = documents[evidence["document"]]
        found[pk, place["block"], place["start"], place["end"]] = Passage(
            pk, sha256, place["block"], place["start"], place["end"], evidence["quote"]
        )
    return list(found.values())


def confirmed(finding: StoredFinding, passages: Sequence[Passage]) -> list[Passage]:
    """The passages, once each, if every quote is exactly the slice that it names. Raises ComplianceError where not."""
    wanted = {passage.document for passage in passages}
    documents = CheckedDocument.objects.filter(check_run=finding.check_run_id, pk__in=wanted).in_bulk()
    for passage in passages:
        document = documents.get(passage.document)
        if document is None or document.sha256 != passage.sha256:
            raise ComplianceError(_("所标依据不在这次检查的文件里，请刷新页面后重新选择。"))
        if not passage.quote.strip() or _slice(document.content, passage) != passage.quote:
            raise ComplianceError(_("所标依据与“%s”的原文不一致，请重新选择。") % document.name)
    return list(dict.fromkeys(passages))


def _slice(content: Json, passage: Passage) -> str | None:
    blocks = content["blocks"]
    if not 0 <= passage.block < len(blocks):
        return None
    text: str = blocks[passage.block]["text"]
    if not 0 <= passage.start < passage.end <= len(text):
        return None
    return text[passage.start : passage.end]
