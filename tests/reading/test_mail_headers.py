"""Headers of mails, as Chinese mailers write them."""

from __future__ import annotations

import base64
import email

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mail_files import word

from compliance.reading.mail.headers import decode_body, decode_words, header, parameter


def quoted(data: bytes, charset: str) -> str:
    return f"=?{charset}?Q?{''.join(f'={byte:02X}' for byte in data)}?="


HALVES = [base64.b64encode(piece).decode() for piece in ("自评".encode("gbk")[:3], "自评".encode("gbk")[3:])]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("plain words", "plain words"),
        (word("自评报告"), "自评报告"),
        (word("自评报告", "gb18030"), "自评报告"),
        (f"{word('自评')}\r\n {word('报告')}", "自评报告"),  # the fold between two words is no space
        (f"{word('自评', 'gbk')} 2021 {word('报告')}", "自评 2021 报告"),
        (f"=?gb2312?B?{HALVES[0]}?= =?gb2312?B?{HALVES[1]}?=", "自评"),  # a 汉字 cut in two
        (word("镕基小学", "gbk").replace("gbk", "gb2312"), "镕基小学"),  # beyond the charset that is declared
        (quoted("自评".encode(), "UTF-8"), "自评"),
        ("=?utf-8?Q?a_b=20c?=", "a b c"),
        ("=?utf-8*zh-CN?B?6Ieq?=", "自"),  # RFC 2231, 5: with a language
        ("=?nonsense?B?6Ieq6K+E?=", "自评"),
        ("=?utf-8?B?6Ieq6K+E", "=?utf-8?B?6Ieq6K+E"),  # without an end
        ("=?utf-8?B?!?=", ""),
    ],
)
def test_encoded_words(written: str, said: str) -> None:
    assert decode_words(written) == said


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_header_of_raw_bytes(encoding: str) -> None:
    mail = email.message_from_bytes("Subject: 自评报告\r\n\r\n".encode(encoding))
    assert header(mail, "subject") == "自评报告"
    assert header(mail, "From") == ""


@pytest.mark.parametrize(
    "line",
    [
        'attachment; filename="自评.docx"'.encode(),
        'attachment; filename="自评.docx"'.encode("gbk"),
        f'attachment; filename="{word("自评.docx")}"'.encode(),
        f'attachment;\r\n filename="{word("自评", "gbk")}\r\n {word(".docx", "gbk")}"'.encode(),
        b"attachment; filename*=UTF-8''%E8%87%AA%E8%AF%84.docx",
        b"attachment; filename*=gb2312''%D7%D4%C6%C0.docx",
        b"attachment;\r\n filename*0*=GBK''%D7%D4;\r\n filename*1*=%C6%C0;\r\n filename*2=.docx",
        b"attachment; filename*=nonsense''%E8%87%AA%E8%AF%84.docx",
        b"attachment; FILENAME=" + word("自评.docx").encode(),
    ],
)
def test_a_file_name_however_it_is_written(line: bytes) -> None:
    mail = email.message_from_bytes(b"Content-Disposition: " + line + b"\r\n\r\n")
    assert parameter(mail, "Content-Disposition", "filename") == "自评.docx"
    assert parameter(mail, "Content-Type", "name") == ""


@pytest.mark.parametrize(
    ("encoding", "charset"),
    [
        ("utf-8", "utf-8"),
        ("gbk", "gb2312"),
        ("gb18030", ""),
        ("utf-8", "gbk"),
        ("gbk", "us-ascii"),
        ("gbk", "x-unknown"),
        ("hz", "HZ-GB-2312"),
    ],
)
def test_a_text_whose_charset_is_missing_or_wrong(encoding: str, charset: str) -> None:
    text = "请各校于三月五日前报送教育督导工作自评报告和有关材料。"
    assert decode_body(text.encode(encoding), charset) == text


@pytest.mark.parametrize(
    ("written", "said"),
    [("=?utf-7?Q?+2AA-?=", "\ufffd"), ("=?unicode_escape?Q?\\ud800?=", "\\ud800"), ("=?idna?Q?xn--a?=", "xn--a")],
)
def test_no_charset_lets_half_a_character_through(written: str, said: str) -> None:
    assert decode_words(written) == said
    assert decode_body(b"+2AA-", "utf-7") == "\ufffd"


@given(st.text(st.sampled_from("=?bBqQ utf-8自评_\r\n\t\udcb6A+/"), max_size=80))
def test_any_header_is_read(text: str) -> None:
    assert isinstance(decode_words(text), str)
