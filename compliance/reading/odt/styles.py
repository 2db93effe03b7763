"""Styles of an .odt with what they inherit: heading level, title, hidden text, alignment (ODF 1.3, part 3, 16)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from compliance.reading.story.styles import heading_of, is_contents, is_title
from compliance.reading.zip_package import Element, whole_number

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"

_LONGEST_CHAIN = 20  # of parent styles; a longer one is a circle
_ESCAPED = re.compile(r"_([0-9a-f]{1,6})_")


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph or a span of text gets from its style and its parents."""

    level: int = 0  # of a heading, from 1
    title: bool = False
    contents: bool = False  # a line of the table of contents
    hidden: bool = False
    centred: bool = False
    font: str = ""


_PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles of a file by family (paragraph, text) and name; each is resolved when it is first asked for."""

    nodes: Mapping[tuple[str, str], Element] = field(default_factory=dict)
    _resolved: dict[tuple[str, str], Style] = field(default_factory=dict)

    def named(self, family: str, name: str | None) -> Style:
        """A style with what it inherits; a plain one where there is none of that name."""
        key = family, name or ""
        if key not in self.nodes:
            return _PLAIN
        if key not in self._resolved:
            self._resolved[key] = _resolve(family, key[1], self.nodes)
        return self._resolved[key]


def read_styles(roots: Iterable[Element]) -> Styles:
    """The styles of content.xml and styles.xml, named and automatic ones."""
    found: dict[tuple[str, str], Element] = {}
    for root in roots:
        for part in ("styles", "automatic-styles"):
            for node in root.iterfind(f"{OFFICE}{part}/{STYLE}style"):
                found[node.get(STYLE + "family", ""), node.get(STYLE + "name", "")] = node
    return Styles(found)


def _resolve(family: str, name: str, nodes: Mapping[tuple[str, str], Element]) -> Style:
    """Follow the parents; the nearest style that says something decides."""
    level = hidden = centred = None
    title = contents = False
    font = ""
    for _ in range(_LONGEST_CHAIN):
        node = nodes.get((family, name))
        if node is None:
            break
        shown = node.get(STYLE + "display-name") or _ESCAPED.sub(lambda found: _character(found[1]), name)
        stated = node.get(STYLE + "default-outline-level")
        if level is None:
            level = whole_number(stated, 0) if stated is not None else heading_of(shown)
        title, contents = title or is_title(shown), contents or is_contents(shown)
        paragraph, text = node.find(STYLE + "paragraph-properties"), node.find(STYLE + "text-properties")
        aligned = None if paragraph is None else paragraph.get(FO + "text-align")
        if centred is None and aligned is not None:
            centred = aligned == "center"
        display = None if text is None else text.get(TEXT + "display")
        if hidden is None and display is not None:
            hidden = display == "none"
        font = font or ("" if text is None else text.get(STYLE + "font-name") or text.get(FO + "font-family") or "")
        name = node.get(STYLE + "parent-style-name", "")
    return Style(level or 0, title, contents, bool(hidden), bool(centred), font.strip("'"))


def _character(code: str) -> str:
    """A character that an XML name cannot hold: _20_ is a space (ODF 1.3, part 3, 19.502)."""
    number = int(code, 16)
    return chr(number) if 0 < number < 0x110000 else ""
