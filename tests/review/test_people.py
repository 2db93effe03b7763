"""People and districts: added, changed, put out; and nobody locks the office out."""

from __future__ import annotations

import pytest
from axes.models import AccessAttempt
from django.test import Client

from compliance.errors import ComplianceError
from compliance.review import tokens
from compliance.review.administering import people
from compliance.review.administering.people_list import districts_of, people_of
from compliance.review.auditing.audit import Actor
from compliance.review.models import AuditEntry, District, Role, User
from tests.review.conftest import PASSWORD, assign, person

HEADER = "用户名,姓名,角色,区县\n"


@pytest.fixture
def actor(administrator):
    return Actor(administrator)


def wanted(username="xin", full_name="新人", role=Role.REVIEWER, district=None):
    return people.PersonWanted(username, full_name, role, district)


# --- Adding and changing ---------------------------------------------------------------------------


def test_a_new_user_signs_in_with_the_first_password_and_must_change_it(actor):
    user, password = people.add_user(actor, wanted())
    client = Client()
    client.post("/sign-in/", {"username": "xin", "password": password})
    assert client.get("/").headers["Location"] == "/password/"
    assert user.must_change_password


def test_no_password_is_ever_logged(actor):
    user, password = people.add_user(actor, wanted())
    again = people.reset_password(actor, user)
    logged = " ".join(str(entry.detail) for entry in AuditEntry.objects.all())
    assert password not in logged
    assert again not in logged
    assert password != again


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"username": ""}, "不能为空"),
        ({"username": "有 空格"}, "用户名"),
        ({"username": "GUANLI"}, "已有人使用"),
        ({"role": Role.DISTRICT}, "区县用户要有区县"),
        ({"role": "king"}, "king"),
    ],
)
def test_what_no_user_may_be_is_refused(actor, change, message):
    with pytest.raises(ComplianceError, match=message):
        people.add_user(actor, wanted(**change))
    assert User.objects.count() == 1


def test_a_reviewer_has_no_district(actor, qinghe):
    with pytest.raises(ComplianceError, match="其他角色没有区县"):
        people.add_user(actor, wanted(district=qinghe.pk))


def test_a_change_is_logged_with_what_changed(actor, reviewer):
    people.change_user(actor, reviewer, wanted("pingshen", "改名", Role.REVIEWER))
    reviewer.refresh_from_db()
    assert reviewer.full_name == "改名"
    assert AuditEntry.objects.last().detail["changed"] == {"full_name": "改名"}


def test_a_reviewer_with_submissions_keeps_the_role(actor, reviewer, submission):
    assign(submission, reviewer)
    with pytest.raises(ComplianceError, match="还有分到的材料"):
        people.change_user(actor, reviewer, wanted("pingshen", "", Role.ADMINISTRATOR))


# --- Nobody is locked out --------------------------------------------------------------------------


def test_the_last_administrator_in_use_is_neither_put_out_nor_given_another_role(actor, administrator):
    other = person("guanli2", Role.ADMINISTRATOR, is_active=False)
    with pytest.raises(ComplianceError, match="最后一位在用的管理员"):
        people.deactivate(Actor(other), administrator)
    with pytest.raises(ComplianceError, match="最后一位在用的管理员"):
        people.change_user(Actor(other), administrator, wanted("guanli", "", Role.REVIEWER))


def test_administrators_put_out_each_other_but_not_themselves(actor, administrator):
    other = person("guanli2", Role.ADMINISTRATOR)
    with pytest.raises(ComplianceError, match="不能停用自己"):
        people.deactivate(actor, administrator)
    with pytest.raises(ComplianceError, match="不能改自己的角色"):
        people.change_user(actor, administrator, wanted("guanli", "", Role.REVIEWER))
    people.deactivate(actor, other)
    other.refresh_from_db()
    assert not other.is_active


