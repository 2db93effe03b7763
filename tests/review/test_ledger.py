"""The rectification ledger: from a confirmed gap, through the district's answer, to its closing by a person."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from compliance.errors import ComplianceError
from compliance.review.auditing.audit import Actor
from compliance.review.models import Anchor, AuditEntry, Check, CheckState, Draft, Duty, Problem, ProblemEvent, Standing
from compliance.review.rectifying import confirmed, ledger, ledger_list
from compliance.review.rectifying.ledger import Deed, Duties
from compliance.review.rectifying.ledger_list import Filter
from compliance.review.rectifying.ledger_story import story
from compliance.review.reviewing.deciding import withdraw
from compliance.review.submitting import checking
from tests.review.conftest import assign, checked
from tests.review.ledger_samples import (
    GAP,
    MET,
    OTHER_GAP,
    confirm,
    finding_of,
    lacking,
    met,
    met_without_evidence,
    opened,
    overrule,
)

LATER = ledger.office_today() + timedelta(days=30)


@pytest.fixture
def problem(assigned, reviewer) -> Problem:
    """A problem of Qinghe's, just entered."""
    return opened(assigned, reviewer)


def does(user, problem, action, text="", **more) -> Problem:
    return ledger.act(Actor(user), problem, Deed(action, text, **more))


def events(problem) -> list[tuple[str, str, str]]:
    return [(event.action, event.before, event.after) for event in problem.events.all()]


def again(problem) -> Problem:
    return Problem.objects.get(pk=problem.pk)


# --- From a confirmed gap to a problem -------------------------------------------------------------


def test_a_confirmed_gap_becomes_a_problem_that_names_what_is_missing(problem, qinghe):
    assert problem.title == (
        "网络多媒体教室：“初中每百名学生拥有网络多媒体教室达到2.4间以上”未见依据；"
        "“初中网络多媒体教室数的校际差异系数不超过0.45”未见依据"
    )
    assert (problem.state, problem.duty, problem.closed_at) == ("to_rectify", "青禾县", None)
    assert events(problem) == [("open", "", "to_rectify")]
    entry = AuditEntry.objects.get(action="open_problem")
    assert (entry.district, entry.detail["item"]) == ("青禾县", GAP)


def test_where_the_person_saw_a_gap_that_the_program_did_not_their_reason_is_the_problem(assigned, reviewer):
    decision = overrule(assigned, reviewer, MET, "contradicted", "实地看到两所学校的用房已停用")
    problem = ledger.open_problem(Actor(reviewer), decision)
    assert problem.title == "教学及辅助用房：实地看到两所学校的用房已停用"


def test_an_administrator_may_enter_a_gap_too(assigned, reviewer, administrator):
    assert ledger.open_problem(Actor(administrator), confirm(assigned, reviewer)).pk


def test_only_who_keeps_the_ledger_may_enter_a_gap(assigned, reviewer, second_reviewer, district_user):
    decision = confirm(assigned, reviewer)
    for user in (second_reviewer, district_user, None):  # not assigned; not the office; the program
        with pytest.raises(PermissionDenied):
            ledger.open_problem(Actor(user), decision)
        with pytest.raises(PermissionDenied):
            ledger.open_problems(Actor(user), assigned)
    assert not Problem.objects.exists()


def test_what_is_no_gap_is_not_entered(assigned, reviewer):
    with pytest.raises(ComplianceError, match="没有认定缺口"):
        ledger.open_problem(Actor(reviewer), confirm(assigned, reviewer, MET))


def test_a_withdrawn_decision_is_not_entered(assigned, reviewer):
    decision = confirm(assigned, reviewer)
    withdraw(Actor(reviewer), decision)
    with pytest.raises(ComplianceError, match="已经撤回"):
        ledger.open_problem(Actor(reviewer), decision)


