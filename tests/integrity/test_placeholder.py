"""Places left open are warned of; multiplication signs, sizes and emphasis are not."""

from __future__ import annotations

import pytest
from handed_in import handed_in, messages, quotes

from compliance.integrity.placeholder import placeholders


@pytest.mark.parametrize(
    "text",
    [
        "全县现有专任教师XXX人",
        "XX市人民政府教育督导室",
        "根据××省教育厅的通知",
        "×政教督〔2021〕3号",
        "20XX年以来先后召开会议6次",
        "20__年1月10日",
        "20　　年  月  日",
        "在省委、省**的坚强领导下",
        "今年安排督导经费____万元",
        "联系人：___，电话：0×××-×××××××",
        "入学率达XX%，全部达标",
        "赴某县学习考察",
        "二〇一×年一月十六日",
        "清教督办〔2023〕×号",
        "2019年12月1X日",
        "截至X月X日，已全部完成",
        "投入资金……万元",
        "二〇二三年十二月二十×日",
        "（联系人：　　　　）",
        "由某某同志负责此项工作",
        "**县领导在**的高度重视下开展工作",
        "牵头单位（请填写牵头单位名称）",
        "附件：1.〔附件名称待补〕",
        "附件：得分明细（待附）",
        "电子邮箱：请填写",
        "清政督〔20　　〕34号",
        "2024年1月　　日",
        "清川县教育局　2023年　月　日",
        "2023年1月＊日",
        "二○二二年一月〓〓日",
        "二〇二〇年一月○日",
        "（二〇一╳年三月）",
        "核对人：□□□",
        "主持人：某老师",
    ],
)
def test_open_places_are_warned_of(text: str) -> None:
    assert len(quotes(placeholders, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "教室面积为9×6米，共54平方米",
        "购置XXL号运动服80套，X光机1台",
        "本页地址 www.xxx-xxx.cn/doc/",
        "在某校区发现的问题已经整改",
        "二〇〇九年建成的教学楼",
        "来自西部某市的考察团留言称赞",
        "某些学校仍有差距，某种程度上影响了质量",
        "20 年来，我县教育发生了巨大变化",
        "达标的打“√”，不达标的打“×”",
        "**表一　机构一览**",
        "**（一）统筹规划。** 学校布局规划已经印发",
        "**第1问 表彰。**发文嘉奖四校。**第2问 退出。**退出办法已经修订。",
        "**质量**",
    ],
)
def test_what_is_meant_as_it_stands_is_not(text: str) -> None:
    assert quotes(placeholders, text) == []


def test_one_warning_a_passage_with_all_its_marks() -> None:
    told = messages(placeholders, "XX县现有专任教师XXX人")
    assert "“XX”、“XXX”" in told
    assert "请补上" in told


def test_a_cell_that_names_nobody_is_warned_of_with_its_row() -> None:
    table = "| 任务 | 负责人 |\n|---|---|\n| 会场布置 | 某老师 |\n| 资料装盒 | 李素云 |"
    assert quotes(placeholders, table) == ["会场布置 | 某老师"]


def test_the_quote_is_verbatim_and_leads_to_its_place() -> None:
    submission = handed_in("# 基本情况\n\n全县现有学校42所，专任教师XXX人。")
    (warning,) = placeholders(submission)
    assert warning.quotes == ("专任教师XXX人",)
    assert submission.quote(warning.spans[0]) == warning.quotes[0]
    assert warning.place.line == 3


def test_what_a_board_shows_is_quoted_as_it_hangs_there() -> None:
    assert quotes(placeholders, "门口那块“离验收还有××天”的倒计时牌已经摘了。") == []
    assert len(quotes(placeholders, "门口的牌子写着“距验收××天”，还要改。")) == 1
