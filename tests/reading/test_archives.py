"""Archives: what was handed in comes out under its path, and what harms or cannot be unpacked is said."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import tarfile
import time
import zipfile

import hostile
import pytest
from hostile import MEGABYTE, raw_named_zip, special, tarred, zipped
from hypothesis import given, settings
from hypothesis import strategies as st
from mail_files import attached, mail_of, part
from word_files import docx, p

from compliance.reading.archives.budget import Budget, EntryError, SpentError
from compliance.reading.containers import Container, Member, container, members
from compliance.reading.limits import Limits

REPORT = docx(p("全区召开会议4次。"))
BOMB = "解压后异常庞大（疑似压缩炸弹），没有读取，请确认文件来源"


def is_document(data: bytes, name: str) -> bool:
    return b"word/document.xml" in data


def opened(data: bytes, name: str = "材料.zip", limits: Limits | None = None) -> list[Member]:
    return list(members(data, name, is_document, limits or Limits()))


def read(data: bytes, name: str = "材料.zip", limits: Limits | None = None) -> dict[str, bytes]:
    """The files that came out."""
    return {m.name: m.data for m in opened(data, name, limits) if m.data is not None}


def said(data: bytes, name: str = "材料.zip", limits: Limits | None = None) -> dict[str, str]:
    """What was said of those that did not."""
    told = {m.name: m.why_not for m in opened(data, name, limits) if m.data is None}
    assert all("。" not in why and "\n" not in why for why in told.values())
    return told


# --- What comes out --------------------------------------------------------------------------------


def test_files_come_out_under_their_paths_and_folders_do_not() -> None:
    data = zipped([("自评.docx", REPORT), ("一小/", b""), ("一小/总结.txt", b"1"), ("空.txt", b"")])
    assert read(data) == {"材料.zip/自评.docx": REPORT, "材料.zip/一小/总结.txt": b"1", "材料.zip/空.txt": b""}
    assert said(data) == {}


def test_a_document_that_is_a_zip_is_a_file() -> None:
    assert opened(REPORT, "自评.docx") == [Member("自评.docx", REPORT)]


def test_a_file_that_is_no_container_is_its_own_member() -> None:
    assert opened(b"BZh is no packed text", "甲.txt") == [Member("甲.txt", b"BZh is no packed text")]


def test_nested_archives_come_out_in_their_place() -> None:
    inner = zipped([("总结.txt", b"2")])
    data = zipped([("前.txt", b"1"), ("一小.zip", inner), ("二小.tar", tarred([("总结.txt", b"3")])), ("后.txt", b"4")])
    assert list(read(data).items()) == [
        ("材料.zip/前.txt", b"1"),
        ("材料.zip/一小.zip/总结.txt", b"2"),
        ("材料.zip/二小.tar/总结.txt", b"3"),
        ("材料.zip/后.txt", b"4"),
    ]


def test_the_content_decides_and_not_the_name() -> None:
    assert read(zipped([("总结.txt", b"1")]), "材料.rar") == {"材料.rar/总结.txt": b"1"}


def test_mails_in_archives_and_archives_in_mails() -> None:
    mail = mail_of(part("见附件"), attached(zipped([("总结.txt", b"1")]), "一小.zip"))
    assert read(zipped([("来信.eml", mail)])) == {
        "材料.zip/来信.eml": mail,
        "材料.zip/来信.eml/一小.zip/总结.txt": b"1",
    }


def test_leftovers_of_file_managers_are_left_out() -> None:
    names = ("__MACOSX/._自评.docx", ".DS_Store", "~$自评.docx", "自评.docx")
    assert list(read(zipped((name, b"1") for name in names))) == ["材料.zip/自评.docx"]


def test_files_that_nobody_reads_are_not_unpacked() -> None:
    data = zipped([("片.mp4", bytes(MEGABYTE)), ("自评.txt", b"1")])
    found = list(members(data, "材料.zip", is_document, Limits(unpacked_bytes=100), lambda name: name.endswith(".txt")))
    assert found == [
        Member("材料.zip/片.mp4", None, "不是报送材料的格式，没有读取"),
        Member("材料.zip/自评.txt", b"1"),
    ]


def test_two_files_of_one_name_are_both_kept() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped([("表.txt", b"1"), ("表.txt", b"2")])
    assert read(data) == {"材料.zip/表.txt": b"1", "材料.zip/表（2）.txt": b"2"}


def test_an_archive_without_files_is_said() -> None:
    assert said(zipped([])) == said(zipped([("夹/", b"")])) == {"材料.zip": "压缩包中没有文件"}


# --- Names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "flags", "extra", "shown"),
    [
        ("自评.txt".encode(), 0x800, b"", "自评.txt"),
        ("自评.txt".encode(), 0, b"", "自评.txt"),  # macOS
        ("自评.txt".encode("gbk"), 0, b"", "自评.txt"),  # Windows in China
        ("自评.txt".encode("gbk"), 0x800, b"", "自评.txt"),  # declared as UTF-8, which it is not
        (b"caf\xc3\xa9.txt", 0x800, b"", "café.txt"),
        (b"___.txt", 0, hostile.unicode_path(b"___.txt", "自评.txt"), "自评.txt"),
        (b"___.txt", 0, hostile.unicode_path(b"other.txt", "他.txt"), "___.txt"),  # of a name that was changed since
        (b"..\\..\\a.txt", 0, b"", "a.txt"),
        (b"a\x00.exe.txt", 0, b"", "a_.exe.txt"),
    ],
)
def test_names_in_zips(raw: bytes, flags: int, extra: bytes, shown: str) -> None:
    assert read(raw_named_zip([raw], flags, extra)) == {f"材料.zip/{shown}": b"data"}


@pytest.mark.parametrize("format", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_names_in_tars(format: int, encoding: str) -> None:
    data = tarred([("材料/自评.txt", b"1"), ("../" + "长" * 30 + ".txt", b"2")], format=format, encoding=encoding)
    assert list(read(data, "材料.tar")) == ["材料.tar/材料/自评.txt", f"材料.tar/{'长' * 30}.txt"]


# --- Kinds -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_tars_however_packed(mode: str) -> None:
    data = tarred([("一小/总结.txt", b"1" * 20_000), ("空.txt", b""), ("自评.docx", REPORT)], mode)
    assert read(data, "材料.tar") == {
        "材料.tar/一小/总结.txt": b"1" * 20_000,
        "材料.tar/空.txt": b"",
        "材料.tar/自评.docx": REPORT,
    }


@pytest.mark.parametrize(
    ("name", "pack"), [("a.docx.gz", gzip.compress), ("a.docx.bz2", bz2.compress), ("a.docx.xz", lzma.compress)]
)
def test_a_single_packed_file_loses_its_last_suffix(name: str, pack: object) -> None:
    assert read(pack(REPORT), name) == {f"{name}/a.docx": REPORT}


def test_streams_one_after_another_are_one_file() -> None:
    for pack in (gzip.compress, bz2.compress, lzma.compress):
        assert list(read(pack(b"1") + pack(b"2"), "a.txt.gz").values()) == [b"12"]


@pytest.mark.parametrize(("head", "kind"), [(b"7z\xbc\xaf\x27\x1c\x00\x04", "7z"), (b"Rar!\x1a\x07\x01\x00", "RAR")])
def test_kinds_that_are_not_unpacked_say_what_to_do(head: bytes, kind: str) -> None:
    assert said(head, "材料.x") == {
        "材料.x": f"是 {kind} 压缩包，本程序不能解压，请解压后把其中的文件一并提交，或重新压缩为 zip"
    }


def test_kinds_by_content() -> None:
    assert container(zipped([]), "a.docx", is_document) is Container.ZIP
    assert container(REPORT, "a.zip", is_document) is None
    assert container(tarred([("a", b"1")]), "a", is_document) is Container.TAR
    assert container("自评报告".encode(), "a.zip", is_document) is None


# --- What is not read ------------------------------------------------------------------------------


def test_encrypted_entries_are_said_and_others_read() -> None:
    assert said(hostile.encrypted_zip()) == {"材料.zip/自评.txt": "已加密，没有读取，请去掉密码后重新压缩再提交"}


def test_links_are_not_followed() -> None:
    assert said(hostile.linking_zip()) == {"材料.zip/link.txt": "是链接，不是文件，没有读取"}
    kinds = {"s": tarfile.SYMTYPE, "h": tarfile.LNKTYPE, "f": tarfile.FIFOTYPE, "d": tarfile.CHRTYPE}
    data = tarred([*((special(n, k, "/etc/passwd"), b"") for n, k in kinds.items()), ("自评.txt", b"1")])
    assert read(data) == {"材料.zip/自评.txt": b"1"}
    assert [why.partition("，")[0] for why in said(data).values()] == [
        "是链接",
        "是链接",
        "不是普通文件",
        "不是普通文件",
    ]


def test_uncommon_methods_of_packing_are_said() -> None:
    assert "压缩方式不常见" in said(zipped([("自评.txt", b"1" * 99)], zipfile.ZIP_LZMA))["材料.zip/自评.txt"]


def test_a_damaged_entry_is_said_and_others_are_read() -> None:
    data = bytearray(zipped([("一.txt", random.Random(1).randbytes(5000)), ("二.txt", b"2")]))
    data[100] ^= 0xFF
    assert read(bytes(data)) == {"材料.zip/二.txt": b"2"}
    assert said(bytes(data)) == {"材料.zip/一.txt": "在压缩包中已损坏，无法解压，请重新压缩后再提交"}


@pytest.mark.parametrize(
    "data", [zipped([("自评.txt", b"1" * 999)])[:-30], b"PK\x07\x08PK\x03\x04" + bytes(99), b"PK\x03\x04"]
)
def test_a_broken_archive_is_said(data: bytes) -> None:
    assert said(data) == {"材料.zip": "压缩包不完整或已损坏（分卷压缩的请先合并），请重新压缩后再提交"}


@pytest.mark.parametrize("cut", [700, 1536, 2048])
def test_a_tar_that_breaks_off_never_ends_in_silence(cut: int) -> None:
    data = tarred([("一.txt", b"1" * 500), ("二.txt", b"2" * 500)])[:cut]
    assert "压缩包不完整或已损坏（分卷压缩的请先合并），请重新压缩后再提交" in said(data, "a.tar")["a.tar"]


def test_a_damaged_header_inside_a_tar_is_no_end() -> None:
    data = bytearray(tarred([("一.txt", b"1"), ("二.txt", b"2")], format=tarfile.GNU_FORMAT))
    data[1024 + 150] ^= 0xFF  # the second header's checksum
    assert list(read(bytes(data), "a.tar")) == ["a.tar/一.txt"]
    assert "压缩包不完整或已损坏" in said(bytes(data), "a.tar")["a.tar"]


# --- Bombs -----------------------------------------------------------------------------------------


def test_a_flat_bomb_is_told_by_what_it_declares() -> None:
    assert said(hostile.flat_bomb()) == {"材料.zip/0.txt": BOMB}


def test_many_small_bombs_are_one() -> None:
    data = hostile.flat_bomb(MEGABYTE, 20)
    assert said(data, limits=Limits(unpacked_bytes=10 * MEGABYTE)) == {"材料.zip": BOMB}


def test_a_bomb_that_lies_about_its_size_yields_nothing() -> None:
    assert said(hostile.lying_zip()) == {"材料.zip/0.txt": BOMB}
    assert "已损坏" in said(hostile.lying_zip(size=5000))["材料.zip/0.txt"]


@pytest.mark.parametrize(
    ("limits", "fault"),
    [(Limits(), EntryError), (Limits(file_bytes=MEGABYTE), EntryError), (Limits(unpacked_bytes=MEGABYTE), SpentError)],
)
def test_what_comes_out_is_counted_whatever_was_declared(limits: Limits, fault: type[Exception]) -> None:
    class Endless:
        def read(self, size: int = -1) -> bytes:
            return bytes(size)

    with pytest.raises(fault):
        Budget(limits).read(Endless(), 1000)


@pytest.mark.parametrize("bomb", [hostile.overlapping_bomb(), hostile.quoted_overlap_bomb()])
def test_entries_that_share_their_bytes_are_refused(bomb: bytes) -> None:
    assert said(bomb) == {"材料.zip": "压缩包内的文件互相重叠（疑似压缩炸弹），没有读取，请确认文件来源"}


def test_the_quoted_bomb_is_one() -> None:
    bomb = hostile.quoted_overlap_bomb()
    with zipfile.ZipFile(io.BytesIO(bomb)) as archive:
        assert sum(info.file_size for info in archive.infolist()) > 5000 * len(bomb)


def test_depth_ends_an_archive_that_holds_itself() -> None:
    told = said(hostile.endless(), "r.zip")
    assert told == {"r.zip/r.zip/r.zip/r.zip": "压缩包或邮件嵌套超过 3 层，没有打开，请解压后把其中的文件一并提交"}


def test_a_nested_bomb_unpacks_next_to_nothing() -> None:
    start = time.monotonic()
    assert read(hostile.nested_bomb(4, 10)) == {}
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_packed_bombs_are_stopped_while_they_are_unpacked(pack: object) -> None:
    for content in (bytes(20 * MEGABYTE), tarred([("0", bytes(20 * MEGABYTE))])):
        assert said(pack(content), "a.gz") == {"a.gz": BOMB}


def test_one_budget_holds_for_all_that_is_nested() -> None:
    school = zipped([("总结.txt", random.Random(1).randbytes(300_000))])
    data = zipped((f"{n}.zip", school) for n in range(10))
    found = opened(data, limits=Limits(unpacked_bytes=1_500_000))
    assert 0 < sum(m.data is not None for m in found) < 5
    assert found[-1] == Member("材料.zip", None, "解压后总量超过 1 MB，其后的文件没有读取，请分批提交")


def test_entries_are_counted_over_all_that_is_nested() -> None:
    school = zipped([("一.txt", b"1"), ("二.txt", b"2")])
    found = opened(zipped((f"{n}.zip", school) for n in range(5)), limits=Limits(archive_entries=10))
    assert len(found) == 5
    assert found[-1].why_not == "压缩包内的文件超过 10 个，其后的文件没有读取，请分批提交"


def test_an_endless_list_is_not_even_listed() -> None:
    start = time.monotonic()
    assert "压缩包" in said(hostile.crowded_zip(3000), limits=Limits(archive_entries=100))["材料.zip"]
    assert time.monotonic() - start < 2


def test_an_entry_larger_than_any_file_is_said_and_others_are_read() -> None:
    files = [("大.txt", random.Random(1).randbytes(5000)), ("小.txt", b"1")]
    for data in (zipped(files), tarred(files), tarred(files, "w:gz")):
        assert list(read(data, limits=Limits(file_bytes=4000))) == ["材料.zip/小.txt"]
        assert "解压后超过 0 MB，没有读取" in said(data, limits=Limits(file_bytes=4000))["材料.zip/大.txt"]


def test_a_tar_of_holes_is_not_filled() -> None:
    assert said(hostile.sparse_tar(), "a.tar") == {"a.tar/holes.txt": "不是普通文件，没有读取"}


@pytest.mark.parametrize("size", [1 << 40, (1 << 62) + 5])
def test_a_tar_entry_of_any_declared_size_ends(size: int) -> None:
    info = tarfile.TarInfo("大.txt")
    info.size = size
    start = time.monotonic()
    data = info.tobuf(tarfile.GNU_FORMAT) + bytes(2048)
    assert "解压后超过 100 MB" in said(data, "a.tar")["a.tar/大.txt"]
    assert time.monotonic() - start < 2


def test_a_tar_of_nothing_but_attributes_ends() -> None:
    attributes = {f"k{n}": "v" * 500 for n in range(3000)}
    info = tarfile.TarInfo("一.txt")
    info.pax_headers = attributes
    assert "压缩包不完整或已损坏" in said(tarred([(info, b"1")], format=tarfile.PAX_FORMAT), "a.tar")["a.tar"]


# --- Any damage ------------------------------------------------------------------------------------

SAMPLES = {
    "a.zip": zipped([("自评.txt", b"1" * 400), ("一小.zip", zipped([("总结.txt", b"2" * 50)]))]),
    "a.tar": tarred([("自评.txt", b"1" * 400), ("二.txt", b"2")], format=tarfile.PAX_FORMAT),
    "a.tgz": tarred([("自评.txt", b"1" * 400)], "w:gz"),
    "a.xz": lzma.compress(b"1" * 400),
    "a.bz2": bz2.compress(b"1" * 400),
}


@given(
    st.sampled_from(sorted(SAMPLES)),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=6),
    st.floats(0.3, 1),
)
@settings(max_examples=300)
def test_damage_is_said_and_nothing_else_happens(name: str, flips: list[tuple[float, int]], cut: float) -> None:
    data = bytearray(SAMPLES[name])
    for at, value in flips:
        data[int(at * len(data))] = value
    for member in members(bytes(data[: int(cut * len(data))]), name, is_document):
        assert member.name.startswith(name)
        assert (member.data is None) == bool(member.why_not)