def test_a_gap_on_which_reviewers_differ_waits_until_it_is_settled(assigned, reviewer, second_reviewer, settler):
    assign(assigned, second_reviewer)
    assign(assigned, settler, Duty.SETTLE)
    decision = confirm(assigned, reviewer)
    overrule(assigned, second_reviewer, GAP, "met", "附表里有")
    with pytest.raises(ComplianceError, match="看法不一致"):
        ledger.open_problem(Actor(reviewer), decision)
    assert ledger.open_problems(Actor(reviewer), assigned) == []
    confirm(assigned, settler)
    assert [problem.item for problem in ledger.open_problems(Actor(reviewer), assigned)] == [GAP]


def test_a_gap_waits_until_everybody_who_is_to_review_has_reviewed_it(assigned, reviewer, second_reviewer):
    assign(assigned, second_reviewer)
    decision = confirm(assigned, reviewer)
    assert confirmed.confirmed_gaps([assigned], reviewer) == {}
    with pytest.raises(ComplianceError, match="还有评审员没有评审"):
        ledger.open_problem(Actor(reviewer), decision)
    confirm(assigned, second_reviewer)
    assert ledger.open_problem(Actor(reviewer), decision).item == decision.item


def test_a_gap_that_has_to_be_looked_at_again_waits(assigned, reviewer):
    decision = confirm(assigned, reviewer)
    Standing.objects.filter(decision=decision).update(anchor=Anchor.LOOK_AGAIN)
    with pytest.raises(ComplianceError, match="新稿里还没有重新看过"):
        ledger.open_problem(Actor(reviewer), decision)


def test_a_gap_is_entered_once(problem, reviewer):
    with pytest.raises(ComplianceError, match="已经在台账里"):
        ledger.open_problem(Actor(reviewer), problem.decision)


def test_all_confirmed_gaps_of_a_submission_are_entered_at_once(problem, assigned, reviewer):
    confirm(assigned, reviewer, OTHER_GAP)
    confirm(assigned, reviewer, MET)
    assert [problem.item for problem in ledger.open_problems(Actor(reviewer), assigned, LATER, expected=1)] == [
        OTHER_GAP
    ]
    assert Problem.objects.get(item=OTHER_GAP).due == LATER
    assert ledger.open_problems(Actor(reviewer), assigned) == []


def test_none_is_entered_where_there_are_others_than_were_seen(assigned, reviewer):
    confirm(assigned, reviewer)
    with pytest.raises(ComplianceError, match="原有 2 条，现在是 1 条"):
        ledger.open_problems(Actor(reviewer), assigned, expected=2)
    assert not Problem.objects.exists()


# --- Person, time, duty ----------------------------------------------------------------------------


def test_who_and_by_when_is_kept_with_its_history(problem, reviewer):
    ledger.assign(Actor(reviewer), problem, Duties("青禾县教育局", "程某", LATER, "建设多媒体教室"))
    kept = again(problem)
    assert (kept.duty, kept.person, kept.due, kept.measures) == ("青禾县教育局", "程某", LATER, "建设多媒体教室")
    assert kept.events.last().text.startswith("责任单位：青禾县 → 青禾县教育局；责任人：程某；整改时限：")


def test_nothing_changed_leaves_no_trace(problem, reviewer):
    ledger.assign(Actor(reviewer), problem, Duties(problem.duty, "", None, ""))
    assert problem.events.count() == 1


def test_a_district_names_people_and_measures_but_not_the_date(problem, district_user):
    ledger.assign(Actor(district_user), problem, Duties("青禾县教育局", "程某", None, "补建"))
    assert again(problem).person == "程某"
    with pytest.raises(ComplianceError, match="整改时限由督导室确定"):
        ledger.assign(Actor(district_user), problem, Duties("青禾县教育局", "程某", LATER, "补建"))


def test_a_date_that_has_passed_is_refused(problem, reviewer):
    with pytest.raises(ComplianceError, match="已经过去"):
        ledger.assign(Actor(reviewer), problem, Duties("", "", date(2020, 1, 1), ""))


def test_what_is_too_long_is_refused_with_its_length(problem, reviewer):
    with pytest.raises(ComplianceError, match="责任人最多 60 字，现有 61 字"):
        ledger.assign(Actor(reviewer), problem, Duties("", "某" * 61, None, ""))


