"""A file is what it holds; what cannot be read is refused with what to do about it."""

import io
import zipfile

import pytest

from compliance.errors import UnreadableFile
from compliance.reading.detection import detect
from compliance.reading.formats import HTML, MARKDOWN, PDF, TEXT, WORD

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(name, "x")
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
    ("data", "name", "message"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "总结.doc", "旧版 Word.*另存为 .docx 后再提交"),
        (OLE + "WordDocument".encode("utf-16-le"), "总结.docx", "旧版 Word"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "总结.docx", "已加密.*取消打开密码"),
        (OLE + "Workbook".encode("utf-16-le"), "附表.xls", "旧版 Excel"),
        (b"\x89PNG\r\n\x1a\n", "扫描.png", "是图片"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "扫描.txt", "是图片"),
        (archive("xl/workbook.xml"), "附表.xlsx", "Excel 表格"),
        (archive("OFD.xml", "Doc_0/Document.xml"), "文件.ofd", "OFD.*另存为 PDF"),
        (archive("ppt/presentation.xml"), "汇报.pptx", "演示文稿"),
        (archive("材料/总结.docx"), "材料.zip", "压缩包，请解压"),
        (archive("a.txt"), "总结.docx", "不是 Word 文档"),
        (b"Rar!\x1a\x07\x00", "材料.rar", "RAR 压缩包"),
        (b"{\\rtf1\\ansi", "总结.rtf", "RTF.*另存为 .docx"),
        (bytes(range(256)) * 8, "未知.bin", "不是可以读取的文件"),
    ],
)
def test_other_kinds_are_refused_with_what_to_do(data: bytes, name: str, message: str) -> None:
    with pytest.raises(UnreadableFile, match=f"^{name}：.*{message}"):
        detect(data, name)


def test_a_text_that_opens_like_a_bitmap_is_a_text() -> None:
    assert detect("BMI 指数达标率 96%".encode(), "体检.txt").media_type == TEXT
