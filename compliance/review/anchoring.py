"""Where a decided passage stands in a new draft (重新定位). Pure: no database."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


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
