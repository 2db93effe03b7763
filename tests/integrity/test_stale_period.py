"""An old year's value offered as this one's is warned of; openly dated background is not."""

from __future__ import annotations

import pytest
from handed_in import handed_in, messages, quotes

from compliance.integrity.stale_period import stale_periods
from compliance.terms import DocumentKind


@pytest.mark.parametrize(
    "text",
    [
        "九年义务教育巩固率99.4%（2018年统计年报数），达到指标要求",
        "初中按2019年底资产清查的数是0.94万元，都过了线",
        "目前全县小学年巩固率99.7%（据2019年教育事业统计）",
        "满意度92.1%（引自2020年度群众满意度调查）",
        "根据2019—2020学年教育事业统计报表，专任教师学历达标率为100%",
        "社会认可度为88.2%，高于85%的要求，用的是县统计局2019年10月的调查结果",
    ],
)
def test_a_value_from_an_older_source_is_warned_of(text: str) -> None:
    assert len(quotes(stale_periods, text)) == 1
    assert "不能作为本期的证据" in messages(stale_periods, text)


@pytest.mark.parametrize(
    "text",
    [
        "据2020年统计，全县巩固率为98.2%，2021年为98.9%",
        "与2019年相比，巩固率提高了0.7个百分点",
        "巩固率由2019年的98.2%提高到98.9%",
        "2019年12月，我县通过国家认定，得分92.5分",
        "按照2018年印发的标准，生均面积应达到4.5平方米",
        "巩固率99.4%（2021年统计年报数），达到指标要求",
        "《2018年统计年鉴》收录了我县42所学校",
        "2009年曾有3名督学赴省进修",
    ],
)
def test_openly_dated_background_is_not(text: str) -> None:
    assert quotes(stale_periods, text) == []


def test_a_plan_is_made_on_last_years_figures() -> None:
    text = "现有学生1286人（2020年秋季报表数），据此编班。"
    assert quotes(stale_periods, text, kind=DocumentKind.PLAN) == []
    assert len(quotes(stale_periods, text)) == 1


def test_an_old_activity_under_a_heading_of_this_year() -> None:
    heading = "# 三、2021年学习培训情况"
    text = f"{heading}\n\n2019年10月，督导室组织21名责任督学外出跟岗学习5天。\n\n2018年9月印发的办法继续执行。"
    assert quotes(stale_periods, text) == ["2019年10月，督导室组织21名责任督学外出跟岗学习5天"]


def test_an_old_proof_among_those_of_the_year() -> None:
    table = "| 申报事项 | 依据 | 分值 |\n|---|---|---|\n"
    table += "| 课程获奖 | 2021年10月证书 | 5 |\n| 阳光体育先进 | 2018年9月奖牌 | 4 |"
    assert quotes(stale_periods, table) == ["阳光体育先进 | 2018年9月奖牌 | 4"]


def test_without_a_known_period_nothing_is_stale() -> None:
    assert stale_periods(handed_in("巩固率99.4%（2018年统计年报数）", period="")) == ()
