"""Ways to damage a file, each told by a seed: what circulation, bad disks and attackers do to real ones."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

Mutation = Callable[[bytes, random.Random], bytes]


def mutated(data: bytes, seed: int) -> bytes:
    """The file with one to three kinds of damage; the same seed gives the same bytes."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 3)):
        ways = (*_PLAIN, _inside_archive) if data.startswith(b"PK") else _PLAIN
        data = chance.choice(ways)(data, chance) or b"\0"
    return data


def truncated(data: bytes) -> dict[int, bytes]:
    """The file cut off at every tenth of its length: percent → bytes."""
    return {percent: data[: len(data) * percent // 100] for percent in range(10, 100, 10)}


def flip(data: bytes, chance: random.Random) -> bytes:
    """One to twenty bytes replaced."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _leave_out(data: bytes, chance: random.Random) -> bytes:
    start, length = chance.randrange(len(data) + 1), chance.randint(1, 64)
    return data[:start] + data[start + length :]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start, length = chance.randrange(len(data) + 1), chance.randint(1, 64)
    return data[:start] + data[start : start + length] * chance.randint(2, 200) + data[start + length :]


def _number(data: bytes, chance: random.Random) -> bytes:
    """An extreme where a length or a count may stand."""
    start = chance.randrange(len(data) + 1)
    extreme = chance.choice((b"\xff" * 4, b"\0" * 8, b"-1", b"99999999999", b"\x7f\xff\xff\xff", b"1e999"))
    return data[:start] + extreme + data[start + len(extreme) :]


def _inside_archive(data: bytes, chance: random.Random) -> bytes:
    """One entry of a zip container damaged and packed again: damage that the checksums do not tell."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, UnicodeError):
        return flip(data, chance)
    except Exception:  # zlib.error and whatever else a damaged archive raises
        return flip(data, chance)
    if not entries:
        return data
    hit = chance.randrange(len(entries))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for index, (name, content) in enumerate(entries):
            archive.writestr(
                name or "x", chance.choice(_PLAIN)(content, chance) if index == hit and content else content
            )
    return packed.getvalue()


_PLAIN: tuple[Mutation, ...] = (flip, flip, _cut, _leave_out, _repeat, _number)
