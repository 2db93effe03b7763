"""A round as a spreadsheet (导出): cover, coverage, findings, decisions, ledger. Rows are written as they are read.

Every text is written as text: what begins with = + - or @ is no formula in anybody's spreadsheet program.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import xlsxwriter
from django.db.models import F
from django.http import FileResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext as translated  # what a procedure's file says
from django.utils.translation import gettext_lazy as _

from compliance import __version__
from compliance.reports.words import printable
from compliance.review import access
from compliance.review.administering import coverage
from compliance.review.administering.overview import Judged, Matrix, Stage
from compliance.review.administering.rounds import target
from compliance.review.auditing import audit
from compliance.review.learning import sampling
from compliance.review.models import CheckedDocument, Decision, Office, Problem, Round, StoredFinding, User
from compliance.review.rectifying.ledger_words import where
from compliance.review.rectifying.procedure import every_procedure
from compliance.review.report_words import STATUS_NAMES
from compliance.review.reviewing.finding_list import Filter, Seen, outcome_seen, shown_to
from compliance.review.reviewing.outcomes import State
from compliance.review.submitting.schemes_known import known_schemes, scheme_title
from compliance.terms import Status

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_LETTERS = 32_767  # of a cell
MOST_QUOTES = 5  # of one finding
# What XML cannot hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

STATE_NAMES = {
    State.OPEN: _("待评审"),
    State.DECIDED: _("已认定"),
    State.LOOK_AGAIN: _("请再看"),
    State.DISPUTED: _("意见不一"),
    State.SETTLED: _("已裁定"),
}
STAGE_NAMES = {
    Stage.NOTHING: _("未报送"),
    Stage.UNCHECKED: _("已报送，未检查"),
    Stage.CHECKED: _("评审中"),
    Stage.REVIEWED: _("评审完毕"),
}

_FINDING_HEADS = (
    (_("区县"), 14),
    (_("条目"), 12),
    (_("标题"), 32),
    (_("要求"), 48),
    (_("程序提出"), 10),
    (_("把握"), 7),
    (_("评审状态"), 12),
    (_("认定"), 10),
    (_("依据原文"), 60),
    (_("位置"), 24),
    (_("缺少的内容"), 40),
    (_("说明"), 48),
)
_DECISION_HEADS = (
    (_("时间"), 18),
    (_("区县"), 14),
    (_("条目"), 12),
    (_("评审员"), 14),
    (_("决定"), 8),
    (_("状态"), 10),
    (_("理由"), 48),
    (_("裁定"), 6),
    (_("已撤回"), 8),
    (_("依据原文"), 60),
)
_PROBLEM_HEADS = (
    (_("区县"), 14),
    (_("条目"), 12),
    (_("问题"), 60),
    (_("责任单位"), 24),
    (_("责任人"), 12),
    (_("整改时限"), 12),
    (_("整改措施"), 48),
    (_("状态"), 12),
    (_("逾期"), 6),
    (_("立项"), 18),
    (_("销号"), 18),
)


def download(actor: audit.Actor, round_: Round) -> FileResponse:
    """The spreadsheet as a download."""
    file = round_workbook(actor, round_)
    return FileResponse(file, as_attachment=True, filename=file_name(round_), content_type=MEDIA_TYPE)


def round_workbook(actor: audit.Actor, round_: Round) -> IO[bytes]:
    """The round as far as the actor may see it, as an open file that is gone once it is closed. Logged first."""
    user = actor.person
    entry = audit.record(actor, "export_round", target(round_), title=round_.title)
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - whoever sends it closes it
    with tempfile.TemporaryDirectory() as folder:
        _write(file, folder, user, round_, f"{entry.number}:{entry.sha256}")
    file.seek(0)
    return file


def file_name(round_: Round) -> str:
    """What the file is called: the round's title, without what no file's name has, and the day."""
    title = "".join(letter if letter.isprintable() else " " for letter in round_.title)
    return f"{title}-{timezone.localdate():%Y%m%d}.xlsx"


def _write(file: IO[bytes], folder: str, user: User, round_: Round, head: str) -> None:
    # Each row goes to disk once the next one begins, so a big round needs no more memory than a small one.
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "tmpdir": str(Path(folder))})
    try:
        formats = {
            "head": book.add_format({"bold": True, "bg_color": "#EFEBE2", "border": 1, "text_wrap": True}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "title": book.add_format({"bold": True, "font_size": 16}),
            "proposed": book.add_format({"italic": True, "font_color": "#555D68", "valign": "top"}),
        }
        _cover(_Sheet(book, gettext("封面"), formats), user, round_, head)
        _coverage(_Sheet(book, gettext("总览"), formats), coverage.matrix_of(user, round_))
        _list(_Sheet(book, gettext("发现"), formats), _FINDING_HEADS, _findings(user, round_))
        _list(_Sheet(book, gettext("决定"), formats), _DECISION_HEADS, _decisions(user, round_))
        _list(_Sheet(book, gettext("问题台账"), formats), _PROBLEM_HEADS, _problems(user, round_))
    finally:
        book.close()


class _Sheet:
    """A worksheet that is written row after row."""

    def __init__(self, book: Any, name: str, formats: dict[str, Any]) -> None:
        self._sheet = book.add_worksheet(name)
        self._formats = formats
        self._next = 0

    def widths(self, widths: Iterable[int]) -> None:
        for column, width in enumerate(widths):
            self._sheet.set_column(column, column, width)

    def freeze(self, rows: int, columns: int = 0) -> None:
        self._sheet.freeze_panes(rows, columns)

    def filter(self, columns: int) -> None:
        self._sheet.autofilter(0, 0, max(self._next - 1, 0), columns - 1)

    def write(self, values: Iterable[str | float], form: str | Sequence[str] = "text") -> None:
        """The next row: numbers as numbers, everything else as text."""
        for column, value in enumerate(values):
            chosen = self._formats[form if isinstance(form, str) else form[column]]
            if isinstance(value, str):
                self._sheet.write_string(self._next, column, as_cell(value), chosen)
            else:
                self._sheet.write_number(self._next, column, value, chosen)
        self._next += 1


def as_cell(text: str) -> str:
    """The text as a cell can hold it."""
    return _FORBIDDEN.sub("\ufffd", printable(text))[:MOST_LETTERS]


# --- Sheets ----------------------------------------------------------------------------------------


def _cover(sheet: _Sheet, user: User, round_: Round, head: str) -> None:
    scheme = known_schemes().get(round_.scheme)
    procedure = every_procedure().get(round_.procedure)
    sheet.widths((18, 80))
    sheet.write((round_.title,), "title")
    for name, value in (
        (gettext("单位"), Office.here().name),
        (gettext("年度"), str(round_.year)),
        (gettext("评估方案"), f"{scheme_title(round_.scheme)}（{round_.scheme}）"),
        (gettext("方案文件 SHA-256"), scheme.sha256 if scheme else gettext("本机已没有这个方案")),
        (gettext("清单办法"), translated(procedure.title) if procedure else round_.procedure),
        (gettext("截止日期"), round_.deadline.isoformat()),
        (
            gettext("状态"),
            gettext("进行中") if round_.is_open else gettext("已于 %(time)s 关闭") % {"time": _time(round_.closed_at)},
        ),
        (gettext("导出时间"), _time(timezone.now())),
        (gettext("导出人"), f"{user}（{user.username}）"),
        (gettext("程序版本"), f"compliance {__version__}"),
        (gettext("剩余缺口"), sampling.remaining(round_).sentence),
        (gettext("审计日志"), head),
        (
            gettext("说明"),
            gettext(
                "发现由程序提出，由人认定；斜体为尚未认定。审计日志一栏是导出这一刻最新一条的编号和哈希值，可用来核验。"
            ),
        ),
    ):
        sheet.write((name, value), ("head", "text"))


def _coverage(sheet: _Sheet, shown: Matrix) -> None:
    sheet.widths((16, 14, 8, 8, *(10 for _column in shown.columns)))
    sheet.freeze(1, 1)
    sheet.write(
        (
            gettext("区县"),
            pgettext("review", "进度"),
            gettext("缺口"),
            gettext("已认定"),
            *(f"{column.item} {column.title}" for column in shown.columns),
        ),
        "head",
    )
    for row in shown.rows:
        values: tuple[str | float, ...] = (
            row.district,
            str(STAGE_NAMES[row.stage]),
            row.gaps,
            row.decided,
            *map(_cell, row.cells),
        )
        forms = ["proposed" if cell is not None and not cell.by_people else "text" for cell in row.cells]
        sheet.write(values, ("text", "text", "text", "text", *forms))


def _cell(cell: Judged | None) -> str:
    if cell is None:
        return ""
    return gettext("意见不一") if cell.state is State.DISPUTED else str(STATUS_NAMES[cell.status])


def _list(sheet: _Sheet, heads: Sequence[tuple[Promise | str, int]], rows: Iterable[Sequence[str | float]]) -> None:
    sheet.widths(width for _name, width in heads)
    sheet.freeze(1)
    sheet.write((str(name) for name, _width in heads), "head")
    for row in rows:
        sheet.write(row)
    sheet.filter(len(heads))


def _findings(user: User, round_: Round) -> Iterator[Sequence[str | float]]:
    seen = {one.fields["id"]: one for one in shown_to(user, Filter(round=round_.pk))}
    names = _document_names(round_)
    found = (
        access.findings(user)
        .filter(submission__round=round_, newest=True)
        .order_by("submission__district__name", "number")
        .values_list("pk", "check_run_id", "submission__district__name", "detail")
    )
    for number, check, district, detail in found.iterator(chunk_size=200):
        if number in seen:  # a check that ended in between has brought others
            yield _finding(seen[number], district, detail, names.get(check, []))


def _finding(seen: Seen, district: str, detail: dict[str, Any], documents: Sequence[str]) -> Sequence[str | float]:
    outcome = outcome_seen(seen)
    evidence = [one for one in detail["evidence"] if one["polarity"] != "near"][:MOST_QUOTES]
    lacking = [
        f"{facet['statement']}（{STATUS_NAMES[Status(facet['status'])]}）"
        + "".join(gettext("；缺%(part)s") % {"part": p} for p in facet["absent_parts"])
        for facet in detail["facets"]
        if Status(facet["status"]).is_gap
    ]
    return (
        district,
        detail["item"],
        detail["title"],
        detail["requirement"],
        str(STATUS_NAMES[Status(detail["status"])]),
        detail["confidence"],
        str(STATE_NAMES[seen.state]),
        str(STATUS_NAMES[Status(outcome["status"])]) if outcome and outcome["status"] else "",
        "\n".join(one["quote"] for one in evidence),
        "\n".join(where(one, documents) for one in evidence),
        "\n".join(lacking),
        detail["explanation"],
    )


def _decisions(user: User, round_: Round) -> Iterator[Sequence[str | float]]:
    found: Any = (
        access.decisions(user)
        .filter(submission__round=round_)
        .annotate(district=F("submission__district__name"), withdrawn=F("withdrawn_by"))
        .order_by("pk")
    )
    decision: Decision
    for decision in found.iterator(chunk_size=500):
        yield (
            _time(decision.made_at),
            decision.district,  # type: ignore[attr-defined]  # annotated by the query
            decision.item,
            str(decision.reviewer),
            decision.get_action_display(),
            str(STATUS_NAMES[Status(decision.status)]) if decision.status else "",
            decision.reason,
            gettext("是") if decision.settles else "",
            gettext("是") if decision.withdrawn else "",  # type: ignore[attr-defined]  # annotated by the query
            "\n".join(passage["quote"] for passage in decision.passages),
        )


def _problems(user: User, round_: Round) -> Iterator[Sequence[str | float]]:
    procedure = every_procedure().get(round_.procedure)
    states = {state.id: translated(state.title) for state in procedure.states} if procedure else {}
    today = timezone.localdate()
    found = access.problems(user).filter(submission__round=round_).order_by("submission__district__name", "pk")
    problem: Problem
    for problem in found.iterator(chunk_size=500):
        late = problem.closed_at is None and problem.due is not None and problem.due < today
        yield (
            problem.submission.district.name,
            problem.item,
            problem.title,
            problem.duty,
            problem.person,
            problem.due.isoformat() if problem.due else "",
            problem.measures,
            states.get(problem.state, problem.state),
            gettext("是") if late else "",
            _time(problem.opened_at),
            _time(problem.closed_at),
        )


def _document_names(round_: Round) -> dict[int, list[str]]:
    """The names of the documents of each check whose findings are the newest, by their numbers."""
    checks = StoredFinding.objects.filter(submission__round=round_, newest=True).order_by().values("check_run_id")
    names: dict[int, list[str]] = {}
    found = CheckedDocument.objects.filter(check_run__in=checks).order_by("check_run_id", "number")
    for check, name in found.values_list("check_run_id", "name"):
        names.setdefault(check, []).append(name)
    return names


def _time(moment: datetime | None) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else ""
