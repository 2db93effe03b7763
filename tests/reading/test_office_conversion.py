"""Conversion by LibreOffice: what it is given and denied, and a sentence for each way in which it fails."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from functools import cache
from pathlib import Path
from typing import Any

import fake_soffice
import psutil
import pytest

from compliance.reading.limits import Limits
from compliance.reading.office import conversion
from compliance.reading.office.conversion import ConversionFault, _Converter, convert, find_soffice
from compliance.reading.private_folders import sweep_abandoned

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs that stand for LibreOffice are scripts")

COPIES = "result.write_bytes(source.read_bytes())"
WAY_OUT = r"请用 Word 或 WPS 打开后另存为 \.docx 再提交$"


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's temporary folder, for this test alone, and a converter that has no profile yet."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(conversion, "_converter", cache(lambda pid: _Converter()))
    return folder


@pytest.fixture
def soffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Installs a program in LibreOffice's place; returns what its calls were."""

    def install(behaviour: str) -> Any:
        program = fake_soffice.install(tmp_path, behaviour)
        monkeypatch.setenv("COMPLIANCE_SOFFICE", str(program))
        return lambda: [json.loads(line) for line in (tmp_path / "calls.jsonl").read_text().splitlines()]

    return install


def told(data: bytes = b"1", limits: Limits | None = None) -> str:
    """What is said of a conversion that fails."""
    with pytest.raises(ConversionFault) as fault:
        convert(data, ".doc", ".docx", limits or Limits())
    said = str(fault.value)
    assert "。" not in said and "\n" not in said
    return said


def profile_of(call: dict[str, Any]) -> str:
    return next(a for a in call["arguments"] if a.startswith("-env:UserInstallation=file:///"))


# --- What LibreOffice is given ---------------------------------------------------------------------


def test_the_converted_bytes_come_back_and_nothing_stays(soffice: Any, temporary: Path) -> None:
    soffice(COPIES)
    assert convert("材料".encode(), ".doc", ".docx") == "材料".encode()
    profile = list(temporary.iterdir())
    assert len(profile) == 1 and (profile[0] / "user").is_dir()
    conversion._converter(os.getpid()).drop_profile()
    assert list(temporary.iterdir()) == []


def test_it_runs_headless_on_a_file_of_a_neutral_name(soffice: Any, temporary: Path) -> None:
    calls = soffice(COPIES)
    convert(b"1", ".doc", ".docx")
    arguments = calls()[0]["arguments"]
    assert {"--headless", "--norestore", "--nolockcheck"} < set(arguments)
    assert arguments[arguments.index("--convert-to") + 1] == "docx"
    assert Path(arguments[-1]).name == "source.doc"
    assert Path(arguments[-1]).parent.parent == temporary


def test_the_settings_stand_before_it_starts(soffice: Any) -> None:
    soffice(
        "profile = next(a for a in arguments if a.startswith('-env:'))[len('-env:UserInstallation=file://'):]\n"
        "result.write_bytes(pathlib.Path(profile, 'user', 'registrymodifications.xcu').read_bytes())"
    )
    settings = convert(b"1", ".doc", ".docx").decode()
    for name, value in (
        ("MacroSecurityLevel", "3"),
        ("DisableMacrosExecution", "true"),
        ("DisableActiveContent", "true"),
        ("BlockUntrustedRefererLinks", "true"),
        ("Link", "0"),
        ("Enable", "false"),
        ("CrashReport", "false"),
        ("AutoCheckEnabled", "false"),
        ("ooInetProxyType", "2"),
    ):
        assert f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>' in settings


