"""Receiving a draft (收稿): all of its files and the draft itself, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from compliance.errors import ComplianceError
from compliance.reading.archives.names import is_leftover
from compliance.reading.limits import DEFAULT_LIMITS, Limits
from compliance.review.auditing import audit
from compliance.review.models import Check, Draft, DraftFile, StoredFile, Submission
from compliance.review.pages.stored import storable
from compliance.review.submitting import checking, files
from compliance.review.submitting.upload_names import distinct_names, safe_name

MOST_NOTE = 200  # characters
_MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Arriving:
    """A file as it arrives: the path that the sender gave it, and its bytes, to be taken once."""

    path: str
    size: int  # bytes
    chunks: Callable[[], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Seen:
    """A file of a draft that was handed in before: in which draft, and under which name."""

    name: str
    number: int
    earlier: str

    def __str__(self) -> str:
        return _("“%(name)s”与第 %(number)d 稿的“%(earlier)s”相同") % {
            "name": self.name,
            "number": self.number,
            "earlier": self.earlier,
        }


@dataclass(frozen=True, slots=True)
class Received:
    """A draft that was handed in, its check, and which of its files are not new."""

    draft: Draft
    check: Check
    seen: tuple[Seen, ...]


def arriving(uploaded: Sequence[UploadedFile[Any]], paths: Sequence[str]) -> tuple[Arriving, ...]:
    """The files of a request; `paths` are their paths within a folder, in the same order, where they were told."""
    told = paths if len(paths) == len(uploaded) else [""] * len(uploaded)
    return tuple(
        Arriving(path or file.name or "", file.size or 0, file.chunks)
        for file, path in zip(uploaded, told, strict=True)
    )


def receive(
    actor: audit.Actor,
    submission: Submission,
    arrived: Sequence[Arriving],
    note: str = "",
    limits: Limits = DEFAULT_LIMITS,
) -> Received:
    """Keep the files as the submission's next draft and put its check in the queue.

    Raises ComplianceError where the round is closed, nothing is there to be read, or something is too large; then
    there is no draft.
    """
    _require_open(submission)
    wanted = [file for file in arrived if not is_leftover(file.path.replace("\\", "/"))]
    _require_fitting(wanted, limits)
    names = list(distinct_names(safe_name(file.path) for file in wanted))
    kept = [files.keep(file.chunks()) for file in wanted]
    with transaction.atomic():
        locked = (
            Submission.objects.select_for_update(of=("self",), no_key=True)
            .select_related("round")
            .get(pk=submission.pk)
        )
        _require_open(locked)
        stored = {one.sha256: StoredFile(sha256=one.sha256, size=one.size) for one in kept}
        StoredFile.objects.bulk_create(stored.values(), ignore_conflicts=True)
        number = (locked.drafts.aggregate(newest=Max("number"))["newest"] or 0) + 1
        draft = Draft.objects.create(
            submission=locked,
            number=number,
            uploaded_by=actor.person,
            note=str(storable(note)).strip()[:MOST_NOTE],
        )
        DraftFile.objects.bulk_create(
            DraftFile(draft=draft, file_id=one.sha256, name=name) for one, name in zip(kept, names, strict=True)
        )
        audit.record_on(
            actor,
            "upload_draft",
            locked,
            draft=number,
            files=[{"name": name, "sha256": one.sha256} for one, name in zip(kept, names, strict=True)],
        )
        check = checking.ask(actor, draft)
    return Received(draft, check, tuple(seen_before(draft)))


def seen_before(draft: Draft) -> Iterator[Seen]:
    """Which of a draft's files an earlier draft of the same submission had: the newest such draft is named."""
    earlier = DraftFile.objects.filter(draft__submission=draft.submission_id, draft__number__lt=draft.number)
    known = {one.file_id: one for one in earlier.select_related("draft").order_by("draft__number", "-name")}
    for file in draft.files.all():
        if before := known.get(file.file_id):
            yield Seen(file.name, before.draft.number, before.name)


def _require_open(submission: Submission) -> None:
    if not submission.takes_drafts:
        raise ComplianceError(
            _("“%(round)s”已经结束，不再收稿；如需补交，请联系管理员。") % {"round": submission.round.title}
        )


def _require_fitting(arrived: Sequence[Arriving], limits: Limits) -> None:
    """Raises ComplianceError for what could not be kept or would not be read."""
    most_files, most_bytes = settings.MOST_UPLOADED_FILES, settings.MOST_UPLOADED_BYTES
    if not arrived:
        raise ComplianceError(_("没有收到文件。请选择或拖入要报送的文件，如 .docx、.pdf、.xlsx。"))
    if len(arrived) > most_files:
        raise ComplianceError(
            _("一稿最多 %(most)d 份文件，这次有 %(count)d 份。请打成 zip 压缩包再上传。")
            % {"most": most_files, "count": len(arrived)}
        )
    if sum(file.size for file in arrived) > most_bytes:
        raise ComplianceError(
            _("一稿的文件合计最多 %(most)d MB。请压缩图片，或去掉不需要的文件。") % {"most": most_bytes // _MEGABYTE}
        )
    for file in arrived:
        shown = {"name": safe_name(file.path), "most": limits.file_bytes // _MEGABYTE}
        if file.size > limits.file_bytes:
            raise ComplianceError(_("“%(name)s”超过 %(most)d MB，请拆成几份，或压缩其中的图片。") % shown)
        if file.size == 0:
            raise ComplianceError(_("“%(name)s”是空文件，请检查后重新选择。") % shown)
