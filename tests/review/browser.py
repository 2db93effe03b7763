"""A real server with a data folder of its own, and a browser that looks at it.

A test module takes the fixtures by importing them: `from tests.review.browser import browser, page, workbench`.
What the server shows is put there by `workbench.seed(function, …)`, which runs the function in a process of its own: a
process that drives a browser cannot use Django's database.
"""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
PASSWORD = "一个够长的密码 2026"
_STARTS_WITHIN = 60  # seconds


@dataclass
class Workbench:
    """A server that runs, and its data folder."""

    data: Path
    url: str
    environment: dict[str, str] = field(repr=False)

    @property
    def said(self) -> str:
        """What the server has printed so far."""
        return (self.data / "serve.txt").read_text("utf-8", "replace")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """A `compliance` command on the workbench's data."""
        told = [sys.executable, "-m", "compliance", *command, "--data", str(self.data)]
        return subprocess.run(told, env=self.environment, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120)

    def seed(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """What a function of a test module answers, called with the workbench's database; all of it can be pickled."""
        told = (function.__module__, function.__qualname__, arguments)
        # The server may be writing at the same moment; both wait for their turn.
        done = subprocess.run(
            [sys.executable, "-m", "tests.review.browser"],
            input=pickle.dumps(told),
            capture_output=True,
            env=self.environment,
            cwd=ROOT,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
        return pickle.loads(done.stdout)


@pytest.fixture(scope="module")
def workbench(tmp_path_factory) -> Iterator[Workbench]:
    """`compliance serve` on a free port, with an empty database."""
    data = tmp_path_factory.mktemp("served")
    environment = {**os.environ, "COMPLIANCE_DATA": str(data), "DJANGO_SETTINGS_MODULE": "compliance.review.settings"}
    if environment.get("DATABASE_URL"):
        environment["DATABASE_URL"] = _own_database(environment["DATABASE_URL"], f"served_{os.getpid()}_{data.name}")
    port = _free_port()
    url = f"http://127.0.0.1:{port}/"
    with (data / "serve.txt").open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "compliance", "serve", "--port", str(port), "--data", str(data)],
            stdout=said,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=ROOT,
            start_new_session=True,  # so that its worker ends with it
        )
    try:
        _wait_for(url, process, data / "serve.txt")
        yield Workbench(data, url.rstrip("/"), environment)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, headless. Skipped where there is none; on a machine that must have one (CI=true) that is a failure."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        reason = "没有找到 Chromium：请安装 chromium 和 fonts-noto-cjk，再做浏览器测试。"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=20_000)  # a machine that runs other tests beside is slow, not wrong
    # Its event loop must end with the module: Django's database refuses a thread in which one runs.
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def page(browser, workbench) -> Iterator[Any]:
    """A browser window that knows nobody."""
    with window(browser, workbench) as opened:
        yield opened


@contextmanager
def window(browser: Any, workbench: Workbench) -> Iterator[Any]:
    """A browser window of 1280 × 720 that knows nobody; a script's fault, or what the CSP stopped, fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, base_url=workbench.url, locale="zh-CN")
    context.set_default_timeout(30_000)  # as above
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    opened.on(
        "console", lambda message: faults.append(message.text) if "Content Security Policy" in message.text else None
    )
    yield opened
    context.close()
    assert faults == []


def sign_in(page: Any, username: str, password: str = PASSWORD) -> None:
    """Sign in as a person would."""
    page.goto("/sign-in/")
    page.fill("#id_username", username)
    page.fill("#id_password", password)
    page.click("main button.primary")
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def serious_faults(page: Any) -> list[str]:
    """What axe-core finds serious or critical on the page, with the elements."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {fault['help']} {[node['target'] for node in fault['nodes']]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, process: subprocess.Popen[bytes], said: Path) -> None:
    until = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < until:
        assert process.poll() is None, said.read_text("utf-8", "replace")
        with suppress(OSError), urllib.request.urlopen(url, timeout=5):
            return
        time.sleep(0.1)
    pytest.fail(f"The server did not answer within {_STARTS_WITHIN} seconds: {said.read_text('utf-8', 'replace')}")


def _own_database(url: str, name: str) -> str:
    """A new database on the server of `url`; its own URL."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    before, _slash, rest = url.partition("?")[0].rpartition("/")
    return f"{before}/{name}" + (f"?{url.partition('?')[2]}" if "?" in url else "")


def _run_seed() -> None:
    """Call the function that standard input names, answer on standard output."""
    import importlib

    import django

    django.setup()
    module, name, arguments = pickle.loads(sys.stdin.buffer.read())
    answer = getattr(importlib.import_module(module), name)(*arguments)
    sys.stdout.buffer.write(pickle.dumps(answer))


if __name__ == "__main__":
    _run_seed()
