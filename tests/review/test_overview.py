"""The coverage of a round: what cells show, what they add up to, and that a big round stays quick."""

from __future__ import annotations

import re
import time
from xml.etree import ElementTree

import pytest

from compliance.review.administering import matrix_picture, overview
from compliance.review.administering.overview import Column, HandedIn, Judged, Order, Problems, Stage
from compliance.review.models import Assignment, Decision, Duty, Problem, Standing, StoredFinding
from compliance.review.reviewing.outcomes import State
from compliance.terms import Status
from tests.review.conftest import assign, checked, client_of

COLUMNS = (Column("a", 0, "校舍"), Column("b", 1, "教师"))
TWO = (HandedIn(1, "甲县", 1), HandedIn(2, "乙县", 0))
MET, MISSING, PARTIAL = Status.MET, Status.MISSING, Status.PARTIAL


def judged(submission, item, proposed, state=State.OPEN, decided=None):
    return Judged(1, submission, item, 0, item, proposed, state, decided)


def matrix(*cells, submissions=TWO, order=Order.NAME):
    return overview.matrix(COLUMNS, submissions, cells, order)


# --- Districts × items (pure) ----------------------------------------------------------------------


def test_peoples_word_stands_before_the_programs():
    cell = judged(1, "a", MISSING, State.DECIDED, MET)
    assert (cell.status, cell.by_people) == (MET, True)
    assert judged(1, "a", MISSING).status is MISSING


def test_a_decision_on_an_older_draft_shows_its_status_but_is_not_done():
    cell = judged(1, "a", MISSING, State.LOOK_AGAIN, MET)
    assert (cell.status, cell.by_people) == (MET, False)


def test_every_submission_is_a_row_and_says_how_far_it_came():
    shown = matrix(
        judged(1, "a", MET),
        judged(3, "a", MET, State.DECIDED, MET),
        submissions=(HandedIn(1, "甲县", 1), HandedIn(2, "乙县", 0), HandedIn(3, "丙县", 2), HandedIn(4, "丁县", 1)),
    )
    assert [row.stage for row in shown.rows] == [Stage.CHECKED, Stage.NOTHING, Stage.REVIEWED, Stage.UNCHECKED]
    assert shown.rows[0].cells[1] is None


def test_gaps_are_counted_by_district_and_by_item():
    shown = matrix(judged(1, "a", MISSING), judged(1, "b", MET), judged(2, "a", PARTIAL), judged(2, "b", MISSING))
    assert [row.gaps for row in shown.rows] == [1, 2]
    assert shown.column_gaps == ((2, 2), (1, 2))


def test_an_item_that_the_scheme_no_longer_has_keeps_its_column():
    shown = matrix(judged(1, "old", MISSING))
    assert [column.item for column in shown.columns] == ["a", "b", "old"]


def test_the_district_with_most_gaps_or_most_to_decide_stands_first_when_asked():
    cells = (
        judged(1, "a", MISSING, State.DECIDED, MISSING),
        judged(1, "b", MISSING, State.DECIDED, MISSING),
        judged(2, "a", MET),
    )
    assert [row.district for row in matrix(*cells, order=Order.GAPS).rows] == ["甲县", "乙县"]
    assert [row.district for row in matrix(*cells, order=Order.OPEN).rows] == ["乙县", "甲县"]


def test_progress_counts_submissions_and_findings_by_what_became_of_them():
    shown = matrix(
        judged(1, "a", MISSING, State.SETTLED, MET),
        judged(1, "b", MET, State.DISPUTED),
        judged(2, "a", MET, State.DECIDED, MET),
        judged(2, "b", MET, State.LOOK_AGAIN, MET),
    )
    told = overview.progress(shown, Problems(open=3, overdue=1))
    assert (told.submissions, told.handed_in, told.checked, told.reviewed) == (2, 2, 2, 0)
    assert (told.findings, told.decided, told.settled, told.disputed, told.look_again, told.open) == (4, 2, 1, 1, 1, 0)
    assert told.problems.overdue == 1


def test_gaps_by_indicator_name_the_worst_first_and_leave_out_what_has_none():
    facets = [("quantity", MISSING), ("funding", MET), ("access", PARTIAL), ("quantity", MET), ("quantity", MISSING)]
    found = overview.gaps_by_indicator(facets, {"quantity": "数量指标"})
    assert [(one.title, one.gaps, one.facets) for one in found] == [("数量指标", 2, 3), ("access", 1, 1)]


