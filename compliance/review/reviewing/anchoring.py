"""Where a decided passage stands in a new draft (重新定位). Pure: no database.

Only the very words count: a passage is found where its quote stands verbatim, and nowhere else. Where the quote stands
in several places, or is too short to be told by itself, what surrounds it has to tell which place is meant; where it
does not, the passage is lost and a person looks again. Nothing is ever taken because it is alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

# A shorter quote (“90%”, “已完成”) may say another thing where it stands now, so its surroundings have to be the same.
_TELLS_ITSELF = 8  # characters
# What stands right before and after a quote: enough for whose and which it is, little enough to outlive other edits.
_AROUND = 12  # characters a side
# So much around a quote tells its place without the headings above.
_ENOUGH_AROUND = 8  # characters, both sides together


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document that a decision rests on: offsets in characters of the block's text, end exclusive."""

    document: int  # id of the checked document
    sha256: str
    block: int
    start: int
    end: int
    quote: str

    def plain(self) -> dict[str, Any]:
        """As the database and the API hold it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class BlockText:
    """A block's text and the headings above it."""

    text: str
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftDocument:
    """A document of a draft as far as passages are looked for in it."""

    id: int
    name: str
    sha256: str
    blocks: tuple[BlockText, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Where a passage stands now; `same_place` where it is the place at which it stood."""

    passage: Passage
    same_place: bool


def anchor(passage: Passage, old: Sequence[DraftDocument], new: Sequence[DraftDocument]) -> Found | None:
    """The passage in the new draft, or None where it is not there or cannot be told. `old` is the draft it is of."""
    same_file = _in_the_same_file(passage, old, new)
    if same_file is not None:
        return Found(same_file, same_place=True)
    before = _places(passage.quote, old)
    origin = next((place for place in before if place.at(passage)), None)
    if origin is None:
        return None  # its own draft does not have it, so nothing tells where it stood
    meant = _meant(origin, before, _places(passage.quote, new))
    if meant is None:
        return None
    now = meant.passage()
    return Found(now, origin.document.name == meant.document.name and origin.offsets == meant.offsets)


def _in_the_same_file(passage: Passage, old: Sequence[DraftDocument], new: Sequence[DraftDocument]) -> Passage | None:
    """The passage in the file with the same bytes, if it was read the same way there."""
    names = {document.id: document.name for document in old}
    same = [document for document in new if document.sha256 == passage.sha256]
    same.sort(key=lambda document: document.name != names.get(passage.document))  # handed in twice: the one so named
    for document in same:
        if _slice(document, passage) == passage.quote:
            return replace(passage, document=document.id)
    return None


def _slice(document: DraftDocument, passage: Passage) -> str | None:
    if not 0 <= passage.block < len(document.blocks):
        return None
    return document.blocks[passage.block].text[passage.start : passage.end]


@dataclass(frozen=True, slots=True)
class _Occurrence:
    """One place at which a quote stands."""

    document: DraftDocument
    block: int
    start: int
    quote: str

    @property
    def offsets(self) -> tuple[int, int]:
        return self.block, self.start

    def at(self, passage: Passage) -> bool:
        return self.document.id == passage.document and self.offsets == (passage.block, passage.start)

    def passage(self) -> Passage:
        end = self.start + len(self.quote)
        return Passage(self.document.id, self.document.sha256, self.block, self.start, end, self.quote)

    @property
    def section(self) -> tuple[str, ...]:
        return self.document.blocks[self.block].section

    def rest(self) -> tuple[str, str]:
        """What stands before and after it in its block."""
        text = self.document.blocks[self.block].text
        return text[: self.start], text[self.start + len(self.quote) :]

    def around(self) -> tuple[str, str]:
        """What stands right before and after it."""
        before, after = self.rest()
        return before[-_AROUND:], after[:_AROUND]

    def neighbours(self) -> tuple[str, str]:
        """The texts of the blocks before and after its own."""
        blocks = self.document.blocks
        before = blocks[self.block - 1].text if self.block else ""
        after = blocks[self.block + 1].text if self.block + 1 < len(blocks) else ""
        return before, after


def _places(quote: str, documents: Sequence[DraftDocument]) -> list[_Occurrence]:
    return list(_occurrences(quote, documents)) if quote else []


def _occurrences(quote: str, documents: Sequence[DraftDocument]) -> Iterator[_Occurrence]:
    for document in documents:
        for number, block in enumerate(document.blocks):
            start = block.text.find(quote)
            while start >= 0:
                yield _Occurrence(document, number, start, quote)
                start = block.text.find(quote, start + 1)


def _meant(origin: _Occurrence, before: list[_Occurrence], now: list[_Occurrence]) -> _Occurrence | None:
    """Which of the places where the quote stands now is the one that was decided on."""
    alone = len(before) == len(now) == 1
    if alone and len(origin.quote) >= _TELLS_ITSELF:
        return now[0]
    meant = _told(origin, before, now)
    # The other way round as well, so that no two places are taken for one.
    return meant if meant is not None and _told(meant, now, before) == origin else None


def _told(origin: _Occurrence, beside: list[_Occurrence], among: list[_Occurrence]) -> _Occurrence | None:
    """The one place whose surroundings are those of `origin`, where no other beside it has the same."""
    for telling in _TELLING:
        surroundings = telling(origin)
        if surroundings is None or sum(telling(place) == surroundings for place in beside) > 1:
            continue
        same = [place for place in among if telling(place) == surroundings]
        if len(same) == 1:
            return same[0]
    return None


def _block_between_neighbours(place: _Occurrence) -> object:
    return place.rest(), place.section, place.neighbours()


def _block_in_section(place: _Occurrence) -> object:
    return (place.rest(), place.section) if place.section else None


def _block(place: _Occurrence) -> object:
    return place.rest() if _tells(place.rest()) else None


def _words_around_in_section(place: _Occurrence) -> object:
    return (place.around(), place.section) if place.section and _tells(place.around()) else None


def _words_around(place: _Occurrence) -> object:
    return place.around() if _tells(place.around()) else None


def _section(place: _Occurrence) -> object:
    return place.section if place.section and len(place.quote) >= _TELLS_ITSELF else None


def _tells(rest: tuple[str, str]) -> bool:
    return sum(map(len, rest)) >= _ENOUGH_AROUND


# From what tells most to what tells least; each counts only where it is the same for one place before and one now.
_TELLING: tuple[Callable[[_Occurrence], object], ...] = (
    _block_between_neighbours,
    _block_in_section,
    _block,
    _words_around_in_section,
    _words_around,
    _section,
)


@dataclass(frozen=True, slots=True)
class Decided:
    """What re-anchoring needs of a decision: the status it gave, the program's that it saw, and what it rests on."""

    status: str
    proposed: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where a decision stands in a new draft. `lost` are the passages that are not there, `moved` whether one moved."""

    passages: tuple[Passage, ...]
    lost: tuple[Passage, ...] = ()
    moved: bool = False
    proposal_changed: bool = False
    files_changed: bool = False  # though the decision rests on no passage, but on the whole submission

    @property
    def look_again(self) -> bool:
        return bool(self.lost) or self.proposal_changed or self.files_changed


def anchored(decided: Decided, proposed: str, old: Sequence[DraftDocument], new: Sequence[DraftDocument]) -> Anchored:
    """A decision in a new draft for which the program proposes `proposed`.

    That the program now proposes what the person had decided anyway is no reason to look again.
    """
    places: Mapping[Passage, Found | None] = {passage: anchor(passage, old, new) for passage in decided.passages}
    found = [place for place in places.values() if place is not None]
    return Anchored(
        passages=tuple(place.passage for place in found),
        lost=tuple(passage for passage, place in places.items() if place is None),
        moved=any(not place.same_place for place in found),
        proposal_changed=proposed not in (decided.proposed, decided.status),
        files_changed=not decided.passages and _files(old) != _files(new),
    )


def _files(documents: Sequence[DraftDocument]) -> set[str]:
    return {document.sha256 for document in documents}
