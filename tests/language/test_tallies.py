"""Two counts that answer each other: what there should be and what there is, what was found and what was settled."""

from __future__ import annotations

import pytest

from compliance.language.tallies import tally_in, tally_of_columns
from compliance.terms import Clause


def shown(sentence: str) -> str:
    """The tally of a whole sentence, with what it shows."""
    tally = tally_in(sentence, 0, len(sentence))
    return "" if tally is None else f"{tally.shown}{'，不足' if tally.short else ''}"


@pytest.mark.parametrize(
    ("sentence", "tally"),
    [
        # what there should be, what there is
        ("按标准应配保安158人，现在岗149人", "应158人、实149人，不足"),
        ("校级岗位168个，实有161人", "应168个、实161人，不足"),
        ("应开会12次，开了8次", "应12次、实8次，不足"),
        ("按政策该核5380万元，眼下只核到4900万元", "应5380万元、实4900万元，不足"),
        ("培训费预算108万元，实际拨付69万元", "应108万元、实69万元，不足"),
        ("去年应轮岗11人，实轮11人", "应11人、实11人"),
        ("原定协调36件，只办成15件", "应36件、实15件，不足"),
        ("应汇报四次，实际汇报一次", "应四次、实一次，不足"),
        ("农村校应抽18所，实际抽11所，差7所", "应18所、实11所，不足"),  # 差 settles nothing
        # what was found, what was settled
        ("排查出隐患96处，销掉88处", "共96处、办结88处，不足"),
        ("全年受理投诉32件，办结15件", "共32件、办结15件，不足"),
        ("共查出74处，整改74处", "共74处、办结74处"),
        ("查出13处，取缔8处，办结4处", "共13处、办结8处、4处，不足"),
    ],
)
def test_two_counts_answer_each_other(sentence: str, tally: str) -> None:
    assert shown(sentence) == tally


@pytest.mark.parametrize(
    "sentence",
    [
        "45所学校中抽查了8所",  # a part that was never meant to be the whole
        "每年抽查30%的学校",
        "专任教师412人，其中骨干教师96人",
        "查出隐患96处，其中食堂整改38处",
        "年初查出96处，六月底整改50处，到年底全部销号",  # an earlier stage of a story
        "查出无证园21所，取缔14所、改造后补办手续7所",  # the rest was settled in another way
        "发现问题62个，已整改58个，其余4个也已处理完毕",
        "发现问题62个，整改一个、销号一个",  # how it is done
        "应急演练开了12次，实有教师149人",  # 应急 is no obligation
        "应配保安158人，实有教室149间",  # other things
    ],
)
def test_counts_that_do_not_answer_each_other_make_no_tally(sentence: str) -> None:
    assert not shown(sentence).endswith("不足")


def test_only_a_slice_that_holds_one_of_the_counts_takes_part() -> None:
    sentence = "学校新建了操场，应配保安58人，实有49人"
    assert tally_in(sentence, 0, 7) is None
    assert tally_in(sentence, 8, 15) is not None


def row(header: str, values: str) -> Clause:
    cells = tuple(values.split("|"))
    return Clause(0, 0, 0, 0, 0, " | ".join(cells), (0, 1), header=tuple(header.split("|")), values=cells)


@pytest.mark.parametrize(
    ("header", "values", "short"),
    [
        ("学科|应配|实有", "物理|62|55", True),
        ("学科|应配（人）|实有（人）", "音乐|98|98", False),
        ("镇街|学生数|已制定方案", "城关|14|12", True),
        ("类别|应配|实有", "教职工|1,234|998", True),
        ("类别|应配|实有", "教职工|998人|1，234人", False),
        ("类别|应配|实有", "教职工|1，234|1，234", False),
        ("项目|应拨|实拨", "公用经费|1万元|9800元", True),
    ],
)
def test_columns_that_answer_each_other_make_a_tally(header: str, values: str, short: bool) -> None:
    tally = tally_of_columns(row(header, values))
    assert tally is not None and tally.short is short


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("责任区|学校数（所）|到校督导|已销号（个）", "城关|14|63|60"),
        ("学校|班数|现有教师", "一小|24|61"),
        ("项目|应拨|实拨（万元）", "公用经费|12万元|12"),
        ("类别|应配|实有", "教职工|约120|119"),
        ("类别|应配|实有", "师生比|1:15|1:14"),
        ("责任区|查出（个）|到校督导|现有督学（人）", "城关|63|20|5"),
    ],
)
def test_columns_of_other_things_make_none(header: str, values: str) -> None:
    assert tally_of_columns(row(header, values)) is None


def test_two_steps_of_the_same_things_are_not_added_up() -> None:
    assert shown("排查出隐患120处，整改60处，销号60处") == ""
