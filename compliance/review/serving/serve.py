"""`compliance serve`: bring the database up to date, see that there is an administrator, run worker and server."""

from __future__ import annotations

import os
import secrets
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Address:
    """Where the workbench is reached."""

    host: str
    port: int

    @property
    def url(self) -> str:
        shown = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host
        return f"http://{f'[{shown}]' if ':' in shown else shown}:{self.port}/"


def prepare(data: Path | None, host: str) -> None:
    """Set what Django reads when it starts, and start it."""
    if data is not None:
        os.environ["COMPLIANCE_DATA"] = str(data)
    os.environ["COMPLIANCE_HOSTS"] = " ".join([*os.environ.get("COMPLIANCE_HOSTS", "").split(), *_names(host)])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compliance.review.settings")
    import django

    django.setup()


def _names(host: str) -> list[str]:
    """The names under which a server on `host` may be asked for."""
    if host in ("127.0.0.1", "localhost", "::1"):
        return []
    if host not in ("0.0.0.0", "::"):
        return [host]
    import psutil

    addresses = {
        address.address.split("%")[0]
        for every in psutil.net_if_addrs().values()
        for address in every
        if address.family in (socket.AF_INET, socket.AF_INET6)
    }
    return [socket.gethostname(), *(f"[{a}]" if ":" in a else a for a in sorted(addresses))]


def migrate() -> None:
    """Bring the database up to date; it does nothing where it is."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("clearsessions")  # those that have ended
    call_command("prune_db_task_results", verbosity=0)  # of the queue: checks keep their own records


def first_administrator() -> tuple[str, str] | None:
    """Make an administrator where there is none: name and a password to change at once. None where there is one."""
    from django.db import transaction

    from compliance.review.auditing import audit
    from compliance.review.models import Role, User

    with transaction.atomic():
        if User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exists():
            return None
        name = "admin"
        while User.objects.filter(username=name).exists():
            name += "1"
        password = secrets.token_urlsafe(9)
        User.objects.create_user(name, password=password, role=Role.ADMINISTRATOR, must_change_password=True)
        audit.record(audit.PROGRAM, "first_administrator", username=name)
    return name, password


def serve(address: Address, say: Say, threads: int = 8, workers: int = 1) -> None:
    """Serve until interrupted, with so many workers beside it. Raises OSError where the port is taken."""
    import waitress

    from compliance.review.serving.server_limits import limits
    from compliance.review.serving.supervising import Supervisor
    from compliance.review.submitting import files
    from compliance.review.wsgi import application

    server = waitress.create_server(
        application,
        host=address.host,
        port=address.port,
        threads=threads,
        **limits(),
        ident=None,
    )
    say(f"评审工作台：{address.url}　（按 Ctrl+C 结束）")
    files.sweep()
    _end_on_termination()
    try:
        with Supervisor(workers):
            server.run()
    finally:
        server.close()


def _end_on_termination() -> None:
    """Being told to end (SIGTERM; closing its window on Windows) ends like Ctrl+C: the workers are seen to first."""

    def end(number: int, frame: object) -> None:
        raise SystemExit(0)

    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup's wish is respected
            signal.signal(number, end)
