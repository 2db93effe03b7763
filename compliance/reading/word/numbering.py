"""The lists of a .docx: what numbering.xml says of their numbers (ECMA-376, 17.9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from compliance.reading.story.list_numbers import FORMATS, LARGEST, Level, Numbering
from compliance.reading.zip_package import Element, whole_number

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = _W + "val"
_LEVELS = 9  # a Word list has nine levels
_DEEPEST_LINK = 8  # of list styles that refer to each other; a longer chain is a circle


def read_numbering(root: Element | None, style_lists: Mapping[str, str]) -> Numbering:
    """The lists of numbering.xml; `style_lists` gives the numId of each list style."""
    if root is None:
        return Numbering()
    abstract = {node.get(_W + "abstractNumId", ""): node for node in root.findall(_W + "abstractNum")}
    numbers = {node.get(_W + "numId", ""): node for node in root.findall(_W + "num")}
    lists, shared, starts = {}, {}, {}
    for identifier, node in numbers.items():
        base = _base(node, abstract, numbers, style_lists)
        levels = {_index(n): _level(n) for n in abstract[base].findall(_W + "lvl")} if base else {}
        starts[identifier] = _override(node, levels)
        lists[identifier], shared[identifier] = levels, base or f"num {identifier}"
    return Numbering(lists, shared, starts)


def _override(node: Element, levels: dict[int, Level]) -> dict[int, int]:
    """Replace the levels that a num redefines; the levels, with their starts, that it starts anew."""
    starts: dict[int, int] = {}
    for change in node.findall(_W + "lvlOverride"):
        index = _index(change)
        own = change.find(_W + "lvl")
        if own is not None:
            levels[index] = replace(_level(own), style=_value(own, "pStyle") or levels.get(index, Level()).style)
        start = change.find(_W + "startOverride")
        if start is not None:
            starts[index] = _number(start.get(VAL), 1)
    return starts


def _base(
    node: Element, abstract: Mapping[str, Element], numbers: Mapping[str, Element], style_lists: Mapping[str, str]
) -> str:
    """The abstract list with the levels of a num, found through list styles; empty where there is none."""
    for _ in range(_DEEPEST_LINK):
        identifier = _value(node, "abstractNumId")
        if identifier not in abstract:
            return ""
        linked = _value(abstract[identifier], "numStyleLink")
        follow = numbers.get(style_lists.get(linked, ""))
        if not linked or follow is None:
            return identifier
        node = follow
    return ""


def _level(node: Element) -> Level:
    # A custom format stands in mc:AlternateContent; its fallback is an ordinary numFmt.
    style = node.find(_W + "numFmt")
    if style is None:
        style = next((n for n in node.iter(_W + "numFmt") if n.get(VAL) in FORMATS), None)
    restart = node.find(_W + "lvlRestart")
    legal = node.find(_W + "isLgl")
    return Level(
        format="decimal" if style is None else style.get(VAL, "decimal"),
        text=_value(node, "lvlText"),
        start=_number(_value(node, "start"), 0),
        suffix=_value(node, "suff") or "tab",
        restart=None if restart is None else _number(restart.get(VAL), 0),
        legal=legal is not None and legal.get(VAL, "1") not in ("0", "false", "off"),
        style=_value(node, "pStyle"),
    )


def _value(node: Element, name: str) -> str:
    child = node.find(_W + name)
    return "" if child is None else str(child.get(VAL, ""))


def _index(node: Element) -> int:
    return min(whole_number(node.get(_W + "ilvl"), 0), _LEVELS - 1)


def _number(text: str | None, default: int) -> int:
    return min(whole_number(text, default), LARGEST)
