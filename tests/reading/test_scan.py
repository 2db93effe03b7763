"""A scanned page comes back as the page that was printed; what recognition cannot settle is said."""

from __future__ import annotations

import socket

import numpy as np
import pytest

pytest.importorskip("rapidocr")

import requests
from pdf_sheets import WIDTH, glyphs_without_characters, make_pdf, set_paragraphs
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from scanned_sheets import FIRST, HEADING, ROWS, SEAL, SECOND, SIGNATURE, TITLE, as_file, few_lines, one_line, page

from compliance.errors import UnreadableFile
from compliance.reading.blocks import Extract
from compliance.reading.limits import Limits
from compliance.reading.pdf.reader import read_pdf
from compliance.reading.scans import budget, recognition
from compliance.reading.scans import page as scan_page
from compliance.reading.scans.reader import read_scan
from compliance.reading.scans.recognition import Reading
from compliance.terms import BlockKind

HALF_WIDTH = str.maketrans("（）：；，", "():;,")


def read(data: bytes, limits: Limits | None = None) -> Extract:
    return read_scan(data, "扫描件.png", limits or Limits())


def texts(extract: Extract) -> list[str]:
    """With half-width signs: the model takes one form for the other."""
    return [block.text.translate(HALF_WIDTH) for block in extract.blocks]


def plain(*wanted: str) -> list[str]:
    return [text.translate(HALF_WIDTH) for text in wanted]


@pytest.fixture(scope="module")
def report() -> Extract:
    """The sample, read once."""
    return read(as_file(page()))


# --- what the page says -----------------------------------------------------------------------------


def test_lines_become_paragraphs_and_headings_with_their_levels(report: Extract) -> None:
    running = [block for block in report.blocks if block.kind is not BlockKind.TABLE]
    assert [block.text.translate(HALF_WIDTH) for block in running][:4] == plain(TITLE, FIRST, HEADING, SECOND)
    assert [(block.kind, block.level) for block in running[:3]] == [
        (BlockKind.HEADING, 1),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.HEADING, 2),
    ]
    assert running[3].section == (TITLE, HEADING)
    assert report.title == TITLE and report.pages == 1 and report.media_type == "image/png"


def test_a_ruled_table_keeps_its_rows(report: Extract) -> None:
    (table,) = (block for block in report.blocks if block.kind is BlockKind.TABLE)
    assert table.text.translate(HALF_WIDTH).split("\n") == plain(*(" | ".join(row.split()) for row in ROWS))
    assert [(cell.row, cell.column) for cell in table.cells] == [
        (row, column) for row in range(3) for column in range(4)
    ]
    assert [cell.header for cell in table.cells] == [True] * 4 + [False] * 8


def test_a_seal_is_set_aside_and_the_words_under_it_are_read(report: Extract) -> None:
    assert SIGNATURE in texts(report) and "2021年4月9日" in texts(report)
    (seal,) = (found for found in report.set_aside if found.reason == "seal")
    assert sum(one == other for one, other in zip(seal.text, SEAL, strict=False)) >= len(SEAL) - 2
    assert seal.place.part == "seal" and seal.place.page == 1
    left, top, right, bottom = seal.place.box or (0, 0, 0, 0)
    assert right - left == pytest.approx(bottom - top, abs=4) == pytest.approx(42 / 25.4 * 72, abs=8)
    assert any("1枚印章" in note for note in report.certificates[0].notes)


def test_every_block_says_where_it_stands_and_how_sure_its_reading_is(report: Extract) -> None:
    for block in report.blocks:
        left, top, right, bottom = block.place.box or (0, 0, 0, 0)
        assert block.place.page == 1 and 0 < left < right < 600 and 0 < top < bottom < 520
        assert 0.8 < block.confidence < 1


def test_the_certificate_counts_what_was_read_and_tells_the_lowest_confidence(report: Extract) -> None:
    (certificate,) = report.certificates
    assert certificate.complete and certificate.page == 1
    assert certificate.confidence == min(block.confidence for block in report.blocks)
    letters = "".join(block.text.replace(" | ", "") for block in report.blocks)
    assert certificate.characters == len("".join(letters.split()))
    assert certificate.notes[0] == "第1页是图像，文字由识别得出，请对照原件核对"


# --- turned, askew, several pages -------------------------------------------------------------------


def test_pages_of_a_tiff_are_turned_upright_and_straightened() -> None:
    askew = few_lines().rotate(2, Image.Resampling.BICUBIC, fillcolor=(240, 240, 240))
    on_its_side = askew.transpose(Image.Transpose.ROTATE_90)
    data = as_file(on_its_side, few_lines().transpose(Image.Transpose.ROTATE_180), kind="TIFF")
    extract = read(data)
    assert extract.pages == 2 and extract.media_type == "image/tiff"
    assert texts(extract) == plain(FIRST, FIRST)
    assert [block.place.page for block in extract.blocks] == [1, 2]
    assert extract.certificates[0].notes[1:] == ("第1页已转正90度、纠正倾斜2.0度",)
    assert extract.certificates[1].notes[1:] == ("第2页已转正180度",)