# --- The picture (pure) ----------------------------------------------------------------------------


def words(cell):
    return cell.status.value


def drawn(shown, measures=matrix_picture.ROWS):
    return ElementTree.fromstring(
        matrix_picture.picture(shown, measures, words, "总览").replace(
            "<svg", '<svg xmlns="http://www.w3.org/2000/svg"'
        )
    )


SVG = "{http://www.w3.org/2000/svg}"


def test_each_cell_links_to_its_finding_and_says_what_it_is():
    picture = drawn(matrix(judged(1, "a&b", MISSING)))
    links = {link.get("href"): link.find(f"{SVG}title").text for link in picture.iter(f"{SVG}a")}
    assert links["/review/?submission=1&item=a%26b"] == "甲县 · a&b a&b · missing"
    assert links["/submissions/2/"] == "乙县"


def test_names_cannot_break_out_of_the_picture():
    evil = '</text><script>alert("1")</script>'
    shown = overview.matrix((Column(evil, 0, evil),), (HandedIn(1, evil, 1),), (judged(1, evil, MET),))
    for measures in (matrix_picture.ROWS, matrix_picture.roomy(2), matrix_picture.whole(1)):
        text = matrix_picture.picture(shown, measures, lambda cell: evil, evil)
        assert "<script" not in text
        assert [*drawn(shown, measures).iter(f"{SVG}script")] == []


def test_every_status_and_state_has_a_fill_of_its_own():
    cells = [judged(1, "a", status, State.OPEN) for status in Status]
    cells += [judged(1, "a", status, State.DECIDED, status) for status in Status]
    cells += [judged(1, "a", status, State.LOOK_AGAIN, status) for status in Status]
    cells += [judged(1, "a", status, State.DISPUTED) for status in Status]
    fills = {matrix_picture.fill_of(cell) for cell in cells}
    assert len(fills) == len(Status) * 3 + 1
    text = matrix_picture.picture(matrix(), matrix_picture.ROWS, words, "")
    assert fills <= set(re.findall(r'<pattern id="([^"]+)"', text))
    shapes = {
        status: re.search(rf'id="f-{status}-proposed".*?</pattern>', text).group().split("/>", 1)[1]
        for status in Status
    }
    assert len(set(shapes.values())) == len(Status)


def test_many_districts_stand_side_by_side_and_few_beneath_each_other():
    assert matrix_picture.whole(30).panels == 1
    assert matrix_picture.whole(200).panels == 4
    assert 50 * matrix_picture.whole(200).row + 64 < 900  # units of a picture that is drawn 1888 wide


def test_two_hundred_districts_with_sixty_items_are_drawn_in_a_second():
    columns = tuple(Column(f"{n}", n, f"条目{n}") for n in range(60))
    cells = [
        Judged(s * 60 + n, s, f"{n}", n, f"条目{n}", MISSING if n % 7 == s % 7 else MET, State.OPEN)
        for s in range(200)
        for n in range(60)
    ]
    began = time.process_time()
    shown = overview.matrix(columns, [HandedIn(s, f"第{s}县", 1) for s in range(200)], cells)
    text = matrix_picture.picture(shown, matrix_picture.whole(200), words, "总览")
    taken = time.process_time() - began
    assert text.count("<a ") == 200 * 61
    assert taken < 1.0, f"{taken:.2f} s"
    assert len(text.encode()) < 4_000_000


# --- The page and the API --------------------------------------------------------------------------


def decide(finding: StoredFinding, reviewer, status: str, **more) -> Decision:
    decision = Decision.objects.create(
        submission=finding.submission,
        item=finding.item,
        finding=finding,
        reviewer=reviewer,
        action="accept" if status == finding.status else "change",
        status=status,
        **more,
    )
    Standing.objects.create(
        submission=finding.submission, item=finding.item, reviewer=reviewer, decision=decision, finding=finding
    )
    return decision


@pytest.fixture
def gap(assigned) -> StoredFinding:
    gaps = [status.value for status in Status if status.is_gap]
    return StoredFinding.objects.filter(submission=assigned, status__in=gaps).first()


