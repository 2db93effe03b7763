"""Private folders: for this user alone, gone afterwards, and gone also where their process was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

from compliance.reading.private_folders import private_folder, sweep_abandoned

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="signals, modes and links as POSIX has them")
# Makes a folder with a file in it, says where, and waits to be killed.
HOLDER = """
import sys, time
from pathlib import Path
from compliance.reading.private_folders import private_folder
with private_folder() as folder:
    (folder / "自评.docx").write_text("材料")
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's temporary folder, for this test alone."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def holder() -> tuple[subprocess.Popen[str], Path]:
    process = subprocess.Popen([sys.executable, "-c", HOLDER], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def dead_pid() -> int:
    return next(pid for pid in range(4_000_000, 100, -1) if not psutil.pid_exists(pid))


@posix_only
def test_a_folder_is_for_its_owner_and_says_whose_it_is(temporary: Path) -> None:
    with private_folder() as folder:
        assert folder.parent == temporary
        assert folder.stat().st_mode & 0o777 == 0o700
        assert folder.name.startswith(f"compliance-{os.getpid()}-")


def test_it_is_gone_afterwards_with_all_that_is_in_it(temporary: Path) -> None:
    with pytest.raises(RuntimeError), private_folder() as folder:
        (folder / "下级").mkdir()
        (folder / "下级" / "自评.docx").write_text("材料", encoding="utf-8")
        raise RuntimeError
    assert list(temporary.iterdir()) == []


@posix_only
def test_folders_that_nobody_may_enter_go_as_well(temporary: Path) -> None:
    with private_folder() as folder:
        (folder / "下级").mkdir()
        (folder / "下级" / "自评.docx").touch()
        (folder / "下级").chmod(0)
    assert list(temporary.iterdir()) == []


@posix_only
def test_a_link_is_removed_and_not_followed(temporary: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "keep").touch(mode=0o600)
    with private_folder() as folder:
        (folder / "link").symlink_to(elsewhere)
    assert (elsewhere / "keep").exists()
    assert list(temporary.iterdir()) == []


@posix_only
def test_the_folder_of_a_killed_process_is_swept_and_that_of_a_living_one_is_not() -> None:
    (killed, abandoned), (living, kept) = holder(), holder()
    try:
        assert sweep_abandoned() == 0
        killed.kill()
        # Not waited for yet: a zombie is dead, though its number is still taken.
        os.waitid(os.P_PID, killed.pid, os.WEXITED | os.WNOWAIT)
        assert abandoned.exists()
        assert sweep_abandoned() == 1
        assert not abandoned.exists() and kept.exists()
    finally:
        living.terminate()
        living.wait()
        killed.wait()


@posix_only
def test_the_next_process_sweeps_before_it_makes_its_first() -> None:
    first, abandoned = holder()
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    assert abandoned.exists()
    second, kept = holder()
    second.terminate()
    second.wait()
    assert not abandoned.exists()
    assert kept != abandoned


def test_a_number_that_another_process_got_later_is_no_owner(temporary: Path) -> None:
    with private_folder() as own:
        started = int(own.name.split("-")[2])
        for name, swept in (
            (f"compliance-{os.getpid()}-{started + 360000}-x", 1),
            (f"compliance-{os.getpid()}-{started}-x", 0),
        ):
            (temporary / name).mkdir()
            assert sweep_abandoned() == swept


@pytest.mark.parametrize(
    "name",
    ["compliance", "compliance-{pid}", "compliance-{pid}-1", "x-compliance-{pid}-1-a", "compliance-{pid}-1-a.bak"],
)
def test_folders_of_other_names_are_let_be(temporary: Path, name: str) -> None:
    (temporary / name.format(pid=dead_pid())).mkdir()
    assert sweep_abandoned() == 0


@posix_only
def test_a_link_or_a_file_of_that_name_is_let_be(temporary: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "keep").touch()
    (temporary / f"compliance-{dead_pid()}-1-a").symlink_to(elsewhere)
    (temporary / f"compliance-{dead_pid()}-1-b").touch()
    assert sweep_abandoned() == 0
    assert (elsewhere / "keep").exists()


@posix_only
def test_the_folder_of_another_user_is_let_be(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (temporary / f"compliance-{dead_pid()}-1-a").mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert sweep_abandoned() == 0
    monkeypatch.undo()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    assert sweep_abandoned() == 1


def test_a_temporary_folder_that_is_not_there_is_no_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    assert sweep_abandoned() == 0
