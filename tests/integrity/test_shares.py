"""Percentages are held against their counts, changes against their two values; rounding and cutting off are allowed."""

from __future__ import annotations

import time

import pytest
from handed_in import handed_in, messages, quotes

from compliance.integrity.shares import misfits, share_misfits


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        ("1540名随迁子女中有1486人在公办学校就读，占92.5%", "1486÷1540＝96.5%"),
        ("交流轮岗118人，占符合交流条件教师926人的14.7%", "118÷926＝12.7%"),
        ("参加评议的家长共2400人，满意2256人，满意率96%", "2256÷2400＝94%"),
        ("应参训教师820人，实际参训795人，参训率98.5%", "795÷820＝97%"),
        ("检查共提出84条，到年底改完71条，整改率91.5%", "71÷84＝84.5%"),
        ("符合交流条件的教师1240人，实际交流轮岗186人，占12%", "186÷1240＝15%"),
        ("教师年平均工资由8.20万元提高到8.65万元，增长7.5%", "算得5.5%"),
        ("全县汇总问题63项，照清单建了台账。年内销号58项，销号率95.1%", "58÷63＝92.1%"),
        ("交流轮岗教师128人，符合交流条件教师1024人，占14.8%", "128÷1024＝12.5%"),
        ("巩固率由96.5%提高到97.9%，提高了2.4个百分点", "算得1.4个百分点"),
        ("生均公用经费由780元提高到760元", "小于"),
        ("辍学率由0.3%下降到0.5%", "大于"),
        ("九年义务教育巩固率达到102.3%", "超过了100%"),
        ("学校现有学生1602人，其中随迁子女651人，占四成七", "651÷1602＝40.6%"),
        ("问题清单349条中销号293条，占到九成二", "293÷349＝84%"),
        ("全镇24所学校中，有8所即四分之一没有运动场", "8÷24＝33.3%"),
        ("全年入校1306校次，不打招呼的占了先；其中不告而至者，331校次，占了三成四", "331÷1306＝25.3%"),
        ("全区符合交流条件的教师1250名，今年交流100名，占9.6%", "100÷1250＝8%"),
        ("全市九县里过了七县，占85%", "7÷9＝77.8%"),
        ("测算学校40所里有34所达标，其余6所没有达标，达标比例是89%", "34÷40＝85%"),
        ("446个班里有388个在规程数以内，达标率91.2%", "388÷446＝87%"),
        ("交流轮岗问题列了86条。已办结71条，按此测算整改率为88%", "71÷86＝82.6%"),
        ("开单412张，改完383张，改到位率95.6%", "383÷412＝93%"),
        ("开单46张，改完41张，改结率93.5%", "41÷46＝89.1%"),
        ("1960个孩子参加考试，全科合格的1372个，合格率七成六", "1372÷1960＝70%"),
        ("教育经费2.76亿元，比上年的2.41亿元增长11.5%", "算得14.5%"),
        ("督导经费32万元，较2020年的28万元增加5万元", "算得40000元"),
        ("在校学生6960多人，比去年多了900人，增长11.2%", "算得14.9%"),
    ],
)
def test_what_does_not_follow_is_warned_of(text: str, follows: str) -> None:
    assert len(quotes(share_misfits, f"{text}。")) == 1
    assert follows in messages(share_misfits, f"{text}。")


@pytest.mark.parametrize(
    "text",
    [
        "1540名随迁子女中有1486人在公办学校就读，占96.5%",
        "学校现有学生1602人，其中随迁子女651人，占四成",
        "全镇24所学校中，有8所即三分之一没有运动场",
        "装备支出安排六十八万元，相较2018年的五十五万元，增长二成三",
        "督导经费32万元，较2020年的28万元增加4万元，增长14.3%",
        "合格率由61.2%提升到66.8%，平均分上升了9.1分",
        "优良率由46.1%降到43.7%，近视率上升5.2个百分点",
        "在园幼儿12480人，教师846人。适龄幼儿13420人。公办园在园幼儿7113人，占57.0%",
        "交流轮岗118人，占符合交流条件教师926人的12.7%，其中骨干教师23人，占19.5%",
        "在册儿童96人，目前入学88人，其余8人正在评估，届时入学率可达100%",  # not yet
        "395所学校已评完251所，占63.5%",
        "395所学校已评完247所，占62.5%",
        "发放问卷3150份，收回3084份，认可度94.6%",
        "微机室添置52台，生机比由32∶1提高到12∶1",
        "教师年平均工资由8.20万元提高到8.65万元，增长5.5%",
        "巩固率由96.5%升到97.9%，比全市高2.3个百分点",
        "学前三年毛入园率达到102.3%",
        "全县有教师1200人，学生18000人，教师学历合格率98.5%",
        "检查由23次减少到9次",
        "财政拨款比上年增长108%，完成计划的112%",
    ],
)
def test_what_follows_or_is_of_something_else_is_not(text: str) -> None:
    assert misfits(text) == ()


@pytest.mark.parametrize(("share", "found"), [("百分之九十五点一", 1), ("百分之九十二", 0)])
def test_a_rate_in_words_behind_what_was_settled(share: str, found: int) -> None:
    assert len(quotes(share_misfits, f"全县汇总问题六十三项，逐项盯着改，年内销号五十八项，销号率{share}。")) == found


def test_a_paragraph_of_two_thousand_rates_is_read_at_once() -> None:
    # Each rate is held against the sentences before it: all of them once took more than two minutes for half as many.
    text = "".join(f"问题{30 + at % 50}条，年内销号{21 + at % 50}项，销号率95.1%。" for at in range(2000))
    submission = handed_in(text)
    began = time.perf_counter()
    share_misfits(submission)
    assert time.perf_counter() - began < 3


@pytest.mark.parametrize(("said", "found"), [("群众回访满意率92%", 0), ("办结率92%", 1)])
def test_a_rate_of_those_who_were_asked_is_not_of_what_was_done(said: str, found: int) -> None:
    assert len(quotes(share_misfits, f"全年受理信访88件，办结86件，{said}。")) == found
