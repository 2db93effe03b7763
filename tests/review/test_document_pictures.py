"""Pages as pictures: drawn elsewhere, kept whole, and told of where they cannot be drawn."""

from __future__ import annotations

import hashlib
import io
import os
import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from compliance.reading.isolation.messages import PageDrawn, PagesMeasured
from compliance.reading.pages.pictures import PagePicture
from compliance.reading.scans.turns import Turn, turn_note, turn_of
from compliance.review.pages import pictures
from compliance.review.pages.cache import Cache
from compliance.review.pages.pictures import PageSource, Undrawable, page_png, sizes
from tests.checked_samples import SAMPLES

PDF = (SAMPLES / "inspection-plan.pdf").read_bytes()


@pytest.fixture
def kept(tmp_path, monkeypatch) -> Cache:
    """A cache of its own for each test."""
    cache = Cache(tmp_path / "pictures", 10**8)
    monkeypatch.setattr(pictures, "_cache", lambda: cache)
    return cache


def source(folder: Path, content: bytes, name: str = "方案.pdf", media_type: str = "application/pdf") -> PageSource:
    sha256 = hashlib.sha256(content).hexdigest()
    path = folder / sha256
    path.write_bytes(content)
    return PageSource(path, sha256, name, media_type)


def opened(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png))
    image.load()
    return image


