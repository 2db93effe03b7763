"""Old office formats to today's, by LibreOffice where it is on the machine, run where it can do no harm."""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from compliance.reading.limits import DEFAULT_LIMITS, Limits
from compliance.reading.office import guard
from compliance.reading.office.settings import write_settings
from compliance.reading.private_folders import private_folder

PROGRAM_VARIABLE = "COMPLIANCE_SOFFICE"
# Where the installers of Debian, Fedora, LibreOffice's own packages, macOS and Windows put it.
_PLACES = (
    "/usr/bin/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "~/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_WINDOWS_PLACES = ("LibreOffice/program/soffice.com", "LibreOffice*/program/soffice.com")
_MEMORY = 2 * 1024**3  # bytes of address space; LibreOffice 7.4 converts within 0.8 GB
_GRACE = 10.0  # seconds beyond the time limit in which the guard must have ended
_NO_WINDOW = 0x08000000 if sys.platform == "win32" else 0  # subprocess.CREATE_NO_WINDOW
# What a program needs of the environment to start; no proxy, display or session bus among it.
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "WINDIR", "SYSTEMDRIVE", "PROGRAMDATA", "PROGRAMFILES")


class ConversionFault(Exception):
    """A file that could not be converted; the message is a Chinese sentence that says why and what to do."""


@dataclass(frozen=True, slots=True)
class _Task:
    """What to convert, and within which limits."""

    data: bytes
    suffix: str
    target_suffix: str
    limits: Limits

    @property
    def way_out(self) -> str:
        """What a person can do without this program, after 请 or 或."""
        return f"用 Word 或 WPS 打开后另存为 {self.target_suffix} 再提交"


