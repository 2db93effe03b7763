"""Handing in and checking, by page and by API: who may see and do what, and what each shows."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from compliance.review.models import AuditEntry, Check, Draft
from compliance.review.submitting import printed
from tests.review.conftest import assign, checked, client_of


def upload(name: str = "自评.txt", content: bytes = b"text") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def district(district_user):
    return client_of(district_user)


@pytest.fixture
def draft(district, submission) -> Draft:
    """A draft whose check waits."""
    answer = district.post(
        f"/api/submissions/{submission.pk}/drafts", {"files": [upload()], "paths": ["材料/自评.txt"]}
    )
    assert answer.status_code == 201, answer.content
    return Draft.objects.get(pk=answer.json()["id"])


# --- Who may ---


def addresses(draft: Draft) -> dict[str, list[str]]:
    """Everything there is for a draft, by method."""
    submission, check = draft.submission_id, draft.checks.first().pk
    return {
        "get": [
            f"/submissions/{submission}/",
            f"/checks/{check}/",
            f"/api/submissions/{submission}",
            f"/api/checks/{check}",
        ],
        "post": [
            f"/submissions/{submission}/drafts/",
            f"/drafts/{draft.pk}/checks/",
            f"/checks/{check}/cancel/",
            f"/api/submissions/{submission}/drafts",
            f"/api/drafts/{draft.pk}/checks",
            f"/api/checks/{check}/cancel",
        ],
        "result": [f"/checks/{check}/report.json", f"/checks/{check}/report.html", f"/api/checks/{check}/report"],
    }


def ask(client, method: str, address: str) -> int:
    data = {"files": [upload()]} if address.endswith(("drafts", "drafts/")) and method == "post" else {}
    return getattr(client, "get" if method == "result" else method)(address, data).status_code


@pytest.mark.parametrize("method", ["get", "post", "result"])
def test_another_district_finds_nothing(draft, other_district_user, method):
    client = client_of(other_district_user)
    assert {ask(client, method, address) for address in addresses(draft)[method]} == {404}
    assert Draft.objects.count() == 1 and not draft.checks.filter(cancel_requested=True).exists()


@pytest.mark.parametrize("method", ["get", "post", "result"])
def test_a_reviewer_finds_nothing_that_is_not_assigned(draft, reviewer, method):
    client = client_of(reviewer)
    assert {ask(client, method, address) for address in addresses(draft)[method]} <= {403, 404}


@pytest.mark.parametrize("who", ["reviewer", "administrator"])
def test_who_inspects_sees_but_does_not_hand_in(draft, who, request):
    user = request.getfixturevalue(who)
    if who == "reviewer":
        assign(draft.submission, user)
    client = client_of(user)
    assert {ask(client, "get", address) for address in addresses(draft)["get"]} == {200}
    assert {ask(client, "post", address) for address in addresses(draft)["post"]} == {403}
    page = client.get(f"/submissions/{draft.submission_id}/").content.decode()
    assert "hand-in" not in page and "取消检查" not in page
    assert AuditEntry.objects.filter(action="view", actor=user.username, district="青禾县").exists()


def test_a_districts_look_at_its_own_is_no_entry_of_the_log(draft, district):
    district.get(f"/submissions/{draft.submission_id}/")
    assert not AuditEntry.objects.filter(action="view").exists()


def test_without_signing_in_there_is_nothing(draft, client):
    assert {ask(client, "get", address) for address in addresses(draft)["get"]} <= {302, 401}
    assert {ask(client, "post", address) for address in addresses(draft)["post"]} <= {302, 401, 403}


def test_a_list_holds_ones_own_alone(district, submission, other_submission):
    assert [one["id"] for one in district.get("/api/submissions").json()] == [submission.pk]
    page = district.get("/submissions/").content.decode()
    assert f"/submissions/{submission.pk}/" in page and f"/submissions/{other_submission.pk}/" not in page


# --- Handing in ---


def test_the_plain_form_does_the_same_as_the_script(district, submission):
    data = {"files": [upload("甲.txt")], "folder": [upload("乙.txt", b"b")], "note": "初稿"}
    page = district.post(f"/submissions/{submission.pk}/drafts/", data, follow=True).content.decode()
    assert "第 1 稿已收到，共 2 份文件" in page and "排队中" in page
    assert [file.name for file in Draft.objects.get().files.all()] == ["乙.txt", "甲.txt"]


@pytest.mark.parametrize("address", ["/submissions/{}/drafts/", "/api/submissions/{}/drafts"])
def test_a_closed_round_says_so(district, submission, address):
    submission.round.closed_at = timezone.now()
    submission.round.save()
    answer = district.post(address.format(submission.pk), {"files": [upload()]}, follow=True)
    told = json.loads(answer.content)["message"] if "api" in address else answer.content.decode()
    assert answer.status_code == (409 if "api" in address else 200)
    assert "已经结束，不再收稿" in told
    assert not Draft.objects.exists()


def test_the_api_tells_files_and_where_they_were_seen(district, draft):
    answer = district.post(f"/api/submissions/{draft.submission_id}/drafts", {"files": [upload("自评2.txt")]})
    (file,) = answer.json()["files"]
    assert file["name"] == "自评2.txt" and file["size"] == 4
    assert file["seen"] == "“自评2.txt”与第 1 稿的“材料/自评.txt”相同"


def test_a_name_that_is_markup_is_shown_as_text(district, submission):
    district.post(f"/submissions/{submission.pk}/drafts/", {"files": [upload("<img src=x>.txt")], "note": "<b>"})
    page = district.get(f"/submissions/{submission.pk}/").content.decode()
    assert "<img src=x>" not in page and "&lt;b&gt;" in page


# --- Checks ---


def test_a_waiting_check_tells_how_many_are_before_it(district, draft):
    second = Draft.objects.create(submission=draft.submission, number=2, uploaded_by=draft.uploaded_by)
    check = Check.objects.create(draft=second, asked_by=draft.uploaded_by)
    told = district.get(f"/api/checks/{check.pk}").json()
    assert (told["state"], told["is_over"], told["waiting_before"]) == ("waiting", False, 1)


def test_a_check_is_cancelled_and_asked_for_again(district, draft):
    check = draft.checks.get().pk
    assert district.post(f"/api/checks/{check}/cancel").json()["state"] == "cancelled"
    assert district.post(f"/api/checks/{check}/cancel").status_code == 409
    assert "重新检查" in district.get(f"/submissions/{draft.submission_id}/").content.decode()
    assert district.post(f"/api/drafts/{draft.pk}/checks").json()["state"] == "waiting"


# --- Results ---


def test_gaps_come_first_with_quote_and_what_is_missing(district, check, sample_report):
    page = district.get(f"/submissions/{check.draft.submission_id}/").content.decode()
    gaps = [finding for finding in sample_report.findings if finding.status.is_gap]
    met = [finding for finding in sample_report.findings if not finding.status.is_gap]
    places = [page.index(f'id="item-{finding.item.id}"') for finding in (*gaps, *met)]
    assert places == sorted(places)
    assert gaps[0].evidence[0].quote in page
    assert "最接近的原文，不作为依据" in page


def test_the_second_result_says_what_changed(district, check, submission, sample_report):
    check.findings.filter(number=0).update(status="missing")
    gaps = sum(finding.status.is_gap for finding in sample_report.findings)
    assert gaps
    second = checked(submission, sample_report)
    page = district.get(f"/checks/{second.pk}/").content.decode()
    assert "比第 1 稿" in page and "没有变" in page


def test_the_first_result_is_compared_with_nothing(district, check):
    assert "比第" not in district.get(f"/checks/{check.pk}/").content.decode()


def test_what_could_not_be_read_is_said_of_its_file(district, check):
    check.draft.files.create(file=stored("a" * 64), name="附件.docx")
    check.report["problems"] = [{"source": "附件.docx", "message": "文件已损坏，请重新保存。"}]
    check.save()
    page = district.get(f"/checks/{check.pk}/").content.decode()
    assert "附件.docx" in page and "文件已损坏，请重新保存。" in page


def stored(sha256: str):
    from compliance.review.models import StoredFile

    return StoredFile.objects.create(sha256=sha256, size=1)


def test_the_report_is_downloaded_and_the_download_is_in_the_log(district, check):
    printed.keep(check, "<!doctype html><p>报告")
    for suffix, media_type in (("html", "text/html"), ("json", "application/json")):
        answer = district.get(f"/checks/{check.pk}/report.{suffix}")
        assert answer.status_code == 200 and answer["Content-Type"].startswith(media_type)
        assert answer["Content-Disposition"].startswith("attachment;")
    assert json.loads(district.get(f"/api/checks/{check.pk}/report").content) == check.report
    page, told = (district.get(f"{start}/checks/{check.pk}/report.html") for start in ("", "/api"))
    assert told.content == page.content and told["Content-Disposition"] == page["Content-Disposition"]
    exported = [entry.detail["form"] for entry in AuditEntry.objects.filter(action="export")]
    assert exported == ["html", "json", "json", "html", "html"]


def test_a_check_without_a_printed_report_offers_data_alone(district, check):
    printed.path_of(check).unlink(missing_ok=True)
    page = district.get(f"/checks/{check.pk}/").content.decode()
    assert "report.json" in page and "report.html" not in page
    assert district.get(f"/checks/{check.pk}/report.html").status_code == 404


def test_the_page_has_no_script_or_style_of_its_own(district, check):
    page = district.get(f"/submissions/{check.draft.submission_id}/").content.decode()
    assert "style=" not in page and "<style" not in page and "onclick" not in page
    assert page.count("<script") == page.count('<script type="module" src="/static/review/submit')


def test_what_was_left_out_is_not_counted_as_received(district, submission):
    files = [upload(), upload(".DS_Store"), upload("Thumbs.db")]
    answer = district.post(f"/submissions/{submission.pk}/drafts/", {"files": files}, follow=True)
    assert "第 1 稿已收到，共 1 份文件" in answer.content.decode()


def test_a_note_is_kept_without_what_no_database_holds(district, submission):
    said = {"files": [upload()], "note": "补充\0说明", "paths": ["材\0料/自评.txt"]}
    answer = district.post(f"/api/submissions/{submission.pk}/drafts", said)
    assert answer.status_code == 201, answer.json()
    draft = Draft.objects.get()
    assert draft.note == "补充\ufffd说明"
    assert [file.name for file in draft.files.all()] == ["材_料/自评.txt"]


def test_a_check_without_a_result_has_no_report_whatever_its_worker_left(district, check):
    printed.keep(check, "<p>…")
    assert district.get(f"/checks/{check.pk}/report.html").status_code == 200
    Check.objects.filter(pk=check.pk).update(state="cancelled", report=None)
    for form in ("html", "json"):
        assert district.get(f"/checks/{check.pk}/report.{form}").status_code == 404
    assert district.get(f"/api/checks/{check.pk}/report.html").status_code == 404
