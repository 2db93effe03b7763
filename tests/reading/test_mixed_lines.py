"""Text files put together from parts in several encodings, or with bytes that fell out, are read line by line."""

from __future__ import annotations

import pytest
from damaging import SENTENCES, TRADITIONAL, sentences
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.reading.encoding.decoding import decode
from compliance.reading.encoding.mixed_lines import read_lines

SIMPLIFIED = "\n".join(SENTENCES) + "\n"
BIG5 = "\n".join(TRADITIONAL) + "\n"


@pytest.mark.parametrize(
    ("first", "second", "text", "other", "lines"),
    [
        ("utf-8", "gb18030", SIMPLIFIED, SENTENCES[0], "GB18030"),
        ("gb18030", "utf-8", SIMPLIFIED, SENTENCES[0], "UTF-8"),
        ("utf-8", "cp950", SIMPLIFIED, TRADITIONAL[0], "Big5"),
        ("gb18030", "cp950", SIMPLIFIED, TRADITIONAL[0], "Big5"),
        ("cp950", "gb18030", BIG5 * 2, SENTENCES[0], "GB18030"),
        ("cp950", "utf-8", BIG5 * 2, SENTENCES[0], "UTF-8"),
    ],
)
def test_a_line_in_another_encoding_is_read_and_said(
    first: str, second: str, text: str, other: str, lines: str
) -> None:
    decoded = decode(text.encode(first) + other.encode(second))
    assert decoded.text == text + other
    assert decoded.replaced == 0
    number = text.count("\n") + 1
    assert f"第 {number} 行有文字的编码与全文不同或错位，已按 {lines} 读出，请核对" in decoded.notes


@given(sentences, sentences, sentences, st.sampled_from((("utf-8", "gb18030"), ("gb18030", "utf-8"))))
@settings(deadline=None, max_examples=50)
def test_so_is_a_passage_within_a_line(before: str, text: str, after: str, encodings: tuple[str, str]) -> None:
    own, other = encodings
    data = SIMPLIFIED.encode(own) + before.encode(own) + text.encode(other) + after.encode(own)
    assert decode(data).text == SIMPLIFIED + before + text + after


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_a_byte_that_fell_out_costs_one_character_and_not_the_rest_of_the_line(encoding: str) -> None:
    data = SIMPLIFIED.encode(encoding)
    at = data.index("责任督学".encode(encoding))
    decoded = decode(data[:at] + data[at + 1 :])
    assert decoded.text.replace("\ufffd", "") == SIMPLIFIED.replace("责任督学", "任督学", 1)
    assert decoded.replaced in (1, 2)


@given(st.lists(sentences, min_size=1, max_size=8).map("\n".join), st.sampled_from(("utf-8", "gb18030")))
@settings(deadline=None)
def test_a_whole_file_is_read_as_it_is(text: str, encoding: str) -> None:
    assert read_lines(text.encode(encoding), encoding) == (text, ())


def test_rare_names_of_a_whole_file_stay() -> None:
    text = "督学𠮷㐂、王犇、李燚、赵玥，学校在盩厔、鄠县。\n" * 3
    assert read_lines(text.encode("gb18030"), "gb18030") == (text, ())


def test_many_lines_are_named_by_their_first() -> None:
    text = "\n".join(SENTENCES * 5)
    data = b"\n".join(line.encode("gb18030" if number % 3 else "utf-8") for number, line in enumerate(text.split("\n")))
    decoded = decode(data)
    assert decoded.text == text
    assert "等" in decoded.notes[1]


@given(st.binary(max_size=300), st.sampled_from(("utf-8", "gb18030", "cp950", "big5hkscs")))
@settings(deadline=None)
def test_any_bytes_are_read(data: bytes, encoding: str) -> None:
    text, repairs = read_lines(data, encoding)
    assert text.count("\n") == data.count(b"\n")
    assert all(1 <= repair.line <= data.count(b"\n") + 1 for repair in repairs)
