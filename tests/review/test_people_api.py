"""People, districts and the office's settings through the API: first passwords are told once and logged nowhere."""

from __future__ import annotations

import json

import pytest
from axes.models import AccessAttempt
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from compliance.review import tokens
from compliance.review.auditing.audit import Actor
from compliance.review.models import AuditEntry, Office, User
from tests.review.conftest import PASSWORD, actions, client_of


def signs_in(username: str, password: str) -> bool:
    return Client().post("/sign-in/", {"username": username, "password": password}).status_code == 302


# --- People ----------------------------------------------------------------------------------------


def test_a_person_is_added_with_a_password_that_works_once_it_is_changed(api, qinghe):
    body = {"username": "xin", "full_name": "新人", "role": "district", "district": qinghe.pk}
    answer = api("post", "people", body)
    told = answer.json()
    assert answer.status_code == 201
    assert told["person"]["district_name"] == "青禾县" and told["person"]["must_change_password"]
    assert signs_in("xin", told["password"])
    assert actions()[0] == "add_user"


def test_no_password_is_listed_or_logged(api, reviewer):
    given = [
        api("post", "people", {"username": "xin", "role": "reviewer"}).json()["password"],
        api("post", f"people/{reviewer.pk}/reset-password").json()["password"],
    ]
    listed = api("get", "people").text + api("get", f"people/{reviewer.pk}").text + api("get", "audit").text
    logged = json.dumps([str(entry) + str(entry.detail) for entry in AuditEntry.objects.all()])
    for secret in [*given, reviewer.password, "argon2"]:
        assert secret not in listed and secret not in logged


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"username": ""}, "不能为空"),
        ({"username": "有 空格"}, "用户名"),
        ({"username": "GUANLI"}, "用户名“GUANLI”已有人使用，请换一个。"),
        ({"role": "district"}, "区县用户要有区县"),
    ],
)
def test_what_no_user_may_be_is_refused_in_the_page_s_words(api, change, message):
    answer = api("post", "people", {"username": "xin", "role": "reviewer", **change})
    assert answer.status_code == 409 and message in answer.json()["message"]
    assert User.objects.count() == 1


@pytest.mark.parametrize("change", [{"role": "king"}, {"username": "x" * 151}, {"full_name": "x" * 61}])
def test_what_is_no_user_at_all_is_refused_with_the_field(api, change):
    answer = api("post", "people", {"username": "xin", "role": "reviewer", **change})
    assert answer.status_code == 422 and next(iter(change)) in answer.json()["errors"][0]["where"]


def test_a_district_that_is_not_there_is_not_found(api):
    assert api("post", "people", {"username": "xin", "role": "district", "district": 987654}).status_code == 404


def test_people_are_found_by_name_district_and_role_and_the_look_is_logged(api, reviewer, district_user):
    def names(query: str) -> list[str]:
        return [one["username"] for one in api("get", f"people?{query}").json()]

    assert names("") == ["guanli", "qinghe", "pingshen"]
    assert names("text=青禾") == ["qinghe"]
    assert names("text=评审甲&role=reviewer") == ["pingshen"]
    assert names("text=评审甲&role=district") == []
    entry = AuditEntry.objects.last()
    assert (entry.action, entry.target) == ("view", "people")
    assert entry.detail["filter"] == {"text": "评审甲", "role": "district"}


def test_a_person_s_page_seen_through_the_api_is_logged(api, reviewer):
    assert api("get", f"people/{reviewer.pk}").json()["full_name"] == "评审甲"
    assert AuditEntry.objects.last().target == f"user:{reviewer.pk}"


def test_a_person_is_changed_as_a_whole_and_what_changed_is_logged(api, reviewer, qinghe):
    body = {"username": "pingshen", "full_name": "改名", "role": "district", "district": qinghe.pk}
    told = api("put", f"people/{reviewer.pk}", body).json()
    assert (told["full_name"], told["role"], told["district"]) == ("改名", "district", qinghe.pk)
    changed = AuditEntry.objects.get(action="change_user").detail["changed"]
    assert changed == {"full_name": "改名", "role": "district", "district": qinghe.pk}


def test_an_administrator_keeps_the_own_role_and_account(api, administrator):
    path = f"people/{administrator.pk}"
    for answer in (
        api("put", path, {"username": "guanli", "role": "reviewer"}),
        api("post", f"{path}/deactivate"),
        api("post", f"{path}/reset-password"),
    ):
        assert answer.status_code == 409
    assert actions() == []


