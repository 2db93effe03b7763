"""The front door: any path in, a Document or one clear sentence out; one bad file is one bad file."""

import hashlib
import io
import os
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.errors import UnreadableFile
from compliance.reading import Limits, opening, read, read_all
from compliance.reading.opening import open_file, read_bytes
from compliance.terms import DocumentKind

TEXT = "清川区2021年工作总结\n\n一、组织领导\n区政府成立了由分管副区长任组长的领导小组，全年召开会议4次。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "附件").mkdir()
    (tmp_path / "总结.txt").write_text(TEXT, "utf-8")
    (tmp_path / "附件" / "说明.md").write_text("# 说明\n\n附表见后。\n", "utf-8")
    return tmp_path


def test_a_document_knows_where_it_comes_from(folder: Path) -> None:
    document = read(folder / "总结.txt")
    assert document.name == "总结.txt"
    assert document.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert document.media_type == "text/plain"
    assert document.title == "清川区2021年工作总结"
    assert document.kind is DocumentKind.OTHER
    assert [b.text for b in document.blocks][1] == "一、组织领导"
    assert document.certificates[0].page is None
    assert document.certificates[0].characters == document.characters


def test_a_link_is_followed(folder: Path) -> None:
    (folder / "链接.txt").symlink_to(folder / "总结.txt")
    assert read(folder / "链接.txt").title == "清川区2021年工作总结"


def test_word_is_read_by_its_content_and_a_lying_name_is_noted(folder: Path) -> None:
    word = docx.Document()
    word.add_paragraph("区政府成立了领导小组。")
    word.add_paragraph("第1页 / 共2页")
    buffer = io.BytesIO()
    word.save(buffer)
    document = read_bytes(buffer.getvalue(), "总结.pdf")
    assert document.media_type.endswith("wordprocessingml.document")
    assert [b.text for b in document.blocks] == ["区政府成立了领导小组。"]
    assert "文件名以 .pdf 结尾" in document.certificates[0].notes[0]
    assert any(a.reason == "page_furniture" for a in document.set_aside)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("空.txt", b"", "空.txt：是空文件"),
        ("空白.txt", b" \n\t\n", "空白.txt：文件中没有任何文字"),
        ("空白.html", b"<html><body></body></html>", "没有任何文字"),
        ("总结.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "请用 Word 或 WPS 另存为 .docx"),
        ("扫描.png", b"\x89PNG\r\n\x1a\n", "扫描.png：.*图片"),
        ("半截.docx", b"PK\x03\x04" + bytes(60), "半截.docx"),
        ("半截.pdf", b"%PDF-1.7\n1 0 obj\n<<", "半截.pdf"),
    ],
)
def test_a_bad_file_gives_one_sentence_with_its_name(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableFile, match=message) as caught:
        read(tmp_path / name)
    assert "\n" not in str(caught.value)


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="没有.txt：文件不存在"):
        read(tmp_path / "没有.txt")
    with pytest.raises(UnreadableFile, match="是文件夹，不是文件"):
        read(tmp_path)
    with pytest.raises(UnreadableFile, match="无法打开"):
        read(Path("a\0b"))
    os.mkfifo(tmp_path / "管道")
    with pytest.raises(UnreadableFile, match="不是普通文件"):
        read(tmp_path / "管道")
    (tmp_path / "循环").symlink_to(tmp_path / "循环")
    with pytest.raises(UnreadableFile, match="无法打开"):
        read(tmp_path / "循环")


def test_a_file_over_the_limit_is_refused(folder: Path) -> None:
    with pytest.raises(UnreadableFile, match="总结.txt：文件超过 0 MB"):
        read(folder / "总结.txt", Limits(file_bytes=10))


def test_a_page_whose_few_cells_cover_millions_of_positions_is_refused() -> None:
    row = "<tr>" + "<td colspan=1000 rowspan=9999>甲" * 5
    assert read_bytes(f"<table>{row * 2}</table>".encode(), "附表.html").blocks
    with pytest.raises(UnreadableFile, match="合并的单元格过多"):
        read_bytes(f"<table>{row * 40}</table>".encode(), "附表.html")