def test_the_environment_holds_no_proxy_display_or_home_of_the_user(
    soffice: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("https_proxy", "DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "LD_PRELOAD", "PASSWORD"):
        monkeypatch.setenv(name, "1")
    calls = soffice(COPIES)
    convert(b"1", ".doc", ".docx")
    environment = calls()[0]["environment"]
    assert not {"https_proxy", "DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "LD_PRELOAD", "PASSWORD"} & set(environment)
    assert environment["HOME"] != os.environ["HOME"]
    assert Path(environment["HOME"]).name.startswith("compliance-")


# --- One profile for a process ---------------------------------------------------------------------


def test_one_profile_serves_all_conversions_until_one_fails(soffice: Any) -> None:
    calls = soffice(f"if source.read_bytes() == b'bad': sys.exit(1)\n{COPIES}")
    convert(b"1", ".doc", ".docx")
    convert(b"2", ".doc", ".docx")
    told(b"bad")
    convert(b"3", ".doc", ".docx")
    first, second, failed, fresh = map(profile_of, calls())
    assert first == second == failed != fresh


def test_conversions_of_several_threads_follow_each_other(soffice: Any) -> None:
    # The second to enter while the first is in would find the file and fail.
    soffice(f"busy = log.with_name('busy'); busy.touch(exist_ok=False); time.sleep(0.1); {COPIES}; busy.unlink()")
    results: list[bytes] = []
    threads = [threading.Thread(target=lambda: results.append(convert(b"1", ".doc", ".docx"))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [b"1"] * 3


# --- How it fails ----------------------------------------------------------------------------------


def test_time_is_limited_and_all_that_it_started_ends(soffice: Any, temporary: Path) -> None:
    calls = soffice(
        "helper = subprocess.Popen(['sleep', '60'])\n"
        "log.with_name('helper').write_text(str(helper.pid))\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\ntime.sleep(60)"
    )
    start = time.monotonic()
    assert told(limits=Limits(conversion_seconds=0.5)).startswith(
        "用 LibreOffice 转换超过 0 秒，已停止，请用 Word 或 WPS"
    )
    assert time.monotonic() - start < 5
    helper = int((temporary.parent / "helper").read_text())
    assert gone(calls()[0]["pid"]) and gone(helper)
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("behaviour", "says"),
    [
        ("sys.exit(77)", "意外退出，文件可能已损坏"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "意外退出，文件可能已损坏"),
        ("result.write_bytes(b'1'); os.kill(os.getpid(), signal.SIGABRT)", "意外退出，文件可能已损坏"),
        ("bytearray(8 << 30)", "意外退出，文件可能已损坏"),  # beyond the memory allowed
        ("pass", "打不开这个文件，文件可能已损坏或带有密码"),
        ("result.touch()", "打不开这个文件，文件可能已损坏或带有密码"),
        ("result.symlink_to('/etc/hostname')", "转换的结果不是普通文件"),
        ("result.symlink_to('/nowhere')", "转换的结果不是普通文件"),
        ("result.mkdir()", "转换的结果不是普通文件"),
        ("os.mkfifo(result)", "打不开这个文件"),
        ("result.with_suffix('.pdf').write_bytes(b'1')", "打不开这个文件"),
    ],
)
def test_each_failure_has_its_sentence(soffice: Any, temporary: Path, behaviour: str, says: str) -> None:
    soffice(behaviour)
    said = told()
    assert says in said
    assert said.endswith("请用 Word 或 WPS 打开后另存为 .docx 再提交")
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    "behaviour",
    [
        "result.write_bytes(bytes(3_000_000))",
        "file = result.open('wb')\nwhile True: file.write(bytes(100_000)); file.flush()",
    ],
)
def test_a_huge_result_is_stopped_while_it_is_written(soffice: Any, behaviour: str) -> None:
    soffice(behaviour)
    assert told(limits=Limits(file_bytes=2 * 1024 * 1024)).startswith("转换的结果超过 2 MB，请压缩其中的图片")


def test_a_result_of_just_the_size_allowed_is_taken(soffice: Any) -> None:
    soffice("result.write_bytes(bytes(100_000))")
    assert len(convert(b"1", ".doc", ".docx", Limits(file_bytes=100_000))) == 100_000


def test_a_result_that_may_not_be_read_is_told_as_in_use(soffice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    soffice(COPIES)

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "in use", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert told().startswith("转换的结果被其他程序占用，请稍后再试，或用 Word")


def test_no_room_for_temporary_files(soffice: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    soffice(COPIES)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    assert told().startswith("转换时无法使用临时文件夹（FileNotFoundError），请检查磁盘空间和权限")


# --- Where the caller is killed --------------------------------------------------------------------


def test_when_the_caller_is_killed_libreoffice_ends_and_the_folders_are_swept(
    soffice: Any, temporary: Path, tmp_path: Path
) -> None:
    calls = soffice("time.sleep(60)")
    script = "from compliance.reading.office.conversion import convert; convert(b'1', '.doc', '.docx')"
    caller = subprocess.Popen([sys.executable, "-c", script])
    wait_for(lambda: (tmp_path / "calls.jsonl").exists() and bool(calls()))
    caller.send_signal(signal.SIGKILL)
    caller.wait()
    assert gone(calls()[0]["pid"])
    assert len(list(temporary.iterdir())) == 2  # the profile's folder and the file's
    assert sweep_abandoned() == 2
    assert list(temporary.iterdir()) == []


def gone(pid: int) -> bool:
    """Whether a process ends within a few seconds; one that nobody has waited for yet has ended."""

    def ended() -> bool:
        try:
            return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return True

    wait_for(ended)
    return True


def wait_for(condition: Any) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


# --- Where LibreOffice is --------------------------------------------------------------------------


def test_without_libreoffice_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("COMPLIANCE_SOFFICE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(conversion, "_PLACES", ())
    assert told() == (
        "读取 .doc 格式的文件需要 LibreOffice，本机没有找到，请安装（Debian、Ubuntu 等安装软件包 libreoffice-writer，"
        "Windows、macOS 用 LibreOffice 安装包），或用 Word 或 WPS 打开后另存为 .docx 再提交"
    )


def test_a_variable_that_names_no_program_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COMPLIANCE_SOFFICE", str(tmp_path / "none"))
    assert told().startswith("环境变量 COMPLIANCE_SOFFICE 指定的 LibreOffice 程序不存在或不能运行，请改正该变量，或用")


def test_it_is_found_on_the_search_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = fake_soffice.install(tmp_path, COPIES)
    monkeypatch.delenv("COMPLIANCE_SOFFICE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_soffice() == program


def test_a_program_in_the_working_folder_is_not_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake_soffice.install(tmp_path, COPIES)
    monkeypatch.delenv("COMPLIANCE_SOFFICE", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", ".")
    monkeypatch.setattr(conversion, "_PLACES", ())
    assert find_soffice() is None


def test_it_is_found_in_the_usual_places_the_newest_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for version in ("libreoffice7.6", "libreoffice24.8"):
        (tmp_path / version / "program").mkdir(parents=True)
    programs = [fake_soffice.install(tmp_path / v / "program", COPIES) for v in ("libreoffice7.6", "libreoffice24.8")]
    monkeypatch.delenv("COMPLIANCE_SOFFICE", raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(conversion, "_PLACES", (str(tmp_path / "libreoffice*/program/soffice"),))
    assert find_soffice() in programs
