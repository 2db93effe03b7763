"""The paragraph styles of an RTF file: their names say what is a heading, a title, a line of contents."""

from __future__ import annotations

from dataclasses import dataclass, field

from compliance.reading.story.styles import heading_of, is_contents, is_title

_LONGEST_CHAIN = 20  # of \sbasedon; a longer one is a circle
BODY_LEVEL = 9  # \outlinelevel of body text


@dataclass(slots=True)
class Style:
    """A paragraph style as it is read."""

    name: str = ""
    based_on: int | None = None
    outline: int | None = None  # from 0


@dataclass(slots=True)
class Styles:
    """The style sheet by number."""

    table: dict[int, Style] = field(default_factory=dict)

    def level(self, number: int, outline: int | None) -> int:
        """The heading level, from 1, of a paragraph in a style, 0 for none; `outline` is what it states itself."""
        for style in (Style(outline=outline), *self._chain(number)):
            if style.outline is not None:
                return style.outline + 1 if 0 <= style.outline < BODY_LEVEL else 0
            if level := heading_of(style.name):
                return level
        return 0

    def is_title(self, number: int) -> bool:
        """Whether it is the style of the title, or one that is based on it."""
        return any(is_title(style.name) for style in self._chain(number))

    def is_contents(self, number: int) -> bool:
        """Whether it is a style of the table of contents, or one that is based on such a style."""
        return any(is_contents(style.name) for style in self._chain(number))

    def _chain(self, number: int | None) -> list[Style]:
        chain: list[Style] = []
        while number is not None and number in self.table and len(chain) < _LONGEST_CHAIN:
            chain.append(self.table[number])
            number = chain[-1].based_on
        return chain
