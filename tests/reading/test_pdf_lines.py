"""Lines that are read all at once say the same as when each of their tokens is looked at by itself."""

from __future__ import annotations

from pathlib import Path
from unicodedata import bidirectional

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_sheets import HEIGHT, LEFT, PITCH, SIZE, make_pdf, set_paragraphs, write
from reportlab.pdfgen.canvas import Canvas

from compliance.reading.pages.joining import width
from compliance.reading.pages.text import Piece, without_private_codes
from compliance.reading.pdf.characters import by_line, by_token
from compliance.reading.pdf.codes import HYPHENS, RUN, hyphens, inner_signs, is_printable, runs_from_right, suspects
from compliance.reading.pdf.frame import PageFrame
from compliance.reading.pdf.lines import plain_lines
from compliance.reading.pdf.reader import open_document
from compliance.reading.pdf.source import Source
from compliance.reading.pdf.tokens import tokens_of

SAMPLES = Path(__file__).parents[2] / "samples"
TEXT = "区政府把督导工作列入年度重点任务，成立“领导小组”，由分管副区长任组长——成员单位十二家。"
FONTS = ("STSong-Light", "STSong-Light", "Helvetica", "Times-Bold")
WORDS = ("全区", "学校41所", "2021年", "the well-known", "co-", "“督导”", "—", "35.6%", "a", "校", "∶", "\u3000名")


def read_twice(page: pdfium.PdfPage) -> tuple[list[Piece], list[Piece], int]:
    """All at once, token by token, and how many lines were plain."""
    left, bottom, right, top = page.get_bbox()
    textpage = page.get_textpage()
    try:
        source = Source(textpage.raw, PageFrame(left, bottom, right, top, page.get_rotation()))
        tokens = tokens_of(source)
        count = len(tokens.firsts)
        plain = sum(plain_lines(source, tokens)[1]) if count else 0
        return list(by_line(source)), list(by_token(source, tokens.each(0, count))), plain
    finally:
        textpage.close()


def check(data: bytes) -> int:
    """Compares all pages; returns how many plain lines they have."""
    document, found = open_document(data, "表.pdf"), 0
    try:
        for page in document:
            at_once, by_itself, plain = read_twice(page)
            assert at_once == by_itself
            found += plain
    finally:
        document.close()
    return found


# A run of text: which words, set how far behind the one before (in ems), raised, in what font and size.
RUNS = st.tuples(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map("".join),
    st.sampled_from((0.0, 0.0, 0.0, 0.1, 0.15, 0.25, 0.5, 0.9, 1.5, -0.3, -3.0)),
    st.sampled_from((0.0, 0.0, 0.0, 3.0, -5.0)),
    st.sampled_from(FONTS),
    st.sampled_from((1.0, 1.0, 0.6, 1.4)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(RUNS, min_size=1, max_size=6), min_size=1, max_size=12), st.sampled_from((0, 90, 180, 270)))
def test_on_pages_of_any_make(lines: list[list[tuple[str, float, float, str, float]]], turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        for number, line in enumerate(lines):
            x = LEFT
            for text, gap, up, font, scale in line:
                x += gap * SIZE
                write(canvas, x, 120 + number * PITCH - up, text, scale * SIZE, font)
                x += width(text) * scale * SIZE

    check(make_pdf(draw))


SLANTED = st.tuples(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map("".join),
    st.integers(0, 300),
    st.integers(100, 700),
    st.sampled_from((0.0, 0.5, -0.5, 2.0)),  # steepness
    st.sampled_from((0.0, 1.0, -3.0, 9.0)),  # between characters
    st.sampled_from((0.0, 7.0, -7.0)),  # raised
    st.sampled_from((0.0, 6.0, -3 * SIZE)),  # how far behind the first text the second begins
    st.sampled_from(("", "”—“b", "“—”", *WORDS)),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(SLANTED, min_size=1, max_size=8))
def test_on_pages_that_are_slanted_and_spaced(
    runs: list[tuple[str, int, int, float, float, float, float, str]],
) -> None:
    def draw(canvas: Canvas) -> None:
        for text, x, y, steep, space, rise, step, more in runs:
            run = canvas.beginText()
            run.setTextTransform(1, steep, -steep, 1, x, y)
            run.setFont("STSong-Light", SIZE)
            run.setCharSpace(space)
            run.setRise(rise)
            run.textOut(text)
            run.moveCursor(width(text) * SIZE + step, 0)
            run.textOut(more)
            canvas.drawText(run)

    check(make_pdf(draw))


def test_running_text_is_plain() -> None:
    assert check(make_pdf(lambda canvas: set_paragraphs(canvas, [TEXT * 3, TEXT * 2]))) == 10


def test_a_line_with_a_hole_or_a_hyphen_is_not() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, LEFT, 120, "姓名")
        write(canvas, LEFT + 6 * SIZE, 120, "单位")
        write(canvas, LEFT, 150, "the infor-", SIZE, "Helvetica")
        write(canvas, LEFT, 180, "mation system", SIZE, "Helvetica")
        canvas.drawString(LEFT, HEIGHT - 210, "of the district")

    assert check(make_pdf(draw)) == 2


def test_lines_beside_a_character_as_high_as_all_of_them() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 20, 400, "大", 300)
        for line in range(20):
            write(canvas, 330, 130 + 14 * line, TEXT[line : line + 5], 8)

    check(make_pdf(draw))


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.pdf")), ids=lambda path: path.name)
def test_on_the_samples(path: Path) -> None:
    assert check(path.read_bytes()) > 0


# --- patterns for characters -----------------------------------------------------------------------


def everything() -> str:
    return "".join(map(chr, range(0x110000)))


def test_white_space_is_what_python_takes_for_it() -> None:
    text = everything()
    inside = {code for found in RUN.finditer(text) for code in range(*found.span())}
    spaces = [code for code in range(0x110000) if code not in inside and chr(code) not in HYPHENS]
    assert spaces == [code for code in range(0x110000) if chr(code).isspace()]


def test_what_may_be_no_character_is_not_taken_for_printable() -> None:
    text = everything()
    cleaned = without_private_codes(text, kept=HYPHENS)
    changed = [one for one, other in zip(text, cleaned, strict=True) if one != other]
    assert not any(is_printable(f"区{one}县") for one in changed)
    assert is_printable("区政府“十四五”规划，2021年。\r\nthe well-known 35.6%")


def test_one_character_of_each_word_is_a_suspect() -> None:
    text = "学校41所，the well-known “督导”、\r\n"
    assert [text[index] for index in suspects(text)] == ["学", "4", "所", "t", "w", "-", "k", "“", "督", "”"]


def test_signs_stand_right_behind_another_character() -> None:
    assert inner_signs("“督导”与“评估” “a") == [3, 5, 8]
    assert inner_signs("\x02“督\n—") == []


def test_hyphens_at_line_ends() -> None:
    assert hyphens("infor\x02mation co\ufffeop well-known") == [5, 15]
    assert hyphens("well-known") == []


def test_all_that_unicode_writes_from_right_to_left_is_known() -> None:
    from_right = {"R", "AL", "RLE", "RLO", "RLI"}
    missed = [one for one in everything() if bidirectional(one) in from_right and not runs_from_right(one)]
    assert missed == []
    assert not runs_from_right("全区41所学校 the well-known “督导”——①")
