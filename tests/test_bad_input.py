"""What a person reads who hands in something that cannot be judged: one sentence that says what to do, exit code 2."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from compliance import cli

SCHEME = """\
[scheme]
id = "invented"
title = "演示方案"
issuer = "青禾县教育局"

[[item]]
id = "A1"
path = ["一"]
title = "机构"
requirement = "成立教育督导机构。"
scope = "district"

[[item.facet]]
id = "a"
statement = "成立教育督导机构"
indicator = "institution"
"""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def word_file() -> bytes:
    document, buffer = docx.Document(), io.BytesIO()
    document.add_paragraph("青禾县2021年教育督导工作自评报告")
    document.add_paragraph("2021年，青禾县人民政府成立了教育督导委员会，办公室设在县教育局。")
    document.save(buffer)
    return buffer.getvalue()


def pdf_file(password: str | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=password)
    canvas.drawString(80, 700, "Qinghe County set up an office of education inspection in 2021.")
    canvas.save()
    return buffer.getvalue()


WORD, PDF = word_file(), pdf_file()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("方案.toml").write_text(SCHEME, encoding="utf-8")
    return tmp_path


def check(*paths: str, scheme: str = "方案.toml") -> int:
    return cli.main(["check", *paths, "--scheme", scheme])


def refused(capsys: pytest.CaptureFixture[str], *paths: str, scheme: str = "方案.toml") -> str:
    """What stands on stderr, without 错误：; nothing stands on stdout, and the exit code is 2."""
    assert check(*paths, scheme=scheme) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("错误：") and err.endswith("。\n")
    return err.removeprefix("错误：").rstrip("\n")


# --- One bad file ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "wrong", "advice"),
    [
        ("空.txt", b"", "是空文件", "请确认保存成功后再提交"),
        ("空.docx", b"", "是空文件", "请确认保存成功后再提交"),
        ("空白.txt", b" \r\n\r\n", "没有任何文字", "请核对内容后再提交"),
        ("加密.docx", OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le"), "已加密", "取消打开密码"),
        ("加密.pdf", pdf_file("1234"), "已加密，需要密码", "请去掉密码后再提交"),
        ("乱码.docx", bytes(range(256)) * 9, "不是可以读取的文件", "请转换成 .docx、.pdf、.xlsx 等常见格式后再提交"),
        ("半截.docx", WORD[: len(WORD) // 2], "文件不完整或已损坏", "重新获取该文件后再提交"),
        ("半截.pdf", PDF[: len(PDF) // 2], "文件不完整，在中途断开", "请重新下载或重新导出"),
        ("图片.pdf", b"\x89PNG\r\n\x1a\n" + bytes(99), "不是可以读取的图片，或已损坏", "请重新扫描"),
        ("旧版.docx", OLE + bytes(512) + "WordDocument".encode("utf-16-le"), "不完整或已损坏", "另存为 .docx 再提交"),
    ],
)
def test_a_bad_file_is_named_with_what_is_wrong_and_what_to_do(
    capsys: pytest.CaptureFixture[str], name: str, data: bytes, wrong: str, advice: str
) -> None:
    Path(name).write_bytes(data)
    said = refused(capsys, name)
    assert said.startswith(f"{name}：")
    assert wrong in said and advice in said
    assert said.count("。") == 1 and "\n" not in said
    assert "," not in said  # half-width punctuation inside Chinese


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(capsys, "没有.docx") == "没有.docx：文件不存在，请检查路径 没有.docx。"


def test_no_file_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(capsys).startswith("没有写要读的文件：请写一个或多个文件，或一个文件夹。")


def test_several_bad_files_have_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    Path("空.txt").touch()
    Path("加密.pdf").write_bytes(pdf_file("1234"))
    lines = refused(capsys, "空.txt", "加密.pdf").split("\n")
    assert [line.partition("：")[0] for line in lines] == ["空.txt", "加密.pdf"]


# --- Folders ---------------------------------------------------------------------------------------


def test_an_empty_folder(capsys: pytest.CaptureFixture[str]) -> None:
    Path("材料").mkdir()
    assert "材料：文件夹中没有可以读取的文件，请放入 .docx" in refused(capsys, "材料")


def test_a_folder_with_nothing_readable_names_each_file(capsys: pytest.CaptureFixture[str]) -> None:
    Path("材料").mkdir()
    Path("材料/现场.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    Path("材料/数据.json").write_text("{}")
    said = refused(capsys, "材料")
    assert "现场.png：不是可以读取的图片" in said
    assert "数据.json：文件夹中的 .json 文件不是报送材料的格式" in said


def test_a_report_of_this_program_in_the_folder_is_passed_over(capsys: pytest.CaptureFixture[str]) -> None:
    Path("材料").mkdir()
    Path("材料/自评.docx").write_bytes(WORD)
    assert check("材料") == 0
    assert cli.main(["check", "材料", "--scheme", "方案.toml", "-o", "材料/报告.html"]) == 0
    capsys.readouterr()
    assert check("材料") == 0
    out, _ = capsys.readouterr()
    assert "报告.html：是本程序生成的核对报告，不是报送材料，没有读取" in out.replace("\n", "")
    assert "自评.docx" in out
    assert "报告.html：是本程序生成的核对报告" in refused(capsys, "材料/报告.html")


# --- Schemes ---------------------------------------------------------------------------------------


def test_an_unknown_scheme_lists_the_ones_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    Path("自评.docx").write_bytes(WORD)
    assert check("自评.docx", scheme="bejing-2018") == 2
    said = capsys.readouterr().err
    assert said.startswith("错误：没有标识为“bejing-2018”的方案。是否想用 beijing-2018？")
    assert "national-quality-balance-2017  县域义务教育" in said


def test_a_scheme_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(capsys, "自评.docx", scheme="没有.toml").startswith("找不到方案文件 没有.toml，请检查路径")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('scope = "district"', 'scope = "province"', r"方案.toml 第11行，条目“A1”：scope .*district、school、office"),
        ('id = "invented"', "id = “invented”", r"方案.toml 第2行第6列：TOML 语法有误.*全角"),
        ('statement = "成立教育督导机构"\n', "", r"方案.toml 第\d+行，.*缺少 statement"),
    ],
)
def test_a_fault_of_a_scheme_file_is_told_with_file_line_and_key(
    capsys: pytest.CaptureFixture[str], before: str, after: str, said: str
) -> None:
    Path("方案.toml").write_text(SCHEME.replace(before, after), encoding="utf-8")
    Path("自评.docx").write_bytes(WORD)
    assert re.search(said, refused(capsys, "自评.docx"))


# --- Names that lie, good and bad together ---------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("自评.pdf", WORD, "Word 文档"),
        ("自评.docx", PDF, "PDF"),
        ("自评.docx", "青禾县成立了教育督导委员会。".encode(), "纯文本"),
    ],
)
def test_a_file_whose_name_lies_is_read_as_what_it_is_and_that_is_said(
    capsys: pytest.CaptureFixture[str], name: str, data: bytes, kind: str
) -> None:
    Path(name).write_bytes(data)
    assert check(name) in (0, 1)
    said = capsys.readouterr().out.replace("\n", "").replace(" ", "")
    assert f"内容却是{kind}".replace(" ", "") in said
    assert "改正扩展名" in said


def test_the_good_file_is_judged_and_the_bad_ones_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path("自评.docx").write_bytes(WORD)
    Path("空.txt").touch()
    Path("加密.pdf").write_bytes(pdf_file("1234"))
    assert check("空.txt", "自评.docx", "加密.pdf") == 0
    out, _ = capsys.readouterr()
    assert "空.txt：是空文件" in out
    assert "加密.pdf：已加密" in out
    assert "已有依据 1" in out
