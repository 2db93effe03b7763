"""XML from a stranger: no entities, no network, no nesting without end."""

from __future__ import annotations

from typing import Any, TypeAlias

from lxml import etree  # type: ignore[import-untyped]

Element: TypeAlias = Any  # lxml ships no types

_PARSER = {
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
    "load_dtd": False,
    "remove_comments": True,
    "remove_pis": True,
}
_PARSER_DEPTH = 256  # where libxml2 itself gives up without huge_tree
_REFUSED_DOCTYPE = "内含不允许的 DOCTYPE 声明，为安全起见没有读取"


class PartError(Exception):
    """A part that cannot be unpacked or parsed; the reader decides whether the file can do without it."""


class RefusedError(Exception):
    """A part that no sound file holds; the message says in Chinese why it was not read."""


def parse_xml(data: bytes, deepest: int) -> Element:
    """The root element of a document. Raises PartError where it is broken, RefusedError where it is hostile."""
    if _declares_entities(data):
        raise RefusedError(_REFUSED_DOCTYPE)
    too_deep = f"内容嵌套过深（超过 {deepest} 层）"
    try:
        root = etree.fromstring(data, etree.XMLParser(**_PARSER))
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error):
            raise RefusedError(too_deep) from error
        raise PartError(str(error)) from error
    if root.getroottree().docinfo.doctype:  # in an encoding that the look at the bytes does not know
        raise RefusedError(_REFUSED_DOCTYPE)
    if deepest < _PARSER_DEPTH and _deeper_than(root, deepest):
        raise RefusedError(too_deep)
    return root


def local_name(node: Element) -> str:
    """An element's name without its namespace; "" for a comment or an entity."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def whole_number(text: str | None, default: int) -> int:
    """A count from an attribute; the default for anything else, also for numbers that no sound file holds."""
    return int(text) if text and len(text) < 12 and text.isdecimal() else default


def _declares_entities(data: bytes) -> bool:
    # UTF-16 puts a zero byte beside every ASCII character.
    plain = data.replace(b"\0", b"") if b"\0" in data[:4] or data[:2] in (b"\xff\xfe", b"\xfe\xff") else data
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def _deeper_than(root: Element, depth: int) -> bool:
    """Whether any element has more than `depth` elements from the root to itself; done in C, level by level."""
    return bool(etree.XPath("boolean(" + "/*" * (depth + 1) + ")")(root))
