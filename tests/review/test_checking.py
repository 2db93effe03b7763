"""A check ends once, whatever happens to its worker, and its result is there whole or not at all."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import timedelta
from threading import Thread

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from compliance.errors import ComplianceError, NothingReadable
from compliance.review.auditing import audit
from compliance.review.models import AuditEntry, Check, CheckState, Round, StoredFinding
from compliance.review.submitting import checking, printed, running, uploads
from compliance.review.submitting.progressing import CheckEnded, Pulse


@pytest.fixture
def actor(district_user) -> audit.Actor:
    return audit.Actor(district_user)


def hand_in(actor, submission, content: bytes = b"text") -> Check:
    arriving = uploads.Arriving("自评.txt", len(content), lambda: [content])
    return uploads.receive(actor, submission, [arriving]).check


@pytest.fixture
def waiting(actor, submission) -> Check:
    return hand_in(actor, submission)


@pytest.fixture
def judged(monkeypatch, sample_report):
    """The judging replaced by one that finds what `judged.does` says; the heartbeat is left to the test."""

    class Judging:
        def __init__(self) -> None:
            self.paths: list[str] = []
            self.does = lambda step, judged: sample_report

        def __call__(self, paths, scheme, models, progress, judged):
            self.paths += [file.relative_to(paths[0]).as_posix() for file in paths[0].rglob("*") if file.is_file()]
            return self.does(progress, judged)

    judging = Judging()
    monkeypatch.setattr(running.checks, "check", judging)
    monkeypatch.setattr(Pulse, "beating", lambda self: nullcontext())
    return judging


def state_of(check: Check) -> str:
    check.refresh_from_db()
    return check.state


def in_queue() -> list[int]:
    return [task.args_kwargs["args"][0] for task in DBTaskResult.objects.ready()]


def stop_heart(check: Check, seconds: float, **more: object) -> None:
    past = timezone.now() - timedelta(seconds=seconds)
    Check.objects.filter(pk=check.pk).update(heartbeat=past, asked_at=past, **more)


# --- Asking and cancelling ---


def test_a_check_and_its_place_in_the_queue_come_together(waiting):
    assert waiting.state == CheckState.WAITING and in_queue() == [waiting.pk]


def test_a_draft_is_checked_once_at_a_time(waiting, actor):
    with pytest.raises(ComplianceError, match="正在检查，请等它结束，或先取消"):
        checking.ask(actor, waiting.draft)


def test_nothing_is_checked_in_a_closed_round(check, actor):
    Round.objects.update(closed_at=timezone.now())
    with pytest.raises(ComplianceError, match="已经结束，不能再检查"):
        checking.ask(actor, check.draft)


def test_one_that_waits_is_cancelled_at_once_and_never_run(waiting, actor, judged):
    checking.cancel(actor, waiting)
    running.run(waiting.pk)
    assert state_of(waiting) == CheckState.CANCELLED and judged.paths == []


def test_one_that_is_over_cannot_be_cancelled(check, actor):
    with pytest.raises(ComplianceError, match="已经结束，不能取消"):
        checking.cancel(actor, check)


def test_one_that_runs_is_cancelled_when_it_next_tells_how_far_it_is(waiting, actor, judged):
    def does(step, told):
        checking.cancel(actor, waiting)
        pulse_of_run.tick()
        step("理解文本")

    judged.does = does
    pulse_of_run = Pulse(Check(pk=waiting.pk, attempts=1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "Pulse", lambda check: pulse_of_run)
        running.run(waiting.pk)
    assert state_of(waiting) == CheckState.CANCELLED and not StoredFinding.objects.exists()


def test_one_that_was_cancelled_in_its_last_moment_has_no_result(waiting, actor, sample_report):
    claimed = checking.claim(waiting.pk)
    checking.cancel(actor, waiting)
    assert not checking.store(claimed, sample_report)
    assert state_of(waiting) == CheckState.CANCELLED and not StoredFinding.objects.exists()


# --- Running ---


def test_the_drafts_files_are_judged_under_their_own_names_and_the_result_is_stored(waiting, judged, sample_report):
    running.run(waiting.pk)
    assert judged.paths == ["自评.txt"]
    assert state_of(waiting) == CheckState.DONE
    assert waiting.findings.count() == waiting.items_total == len(sample_report.findings)
    assert "<!doctype html>" in printed.path_of(waiting).read_text("utf-8").lower()


def test_one_worker_alone_takes_a_check(waiting):
    assert checking.claim(waiting.pk).attempts == 1
    assert checking.claim(waiting.pk) is None


def test_what_is_the_users_to_mend_is_said_as_it_is(waiting, judged):
    def does(step, told):
        raise NothingReadable("自评.txt：文件是空的。")

    judged.does = does
    running.run(waiting.pk)
    assert state_of(waiting) == CheckState.FAILED and waiting.message == "自评.txt：文件是空的。"


def test_what_is_ours_to_mend_says_so_and_is_in_the_log(waiting, judged, caplog):
    judged.does = lambda step, told: 1 / 0
    running.run(waiting.pk)
    assert state_of(waiting) == CheckState.FAILED
    assert waiting.message == running.BROKEN and "division" not in waiting.message
    assert "ZeroDivisionError" in caplog.text


def test_a_scheme_that_is_gone_is_named(waiting, judged):
    round_ = waiting.draft.submission.round
    round_.scheme = "no-such-scheme"
    round_.save()
    running.run(waiting.pk)
    assert state_of(waiting) == CheckState.FAILED and "no-such-scheme" in waiting.message


# --- How far it is ---


def test_pages_and_items_are_told_to_the_row(waiting):
    pulse = Pulse(checking.claim(waiting.pk))
    for step in ("读取文件 甲.pdf 1/9", "读取文件 乙 3.pdf 2/3", "读取文件 甲.pdf 4/9"):
        pulse.step(step)
    pulse.judged(12, 60)
    pulse.tick()
    waiting.refresh_from_db()
    assert (waiting.pages_read, waiting.items_judged, waiting.items_total) == (6, 12, 60)
    assert waiting.step == "读取文件 甲.pdf 4/9"


def test_hearing_touches_no_database(waiting, django_assert_num_queries):
    pulse = Pulse(checking.claim(waiting.pk))
    with django_assert_num_queries(0):
        pulse.step("读取文件 甲.pdf 1/9")
        pulse.judged(1, 60)


def test_the_heartbeat_beats_also_where_nothing_is_told(waiting):
    claimed = checking.claim(waiting.pk)
    stop_heart(waiting, 20)
    Pulse(claimed).tick()
    waiting.refresh_from_db()
    assert timezone.now() - waiting.heartbeat < timedelta(seconds=5)


def test_a_worker_whose_check_another_one_has_stops_and_writes_nothing(waiting):
    pulse = Pulse(checking.claim(waiting.pk))
    Check.objects.filter(pk=waiting.pk).update(attempts=2)
    pulse.step("理解文本")
    pulse.tick()
    with pytest.raises(CheckEnded):
        pulse.step("逐条评判")
    waiting.refresh_from_db()
    assert waiting.step == ""


# --- Lost and found ---


def test_one_that_lost_its_worker_is_put_in_the_queue_again(waiting):
    checking.claim(waiting.pk)
    DBTaskResult.objects.all().delete()
    stop_heart(waiting, 31)
    assert checking.requeue_lost() == 1
    assert state_of(waiting) == CheckState.WAITING and in_queue() == [waiting.pk]


def test_one_whose_worker_lives_is_left_alone(waiting):
    checking.claim(waiting.pk)
    stop_heart(waiting, 25)
    assert checking.requeue_lost() == 0
    assert state_of(waiting) == CheckState.RUNNING


def test_one_that_lost_its_worker_three_times_has_failed(waiting):
    for _ in range(3):
        assert checking.claim(waiting.pk)
        stop_heart(waiting, 31)
        checking.requeue_lost()
    assert state_of(waiting) == CheckState.FAILED
    assert waiting.message.startswith("检查了 3 次都在中途停下")


def test_one_that_was_to_be_cancelled_when_its_worker_died_is_cancelled(waiting):
    checking.claim(waiting.pk)
    stop_heart(waiting, 31, cancel_requested=True)
    checking.requeue_lost()
    assert state_of(waiting) == CheckState.CANCELLED


def test_one_that_lost_its_place_in_the_queue_gets_another(waiting):
    DBTaskResult.objects.update(status="RUNNING")  # by a worker that was killed before it took the check
    stop_heart(waiting, 31)
    assert checking.requeue_lost() == 1 and in_queue() == [waiting.pk]
    assert checking.requeue_lost() == 0


def test_a_worker_that_is_asked_to_end_gives_its_check_back_without_losing_an_attempt(waiting):
    claimed = checking.claim(waiting.pk)
    assert checking.give_back(claimed)
    assert state_of(waiting) == CheckState.WAITING and waiting.attempts == 0
    assert in_queue() == [waiting.pk, waiting.pk]


def test_a_worker_that_ends_while_it_takes_a_check_gives_it_back(waiting, judged, monkeypatch):
    given_back = []
    monkeypatch.setattr(checking, "give_back", given_back.append)
    ending = Thread(target=running.give_back)
    claim = checking.claim

    def claim_as_the_end_comes(pk):
        ending.start()
        ending.join(0.2)
        assert not given_back, "what is not yet taken cannot be given back"
        return claim(pk)

    monkeypatch.setattr(checking, "claim", claim_as_the_end_comes)
    monkeypatch.setattr(running, "_judge", lambda check, pulse: ending.join(5))
    running.run(waiting.pk)
    assert given_back == [waiting]


def test_a_second_place_in_the_queue_does_nothing(waiting, judged):
    running.run(waiting.pk)
    running.run(waiting.pk)
    assert judged.paths == ["自评.txt"]


# --- The same again ---


def test_the_same_files_take_over_the_earlier_result(waiting, actor, submission, judged):
    running.run(waiting.pk)
    again = hand_in(actor, submission)
    running.run(again.pk)
    assert judged.paths == ["自评.txt"]  # judged once
    assert state_of(again) == CheckState.DONE and again.message == "文件、方案和程序版本都与第 1 稿相同，沿用其结果。"
    assert list(again.findings.values_list("item", "status")) == list(waiting.findings.values_list("item", "status"))
    assert again.documents.get().content == waiting.documents.get().content
    assert set(StoredFinding.objects.filter(newest=True).values_list("check_run", flat=True)) == {again.pk}
    assert printed.path_of(again).read_bytes() == printed.path_of(waiting).read_bytes()
    assert AuditEntry.objects.filter(action="check_taken_over").count() == 1


def test_other_files_are_judged_anew(waiting, actor, submission, judged):
    running.run(waiting.pk)
    running.run(hand_in(actor, submission, b"better").pk)
    assert len(judged.paths) == 2


def test_another_version_of_the_program_judges_anew(waiting, actor, submission, judged, monkeypatch):
    running.run(waiting.pk)
    monkeypatch.setattr(running.checks, "versions_of", lambda registry, models: (("compliance", "99"),))
    running.run(hand_in(actor, submission).pk)
    assert len(judged.paths) == 2


def test_who_asks_again_for_the_same_draft_has_it_read_again(waiting, actor, judged):
    running.run(waiting.pk)
    running.run(checking.ask(actor, waiting.draft).pk)
    assert len(judged.paths) == 2


def test_another_districts_result_is_never_taken_over(waiting, actor, other_submission, other_district_user, judged):
    running.run(waiting.pk)
    running.run(hand_in(audit.Actor(other_district_user), other_submission).pk)
    assert len(judged.paths) == 2


def test_an_earlier_drafts_late_result_does_not_replace_the_newer_one(waiting, actor, submission, judged):
    newer = hand_in(actor, submission, b"better")
    running.run(newer.pk)
    running.run(waiting.pk)
    assert set(StoredFinding.objects.filter(newest=True).values_list("check_run", flat=True)) == {newer.pk}
