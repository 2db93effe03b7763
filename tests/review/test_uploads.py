"""A draft is received with all of its files and its check, or there is none."""

from __future__ import annotations

import pytest
from django.utils import timezone

from compliance.errors import ComplianceError
from compliance.reading.limits import Limits
from compliance.review.auditing import audit
from compliance.review.models import AuditEntry, Check, Draft, StoredFile
from compliance.review.submitting import uploads
from tests.review.ledger_samples import opened


def file(path: str, content: bytes = b"text") -> uploads.Arriving:
    return uploads.Arriving(path, len(content), lambda: [content])


@pytest.fixture
def actor(district_user) -> audit.Actor:
    return audit.Actor(district_user, "127.0.0.1")


def test_a_folder_keeps_its_paths_and_is_checked_at_once(submission, actor):
    received = uploads.receive(
        actor, submission, [file("材料/自评.txt", b"a"), file("材料/表/附表.xlsx", b"b")], "初稿"
    )
    assert list(received.draft.files.values_list("name", flat=True)) == ["材料/自评.txt", "材料/表/附表.xlsx"]
    assert (received.draft.number, received.draft.note, received.draft.uploaded_by) == (1, "初稿", actor.user)
    assert received.check.state == "waiting"


def test_the_log_names_the_files_and_their_hashes(submission, actor):
    uploads.receive(actor, submission, [file("自评.txt", b"a")])
    entry = AuditEntry.objects.get(action="upload_draft")
    assert entry.actor == "qinghe" and entry.district == "青禾县"
    assert entry.detail["files"] == [{"name": "自评.txt", "sha256": StoredFile.objects.get().sha256}]
    assert audit.verify_all().fault == ""


def test_a_file_that_was_handed_in_before_is_recognised_whatever_its_name(submission, actor):
    uploads.receive(actor, submission, [file("自评.txt", b"a"), file("附表.xlsx", b"b")])
    received = uploads.receive(actor, submission, [file("自评（改）.txt", b"c"), file("附表2.xlsx", b"b")])
    assert [str(seen) for seen in received.seen] == ["“附表2.xlsx”与第 1 稿的“附表.xlsx”相同"]
    assert StoredFile.objects.count() == 3


def test_another_districts_file_is_not_told_of(submission, other_submission, actor, other_district_user):
    uploads.receive(audit.Actor(other_district_user), other_submission, [file("自评.txt", b"a")])
    assert uploads.receive(actor, submission, [file("自评.txt", b"a")]).seen == ()


def test_what_systems_leave_in_folders_is_left_out(submission, actor):
    received = uploads.receive(
        actor, submission, [file("材料/.DS_Store"), file("材料/~$自评.docx"), file("材料/自评.docx")]
    )
    assert [one.name for one in received.draft.files.all()] == ["材料/自评.docx"]


@pytest.mark.parametrize(
    ("arrived", "sentence"),
    [
        ([], "没有收到文件"),
        ([file("材料/.DS_Store")], "没有收到文件"),
        ([file("空.docx", b"")], r"“空\.docx”是空文件"),
        ([file("大.docx", b"x" * (2 * 2**20))], r"“大\.docx”超过 1 MB"),
        ([file(f"{n}.txt") for n in range(4)], "一稿最多 3 份文件，这次有 4 份"),
        ([file(f"{n}.txt", b"x" * 2**20) for n in range(3)], "合计最多 2 MB"),
    ],
)
def test_what_could_not_be_read_is_refused_with_a_sentence(submission, actor, settings, arrived, sentence):
    settings.MOST_UPLOADED_FILES, settings.MOST_UPLOADED_BYTES = 3, 2 * 2**20
    with pytest.raises(ComplianceError, match=sentence):
        uploads.receive(actor, submission, arrived, limits=Limits(file_bytes=2**20))
    assert not Draft.objects.exists()


def test_a_closed_round_takes_no_more(submission, actor):
    submission.round.closed_at = timezone.now()
    submission.round.save()
    with pytest.raises(ComplianceError, match=r"“2026 年义务教育优质均衡督导评估”已经结束，不再收稿"):
        uploads.receive(actor, submission, [file("自评.txt")])


def test_what_goes_wrong_on_the_way_leaves_no_draft(submission, actor, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(audit, "record_on", broken)
    with pytest.raises(RuntimeError):
        uploads.receive(actor, submission, [file("自评.txt")])
    assert not Draft.objects.exists() and not Check.objects.exists() and not StoredFile.objects.exists()


def test_after_its_round_a_submission_takes_drafts_while_problems_are_open(assigned, reviewer, actor):
    problem = opened(assigned, reviewer)
    assigned.round.closed_at = timezone.now()
    assigned.round.save()
    assert uploads.receive(actor, assigned, [file("整改报告.txt", b"put right")]).draft.number == 2
    problem.closed_at = timezone.now()
    problem.save()
    with pytest.raises(ComplianceError, match="已经结束，不再收稿"):
        uploads.receive(actor, assigned, [file("补充.txt", b"more")])
