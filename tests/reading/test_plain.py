"""Plain text and Markdown: lines in, headings, paragraphs, items and tables out, with their places."""

import dataclasses
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.errors import UnreadableFile
from compliance.reading.encoding.decoding import decode
from compliance.reading.limits import Limits
from compliance.reading.text.plain import read_markdown, read_text
from compliance.terms import Block, BlockKind

H, P, L, T = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE
LONG = (
    "全区建立督学责任区6个,聘任专职督学12名、兼职督学38名,每月入校督导不少于一次,督导结果按月向学校反馈,"
    "问题整改逐条销号,整改率达到96%。"
)
ITEMS = (("一", "指导思想"), ("二", "主要任务"), ("三", "组织实施"), ("四", "工作要求"))


def text_blocks(text: str) -> tuple[Block, ...]:
    return read_text(text.encode(), "总结.txt").blocks


def markdown_blocks(text: str) -> tuple[Block, ...]:
    return read_markdown(text.encode(), "总结.md").blocks


def shapes(blocks: tuple[Block, ...]) -> list[tuple[BlockKind, int, str]]:
    return [(block.kind, block.level, block.text) for block in blocks]


# --- .txt ------------------------------------------------------------------------------------------


def test_title_numbered_headings_and_paragraphs_with_their_lines() -> None:
    blocks = text_blocks(
        f"清川区2021年教育督导工作总结\n\n一、组织领导\n{LONG}\n（一）机构设置\n{LONG}\n二、经费保障\n{LONG}\n"
    )
    assert [(b.kind, b.level, b.place.line) for b in blocks] == [
        (H, 1, 1),
        (H, 2, 3),
        (P, 0, 4),
        (H, 3, 5),
        (P, 0, 6),
        (H, 2, 7),
        (P, 0, 8),
    ]
    assert blocks[4].section == ("清川区2021年教育督导工作总结", "一、组织领导", "（一）机构设置")
    assert blocks[6].section == ("清川区2021年教育督导工作总结", "二、经费保障")


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("一、指导思想", 2),
        ("一)成立督导委员会", 3),
        ("(一)机构设置", 3),
        ("（二）加强领导，健全机构", 3),
        ("四、工作要点:", 2),
        ("第二篇:督导评估工作方案", 1),
        ("篇一：督学工作总结", 1),
        ("附件1 自评得分表", 1),
        ("附件：", 1),
    ],
)
def test_a_line_that_opens_like_a_heading_is_one(line: str, level: int) -> None:
    block = text_blocks(f"{LONG}\n{line}\n{LONG}")[1]
    assert (block.kind, block.level, block.text) == (H, level, line)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("一、要加强领导，各校校长是第一责任人，要亲自部署、亲自检查、亲自落实，做到责任到人。", P),
        ("附件1是自评得分表，附件2是统计表", P),
        ("1.建立例会制度", L),
        ("(1)听取汇报", L),
        ("①听取汇报", L),
        ("● 听取汇报", L),
        ("霁和区人民政府", P),
        ("2021年12月30日", P),
        ("各镇（街道）中心校：", P),
    ],
)
def test_a_line_that_only_resembles_one_is_not(line: str, kind: BlockKind) -> None:
    assert text_blocks(f"{LONG}\n{line}\n署名")[1].kind is kind


def test_numbered_headings_may_end_in_a_full_stop_where_text_stands_below_them() -> None:
    blocks = text_blocks(f"工作总结\n一、强化督政。\n{LONG}\n二、强化督学。\n一)完善机制。\n{LONG}\n")
    assert [b.level for b in blocks] == [1, 2, 0, 2, 3, 0]


def test_a_list_of_short_sentences_is_no_list_of_headings() -> None:
    blocks = text_blocks("工作要求\n(一)各校要高度重视。\n(二)各校要按时上报。\n(三)各校要确保安全。\n")
    assert {b.kind for b in blocks[1:]} == {P}


