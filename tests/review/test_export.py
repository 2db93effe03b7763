"""A round as a spreadsheet: everything in it, and nothing in it that a spreadsheet program would run."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest

from compliance.review.administering import export
from compliance.review.auditing import audit
from compliance.review.models import AuditEntry, Decision, Problem, Standing, StoredFinding
from compliance.terms import Status
from tests.review.conftest import client_of

NAMES = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
FORMULA = '=HYPERLINK("http://example.org","看")'


def sheets(data: bytes) -> dict[str, list[list[str]]]:
    """The texts of each sheet, row by row, as the file has them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        names = [sheet.get("name") for sheet in book.iterfind(".//s:sheet", NAMES)]
        found = {}
        for number, name in enumerate(names, 1):
            sheet = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
            assert sheet.find(".//s:f", NAMES) is None  # a formula
            found[name] = [
                ["".join(cell.itertext()) for cell in row.iterfind("s:c", NAMES)]
                for row in sheet.iterfind(".//s:row", NAMES)
            ]
    return found


@pytest.fixture
def decided(assigned, reviewer) -> StoredFinding:
    """A gap that the reviewer confirmed, with a reason and a problem that look like formulas."""
    gaps = [status.value for status in Status if status.is_gap]
    finding = StoredFinding.objects.filter(submission=assigned, status__in=gaps).first()
    decision = Decision.objects.create(
        submission=assigned,
        item=finding.item,
        finding=finding,
        reviewer=reviewer,
        action="accept",
        status=finding.status,
        reason=FORMULA,
    )
    Standing.objects.create(
        submission=assigned, item=finding.item, reviewer=reviewer, decision=decision, finding=finding
    )
    Problem.objects.create(
        submission=assigned,
        item=finding.item,
        decision=decision,
        title="@SUM(1+1)",
        duty="+县教育局",
        state="to_rectify",
        due=date(2020, 1, 1),
    )
    return finding


@pytest.fixture
def book(administrator, round_, decided):
    with export.round_workbook(audit.Actor(administrator), round_) as file:
        return sheets(file.read())


def test_the_cover_says_what_it_is_and_where_the_log_stood(book, round_):
    cover = dict(row for row in book["封面"] if len(row) == 2)
    assert book["封面"][0] == [round_.title]
    assert cover["评估方案"].endswith("（national-quality-balance-2017）")
    assert cover["截止日期"] == "2027-06-30"
    entry = AuditEntry.objects.order_by("-number").first()
    assert entry.action == "export_round"
    assert cover["审计日志"] == f"{entry.number}:{entry.sha256}"


def test_the_coverage_has_a_row_for_every_district(book, decided):
    head, *rows = book["总览"]
    by_district = {row[0]: row for row in rows}
    assert by_district["云岭县"][1] == "未报送"
    assert by_district["青禾县"][1] == "评审中"
    column = next(place for place, name in enumerate(head) if name.startswith(f"{decided.item} "))
    assert by_district["青禾县"][column] == export.STATUS_NAMES[Status(decided.status)]


def test_every_finding_has_its_proposal_its_decision_its_quote_and_place(book, decided, assigned):
    head, *rows = book["发现"]
    assert len(rows) == StoredFinding.objects.filter(submission=assigned).count()
    row = dict(zip(head, next(row for row in rows if row[1] == decided.item), strict=True))
    name = export.STATUS_NAMES[Status(decided.status)]
    assert (row["程序提出"], row["认定"], row["评审状态"]) == (name, name, "已认定")
    quoted = next(row for row in rows if row[8])
    assert "《" in quoted[9]


def test_what_looks_like_a_formula_stays_text(book):
    assert book["决定"][1][6] == FORMULA
    problem = dict(zip(*book["问题台账"], strict=True))
    assert (problem["问题"], problem["责任单位"], problem["状态"], problem["逾期"]) == (
        "@SUM(1+1)",
        "+县教育局",
        "待整改",
        "是",
    )


@pytest.mark.parametrize(
    ("text", "written"), [("a\x00b\x0bc", "a\ufffdb\ufffdc"), ("\ud800", "\ufffd"), ("长" * 40_000, "长" * 32_767)]
)
def test_what_a_cell_cannot_hold_is_replaced_or_cut(text, written):
    assert export.as_cell(text) == written


def test_the_administrator_downloads_it_and_nobody_else_does(administrator, reviewer, district_user, round_, decided):
    address = f"/rounds/{round_.pk}/export/"
    answer = client_of(administrator).post(address)
    assert answer["Content-Type"] == export.MEDIA_TYPE
    assert sheets(b"".join(answer.streaming_content))["封面"][0] == [round_.title]
    assert client_of(reviewer).post(address).status_code == 403
    assert client_of(district_user).post(address).status_code == 403
    assert client_of(administrator).get(address).status_code == 405
    assert AuditEntry.objects.filter(action="export_round").count() == 1
