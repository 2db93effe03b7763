"""Recognition is optional and takes time: where it is missing or over its time, that is said with what to do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from pdf_sheets import HEIGHT, WIDTH, make_pdf, set_paragraphs
from PIL import Image
from reportlab.lib.utils import ImageReader
from scanned_sheets import as_file

from compliance.errors import UnreadableFile
from compliance.reading.pages import layout
from compliance.reading.pdf.reader import read_pdf
from compliance.reading.scans import budget as scan_budget
from compliance.reading.scans import libraries, reader
from compliance.reading.scans import page as scan_page
from compliance.reading.scans.budget import Budget, recognised
from compliance.reading.scans.pictures import Picture, PictureFault
from compliance.reading.scans.reader import read_scan

TEXT = "区政府把督导工作列入年度重点任务，成立领导小组，由分管副区长任组长，成员单位十二家，全年开会四次，解决问题。"
ABSENT = '没有安装 rapidocr，请安装文字识别组件后重试：pip install "compliance[ocr]"'


def picture() -> Picture:
    return Picture(np.zeros((10, 10, 3), np.uint8), 10, 10)


def with_scan(pages: int = 1) -> bytes:
    image = ImageReader(Image.new("L", (60, 80), 200))
    scans = [lambda c: c.drawImage(image, 0, 0, WIDTH, HEIGHT)] * pages
    return make_pdf(lambda c: set_paragraphs(c, [TEXT]), *scans)


def without_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_budget, "missing", lambda: ABSENT)
    monkeypatch.setattr(reader, "missing", lambda: ABSENT)


# --- not installed -----------------------------------------------------------------------------------


def test_a_scanned_page_of_a_pdf_is_named_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    without_recognition(monkeypatch)
    extract = read_pdf(with_scan(), "自评报告.pdf")
    assert extract.certificates[0].complete
    assert extract.certificates[1].unread == (f"第2页是图像，没有文字层：{ABSENT}",)
    assert extract.certificates[1].images_without_text == 1


def test_an_image_file_is_refused_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    without_recognition(monkeypatch)
    with pytest.raises(UnreadableFile, match=r"是图片，其中的文字无法读取：没有安装 rapidocr.*带文字层的 PDF。"):
        read_scan(as_file(Image.new("L", (60, 60))), "扫描件.png")


def test_what_is_not_installed_is_told_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    libraries.missing.cache_clear()
    monkeypatch.setattr(libraries, "find_spec", lambda name: None)
    try:
        assert libraries.missing().startswith("没有安装 rapidocr、onnxruntime、opencv-python-headless，请安装")
    finally:
        libraries.missing.cache_clear()


def test_an_opencv_that_wants_a_desktop_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ImportError("libGL.so.1: cannot open shared object file")

    libraries.missing.cache_clear()
    monkeypatch.setattr(libraries, "find_spec", lambda name: object())
    monkeypatch.setattr(libraries, "opencv", fail)
    try:
        assert "libGL.so.1" in libraries.missing() and "opencv-python-headless" in libraries.missing()
    finally:
        libraries.missing.cache_clear()


def test_a_package_without_its_models_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rapidocr")
    libraries.missing.cache_clear()
    monkeypatch.setattr(libraries, "model_path", lambda task: None if task == "rec" else Path("model.onnx"))
    try:
        assert libraries.missing().startswith("安装的 rapidocr 不含识别模型（rec），请安装 3.10 或以上版本")
    finally:
        libraries.missing.cache_clear()


def test_a_pdf_with_text_loads_nothing_of_recognition(tmp_path: Path) -> None:
    path = tmp_path / "自评报告.pdf"
    path.write_bytes(make_pdf(lambda c: set_paragraphs(c, [TEXT])))
    program = (
        "import sys; from pathlib import Path; from compliance.reading.opening import open_file;"
        "assert open_file(Path(sys.argv[1]), 'a.pdf').documents[0].blocks;"
        "print({'cv2', 'onnxruntime', 'rapidocr', 'PIL', 'compliance.reading.scans.page'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


# --- over its time, or failing ------------------------------------------------------------------------


def test_pages_past_the_time_for_recognition_are_named_and_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_budget, "missing", lambda: "")
    budget = Budget(seconds=5.0, spent=5.0)
    drawn: list[int] = []

    def draw() -> Picture:
        drawn.append(1)
        return picture()

    assert recognised(draw, 3, budget) == "文字识别已用满 5 秒，请拆分成几个文件后再提交"
    assert not drawn


def test_the_time_of_recognition_is_counted_and_not_as_that_of_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(picture: Picture, number: int, deadline: float) -> None:
        raise PictureFault("太大")

    clock = iter(range(0, 10_000, 700))
    monkeypatch.setattr(scan_budget, "missing", lambda: "")
    monkeypatch.setattr(scan_budget.time, "thread_time", lambda: float(next(clock)))
    monkeypatch.setattr(scan_page, "read_picture", fail)
    monkeypatch.setattr(layout, "time", type("still", (), {"monotonic": staticmethod(lambda: 0.0)}))
    extract = read_pdf(with_scan(4), "扫描.pdf")
    said = [certificate.unread for certificate in extract.certificates]
    assert said[0] == ()
    assert said[1:4] == [(f"第{page}页是图像，没有文字层：太大",) for page in (2, 3, 4)]
    assert said[4] == ("第5页是图像，没有文字层：文字识别已用满 1800 秒，请拆分成几个文件后再提交",)


@pytest.mark.parametrize("fault", [RuntimeError("onnx"), MemoryError(), ValueError("shape")])
def test_a_page_on_which_recognition_fails_is_one_page(monkeypatch: pytest.MonkeyPatch, fault: Exception) -> None:
    def fail(picture: Picture, number: int, deadline: float) -> None:
        raise fault

    monkeypatch.setattr(scan_budget, "missing", lambda: "")
    monkeypatch.setattr(scan_page, "read_picture", fail)
    said = recognised(picture, 1, Budget(900.0))
    assert said == f"识别时出错（{type(fault).__name__}），请重新扫描后再提交"
