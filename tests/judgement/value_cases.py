"""Small submissions and facets for the tests of values, built through the real reading of clauses."""

from __future__ import annotations

from decimal import Decimal

from compliance.judgement.values.reading import ValueReading, read_value
from compliance.language.understanding import understand
from compliance.reading.blocks import Draft, TableCell, build_blocks, table_draft
from compliance.terms import BlockKind, Document, DocumentKind, Facet, Place, Submission


def measured(
    measure: str, comparator: str, threshold: str | None, unit: str, statement: str = "", aliases: tuple[str, ...] = ()
) -> Facet:
    limit = None if threshold is None else Decimal(threshold)
    return Facet(
        "value",
        "quantity",
        statement or f"{measure}{threshold or ''}{unit}",
        True,
        aliases,
        measure,
        comparator,
        limit,
        unit,
    )


def submitted(*parts: str | list[str], period: str = "2022") -> Submission:
    """A submission of 云溪县: each part is a paragraph, or a table given as rows with their cells parted by |."""
    drafts = []
    for part in parts:
        if isinstance(part, str):
            drafts.append(Draft(BlockKind.PARAGRAPH, part, Place()))
            continue
        cells = [
            TableCell(row, column, text.strip(), header=row == 0)
            for row, line in enumerate(part)
            for column, text in enumerate(line.split("|"))
        ]
        drafts.append(table_draft(cells, Place()))
    kind = DocumentKind.SELF_EVALUATION
    document = Document("自评报告", "0" * 64, "text/markdown", build_blocks(drafts), kind=kind)
    return understand([document], "云溪县", period, kind)


def readings(facet: Facet, submission: Submission) -> list[ValueReading]:
    """What each clause says of the facet's threshold, in the submission's order."""
    read = []
    for clause in submission.clauses:
        earlier = submission.clauses[clause.sentence[0] : clause.index]
        before = "" if clause.header else "，".join(one.text for one in earlier)
        read.append(read_value(facet, clause, submission, before))
    return read


def verdicts(facet: Facet, submission: Submission) -> set[bool]:
    """Every met and failed that the clauses give."""
    return {reading.meets for reading in readings(facet, submission) if reading.meets is not None}
