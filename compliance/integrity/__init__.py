"""Warnings that hold whatever the scheme says (完整性检查)."""

from __future__ import annotations

from compliance.terms import Submission, Warning


def inspect(submission: Submission) -> tuple[Warning, ...]:
    """The integrity warnings of a submission, in the order of the text."""
    return ()
