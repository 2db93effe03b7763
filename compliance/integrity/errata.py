"""What a submission corrects in an annex and leaves in its text: 勘误：专项经费165.8万元 | 专项经费158.6万元.

Who reads the text alone takes the wrong value, so every correction is told, with the passage that it corrects where
that can be found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compliance.integrity.lists import are_alike, is_exact
from compliance.integrity.passages import distinct, numbers, pairs, sentence_of, short, warning
from compliance.terms import Clause, Quantity, Submission, Warning

CHECK = "inconsistent"

_ERRATA = r"(?:勘误|更正|订正)"
# A heading of corrections, and not of a report with some: 情况报告（附勘误）.
_HEADING = re.compile(
    rf"(?<!附)(?<!含){_ERRATA}(?:[与及和、][\u4e00-\u9fff]{{2,4}})?[页函表稿单]?(?:说明|事项)?(?:[（(].*)?$"
)
_ORIGINAL_HEADER = re.compile(r"原文|原[数稿表载为述]|正文|表述|误$|(?:更正|订正)前")
_CORRECTED_HEADER = re.compile(rf"{_ERRATA}(?!前)|改为|应为|^正$|(?:更正|订正)后|^本表$")
# In a section of corrections these words change what stands elsewhere; outside one, only with a word of what is wrong.
_CORRECTS = re.compile(r"应[为是]|改[为成]|更正为|订正为|更改为|不再")
_WRONG = re.compile(r"(?:应?(?:更正|订正|勘误)为)|(?:填|写|抄|报|印)错|笔误|误[写填报植]")
_MISFIT = re.compile(r"与(?:正文|上文|前文|报告)[^，。；]{0,6}不(?:符|一[致样])(?!之?处|的|时|，以)")
_TAKES_BACK = re.compile(rf"{_MISFIT.pattern}|不再")
_UNCHANGED = re.compile(r"不变|无误|照旧|不改|仍为")
# 下列数值应更正为：…，…，…
_IN_LIST = re.compile(r"(?:更正|订正)为")
_PARTS = 12  # of a sentence before a clause that may hold its lead
_MOST = 200  # a list of more is no list of corrections, and would take long to compare
_LEAST_SHARED = 2  # pairs of characters of the correction that the passage which it corrects has


def errata(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each correction; it quotes the correction, and what it corrects where that is found."""
    corrections = [clause for clause in submission.clauses if _is_correction(submission, clause)][:_MOST]
    if not corrections:
        return ()
    corrected_at = {clause.index for clause in corrections}
    others = [(pairs(c.text), c) for c in submission.clauses if not _in_errata(c) and c.index not in corrected_at]
    found: list[Warning] = []
    for clause in corrections:
        original = _original(submission, clause, others)
        # A number of which nothing else is told completes the text and corrects nothing.
        if clause.quantities and not original and not _TAKES_BACK.search(clause.text):
            continue
        said = sentence_of(submission, clause)[0] if _MISFIT.search(clause.text) else clause.span
        spans = distinct((said, *((original.span,) if original else ())))
        corrected = f"正文“{short(submission.quote(original.span))}”" if original else "正文"
        message = f"更正“{short(submission.quote(said))}”与{corrected}不一致。请按更正后的内容改好正文再报送。"
        found.append(warning(submission, CHECK, spans, message))
    return tuple(found)


def _in_errata(clause: Clause) -> bool:
    return bool(clause.section) and bool(_HEADING.search(clause.section[-1]))


def _is_correction(submission: Submission, clause: Clause) -> bool:
    if clause.header:
        before, after = _columns(clause)
        return bool(before and after) and _differ(before, after)
    if _UNCHANGED.search(clause.text):
        return False
    if _MISFIT.search(clause.text):
        return True
    if _in_errata(clause):
        listed = bool(clause.quantities) and _IN_LIST.search(_lead(submission, clause))
        return bool(_CORRECTS.search(clause.text) or listed)
    if not clause.quantities or not _CORRECTS.search(clause.text):
        return False
    return bool(_WRONG.search(sentence_of(submission, clause)[1]))


def _lead(submission: Submission, clause: Clause) -> str:
    first = max(clause.sentence[0], clause.index - _PARTS)
    return "，".join(c.text for c in submission.clauses[first : clause.index])


def _columns(row: Clause) -> tuple[str, str]:
    """The cells of what stood and of what should stand; "" where a table has no such columns."""
    before = [v for h, v in zip(row.header, row.values, strict=True) if _ORIGINAL_HEADER.search(h)]
    after = [v for h, v in zip(row.header, row.values, strict=True) if _CORRECTED_HEADER.search(h)]
    return (before[0].strip(), after[-1].strip()) if before and after else ("", "")


def _differ(before: str, after: str) -> bool:
    old, new = ([q.low for q in numbers(cell)] for cell in (before, after))
    return bool(old) and bool(new) and not set(new) <= set(old)


def _original(
    submission: Submission, correction: Clause, others: Sequence[tuple[frozenset[str], Clause]]
) -> Clause | None:
    """The passage that tells another number of what the correction is about."""
    about = pairs(f"{_lead(submission, correction)}，{correction.text}")
    scored = [(len(about & words), -other.index, other) for words, other in others]
    fitting = [s for s in scored if s[0] >= _LEAST_SHARED and _tells_another(correction, s[2])]
    return max(fitting, key=lambda s: s[:2])[2] if fitting else None


def _tells_another(correction: Clause, other: Clause) -> bool:
    return any(
        are_alike(new.unit, old.unit) and new.low != old.low for new in _exact(correction) for old in _exact(other)
    )


def _exact(clause: Clause) -> Iterator[Quantity]:
    return (quantity for quantity in (*clause.quantities, *_of_cells(clause)) if is_exact(quantity))


def _of_cells(clause: Clause) -> Iterator[Quantity]:
    return (quantity for value in clause.values for quantity in numbers(value))
