"""Blocks to clauses: paragraphs, enumerations, tables; and what stands above a block. Places are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.language.clauses import captions, pieces, stems
from compliance.language.paragraphs import paragraph_pieces
from compliance.language.tables import header_rows
from compliance.reading.blocks import Draft, TableCell, build_blocks, table_draft
from compliance.terms import BlockKind, Place


def clauses(text):
    return [text[piece.start : piece.end] for piece in paragraph_pieces(text)]


def led(text):
    """Clause and lead-in."""
    return [(text[piece.start : piece.end], piece.stem) for piece in paragraph_pieces(text)]


def table(*rows, header=None, spans=None):
    """A table block; `spans` maps (row, column) to (rows, columns), positions that they cover are None in `rows`."""
    cells = [
        TableCell(r, c, text, *(spans or {}).get((r, c), (1, 1)), header=header is not None and r < header)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text is not None
    ]
    return build_blocks([table_draft(cells, Place())])[0]


def rows(block):
    return [(block.text[p.start : p.end], p.header, p.values) for p in pieces(block)]


def paragraphs(*texts):
    return build_blocks([Draft(BlockKind.PARAGRAPH, text, Place()) for text in texts])


# --- paragraphs --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我县成立了领导小组，由县长任组长。", ["我县成立了领导小组", "由县长任组长"]),
        ("为此，县政府印发了实施方案。", ["为此，县政府印发了实施方案"]),
        ("投入资金1,200,000元改造校舍，新建操场。", ["投入资金1,200,000元改造校舍，新建操场"]),
        ("印发《督学管理办法，试行》等制度，逐校落实到人。", ["印发《督学管理办法，试行》等制度", "逐校落实到人"]),
        ("制度齐全；人员到位！经费呢？列入预算。", ["制度齐全", "人员到位", "经费呢", "列入预算"]),
    ],
)
def test_a_paragraph_parts_at_sentence_marks_and_commas(text, expected):
    assert clauses(text) == expected


def test_a_bracket_without_its_partner_does_not_join_the_rest():
    text = "各校上报材料）并且完成自查工作，督导室逐一核对数据，结果全部公布。"
    assert clauses(text)[1:] == ["督导室逐一核对数据", "结果全部公布"]


def test_semicolon_parts_share_their_full_sentence():
    found = list(paragraph_pieces("健全机构设置；落实专项经费。开展培训活动。"))
    assert [(piece.sentence, piece.whole) for piece in found] == [(0, 0), (1, 0), (2, 1)]


@given(st.text(alphabet=st.sampled_from("一二是第问答：:；;，,。？（）()《》1.\n 我县制度建设工作")))
def test_pieces_are_in_order_and_never_overlap(text):
    end = 0
    for piece in paragraph_pieces(text):
        assert end <= piece.start < piece.end <= len(text)
        end = piece.end


@given(st.text(alphabet=st.sampled_from("一二是，,。；（）：我县制度建设工作")))
def test_nothing_but_marks_is_left_out(text):
    covered = set().union(*(range(piece.start, piece.end) for piece in paragraph_pieces(text)))
    assert not [char for at, char in enumerate(text) if at not in covered and char not in " \n，,。；;！？、"]


# --- enumerations and lead-ins -----------------------------------------------------------------------


def test_items_of_an_enumeration_hear_its_lead_in():
    text = "下一步，一是力争建成新校；二是将招聘教师；三是由县财政兜底。去年的问题已整改销号。"
    assert led(text) == [
        ("下一步，一是力争建成新校", ""),  # stands in it already
        ("二是将招聘教师", "下一步"),
        ("三是由县财政兜底", "下一步"),
        ("去年的问题已整改销号", ""),
    ]


def test_a_lead_in_of_its_own_sentence_is_heard_and_cut_off_from_the_first_item():
    text = "目前主要存在以下问题：一是编制紧张，二是校舍老旧。"
    assert led(text)[0] == ("目前主要存在以下问题：", "")
    assert {stem for _, stem in led(text)[1:]} == {"目前主要存在以下问题"}


def test_only_the_last_parts_of_a_long_lead_in_are_heard():
    text = "全县教育事业平稳发展，群众满意，但与要求相比，还有差距。一是编制紧张。二是校舍老旧。"
    assert led(text)[-1] == ("二是校舍老旧", "但与要求相比，还有差距")


def test_numbered_items_without_marks_between_them_part():
    text = "采取的主要措施包括（1）成立专门工作机构（2）制定年度督导计划（3）开展专项督导检查"
    assert clauses(text) == [
        "采取的主要措施包括",
        "（1）成立专门工作机构",
        "（2）制定年度督导计划",
        "（3）开展专项督导检查",
    ]


def test_semicolon_parts_hear_what_stands_before_the_colon():
    text = "全县实施三项保障措施：配齐专职督学；落实专项经费；改善办公条件。"
    assert [stem for _, stem in led(text)] == ["", "全县实施三项保障措施", "全县实施三项保障措施"]


def test_the_theme_of_an_item_is_heard_by_its_sentences():
    text = "二是督学培训。分两期完成全员轮训，合格率100%。"
    assert led(text) == [("二是督学培训", ""), ("分两期完成全员轮训", "二是督学培训"), ("合格率100%", "二是督学培训")]


def test_an_answer_hears_its_question():
    text = "问：督学经费列入预算了吗？答：列入了，每年二十万元。"
    assert led(text)[-1] == ("答：列入了，每年二十万元", "督学经费列入预算了吗")


# --- what stands above a block ------------------------------------------------------------------------


def test_list_items_hear_the_line_with_the_colon():
    blocks = paragraphs("存在以下问题：", "1.编制不足。", "2.经费短缺。", "今年的工作到此结束。", "一是另一段。")
    assert stems(blocks) == ["", "存在以下问题：", "存在以下问题：", "存在以下问题：", ""]


def test_the_addressee_of_a_letter_leads_in_nothing():
    assert stems(paragraphs("石岭市人民政府教育督导室：", "1.现将情况报告如下。")) == ["", ""]


def test_an_answer_in_its_own_paragraph_hears_the_question_above():
    assert stems(paragraphs("问：机构健全吗？", "答：健全。")) == ["", "机构健全吗？"]


def test_a_table_and_its_notes_have_the_caption():
    drafts = [
        Draft(BlockKind.PARAGRAPH, "表1 青禾县2021年教育经费", Place()),
        table_draft([TableCell(r, c, f"{r}{c}项") for r in range(2) for c in range(2)], Place()),
        Draft(BlockKind.PARAGRAPH, "注：单位为万元。", Place()),
        Draft(BlockKind.PARAGRAPH, "备注：数据来自决算。", Place()),
        Draft(BlockKind.PARAGRAPH, "全县经费逐年增长。", Place()),
    ]  # fmt: skip
    name = "表1 青禾县2021年教育经费"
    assert captions(build_blocks(drafts)) == ["", name, name, name, ""]


@pytest.mark.parametrize(
    ("lines", "caption"),
    [
        (["单位：万元"], "2020年经费情况，单位：万元"),
        (["填报单位：清川区教育局", "填报日期：2021年3月", "（单位：万元）"], "2020年经费情况，（单位：万元）"),
        (["填报日期：2021年3月"], "2020年经费情况"),
        (["经费按决算数填报"], "经费按决算数填报"),
    ],
)
def test_labels_between_a_table_and_its_name_leave_it_its_name(lines, caption):
    name = Draft(BlockKind.HEADING, "2020年经费情况", Place(), level=1)
    above = [Draft(BlockKind.PARAGRAPH, line, Place()) for line in lines]
    cells = table_draft([TableCell(0, 0, "经费"), TableCell(0, 1, "12")], Place())
    assert captions(build_blocks([name, *above, cells]))[-1] == caption


# --- tables ------------------------------------------------------------------------------------------


def test_a_row_is_read_with_its_headers():
    block = table(("指标", "数值"), ("入学率", "100%"), ("巩固率", "99.2%"))
    assert rows(block) == [
        ("入学率 | 100%", ("指标", "数值"), ("入学率", "100%")),
        ("巩固率 | 99.2%", ("指标", "数值"), ("巩固率", "99.2%")),
    ]


def test_a_header_of_two_rows_names_each_column_in_full():
    block = table(
        ("学校", "教师", None, "学生"),
        (None, "专任", "兼职", None),
        ("石桥小学", "30", "4", "510"),
        spans={(0, 0): (2, 1), (0, 1): (1, 2), (0, 3): (2, 1)},
    )
    assert header_rows(block) == 2
    assert rows(block)[0][1] == ("学校", "教师 专任", "教师 兼职", "学生")


def test_a_title_across_the_table_is_no_column_name_but_heard():
    block = table(("青禾县教师情况表", None), ("学校", "教师数"), ("石桥小学", "30"), spans={(0, 0): (1, 2)})
    assert header_rows(block) == 2
    assert rows(block) == [("石桥小学 | 30", ("学校", "教师数"), ("石桥小学", "30"))]
    assert pieces(block)[0].stem == "青禾县教师情况表"


def test_a_form_without_header_is_read_by_its_labels():
    block = table(("组长", "张一民"), ("副组长", "李二河"), ("成员单位", "财政局、人社局"))
    assert header_rows(block) == 0
    assert rows(block)[0] == ("组长 | 张一民", ("组长",), ("张一民",))


def test_a_form_of_two_pairs_a_row():
    block = table(("单位名称：", "石桥小学", "校长", "王三"), ("地址", "石桥镇", "电话", "5551234"))
    assert rows(block)[0] == ("单位名称： | 石桥小学 | 校长 | 王三", ("单位名称", "校长"), ("石桥小学", "王三"))


def test_a_long_value_of_a_form_hears_its_label():
    block = table(("组长", "张一民"), ("主要职责", LONG))
    assert {p.stem for p in pieces(block)[2:]} == {"主要职责"}


def test_names_over_numbers_are_a_header_and_no_form():
    assert header_rows(table(("年级", "学生"), ("一年级", "120"), ("二年级", "98"))) == 1


def test_a_table_that_begins_with_data_has_no_header():
    assert header_rows(table(("石桥小学", "1203", "99.5"), ("柳河小学", "870", "98.1"))) == 0


def test_years_may_be_column_names():
    assert header_rows(table(("指标", "2020年", "2021年"), ("经费", "1200", "1300"))) == 1


def test_a_group_name_across_the_table_is_heard_by_its_rows():
    block = table(
        ("指标", "数值"), ("一、经费保障", None), ("督导经费", "30"), ("合计", "30"), ("注：单位为万元。", None),
        header=1, spans={(1, 0): (1, 2), (4, 0): (1, 2)},
    )  # fmt: skip
    found = pieces(block)
    assert [(block.text[p.start : p.end], p.stem, p.header) for p in found] == [
        ("一、经费保障", "", ()),
        ("督导经费 | 30", "一、经费保障", ("指标", "数值")),
        ("合计 | 30", "一、经费保障", ("指标", "数值")),
        ("注：单位为万元", "", ()),
    ]


def test_a_merged_cell_is_a_value_of_each_row_that_it_covers():
    block = table(("类别", "指标", "值"), ("队伍", "专职", "5"), (None, "兼职", "60"), header=1, spans={(1, 0): (2, 1)})
    assert rows(block)[1] == ("兼职 | 60", ("类别", "指标", "值"), ("队伍", "兼职", "60"))


LONG = (
    "每学期初制定督导计划，报县政府批准后实施；每月对责任区学校开展一次随访督导，形成记录。"
    "学期末汇总问题，逐校下发整改通知书。"
)


def test_a_cell_that_holds_a_paragraph_is_read_like_one():
    block = table(("序号", "任务", "措施", "责任人"), ("3", "随访督导", LONG, "王三"), header=1)
    found = pieces(block)
    texts = [block.text[p.start : p.end] for p in found]
    assert texts[0] == "3 | 随访督导" and texts[-1] == "王三"
    assert "每月对责任区学校开展一次随访督导，形成记录" in texts
    assert max(map(len, texts)) < 30
    assert {p.stem for p in found[1:-1]} == {"随访督导，措施"}
    assert found[-1].header == ("序号", "任务", "责任人") and found[-1].values == ("3", "随访督导", "王三")
    assert {p.sentence for p in found} == {0}, "the row is one sentence"


def test_empty_rows_and_cells_say_nothing():
    block = table(("指标", "数值", "备注"), ("", "", ""), ("督学", "12", ""), header=1)
    assert [text for text, _, _ in rows(block)] == ["督学 | 12"]


cell_text = st.text(alphabet=st.sampled_from("指标督学经费120.5%，。；： "), max_size=12) | st.just(LONG)


@given(st.lists(st.lists(cell_text, min_size=1, max_size=4), min_size=1, max_size=5), st.sampled_from([None, 1, 2]))
def test_pieces_of_any_table_lie_in_it_in_order(grid, header):
    drafted = [
        TableCell(r, c, text, header=bool(header) and r < header)
        for r, row in enumerate(grid)
        for c, text in enumerate(row)
    ]
    blocks = build_blocks([table_draft(drafted, Place())])
    end = 0
    for piece in pieces(blocks[0]) if blocks else ():
        assert end <= piece.start < piece.end <= len(blocks[0].text)
        assert len(piece.header) == len(piece.values)
        end = piece.end
