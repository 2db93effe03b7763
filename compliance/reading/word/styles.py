"""Styles of a .docx, with what they inherit: heading level, title, list, hidden text, alignment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from compliance.reading.story.styles import heading_of, is_contents, is_title
from compliance.reading.zip_package import Element, whole_number

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = _W + "val"
_LONGEST_CHAIN = 20  # of basedOn; a longer one is a circle
_DEEPEST_LEVEL = 8  # of a list, from 0


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph or run gets from its style and the styles that it is based on."""

    level: int = 0  # of a heading, from 1
    title: bool = False
    contents: bool = False  # a line of the table of contents
    number: str = ""  # numId; "0" takes the list of the base style away
    number_level: int | None = None
    number_style: str = ""  # the style that brought the list
    hidden: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles of a file by their id; each is resolved when it is first asked for: Word stores 160, files use 10."""

    nodes: Mapping[str, Element] = field(default_factory=dict)
    default: str = ""  # the paragraph style of a paragraph that names none
    lists: Mapping[str, str] = field(default_factory=dict)  # list style → numId
    hides: bool = False  # some style hides text
    _resolved: dict[str, Style] = field(default_factory=dict)

    def named(self, identifier: str) -> Style:
        """A style with what it inherits; a plain one where there is none of that id."""
        if identifier not in self._resolved:
            self._resolved[identifier] = _resolve(identifier, self.nodes)
        return self._resolved[identifier]

    def of_paragraph(self, identifier: str | None) -> Style:
        """A paragraph's style: the default one where it names none or one that does not exist."""
        return self.named(identifier if identifier and identifier in self.nodes else self.default)


def is_on(node: Element | None) -> bool:
    """Whether an on/off property is there and not switched off."""
    return node is not None and node.get(_VAL, "1") not in ("0", "false", "off", "none")


def outline_level(properties: Element | None) -> int | None:
    """The heading level, from 1, that paragraph properties state; 0 for body text, None where they state none."""
    node = None if properties is None else properties.find(_W + "outlineLvl")
    value = -1 if node is None else whole_number(node.get(_VAL), -1)
    return None if value < 0 else (value + 1 if value < 9 else 0)


def is_centred(properties: Element | None) -> bool | None:
    """Whether paragraph properties centre the line; None where they do not say."""
    node = None if properties is None else properties.find(_W + "jc")
    return None if node is None else node.get(_VAL) == "center"


def list_of(properties: Element | None) -> tuple[str, int | None]:
    """numId and level, from 0, that paragraph properties state; "" and None where they state none."""
    node = None if properties is None else properties.find(_W + "numPr")
    if node is None:
        return "", None
    number, level = node.find(_W + "numId"), node.find(_W + "ilvl")
    depth = -1 if level is None else whole_number(level.get(_VAL), -1)
    return "" if number is None else str(number.get(_VAL, "")), None if depth < 0 else min(depth, _DEEPEST_LEVEL)


def read_styles(root: Element | None) -> Styles:
    """The styles of styles.xml."""
    if root is None:
        return Styles()
    nodes = {str(node.get(_W + "styleId", "")): node for node in root.findall(_W + "style")}
    kinds = {identifier: node.get(_W + "type") for identifier, node in nodes.items()}
    default = next(
        (i for i, n in nodes.items() if kinds[i] == "paragraph" and n.get(_W + "default") in ("1", "true", "on")), ""
    )
    lists = {i: list_of(n.find(_W + "pPr"))[0] for i, n in nodes.items() if kinds[i] == "numbering"}
    return Styles(nodes, default, lists, next(root.iter(_W + "vanish"), None) is not None)


def _resolve(identifier: str, nodes: Mapping[str, Element]) -> Style:
    """Follow basedOn; the nearest style that says something decides."""
    level = hidden = centred = number_level = None
    title = contents = False
    number = number_style = ""
    for _ in range(_LONGEST_CHAIN):
        node = nodes.get(identifier)
        if node is None:
            break
        paragraph, run = node.find(_W + "pPr"), node.find(_W + "rPr")
        name = _name(node)
        if level is None:
            level = outline_level(paragraph)
        if level is None:
            level = heading_of(name)
        # A custom style based on Title or on TOC 1 is one too; one based on a heading says so by its level.
        title = title or is_title(name)
        contents = contents or is_contents(name)
        if centred is None:
            centred = is_centred(paragraph)
        vanish = None if run is None else run.find(_W + "vanish")
        if hidden is None and vanish is not None:
            hidden = is_on(vanish)
        own, own_level = list_of(paragraph)
        if number_level is None:
            number_level = own_level
        if not number and own:
            number, number_style = own, identifier
        based = node.find(_W + "basedOn")
        identifier = "" if based is None else str(based.get(_VAL, ""))
    return Style(level or 0, title, contents, number, number_level, number_style, bool(hidden), bool(centred))


def _name(node: Element) -> str:
    name = node.find(_W + "name")
    # Word lists aliases after a comma in the same name.
    return "" if name is None else str(name.get(_VAL, "")).split(",")[0].strip()
