"""A file is what it holds; what cannot be read is refused with what to do about it."""

import io
import zipfile

import pytest

from compliance.errors import UnreadableFile
from compliance.reading.detection import detect, is_document
from compliance.reading.formats import (
    HTML,
    JPEG,
    MAIL,
    MARKDOWN,
    OFD,
    OLD_WORD,
    OLD_WORKBOOK,
    OPEN_SHEET,
    OPEN_TEXT,
    PDF,
    PNG,
    RTF,
    TEXT,
    TIFF,
    VALUES,
    WORD,
    WORKBOOK,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return buffer.getvalue()


def open_document(kind: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        file.writestr("content.xml", "<x/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        ("一、组织领导".encode(), "总结.txt", TEXT),
        ("一、组织领导".encode("gb18030"), "总结.txt", TEXT),
        ("# 总结\n正文".encode(), "总结.md", MARKDOWN),
        ("<!DOCTYPE html><p>正文</p>".encode(), "总结.html", HTML),
        (b"%PDF-1.7\n", "a.pdf", PDF),
        (b"\n\n%PDF-1.4\n", "a.pdf", PDF),
        (archive("[Content_Types].xml", "word/document.xml"), "a.docx", WORD),
        (archive("[Content_Types].xml", "word/document.xml")[:40], "a.docx", WORD),  # its reader says it is cut off
    ],
)
def test_the_media_type_follows_from_content(data: bytes, name: str, media_type: str) -> None:
    detected = detect(data, name)
    assert (detected.media_type, detected.note) == (media_type, "")


@pytest.mark.parametrize(
    ("data", "name", "media_type", "note"),
    [
        (archive("word/document.xml"), "总结.pdf", WORD, "文件名以 .pdf 结尾，内容却是Word 文档"),
        (b"%PDF-1.7\n", "总结.docx", PDF, "内容却是PDF，已按PDF读取"),
        ("<html><body>正文</body></html>".encode(), "总结.docx", HTML, "内容却是网页"),
        ("全年召开会议4次。".encode(), "总结.docx", TEXT, "内容却是纯文本"),
        ("全年召开会议4次。".encode(), "总结.html", TEXT, "内容却是纯文本"),
    ],
)
def test_a_name_that_lies_is_noted_and_not_believed(data: bytes, name: str, media_type: str, note: str) -> None:
    detected = detect(data, name)
    assert detected.media_type == media_type
    assert note in detected.note


def test_markdown_in_a_txt_is_read_as_markdown() -> None:
    table = "## 附表\n\n| 学校 | 教师 |\n| --- | --- |\n| 一小 | 50 |\n"
    assert detect(table.encode(), "总结.txt").media_type == MARKDOWN
    assert detect("| 甲 | 乙 |\n一小 50\n".encode(), "总结.txt").media_type == TEXT


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "总结.doc", OLD_WORD),
        (OLE + "Workbook".encode("utf-16-le"), "附表.xls", OLD_WORKBOOK),
        (OLE + "Workbook".encode("utf-16-le"), "附表.et", OLD_WORKBOOK),
        (archive("xl/workbook.xml"), "附表.xlsx", WORKBOOK),
        (archive("OFD.xml", "Doc_0/Document.xml"), "文件.ofd", OFD),
        (open_document("text"), "总结.odt", OPEN_TEXT),
        (open_document("spreadsheet"), "附表.ods", OPEN_SHEET),
        (b"\x89PNG\r\n\x1a\n", "扫描.png", PNG),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "扫描.jpg", JPEG),
        (b"II*\x00\x08\x00", "扫描.tif", TIFF),
        (b"{\\rtf1\\ansi", "总结.rtf", RTF),
        (b"Subject: x\nFrom: a@b\nMIME-Version: 1.0\n\nx", "来信.eml", MAIL),
        ("学校,学生数\n一小,120\n".encode(), "附表.csv", VALUES),
    ],
)
def test_office_files_pictures_and_mails_are_told_by_content(data: bytes, name: str, media_type: str) -> None:
    detected = detect(data, name)
    assert (detected.media_type, detected.note) == (media_type, "")


def test_a_letter_in_a_text_is_no_mail() -> None:
    assert detect("时间：2021年\n地点：县教育局\n会议记录".encode(), "记录.txt").media_type == TEXT
    assert detect(b"Note: one\nother: two\n\ntext", "a.txt").media_type == TEXT


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "总结.docx", "已加密.*取消打开密码"),
        (OLE + "__substg1.0_".encode("utf-16-le"), "来信.msg", "Outlook 邮件"),
        (archive("ppt/presentation.xml"), "汇报.pptx", "演示文稿"),
        (archive("材料/总结.docx"), "材料.zip", "压缩包，请解压"),
        (archive("a.txt"), "总结.docx", "不是Word 文档"),
        (bytes(range(256)) * 8, "未知.bin", "不是可以读取的文件"),
    ],
)
def test_other_kinds_are_refused_with_what_to_do(data: bytes, name: str, message: str) -> None:
    with pytest.raises(UnreadableFile, match=f"^{name}：.*{message}"):
        detect(data, name)


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (archive("材料/总结.docx"), "材料.zip", False),
        (archive("word/document.xml"), "总结.zip", True),
        (archive("ppt/presentation.xml"), "汇报.pptx", True),
        (archive("a.txt"), "总结.docx", True),
        (archive("a.txt")[:20], "材料.zip", False),
        (archive("a.txt")[:20], "总结.docx", True),
    ],
)
def test_a_zip_is_a_document_or_an_archive(data: bytes, name: str, expected: bool) -> None:
    assert is_document(data, name) is expected


def test_a_text_that_opens_like_a_bitmap_is_a_text() -> None:
    assert detect("BMI 指数达标率 96%".encode(), "体检.txt").media_type == TEXT
