"""A workbench with two districts and their people, on SQLite, or PostgreSQL with COMPLIANCE_TEST_DATABASE=postgresql.

Django reads its settings when it is first touched, so the environment is set before the workbench is imported.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

DATA = Path(tempfile.mkdtemp(prefix="workbench-tests-"))
atexit.register(shutil.rmtree, DATA, ignore_errors=True)
os.environ["COMPLIANCE_DATA"] = str(DATA)
os.environ["DJANGO_SETTINGS_MODULE"] = "compliance.review.settings"
POSTGRESQL = os.environ.get("COMPLIANCE_TEST_DATABASE") == "postgresql"
if POSTGRESQL:
    from tests.review.postgresql import start

    os.environ["DATABASE_URL"] = start()

import django

django.setup()

from datetime import date
from functools import cache

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from compliance.review import tokens
from compliance.review.auditing.audit import Actor
from compliance.review.models import (
    Assignment,
    AuditEntry,
    Check,
    CheckState,
    District,
    Draft,
    Duty,
    Role,
    Round,
    Submission,
    User,
)
from compliance.review.submitting import checking
from compliance.terms import Report
from tests.checked_samples import report_on

PASSWORD = "一个够长的密码 2026"


@pytest.fixture
def qinghe(db) -> District:
    return District.objects.create(name="青禾县")


@pytest.fixture
def yunling(db) -> District:
    return District.objects.create(name="云岭县")


def person(username: str, role: Role, district: District | None = None, **more) -> User:
    """A user with PASSWORD."""
    return User.objects.create(username=username, password=_hashed(), role=role, district=district, **more)


@cache
def _hashed() -> str:
    """PASSWORD as it is kept; working that out takes a tenth of a second, on purpose."""
    return make_password(PASSWORD)


@pytest.fixture
def administrator(db) -> User:
    return person("guanli", Role.ADMINISTRATOR)


@pytest.fixture
def reviewer(db) -> User:
    return person("pingshen", Role.REVIEWER, full_name="评审甲")


@pytest.fixture
def second_reviewer(db) -> User:
    return person("pingshen2", Role.REVIEWER, full_name="评审乙")


@pytest.fixture
def settler(db) -> User:
    return person("caiding", Role.REVIEWER, full_name="评审丙")


@pytest.fixture
def district_user(qinghe) -> User:
    return person("qinghe", Role.DISTRICT, qinghe)


@pytest.fixture
def other_district_user(yunling) -> User:
    return person("yunling", Role.DISTRICT, yunling)


@pytest.fixture
def round_(administrator, qinghe, yunling) -> Round:
    """An open round with both districts; nobody is assigned yet."""
    opened = Round.objects.create(
        title="2026 年义务教育优质均衡督导评估",
        year=2026,
        scheme="national-quality-balance-2017",
        deadline=date(2027, 6, 30),
        created_by=administrator,
    )
    for district in (qinghe, yunling):
        Submission.objects.create(round=opened, district=district)
    return opened


@pytest.fixture
def submission(round_, qinghe) -> Submission:
    """Qinghe's submission."""
    return Submission.objects.get(round=round_, district=qinghe)


@pytest.fixture
def other_submission(round_, yunling) -> Submission:
    """Yunling's submission."""
    return Submission.objects.get(round=round_, district=yunling)


def assign(submission: Submission, reviewer: User, duty: Duty = Duty.REVIEW) -> Assignment:
    """Give a submission to a reviewer."""
    return Assignment.objects.create(
        submission=submission, reviewer=reviewer, duty=duty, assigned_by=submission.round.created_by
    )


@pytest.fixture(scope="session")
def sample_report() -> Report:
    """The report on the sample of a district's self-evaluation."""
    return report_on("district-self-evaluation.docx")


def checked(submission: Submission, report: Report) -> Check:
    """A new draft of the submission, with this report as the result of its check."""
    by = submission.round.created_by
    draft = Draft.objects.create(submission=submission, number=submission.drafts.count() + 1, uploaded_by=by)
    check = Check.objects.create(draft=draft, asked_by=by, state=CheckState.RUNNING)
    assert checking.store(check, report)
    check.refresh_from_db()
    return check


@pytest.fixture
def check(submission, sample_report) -> Check:
    """Qinghe's first draft, checked."""
    return checked(submission, sample_report)


@pytest.fixture
def assigned(submission, check, reviewer) -> Submission:
    """Qinghe's checked submission, assigned to the reviewer."""
    assign(submission, reviewer)
    return submission


def client_of(user: User) -> Client:
    """A browser in which the user is signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


class Api:
    """The API in a user's name, with a token."""

    def __init__(self, user: User) -> None:
        self._headers = {"authorization": f"Bearer {tokens.make(Actor(user), user, '测试')[1]}"}

    def __call__(self, method: str, path: str, body: object = None):
        if method == "get":
            return Client().get(f"/api/{path}", headers=self._headers)
        ask = getattr(Client(), method)
        return ask(f"/api/{path}", body or {}, content_type="application/json", headers=self._headers)


@pytest.fixture
def api(administrator) -> Api:
    """The API in the administrator's name."""
    return Api(administrator)


def actions() -> list[str]:
    """What was done, by the log: neither looks nor what tests need before."""
    others = ["view", "make_token", "sign_in", "check_done"]
    return list(AuditEntry.objects.exclude(action__in=others).values_list("action", flat=True))
