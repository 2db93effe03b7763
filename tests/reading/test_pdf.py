"""What a PDF's pages say comes back as paragraphs and headings in order; what can't be read is said."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_sheets import (
    HEIGHT,
    LEFT,
    PITCH,
    SIZE,
    WIDTH,
    centre,
    glyphs_without_characters,
    make_pdf,
    raw_pdf,
    rule,
    set_paragraphs,
    wrapped,
    write,
)  # fmt: skip
from PIL import Image
from reportlab.lib.utils import ImageReader

from compliance.errors import UnreadableFile
from compliance.reading.blocks import Extract
from compliance.reading.limits import Limits
from compliance.reading.pdf.reader import read_pdf
from compliance.terms import BlockKind

LONG = "区政府把督导工作列入年度重点任务，成立领导小组，由分管副区长任组长，成员单位十二家，全年开会四次，解决问题。"
OTHER = "各学校配齐安全管理人员，每月开展应急演练，全年没有发生责任事故，家长满意度调查结果良好，相关材料已经归档备查。"


def read(data: bytes, limits: Limits | None = None) -> Extract:
    return read_pdf(data, "自评报告.pdf", limits or Limits())


def texts(extract: Extract) -> list[str]:
    return [block.text for block in extract.blocks]


# --- paragraphs ------------------------------------------------------------------------------------


def test_lines_of_chinese_join_without_a_space_and_an_indent_begins_a_paragraph() -> None:
    extract = read(make_pdf(lambda c: set_paragraphs(c, [LONG, OTHER])))
    assert texts(extract) == [LONG, OTHER]


def test_a_paragraph_goes_on_over_the_page() -> None:
    def first(c):
        top = set_paragraphs(c, [OTHER])
        write(c, LEFT + 2 * SIZE, top, LONG[:24])

    def second(c):
        write(c, LEFT, 120, LONG[24:50])
        write(c, LEFT, 120 + PITCH, LONG[50:])

    extract = read(make_pdf(first, second))
    assert texts(extract) == [OTHER, LONG]
    assert extract.blocks[1].place.page == 1


def test_a_number_that_the_line_end_broke_is_one_number() -> None:
    def page(c):
        set_paragraphs(c, [LONG], top=300)
        write(c, LEFT + 2 * SIZE, 120, "全年安排督导专项经费列入区级财政预算并足额拨付共30.")
        write(c, LEFT, 120 + PITCH, "5万元。")

    assert texts(read(make_pdf(page)))[0] == "全年安排督导专项经费列入区级财政预算并足额拨付共30.5万元。"


def test_a_hyphen_at_a_line_end_goes_and_latin_words_keep_their_space() -> None:
    def page(c):
        write(c, LEFT, 120, "The inspection office keeps the infor-", 12, "Helvetica")
        write(c, LEFT, 136, "mation system of the whole district in", 12, "Helvetica")
        write(c, LEFT, 152, "good order.", 12, "Helvetica")

    assert texts(read(make_pdf(page))) == [
        "The inspection office keeps the information system of the whole district in good order."
    ]


def test_a_letter_with_an_accent_may_open_the_line_below_a_hyphen() -> None:
    def page(c):
        write(c, LEFT, 120, "The office has an inspection proc-", 12, "Helvetica")
        write(c, LEFT, 136, "édure in good order.", 12, "Helvetica")

    assert texts(read(make_pdf(page))) == ["The office has an inspection procédure in good order."]


def test_no_space_stands_between_chinese_and_digits_that_are_set_in_another_font() -> None:
    def page(c):
        write(c, LEFT, 120, "全区现有学校")
        write(c, LEFT + 6 * SIZE + 4, 120, "41", SIZE, "Helvetica")
        write(c, LEFT + 6 * SIZE + 8 + 17.8, 120, "所。")

    assert texts(read(make_pdf(page))) == ["全区现有学校41所。"]


def test_a_sign_that_is_drawn_after_its_line_is_read_where_it_stands() -> None:
    def page(c):
        write(c, LEFT, 120, "生机比")
        c.setFont("Times-Roman", SIZE)
        c.drawString(LEFT + 3 * SIZE, HEIGHT - 120, "21", charSpace=4)  # one string, with room for the sign
        write(c, LEFT + 3.5 * SIZE, 120, "·", SIZE, "Times-Roman")
        write(c, LEFT + 4 * SIZE + 4, 120, "，不低。")

    assert texts(read(make_pdf(page))) == ["生机比2·1，不低。"]


def test_a_short_last_line_ends_a_paragraph_without_indents() -> None:
    def page(c):
        for number, line in enumerate([LONG[:26], LONG[26:52], LONG[52:], OTHER[:26], OTHER[26:52], OTHER[52:]]):
            write(c, LEFT, 120 + number * PITCH, line)

    assert texts(read(make_pdf(page))) == [LONG, OTHER]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text("区政府督导工作安全经费学校教师二三", min_size=30, max_size=90), min_size=3, max_size=6))
def test_paragraphs_come_back_whole_and_in_order(paragraphs: list[str]) -> None:
    whole = [text + "。" for text in paragraphs]
    assert texts(read(make_pdf(lambda c: set_paragraphs(c, whole, pitch=22)))) == whole


# --- headings --------------------------------------------------------------------------------------


def test_headings_are_found_by_size_and_by_number_and_stand_above_what_follows() -> None:
    def page(c):
        centre(c, 90, "柳溪区教育督导工作自评报告", 22)
        top = set_paragraphs(c, ["一、组织领导", "（一）机构设置", LONG, "（二）经费保障", OTHER], 140)
        set_paragraphs(c, ["二、存在问题", OTHER], top)

    extract = read(make_pdf(page))
    headings = [(b.text, b.level) for b in extract.blocks if b.kind is BlockKind.HEADING]
    assert headings == [
        ("柳溪区教育督导工作自评报告", 1),
        ("一、组织领导", 2),
        ("（一）机构设置", 3),
        ("（二）经费保障", 3),
        ("二、存在问题", 2),
    ]
    assert extract.title == "柳溪区教育督导工作自评报告"
    assert extract.blocks[3].section == ("柳溪区教育督导工作自评报告", "一、组织领导", "（一）机构设置")


@pytest.mark.parametrize("first", ["柳溪区人民政府关于义务教育", "柳溪区人民政府关于推进全区义务教育学校"])
def test_a_title_on_two_lines_is_one_heading(first: str) -> None:
    def page(c):
        centre(c, 90, first, 22)
        centre(c, 122, "优质均衡发展的自评报告", 22)
        set_paragraphs(c, [LONG, OTHER], 170)

    assert texts(read(make_pdf(page)))[0] == f"{first}优质均衡发展的自评报告"


# --- order and margins -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("柳溪区教育督导工作自评报告", "柳溪区教育督导工作自评报告"),
        ("柳溪区督学工作方案（征求意见稿）", "柳溪区督学工作方案（征求意见稿）"),
        ("柳溪区教育局：", ""),
        ("本报告由区教育督导室起草。", ""),
    ],
)
def test_a_first_line_in_body_size_is_the_title_where_its_words_say_so(first: str, title: str) -> None:
    def page(c):
        for line, text in enumerate((first, "一、组织领导", *wrapped("全区成立了教育督导委员会，下设办公室。" * 3))):
            write(c, LEFT, 100 + PITCH * line, text)

    extract = read(make_pdf(page))
    heading = next(block for block in extract.blocks if block.text == "一、组织领导")
    if title:
        assert extract.title == title
        assert heading.section == (title,)
    else:
        assert extract.blocks[0].kind is not BlockKind.HEADING


def test_two_columns_are_read_one_after_the_other() -> None:
    def page(c):
        centre(c, 90, "柳溪区督导简报", 22)
        left = [LONG, OTHER]
        right = [OTHER[::-1], LONG[::-1]]
        columns = [(left, 60.0), (right, 320.0)]
        for texts_, x in columns:
            set_paragraphs(c, texts_, 130, x, 12, per_line=18, pitch=20)

    def rows_first(c):
        # The file holds the rows across both columns, as some writers save them.
        for number in range(14):
            for x, text in ((60.0, LONG), (320.0, OTHER)):
                write(c, x, 100 + number * 20, text[number * 3 :][:18].ljust(18, "区"), 12)

    assert texts(read(make_pdf(page)))[1:] == [LONG, OTHER, OTHER[::-1], LONG[::-1]]
    joined = "".join(texts(read(make_pdf(rows_first))))
    assert joined.index(OTHER[:18]) > joined.index(LONG[39:57])


@pytest.mark.parametrize("form", ["- {} -", "第{}页 共4页", "第 {} 页", "{} / 4", "— {} —", "{}"])
def test_page_numbers_are_set_aside(form: str) -> None:
    def page(number: int):
        def draw(c):
            set_paragraphs(c, [LONG, OTHER])
            centre(c, HEIGHT - 40, form.format(number), 12)

        return draw

    extract = read(make_pdf(*(page(number) for number in range(1, 5))))
    assert texts(extract) == [LONG, OTHER] * 4
    assert [(aside.text, aside.reason) for aside in extract.set_aside] == [
        (form.format(number), "page_number") for number in range(1, 5)
    ]


def test_running_headers_and_footers_are_set_aside_with_their_place() -> None:
    def page(c):
        centre(c, 50, "柳溪区教育督导自评报告", 10)
        rule(c, LEFT, 58, WIDTH - LEFT, 58)
        set_paragraphs(c, [LONG, OTHER])
        write(c, LEFT, HEIGHT - 45, "内部资料 注意保存", 10)

    extract = read(make_pdf(page, page, page))
    assert texts(extract) == [LONG, OTHER] * 3
    assert {(aside.text, aside.reason) for aside in extract.set_aside} == {
        ("柳溪区教育督导自评报告", "header"),
        ("内部资料 注意保存", "footer"),
    }
    assert [aside.place.page for aside in extract.set_aside if aside.reason == "header"] == [1, 2, 3]


def test_what_stands_once_in_a_margin_is_text() -> None:
    def page(c):
        write(c, LEFT, 60, "附件：柳溪区督学名单")
        set_paragraphs(c, [LONG])

    assert texts(read(make_pdf(page, lambda c: set_paragraphs(c, [OTHER])))) == ["附件：柳溪区督学名单", LONG, OTHER]


# --- places ----------------------------------------------------------------------------------------


def test_every_block_knows_its_page_and_its_box_from_the_top_left() -> None:
    extract = read(make_pdf(lambda c: set_paragraphs(c, [LONG]), lambda c: set_paragraphs(c, [OTHER], top=400)))
    assert [block.place.page for block in extract.blocks] == [1, 2]
    left, top, right, bottom = extract.blocks[1].place.box or (0, 0, 0, 0)
    assert left == pytest.approx(LEFT, abs=1) and right == pytest.approx(WIDTH - LEFT, abs=20)
    assert 380 < top < 400 < bottom < 400 + 3 * PITCH


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(rotation: int) -> None:
    def page(c):
        c.setPageRotation(rotation)
        turn = {90: (0, 1, -1, 0, HEIGHT, 0), 180: (-1, 0, 0, -1, WIDTH, HEIGHT), 270: (0, -1, 1, 0, 0, WIDTH)}
        c.transform(*turn[rotation])
        set_paragraphs(c, [LONG, OTHER])

    extract = read(make_pdf(page))
    assert texts(extract) == [LONG, OTHER]
    left, top, _, _ = extract.blocks[0].place.box or (0, 0, 0, 0)
    assert left == pytest.approx(LEFT, abs=2) and top == pytest.approx(106, abs=6)


# --- certificates ----------------------------------------------------------------------------------


def test_every_page_has_its_certificate() -> None:
    extract = read(make_pdf(lambda c: set_paragraphs(c, [LONG]), lambda c: set_paragraphs(c, [OTHER])))
    assert [(c.page, c.characters, c.complete) for c in extract.certificates] == [
        (1, len(LONG), True),
        (2, len(OTHER), True),
    ]


def test_glyphs_without_a_character_are_counted_and_never_taken_for_text() -> None:
    extract = read(glyphs_without_characters("督导办公室人员名单", 7))
    assert texts(extract)[0] == "督导办公室人员名单"
    assert set("".join(texts(extract)[1:])) <= {"\ufffd"}
    (certificate,) = extract.certificates
    assert certificate.unmapped == 7
    assert certificate.unread == ("第1页有7个字符没有文字编码（字体缺少Unicode映射），无法读出",)


def test_a_photo_beside_text_is_noted_and_leaves_the_page_complete() -> None:
    photo = ImageReader(Image.new("RGB", (40, 30), (200, 30, 30)))

    def page(c):
        set_paragraphs(c, [LONG])
        c.drawImage(photo, 100, 300, 200, 150)

    (certificate,) = read(make_pdf(page)).certificates
    assert certificate.complete and certificate.images_without_text == 1
    assert certificate.notes == ("第1页有1幅图片，图中的文字没有读出",)


def test_a_page_stream_that_is_damaged_is_said_of_the_file() -> None:
    def page(content: bytes) -> bytes:
        return raw_pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(content), content),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        )

    lines = b"".join(b"BT /F1 12 Tf 80 %d Td (Line %d of the report) Tj ET " % (800 - 20 * n, n) for n in range(30))
    sound = zlib.compress(lines)
    damaged = sound[:60] + bytes(byte ^ 0xFF for byte in sound[60:80]) + sound[80:]
    assert all(certificate.complete for certificate in read(page(sound)).certificates)
    last = read(page(damaged)).certificates[-1]
    assert last.page is None and "数据损坏" in last.unread[0]


# --- bad input -------------------------------------------------------------------------------------


def no_pages() -> bytes:
    return raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>")


def one_page() -> bytes:
    return make_pdf(lambda c: set_paragraphs(c, [LONG]))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (make_pdf(lambda c: set_paragraphs(c, [LONG]), password="1234"), "已加密，需要密码.*请去掉密码"),
        (one_page()[: len(one_page()) // 2], "文件不完整，在中途断开.*请重新"),
        (one_page()[:-40], "文件不完整，在中途断开"),
        ("督导工作自评报告".encode(), "不是 PDF 文件.*另存为 PDF"),
        (b"", "不是 PDF 文件"),
        (no_pages(), "没有任何页面.*请重新导出"),
        (b"%PDF-1.7\nnothing of a file\nstartxref\n9\n%%EOF\n", "已损坏，无法打开"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        read(data)


def test_a_file_that_only_forbids_changes_is_read() -> None:
    assert texts(read(make_pdf(lambda c: set_paragraphs(c, [LONG]), owner_password="1234"))) == [LONG]


def test_limits_of_pages_and_bytes_are_said() -> None:
    two = make_pdf(lambda c: set_paragraphs(c, [LONG]), lambda c: set_paragraphs(c, [OTHER]))
    with pytest.raises(UnreadableFile, match="有 2 页，超过 1 页的上限.*请拆分"):
        read(two, Limits(pages=1))
    with pytest.raises(UnreadableFile, match="超过.*MB 的上限"):
        read(two, Limits(file_bytes=1000))


def test_past_the_limit_of_characters_the_rest_is_named_as_unread() -> None:
    extract = read(make_pdf(*[lambda c: set_paragraphs(c, [LONG])] * 3), Limits(characters=50))
    assert texts(extract) == [LONG]
    assert [certificate.complete for certificate in extract.certificates] == [True, False, False]
    assert "第2页没有读" in extract.certificates[1].unread[0]