@pytest.mark.parametrize("who", ["other_district_user", "second_reviewer"])
def test_nobody_else_assigns_or_acts(problem, who, request):
    user = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        ledger.assign(Actor(user), problem, Duties("", "某", None, ""))
    with pytest.raises(PermissionDenied):
        does(user, problem, "begin", "措施")
    assert problem.events.count() == 1


# --- A problem's story -----------------------------------------------------------------------------


def test_a_problem_from_its_opening_to_its_closing(problem, assigned, reviewer, district_user, sample_report):
    does(district_user, problem, "begin", "县财政安排资金，暑假前建成")
    assert again(problem).measures == "县财政安排资金，暑假前建成"
    better = checked(assigned, met(sample_report))
    assert again(problem).state == "proposed"
    assert again(problem).closed_at is None  # the program proposes, a person closes
    does(reviewer, problem, "return", "请补验收单", due=LATER)
    does(district_user, problem, "report", "验收单已附", draft=better.draft)
    does(reviewer, problem, "close_on_report", "看过验收单")
    closed = again(problem)
    assert closed.closed_at is not None
    assert closed.due == LATER
    assert events(closed) == [
        ("open", "", "to_rectify"),
        ("begin", "to_rectify", "rectifying"),
        ("propose", "rectifying", "proposed"),
        ("return", "proposed", "rectifying"),
        ("report", "rectifying", "reported"),
        ("close_on_report", "reported", "closed"),
    ]
    assert [event.actor for event in closed.events.all()] == [
        reviewer,
        district_user,
        None,
        reviewer,
        district_user,
        reviewer,
    ]
    assert AuditEntry.objects.filter(action="act_on_problem").count() == 5
    does(reviewer, problem, "reopen", "又停用了")
    assert (again(problem).state, again(problem).closed_at) == ("rectifying", None)


def test_the_nine_steps_begin_with_the_offices_word(assigned, reviewer, administrator, district_user):
    assigned.round.procedure = "three-links-nine-steps"
    assigned.round.save()
    problem = opened(assigned, reviewer)
    assert problem.state == "listed"
    with pytest.raises(ComplianceError, match=r"“核定”要填“整改时限”"):
        does(administrator, problem, "ratify")
    does(administrator, problem, "ratify", due=LATER)
    does(district_user, problem, "plan", "十一月：招标")
    does(district_user, problem, "record", "本周完成招标")
    does(reviewer, problem, "supervise", "进度偏慢")
    assert again(problem).state == "rectifying"
    told = story(reviewer, again(problem), ledger.office_today())
    assert {each.step.id: each.done for each in told.recurring if each.done} == dict.fromkeys(
        ("plan", "record", "supervise"), ledger.office_today()
    )


def test_an_action_of_another_role_is_refused(problem, reviewer, district_user):
    with pytest.raises(PermissionDenied):
        does(reviewer, problem, "begin", "措施")
    does(district_user, problem, "report", "已整改")
    with pytest.raises(PermissionDenied):
        does(district_user, problem, "close_on_report", "自己销号")


def test_the_program_s_actions_are_nobodys(problem, reviewer, administrator, district_user):
    for user in (reviewer, administrator, district_user):
        with pytest.raises(PermissionDenied):
            does(user, problem, "propose")


def test_an_action_out_of_turn_is_refused(problem, reviewer):
    with pytest.raises(ComplianceError, match="现在不能“同意销号”：问题的进度是“待整改”，这项操作要在“建议销号”时做"):
        does(reviewer, problem, "close")


def test_an_unknown_action_is_refused_with_those_that_there_are(problem, reviewer):
    with pytest.raises(ComplianceError, match="没有“erase”这项操作；可以做的有：begin（开始整改）"):
        does(reviewer, problem, "erase")


def test_a_method_that_nobody_knows_is_named(assigned, reviewer):
    type(assigned.round).objects.filter(pk=assigned.round_id).update(procedure="weekly")
    with pytest.raises(ComplianceError, match="清单办法不认识，请管理员重选；可以选的有：一般整改台账、三环节九步骤"):
        opened(assigned, reviewer)


