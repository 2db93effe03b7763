"""The control sample: drawn by chance, decided one by one, and a sentence with a number on it when that is done."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from compliance.errors import ComplianceError
from compliance.reports.html_report import to_html
from compliance.review.auditing.audit import Actor
from compliance.review.learning import sampling
from compliance.review.learning.sampling import SampleState
from compliance.review.learning.stopping import doubt_of, most_gaps
from compliance.review.models import Action, AuditEntry, ControlSample, Decision, Duty, Round, StoredFinding
from compliance.review.reviewing.deciding import decide, withdraw
from compliance.review.reviewing.deciding_together import decide_together
from compliance.review.reviewing.finding_list import Filter, listing
from compliance.review.submitting import printed
from tests.review.conftest import assign, checked, client_of

FINDINGS = 37  # of the sample report


def say(reviewer, submission, item, status):
    """Decide that a finding is of this status."""
    finding = StoredFinding.objects.get(submission=submission, item=item, newest=True)
    if finding.status == status:
        return decide(Actor(reviewer), finding, Action.ACCEPT)
    return decide(Actor(reviewer), finding, Action.CHANGE, status, "看过原文")


def decide_all(reviewer, submission, pairs, status="met"):
    for _, item in pairs:
        say(reviewer, submission, item, status)


@pytest.fixture
def sample(assigned, administrator, round_):
    """Ten of the findings, none of them decided yet."""
    return sampling.draw(Actor(administrator), round_, 10, seed=7)


@pytest.fixture
def others(sample):
    """Those that were not drawn."""
    return [pair for pair in sample.population if pair not in sample.drawn]


def test_the_population_is_what_nobody_has_looked_at(assigned, administrator, reviewer, round_):
    first = StoredFinding.objects.filter(submission=assigned, newest=True).first()
    decide(Actor(reviewer), first, Action.ACCEPT)
    drawn = sampling.draw(Actor(administrator), round_, 5)
    assert len(drawn.population) == FINDINGS - 1
    assert (assigned.pk, first.item) not in drawn.population


def test_a_draw_can_be_repeated_from_its_seed(sample):
    stored = ControlSample.objects.get(pk=sample.pk)
    again = sampling.drawn_from([tuple(pair) for pair in stored.population], 10, stored.seed)
    assert [list(pair) for pair in again] == stored.drawn


def test_without_a_seed_two_draws_differ(assigned, administrator, round_):
    population = [(1, str(number)) for number in range(1000)]
    seeds = {sampling.draw(Actor(administrator), round_, 30).seed}
    ControlSample.objects.all().delete()
    seeds |= {sampling.draw(Actor(administrator), round_, 30).seed}
    first, second = (sampling.drawn_from(population, 30, seed) for seed in seeds)
    assert first != second


def test_every_finding_is_drawn_about_as_often(assigned):
    population = [(1, str(number)) for number in range(20)]
    times = [0] * 20
    for seed in range(2000):
        for _, item in sampling.drawn_from(population, 5, seed):
            times[int(item)] += 1
    # 500 expected, with a standard error of 19.
    assert all(abs(time - 500) < 80 for time in times)


def test_a_draw_is_in_the_audit_log(sample):
    entry = AuditEntry.objects.get(action="control_sample")
    assert entry.detail == {"sample": sample.pk, "size": 10, "population": FINDINGS, "seed": 7}


@pytest.mark.parametrize("size", [0, FINDINGS + 1])
def test_a_size_that_cannot_be_is_refused_in_words(assigned, administrator, round_, size):
    with pytest.raises(ComplianceError, match="抽样数须在 1 到 37 之间"):
        sampling.draw(Actor(administrator), round_, size)


def test_a_closed_round_is_not_drawn_from(assigned, administrator, round_):
    Round.objects.filter(pk=round_.pk).update(closed_at="2026-12-01T00:00:00Z")
    with pytest.raises(ComplianceError, match="已经结束"):
        sampling.draw(Actor(administrator), round_, 5)


def test_the_program_itself_draws_nothing(assigned, round_):
    with pytest.raises(PermissionDenied):
        sampling.draw(Actor(None), round_, 5)


def test_nobody_draws_again_before_the_sample_is_decided(sample, administrator, round_):
    with pytest.raises(ComplianceError, match="还没有评完"):
        sampling.draw(Actor(administrator), round_, 5)


# --- What it says ----------------------------------------------------------------------------------


def test_without_a_sample_nothing_is_said(assigned, round_):
    assert sampling.remaining(round_).state is SampleState.NONE


def test_an_undecided_sample_says_what_is_missing(sample, reviewer, assigned, round_):
    decide_all(reviewer, assigned, sample.drawn[:4])
    told = sampling.remaining(round_)
    assert (told.state, told.undecided, told.most) == (SampleState.OPEN, 6, None)
    assert "还有 6 条没有逐条评定" in told.sentence


def test_gaps_of_an_undecided_sample_are_not_told_since_reviewers_judge_without_knowing_of_each_other(
    sample, reviewer, assigned, round_
):
    decide_all(reviewer, assigned, sample.drawn[:4], "missing")
    assert sampling.remaining(round_).gaps is None


def test_a_decided_sample_states_the_bound(sample, reviewer, assigned, round_):
    decide_all(reviewer, assigned, sample.drawn)
    told = sampling.remaining(round_)
    bound = most_gaps(FINDINGS, 10, 0, doubt_of(1))
    assert (told.state, told.rest, told.most) == (SampleState.STATED, 27, bound)
    assert told.sentence == f"按对照抽样，有 95% 的把握，其余 27 条中未发现的缺口不超过 {bound} 条。"


def test_gaps_in_the_sample_raise_the_bound(sample, reviewer, assigned, round_):
    decide_all(reviewer, assigned, sample.drawn[:8])
    decide_all(reviewer, assigned, sample.drawn[8:], "missing")
    told = sampling.remaining(round_)
    assert told.gaps == 2
    assert told.most == most_gaps(FINDINGS, 10, 2, doubt_of(1)) - 2


def test_gaps_that_are_found_elsewhere_are_taken_off(sample, others, reviewer, assigned, round_):
    decide_all(reviewer, assigned, sample.drawn)
    before = sampling.remaining(round_)
    decide_all(reviewer, assigned, others[:3], "missing")
    decide_all(reviewer, assigned, others[3:5], "met")
    now = sampling.remaining(round_)
    assert (now.rest, now.most) == (before.rest - 5, before.most - 3)


def test_the_bound_is_never_more_than_what_is_left(sample, others, reviewer, assigned, round_):
    decide_all(reviewer, assigned, sample.drawn)
    decide_all(reviewer, assigned, others[:-2], "met")
    assert sampling.remaining(round_).most == 2


def test_with_everything_decided_nothing_is_left_unseen(sample, others, reviewer, assigned, round_):
    decide_all(reviewer, assigned, [*sample.drawn, *others])
    told = sampling.remaining(round_)
    assert (told.rest, told.most) == (0, 0)
    assert "没有未看的部分" in told.sentence


def test_a_decision_that_is_taken_back_takes_the_bound_back(sample, reviewer, assigned, round_):
    decide_all(reviewer, assigned, sample.drawn)
    withdraw(Actor(reviewer), Decision.objects.first())
    assert sampling.remaining(round_).state is SampleState.OPEN


def test_two_reviewers_who_differ_decide_nothing(sample, reviewer, second_reviewer, assigned, round_):
    assign(assigned, second_reviewer)
    decide_all(reviewer, assigned, sample.drawn)
    say(second_reviewer, assigned, sample.drawn[0][1], "missing")
    assert sampling.remaining(round_).undecided == 1


def test_what_a_third_settles_counts(sample, reviewer, second_reviewer, settler, assigned, round_):
    assign(assigned, second_reviewer)
    assign(assigned, settler, Duty.SETTLE)
    decide_all(reviewer, assigned, sample.drawn)
    say(second_reviewer, assigned, sample.drawn[0][1], "missing")
    say(settler, assigned, sample.drawn[0][1], "missing")
    told = sampling.remaining(round_)
    assert (told.state, told.gaps) == (SampleState.STATED, 1)


def test_accepting_in_bulk_is_not_looking(sample, reviewer, assigned, round_):
    shown = Filter(submission=assigned.pk, sample=True)
    decide_together(Actor(reviewer), shown, 10)
    assert sampling.remaining(round_).undecided == 10


def test_a_new_draft_ends_what_the_sample_says(sample, reviewer, assigned, round_, sample_report):
    decide_all(reviewer, assigned, sample.drawn)
    checked(assigned, sample_report)
    told = sampling.remaining(round_)
    assert (told.state, told.most) == (SampleState.OUTDATED, None)
    assert "重新抽样" in told.sentence


def test_findings_of_a_district_that_came_later_are_named(
    sample, reviewer, assigned, other_submission, round_, sample_report
):
    decide_all(reviewer, assigned, sample.drawn)
    checked(other_submission, sample_report)
    told = sampling.remaining(round_)
    assert (told.state, told.rest, told.later) == (SampleState.STATED, 27, FINDINGS)
    assert f"新增的 {FINDINGS} 条" in told.sentence


def test_while_the_next_sample_is_reviewed_the_one_before_speaks(sample, reviewer, assigned, administrator, round_):
    decide_all(reviewer, assigned, sample.drawn)
    stated = sampling.remaining(round_)
    second = sampling.draw(Actor(administrator), round_, 5)
    assert len(second.population) == 27
    assert sampling.remaining(round_).most == stated.most
    decide_all(reviewer, assigned, second.drawn)
    assert sampling.remaining(round_).most == min(22, most_gaps(27, 5, 0, doubt_of(2)))


def test_the_proposed_sizes_keep_what_they_promise(assigned, round_):
    population, proposals = sampling.proposals(round_)
    assert population == FINDINGS
    assert proposals
    for proposal in proposals:
        assert most_gaps(FINDINGS, proposal.size, 0, doubt_of(1)) <= proposal.most


# --- In the queue, on the page, through the API ----------------------------------------------------


def test_the_sample_is_offered_whatever_the_program_thinks(sample, reviewer, assigned):
    listed = listing(reviewer, Filter(sample=True))
    assert {(row["submission"], row["item"]) for row in listed.rows} == {tuple(pair) for pair in sample.drawn}
    everything = listing(reviewer, Filter())
    assert sum(row["sampled"] for row in everything.rows) == 10


def test_a_district_does_not_learn_what_was_drawn(sample, district_user):
    listed = listing(district_user, Filter())
    assert len(listed.rows) == FINDINGS
    assert not any(row["sampled"] for row in listed.rows)
    assert listing(district_user, Filter(sample=True)).rows == []


def test_an_administrator_draws_on_the_page(assigned, administrator, round_):
    page = client_of(administrator)
    address = f"/rounds/{round_.pk}/control-sample/"
    assert "抽取条数" in page.get(address).content.decode()
    answer = page.post(address, {"size": 8}, follow=True)
    assert "还有 8 条没有逐条评定" in answer.content.decode()
    refused = page.post(address, {"size": 8})
    assert refused.status_code == 400
    assert "还没有评完" in refused.content.decode()


def test_a_reviewer_sees_the_page_and_draws_nothing(assigned, reviewer, round_):
    page = client_of(reviewer)
    address = f"/rounds/{round_.pk}/control-sample/"
    shown = page.get(address)
    assert shown.status_code == 200
    assert "抽取条数" not in shown.content.decode()
    assert page.post(address, {"size": 8}).status_code == 403
    assert not ControlSample.objects.exists()


def test_a_district_gets_neither_page_nor_api(assigned, district_user, round_):
    page = client_of(district_user)
    assert page.get(f"/rounds/{round_.pk}/control-sample/").status_code == 403
    assert page.get(f"/api/rounds/{round_.pk}/control-sample").status_code == 403
    refused = page.post(f"/api/rounds/{round_.pk}/control-sample", {"size": 3}, content_type="application/json")
    assert refused.status_code == 403


def test_a_round_that_a_reviewer_has_no_part_in_is_not_found(assigned, administrator, reviewer):
    other = Round.objects.create(
        title="另一轮", year=2026, scheme="inspector-plan", deadline=date(2027, 1, 1), created_by=administrator
    )
    page = client_of(reviewer)
    assert page.get(f"/rounds/{other.pk}/control-sample/").status_code == 404
    assert page.get(f"/api/rounds/{other.pk}/control-sample").status_code == 404


def test_the_api_draws_and_tells(assigned, administrator, reviewer, round_):
    address = f"/api/rounds/{round_.pk}/control-sample"
    answer = client_of(administrator).post(address, {"size": 6}, content_type="application/json")
    assert answer.status_code == 201
    told = client_of(reviewer).get(address).json()
    assert (told["state"], told["drawn"], told["undecided"], told["most"]) == ("open", 6, 6, None)
    population, proposals = sampling.proposals(round_)
    assert told["population"] == population
    assert told["proposals"] == [{"size": one.size, "most": one.most} for one in proposals] != []
    refused = client_of(reviewer).post(address, {"size": 6}, content_type="application/json")
    assert refused.status_code == 403


def test_the_report_says_on_its_cover_what_may_remain_as_soon_as_that_can_be_said(
    sample, check, sample_report, reviewer, district_user
):
    printed.keep(check, to_html(sample_report, "2026-12-01", printed.ASSURANCE))
    district = client_of(district_user)
    before = district.get(f"/checks/{check.pk}/report.html").content.decode()
    assert 'class="assurance"' not in before and printed.ASSURANCE not in before
    decide_all(reviewer, check.draft.submission, sample.drawn)
    after = district.get(f"/checks/{check.pk}/report.html").content.decode()
    assert f'<p class="assurance">{sampling.assurance(sample.round)}</p>' in after
    assert "其余 27 条中未发现的缺口不超过" in after


def test_the_round_s_page_and_its_export_say_what_may_remain(sample, administrator, round_):
    page = client_of(administrator).get(f"/rounds/{round_.pk}/").content.decode()
    assert "对照样本共 10 条" in page and f"/rounds/{round_.pk}/control-sample/" in page
    exported = client_of(administrator).post(f"/rounds/{round_.pk}/export/")
    book = zipfile.ZipFile(io.BytesIO(b"".join(exported.streaming_content)))
    assert "对照样本共 10 条" in book.read("xl/worksheets/sheet1.xml").decode()
