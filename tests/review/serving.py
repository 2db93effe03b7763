"""A workbench of its own, as `compliance serve` runs it: its processes, and what its database says."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

PASSWORD = "一个够长的密码 2026"
# A district with one draft, whose check waits.
_SEED = """
import sys
from datetime import date
from pathlib import Path
from compliance.review.serving import serve
serve.prepare(None, "127.0.0.1")
serve.migrate()
from compliance.review.auditing import audit
from compliance.review.submitting import uploads
from compliance.review.models import District, Role, Round, Submission, User
district = District.objects.create(name="青禾县")
office = User.objects.create_user("guanli", password=sys.argv[1], role=Role.ADMINISTRATOR)
user = User.objects.create_user("qinghe", password=sys.argv[1], role=Role.DISTRICT, district=district)
opened = Round.objects.create(title="督导评估", year=2026, scheme="national-quality-balance-2017",
                              deadline=date(2027, 6, 30), created_by=office)
submission = Submission.objects.create(round=opened, district=district)
for path in map(Path, sys.argv[2:]):
    data = path.read_bytes()
    uploads.receive(audit.Actor(user), submission, [uploads.Arriving(path.name, len(data), lambda: [data])])
"""


def environment(data: Path) -> dict[str, str]:
    """SQLite in the folder, whatever the tests' own database is."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "COMPLIANCE_DATA": str(data)}


def seed(data: Path, *drafts: Path) -> None:
    """A district's submission with these drafts."""
    command = [sys.executable, "-c", _SEED, PASSWORD, *map(str, drafts)]
    subprocess.run(command, env=environment(data), check=True, timeout=120)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Server:
    """`compliance serve` on a port of its own."""

    def __init__(self, data: Path, port: int | None = None, workers: int = 1, database: str = "") -> None:
        self.data, self.port = data, port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        command = [sys.executable, "-m", "compliance", "serve", "--port", str(self.port), "--workers", str(workers)]
        variables = environment(data) | ({"DATABASE_URL": database} if database else {})
        if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a shell's background job, which hands that on
            signal.signal(signal.SIGINT, signal.default_int_handler)
        self.process = subprocess.Popen(command, env=variables, stdout=subprocess.DEVNULL, start_new_session=True)

    def descendants(self) -> list[psutil.Process]:
        """Every process that it started, and those that they did."""
        try:
            return psutil.Process(self.process.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            return []

    def workers(self) -> list[psutil.Process]:
        return [process for process in self.descendants() if _is_worker(process)]

    def answers(self) -> bool:
        with socket.socket() as tried:
            tried.settimeout(1)
            return tried.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self) -> None:
        """End what is left, whatever the test came to."""
        for process in (*self.descendants(), psutil.Process(self.process.pid) if self.process.poll() is None else None):
            if process is not None and process.is_running():
                process.kill()
        self.process.wait(10)


def _is_worker(process: psutil.Process) -> bool:
    try:
        return "compliance.review.serving.worker" in process.cmdline()
    except psutil.Error:
        return False


def checks(data: Path) -> list[tuple[str, int]]:
    """State and attempts of every check, as the database file says."""
    with sqlite3.connect(f"file:{data / 'compliance.sqlite3'}?mode=ro", uri=True, timeout=20) as database:
        return list(database.execute("SELECT state, attempts FROM review_check ORDER BY id"))


def wait_until(holds: Callable[[], bool], seconds: float, what: str) -> None:
    """Wait until something holds; fails the test by name where it does not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError(f"after {seconds:g} s still not: {what}")


def alive(processes: list[psutil.Process]) -> list[psutil.Process]:
    return [p for p in processes if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]