def test_what_was_seen_must_still_hold(problem, reviewer, district_user):
    does(district_user, problem, "report", "已整改")
    with pytest.raises(ComplianceError, match="已经变成“已报整改”"):
        does(reviewer, problem, "void", "认定有误", seen="to_rectify")


def test_a_return_says_why(problem, reviewer, district_user):
    does(district_user, problem, "report", "已整改")
    with pytest.raises(ComplianceError, match="“退回”要填“退回理由”"):
        does(reviewer, problem, "return", "  ")


def test_another_submissions_draft_is_refused(problem, other_submission, district_user, sample_report):
    theirs = checked(other_submission, sample_report).draft
    with pytest.raises(ComplianceError, match="不是这份报送材料的"):
        does(district_user, problem, "report", "已整改", draft=theirs)


def test_a_closed_problem_is_not_reassigned(problem, reviewer):
    does(reviewer, problem, "void", "认定有误")
    with pytest.raises(ComplianceError, match="已经了结"):
        ledger.assign(Actor(reviewer), problem, Duties("", "某", None, ""))


def test_text_that_no_database_holds_is_kept_without_it(problem, district_user):
    does(district_user, problem, "begin", "措施\x00一\ud800")
    assert again(problem).measures == "措施\ufffd一\ufffd"


def test_the_history_cannot_be_changed(problem):
    for statement in ("UPDATE review_problemevent SET text = 'x'", "DELETE FROM review_problemevent"):
        with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
            connection.cursor().execute(statement)


def test_a_problem_goes_on_by_the_method_that_knows_its_state(problem, district_user):
    """The round's method was changed when problems were there already."""
    problem.submission.round.procedure = "three-links-nine-steps"
    problem.submission.round.save()
    does(district_user, again(problem), "begin" if again(problem).state == "listed" else "plan", "计划")
    assert again(problem).state == "rectifying"


# --- The program proposes to close -----------------------------------------------------------------


def test_a_better_draft_proposes_closing_with_its_quote_and_place(problem, assigned, sample_report):
    check = checked(assigned, met(sample_report))
    proposed = again(problem)
    quote = finding_of(assigned, GAP).detail["evidence"][0]["quote"]
    assert proposed.proposed_closing == (
        f"第 2 稿《district-self-evaluation.docx》第3页写明“{quote}”。程序认为本条已有依据（把握 97%），"
        "建议销号，请评审员核对后决定。"
    )
    event = proposed.events.last()
    assert (event.actor, event.action, event.draft, event.text) == (
        None,
        "propose",
        check.draft,
        proposed.proposed_closing,
    )


def test_the_same_draft_checked_again_proposes_nothing(problem, assigned, check, reviewer, sample_report):
    repeated = Check.objects.create(draft=check.draft, asked_by=reviewer, state=CheckState.RUNNING)
    assert checking.store(repeated, met(sample_report))
    assert again(problem).state == "to_rectify"


@pytest.mark.parametrize("found", [lacking, met_without_evidence])
def test_a_draft_without_evidence_proposes_nothing(problem, assigned, sample_report, found):
    checked(assigned, found(sample_report, GAP))
    assert again(problem).state == "to_rectify"


def test_a_later_draft_that_lacks_it_again_takes_the_proposal_back(problem, assigned, district_user, sample_report):
    does(district_user, problem, "report", "已整改")
    checked(assigned, met(sample_report))
    checked(assigned, lacking(sample_report, GAP))
    taken_back = again(problem)
    assert (taken_back.state, taken_back.proposed_closing) == ("reported", "")  # where the proposal found it
    assert taken_back.events.last().text == "第 3 稿检查的结果是“未见依据”，不再支持销号，程序撤回建议。"


def test_a_proposal_that_stands_names_the_newest_draft(problem, assigned, sample_report):
    checked(assigned, met(sample_report))
    checked(assigned, met(sample_report))
    assert again(problem).proposed_closing.startswith("第 3 稿")
    assert events(problem)[-1] == ("propose", "proposed", "proposed")
    checked(assigned, lacking(sample_report, GAP))
    assert again(problem).state == "to_rectify"


