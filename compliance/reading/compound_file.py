"""Streams of an OLE compound file ([MS-CFB]), the container of .xls, .doc and encrypted office files."""

from __future__ import annotations

import io
import struct

import olefile

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512


class CompoundError(Exception):
    """The container is damaged."""


class CompoundFile:
    """The streams of a compound file by name. Raises CompoundError for damage, and for sizes that no such file has."""

    def __init__(self, data: bytes) -> None:
        if not _is_plausible(data):
            raise CompoundError("header")
        self._size = len(data)
        self._bytes = io.BytesIO(data)
        try:
            self._file = olefile.OleFileIO(self._bytes, write_mode=True)
        except Exception as error:  # damage reaches the library's own arithmetic in many forms
            raise CompoundError(str(error)) from error

    def __contains__(self, name: str) -> bool:
        try:
            return bool(self._file.exists(name))
        except Exception as error:  # as above
            raise CompoundError(str(error)) from error

    def read(self, name: str) -> bytes:
        """The bytes of a stream."""
        try:
            # A chain of sectors that runs in circles yields as many bytes as its stream declares.
            if self._file.get_size(name) > self._size:
                raise CompoundError(name)
            return bytes(self._file.openstream(name).read())
        except CompoundError:
            raise
        except Exception as error:  # as above
            raise CompoundError(str(error)) from error

    def with_stream(self, name: str, content: bytes) -> bytes:
        """The bytes of the file after a stream was given other content of the same length; this file then has it."""
        try:
            self._file.write_stream(name, content)
        except Exception as error:  # as above
            raise CompoundError(str(error)) from error
        return self._bytes.getvalue()


def _is_plausible(data: bytes) -> bool:
    """Whether the header's sizes of sectors are those of the format, and its tables no longer than the file."""
    if len(data) < _HEADER or not data.startswith(SIGNATURE):
        return False
    sector, short = struct.unpack_from("<HH", data, 30)
    tables = (struct.unpack_from("<I", data, at)[0] for at in (44, 64, 72))  # sectors of FAT, mini FAT and DIFAT
    return sector in (9, 12) and short == 6 and all(count << sector <= len(data) for count in tables)
