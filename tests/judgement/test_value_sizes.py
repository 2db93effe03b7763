"""Schools, classes and groups beyond a limit; funds by number of pupils. All sentences are invented."""

from __future__ import annotations

import pytest
from value_cases import measured, submitted, verdicts

from compliance.terms import Facet

OVERSIZED = measured("超规模学校数", "==", "0", "所", "没有超规模学校", ("超规模学校",))
CROWDED = measured("超标准班额班级数", "==", "0", "个", "没有大班额", ("大班额",))
ITEMS = measured("每所学校达标指标项数", ">=", "6", "项", "每所学校达标的指标不少于6项")
SCHOOLS = measured("七项指标综合达标学校比例", ">=", "100", "%", "所有学校7项指标至少6项达标，达标学校比例为100%")
CLASS = measured("初中班级学生数", "<=", "50", "人", "初中所有班级学生数不超过50人")
SIZE = measured("小学学校规模", "<=", "2000", "人", "所有小学在校生规模不超过2000人")
FUNDS = measured("小规模学校核定公用经费的学生数", ">=", "100", "人", "不足100名学生的教学点按100名学生核定公用经费")
LOAD = measured("每名责任督学负责学校数", "<=", "5", "所")
ROOMS = measured("每12个班配备美术专用教室间数", ">=", "1", "间")

SENTENCES = [
    (OVERSIZED, "规模最大的小学为城北小学，2136人，超标准136人。", {False}),
    (OVERSIZED, "湖东学校超过限额208人，是唯一的超规模学校。", {False}),
    (OVERSIZED, "没有超规模学校。", {True}),
    (OVERSIZED, "规模最大的小学为城北小学，1936人。", set()),
    (OVERSIZED, "全县小学在校生8136人。", set()),
    (CROWDED, "还有几个班坐了五十三四个人。", {False}),
    (CROWDED, "全县612个小学班、268个初中班中没有大班额。", {True}),
    (CROWDED, "全县612个班都在标准以内。", set()),
    # groups of schools by the measures they reach
    (ITEMS, "七项全过的18所，过六项的11所，过五项的4所。", {False}),
    (ITEMS, "七项全过的18所，过六项的11所。", set()),
    (ITEMS, "其中7项18个、6项11个、5项4个。", {False}),
    (ITEMS, "每所学校都有6项以上达标。", {True}),
    (SCHOOLS, "36所学校中，有六项以上达标的33所。", {False}),
    (SCHOOLS, "36所学校中，七项全部达标的20所。", set()),
    # so many in some classes, and classes beyond the limit
    (CLASS, "初中目前还有4个班52至54人。", {False}),
    (CLASS, "初中超过50人的班还有3个。", {False}),
    (CLASS, "初中超过50人的班一个也没有。", {True}),
    (CLASS, "初中在校生4860人。", set()),
    (SIZE, "人数最多的小学是城北小学，有学生2136人。", {False}),
    (SIZE, "全县小学有学生12136人。", set()),
    # for how many pupils
    (FUNDS, "不足百人的村小，目前公用经费仍按实际在校学生数核拨。", {False}),
    (FUNDS, "3个教学点（在校生21人、38人、44人）的公用经费按100人核定。", {True}),
    (FUNDS, "不足100人的教学点按100人核定公用经费，其余学校按实有人数核定。", {True}),
    (FUNDS, "不足百人的教学点共有12个。", set()),
    (LOAD, "2名督学分别负责7所学校。", {False}),
    (LOAD, "督学共负责78所学校。", set()),
    (ROOMS, "中心小学48个班，美术教室配3间。", {False}),
    (ROOMS, "中心小学24个班，美术教室有2间。", set()),
]

ROWS = [
    (OVERSIZED, ["学校|学段|在校生（人）", "城北小学|小学|2136"], {False}),
    (OVERSIZED, ["学校|学段|在校生（人）", "合计|小学|2136"], set()),
    (OVERSIZED, ["指标|标准|现值", "初中最大规模（人）|2000|2085（湖东一中）"], {False}),
    (CROWDED, ["学校|类别|在校生|最大班", "城北小学|小学|1912|47"], {False}),
    (CROWDED, ["学校|类别|在校生|最大班", "城北小学|小学|1912|44"], set()),
    (CROWDED, ["组别|班数（个）|超标准班（个）", "合计|636|0"], {True}),
]


@pytest.mark.parametrize(("facet", "text", "expected"), SENTENCES, ids=[text for _, text, _ in SENTENCES])
def test_a_size_beyond_the_limit_fails(facet: Facet, text: str, expected: set[bool]) -> None:
    assert verdicts(facet, submitted(text)) == expected


@pytest.mark.parametrize(("facet", "rows", "expected"), ROWS, ids=["/".join(rows[1:]) for _, rows, _ in ROWS])
def test_a_row_of_one_school_shows_its_size(facet: Facet, rows: list[str], expected: set[bool]) -> None:
    assert verdicts(facet, submitted(rows)) == expected
