"""What the list tables of an RTF file say: what stands between an item's number and its text."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from compliance.reading.story.list_numbers import separator

_NOTHING = 2  # \\levelfollow: 0 a tab, 1 a space


@dataclass(slots=True)
class Lists:
    """Lists by their number in the text (\\ls), a \\levelfollow for each level."""

    follows: dict[int, list[int]] = field(default_factory=dict)
    _by_id: dict[int, list[int]] = field(default_factory=dict)
    _levels: list[int] = field(default_factory=list)  # of the list that is being read
    _override: list[int] | None = None  # the levels of the list that the entry of \\listoverridetable is about

    def level(self) -> None:
        """A level of a list begins."""
        self._levels.append(0)

    def follow(self, value: int) -> None:
        """What follows the numbers of the level."""
        if self._levels:
            self._levels[-1] = value

    def identify(self, identifier: int) -> None:
        """A list ends with its id; an entry of the override table begins with one."""
        if self._override is None:
            self._by_id[identifier] = self._levels
        else:
            self._override = self._by_id.get(identifier, [])
        self._levels = []

    def override(self) -> None:
        """An entry of the override table begins."""
        self._override = []

    def number(self, number: int) -> None:
        """The number by which paragraphs name the list of the entry."""
        self.follows[number] = self._override or []

    def label(self, text: str, number: int, level: int) -> str:
        """The number of an item, as \\listtext holds it, with what stands between it and the text; "" for a bullet."""
        shown = text.strip()
        if not any(character.isalnum() or unicodedata.category(character) == "No" for character in shown):
            return ""
        follows = self.follows.get(number, [])
        apart = text.strip(" ").endswith("\t") or text.endswith(" ")
        nothing = not apart or (level < len(follows) and follows[level] == _NOTHING)
        return shown + separator(shown, "nothing" if nothing else "tab")
