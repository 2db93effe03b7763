"""A reading process: reads the files it is asked to, and holds nothing of value.

It is started as `python -m compliance.reading.isolation.child`, without secrets in its environment, with its own
temporary folder, without a network where the system can take one away, and ends with the process that started it,
however that ends.
"""

from __future__ import annotations

import ctypes
import os
import queue
import sys
import threading
from pathlib import Path
from typing import BinaryIO

from compliance.errors import UnreadableFile
from compliance.reading.isolation.messages import (
    Answer,
    DrawPage,
    FileOpened,
    FileRefused,
    MeasurePages,
    PageDrawn,
    PageRead,
    PagesMeasured,
    Request,
    decode_request,
    receive,
    send,
)
from compliance.reading.limits import Limits
from compliance.reading.opening import open_bytes
from compliance.reading.progress import at_most_every, listening
from compliance.reading.rendering import draw_page, measure_pages

_SIGN_EVERY = 0.1  # seconds
# What the interpreter and its libraries hold besides the file's data.
_DATA_OVERHEAD = 512 * 1024 * 1024
_PR_SET_PDEATHSIG, _SIGKILL = 1, 9
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


def main() -> None:
    """Serve requests on standard input until it ends."""
    answers = _private_output()
    _end_with_parent()
    _leave_network()
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(sys.stdin.buffer, requests), daemon=True).start()
    while True:
        request = decode_request(requests.get())
        _bound(request.limits)
        send(answers, PageRead(0, 0))  # starting up is no part of the file's time
        try:
            send(answers, answer(request, answers))
        except (TypeError, ValueError) as fault:  # a reader let something into a document that cannot be sent
            send(answers, FileRefused(f"{request.name}：读取时出错（{fault}），请报告给开发者。"))


def answer(request: Request, answers: BinaryIO) -> Answer:
    """Do what is asked for; signs of life go to `answers` while it lasts."""
    with listening(at_most_every(_SIGN_EVERY, lambda done, total: send(answers, PageRead(done, total)))):
        try:
            return _answer(request)
        except UnreadableFile as fault:
            return FileRefused(str(fault))


def _answer(request: Request) -> Answer:
    data, name, limits = request.data, request.name, request.limits
    if isinstance(request, MeasurePages):
        return PagesMeasured(measure_pages(data, name, request.media_type, limits))
    if isinstance(request, DrawPage):
        return PageDrawn(draw_page(data, name, request.media_type, request.page, request.scale, request.turn, limits))
    return FileOpened(open_bytes(data, name, limits))


def _private_output() -> BinaryIO:
    """The pipe to the parent, out of the reach of libraries that print: what they say goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _receive(requests_in: BinaryIO, requests: queue.SimpleQueue[bytes]) -> None:
    """Pass requests on; leave at once when the parent is gone, even in the middle of a file."""
    while (payload := receive(requests_in)) is not None:
        requests.put(payload)
    os._exit(0)


def _end_with_parent() -> None:
    """Have Linux kill this process with its parent: native code may hold the interpreter when the pipe closes."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)


def _leave_network() -> None:
    """No address can be looked up or reached from here: refused in Python, and on Linux taken away where permitted."""
    sys.addaudithook(_refuse_network)
    if sys.platform != "linux":
        return
    user, group = os.getuid(), os.getgid()
    if ctypes.CDLL(None, use_errno=True).unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0:
        # Otherwise files made here would belong to nobody.
        for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
            Path("/proc/self", name).write_text(text)


def _refuse_network(event: str, arguments: object) -> None:
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind"):
        raise PermissionError("a reading process has no network")


def _bound(limits: Limits) -> None:
    """Let the system itself refuse memory and core dumps; the parent watches what it cannot refuse."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        wanted = limits.memory_bytes + _DATA_OVERHEAD
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


if __name__ == "__main__":
    main()
