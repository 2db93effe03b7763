"""Percentages are held against their counts, changes against their two values; rounding and cutting off are allowed."""

from __future__ import annotations

import pytest
from handed_in import messages, quotes

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
    ],
)
def test_what_does_not_follow_is_warned_of(text: str, follows: str) -> None:
    assert len(quotes(share_misfits, f"{text}。")) == 1
    assert follows in messages(share_misfits, f"{text}。")


@pytest.mark.parametrize(
    "text",
    [
        "1540名随迁子女中有1486人在公办学校就读，占96.5%",
        "交流轮岗118人，占符合交流条件教师926人的12.7%，其中骨干教师23人，占19.5%",
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
