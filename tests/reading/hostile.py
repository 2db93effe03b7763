"""Files that mean harm, small enough to build in a test: bombs, liars, quines and archives that point elsewhere."""

from __future__ import annotations

import io
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterable

MEGABYTE = 1024 * 1024


def zipped(files: Iterable[tuple[str | zipfile.ZipInfo, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A .zip of the files in their order; a name may occur twice."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred(files: Iterable[tuple[str | tarfile.TarInfo, bytes]], mode: str = "w", **options: str) -> bytes:
    """A .tar of the files in their order; mode "w:gz", "w:bz2" or "w:xz" packs it."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode, **options) as archive:
        for name, data in files:
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            info.size = info.size or len(data)
            archive.addfile(info, io.BytesIO(data) if data else None)
    return buffer.getvalue()


def raw_named_zip(names: Iterable[bytes], flags: int = 0, extra: bytes = b"") -> bytes:
    """A .zip of small files whose names are these very bytes, with the flags given."""
    local, central, count = b"", b"", 0
    for name in names:
        data = b"data"
        fields = (20, flags, 0, 0, 33, zlib.crc32(data), len(data), len(data), len(name), len(extra))
        central += struct.pack("<4sH5H3I2H3H2I", b"PK\x01\x02", 20, *fields, 0, 0, 0, 0, len(local)) + name + extra
        local += struct.pack("<4s5H3I2H", b"PK\x03\x04", *fields) + name + extra + data
        count += 1
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(central), len(local), 0)
    return local + central + end


def unicode_path(raw: bytes, name: str) -> bytes:
    """The extra field 0x7075 that says a name in UTF-8 beside the raw one."""
    field = b"\x01" + struct.pack("<I", zlib.crc32(raw)) + name.encode()
    return struct.pack("<HH", 0x7075, len(field)) + field


def flat_bomb(size: int = 16 * MEGABYTE, entries: int = 1) -> bytes:
    """A .zip whose entries are zeros, packed to a thousandth."""
    return zipped((f"{number}.txt", bytes(size)) for number in range(entries))


def nested_bomb(depth: int = 6, width: int = 10, size: int = MEGABYTE) -> bytes:
    """Archives of ten archives, `depth` times: as much as 42.zip would unpack, were it all unpacked."""
    data = zipped([("0.txt", bytes(size))])
    for _ in range(depth):
        data = zipped((f"{number}.zip", data) for number in range(width))
    return data


def endless(depth: int = 40) -> bytes:
    """An archive in itself, for all that a depth of a few can tell: nothing but one more archive at each step."""
    data = zipped([("r.txt", b"r")])
    for _ in range(depth):
        data = zipped([("r.zip", data)], zipfile.ZIP_STORED)
    return data


def overlapping_bomb(entries: int = 50, size: int = MEGABYTE) -> bytes:
    """A .zip of many entries that all stand on the same packed bytes."""
    data = zipped([("0.txt", bytes(size))])
    at = data.index(b"PK\x01\x02")
    central = data[at : data.index(b"PK\x05\x06")]
    directory = b"".join(central.replace(b"0.txt", b"%05d" % number) for number in range(entries))
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, entries, entries, len(directory), at, 0)
    return data[:at] + directory + end


def quoted_overlap_bomb(entries: int = 20, size: int = MEGABYTE) -> bytes:
    """A .zip whose entries each quote the local headers of all that follow, and so reach one kernel of packed zeros.

    The construction of D. Fifield, A better zip bomb (WOOT 2019): stored blocks of DEFLATE (RFC 1951, 3.2.4) hold
    the next header, so every entry unpacks to all that comes after it.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packer.compress(bytes(size)) + packer.flush()
    content = bytes(size)
    files: list[tuple[bytes, bytes]] = []  # header, name; from the last to the first
    for number in reversed(range(entries)):
        name = b"%05d" % number
        if files:
            quoted = files[-1][0]
            body = b"\x00" + struct.pack("<HH", len(quoted), len(quoted) ^ 0xFFFF) + quoted + body
            content = quoted + content
        fields = (20, 0, 8, 0, 33, zlib.crc32(content), len(body), len(content), len(name), 0)
        files.append((struct.pack("<4s5H3I2H", b"PK\x03\x04", *fields) + name, name))
    files.reverse()
    local, offsets = b"", []
    for header, _ in files:
        offsets.append(len(local) + (5 if local else 0))
        local += (b"\x00" + struct.pack("<HH", len(header), len(header) ^ 0xFFFF) if local else b"") + header
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    local += packer.compress(bytes(size)) + packer.flush()
    central = b"".join(
        struct.pack("<4sH", b"PK\x01\x02", 20) + header[4:30] + struct.pack("<3H2I", 0, 0, 0, 0, at) + name
        for (header, name), at in zip(files, offsets, strict=True)
    )
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, entries, entries, len(central), len(local), 0)
    return local + central + end


def lying_zip(size: int = 20 * MEGABYTE, declared: int = 1000) -> bytes:
    """A .zip whose headers declare far fewer bytes than come out."""
    data = zipped([("0.txt", bytes(size))])
    return data.replace(struct.pack("<I", size), struct.pack("<I", declared))


def crowded_zip(entries: int) -> bytes:
    """A .zip of many empty entries, a small file that makes a long list."""
    return raw_named_zip(b"%d" % number for number in range(entries))


def encrypted_zip(name: str = "自评.txt") -> bytes:
    """A .zip whose entries are marked as encrypted."""
    data = bytearray(zipped([(name, b"1" * 100)]))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    return bytes(data)


def linking_zip(name: str = "link.txt", target: str = "/etc/passwd") -> bytes:
    """A .zip with a symbolic link, as zip -y makes it."""
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return zipped([(info, target.encode())])


def special(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    """A tar entry that is no file: tarfile.SYMTYPE, LNKTYPE, FIFOTYPE, CHRTYPE."""
    info = tarfile.TarInfo(name)
    info.type = kind
    info.linkname = target
    return info


def sparse_tar(size: int = 1 << 40) -> bytes:
    """A .tar of one file of holes: nothing in it, and a terabyte when unpacked."""
    info = tarfile.TarInfo("holes.txt")
    info.pax_headers = {
        "GNU.sparse.major": "1",
        "GNU.sparse.minor": "0",
        "GNU.sparse.realsize": str(size),
        "GNU.sparse.name": "holes.txt",
    }
    data = f"1\n{size}\n0\n".encode().ljust(512, b"\0")
    return tarred([(info, data)], format=tarfile.PAX_FORMAT)
