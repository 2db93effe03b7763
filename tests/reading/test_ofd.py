"""An OFD's placed characters come back as paragraphs, headings and tables; what is no evidence is set aside."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ofd_files import (
    HEIGHT,
    LEFT,
    PITCH,
    SIZE,
    WIDTH,
    centre,
    layer,
    ofd,
    package,
    paragraphs,
    path,
    rule,
    single,
    table,
    tag,
    wrapped,
    write,
    xml,
)
from word_files import pack

from compliance.reading.blocks import Extract
from compliance.reading.ofd.reader import read_ofd
from compliance.terms import BlockKind, Certificate

LONG = "区政府把督导工作列入年度重点任务，成立领导小组，由分管副区长任组长，成员单位十二家，全年开会四次，解决问题。"
OTHER = "各学校配齐安全管理人员，每月开展应急演练，全年没有发生责任事故，家长满意度调查结果良好，相关材料已经归档备查。"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
POINTS = 72 / 25.4


def read(data: bytes) -> Extract:
    return read_ofd(data, "自评报告.ofd")


def texts(extract: Extract) -> list[str]:
    return [block.text for block in extract.blocks]


def of(*objects: str) -> list[str]:
    """The texts of the blocks of a page with these objects."""
    return texts(read(ofd(layer(*objects))))


def aside(extract: Extract) -> list[tuple[str, str]]:
    return [(piece.reason, piece.text) for piece in extract.set_aside]


def of_file(extract: Extract) -> Certificate:
    """The certificate of the whole file."""
    last = extract.certificates[-1]
    assert last.page is None
    return last


# --- Lines, paragraphs, headings -------------------------------------------------------------------


@pytest.mark.parametrize("one_by_one", [False, True])
def test_lines_of_chinese_join_without_a_space_and_an_indent_begins_a_paragraph(one_by_one: bool) -> None:
    assert of(*paragraphs([LONG, OTHER], one_by_one=one_by_one)) == [LONG, OTHER]


def test_a_paragraph_goes_on_over_the_page() -> None:
    lines = wrapped(LONG)
    first = layer(*paragraphs([OTHER]), write(LEFT + 2 * SIZE, 270, lines[0]))
    second = layer(write(LEFT, 40, lines[1]), *paragraphs([OTHER], 60))
    assert texts(read(ofd(first, second))) == [OTHER, "".join(lines[:2]), OTHER]


def test_headings_are_found_by_size_and_by_number_and_stand_above_what_follows() -> None:
    title = centre(30, "柳溪区教育督导工作自评报告", 7.7, 'Font="2"')
    extract = read(ofd(layer(title, *paragraphs(["一、组织领导", "（一）机构设置", LONG, "二、存在问题", OTHER], 50))))
    assert [(b.text, b.level) for b in extract.blocks if b.kind is BlockKind.HEADING] == [
        ("柳溪区教育督导工作自评报告", 1),
        ("一、组织领导", 2),
        ("（一）机构设置", 3),
        ("二、存在问题", 2),
    ]
    assert extract.title == "柳溪区教育督导工作自评报告"
    assert extract.blocks[3].section == ("柳溪区教育督导工作自评报告", "一、组织领导", "（一）机构设置")


@pytest.mark.parametrize(
    "bold",
    ['Font="2"', 'Font="3"', 'Weight="700"', 'Stroke="true" Fill="true"'],
    ids=["name", "flag", "weight", "stroke"],
)
def test_a_bold_line_is_a_heading_however_it_is_made_bold(bold: str) -> None:
    page = layer(write(LEFT + 2 * SIZE, 40, "组织领导情况", attributes=bold), *paragraphs([LONG, OTHER], 50))
    block = read(ofd(page)).blocks[0]
    assert (block.text, block.kind) == ("组织领导情况", BlockKind.HEADING)


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.text("区政府督导工作安全经费学校教师二三", min_size=30, max_size=90), min_size=3, max_size=5),
    st.sampled_from([None, 1, 2]),
)
def test_paragraphs_come_back_whole_and_in_order_however_the_file_orders_its_objects(
    found: list[str], shuffled: int | None
) -> None:
    whole = [text + "。" for text in found]
    objects = paragraphs(whole, one_by_one=shuffled == 2)
    if shuffled:
        random.Random(shuffled).shuffle(objects)
    assert of(*objects) == whole


def test_latin_words_and_digits_in_another_font_stand_without_a_gap_of_typesetting() -> None:
    objects = [
        write(LEFT, 40, "全区现有学校"),
        write(LEFT + 6.25 * SIZE, 40, "41"),
        write(LEFT + 7.5 * SIZE, 40, "所。"),
    ]
    assert of(*objects) == ["全区现有学校41所。"]


@pytest.mark.parametrize("deltas", ["", "2.5 2.5 2.5 3.5 2.5 2.5 2.5 2.5 2.5"])
def test_typed_spaces_stay_in_latin_text(deltas: str) -> None:
    assert of(write(LEFT, 40, "good order", 5, deltas=deltas)) == ["good order"]
    assert of(*single(LEFT, 40, "good order", 5)) == ["good order"]


def test_characters_drawn_after_their_line_are_put_in_their_place() -> None:
    deltas = " ".join("11" if i == 1 else "5.5" for i in range(6))
    quoted = [write(LEFT, 40, "开展双减专项督", deltas=deltas), write(LEFT + 2 * SIZE, 40, "“")]
    assert of(*quoted) == ["开展“双减专项督"]


def test_bold_that_is_made_by_printing_twice_is_read_once() -> None:
    assert of(write(LEFT, 40, "安全工作人人有责"), write(LEFT + 0.2, 40, "安全工作人人有责")) == ["安全工作人人有责"]


def test_glyphs_without_a_character_are_counted_and_never_taken_for_text() -> None:
    (certificate,) = read(ofd(layer(write(LEFT, 40, "督导\ue012\ue013办公室")))).certificates
    assert certificate.unmapped == 2
    assert "有2个字符没有文字编码" in certificate.unread[0]


def test_a_form_of_a_bullet_is_no_lost_character() -> None:
    assert of(write(LEFT, 40, "\uf06c\u3000配齐人员")) == ["• 配齐人员"]


# --- Tables ----------------------------------------------------------------------------------------

ROWS = [["学校类别", "所数", "备注"], ["小学", "22", "含教学点"], ["初中", "7", "无"]]
WHOLE = "学校类别 | 所数 | 备注\n小学 | 22 | 含教学点\n初中 | 7 | 无"


def test_ruled_lines_make_a_table() -> None:
    extract = read(ofd(layer(*paragraphs([LONG]), *table(ROWS, 80, [40, 30, 60]), *paragraphs([OTHER], 130))))
    assert texts(extract) == [LONG, WHOLE, OTHER]
    block = extract.blocks[1]
    assert [cell.header for cell in block.cells] == [True] * 3 + [False] * 6
    assert block.place.table == 1 and block.place.page == 1


def test_a_grid_drawn_as_one_path_or_as_rectangles_makes_a_table() -> None:
    words = [t for t in table(ROWS, 80, [40, 30, 60]) if "TextObject" in t]
    xs, ys = [0, 40, 70, 130], [0, 8, 16, 24]
    lines = [f"M 0 {y} L 130 {y}" for y in ys] + [f"M {x} 0 L {x} 24" for x in xs]
    cells = [f"M{x0} {y0}L{x1} {y0}L{x1} {y1}L{x0} {y1}C" for x0, x1 in zip(xs, xs[1:], strict=False)
             for y0, y1 in zip(ys, ys[1:], strict=False)]  # fmt: skip
    bars = [f"M 0 {y} L 130 {y} L 130 {y + 0.2} L 0 {y + 0.2} C" for y in ys]
    bars += [f"M {x} 0 L {x} 24 L {x + 0.2} 24 L {x + 0.2} 0 C" for x in xs]
    for data, drawn in ((lines, ""), (cells, ""), (bars, 'Stroke="false" Fill="true"')):
        assert of(path(LEFT, 80, 131, 25, " ".join(data), drawn), *words) == [WHOLE]


def test_lines_outside_the_box_of_their_object_are_cut_off() -> None:
    words = [t for t in table(ROWS, 80, [40, 30, 60]) if "TextObject" in t]
    data = " ".join([f"M 0 {y} L 130 {y}" for y in (0, 8, 16, 24)] + [f"M {x} 0 L {x} 24" for x in (0, 40, 70, 130)])
    assert WHOLE in of(path(LEFT, 80, 130, 24, data), *words)
    assert WHOLE not in of(path(LEFT, 80, 20, 4, data), *words)


def test_a_table_goes_on_over_the_page_without_its_repeated_header() -> None:
    first = layer(*paragraphs([LONG] * 3), *table(ROWS[:2], 255, [40, 30, 60]))
    second = layer(*table([ROWS[0], ROWS[2]], 30, [40, 30, 60]), *paragraphs([LONG], 60))
    assert texts(read(ofd(first, second))) == [LONG, LONG, LONG, WHOLE, LONG]


def test_vertical_writing_in_a_cell_is_read_from_top_to_bottom() -> None:
    across = [rule(LEFT, y, LEFT + 70, y) for y in (80, 110, 140)]
    down = [rule(LEFT + x, 80, LEFT + x, 140) for x in (0, 10, 70)]
    code = tag("TextCode", "组织领导", X=1, Y=4, DeltaX="0 0 0", DeltaY="5 5 5")
    column = tag("TextObject", code, Boundary=f"{LEFT + 2} 82 6 26", Font=1, Size=4)
    beside = write(LEFT + 12, 90, "成立领导小组", 4), write(LEFT + 12, 120, "经费", 4)
    assert of(*across, *down, column, *beside) == ["组织领导 | 成立领导小组\n | 经费"]


# --- Pages -----------------------------------------------------------------------------------------


def test_running_headers_and_page_numbers_are_set_aside_with_their_place() -> None:
    pages = [
        layer(centre(15, "柳溪区教育督导自评报告", 3.5), *paragraphs([LONG, OTHER]), centre(285, f"- {n} -", 4.2))
        for n in range(1, 4)
    ]
    extract = read(ofd(*pages))
    assert texts(extract) == [LONG, OTHER] * 3
    assert {reason for reason, _ in aside(extract)} == {"header", "page_number"}
    assert [piece.place.page for piece in extract.set_aside if piece.reason == "header"] == [1, 2, 3]


@pytest.mark.parametrize("corner", ["0 0", "10 20"])
def test_places_are_in_points_from_the_top_left_of_the_page(corner: str) -> None:
    area = tag("Area", tag("PhysicalBox", f"{corner} {WIDTH} {HEIGHT}"))
    (block,) = read(ofd(area + layer(write(50, 40, "设有专班。")))).blocks
    expected = (50, 40 - 0.88 * SIZE, 50 + 5 * SIZE, 40 + 0.12 * SIZE)
    assert block.place.page == 1
    assert block.place.box == pytest.approx([length * POINTS for length in expected], abs=0.2)


@pytest.mark.parametrize(
    ("turn", "matrix"),
    [(90, f"0 1 -1 0 {WIDTH} 0"), (180, f"-1 0 0 -1 {WIDTH} {HEIGHT}"), (270, f"0 -1 1 0 0 {HEIGHT}")],
)
def test_a_page_with_turned_text_is_read_along_its_text_and_keeps_its_places(turn: int, matrix: str) -> None:
    wide = 26  # a landscape page is as wide as a portrait one is high; the lines fit both
    lines = [LONG[i : i + wide] for i in range(0, len(LONG), wide)]
    upright = [write(LEFT, 40 + PITCH * n, line) for n, line in enumerate(lines)] + table(ROWS, 90, [40, 30, 60])
    unit = tag("CompositeGraphicUnit", tag("Content", *upright), ID=60, Width=WIDTH, Height=HEIGHT)
    placed = tag("CompositeObject", Boundary=f"0 0 {HEIGHT} {HEIGHT}", CTM=matrix, ResourceID=60)
    extract = read(ofd(layer(placed), resources=tag("CompositeGraphicUnits", unit)))
    assert texts(extract) == [LONG, WHOLE]
    left, top, right, bottom = extract.blocks[0].place.box or (0, 0, 0, 0)
    lines_high, line_wide = (PITCH * (len(lines) - 1) + SIZE) * POINTS, wide * SIZE * POINTS
    across = (line_wide, lines_high) if turn == 180 else (lines_high, line_wide)
    assert (right - left, bottom - top) == pytest.approx(across, abs=6)
    assert min(left, top) >= 0 and right <= WIDTH * POINTS and bottom <= HEIGHT * POINTS


def test_text_that_runs_another_way_than_its_page_stands_for_itself() -> None:
    side = write(5, 100, "装订线内不要答题", attributes='CTM="0 1 -1 0 0 0"')
    assert of(*paragraphs([LONG, OTHER]), side) == [LONG, OTHER, "装订线内不要答题"]


def test_a_template_is_part_of_each_page_that_names_it() -> None:
    template = xml("Page", layer(write(LEFT, 30, "督导检查登记表"), *table([["学校", "日期"], ["", ""]], 40, [60, 60])))
    named = '<ofd:Template TemplateID="70" ZOrder="Background"/>'
    filled = layer(write(LEFT + 1.5, 53.5, "甲校", 4.2), write(LEFT + 61.5, 53.5, "5月6日", 4.2))
    common = '<ofd:TemplatePage ID="70" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
    extract = read(ofd(named + filled, common=common, parts={"Doc_0/Tpls/Tpl_0/Content.xml": template}))
    assert texts(extract) == ["督导检查登记表", "学校 | 日期\n甲校 | 5月6日"]


def test_documents_of_one_file_are_read_one_after_the_other() -> None:
    one, two = package(layer(*paragraphs(["一、组织领导", LONG]))), package(layer(*paragraphs([OTHER])))
    parts = one | {name.replace("Doc_0", "Doc_1"): content for name, content in two.items() if name != "OFD.xml"}
    body = "<ofd:DocBody><ofd:DocRoot>Doc_{}/Document.xml</ofd:DocRoot></ofd:DocBody>"
    extract = read(pack(parts | {"OFD.xml": xml("OFD", body.format(0) + body.format(1))}))
    assert texts(extract) == ["一、组织领导", LONG, OTHER]
    assert [block.place.page for block in extract.blocks] == [1, 1, 2] and extract.pages == 2
    assert of_file(extract).notes == ("文件内有2个文档，已依次读取，页码连续编排",)


def test_only_the_current_version_is_read() -> None:
    versions = (
        '<ofd:Versions><ofd:Version ID="v1" Index="1" BaseLoc="Doc_0/Versions/v1.xml"/>'
        '<ofd:Version ID="v2" Index="2" Current="true" BaseLoc="Doc_0/Versions/v2.xml"/></ofd:Versions>'
    )
    new = package(layer(*paragraphs([OTHER])))
    parts = {name.replace("Doc_0", "Doc_0/New"): content for name, content in new.items() if name != "OFD.xml"}
    parts["Doc_0/Versions/v2.xml"] = xml("DocVersion", "<ofd:DocRoot>/Doc_0/New/Document.xml</ofd:DocRoot>")
    extract = read(ofd(layer(*paragraphs([LONG])), body=versions, parts=parts))
    assert texts(extract) == [OTHER]
    assert of_file(extract).notes == ("文件内另有1个历史版本，只读取了当前版本",)
