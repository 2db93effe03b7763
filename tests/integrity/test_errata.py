"""What an annex corrects and the text keeps is warned of; what it confirms or adds is not."""

from __future__ import annotations

import pytest
from handed_in import handed_in, quotes

from compliance.integrity.errata import errata

_TEXT = "# 自评报告（附更正）\n\n全县挂牌督导专项经费165.8万元。留守儿童1276人。行政楼底层的美术室9月完成改造。\n\n"


@pytest.mark.parametrize(
    ("correction", "original"),
    [
        ("挂牌督导专项经费应为158.6万元。", "全县挂牌督导专项经费165.8万元"),
        ("二、留守儿童以民政局口径为准，应是1246人。", "留守儿童1276人"),
        ("三、美术室不再改造，本年无新建。", None),
        ("台账的到期日有17条空着，与正文所写不符。", None),
    ],
)
@pytest.mark.parametrize("heading", ["附：更正", "勘误（12月28日）", "附二　订正与补充", "更正页"])
def test_a_correction_is_told_with_what_it_corrects(heading: str, correction: str, original: str | None) -> None:
    (warning,) = errata(handed_in(f"{_TEXT}## {heading}\n\n{correction}"))
    assert warning.quotes[0] in correction
    assert warning.quotes[1:] == ((original,) if original else ())


@pytest.mark.parametrize(
    "text",
    [
        "## 更正\n\n挂牌督导专项经费165.8万元不变。",
        "## 更正\n\n特级教师应为12人。",
        "## 更正\n\n核实了各校的数。",
        "## 指标要求\n\n挂牌督导专项经费应为每年180万元。",
        "## 数据核查\n\n核出差错数据146条并全部更正。",
        "以下各表与正文不一致处，以表为准。",
    ],
)
def test_what_is_confirmed_added_or_demanded_is_not(text: str) -> None:
    assert quotes(errata, _TEXT + text) == []


def test_an_admitted_slip_is_told_without_a_heading() -> None:
    (told,) = quotes(errata, f"{_TEXT}留守儿童应为1246人，填表人写错。")
    assert told.startswith("留守儿童应为1246人")


def test_rows_of_a_list_of_corrections() -> None:
    kept = "| 二 | 经费165.8万元 | 经费165.8万元，口径不变 |\n"
    table = f"| 位置 | 原文 | 更正为 |\n|---|---|---|\n| 一 | 留守儿童1276人 | 留守儿童1246人 |\n{kept}"
    (warning,) = errata(handed_in(_TEXT + table))
    assert warning.quotes[1] == "留守儿童1276人"
    measured = "| 指标 | 整改前 | 整改后 |\n|---|---|---|\n| 图书 | 20册 | 25册 |\n"
    assert errata(handed_in(_TEXT + measured)) == ()
