"""The sentence that a clause stands in (句), as normalised text, and what stands before the clause in it."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.terms import Clause, Submission


def parts_of_sentence(clause: Clause, submission: Submission) -> Sequence[Clause]:
    """The clauses of a clause's sentence, itself among them; a table row is a sentence of its own."""
    first, last = clause.sentence
    return submission.clauses[first:last]


def parts_before(clause: Clause, submission: Submission) -> Sequence[Clause]:
    """The clauses of its sentence that stand before a clause."""
    return submission.clauses[clause.sentence[0] : clause.index]


def parts_after(clause: Clause, submission: Submission) -> Sequence[Clause]:
    """The clauses of its sentence that stand after a clause."""
    return submission.clauses[clause.index + 1 : clause.sentence[1]]


def sentence_text(clause: Clause, submission: Submission) -> str:
    """The clause's whole sentence or table row."""
    return _text(parts_of_sentence(clause, submission))


def said_before(clause: Clause, submission: Submission) -> str:
    """What stands before the clause in its sentence; "" for a table row, which has no parts."""
    if clause.header:
        return ""
    return _text(parts_before(clause, submission))


def said_after(clause: Clause, submission: Submission) -> str:
    """What stands after the clause in its sentence."""
    return _text(parts_after(clause, submission))


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


def said_right_before(clause: Clause, submission: Submission) -> str:
    """What the part right before a clause in its sentence says; "" for the first."""
    before = part_before(clause, submission)
    return before.text if before else ""


def _text(parts: Sequence[Clause]) -> str:
    return "，".join(part.text for part in parts)


def clauses_by_block(submission: Submission) -> dict[tuple[int, int], list[Clause]]:
    """The clauses of each (document, block), in order."""
    grouped: dict[tuple[int, int], list[Clause]] = {}
    for clause in submission.clauses:
        grouped.setdefault((clause.document, clause.block), []).append(clause)
    return grouped
