"""New drafts of the sample, made by hand: blocks moved or changed, and other proposals of the program."""

from __future__ import annotations

from dataclasses import replace

from compliance.review.models import StoredFinding
from compliance.terms import Block, BlockKind, Place, Report, Status


def redrafted(report: Report, blocks=lambda blocks: blocks, statuses: dict[str, Status] | None = None) -> Report:
    """The report on a new draft: its only document with other blocks, and other statuses by item."""
    document = report.submission.documents[0]
    changed = tuple(replace(block, index=index) for index, block in enumerate(blocks(document.blocks)))
    said = statuses or {}
    return replace(
        report,
        submission=replace(
            report.submission, documents=(replace(document, blocks=changed, sha256=f"{len(changed):064x}"),)
        ),
        findings=tuple(
            replace(finding, status=said.get(finding.item.id, finding.status)) for finding in report.findings
        ),
    )


def paragraph(text: str) -> Block:
    return Block(0, BlockKind.PARAGRAPH, text, Place())


def newest(submission, number: int = 0) -> StoredFinding:
    """The newest finding on the scheme's item of that number."""
    return StoredFinding.objects.get(submission=submission, newest=True, number=number)
