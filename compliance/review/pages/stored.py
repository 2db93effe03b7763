"""A Document as plain values that the database can hold, and back."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from compliance.terms import Document

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def to_plain(document: Document) -> Any:
    """Values that JSON holds; what cannot be stored becomes U+FFFD, so that offsets stay."""
    text = msgspec.json.encode(storable(msgspec.to_builtins(document)))
    return msgspec.json.decode(text)


def from_plain(content: Any) -> Document:
    """The Document that to_plain was given. Raises msgspec.ValidationError for anything else."""
    return msgspec.convert(content, type=Document, strict=False)


def storable(value: Any) -> Any:
    """Without what neither UTF-8 nor PostgreSQL's text can hold: lone surrogates, and the character U+0000."""
    if isinstance(value, str):
        return _UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {key: storable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [storable(inner) for inner in value]
    return value
