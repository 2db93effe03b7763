"""Percentages are held against their counts, changes against their two values; rounding and cutting off are allowed."""

from __future__ import annotations

import pytest
from handed_in import messages, quotes

from compliance.integrity.shares import misfits, share_misfits


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        ("1326名随迁子女中有1289人在公办学校就读，占92.7%", "1289÷1326＝97.2%"),
        ("交流轮岗101人，占符合交流条件教师864人的13.7%", "101÷864＝11.7%"),
        ("参加评议的家长共2400人，满意2256人，满意率96%", "2256÷2400＝94%"),
        ("应参训教师820人，实际参训795人，参训率98.5%", "795÷820＝97%"),
        ("教师年平均工资由7.41万元提高到7.92万元，增长8.9%", "算得6.9%"),
        ("巩固率由97.1%提高到98.4%，提高了2.3个百分点", "算得1.3个百分点"),
        ("生均公用经费由780元提高到760元", "小于"),
        ("辍学率由0.3%下降到0.5%", "大于"),
        ("九年义务教育巩固率达到102.3%", "超过了100%"),
    ],
)
def test_what_does_not_follow_is_warned_of(text: str, follows: str) -> None:
    assert len(quotes(share_misfits, f"{text}。")) == 1
    assert follows in messages(share_misfits, f"{text}。")


@pytest.mark.parametrize(
    "text",
    [
        "1326名随迁子女中有1289人在公办学校就读，占97.2%",
        "交流轮岗101人，占符合交流条件教师864人的11.7%，其中骨干教师18人，占17.8%",
        "468所学校已评完321所，占68.6%",
        "468所学校已评完321所，占68.5%",
        "教师年平均工资由7.41万元提高到7.92万元，增长6.9%",
        "巩固率由97.1%升到98.4%，比全市高2.3个百分点",
        "学前三年毛入园率达到102.3%",
        "全县有教师1200人，学生18000人，教师学历合格率98.5%",
        "检查由23次减少到9次",
        "财政拨款比上年增长108%，完成计划的112%",
    ],
)
def test_what_follows_or_is_of_something_else_is_not(text: str) -> None:
    assert misfits(text) == ()
