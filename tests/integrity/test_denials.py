"""A claim that a table row denies is warned of with the row; what the text admits, or what is good to lack, is not."""

from __future__ import annotations

import pytest
from handed_in import handed_in, quotes

from compliance.integrity.denials import denied_claims
from compliance.terms import DocumentKind


def _with_row(text: str, *rows: str) -> str:
    table = "\n".join(f"| {row} |" for row in rows)
    return f"# 报告\n\n{text}。\n\n| 事项 | 进展 |\n|---|---|\n{table}\n"


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("校园食堂陪餐制度已经建立", "校园食堂陪餐制度 | 未建立"),
        ("责任区的考核办法，县里已经印发", "责任区考核办法 | 征求意见稿，未印发"),
        ("营养改善专项督导扎实开展", "营养改善专项督导 | 今年未开展，人手不足"),
        ("随迁子女入学年度计划也已落实", "全县随迁子女入学年度计划 | 未落实"),
        ("校园安全事故的通报机制已经建立", "安全事故通报机制 | 尚未建立"),
        ("今年表彰了优秀督学", "表彰优秀督学 | 无"),
        ("收费情况也由督学逐月督导，账本都看", "督学逐月督导收费 | 全年未做"),
        ("重点问题月末督办做得到位", "月末重点问题督办 | 全年没有督办"),
    ],
)
def test_a_denied_claim_is_warned_of_with_its_row(text: str, row: str) -> None:
    (warning,) = denied_claims(handed_in(_with_row(text, row, "学籍核查 | 已完成")))
    assert warning.quotes[1] == row


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("校园食堂陪餐制度尚未建立", "校园食堂陪餐制度 | 未建立"),
        ("隔壁的柳塘县搞了结业考试，六十分以上发证", "结业考试 | 没有考，发了结业证了事"),
        ("对28所学校下发督办通知书", "督办通知书（份） | 28 | 6所未按期回复"),  # the row bears it out
        ("校园食堂陪餐制度拟于明年建立", "校园食堂陪餐制度 | 未建立"),
        ("邻近的柳塘县营养改善专项督导扎实开展", "营养改善专项督导 | 今年未开展"),
        ("学校食品安全事故防范有力", "食品安全事故 | 0"),
        ("营养改善专项督导扎实开展", "营养改善专项督导 | 已完成"),
        ("校舍维修全部完成", "营养改善专项督导 | 未开展"),
        ("各校重视体育工作", "体育专项督导 | 未开展"),
        ("营养改善专项督导情况见附表1", "营养改善专项督导 | 未开展"),
        ("县里把东乡镇的学校都走了一遍", "东乡镇 | 迄今没有行文"),
        ("教师工资及时足额发放", "教师工资 | 全年无拖欠"),
        ("营养改善专项督导", "营养改善专项督导 | 今年未开展"),  # a name claims nothing
        ("营养改善专项督导扎实开展", "营养改善专项督导 | 此项取消，见说明四"),
        ("营养改善专项督导正在筹备", "营养改善专项督导 | 今年未开展"),
        (
            "营养改善专项督导扎实开展",
            "营养改善专项督导 | 有办法，各片照着办的占多数 | 乡镇食堂今年没有督导",
        ),  # what there is
        ("营养改善专项督导扎实开展", "营养改善专项督导 | 全县食堂没有一家不是两个月里被看过三遍以上的，账也对过"),
        ("能改的幼儿园转正8所，其余无证园取缔", "无证园 | 0所 | 6月清零"),  # good to have none
        ("学校安全事故和督查结果通报机制已经建立", "安全事故 | 全年无重大安全事故"),
        ("时间为9月至10月", "9月至10月 | “八无”督查"),  # a time is no matter
        ("要把考勤、奖惩写成教师管理规定", "教师管理规定 | 起草、讨论、公布"),
    ],
)
def test_admissions_and_other_matters_are_not(text: str, row: str) -> None:
    assert quotes(denied_claims, _with_row(text, row, "学籍核查 | 已完成")) == []


def test_an_admission_elsewhere_explains_the_row() -> None:
    text = "食堂陪餐制度覆盖中小学。\n\n校园食堂陪餐制度至今没有建立"
    assert quotes(denied_claims, _with_row(text, "校园食堂陪餐制度 | 未建立")) == []


def test_in_a_plan_an_arrangement_is_a_claim() -> None:
    text = _with_row("今年要修订家访工作实施细则", "家访工作实施细则 | 今年不修订")
    assert len(quotes(denied_claims, text, kind=DocumentKind.PLAN)) == 1
    assert quotes(denied_claims, text, kind=DocumentKind.SELF_EVALUATION) == []


def test_a_number_that_is_lacking_in_one_column_denies_nothing() -> None:
    table = "# 报告\n\n{}。\n\n| 指标 | 小学 | 初中 |\n|---|---|---|\n| 心理辅导室配备 | 0.38 | {} |\n"
    assert quotes(denied_claims, table.format("初中心理辅导室配备到位", "未列")) == []
    assert quotes(denied_claims, table.format("初中心理辅导室配备到位", "未配备"))