def test_a_heading_on_the_line_of_its_text_is_parted_from_it_where_its_siblings_stand_alone() -> None:
    blocks = text_blocks(f"工作总结\n一)落实督查。\n{LONG}\n二)挂县督导。\n{LONG}\n三)专项督导。{LONG}\n{LONG}")
    assert shapes(blocks)[-3:] == [(H, 3, "三)专项督导。"), (P, 0, LONG), (P, 0, LONG)]
    assert blocks[-1].section == ("工作总结", "三)专项督导。")


def test_a_short_line_between_paragraphs_is_a_heading_without_a_number() -> None:
    blocks = text_blocks(f"{LONG}\n\n“四个到位”夯实工作基础\n\n{LONG}\n\n2021年督导工作要点\n\n{LONG}")
    assert [(b.kind, b.level) for b in blocks] == [(P, 0), (H, 2), (P, 0), (H, 1), (P, 0)]


def test_lines_with_as_many_tabs_are_a_table() -> None:
    blocks = text_blocks("附表\n学校\t教师\t学生\n一小\t50\t900\n二小\t46\t\n" + LONG)
    assert (blocks[1].kind, blocks[1].place.line, blocks[1].place.table) == (T, 2, 1)
    assert blocks[1].text == "学校 | 教师 | 学生\n一小 | 50 | 900\n二小 | 46 | "
    assert [c.header for c in blocks[1].cells[:4]] == [True, True, True, False]


def test_space_aligned_columns_stay_lines() -> None:
    assert [b.kind for b in text_blocks(f"{LONG}\n学校    教师    学生\n一小    50      900\n")] == [P, P, P]


def test_lines_broken_at_a_width_are_joined_again() -> None:
    paragraph = "　　" + LONG * 2
    lines = [paragraph[i : i + 36] for i in range(0, len(paragraph), 36)]
    extract = read_text("\n".join(["清川区工作总结", "", *lines, *lines, *lines]).encode(), "总结.txt")
    assert [b.text for b in extract.blocks[1:]] == [(LONG * 2)] * 3
    assert any("折行的段落已接回" in note for note in extract.certificates[0].notes)


@pytest.mark.parametrize("width", [26, 38, 45])
def test_a_number_that_a_break_put_at_the_opening_of_a_line_is_joined_too(width: int) -> None:
    text = "　　" + "各镇共有小学27所、初中9所、九年一贯制学校4所，专任教师2013人，" * 5 + "均已配齐。"
    lines = [text[i : i + width] for i in range(0, len(text), width)]
    body = "\n".join(["一、基本情况", *lines, *lines, "二、主要做法", *lines])
    assert [b.text for b in text_blocks(body)] == [
        "一、基本情况",
        text.strip(),
        text.strip(),
        "二、主要做法",
        text.strip(),
    ]


def test_wrapped_markdown_is_joined_and_its_tables_are_not() -> None:
    lines = [(LONG * 4)[i : i + 30] for i in range(0, 240, 30)]
    rows = ["| 学校 | 教师 |", "| --- | --- |", "| 一小 | 50 |"]
    blocks = markdown_blocks("\n".join(["# 总结", "", *lines, "", *rows, "", *lines]))
    assert [b.kind for b in blocks] == [H, P, T, P]
    assert blocks[1].text == (LONG * 4)[:240]


@pytest.mark.parametrize("line", ["（四）人的事：队伍和待遇", "（一）问：责任区怎么划，有没有规矩？"])
def test_a_numbered_line_with_a_colon_is_a_heading_above_a_paragraph_only(line: str) -> None:
    assert text_blocks(f"{LONG}\n{line}\n{LONG}")[1].kind is H
    assert text_blocks(f"{LONG}\n{line}\n（五）成员：各校校长")[1].kind is P


def test_short_lines_of_different_length_are_not_joined() -> None:
    text = "组长：王区长\n副组长：李局长、赵主任\n成员：各股室负责人\n办公室设在督导室\n联系人：小周\n电话：见附表\n"
    assert len(text_blocks(text)) == 6


