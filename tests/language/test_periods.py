"""Which years a clause speaks of: sentence in, (first, last, relative) out, for a submission of 2021."""

import pytest

from compliance.language.normalise import normalise
from compliance.language.periods import find_period
from compliance.terms import Period

YEAR = 2021

NAMED = [
    ("2021年，全区义务教育巩固率为99.6%", (2021, 2021, "")),
    ("２０２１年度挂牌督导经费列入预算", (2021, 2021, "")),
    ("二○二一年县政府召开教育工作会议", (2021, 2021, "")),
    ("2020—2025年教育设施布局规划已获批复", (2020, 2025, "")),
    ("2019年至2021年累计投入3.2亿元", (2019, 2021, "")),
    ("2018-20年新建小学4所", (2018, 2020, "")),
    ("2021—2022学年第一学期督导计划", (2021, 2022, "")),
    ("2020学年度招生方案", (2020, 2021, "")),
    ("县委于2019年印发的《督导体制改革方案》", (2019, 2019, "")),
    ("自2018年起实行教师轮岗", (2018, 2021, "")),
    ("2017年9月以来未发生安全事故", (2017, 2021, "")),
    ("截至2021.12.31，督学全部持证", (2021, 2021, "")),
    ("到2025年基本实现优质均衡", (2025, 2025, "")),
    ("20XX年共聘任督学30人", (2021, 2021, "")),
    ("20××年底前完成整改", (2021, 2021, "")),
    ("2019年85%，2021年达到92%", (2019, 2021, "")),
    ("2021", (2021, 2021, "")),
    ("十三五期间新增学位6000个", (2016, 2020, "")),
    ("“十四五”规划已将督导纳入", (2021, 2025, "")),
    ("“十三五”末生均面积为4.1平方米", (2020, 2020, "")),
]
RELATIVE = [
    ("今年新聘专职督学4名", (2021, 2021, "")),
    ("本年度教育经费按时拨付", (2021, 2021, "")),
    ("本学年开展督导两次", (2021, 2021, "")),
    ("力争年内完成改造", (2021, 2021, "")),
    ("全年未发生责任事故", (2021, 2021, "")),
    ("近三年教育投入持续增长", (2019, 2021, "")),
    ("五年来没有发生校园安全事故", (2017, 2021, "")),
    ("上年结转资金120万元", (2020, 2020, "previous")),
    ("去年同期到校督导46次", (2020, 2020, "previous")),
    ("上一年度考核结果已反馈", (2020, 2020, "previous")),
    ("前年曾聘请特约督学8名", (2019, 2019, "previous")),
    ("明年将建立例会制度", (2022, 2022, "future")),
    ("拟于来年春季启动", (2022, 2022, "future")),
    ("下一年度预算中安排", (2022, 2022, "future")),
    ("下学期起全面推开", (2022, 2022, "future")),
    ("下一步，我县将完善责任区制度", (2022, 2022, "future")),
    ("今后三年每年新建两所幼儿园", (2022, 2024, "future")),
    ("今年未能配齐，明年补足", (2021, 2022, "")),
    ("2020年8月动工，当年建成", (2020, 2020, "")),
]


@pytest.mark.parametrize(("text", "expected"), NAMED + RELATIVE, ids=[text for text, _ in NAMED + RELATIVE])
def test_reads_the_years(text: str, expected: tuple[int, int, str]) -> None:
    period = find_period(normalise(text).text, YEAR)
    assert period is not None
    assert (period.first, period.last, period.relative) == expected


@pytest.mark.parametrize(
    "text",
    [
        "义务教育巩固率比上年提高0.3个百分点",
        "较2020年增加12名",
        "与去年相比略有增长",
        "在去年的基础上继续扩大",
        "依据教督〔2019〕3号文件",
        "情况说明年底前已报送",
        "三年内完成改造",
        "二年级以上年龄段学生",
        "八年级学生2018人",
        "图书2018—2050册",
        "3月12日召开会议",
        "十五个责任区",
        "截至目前年检已完成",
        "会议室面积2021平方米",
        "成立了领导小组",
        "自20223年起实施",
        "2O15年成立",
    ],
)
def test_leaves_out_what_is_no_time_of_the_fact(text: str) -> None:
    assert find_period(text, YEAR) is None


def test_a_year_in_a_title_counts_only_without_another() -> None:
    assert find_period("印发了《清源县2020年督导工作要点》", YEAR) == Period(2020, 2020, "2020年")
    assert find_period("2021年印发了《2020年督导工作总结》", YEAR) == Period(2021, 2021, "2021年")


def test_keeps_the_words_it_read() -> None:
    period = find_period("今年未能配齐，明年补足", YEAR)
    assert period is not None
    assert period.text == "今年、明年"


def test_without_the_submissions_year_relative_years_stay_open() -> None:
    assert find_period("今年新聘4名", None) is None
    assert find_period("近三年持续增长", None) is None
    assert find_period("去年新聘4名", None) == Period(0, 0, "去年", "previous")
    assert find_period("明年新聘4名", None) == Period(0, 0, "明年", "future")
    assert find_period("2019年新聘4名", None) == Period(2019, 2019, "2019年")
    assert find_period("2019年以来新聘4名", None) == Period(2019, 2019, "2019年以来")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("去年培训教师300人", (2021, 2021, "")),
        ("前年投入800万元", (2020, 2020, "previous")),
        ("今年将再建2所", (2022, 2022, "future")),
        ("2020年投入700万元", (2020, 2020, "")),
        ("全年召开例会12次", (2021, 2021, "")),
    ],
)
def test_a_report_written_in_the_next_year_counts_from_there(text: str, expected: tuple[int, int, str]) -> None:
    period = find_period(normalise(text).text, YEAR, looks_back=True)
    assert period is not None
    assert (period.first, period.last, period.relative) == expected