def test_evidence_that_a_person_sent_back_is_not_proposed_again(problem, assigned, reviewer, sample_report):
    checked(assigned, met(sample_report))
    does(reviewer, problem, "return", "说的是别的学校")
    checked(assigned, met(sample_report))
    assert again(problem).state == "rectifying"
    checked(assigned, met(sample_report, quote=sample_report.submission.documents[0].blocks[5].text[3:20]))
    assert again(problem).state == "proposed"


def test_evidence_that_a_person_overruled_is_not_proposed(assigned, reviewer, sample_report):
    decision = overrule(assigned, reviewer, MET, "missing", "表里是去年的数")
    problem = ledger.open_problem(Actor(reviewer), decision)
    checked(assigned, sample_report)  # the same words once more
    assert again(problem).state == "to_rectify"
    checked(assigned, met(sample_report, MET))
    assert again(problem).state == "proposed"


def test_an_older_draft_that_is_checked_late_changes_nothing(problem, assigned, reviewer, sample_report):
    late = Draft.objects.create(submission=assigned, number=2, uploaded_by=reviewer)
    Draft.objects.create(submission=assigned, number=3, uploaded_by=reviewer)
    newer = Check.objects.create(
        draft=Draft.objects.get(submission=assigned, number=3), asked_by=reviewer, state=CheckState.RUNNING
    )
    assert checking.store(newer, sample_report)
    waiting = Check.objects.create(draft=late, asked_by=reviewer, state=CheckState.RUNNING)
    assert checking.store(waiting, met(sample_report))
    assert again(problem).state == "to_rectify"


def test_other_problems_and_other_districts_are_left_alone(
    problem, assigned, other_submission, reviewer, sample_report
):
    checked(other_submission, sample_report)
    assign(other_submission, reviewer)
    theirs = opened(other_submission, reviewer)
    other = opened(assigned, reviewer, OTHER_GAP)
    checked(assigned, met(sample_report))
    assert [again(each).state for each in (problem, theirs, other)] == ["proposed", "to_rectify", "to_rectify"]


def test_a_closed_problem_is_not_opened_by_a_check(problem, assigned, reviewer, sample_report):
    does(reviewer, problem, "void", "认定有误")
    checked(assigned, met(sample_report))
    assert again(problem).state == "voided"


# --- Deadlines -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "day", "overdue"),
    [
        (datetime(2026, 12, 31, 15, 59, 59, tzinfo=UTC), date(2026, 12, 31), False),  # 23:59:59 in Shanghai
        (datetime(2026, 12, 31, 16, 0, 0, tzinfo=UTC), date(2027, 1, 1), True),
    ],
)
def test_a_problem_is_overdue_from_midnight_in_the_offices_zone(problem, reviewer, now, day, overdue):
    Problem.objects.filter(pk=problem.pk).update(due=date(2026, 12, 31))
    assert ledger.office_today(now) == day
    found = ledger_list.select(reviewer, Filter(overdue=True), ledger.office_today(now))
    assert list(found) == ([problem] if overdue else [])
    row = ledger_list.rows(reviewer, Problem.objects.all(), day)[0]
    assert (row.overdue, row.due_words) == (overdue, "逾期 1 天" if overdue else "今天到期")


def test_what_is_over_is_never_overdue(problem, reviewer):
    Problem.objects.filter(pk=problem.pk).update(due=date(2020, 1, 1))
    does(reviewer, problem, "void", "认定有误")
    assert not ledger_list.select(reviewer, Filter(overdue=True), date(2026, 1, 1)).exists()


# --- The list --------------------------------------------------------------------------------------


@pytest.fixture
def several(problem, assigned, other_submission, reviewer, sample_report):
    """Two problems of Qinghe's, one overdue, and one of Yunling's, which is reported."""
    checked(other_submission, sample_report)
    assign(other_submission, reviewer)
    late = opened(assigned, reviewer, OTHER_GAP)
    Problem.objects.filter(pk=late.pk).update(due=date(2026, 1, 1), person="程某")
    theirs = opened(other_submission, reviewer)
    Problem.objects.filter(pk=theirs.pk).update(state="reported", due=date(2030, 1, 1))
    return {"without date": problem, "late": late, "theirs": theirs}


