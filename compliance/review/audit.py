"""The audit log (审计日志): append, verify, export.

Three things guard it: the database refuses to change or delete an entry (triggers), each entry carries the hash of the
one before (what was changed behind the database's back shows), and the newest hash can be kept elsewhere (a tail that
was cut off shows).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest

from compliance.review.middleware import address_of
from compliance.review.models import AuditEntry, Submission, User

FIRST_PREVIOUS = "0" * 64
_LOCK = 20170114  # any number, the same everywhere


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, and from where; `user` is None for the program itself."""

    user: User | None
    address: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> Actor:
        user = getattr(request, "user", None)  # a request that passed no middleware has none
        return cls(user if isinstance(user, User) else None, address_of(request))

    @property
    def name(self) -> str:
        return self.user.username if self.user else ""


PROGRAM = Actor(None)


def record(actor: Actor, action: str, target: str = "", district: str = "", **detail: Any) -> AuditEntry:
    """Append one entry, in the transaction that is open or one of its own. `detail` must be plain JSON values."""
    with transaction.atomic():
        if connection.vendor == "postgresql":  # SQLite lets one transaction write at a time
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        last = AuditEntry.objects.order_by("-number").values("number", "sha256").first()
        entry = AuditEntry(
            number=last["number"] + 1 if last else 1,
            at=datetime.now(UTC).isoformat(timespec="milliseconds"),
            actor=actor.name,
            address=actor.address,
            action=action,
            target=target,
            district=district,
            detail=detail,
            previous=last["sha256"] if last else FIRST_PREVIOUS,
        )
        entry.sha256 = digest(entry)
        entry.save(force_insert=True)
        return entry


def record_on(actor: Actor, action: str, submission: Submission, **detail: Any) -> AuditEntry:
    """Append an entry about a submission: its district is named."""
    return record(actor, action, f"submission:{submission.pk}", submission.district.name, **detail)


def saw(actor: Actor, submission: Submission, what: str, **detail: Any) -> None:
    """Append that somebody looked at a submission that is not their own district's."""
    if actor.user is None or actor.user.district_id != submission.district_id:
        record_on(actor, "view", submission, what=what, **detail)


def digest(entry: AuditEntry) -> str:
    """SHA-256 over the entry's fields and the hash of the one before, as canonical JSON."""
    fields = [
        entry.number,
        entry.at,
        entry.actor,
        entry.address,
        entry.action,
        entry.target,
        entry.district,
        entry.detail,
        entry.previous,
    ]
    text = json.dumps(fields, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying the log came to: how many entries hold, the newest hash, and the first fault in Chinese, or ""."""

    entries: int
    head: str  # number:hash of the newest sound entry; "" for an empty log
    fault: str = ""


def verify(entries: Iterable[AuditEntry], kept: str = "") -> Verdict:
    """Look at every entry, oldest first; `kept` is a head (number:hash) that was noted down elsewhere."""
    previous, number, kept_seen = FIRST_PREVIOUS, 0, not kept
    head = ""
    for entry in entries:
        if entry.number != number + 1:
            return Verdict(number, head, f"第 {number + 1} 条缺失：其后一条的编号是 {entry.number}。")
        if entry.previous != previous:
            return Verdict(number, head, f"第 {entry.number} 条与前一条接不上：它记下的前一条哈希值不符。")
        if entry.sha256 != digest(entry):
            return Verdict(number, head, f"第 {entry.number} 条的内容被改动过：哈希值不符。")
        number, previous = entry.number, entry.sha256
        head = f"{number}:{previous}"
        if head == kept:
            kept_seen = True
    if not kept_seen:
        return Verdict(number, head, f"日志里没有另行保存的那一条（{kept}）：末尾被截断，或整本被换过。")
    return Verdict(number, head)


def verify_all(kept: str = "") -> Verdict:
    """Verify the log of this installation."""
    return verify(AuditEntry.objects.order_by("number").iterator(chunk_size=2000), kept)


def export_lines(entries: Iterable[AuditEntry]) -> Iterator[str]:
    """One JSON object a line, with everything that is needed to verify the log elsewhere."""
    for entry in entries:
        fields = ("number", "at", "actor", "address", "action", "target", "district", "detail", "previous", "sha256")
        yield json.dumps({name: getattr(entry, name) for name in fields}, ensure_ascii=False) + "\n"
