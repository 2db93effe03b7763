"""Uploaded bytes are on the disk once, whole, under their hash; a name is safe on every file system."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import time

import pytest

from compliance.errors import ComplianceError
from compliance.review.submitting import files
from compliance.review.submitting.upload_names import distinct_names, safe_name


@pytest.fixture(autouse=True)
def data(tmp_path, settings):
    settings.DATA = tmp_path
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "incoming")
    return tmp_path


def test_bytes_are_kept_under_their_hash():
    kept = files.keep([b"abc", b"def"])
    assert (kept.sha256, kept.size) == (hashlib.sha256(b"abcdef").hexdigest(), 6)
    assert files.path_of(kept.sha256).parts[-2:] == (kept.sha256[:2], kept.sha256)
    assert files.opened(kept.sha256).read() == b"abcdef"


def test_nobody_else_may_read_them():
    path = files.path_of(files.keep([b"abc"]).sha256)
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_an_upload_that_is_cut_off_leaves_nothing(data):
    def cut_off():
        yield b"the first half"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        files.keep(cut_off())
    assert [path for path in data.rglob("*") if path.is_file()] == []


def test_what_a_crash_has_damaged_is_replaced_by_the_same_upload():
    kept = files.keep([b"abcdef"])
    files.path_of(kept.sha256).write_bytes(b"abc")
    files.keep([b"abcdef"])
    assert files.opened(kept.sha256).read() == b"abcdef"


def test_what_a_crash_has_left_is_swept_when_it_is_old(data):
    new, old = data / "incoming/new.upload", data / "incoming/old.upload"
    new.parent.mkdir()
    for path in (new, old):
        path.write_bytes(b"x")
    os.utime(old, (time.time() - 7200,) * 2)
    assert files.sweep() == 1
    assert new.exists()


def test_the_worker_sees_the_bytes_under_a_name_of_their_own(tmp_path):
    place = tmp_path / "draft/材料/自评.docx"
    files.lay(files.keep([b"abc"]).sha256, place)
    assert place.read_bytes() == b"abc"


def test_bytes_that_are_gone_are_said_to_be_with_what_to_do(tmp_path):
    with pytest.raises(ComplianceError, match=r"自评\.docx：数据文件夹里没有这份文件了，请重新上传"):
        files.lay("0" * 64, tmp_path / "自评.docx")


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("自评报告.docx", "自评报告.docx"),
        ("材料/一、组织领导/方案.pdf", "材料/一、组织领导/方案.pdf"),
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\材料\\表.xlsx", "材料/表.xlsx"),
        ("材料/./../表.xlsx", "材料/表.xlsx"),
        ("a\x00b\n.docx", "a_b_.docx"),
        ("报告\u202egpj.exe", "报告_gpj.exe"),
        ('"真"<的>?.docx', "＂真＂＜的＞？.docx"),
        ("CON.txt", "_CON.txt"),
        ("表格. ", "表格"),
        ("..", "未命名"),
        ("", "未命名"),
    ],
)
def test_a_name_is_made_safe(given, safe):
    assert safe_name(given) == safe


def test_a_long_name_keeps_its_beginning_and_its_suffix():
    name = safe_name("自" * 300 + ".docx")
    assert name.startswith("自自") and name.endswith("….docx")
    assert len(name.encode()) <= 255


def test_a_deep_path_keeps_the_nearest_folders():
    name = safe_name("/".join(f"第{n}层文件夹" for n in range(60)) + "/表.xlsx")
    assert name.endswith("第59层文件夹/表.xlsx")
    assert len(name) <= 255 and name.count("/") < 16


def test_names_are_told_apart_where_upper_and_lower_case_are_one():
    assert list(distinct_names(["表.docx", "表.docx", "B.txt", "b.txt"])) == [
        "表.docx",
        "表（2）.docx",
        "B.txt",
        "b（2）.txt",
    ]


def test_no_file_has_the_name_of_a_folder():
    assert list(distinct_names(["材料", "材料/表.docx"])) == ["材料（2）", "材料/表.docx"]
