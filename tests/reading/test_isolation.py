"""Whatever a file does to the process that reads it, the checking process says so in a sentence and goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from compliance.errors import ComplianceError, UnreadableFile
from compliance.reading import DEFAULT_LIMITS, Limits, read, read_all
from compliance.reading.isolation.messages import ReadFile
from compliance.reading.isolation.parent import ReadingProcess, environment
from compliance.reading.limits import load_limits

TEXT = "青禾县2021年工作总结\n\n一、组织领导\n县政府成立了领导小组。\n"

# A reading process whose reader does what the file says, as a hostile file would make a faulty reader do.
OBEDIENT = """
import ctypes, os, socket, subprocess, sys, time
from compliance.reading import opening, progress
from compliance.reading.isolation import child
from compliance.reading.blocks import Draft, Extract, build_blocks
from compliance.terms import BlockKind, Certificate, Place

def obey(data, name, limits):
    out = {}
    exec(data.decode(), globals() | {"out": out})
    draft = Draft(BlockKind.PARAGRAPH, str(out.get("text", "读完")), Place(line=1))
    return Extract("text/plain", build_blocks([draft]), certificates=(Certificate(None, 1),))

opening.reader_of = lambda media_type: obey
child.main()
"""


@pytest.fixture
def obedient(tmp_path: Path) -> Iterator[ReadingProcess]:
    script = tmp_path / "obedient.py"
    script.write_text(OBEDIENT, "utf-8")
    with ThreadPoolExecutor(max_workers=1) as starter:
        process = ReadingProcess(starter, (sys.executable, str(script)))
        yield process
        process.close()


def told(process: ReadingProcess, code: str, limits: Limits = DEFAULT_LIMITS) -> str:
    """What the file's reader found after it ran that code."""
    pages: list[tuple[int, int]] = []
    opened = process.open(
        ReadFile("材料.txt", textwrap.dedent(code).encode(), limits), lambda *page: pages.append(page)
    )
    return "".join(block.text for block in opened.documents[0].blocks) + "".join(f" {a}/{b}" for a, b in pages)


def refusal(process: ReadingProcess, code: str, limits: Limits = DEFAULT_LIMITS) -> str:
    with pytest.raises(UnreadableFile) as caught:
        told(process, code, limits)
    return str(caught.value)


