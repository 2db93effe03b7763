"""The ledger as a spreadsheet (问题清单、整改台账): every cell is text, so that none is taken for a formula."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext as translated  # what a procedure's file says

from compliance.review import access
from compliance.review.auditing import audit
from compliance.review.models import District, Round, User
from compliance.review.rectifying.ledger_list import Filter, Row

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Widths in characters; together a landscape page.
_WIDTHS = (6, 12, 34, 40, 30, 16, 10, 13, 12)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_CELL = 32_767  # characters, as the format allows


def headings() -> tuple[str, ...]:
    return (
        _("序号"),
        _("区县"),
        _("问题"),
        _("依据原文"),
        _("整改措施"),
        _("责任单位"),
        _("责任人"),
        _("时限"),
        _("进度"),
    )


def download(actor: audit.Actor, user: User, rows: Sequence[Row], wanted: Filter, today: date) -> HttpResponse:
    """The sheet as a download, and the log's entry for it."""
    content = sheet(rows, title(user, wanted), today)
    shown = sorted({row.problem.submission_id for row in rows})
    audit.record(actor, "export_ledger", "ledger", rows=len(rows), filter=wanted.words(), submissions=shown)
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="ledger-{today.isoformat()}.xlsx"'
    return response


def title(user: User, wanted: Filter) -> str:
    """青禾县 2026 年…督导评估 整改台账: what the filter names, of what the user may see."""
    named: list[District | Round | None] = [
        access.districts(user).filter(pk=wanted.district).first() if wanted.district is not None else user.district,
        access.rounds(user).filter(pk=wanted.round).first() if wanted.round is not None else None,
    ]
    return " ".join([*(str(one) for one in named if one), _("问题整改台账")])


def sheet(rows: Sequence[Row], heading: str, today: date) -> bytes:
    """The rows as an .xlsx file under a heading, on a landscape page whose heading repeats."""
    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    page = book.add_worksheet(_("整改台账"))
    cell = {"text_wrap": True, "valign": "top", "border": 1, "font_size": 10}
    text = book.add_format(cell)
    # The mark by which a spreadsheet keeps such a text a text, even when somebody edits the cell.
    guarded = book.add_format({**cell, "quote_prefix": True})
    bold = book.add_format({**cell, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#F0EEE8"})
    large = book.add_format({"bold": True, "font_size": 14, "align": "center", "valign": "vcenter"})
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)
    page.merge_range(0, 0, 0, len(_WIDTHS) - 1, "", large)
    page.write_string(0, 0, _fitting(heading), large)
    page.set_row(0, 28)
    page.write_string(1, 0, _("制表日期：%(day)s") % {"day": today.isoformat()})
    for column, name in enumerate(headings()):
        page.write_string(2, column, name, bold)
    for number, row in enumerate(rows, 3):
        for column, value in enumerate(cells(row)):
            page.write_string(number, column, _fitting(value), guarded if value.startswith(_FORMULA_STARTS) else text)
    page.freeze_panes(3, 0)
    if rows:
        page.autofilter(2, 0, 2 + len(rows), len(_WIDTHS) - 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(2)
    page.set_footer("&C&P / &N")
    book.close()
    return stream.getvalue()


def cells(row: Row) -> tuple[str, ...]:
    """The row's cells, in the order of the headings."""
    problem = row.problem
    due = f"{problem.due.isoformat()} {row.due_words}".strip() if problem.due else _("未定")
    return (
        str(row.number),
        problem.submission.district.name,
        problem.title,
        row.basis,
        problem.measures,
        problem.duty,
        problem.person,
        due,
        translated(row.state.title),
    )


def _fitting(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…"
