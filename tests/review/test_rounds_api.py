"""Rounds and assignments through the API: the same services, the same words and the same log as the pages."""

from __future__ import annotations

import pytest
from django.utils import timezone

from compliance.review.models import Assignment, AuditEntry, District, Round
from tests.review.conftest import actions, assign, client_of
from tests.review.test_export import sheets


@pytest.fixture
def wanted(qinghe) -> dict:
    return {
        "title": "新一轮",
        "year": 2027,
        "scheme": "national-preschool-2020",
        "procedure": "plain",
        "deadline": "2099-06-30",
        "districts": [qinghe.pk],
    }


# --- Rounds ----------------------------------------------------------------------------------------


def test_a_round_is_opened_with_its_districts_and_logged(api, wanted, qinghe):
    answer = api("post", "rounds", wanted)
    told = answer.json()
    assert answer.status_code == 201
    assert (told["title"], told["districts"], told["closed_at"]) == ("新一轮", [qinghe.pk], None)
    assert Round.objects.get().submissions.get().district == qinghe
    entry = AuditEntry.objects.get(action="open_round")
    assert (entry.actor, entry.target) == ("guanli", f"round:{told['id']}")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"title": " "}, "请填写轮次的名称。"),
        ({"year": 1999}, "年度应在 2000 到 2100 之间，填的是 1999。"),
        ({"scheme": "no-such"}, "没有编号为“no-such”的评估方案，请从列表里选一个。"),
        ({"procedure": "no-such"}, "没有编号为“no-such”的清单办法，请从列表里选一个。"),
        ({"deadline": "2020-01-31"}, "截止日期 2020-01-31 已经过去，请改成今天或以后。"),
        ({"districts": []}, "请至少选一个区县；还没有区县时，请先在“人员”里添加。"),
        ({"districts": [987654]}, "选中的区县里有已经不存在的，请刷新页面后再选。"),
    ],
)
def test_what_no_round_may_be_is_refused_in_the_page_s_words(api, wanted, change, message):
    answer = api("post", "rounds", {**wanted, **change})
    assert (answer.status_code, answer.json()) == (409, {"message": message})
    assert not Round.objects.exists()


@pytest.mark.parametrize("change", [{"title": "轮" * 121}, {"deadline": "明天"}, {"year": "今年"}, {"districts": [0]}])
def test_what_is_no_round_at_all_is_refused_with_the_field(api, wanted, change):
    answer = api("post", "rounds", {**wanted, **change})
    assert answer.status_code == 422
    assert next(iter(change)) in answer.json()["errors"][0]["where"]


def test_a_title_that_is_taken_is_refused(api, wanted, round_):
    answer = api("post", "rounds", {**wanted, "title": round_.title})
    assert answer.status_code == 409 and "请换一个名称" in answer.json()["message"]


def test_what_a_round_may_be_opened_with_is_told(api):
    schemes = {one["id"]: one for one in api("get", "schemes").json()}
    assert schemes["national-preschool-2020"]["items"] > 0
    assert "plain" in [one["id"] for one in api("get", "procedures").json()]


def test_a_round_is_changed_as_a_whole_and_a_district_joins(api, round_, wanted, qinghe, yunling):
    new = District.objects.create(name="白石区")
    districts = [qinghe.pk, yunling.pk, new.pk]
    told = api("put", f"rounds/{round_.pk}", {**wanted, "title": "改名", "districts": districts}).json()
    assert (told["title"], told["districts"], told["deadline"]) == ("改名", districts, "2099-06-30")
    assert AuditEntry.objects.get(action="change_round").detail["districts_added"] == ["白石区"]


def test_a_district_that_has_handed_in_does_not_leave(api, round_, check, wanted, yunling):
    body = {**wanted, "scheme": round_.scheme, "districts": [yunling.pk]}
    answer = api("put", f"rounds/{round_.pk}", body)
    assert answer.status_code == 409 and "青禾县已经报送材料，不能移出这一轮" in answer.json()["message"]


def test_a_round_is_closed_and_opened_again_and_neither_twice(api, round_):
    assert api("post", f"rounds/{round_.pk}/close").json()["closed_at"]
    assert "已经关闭" in api("post", f"rounds/{round_.pk}/close").json()["message"]
    assert api("post", f"rounds/{round_.pk}/reopen").json()["closed_at"] is None
    assert api("post", f"rounds/{round_.pk}/reopen").status_code == 409
    assert actions() == ["close_round", "reopen_round"]


def test_a_round_tells_what_the_list_of_the_pages_tells(api, round_, check):
    [told] = api("get", "rounds").json()
    assert (told["submissions"], told["handed_in"]) == (2, 1)
    assert told["days_left"] == (round_.deadline - timezone.localdate()).days


