"""Files that are no readable .docx: one Chinese sentence each that names the file and says what to do."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import NS, docx, p, pack, relations

from compliance.errors import UnreadableFile
from compliance.reading.limits import Limits
from compliance.reading.word.reader import read_word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
GOOD = docx(p("区里成立了教育督导委员会。"))


def body(content: str) -> bytes:
    return pack({"word/document.xml": content})


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "文件是空的"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "已加密.*去掉密码"),
        (OLE + "WordDocument".encode("utf-16-le"), r"旧版 Word 文件（.doc）.*另存为 \.docx"),
        (OLE + "Workbook".encode("utf-16-le"), "旧版 Office 格式"),
        (b"%PDF-1.7\n", "实际是 PDF 文件"),
        (b"{\\rtf1", "实际是 RTF 文件"),
        (b"\x89PNG\r\n", "实际是图片"),
        ("教育督导工作总结".encode(), "不是 .docx 文件"),
        (GOOD[: len(GOOD) // 2], "文件不完整或已损坏.*重新获取"),
        (GOOD[:-10], "文件不完整或已损坏"),
        (pack({"readme.txt": "甲"}), "没有 Word 正文"),
        (pack({"xl/workbook.xml": "<a/>"}), "Excel 工作簿"),
        (pack({"OFD.xml": "<a/>"}), "OFD 版式文件"),
        (body("<w:document"), "正文已损坏"),
        (body(f"<w:document {NS}><w:body><w:p></w:body></w:document>"), "正文已损坏"),
        (body(""), "正文已损坏"),
        (body(f"<w:document {NS}/>"), "没有 Word 正文"),
        (body('<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'), "DOCTYPE"),
    ],
)
def test_each_fault_is_one_sentence_that_says_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=f"^自评报告.docx：[^。]*{says}[^。]*。$"):
        read_word(data, "自评报告.docx")


def test_a_doctype_in_another_encoding_is_refused() -> None:
    hidden = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'.encode("utf-16")
    with pytest.raises(UnreadableFile, match="DOCTYPE"):
        read_word(pack({"word/document.xml": hidden}), "甲.docx")


def test_a_damaged_entry_is_named_as_damage() -> None:
    at = GOOD.index(b"word/document.xml") + len("word/document.xml") + 5
    with pytest.raises(UnreadableFile, match="已损坏"):
        read_word(GOOD[:at] + b"\xff\xff\xff\xff" + GOOD[at + 4 :], "甲.docx")


def test_a_password_on_the_archive_is_named() -> None:
    data = bytearray(GOOD)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    with pytest.raises(UnreadableFile, match="已加密"):
        read_word(bytes(data), "甲.docx")


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (Limits(file_bytes=10), "文件超过.*上限"),
        (Limits(archive_entries=2), "3 个条目"),
        (Limits(unpacked_bytes=10), "解压后超过"),
        (Limits(entry_bytes=10), "压缩炸弹"),
        (Limits(blocks=0), "上限"),
        (Limits(characters=3), "文字超过 3 字的上限"),
        (Limits(xml_depth=3), "嵌套过深"),
    ],
)
def test_limits(limits: Limits, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        read_word(GOOD, "甲.docx", limits)


def test_too_many_cells() -> None:
    row = "<w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>"
    with pytest.raises(UnreadableFile, match="单元格超过 3 个"):
        read_word(docx(f"<w:tbl>{row}{row}</w:tbl>"), "甲.docx", Limits(table_cells=3))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(UnreadableFile, match="压缩炸弹"):
        read_word(docx(" " * 20_000_000), "甲.docx")


def test_a_bomb_that_lies_about_its_size_is_stopped_while_it_is_unpacked() -> None:
    data = bytearray(docx(" " * 20_000_000))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        size = archive.getinfo("word/document.xml").file_size.to_bytes(4, "little")
    small = (1000).to_bytes(4, "little")
    with pytest.raises(UnreadableFile, match="已损坏|压缩炸弹"):
        read_word(bytes(data).replace(size, small), "甲.docx")


def test_elements_nested_without_end_are_refused() -> None:
    deep = "<w:smartTag>" * 5000 + "</w:smartTag>" * 5000
    with pytest.raises(UnreadableFile, match="嵌套过深"):
        read_word(docx(f"<w:p>{deep}</w:p>"), "甲.docx")


@pytest.mark.parametrize("wrapper", ["smartTag", "ins", "sdtContent"])
def test_the_deepest_nesting_that_is_allowed_is_read(wrapper: str) -> None:
    depth = 245
    runs = f"<w:{wrapper}>" * depth + "<w:r><w:t>底层</w:t></w:r>" + f"</w:{wrapper}>" * depth
    assert read_word(docx(f"<w:p>{runs}</w:p>"), "甲.docx").blocks[0].text == "底层"


def test_the_body_is_found_by_the_relation_that_names_it() -> None:
    content = f"<w:document {NS}><w:body>{p('正文。')}</w:body></w:document>"
    data = pack({"_rels/.rels": relations(("officeDocument", "/word/document2.xml")), "word/document2.xml": content})
    assert read_word(data, "甲.docx").blocks[0].text == "正文。"


def test_the_strict_flavour_of_the_format_is_read() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    assert read_word(
        body(f'<w:document xmlns:w="{strict}"><w:body>{p("正文。")}</w:body></w:document>'), "甲.docx"
    ).blocks


def test_damaged_notes_are_said_as_unread_and_the_body_still_read() -> None:
    extract = read_word(docx(p("正文。"), footnotes="<?xml broken"), "甲.docx")
    assert extract.blocks[0].text == "正文。"
    assert extract.certificates[0].unread == ("脚注部分已损坏，没有读取",)


def test_damage_to_what_is_no_evidence_is_only_noted() -> None:
    certificate = read_word(docx(p("正文。"), header="<?xml broken"), "甲.docx").certificates[0]
    assert certificate.complete
    assert certificate.notes == ("页眉部分已损坏，没有读取",)


def test_damaged_relations_are_said_as_unread() -> None:
    content = f"<w:document {NS}><w:body>{p('正文。')}</w:body></w:document>"
    extract = read_word(pack({"word/document.xml": content, "word/_rels/document.xml.rels": "<a"}), "甲.docx")
    assert extract.blocks[0].text == "正文。"
    assert extract.certificates[0].unread == ("部件关系（页眉、脚注等）部分已损坏，没有读取",)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8))
def test_damage_anywhere_gives_text_or_one_error(at: int, noise: bytes) -> None:
    try:
        read_word(GOOD[:at] + noise + GOOD[at + len(noise) :], "甲.docx")
    except UnreadableFile as error:
        assert str(error).startswith("甲.docx：")
