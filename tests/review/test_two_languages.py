"""Who chose English reads English: what the worker stored, dates, the API's answers, lists and logs."""

from __future__ import annotations

import ast
import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils import translation

from compliance.review import stored_words
from compliance.review.administering.people_list import people_of
from compliance.review.auditing import audit_words
from compliance.review.models import Check, RemarkKind, Round, StoredFinding
from compliance.review.stored_words import said, step_said
from tests.review.conftest import client_of

REVIEW = Path(__file__).parent.parent.parent / "compliance/review"


@pytest.fixture
def english():
    with translation.override("en"):
        yield


def in_english(user):
    client = client_of(user)
    client.cookies["compliance_language"] = "en"
    return client


# --- What the worker stored ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "stored, read",
    [
        (stored_words.BROKEN, "The program failed during the check"),
        (stored_words.KEEPS_STOPPING % {"attempts": 3}, "The check was tried 3 times"),
        (stored_words.TAKEN_OVER % {"number": 2}, "the same as for draft 2;"),
        (stored_words.BAD_NAME % {"name": "自评%s.docx"}, "The file name “自评%s.docx” cannot be used"),
        ("自评.docx：" + stored_words.GONE, "自评.docx：The file is no longer in the data folder"),
        (stored_words.QUOTE_LOST % {"quote": "共（2）处", "number": 1}, "The passage “共（2）处” is not found"),
    ],
)
def test_a_stored_sentence_is_read_in_english_with_what_it_puts_in(english, stored, read):
    assert read in said(stored)


def test_several_stored_sentences_are_all_read_in_english_with_the_statuses_in_them(english):
    changed = stored_words.PROPOSAL_CHANGED % {"status_before": "已有依据", "status_now": "未见依据"}
    assert said(changed + stored_words.FILES_CHANGED) == (
        "The program proposed “Met” before and “Missing” now. "
        "The decision was on the submission as a whole, and the new draft has other files."
    )


@pytest.mark.parametrize("text", ["", "自评.txt：文件是空的。", "100%"])
def test_what_is_no_such_sentence_stays_as_it_is(english, text):
    assert said(text) == text and step_said(text) == text


def test_chinese_readers_read_what_was_stored():
    assert said(stored_words.BROKEN) == stored_words.BROKEN and step_said("准备") == "准备"


@pytest.mark.parametrize(
    "step, read",
    [
        ("准备", "Preparing"),
        ("读取文件 自评.docx 3/20", "Reading 自评.docx 3/20"),
        ("逐条评判", "Judging item by item"),
    ],
)
def test_a_step_of_a_check_is_read_in_english(english, step, read):
    assert step_said(step) == read


def test_a_failed_check_is_told_in_english(submission, district_user, sample_report):
    from tests.review.conftest import checked

    check = checked(submission, sample_report)
    Check.objects.filter(pk=check.pk).update(state="failed", message=stored_words.BROKEN)
    client = in_english(district_user)
    assert client.get(f"/api/checks/{check.pk}").json()["message"].startswith("The program failed during the check")
    assert "The program failed during the check" in client.get(f"/submissions/{submission.pk}/").text


# --- Dates -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "language, long, short",
    [("zh-hans", "2026年11月9日", "2026-11-09"), ("en", "9 November 2026", "9 Nov 2026")],
)
def test_dates_are_written_as_the_language_writes_them(language, long, short):
    with translation.override(language):
        page = Template('{{ day|date:"DATE_FORMAT" }} / {{ day|date:"SHORT_DATE_FORMAT" }}')
        assert page.render(Context({"day": date(2026, 11, 9)})) == f"{long} / {short}"


def test_times_are_written_without_a_twelve_hour_clock(english):
    page = Template('{{ at|date:"DATETIME_FORMAT" }} / {{ at|date:"SHORT_DATETIME_FORMAT" }}')
    at = datetime(2026, 11, 9, 6, 5, tzinfo=UTC)
    assert page.render(Context({"at": at})) == "9 November 2026, 14:05 / 9 Nov 2026, 14:05"


@pytest.mark.django_db
def test_a_page_shows_its_deadline_so(round_, district_user):
    assert "30 Jun 2027" in in_english(district_user).get("/").text
    assert "2027-06-30" in client_of(district_user).get("/").text


# --- The API ---------------------------------------------------------------------------------------


def test_the_api_says_in_the_session_s_language_what_is_wrong(assigned, reviewer):
    finding = StoredFinding.objects.filter(submission=assigned).exclude(status="met").first()
    wrong = {"action": "change", "status": "met", "reason": ""}

    def told(client):
        answer = client.post(f"/api/findings/{finding.pk}/decisions", wrong, content_type="application/json")
        return answer.status_code, answer.json()["message"]

    assert told(in_english(reviewer)) == (409, "A change needs a reason.")
    assert told(client_of(reviewer)) == (409, "改判须写明理由。")


@pytest.mark.parametrize(
    "path, status, message",
    [
        ("/api/findings/999999", 404, "Not found."),
        ("/api/audit", 403, "Your role may not do this."),
        ("/api/findings?limit=many", 422, "The request is not of the expected form."),
    ],
)
def test_the_api_refuses_in_english(reviewer, path, status, message):
    answer = in_english(reviewer).get(path)
    assert (answer.status_code, answer.json()["message"]) == (status, message)


@pytest.mark.django_db
@pytest.mark.parametrize("language, message", [("en", "Sign in first"), ("zh-hans", "请先登录")])
def test_the_api_says_that_it_does_not_know_who_asks(client, language, message):
    client.cookies["compliance_language"] = language
    answer = client.get("/api/submissions")
    assert answer.status_code == 401 and answer.json()["message"].startswith(message)


# --- Lists, logs, forms ----------------------------------------------------------------------------

CHINESE = "用户名,姓名,角色,区县\nqinghe,李某,区县用户,青禾县\n".encode()
ENGLISH = b"User name,Name,Role,District\nqinghe,Li Mou,District user,Qinghe County\n"


def test_a_list_of_people_may_be_written_in_either_language_on_an_english_page(english):
    assert [people_of(data)[0].role for data in (CHINESE, ENGLISH, ENGLISH.lower())] == ["district"] * 3


def test_the_sample_on_the_english_import_page_can_be_imported(administrator, english):
    page = in_english(administrator).get("/people/import/").text
    sample = page.split('<pre class="sample">')[1].split("</pre>")[0]
    assert [person.role for person in people_of(sample.encode())] == ["district", "reviewer"]


def test_the_export_is_in_english(round_, administrator):
    answer = in_english(administrator).post(f"/rounds/{round_.pk}/export/")
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as book:
        workbook = book.read("xl/workbook.xml").decode()
    assert 'name="Overview"' in workbook and 'name="总览"' not in workbook


def test_a_round_s_form_offers_the_procedures_in_english(administrator):
    assert "Plain ledger" in in_english(administrator).get("/rounds/new/").text


def _recorded() -> set[str]:
    """The actions that the code enters in the audit log, where it names them outright."""
    found: set[str] = set()
    for path in REVIEW.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("record", "record_on"):
                values = [value for value in ast.walk(node.args[1]) if isinstance(value, ast.Constant)]
                found |= {value.value for value in values if isinstance(value.value, str)}
    return found | set(RemarkKind.values)


def test_every_action_of_the_audit_log_has_a_name():
    assert len(_recorded()) > 30
    assert _recorded() - set(audit_words.ACTION_NAMES) == set()


@pytest.mark.django_db
def test_the_wording_of_a_round_stays_what_people_wrote(round_, administrator):
    assert Round.objects.get().title in in_english(administrator).get("/rounds/").text
