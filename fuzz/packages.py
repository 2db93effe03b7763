"""Zip packages in plain form: names and parts one after the other, set apart by zero bytes, which XML has not."""

from __future__ import annotations

import io
import zipfile

_MOST = 64 * 1024  # bytes of a package that is worth starting from


def parts_of(data: bytes) -> bytes | None:
    """The parts of a package in plain form, pictures left out; None for one that is damaged or large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if sum(info.file_size for info in infos) > _MOST:
                return None
            found = [(info.filename, archive.read(info)) for info in infos]
    except Exception:  # a test's damaged file
        return None
    return joined([(name.encode(), content) for name, content in found if name and b"\0" not in content])


def joined(parts: list[tuple[bytes, bytes]]) -> bytes:
    """Parts to plain form."""
    return b"\0".join(piece for part in parts for piece in part)


def split(data: bytes) -> list[tuple[bytes, bytes]]:
    """Plain form to parts; any bytes give some."""
    pieces = data.split(b"\0")
    return list(zip(pieces[::2], pieces[1::2], strict=False))


def packed(data: bytes) -> bytes:
    """Plain form to the package, stored without compression: that is quick."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in dict(split(data)).items():
            archive.writestr(name.decode("utf-8", "replace") or "x", content)
    return buffer.getvalue()