def ended(pids: list[int]) -> bool:
    """Whether those processes end within seconds; one that nobody has waited for yet has ended."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        alive = [psutil.Process(pid) for pid in pids if psutil.pid_exists(pid)]
        if all(process.status() == psutil.STATUS_ZOMBIE for process in alive):
            return True
        time.sleep(0.05)
    return False


# --- What goes wrong -------------------------------------------------------------------------------


def test_a_reader_that_hangs_is_killed_at_the_limit_and_the_next_file_is_read(obedient: ReadingProcess) -> None:
    began = time.monotonic()
    message = refusal(obedient, "time.sleep(60)", Limits(silent_seconds=0.3))
    assert message.startswith("材料.txt：读取超过 0.3 秒没有进展，已中止")
    assert time.monotonic() - began < 5
    assert told(obedient, "pass") == "读完"


def test_signs_of_life_keep_a_slow_reader_alive(obedient: ReadingProcess) -> None:
    code = """
        for page in range(1, 6):
            time.sleep(0.4)
            progress.tell(page, 5)
    """
    assert told(obedient, code, Limits(silent_seconds=1.5)) == "读完 1/5 2/5 3/5 4/5 5/5"


def test_processor_time_has_a_limit_of_its_own(obedient: ReadingProcess) -> None:
    code = """
        while True:
            progress.tell(1, 2)
    """
    assert "处理器时间超过 0.5 秒" in refusal(obedient, code, Limits(cpu_seconds=0.5))


def test_memory_over_the_limit_ends_the_process(obedient: ReadingProcess) -> None:
    code = """
        hoard = [bytearray(os.urandom(1)) * 20_000_000 for _ in range(1)]
        while True:
            hoard.append(bytearray(20_000_000).replace(bytes(1), b"x"))
            time.sleep(0.01)
    """
    assert "内存超过 400 MB" in refusal(obedient, code, Limits(memory_bytes=400 * 1024 * 1024))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not refuse memory to a process")
def test_one_huge_request_for_memory_is_refused_by_the_system(obedient: ReadingProcess) -> None:
    limits = Limits(memory_bytes=400 * 1024 * 1024)
    assert "内存超过 400 MB" in refusal(obedient, "bytearray(8 * 1024 ** 3)", limits)


def test_a_crash_in_native_code_is_one_bad_file(obedient: ReadingProcess) -> None:
    assert "意外终止" in refusal(obedient, "ctypes.string_at(0)")
    assert "意外终止" in refusal(obedient, "os._exit(0)")
    assert told(obedient, "pass") == "读完"


def test_a_process_that_ends_behind_its_answer_is_replaced(obedient: ReadingProcess) -> None:
    assert told(obedient, "import threading; threading.Timer(0.05, os._exit, (0,)).start()") == "读完"
    time.sleep(0.3)
    assert told(obedient, "pass") == "读完"


def test_a_process_that_answers_nonsense_is_not_believed(obedient: ReadingProcess) -> None:
    forged = """
        import msgspec, struct, gc, io
        pipe = next(o for o in gc.get_objects() if isinstance(o, io.BufferedWriter) and o.fileno() > 2)
        payload = {payload}
        pipe.write(struct.pack(">Q", {length}) + payload); pipe.flush()
        time.sleep(60)
    """
    wrong_type = forged.format(
        payload='msgspec.msgpack.encode({"type": "FileOpened", "opened": 7})', length="len(payload)"
    )
    assert "回答有误" in refusal(obedient, wrong_type)
    endless = forged.format(payload='b""', length="2 ** 60")
    assert "意外终止" in refusal(obedient, endless)


def test_what_a_library_prints_is_no_answer(obedient: ReadingProcess) -> None:
    assert told(obedient, 'print("noise", flush=True); os.write(1, b"more noise")') == "读完"


def test_all_that_a_file_started_is_gone_once_it_is_killed(obedient: ReadingProcess, tmp_path: Path) -> None:
    code = f"""
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        open({str(tmp_path / "pid")!r}, "w").write(str(child.pid))
        time.sleep(60)
    """
    refusal(obedient, code, Limits(silent_seconds=1.5))
    assert ended([int((tmp_path / "pid").read_text())])


# --- What it is given ------------------------------------------------------------------------------


def test_a_reading_process_has_no_network(obedient: ReadingProcess) -> None:
    code = """
        try:
            socket.create_connection(("127.0.0.1", 9), timeout=1)
        except PermissionError:
            out["text"] = "没有网络"
    """
    assert told(obedient, code) == "没有网络"


def test_its_temporary_files_are_private_and_go_with_it(obedient: ReadingProcess) -> None:
    code = """
        import tempfile
        out["text"] = tempfile.mkstemp()[1]
    """
    left = Path(told(obedient, code))
    assert left.exists()
    if sys.platform != "win32":
        assert left.parent.stat().st_mode & 0o077 == 0
    obedient.close()
    assert not left.parent.exists()


def test_secrets_of_the_environment_are_not_handed_on() -> None:
    given = environment(Path("/tmp/x"), {"PATH": "/bin", "DATABASE_URL": "postgres://secret", "SECRET_KEY": "k"})
    assert given["PATH"] == "/bin" and given["TMPDIR"] == "/tmp/x"
    assert not {"DATABASE_URL", "SECRET_KEY"} & set(given)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_no_reading_process_outlives_the_checking_process(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    code = """
        import sys, time, psutil
        from pathlib import Path
        from compliance.reading import read
        read(Path(sys.argv[1]))
        print(*(child.pid for child in psutil.Process().children()), flush=True)
        time.sleep(60)
    """
    arguments = [sys.executable, "-c", textwrap.dedent(code), str(tmp_path / "a.txt")]
    parent = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    pids = [int(pid) for pid in parent.stdout.readline().split()]
    assert pids
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    assert ended(pids)


# --- Settings and order ----------------------------------------------------------------------------


def test_documents_come_in_the_order_of_the_files_however_long_each_takes(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(f"第{number}份材料。\n" * (3000 if number == 0 else 1), "utf-8")
    documents, problems = read_all([tmp_path])
    assert [document.name for document in documents] == [f"{number}.txt" for number in range(6)]
    assert problems == ()


def test_whoever_waits_hears_which_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "总结.txt").write_text(TEXT, "utf-8")
    heard: list[str] = []
    read_all([tmp_path], progress=heard.append)
    assert heard == ["读取文件 总结.txt"]


def test_limits_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "限额.toml").write_text("pages = 500\nsilent_seconds = 9\n", "utf-8")
    limits = load_limits(tmp_path / "限额.toml")
    assert (limits.pages, limits.silent_seconds, limits.blocks) == (500, 9.0, Limits().blocks)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("page = 1", "没有名为“page”的限额，只有 file_bytes、"),
        ("pages = 0", "pages 应当是大于 0 的数，现在是 0"),
        ("pages = true", "pages 应当是大于 0 的数，现在是 True"),
        ("pages: 1", "读不了限额文件"),
    ],
)
def test_a_faulty_limit_is_named(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "限额.toml").write_text(content, "utf-8")
    with pytest.raises(ComplianceError, match=message):
        load_limits(tmp_path / "限额.toml")


def test_read_uses_a_process_that_is_already_there(tmp_path: Path) -> None:
    (tmp_path / "总结.txt").write_text(TEXT, "utf-8")
    read(tmp_path / "总结.txt")
    before = {child.pid for child in psutil.Process().children()}
    read(tmp_path / "总结.txt")
    assert {child.pid for child in psutil.Process().children()} == before