def convert(data: bytes, suffix: str, target_suffix: str, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Convert a file that was told by its content to be of one format (".doc") to another (".docx").

    Conversions of one process follow each other, since they share a user profile. Raises ConversionFault where there
    is no LibreOffice, the time is up (`limits.conversion_seconds`), or nothing usable came out.
    """
    return _converter(os.getpid()).convert(_Task(data, suffix, target_suffix, limits))


def find_soffice() -> Path | None:
    """LibreOffice's program: what COMPLIANCE_SOFFICE names, else on the search path, else in the usual places."""
    named = os.environ.get(PROGRAM_VARIABLE)
    return Path(named) if named else next(filter(_is_program, _candidates()), None)


def _candidates() -> Iterator[Path]:
    if sys.platform == "win32":
        # No search path: Windows looks into the working folder first, and that may be a submission.
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            if folder := os.environ.get(variable):
                for place in _WINDOWS_PLACES:
                    yield from sorted(Path(folder).glob(place), reverse=True)
        return
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            yield Path(found)
    for place in _PLACES:
        path = Path(place).expanduser()
        yield from sorted(Path(path.anchor).glob(str(path.relative_to(path.anchor))), reverse=True)


def _is_program(path: Path) -> bool:
    # A relative entry of the search path would run what lies in the working folder.
    return path.is_absolute() and path.is_file() and os.access(path, os.X_OK)


@cache
def _converter(pid: int) -> _Converter:
    """One for each process: a forked one must not use, nor remove, its parent's profile."""
    converter = _Converter()
    atexit.register(converter.drop_profile)
    return converter


class _Converter:
    """Runs LibreOffice with one user profile, made new for this process and kept until a conversion fails."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pid = os.getpid()
        self._profile: Path | None = None
        self._folders = contextlib.ExitStack()

    def convert(self, task: _Task) -> bytes:
        program = _program(task)
        with self._lock:
            try:
                with private_folder() as folder:
                    return _converted(task, program, self._open_profile(), folder)
            except ConversionFault:
                # What a failed run left in the profile must not reach the next file.
                self.drop_profile()
                raise
            except OSError as fault:
                self.drop_profile()
                what = f"转换时无法使用临时文件夹（{type(fault).__name__}），请检查磁盘空间和权限后再试"
                raise ConversionFault(f"{what}，或{task.way_out}") from fault

    def _open_profile(self) -> Path:
        if self._profile is None:
            folder = self._folders.enter_context(private_folder())
            write_settings(folder)
            self._profile = folder
        return self._profile

    def drop_profile(self) -> None:
        """Remove the profile; the next conversion makes a new one."""
        if os.getpid() == self._pid:
            self._profile = None
            self._folders.close()


def _program(task: _Task) -> Path:
    program = find_soffice()
    if program is None:
        raise ConversionFault(
            f"读取 {task.suffix} 格式的文件需要 LibreOffice，本机没有找到，请安装（Debian、Ubuntu 等安装软件包 "
            f"libreoffice-writer，Windows、macOS 用 LibreOffice 安装包），或{task.way_out}"
        )
    if not _is_program(program):
        what = f"环境变量 {PROGRAM_VARIABLE} 指定的 LibreOffice 程序不存在或不能运行"
        raise ConversionFault(f"{what}，请改正该变量，或{task.way_out}")
    return program


def _converted(task: _Task, program: Path, profile: Path, folder: Path) -> bytes:
    source, output = folder / f"source{task.suffix}", folder / "output"
    source.write_bytes(task.data)
    output.mkdir()
    quiet = ("--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard", "--nolockcheck")
    target = ("--convert-to", task.target_suffix.removeprefix("."), "--outdir", str(output), str(source))
    code = _run(
        (str(program), f"-env:UserInstallation={profile.as_uri()}", *quiet, *target), profile, folder, task.limits
    )
    if code == guard.TIME_UP:
        raise ConversionFault(
            f"用 LibreOffice 转换超过 {task.limits.conversion_seconds:.0f} 秒，已停止，请{task.way_out}"
        )
    return _taken(output / f"source{task.target_suffix}", code, task)


def _run(command: Sequence[str], home: Path, temporary: Path, limits: Limits) -> int:
    """Run a program under the guard and return its exit code."""
    guarded = (sys.executable, "-I", "-S", guard.__file__)
    # One byte more than allowed, so that a file that went on growing is told from one that just fits.
    bounds = (str(limits.conversion_seconds), str(_MEMORY), str(limits.file_bytes + 1))
    process = subprocess.Popen(
        [*guarded, *bounds, *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=temporary,
        env=_environment(home, temporary),
        start_new_session=True,
        creationflags=_NO_WINDOW,
    )
    try:
        return process.wait(limits.conversion_seconds + _GRACE)
    except subprocess.TimeoutExpired:
        return guard.TIME_UP
    finally:
        _let_go(process)


def _let_go(process: subprocess.Popen[bytes]) -> None:
    """Close the guard's input, upon which it ends all that it started, also where the wait was interrupted."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(_GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _environment(home: Path, temporary: Path) -> dict[str, str]:
    passed = {name: value for name, value in os.environ.items() if name.upper() in _PASSED_ON}
    homes = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), str(home))
    temporaries = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))
    # svp draws without a display; the language is fixed, since dates and numbers are written by it.
    fixed = {"LC_ALL": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp", "SAL_DISABLE_OPENCL": "1"}
    return {**passed, **homes, **temporaries, **fixed}


def _taken(path: Path, code: int, task: _Task) -> bytes:
    """The converted file. LibreOffice ends with 0 also where it failed, so the file itself is looked at."""
    most = task.limits.file_bytes
    about = path.lstat() if path.exists() or path.is_symlink() else None
    if about is not None and about.st_size > most:
        what = f"转换的结果超过 {most / 1024 / 1024:.0f} MB"
        raise ConversionFault(f"{what}，请压缩其中的图片或拆成几个文件后再提交")
    if code:
        raise ConversionFault(f"LibreOffice 在转换时意外退出，文件可能已损坏，请{task.way_out}")
    if about is None or not about.st_size:
        raise ConversionFault(f"LibreOffice 打不开这个文件，文件可能已损坏或带有密码，请{task.way_out}")
    if not stat.S_ISREG(about.st_mode):
        raise ConversionFault(f"转换的结果不是普通文件，为安全起见没有读取，请{task.way_out}")
    try:
        return path.read_bytes()
    except PermissionError:
        raise ConversionFault(f"转换的结果被其他程序占用，请稍后再试，或{task.way_out}") from None