def test_an_administrator_s_look_is_logged_and_a_district_s_look_at_its_own_is_not(api, round_, district_user):
    api("get", "rounds")
    api("get", f"rounds/{round_.pk}")
    client_of(district_user).get("/api/rounds")
    client_of(district_user).get(f"/api/rounds/{round_.pk}")
    looks = AuditEntry.objects.filter(action="view").values_list("actor", "target")
    assert list(looks) == [("guanli", "rounds"), ("guanli", f"round:{round_.pk}")]


def test_the_sheet_is_the_one_that_the_page_gives(api, administrator, round_, check):
    answer = api("get", f"rounds/{round_.pk}/sheet.xlsx")
    page = client_of(administrator).post(f"/rounds/{round_.pk}/export/")
    assert answer["Content-Disposition"] == page["Content-Disposition"]
    rows = [sheets(b"".join(one.streaming_content))["发现"] for one in (answer, page)]
    assert rows[0] == rows[1] and len(rows[0]) > 1
    assert actions() == ["export_round", "export_round"]


@pytest.mark.parametrize("title", ["两\n行", "two\r\nlines: x", 'a"b/c\\d;e'])
def test_whatever_the_title_the_sheet_has_a_name(api, wanted, title):
    number = api("post", "rounds", {**wanted, "title": title}).json()["id"]
    answer = api("get", f"rounds/{number}/sheet.xlsx")
    assert answer.status_code == 200 and "\n" not in answer["Content-Disposition"]


# --- Assignments -----------------------------------------------------------------------------------


def test_submissions_are_given_to_a_reviewer_and_shown_with_them(api, round_, submission, other_submission, reviewer):
    path = f"rounds/{round_.pk}/assignments"
    answer = api("post", path, {"submissions": [submission.pk, other_submission.pk], "reviewer": reviewer.pk})
    assert (answer.status_code, answer.json()) == (201, {"added": 2})
    first, second = api("get", path).json()
    assert {first["district"], second["district"]} == {"青禾县", "云岭县"}
    assert [(one["reviewer"], one["duty"]) for one in first["assignments"]] == [("评审甲", "review")]
    assert actions() == ["assign", "assign"]


def test_submissions_of_another_round_and_people_who_are_not_there_are_not_found(api, wanted, submission, reviewer):
    other = api("post", "rounds", wanted).json()["id"]
    path = f"rounds/{other}/assignments"
    assert api("post", path, {"submissions": [submission.pk], "reviewer": reviewer.pk}).status_code == 404
    here = f"rounds/{submission.round_id}/assignments"
    assert api("post", here, {"submissions": [submission.pk], "reviewer": 987654}).status_code == 404
    assert api("post", f"{here}/evenly", {"reviewers": [reviewer.pk, 987654]}).status_code == 404
    assert not Assignment.objects.exists()


def test_who_is_no_reviewer_is_given_nothing(api, submission, district_user):
    body = {"submissions": [submission.pk], "reviewer": district_user.pk}
    answer = api("post", f"rounds/{submission.round_id}/assignments", body)
    assert answer.status_code == 409 and "不是在用的评审员" in answer.json()["message"]


def test_who_reviews_does_not_settle(api, submission, reviewer):
    assign(submission, reviewer)
    body = {"submissions": [submission.pk], "reviewer": reviewer.pk, "duty": "settle"}
    answer = api("post", f"rounds/{submission.round_id}/assignments", body)
    assert answer.status_code == 409 and "评审过的人不能再裁定" in answer.json()["message"]


def test_submissions_are_spread_evenly(api, round_, reviewer, second_reviewer):
    path = f"rounds/{round_.pk}/assignments/evenly"
    people = {"reviewers": [reviewer.pk, second_reviewer.pk]}
    assert api("post", path, people).json() == {"added": 2}
    assert api("post", path, people).json() == {"added": 0}
    assert api("post", path, {**people, "each": 2}).json() == {"added": 2}
    assert (
        "每份材料要 2 人评审，只选了 1 人"
        in api("post", path, {"reviewers": [reviewer.pk], "each": 2}).json()["message"]
    )
    assert api("post", path, {**people, "each": 6}).status_code == 422


def test_an_assignment_is_taken_away_once(api, submission, reviewer):
    number = assign(submission, reviewer).pk
    answer = api("post", f"assignments/{number}/take-away")
    assert (answer.status_code, answer.content) == (204, b"")
    assert api("post", f"assignments/{number}/take-away").status_code == 404
    assert actions() == ["take_away"]
