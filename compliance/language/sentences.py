"""The sentence that a clause stands in (句), as normalised text, and what stands before the clause in it."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.terms import Clause, Submission


def sentence_text(clause: Clause, submission: Submission) -> str:
    """The clause's whole sentence or table row."""
    first, last = clause.sentence
    return "，".join(one.text for one in submission.clauses[first:last])


def said_before(clause: Clause, submission: Submission) -> str:
    """What stands before the clause in its sentence; "" for a table row, which has no parts."""
    if clause.header:
        return ""
    return "，".join(one.text for one in submission.clauses[clause.sentence[0] : clause.index])


def said_after(clause: Clause, submission: Submission) -> str:
    """What stands after the clause in its sentence."""
    return "，".join(one.text for one in submission.clauses[clause.index + 1 : clause.sentence[1]])


def said_so_far(clause: Clause, submission: Submission) -> str:
    """The clause with what its sentence says before it; of a table row the row."""
    before = said_before(clause, submission)
    return f"{before}，{clause.text}" if before else clause.text


def sentence_before(clause: Clause, submission: Submission) -> Sequence[Clause]:
    """The clauses of the sentence before, in the same paragraph."""
    first = clause.sentence[0]
    last = submission.clauses[first - 1] if first else clause
    same_block = (last.document, last.block) == (clause.document, clause.block)
    return submission.clauses[last.sentence[0] : first] if same_block else ()


def part_before(clause: Clause, submission: Submission) -> Clause | None:
    """The part right before a clause in its sentence; None for the first."""
    return submission.clauses[clause.index - 1] if clause.index > clause.sentence[0] else None


def clauses_by_block(submission: Submission) -> dict[tuple[int, int], list[Clause]]:
    """The clauses of each (document, block), in order."""
    grouped: dict[tuple[int, int], list[Clause]] = {}
    for clause in submission.clauses:
        grouped.setdefault((clause.document, clause.block), []).append(clause)
    return grouped