def test_who_is_put_out_is_out_at_once_and_can_be_let_in_again(actor, reviewer):
    client = Client()
    client.force_login(reviewer, backend="django.contrib.auth.backends.ModelBackend")
    _token, secret = tokens.make(Actor(reviewer), reviewer, "脚本")
    people.deactivate(actor, reviewer)
    assert client.get("/").status_code == 302
    assert tokens.user_of(secret) is None
    people.reactivate(actor, reviewer)
    client.force_login(reviewer, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/").status_code == 200
    assert tokens.user_of(secret) is None


def test_a_reset_password_ends_what_the_old_one_opened(actor, reviewer):
    client = Client()
    client.force_login(reviewer, backend="django.contrib.auth.backends.ModelBackend")
    _token, secret = tokens.make(Actor(reviewer), reviewer, "脚本")
    people.reset_password(actor, reviewer)
    assert client.get("/").status_code == 302
    assert tokens.user_of(secret) is None


def test_who_typed_wrong_passwords_is_let_in_again_at_once(actor, reviewer):
    client = Client()
    for _try in range(5):
        client.post("/sign-in/", {"username": "pingshen", "password": "错的"})
    assert client.post("/sign-in/", {"username": "pingshen", "password": PASSWORD}).status_code == 429
    people.unlock(actor, reviewer)
    assert not AccessAttempt.objects.exists()
    assert client.post("/sign-in/", {"username": "pingshen", "password": PASSWORD}).status_code == 302


# --- Lists -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_is_read_as_spreadsheet_programs_write_it(encoding):
    text = HEADER + "wang,王某,评审员,\r\n\r\nli,李某, 区县用户 ,青禾县\r\n"
    first, second = people_of(text.encode(encoding))
    assert (first.username, first.role, first.district, first.line) == ("wang", "reviewer", "", 2)
    assert (second.full_name, second.role, second.district, second.line) == ("李某", "district", "青禾县", 4)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "第一行应是表头“用户名,姓名,角色,区县”"),
        ("wang,王某,评审员,\n", "第一行应是表头"),
        (HEADER + "wang,王\0某,评审员,\n", "编码认不出来"),
        (HEADER, "只有表头"),
        (HEADER + "wang,王某\n", "第 2 行有 2 栏，应为 4 栏"),
        (HEADER + ",王某,评审员,\n", "第 2 行没有用户名"),
        (HEADER + "a,甲,评审员,\na,乙,评审员,\n", "第 3 行的用户名“a”与第 2 行相同"),
        (HEADER + "a,甲,督学,\n", "第 2 行的角色“督学”应为管理员、评审员、区县用户之一"),
        (HEADER + "a,甲,区县用户,\n", "第 2 行：区县用户要写区县"),
        (HEADER + "a,甲,评审员,青禾县\n", "第 2 行：区县用户要写区县，其他角色不写"),
        (HEADER + 'a,"甲,评审员,\n', "不是合格的 CSV"),
        (HEADER + "".join(f"u{n},甲,评审员,\n" for n in range(301)), "名单有 301 人，一次最多 300 人"),
    ],
)
def test_a_faulty_list_names_the_line_and_the_fault(text, message):
    with pytest.raises(ComplianceError, match=message):
        people_of(text.encode())


def test_districts_are_listed_one_a_line_and_each_once():
    assert districts_of(" 青禾县\n\n云岭县\r\n青禾县 ") == ("青禾县", "云岭县")
    with pytest.raises(ComplianceError, match="一行写一个"):
        districts_of(" \n ")
    with pytest.raises(ComplianceError, match="太长"):
        districts_of("县" * 61)


def test_a_list_is_added_whole_or_not_at_all(actor, qinghe):
    listed = people_of((HEADER + "wang,王某,区县用户,青禾县\nguanli,李某,评审员,\n").encode())
    with pytest.raises(ComplianceError, match="第 3 行：用户名“guanli”已有人使用"):
        people.add_listed(actor, listed)
    assert User.objects.count() == 1
    assert not AuditEntry.objects.exists()


def test_a_district_that_a_list_alone_knows_is_added_when_asked_for(actor):
    listed = people_of((HEADER + "wang,王某,区县用户,新设区\n").encode())
    with pytest.raises(ComplianceError, match="没有名为“新设区”的区县"):
        people.add_listed(actor, listed)
    [(user, password)] = people.add_listed(actor, listed, new_districts=True)
    assert user.district.name == "新设区"
    assert user.check_password(password)


def test_districts_are_added_once_and_renamed(actor, qinghe, yunling):
    added = people.add_districts(actor, ["青禾县", "白石区"])
    assert [district.name for district in added] == ["白石区"]
    with pytest.raises(ComplianceError, match="都已经有了"):
        people.add_districts(actor, ["青禾县"])
    with pytest.raises(ComplianceError, match="已有名为“青禾县”"):
        people.rename_district(actor, yunling, "青禾县")
    people.rename_district(actor, yunling, "云岭区")
    assert District.objects.filter(name="云岭区").exists()
    assert AuditEntry.objects.last().detail == {"before": "云岭县"}


def test_a_district_whose_name_is_too_long_is_refused_with_its_line():
    with pytest.raises(ComplianceError, match="第 2 行的区县名太长，最多 60 字"):
        people_of(f"用户名,姓名,角色,区县\nqinghe,王某,区县用户,{'县' * 61}\n".encode())


@pytest.mark.parametrize("cell", ["青禾\n县", "青禾\r\nX: y", "青\u202e禾县", "青禾\x1b县"])
def test_a_name_of_several_lines_or_with_unseen_characters_is_refused(cell):
    with pytest.raises(ComplianceError, match="行有一栏里换了行，或有看不见的字符"):
        people_of(f'用户名,姓名,角色,区县\nqinghe,王某,区县用户,"{cell}"\n'.encode())
