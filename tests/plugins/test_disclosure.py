"""公开公示: what, where and whom to contact; another office's board is none of it."""

from __future__ import annotations

import pytest
from compliance.plugins.disclosure.indicator import judge
from judgement_kit import judged

from compliance.terms import Status


@pytest.mark.parametrize(
    ("statement", "text", "word"),
    [
        ("在校门口设置了责任督学公示牌", "建筑工地门口设置了农民工工资公示牌。", "工地"),
        ("公布了督导举报电话", "水务局公布了防汛值班电话。", "水务"),
        ("在门口设置了公示牌", "河长公示牌沿河设置。", "河长"),
    ],
)
def test_another_offices_notice_is_named_and_left_out(statement: str, text: str, word: str) -> None:
    judgement = judge(*judged(statement, text))
    assert (judgement.status, judgement.remarks[-1]) == (Status.MISSING, f"说的是另一类公示（{word}）")


def test_a_school_that_mentions_another_office_still_counts() -> None:
    asked = judged("在校门口设置了责任督学公示牌", "58所学校门口与消防公示牌并排悬挂责任督学公示牌。")
    assert judge(*asked).status is Status.MET


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("学校实行校务公开", "各校会议每周召开一次。"),
        ("责任督学变动后及时更新公示牌", "责任督学公示牌统一制作。"),
        ("通过媒体、网站、家长会等宣传挂牌督导工作", "挂牌督导工作计划已印发。"),
    ],
)
def test_an_act_that_is_not_told_is_not_supplied(statement: str, text: str) -> None:
    assert judge(*judged(statement, text)).status is Status.MISSING


def test_a_denial_of_the_thing_is_no_denial_of_its_publication() -> None:
    asked = judged("在网站上公布了年度教育督导计划", "督导计划没有单独编制。", Status.CONTRADICTED)
    assert judge(*asked).status is Status.MISSING


def test_a_board_without_the_telephone_is_partial() -> None:
    judgement = judge(*judged("公示牌标明责任督学姓名、照片和联系方式", "公示牌印有责任督学的姓名和照片。"))
    assert (judgement.status, judgement.absent_parts) == (Status.PARTIAL, ("联系方式",))


@pytest.mark.parametrize(("siblings", "absent"), [((), ("联系方式",)), (("公示牌标明督学姓名和联系方式",), ())])
def test_the_contact_is_asked_unless_it_is_a_facet_of_its_own(
    siblings: tuple[str, ...], absent: tuple[str, ...]
) -> None:
    asked = judged("在校门口设置了责任督学公示牌", "58所学校校门口均悬挂责任督学公示牌。", siblings=siblings)
    assert judge(*asked).absent_parts == absent


@pytest.mark.parametrize(
    ("text", "absent"), [("督导报告已经公开。", ("公开的地方",)), ("督导报告已在区政府网站公布。", ())]
)
def test_publication_without_a_place_lacks_it(text: str, absent: tuple[str, ...]) -> None:
    assert judge(*judged("督导报告向社会公布", text)).absent_parts == absent
