"""From judged facets to an item's finding: its status, points, evidence and explanation."""

from __future__ import annotations

from decimal import Decimal

import pytest
from handmade import item, printed, read, states
from hypothesis import given
from hypothesis import strategies as st

from compliance.judgement.findings import by_item, explain, finding_of, indicative_points, item_status
from compliance.judgement.judging import Judgement, Reading
from compliance.terms import Facet, Finding, Item, Polarity, Status, Submission

# --- An item's status follows from its required facets ---


@pytest.mark.parametrize(
    ("facets", "status"),
    [
        # all alike
        ("met", "met"),
        ("met met met", "met"),
        ("missing missing", "missing"),
        ("planned planned", "planned"),
        ("contradicted", "contradicted"),
        ("partial", "partial"),
        # some shown, some not
        ("met missing", "partial"),
        ("met planned", "partial"),
        ("met contradicted", "partial"),
        ("met partial", "partial"),
        ("partial missing", "partial"),
        ("partial planned", "partial"),
        # none shown: a denial weighs most, then a promise
        ("contradicted missing", "contradicted"),
        ("contradicted planned missing", "contradicted"),
        ("planned missing", "planned"),
        # what is optional decides nothing beside what is required
        ("met ?missing", "met"),
        ("met ?contradicted", "met"),
        ("missing ?met", "missing"),
        ("planned ?met ?met", "planned"),
        # nothing is required: all of it decides
        ("?met ?met", "met"),
        ("?met ?missing", "partial"),
        ("?missing", "missing"),
        # what does not apply is not asked
        ("not_applicable", "not_applicable"),
        ("not_applicable not_applicable", "not_applicable"),
        ("met not_applicable", "met"),
        ("missing not_applicable", "missing"),
        ("not_applicable ?met", "not_applicable"),
        # what could not be read may still be there
        ("unreadable", "unreadable"),
        ("unreadable missing", "unreadable"),
        ("unreadable met", "partial"),
        ("unreadable planned", "planned"),
        ("unreadable contradicted", "contradicted"),
    ],
)
def test_the_items_status_follows_from_its_facets(facets: str, status: str) -> None:
    assert item_status(states(facets)) == status


facet_states = st.lists(st.tuples(st.booleans(), st.sampled_from(Status)), min_size=1, max_size=6).map(
    lambda drawn: [(Facet("f", "", "", required), status) for required, status in drawn]
)


@given(facet_states, st.randoms())
def test_the_order_of_the_facets_does_not_matter(facets, random) -> None:
    shuffled = random.sample(facets, len(facets))
    assert item_status(shuffled) == item_status(facets)


@given(facet_states.filter(lambda facets: any(facet.required for facet, _ in facets)))
def test_an_item_is_met_only_where_every_required_facet_that_applies_is(facets) -> None:
    asked = [s for f, s in facets if f.required and s is not Status.NOT_APPLICABLE]
    assert (item_status(facets) is Status.MET) == (bool(asked) and set(asked) == {Status.MET})


# --- Points are an indication, in proportion to what is met ---


@pytest.mark.parametrize(
    ("points", "facets", "expected"),
    [
        ("4", "met met", "4.0"),
        ("4", "met missing", "2.0"),
        ("4", "partial", "2.0"),
        ("4", "met partial", "3.0"),
        ("4", "planned contradicted missing unreadable", "0.0"),
        ("2", "met missing missing", "0.7"),
        ("4", "met ?missing", "4.0"),
        ("4", "missing ?met", "0.0"),
        ("4", "?met ?missing", "2.0"),
        ("4", "met not_applicable", "4.0"),
        ("4", "not_applicable", None),
        (None, "met", None),
    ],
)
def test_points_in_proportion_to_the_facets_that_are_met(points, facets, expected) -> None:
    wanted = None if expected is None else Decimal(expected)
    assert indicative_points(item("", points=points), states(facets)) == wanted


# --- The explanation: what was found where, why it counts, what is absent ---


def explained(judgement: Judgement, submission: Submission) -> str:
    return explain(Facet("f", "", "成立了领导小组。"), judgement, submission)


MET = Judgement(Status.MET, 0.9, (read("成立了领导小组", 0.9),), 1)


@pytest.mark.parametrize(
    ("page", "section", "place"),
    [
        (3, ("一、组织领导",), "第3页"),
        (None, ("自评报告", "一、组织领导"), "“一、组织领导”部分"),
        (None, (), "正文"),
    ],
)
def test_it_names_the_place(page, section, place) -> None:
    submission = printed("成立了领导小组", page=page, section=section)
    assert explained(MET, submission) == f"已有依据：“成立了领导小组”（{place}，按事实陈述）。"


def test_a_long_heading_is_cut() -> None:
    submission = printed("成立了领导小组", section=("长" * 60,))
    assert f"“{'长' * 19}…”部分" in explained(MET, submission)


