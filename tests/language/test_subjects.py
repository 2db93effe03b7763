"""Whose fact a clause states: sentences in, subject out. Places are invented."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.language.subjects import find_subject, level_of

DISTRICT, COUNTY, CITY = "清川区", "青禾县", "石岭市"
SCHOOL = "青禾县石桥镇中心小学"
KINDS = {"own", "superior", "neighbour", "school", "schools", "some", "department", "office", "unknown"}

CASES = [
    # the submitter's own
    ("我区建立了督学制度", DISTRICT, "own"),
    ("清川区人民政府印发了方案", DISTRICT, "own"),
    ("清川建区才九年", DISTRICT, "own"),
    ("区委、区政府成立了领导小组", DISTRICT, "own"),
    ("全县上下形成合力", COUNTY, "own"),
    ("县里拿出专项经费", COUNTY, "own"),
    ("由县政府牵头组织自评", COUNTY, "own"),
    ("由县长任组长", COUNTY, "own"),
    ("我区对全区41所学校逐校核查", DISTRICT, "own"),
    # bodies above; the level decides
    ("市里每年评估一次", DISTRICT, "superior"),
    ("市教育局下达了指标", DISTRICT, "superior"),
    ("市人民政府教育督导室印发了办法", DISTRICT, "superior"),
    ("市督导组对我区进行了督导", DISTRICT, "superior"),
    ("省督导团来我县检查", COUNTY, "superior"),
    ("教育部印发了指南", COUNTY, "superior"),
    ("上级下达了编制", COUNTY, "superior"),
    ("全市平均水平为3.2", DISTRICT, "superior"),
    ("县教育局派人指导", SCHOOL, "superior"),
    # the same words seen from a city
    ("市里每年评估一次", CITY, "own"),
    ("市教育局下达了指标", CITY, "department"),
    ("我市成立了教育督导委员会", CITY, "own"),
    ("各县区均成立了督导室", CITY, "own"),
    ("石桥县设立了责任区", CITY, "some"),
    # neighbours
    ("柳塘县设立了奖励基金", DISTRICT, "neighbour"),
    ("毗邻的云渡区开通了同步课堂", DISTRICT, "neighbour"),
    ("邻县云渡区已实现全覆盖", COUNTY, "neighbour"),
    ("兄弟县的经验值得借鉴", COUNTY, "neighbour"),
    ("先进地区已全面推开", COUNTY, "neighbour"),
    # offices
    ("区教育局每月通报", DISTRICT, "department"),
    ("清川区教委印发了办法", DISTRICT, "department"),
    ("县编办核定了编制", COUNTY, "department"),
    ("市场监管部门每季度检查", COUNTY, "department"),
    ("区政府教育督导室每月通报", DISTRICT, "office"),
    ("我室聘任督学30人", COUNTY, "office"),
    ("我县督导室印发要点", COUNTY, "office"),
    # one school, all schools, some schools
    ("城关一小建成智慧校园", DISTRICT, "school"),
    ("区一中生均面积10平方米", DISTRICT, "school"),
    ("各校开齐开足课程", DISTRICT, "schools"),
    ("全区各校均设公示牌", DISTRICT, "schools"),
    ("所有学校配齐了保安", DISTRICT, "schools"),
    ("每所学校都有责任督学", DISTRICT, "schools"),
    ("41所学校全部接入城域网", DISTRICT, "schools"),
    ("6所学校均配齐了保安", DISTRICT, "schools"),
    ("部分学校面积不足", DISTRICT, "some"),
    ("个别学校存在大班额", DISTRICT, "some"),
    ("3所学校未达标", DISTRICT, "some"),
    ("大部分教师参加了培训", DISTRICT, "some"),
    # a school's own document
    ("我校成立了领导小组", SCHOOL, "own"),
    ("石桥镇中心小学制定了方案", SCHOOL, "own"),
    ("学校每月自查一次", SCHOOL, "own"),
    ("青龙滩中学先行试点", SCHOOL, "neighbour"),
    ("9月份县中学更换了课桌", DISTRICT, "school"),
    # words that end like a place and are none
    ("社区工作有序开展", DISTRICT, "unknown"),
    ("片区每月开会一次", DISTRICT, "unknown"),
    ("区域教育质量提升", DISTRICT, "unknown"),
    ("家长学校按期开课", DISTRICT, "unknown"),
    # addressees, sources and companions are no subjects
    ("对我区进行了督导", DISTRICT, "unknown"),
    ("按照市教委规定，对14名校长作了交流", DISTRICT, "unknown"),
    ("与北桥区签订了协议", DISTRICT, "unknown"),
    ("根据《柳塘县督学办法》聘任督学", DISTRICT, "unknown"),
    # nothing named: the sentence's subject goes on
    ("每月到校一次", DISTRICT, "unknown"),
]


@pytest.mark.parametrize(("text", "own", "kind"), CASES)
def test_subject(text: str, own: str, kind: str) -> None:
    assert find_subject(text, own).kind == kind


def test_subject_text_is_a_slice() -> None:
    assert find_subject("毗邻的云渡区开通了同步课堂", DISTRICT).text == "云渡区"
    assert find_subject("全区各校均设公示牌", DISTRICT).text == "全区各校"


def test_unknown_own_still_reads() -> None:
    assert find_subject("部分学校面积不足", "").kind == "some"
    assert find_subject("我县成立了领导小组", "").kind == "own"


@pytest.mark.parametrize(
    ("own", "level"),
    [
        ("清川区", "县"),
        ("青禾县", "县"),
        ("石岭市", "市"),
        ("南屏自治州", "市"),
        (SCHOOL, "校"),
        ("云渡教育集团", "校"),
        ("", "县"),
    ],
)
def test_level(own: str, level: str) -> None:
    assert level_of(own) == level


@given(
    st.text(alphabet="我县市区清川青禾省里教育局督导室各校学部分3所小中一的与对在全《》，", max_size=30),
    st.sampled_from([DISTRICT, COUNTY, CITY, SCHOOL, ""]),
)
def test_any_text_has_a_known_kind(text: str, own: str) -> None:
    subject = find_subject(text, own)
    assert subject.kind in KINDS
    assert subject.text in text


def test_a_number_of_schools_of_any_length_is_one() -> None:
    assert find_subject("9" * 5000 + "所学校全部接入城域网", DISTRICT).kind == "schools"


@pytest.mark.parametrize("words", ["学校", "一", "9", "县"])
def test_a_clause_of_one_word_over_and_over_takes_no_time(words: str) -> None:
    began = time.process_time()
    find_subject(words * (20_000 // len(words)), DISTRICT)
    assert time.process_time() - began < 5
