"""A paper that tells it otherwise is warned of; rules for such papers, and what was found in others, are not."""

from __future__ import annotations

import pytest
from handed_in import handed_in, quotes

from compliance.integrity.accounts import other_accounts


@pytest.mark.parametrize(
    "text",
    [
        "书面版第二页把小学在校生写成一万八千六百人",
        "速记稿第三页打成了“一千六百六十”",
        "会议材料里，第三页写的“责任督学十四位”与册子不符",
        "另有一份旧表写着全市责任督学31人",
        "督学名册另有一个版本列了十五人",
        "前置材料写过53所，附件二的校名录却列了55行",
        "本报告中毛入学率为93.4%的是前稿",
        "书面材料里，责任督学总数印的是二百六十八",
        "说明稿第二页写着“市级督学每片三位”，与口头不一致",
    ],
)
def test_a_paper_that_is_said_to_tell_it_otherwise_is_warned_of(text: str) -> None:
    assert len(other_accounts(handed_in(f"{text}。"))) == 1


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("全县中小学47所，统计年报记作49所", ["全县中小学47所", "统计年报记作49所"]),
        ("上面写的六位督学，签到册上是七位", ["上面写的六位督学", "签到册上是七位"]),
        ("其中培训24万元；决算表里的培训是19.6万元", ["其中培训24万元", "决算表里的培训是19.6万元"]),
        ("小学毕业生正文作2310人，年报作2301人", ["小学毕业生正文作2310人", "年报作2301人"]),
        (
            "年报里小学是15,208人，这份报告附表里小学是15,280人",
            ["年报里小学是15,208人", "这份报告附表里小学是15,280人"],
        ),
    ],
)
def test_a_paper_with_another_number_than_stands_before_it_is_warned_of(text: str, both: list[str]) -> None:
    (warning,) = other_accounts(handed_in(f"{text}。"))
    assert list(warning.quotes) == both


@pytest.mark.parametrize(
    "text",
    [
        "文字与表格不一致的，以表格为准",
        "凡年报与现场不符的，以现场核定数为准",
        "有3所学校和原始册子对不上",
        "报告数与年报数没有出入",
        "全县中小学47所，统计年报记作47所",
        "把查到的问题写成清单12条",
        "方案初稿写成七条",
        "自评报告封皮上印的是2016年度",
        "3至5岁的孩子9640人，点名册上是8772人",
        "本报告的数字以教育统计年报为准",
        "去年上报稿把学生数写成一千二百人",
        # of other children, of another year, of another rate
        "男生420人，名册上女生是400人",
        "2020年教师1200人，2021年年报为1230人",
        "小学入学率为99.8%，巩固率年报为99.2%",
        "公用经费支出120万元，决算表里培训费是100万元",
        "全县教师1200人，名册上的女教师是1100人",
        # the text accounts for the difference
        "全区2022年公报里财政教育支出为19.6亿元，区级决算为18.9亿元，差额7000万元系市级直接列支，两数都对",
        # how many were written
        "材料写成了12份，上报县局",
        "把经验材料写成了20篇简报",
        "把册子印成了500本发给家长",
    ],
)
def test_rules_and_agreeing_papers_are_not(text: str) -> None:
    assert quotes(other_accounts, f"{text}。") == []


@pytest.mark.parametrize(
    "text",
    [
        "财政决算表中督导经费为22万元，与预算数不同",
        "财政部门决算中，责任区经费为84万元，与督导部门报数不符",
        "人社局登记的专任教师一千八百六十人，差额原因在核",
        "报送表写41人，人事科花名册是38人，以谁为准，请局办明确",
    ],
)
def test_an_open_question_which_number_holds_is_warned_of(text: str) -> None:
    assert len(other_accounts(handed_in(f"{text}。"))) == 1
    assert len(other_accounts(handed_in(f"| 序号 | 事项 |\n|---|---|\n| 1 | {text} |"))) == int("以谁为准" in text)


@pytest.mark.parametrize("text", ["督导经费为22万元，与年初预算一致", "到校指导22次，与责任督学不同"])
def test_what_agrees_or_tells_two_things_apart_is_not(text: str) -> None:
    assert quotes(other_accounts, f"{text}。") == []
