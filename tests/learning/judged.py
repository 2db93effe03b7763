"""Outcomes, gold documents and reports made by hand, for tests of the evaluation."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from compliance.learning.outcomes import (
    DocumentOutcome,
    FacetOutcome,
    ItemOutcome,
    Ranked,
    WarningCounts,
)
from compliance.terms import Status

NOT_RANKED = Ranked((), (), 0, 10)
NO_WARNINGS = WarningCounts(0, 0, 0, 0)


def facet(
    gold: str,
    got: str,
    *,
    name: str = "f",
    indicator: str = "budget",
    required: bool = True,
    modality: str = "fact",
    confidence: float | None = None,
    gold_quotes: Sequence[str] = (),
    quotes: Sequence[str] = (),
    hits: Sequence[bool] = (),
    shown_rank: int = 0,
    verbatim: int = 0,
    ranked: Ranked = NOT_RANKED,
    trace: Sequence[str] = (),
) -> FacetOutcome:
    return FacetOutcome(
        item="x-01",
        facet=name,
        indicator=indicator,
        required=required,
        modality=modality,
        gold=Status(gold),
        got=Status(got),
        confidence=confidence,
        gold_quotes=tuple(gold_quotes),
        quotes=tuple(quotes),
        hits=tuple(hits),
        shown_rank=shown_rank,
        verbatim=verbatim,
        ranked=ranked,
        trace=tuple(trace),
    )


def document(
    *facets: FacetOutcome,
    items: str = "",
    warnings: WarningCounts = NO_WARNINGS,
    name: str = "甲",
    scheme: str = "x",
) -> DocumentOutcome:
    """`items` are pairs of gold and proposed status: “met/partial missing/absent”."""
    pairs = [pair.split("/") for pair in items.split()]
    outcomes = tuple(
        ItemOutcome(f"x-{number:02}", Status(gold), None if got == "absent" else Status(got))
        for number, (gold, got) in enumerate(pairs, 1)
    )
    return DocumentOutcome(name, scheme, outcomes, facets, warnings)


SCHEME = """[scheme]
id = "{id}"
title = "岚溪县教育督导"
issuer = "岚溪县人民政府"

[[item]]
id = "{id}-01"
path = ["保障"]
title = "组织领导"
requirement = "成立领导小组，配备保安，开通校车。"
scope = "district"

[[item.facet]]
id = "body"
indicator = "leadership"
statement = "成立了教育工作领导小组"

[[item.facet]]
id = "guards"
indicator = "safety"
statement = "学校配备了专职保安"

[[item.facet]]
id = "bus"
indicator = "access"
statement = "开通了接送学生的校车"
"""
TEXT = """# 岚溪县2023年教育工作自评报告

县政府成立了教育工作领导小组，由县长任组长。

全县学校尚未配备专职保安。
"""


def write_scheme(folder: Path, scheme_id: str = "lan") -> Path:
    path = folder / f"{scheme_id}.toml"
    path.write_text(SCHEME.format(id=scheme_id), "utf-8")
    return path


def write_gold(folder: Path, name: str = "甲", scheme_id: str = "lan", **changes: object) -> Path:
    """A pair of files: one facet met, one denied, one missing."""
    facets = [
        {"id": "body", "status": "met", "quotes": ["县政府成立了教育工作领导小组"]},
        {"id": "guards", "status": "contradicted", "quotes": ["全县学校尚未配备专职保安"]},
        {"id": "bus", "status": "missing", "quotes": []},
    ]
    gold = {
        "document": f"{name}.md",
        "scheme": scheme_id,
        "kind": "self_evaluation",
        "subject": "岚溪县",
        "period": "2023",
        "items": [{"id": f"{scheme_id}-01", "status": "partial", "facets": facets}],
        "integrity": [{"check": "placeholder", "quote": "XX"}],
    }
    (folder / f"{name}.md").write_text(TEXT, "utf-8")
    path = folder / f"{name}.gold.json"
    path.write_text(json.dumps(gold | changes, ensure_ascii=False), "utf-8")
    return path
