"""What is lost when server and worker are killed: `python -m benchmarks.interrupted [--times 50]`, by hand.

Districts upload and reviewers decide against a real server on SQLite, while one of server, worker or both is killed
(kill -9) again and again, at a random moment. Afterwards the server is started once more, and everything is counted:
what was answered must be there, whole and once, and nothing may wait for ever. Prints figures; exit code 1 where a
promise is broken.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import psutil

from tests.review.serving import PASSWORD, Server, alive, wait_until

SAMPLE = Path(__file__).parents[1] / "samples" / "district-self-evaluation.docx"
DISTRICTS = ("qinghe", "yunling", "lanxi")
REVIEWER = "pingshen"
_LARGE = 3 * 2**20  # bytes of a file that takes a moment to arrive


@dataclass
class Answered:
    """What the server has said yes to, and what happened to the rest."""

    drafts: dict[int, dict[str, str]] = field(default_factory=dict)  # id → name → SHA-256
    decisions: list[tuple[int, int]] = field(default_factory=list)  # finding, decision
    broken: Counter[str] = field(default_factory=Counter)  # requests without an answer, by kind
    refused: Counter[str] = field(default_factory=Counter)
    kills: Counter[str] = field(default_factory=Counter)


class Person(threading.Thread):
    """Somebody who works on through every interruption."""

    def __init__(self, name: str, server: Server, answered: Answered, over: threading.Event, most: int) -> None:
        super().__init__(name=name, daemon=True)
        self.most = most  # drafts
        self.answered, self.over = answered, over
        self.chance = random.Random(name)
        self.client = httpx.Client(base_url=server.url, timeout=30, follow_redirects=True)
        self.signed_in = False

    def run(self) -> None:
        while not self.over.is_set():
            try:
                if not self.signed_in:
                    self.sign_in()
                self.work()
            except httpx.HTTPError as fault:
                self.answered.broken[f"{self.kind} ({type(fault).__name__})"] += 1
                self.over.wait(0.3)

    kind = ""

    def work(self) -> None:
        raise NotImplementedError

    def sign_in(self) -> None:
        self.client.get("/sign-in/")
        form = {"username": self.name, "password": PASSWORD, "csrfmiddlewaretoken": self.token}
        self.signed_in = self.client.post("/sign-in/", data=form).status_code == 200

    @property
    def token(self) -> str:
        return self.client.cookies.get("compliance_csrf") or ""

    def post(self, address: str, **content: Any) -> httpx.Response:
        answer = self.client.post(address, headers={"X-CSRFToken": self.token}, **content)
        if answer.status_code >= 400:
            self.answered.refused[f"{self.kind} {answer.status_code}"] += 1
        return answer


class Uploader(Person):
    """Hands in draft after draft: a text that differs, a sample that stays, something large."""

    kind = "upload"
    handed_in = 0

    def work(self) -> None:
        if self.handed_in >= self.most:
            self.over.wait(1)
            return
        submissions = self.client.get("/api/submissions").json()
        files = {
            "自评.txt": f"{self.name} 第{self.handed_in}稿\n县政府成立了教育督导工作领导小组。\n".encode(),
            "自评报告.docx": SAMPLE.read_bytes(),
            "照片.bin": self.chance.randbytes(_LARGE),  # no kind of file that is read
        }
        parts = [("files", (name, content)) for name, content in files.items()]
        answer = self.post(f"/api/submissions/{submissions[0]['id']}/drafts", files=parts)
        if answer.status_code == 201:
            self.handed_in += 1
            told = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
            self.answered.drafts[answer.json()["id"]] = told
        self.over.wait(self.chance.uniform(2, 12))


class Decider(Person):
    """Accepts findings one after the other; where none is left, takes back what it decided last and goes on."""

    kind = "decision"
    taken_back = 0

    def work(self) -> None:
        answer = self.client.get("/api/findings", params={"state": "open", "limit": 50})
        if answer.status_code != 200:
            self.answered.refused[f"findings {answer.status_code}"] += 1
            self.over.wait(5)
            return
        rows = answer.json()["findings"]
        if not rows:
            self.take_back()
        for row in rows:
            if self.over.is_set():
                return
            content = {"action": "accept", "status": row["status"], "reason": "", "passages": []}
            decided = self.post(f"/api/findings/{row['id']}/decisions", json=content)
            if decided.status_code == 200:
                self.answered.decisions.append((row["id"], decided.json()["decision"]["id"]))
            self.over.wait(0.1)
        self.over.wait(0.5)

    def take_back(self) -> None:
        made = self.answered.decisions[self.taken_back :]
        for _finding, decision in made:
            self.post(f"/api/decisions/{decision}/withdraw")
            self.taken_back += 1
            self.over.wait(0.02)


def seed(data: Path) -> None:
    """A round with three districts, each with a checked draft, and a reviewer who has all of them."""
    from compliance.review.serving import serve

    serve.prepare(data, "127.0.0.1")
    serve.migrate()
    from django.db import connection

    from compliance.review.auditing import audit
    from compliance.review.models import Assignment, District, Role, Round, Submission, User
    from compliance.review.submitting import running, uploads

    office = User.objects.create_user("guanli", password=PASSWORD, role=Role.ADMINISTRATOR)
    reviewer = User.objects.create_user(REVIEWER, password=PASSWORD, role=Role.REVIEWER)
    opened = Round.objects.create(
        title="督导评估",
        year=2026,
        scheme="national-quality-balance-2017",
        deadline=date(2027, 6, 30),
        created_by=office,
    )
    for name in DISTRICTS:
        district = District.objects.create(name=name)
        user = User.objects.create_user(name, password=PASSWORD, role=Role.DISTRICT, district=district)
        submission = Submission.objects.create(round=opened, district=district)
        Assignment.objects.create(submission=submission, reviewer=reviewer, assigned_by=office)
        first = uploads.Arriving(SAMPLE.name, SAMPLE.stat().st_size, lambda: [SAMPLE.read_bytes()])
        running.run(uploads.receive(audit.Actor(user), submission, [first]).check.pk)  # there is something to decide
    connection.close()


def interrupt(server: Server, times: int, answered: Answered, chance: random.Random) -> Server:
    """Kill something so many times, at random moments; the server that runs at the end."""
    for number in range(times):
        wait_until(server.answers, 60, "the server answers")
        time.sleep(chance.uniform(1, 14))
        victim = chance.choice(("server", "worker", "both"))
        workers = server.workers()
        processes = server.descendants()
        answered.kills[victim] += 1
        if victim in ("worker", "both"):
            for worker in workers:
                with suppress(psutil.NoSuchProcess):
                    worker.kill()
        if victim in ("server", "both"):
            server.process.kill()
            server.process.wait(20)
            wait_until(lambda left=processes: not alive(left), 20, "nothing outlives the server")
            server = Server(server.data, server.port)
        print(f"{number + 1}/{times} {victim}: {len(answered.drafts)} drafts, {len(answered.decisions)} decisions")
    return server


def settle(server: Server, seconds: float) -> float:
    """Wait until every check is over; how long that took."""
    from compliance.review.models import Check

    began = time.monotonic()
    waiting = Check.objects.filter(state__in=["waiting", "running"])
    wait_until(lambda: server.answers() and not waiting.exists(), seconds, "every check is over")
    return time.monotonic() - began


def faults(answered: Answered) -> list[str]:
    """Every promise that was broken, in words."""
    from compliance.review.auditing import audit
    from compliance.review.models import AuditEntry, Check, CheckState, Decision, Draft, StoredFinding, Submission
    from compliance.review.submitting import files

    found = []
    drafts = {draft.pk: draft for draft in Draft.objects.prefetch_related("files", "checks")}
    for pk, told in answered.drafts.items():
        kept = {file.name: file.file_id for file in drafts[pk].files.all()} if pk in drafts else None
        if kept != told:
            found.append(f"draft {pk} was answered with 201 and is {kept}")
    for draft in drafts.values():
        names = draft.files.all()
        if not names or not draft.checks.all():
            found.append(f"draft {draft.pk} is half: {len(names)} files, {len(draft.checks.all())} checks")
        for file in names:
            if hashlib.sha256(files.path_of(file.file_id).read_bytes()).hexdigest() != file.file_id:
                found.append(f"file {file} of draft {draft.pk} is not what was sent")
    if AuditEntry.objects.filter(action="upload_draft").count() != len(drafts):
        found.append("the log does not have one entry a draft")
    for check in Check.objects.all():
        findings, documents = check.findings.count(), check.documents.count()
        report = check.report or {"findings": [], "documents": []}
        if (findings, documents) != (len(report["findings"]), len(report["documents"])):
            found.append(f"check {check.pk} ({check.state}) has {findings} findings, {documents} documents")
        if check.state not in (CheckState.DONE, CheckState.FAILED):
            found.append(f"check {check.pk} is {check.state}")
    for submission in Submission.objects.all():
        done = Check.objects.filter(draft__submission=submission, state=CheckState.DONE)
        newest = done.order_by("-draft__number", "-pk").first()
        marked = set(
            StoredFinding.objects.filter(submission=submission, newest=True).values_list("check_run", flat=True)
        )
        if marked != ({newest.pk} if newest else set()):
            found.append(f"the newest findings of {submission} are of checks {marked}, not of {newest}")
    decisions = dict(Decision.objects.values_list("pk", "finding"))
    found += [
        f"decision {decision} on finding {finding} was answered with 200 and is gone"
        for finding, decision in answered.decisions
        if decisions.get(decision) != finding
    ]
    verdict = audit.verify_all()
    if verdict.fault:
        found.append(verdict.fault)
    return found


def tell(answered: Answered, settled: float) -> None:
    """The figures."""
    from compliance.review.models import AuditEntry, Check, Draft

    states = Counter(Check.objects.values_list("state", flat=True))
    attempts = Counter(Check.objects.values_list("attempts", flat=True))
    print(f"kills: {sum(answered.kills.values())} {dict(answered.kills)}")
    print(f"drafts answered: {len(answered.drafts)}, in the database: {Draft.objects.count()}")
    print(f"decisions answered: {len(answered.decisions)}" if answered.decisions else "decisions: none were made")
    print(f"requests without an answer: {dict(answered.broken)}; refused: {dict(answered.refused)}")
    print(f"checks: {dict(states)}, attempts: {dict(sorted(attempts.items()))}, all over after {settled:.0f} s")
    for message in Check.objects.filter(state="failed").values_list("message", flat=True).distinct():
        print(f"failed: {message}")
    print(f"entries of the log: {AuditEntry.objects.count()}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50, help="how often something is killed")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--drafts", type=int, default=20, help="most drafts of a district")
    parser.add_argument("--settle", type=float, default=1800, help="seconds to wait for the checks that are left")
    chosen = parser.parse_args()
    os.environ.pop("DATABASE_URL", None)
    with tempfile.TemporaryDirectory(prefix="interrupted-") as folder:
        data = Path(folder)
        seed(data)
        answered, over = Answered(), threading.Event()
        server = Server(data)
        try:
            people = [Uploader(name, server, answered, over, chosen.drafts) for name in DISTRICTS]
            people += [Decider(REVIEWER, server, answered, over, 0)]
            for person in people:
                person.start()
            server = interrupt(server, chosen.times, answered, random.Random(chosen.seed))
            over.set()
            for person in people:
                person.join(60)
            settled = settle(server, chosen.settle)
            broken = faults(answered)
        finally:
            left = server.descendants()
            server.kill()
        tell(answered, settled)
        wait_until(lambda: not alive(left), 20, "nothing outlives the server")
        print("\n".join(broken) or "nothing lost, nothing doubled, nothing stuck")
        return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