def test_a_readers_own_mistake_is_one_bad_file_with_its_cause(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes, name: str, limits: Limits) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(opening, "reader_of", lambda media_type: broken)
    with pytest.raises(UnreadableFile, match=r"总结.txt：读取时出错（RecursionError）.*另存一份再提交") as caught:
        open_file(folder / "总结.txt", "总结.txt")
    assert isinstance(caught.value.__cause__, RecursionError)


# --- Submissions -----------------------------------------------------------------------------------


def test_a_folder_is_walked_in_order_and_names_say_where_a_file_stands(folder: Path) -> None:
    (folder / "一览.txt").write_text("全区学校41所。", "utf-8")
    documents, problems = read_all([folder])
    assert [d.name for d in documents] == ["一览.txt", "总结.txt", "附件/说明.md"]
    assert problems == ()


def test_lock_files_and_hidden_files_are_passed_over_in_silence(folder: Path) -> None:
    for name in ["~$总结.docx", ".~lock.总结.docx#", ".DS_Store", "Thumbs.db", "desktop.ini"]:
        (folder / name).write_bytes(b"\x00\x01")
    (folder / ".git").mkdir()
    (folder / ".git" / "说明.txt").write_text("不读", "utf-8")
    documents, problems = read_all([folder])
    assert ([d.name for d in documents], problems) == (["总结.txt", "附件/说明.md"], ())


def test_files_that_cannot_be_read_are_problems_and_the_others_are_read(folder: Path) -> None:
    (folder / "旧.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99))
    (folder / "数据.json").write_text("{}", "utf-8")
    documents, problems = read_all([folder, folder / "没有.txt"])
    assert len(documents) == 2
    assert [(p.source, p.message[:12]) for p in problems] == [
        ("数据.json", "文件夹中的 .json "),
        ("旧.doc", "是旧版办公软件的文件，请"),
        ("没有.txt", "文件不存在，请检查路径 "),
    ]


def test_a_file_named_outright_is_read_as_text_whatever_its_ending(folder: Path) -> None:
    (folder / "记录.log").write_text(TEXT, "utf-8")
    documents, problems = read_all([folder / "记录.log"])
    assert (len(documents), problems) == (1, ())


def test_the_same_content_is_read_once_and_said(folder: Path) -> None:
    (folder / "附件" / "副本.txt").write_text(TEXT, "utf-8")
    documents, problems = read_all([folder])
    assert [d.name for d in documents] == ["总结.txt", "附件/说明.md"]
    assert [(p.source, p.message) for p in problems] == [
        ("附件/副本.txt", "与“总结.txt”内容完全相同，只读取一次。"),
    ]


def test_an_empty_folder_is_a_problem(tmp_path: Path) -> None:
    documents, problems = read_all([tmp_path])
    assert documents == ()
    assert problems[0].message == "文件夹中没有可以读取的文件，请放入 .docx、.pdf、.xlsx 等格式的材料。"


def test_too_many_files_end_the_reading_with_a_problem(folder: Path) -> None:
    documents, problems = read_all([folder], Limits(files=1))
    assert len(documents) == 1
    assert "请分批提交" in problems[-1].message


# --- Properties ------------------------------------------------------------------------------------

STARTS = [
    b"",
    b"",
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"\xff\xfe",
    b"\xfe\xff",
    b"<html>",
    b"# ",
    b"{\\rtf",
    b"\xd0\xcf\x11\xe0",
]
NAMES = ["a.txt", "a.md", "a.html", "a.docx", "a.pdf", "a", "a.doc"]


@given(st.sampled_from(STARTS), st.binary(max_size=300), st.sampled_from(NAMES))
@settings(max_examples=200, deadline=2000)
def test_any_bytes_are_read_or_refused(start: bytes, data: bytes, name: str) -> None:
    try:
        document = read_bytes(start + data, name)
    except UnreadableFile as fault:
        assert name in str(fault)
        assert fault.__cause__ is None or "读取时出错" not in str(fault), repr(fault.__cause__)
    else:
        assert [b.index for b in document.blocks] == list(range(len(document.blocks)))
        assert document.certificates
