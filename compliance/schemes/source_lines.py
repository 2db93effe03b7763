"""Where each table and key of a TOML file stands: tomllib keeps no lines, and a fault must name its own."""

from __future__ import annotations

import re
from collections.abc import Mapping

# A key path with the index of each array element: ("item", 2, "facet", 0, "statement").
KeyPath = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)([^\[\]]+)\]")
_KEY = re.compile(r"\s*([A-Za-z0-9_.\-]+|\"[^\"\n]*\"|'[^'\n]*')\s*=")
_MULTILINE_QUOTES = ('"""', "'''")


def key_lines(source: str) -> Mapping[KeyPath, int]:
    """The line, from 1, of every [table], [[element]] and `key =` of a TOML text.

    Keys inside inline tables have no line of their own; `line_of` gives them that of what encloses them.
    """
    lines: dict[KeyPath, int] = {}
    elements: dict[KeyPath, int] = {}
    table: KeyPath = ()
    open_quotes = ""
    for number, line in enumerate(source.splitlines(), start=1):
        if open_quotes:
            if open_quotes in line:
                open_quotes = ""
            continue
        if header := _HEADER.match(line):
            table = _element(_parts(header[2]), header[1] == "[[", elements)
            for end in range(1, len(table) + 1):  # [[item]] is also the first line of `item` itself
                lines.setdefault(table[:end], number)
        elif key := _KEY.match(line):
            lines.setdefault((*table, *_parts(key[1])), number)
        open_quotes = next((quotes for quotes in _MULTILINE_QUOTES if line.count(quotes) % 2), "")
    return lines


def line_of(path: KeyPath, lines: Mapping[KeyPath, int]) -> int:
    """The line of a key path, or of the nearest table around it; 1 where there is none."""
    return next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), 1)


def _element(parts: KeyPath, is_array: bool, elements: dict[KeyPath, int]) -> KeyPath:
    """The path of a header's table: the next element of its own array, the latest of those above it."""
    path: KeyPath = ()
    for position, part in enumerate(parts):
        path = (*path, part)
        if is_array and position == len(parts) - 1:
            elements[path] = elements.get(path, -1) + 1
        if path in elements:
            path = (*path, elements[path])
    return path


def _parts(key: str) -> KeyPath:
    return tuple(part.strip().strip("\"'") for part in key.split("."))
