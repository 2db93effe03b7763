"""Total rows that their columns do not make; means, shares and columns with words have no sum."""

from __future__ import annotations

from handed_in import handed_in, messages, quotes

from compliance.integrity.totals import table_totals

_HEAD = "| 责任区 | 学校（所） | 督学（人） | 平均每人校数 | 占比 |\n|---|---|---|---|---|\n"
_ROWS = "| 一区 | 18 | 5 | 3.6 | 36% |\n| 二区 | 17 | 4 | 4.3 | 34% |\n| 三区 | 15 | 3 | 5.0 | 30% |\n"


def test_a_wrong_total_is_warned_of_with_its_column() -> None:
    text = f"{_HEAD}{_ROWS}| 合计 | 50 | 13 | 4.2 | 100% |"
    assert quotes(table_totals, text) == ["合计 | 50 | 13 | 4.2 | 100%"]
    told = messages(table_totals, text)
    assert "“督学（人）”一列各行相加为12，合计写的是13" in told
    assert "学校" not in told.split("不符")[1]


def test_the_rows_are_quoted_too() -> None:
    (warning,) = table_totals(handed_in(f"{_HEAD}{_ROWS}| 合计 | 50 | 13 | 4.2 | 100% |"))
    assert len(warning.quotes) == 4


def test_a_right_total_is_not() -> None:
    assert quotes(table_totals, f"{_HEAD}{_ROWS}| 合计 | 50 | 12 | 4.2 | 100% |") == []


def test_a_total_above_its_rows() -> None:
    assert len(quotes(table_totals, f"{_HEAD}| 总计 | 50 | 13 | 4.2 | 100% |\n{_ROWS}")) == 1


def test_days_and_mean_scores_of_parts_can_have_a_sum() -> None:
    text = "| 督学 | 每月到校天数 |\n|---|---|\n| 甲 | 8 |\n| 乙 | 10 |\n| 丙 | 18 |\n| 合计 | {} |"
    assert len(quotes(table_totals, text.format(34))) == 1
    assert quotes(table_totals, text.format(36)) == []
    assert quotes(table_totals, text.format(12)) == []  # the mean of all


def test_of_which_rows_and_words_are_left_out() -> None:
    text = "| 项目 | 金额（万元） |\n|---|---|\n| 仪器 | 19.2 |\n| 其中：进口 | 5.0 |\n| 图书 | 9.8 |\n| 合计 | 29.0 |"
    assert quotes(table_totals, text) == []
    text = "| 事项 | 数量 |\n|---|---|\n| 培训 | 3期 |\n| 讲座 | 若干 |\n| 合计 | 9 |"
    assert quotes(table_totals, text) == []


def test_empty_cells_count_as_nothing() -> None:
    text = "| 县 | 责任区 | 得分 |\n|---|---|---|\n"
    text += "| 甲县 | 4 | — |\n| 乙县 | 6 | 91 |\n| 市直 | — | — |\n| 合计 | 10 | — |"
    assert quotes(table_totals, text) == []


def test_a_row_is_held_against_its_own_columns() -> None:
    head = "| 项目 | 小学 | 初中 | 合计 |\n|---|---|---|---|\n"
    sums = f"{head}| 学校（所） | 53 | 21 | 74 |\n| 社团（个） | 612 | 197 | 819 |"
    assert quotes(table_totals, sums) == ["社团（个） | 612 | 197 | 819"]
    rates = (
        "| 类别 | 应训 | 实训 | 完成率 |\n|---|---|---|---|\n| 园长 | 92 | 92 | 100% |\n| 保育员 | 520 | 493 | 98.4% |"
    )
    assert quotes(table_totals, rates) == ["保育员 | 520 | 493 | 98.4%"]
    changes = "| 项目 | 上年 | 本年 | 增减 |\n|---|---|---|---|\n| 听课 | 230 | 287 | +57 |\n| 建议 | 38 | 55 | +19 |"
    assert quotes(table_totals, changes) == ["建议 | 38 | 55 | +19"]


def test_a_rate_of_something_else_is_not() -> None:
    table = "| 学校 | 学生数 | 教师数 | 合格率 |\n|---|---|---|---|\n| 一小 | 640 | 36 | 97.5% |"
    assert quotes(table_totals, table) == []


def test_a_total_is_of_the_rows_above_it_that_have_its_unit() -> None:
    table = "| 项目 | 数值 |\n|---|---|\n| 入学率 | 98.5% |\n"
    table += "| 随班就读 | 186人 |\n| 特教学校 | 82人 |\n| 送教 | {}人 |\n| 合计 | 326人 |"
    assert quotes(table_totals, table.format(57))[0] == "合计 | 326人"
    assert quotes(table_totals, table.format(58)) == []
