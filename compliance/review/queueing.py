"""What to review next (评审次序), so that the gaps that remain are found soonest. Pure: no database."""

from __future__ import annotations

from compliance.terms import Status


def need(status: Status, confidence: float) -> float:
    """How likely a finding is a gap, by the program alone: from 0 to 1.

    A proposed gap is one with the proposal's confidence; a proposal that there is none is wrong with the rest of it.
    """
    return confidence if status.is_gap else 1 - confidence
