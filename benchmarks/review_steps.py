"""How long the server takes for each step of a review: `python -m benchmarks.review_steps`, by hand.

A round of 1,000 findings (20 districts, 50 items), half of them decided by two reviewers; requests go through the whole
application as a server calls it, on SQLite and on PostgreSQL. Prints a Markdown table in milliseconds;
"computing" is what this process computed itself, which other work on the machine does not lengthen.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from itertools import cycle, islice
from statistics import median, quantiles
from typing import Any
from wsgiref.util import setup_testing_defaults

DISTRICTS, ITEMS, CHARACTERS = 20, 50, 30_000
CSRF = "a" * 32
Json = dict[str, Any]


class Browser:
    """A signed-in reviewer who calls the application as a server does."""

    def __init__(self, session: str) -> None:
        from compliance.review.wsgi import application

        self.application = application
        self.cookies = f"compliance_session={session}; compliance_csrf={CSRF}"

    def ask(self, method: str, address: str, said: Json | None = None) -> Any:
        body = json.dumps(said or {}).encode()
        path, _, query = address.partition("?")
        environ: Json = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": "127.0.0.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_COOKIE": self.cookies,
            "HTTP_X_CSRFTOKEN": CSRF,
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
        }
        setup_testing_defaults(environ)
        status = []
        answer = self.application(environ, lambda line, headers, exc_info=None: status.append(line))
        told = b"".join(answer)
        answer.close()
        assert status[0].startswith("200"), (status, told[:500])
        return json.loads(told)


def a_round(several: int = 2, half_decided: bool = True) -> list[Any]:
    """The round, assigned to so many reviewers, half of it decided by all of them; the reviewers."""
    from compliance.reports.json_report import to_dict
    from compliance.review import models as m
    from compliance.review.pages.stored import to_plain
    from tests.checked_samples import report_on

    report = report_on("district-self-evaluation.docx")
    told = to_dict(report, "2026-12-01T00:00:00+08:00")
    content = to_plain(report.submission.documents[0])
    while sum(len(block["text"]) for block in content["blocks"]) < CHARACTERS:
        content["blocks"] += content["blocks"]
    office = m.User.objects.create_user("office", role="administrator")
    reviewers = [m.User.objects.create_user(f"reviewer{n}", role="reviewer") for n in range(several)]
    opened = m.Round.objects.create(
        title="基准轮次", year=2026, scheme="s", deadline=date(2027, 6, 30), created_by=office
    )
    for number in range(DISTRICTS):
        district = m.District.objects.create(name=f"第{number}县")
        submission = m.Submission.objects.create(round=opened, district=district)
        for reviewer in reviewers:
            m.Assignment.objects.create(submission=submission, reviewer=reviewer, assigned_by=office)
        draft = m.Draft.objects.create(submission=submission, number=1, uploaded_by=office)
        check = m.Check.objects.create(draft=draft, asked_by=office, state="done", report=told)
        m.CheckedDocument.objects.create(
            check_run=check, number=0, name="自评报告.docx", sha256="a" * 64, media_type="x", content=content
        )
        m.StoredFinding.objects.bulk_create(
            m.StoredFinding(
                check_run=check,
                submission=submission,
                item=f"item-{place:02}",
                number=place,
                title=found["title"],
                status=found["status"],
                confidence=found["confidence"],
                need=1 - found["confidence"],
                proposed_need=1 - found["confidence"],
                detail=found,
            )
            for place, found in enumerate(islice(cycle(told["findings"]), ITEMS))
        )
    if half_decided:
        _decide_half(opened, reviewers)
    return reviewers


def _decide_half(opened: Any, reviewers: list[Any]) -> None:
    from compliance.review.auditing.audit import Actor
    from compliance.review.models import Action, StoredFinding
    from compliance.review.reviewing.deciding import decide

    for finding in StoredFinding.objects.filter(submission__round=opened, number__lt=ITEMS // 2):
        for reviewer in reviewers:
            decide(Actor(reviewer), finding, Action.ACCEPT)


def session_of(user: Any) -> str:
    """The key of a session in which the user is signed in."""
    from django.test import Client

    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return str(client.cookies["compliance_session"].value)


def passage_of(browser: Browser, finding: int) -> Json:
    """The first passage of a finding, as a reviewer marks it."""
    opened = browser.ask("GET", f"/api/findings/{finding}")
    document, piece = opened["documents"][0], opened["detail"]["evidence"][0]
    place = {name: piece["place"][name] for name in ("block", "start", "end")}
    return {"document": document["id"], "sha256": document["sha256"], "quote": piece["quote"], **place}


def steps(browser: Browser, waiting: list[int]) -> dict[str, Callable[[], Any]]:
    """What is measured; `waiting` are the ids of findings that are open."""
    findings = cycle(waiting)
    marked = cycle([(finding, passage_of(browser, finding)) for finding in waiting[-20:]])
    made: list[int] = []

    def decide() -> None:
        answer = browser.ask("POST", f"/api/findings/{next(findings)}/decisions", {"action": "accept"})
        made.append(answer["decision"]["id"])

    def mark() -> None:
        finding, passage = next(marked)
        said = {"action": "accept", "passages": [passage]}
        browser.ask("POST", f"/api/findings/{finding}/decisions", said)

    return {
        "list, by need": lambda: browser.ask("GET", "/api/findings"),
        "list, 500 rows": lambda: browser.ask("GET", "/api/findings?limit=500"),
        "list, filtered by state and text": lambda: browser.ask(
            "GET", "/api/findings?state=open&text=%E6%95%99%E5%B8%88&order=waiting"
        ),
        "open a finding": lambda: browser.ask("GET", f"/api/findings/{next(findings)}"),
        "accept": decide,
        "accept with marked evidence": mark,
        "withdraw": lambda: browser.ask("POST", f"/api/decisions/{made.pop()}/withdraw"),
        "own history": lambda: browser.ask("GET", "/api/decisions/mine?limit=20"),
    }


def measure(database: str, times: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from compliance.review.models import StoredFinding

    call_command("migrate", verbosity=0)
    browser = Browser(session_of(a_round()[0]))
    waiting = StoredFinding.objects.filter(number__gte=ITEMS // 2).values_list("pk", flat=True)
    for name, step in steps(browser, list(waiting)).items():
        step()
        took, computed = [], []
        for _ in range(times):
            began, computing = time.perf_counter(), time.process_time()
            step()
            took.append((time.perf_counter() - began) * 1000)
            computed.append((time.process_time() - computing) * 1000)
        p50, p95, cpu = median(took), quantiles(took, n=20)[-1], median(computed)
        print(f"| {name} | {database} | {p50:.1f} | {p95:.1f} | {cpu:.1f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", nargs="?", choices=["sqlite", "postgresql"])
    parser.add_argument("--times", type=int, default=100)
    asked = parser.parse_args()
    if asked.database is None:
        print("| step | database | p50 | p95 | computing, p50 |\n|---|---|---:|---:|---:|", flush=True)
        for database in ("sqlite", "postgresql"):
            again = [sys.executable, "-m", "benchmarks.review_steps", database, "--times", str(asked.times)]
            subprocess.run(again, check=True)
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COMPLIANCE_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "compliance.review.settings"
        os.environ.pop("DATABASE_URL", None)
        if asked.database == "postgresql":
            from tests.review.postgresql import start

            os.environ["DATABASE_URL"] = start()
        measure(asked.database, asked.times)


if __name__ == "__main__":
    main()
