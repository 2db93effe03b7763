"""The text of a block with its wrongly read passages as they were written, and U+FFFD for what was lost.

The first step of the normalised copy (`normalise.py`): what is judged is what was written, where that is certain;
quotes stay as printed.
"""

from __future__ import annotations

from dataclasses import dataclass

from compliance.reading.encoding.lost import LOST, find_lost
from compliance.reading.encoding.misreading import find_misreadings


@dataclass(frozen=True, slots=True)
class Reread:
    """A text read anew; the character i came from `starts[i]:ends[i]` of the text given, `starts[-1]` is its length."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def reread(text: str) -> Reread | None:
    """The text read anew, or None where nothing in it was read wrongly or lost."""
    edits = [(one.start, one.end, one.reading, one.slices) for one in find_misreadings(text)]
    for start, end in find_lost(text):
        # Question marks may be meant, and U+FFFD says already what it is.
        if not text[start:end].strip("?？" + LOST) or any(a < end and start < b for a, b, _, _ in edits):
            continue
        edits.append((start, end, LOST, ((start, end),)))
    if not edits:
        return None
    parts: list[str] = []
    slices: list[tuple[int, int]] = []
    done = 0
    for start, end, reading, places in sorted(edits):
        parts += [text[done:start], reading]
        slices += [(at, at + 1) for at in range(done, start)]
        slices += places
        done = end
    parts.append(text[done:])
    slices += [(at, at + 1) for at in range(done, len(text))]
    return Reread("".join(parts), (*(start for start, _ in slices), len(text)), tuple(end for _, end in slices))
