"""Documents by address: who sees them, what is told of them, what is noted."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from django.core.cache import cache

from compliance.review.models import AuditEntry, CheckedDocument, CheckState, DraftFile, StoredFile
from compliance.review.submitting import files
from compliance.terms import Report
from tests.checked_samples import SAMPLES, report_on
from tests.review.conftest import assign, checked, client_of

PLAN = SAMPLES / "inspection-plan.pdf"


@pytest.fixture(autouse=True)
def nothing_seen_before():
    cache.clear()


@pytest.fixture(scope="session")
def plan_report() -> Report:
    """The report on the sample of a plan, which is a PDF."""
    return report_on(PLAN.name)


@pytest.fixture
def plan(submission, plan_report) -> CheckedDocument:
    """Qinghe's plan, checked; its bytes are in the data folder."""
    document = checked(submission, plan_report).documents.get()
    give_bytes(document, PLAN.read_bytes())
    return document


def give_bytes(document: CheckedDocument, content: bytes) -> None:
    """Put the file there as an upload does."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = files.path_of(sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    stored, _ = StoredFile.objects.get_or_create(sha256=sha256, size=len(content))
    DraftFile.objects.create(draft=document.check_run.draft, file=stored, name=document.name)


def addresses(document: CheckedDocument) -> list[str]:
    return [
        f"/api/documents/{document.pk}",
        f"/documents/{document.pk}/text",
        f"/documents/{document.pk}/pages/1.png",
    ]


def test_the_own_district_an_assigned_reviewer_and_an_administrator_see_a_document(
    plan, submission, district_user, reviewer, administrator
):
    assign(submission, reviewer)
    for user in (district_user, reviewer, administrator):
        assert [client_of(user).get(address).status_code for address in addresses(plan)] == [200, 200, 200]


def test_another_district_and_a_reviewer_who_is_not_assigned_do_not_find_it(
    plan, other_district_user, reviewer, other_submission
):
    assign(other_submission, reviewer)
    for user in (other_district_user, reviewer):
        assert [client_of(user).get(address).status_code for address in addresses(plan)] == [404, 404, 404]
    assert not AuditEntry.objects.filter(action="view").exists()


def test_who_is_not_signed_in_sees_nothing(plan, client):
    assert {client.get(address).status_code for address in addresses(plan)} <= {302, 401}


def test_a_document_of_a_check_that_is_not_done_is_not_found(plan, administrator):
    plan.check_run.state = CheckState.RUNNING
    plan.check_run.save()
    assert [client_of(administrator).get(address).status_code for address in addresses(plan)] == [404, 404, 404]


def test_nothing_is_changed_by_other_methods(plan, administrator):
    signed_in = client_of(administrator)
    assert [signed_in.post(address).status_code for address in addresses(plan)] == [405, 405, 405]


def test_a_pdf_is_told_as_pages_with_their_sizes_and_boxes(plan, administrator):
    told = client_of(administrator).get(f"/api/documents/{plan.pk}").json()
    assert told["look"] == "pages"
    assert len(told["sizes"]) == told["pages"] == plan.pages
    assert told["number"] == plan.number and told["sha256"] == plan.sha256
    first = told["blocks"][0]
    left, top, right, bottom = first["box"]
    assert first["page"] == 1 and first["text"]
    assert 0 <= left < right <= told["sizes"][0][0] and 0 <= top < bottom <= told["sizes"][0][1]


def test_a_word_document_is_told_as_text(check, administrator):
    document = check.documents.get()
    give_bytes(document, (SAMPLES / document.name).read_bytes())
    told = client_of(administrator).get(f"/api/documents/{document.pk}").json()
    assert (told["look"], told["sizes"]) == ("text", [])
    assert any(block["cells"] for block in told["blocks"])
    assert client_of(administrator).get(f"/documents/{document.pk}/pages/1.png").status_code == 404


def test_a_document_without_bytes_of_its_own_is_told_as_text(submission, plan_report, administrator):
    document = checked(submission, plan_report).documents.get()  # as one that came in an archive
    assert client_of(administrator).get(f"/api/documents/{document.pk}").json()["look"] == "text"


def test_bytes_of_another_draft_are_not_opened_whatever_hash_a_document_claims(
    plan, other_submission, plan_report, administrator
):
    claimed = checked(other_submission, plan_report).documents.get()
    assert claimed.sha256 == plan.sha256 and files.path_of(claimed.sha256).is_file()
    assert client_of(administrator).get(f"/documents/{claimed.pk}/pages/1.png").status_code == 404


def test_a_page_is_a_picture_that_only_this_reader_keeps(plan, administrator):
    answer = client_of(administrator).get(f"/documents/{plan.pk}/pages/1.png?scale=1")
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"].startswith("private") and "Cookie" in answer["Vary"]
    assert answer.content.startswith(b"\x89PNG")


def test_a_token_gets_the_same_picture(plan, administrator, api):
    page = client_of(administrator).get(f"/documents/{plan.pk}/pages/1.png?scale=1")
    assert api("get", f"documents/{plan.pk}/pages/1.png?scale=1").content == page.content
    assert api("get", f"documents/{plan.pk}/pages/99.png").json() == {"message": "没有找到。"}


@pytest.mark.parametrize("number, query", [(0, ""), (99, ""), (1, "?scale=many")])
def test_a_page_that_is_not_there_is_not_found(plan, administrator, number, query):
    assert client_of(administrator).get(f"/documents/{plan.pk}/pages/{number}.png{query}").status_code == 404


@pytest.mark.parametrize("scale", ["nan", "inf", "-1", "1e9"])
def test_any_number_for_a_scale_draws_one_of_the_scales_that_there_are(plan, administrator, scale):
    assert client_of(administrator).get(f"/documents/{plan.pk}/pages/1.png?scale={scale}").status_code == 200


def test_a_page_that_cannot_be_drawn_says_so_and_its_text_is_there(plan, administrator):
    files.path_of(plan.sha256).write_bytes(b"changed")
    signed_in = client_of(administrator)
    answer = signed_in.get(f"/documents/{plan.pk}/pages/2.png?scale=3")
    assert answer.status_code == 422 and "只能看文字" in answer.json()["message"]
    assert answer["Cache-Control"] == "no-store, private"
    assert signed_in.get(f"/documents/{plan.pk}/text").status_code == 200


def test_looking_is_noted_once_and_not_for_each_picture(plan, administrator):
    for address in addresses(plan) * 2:
        client_of(administrator).get(address)
    (entry,) = AuditEntry.objects.filter(action="view")
    assert entry.actor == administrator.username and entry.district == "青禾县"
    assert entry.detail == {"what": "document", "document": plan.pk, "name": plan.name}


def test_a_district_that_looks_at_its_own_is_not_noted(plan, district_user):
    for address in addresses(plan):
        client_of(district_user).get(address)
    assert not AuditEntry.objects.filter(action="view").exists()


def test_the_text_is_html_for_this_reader_alone(plan, administrator):
    answer = client_of(administrator).get(f"/documents/{plan.pk}/text")
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert answer["Cache-Control"].startswith("private")
    assert 'data-block="0"' in answer.content.decode()


def test_a_name_is_kept_without_what_no_database_holds(submission, sample_report):
    told = sample_report.submission
    renamed = replace(told, documents=(replace(told.documents[0], name="附件\0一.docx"),))
    checked(submission, replace(sample_report, submission=renamed))
    assert CheckedDocument.objects.get().name == "附件\ufffd一.docx"
