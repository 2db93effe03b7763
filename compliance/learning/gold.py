"""Gold documents: submissions with the judgement that a careful reviewer would give (corpora/gold)."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from compliance.terms import Status

_SQUEEZED = re.compile(r"[\s|#]+")


@dataclass(frozen=True, slots=True)
class GoldWarning:
    """Something that a reviewer should be warned of; any one of the quotes names it."""

    check: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One judged document; `facets` maps (item id, facet id) to its status and quotes, the best quote first."""

    name: str
    path: Path
    scheme: str
    kind: str
    subject: str
    period: str
    facets: dict[tuple[str, str], tuple[Status, tuple[str, ...]]]
    items: dict[str, Status] = field(default_factory=dict)
    warnings: tuple[GoldWarning, ...] = ()
    partial: bool = False  # of the scheme's other facets nothing is known


def load_gold(folder: Path) -> Iterator[GoldDocument]:
    """Every gold pair of a folder, by name. Raises KeyError or ValueError where a pair is not of the format."""
    for path in sorted(folder.glob("*.gold.json")):
        yield gold_document(path, json.loads(path.read_text("utf-8")))


def gold_document(path: Path, gold: Mapping[str, Any]) -> GoldDocument:
    """The judged document of one NAME.gold.json. Raises KeyError or ValueError where it is not of the format."""
    return GoldDocument(
        name=path.name.removesuffix(".gold.json"),
        path=path.parent / gold["document"],
        scheme=gold["scheme"],
        kind=gold["kind"],
        subject=gold["subject"],
        period=gold["period"],
        facets={
            (item["id"], facet["id"]): (Status(facet["status"]), tuple(facet["quotes"]))
            for item in gold["items"]
            for facet in item["facets"]
        },
        items={item["id"]: Status(item["status"]) for item in gold["items"]},
        warnings=tuple(
            GoldWarning(warning["check"], tuple(warning.get("quotes") or [warning.get("quote", "")]))
            for warning in gold.get("integrity", ())
        ),
    )


@lru_cache(maxsize=1 << 16)
def squeeze(text: str) -> str:
    """The text without white space and table lines: quotes are compared in this form."""
    return _SQUEEZED.sub("", text)


def overlap(first: str, second: str) -> float:
    """Length of the longest common piece over the length of the shorter text, white space and table lines aside."""
    first, second = squeeze(first), squeeze(second)
    if not first or not second:
        return 0.0
    if first in second or second in first:
        return 1.0
    best, row = 0, [0] * (len(second) + 1)
    for left in first:
        previous = 0
        for j, right in enumerate(second, 1):
            kept, row[j] = row[j], previous + 1 if left == right else 0
            previous = kept
            best = max(best, row[j])
    return best / min(len(first), len(second))


# Half of the shorter text: what the scoring of evidence takes for a hit.
HIT = 0.5


def is_same_passage(first: str, second: str) -> bool:
    """Whether `overlap` is at least HIT: a piece of half the shorter text stands in the longer one."""
    short, long = sorted((squeeze(first), squeeze(second)), key=len)
    piece = math.ceil(len(short) * HIT)
    return bool(short) and any(short[i : i + piece] in long for i in range(len(short) - piece + 1))


def is_hit(quote: str, gold_quotes: tuple[str, ...]) -> bool:
    """Whether a quote names the same passage as one of the gold quotes."""
    return any(is_same_passage(quote, gold) for gold in gold_quotes)
