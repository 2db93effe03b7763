"""OLE compound files for tests, with the few bytes of a .doc that matter before it is converted."""

from __future__ import annotations

import struct

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALLEST = 4096  # below it a stream would stand in the mini stream


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file ([MS-CFB], version 3) of at most three streams, each padded to 4,096 bytes."""
    bodies = [_padded(data.ljust(_SMALLEST, b"\0")) for data in streams.values()]
    starts, at = [], 2  # sector 0 is the allocation table, 1 the directory
    for body in bodies:
        starts.append(at)
        at += len(body) // _SECTOR
    table = [_FAT, _END]
    for start, body in zip(starts, bodies, strict=True):
        last = start + len(body) // _SECTOR - 1
        table += [*range(start + 1, last + 1), _END]
    directory = _entry("Root Entry", 5, _END, 0, child=1)
    for number, (name, start, body) in enumerate(zip(streams, starts, bodies, strict=True), start=1):
        right = number + 1 if number < len(bodies) else _FREE
        directory += _entry(name, 2, start, len(body), right=right)
    header = struct.pack("<8s16x5H6x9I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 62, 3, 0xFFFE, 9, 6, *_counts())
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    fat = struct.pack(f"<{len(table)}I", *table).ljust(_SECTOR, b"\xff")
    return header + fat + directory.ljust(_SECTOR, b"\0") + b"".join(bodies)


def word_file(text: str = "", *, fields: tuple[int, ...] = (), encrypted: bool = False, version: int = 193) -> bytes:
    """What stands for a .doc: a FIB, a table of pieces and one of fields of the given types, and no more."""
    entries = b"".join(bytes((mark, kind)) for kind in fields for mark in (0x13, 0x15))
    positions = struct.pack(f"<{2 * len(fields) + 1}I", *range(2 * len(fields) + 1))
    main = bytearray(2048)
    struct.pack_into("<HH", main, 0, 0xA5EC, version)
    struct.pack_into("<H", main, 10, 0x0200 | (0x0100 if encrypted else 0))
    struct.pack_into("<II", main, 0x011A, 16, len(positions + entries))
    struct.pack_into("<II", main, 0x01A2, 0, 16)
    table = b"\x02".ljust(16, b"\0") + positions + entries
    return compound({"WordDocument": bytes(main) + text.encode("utf-16-le"), "1Table": table})


def _counts() -> tuple[int, ...]:
    """Directory sectors, FAT sectors, first directory sector, transaction, cutoff, and no mini or double tables."""
    return 0, 1, 1, 0, _SMALLEST, _END, 0, _END, 0


def _entry(name: str, kind: int, start: int, size: int, *, right: int = _FREE, child: int = _FREE) -> bytes:
    coded = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBB3I36xIQ", coded, len(coded), kind, 1, _FREE, right, child, start, size)


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % _SECTOR)
