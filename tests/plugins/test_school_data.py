"""学校数据: rates, the coefficient of variation and the measures reached come from the schools' own numbers."""

from __future__ import annotations

import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from compliance.plugins.quantity.school_data import judge_by_schools

from compliance.judgement.judging import Judgement, JudgingContext
from compliance.registry import Registry
from compliance.schemes import load_scheme
from compliance.terms import Facet, Item, Status

sys.path.insert(0, str(Path(__file__).parents[1] / "integrity"))

from handed_in import handed_in

HEAD = (
    "| 学校 | 学段 | 学生数（人） | 高于规定学历教师（人） | 骨干教师（人） | 音体美教师（人） | 教辅用房面积（㎡） "
    "| 运动场面积（㎡） | 仪器设备值（万元） | 多媒体教室（间） |\n|" + "---|" * 10 + "\n"
)
ROWS = {
    "河口一小": "小学 | 1200 | 60 | 14 | 12 | 5800 | 9800 | 260 | 30",
    "河口二小": "小学 | 900 | 45 | 10 | 9 | 4100 | 7000 | 190 | 22",
    "河口三小": "小学 | 300 | 15 | 3 | 3 | 1500 | 2900 | 66 | 8",
    "河口一中": "初中 | 1000 | 60 | 12 | 10 | 6000 | 10500 | 270 | 26",
    "河口二中": "初中 | 400 | 23 | 5 | 4 | 2400 | 4200 | 105 | 10",
    "河口三中": "初中 | 200 | 11 | 2 | 2 | 1180 | 2100 | 52 | 5",
}
SCHEME = load_scheme("national-quality-balance-2017", Registry.load())


def table(**changed: str) -> str:
    return HEAD + "".join(f"| {name} | {row} |\n" for name, row in {**ROWS, **changed}.items())


def judged(path: str, text: str) -> Judgement | None:
    """What the plugin makes of a facet of the national scheme (item.facet), with that text handed in."""
    item_id, facet_id = path.split(".")
    item = next(item for item in SCHEME.items if item.id == item_id)
    facet = next(facet for facet in item.facets if facet.id == facet_id)
    context = JudgingContext(SCHEME, item, handed_in(text), item.facets)
    return judge_by_schools(facet, Judgement(Status.MISSING, 0.5, ()), context)


def test_a_rate_is_all_that_the_schools_have_over_all_their_pupils() -> None:
    result = judged("nqb-04.primary", table())
    assert result is not None and result.status is Status.MET and result.worked_out
    # (5800 + 4100 + 1500) / 2400
    assert "在校生2,400人，小学生均教学及辅助用房面积4.75平方米，最低的是河口二小（4.556）" in result.remarks[0]


def test_the_evidence_is_the_rows_lowest_first() -> None:
    result = judged("nqb-04.primary", table())
    assert result is not None
    assert [reading.clause.values[0] for reading in result.evidence] == ["河口二小", "河口一小", "河口三小"]


def test_units_of_the_header_are_converted() -> None:
    result = judged("nqb-06.primary", table())
    assert result is not None and "2150元" in result.remarks[0]


def test_a_rate_below_the_standard_contradicts() -> None:
    result = judged("nqb-04.primary", table(河口一小="小学 | 1200 | 60 | 14 | 12 | 4000 | 9800 | 260 | 30"))
    assert result is not None and result.status is Status.CONTRADICTED


def test_the_coefficient_of_variation_is_weighted_by_pupils() -> None:
    # Worked by hand: X̄ = 10, pupils 100, 100, 200, rates 5, 15, 10 → S = √(0.25·25 + 0.25·25) = 3.5355, CV = 0.354.
    text = (
        "| 学校 | 学段 | 学生数（人） | 教辅用房面积（㎡） |\n|---|---|---|---|\n"
        "| 河口一小 | 小学 | 100 | 500 |\n| 河口二小 | 小学 | 100 | 1500 |\n| 河口三小 | 小学 | 200 | 2000 |\n"
    )
    result = judged("nqb-04.cv-primary", text)
    assert result is not None and result.status is Status.MET
    assert "差异系数0.354" in result.remarks[0]


def test_a_school_without_a_number_is_named_and_the_rest_is_a_part() -> None:
    result = judged("nqb-04.primary", table(河口三小="小学 | 300 | 15 | 3 | 3 | — | 2900 | 66 | 8"))
    assert result is not None and result.status is Status.PARTIAL
    assert result.remarks[1] == "1所学校缺少这项数据，没有计入：河口三小"


def test_a_school_of_nine_grades_is_shared_out_by_its_pupils() -> None:
    text = (
        "| 学校 | 小学学生数 | 初中学生数 | 教辅用房面积（㎡） |\n|---|---|---|---|\n"
        "| 山口九年一贯制学校 | 200 | 100 | 1550 |\n| 河口一小 | 100 | | 500 |\n| 河口二小 | 100 | | 500 |\n"
    )
    result = judged("nqb-04.primary", text)
    # 1550 × 200 / (200 + 1.1 × 100) = 1000; (1000 + 500 + 500) / 400
    assert result is not None and "小学生均教学及辅助用房面积5平方米" in result.remarks[0]


def test_every_school_is_asked_for_all_seven_measures() -> None:
    result = judged("nqb-08.six-of-seven", table())
    assert result is not None and result.status is Status.MET
    assert "逐校核对6所学校、每校7项指标：6所综合达标" in result.remarks[0]


def test_a_school_that_misses_two_or_falls_far_short_is_named() -> None:
    weak = table(河口三小="小学 | 300 | 9 | 3 | 3 | 900 | 2900 | 66 | 8")
    share = judged("nqb-08.six-of-seven", weak)
    assert share is not None and share.status is Status.CONTRADICTED
    assert "没有综合达标的1所：河口三小（5项）" in share.remarks[1]
    count = judged("nqb-08.items-met", weak)
    assert count is not None and count.status is Status.CONTRADICTED
    rest = judged("nqb-08.remaining", weak)
    assert rest is not None and rest.status is Status.CONTRADICTED


@pytest.mark.parametrize("path", ["nqb-04.primary", "nqb-08.six-of-seven", "nqb-09.primary"])
def test_without_a_school_table_the_text_decides(path: str) -> None:
    known = {f"{item.id}.{facet.id}" for item in SCHEME.items for facet in item.facets}
    if path in known:
        assert judged(path, "全县小学生均教学及辅助用房面积5.6平方米。") is None


def test_a_measure_that_no_column_names_is_not_guessed() -> None:
    facet = Facet(
        "f", "quantity", "小学生均图书", measure="小学生均图书", comparator=">=", threshold=Decimal(25), unit="册"
    )
    item = Item("i", ("资源",), "图书", "", (facet,))
    context = JudgingContext(replace(SCHEME, items=(item,)), item, handed_in(table()), ())
    assert judge_by_schools(facet, Judgement(Status.MISSING, 0.5, ()), context) is None
