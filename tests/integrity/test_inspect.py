"""All checks together: in the order of the text, quotes verbatim, the same every time, nothing on a clean report."""

from __future__ import annotations

from handed_in import handed_in

from compliance.integrity import inspect

_CLEAN = """# 清川县2021年度教育督导工作自评报告

现将有关情况报告如下。

## 一、基本情况

全县现有学校98所，其中小学52所、初中18所、九年一贯制学校4所、普通高中3所、幼儿园21所。随迁子女1320人中有1302人在公办学校就读，占98.6%。
教师年平均工资由8.6万元提高到9.1万元，增长5.8%。毗邻的云渡县建立了督学库，经验值得借鉴。

全县组织军事训练、消防应急训练各一次，各项工作进展顺利。县政府2019年成立了督导委员会。

| 责任区 | 学校（所） | 责任督学（人） |
|---|---|---|
| 城关 | 50 | 7 |
| 东乡 | 48 | 6 |
| 合计 | 98 | 13 |

清川县人民政府
"""
_BAD = """XX县现有学校98所。

推进义务训练均衡进展，聘任督学30人，其中专职8人、兼职21人。

覆盖锟斤拷所学校。
"""


def test_a_clean_report_has_no_warnings() -> None:
    assert inspect(handed_in(_CLEAN)) == ()


def test_warnings_come_in_the_order_of_the_text() -> None:
    warnings = inspect(handed_in(_BAD))
    assert [w.check for w in warnings] == ["placeholder", "swapped_words", "inconsistent", "garbled"]


def test_every_quote_is_the_slice_that_its_span_names() -> None:
    submission = handed_in(_BAD)
    for warning in inspect(submission):
        assert warning.quotes == tuple(map(submission.quote, warning.spans))
        assert warning.message


def test_the_same_text_gives_the_same_warnings() -> None:
    assert inspect(handed_in(_BAD)) == inspect(handed_in(_BAD))


def test_nothing_handed_in_gives_nothing() -> None:
    assert inspect(handed_in("")) == ()
