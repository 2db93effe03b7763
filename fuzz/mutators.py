"""Changes that a parser gets to see: in XML as a tree, in a stream of records, in bytes with words repeated."""

from __future__ import annotations

import copy
import random
import struct
from collections.abc import Callable

import atheris
from lxml import etree
from packages import joined, split

WORDS: list[str] = ["x"]  # of the parser under test, see parsers.py
_EXTREMES = ("", "0", "-1", "1", "2", "9", "255", "256", "65536", "2147483648", "9" * 12, "1e9", "nan", "inf")
_TEXTS = (
    "-0.5",
    "1 0 0 1 0 0",
    "²",
    "٣",
    "一",
    "\u200b",
    "\ue000",
    " ",
    "\n",
    "true",
    "false",
    "A1:XFD1048576",
    "#",
    "%",
)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
_MOST_REPEATED = 3000


def mutate_bytes(data: bytes, most: int, seed: int) -> bytes:
    """What libFuzzer does, and now and then a piece repeated many times."""
    chance = random.Random(seed)
    if data and chance.random() < 0.04:
        start = chance.randrange(len(data))
        piece = data[start : start + chance.randint(1, 24)]
        data = data[:start] + piece * chance.randint(2, _MOST_REPEATED) + data[start:]
        return data[:most]
    return bytes(atheris.Mutate(data, most))


def mutate_records(data: bytes, most: int, seed: int) -> bytes:
    """Records (number, length, data) changed one by one, their lengths kept right."""
    chance = random.Random(seed)
    records = _records(data)
    if len(records) < 2 or chance.random() < 0.2:
        return mutate_bytes(data, most, seed)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(records))
        number, content = records[at]
        way = chance.random()
        if way < 0.5:
            records[at] = number, bytes(atheris.Mutate(content, min(8000, len(content) + 16)))
        elif way < 0.6:
            records[at] = chance.choice(records)[0], content
        elif way < 0.75:
            records[at:at] = [records[at]] * chance.choice((1, 1, 2, 100))
        elif way < 0.9:
            records.insert(at, chance.choice(records))
        else:
            del records[at]
            if not records:
                break
    return b"".join(struct.pack("<HH", number, len(content)) + content for number, content in records)[:most]


def _records(data: bytes) -> list[tuple[int, bytes]]:
    found, at = [], 0
    while at + 4 <= len(data):
        number, length = struct.unpack_from("<HH", data, at)
        if number or length:
            found.append((number, data[at + 4 : at + 4 + length]))
        at += 4 + length
    return found


def mutate_package(data: bytes, most: int, seed: int) -> bytes:
    """One part of a package changed: as a tree mostly, as bytes sometimes."""
    chance = random.Random(seed)
    parts = split(data)
    if not parts or chance.random() < 0.03:
        return mutate_bytes(data, most, seed)
    at = chance.randrange(len(parts))
    name, content = max((parts[at], parts[chance.randrange(len(parts))]), key=lambda part: len(part[1]))
    at = parts.index((name, content))
    if chance.random() < 0.03:
        del parts[at]
        return joined(parts)
    left = most - (len(data) - len(content))
    changed = _mutate_tree(content, chance) if chance.random() < 0.85 else None
    if changed is None or len(changed) > left:
        changed = mutate_bytes(content, max(1, min(left, len(content) + 256)), seed).replace(b"\0", b"")
    parts[at] = name, changed
    return joined(parts)[:most]


def _mutate_tree(content: bytes, chance: random.Random) -> bytes | None:
    try:
        root = etree.fromstring(content, _PARSER)
    except (etree.XMLSyntaxError, ValueError):
        return None
    for _ in range(chance.randint(1, 4)):
        nodes = [node for node in root.iter() if isinstance(node.tag, str)]
        try:
            chance.choice(_WAYS)(chance.choice(nodes), chance.choice(nodes), chance)
        except (ValueError, TypeError):  # a word that XML does not allow there, a node into itself
            continue
    return bytes(etree.tostring(root, encoding="utf-8"))


def _set_attribute(node: etree._Element, other: etree._Element, chance: random.Random) -> None:
    if node.attrib:
        node.set(chance.choice(list(node.attrib)), _value(other, chance))


def _add_attribute(node: etree._Element, other: etree._Element, chance: random.Random) -> None:
    names = list(other.attrib) or [node.tag.rpartition("}")[0] + "}x" if "}" in node.tag else "x"]
    name = chance.choice(names)
    if chance.random() < 0.5:
        name = name.rpartition("}")[0] + "}" + chance.choice(WORDS) if "}" in name else chance.choice(WORDS)
    node.set(name, _value(other, chance))


def _drop_attribute(node: etree._Element, other: etree._Element, chance: random.Random) -> None:
    if node.attrib:
        del node.attrib[chance.choice(list(node.attrib))]


def _set_text(node: etree._Element, other: etree._Element, chance: random.Random) -> None:
    node.text = _value(other, chance)


def _rename(node: etree._Element, other: etree._Element, chance: random.Random) -> None:
    space = node.tag.rpartition("}")[0]
    node.tag = other.tag if chance.random() < 0.5 or not space else f"{space}}}{chance.choice(WORDS)}"


def _remove(node: etree._Element, other: etree._Element, chance: random.Random) -> None:
    if node.getparent() is not None:
        node.getparent().remove(node)


def _repeat(node: etree._Element, other: etree._Element, chance: random.Random) -> None:
    if node.getparent() is not None:
        for _ in range(chance.choice((1, 1, 2, 5, 60))):
            node.addnext(copy.deepcopy(node))


def _graft(node: etree._Element, other: etree._Element, chance: random.Random) -> None:
    node.insert(chance.randint(0, len(node)), copy.deepcopy(other))


def _nest(node: etree._Element, other: etree._Element, chance: random.Random) -> None:
    """The node inside copies of its own tag, many times."""
    parent, inner = node.getparent(), node
    if parent is None:
        return
    at = parent.index(node)
    for _ in range(chance.choice((1, 2, 15, 120))):
        outer = etree.Element(other.tag, dict(other.attrib), nsmap=node.nsmap)
        outer.append(inner)
        inner = outer
    parent.insert(at, inner)


_WAYS: tuple[Callable[[etree._Element, etree._Element, random.Random], None], ...] = (
    *(_set_attribute, _set_attribute, _set_attribute, _add_attribute, _add_attribute, _drop_attribute),
    *(_set_text, _set_text, _rename, _remove, _repeat, _graft, _graft, _nest),
)


def _value(other: etree._Element, chance: random.Random) -> str:
    way = chance.random()
    if way < 0.3:
        return chance.choice(_EXTREMES)
    if way < 0.4:
        return chance.choice(_TEXTS)
    if way < 0.6:
        return chance.choice(WORDS)
    if way < 0.8 and other.attrib:
        return str(chance.choice(list(other.attrib.values())))
    text = (other.text or "").encode()
    return bytes(atheris.Mutate(text, len(text) + 16)).decode("utf-8", "ignore")