def test_a_number_torn_at_its_decimal_point_is_restored() -> None:
    blocks = text_blocks(f"{LONG}\n\n共追补经费1.21亿元,追回1253.\n\n18万元。\n\n{LONG}")
    assert blocks[1].text == "共追补经费1.21亿元,追回1253.18万元。"


def test_a_lone_list_number_is_not_taken_for_a_torn_decimal() -> None:
    assert len(text_blocks(f"{LONG}\n1.\n5个责任区均已挂牌。\n")) == 3


def test_pieces_numbered_by_a_sharing_site_are_one_text_again() -> None:
    whole = " ".join(f"{n}、{name} {LONG * 3}" for n, name in ITEMS)
    cuts = [0, 210, 430, 640, len(whole)]
    lines = [f"{n}、{whole[a:b]}" for n, (a, b) in enumerate(pairwise(cuts), 1)]
    extract = read_text("\n\n".join(["督导工作方案", *lines]).encode(), "方案.txt")
    assert [b.text for b in extract.blocks if b.kind is H] == [
        "督导工作方案",
        "一、指导思想",
        "二、主要任务",
        "三、组织实施",
        "四、工作要求",
    ]
    assert {b.text for b in extract.blocks if b.kind is P} == {LONG * 3}
    assert [a.text for a in extract.set_aside] == ["1、", "2、", "3、", "4、"]
    assert "按分享网站的切分编号接回成文" in extract.certificates[0].notes[0]


def test_a_real_numbered_list_keeps_its_numbers() -> None:
    extract = read_text("\n".join(f"{n}、{LONG * 3}" for n in range(1, 6)).encode(), "清单.txt")
    assert [b.text[:2] for b in extract.blocks] == ["1、", "2、", "3、", "4、", "5、"]
    assert extract.set_aside == ()


def test_damaged_characters_are_counted_and_many_of_them_make_the_file_unread() -> None:
    few = read_text((LONG * 3 + "\ufffd").encode(), "a.txt").certificates[0]
    many = read_text((LONG + "\ufffd" * 20).encode(), "a.txt").certificates[0]
    assert (few.unmapped, few.complete) == (1, True)
    assert (many.unmapped, many.complete) == (20, False)
    assert "20 个字符无法辨认" in many.unread[0]


def test_limits_are_kept() -> None:
    with pytest.raises(UnreadableFile, match="总结.txt：文字超过 10 字"):
        read_text(LONG.encode(), "总结.txt", Limits(characters=10))
    with pytest.raises(UnreadableFile, match="段落或表格单元格过多"):
        read_text("甲\n乙\n丙".encode(), "总结.txt", dataclasses.replace(Limits(), blocks=2))


WORDS = [
    "一、组织领导",
    "（一）机构",
    "1、建立",
    "(1)听取",
    "督导",
    "经费36.5万元",
    "。",
    "，",
    " ",
    "\n",
    "\n\n",
    "\t",
    "“",
    "）",
    "展开阅读全文",
]
WORDS += ["第1页 / 共2页", "猜你喜欢", "附件1", "2、", "3、", LONG, "12.", "5万元", "...", "|", "Word ", "\u3000"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=60).map("".join)


@given(TEXTS | st.text(max_size=200))
@settings(max_examples=200, deadline=1000)
def test_nothing_of_a_text_is_lost(text: str) -> None:
    data = text.encode("utf-8", "replace")
    extract = read_text(data, "a.txt")
    found = "".join([*(b.text.replace(" | ", "") for b in extract.blocks), *(a.text for a in extract.set_aside)])
    assert sorted("".join(found.split()).replace("|", "")) == sorted(
        "".join(decode(data).text.split()).replace("|", "")
    )


@given(TEXTS)
@settings(max_examples=100, deadline=1000)
def test_every_block_is_found_in_the_file(text: str) -> None:
    extract = read_text(text.encode(), "a.txt")
    if any("切分编号" in note for note in extract.certificates[0].notes):
        return  # the numbers between the pieces are gone
    whole = "".join(text.split())
    for aside in extract.set_aside:
        whole = whole.replace("".join(aside.text.split()), "", 1) if aside.text else whole
    for block in extract.blocks:
        if block.kind is not T:
            assert "".join(block.text.split()) in "".join(text.split()) or "".join(block.text.split()) in whole


