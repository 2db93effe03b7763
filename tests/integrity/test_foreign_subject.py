"""Another place's name given as the own is warned of; a neighbour openly cited, a superior, an own part is not."""

from __future__ import annotations

import pytest
from handed_in import handed_in, messages, quotes

from compliance.integrity.foreign_subject import foreign_subjects, opening_name


@pytest.mark.parametrize(
    "text",
    [
        "我们要为柳塘县教育事业再上新台阶而努力",
        "为推动柳塘县教育又好又快发展作出贡献",
        "柳塘县对整改不力的3名责任人给予通报批评",
        "年内，柳塘县教师全员培训任务已全部完成",
        "柳塘县人民政府教育督导室",
        "近年来，柳塘县委、县政府高度重视教育工作",
        "柳塘县教育局将以此次督导为契机，努力开创工作新局面",
    ],
)
def test_another_countys_name_is_warned_of(text: str) -> None:
    assert len(quotes(foreign_subjects, f"我县教育工作情况如下。\n\n{text}")) == 1
    assert "“柳塘县”" in messages(foreign_subjects, f"我县教育工作情况如下。\n\n{text}")


@pytest.mark.parametrize(
    "text",
    [
        "毗邻的柳塘县设立了教师奖励基金",
        "柳塘县建立了督学库，做法值得借鉴",
        "柳塘县去年就已全部达标，我县派人前往学习",
        "我县与柳塘县签订了教师交流协议",
        "隔壁柳塘县先行一步，成绩是人家的",
        "为清川县教育事业再上新台阶而努力",
        "石桥市人民政府教育督导室",
        "今年县财政安排专项经费20万元，部分县直学校已完成改造",
        "同时县政府召开了专题会议，据此县教育局制定了办法",
        "陶岩副县长作了汇报",
        "柳塘县籍学生56人在我县就读",
        "全县教育事业稳步发展，为我县教育事业贡献力量",
    ],
)
def test_what_is_own_above_or_openly_cited_is_not(text: str) -> None:
    assert quotes(foreign_subjects, f"我县教育工作情况如下。\n\n{text}") == []


def test_a_neighbour_once_introduced_may_be_named_again() -> None:
    text = "邻近的柳塘县自2020年起列支专项经费。\n\n柳塘县选取两所学校先行试点。"
    assert quotes(foreign_subjects, text) == []


def test_a_citys_own_counties_are_its_parts() -> None:
    text = "棠溪县完成了省级评估。\n\n各县（市、区）均已达标。"
    assert quotes(foreign_subjects, text, subject="樟台市") == []
    assert quotes(foreign_subjects, "为推动沅河市教育事业发展作出贡献", subject="樟台市") == [
        "为推动沅河市教育事业发展作出贡献"
    ]


def test_in_a_schools_plan_another_townships_school_is_foreign() -> None:
    text = "望溪镇第二小学建立了结对帮扶机制，每名教师结对3人。"
    assert len(quotes(foreign_subjects, text, subject="石坪乡中心小学")) == 1
    assert quotes(foreign_subjects, "邻近的望溪镇第二小学建立了机制。", subject="石坪乡中心小学") == []


def test_without_a_known_subject_nothing_can_be_foreign() -> None:
    assert foreign_subjects(handed_in("为柳塘县教育事业再上新台阶", subject="")) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [("柳塘县对各校", "柳塘县"), ("今年县财政", ""), ("部分县已完成", ""), ("经过三年，柳塘县已达标", "柳塘县")],
)
def test_names_are_told_from_words(text: str, name: str) -> None:
    assert opening_name(text) == name
