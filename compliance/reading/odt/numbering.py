"""The lists of an .odt: how each level counts, and which list goes on from which (ODF 1.3, part 3, 5.3 and 16.29)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from compliance.reading.odt.styles import OFFICE, STYLE, TEXT
from compliance.reading.story.list_numbers import LARGEST, LEVELS, Level, Numbering
from compliance.reading.zip_package import Element, whole_number

_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
# style:num-format names an alphabet by its first members.
_FORMATS = {
    "": "none",
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "一, 二, 三, ...": "chineseCountingThousand",
    "壹, 贰, 叁, ...": "chineseLegalSimplified",
    "壹, 貳, 參, ...": "ideographLegalTraditional",
    "甲, 乙, 丙, ...": "ideographTraditional",
    "子, 丑, 寅, ...": "ideographZodiac",
    "①, ②, ③, ...": "decimalEnclosedCircle",
    "１, ２, ３, ...": "decimalFullWidth",
    "01, 02, 03, ...": "decimalZero",
    "1st": "ordinal",
}
_OUTLINE = "outline"  # the list that headings without a list of their own count in


class Lists:
    """The lists of one file, in the order in which they come."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._styles: dict[str, Mapping[int, Level]] = {}
        self._lists: dict[str, Mapping[int, Level]] = {}
        self._shared: dict[str, str] = {}
        self._numbering = Numbering(self._lists, self._shared)
        self._chains: dict[str, str] = {}  # xml:id of a list → the chain that it counts in
        self._last: dict[str, str] = {}  # list style → chain of the last list that had it
        self._count = 0
        for root in roots:
            self._read(root)

    def enter(self, node: Element, outer: str, style: str) -> tuple[str, str]:
        """The chain and the list style of a text:list, or text:numbered-paragraph; `outer` is the chain around it.

        A list goes on with the numbers of the one that it names, or of the last one with its style; else it starts
        anew.
        """
        style = node.get(TEXT + "style-name") or style
        if outer:
            return outer, style
        named = node.get(TEXT + "continue-list") or node.get(TEXT + "list-id")
        if named:
            chain = self._chains.setdefault(named, named)
        elif node.get(TEXT + "continue-numbering") == "true" and style in self._last:
            chain = self._last[style]
        else:
            self._count += 1
            chain = f"list {self._count}"
        self._chains[node.get(_XML_ID) or chain] = chain
        self._last[style] = chain
        return chain, style

    def label(self, chain: str, style: str, depth: int, start: str | None = None) -> str | None:
        """Count one item at a depth from 0 and give its number; "" for a bullet, None where there is no such list.

        `start` is the number that the item itself asks for.
        """
        if style not in self._styles:
            return None
        key = f"{chain}\n{style}"
        self._lists[key], self._shared[key] = self._styles[style], chain
        depth = min(depth, LEVELS - 1)
        if start is not None:
            self._numbering.start_at(key, depth, min(whole_number(start, 1), LARGEST))
        return self._numbering.next_label(key, depth)

    def outline_label(self, level: int) -> str:
        """Count a heading, its level from 1, that stands in no list; "" where the outline has no numbers."""
        return self.label(_OUTLINE, _OUTLINE, level - 1) or ""

    def _read(self, root: Element) -> None:
        for part in ("styles", "automatic-styles"):
            for node in root.iterfind(f"{OFFICE}{part}/{TEXT}list-style"):
                self._styles[node.get(STYLE + "name", "")] = _levels(node)
        for node in root.iterfind(f"{OFFICE}styles/{TEXT}outline-style"):
            self._styles[_OUTLINE] = _levels(node)


def _levels(node: Element) -> dict[int, Level]:
    found = ((whole_number(child.get(TEXT + "level"), 0), child) for child in node)
    return {depth - 1: _level(child, depth) for depth, child in found if 0 < depth <= LEVELS}


def _level(node: Element, depth: int) -> Level:
    # A picture is a bullet too.
    if not node.tag.endswith(("list-level-style-number", "outline-level-style")):
        return Level("bullet")
    number = node.get(STYLE + "num-format", "")
    if number not in _FORMATS:
        number = "1"
    text = _template(node, depth) if number else node.get(STYLE + "num-prefix", "") + node.get(STYLE + "num-suffix", "")
    start = min(whole_number(node.get(TEXT + "start-value"), 1), LARGEST)
    place = next(node.iter(STYLE + "list-level-label-alignment"), None)
    follows = "listtab" if place is None else place.get(TEXT + "label-followed-by", "listtab")
    return Level(_FORMATS[number], text, start, follows)


def _template(node: Element, depth: int) -> str:
    """The number with what stands around it, as %1 for the first level's number."""
    own = node.get(_LOEXT + "num-list-format")
    if own is not None:
        return re.sub(r"%(\d+)%", r"%\1", str(own))
    shown = max(1, min(whole_number(node.get(TEXT + "display-levels"), 1), depth))
    numbers = ".".join(f"%{level}" for level in range(depth - shown + 1, depth + 1))
    return f"{node.get(STYLE + 'num-prefix', '')}{numbers}{node.get(STYLE + 'num-suffix', '')}"