def test_the_administrator_sees_every_district_and_what_was_decided(administrator, round_, gap, reviewer):
    decide(gap, reviewer, "met", reason="见附件")
    told = client_of(administrator).get(f"/api/rounds/{round_.pk}/overview").json()
    assert [row["district"] for row in told["rows"]] == ["云岭县", "青禾县"]
    assert [row["stage"] for row in told["rows"]] == ["nothing", "checked"]
    cell = next(cell for cell in told["rows"][1]["cells"] if cell["finding"] == gap.pk)
    assert cell == {
        "finding": gap.pk,
        "item": gap.item,
        "proposed": gap.status,
        "status": "met",
        "state": "decided",
        "by_people": True,
    }
    assert told["progress"]["decided"] == 1


def test_a_reviewer_sees_what_is_assigned_and_not_what_others_decided(
    round_, gap, reviewer, second_reviewer, other_submission, sample_report
):
    checked(other_submission, sample_report)
    assign(gap.submission, second_reviewer)
    decide(gap, second_reviewer, "met", reason="见附件")
    told = client_of(reviewer).get(f"/api/rounds/{round_.pk}/overview").json()
    assert [row["district"] for row in told["rows"]] == ["青禾县"]
    cell = next(cell for cell in told["rows"][0]["cells"] if cell["finding"] == gap.pk)
    assert (cell["status"], cell["state"]) == (gap.status, "open")


def test_who_settles_sees_both_words_as_a_dispute(round_, gap, reviewer, second_reviewer, settler):
    assign(gap.submission, second_reviewer)
    assign(gap.submission, settler, Duty.SETTLE)
    decide(gap, reviewer, gap.status)
    decide(gap, second_reviewer, "met", reason="见附件")
    told = client_of(settler).get(f"/api/rounds/{round_.pk}/overview").json()
    assert told["progress"]["disputed"] == 1


@pytest.mark.parametrize("look", ["whole", "rows", "table"])
def test_the_page_shows_the_matrix_in_every_look(administrator, round_, gap, look):
    page = client_of(administrator).get(f"/rounds/{round_.pk}/overview/?look={look}&order=gaps").content.decode()
    assert f"/review/?submission={gap.submission_id}&amp;item={gap.item}" in page
    assert "云岭县" in page
    assert "style=" not in page


def test_the_page_counts_problems_and_gaps_by_indicator(administrator, round_, gap, reviewer):
    decision = decide(gap, reviewer, gap.status)
    Problem.objects.create(
        submission=gap.submission, item=gap.item, decision=decision, title="x", state="to_rectify", due="2020-01-01"
    )
    told = client_of(administrator).get(f"/api/rounds/{round_.pk}/overview").json()
    assert told["progress"]["problems"] == {"open": 1, "closed": 0, "overdue": 1}
    lacking = [
        facet["indicator"]
        for finding in StoredFinding.objects.filter(submission=gap.submission)
        if Status(finding.status).is_gap
        for facet in finding.detail["facets"]
        if Status(facet["status"]).is_gap
    ]
    assert sum(one["gaps"] for one in told["indicators"]) == len(lacking)


def test_a_round_of_others_is_not_found_and_a_district_has_no_overview(
    round_, second_reviewer, district_user, administrator
):
    for address in (f"/rounds/{round_.pk}/overview/", f"/api/rounds/{round_.pk}/overview"):
        assert client_of(second_reviewer).get(address).status_code == 404
        assert client_of(district_user).get(address).status_code == 403
        assert client_of(administrator).get(address.replace(str(round_.pk), "987654")).status_code == 404


def test_a_district_sees_the_rounds_that_it_takes_part_in(round_, district_user, second_reviewer):
    told = client_of(district_user).get("/api/rounds").json()
    assert [(one["id"], one["submissions"]) for one in told] == [(round_.pk, 1)]
    assert client_of(district_user).get(f"/api/rounds/{round_.pk}").json()["title"] == round_.title
    assert client_of(second_reviewer).get("/api/rounds").json() == []
    assert client_of(second_reviewer).get(f"/api/rounds/{round_.pk}").status_code == 404
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(("rows", "height"), [(0, 32), (2, 32), (16, 25), (20, 20), (200, 20)])
def test_few_districts_get_higher_rows(rows, height):
    assert matrix_picture.roomy(rows).row == height
