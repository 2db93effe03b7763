"""Claims without a number that a table of the same document contradicts."""

from __future__ import annotations

from handed_in import handed_in, quotes

from compliance.integrity.claims import claim_clashes

_YEARS = "\n\n| 项目 | 单位 | 2020年 | 2021年 |\n|---|---|---|---|\n| 生均公用经费支出 | 元 | 3120 | 3065 |\n"
_PAPERS = (
    "\n\n附表2 督导制度文件一览\n\n| 序号 | 文件名称 | 状态 |\n|---|---|---|\n| 1 | 督学选聘办法 | 已印发 |\n"
    "| 2 | 督学培训方案 | 征求意见稿 |\n"
)
_AREAS = "\n\n| 责任区 | 聘任督学（人） |\n|---|---|\n| 一区 | 5 |\n| 二区 | 3 |\n| 合计 | 8 |\n"


def test_growth_claimed_over_a_falling_row() -> None:
    (warning,) = claim_clashes(handed_in(f"生均公用经费做到了逐年增长。{_YEARS}"))
    assert warning.quotes == ("生均公用经费做到了逐年增长", "生均公用经费支出 | 元 | 3120 | 3065")
    assert quotes(claim_clashes, f"生均公用经费逐年增长。{_YEARS.replace('3065', '3180')}") == []
    assert quotes(claim_clashes, f"教师工资逐年增长。{_YEARS}") == []
    assert quotes(claim_clashes, f"下一步将确保生均公用经费逐年增长。{_YEARS}") == []


def test_all_done_over_a_row_that_is_not() -> None:
    (warning,) = claim_clashes(handed_in(f"四个督导文件已全部印发，见附表2。{_PAPERS}"))
    assert warning.quotes[1:] == ("2 | 督学培训方案 | 征求意见稿",)
    assert quotes(claim_clashes, f"督导制度文件见附表2。{_PAPERS}") == []
    assert quotes(claim_clashes, f"食堂已全部实现明厨亮灶。{_PAPERS}") == []


def test_each_has_so_many_over_a_row_with_fewer() -> None:
    (warning,) = claim_clashes(handed_in(f"每个责任区配聘任督学4至5名。{_AREAS}"))
    assert warning.quotes[1:] == ("二区 | 3",)
    assert quotes(claim_clashes, f"每个责任区配聘任督学3至5名。{_AREAS}") == []


def test_the_kind_of_row_does_not_name_the_column() -> None:
    table = "\n\n| 责任区 | 责任督学（人） |\n|---|---|\n| 东片 | 9 |\n| 西片 | 7 |\n"
    assert quotes(claim_clashes, f"每个责任区摊到市级专兼职人员五名。{table}") == []


def test_what_was_looked_at_all_may_lack_much_and_levels_are_no_common_words() -> None:
    table = "\n\n附表5 {}\n\n| 事项 | 情况 | 备注 |\n|---|---|---|\n| {} |\n| 图书 | 足 | 略 |\n"
    looked = table.format("摸底情况", "专用教室 | 缺微机室1间 | 办学")
    assert quotes(claim_clashes, f"对办学水平没有一条不摸底，结果见附表5。{looked}") == []
    grades = table.format("艺术课程", "音乐课 | 停开 | 九年级")
    assert quotes(claim_clashes, f"小学五年级全部做了测试，见附表5。{grades}") == []


def test_each_row_is_held_to_the_column_that_the_claim_names() -> None:
    table = (
        "\n\n| 县（区） | 城区样本校（所） | 农村样本校（所） |\n|---|---|---|\n"
        "| 东陵县 | 2 | 1 |\n| 西渡区 | 1 | 3 |\n| 合计 | 3 | 4 |\n"
    )
    (warning,) = claim_clashes(handed_in(f"监测每县城区样本校都不少于2所。{table}"))
    assert warning.quotes[1:] == ("西渡区 | 1 | 3",)
    assert quotes(claim_clashes, f"监测每县农村样本校都不少于1所。{table}") == []
    assert quotes(claim_clashes, f"监测每县城区幼儿园都不少于2所。{table}") == []


def test_how_often_in_the_text_and_in_the_table() -> None:
    table = "\n\n| 事项 | 时间 |\n|---|---|\n| 督学业务例会 | 3月、9月各1次，全年{}次 |\n"
    text = "督学业务例会每月一次，督导室牵头。"
    assert len(quotes(claim_clashes, text + table.format(2))) == 1
    assert quotes(claim_clashes, text + table.format(10)) == []


def test_a_grade_claimed_below_its_threshold() -> None:
    text = "评估得分190分以上的，方为教育工作示范县。我县自评得186分，认为已符合教育工作示范县条件。"
    assert len(quotes(claim_clashes, text)) == 1
    assert quotes(claim_clashes, text.replace("186", "193")) == []
