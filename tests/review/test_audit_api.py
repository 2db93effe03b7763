"""The audit log through the API: narrowed, verified, and every look from its beginning entered."""

from __future__ import annotations

import pytest

from compliance.review.auditing import audit
from compliance.review.models import AuditEntry


@pytest.fixture
def logged(api, administrator):
    """A log with two kinds of entries."""
    for number in range(6):
        audit.record(audit.Actor(administrator), "assign" if number % 2 else "comment", "round:1", "青禾县")
    return api


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("action=assign", 3),
        ("action=assign&actor=nobody", 0),
        ("target=round:1&district=青禾县", 6),
        ("action=assign&first=2999-01-01", 0),
        ("action=assign&first=0001-01-01&last=9999-12-31", 3),
        ("action=assign&limit=2", 2),
    ],
)
def test_the_log_is_narrowed_as_on_its_page(logged, asked, found):
    entries = logged("get", f"audit?{asked}").json()
    assert len(entries) == found
    assert [one["number"] for one in entries] == sorted(one["number"] for one in entries)


def test_a_look_from_the_beginning_is_entered_with_what_was_asked_for(logged):
    logged("get", "audit?action=assign&first=2026-01-31")
    entry = AuditEntry.objects.last()
    assert (entry.action, entry.target) == ("view", "audit")
    assert entry.detail["filter"] == {"action": "assign", "first": "2026-01-31"}
    logged("get", f"audit?after={entry.number}")  # a program that keeps a copy adds nothing to it by asking
    assert AuditEntry.objects.last() == entry


def test_the_log_is_verified_against_a_head_that_was_noted_down(logged):
    newest = AuditEntry.objects.last()
    kept = f"{newest.number}:{newest.sha256}"
    assert logged("post", "audit/verify", {"kept": kept}).json() == {
        "entries": newest.number,
        "head": kept,
        "fault": "",
    }
    assert AuditEntry.objects.last().action == "verify_log"
    answer = logged("post", "audit/verify", {"kept": "9:" + "0" * 64})
    assert answer.status_code == 200 and "末尾被截断" in answer.json()["fault"]
