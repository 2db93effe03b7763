"""The files in an archive or a mail, and in the archives and mails within it, without writing any to a disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum

from compliance.reading.archives.budget import (
    ArchiveError,
    Budget,
    Entry,
    EntryError,
    Member,
    SpentError,
)
from compliance.reading.archives.names import DistinctNames, is_leftover, safe_path
from compliance.reading.archives.tar import is_tar, packed_entries, tar_entries
from compliance.reading.archives.zip import zip_entries
from compliance.reading.limits import DEFAULT_LIMITS, Limits
from compliance.reading.mail.reader import attachments, is_mail

__all__ = ["Container", "Member", "container", "members"]

_EMPTY = "压缩包中没有文件"
_TOO_DEEP = "压缩包或邮件嵌套超过 {} 层，没有打开，请解压后把其中的文件一并提交"
_NOT_READ = "，本程序不能解压，请解压后把其中的文件一并提交，或重新压缩为 zip"
_UNWANTED = "不是报送材料的格式，没有读取"


class Container(StrEnum):
    """What holds other files."""

    ZIP = "zip"
    TAR = "tar"
    PACKED = "packed"  # gzip, bzip2 or xz, of a tar or of one file
    SEVEN_ZIP = "7z"
    RAR = "rar"
    MAIL = "mail"


_MAGIC = (
    (b"PK\x03\x04", Container.ZIP),
    (b"PK\x05\x06", Container.ZIP),  # an empty one
    (b"PK\x07\x08", Container.ZIP),  # the first of several volumes
    (b"\x1f\x8b\x08", Container.PACKED),
    (b"BZh", Container.PACKED),
    (b"\xfd7zXZ\x00", Container.PACKED),
    (b"7z\xbc\xaf\x27\x1c", Container.SEVEN_ZIP),
    (b"Rar!\x1a\x07", Container.RAR),
)
_UNSUPPORTED = {Container.SEVEN_ZIP: f"是 7z 压缩包{_NOT_READ}", Container.RAR: f"是 RAR 压缩包{_NOT_READ}"}


def container(data: bytes, name: str, is_document: Callable[[bytes, str], bool]) -> Container | None:
    """What kind of container a file is by its content; None for a file that holds no others.

    A .docx, .xlsx, .ofd or .odt is a zip as well: `is_document` says of the bytes and the name of a zip whether it is
    one of these.
    """
    kind = next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)
    if kind is Container.ZIP:
        return None if is_document(data, name) else kind
    if kind is not None:
        # Texts may open with BZh, too.
        return None if data.startswith(b"BZh") and data[4:10] != b"1AY&SY" else kind
    if is_tar(data):
        return Container.TAR
    return Container.MAIL if is_mail(data, name) else None


def members(
    data: bytes,
    name: str,
    is_document: Callable[[bytes, str], bool],
    limits: Limits = DEFAULT_LIMITS,
    is_wanted: Callable[[str], bool] = lambda name: True,
) -> Iterator[Member]:
    """The files in a container, in its order, those of nested ones in their place; a file that is none is its own.

    A mail is a file itself, for its text, followed by its attachments. What was not unpacked is a member with
    `why_not`; `is_wanted` tells by the name which files are worth unpacking. One budget holds for all: bytes
    unpacked (`limits.unpacked_bytes`), entries (`limits.archive_entries`), the size and the ratio of each entry
    (`limits.file_bytes`, `limits.compression_ratio`), and the depth. Never raises for what is in the data.
    """
    opener = _Opener(Budget(limits), is_document, is_wanted)
    try:
        yield from opener.members(data, name, 1)
    except SpentError as spent:
        yield Member(name, None, str(spent))


class _Opener:
    """Opens containers within containers, all within one budget."""

    def __init__(
        self, budget: Budget, is_document: Callable[[bytes, str], bool], is_wanted: Callable[[str], bool]
    ) -> None:
        self._budget = budget
        self._is_document = is_document
        self._is_wanted = is_wanted

    def members(self, data: bytes, path: str, depth: int) -> Iterator[Member]:
        kind = container(data, path, self._is_document)
        if kind is None or kind is Container.MAIL:
            yield Member(path, data)
        if kind is None:
            return
        if kind in _UNSUPPORTED:
            yield Member(path, None, _UNSUPPORTED[kind])
            return
        count = 0
        try:
            for entry in self._entries(kind, data, path):
                if depth > self._budget.limits.archive_depth:
                    yield Member(path, None, _TOO_DEEP.format(self._budget.limits.archive_depth))
                    return
                count += 1
                yield from self._member(entry, depth)
        except ArchiveError as fault:
            yield Member(path, None, str(fault))
            return
        if not count and kind is not Container.MAIL:
            yield Member(path, None, _EMPTY)

    def _entries(self, kind: Container, data: bytes, path: str) -> Iterator[Entry]:
        """The entries that somebody meant to hand in, by names of their own that begin with the container's."""
        names = DistinctNames()
        for entry in _opened(kind, data, path, self._budget):
            inner = safe_path(entry.name)
            if not is_leftover(inner):
                yield Entry(names.distinct(f"{path}/{inner}"), entry.unpack)

    def _member(self, entry: Entry, depth: int) -> Iterator[Member]:
        if not self._is_wanted(entry.name):
            yield Member(entry.name, None, _UNWANTED)
            return
        try:
            data = entry.unpack()
        except EntryError as fault:
            yield Member(entry.name, None, str(fault))
            return
        yield from self.members(data, entry.name, depth + 1)


def _opened(kind: Container, data: bytes, path: str, budget: Budget) -> Iterator[Entry]:
    if kind is Container.ZIP:
        return zip_entries(data, budget)
    if kind is Container.TAR:
        return tar_entries(data, budget)
    if kind is Container.MAIL:
        return attachments(data, budget)
    return packed_entries(data, path, budget)
