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

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from compliance.review.middleware import address_of
from compliance.review.models import AuditEntry, Submission, User
from compliance.review.pages.stored import storable

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
    def person(self) -> User:
        """The user, where only a user can have come. Raises PermissionDenied for the program itself."""
        if self.user is None:
            raise PermissionDenied
        return self.user

    @property
    def name(self) -> str:
        return self.user.username if self.user else ""


PROGRAM = Actor(None)


def record(actor: Actor, action: str, target: str = "", district: str = "", **detail: Any) -> AuditEntry:
    """Append one entry, in the transaction that is open or one of its own. `detail` must be plain JSON values."""
    kept = _as_kept(detail)
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
            detail=kept,
            previous=last["sha256"] if last else FIRST_PREVIOUS,
        )
        entry.sha256 = digest(entry)
        entry.save(force_insert=True)
        return entry


def _as_kept(value: Any) -> Any:
    """The value as every database gives it back, so that its hash stays: PostgreSQL knows no -0.0 and no 1e16."""
    if isinstance(value, dict):
        return {str(storable(name)): _as_kept(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_as_kept(inner) for inner in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return storable(value)


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


def verify(entries: Iterable[AuditEntry | None], kept: str = "") -> Verdict:
    """Look at every entry, oldest first; None is one that cannot be read.

    `kept` is a head (number:hash) that was noted down elsewhere.
    """
    previous, number, head, kept_seen = FIRST_PREVIOUS, 0, "", not kept
    for entry in entries:
        if fault := _fault(entry, number, previous):
            return Verdict(number, head, fault)
        assert entry is not None  # or it would be a fault
        number, previous = entry.number, entry.sha256
        head = f"{number}:{previous}"
        kept_seen = kept_seen or head == kept
    if not kept_seen:
        return Verdict(
            number, head, _("日志里没有另行保存的那一条（%(kept)s）：末尾被截断，或整本被换过。") % {"kept": kept}
        )
    return Verdict(number, head)


def _fault(entry: AuditEntry | None, number: int, previous: str) -> str:
    """What is wrong with the entry after `number`, whose hash is `previous`; "" where it is sound."""
    if entry is None:
        return _("第 %(number)s 条的内容被改动过：已经读不出来。") % {"number": number + 1}
    if entry.number != number + 1:
        return _("第 %(number)s 条缺失：其后一条的编号是 %(next)s。") % {"number": number + 1, "next": entry.number}
    if entry.previous != previous:
        return _("第 %(number)s 条与前一条接不上：它记下的前一条哈希值不符。") % {"number": entry.number}
    try:
        sound = entry.sha256 == digest(entry)
    except TypeError:  # SQLite keeps bytes in a column of text
        sound = False
    return "" if sound else _("第 %(number)s 条的内容被改动过：哈希值不符。") % {"number": entry.number}


def verify_all(kept: str = "") -> Verdict:
    """Verify the log of this installation."""
    return verify(_every_entry(), kept)


def verified(actor: Actor, kept: str = "") -> Verdict:
    """Verify the log for somebody, and append that they did."""
    verdict = verify_all(kept)
    record(actor, "verify_log", entries=verdict.entries, fault=verdict.fault)
    return verdict


def _every_entry() -> Iterator[AuditEntry | None]:
    """The log, oldest first; None, and no more, where an entry holds bytes that are no text."""
    seen = 0
    every = AuditEntry.objects.order_by("number")
    try:
        for entry in every.iterator(chunk_size=2000):
            yield entry
            seen = entry.number
    except DatabaseError:  # it tells of a whole chunk
        for number in every.filter(number__gt=seen).values_list("number", flat=True):
            try:
                yield AuditEntry.objects.get(pk=number)
            except DatabaseError:
                yield None
                return


def export_lines(entries: Iterable[AuditEntry]) -> Iterator[str]:
    """One JSON object a line, with everything that is needed to verify the log elsewhere."""
    for entry in entries:
        fields = ("number", "at", "actor", "address", "action", "target", "district", "detail", "previous", "sha256")
        yield json.dumps({name: getattr(entry, name) for name in fields}, ensure_ascii=False) + "\n"
