"""Decisions, remarks, the ledger's events and the audit log are only ever added to: the database itself refuses."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from compliance.review.auditing import audit
from compliance.review.models import AuditEntry, Decision, StoredFinding
from tests.review.conftest import assign, client_of

TABLES = ("review_auditentry", "review_decision")


@pytest.fixture
def records(assigned, reviewer):
    finding = StoredFinding.objects.filter(submission=assigned).first()
    audit.record(audit.PROGRAM, "sign_in")
    return Decision.objects.create(
        submission=assigned, item=finding.item, finding=finding, reviewer=reviewer, action="accept", status="met"
    )


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {} SET action = 'x'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_or_delete_a_record(records, table, statement):
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


def test_a_finding_is_stored_with_everything_the_report_says(check, sample_report):
    stored = list(check.findings.order_by("number"))
    assert [finding.item for finding in stored] == [finding.item.id for finding in sample_report.findings]
    assert check.report["findings"] == [finding.detail for finding in stored]
    assert check.documents.get().content["blocks"][0]["text"] == sample_report.submission.documents[0].blocks[0].text


def test_the_log_names_the_first_entry_that_was_changed(db):
    for action in ("sign_in", "view", "sign_out"):
        audit.record(audit.PROGRAM, action)
    entries = list(AuditEntry.objects.all())
    assert audit.verify(entries).fault == ""
    entries[1].detail = {"what": "nothing"}
    assert audit.verify(entries).fault == "第 2 条的内容被改动过：哈希值不符。"


def test_the_log_shows_that_an_entry_is_gone_or_its_tail_cut_off(db):
    for action in ("sign_in", "view", "sign_out"):
        audit.record(audit.PROGRAM, action)
    first, second, third = AuditEntry.objects.all()
    assert audit.verify([first, third]).fault.startswith("第 2 条缺失")
    kept = audit.verify([first, second, third]).head
    assert audit.verify([first, second]).fault == ""
    assert "被截断" in audit.verify([first, second], kept).fault
    assert audit.verify([first, second, third], kept).fault == ""


def test_a_reviewer_is_assigned_to_a_submission_once(assigned, reviewer):
    with pytest.raises(DatabaseError), transaction.atomic():
        assign(assigned, reviewer, "settle")


@pytest.mark.parametrize("detail", [-0.0, 1.0, 1e16, 0.25, 1e-7, "甲\0乙", "\ud800", {"名\0": [0.5, -0.0, None, True]}])
def test_an_entry_holds_whatever_was_written_into_it(db, detail):
    """PostgreSQL has its own way with numbers, and keeps neither null characters nor half of a surrogate pair."""
    audit.record(audit.PROGRAM, "view", what=detail)
    assert audit.verify_all().fault == ""


def test_no_filter_that_a_reviewer_asks_for_breaks_the_log(assigned, reviewer):
    assert client_of(reviewer).get("/api/findings?below=-0.0").status_code == 200
    assert audit.verify_all().fault == ""