def test_who_is_put_out_is_out_at_once_and_can_be_let_in_again(api, reviewer):
    secret, browser = tokens.make(Actor(reviewer), reviewer, "脚本")[1], client_of(reviewer)
    assert api("post", f"people/{reviewer.pk}/deactivate").json()["is_active"] is False
    assert tokens.user_of(secret) is None and browser.get("/api/account").status_code == 401
    assert api("post", f"people/{reviewer.pk}/reactivate").json()["is_active"] is True
    assert signs_in("pingshen", PASSWORD)


def test_a_reset_password_ends_what_the_old_one_opened(api, reviewer):
    secret, browser = tokens.make(Actor(reviewer), reviewer, "脚本")[1], client_of(reviewer)
    told = api("post", f"people/{reviewer.pk}/reset-password").json()
    assert told["person"]["must_change_password"]
    assert tokens.user_of(secret) is None and browser.get("/api/account").status_code == 401
    assert signs_in("pingshen", told["password"]) and not signs_in("pingshen", PASSWORD)


def test_who_typed_wrong_passwords_is_let_in_again_at_once(api, reviewer):
    assert not any(signs_in("pingshen", "错的") for _try in range(6)) and AccessAttempt.objects.exists()
    assert api("post", f"people/{reviewer.pk}/unlock").status_code == 200
    assert signs_in("pingshen", PASSWORD)


# --- Lists and districts ---------------------------------------------------------------------------


def take_in(administrator, text: str, **more):
    file = SimpleUploadedFile("名单.csv", f"用户名,姓名,角色,区县\n{text}\n".encode("gb18030"))
    return client_of(administrator).post("/api/people/import", {"file": file, **more})


def test_a_list_is_taken_in_with_its_districts_where_that_is_asked_for(administrator):
    row = "li,李某,区县用户,新设区"
    refused = take_in(administrator, row)
    assert refused.status_code == 409 and "没有名为“新设区”的区县" in refused.json()["message"]
    answer = take_in(administrator, row, new_districts="true")
    [told] = answer.json()
    assert answer.status_code == 201 and told["person"]["district_name"] == "新设区"
    assert signs_in("li", told["password"])


def test_a_faulty_list_is_refused_with_its_line(administrator):
    answer = take_in(administrator, "wang,王某,督学,")
    assert answer.status_code == 409 and "第 2 行的角色“督学”" in answer.json()["message"]


def test_districts_are_added_once_renamed_and_counted(api, qinghe, district_user, round_):
    [added] = api("post", "districts", {"names": ["青禾县", " 白石区 "]}).json()
    assert (added["name"], added["people"], added["rounds"]) == ("白石区", 0, 0)
    assert api("post", "districts", {"names": ["白石区"]}).json()["message"] == "这些区县都已经有了。"
    assert api("put", f"districts/{added['id']}", {"name": "白石县"}).json()["name"] == "白石县"
    assert "已有名为" in api("put", f"districts/{added['id']}", {"name": "青禾县"}).json()["message"]
    counted = {one["name"]: (one["people"], one["rounds"]) for one in api("get", "districts").json()}
    assert counted == {"青禾县": (1, 1), "云岭县": (0, 1), "白石县": (0, 0)}
    assert actions() == ["add_districts", "rename_district"]


@pytest.mark.parametrize("names", [[], [" "], ["县" * 61]])
def test_what_is_no_name_of_a_district_is_refused_in_the_page_s_words(api, names):
    answer = api("post", "districts", {"names": names})
    assert answer.status_code == 409 and "一行" in answer.json()["message"]


# --- The office ------------------------------------------------------------------------------------


def test_the_office_consents_and_takes_it_back(api):
    told = {"name": "青禾市教育督导室", "learns_from_decisions": True}
    assert api("put", "office", told).json() == told
    assert api("get", "office").json() == told
    assert Office.here().learns_from_decisions
    api("put", "office", {**told, "learns_from_decisions": False})
    assert [entry.detail["learns_from_decisions"] for entry in AuditEntry.objects.filter(action="change_office")] == [
        True,
        False,
    ]


@pytest.mark.parametrize("name", ["", "  ", "室" * 121])
def test_an_office_has_a_name(api, name):
    answer = api("put", "office", {"name": name, "learns_from_decisions": True})
    assert (answer.status_code, answer.json()["message"]) == (409, "请填写单位名称，最多 120 字。")
    assert not Office.here().learns_from_decisions
