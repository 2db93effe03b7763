"""What the review page does, through the API."""

from __future__ import annotations

import pytest

from compliance.review.models import StoredFinding
from tests.review.conftest import client_of


@pytest.fixture
def page(assigned, reviewer):
    """The reviewer's browser."""
    return client_of(reviewer)


def post(client, address, **said):
    return client.post(f"/api/{address}", said, content_type="application/json")


def first(submission):
    return StoredFinding.objects.get(submission=submission, newest=True, number=0)


def test_the_list_says_how_many_there_are_of_each_status_and_state(page):
    listed = page.get("/api/findings?limit=5").json()
    assert listed["total"] == 37
    assert len(listed["findings"]) == 5
    assert sum(listed["counts"]["status"].values()) == 37
    assert listed["counts"]["state"] == {"open": 37}


def test_a_decision_shows_in_the_row_and_can_be_undone(page, assigned):
    found = first(assigned)
    answer = post(page, f"findings/{found.pk}/decisions", action="accept")
    assert answer.status_code == 201
    assert answer.json()["row"]["state"] == "decided"
    decision = answer.json()["decision"]["id"]
    opened = page.get(f"/api/findings/{found.pk}").json()
    assert opened["mine"]["id"] == decision
    undone = post(page, f"decisions/{decision}/withdraw")
    assert undone.status_code == 201
    assert undone.json()["row"]["state"] == "open"
