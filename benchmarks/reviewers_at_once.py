"""Twenty reviewers at once against `compliance serve`: `python -m benchmarks.reviewers_at_once`, by hand.

Each works through fifty findings of one district in a round of 1,000: open the next, accept it, and every tenth time
look at the list anew. Prints a Markdown table: how long an answer takes on the client's clock, in milliseconds, and
how many decisions they make a second. With --thinking each reads so many seconds before a decision.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks.review_steps import CSRF, ITEMS, a_round, session_of
from tests.review.serving import Server, wait_until

REVIEWERS = 20
Took = dict[str, list[float]]


def seed() -> None:
    """The round and a session for each reviewer, with the findings of a district of their own; told as JSON."""
    import django

    django.setup()
    from django.core.management import call_command

    from compliance.review.models import Assignment, StoredFinding

    call_command("migrate", verbosity=0)
    reviewers = a_round(REVIEWERS, half_decided=False)
    submissions = sorted(set(Assignment.objects.values_list("submission", flat=True)))
    told = []
    for reviewer, submission in zip(reviewers, submissions, strict=True):
        findings = StoredFinding.objects.filter(submission=submission).values_list("pk", flat=True)
        told.append({"session": session_of(reviewer), "submission": submission, "findings": list(findings)})
    json.dump(told, sys.stdout)


class Reviewer:
    """One reviewer's browser: a connection of its own, every answer timed."""

    def __init__(self, port: int, known: dict[str, Any], thinking: float) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.known, self.thinking = known, thinking
        self.took: Took = defaultdict(list)
        cookies = f"compliance_session={known['session']}; compliance_csrf={CSRF}"
        self.headers = {"Cookie": cookies, "X-CSRFToken": CSRF, "Content-Type": "application/json"}

    def ask(self, step: str, method: str, address: str, said: Any = None) -> None:
        began = time.perf_counter()
        self.connection.request(method, address, json.dumps(said) if said else None, self.headers)
        answer = self.connection.getresponse()
        told = answer.read()
        self.took[step].append((time.perf_counter() - began) * 1000)
        assert answer.status == 200, (address, answer.status, told[:300])

    def work(self) -> None:
        for number, finding in enumerate(self.known["findings"]):
            if number % 10 == 0:
                self.ask("list", "GET", f"/api/findings?submission={self.known['submission']}")
            self.ask("open a finding", "GET", f"/api/findings/{finding}")
            time.sleep(self.thinking)
            self.ask("decision", "POST", f"/api/findings/{finding}/decisions", {"action": "accept"})


def measure(database: str, thinking: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        os.environ |= {"COMPLIANCE_DATA": folder, "DJANGO_SETTINGS_MODULE": "compliance.review.settings"}
        os.environ.pop("DATABASE_URL", None)
        if database == "postgresql":
            from tests.review.postgresql import start

            os.environ["DATABASE_URL"] = start()
        seeded = subprocess.run([sys.executable, "-m", __spec__.name, "seed"], check=True, capture_output=True)
        server = Server(data, workers=0, database=os.environ.get("DATABASE_URL", ""))
        try:
            wait_until(server.answers, 60, "the server answers")
            reviewers = [Reviewer(server.port, known, thinking) for known in json.loads(seeded.stdout)]
            threads = [threading.Thread(target=reviewer.work) for reviewer in reviewers]
            began = time.perf_counter()
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            seconds = time.perf_counter() - began
        finally:
            server.kill()
    decisions = sum(len(reviewer.took["decision"]) for reviewer in reviewers)
    assert decisions == REVIEWERS * ITEMS, "a reviewer was refused"
    for step in ("list", "open a finding", "decision"):
        took = [one for reviewer in reviewers for one in reviewer.took[step]]
        p95 = quantiles(took, n=20)[-1]
        print(f"| {step} | {database} | {median(took):.0f} | {p95:.0f} | {decisions / seconds:.1f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", choices=["sqlite", "postgresql", "seed"])
    parser.add_argument("--thinking", type=float, default=0.0, help="seconds before each decision")
    asked = parser.parse_args()
    if asked.what == "seed":
        seed()
        return
    print("| step | database | p50 | p95 | decisions a second |\n|---|---|---:|---:|---:|", flush=True)
    for database in [asked.what] if asked.what else ["sqlite", "postgresql"]:
        measure(database, asked.thinking)


if __name__ == "__main__":
    main()
