"""Reading processes, seen from the checking process: ask, watch, kill, and go on.

A pool of a library would serve but for one thing: they all take answers as pickles, and a reading process that a
hostile file has taken over could answer with any object. Frames of messages.py are all that is believed here.
"""

from __future__ import annotations

import atexit
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO, BinaryIO, TypeVar, cast

import msgspec
import psutil

from compliance.errors import UnreadableFile
from compliance.reading.faults import over_memory, unreadable
from compliance.reading.folders import file_bytes
from compliance.reading.isolation.messages import (
    Answer,
    FileOpened,
    FileRefused,
    PageRead,
    ReadFile,
    Request,
    decode_answer,
    receive,
    send,
)
from compliance.reading.limits import Limits
from compliance.reading.opened import Opened
from compliance.reading.private_folders import private_folder

# -P: a file in the working folder must not pass for a module.
_COMMAND = (sys.executable, "-P", "-m", "compliance.reading.isolation.child")
_LOOK_EVERY = 0.1  # seconds between two looks at what a reading process uses
_MOST_PROCESSES = 4
# A reading process that has grown to this share of the memory limit is replaced after the file.
_RETIRE_AT = 0.25
_Expected = TypeVar("_Expected")
_SPLIT = "请拆成几个文件，或用原软件打开后另存一份再提交"


# The variables that finding programs and libraries takes.
_KEPT = frozenset(
    "PATH PATHEXT SYSTEMROOT WINDIR COMSPEC PROGRAMFILES PROGRAMFILES(X86) LOCALAPPDATA APPDATA USERPROFILE HOME LANG "
    "LC_ALL LC_CTYPE TZ LD_LIBRARY_PATH DYLD_LIBRARY_PATH PYTHONPATH PYTHONHOME PYTHONHASHSEED "
    "COMPLIANCE_SOFFICE".split()
)


class ReadingProcess:
    """One child process that reads files, one after another; it is started when needed and replaced once killed."""

    def __init__(self, starter: Executor, command: Sequence[str] = _COMMAND) -> None:
        self._starter, self._command = starter, command
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._resources = ExitStack()

    def open(self, request: ReadFile, page_read: Callable[[int, int], None]) -> Opened:
        """Have one file read. Raises UnreadableFile, also where the process had to be killed or died."""
        return self.ask(request, FileOpened, page_read).opened

    def ask(
        self,
        request: Request,
        expected: type[_Expected],
        page_read: Callable[[int, int], None] = lambda done, total: None,
    ) -> _Expected:
        """The answer to a request. Raises UnreadableFile, also where the process had to be killed or died."""
        process = self._started()
        try:
            send(_stream(process.stdin), request)
            answer = self._wait(request, Watch(process.pid, request.limits), page_read)
            if not isinstance(answer, expected):
                raise ValueError(f"an answer of type {type(answer).__name__}")
        except UnreadableFile:
            raise
        except BaseException as fault:
            self.close()
            if isinstance(fault, (msgspec.MsgspecError, ValueError, OSError)):
                raise unreadable(request.name, f"读取程序的回答有误（{type(fault).__name__}），{_SPLIT}") from fault
            raise
        if resident_bytes(process.pid, alone=True) > request.limits.memory_bytes * _RETIRE_AT:
            self.close()
        return answer

    def close(self) -> None:
        """Kill the process and all that it started, and remove its temporary folder."""
        process, self._process = self._process, None
        if process is not None:
            kill_tree(process.pid)
            process.wait()
            for stream in (process.stdin, process.stdout):
                with suppress(OSError):
                    _stream(stream).close()
        self._resources.close()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        folder = self._resources.enter_context(private_folder())
        # Linux ends a child with the thread that started it, so that thread must be one that stays.
        self._process = self._starter.submit(_start, self._command, folder).result()
        self._answers = queue.SimpleQueue()
        arguments = (_stream(self._process.stdout), self._answers)
        threading.Thread(target=_collect, args=arguments, daemon=True).start()
        return self._process

    def _wait(self, request: Request, watch: Watch, page_read: Callable[[int, int], None]) -> Answer:
        while True:
            payload: bytes | None = b""
            with suppress(queue.Empty):
                payload = self._answers.get(timeout=_LOOK_EVERY)
            # Looked at whether or not there was an answer: a process that chatters is watched like a silent one.
            over = watch.over() if payload is not None else f"读取程序意外终止，文件可能已损坏，{_SPLIT}"
            if over:
                self.close()
                raise unreadable(request.name, over)
            if not payload:
                continue
            answer: Answer = decode_answer(payload)
            if isinstance(answer, PageRead):
                watch.saw_life()
                if answer.total:
                    page_read(answer.done, answer.total)
            elif isinstance(answer, FileRefused):
                raise UnreadableFile(answer.message)
            else:
                return answer


def _start(command: Sequence[str], temporary_folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(temporary_folder, os.environ),
        start_new_session=True,  # Ctrl+C is the parent's to handle
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def environment(temporary_folder: Path, inherited: Mapping[str, str]) -> dict[str, str]:
    """The variables of a reading process: what finding programs and libraries takes, and nothing else."""
    kept = {key: value for key, value in inherited.items() if key.upper() in _KEPT}
    folders = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary_folder))
    return {**kept, **folders, "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1"}


