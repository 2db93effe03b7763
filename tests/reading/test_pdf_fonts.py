"""A PDF that names its Chinese fonts without embedding them is read the same, whatever fonts the machine has."""

from __future__ import annotations

import pytest
from pdf_sheets import LEFT, SIZE, make_pdf, raw_pdf, write
from reportlab.pdfgen.canvas import Canvas

from compliance.reading.pdf.fonts import stands_in_for
from compliance.reading.pdf.reader import read_pdf

ANSI, GB2312, BIG5 = 0, 134, 136


def numbered_glyphs(font: bytes, lines: list[tuple[int, str]], turned: bool = False) -> bytes:
    """A page in a font that is named only, whose codes are glyph numbers; the PDF says which characters they are."""
    codes = {
        character: number for number, character in enumerate(sorted({c for _, text in lines for c in text}), 0x900)
    }
    characters = b" ".join(b"<%04x> <%s>" % (n, c.encode("utf-16-be").hex().encode()) for c, n in codes.items())
    mapping = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Page def 1 begincodespacerange"
        b" <0000> <FFFF> endcodespacerange %d beginbfchar %s endbfchar endcmap end end" % (len(codes), characters)
    )
    matrix = b"0 1 -1 0 %d 80 Tm" if turned else b"1 0 0 1 80 %d Tm"
    content = b" ".join(
        b"BT /F1 14 Tf %s <%s> Tj ET" % (matrix % place, b"".join(b"%04x" % codes[c] for c in text))
        for place, text in lines
    )
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate %d/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
        % (90 if turned else 0),
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>" % font,
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/FontDescriptor 8 0 R/DW 1000"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>" % font,
        b"<</Length %d>>stream\n%s\nendstream" % (len(mapping), mapping),
        b"<</Type/FontDescriptor/FontName/%s/Flags 32/Ascent 859/Descent -140/FontBBox[0 -140 1000 859]/ItalicAngle 0"
        b"/CapHeight 859/StemV 80>>" % font,
    )


@pytest.mark.parametrize("font", [b"FangSong_GB2312", b"#B7#C2#CB#CE_GB2312", b"SimSun"])
@pytest.mark.parametrize("turned", [False, True])
def test_a_font_that_numbers_its_glyphs_is_read_without_its_file(font: bytes, turned: bool) -> None:
    step = -1 if not turned else 1
    lines = [(400 + step * 40 * number, text) for number, text in enumerate(["无", "督导工作", "督导工作", "二"])]
    extract = read_pdf(numbered_glyphs(font, lines, turned), "名单.pdf")
    assert "".join(block.text for block in extract.blocks) == "无督导工作督导工作二"
    assert extract.certificates[0].complete


def test_boxes_do_not_depend_on_what_a_glyph_looks_like() -> None:
    def page(text: str):
        return lambda c: write(c, LEFT, 120, text)

    flat, full = (read_pdf(make_pdf(page(text)), "页.pdf").blocks[0].place.box for text in ("一一一", "國國國"))
    assert flat == full
    assert flat is not None and flat[2] - flat[0] == pytest.approx(3 * SIZE, abs=0.2)


def test_a_typed_space_and_half_width_digits_stay_as_they_are() -> None:
    def page(c: Canvas) -> None:
        write(c, LEFT, 120, "全区现有学校41所，Wi-Fi 6覆盖 12 所。")

    (block,) = read_pdf(make_pdf(page), "页.pdf").blocks
    assert block.text == "全区现有学校41所，Wi-Fi 6覆盖 12 所。"


@pytest.mark.parametrize(
    ("name", "charset"),
    [("Anything", GB2312), ("Anything", BIG5), ("仿宋_GB2312", ANSI), ("ABCDEF+FZXBSK", ANSI), ("SimSun,Bold", ANSI)],
)
def test_the_stand_in_answers_for_chinese_fonts(name: str, charset: int) -> None:
    assert stands_in_for(name.encode("gb18030"), charset)


@pytest.mark.parametrize("name", ["Helvetica", "Times-Roman", "Calibri", "ArialMT", "Symbol", "Wingdings", "Cambria"])
def test_latin_fonts_are_left_to_pdfium(name: str) -> None:
    assert not stands_in_for(name.encode(), ANSI)
