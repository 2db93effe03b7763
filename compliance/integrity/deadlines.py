"""One matter with two dates: 装备计划9月18日前编成 in the text, 装备计划 | 9月28日 in the table."""

from __future__ import annotations

import re

from compliance.integrity.passages import short, warning
from compliance.language.sentences import clauses_by_block
from compliance.terms import Clause, Modality, Submission, Warning

CHECK = "inconsistent"

_DATE = re.compile(r"(?<![\d至到—-])(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|(?P<part>底|末|初|中旬|上旬|下旬))")
_DUE_HEADER = re.compile(r"时限|期限|时间|日期|日子|什么时候|何时|完成|截止|办结")
_DUE = re.compile(r"[以之]?前|为止|之内")  # behind the date: it is a deadline
_LEAST = 4  # characters of the matter's name that both must have
_SPAN = re.compile(r"[月日底末初旬][^，。；]{0,3}[至到—~]|[至到—~]\d{1,2}[月日]|[月日]起|每[年月周]|、\d{1,2}月")
_STEPS = re.compile(r"起草|讨论|征求|初稿|送审|启动|开始|中期|第[一二三四]|首次|再次|分[两三]")


def deadline_clashes(submission: Submission) -> tuple[Warning, ...]:
    """One warning for each matter that the text dates otherwise than its row of a table."""
    rows = [
        (row, label, due)
        for clauses in clauses_by_block(submission).values()
        for row in clauses
        if row.header and (label := _label(row)) and (due := _due(row))
    ]
    found: list[Warning] = []
    for clause in submission.clauses:
        if clause.header or clause.modality in (Modality.NEGATION, Modality.QUOTATION) or _STEPS.search(clause.text):
            continue
        said = _only_date(clause.text, deadline=True)
        if not said:
            continue
        same = [(row, label, due) for row, label, due in rows if _names(clause, row, label)]
        if same and all(_differ(said, due) for *_, due in same):
            row, label, _ = same[0]
            message = (
                f"“{label}”的时间前后不一：正文“{short(submission.quote(clause.span))}”，"
                f"表中“{short(submission.quote(row.span))}”。请核对以哪个为准，并改为一致。"
            )
            found.append(warning(submission, CHECK, (clause.span, row.span), message))
    return tuple(found)


def _label(row: Clause) -> str:
    """The matter that a row is about: its first cell of words."""
    cells = (value.strip() for value in row.values)
    label = next((cell for cell in cells if len(re.findall(r"[\u4e00-\u9fff]", cell)) >= 2), "")
    return label if len(label) >= _LEAST and not re.search(r"\d", label) else ""


def _names(clause: Clause, row: Clause, label: str) -> bool:
    return row.document == clause.document and label in clause.text


def _due(row: Clause) -> tuple[int, str] | None:
    """The one date of a row's column of deadlines; None where there are several or none."""
    due = [v for h, v in zip(row.header, row.values, strict=False) if _DUE_HEADER.search(h) and _DATE.search(v)]
    return _only_date(due[0], deadline=False) if len(due) == 1 else None


def _only_date(text: str, *, deadline: bool) -> tuple[int, str] | None:
    dates = list(_DATE.finditer(text))
    if len(dates) != 1 or _SPAN.search(text) or deadline and not _DUE.match(text[dates[0].end() :]):
        return None
    return int(dates[0]["month"]), dates[0]["day"] or dates[0]["part"]


def _differ(said: tuple[int, str], due: tuple[int, str]) -> bool:
    """Of another month, or of two different days; 底 and a day of the same month may be one."""
    same_kind = said[1].isdigit() == due[1].isdigit()
    return said[0] != due[0] or (same_kind and said[1] != due[1])