def names(several, found) -> list[str]:
    keys = {problem.pk: name for name, problem in several.items()}
    return [keys[problem.pk] for problem in found]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(), ["late", "theirs", "without date"]),
        (Filter(state="reported"), ["theirs"]),
        (Filter(overdue=True), ["late"]),
        (Filter(person="程某"), ["late"]),
        (Filter(text="多媒体"), ["theirs", "without date"]),
        (Filter(mine=True), ["theirs"]),
        (Filter(round=10**18), []),
    ],
)
def test_the_list_is_narrowed_and_sorted_by_its_date(several, reviewer, wanted, expected):
    assert names(several, ledger_list.select(reviewer, wanted, date(2026, 11, 29))) == expected


def test_districts_and_reviewers_see_their_own(several, reviewer, second_reviewer, district_user, other_district_user):
    seen = {
        user: names(several, ledger_list.select(user, Filter(), date(2026, 11, 29)))
        for user in (district_user, other_district_user, second_reviewer)
    }
    assert seen == {district_user: ["late", "without date"], other_district_user: ["theirs"], second_reviewer: []}


def test_counts_are_of_everything_but_their_own_filter(several, reviewer):
    counts = ledger_list.count(reviewer, Filter(state="reported", overdue=True), date(2026, 11, 29))
    assert (counts.total, counts.open, counts.overdue, counts.mine) == (3, 3, 1, 1)
    assert [(each.state.id, each.count) for each in counts.states] == [("to_rectify", 2), ("reported", 1)]


def test_the_basis_is_what_speaks_against_the_requirement(several, reviewer):
    basis = {row.problem.pk: row.basis for row in ledger_list.rows(reviewer, Problem.objects.all(), date(2026, 11, 29))}
    assert basis[several["without date"].pk] == "材料中未见依据"
    against = finding_of(several["late"].submission, OTHER_GAP).detail["evidence"][0]["quote"]
    assert basis[several["late"].pk].startswith(f"“{against}”")


def test_a_list_takes_as_many_queries_for_many_as_for_one(several, reviewer, django_assert_num_queries, assigned):
    for item in ("nqb-02", "nqb-03", "nqb-05"):
        opened(assigned, reviewer, item)
    with django_assert_num_queries(1):
        assert len(ledger_list.rows(reviewer, ledger_list.select(reviewer, Filter(), date(2026, 11, 29)), LATER)) == 6


# --- One problem -----------------------------------------------------------------------------------


def test_the_story_shows_the_new_evidence_beside_what_was_confirmed(problem, assigned, reviewer, sample_report):
    checked(assigned, met(sample_report))
    told = story(reviewer, again(problem), ledger.office_today())
    assert (told.confirmed.status, told.confirmed.draft, told.confirmed.by) == ("partial", 1, "评审甲")
    assert (told.newest.status, told.newest.draft) == ("met", 2)
    assert told.newest.quotes[0].where == "《district-self-evaluation.docx》第3页"
    assert [entry.action for entry in told.history] == ["propose", "open"]


def test_a_district_does_not_learn_which_reviewer_it_was(problem, district_user):
    told = story(district_user, problem, ledger.office_today())
    assert told.confirmed.by == "教育督导室"
    assert {entry.who for entry in told.history} == {"教育督导室"}


def test_that_the_confirming_decision_was_withdrawn_is_said_to_the_office(problem, reviewer, district_user):
    withdraw(Actor(reviewer), problem.decision)
    assert "已经撤回" in story(reviewer, problem, ledger.office_today()).doubt
    assert story(district_user, problem, ledger.office_today()).doubt == ""


def test_every_event_of_every_method_has_its_words(problem, reviewer):
    """An action of a method that the round no longer has is shown by its id, and breaks nothing."""
    ProblemEvent.objects.create(problem=problem, action="of_old", before="ancient", after="to_rectify")
    entry = story(reviewer, problem, ledger.office_today()).history[0]
    assert (entry.title, entry.before, entry.after, entry.who) == ("of_old", "ancient", "待整改", "程序")
