"""`compliance serve` and its worker as processes: what ends with what, and what goes on."""

from __future__ import annotations

import shutil
import signal
import sys

import pytest

from tests.checked_samples import SAMPLES
from tests.review.serving import Server, alive, checks, seed, wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")


@pytest.fixture(scope="module")
def seeded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("seeded")
    seed(folder, SAMPLES / "district-self-evaluation.docx")
    return folder


@pytest.fixture
def data(seeded, tmp_path):
    return shutil.copytree(seeded, tmp_path / "data")


@pytest.fixture
def server(data):
    started = Server(data)
    yield started
    started.kill()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda how: how.name)
def test_the_server_leaves_no_process_behind(server, data, how):
    wait_until(lambda: checks(data)[0][0] == "running", 60, "the check runs")
    if how == signal.SIGKILL:  # a worker that reads has reading processes of its own
        wait_until(lambda: len(server.descendants()) > 1 or checks(data)[0][0] == "done", 60, "files are read")
    started = server.descendants()
    assert started
    server.process.send_signal(how)
    server.process.wait(20)
    wait_until(lambda: not alive(started), 10, f"all are gone: {started}")
    if how == signal.SIGKILL:
        return
    # The worker had time to give back what it worked on.
    assert server.process.returncode == 0
    assert checks(data) in ([("waiting", 0)], [("done", 1)])


def test_a_worker_that_dies_is_replaced(server):
    wait_until(lambda: bool(server.workers()), 30, "a worker runs")
    (first,) = server.workers()
    first.kill()
    wait_until(lambda: bool(server.workers()) and server.workers() != [first], 30, "another worker runs")


def test_a_check_goes_on_after_a_restart_of_the_server(server, data):
    wait_until(lambda: checks(data)[0][0] == "running", 60, "the check runs")
    server.process.send_signal(signal.SIGTERM)
    server.process.wait(20)
    again = Server(data)
    try:
        wait_until(lambda: checks(data) == [("done", 1)], 120, "the check is done")
    finally:
        again.kill()
