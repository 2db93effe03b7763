"""A claim about the district is compared with what its schools' own numbers give."""

from __future__ import annotations

from handed_in import handed_in, messages, quotes

from compliance.integrity.school_claims import school_claims

TABLE = """

| 学校 | 学段 | 学生数（人） | 教学及辅助用房面积（平方米） | 骨干教师（人） |
| --- | --- | --- | --- | --- |
| 河口一小 | 小学 | 100 | 500 | 2 |
| 河口二小 | 小学 | 100 | 400 | 1 |
| 河口三小 | 小学 | 200 | 900 | 2 |
"""


def test_a_claim_that_the_schools_do_not_bear_out() -> None:
    text = f"全县小学生均教学及辅助用房面积5.6平方米，高于标准。{TABLE}"
    assert quotes(school_claims, text) == ["全县小学生均教学及辅助用房面积5.6平方米，高于标准"]
    assert "按表中3所学校计算，小学生均教学及辅助用房面积为4.50平方米" in messages(school_claims, text)


def test_the_rows_are_quoted_too() -> None:
    (warning,) = school_claims(handed_in(f"全县小学生均教学及辅助用房面积5.6平方米。{TABLE}"))
    assert len(warning.quotes) == 4


def test_a_claim_that_is_the_figure_rounded_is_none() -> None:
    assert quotes(school_claims, f"全县小学生均教学及辅助用房面积4.5平方米。{TABLE}") == []
    assert quotes(school_claims, f"全县小学每百名学生拥有骨干教师1.3人。{TABLE}") == []


def test_a_bound_that_the_figure_keeps_is_none() -> None:
    assert quotes(school_claims, f"全县小学生均教学及辅助用房面积超过4平方米。{TABLE}") == []


def test_a_claim_for_each_hundred_pupils() -> None:
    assert len(quotes(school_claims, f"全县小学每百名学生拥有骨干教师2.1人。{TABLE}")) == 1


def test_a_coefficient_of_variation() -> None:
    claim = "小学生均教学及辅助用房面积差异系数为{}。"
    assert len(quotes(school_claims, claim.format("0.45") + TABLE)) == 1
    assert quotes(school_claims, claim.format("0.079") + TABLE) == []


def test_figures_of_other_years_and_stages_are_left_alone() -> None:
    assert quotes(school_claims, f"2018年，小学生均教学及辅助用房面积3.2平方米。{TABLE}") == []
    assert quotes(school_claims, f"初中生均教学及辅助用房面积6.2平方米。{TABLE}") == []