def test_it_names_the_absent_parts_and_then_the_remarks() -> None:
    judgement = Judgement(
        Status.PARTIAL, 0.9, MET.readings, 1, absent_parts=("组长", "期限"), remarks=("文件是2019年的",)
    )
    said = explained(judgement, printed("成立了领导小组"))
    assert said == "依据不全：“成立了领导小组”（正文，按事实陈述），未见组长、期限；文件是2019年的。"


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.MISSING, "未见依据：“成立了领导小组”。"),
        (Status.UNREADABLE, "未见依据，且材料有未能读取的部分：“成立了领导小组”。"),
        (Status.NOT_APPLICABLE, "不适用：“成立了领导小组”。"),
    ],
)
def test_without_evidence_it_names_no_place(status: Status, said: str) -> None:
    judgement = Judgement(status, 0.9, MET.readings, 0)
    assert explained(judgement, printed("成立了领导小组")) == said


# --- A finding: evidence once, closest passages beside it ---

TEXTS = ("成立了领导小组", "拟制定规划", "天气晴朗", "河水清澈", "山路弯弯")
READ = tuple(read(text, 0.9 - 0.2 * i, index=i) for i, text in enumerate(TEXTS))  # relevance 0.9, 0.7, … 0.1


def found(asked: Item, *judgements: Judgement) -> Finding:
    return finding_of(asked, list(zip(asked.facets, judgements, strict=True)), printed(*TEXTS))


def judged(
    status: Status, readings: tuple[Reading, ...] = READ, counted: int = 0, confidence: float = 0.8
) -> Judgement:
    return Judgement(status, confidence, readings, counted)


def test_evidence_is_quoted_with_its_polarity_and_relevance() -> None:
    finding = found(item("成立了领导小组"), judged(Status.MET, counted=1))
    (evidence,) = finding.evidence
    assert (evidence.quote, evidence.polarity, evidence.score) == ("成立了领导小组", Polarity.SUPPORTS, 0.9)
    assert finding.facets[0].evidence == (0,)


def test_a_clause_that_shows_two_facets_stands_once() -> None:
    finding = found(item("一", "二"), judged(Status.MET, counted=1), judged(Status.MET, counted=2))
    assert [e.quote for e in finding.evidence] == ["成立了领导小组", "拟制定规划"]
    assert [f.evidence for f in finding.facets] == [(0,), (0, 1)]


def test_a_gap_shows_the_two_closest_passages_apart_from_its_evidence() -> None:
    (facet,) = found(item("一"), judged(Status.PARTIAL, counted=1)).facets
    assert (facet.evidence, facet.closest) == ((0,), (1, 2))


def test_closest_passages_are_marked_as_near() -> None:
    finding = found(item("一"), judged(Status.MISSING))
    assert finding.facets[0].evidence == ()
    assert [finding.evidence[i].polarity for i in finding.facets[0].closest] == [Polarity.NEAR, Polarity.NEAR]


@pytest.mark.parametrize("status", [Status.MET, Status.NOT_APPLICABLE])
def test_what_is_no_gap_has_no_closest_passages(status: Status) -> None:
    assert found(item("一"), judged(status)).facets[0].closest == ()


def test_what_is_hardly_relevant_is_not_even_close() -> None:
    readings = (read("河水清澈", 0.04, index=3),)
    assert found(item("一"), judged(Status.MISSING, readings)).evidence == ()


def test_a_clause_is_evidence_for_one_facet_and_close_for_another() -> None:
    finding = found(item("一", "二"), judged(Status.MET, READ[:1], 1), judged(Status.MISSING, READ[:1]))
    assert [e.polarity for e in finding.evidence] == [Polarity.SUPPORTS, Polarity.NEAR]
    assert (finding.facets[0].evidence, finding.facets[1].closest) == ((0,), (1,))


def test_an_item_is_as_sure_as_its_least_sure_required_facet() -> None:
    surest, unsure, optional = (judged(Status.MET, (), confidence=c) for c in (0.9, 0.7, 0.2))
    assert found(item("一", "二", "?三"), surest, unsure, optional).confidence == 0.7


def test_the_explanation_tells_of_the_required_gaps_in_order() -> None:
    missing, planned = judged(Status.MISSING), judged(Status.PLANNED, counted=1)
    finding = found(item("甲", "乙", "?丙"), missing, planned, missing)
    assert finding.explanation == finding.facets[0].explanation + finding.facets[1].explanation
    assert "丙" not in finding.explanation


def test_without_a_gap_it_says_so() -> None:
    assert found(item("甲"), judged(Status.MET, counted=1)).explanation == "所列要点均已找到依据。"


def test_findings_come_in_the_schemes_order() -> None:
    items = [item("甲", id_="x-02"), item("乙", id_="x-01")]
    judgements = {("x-01", "f0"): judged(Status.MISSING), ("x-02", "f0"): judged(Status.MET, counted=1)}
    findings = by_item(items, judgements, printed(*TEXTS))
    assert [(f.item.id, f.status) for f in findings] == [("x-02", Status.MET), ("x-01", Status.MISSING)]