def test_the_same_bytes_read_the_same() -> None:
    data = as_file(one_line())
    assert read(data) == read(data)


# --- PDF --------------------------------------------------------------------------------------------


def test_a_scanned_page_of_a_pdf_is_recognised_and_its_text_pages_stay_as_they_are() -> None:
    text = "区政府把督导工作列入年度重点任务，成立领导小组，全年开会四次。"
    scan = ImageReader(few_lines())

    def scanned(c):
        c.setPageSize((WIDTH, 300))
        c.drawImage(scan, 48, 50, 496, 200)

    def numbered(c):
        c.drawImage(ImageReader(Image.new("RGB", (8, 8), (241, 241, 241))), 0, 0, WIDTH, 300)
        scanned(c)
        c.drawString(290, 30, "3")

    extract = read_pdf(make_pdf(lambda c: set_paragraphs(c, [text]), scanned, numbered), "扫描.pdf")
    assert texts(extract) == plain(text, FIRST, FIRST)
    assert [block.confidence < 1 for block in extract.blocks] == [False, True, True]
    assert [certificate.complete for certificate in extract.certificates] == [True] * 3
    left, top, right, bottom = extract.blocks[1].place.box or (0, 0, 0, 0)
    assert 48 < left < right < 544 and 50 < top < bottom < 250


def test_a_page_whose_characters_have_no_codes_is_not_complete_where_it_cannot_be_drawn_either() -> None:
    extract = read_pdf(glyphs_without_characters("督", 9), "自评报告.pdf")
    (certificate,) = extract.certificates
    assert certificate.unmapped == 9 and not certificate.complete
    assert certificate.unread[0].endswith("识别得出的文字也不全，请重新导出后再提交")


# --- what is not text, or not to be read ------------------------------------------------------------


def test_an_empty_sheet_is_complete_and_a_picture_without_text_is_not() -> None:
    empty = Image.fromarray(np.random.default_rng(1).normal(238, 4, (600, 420)).clip(0, 255).astype(np.uint8))
    drawing = Image.new("L", (420, 600), 240)
    ImageDraw.Draw(drawing).ellipse((60, 60, 360, 360), fill=40)
    extract = read(as_file(empty, drawing, kind="TIFF"))
    assert not extract.blocks
    assert [certificate.unread for certificate in extract.certificates] == [
        (),
        ("第2页是图像，没有识别出文字，请人工查看",),
    ]
    assert extract.certificates[0].notes == ("第1页是空白页（图像）",)
    assert [certificate.images_without_text for certificate in extract.certificates] == [0, 1]


def test_a_line_that_the_model_guesses_at_is_shown_but_is_no_evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    readings = iter([Reading("全年开会12次。", 0.98), Reading("口曰目田", 0.31)])
    monkeypatch.setattr(scan_page, "read_line", lambda line: next(readings))
    extract = read(as_file(few_lines()))
    assert texts(extract) == ["全年开会12次。"]
    assert [(found.text, found.reason) for found in extract.set_aside] == [("口曰目田", "illegible")]
    assert extract.certificates[0].unread == ("第1页有1处字迹辨认不清，没有作为正文，请对照原件",)
    assert extract.certificates[0].confidence == 0.98


def test_spaces_stay_between_figures_and_go_between_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_page, "read_line", lambda line: Reading(" 2020 年 城乡 41 27 ", 0.9))
    assert texts(read(as_file(one_line()))) == ["2020年城乡41 27"]


def test_a_page_that_takes_too_long_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "PAGE_SECONDS", 0.0)
    with pytest.raises(UnreadableFile, match="文字识别用时过长，请拆分"):
        read(as_file(one_line()))


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("a picture must never cause a connection")

    from rapidocr.utils.download_file import DownloadFile

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(requests.Session, "request", refuse)
    monkeypatch.setattr(DownloadFile, "run", refuse)
    recognition._engine.cache_clear()
    turned = few_lines().transpose(Image.Transpose.ROTATE_180)  # asks all three models
    assert texts(read(as_file(turned))) == plain(FIRST)
    with pytest.raises(AssertionError, match="never"):
        requests.get("http://example.invalid/model.onnx", timeout=1)


# --- files ------------------------------------------------------------------------------------------


def test_more_pages_than_the_limit_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="超过 2 页的上限"):
        read(as_file(*[Image.new("L", (60, 60))] * 3, kind="TIFF"), Limits(pages=2))


def test_a_file_of_which_no_page_can_be_read_is_an_error_that_says_what_to_do() -> None:
    whole = as_file(few_lines(), kind="JPEG")
    with pytest.raises(UnreadableFile, match="扫描件.png：图片已损坏或不完整，无法读出，请重新扫描"):
        read(whole[: len(whole) // 2])
    with pytest.raises(UnreadableFile, match="不是可以读取的图片"):
        read(b"\x89PNG\r\n\x1a\n" + bytes(40))
