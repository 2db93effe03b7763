"""Bodies of requests: JSON that can be stored."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser


class StorableJson(Parser):
    """Refuses what no database keeps as text (a null character, half of a surrogate pair) and numbers that are none."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Raises ValueError, which answers 400."""
        body: dict[str, Any] = json.loads(request.body, parse_constant=_refuse)
        for text in _texts(body):
            if "\0" in text:
                _refuse("null character")
            text.encode("utf-8")  # a UnicodeEncodeError is a ValueError
        return body


def _texts(value: Any) -> Iterator[str]:
    """Every string of a JSON value, keys too."""
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, str):
            yield here
        elif isinstance(here, list):
            waiting.extend(here)
        elif isinstance(here, dict):
            waiting.extend(here.keys())
            waiting.extend(here.values())


def _refuse(what: str) -> None:
    raise ValueError(f"not allowed in JSON: {what}")
