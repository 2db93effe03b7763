"""Old Word files are read as what they say, and the certificate says how; real ones where LibreOffice is there."""

from __future__ import annotations

import http.server
import re
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import fake_soffice
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ole_files import compound, word_file
from word_files import NS, docx, p, pack, relations, table, tr

from compliance.errors import UnreadableFile
from compliance.reading.blocks import Extract
from compliance.reading.limits import Limits
from compliance.reading.office.conversion import convert, find_soffice
from compliance.reading.office.reader import read_office
from compliance.reading.word.reader import read_word

scripted = pytest.mark.skipif(sys.platform == "win32", reason="the program that stands for LibreOffice is a script")
real = pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not on this machine")

REPORT = docx(p("青禾县教育督导自评报告") + p("一、组织领导") + p("全年召开专题会议4次。"))


@pytest.fixture
def converter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program in LibreOffice's place that makes the report of every file."""
    (tmp_path / "report.docx").write_bytes(REPORT)
    program = fake_soffice.install(tmp_path, "result.write_bytes(log.with_name('report.docx').read_bytes())")
    monkeypatch.setenv("COMPLIANCE_SOFFICE", str(program))


def refused(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableFile) as fault:
        read_office(data, "自评.doc", limits or Limits())
    said = str(fault.value)
    assert said.startswith("自评.doc：") and said.count("。") == 1 and said.endswith("。")
    return said


# --- With a program in LibreOffice's place ---------------------------------------------------------


@scripted
def test_the_converted_file_is_read_and_the_certificate_says_so(converter: None) -> None:
    extract = read_office(word_file(), "自评.doc")
    assert [block.text for block in extract.blocks] == [
        "青禾县教育督导自评报告",
        "一、组织领导",
        "全年召开专题会议4次。",
    ]
    assert extract.media_type == "application/msword"
    assert extract.certificates[0].complete
    assert extract.certificates[0].notes == ("旧版 Word 或 WPS 文档，已用 LibreOffice 转换为 .docx 读取",)


@scripted
def test_fields_that_would_have_changed_are_noted(converter: None) -> None:
    notes = read_office(word_file(fields=(0x1F, 0x1A)), "自评.wps").certificates[0].notes
    assert "有2处域（日期、页数等），按文件保存时的文字读取" in notes


@scripted
def test_a_password_is_told_before_anything_is_converted() -> None:
    assert "文件已加密，请在 Word 或 WPS 中打开，取消打开密码并另存为 .docx" in refused(word_file(encrypted=True))


@pytest.mark.parametrize("data", [word_file()[:1000], compound({"Workbook": b"1"}), b"1"])
def test_a_damaged_file_is_told(data: bytes) -> None:
    assert "文件不完整或已损坏，请重新获取原文件" in refused(data)


@scripted
def test_what_comes_out_is_read_within_the_limits(converter: None) -> None:
    assert "上限" in refused(word_file(), Limits(characters=3))


@scripted
@given(st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), min_size=1, max_size=8))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_files_are_read_or_refused(converter: None, flips: list[tuple[int, int]]) -> None:
    data = bytearray(word_file(fields=(0x1F,)))
    for at, value in flips:
        data[at] = value
    try:
        assert read_office(bytes(data), "自评.doc").blocks
    except UnreadableFile:
        return


# --- With LibreOffice ------------------------------------------------------------------------------


class Server(http.server.HTTPServer):
    """A server on this machine that keeps the paths it was asked for."""

    asked: list[str]


class Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:  # noqa: N802 - http.server's name
        self.server.asked.append(self.path)
        self.send_error(404)

    do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - http.server's names

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), Handler)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="990000" cy="792000"/><wp:docPr id="1" name="p"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="0" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="rId1"/></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="990000" cy="792000"/></a:xfrm><a:prstGeom prst="rect"/>'
    "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
TEXT = (
    p("青禾县2021年教育督导工作自评报告")
    + p("一、组织领导")
    + p("全年召开专题会议4次，其中“双减”专题2次。")
    + table(tr("学校", "教师", "学生"), tr("柳庄小学", "52", "901"))
)


def field(code: str, shown: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    text = f"<w:r><w:t>{shown}</w:t></w:r>"
    instruction = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"<w:p>{mark.format('begin')}{instruction}{mark.format('separate')}{text}{mark.format('end')}</w:p>"


def complete(body: str, linked: str) -> bytes:
    """A .docx that LibreOffice opens: with content types, and rId1 a picture elsewhere."""
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    kind = "application/vnd.openxmlformats-"
    return pack(
        {
            "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="rels" '
            f'ContentType="{kind}package.relationships+xml"/><Override PartName="/word/document.xml" '
            f'ContentType="{kind}officedocument.wordprocessingml.document.main+xml"/></Types>',
            "_rels/.rels": relations(("officeDocument", "word/document.xml")),
            "word/document.xml": f"<w:document {NS}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": relations(("image", linked)).replace("/>", ' TargetMode="External"/>'),
        }
    )


@pytest.fixture(scope="module")
def old(server: Server, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A real .doc: text, a table, a date of 2021 that updates itself, and links to a server and to a file."""
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.txt"
    secret.write_text("SECRET", encoding="ascii")
    address = f"http://127.0.0.1:{server.server_port}"
    links = field(f'INCLUDETEXT "{secret}"', "旧文") + field(f'INCLUDEPICTURE "{address}/field.png" \\d', "旧图")
    date = field('DATE \\@ "yyyy-MM-dd"', "2021-03-01")
    data = convert(complete(TEXT + date + links + PICTURE, f"{address}/linked.png"), ".docx", ".doc")
    # LibreOffice saved the date of today with the field; Word would have saved that of the signing.
    for before, after in ((rb"20\d\d-\d\d-\d\d", "ascii"), (rb"2\x000\x00(?:[\d-]\x00){8}", "utf-16-le")):
        data = re.sub(before, "2021-03-01".encode(after), data)
    return data


@pytest.fixture(scope="module")
def extract(old: bytes) -> Extract:
    return read_office(old, "自评.doc")


@real
def test_a_real_file_reads_as_its_docx_does(extract: Extract) -> None:
    expected = read_word(docx(TEXT), "自评.docx").blocks
    assert [(b.kind, b.text) for b in extract.blocks[: len(expected)]] == [(b.kind, b.text) for b in expected]


@real
def test_a_date_that_updates_itself_stays_as_it_was_saved(extract: Extract) -> None:
    assert "2021-03-01" in [block.text for block in extract.blocks]


@real
def test_no_link_of_a_file_is_followed(old: bytes, extract: Extract, server: Server) -> None:
    assert "/linked.png".encode("utf-16-le") in old
    texts = [block.text for block in extract.blocks]
    assert "旧文" in texts and "SECRET" not in texts
    assert server.asked == []


@real
def test_a_file_that_libreoffice_cannot_open_is_told(old: bytes) -> None:
    # [MS-DOC] 2.5.2: without its identifier the stream is no document of Word.
    assert "LibreOffice 打不开这个文件，文件可能已损坏或带有密码" in refused(old.replace(b"\xec\xa5", b"\0\0", 1))
