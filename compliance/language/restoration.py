"""Text that a synonym spinner went over, read as it was written: 推进义务训练均衡进展 → 推进义务教育均衡发展.

Sharing sites swap words of a document for near-synonyms so that copies do not look alike. A swap is undone only where
it is certain (swapped.toml: 义务训练, 科学开展观; never 军事训练); in a document that is shown to be spun the plainest
swaps are undone elsewhere too. What is undone here is for judging only: quotes stay as printed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from compliance.language.normalise import Normalised

# So many certain swaps show that a document is spun: one or two may be slips of the pen.
_SPUN_FROM = 3


@dataclass(frozen=True, slots=True)
class Swap:
    """One entry of swapped.toml: where `swapped` certainly stands for `original`, and where it never does."""

    swapped: str
    original: str
    certain: re.Pattern[str]
    never: re.Pattern[str] | None
    loose: str  # "" | strong | weak
    matches: tuple[str, ...]
    not_matches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Swapped:
    """A swapped word found at start:end of a normalised text."""

    start: int
    end: int
    swapped: str
    original: str
    certain: bool
    strong: bool  # a warning by itself; else only beside a certain one


@cache
def load_swaps() -> tuple[Swap, ...]:
    """Every entry of swapped.toml, in the file's order."""
    data = tomllib.loads(files(__package__).joinpath("swapped.toml").read_text("utf-8"))
    return tuple(
        Swap(
            entry["swapped"],
            entry["original"],
            _pattern(entry["certain"], entry["swapped"]),
            _pattern(entry["never"], entry["swapped"]) if "never" in entry else None,
            entry.get("loose", ""),
            tuple(entry["matches"]),
            tuple(entry["not_matches"]),
        )
        for entry in data["swap"]
    )


def _pattern(expressions: list[str], word: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{e})" for e in expressions).replace("{w}", _group(word)))


def _group(word: str) -> str:
    return f"(?:{re.escape(word)})"


def find_swaps(text: str, spun: bool = False) -> tuple[Swapped, ...]:
    """The swapped words of a normalised text, left to right; with `spun` also those that only a spun document has."""
    found = sorted(
        (hit for swap in load_swaps() if swap.swapped in text for hit in _hits(text, swap, spun)),
        key=lambda hit: (hit.start, -hit.end),
    )
    kept: list[Swapped] = []
    for hit in found:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return tuple(kept)


def _hits(text: str, swap: Swap, spun: bool) -> Iterator[Swapped]:
    certain = _places(text, swap, swap.certain)
    never = _places(text, swap, swap.never) if swap.never else set()
    places = certain | (
        {m.start() for m in re.finditer(re.escape(swap.swapped), text)} - never if _open(swap, spun) else set()
    )
    for start in places:
        sure = start in certain
        yield Swapped(
            start, start + len(swap.swapped), swap.swapped, swap.original, sure, sure or swap.loose == "strong"
        )


def _open(swap: Swap, spun: bool) -> bool:
    return spun and bool(swap.loose)


def _places(text: str, swap: Swap, pattern: re.Pattern[str]) -> set[int]:
    """Where the swapped word stands within the pattern's matches; matches may overlap, so each start is tried."""
    places: set[int] = set()
    position = 0
    while match := pattern.search(text, position):
        at = text.find(swap.swapped, match.start(), match.end())
        # The last one of the match: 训练 in 进展训练的 stands behind other words.
        while at >= 0:
            places.add(at)
            at = text.find(swap.swapped, at + 1, match.end())
        position = match.start() + 1
    return places


def is_spun(text: str) -> bool:
    """Whether a document's normalised text was put through a synonym spinner: three certain swaps or more."""
    return sum(hit.certain for hit in find_swaps(text)) >= _SPUN_FROM


def restore(text: str, spun: bool = False) -> Normalised:
    """A normalised text as it was written; `origin` leads from each character back to the text given.

    `spun` says whether the whole document is spun (`is_spun`): then swaps that are likely, but not certain by
    themselves, are undone as well. A text without swaps comes back as it is.
    """
    hits = find_swaps(text, spun)
    if not hits:
        return Normalised(text, tuple(range(len(text) + 1)))
    parts: list[str] = []
    origin: list[int] = []
    done = 0
    for hit in hits:
        parts += [text[done : hit.start], hit.original]
        origin += range(done, hit.start)
        origin += (min(hit.start + i, hit.end - 1) for i in range(len(hit.original)))
        done = hit.end
    parts.append(text[done:])
    origin += range(done, len(text) + 1)
    return Normalised("".join(parts), tuple(origin))