def picture_file(kind: str, size: tuple[int, int] = (1240, 1754), **more) -> bytes:
    """White, with a black corner at the top left."""
    image = Image.new("L", size, 255)
    image.paste(0, (0, 0, size[0] // 4, size[1] // 4))
    written = io.BytesIO()
    image.save(written, kind, **more)
    return written.getvalue()


def corner(png: bytes) -> tuple[bool, bool]:
    """Whether the black corner is on the left, and at the top."""
    dark = np.asarray(opened(png).convert("L")) < 128
    high, wide = dark.shape
    return bool(dark[:, : wide // 2].sum() > dark[:, wide // 2 :].sum()), bool(
        dark[: high // 2].sum() > dark[high // 2 :].sum()
    )


def test_a_page_is_as_large_as_its_size_in_points_and_the_scale_say(kept, tmp_path):
    plan = source(tmp_path, PDF)
    assert sizes(plan)[0] == (612.0, 792.0)
    assert opened(page_png(plan, 1, 1.5, Turn())).size == (918, 1188)


@pytest.mark.parametrize("kind, media_type", [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("TIFF", "image/tiff")])
def test_an_image_file_is_shown_no_finer_than_asked_for(kept, tmp_path, kind, media_type):
    scan = source(tmp_path, picture_file(kind, dpi=(150, 150)), "扫描件", media_type)
    ((width, height),) = sizes(scan)
    assert (width, height) == pytest.approx((595.2, 841.9), abs=0.1)
    assert opened(page_png(scan, 1, 1.0, Turn())).size == (595, 842)
    assert opened(page_png(scan, 1, 3.0, Turn())).size == (1240, 1754)


def test_a_page_that_was_turned_to_be_read_is_shown_turned(kept, tmp_path):
    scan = source(tmp_path, picture_file("PNG", dpi=(150, 150)), "扫描件.png", "image/png")
    assert corner(page_png(scan, 1, 1.0, Turn())) == (True, True)
    turned = page_png(scan, 1, 1.0, Turn(90))
    assert opened(turned).size == (842, 595)
    assert corner(turned) == (False, True)
    assert corner(page_png(scan, 1, 1.0, Turn(180))) == (False, False)
    assert corner(page_png(scan, 1, 1.0, Turn(270))) == (True, False)


@pytest.mark.parametrize("degrees, skew", [(0, 0.4), (90, 0.0), (180, -1.25), (270, 12.0)])
def test_the_note_of_a_turn_leads_back_to_the_turn(degrees, skew):
    notes = ("第3页是图像，文字由识别得出，请对照原件核对", turn_note(3, degrees, skew))
    assert turn_of(notes) == Turn(degrees, bool(skew))


def test_a_page_without_such_a_note_was_not_turned():
    assert turn_of(("第3页是图像，文字由识别得出，请对照原件核对", "第3页已转成文字")) == Turn()


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7 nothing else", PDF[: len(PDF) // 2], PDF[:900] + os.urandom(2000) + PDF[900:2000] + b"%%EOF"],
)
def test_a_damaged_file_is_told_of(kept, tmp_path, content):
    with pytest.raises(Undrawable, match=r"。$"):
        sizes(source(tmp_path, content))
    with pytest.raises(Undrawable, match=r"。$"):
        page_png(source(tmp_path, content), 1, 1.0, Turn())


def test_a_file_that_is_not_what_it_was_read_as_is_told_of(kept, tmp_path):
    with pytest.raises(Undrawable):
        page_png(source(tmp_path, PDF, media_type="image/png"), 1, 1.0, Turn())


def test_a_page_that_is_not_there_is_told_of(kept, tmp_path):
    with pytest.raises(Undrawable):
        page_png(source(tmp_path, PDF), 99, 1.0, Turn())


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(kept, tmp_path):
    written = io.BytesIO()
    Image.new("1", (12_000, 10_100)).save(written, "PNG")
    bomb = written.getvalue()
    with pytest.raises(Undrawable, match="百万像素"):
        page_png(source(tmp_path, bomb, "大图.png", "image/png"), 1, 1.0, Turn())


def test_a_large_page_is_drawn_with_a_bounded_number_of_pixels(kept, tmp_path):
    image = opened(page_png(source(tmp_path, page_of(14_000)), 1, 3.0, Turn()))
    assert image.width * image.height <= 12_100_000


def page_of(points: int) -> bytes:
    """A PDF with one empty square page."""
    import pypdfium2 as pdfium

    made = pdfium.PdfDocument.new()
    made.new_page(points, points)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def test_a_file_that_was_changed_on_disk_is_not_shown(kept, tmp_path):
    plan = source(tmp_path, PDF)
    plan.path.write_bytes(PDF + b" ")
    with pytest.raises(Undrawable, match="被改动过"):
        page_png(plan, 1, 1.0, Turn())


def test_what_was_drawn_is_not_drawn_again(kept, tmp_path):
    plan = source(tmp_path, PDF)
    first = page_png(plan, 1, 1.0, Turn())
    plan.path.unlink()
    assert page_png(plan, 1, 1.0, Turn()) == first


def test_what_could_not_be_drawn_is_not_tried_again_at_once(kept, tmp_path, monkeypatch):
    broken = source(tmp_path, b"%PDF-")
    with pytest.raises(Undrawable) as first:
        page_png(broken, 1, 1.0, Turn())
    monkeypatch.setattr(pictures, "ask_isolated", lambda *_: pytest.fail("asked again"))
    with pytest.raises(Undrawable) as second:
        page_png(broken, 1, 1.0, Turn())
    assert str(first.value) == str(second.value)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<html>" + b"x" * 100,
        b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\xff\xff\xff\0\xff\xff\xff",
    ],
)
def test_an_answer_that_is_no_picture_of_that_size_is_not_believed(kept, tmp_path, monkeypatch, answer):
    monkeypatch.setattr(pictures, "ask_isolated", lambda *_: PageDrawn(PagePicture(answer, 1.0, 1.0)))
    with pytest.raises(Undrawable, match="画不出来"):
        page_png(source(tmp_path, PDF), 1, 1.0, Turn())


def test_sizes_that_no_page_has_are_not_believed(kept, tmp_path, monkeypatch):
    told = PagesMeasured(((595.0, 842.0), (float("nan"), 1.0), (float("inf"), 1.0), (-5.0, 5.0), (1e9, 1.0)))
    monkeypatch.setattr(pictures, "ask_isolated", lambda *_: told)
    assert sizes(source(tmp_path, PDF)) == ((595.0, 842.0), *((0.0, 0.0),) * 4)


def test_the_cache_keeps_to_its_size_and_removes_the_longest_unused(tmp_path):
    cache = Cache(tmp_path, 2500)
    for name, used in (("aa", 100), ("bb", 200), ("cc", 300)):
        cache.put(name, b"x" * 1000)
        os.utime(tmp_path / name / name, (used, used))
    assert cache.get("aa") is not None  # used just now
    cache.trim()
    assert [cache.get(name) is not None for name in ("aa", "bb", "cc")] == [True, False, True]


def test_the_cache_removes_what_was_never_finished(tmp_path):
    cache = Cache(tmp_path, 10**6)
    cache.put("aa", b"whole")
    left = tmp_path / "aa" / "left.part"
    left.write_bytes(b"half")
    cache.trim()
    assert left.exists()  # may be growing still
    cache.trim(now=lambda: left.stat().st_mtime + 7200)
    assert not left.exists()
    assert cache.get("aa") == b"whole"


def test_who_reads_the_cache_while_it_is_written_sees_a_whole_file(tmp_path):
    cache = Cache(tmp_path, 10**9)
    contents = [bytes([number]) * 300_000 for number in range(4)]
    cache.put("page", contents[0])
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            for content in contents:
                cache.put("page", content)

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    try:
        seen = {cache.get("page") for _ in range(300)}
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert seen <= set(contents)


def test_a_cache_that_cannot_be_written_is_no_fault(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    cache = Cache(tmp_path / "file", 1000)
    cache.put("aa", b"x")
    assert cache.get("aa") is None
