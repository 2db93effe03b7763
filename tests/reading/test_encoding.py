"""Which encoding a text file is in, and what happens to what cannot be decoded."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.reading.encoding.decoding import decode, is_binary

SIMPLIFIED = (
    "清川区人民政府教育督导室2021年工作总结\n一、组织领导\n"
    "区政府成立了由分管副区长任组长的教育督导工作领导小组,全年召开专题会议4次,落实督导经费36.5万元。\n"
)
TRADITIONAL = (
    "清川區人民政府教育督導室工作總結\n一、組織領導\n"
    "區政府成立了由分管副區長任組長的教育督導工作領導小組,全年召開專題會議四次,落實督導經費。\n"
)


@pytest.mark.parametrize(
    ("codec", "text", "expected"),
    [
        ("utf-8", SIMPLIFIED, "utf-8"),
        ("utf-8-sig", SIMPLIFIED, "utf-8"),
        ("utf-8", TRADITIONAL, "utf-8"),
        ("gb2312", SIMPLIFIED, "gb18030"),
        ("gbk", SIMPLIFIED, "gb18030"),
        ("gb18030", SIMPLIFIED, "gb18030"),
        ("gb18030", TRADITIONAL, "gb18030"),
        ("big5", TRADITIONAL, "cp950"),
        ("utf-16", SIMPLIFIED, "utf-16-le"),  # Python writes a byte order mark
        ("utf-16-le", SIMPLIFIED, "utf-16-le"),
        ("utf-16-be", SIMPLIFIED, "utf-16-be"),
        ("utf-16-le", TRADITIONAL, "utf-16-le"),
    ],
)
def test_every_encoding_in_use_is_told(codec: str, text: str, expected: str) -> None:
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.replaced) == (text, expected, 0)


@pytest.mark.parametrize("codec", ["gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["学校已成立领导小组。", "教育督导委员会每年召开两次会议"])
def test_one_sentence_is_enough(codec: str, text: str) -> None:
    assert decode(text.encode(codec)).text == text


def test_utf16_with_a_byte_order_mark_of_either_kind_is_read() -> None:
    assert decode(b"\xff\xfe" + "督导".encode("utf-16-le")).text == "督导"
    assert decode(b"\xfe\xff" + "督导".encode("utf-16-be")).text == "督导"


def test_ascii_is_utf8() -> None:
    assert decode(b"GB/T 9704-2012").encoding == "utf-8"


def test_a_few_damaged_bytes_are_kept_as_replacement_characters_and_counted() -> None:
    data = SIMPLIFIED.encode()
    at = data.index("领导小组".encode())
    damaged = decode(data[:at] + b"\xff\xfe" + data[at:])
    assert damaged.encoding == "utf-8"
    assert damaged.replaced == 2
    assert damaged.text.replace("\ufffd", "") == SIMPLIFIED
    assert "有 2 个字符无法还原" in damaged.notes[-1]


def test_a_file_cut_off_in_the_middle_of_a_character_keeps_its_encoding() -> None:
    assert decode(SIMPLIFIED.encode()[:-2]).encoding == "utf-8"
    assert decode(SIMPLIFIED.rstrip("\n").encode("gb18030")[:-3]).encoding == "gb18030"


def test_a_declared_encoding_counts_where_it_fits() -> None:
    assert decode("督".encode("gb18030"), "gb2312").text == "督"
    assert decode(SIMPLIFIED.encode(), "gb2312").text == SIMPLIFIED


@pytest.mark.parametrize("declared", ["unicode_escape", "Raw-Unicode-Escape", "punycode", "idna", "zip", "a\0b", "督"])
def test_what_is_no_charset_is_not_heeded(declared: str) -> None:
    assert decode("现有督学12人。\\ud800".encode("gb18030"), declared).text == "现有督学12人。\\ud800"


def test_half_a_character_is_lost() -> None:
    assert decode(b"\0+2AA-", "utf-7").text == "\ufffd\ufffd"


def test_line_ends_become_one_kind() -> None:
    assert decode("一\r\n二\r三\n".encode()).text == "一\n二\n三\n"


def test_another_encoding_than_utf8_is_noted() -> None:
    assert decode(SIMPLIFIED.encode("gbk")).notes == ("文件编码为 GB18030，已转换",)
    assert decode(SIMPLIFIED.encode()).notes == ()


def test_random_bytes_are_no_text_and_chinese_is() -> None:
    assert is_binary(decode(bytes(range(256)) * 20).text)
    assert not is_binary(SIMPLIFIED)


@given(st.binary(max_size=400))
@settings(max_examples=150)
def test_any_bytes_decode(data: bytes) -> None:
    assert "\r" not in decode(data).text


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=80))
@settings(max_examples=100)
def test_any_text_survives_utf8(text: str) -> None:
    assert decode(text.encode()).text == text
