"""What speaks against a facet though its clause denies nothing: an exception named, another body than the one asked."""

from __future__ import annotations

import pytest
from handmade import understood

from compliance.judgement.reading import read_candidate
from compliance.terms import DocumentKind, Facet, Polarity


def read(statement: str, text: str) -> list[tuple[Polarity, str]]:
    """How each clause of a text is read for a statement."""
    submission = understood(text, DocumentKind.SELF_EVALUATION)
    facet = Facet("one", "", statement)
    readings = (read_candidate(facet, one, 0.5, submission, {}, False) for one in submission.clauses)
    return [(reading.polarity, reading.why) for reading in readings]


@pytest.mark.parametrize(
    ("statement", "text", "who"),
    [
        ("落实了普惠性民办园财政补助标准", "补助标准除石门镇两所外都已落实。", "除石门镇两所外"),
        ("责任督学留有随机督导记录材料", "随机督导的记录，除岭北、柳陂两县外，其余都按次留存。", "除岭北、柳陂两县外"),
        ("综合实践活动有效开展", "综合实践活动，除了高岭教学班以外，各校都按计划开展。", "除高岭教学班外"),
    ],
)
def test_an_exception_named_denies_the_whole(statement: str, text: str, who: str) -> None:
    assert (Polarity.CONTRADICTS, f"点名有例外（{who}）") in read(statement, text)


@pytest.mark.parametrize(
    "text",
    [
        "除寒暑假外每校每月均有一次督导。",
        "文中的数除另有注明的以外都录自统计报表。",
        "除本公报上网外，督导室另发内部通报。",
        "除此之外，各校均开展了督导。",
    ],
)
def test_what_adds_or_only_tells_the_terms_excepts_nobody(text: str) -> None:
    assert all(polarity is Polarity.SUPPORTS for polarity, _ in read("责任督学开展了督导", text))


def test_the_exception_of_one_measure_is_none_of_another() -> None:
    text = "初中七项除体育艺术教师外都在0.45以内。"
    assert (Polarity.CONTRADICTS, "点名有例外（除体育艺术教师外）") not in read(
        "骨干教师的校际差异系数不超过0.45", text
    )


def test_what_is_said_not_to_be_so_in_the_statements_words_denies_it() -> None:
    statement = "本区域教育自评工作由教育行政部门组织实施"
    denied = read(statement, "今年的自评委托了一家咨询公司组织，不是教育行政部门在组织。")
    assert denied[-1] == (Polarity.CONTRADICTS, "任职者与要求不符（不是教育行政部门在组织）")
    assert read(statement, "自评每年都做，不是上面来人才翻箱子。")[-1][0] is Polarity.SUPPORTS


def test_the_name_of_a_rule_is_no_wish_for_absence() -> None:
    assert read("部署了“八无”专项督查", "今年专项督查没有排进日程。")[0][0] is Polarity.CONTRADICTS


def test_what_was_done_instead_denies_what_ought_to_have_been() -> None:
    read_parts = read("考核责任区设置", "责任区设置本该由督导室考，现在由财政局看账本来考。")
    assert [polarity for polarity, _ in read_parts] == [Polarity.CONTRADICTS, Polarity.CONTRADICTS]