class Watch:
    """What one reading process has used since it began a file, against the limits."""

    def __init__(self, pid: int, limits: Limits) -> None:
        self._pid, self._limits = pid, limits
        self._alive = self._looked = time.monotonic()
        self._processor_before = processor_seconds(pid, alone=True)

    def saw_life(self) -> None:
        """A page was read: silence is counted anew."""
        self._alive = time.monotonic()

    def over(self) -> str:
        """The limit that is passed, as a sentence; "" for none, and between two looks."""
        limits, now = self._limits, time.monotonic()
        if now - self._looked < _LOOK_EVERY:
            return ""
        self._looked = now
        if now - self._alive > limits.silent_seconds:
            return f"读取超过 {limits.silent_seconds:g} 秒没有进展，已中止，{_SPLIT}"
        if processor_seconds(self._pid) - self._processor_before > limits.cpu_seconds:
            return f"读取用去的处理器时间超过 {limits.cpu_seconds:g} 秒，已中止，{_SPLIT}"
        if resident_bytes(self._pid) > limits.memory_bytes:
            return over_memory(limits.memory_bytes)
        return ""


def open_isolated(path: Path, name: str, limits: Limits) -> Opened:
    """Open one file in a reading process. Raises UnreadableFile and nothing else."""
    (opened,) = open_all([(path, name)], limits)
    if isinstance(opened, UnreadableFile):
        raise opened
    return opened


def ask_isolated(request: Request, expected: type[_Expected]) -> _Expected:
    """Have one request answered by a reading process of the pool. Raises UnreadableFile and nothing else."""
    pool = _pool()
    reading = pool.get()
    try:
        return reading.ask(request, expected)
    finally:
        pool.put(reading)


def open_all(
    files: Sequence[tuple[Path, str]], limits: Limits, progress: Callable[[str], None] = lambda step: None
) -> Iterator[Opened | UnreadableFile]:
    """Open files in as many reading processes as there are cores, four at most; the answers keep the files' order."""
    pool = _pool()

    def open_one(file: tuple[Path, str]) -> Opened | UnreadableFile:
        path, name = file
        reading = pool.get()
        try:
            progress(f"读取文件 {name}")
            request = ReadFile(name, file_bytes(path, name, limits), limits)
            return reading.open(request, lambda done, total: progress(f"读取文件 {name} {done}/{total}"))
        except UnreadableFile as fault:
            return fault
        finally:
            pool.put(reading)

    threads = ThreadPoolExecutor(max_workers=min(_processes(), max(1, len(files))), thread_name_prefix="reading")
    try:
        yield from threads.map(open_one, files)
    finally:
        threads.shutdown(wait=True, cancel_futures=True)


def processor_seconds(pid: int, alone: bool = False) -> float:
    """Processor time of a process and, unless it is asked for `alone`, its children; 0 where it has ended."""
    return sum(_measured(process, lambda p: sum(p.cpu_times()[:2])) for process in _tree(pid, alone))


def resident_bytes(pid: int, alone: bool = False) -> float:
    """Memory of a process and, unless it is asked for `alone`, its children, as the operating system counts it."""
    return sum(_measured(process, lambda p: p.memory_info().rss) for process in _tree(pid, alone))


def kill_tree(pid: int) -> None:
    """Kill a process and everything that it started."""
    for process in _tree(pid):
        with suppress(psutil.Error):
            process.kill()


def _tree(pid: int, alone: bool = False) -> list[psutil.Process]:
    try:
        process = psutil.Process(pid)
        # Finding children means looking at every process of the machine.
        return [process] if alone else [process, *process.children(recursive=True)]
    except psutil.Error:
        return []


def _measured(process: psutil.Process, measure: Callable[[psutil.Process], float]) -> float:
    try:
        return measure(process)
    except psutil.Error:
        return 0.0


def _stream(stream: IO[bytes] | None) -> BinaryIO:
    return cast(BinaryIO, stream)  # asked for as a pipe


def _collect(stream: BinaryIO, answers: queue.SimpleQueue[bytes | None]) -> None:
    """Hand on what a reading process says, until it ends; a frame larger than any document ends it."""
    with suppress(OSError, ValueError):
        while (payload := receive(stream, Limits().memory_bytes)) is not None:
            answers.put(payload)
    answers.put(None)


def _processes() -> int:
    return min(_MOST_PROCESSES, os.cpu_count() or 1)


_Pool = queue.LifoQueue[ReadingProcess]  # the one that is warm comes first
_pools: dict[int, _Pool] = {}  # by the process that they belong to: a fork starts with none
_making = threading.Lock()


def _pool() -> _Pool:
    with _making:
        if os.getpid() not in _pools:
            pool: _Pool = queue.LifoQueue()
            starter = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading-starter")
            processes = [ReadingProcess(starter) for _ in range(_processes())]
            for process in processes:
                pool.put(process)
                atexit.register(process.close)
            _pools[os.getpid()] = pool
        return _pools[os.getpid()]
