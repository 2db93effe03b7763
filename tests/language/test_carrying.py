"""What a clause takes from what stands before it: subject and years. Places are invented."""

import pytest

from compliance.language.carrying import Part, carry_periods, carry_subjects, own_subject
from compliance.language.periods import find_period
from compliance.language.subjects import find_subject
from compliance.terms import Subject

OWN, YEAR = "清川区", 2021


def parts(*sentences, row=False):
    """Comma parts; a sentence is a tuple of them."""
    return [Part(text, at, at, row) for at, sentence in enumerate(sentences) for text in sentence]


def subjects(*sentences, above=None, row=False):
    given = parts(*sentences, row=row)
    found = [own_subject(part.text, find_subject(part.text, OWN)) for part in given]
    return [subject.kind for subject in carry_subjects(given, found, *([above] if above else []))]


def years(*sentences, above=None, row=False):
    given = parts(*sentences, row=row)
    return [
        period and (period.first, period.relative)
        for period in carry_periods(given, [find_period(part.text, YEAR) for part in given], above)
    ]


# --- subjects ----------------------------------------------------------------------------------------


def test_the_subject_of_a_sentence_is_that_of_its_later_parts():
    assert subjects(("我区成立了督导室", "配备专职督学5名")) == ["own", "own"]


def test_the_submitters_own_bodies_go_on_in_the_next_sentence():
    assert subjects(("区教育局制定了计划",), ("逐校开展督导",)) == ["department", "department"]


def test_a_neighbour_goes_on_in_its_sentence_only():
    assert subjects(("毗邻的云渡区起步较早", "已实现全覆盖"), ("做法值得学习",)) == [
        "neighbour",
        "neighbour",
        "unknown",
    ]


def test_a_superior_goes_on_in_its_sentence_only():
    assert subjects(("市里调整了督学库", "吸收了一批专家"), ("聘期为三年",)) == ["superior", "superior", "unknown"]


@pytest.mark.parametrize(
    "first",
    [
        "市督导组到来之前",  # only says when
        "市督导组对我区开展了督导",  # its object goes on
        "得到市里充分肯定",  # no subject
        "市里下发的通知",  # a topic
    ],
)
def test_a_superior_that_is_not_the_subject_does_not_go_on(first):
    assert subjects((first, "整改工作全部完成"))[1] == "unknown"


def test_what_a_superior_found_is_the_submitters_own_matter():
    assert subjects(("市督导组反馈的18个问题全部销号",)) == ["unknown"]


@pytest.mark.parametrize("first", ["省里点过名", "市里去年指出来过", "省里检查时提了意见", "市督导组批评过"])
def test_whom_a_superior_found_at_fault_acts_next(first):
    assert subjects((first, "今年每月看一次"))[1] == "unknown"


def test_some_schools_go_on_only_from_the_head_of_a_sentence():
    assert subjects(("部分学校台账不全", "管理粗放"))[1] == "some"
    assert subjects(("我区投入加大", "个别学校已改建", "成效明显")) == ["own", "some", "own"]


def test_a_heading_tells_the_subject_where_nothing_else_does():
    assert subjects(("逐校开展督导",), above=Subject("office", "区督导室")) == ["office"]
    assert subjects(("逐校开展督导",), above=Subject("superior", "市里")) == ["unknown"]


def test_a_table_row_takes_nothing_from_the_row_before():
    assert subjects(("我区 | 30",), ("合计 | 80",), row=True) == ["own", "unknown"]


# --- periods -----------------------------------------------------------------------------------------


def test_a_year_at_the_head_of_a_sentence_holds_for_its_parts():
    assert years(("2020年全区投入3000万元", "新建校舍5栋"), ("办学条件良好",)) == [(2020, ""), (2020, ""), None]


def test_future_and_past_marks_hold_for_the_parts_too():
    assert years(("明年我区将加大投入", "补齐短板")) == [(2022, "future"), (2022, "future")]
    assert years(("去年我区投入2000万元", "改建操场3个")) == [(2020, "previous"), (2020, "previous")]


@pytest.mark.parametrize(
    "sentence",
    [
        ("2018年成立了督导委员会", "由区长任主任"),  # what was made goes on
        ("去年查出的12处隐患", "逐一整改销号"),
        ("去年投入2000万元", "目前校舍全部达标"),
        ("我区严格执行《办法》和2019年规划", "逐校督导"),  # not at the head
    ],
)
def test_a_year_that_is_not_that_of_the_next_part_does_not_go_on(sentence):
    assert years(sentence)[1] is None


def test_a_caption_dates_the_rows_of_its_table():
    assert years(("督学 | 30",), ("2019年 | 28",), above=find_period("2020年基本情况", YEAR), row=True) == [
        (2020, ""),
        (2019, ""),
    ]
