"""Characters that stand somewhere on a page come together as the text that a reader sees there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.reading.pages.glyphs import Face, Glyph, pieces_of, text_of

SIZE = 10.0


def line(text: str, x: float = 0.0, y: float = 100.0, step: float = SIZE, run: int = 0) -> list[Glyph]:
    """Characters of ten points; a space in the text is a typed one."""
    glyphs: list[Glyph] = []
    for index, character in enumerate(text):
        left = x + index * step
        box = (left, y - SIZE, left + min(step, SIZE), y)
        if character != " ":
            glyphs.append(Glyph(character, box, SIZE, Face("仿宋"), text[index - 1 : index] == " ", run))
    return glyphs


def texts(glyphs: list[Glyph], *regions: tuple[float, float, float, float]) -> list[str]:
    return [piece.text for piece in pieces_of(glyphs, regions)]


def test_characters_that_touch_make_one_piece() -> None:
    (piece,) = pieces_of(line("督导办公室"))
    assert (piece.text, piece.box, piece.size, piece.font) == ("督导办公室", (0, 90, 50, 100), 10, "仿宋")


def test_a_gap_of_an_em_parts_two_pieces() -> None:
    assert texts(line("姓名") + line("张某", 35)) == ["姓名", "张某"]


def test_letter_spaced_characters_stay_one_word() -> None:
    assert texts(line("工作总结", step=15)) == ["工作总结"]


def test_typed_spaces_stay() -> None:
    assert text_of(line("ab cd", step=5)) == "ab cd"
    assert text_of(line("通 知", step=5)) == "通 知"


def test_lines_stand_one_below_the_other_whatever_the_order_of_the_file() -> None:
    assert texts(line("第二行", y=130) + line("第一行")) == ["第一行", "第二行"]


def test_a_piece_does_not_cross_the_border_of_a_region() -> None:
    pieces = pieces_of(line("小学") + line("所数", 20), [(0, 80, 20, 110), (20, 80, 60, 110)])
    assert [(piece.text, piece.region) for piece in pieces] == [("小学", 0), ("所数", 1)]


def test_text_printed_over_text_is_not_mixed_into_it() -> None:
    assert sorted(texts(line("已经审核") + line("作废", 12))) == ["作废", "已经审核"]


def narrow(*placed: tuple[str, float], run: int = 0) -> list[Glyph]:
    """Characters that are taken to be 5.5 points wide."""
    return [Glyph(c, (x, 90, x + 5.5, 100), SIZE, Face("Times"), run=run) for c, x in placed]


def test_a_character_that_is_drawn_after_its_line_stands_in_the_hole_that_was_left_for_it() -> None:
    """∶ is three points wide in this font, and is set together with the comma behind the next digit."""
    digits = narrow(("1", 30), ("2", 35), ("1", 43))
    after = [*narrow(("∶", 40), run=1), *line("，低", 48, run=1)]
    assert texts([*line("生机比"), *digits, *after]) == ["生机比12∶1，低"]


def test_several_characters_that_are_drawn_after_their_line_stand_in_their_holes() -> None:
    digits = narrow(("1", 0), ("8", 8), ("、", 13), ("1", 23), ("9", 31))
    assert texts([*digits, *narrow(("∶", 5), run=1), *narrow(("∶", 28), run=2)]) == ["1∶8、1∶9"]


def test_boxes_to_tick_are_letter_spaced_as_characters_are() -> None:
    assert texts(line("□是■否", step=13)) == ["□是■否"]


def test_a_piece_has_the_face_of_its_chinese_characters() -> None:
    mixed = [glyph._replace(face=Face("Times")) if glyph.character == "A" else glyph for glyph in line("A级学校")]
    assert pieces_of(mixed)[0].font == "仿宋"


@given(st.text("督学责任区", min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_no_order_of_the_characters_changes_their_line(text: str, shuffling: object) -> None:
    glyphs = line(text)
    shuffling.shuffle(glyphs)
    assert texts(glyphs) == [text]


@pytest.mark.parametrize("offset", [(0.3, 0.0), (0.0, 0.4), (0.3, 0.3)])
def test_what_is_printed_twice_is_read_once(offset: tuple[float, float]) -> None:
    assert texts(line("人人有责") + line("人人有责", offset[0], 100 + offset[1], run=1)) == ["人人有责"]


def test_two_characters_of_one_run_in_one_place_are_two() -> None:
    """One glyph that stands for both of ——."""
    dash = line("年—")
    assert texts([*dash, dash[1], *line("梧", 20)]) == ["年——梧"]


def test_a_typed_space_that_ends_a_run_parts_what_follows_it_on_the_line_whatever_the_order() -> None:
    space = Glyph(" ", (20, 90, 20, 100), SIZE, Face())
    assert texts([*line("附表", run=1), space, *line("数据", 22, run=2)]) == ["附表 数据"]
    assert texts([*line("数据", 22, run=2), *line("附表", run=1), space]) == ["附表 数据"]


def test_digits_of_a_wide_font_do_not_fall_apart() -> None:
    digits = [Glyph(c, (7.0 * i, 90, 7.0 * i + 5.5, 100), SIZE, Face("黑体")) for i, c in enumerate("2020")]
    assert texts([*digits, *line("年", 28)]) == ["2020年"]
