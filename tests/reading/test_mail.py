"""Mails: their text is read, their attachments are files of their own, and no hostile one costs much."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mail_files import attached, mail, mail_of, multipart, part, word

from compliance.errors import UnreadableFile
from compliance.reading.blocks import Extract
from compliance.reading.containers import Member, members
from compliance.reading.limits import Limits
from compliance.reading.mail.reader import is_mail, read_mail
from compliance.terms import BlockKind

H, P, T = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.TABLE
PAGE = "text/html; charset=utf-8"
TEXT = "请各校于三月五日前报送教育督导工作自评报告。"


def read(data: bytes) -> Extract:
    return read_mail(data, "来信.eml")


def texts(data: bytes) -> list[str]:
    return [block.text for block in read(data).blocks]


def files(data: bytes) -> list[Member]:
    """The attachments, without the mail itself."""
    first, *others = members(data, "来信.eml", lambda data, name: False)
    assert first == Member("来信.eml", data)
    return others


# --- Subject and text ------------------------------------------------------------------------------


def test_the_subject_is_a_heading_and_the_envelope_is_set_aside() -> None:
    extract = read(mail(TEXT, subject="关于报送材料的通知"))
    assert [(b.kind, b.text, b.section) for b in extract.blocks] == [
        (H, "关于报送材料的通知", ()),
        (P, TEXT, ("关于报送材料的通知",)),
    ]
    assert extract.title == "关于报送材料的通知"
    assert extract.media_type == "message/rfc822"
    assert [(a.reason, a.text) for a in extract.set_aside] == [
        ("mail_header", "发件人：duxue@qinghe.invalid"),
        ("mail_header", "收件人：ban@qinghe.invalid"),
        ("mail_header", "日期：Mon, 1 Mar 2021 09:00:00 +0800"),
    ]
    assert extract.certificates[0].complete and extract.certificates[0].notes == ()


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (TEXT.encode("gbk"), ("Content-Type: text/plain; charset=gb2312", "Content-Transfer-Encoding: 8bit")),
        (TEXT.encode("gbk"), ()),
        (TEXT.encode(), ("Content-Type: text/plain; charset=gbk",)),
        (f"<p>{TEXT}</p>".encode("gbk"), ("Content-Type: text/html; charset=GBK",)),
        (f"<meta charset=gb2312><p>{TEXT}</p>".encode(), ("Content-Type: text/html; charset=utf-8",)),
    ],
)
def test_the_text_in_any_encoding(body: bytes, headers: tuple[str, ...]) -> None:
    assert texts(mail(body, *headers)) == ["报送材料", TEXT]


def test_of_two_alternatives_the_plain_one_is_read() -> None:
    assert texts(mail_of(part(TEXT), part(f"<p>{TEXT}</p><p>签名</p>", PAGE), kind="alternative")) == ["报送材料", TEXT]


def test_but_the_page_where_only_it_has_the_table_or_the_text() -> None:
    page = part("<p>见下表</p><table><tr><td>学校</td><td>教师</td></tr><tr><td>一小</td><td>5</td></tr></table>", PAGE)
    blocks = read(mail_of(part("见下表\r\n学校\r\n教师\r\n一小\r\n5"), page, kind="alternative")).blocks
    assert [block.kind for block in blocks][-1] is T
    stub = part("请用支持网页格式的邮件程序查看。")
    assert texts(mail_of(stub, part(f"<p>{TEXT * 3}</p>", PAGE), kind="alternative"))[1:] == [TEXT * 3]


def test_several_texts_follow_each_other() -> None:
    assert texts(mail_of(part("第一部分。"), attached(b"1", "a.docx"), part("第二部分。"))) == [
        "报送材料",
        "第一部分。",
        "第二部分。",
    ]


def test_a_mail_without_text_says_so() -> None:
    certificate = read(mail_of(attached(b"1", "a.docx"))).certificates[0]
    assert certificate.complete
    assert certificate.notes == ("邮件没有正文", "邮件有1个附件（a.docx），作为单独的文件读取")


def test_pictures_in_the_text_are_counted_and_are_no_files() -> None:
    picture = part(b"\x89PNG", "image/png", "Content-ID: <a>", "Content-Disposition: inline; filename=a.png")
    data = mail_of(part("<p>见图<img src='cid:a'></p>", PAGE), picture, kind="related")
    assert read(data).certificates[0].images_without_text == 1
    assert files(data) == []


def test_a_saved_page_is_read_like_a_page_and_its_furniture_is_left_out() -> None:
    page = part(
        "<html><body><h1>督导通报</h1><p>已整改。</p></body></html>", PAGE, "Content-Location: http://a.invalid/"
    )
    frame = part("<p>广告</p>", PAGE, "Content-Location: http://a.invalid/frame")
    style = part("p { }", "text/css", "Content-Location: http://a.invalid/a.css")
    data = mail_of(page, frame, style, kind="related", subject="督导通报")
    assert texts(data) == ["督导通报", "已整改。"]
    assert files(data) == []


@pytest.mark.parametrize(
    "data",
    [
        mail(b"MIIB", "Content-Type: application/pkcs7-mime; smime-type=enveloped-data"),
        mail_of(part("Version: 1", "application/pgp-encrypted"), attached(b"1", "encrypted.asc"), kind="encrypted"),
    ],
)
def test_an_encrypted_mail_is_not_complete(data: bytes) -> None:
    assert read(data).certificates[0].unread == ("邮件的正文已加密或封装在签名中，没有读取，请解密后另存再提交",)


def test_a_signature_is_neither_text_nor_file() -> None:
    data = mail_of(part(TEXT), attached(b"1", "smime.p7s", "application/pkcs7-signature"), kind="signed")
    assert texts(data) == ["报送材料", TEXT] and files(data) == []
    assert read(data).certificates[0].complete


# --- Attachments -----------------------------------------------------------------------------------


def test_attachments_are_files_by_their_names() -> None:
    data = mail_of(
        part(TEXT),
        attached(b"1", "自评报告.docx"),
        attached(b"2", word("统计表.xlsx", "gbk")),
        attached(b"3", "自评报告.docx"),
        attached(b"4", "../../etc/passwd"),
        attached(b"5", "", "application/pdf"),
        part("附在文后的说明", "text/plain; charset=utf-8; name=readme.txt"),
    )
    assert [(m.name, m.data) for m in files(data)] == [
        ("来信.eml/自评报告.docx", b"1"),
        ("来信.eml/统计表.xlsx", b"2"),
        ("来信.eml/自评报告（2）.docx", b"3"),
        ("来信.eml/etc/passwd", b"4"),
        ("来信.eml/附件5.pdf", b"5"),
        ("来信.eml/readme.txt", "附在文后的说明".encode()),
    ]
    assert texts(data) == ["报送材料", TEXT]
    assert "邮件有6个附件（自评报告.docx、统计表.xlsx、自评报告.docx" in read(data).certificates[0].notes[0]


def test_a_mail_in_a_mail_is_a_file_with_files_of_its_own() -> None:
    inner = mail_of(part("内层。"), attached(b"1", "表.xlsx"), subject="转发：材料", boundary="inner")
    data = mail_of(part("外层。"), part(inner.decode(), "message/rfc822"))
    assert texts(data) == ["报送材料", "外层。"]
    held, table = files(data)
    assert (held.name, table.name) == ("来信.eml/转发：材料.eml", "来信.eml/转发：材料.eml/表.xlsx")
    assert held.data is not None and texts(held.data) == ["转发：材料", "内层。"]


def test_mails_in_mails_end_at_the_depth_of_archives() -> None:
    data = mail_of(part("底"), attached(b"1", "底.txt"), boundary="b0")
    for n in range(1, 6):
        data = mail_of(part(str(n)), part(data.decode(), "message/rfc822"), boundary=f"b{n}")
    last = files(data)[-1]
    assert last.why_not.startswith("压缩包或邮件嵌套超过 3 层，没有打开")
    assert last.name == "来信.eml" + "/报送材料.eml" * 3


def test_the_private_format_of_outlook_is_said() -> None:
    data = mail_of(part(TEXT), attached(b"1", "winmail.dat", "application/ms-tnef"))
    assert "Outlook 专用的 winmail.dat，其中的内容没有读取" in files(data)[0].why_not
    assert not read(data).certificates[0].complete


def test_an_attachment_larger_than_any_file_is_said() -> None:
    data = mail_of(part(TEXT), attached(b"1" * 5000, "大.docx"), attached(b"1", "小.docx"))
    _, large, small = members(data, "来信.eml", lambda data, name: False, Limits(file_bytes=4000))
    assert "没有读取" in large.why_not and small.data == b"1"


# --- What is a mail --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (mail(TEXT), "来信"),
        (mail(TEXT), "来信.txt"),
        (b"Received: by a\r\n\tfor b\r\nDate: x\r\nMessage-ID: <1>\r\n\r\n", "a"),
        (b"From: <Saved by WebKit>\r\nMIME-Version: 1.0\r\n\r\n", "通报.mht"),
        (b"\xef\xbb\xbfSubject: 1\r\n\r\n", "来信.EML"),
        (b"From a@b Mon Mar  1 09:00:00 2021\nFrom: a\nTo: b\nSubject: c\n\n", "mbox"),
    ],
)
def test_mails_are_told_by_their_headers(data: bytes, name: str) -> None:
    assert is_mail(data, name)


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        "主题：报送材料\n发件人：督导办\n\n正文".encode(),
        b"To: all\nSubject: plan\n\nWe will meet.",
        b"Name: x\nAge: 3\nFrom: here\n\n",
        b"",
    ],
)
def test_texts_with_colons_are_no_mails(data: bytes) -> None:
    assert not is_mail(data, "甲.txt")


# --- Hostile mails ---------------------------------------------------------------------------------

NESTED = b"".join(b"Content-Type: multipart/mixed; boundary=B%d\r\n\r\n--B%d\r\n" % (n, n) for n in range(300))


@pytest.mark.parametrize(
    "data",
    [
        mail_of(*[b"\r\nx"] * 100_000),
        mail_of(*[attached(b"1", "a.txt")] * 3_000),
        mail("\r\nx" * 1000, NESTED.rstrip()),
        b"From: a\r\nTo: b\r\nSubject: c\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 3000,
        b"From: a\r\nTo: b\r\nSubject: c\r\n" + b"A: b\r\n" * 150_000 + b"\r\n",
        b"From: a\r\nTo: b\r\nSubject: c\r\n\r\n" + b"\n" * 4_000_000,
    ],
    ids=["parts", "attachments", "nested multiparts", "nested mails", "headers", "lines"],
)
def test_a_costly_mail_is_refused_at_once(data: bytes) -> None:
    start = time.monotonic()
    with pytest.raises(
        UnreadableFile, match="^来信.eml：邮件的部分过多或嵌套过深，没有读取，请把正文和附件另存后提交。$"
    ):
        read(data)
    assert files(data) == [Member("来信.eml", None, "邮件的部分过多或嵌套过深，没有读取，请把正文和附件另存后提交")]
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("tail", [b";" * 3_000_000, b'"' * 3_000_000, b"; a*0=x" * 300_000, b"=?utf-8?Q?" * 300_000])
def test_a_header_without_end_costs_nothing(tail: bytes) -> None:
    start = time.monotonic()
    for name in (b"Content-Type: text/plain", b"Content-Disposition: inline", b"Subject: x"):
        read(b"From: a\r\nTo: b\r\nDate: c\r\n" + name + tail + b"\r\n\r\nx")
    assert time.monotonic() - start < 5


SAMPLE = mail_of(
    multipart(part(TEXT), part(f"<p>{TEXT}</p>", PAGE), kind="alternative", boundary="inner"),
    attached("材料".encode(), word("自评.docx", "gbk")),
    part(mail("内层").decode(), "message/rfc822"),
)


@given(st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.integers(0, 255)), max_size=10), st.floats(0.2, 1))
@settings(max_examples=200)
def test_any_damage_is_read_or_refused(flips: list[tuple[int, int]], cut: float) -> None:
    data = bytearray(SAMPLE)
    for at, value in flips:
        data[at] = value
    damaged = bytes(data[: int(cut * len(data))])
    with contextlib.suppress(UnreadableFile):
        read(damaged)
    for member in members(damaged, "来信.eml", lambda data, name: False):
        assert (member.data is None) == bool(member.why_not)
