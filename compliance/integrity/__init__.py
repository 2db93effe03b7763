"""Warnings that hold whatever the scheme says (完整性检查)."""

from __future__ import annotations

from collections.abc import Callable

from compliance.integrity.accounts import other_accounts
from compliance.integrity.averages import mean_misfits
from compliance.integrity.claims import claim_clashes
from compliance.integrity.clashes import clashes
from compliance.integrity.column_totals import column_totals
from compliance.integrity.columns import column_sums
from compliance.integrity.deadlines import deadline_clashes
from compliance.integrity.denials import denied_claims
from compliance.integrity.divisions import divided_numbers
from compliance.integrity.errata import errata
from compliance.integrity.foreign_subject import foreign_subjects
from compliance.integrity.garbled import garbled
from compliance.integrity.lists import cell_lists, row_lists
from compliance.integrity.matter_rows import matter_rows
from compliance.integrity.misprints import misprints
from compliance.integrity.page_furniture import page_furniture
from compliance.integrity.per_head import per_head
from compliance.integrity.placeholder import placeholders
from compliance.integrity.rate_rows import rate_rows
from compliance.integrity.ratios import ratio_misfits
from compliance.integrity.registers import registered_otherwise
from compliance.integrity.relisted import relisted
from compliance.integrity.retold import retold_numbers
from compliance.integrity.row_pairs import row_pairs
from compliance.integrity.school_claims import school_claims
from compliance.integrity.school_kinds import school_kinds
from compliance.integrity.shares import share_misfits
from compliance.integrity.stale_period import stale_periods
from compliance.integrity.standards import standard_claims
from compliance.integrity.sums import prose_sums
from compliance.integrity.swapped_words import swapped_words
from compliance.integrity.totals import table_totals
from compliance.integrity.wholes import whole_clashes
from compliance.terms import Submission, Warning

CHECKS: tuple[Callable[[Submission], tuple[Warning, ...]], ...] = (
    placeholders,
    garbled,
    swapped_words,
    foreign_subjects,
    stale_periods,
    prose_sums,
    table_totals,
    row_lists,
    cell_lists,
    column_sums,
    share_misfits,
    ratio_misfits,
    rate_rows,
    mean_misfits,
    per_head,
    clashes,
    whole_clashes,
    retold_numbers,
    relisted,
    divided_numbers,
    school_kinds,
    misprints,
    claim_clashes,
    school_claims,
    denied_claims,
    standard_claims,
    deadline_clashes,
    errata,
    other_accounts,
    registered_otherwise,
    column_totals,
    row_pairs,
    matter_rows,
    page_furniture,
)


def inspect(submission: Submission) -> tuple[Warning, ...]:
    """The integrity warnings of a submission, in the order of the text; those without a span come last.

    What two checks find at the same passages is one warning, as the first of them puts it.
    """
    found: dict[tuple[object, ...], Warning] = {}
    for number, warning in enumerate(warning for check in CHECKS for warning in check(submission)):
        places = frozenset(warning.spans) if len(warning.spans) > 1 else number
        found.setdefault((warning.check, places), warning)
    return tuple(sorted(found.values(), key=_place))


def _place(warning: Warning) -> tuple[bool, list[tuple[int, int, int]], str]:
    return not warning.spans, [(s.document, s.block, s.start) for s in warning.spans], warning.check
