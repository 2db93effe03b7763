"""Gold documents: submissions with the judgement that a careful reviewer would give (corpora/gold)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from compliance.terms import Status

_SQUEEZED = re.compile(r"[\s|#]+")


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


def load_gold(folder: Path) -> Iterator[GoldDocument]:
    """Every gold pair of a folder, by name. Raises KeyError or ValueError where a pair is not of the format."""
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        yield GoldDocument(
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
        )


def squeeze(text: str) -> str:
    """The text without white space and the marks that draw tables and headings."""
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


def is_hit(quote: str, gold_quotes: tuple[str, ...]) -> bool:
    """Whether a quote names the same passage as one of the gold quotes."""
    return any(overlap(quote, gold) >= HIT for gold in gold_quotes)
