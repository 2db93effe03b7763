"""What an RTF file holds, and what holds inside each of its groups while they are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

from compliance.reading.rtf.fields import Field
from compliance.reading.rtf.story import Items, Setting, Story
from compliance.reading.story.stories import Tally


class Mode(Enum):
    """What becomes of the text of a group."""

    BODY = auto()  # it belongs to the open story
    SKIP = auto()
    SHAPE = auto()  # it is none, but groups inside may be read
    PICTURE = auto()
    FONTS = auto()
    STYLES = auto()
    LISTS = auto()
    ASIDE = auto()  # it is kept for whoever opened the group


@dataclass(slots=True)
class State:
    """What holds inside a group; an inner group begins with what holds around it."""

    mode: Mode
    story: Story
    font: int = 0
    hidden: bool = False
    deleted: bool = False
    contents: bool = False  # inside a table of contents
    fallback: int = 1  # how many characters stand behind a \\u for programs without Unicode
    setting: Setting = field(default_factory=Setting)
    in_row: bool = False  # inside the definition of a nested table's row
    inside: Field | None = None  # the innermost field
    aside: list[str] = field(default_factory=list)  # text that is kept for whoever opened the group
    # Of the group itself, not of inner ones:
    close: Callable[[], None] | None = None
    fresh: bool = True  # nothing but \* came yet: the next word may be the group's destination
    starred: bool = False
    either: Mode | None = None  # \upr: of its two groups only the one marked \ud is read, in this mode
    chosen: Mode | None = None  # what `either` is in the group around

    def inner(self) -> State:
        """What holds at the beginning of a group inside; written out, as files have a group for every few words."""
        return State(
            self.mode,
            self.story,
            self.font,
            self.hidden,
            self.deleted,
            self.contents,
            self.fallback,
            self.setting,
            self.in_row,
            self.inside,
            self.aside,
            chosen=self.either,
        )

    @property
    def reason(self) -> str:
        """Why text is set aside here; "" where it is not."""
        return "deleted" if self.deleted else "hidden" if self.hidden else ""


@dataclass(slots=True)
class Rtf:
    """What an RTF file holds."""

    tally: Tally
    body: Items = field(default_factory=list)
    notes: dict[str, dict[str, Items]] = field(default_factory=lambda: {"footnote": {}, "endnote": {}})
    comments: list[Items] = field(default_factory=list)
    margins: dict[str, list[Items]] = field(default_factory=lambda: {"header": [], "footer": []})
    unread: list[str] = field(default_factory=list)  # in Chinese
