"""组织领导: who heads the body, and what of it is not shown."""

from __future__ import annotations

import pytest
from compliance.plugins.leadership.indicator import judge
from judgement_kit import judged

from compliance.terms import Status

DEPUTY = "督导委员会由政府主管领导任主任"
CHIEF = "督导委员会由常务副县长或政府主要领导任主任"
NAMED = "领导小组组长由具名的负责人担任"
BODY = "成立了教育督导委员会"


@pytest.mark.parametrize(
    ("statement", "text", "status"),
    [
        (DEPUTY, "督导委员会主任由分管教育的副县长担任。", Status.MET),
        (DEPUTY, "督导委员会由县长任主任。", Status.MET),
        (DEPUTY, "督导委员会主任由县教育局局长担任。", Status.CONTRADICTED),
        (CHIEF, "督导委员会主任由分管教育的副县长担任。", Status.CONTRADICTED),
        (CHIEF, "督导委员会主任由常务副县长兼着。", Status.MET),
        (CHIEF, "督导委员会由区长任主任。", Status.MET),
        ("政府分管领导任督导委员会副主任", "副主任由教育局局长担任。", Status.CONTRADICTED),
        ("政府分管领导任督导委员会副主任", "分管教育的副市长任副主任。", Status.MET),
        (NAMED, "组长：×××（校长）。", Status.PARTIAL),
        (NAMED, "组长：林若溪（校长）。", Status.MET),
        (DEPUTY, "拟由分管副县长任主任。", Status.PLANNED),
    ],
)
def test_the_holder_of_the_asked_post_decides(statement: str, text: str, status: Status) -> None:
    assert judge(*judged(statement, text)).status is status


def test_the_head_of_another_body_is_passed_over() -> None:
    text = "防汛领导小组由副县长任主任。\n督导委员会主任由教育局局长担任。"
    judgement = judge(*judged(DEPUTY, text))
    assert judgement.status is Status.CONTRADICTED
    assert judgement.evidence[0].clause.text == "督导委员会主任由教育局局长担任"


def test_a_vice_post_is_not_taken_for_the_post() -> None:
    judgement = judge(*judged(DEPUTY, "副主任由教育局局长担任。\n主任由分管副县长担任。"))
    assert judgement.status is Status.MET


def test_a_bare_denial_of_the_body_stays_contradicted() -> None:
    asked = judged(DEPUTY, "至今没有明确由谁任主任。", Status.CONTRADICTED)
    assert judge(*asked).status is Status.CONTRADICTED


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("县政府成立了教育督导委员会，由县长任主任，12个部门为成员，每季度召开一次会议。", ()),
        ("县政府成立了教育督导委员会，由县长任主任。", ("成员单位", "开会研究")),
        ("县政府成立了教育督导委员会，由县长任主任，发改、财政、编办参加。", ("开会研究",)),
    ],
)
def test_what_a_body_lacks_is_told(text: str, absent: tuple[str, ...]) -> None:
    assert judge(*judged(BODY, text)).absent_parts == absent


def test_a_part_told_in_the_next_sentence_is_not_absent() -> None:
    text = "县政府成立了教育督导委员会。县长任主任，12个部门为成员。每年开会两次。"
    judgement = judge(*judged(BODY, text))
    assert (judgement.status, judgement.absent_parts) == (Status.MET, ())


def test_a_body_without_a_head_is_partial() -> None:
    judgement = judge(*judged(BODY, "县里组建了教育督导委员会，12个单位参加。"))
    assert (judgement.status, judgement.remarks) == (Status.PARTIAL, ("机构没有写明由谁牵头",))


def test_the_head_is_not_asked_twice_where_a_facet_of_its_own_asks_it() -> None:
    judgement = judge(*judged(BODY, "县里组建了教育督导委员会，12个单位参加。", siblings=(DEPUTY,)))
    assert (judgement.status, "组长或主任" in judgement.absent_parts) == (Status.MET, False)


def test_a_statement_on_meetings_alone_asks_no_members() -> None:
    assert judge(*judged("督导委员会每年召开专题会议", "督导委员会全年开会3次。")).absent_parts == ()