# --- .md -------------------------------------------------------------------------------------------


def test_markdown_headings_paragraphs_and_items() -> None:
    blocks = markdown_blocks(
        "# 工作总结\n\n第一段，**重点**见[附件](a.md)。\n第二段。\n\n## 一、成效 ##\n\n- 例会\n* 通报\n1. 自评\n"
    )
    assert shapes(blocks) == [
        (H, 1, "工作总结"),
        (P, 0, "第一段，**重点**见[附件](a.md)。"),
        (P, 0, "第二段。"),
        (H, 2, "一、成效"),
        (L, 0, "例会"),
        (L, 0, "通报"),
        (L, 0, "1. 自评"),
    ]
    assert blocks[4].section == ("工作总结", "一、成效")
    assert blocks[4].place.line == 8


def test_a_masked_name_is_no_markdown() -> None:
    assert markdown_blocks("# 总结\n在市**的领导下\n**年度\n#号楼已交付\n")[1].text == "在市**的领导下"
    assert markdown_blocks("# 总结\n#号楼已交付\n")[1].text == "#号楼已交付"


def test_a_pipe_table_has_its_first_row_as_header_and_may_be_ragged() -> None:
    table = markdown_blocks("## 附表\n\n| 学校 | 教师 |\n|:---|---:|\n| 一小 | 50 | 备注 |\n| 二小 |\n\n以上。\n")[1]
    assert (table.kind, table.text) == (T, "学校 | 教师\n一小 | 50 | 备注\n二小")
    assert [(c.row, c.column, table.text[c.start : c.end], c.header) for c in table.cells] == [
        (0, 0, "学校", True),
        (0, 1, "教师", True),
        (1, 0, "一小", False),
        (1, 1, "50", False),
        (1, 2, "备注", False),
        (2, 0, "二小", False),
    ]
    assert (table.place.line, table.place.table) == (3, 1)


def test_a_table_without_outer_pipes_and_one_without_an_alignment_row() -> None:
    assert markdown_blocks("学校 | 教师\n--- | ---\n一小 | 50\n")[0].text == "学校 | 教师\n一小 | 50"
    assert markdown_blocks("| 学校 | 教师 |\n| 一小 | 50 |\n")[0].kind is T


def test_an_empty_cell_keeps_its_column() -> None:
    table = markdown_blocks("| 合计 | | 13 |\n| --- | --- | --- |\n")[0]
    assert [(c.column, table.text[c.start : c.end]) for c in table.cells] == [(0, "合计"), (1, ""), (2, "13")]


def test_comments_are_set_aside_and_lines_keep_their_numbers() -> None:
    extract = read_markdown("# 总结\n<!-- 待补\n数据 -->\n正文。\n".encode(), "a.md")
    assert [(b.text, b.place.line) for b in extract.blocks] == [("总结", 1), ("正文。", 4)]
    assert [(a.text, a.reason, a.place.line) for a in extract.set_aside] == [("待补\n数据", "comment", 2)]


def test_underlined_headings_rules_quotes_and_fences() -> None:
    blocks = markdown_blocks("工作总结\n====\n正文。\n\n---\n\n> 上级要求\n\n```\n附注\n```\n")
    assert [b.text for b in blocks] == ["工作总结", "正文。", "上级要求", "附注"]
    assert blocks[0].level == 1


def test_markdown_without_marks_is_read_like_plain_text() -> None:
    assert [b.kind for b in markdown_blocks(f"工作总结\n\n一、组织领导\n\n{LONG}\n")] == [H, H, P]


def test_a_comment_that_never_ends_is_text_and_many_of_them_take_no_time() -> None:
    assert markdown_blocks("# 总结\n<!-- 未完\n正文。\n")[1].text == "<!-- 未完"
    assert len(markdown_blocks("<!--" * 20_000)) == 1
