"""Whole plans in one line are cut where a rising numbering shows that line ends were lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.reading.blocks import heading_level
from compliance.reading.text.inline import cut_line

FILL = "各责任区督学按月入校,如实记录发现的问题,督促学校按期整改并报区教育督导室备案。" * 3


def cut(text: str) -> list[tuple[int, str]]:
    return [(part.level, text[part.start : part.end]) for part in cut_line(text)]


def test_a_short_line_is_left_whole() -> None:
    text = "一、例会。二、通报。三、整改。"
    assert cut(text) == [(0, text)]


def test_a_long_line_without_numbers_is_left_whole() -> None:
    assert cut(FILL * 10) == [(0, FILL * 10)]


def test_headings_between_spaces_are_parted_from_their_text() -> None:
    goals = f"二、工作目标 1、{FILL} 2、{FILL}"
    text = f"{FILL} 一、指导思想 {FILL} {goals} 三、工作步骤: (一)准备阶段 {FILL}(二)实施阶段 {FILL}"
    assert cut(text) == [
        (0, FILL),
        (1, "一、指导思想"),
        (0, FILL),
        (1, "二、工作目标"),
        (0, f"1、{FILL}"),
        (0, f"2、{FILL}"),
        (1, "三、工作步骤:"),
        (2, "(一)准备阶段"),
        (0, FILL),
        (2, "(二)实施阶段"),
        (0, FILL),
    ]


def test_usual_headings_end_where_their_words_end() -> None:
    text = f"{FILL}一、指导思想全面贯彻教育方针。{FILL}二、组织实施(一)加强领导。{FILL}(二)建立制度。{FILL}"
    assert [part for part in cut(text) if part[0]] == [(1, "一、指导思想"), (1, "二、组织实施")]
    assert (0, "(一)加强领导。" + FILL) in cut(text)


def test_several_documents_in_one_line_are_parted_at_their_titles() -> None:
    plan = f"一、指导思想 {FILL} 二、督学目标 {FILL}"
    text = f"2022年度督学工作方案1 {plan} 2022年度督学工作方案2 {plan} 第二篇:学校工作方案 {plan}"
    titles = [text[part.start : part.end] for part in cut_line(text) if part.title]
    assert titles == ["2022年度督学工作方案1", "2022年度督学工作方案2", "第二篇:学校工作方案"]


@pytest.mark.parametrize(
    "piece",
    [
        "坚持做到“一、二、三、四”的要求",
        "面向一、二年级学生",
        "按照第(一)项和第(二)项规定",
        "经费1.21亿元和2.5亿元",
        "得分为1、3名",
    ],
)
def test_numbers_inside_a_sentence_part_nothing(piece: str) -> None:
    text = f"{FILL}{piece}{FILL}{piece}{FILL}"
    assert cut(text) == [(0, text)]


def test_a_number_that_comes_only_once_parts_nothing() -> None:
    text = f"{FILL}一、{FILL}{FILL}"
    assert cut(text) == [(0, text)]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("一、加强领导，健全机构", 1),
        ("(二)督学队伍,", 0),
        ("四、工作要点:", 1),
        ("(三)全面搭建平台,切实提高素养", 2),
        ("三、工作措施；", 1),
        ("（一）有健全的督导机构；", 0),
        ("一、成立机构，配齐督学；", 0),
        ("一、组长：王区长", 0),
        ("1.例会", 0),
        ("督学队伍", 0),
    ],
)
def test_a_heading_may_hold_commas_and_end_in_a_colon_and_an_item_of_a_list_is_none(line: str, level: int) -> None:
    assert heading_level(line) == level


WORDS = [
    "一、",
    "二、",
    "(一)",
    "(二)",
    "1、",
    "2.",
    "(1)",
    " ",
    "。",
    "指导思想",
    "督学工作方案",
    "第二篇:",
    FILL,
    "十一、",
]


@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
@settings(max_examples=150, deadline=500)
def test_the_parts_are_in_order_and_leave_out_only_white_space(text: str) -> None:
    at = 0
    for part in cut_line(text):
        assert part.start >= at and not text[at : part.start].strip()
        at = part.end
    assert not text[at:].strip()
